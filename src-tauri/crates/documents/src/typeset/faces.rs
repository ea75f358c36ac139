//! The embedded faces: read once, measured, and cut down to the characters a paper uses.

use super::PaperRefusal;
use super::kerning::Kerning;
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

/// A glyph of a face and how wide it is, in the face's own units.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    number: Option<u16>,
    wide: u16,
}

/// Characters up to here are looked up once for all papers: Latin with all that Welsh and its neighbours need.
const COMMON: u32 = 0x250;
/// Width of a character that no face has; such a paper is refused before it is painted.
const UNKNOWN: u16 = 500;

/// A face as it is measured.
struct Measured {
    font: ParsedFont,
    kerning: Kerning,
    common: Vec<Glyph>,
}

impl Measured {
    fn of(face: Face) -> Result<Self, PaperRefusal> {
        let font = parse(face.bytes())?;
        let common = (0..COMMON).map(|character| look_up(&font, character)).collect();
        Ok(Self { kerning: Kerning::of(face.bytes()), font, common })
    }

    fn glyph(&self, character: char) -> Glyph {
        let number = character as u32;
        let known = usize::try_from(number).ok().and_then(|at| self.common.get(at));
        known.copied().unwrap_or_else(|| look_up(&self.font, number))
    }

    /// Every letter of a text, with its glyph and how much the space before it changes, in the face's own units. Beside a
    /// blank nothing does, so that a line is as wide as its words and its spaces, wherever it was broken.
    fn letters<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (char, Glyph, i16)> + 't {
        text.chars().scan(None, |before, character| {
            let glyph = self.glyph(character);
            let kerned = glyph.number.filter(|_| !character.is_whitespace());
            let gap = match (before.replace(kerned).flatten(), kerned) {
                (Some(left), Some(right)) => self.kerning.between(left, right),
                _ => 0,
            };
            Some((character, glyph, gap))
        })
    }

    fn has(&self, character: char) -> bool {
        self.glyph(character).number.is_some_and(|glyph| glyph != 0)
    }

    fn points(&self, units: f32, size: f32) -> f32 {
        units * size / f32::from(self.font.units_per_em)
    }
}

fn look_up(font: &ParsedFont, character: u32) -> Glyph {
    let number = font.lookup_glyph_index(character);
    Glyph { number, wide: number.and_then(|glyph| font.get_glyph_width(glyph)).unwrap_or(UNKNOWN) }
}

/// The faces, read once in the life of the program: reading them costs more than setting a plan.
fn measured(face: Face) -> Result<&'static Measured, PaperRefusal> {
    static FACES: [OnceLock<Option<Measured>>; 5] = [const { OnceLock::new() }; 5];
    FACES
        .get(face.index())
        .and_then(|slot| slot.get_or_init(|| Measured::of(face).ok()).as_ref())
        .ok_or_else(|| PaperRefusal::Library("a face could not be read".to_owned()))
}

/// A face as the drawing library reads it.
pub(crate) fn parsed(face: Face) -> Result<&'static ParsedFont, PaperRefusal> {
    measured(face).map(|measured| &measured.font)
}

/// The face a word is set in, or the characters no face has.
pub(crate) fn face_for(word: &str, wanted: Face) -> Result<Result<Face, String>, PaperRefusal> {
    let (first, second) = (measured(wanted)?, measured(wanted.fallback())?);
    if word.chars().all(|c| first.has(c)) {
        return Ok(Ok(wanted));
    }
    let missing: String = word.chars().filter(|c| !second.has(*c)).collect();
    Ok(if missing.is_empty() { Ok(wanted.fallback()) } else { Err(missing) })
}

/// Width of a text in points, as it is painted: with its kerning.
pub(crate) fn width(face: Face, size: f32, text: &str) -> Result<f32, PaperRefusal> {
    let measured = measured(face)?;
    let units = measured.letters(text).map(|(_, glyph, gap)| f32::from(glyph.wide) + f32::from(gap)).sum();
    Ok(measured.points(units, size))
}

