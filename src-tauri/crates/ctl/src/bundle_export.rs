//! `bundle export`: what an agreement lets leave, row by row; sealed only with --write, for the token of what was read.

use crate::bundle::ended;
use crate::continuity::Outlet;
use crate::ending::Ending;
use crate::hand::Hand;
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::{Told, Trouble};
use serde_json::{Value, json};
use std::path::PathBuf;

/// What is asked for. Nothing named never means everything: it lists what could be named.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Asked {
    /// By its number in the list, from 1.
    pub agreement: Option<usize>,
    /// By their references.
    pub cases: Vec<String>,
    pub categories: Vec<String>,
    /// Where the agreement names more than one.
    pub purpose: Option<String>,
    pub write: Option<Write>,
    /// Values are shown although they do not go to a screen.
    pub unprotected: bool,
}

/// Where the sealed file goes, and the token of the rows that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Write {
    pub to: PathBuf,
    pub seen: String,
}

/// What is typed and never an argument.
#[derive(Debug, Default)]
pub struct Typed {
    pub name: String,
    pub post: String,
    pub necessity: String,
    /// "told phone 2026-11-22", "not_safe why", "not_yet why".
    pub victim: String,
    pub second: Option<Hand>,
}

impl Asked {
    /// Reads the words after the folder; none where they are not understood.
    #[must_use]
    pub fn from_words(words: &[&str]) -> Option<Self> {
        let (mut asked, mut rest) = (Self::default(), words);
        let (mut to, mut seen) = (None, None);
        while let [flag, after @ ..] = rest {
            rest = match (*flag, after) {
                ("--unprotected", after) => {
                    asked.unprotected = true;
                    after
                }
                ("--agreement", [number, after @ ..]) => {
                    asked.agreement = Some(number.parse().ok().filter(|number| *number > 0)?);
                    after
                }
                ("--case", [reference, after @ ..]) => {
                    asked.cases.push((*reference).to_owned());
                    after
                }
                ("--category", [code, after @ ..]) => {
                    asked.categories.push((*code).to_owned());
                    after
                }
                ("--purpose", [code, after @ ..]) => {
                    asked.purpose = Some((*code).to_owned());
                    after
                }
                ("--write", [folder, after @ ..]) => {
                    to = Some(PathBuf::from(folder));
                    after
                }
                ("--seen", [token, after @ ..]) => {
                    seen = Some((*token).to_owned());
                    after
                }
                _ => return None,
            };
        }
        asked.write = match (to, seen) {
            (None, None) => None,
            (Some(to), Some(seen)) => Some(Write { to, seen }),
            (Some(_), None) | (None, Some(_)) => return None,
        };
        Some(asked)
    }

    /// Whether there is anything to leave, so that it has to be said who gets it.
    #[must_use]
    pub const fn names_something(&self) -> bool {
        self.agreement.is_some() && !self.cases.is_empty() && !self.categories.is_empty()
    }
}

/// Shows what would leave, or seals it.
pub fn export(desk: &mut Desk, hand: &Hand, asked: &Asked, typed: &Typed, outlet: Outlet) -> Ending {
    let unlock = json!({ "name": hand.name, "passphrase": hand.passphrase.as_str() });
    let done = give(desk, "unlock", unlock).and_then(|_| {
        let done = exported(desk, hand, asked, (typed, outlet));
        give(desk, "lock", json!({}))?;
        done
    });
    ended(done)
}

/// As every verb gives its commands, with the refusal's own code before its words.
fn give(desk: &mut Desk, command: &str, question: Value) -> Result<Value, Ending> {
    desk.give(command, Window::Main, question).map_err(|trouble| coded(&trouble, Ending::of(&trouble)))
}

fn coded(trouble: &Trouble, ending: Ending) -> Ending {
    match (trouble.told("holdfastctl"), ending) {
        (Told::Refusal { key, .. }, Ending::Refused(words)) => Ending::Refused(format!("{key}: {words}")),
        (_, ending) => ending,
    }
}

fn refused(words: &str) -> Ending {
    Ending::Refused(words.to_owned())
}

fn list<'v>(view: &'v Value, name: &str) -> &'v [Value] {
    view[name].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn text<'v>(view: &'v Value, name: &str) -> &'v str {
    view[name].as_str().unwrap_or_default()
}

fn exported(desk: &mut Desk, hand: &Hand, asked: &Asked, (typed, outlet): (&Typed, Outlet)) -> Result<String, Ending> {
    let all = give(desk, "share_choices", json!({ "partner": null, "agreement": null }))?;
    let lines = list(&all, "agreements");
    let Some(number) = asked.agreement else { return Ok(agreements(lines)) };
    let line = lines
        .get(number - 1)
        .ok_or_else(|| refused("There is no agreement of that number. Without a number they are listed."))?;
    let choices = give(desk, "share_choices", json!({ "partner": line["partner"], "agreement": line["agreement"] }))?;
    if !asked.names_something() {
        return Ok(could_be_named(line, &choices));
    }
    let what = what(line, &choices, asked, typed)?;
    let preview = give(desk, "share_preview", what.clone())?;
    match &asked.write {
        None => shown(&preview, outlet),
        Some(write) => {
            let sealed = give(desk, "seal_bundle", sealing(&what, &write.seen, hand, typed)?)?;
            Ok(format!(
                "Sealed: {} records, {} bytes, number {} to this partner, SHA-256 {}.\n{}",
                sealed["records"],
                sealed["bytes"],
                sealed["sequence"],
                text(&sealed, "sha256"),
                text(&sealed, "place")
            ))
        }
    }
}

