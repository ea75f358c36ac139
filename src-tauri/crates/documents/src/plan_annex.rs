//! An annex to the safeguarding plan, health or intelligence, with a distribution of its own (domain 5.5). It names nobody.

use crate::issued::{Issued, heading, mono, said};
use crate::typeset::{Block, PaperRefusal, Rendered, Rich, render};

/// Everything an annex prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanAnnex {
    pub issued: Issued,
    /// "A".
    pub letter: char,
    /// "Annex A: health of the perpetrator".
    pub title: String,
    pub reference: String,
    /// Of the annex itself.
    pub version: u16,
    /// "Version 3, agreed 20 November 2026".
    pub beside: String,
    /// "N. Specimen, NHS, 21 November 2026, 10:04".
    pub written: String,
    /// "Handling code and conditions".
    pub terms_label: String,
    pub terms: String,
    /// Agencies whose people may hold it, its own first.
    pub distribution: Vec<String>,
    pub text: String,
}

impl PlanAnnex {
    /// Sets the annex.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let frame =
            self.issued.frame(&format!("Annex {}", self.letter), &self.reference, format!("{}v{}", self.letter, self.version));
        render(&frame, &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Case", mono(&self.reference)),
            ("Plan", Rich::plain(&self.beside)),
            ("This annex", Rich::plain(format!("Version {}, written by {}", self.version, self.written))),
            ("Only for", Rich::plain(self.distribution.join(", "))),
        ];
        let further = "Keep it apart from the plan. Do not copy it, and pass it to no other agency: ask the one that wrote it.";
        let mut blocks = self.issued.head(&self.title, &facts, "For the agencies named here and nobody else.", further);
        blocks.push(heading("Terms"));
        blocks.push(said("Terms", &format!("{}: {}", self.terms_label, self.terms.trim())));
        blocks.push(heading("What this annex says"));
        let paragraphs = self.text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
        blocks.extend(paragraphs.map(|paragraph| said("What this annex says", paragraph)));
        blocks
    }
}
