//! Everything that ships as data holds together: forms, pathways, law, wording and the demonstration pack.

use forms::{QuestionKind, StageKind, demonstration_pack_text, outline, shipped};
use std::collections::BTreeSet;
use std::path::Path;
use ts_rs::TS;

#[test]
fn every_shipped_file_is_read() {
    let data = shipped().unwrap();
    let forms: Vec<&str> = data.forms.iter().map(|form| form.form.as_str()).collect();
    assert_eq!(forms, ["cas", "sash", "four"]);
    let pathways: Vec<&str> = data.pathways.iter().map(|pathway| pathway.id.as_str()).collect();
    assert_eq!(pathways, ["cheshire", "hampshire", "london", "example"]);
}

/// Reading already refuses repeated ids and later dependence; this looks at the ids again by itself.
#[test]
fn question_ids_are_unique_and_every_condition_names_an_earlier_question() {
    for form in &shipped().unwrap().forms {
        let mut earlier = BTreeSet::new();
        for question in form.questions() {
            if let Some(shown) = &question.shown_when {
                assert!(earlier.contains(&shown.question), "{} of {}", question.id, form.form);
                let before = form.question(&shown.question).unwrap();
                for code in &shown.is {
                    let known = before.options.iter().any(|option| &option.code == code)
                        || (before.kind == QuestionKind::YesNoUnknown && (code == "yes" || code == "no"))
                        || (before.unknown_allowed && code == "unknown");
                    assert!(known, "{} of {} waits for an answer nobody can give", question.id, form.form);
                }
            }
            assert!(earlier.insert(question.id.clone()), "{} stands twice", question.id);
        }
    }
}

/// A changed question shows in review as a changed line. Set `WRITE_OUTLINES=1` to write them anew.
#[test]
fn the_outline_of_every_form_is_as_it_was_agreed() {
    for form in &shipped().unwrap().forms {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outlines").join(format!("{}-{}.outline", form.form, form.edition));
        if std::env::var_os("WRITE_OUTLINES").is_some() {
            std::fs::write(&file, outline(form)).unwrap();
        }
        let agreed = std::fs::read_to_string(&file).unwrap();
        assert_eq!(outline(form), agreed, "{} changed: run with WRITE_OUTLINES=1 and review", form.form);
    }
}

#[test]
fn the_cas_has_sections_a_to_p_and_shows_them_in_seven_rows() {
    let cas = shipped().unwrap().form("cas", "1").unwrap();
    let sections: String = cas.sections.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(sections, "ABCDEFGHIJKLMNOP");
    assert_eq!(cas.rows.len(), 7);
    for row in &cas.rows {
        assert!(cas.sections_of_row(&row.id).count() > 0, "nothing is seen in row {}", row.id);
    }
}

#[test]
fn the_judgement_sections_of_the_cas_start_blank_and_its_facts_do_not() {
    let cas = shipped().unwrap().form("cas", "1").unwrap();
    for section in &cas.sections {
        let blank = section.questions.iter().all(|question| !question.carry_over);
        let facts = ["E", "G", "M"].contains(&section.id.as_str());
        if ["H", "I", "J", "K", "N"].contains(&section.id.as_str()) {
            assert!(blank, "section {} carries a judgement over", section.id);
        }
        assert!(!(facts && blank), "section {} forgets its facts", section.id);
    }
}

#[test]
fn sash_ships_numbers_and_no_wording() {
    let sash = shipped().unwrap().form("sash", "2017").unwrap();
    let items: Vec<_> = sash.questions().filter(|question| question.from_pack).collect();
    assert_eq!(items.len(), 16);
    for item in items {
        assert_eq!(item.label, format!("Item {}: read the question from your licensed copy", item.id));
        assert!(item.unknown_allowed && item.not_asked_allowed && item.source_required);
    }
}

#[test]
fn urgent_factors_are_the_same_in_the_four_check_and_the_cas() {
    let data = shipped().unwrap();
    let (cas, four) = (data.form("cas", "1").unwrap(), data.form("four", "1").unwrap());
    let urgent = four.sections.iter().find(|section| section.id == "urgent").unwrap();
    let factors: Vec<_> = urgent.questions.iter().filter(|question| question.kind == QuestionKind::YesNoUnknown).collect();
    assert_eq!(factors.len(), 8);
    for factor in factors {
        let same = cas.question(&format!("urgent_{}", factor.id)).unwrap();
        assert_eq!((&same.label, same.required), (&factor.label, true));
    }
}

#[test]
fn the_decisions_of_the_cas_are_the_outcomes() {
    let data = shipped().unwrap();
    let decision = data.form("cas", "1").unwrap().question("decision").unwrap();
    let offered: Vec<_> = decision.options.iter().map(|o| (&o.code, &o.label)).collect();
    let outcomes: Vec<_> = data.outcomes.outcomes.iter().map(|o| (&o.code, &o.label)).collect();
    assert_eq!(offered, outcomes);
}

#[test]
fn every_stage_can_act_now_ask_for_more_and_advise_the_officer() {
    for pathway in &shipped().unwrap().pathways {
        for stage in &pathway.stages {
            for never_missing in ["urgent_now", "more_information", "not_stalking_advice"] {
                let listed = stage.allowed_decisions.iter().any(|code| code == never_missing);
                assert!(listed, "{never_missing} is missing at {} of {}", stage.id, pathway.id);
            }
            assert_eq!(stage.outcome_on_key(1), stage.allowed_decisions.first().map(String::as_str));
            assert_eq!((stage.outcome_on_key(0), stage.outcome_on_key(10)), (None, None));
        }
    }
}

