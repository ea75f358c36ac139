//! What a paper is made of, before it is set.

use super::{Language, PaperRefusal};

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Run {
    Text {
        text: String,
        bold: bool,
        mono: bool,
        /// Where it is not that of the paper.
        language: Option<Language>,
    },
    /// Three bars, so many of them filled.
    Bars(u8),
}

/// Text with bold stretches in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rich(pub(crate) Vec<Run>);

impl Rich {
    /// Plain text.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self::default().then(text)
    }

    /// Bold text.
    #[must_use]
    pub fn bold(text: impl Into<String>) -> Self {
        Self::default().then_bold(text)
    }

    /// Whether nothing would be read here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|run| matches!(run, Run::Text { text, .. } if text.trim().is_empty()))
    }

    /// Adds plain text.
    #[must_use]
    pub fn then(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run::Text { text: text.into(), bold: false, mono: false, language: None });
        self
    }

    /// Adds bold text.
    #[must_use]
    pub fn then_bold(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run::Text { text: text.into(), bold: true, mono: false, language: None });
        self
    }

    /// Adds a reference, plate or telephone number in the even-width face.
    #[must_use]
    pub fn then_mono(mut self, text: impl Into<String>) -> Self {
        self.0.push(Run::Text { text: text.into(), bold: false, mono: true, language: None });
        self
    }

    /// The same, said to be in a language that is not the paper's.
    #[must_use]
    pub fn in_language(mut self, other: Language) -> Self {
        for run in &mut self.0 {
            if let Run::Text { language, .. } = run {
                *language = Some(other);
            }
        }
        self
    }

    /// Adds all of another text.
    #[must_use]
    pub fn and(mut self, mut other: Self) -> Self {
        self.0.append(&mut other.0);
        self
    }

    /// Its words alone.
    pub(crate) fn words(&self) -> String {
        let text = |run: &Run| if let Run::Text { text, .. } = run { text.clone() } else { String::new() };
        self.0.iter().map(text).collect()
    }

    /// Adds the three bars of a level of concern; the word always stands beside them.
    #[must_use]
    pub fn then_bars(mut self, filled: u8) -> Self {
        self.0.push(Run::Bars(filled.min(3)));
        self
    }
}

/// How a person's bar is drawn, so that two people differ in black on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Solidity {
    /// The victim's.
    Solid,
    /// The perpetrator's.
    Hatched,
}

/// One of the two people at the head of a plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonColumn {
    pub label: String,
    pub name: String,
    pub lines: Vec<Rich>,
    pub bar: Solidity,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub title: String,
    /// Share of the width, in any unit.
    pub share: u16,
}

/// What the rows of a table are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MadeFor {
    Reading,
    /// Rows tall enough to sign in.
    Signing,
    /// Rows tall enough for a few lines by hand.
    Writing,
}

/// One row: as many cells as columns.
pub type Row = Vec<Rich>;

/// A block of a paper. `field` names it in words, for refusals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    Title {
        text: Rich,
    },
    Heading {
        level: u8,
        text: String,
    },
    Paragraph {
        field: String,
        text: Rich,
    },
    Small {
        field: String,
        text: Rich,
    },
    Boxed {
        field: String,
        text: Rich,
    },
    TwoPeople {
        left: PersonColumn,
        right: PersonColumn,
    },
    Table {
        field: String,
        columns: Vec<Column>,
        rows: Vec<Row>,
        made_for: MadeFor,
    },
    Bullets {
        field: String,
        items: Vec<Rich>,
    },
    /// Names and their values, one below the other.
    Facts {
        facts: Vec<(String, Rich)>,
    },
    Space {
        points: u16,
    },
}

impl Block {
    /// A table; where it has no row, the words that say so, because an empty table looks like a fault.
    #[must_use]
    pub fn table(field: &str, columns: &[(&str, u16)], rows: Vec<Row>, made_for: MadeFor, none: &str) -> Self {
        let field = field.to_owned();
        if rows.is_empty() {
            return Self::Paragraph { field, text: Rich::plain(none) };
        }
        let columns = columns.iter().map(|(title, share)| Column { title: (*title).to_owned(), share: *share }).collect();
        Self::Table { field, columns, rows, made_for }
    }
}

/// Refuses skipped headings and ragged tables.
pub(crate) fn check(blocks: &[Block]) -> Result<(), PaperRefusal> {
    let mut last = 1;
    for block in blocks {
        match block {
            Block::Heading { level, text } => {
                if *level > last + 1 {
                    return Err(PaperRefusal::SkippedHeading { heading: text.clone() });
                }
                last = *level;
            }
            Block::Table { field, columns, rows, .. } => {
                if rows.iter().any(|row| row.len() != columns.len()) {
                    return Err(PaperRefusal::RaggedTable { table: field.clone() });
                }
            }
            Block::Title { .. }
            | Block::Paragraph { .. }
            | Block::Small { .. }
            | Block::Boxed { .. }
            | Block::TwoPeople { .. }
            | Block::Bullets { .. }
            | Block::Facts { .. }
            | Block::Space { .. } => {}
        }
    }
    Ok(())
}
