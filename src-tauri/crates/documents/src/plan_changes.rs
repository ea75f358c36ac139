//! What changed between two versions of a safeguarding plan, for those who hold the earlier one.

use crate::issued::{Issued, heading};
use crate::typeset::{Block, PaperRefusal, Rendered, Rich, render};

/// A stretch of words: in both versions, in the earlier only, or in the later only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    Both(String),
    Earlier(String),
    Later(String),
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// "New", "Gone", "Changed".
    pub kind: String,
    pub words: Vec<Words>,
}

/// The differences under one heading of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub differences: Vec<Difference>,
}

/// Everything the comparison prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanChanges {
    pub issued: Issued,
    pub reference: String,
    /// "Version 1, agreed 2 November 2026".
    pub earlier: String,
    pub later: String,
    /// "v1-v2": as the foot names it.
    pub versions: String,
    pub parts: Vec<Part>,
}

const HANDLING: &str = "Keep this from the perpetrator and from anyone close to them.";

impl PlanChanges {
    /// Sets the comparison.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Changes to the plan", &self.reference, self.versions.clone()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Case", Rich::default().then_mono(&self.reference)),
            ("From", Rich::plain(&self.earlier)),
            ("To", Rich::plain(&self.later)),
        ];
        let further = "It does not take the place of the plan.";
        let mut blocks = self.issued.head("What changed in the safeguarding plan", &facts, HANDLING, further);
        if self.parts.is_empty() {
            let words = "The two versions say the same.";
            blocks.push(Block::Paragraph { field: "Changes".to_owned(), text: Rich::plain(words) });
            return blocks;
        }
        let text = Rich::plain("Words that are new stand in ")
            .then_bold("bold")
            .then(". Words that are gone stand in [square brackets].");
        blocks.push(Block::Small { field: "How to read it".to_owned(), text });
        for part in &self.parts {
            blocks.push(heading(&part.heading));
            let items = part.differences.iter().map(difference).collect();
            blocks.push(Block::Bullets { field: part.heading.clone(), items });
        }
        blocks
    }
}

/// A new or gone item says so once; only a changed one has its words marked.
fn difference(of: &Difference) -> Rich {
    let marked = of.words.iter().any(|words| matches!(words, Words::Both(_)))
        || (of.words.iter().any(|words| matches!(words, Words::Earlier(_)))
            && of.words.iter().any(|words| matches!(words, Words::Later(_))));
    of.words.iter().fold(Rich::bold(format!("{}: ", of.kind)), |text, words| match words {
        Words::Both(words) => text.then(words),
        Words::Earlier(words) if marked => text.then(format!("[{}] ", words.trim())),
        Words::Later(words) if marked => text.then_bold(words),
        Words::Earlier(words) | Words::Later(words) => text.then(words),
    })
}
