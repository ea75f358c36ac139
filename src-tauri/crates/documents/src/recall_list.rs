//! Copies that are out of date and still in somebody's hands: whom to ask, with room to note what became of each.

use crate::issued::{Issued, heading, mono};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One copy to call back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyOut {
    /// "Safeguarding plan v2, copy 3".
    pub what: String,
    /// "Police, P. Dummy".
    pub holder: String,
    /// "20 Nov 2026".
    pub printed: String,
    pub seal: String,
}

/// Everything the list prints. It names holders, never the people the case is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecallList {
    pub issued: Issued,
    pub reference: String,
    /// "Monday 23 November 2026".
    pub as_at: String,
    pub copies: Vec<CopyOut>,
}

impl RecallList {
    /// Sets the list.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Copies to call back", &self.reference, "recall".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [("Case", mono(&self.reference)), ("As at", Rich::plain(&self.as_at))];
        let further = "Note in Holdfast what became of each copy, then shred this list.";
        let mut blocks = self.issued.head("Copies to call back", &facts, "These copies are out of date.", further);
        blocks.push(heading("Who holds them"));
        let row = |copy: &CopyOut| -> Row {
            vec![
                Rich::plain(&copy.what),
                Rich::plain(&copy.holder),
                Rich::plain(&copy.printed),
                mono(&copy.seal),
                Rich::default(),
            ]
        };
        let columns = [("Copy", 22), ("Holder", 24), ("Printed", 14), ("Seal", 24), ("Returned", 16)];
        let rows = self.copies.iter().map(row).collect();
        blocks.push(Block::table("Who holds them", &columns, rows, MadeFor::Signing, "None is out."));
        blocks
    }
}