fn agreements(lines: &[Value]) -> String {
    let line = |(at, line): (usize, &Value)| {
        let purposes: Vec<&str> = list(line, "purposes").iter().filter_map(Value::as_str).collect();
        format!("{}: {}. For {}. {}", at + 1, text(line, "standing"), purposes.join(", "), text(line, "why_not"))
            .trim_end()
            .to_owned()
    };
    let listed: Vec<String> = lines.iter().enumerate().map(line).collect();
    if listed.is_empty() { "No agreement with a partner yet.".to_owned() } else { listed.join("\n") }
}

fn could_be_named(line: &Value, choices: &Value) -> String {
    let covered = list(choices, "cases").iter().filter(|case| case["covered"] == true).map(|case| text(case, "reference"));
    let categories: Vec<&str> = list(line, "categories").iter().filter_map(Value::as_str).collect();
    format!(
        "Name cases and categories: none named never means all.\nCases it covers: {}\nCategories it covers: {}",
        covered.collect::<Vec<_>>().join(", "),
        categories.join(", ")
    )
}

fn what(line: &Value, choices: &Value, asked: &Asked, typed: &Typed) -> Result<Value, Ending> {
    let mut cases = Vec::new();
    for reference in &asked.cases {
        let found = list(choices, "cases").iter().find(|case| text(case, "reference") == reference);
        cases.push(
            found.ok_or_else(|| {
                refused("The partner has no part in one of these cases. Say in the window what it has to do with it.")
            })?["case"]
                .clone(),
        );
    }
    let purposes = list(line, "purposes");
    let purpose = match (&asked.purpose, purposes) {
        (Some(code), _) => json!(code),
        (None, [only]) => only.clone(),
        (None, _) => return Err(refused("The agreement names more than one purpose: say which with --purpose.")),
    };
    Ok(json!({
        "footing": { "route": "agreement", "agreement": line["agreement"] }, "partner": line["partner"], "name": typed.name,
        "post": typed.post, "purpose": purpose, "cases": cases, "categories": asked.categories, "left_out": [], "compartments": []
    }))
}

/// Every row; its values only where they go to a screen or somebody asked for them. Only then the token that seals.
fn shown(preview: &Value, outlet: Outlet) -> Result<String, Ending> {
    let open = outlet == Outlet::Wanted;
    let mut lines = Vec::new();
    for case in list(preview, "cases") {
        lines.push(format!(
            "Case {}: {} leave, {} reduced, {} withheld.",
            text(case, "reference"),
            case["leaves"],
            case["reduced"],
            case["withheld"]
        ));
        for row in list(case, "rows") {
            let many = list(row, "records").len();
            lines.push(format!(
                "{} | {} | {many} | {} | {}",
                text(row, "state"),
                text(row, "what"),
                text(row, "category"),
                text(row, "why")
            ));
            let values = list(row, "values").iter().filter(|_| open);
            lines.extend(values.map(|value| format!("    {}: {}", text(value, "label"), text(value, "text"))));
        }
    }
    if preview["hits"] != 0 {
        lines.push(format!("{} protected details stand in what would leave: it cannot be sealed like this.", preview["hits"]));
        return Err(Ending::Refused(format!("text_hits: {}", lines.join("\n"))));
    }
    lines.push("Nothing was written.".to_owned());
    lines.push(if open {
        format!("Whoever has read every row seals it with --write <folder> --seen {}", text(preview, "token"))
    } else {
        "The values are shown on a screen, or with --unprotected; sealing asks for the token shown with them.".to_owned()
    });
    Ok(lines.join("\n"))
}

fn sealing(what: &Value, seen: &str, hand: &Hand, typed: &Typed) -> Result<Value, Ending> {
    let second = typed.second.as_ref().map(|second| json!({ "name": second.name, "passphrase": second.passphrase.as_str() }));
    Ok(json!({
        "what": what, "seen": seen, "necessity": typed.necessity, "victim_told": victim(&typed.victim)?,
        "passphrase": hand.passphrase.as_str(), "second": second
    }))
}

fn victim(words: &str) -> Result<Value, Ending> {
    let (told, rest) = words.trim().split_once(' ').unwrap_or((words.trim(), ""));
    match (told, rest.split_once(' ')) {
        ("told", Some((channel, day))) => Ok(json!({ "told": "told", "channel": channel, "on": day.trim() })),
        ("not_safe", _) => Ok(json!({ "told": "not_safe_to_tell", "why": rest })),
        ("not_yet", _) => Ok(json!({ "told": "not_yet", "why": rest })),
        _ => Err(refused("Say whether the victim knows: told <channel> <day>, not_safe <why> or not_yet <why>.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_to_export_is_read_by_its_flags_and_writing_without_the_token_is_not_understood() {
        let asked = Asked::from_words(&["--agreement", "2", "--case", "T-26-0001", "--category", "risk-assessment"]).unwrap();
        assert_eq!((asked.agreement, asked.names_something(), &asked.write), (Some(2), true, &None));
        assert!(!Asked::from_words(&["--agreement", "2"]).unwrap().names_something());
        let write = Asked::from_words(&["--write", "out", "--seen", "ab"]).unwrap().write;
        assert_eq!(write, Some(Write { to: PathBuf::from("out"), seen: "ab".to_owned() }));
        for wrong in [&["--agreement", "0"][..], &["--write", "out"], &["--seen", "ab"], &["all"], &["--case"]] {
            assert_eq!(Asked::from_words(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn an_answer_about_the_victim_that_says_nothing_is_refused() {
        assert_eq!(victim("told phone 2026-11-22").unwrap()["channel"], "phone");
        assert_eq!(victim("not_yet She is away").unwrap()["why"], "She is away");
        assert!(victim("").is_err() && victim("yes").is_err());
    }
}
