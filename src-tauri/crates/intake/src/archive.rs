//! Looks into a workbook before it is opened: no bombs, no numbers that make the reader ask for all memory.

use crate::Progress;
use crate::refusal::IntakeRefusal;
use crate::sheet::MAX_UNPACKED_BYTES;
use std::io::{Cursor, Read};

/// A workbook of one list has a dozen parts.
const MAX_PARTS: usize = 4_096;
/// More shared strings than the text limit could hold.
const MAX_SHARED_STRINGS: u64 = 8_000_000;

/// Unpacks every part once, counting what really comes out rather than what the archive claims.
///
/// # Errors
/// Refuses archives that are damaged, not workbooks, or too large unpacked.
pub fn check(bytes: &[u8], progress: Progress<'_>) -> Result<(), IntakeRefusal> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| IntakeRefusal::Damaged)?;
    let parts = archive.len();
    if parts > MAX_PARTS {
        return Err(IntakeRefusal::UnpacksTooLarge);
    }
    let is_workbook = archive.file_names().flatten().any(|name| name.eq_ignore_ascii_case("[Content_Types].xml"));
    if !is_workbook {
        return Err(IntakeRefusal::NotAList);
    }
    let mut left = MAX_UNPACKED_BYTES;
    for index in 0..parts {
        if progress(index, parts).is_break() {
            return Err(IntakeRefusal::Stopped);
        }
        let part = archive.by_index(index).map_err(|_| IntakeRefusal::Damaged)?;
        let name = part.name().map_err(|_| IntakeRefusal::Damaged)?;
        let holds_strings = name.to_ascii_lowercase().ends_with("sharedstrings.xml");
        drop(name);
        let mut limited = part.take(left + 1);
        let unpacked = if holds_strings {
            let mut text = Vec::new();
            limited.read_to_end(&mut text).map_err(|_| IntakeRefusal::Damaged)?;
            check_string_count(&text)?;
            text.len() as u64
        } else {
            std::io::copy(&mut limited, &mut std::io::sink()).map_err(|_| IntakeRefusal::Damaged)?
        };
        left = left.checked_sub(unpacked).ok_or(IntakeRefusal::UnpacksTooLarge)?;
    }
    Ok(())
}

/// The reader reserves room for as many strings as `uniqueCount` claims, so a false claim would end the program.
fn check_string_count(part: &[u8]) -> Result<(), IntakeRefusal> {
    let text = std::str::from_utf8(part).map_err(|_| IntakeRefusal::Damaged)?;
    // XML in another encoding would hide the claim from this search.
    if text.contains('\0') {
        return Err(IntakeRefusal::Damaged);
    }
    for (at, name) in text.match_indices("uniqueCount") {
        let claim: String = text[at + name.len()..]
            .chars()
            .skip_while(|letter| letter.is_whitespace() || matches!(letter, '=' | '"' | '\'' | '+'))
            .take_while(char::is_ascii_digit)
            .take(20)
            .collect();
        if !claim.is_empty() && claim.parse::<u64>().map_or(true, |count| count > MAX_SHARED_STRINGS) {
            return Err(IntakeRefusal::Damaged);
        }
    }
    Ok(())
}
