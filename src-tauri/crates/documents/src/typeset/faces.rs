//! The embedded faces: read once, measured, and cut down to the characters a paper uses.

use super::PaperRefusal;
use printpdf::ParsedFont;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// A face of the papers. All are under the SIL Open Font Licence 1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    Regular,
    Bold,
    Mono,
    /// Sets a whole word where Atkinson lacks one of its letters.
    FallbackRegular,
    FallbackBold,
}

impl Face {
    pub(crate) const ALL: [Self; 5] = [Self::Regular, Self::Bold, Self::Mono, Self::FallbackRegular, Self::FallbackBold];

    pub(crate) const fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../../../assets/fonts/atkinson-next-regular.ttf"),
            Self::Bold => include_bytes!("../../../../../assets/fonts/atkinson-next-bold.ttf"),
            Self::Mono => include_bytes!("../../../../../assets/fonts/atkinson-mono-regular.ttf"),
            Self::FallbackRegular => include_bytes!("../../../../../assets/fonts/noto-sans-regular.ttf"),
            Self::FallbackBold => include_bytes!("../../../../../assets/fonts/noto-sans-bold.ttf"),
        }
    }

    /// Our own name in the file, so that the same paper gives the same bytes.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Regular => "F1",
            Self::Bold => "F2",
            Self::Mono => "F3",
            Self::FallbackRegular => "F4",
            Self::FallbackBold => "F5",
        }
    }

    const fn fallback(self) -> Self {
        match self {
            Self::Bold | Self::FallbackBold => Self::FallbackBold,
            Self::Regular | Self::Mono | Self::FallbackRegular => Self::FallbackRegular,
        }
    }

    const fn index(self) -> usize {
        match self {
            Self::Regular => 0,
            Self::Bold => 1,
            Self::Mono => 2,
            Self::FallbackRegular => 3,
            Self::FallbackBold => 4,
        }
    }
}

fn parse(bytes: &[u8]) -> Result<ParsedFont, PaperRefusal> {
    ParsedFont::from_bytes(bytes, 0, &mut Vec::new()).ok_or_else(|| PaperRefusal::Library("a face could not be read".to_owned()))
}

/// The faces, read once in the life of the program: reading them costs more than setting a plan.
pub(crate) fn parsed(face: Face) -> Result<&'static ParsedFont, PaperRefusal> {
    static FACES: [OnceLock<Option<ParsedFont>>; 5] = [const { OnceLock::new() }; 5];
    FACES
        .get(face.index())
        .and_then(|slot| slot.get_or_init(|| parse(face.bytes()).ok()).as_ref())
        .ok_or_else(|| PaperRefusal::Library("a face could not be read".to_owned()))
}

fn has(font: &ParsedFont, character: char) -> bool {
    font.lookup_glyph_index(character as u32).is_some_and(|glyph| glyph != 0)
}

/// The face a word is set in, or the characters no face has.
pub(crate) fn face_for(word: &str, wanted: Face) -> Result<Result<Face, String>, PaperRefusal> {
    let (first, second) = (parsed(wanted)?, parsed(wanted.fallback())?);
    if word.chars().all(|c| has(first, c)) {
        return Ok(Ok(wanted));
    }
    let missing: String = word.chars().filter(|c| !has(second, *c)).collect();
    Ok(if missing.is_empty() { Ok(wanted.fallback()) } else { Err(missing) })
}

/// Width of a text in points.
pub(crate) fn width(face: Face, size: f32, text: &str) -> Result<f32, PaperRefusal> {
    let font = parsed(face)?;
    let units: f32 = text
        .chars()
        .map(|c| font.lookup_glyph_index(c as u32).and_then(|glyph| font.get_glyph_width(glyph)).unwrap_or(500))
        .map(f32::from)
        .sum();
    Ok(units * size / f32::from(font.units_per_em))
}

/// The face with only these characters, which makes a plan 60 KB instead of 400.
pub(crate) fn subset(face: Face, used: &BTreeSet<char>) -> Result<Option<ParsedFont>, PaperRefusal> {
    let font = parsed(face)?;
    let mut remapper = subsetter::GlyphRemapper::new();
    let glyphs: Vec<(u32, u16)> = used
        .iter()
        .filter_map(|c| {
            font.lookup_glyph_index(*c as u32).filter(|glyph| *glyph != 0).map(|glyph| (*c as u32, remapper.remap(glyph)))
        })
        .collect();
    if glyphs.is_empty() {
        return Ok(None);
    }
    let small = subsetter::subset(face.bytes(), 0, &remapper).map_err(|cause| PaperRefusal::Library(format!("{cause:?}")))?;
    let mut small = parse(&small)?;
    for (character, glyph) in glyphs {
        small.set_codepoint_mapping(character, glyph);
    }
    Ok(Some(small))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fallback_has_every_letter_of_the_faces_it_stands_in_for() {
        for face in [Face::Regular, Face::Bold, Face::Mono] {
            let (first, second) = (parsed(face).unwrap(), parsed(face.fallback()).unwrap());
            let lacking: String =
                (' '..'\u{ffff}').filter(|c| c.is_alphanumeric() && has(first, *c) && !has(second, *c)).collect();
            assert_eq!(lacking, "", "a word of {face:?} with one of these and one foreign letter could not be set");
        }
    }
}
