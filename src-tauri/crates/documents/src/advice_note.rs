//! Investigative advice to the officer in charge: one case, one officer, advice as it was given.

use crate::issued::{Issued, heading, mono, said};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, render};

/// Everything the note prints. No name of a victim or perpetrator: the officer has the crime record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AdviceNote {
    pub issued: Issued,
    pub reference: String,
    /// The police's own number, so that the officer knows the case.
    pub crime_reference: String,
    pub officer: String,
    /// "B. Testcase, Police, 23 November 2026".
    pub given: String,
    /// "Harassment"; as it stands in the crime record.
    pub recorded_as: String,
    /// "Stalking"; as the unit judges it.
    pub judged_as: String,
    pub advice: Vec<String>,
}

impl AdviceNote {
    /// Sets the note.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Investigative advice", &self.reference, "advice".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("To", Rich::plain(&self.officer)),
            ("Our case", mono(&self.reference)),
            ("Crime record", mono(&self.crime_reference)),
            ("Given", Rich::plain(&self.given)),
        ];
        let further = "Keep it with the investigation, and consider it when you schedule for disclosure.";
        let mut blocks = self.issued.head("Investigative advice", &facts, "For the officer named.", further);
        blocks.push(heading("How it is recorded"));
        let rows = vec![vec![Rich::bold(or_not(&self.recorded_as)), Rich::plain(or_not(&self.judged_as))]];
        let columns = [("In the crime record", 50), ("As the unit judges it", 50)];
        blocks.push(Block::table("How it is recorded", &columns, rows, MadeFor::Reading, ""));
        blocks.push(heading("Advice"));
        if self.advice.is_empty() {
            blocks.push(said("Advice", ""));
        }
        blocks.extend(self.advice.iter().map(|text| said("Advice", text)));
        blocks.push(heading("What is asked of you"));
        let asked = [
            "Tell the unit what you did with this advice, and if you see it differently, why.",
            "Tell the unit at once of new contact, a breach, an arrest, or the end of bail or an order.",
            "The decisions in the investigation stay yours.",
        ];
        blocks.push(Block::Bullets { field: "What is asked".to_owned(), items: asked.map(Rich::plain).to_vec() });
        blocks
    }
}

fn or_not(text: &str) -> &str {
    if text.trim().is_empty() { "Not recorded" } else { text }
}
