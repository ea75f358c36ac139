//! The agenda of a meeting: references and initials only.

use crate::typeset::{
    Block, Copy, Frame, Language, MadeFor, Marking, PaperRefusal, PrintSize, Rendered, Rich, Row, Standing, render,
};

/// One case on the agenda.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    pub place: u16,
    pub reference: String,
    /// "A.E. / D.S."
    pub initials: String,
    pub why: String,
    /// "3 of 4 agencies have answered; oldest question 6 days".
    pub checks: String,
}

/// An action of an earlier meeting that is not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incomplete {
    pub reference: String,
    pub text: String,
    pub owner: String,
    pub due: String,
}

/// Everything the agenda prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agenda {
    pub unit: String,
    pub marking: String,
    pub title: String,
    /// "Monday 23 November 2026, 09:30, Room 2.14".
    pub when_and_where: String,
    /// Day as a reference: "2026-11-23".
    pub day: String,
    pub quorum: String,
    pub copy: Copy,
    pub incomplete: Vec<Incomplete>,
    pub items: Vec<Item>,
    pub confidentiality: String,
    pub sample: bool,
    pub made: String,
}

impl Agenda {
    /// Sets the agenda.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let frame = Frame {
            print: PrintSize::Standard,
            language: Language::English,
            marking: Marking(self.marking.clone()),
            title: format!("Agenda {}", self.day),
            reference: self.day.clone(),
            version: "agenda".to_owned(),
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
            Block::Title { text: Rich::plain(format!("Agenda: {}", self.title)) },
            Block::Facts {
                facts: vec![
                    ("When".to_owned(), Rich::plain(&self.when_and_where)),
                    ("Quorum".to_owned(), Rich::plain(without_name(&self.quorum, "Quorum: "))),
                ],
            },
            Block::Boxed {
                field: "Handling".to_owned(),
                text: Rich::bold(&self.confidentiality)
                    .then(format!(" {copy}, issued to {holder}. Return it at the end of the meeting.")),
            },
            Block::Heading { level: 2, text: "1. Actions not done yet".to_owned() },
        ];
        blocks.push(incomplete_table(&self.incomplete));
        blocks.push(Block::Heading { level: 2, text: "2. Cases".to_owned() });
        blocks.push(self.case_table());
        blocks
    }

    fn case_table(&self) -> Block {
        let rows: Vec<Row> = self
            .items
            .iter()
            .map(|item| {
                vec![
                    Rich::bold(item.place.to_string()),
                    Rich::default().then_mono(&item.reference),
                    Rich::plain(&item.initials),
                    Rich::plain(&item.why),
                    Rich::plain(&item.checks),
                ]
            })
            .collect();
        let columns = [("No.", 7), ("Case", 17), ("People", 16), ("Why it is here", 31), ("Agency checks", 29)];
        Block::table("Cases", &columns, rows, MadeFor::Reading, "No case is listed.")
    }
}

/// The text without the name that already stands beside it.
fn without_name<'t>(text: &'t str, name: &str) -> &'t str {
    text.strip_prefix(name).unwrap_or(text)
}

/// Actions of earlier meetings that are not done, as agenda and minutes print them.
pub(crate) fn incomplete_table(incomplete: &[Incomplete]) -> Block {
    let row = |a: &Incomplete| {
        vec![Rich::default().then_mono(&a.reference), Rich::plain(&a.text), Rich::plain(&a.owner), Rich::plain(&a.due)]
    };
    let rows: Vec<Row> = incomplete.iter().map(row).collect();
    let columns = [("Case", 17), ("Action", 41), ("Owner", 22), ("Due", 20)];
    Block::table("Actions not done yet", &columns, rows, MadeFor::Reading, "None.")
}