#[test]
fn a_case_is_sent_only_to_a_stage_that_the_pathway_has() {
    for pathway in &shipped().unwrap().pathways {
        let has = |kind| pathway.stages.iter().any(|stage| stage.kind == kind);
        for (outcome, kind) in [
            ("to_clinic", StageKind::Clinic),
            ("to_specialist_clinic", StageKind::SpecialistClinic),
            ("to_consultation", StageKind::Consultation),
        ] {
            let offered = pathway.stages.iter().any(|stage| stage.allowed_decisions.iter().any(|code| code == outcome));
            assert!(!offered || has(kind), "{} offers {outcome}", pathway.id);
        }
    }
}

#[test]
fn london_consults_and_has_no_clinic_and_only_the_example_is_composite() {
    let data = shipped().unwrap();
    let london = data.pathway("london").unwrap();
    assert!(london.stages.iter().all(|stage| stage.kind != StageKind::Clinic));
    assert_eq!(london.stage("complex").unwrap().display_name, "Complex case consultation");
    let composite: Vec<_> = data.pathways.iter().filter(|p| p.composite).map(|p| p.id.as_str()).collect();
    assert_eq!(composite, ["example"]);
}

#[test]
fn every_code_that_needs_words_has_them() {
    let data = shipped().unwrap();
    for pathway in &data.pathways {
        let invited = pathway.stages.iter().flat_map(|stage| &stage.invited_agencies);
        for agency in invited.chain(&pathway.check_agencies) {
            assert!(data.wording.label("agency", agency).is_some(), "no words for agency {agency}");
        }
    }
    for form in &data.forms {
        for role in &form.who_may_complete {
            assert!(data.wording.label("role", role).is_some(), "no words for role {role}");
        }
    }
}

#[test]
fn the_law_is_looked_up_by_the_day_of_the_incident() {
    let law = &shipped().unwrap().law;
    let most = |day| law.offence_on("PHA-4A-FV", day).map(|offence| offence.maximum.as_str());
    assert_eq!(most("2012-11-24"), None);
    assert_eq!(most("2017-03-01"), Some("Five years' imprisonment"));
    assert!(most("2017-05-01").unwrap().starts_with("Ten years"));
    assert_eq!(law.order("OR-SPO").unwrap().least_months, Some(24));
    assert!(!law.orders_on("2019-12-31").iter().any(|order| order.code == "OR-SPO"));
    assert!((0..=4).all(|level| law.severity(level).is_some()));
}

#[test]
fn words_are_said_with_their_values_and_never_with_a_hole() {
    let wording = &shipped().unwrap().wording;
    let said = wording.say("finding.too_long", &[("question", "The {most} note"), ("most", "300")]);
    assert_eq!(said.as_deref(), Some("The {most} note is too long; it takes 300 characters."));
    assert_eq!(wording.say("finding.too_long", &[("question", "The note")]), None);
    assert_eq!(wording.say("finding.no_such_sentence", &[]), None);
}

#[test]
fn the_types_that_go_to_the_window_can_be_declared() {
    let config = ts_rs::Config::default();
    for declared in [
        forms::Definition::decl(&config),
        forms::Question::decl(&config),
        forms::Answer::decl(&config),
        forms::Pathway::decl(&config),
        forms::Outcomes::decl(&config),
        forms::Law::decl(&config),
        forms::Pack::decl(&config),
        forms::Finding::decl(&config),
    ] {
        assert!(declared.starts_with("type "), "{declared}");
    }
}

/// Fixed words never assume anybody's sex, and never claim more than a judgement.
#[test]
fn no_fixed_words_assume_a_sex_or_promise_a_prediction() {
    let data = shipped().unwrap();
    let mut all: Vec<String> = data.wording.words.values().cloned().collect();
    all.extend(data.forms.iter().map(outline));
    all.push(demonstration_pack_text().to_owned());
    for text in all {
        let words: Vec<String> = text.split(|letter: char| !letter.is_alphabetic()).map(str::to_lowercase).collect();
        for never in ["he", "she", "his", "her", "him", "hers", "alleged", "score"] {
            assert!(!words.iter().any(|word| word == never), "{never} stands in: {text:.80}");
        }
    }
}

/// The names in braces, in their order.
fn placeholders(words: &str) -> BTreeSet<&str> {
    words.split('{').skip(1).filter_map(|rest| rest.split('}').next()).collect()
}

#[test]
fn a_victims_papers_say_the_same_things_in_every_language() {
    let data = shipped().unwrap();
    let english = data.paper_words("en-GB").unwrap();
    let welsh = data.paper_words("cy-GB").unwrap();
    assert!(data.paper_words("fr-FR").is_none());
    let keys = |of: &forms::Wording| of.words.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(english), keys(welsh));
    for (key, words) in &english.words {
        let other = &welsh.words[key];
        assert_eq!(placeholders(words), placeholders(other), "{key}");
        assert!(words != other || key == "date.words", "{key} is the same in both: nobody has put it into Welsh");
    }
}
