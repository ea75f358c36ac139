//! `bundle inspect`, `verify`, `open` and `import`: sealed bundles without a window. Cases are numbered; nothing is named.

use crate::ending::Ending;
use crate::hand::{Hand, at_desk, give};
use desk::sitting::Desk;
use serde_json::{Value, json};
use std::path::Path;

/// What to do with a case of the bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Accept,
    Reject(String),
}

/// Cases by their number, from 1.
pub type Choices = Vec<(usize, Choice)>;

/// Reads `--accept <n>` and `--reject <n> <why>`, as often as they were said.
pub fn choices(words: &[&str]) -> Option<Choices> {
    let mut chosen = Vec::new();
    let mut rest = words;
    while !rest.is_empty() {
        let (number, choice, after) = match rest {
            ["--accept", number, after @ ..] => (number, Choice::Accept, after),
            ["--reject", number, why, after @ ..] => (number, Choice::Reject((*why).to_owned()), after),
            _ => return None,
        };
        chosen.push((number.parse().ok().filter(|number| *number > 0)?, choice));
        rest = after;
    }
    Some(chosen)
}

fn read(file: &Path) -> Result<Vec<u8>, Ending> {
    std::fs::read(file).map_err(|_| Ending::Refused("The file could not be read. Name a sealed bundle.".to_owned()))
}

/// What anybody sees of it.
pub fn inspect(file: &Path) -> Ending {
    let seen = read(file).and_then(|bytes| desk::arriving_view::seen_from_outside(&bytes).map_err(Ending::from));
    match seen {
        Err(ending) => ending,
        Ok(seen) => Ending::Well(format!(
            "A sealed bundle, format {}.{}, suite {}, {} bytes, {} places for recipients. Whose it is, only a recipient can see.",
            seen.major, seen.minor, seen.suite, seen.bytes, seen.places
        )),
    }
}

/// Whether it is whole, for us and from a partner.
pub fn verify(desk: &mut Desk, hand: &Hand, file: &Path) -> Ending {
    ended(with_opened(desk, hand, file, |_, _, opened| Ok(seal_words(opened))))
}

/// What bringing it in would change.
pub fn open(desk: &mut Desk, hand: &Hand, file: &Path) -> Ending {
    ended(with_opened(desk, hand, file, |_, _, opened| Ok(all_words(opened))))
}

/// Brings it in; without a choice, only looks.
pub fn import(desk: &mut Desk, hand: &Hand, file: &Path, chosen: &Choices) -> Ending {
    ended(with_opened(desk, hand, file, |desk, token, opened| {
        let is_notice = opened["what"] == "notice";
        if chosen.is_empty() && !is_notice {
            return Ok(all_words(opened));
        }
        let ask = question(token, opened, chosen)?;
        let done = give(desk, "take_bundle", ask)?;
        Ok(format!(
            "Brought in: {} new, {} changed, {} left side by side, {} not believed, {} kept unread.",
            done["new"], done["changed"], done["open_conflicts"], done["refused"], done["unread"]
        ))
    }))
}

fn question(token: &str, opened: &Value, chosen: &Choices) -> Result<Value, Ending> {
    let cases = opened["cases"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut verdicts = Vec::new();
    let mut conflicts = Vec::new();
    for (number, choice) in chosen {
        let case = cases.get(number - 1).ok_or_else(|| Ending::Refused(format!("The bundle has no case {number}.")))?;
        let verdict = match choice {
            Choice::Accept => {
                let both = json!({ "pick": "both" });
                let of_case = case["conflicts"].as_array().map(Vec::as_slice).unwrap_or_default();
                conflicts
                    .extend(of_case.iter().map(|one| json!({ "record": one["record"], "field": one["field"], "pick": both })));
                json!({ "verdict": "accept" })
            }
            Choice::Reject(why) => json!({ "verdict": "reject", "reason": why }),
        };
        verdicts.push(json!({ "case": case["case"], "verdict": verdict }));
    }
    Ok(json!({ "file": token, "agreement": null, "cases": verdicts, "conflicts": conflicts }))
}

fn with_opened(
    desk: &mut Desk,
    hand: &Hand,
    file: &Path,
    then: impl FnOnce(&mut Desk, &str, &Value) -> Result<String, Ending>,
) -> Result<String, Ending> {
    let bytes = read(file)?;
    at_desk(desk, hand, |desk| {
        let token = desk.keep_file("bundle", &bytes);
        let opened = give(desk, "open_bundle", json!({ "file": token, "agreement": null }))?;
        if opened["what"] == "which_agreement" {
            let words = "More than one agreement could be the sender's. Open it in the window and say which.";
            return Err(Ending::Refused(words.to_owned()));
        }
        then(desk, &token, &opened)
    })
}

/// How a verb ends that says words where it went well.
pub(crate) fn ended(done: Result<String, Ending>) -> Ending {
    match done {
        Ok(words) => Ending::Well(words),
        Err(ending) => ending,
    }
}

fn seal_words(opened: &Value) -> String {
    let seal = &opened["seal"];
    let warning = seal["warning"].as_str().unwrap_or_default();
    format!(
        "The seal is good: key {}, {}. Number {} of its line. {warning}",
        seal["key"].as_str().unwrap_or_default(),
        seal["compared"].as_str().unwrap_or_default(),
        seal["sequence"]
    )
    .trim_end()
    .to_owned()
}

fn all_words(opened: &Value) -> String {
    let mut lines = vec![seal_words(opened)];
    let count = |list: &Value| list.as_array().map_or(0, Vec::len);
    for (at, case) in opened["cases"].as_array().into_iter().flatten().enumerate() {
        let cannot = if case["cannot"] == "" { "" } else { " It cannot be brought in." };
        lines.push(format!(
            "Case {}: {}; {} new, {} changed, {} known, {} in conflict, {} not believed, {} kept unread.{cannot}",
            at + 1,
            if case["held"] == "new" { "new here" } else { "held here" },
            case["new"],
            case["changed"],
            case["same"],
            count(&case["conflicts"]),
            count(&case["refused"]),
            case["unread"]
        ));
    }
    if opened["what"] == "notice" {
        lines.push("A notice about an earlier bundle.".to_owned());
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_by_number_and_anything_else_is_not_understood() {
        let two = vec![(1, Choice::Accept), (2, Choice::Reject("closed".to_owned()))];
        assert_eq!(choices(&["--accept", "1", "--reject", "2", "closed"]), Some(two));
        assert_eq!(choices(&[]), Some(vec![]));
        for wrong in [&["--accept"][..], &["--accept", "0"], &["--accept", "x"], &["--reject", "1"], &["all"]] {
            assert_eq!(choices(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_case_the_bundle_does_not_have_is_refused_and_an_accepted_one_keeps_both_values() {
        let opened = json!({ "what": "cases", "cases": [{ "case": "c", "conflicts": [{ "record": "r", "field": "ends_on" }] }] });
        assert!(matches!(question("t", &opened, &vec![(2, Choice::Accept)]), Err(Ending::Refused(_))));
        let ask = question("t", &opened, &vec![(1, Choice::Accept)]).unwrap();
        assert_eq!(ask["conflicts"][0]["pick"]["pick"], "both");
    }

    #[test]
    fn a_file_that_is_no_bundle_ends_as_damaged_without_a_passphrase() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("x.bundle");
        std::fs::write(&file, b"plain words").unwrap();
        assert_eq!(inspect(&file).code(), 1);
        assert_eq!(inspect(&folder.path().join("none")).code(), 3);
    }
}
