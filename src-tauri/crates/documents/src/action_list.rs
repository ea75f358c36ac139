//! Open actions of one agency or of all, to work through.

use crate::issued::{Issued, heading, mono};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Action {
    pub reference: String,
    pub text: String,
    pub person: String,
    /// "26 Nov 2026", "20 Nov 2026, late".
    pub due: String,
    /// "proposed", "accepted".
    pub status: String,
}

/// The actions of one agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Of {
    pub agency: String,
    pub actions: Vec<Action>,
}

/// Everything the list prints: references, never names of the people the cases are about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionList {
    pub issued: Issued,
    /// Day as a reference: "2026-11-23".
    pub day: String,
    /// "Monday 23 November 2026".
    pub as_at: String,
    pub agencies: Vec<Of>,
}

impl ActionList {
    /// Sets the list.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Action list", &self.day, "actions".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [("As at", Rich::plain(&self.as_at))];
        let further = "It holds actions of cases in work. Return or shred it when the next list comes.";
        let mut blocks = self.issued.head("Actions not done yet", &facts, "Keep it with you.", further);
        if self.agencies.is_empty() {
            blocks.push(Block::Paragraph { field: "Actions".to_owned(), text: Rich::plain("No action is open.") });
        }
        for of in &self.agencies {
            blocks.push(heading(&of.agency));
            blocks.push(table(of));
        }
        blocks
    }
}

fn table(of: &Of) -> Block {
    let row = |action: &Action| -> Row {
        vec![
            mono(&action.reference),
            Rich::plain(&action.text),
            Rich::plain(&action.person),
            Rich::plain(&action.due),
            Rich::plain(&action.status),
        ]
    };
    let columns = [("Case", 17), ("Action", 35), ("Who", 17), ("Due", 17), ("Status", 14)];
    Block::table(&of.agency, &columns, of.actions.iter().map(row).collect(), MadeFor::Reading, "No action is open.")
}
