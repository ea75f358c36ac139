//! The case analysis summary in full, for those who were at the table (domain 3.2, rule 4).

use crate::issued::{Issued, heading, mono, named, said, subheading};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One agency's cell in one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    pub agency: String,
    /// What it said, or which kind of silence it is: "Checked: nothing known", "Not for this agency", "Gap: …".
    pub text: String,
    pub said_by: String,
}

/// A theme, agencies side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub title: String,
    pub cells: Vec<Cell>,
}

/// A section of the form with what was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub title: String,
    /// Question and answer; an empty answer prints as not recorded.
    pub answers: Vec<(String, String)>,
}

/// Late information under an agreed CAS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// "Probation, R. Mockford, 24 November 2026".
    pub by: String,
    pub text: String,
}

/// Everything the full CAS prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cas {
    pub issued: Issued,
    pub reference: String,
    pub number: u16,
    /// "A.E. / D.S.".
    pub initials: String,
    /// "Agreed 20 November 2026"; empty while it is a draft.
    pub agreed: String,
    pub themes: Vec<Theme>,
    pub sections: Vec<Section>,
    pub dissents: Vec<String>,
    /// The room said that nobody differs.
    pub no_dissent: bool,
    pub late: Vec<Late>,
}

impl Cas {
    /// Sets the CAS.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Case analysis summary", &self.reference, format!("CAS {}", self.number)), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Case", mono(&self.reference).then(format!(", {}", self.initials))),
            ("CAS", Rich::plain(self.number.to_string())),
            ("Agreed", Rich::plain(if self.agreed.is_empty() { "Not agreed yet" } else { &self.agreed })),
        ];
        let further = "Not for the victim, the perpetrator or anyone close to them. Return or shred it.";
        let mut blocks = self.issued.head("Case analysis summary", &facts, "For those who were at the table.", further);
        blocks.push(heading("What the agencies know"));
        for theme in &self.themes {
            blocks.push(subheading(&theme.title));
            blocks.push(theme_table(theme));
        }
        for section in self.sections.iter().filter(|section| !section.answers.is_empty()) {
            blocks.push(heading(&section.title));
            blocks.extend(section.answers.iter().map(|(question, answer)| named(question, answer)));
        }
        blocks.push(heading("Different views"));
        blocks.extend(self.dissent_blocks());
        if !self.late.is_empty() {
            blocks.push(heading("Added after it was agreed"));
            blocks.extend(self.late.iter().map(|late| named(&late.by, &late.text)));
        }
        blocks
    }

    fn dissent_blocks(&self) -> Vec<Block> {
        if !self.dissents.is_empty() {
            return self.dissents.iter().map(|view| said("Different view", view)).collect();
        }
        let words = if self.no_dissent { "The room said that nobody differs." } else { "Not asked yet." };
        vec![said("Different view", words)]
    }
}

fn theme_table(theme: &Theme) -> Block {
    let row = |cell: &Cell| -> Row { vec![Rich::bold(&cell.agency), Rich::plain(&cell.text), Rich::plain(&cell.said_by)] };
    let columns = [("Agency", 20), ("What it knows", 58), ("Said by", 22)];
    Block::table(&theme.title, &columns, theme.cells.iter().map(row).collect(), MadeFor::Reading, "No agency was asked.")
}
