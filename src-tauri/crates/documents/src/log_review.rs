//! Acts of the log that a reviewer chose: who, when, what, on which case. Case references, never what stands in a case.

use crate::issued::{Issued, heading, mono};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Act {
    pub number: u64,
    /// "23 Nov 2026, 08:45"; London time.
    pub at: String,
    pub after_hours: bool,
    pub who: String,
    pub agency: String,
    pub what: String,
    /// Case reference; empty for an act about none.
    pub reference: String,
    pub reason: String,
}

/// How many of the acts one member did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Count {
    pub who: String,
    pub agency: String,
    pub acts: u32,
}

/// Everything the review prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogReview {
    pub issued: Issued,
    /// Day as a reference: "2026-11-23".
    pub day: String,
    /// The lawful purpose (Data Protection Act 2018, section 62).
    pub purpose: String,
    /// What was asked for: "Everything; everybody; from 1 Nov 2026 until 23 Nov 2026".
    pub asked: String,
    /// How many acts the log held when this was made, with the words of its root.
    pub log: String,
    /// Newest first.
    pub acts: Vec<Act>,
    /// Most first.
    pub by_member: Vec<Count>,
}

impl LogReview {
    /// Sets the review.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Log review", &self.day, "log".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Purpose", Rich::plain(&self.purpose)),
            ("Asked for", Rich::plain(&self.asked)),
            ("Acts", Rich::plain(self.acts.len().to_string())),
            ("Log", mono(&self.log)),
        ];
        let further = "It shows what colleagues did. Keep it only for the purpose it was made for.";
        let mut blocks = self.issued.head("Review of the log", &facts, "For the reviewer alone.", further);
        blocks.push(heading("Acts by member"));
        let count =
            |one: &Count| -> Row { vec![Rich::plain(&one.who), Rich::plain(&one.agency), Rich::plain(one.acts.to_string())] };
        let columns = [("Member", 45), ("Agency", 35), ("Acts", 20)];
        let rows = self.by_member.iter().map(count).collect();
        blocks.push(Block::table(
            "Acts by member",
            &columns,
            rows,
            MadeFor::Reading,
            "Nobody did anything of this kind in this time.",
        ));
        blocks.push(heading("Acts, newest first"));
        let columns = [("No.", 8), ("When", 21), ("Who", 16), ("Agency", 13), ("What", 14), ("Case", 16), ("Reason", 12)];
        let rows = self.acts.iter().map(row).collect();
        blocks.push(Block::table("Acts", &columns, rows, MadeFor::Reading, "No act of this kind in this time."));
        blocks
    }
}

fn row(act: &Act) -> Row {
    let at = Rich::plain(&act.at);
    vec![
        mono(&act.number.to_string()),
        if act.after_hours { at.then(", ").then_bold("after hours") } else { at },
        Rich::plain(if act.who.is_empty() { "Not known" } else { &act.who }),
        Rich::plain(&act.agency),
        Rich::plain(&act.what),
        mono(&act.reference),
        Rich::plain(&act.reason),
    ]
}
