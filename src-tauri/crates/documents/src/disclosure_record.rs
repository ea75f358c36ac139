//! The record of one disclosure: to whom, on what footing, what left and what stayed, each with its reason.

use crate::issued::{Issued, heading, mono, named};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// Records of one sort that left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// "Case reference and dates"; never what it says.
    pub what: String,
    pub category: String,
    /// The clause, or the choice.
    pub why: String,
    pub records: u32,
}

/// Records of one sort that stayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stayed {
    pub category: String,
    pub why: String,
    pub records: u32,
}

/// Everything the record prints. It says what sort of thing left, not what it said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureRecord {
    pub issued: Issued,
    /// References of the cases.
    pub cases: Vec<String>,
    /// "Disclosed 23 November 2026, 09:12".
    pub outcome: String,
    pub recipient: String,
    pub route: String,
    /// "Northmoor and Eastshire, version 1"; empty without one.
    pub agreement: String,
    pub purpose: String,
    pub basis: String,
    pub by: String,
    /// Empty where none was needed.
    pub second: String,
    pub necessity: String,
    pub victim_told: String,
    /// Hash of the file, in hexadecimal; empty where it was told or handed over.
    pub bundle: String,
    pub receipt: String,
    pub left: Vec<Left>,
    pub stayed: Vec<Stayed>,
}

impl DisclosureRecord {
    /// Sets the record.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let reference = self.cases.first().map_or("", String::as_str);
        render(&self.issued.frame("Disclosure record", reference, "disclosure".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Cases", mono(&self.cases.join(", "))),
            ("Outcome", Rich::plain(&self.outcome)),
            ("Recipient", Rich::plain(&self.recipient)),
            ("Route", Rich::plain(&self.route)),
            ("Agreement", Rich::plain(&self.agreement)),
            ("Purpose", Rich::plain(&self.purpose)),
            ("Basis", Rich::plain(&self.basis)),
            ("Disclosed by", Rich::plain(&self.by)),
            ("Second person", Rich::plain(&self.second)),
            ("File, SHA-256", mono(&self.bundle)),
            ("Receipt", Rich::plain(&self.receipt)),
        ];
        let handling = "It says who knows what about the case.";
        let mut blocks = self.issued.head("Disclosure record", &facts, handling, "Never give it to anybody it is about.");
        blocks.push(named("Why it was necessary, and no more than needed", &self.necessity));
        blocks.push(named("The victim", &self.victim_told));
        blocks.push(heading("What left"));
        let left = |row: &Left| -> Row {
            vec![Rich::plain(&row.what), Rich::plain(&row.category), Rich::plain(&row.why), Rich::plain(row.records.to_string())]
        };
        let columns = [("What", 30), ("Category", 26), ("Why", 32), ("Records", 12)];
        let rows = self.left.iter().map(left).collect();
        blocks.push(Block::table("What left", &columns, rows, MadeFor::Reading, "Nothing left."));
        blocks.push(heading("What stayed"));
        let stayed = |row: &Stayed| -> Row {
            vec![Rich::plain(&row.category), Rich::plain(&row.why), Rich::plain(row.records.to_string())]
        };
        let columns = [("Category", 30), ("Why", 58), ("Records", 12)];
        let rows = self.stayed.iter().map(stayed).collect();
        blocks.push(Block::table("What stayed", &columns, rows, MadeFor::Reading, "Nothing stayed."));
        blocks
    }
}
