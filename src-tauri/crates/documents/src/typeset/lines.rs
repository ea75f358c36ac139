//! Line breaking: whole words, in the face that has all their letters, never past the margin.

use super::blocks::{Rich, Run};
use super::faces::{Face, face_for, joint, width};
use super::{Language, PaperRefusal};
use unicode_normalization::UnicodeNormalization;

/// Words of one face, or the bars of a level, placed in a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Text { x: f32, text: String, face: Face, language: Option<Language> },
    Bars { x: f32, filled: u8 },
}

/// One line of pieces, from left to right, and the width they take in points.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) width: f32,
}

/// Width of the three bars and the space after them.
pub(crate) const BARS_WIDTH: f32 = 25.0;

/// How a text is set: size and lead in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) lead: f32,
    pub(crate) bold: bool,
}

impl Style {
    /// The same, so many times larger.
    pub(crate) fn times(self, scale: f32) -> Self {
        Self { size: self.size * scale, lead: self.lead * scale, ..self }
    }
}

/// Characters no face has, gathered over a whole paper so that all are said at once.
#[derive(Debug, Default)]
pub(crate) struct Missing(pub(crate) Vec<(String, String)>);

impl Missing {
    fn note(&mut self, field: &str, characters: &str) {
        if !self.0.iter().any(|(known, _)| known == field) {
            self.0.push((field.to_owned(), String::new()));
        }
        if let Some((_, all)) = self.0.iter_mut().find(|(known, _)| known == field) {
            for character in characters.chars() {
                if !all.contains(character) {
                    all.push(character);
                }
            }
        }
    }
}

/// What a letter is set in, and the language it belongs to where that is not the paper's.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Hand {
    face: Face,
    language: Option<Language>,
}

/// A stretch without a space in it, which may change face on the way: it stays on one line where it can.
type Word = Vec<(String, Hand)>;

struct Breaking<'m> {
    lines: Vec<Line>,
    word: Word,
    space: bool,
    style: Style,
    room: f32,
    field: &'m str,
    missing: &'m mut Missing,
}

/// Breaks a text into lines no wider than `room` points; an empty text is one empty line.
pub(crate) fn break_lines(
    text: &Rich,
    style: Style,
    room: f32,
    field: &str,
    missing: &mut Missing,
) -> Result<Vec<Line>, PaperRefusal> {
    let lines = vec![Line::default()];
    let mut breaking = Breaking { lines, word: Word::new(), space: false, style, room, field, missing };
    for run in &text.0 {
        match run {
            Run::Bars(filled) => {
                breaking.end_word()?;
                breaking.bars(*filled);
            }
            Run::Text { text, bold, mono, language } => {
                let face = match (mono, *bold || style.bold) {
                    (true, _) => Face::Mono,
                    (false, true) => Face::Bold,
                    (false, false) => Face::Regular,
                };
                breaking.text(text, Hand { face, language: *language })?;
            }
        }
    }
    breaking.end_word()?;
    Ok(breaking.lines)
}

