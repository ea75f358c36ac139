//! The safeguarding plan that people carry: agencies' copy (domain 5.1, 5.5). It holds no number or address of the victim,
//! but on the copy of one named reader for whom somebody chose them one by one (security.md P-1).

use crate::issued::mono;
use crate::typeset::{
    Block, Copy, Frame, Language, MadeFor, Marking, PaperRefusal, PersonColumn, PrintSize, Rendered, Rich, Row, Sheet, Solidity,
    Standing, preview, render,
};
use chrono::NaiveDate;

/// One of the two people, as this paper may name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// "Victim", "Perpetrator (suspected)".
    pub label: String,
    /// Latin form of the name.
    pub name: String,
    pub lines: Vec<String>,
    /// "Safe contact" or "In force".
    pub bold_lines: Vec<(String, String)>,
}

/// Somebody's judgement of concern.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Level {
    /// 1 low, 2 moderate, 3 high: how many bars are filled beside the word.
    pub bars: u8,
    pub word: String,
    /// "judged by Police, NHS and Victim advocacy on 20 November 2026".
    pub judged: String,
}

/// One action line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number in the whole plan, the same on every copy.
    pub number: u16,
    pub text: String,
    pub who: String,
    /// "26 Nov 2026", "Done", "20 Nov 2026, late".
    pub by: String,
}

/// Action lines under one heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    pub heading: String,
    pub lines: Vec<Line>,
}

/// One if-then line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IfThen {
    pub if_text: String,
    pub then_text: String,
    pub who: String,
}

/// Somebody to ring.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ring {
    pub what: String,
    pub number: String,
    pub who: String,
}

/// Who agreed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreed {
    pub agency: String,
    pub name: String,
    pub on: String,
}

/// For which agency alone a copy is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForAgency {
    pub agency: String,
    /// Lines of other agencies, which this copy leaves out.
    pub left_out: u16,
}

/// One detail of how to reach or find somebody the case protects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactLine {
    /// "Victim", "Child, K.E.".
    pub whose: String,
    /// "Phone", "Workplace".
    pub what: String,
    pub text: String,
}

/// Details chosen one by one for one reader. Only those the case protects, never the perpetrator's: one paper never holds
/// both (security.md P-2).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactDetails {
    /// The person who alone may read this copy.
    pub reader: String,
    pub lines: Vec<ContactLine>,
}

/// Everything the plan prints, and nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SafeguardingPlan {
    pub unit: String,
    pub marking: String,
    pub reference: String,
    pub version: u16,
    pub agreed_on: Option<NaiveDate>,
    pub review_by: Option<NaiveDate>,
    /// None prints DRAFT, without copy number.
    pub copy: Option<Copy>,
    /// The copy of one agency: its own lines, the if-then lines and whom to ring; neither worries nor the judgement of concern.
    pub for_agency: Option<ForAgency>,
    pub victim: Person,
    pub perpetrator: Person,
    pub level: Option<Level>,
    pub dissents: Vec<String>,
    pub worries: String,
    pub not_known: String,
    pub sections: Vec<Section>,
    pub if_then: Vec<IfThen>,
    pub wishes: String,
    pub ring: Vec<Ring>,
    /// None but on a numbered copy for one named reader.
    pub contact: Option<ContactDetails>,
    pub agreed_by: Vec<Agreed>,
    pub print: PrintSize,
    pub sample: bool,
    /// `YYYYMMDDHHMMSS`, UTC.
    pub made: String,
}

/// Under the marking of every page of a copy that holds any.
const HOLDS_DETAILS: &str = "Holds contact details";

fn long(day: NaiveDate) -> String {
    day.format("%A %-d %B %Y").to_string()
}

