//! The short seal: a digest of what a paper says, so that a page in the hand can be told from another version.

use super::blocks::{Block, PersonColumn, Rich, Run, Solidity};
use super::frame::{Frame, Standing};
use sha2::{Digest, Sha256};

/// The short seal of a paper's content, "7F3A-91C2-0D4E": the first 48 bits of the SHA-256 of its canonical bytes. It
/// tells versions apart; it is no signature, and whoever can write the paper can write the seal.
#[must_use]
pub fn seal(canonical: &[u8]) -> String {
    let digest = Sha256::digest(canonical);
    let pairs: Vec<String> = digest.iter().take(6).map(|byte| format!("{byte:02X}")).collect();
    pairs.chunks(2).map(<[String]>::concat).collect::<Vec<_>>().join("-")
}

/// Everything that is read on the paper, each part with its kind and length, so that no two papers give the same bytes.
/// The time of making is left out: the same words have the same seal whenever they are printed.
pub(crate) fn canonical(frame: &Frame, blocks: &[Block]) -> Vec<u8> {
    let mut bytes = Canonical(b"holdfast paper 1".to_vec());
    for text in [&frame.marking.0, &frame.title, &frame.reference, &frame.version] {
        bytes.text(text);
    }
    match &frame.standing {
        Standing::Draft => bytes.number(0),
        Standing::Copy(copy) => {
            bytes.number(1);
            bytes.number(usize::from(copy.number));
            bytes.number(copy.of.map_or(0, usize::from));
            bytes.text(&copy.holder);
        }
        Standing::Discreet => bytes.number(2),
        Standing::Blank => bytes.number(3),
    }
    bytes.number(usize::from(frame.sample));
    for block in blocks {
        bytes.block(block);
    }
    bytes.0
}

struct Canonical(Vec<u8>);

impl Canonical {
    fn number(&mut self, number: usize) {
        self.0.extend(u64::try_from(number).unwrap_or(u64::MAX).to_be_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.extend(text.as_bytes());
    }

    fn rich(&mut self, rich: &Rich) {
        self.number(rich.0.len());
        for run in &rich.0 {
            match run {
                Run::Text { text, bold, mono, .. } => {
                    self.number(usize::from(*bold) + 2 * usize::from(*mono));
                    self.text(text);
                }
                Run::Bars(filled) => self.number(16 + usize::from(*filled)),
            }
        }
    }

    fn all(&mut self, texts: &[Rich]) {
        self.number(texts.len());
        for text in texts {
            self.rich(text);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Title { text } => self.titled(1, &text.words()),
            Block::Heading { level, text } => self.titled(10 + usize::from(*level), text),
            Block::Paragraph { text, .. } => self.one(2, text),
            Block::Small { text, .. } => self.one(3, text),
            Block::Boxed { text, .. } => self.one(4, text),
            Block::TwoPeople { left, right } => {
                self.number(5);
                self.person(left);
                self.person(right);
            }
            Block::Table { columns, rows, .. } => {
                self.number(6);
                self.number(columns.len());
                for column in columns {
                    self.text(&column.title);
                }
                self.number(rows.len());
                for row in rows {
                    self.all(row);
                }
            }
            Block::Bullets { items, .. } => {
                self.number(7);
                self.all(items);
            }
            Block::Facts { facts } => {
                self.number(8);
                self.number(facts.len());
                for (name, value) in facts {
                    self.text(name);
                    self.rich(value);
                }
            }
            // Room on the page says nothing.
            Block::Space { .. } => {}
        }
    }

    fn titled(&mut self, kind: usize, text: &str) {
        self.number(kind);
        self.text(text);
    }

    fn one(&mut self, kind: usize, text: &Rich) {
        self.number(kind);
        self.rich(text);
    }

    fn person(&mut self, person: &PersonColumn) {
        self.number(match person.bar {
            Solidity::Solid => 0,
            Solidity::Hatched => 1,
        });
        self.text(&person.label);
        self.text(&person.name);
        self.all(&person.lines);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_twelve_digits_in_three_groups() {
        // The first digits of SHA-256("abc"), FIPS 180-4.
        assert_eq!(seal(b"abc"), "BA78-16BF-8F01");
    }
}
