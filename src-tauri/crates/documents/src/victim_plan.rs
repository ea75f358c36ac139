//! A victim's own safety plan, to be kept at home: nothing that tells a finder what it is, nothing that helps the stalker
//! (domain 5.3). It has no field for a level, a perpetrator's detail, an address, a school or a code word.

use crate::issued::{heading, named};
use crate::typeset::{Block, Frame, Marking, PaperRefusal, PrintSize, Rendered, Rich, Standing, render};

/// A part of the plan, one thing to do on each line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub heading: String,
    pub lines: Vec<String>,
}

/// Who confirmed that the page may be held on paper. Without both there is no paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SafeToHold {
    /// The victim said, in the last seven days, that paper is safe to hold.
    pub asked_within_seven_days: bool,
    /// An advocate read the page and says that nothing in it would help the person who stalks.
    pub nothing_would_help_them: bool,
}

/// Everything the victim's plan prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VictimPlan {
    /// Discreet by default: "My notes".
    pub title: String,
    /// "Friday 4 December 2026": large, because the plan has a short life.
    pub look_again_on: String,
    /// Working name and the safe ways and times to reach the advocate.
    pub my_advocate: String,
    /// Home, work and travel, phone and accounts, and so on.
    pub parts: Vec<Part>,
    /// Public terms only.
    pub orders: Vec<String>,
    pub my_wishes: String,
    /// Name and number of support lines.
    pub lines_to_ring: Vec<(String, String)>,
    pub safe: SafeToHold,
    pub print: PrintSize,
    pub sample: bool,
    /// `YYYYMMDDHHMMSS`, UTC.
    pub made: String,
}

const DANGER: &str = "If you are in danger, ring 999. If you cannot speak, press 55 when asked on a mobile.";
const CONTACTED: [&str; 3] = [
    "You do not have to answer. One answer can be taken as a reason to go on.",
    "Keep everything: messages, letters, presents, call lists. Write down day, time and what happened.",
    "Keep the old number for what arrives on it; use another one for the people you trust.",
];

impl VictimPlan {
    /// Sets the plan.
    ///
    /// # Errors
    /// [`PaperRefusal::NotSafeToHold`] before both questions are answered with yes; else as every paper.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        if !self.safe.asked_within_seven_days || !self.safe.nothing_would_help_them {
            return Err(PaperRefusal::NotSafeToHold);
        }
        let frame = Frame {
            print: self.print,
            marking: Marking(String::new()),
            title: "Notes".to_owned(),
            reference: String::new(),
            version: String::new(),
            standing: Standing::Discreet,
            sample: self.sample,
            made: self.made.clone(),
        };
        render(&frame, &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let list = |field: &str, items: Vec<Rich>| Block::Bullets { field: field.to_owned(), items };
        let plain = |lines: &[String]| lines.iter().map(Rich::plain).collect::<Vec<_>>();
        let mut blocks = vec![Block::Title { text: self.title.clone() }];
        blocks.push(Block::Boxed { field: "Danger".to_owned(), text: Rich::bold(DANGER) });
        blocks.push(named("Look at this again by", &self.look_again_on));
        blocks.extend([heading("Who helps me"), named("My advocate", &self.my_advocate)]);
        blocks.extend([heading("If there is contact"), list("If there is contact", CONTACTED.map(Rich::plain).to_vec())]);
        for part in self.parts.iter().filter(|part| !part.lines.is_empty()) {
            blocks.extend([heading(&part.heading), list(&part.heading, plain(&part.lines))]);
        }
        if !self.orders.is_empty() {
            blocks.extend([heading("What an order says"), list("What an order says", plain(&self.orders))]);
            blocks.push(named("If it is broken", "ring 999 in danger, else 101, and say that an order is in force."));
        }
        if !self.my_wishes.trim().is_empty() {
            blocks.extend([heading("What I want"), named("I said", &self.my_wishes)]);
        }
        if !self.lines_to_ring.is_empty() {
            let ring = |(name, number): &(String, String)| match number.as_str() {
                "" => Rich::bold(name),
                number => Rich::bold(format!("{name}: ")).then_mono(number),
            };
            blocks.extend([heading("Who I can ring"), list("Who I can ring", self.lines_to_ring.iter().map(ring).collect())]);
        }
        blocks
    }
}
