//! Letters of a text file: which encoding, and whether that is certain.

use crate::refusal::IntakeRefusal;
use crate::sheet::Encoding;
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How sure the reading is of the encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    Certain,
    Guessed,
}

/// A text file decoded.
pub struct Decoded {
    pub text: String,
    pub encoding: Encoding,
    pub certainty: Certainty,
}

/// Decodes a whole text file.
///
/// # Errors
/// Refuses binary files and text that breaks the encoding it claims.
pub fn decode(bytes: &[u8]) -> Result<Decoded, IntakeRefusal> {
    let (encoding, body) = if let Some(body) = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]) {
        (Encoding::Utf8WithMark, body)
    } else if let Some(body) = bytes.strip_prefix(&[0xFF, 0xFE]) {
        (Encoding::Utf16LittleEndian, body)
    } else if let Some(body) = bytes.strip_prefix(&[0xFE, 0xFF]) {
        (Encoding::Utf16BigEndian, body)
    } else {
        (unmarked(bytes)?, bytes)
    };
    let decoder = match encoding {
        Encoding::Utf8 | Encoding::Utf8WithMark => UTF_8,
        Encoding::Utf16LittleEndian => UTF_16LE,
        Encoding::Utf16BigEndian => UTF_16BE,
        Encoding::Windows1252 => WINDOWS_1252,
    };
    let (text, had_errors) = decoder.decode_without_bom_handling(body);
    if had_errors || text.contains('\0') {
        return Err(IntakeRefusal::UnreadableLetters);
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding,
        certainty: match encoding {
            Encoding::Windows1252 => Certainty::Guessed,
            Encoding::Utf8 | Encoding::Utf8WithMark | Encoding::Utf16LittleEndian | Encoding::Utf16BigEndian => {
                Certainty::Certain
            }
        },
    })
}

/// Without a mark: zero bytes on one side only mean UTF-16, anywhere else a binary file.
fn unmarked(bytes: &[u8]) -> Result<Encoding, IntakeRefusal> {
    let start = bytes.get(..4096).unwrap_or(bytes);
    let zeros_at = |parity: usize| start.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros_at(0), zeros_at(1));
    let half = start.len() / 2;
    if odd * 10 > half * 6 && even * 20 < half {
        return Ok(Encoding::Utf16LittleEndian);
    }
    if even * 10 > half * 6 && odd * 20 < half {
        return Ok(Encoding::Utf16BigEndian);
    }
    let is_binary = |byte: &u8| *byte == 0 || (*byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r' | 0x0C | 0x1A));
    if start.iter().any(is_binary) || bytes.contains(&0) || bytes.starts_with(b"%PDF") {
        return Err(IntakeRefusal::NotAList);
    }
    Ok(if std::str::from_utf8(bytes).is_ok() { Encoding::Utf8 } else { Encoding::Windows1252 })
}
