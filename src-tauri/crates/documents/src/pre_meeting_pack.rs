//! What those who meet read beforehand: each case in half a page. What an agency answered is not in it: it is heard in the room.

use crate::agenda::{Incomplete, incomplete_table};
use crate::issued::{Issued, heading, named};
use crate::typeset::{Block, PaperRefusal, Rendered, Rich, render};

/// Somebody's judgement of concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// 1 low, 2 moderate, 3 high: how many bars are filled beside the word.
    pub bars: u8,
    pub word: String,
    /// "judged 20 Nov by the meeting".
    pub judged: String,
}

/// One case: initials, never a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackCase {
    pub place: u16,
    pub reference: String,
    /// "A.E. / D.S."
    pub initials: String,
    pub relationship: String,
    /// "Recorded as harassment; judged as stalking".
    pub classified: String,
    pub why: String,
    pub story: String,
    pub flags: Vec<String>,
    pub levels: Vec<Judged>,
    pub last_decision: String,
    pub open_actions: Vec<Incomplete>,
    /// "3 of 4 agencies have answered; oldest question 6 days".
    pub checks: String,
}

/// Everything the pack prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PreMeetingPack {
    pub issued: Issued,
    pub title: String,
    pub when_and_where: String,
    /// Day as a reference: "2026-11-23".
    pub day: String,
    pub confidentiality: String,
    pub cases: Vec<PackCase>,
}

impl PreMeetingPack {
    /// Sets the pack.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Pre-meeting pack", &self.day, "pack".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let cases = match self.cases.len() {
            1 => "1 case".to_owned(),
            more => format!("{more} cases"),
        };
        let facts = [("When", Rich::plain(&self.when_and_where)), ("Holds", Rich::plain(cases))];
        let title = format!("Before the meeting: {}", self.title);
        let further = "Bring it to the meeting and give it back there.";
        let mut blocks = self.issued.head(&title, &facts, &self.confidentiality, further);
        for case in &self.cases {
            blocks.extend(case_blocks(case));
        }
        blocks
    }
}

fn case_blocks(case: &PackCase) -> Vec<Block> {
    let mut blocks = vec![heading(&format!("{}. {} {}", case.place, case.reference, case.initials))];
    let facts = [
        ("Relationship", Rich::plain(&case.relationship)),
        ("Offence", Rich::plain(&case.classified)),
        ("Why it is here", Rich::plain(&case.why)),
        ("Checks", Rich::plain(&case.checks)),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    blocks.push(Block::Facts { facts: facts.map(|(name, value)| (name.to_owned(), value)).collect() });
    if case.levels.is_empty() {
        blocks.push(named("Concern", "not judged yet."));
    }
    for level in &case.levels {
        let text =
            Rich::bold("Concern ").then_bars(level.bars).then_bold(format!("{} ", level.word)).then(format!("{}.", level.judged));
        blocks.push(Block::Paragraph { field: format!("{} concern", case.reference), text });
    }
    blocks.push(named("What happened", &case.story));
    if !case.flags.is_empty() {
        let items = case.flags.iter().map(Rich::plain).collect();
        blocks.push(Block::Bullets { field: format!("{} flags", case.reference), items });
    }
    blocks.push(named("Decided last", if case.last_decision.is_empty() { "nothing yet." } else { &case.last_decision }));
    blocks.push(incomplete_table(&case.open_actions));
    blocks
}
