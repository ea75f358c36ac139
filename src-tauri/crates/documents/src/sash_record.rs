//! A signed SASH: numbers, answers, notes and the level a person chose. Never a total; wording only where the pack allows.

use crate::issued::{Issued, heading, mono, named};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One numbered item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// "G1" to "G13", "X1" to "X3".
    pub number: String,
    /// The question, only from a pack that may be printed; else empty.
    pub wording: String,
    /// "Yes", "No", "Unknown", "Not asked".
    pub answer: String,
    pub note: String,
    /// "Victim, 20 November 2026".
    pub source: String,
}

/// Something nobody knows, and who finds out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub question: String,
    pub owner: String,
    pub due: String,
}

/// Everything the record prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SashRecord {
    pub issued: Issued,
    pub reference: String,
    pub edition: String,
    /// "Demonstration wording, not SASH", from the pack.
    pub pack_marking: String,
    /// Authors and publisher, as the form's note gives them.
    pub credit: String,
    /// Name, and whether trained.
    pub completed_by: String,
    pub signed: String,
    pub sources: String,
    /// "Former partner: yes".
    pub ex_partner: String,
    /// Newer record that takes this one's place, in words; empty where it stands.
    pub superseded: String,
    pub items: Vec<Item>,
    pub gaps: Vec<Gap>,
    pub level: String,
    pub reason: String,
    pub next_step: String,
}

impl SashRecord {
    /// Sets the record.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("SASH record", &self.reference, "SASH".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Case", mono(&self.reference)),
            ("Edition", Rich::plain(&self.edition)),
            ("Completed by", Rich::plain(&self.completed_by)),
            ("Signed", Rich::plain(&self.signed)),
            ("Sources", Rich::plain(&self.sources)),
            ("Former partner", Rich::plain(&self.ex_partner)),
            ("Replaced", Rich::plain(&self.superseded)),
        ];
        let further = "Answers are never added up. The level is a person's judgement over all that is known.";
        let mut blocks = self.issued.head("SASH record", &facts, "A screening, not a prediction.", further);
        if !self.pack_marking.is_empty() {
            blocks.push(Block::Paragraph { field: "Wording".to_owned(), text: Rich::bold(&self.pack_marking) });
        }
        blocks.extend([heading("Level of concern"), named("Judged", &self.level), named("Because", &self.reason)]);
        blocks.extend([named("Next", &self.next_step), heading("Answers"), self.item_table()]);
        blocks.push(heading("Not known, and who finds out"));
        let row = |gap: &Gap| -> Row { vec![Rich::plain(&gap.question), Rich::plain(&gap.owner), Rich::plain(&gap.due)] };
        let columns = [("Question", 54), ("Who finds out", 26), ("By", 20)];
        let gaps = self.gaps.iter().map(row).collect();
        blocks.push(Block::table("Not known", &columns, gaps, MadeFor::Reading, "No gap is recorded."));
        blocks.push(Block::Small { field: "Credit".to_owned(), text: Rich::plain(&self.credit) });
        blocks
    }

    fn item_table(&self) -> Block {
        let row = |item: &Item| -> Row {
            let note = if item.wording.is_empty() { Rich::default() } else { Rich::bold(format!("{} ", item.wording)) };
            vec![Rich::bold(&item.number), Rich::plain(&item.answer), note.then(&item.note), Rich::plain(&item.source)]
        };
        let columns = [("Item", 9), ("Answer", 17), ("Note", 48), ("Source and date", 26)];
        Block::table("Answers", &columns, self.items.iter().map(row).collect(), MadeFor::Reading, "No item is recorded.")
    }
}