/// What is added to the width of two texts of one face where they are painted as one, in points.
pub(crate) fn joint(face: Face, size: f32, before: &str, after: &str) -> Result<f32, PaperRefusal> {
    let measured = measured(face)?;
    let meeting: String = before.chars().next_back().into_iter().chain(after.chars().next()).collect();
    let units = measured.letters(&meeting).map(|(_, _, gap)| f32::from(gap)).sum();
    Ok(measured.points(units, size))
}

/// A text in the stretches between which its kerning lies, each but the first with what stands before it, in thousandths of
/// the size.
pub(crate) fn stretches(face: Face, text: &str) -> Result<Vec<(Option<f32>, String)>, PaperRefusal> {
    let measured = measured(face)?;
    let mut found = vec![(None, String::new())];
    for (character, _, gap) in measured.letters(text) {
        if gap != 0 {
            found.push((Some(measured.points(f32::from(gap), 1_000.0)), String::new()));
        }
        if let Some((_, stretch)) = found.last_mut() {
            stretch.push(character);
        }
    }
    Ok(found)
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
    fn letters_that_lean_on_each_other_stand_closer_and_words_keep_their_distance() {
        for face in [Face::Regular, Face::Bold, Face::FallbackRegular, Face::FallbackBold] {
            for pair in ["AV", "To", "Yo", "P."] {
                let apart: f32 = pair.chars().map(|c| width(face, 100.0, &c.to_string()).unwrap()).sum();
                assert!(width(face, 100.0, pair).unwrap() < apart - 1.0, "{pair} in {face:?}");
            }
            let words = width(face, 10.0, "AV To").unwrap();
            let parts = ["AV", " ", "To"].map(|part| width(face, 10.0, part).unwrap());
            assert!((words - parts.iter().sum::<f32>()).abs() < 1e-3, "{face:?}");
        }
        assert_eq!(width(Face::Mono, 10.0, "AV").unwrap().to_bits(), width(Face::Mono, 10.0, "HH").unwrap().to_bits());
    }

    #[test]
    fn two_texts_painted_as_one_are_as_wide_as_the_two_and_their_joint() {
        for (before, after) in [("A", "V"), ("Te", "-o"), ("the ", "Tower"), ("", "x"), ("x", "")] {
            let [whole, first, second] =
                [format!("{before}{after}"), before.to_owned(), after.to_owned()].map(|text| width(Face::Regular, 11.0, &text));
            let joined = first.unwrap() + joint(Face::Regular, 11.0, before, after).unwrap() + second.unwrap();
            assert!((whole.unwrap() - joined).abs() < 1e-3, "{before:?} {after:?}");
        }
    }

    #[test]
    fn stretches_hold_every_letter_once_and_take_what_the_width_says() {
        let text = "Avoid Tyne Way, P. Yates: Ŵyn.";
        let found = stretches(Face::Regular, text).unwrap();
        assert_eq!(found.iter().map(|(_, stretch)| stretch.as_str()).collect::<String>(), text);
        assert!(found.len() > 3 && found[0].0.is_none() && found[1..].iter().all(|(before, _)| before.is_some()));
        let letters: f32 = text.chars().map(|c| width(Face::Regular, 10.0, &c.to_string()).unwrap()).sum();
        let kerned: f32 = found.iter().filter_map(|(before, _)| *before).sum::<f32>() / 100.0;
        assert!((letters + kerned - width(Face::Regular, 10.0, text).unwrap()).abs() < 1e-3);
    }

    #[test]
    fn the_fallback_has_every_letter_of_the_faces_it_stands_in_for() {
        for face in [Face::Regular, Face::Bold, Face::Mono] {
            let (first, second) = (measured(face).unwrap(), measured(face.fallback()).unwrap());
            let lacking: String = (' '..'\u{ffff}').filter(|c| c.is_alphanumeric() && first.has(*c) && !second.has(*c)).collect();
            assert_eq!(lacking, "", "a word of {face:?} with one of these and one foreign letter could not be set");
        }
    }
}
