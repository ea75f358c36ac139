//! JSON that is taken in one spelling alone: canonical, not too deep, nothing unknown, nothing twice (security report B-9).

use crate::limits;
use journal::canonical;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// The bytes are not what they should be, or not in the one spelling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is not in the one spelling that is taken")]
pub(crate) struct NotStrict;

/// Reads a value. Its types refuse unknown members; writing it again must give the same bytes, which leaves no room for
/// a second member of one name, white space, another order or another way to write a number.
pub(crate) fn read<T: DeserializeOwned + Serialize>(bytes: &[u8]) -> Result<T, NotStrict> {
    let value: T = serde_json::from_value(shallow(bytes)?).map_err(|_| NotStrict)?;
    if write(&value)? == bytes { Ok(value) } else { Err(NotStrict) }
}

/// Whether a value's plaintext is canonical and not too deep.
pub(crate) fn is_canonical(bytes: &[u8]) -> bool {
    // What `read` does, without making a second value out of the first: every value of every bundle comes by here twice.
    shallow(bytes).is_ok_and(|value| canonical(&value).is_ok_and(|written| written == bytes))
}

/// The value in these bytes, unless its objects and lists stand too deep in one another. The library ends at 128 by itself.
fn shallow(bytes: &[u8]) -> Result<Value, NotStrict> {
    let value = serde_json::from_slice(bytes).map_err(|_| NotStrict)?;
    if is_within(&value, limits::DEPTH) { Ok(value) } else { Err(NotStrict) }
}

/// Whether at most so many objects and lists stand in one another.
fn is_within(value: &Value, levels: usize) -> bool {
    match value {
        Value::Array(items) => levels > 0 && items.iter().all(|item| is_within(item, levels - 1)),
        Value::Object(members) => levels > 0 && members.values().all(|member| is_within(member, levels - 1)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => true,
    }
}

/// The one spelling of a value.
pub(crate) fn write<T: Serialize>(value: &T) -> Result<Vec<u8>, NotStrict> {
    let value = serde_json::to_value(value).map_err(|_| NotStrict)?;
    canonical(&value).map_err(|_| NotStrict)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_spelling_is_taken_and_every_other_refused() {
        assert!(is_canonical(br#"{"a":1,"b":["x",null,true,-3]}"#));
        for other in [
            r#"{"a":1,"a":2}"#,
            r#"{"a":2,"a":2}"#,
            r#"{"b":1,"a":2}"#,
            r#"{ "a":1}"#,
            r#"{"a":1}"#.to_owned().as_str().trim_end_matches('}'),
            r#"{"a":1.0}"#,
            r#"{"a":1e3}"#,
            r#"{"a":01}"#,
            r#"{"a":-0}"#,
            r#"{"a":"\u0041"}"#,
            r#"{"a":"\/"}"#,
            "1 ",
            "",
            "99999999999999999999999999999999999999",
            "1e999",
            "{\"a\":\"\u{feff}\"} ",
        ] {
            assert!(!is_canonical(other.as_bytes()), "{other}");
        }
        assert!(!is_canonical(&[b'"', 0xff, b'"']));
    }

    #[test]
    fn sixteen_lists_in_one_another_are_taken_and_seventeen_are_not() {
        let deep = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
        assert!(is_canonical(deep(16).as_bytes()));
        assert!(!is_canonical(deep(17).as_bytes()));
        assert!(!is_canonical(deep(100_000).as_bytes()));
        assert!(is_canonical(format!("\"{}\"", "[".repeat(50)).as_bytes()), "brackets in a text are no lists");
        assert!(is_canonical(format!("\"\\\"{}\"", "[".repeat(50)).as_bytes()));
    }

    proptest! {
        #[test]
        fn what_was_written_is_read(text in ".*", number in any::<i64>()) {
            let value = serde_json::json!({"a": text, "n": number});
            prop_assert_eq!(read::<serde_json::Value>(&write(&value).unwrap()).unwrap(), value);
        }
    }
}
