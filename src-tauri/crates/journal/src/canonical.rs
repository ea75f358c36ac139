//! One way to write a value down: JSON with sorted keys, no white space and no fractions.

use serde_json::Value;

/// Why a value cannot be committed to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotCanonical {
    /// A fraction or an exponent: two machines may write the same one differently.
    #[error("a number with a fraction cannot be kept in the journal")]
    Fraction,
    /// Bytes that are not JSON.
    #[error("a value in the journal is not JSON")]
    NotJson,
}

/// The canonical bytes of a value (docs/journal-format.md 2).
///
/// # Errors
/// [`NotCanonical::Fraction`] where it holds a number that is not a whole one within 64 bits.
pub fn canonical(value: &Value) -> Result<Vec<u8>, NotCanonical> {
    let mut out = Vec::with_capacity(256);
    write(value, &mut out)?;
    Ok(out)
}

/// The value in canonical bytes.
///
/// # Errors
/// [`NotCanonical::NotJson`] where the bytes are not JSON.
pub fn read_canonical(bytes: &[u8]) -> Result<Value, NotCanonical> {
    serde_json::from_slice(bytes).map_err(|_| NotCanonical::NotJson)
}

fn write(value: &Value, out: &mut Vec<u8>) -> Result<(), NotCanonical> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => {
            if number.is_f64() {
                return Err(NotCanonical::Fraction);
            }
            out.extend_from_slice(number.to_string().as_bytes());
        }
        Value::String(text) => write_text(text, out)?,
        Value::Array(items) => {
            out.push(b'[');
            for (at, item) in items.iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write(item, out)?;
            }
            out.push(b']');
        }
        Value::Object(members) => {
            // Sorted here and not by the map, whose order depends on how serde_json was built.
            let mut sorted: Vec<_> = members.iter().collect();
            sorted.sort_unstable_by(|a, b| a.0.as_bytes().cmp(b.0.as_bytes()));
            out.push(b'{');
            for (at, (key, member)) in sorted.into_iter().enumerate() {
                if at > 0 {
                    out.push(b',');
                }
                write_text(key, out)?;
                out.push(b':');
                write(member, out)?;
            }
            out.push(b'}');
        }
    }
    Ok(())
}

/// JSON's shortest escapes: `\"`, `\\`, `\b`, `\f`, `\n`, `\r`, `\t`, `\u00xx` below U+0020; all else as it is.
fn write_text(text: &str, out: &mut Vec<u8>) -> Result<(), NotCanonical> {
    serde_json::to_writer(&mut *out, text).map_err(|_| NotCanonical::NotJson)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn keys_are_sorted_by_their_bytes_and_nothing_is_spaced() {
        let value = json!({"b": [1, -2, null], "a": {"z": true, "é": "x\n\u{1}", "Z": ""}});
        assert_eq!(
            String::from_utf8(canonical(&value).unwrap()).unwrap(),
            "{\"a\":{\"Z\":\"\",\"z\":true,\"é\":\"x\\n\\u0001\"},\"b\":[1,-2,null]}"
        );
    }

    #[test]
    fn a_fraction_is_refused_wherever_it_hides() {
        assert_eq!(canonical(&json!({"a": [{"b": 0.5}]})), Err(NotCanonical::Fraction));
        assert_eq!(canonical(&json!(1e3)), Err(NotCanonical::Fraction));
    }
}