impl SafeguardingPlan {
    /// Sets the plan.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written; also where a numbered copy is asked of a plan that nobody agreed, or
    /// contact details on anything but a whole numbered copy for a reader.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        if self.copy.is_some() && self.agreed_on.is_none() {
            return Err(PaperRefusal::Library("a numbered copy of a plan that is not agreed".to_owned()));
        }
        self.refuse_misplaced_details()?;
        render(&self.frame(), &self.blocks())
    }

    /// Nobody is to carry details that no register knows of, and a choice of none is no choice.
    fn refuse_misplaced_details(&self) -> Result<(), PaperRefusal> {
        let Some(contact) = &self.contact else { return Ok(()) };
        let chosen = !contact.lines.is_empty() && !contact.reader.trim().is_empty();
        if chosen && self.copy.is_some() && self.for_agency.is_none() {
            return Ok(());
        }
        Err(PaperRefusal::Library("contact details on a paper that is no copy for one reader".to_owned()))
    }

    /// The pages that would print, for a screen.
    ///
    /// # Errors
    /// As [`Self::render`].
    pub fn preview(&self) -> Result<Vec<Sheet>, PaperRefusal> {
        self.refuse_misplaced_details()?;
        preview(&self.frame(), &self.blocks())
    }

    /// The same plan set in this size.
    #[must_use]
    pub fn in_size(self, print: PrintSize) -> Self {
        Self { print, ..self }
    }

    fn frame(&self) -> Frame {
        Frame {
            print: self.print,
            language: Language::English,
            marking: Marking(self.marking_on_every_page()),
            title: format!("Safeguarding plan {} v{}", self.reference, self.version),
            reference: self.reference.clone(),
            version: format!("v{}{}", self.version, if self.for_agency.is_some() { " part" } else { "" }),
            standing: self.copy.clone().map_or(Standing::Draft, Standing::Copy),
            sample: self.sample,
            made: self.made.clone(),
        }
    }

    fn marking_on_every_page(&self) -> String {
        match &self.contact {
            Some(_) if !self.marking.trim().is_empty() => format!("{}\n{HOLDS_DETAILS}", self.marking.trim()),
            _ => self.marking.clone(),
        }
    }

    fn blocks(&self) -> Vec<Block> {
        let mut blocks = self.head();
        let mut number = 1;
        let mut heading = |text: &str, blocks: &mut Vec<Block>| {
            blocks.push(Block::Heading { level: 2, text: format!("{number}. {text}") });
            number += 1;
        };
        match &self.for_agency {
            None => {
                heading("What worries us", &mut blocks);
                self.worries_blocks(&mut blocks);
            }
            Some(one) => blocks.push(left_out(one)),
        }
        for section in &self.sections {
            heading(&section.heading, &mut blocks);
            blocks.push(section_table(section));
        }
        heading("If this happens, do this", &mut blocks);
        blocks.push(self.if_then_table());
        heading("What the victim wants", &mut blocks);
        blocks.push(paragraph("What the victim wants", or_gap(&self.wishes)));
        if let Some(contact) = &self.contact {
            heading("Contact details", &mut blocks);
            blocks.extend(contact_blocks(contact));
        }
        if !self.ring.is_empty() {
            heading("Who to ring", &mut blocks);
            blocks.push(self.ring_table());
        }
        heading("Agreed by", &mut blocks);
        blocks.push(self.agreed_table());
        if self.copy.is_some() {
            let words =
                "To check whether this copy is still current, scan the square, or type the seal at the foot, into Holdfast.";
            blocks.push(Block::Space { points: 6 });
            blocks.push(Block::Small { field: "Seal".to_owned(), text: Rich::plain(words) });
        }
        blocks
    }

    fn title(&self) -> String {
        let part = self.for_agency.as_ref().map(|one| format!(": the part of {}", one.agency)).unwrap_or_default();
        format!("Safeguarding plan{part}")
    }

    fn head(&self) -> Vec<Block> {
        let agreed_on = self.agreed_on.filter(|_| self.copy.is_some());
        let when = match (agreed_on, self.review_by) {
            (Some(agreed), Some(review)) => format!(". Agreed {}. Review by {}.", long(agreed), long(review)),
            (Some(agreed), None) => format!(". Agreed {}.", long(agreed)),
            (None, _) => ". Not agreed yet.".to_owned(),
        };
        let issued = self.copy.as_ref().map_or_else(
            || " This is a draft for the room. It has no copy number.".to_owned(),
            |copy| format!(" {}, issued to {}. Do not post, email or leave it in a car. Give it back or shred it when the next version comes.", copy.words(), copy.holder),
        );
        let for_one_reader = self.contact.as_ref().map(for_one_reader).unwrap_or_default();
        vec![
            Block::Small { field: "Unit".to_owned(), text: Rich::plain(&self.unit) },
            Block::Title { text: Rich::plain(self.title()) },
            Block::Paragraph {
                field: "Case".to_owned(),
                text: Rich::plain("Case ").then_mono(&self.reference).then(format!(", version {}{when}", self.version)),
            },
            Block::Boxed {
                field: "Handling".to_owned(),
                text: for_one_reader.then_bold("Keep this from the perpetrator and from anyone close to them.").then(issued),
            },
            Block::TwoPeople { left: person(&self.victim, Solidity::Solid), right: person(&self.perpetrator, Solidity::Hatched) },
        ]
    }

    fn worries_blocks(&self, blocks: &mut Vec<Block>) {
        let text = match &self.level {
            Some(level) => Rich::bold("Concern ")
                .then_bars(level.bars)
                .then_bold(format!("{} ", level.word))
                .then(format!("{}.", level.judged)),
            None => Rich::bold("Concern ").then("not judged by the room."),
        };
        blocks.push(Block::Paragraph { field: "Concern".to_owned(), text });
        blocks.push(paragraph("What worries us", or_gap(&self.worries)));
        for dissent in &self.dissents {
            blocks.push(Block::Paragraph {
                field: "Different view".to_owned(),
                text: Rich::bold("Different view: ").then(dissent),
            });
        }
        if !self.not_known.trim().is_empty() {
            blocks
                .push(Block::Paragraph { field: "Not known".to_owned(), text: Rich::bold("Not known: ").then(&self.not_known) });
        }
    }

    fn if_then_table(&self) -> Block {
        let rows: Vec<Row> = self
            .if_then
            .iter()
            .map(|line| vec![Rich::bold(&line.if_text), Rich::plain(&line.then_text), Rich::plain(&line.who)])
            .collect();
        let columns = [("If", 32), ("Then", 48), ("Who", 20)];
        Block::table("If this happens", &columns, rows, MadeFor::Reading, "Nothing agreed yet.")
    }

    fn ring_table(&self) -> Block {
        let rows =
            self.ring.iter().map(|ring| vec![Rich::bold(&ring.what), mono(&ring.number), Rich::plain(&ring.who)]).collect();
        Block::table("Who to ring", &[("For", 25), ("Number", 25), ("Who", 50)], rows, MadeFor::Reading, "Nobody named yet.")
    }

    fn agreed_table(&self) -> Block {
        let rows = self
            .agreed_by
            .iter()
            .map(|agreed| vec![Rich::bold(&agreed.agency), Rich::plain(&agreed.name), Rich::default(), Rich::plain(&agreed.on)])
            .collect();
        let columns = [("Agency", 22), ("Name and role", 38), ("Signed", 24), ("Date", 16)];
        Block::table("Agreed by", &columns, rows, MadeFor::Signing, "Nobody has agreed yet.")
    }
}

