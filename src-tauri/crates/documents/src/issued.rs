//! What every marked paper carries round its own words: unit, marking, whose copy it is, and when it was made.

use crate::typeset::{Block, Copy, Frame, Language, Marking, PrintSize, Rich, Standing};

/// The unit's part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    pub unit: String,
    pub marking: String,
    pub print: PrintSize,
    /// None prints DRAFT, without copy number and seal.
    pub copy: Option<Copy>,
    pub sample: bool,
    /// `YYYYMMDDHHMMSS`, UTC.
    pub made: String,
}

impl Issued {
    /// The running matter. `kind` and `reference` are all that the file's own title says.
    pub(crate) fn frame(&self, kind: &str, reference: &str, version: String) -> Frame {
        Frame {
            print: self.print,
            language: Language::English,
            marking: Marking(self.marking.clone()),
            title: format!("{kind} {reference}"),
            reference: reference.to_owned(),
            version,
            standing: self.copy.clone().map_or(Standing::Draft, Standing::Copy),
            sample: self.sample,
            made: self.made.clone(),
        }
    }

    /// Unit, title, facts and how the copy is to be handled. Facts without a value are left out.
    pub(crate) fn head(&self, title: &str, facts: &[(&str, Rich)], handling: &str, further: &str) -> Vec<Block> {
        let facts = facts.iter().filter(|(_, value)| !value.is_empty());
        let issued = self.copy.as_ref().map_or_else(
            || " This is a draft. It has no copy number.".to_owned(),
            |copy| format!(" {}, issued to {}. {further}", copy.words(), copy.holder),
        );
        vec![
            Block::Small { field: "Unit".to_owned(), text: Rich::plain(&self.unit) },
            Block::Title { text: Rich::plain(title) },
            Block::Facts { facts: facts.map(|(name, value)| ((*name).to_owned(), value.clone())).collect() },
            Block::Boxed { field: "Handling".to_owned(), text: Rich::bold(handling).then(issued) },
        ]
    }
}

/// A second-level heading.
pub(crate) fn heading(text: &str) -> Block {
    Block::Heading { level: 2, text: text.to_owned() }
}

/// A heading below another.
pub(crate) fn subheading(text: &str) -> Block {
    Block::Heading { level: 3, text: text.to_owned() }
}

/// A paragraph; what nobody recorded says so.
pub(crate) fn said(field: &str, text: &str) -> Block {
    let text = if text.trim().is_empty() { "Not recorded." } else { text.trim() };
    Block::Paragraph { field: field.to_owned(), text: Rich::plain(text) }
}

/// "Decision: …", with the name in bold.
pub(crate) fn named(name: &str, text: &str) -> Block {
    let text = if text.trim().is_empty() { "not recorded." } else { text.trim() };
    Block::Paragraph { field: name.to_owned(), text: Rich::bold(format!("{name}: ")).then(text) }
}

/// A reference, plate or telephone number.
pub(crate) fn mono(text: &str) -> Rich {
    Rich::default().then_mono(text)
}
