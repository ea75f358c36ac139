//! The signed minutes of a meeting (rules 7.3): who was there, what each agency said, what the room decided.

use crate::typeset::{Block, Column, Copy, Frame, Marking, PaperRefusal, Rendered, Rich, Row, Standing, render};

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
    pub present: Vec<Present>,
    pub cases: Vec<Heard>,
    pub copy: (u16, String),
    pub sample: bool,
    pub made: String,
}

impl Minutes {
    /// Sets the minutes.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let (number, holder) = self.copy.clone();
        let frame = Frame {
            marking: Marking(self.marking.clone()),
            title: format!("Minutes {}", self.day),
            reference: self.day.clone(),
            version: "minutes".to_owned(),
            standing: Standing::Copy(Copy { number, holder }),
            sample: self.sample,
            made: self.made.clone(),
        };
        render(&frame, &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let (number, holder) = &self.copy;
        let mut blocks = vec![
            Block::Small { field: "Unit".to_owned(), text: Rich::plain(&self.unit) },
            Block::Title { text: format!("Minutes: {}", self.title) },
            Block::Paragraph { field: "When".to_owned(), text: Rich::plain(&self.when_and_where) },
            Block::Paragraph {
                field: "Chair".to_owned(),
                text: Rich::bold("Chair: ").then(&self.chair).then(". ").then(&self.signed),
            },
            Block::Space { points: 14 },
            Block::Boxed {
                field: "Handling".to_owned(),
                text: Rich::bold("Not to be copied without the agencies' agreement.")
                    .then(format!(" Copy {number}, issued to {holder}. Each agency stays responsible for its own actions.")),
            },
            Block::Heading { level: 2, text: "Present".to_owned() },
            self.present_table(),
            Block::Paragraph { field: "Quorum".to_owned(), text: Rich::plain(&self.quorum) },
        ];
        for case in &self.cases {
            case_blocks(case, &mut blocks);
        }
        blocks
    }

    fn present_table(&self) -> Block {
        let rows =
            self.present.iter().map(|p| vec![Rich::bold(&p.agency), Rich::plain(&p.presence), Rich::plain(&p.people)]).collect();
        table("Present", &[("Agency", 28), ("Presence", 20), ("Who", 52)], rows)
    }
}

fn case_blocks(case: &Heard, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading { level: 2, text: format!("{}  {}", case.reference, case.initials) });
    blocks.push(Block::Paragraph { field: "Why it is here".to_owned(), text: Rich::bold("Why it is here: ").then(&case.why) });
    if !case.said.is_empty() {
        let rows = case
            .said
            .iter()
            .map(|s| vec![Rich::bold(&s.agency), Rich::plain(&s.knows), Rich::plain(&s.advises), Rich::plain(&s.by)])
            .collect();
        blocks.push(table(&case.reference, &[("Agency", 18), ("What they know", 40), ("Advice", 24), ("By", 18)], rows));
    }
    blocks.push(Block::Paragraph {
        field: "Decision".to_owned(),
        text: Rich::bold("Decision: ").then(&case.decision).then(". ").then(&case.reason),
    });
    if let Some((bars, word, reason)) = &case.level {
        let text =
            Rich::bold("Concern ").then_bars(*bars).then_bold(format!("{word} ")).then(format!("judged by the room. {reason}"));
        blocks.push(Block::Paragraph { field: "Concern".to_owned(), text });
    }
    for dissent in &case.dissents {
        blocks.push(Block::Paragraph { field: "Different view".to_owned(), text: Rich::bold("Different view: ").then(dissent) });
    }
    if !case.actions.is_empty() {
        let rows = case
            .actions
            .iter()
            .map(|a| vec![Rich::plain(&a.text), Rich::plain(&a.owner), Rich::plain(&a.due), Rich::plain(&a.status)])
            .collect();
        blocks.push(table(
            &format!("{} actions", case.reference),
            &[("Action", 46), ("Owner", 24), ("Due", 16), ("Status", 14)],
            rows,
        ));
    }
}

fn table(field: &str, columns: &[(&str, u16)], rows: Vec<Row>) -> Block {
    let columns = columns.iter().map(|(title, share)| Column { title: (*title).to_owned(), share: *share }).collect();
    Block::Table { field: field.to_owned(), columns, rows, tall: false }
}
