//! Loading an instrument pack: what is accepted, what is refused, and in which words.

use forms::{Pack, PackRefusal, demonstration_pack_text, shipped};

#[test]
fn the_demonstration_pack_loads_and_says_what_it_is() {
    let sash = shipped().unwrap().form("sash", "2017").unwrap();
    let pack = Pack::read(demonstration_pack_text(), sash).unwrap();
    assert!(pack.demonstration);
    assert_eq!(pack.marking, "Demonstration wording, not SASH");
    assert_eq!(pack.items.len(), 16);
}

#[test]
fn a_pack_that_does_not_fit_is_refused_with_the_reason() {
    let sash = shipped().unwrap().form("sash", "2017").unwrap();
    let good = demonstration_pack_text();
    let refused = |from: &str, to: &str| Pack::read(&good.replacen(from, to, 1), sash).unwrap_err();
    assert_eq!(refused("edition = \"2017\"", "edition = \"2010\""), PackRefusal::WrongEdition { expected: "2017".to_owned() });
    assert_eq!(
        refused("instrument = \"SASH\"", "instrument = \"SRP\""),
        PackRefusal::WrongInstrument { expected: "SASH".to_owned() }
    );
    assert_eq!(refused("number = \"G7\"", "number = \"G77\""), PackRefusal::MissingItems { numbers: vec!["G7".to_owned()] });
    assert_eq!(
        refused("guidance = \"\"", "guidance = \"\"\nscore = 3"),
        PackRefusal::UnknownKeys { keys: vec!["score".to_owned()] }
    );
    assert_eq!(
        refused("number = \"G7\"", "number = \"G7\"\nweight = 2"),
        PackRefusal::UnknownKeys { keys: vec!["items.weight".to_owned()] }
    );
    assert_eq!(refused("marking = \"Demonstration wording, not SASH\"", "marking = \"\""), PackRefusal::UnmarkedDemonstration);
    assert_eq!(refused("licence_holder = \"Holdfast example unit\"", "licence_holder = \" \""), PackRefusal::NoLicence);
    assert_eq!(refused("code = \"moderate\"", "code = \"medium\""), PackRefusal::OtherLevels);
    assert_eq!(refused("code = \"not_asked\"", "code = \"maybe\""), PackRefusal::OtherAnswers);
    assert!(matches!(refused("language", "= broken"), PackRefusal::Unreadable { line: 4 }));
}

#[test]
fn every_refusal_of_a_pack_has_its_sentence() {
    let wording = &shipped().unwrap().wording;
    let numbers = vec!["G7".to_owned()];
    for refusal in [
        PackRefusal::Unreadable { line: 4 },
        PackRefusal::UnknownKeys { keys: numbers.clone() },
        PackRefusal::WrongInstrument { expected: "SASH".to_owned() },
        PackRefusal::WrongEdition { expected: "2017".to_owned() },
        PackRefusal::MissingItems { numbers: numbers.clone() },
        PackRefusal::UnexpectedItems { numbers },
        PackRefusal::OtherAnswers,
        PackRefusal::OtherLevels,
        PackRefusal::NoLicence,
        PackRefusal::UnmarkedDemonstration,
    ] {
        let values = refusal.values();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert!(wording.say(refusal.wording_key(), &values).is_some(), "{}", refusal.wording_key());
    }
}