/// Marks that steer direction or breaking and draw nothing. In the scripts that need them every letter is refused anyway.
const fn draws_nothing(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// A space that keeps its neighbours on one line.
const fn holds_together(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

impl Breaking<'_> {
    fn text(&mut self, text: &str, hand: Hand) -> Result<(), PaperRefusal> {
        // Composed letters: a name typed as letter and accent is the same name, and the faces hold it whole.
        for character in text.nfc() {
            if character == '\n' {
                self.end_word()?;
                self.next_line();
            } else if holds_together(character) {
                self.letter('\u{a0}', hand);
            } else if character.is_whitespace() {
                self.end_word()?;
                self.space = true;
            } else if !character.is_control() && !draws_nothing(character) {
                self.letter(character, hand);
            }
        }
        Ok(())
    }

    fn letter(&mut self, letter: char, hand: Hand) {
        match self.word.last_mut() {
            Some((text, last)) if *last == hand => text.push(letter),
            _ => self.word.push((letter.to_string(), hand)),
        }
    }

    fn next_line(&mut self) {
        self.lines.push(Line::default());
        self.space = false;
    }

    fn at(&self) -> f32 {
        self.lines.last().map_or(0.0, |line| line.width)
    }

    fn bars(&mut self, filled: u8) {
        self.give_space();
        if self.at() + BARS_WIDTH > self.room {
            self.next_line();
        }
        if let Some(line) = self.lines.last_mut() {
            line.pieces.push(Piece::Bars { x: line.width, filled });
            line.width += BARS_WIDTH;
        }
        self.space = false;
    }

    fn end_word(&mut self) -> Result<(), PaperRefusal> {
        let mut word = Word::new();
        for (text, wanted) in std::mem::take(&mut self.word) {
            match face_for(&text, wanted.face)? {
                Ok(face) => word.push((text, Hand { face, ..wanted })),
                Err(characters) => self.missing.note(self.field, &characters),
            }
        }
        if word.is_empty() {
            return Ok(());
        }
        let mut wide = 0.0;
        for (text, hand) in &word {
            wide += width(hand.face, self.style.size, text)?;
        }
        let gap = if self.space && self.at() > 0.0 { width(Face::Regular, self.style.size, " ")? } else { 0.0 };
        if self.at() > 0.0 && self.at() + gap + wide > self.room {
            self.next_line();
        }
        self.give_space();
        for (text, hand) in word {
            if wide <= self.room { self.append(&text, hand)? } else { self.divide(&text, hand)? }
        }
        Ok(())
    }

    /// A word wider than its column is divided after its hyphens; a double-barrelled name stays readable.
    fn divide(&mut self, text: &str, hand: Hand) -> Result<(), PaperRefusal> {
        for part in text.split_inclusive('-') {
            let wide = width(hand.face, self.style.size, part)?;
            if self.at() > 0.0 && self.at() + self.takes(part, hand)? > self.room {
                self.next_line();
            }
            if wide <= self.room { self.append(part, hand)? } else { self.cut(part, hand)? }
        }
        Ok(())
    }

    /// A part still too wide is cut where it must be: it is shown whole over several lines, never clipped.
    fn cut(&mut self, text: &str, hand: Hand) -> Result<(), PaperRefusal> {
        for character in text.chars() {
            let letter = character.to_string();
            if self.at() > 0.0 && self.at() + self.takes(&letter, hand)? > self.room {
                self.next_line();
            }
            self.append(&letter, hand)?;
        }
        Ok(())
    }

    /// How much wider the line becomes where these letters go on it: with what stands between them and its last piece.
    fn takes(&self, more: &str, hand: Hand) -> Result<f32, PaperRefusal> {
        let wide = width(hand.face, self.style.size, more)?;
        Ok(match self.lines.last().and_then(|line| line.pieces.last()) {
            Some(Piece::Text { text, face, language, .. }) if (*face, *language) == (hand.face, hand.language) => {
                wide + joint(hand.face, self.style.size, text, more)?
            }
            _ => wide,
        })
    }

    /// The space between two words belongs to the first, so that the text of the file has it too.
    fn give_space(&mut self) {
        let size = self.style.size;
        if self.space
            && let Some(line) = self.lines.last_mut()
            && let Some(Piece::Text { text, face, .. }) = line.pieces.last_mut()
        {
            text.push(' ');
            line.width += width(*face, size, " ").unwrap_or_default();
        }
        self.space = false;
    }

    fn append(&mut self, more: &str, wanted: Hand) -> Result<(), PaperRefusal> {
        let wide = self.takes(more, wanted)?;
        let Hand { face: of_more, language: in_more } = wanted;
        if let Some(line) = self.lines.last_mut() {
            match line.pieces.last_mut() {
                Some(Piece::Text { text, face, language, .. }) if *face == of_more && *language == in_more => text.push_str(more),
                _ => line.pieces.push(Piece::Text { x: line.width, text: more.to_owned(), face: of_more, language: in_more }),
            }
            line.width += wide;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_as_wide_as_its_pieces_are_painted_and_none_is_wider_than_its_room() {
        let names = "Avril-Jones-40qj-4Tîr Yates-Wynne-Tov P. AVAVATYAVAVATYAVAVATYAVAVATYAVAVATY To Ty’n-y-Coed";
        for (size, room) in [(11.0, 60.0), (16.0, 61.0), (9.0, 300.0)] {
            let mut missing = Missing::default();
            let style = Style { size, lead: 14.0, bold: false };
            let lines = break_lines(&Rich::plain(names), style, room, "name", &mut missing).unwrap();
            for line in &lines {
                let painted: f32 = line
                    .pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Text { text, face, .. } => width(*face, size, text).unwrap(),
                        Piece::Bars { .. } => BARS_WIDTH,
                    })
                    .sum();
                assert!((painted - line.width).abs() < 1e-2, "{line:?}: {painted}");
                assert!(painted.min(line.width) <= room + 1e-2 + width(Face::Regular, size, " ").unwrap(), "{line:?}");
            }
            assert!(lines.len() > 1 || room > 200.0);
        }
    }
}
