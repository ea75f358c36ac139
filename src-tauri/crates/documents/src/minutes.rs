//! The signed minutes of a meeting (rules 7.3): who was there, what each agency said, what the room decided.

use crate::agenda::{Incomplete, incomplete_table};
use crate::typeset::{Block, Copy, Frame, Language, MadeFor, Marking, PaperRefusal, PrintSize, Rendered, Rich, Standing, render};

/// An agency at the meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Present {
    pub agency: String,
    /// "present", "apologies".
    pub presence: String,
    pub people: String,
}

/// What one agency said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub agency: String,
    pub knows: String,
    pub advises: String,
    /// "said by K. Specimen, typed by B. Placeholder".
    pub by: String,
}

/// An action agreed or proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub text: String,
    pub owner: String,
    pub due: String,
    /// "proposed", "accepted".
    pub status: String,
}

/// One case as heard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    pub reference: String,
    pub initials: String,
    pub why: String,
    pub said: Vec<Said>,
    pub decision: String,
    pub reason: String,
    /// Bars, word and reason; none where the room judged no level.
    pub level: Option<(u8, String, String)>,
    pub dissents: Vec<String>,
    pub actions: Vec<Agreed>,
}

/// Everything the minutes print. The reflection note is not among it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Minutes {
    pub unit: String,
    pub marking: String,
    pub title: String,
    pub when_and_where: String,
    pub day: String,
    pub chair: String,
    pub signed: String,
    pub quorum: String,
    /// The statement read at the start, and that it was confirmed.
    pub confidentiality: String,
    pub present: Vec<Present>,
    /// Actions of earlier meetings that were due and not done.
    pub incomplete: Vec<Incomplete>,
    pub cases: Vec<Heard>,
    pub copy: Copy,
    pub sample: bool,
    pub made: String,
}

impl Minutes {
    /// Sets the minutes.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let frame = Frame {
            print: PrintSize::Standard,
            language: Language::English,
            marking: Marking(self.marking.clone()),
            title: format!("Minutes {}", self.day),
            reference: self.day.clone(),
            version: "minutes".to_owned(),
            standing: Standing::Copy(self.copy.clone()),
            sample: self.sample,
            made: self.made.clone(),
        };
        render(&frame, &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let (copy, holder) = (self.copy.words(), &self.copy.holder);
        let mut blocks = vec![
            Block::Small { field: "Unit".to_owned(), text: Rich::plain(&self.unit) },
            Block::Title { text: Rich::plain(format!("Minutes: {}", self.title)) },
            Block::Facts {
                facts: vec![
                    ("When".to_owned(), Rich::plain(&self.when_and_where)),
                    ("Chair".to_owned(), Rich::plain(&self.chair)),
                    ("Signed".to_owned(), Rich::plain(without_name(&self.signed, "Signed "))),
                    ("Quorum".to_owned(), Rich::plain(&self.quorum)),
                ],
            },
            Block::Boxed {
                field: "Handling".to_owned(),
                text: Rich::bold("Not to be copied without the agencies' agreement.")
                    .then(format!(" {copy}, issued to {holder}. Each agency stays responsible for its own actions.")),
            },
            Block::Heading { level: 2, text: "Present".to_owned() },
            self.present_table(),
            Block::Paragraph { field: "Confidentiality".to_owned(), text: Rich::plain(or_gap(&self.confidentiality)) },
            Block::Heading { level: 2, text: "Actions not done yet".to_owned() },
            incomplete_table(&self.incomplete),
        ];
        for case in &self.cases {
            case_blocks(case, &mut blocks);
        }
        blocks
    }

    fn present_table(&self) -> Block {
        let rows =
            self.present.iter().map(|p| vec![Rich::bold(&p.agency), Rich::plain(&p.presence), Rich::plain(&p.people)]).collect();
        let columns = [("Agency", 28), ("Presence", 20), ("Who", 52)];
        Block::table("Present", &columns, rows, MadeFor::Reading, "Nobody is recorded as present.")
    }
}

fn case_blocks(case: &Heard, blocks: &mut Vec<Block>) {
    let say = |name: &str, text: Rich| Block::Paragraph { field: format!("{}: {}", case.reference, name.to_lowercase()), text };
    blocks.push(Block::Heading { level: 2, text: format!("{} {}", case.reference, case.initials) });
    blocks.push(say("Why it is here", Rich::bold("Why it is here: ").then(or_gap(&case.why))));
    if !case.said.is_empty() {
        blocks.push(said_table(case));
    }
    let decision = format!("{} {}", stopped(or_gap(&case.decision)), case.reason.trim());
    blocks.push(say("Decision", Rich::bold("Decision: ").then(decision)));
    if let Some((bars, word, reason)) = &case.level {
        let text = Rich::bold("Concern ").then_bars(*bars).then_bold(word).then(format!(", judged by the room. {reason}"));
        blocks.push(say("Concern", text));
    }
    for dissent in &case.dissents {
        blocks.push(say("Different view", Rich::bold("Different view: ").then(dissent)));
    }
    if !case.actions.is_empty() {
        blocks.push(action_table(case));
    }
}

fn said_table(case: &Heard) -> Block {
    let row = |s: &Said| vec![Rich::bold(&s.agency), Rich::plain(&s.knows), Rich::plain(&s.advises), Rich::plain(&s.by)];
    let columns = [("Agency", 18), ("What they know", 38), ("Advice", 25), ("By", 19)];
    Block::table(&case.reference, &columns, case.said.iter().map(row).collect(), MadeFor::Reading, "Nobody spoke.")
}

fn action_table(case: &Heard) -> Block {
    let row = |a: &Agreed| vec![Rich::plain(&a.text), Rich::plain(&a.owner), Rich::plain(&a.due), Rich::plain(&a.status)];
    let columns = [("Action", 44), ("Owner", 24), ("Due", 17), ("Status", 15)];
    let field = format!("{} actions", case.reference);
    Block::table(&field, &columns, case.actions.iter().map(row).collect(), MadeFor::Reading, "None.")
}

/// A gap looks like a gap.
fn or_gap(text: &str) -> &str {
    if text.trim().is_empty() { "not recorded" } else { text.trim() }
}

fn stopped(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

/// The text without the name that already stands beside it.
fn without_name<'t>(text: &'t str, name: &str) -> &'t str {
    text.strip_prefix(name).unwrap_or(text)
}
