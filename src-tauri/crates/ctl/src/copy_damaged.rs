//! `copy-damaged`: the files of a store that does not open, copied as they lie for whoever mends it.

use crate::ending::Ending;
use crate::hand::give;
use desk::sitting::Desk;
use serde_json::json;

/// Copies into a new folder in the one the desk was handed.
pub fn copy_damaged(desk: &mut Desk) -> Ending {
    match give(desk, "copy_for_support", json!({})) {
        Err(ending) => ending,
        Ok(copied) if copied["files"] == 0 => Ending::Bad("There is no file of a store in this folder.".to_owned()),
        Ok(copied) => {
            let words = format!(
                "{} files, {} bytes, are copied into the new folder {}. They are sealed as they were; the store was not touched.",
                copied["files"],
                copied["bytes"],
                copied["folder"].as_str().unwrap_or_default()
            );
            match copied["unreadable"].as_u64() {
                Some(0) => Ending::Well(words),
                _ => Ending::Bad(format!("{words} The disk did not give {} of the bytes.", copied["unreadable"])),
            }
        }
    }
}
