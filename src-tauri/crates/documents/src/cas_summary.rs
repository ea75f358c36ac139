//! The case analysis summary for the referrer or the officer: what was judged and decided, without what agencies told each
//! other (domain 3.2, rule 4).

use crate::issued::{Issued, heading, mono, named, said};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One judgement, as people made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judgement {
    /// "Persistence", "Violence".
    pub of: String,
    /// The word the room chose.
    pub level: String,
    pub confidence: String,
}

/// Everything the summary prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CasSummary {
    pub issued: Issued,
    pub reference: String,
    pub number: u16,
    pub agreed: String,
    pub why_now: String,
    pub judgements: Vec<Judgement>,
    pub summary: String,
    pub decision: String,
    pub reason: String,
    pub lead: String,
    pub next_review: String,
    pub dissents: Vec<String>,
}

impl CasSummary {
    /// Sets the summary.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let version = format!("CAS {} summary", self.number);
        render(&self.issued.frame("Case analysis summary, short", &self.reference, version), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Case", mono(&self.reference)),
            ("CAS", Rich::plain(format!("{}, summary", self.number))),
            ("Agreed", Rich::plain(if self.agreed.is_empty() { "Not agreed yet" } else { &self.agreed })),
        ];
        let further =
            "Not for the victim, the perpetrator or anyone close to them. What the agencies told each other is not in it.";
        let mut blocks = self.issued.head("Case analysis summary", &facts, "For the referrer or officer named.", further);
        blocks.extend([heading("Why now"), said("Why now", &self.why_now), heading("Judgements")]);
        let row = |one: &Judgement| -> Row { vec![Rich::bold(&one.of), Rich::plain(&one.level), Rich::plain(&one.confidence)] };
        let columns = [("Of", 40), ("Judged by the room", 30), ("Confidence", 30)];
        let rows = self.judgements.iter().map(row).collect();
        blocks.push(Block::table("Judgements", &columns, rows, MadeFor::Reading, "Nothing was judged."));
        blocks.extend([heading("How we understand it"), said("How we understand it", &self.summary), heading("Decision")]);
        blocks.extend([named("Decided", &self.decision), named("Because", &self.reason), named("Lead", &self.lead)]);
        blocks.push(named("Next review", &self.next_review));
        blocks.extend(self.dissents.iter().map(|view| named("Different view", view)));
        blocks
    }
}