fn paragraph(field: &str, text: Rich) -> Block {
    Block::Paragraph { field: field.to_owned(), text }
}

/// A gap looks like a gap.
fn or_gap(text: &str) -> Rich {
    if text.trim().is_empty() { Rich::plain("Not recorded.") } else { Rich::plain(text) }
}

fn person(person: &Person, bar: Solidity) -> PersonColumn {
    let mut lines: Vec<Rich> = person.lines.iter().filter(|line| !line.is_empty()).map(Rich::plain).collect();
    lines.extend(person.bold_lines.iter().map(|(label, text)| Rich::bold(format!("{label}: ")).then(text)));
    PersonColumn { label: person.label.clone(), name: person.name.clone(), lines, bar }
}

/// At the head of a copy with contact details, before anything else about its handling.
fn for_one_reader(contact: &ContactDetails) -> Rich {
    Rich::bold(format!("This copy holds contact details. It is for {} alone.", contact.reader))
        .then(" Show it to nobody else and copy nothing from it; if it is lost or seen, tell the unit at once. ")
}

fn contact_blocks(contact: &ContactDetails) -> [Block; 2] {
    let rows = contact
        .lines
        .iter()
        .map(|line| {
            let is_number = !line.text.chars().any(char::is_alphabetic);
            let text = if is_number { mono(&line.text) } else { Rich::plain(&line.text) };
            vec![Rich::bold(&line.whose), Rich::plain(&line.what), text]
        })
        .collect();
    let first = "Read \"Safe contact\" at the head of this plan before using any of these, each time.";
    let columns = [("Whose", 25), ("What", 25), ("Detail", 50)];
    [
        paragraph("Contact details", Rich::plain(first)),
        Block::table("Contact details", &columns, rows, MadeFor::Reading, "None chosen."),
    ]
}

/// What a copy for one agency does not hold, so that nobody takes it for the whole.
fn left_out(one: &ForAgency) -> Block {
    let others = match one.left_out {
        0 => String::new(),
        1 => " One line of another agency is left out.".to_owned(),
        lines => format!(" {lines} lines of other agencies are left out."),
    };
    let text = Rich::bold(format!("This is not the whole plan. It holds the lines of {}.", one.agency))
        .then(format!("{others} What worries the room stands in the whole plan."));
    Block::Paragraph { field: "What is left out".to_owned(), text }
}

fn section_table(section: &Section) -> Block {
    let rows = section
        .lines
        .iter()
        .map(|line| {
            vec![Rich::bold(line.number.to_string()), Rich::plain(&line.text), Rich::plain(&line.who), Rich::plain(&line.by)]
        })
        .collect();
    let columns = [("No.", 7), ("What will be done", 49), ("Who", 25), ("By", 19)];
    Block::table(&section.heading, &columns, rows, MadeFor::Reading, "Nothing agreed under this heading.")
}
