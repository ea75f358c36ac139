//! What was typed or pasted, without the marks nobody sees: they can make one name read as another (security.md W-10).

use serde_json::Value;

/// Fields in which every character counts, seen or not: a passphrase that was chosen with one must go on opening.
const AS_TYPED: [&str; 4] = ["passphrase", "new_passphrase", "old", "new"];

/// A question as the desk takes it: every text in it without marks that turn the reading direction, take no room, or
/// control a terminal. Tabs, line breaks and the joiners that some scripts need stay.
#[must_use]
pub fn seen(question: Value) -> Value {
    match question {
        Value::String(text) if text.chars().any(intake::is_unseen) => {
            Value::String(text.chars().filter(|letter| !intake::is_unseen(*letter)).collect())
        }
        Value::Array(several) => Value::Array(several.into_iter().map(seen).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(name, value)| {
                    let value = if AS_TYPED.contains(&name.as_str()) { value } else { seen(value) };
                    (name, value)
                })
                .collect(),
        ),
        plain @ (Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) => plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn marks_nobody_sees_go_from_every_text_of_a_question_at_any_depth() {
        for mark in [
            "\u{202E}", "\u{202A}", "\u{2066}", "\u{200B}", "\u{200F}", "\u{61C}", "\u{FEFF}", "\u{2060}", "\u{1B}", "\u{7}",
            "\0",
        ] {
            let asked = json!({ "victim": { "name": format!("Placeholder{mark} Sample") }, "notes": [format!("{mark}x")] });
            assert_eq!(seen(asked), json!({ "victim": { "name": "Placeholder Sample" }, "notes": ["x"] }), "{mark:?}");
        }
    }

    #[test]
    fn lines_tabs_and_the_joiners_of_other_scripts_stay() {
        let text = json!("one\ttwo\r\nthree \u{645}\u{6CC}\u{200C}\u{62E} \u{915}\u{94D}\u{200D}");
        assert_eq!(seen(text.clone()), text);
    }

    #[test]
    fn a_passphrase_is_taken_to_the_character() {
        let asked = json!({ "name": "Dana\u{200B}", "passphrase": "a\u{200B}b", "old": "c\u{202E}", "new": "\u{FEFF}d" });
        assert_eq!(seen(asked), json!({ "name": "Dana", "passphrase": "a\u{200B}b", "old": "c\u{202E}", "new": "\u{FEFF}d" }));
    }
}
