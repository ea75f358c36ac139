//! Line breaking: whole words, in the face that has all their letters, never past the margin.

use super::PaperRefusal;
use super::blocks::{Rich, Run};
use super::faces::{Face, face_for, width};

/// A word, or the bars of a level, placed in a line.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Piece {
    Word { x: f32, text: String, face: Face },
    Bars { x: f32, filled: u8 },
}

/// One line of pieces, from left to right.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Line {
    pub(crate) pieces: Vec<Piece>,
}

/// Width of the three bars and the space after them.
pub(crate) const BARS_WIDTH: f32 = 26.0;

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    pub(crate) size: f32,
    pub(crate) bold: bool,
}

/// Characters no face has, gathered over a whole paper so that all are said at once.
#[derive(Debug, Default)]
pub(crate) struct Missing(pub(crate) Vec<(String, String)>);

impl Missing {
    fn note(&mut self, field: &str, characters: &str) {
        match self.0.iter_mut().find(|(known, _)| known == field) {
            Some((_, all)) => {
                for character in characters.chars() {
                    if !all.contains(character) {
                        all.push(character);
                    }
                }
            }
            None => self.0.push((field.to_owned(), characters.to_owned())),
        }
    }
}

struct Breaking<'m> {
    lines: Vec<Line>,
    x: f32,
    style: Style,
    room: f32,
    field: String,
    missing: &'m mut Missing,
}

/// Breaks a text into lines no wider than `room` points.
pub(crate) fn break_lines(
    text: &Rich,
    style: Style,
    room: f32,
    field: &str,
    missing: &mut Missing,
) -> Result<Vec<Line>, PaperRefusal> {
    let mut breaking = Breaking { lines: vec![Line::default()], x: 0.0, style, room, field: field.to_owned(), missing };
    for run in &text.0 {
        match run {
            Run::Bars(filled) => breaking.bars(*filled),
            Run::Text { text, bold, mono } => {
                let face = match (mono, *bold || style.bold) {
                    (true, _) => Face::Mono,
                    (false, true) => Face::Bold,
                    (false, false) => Face::Regular,
                };
                for (index, line) in text.split('\n').enumerate() {
                    if index > 0 {
                        breaking.next_line();
                    }
                    for word in line.split_inclusive(char::is_whitespace) {
                        breaking.word(word, face)?;
                    }
                }
            }
        }
    }
    Ok(breaking.lines)
}

impl Breaking<'_> {
    fn next_line(&mut self) {
        self.lines.push(Line::default());
        self.x = 0.0;
    }

    fn push(&mut self, piece: Piece) {
        if let Some(line) = self.lines.last_mut() {
            line.pieces.push(piece);
        }
    }

    fn bars(&mut self, filled: u8) {
        if self.x + BARS_WIDTH > self.room {
            self.next_line();
        }
        self.push(Piece::Bars { x: self.x, filled });
        self.x += BARS_WIDTH;
    }

    fn word(&mut self, word: &str, wanted: Face) -> Result<(), PaperRefusal> {
        let bare: String = word.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
        let ends_in_space = word.chars().any(char::is_whitespace);
        if !bare.is_empty() {
            let face = match face_for(&bare, wanted)? {
                Ok(face) => face,
                Err(characters) => {
                    let field = self.field.clone();
                    self.missing.note(&field, &characters);
                    return Ok(());
                }
            };
            self.place(&bare, face)?;
        }
        if ends_in_space && self.x > 0.0 {
            self.x += width(Face::Regular, self.style.size, " ")?;
        }
        Ok(())
    }

    fn place(&mut self, bare: &str, face: Face) -> Result<(), PaperRefusal> {
        let wide = width(face, self.style.size, bare)?;
        if self.x > 0.0 && self.x + wide > self.room {
            self.next_line();
        }
        if wide <= self.room {
            self.push(Piece::Word { x: self.x, text: bare.to_owned(), face });
            self.x += wide;
            return Ok(());
        }
        // A word wider than its column is cut where it must be: it is shown whole over several lines, never clipped.
        let mut part = String::new();
        for character in bare.chars() {
            part.push(character);
            if width(face, self.style.size, &part)? > self.room && part.chars().count() > 1 {
                part.pop();
                self.push(Piece::Word { x: self.x, text: std::mem::take(&mut part), face });
                self.next_line();
                part.push(character);
            }
        }
        let wide = width(face, self.style.size, &part)?;
        self.push(Piece::Word { x: self.x, text: part, face });
        self.x += wide;
        Ok(())
    }
}
