//! The minutes as one agency may keep them: its own words, what was decided, its own actions. Nothing another agency said.

use crate::issued::{Issued, heading, named};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One of this agency's actions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAction {
    pub text: String,
    pub person: String,
    pub due: String,
    pub status: String,
}

/// One case, as far as this agency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnCase {
    pub reference: String,
    pub initials: String,
    /// What this agency said it knows and advises; empty where it said nothing.
    pub knows: String,
    pub advises: String,
    pub by: String,
    pub decision: String,
    pub actions: Vec<OwnAction>,
}

/// Everything an agency's minutes print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MinutesForAgency {
    pub issued: Issued,
    pub agency: String,
    pub title: String,
    pub when_and_where: String,
    /// Day as a reference: "2026-11-23".
    pub day: String,
    pub chair: String,
    pub signed: String,
    pub confidentiality: String,
    pub cases: Vec<OwnCase>,
}

impl MinutesForAgency {
    /// Sets the minutes.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Minutes for one agency", &self.day, "minutes, own part".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("For", Rich::plain(&self.agency)),
            ("When", Rich::plain(&self.when_and_where)),
            ("Chair", Rich::plain(&self.chair)),
            ("Signed", Rich::plain(&self.signed)),
        ];
        let title = format!("Minutes: {}", self.title);
        let further = "What other agencies said is not in it. Ask them for it.";
        let mut blocks = self.issued.head(&title, &facts, &self.confidentiality, further);
        if self.cases.is_empty() {
            blocks.push(Block::Paragraph { field: "Cases".to_owned(), text: Rich::plain("No case was heard.") });
        }
        for case in &self.cases {
            blocks.push(heading(&format!("{} {}", case.reference, case.initials)));
            blocks.push(named("What we said", &case.knows));
            if !case.advises.trim().is_empty() {
                blocks.push(named("What we advised", &case.advises));
            }
            if !case.by.trim().is_empty() {
                blocks.push(named("Who spoke", &case.by));
            }
            blocks.push(named("Decision", &case.decision));
            blocks.push(action_table(case));
        }
        blocks
    }
}

fn action_table(case: &OwnCase) -> Block {
    let row = |one: &OwnAction| -> Row {
        vec![Rich::plain(&one.text), Rich::plain(&one.person), Rich::plain(&one.due), Rich::plain(&one.status)]
    };
    let columns = [("Our action", 46), ("Who", 22), ("Due", 17), ("Status", 15)];
    let field = format!("{} actions", case.reference);
    Block::table(&field, &columns, case.actions.iter().map(row).collect(), MadeFor::Reading, "No action of ours.")
}
