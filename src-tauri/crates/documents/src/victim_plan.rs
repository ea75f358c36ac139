//! A victim's own safety plan, to be kept at home: nothing that tells a finder what it is, nothing that helps the stalker
//! (domain 5.3). It has no field for a level, a perpetrator's detail, an address, a school or a code word.

use crate::issued::heading;
use crate::typeset::{Block, Frame, Language, Marking, PaperRefusal, PrintSize, Rendered, Rich, Standing, render};
use chrono::NaiveDate;

/// What a part of the plan is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    Home,
    WorkAndTravel,
    PhoneAndAccounts,
    Children,
    PeopleITrust,
}

impl About {
    const fn key(self) -> &'static str {
        match self {
            Self::Home => "victim_plan.at_home",
            Self::WorkAndTravel => "victim_plan.work_and_travel",
            Self::PhoneAndAccounts => "victim_plan.phone_and_accounts",
            Self::Children => "victim_plan.children",
            Self::PeopleITrust => "victim_plan.people_i_trust",
        }
    }
}

/// A part of the plan, one thing to do on each line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub about: About,
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
    /// Of the fixed words.
    pub language: Language,
    /// Of what the advocate and the victim wrote; a screen reader is told where it differs.
    pub written_in: Language,
    /// Discreet by default: "My notes".
    pub title: String,
    /// Large, because the plan has a short life.
    pub look_again_on: Option<NaiveDate>,
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
            language: self.language,
            marking: Marking(String::new()),
            title: self.fixed("file")?,
            reference: String::new(),
            version: String::new(),
            standing: Standing::Discreet,
            sample: self.sample,
            made: self.made.clone(),
        };
        render(&frame, &self.blocks()?)
    }

    fn fixed(&self, key: &str) -> Result<String, PaperRefusal> {
        self.language.said(&format!("victim_plan.{key}"), &[])
    }

    /// What was written for this plan, said to be in another language where it is.
    fn free(&self, text: Rich) -> Rich {
        if self.written_in == self.language { text } else { text.in_language(self.written_in) }
    }

    /// "My advocate: …", with the fixed words in bold.
    fn named(&self, key: &str, text: Rich) -> Result<Block, PaperRefusal> {
        let name = self.fixed(key)?;
        let text = if text.is_empty() { Rich::plain(self.fixed("not_recorded")?) } else { text };
        Ok(Block::Paragraph { text: Rich::bold(format!("{name}: ")).and(text), field: name })
    }

    fn lines(&self, lines: &[String]) -> Vec<Rich> {
        lines.iter().map(|line| self.free(Rich::plain(line))).collect()
    }

    fn blocks(&self) -> Result<Vec<Block>, PaperRefusal> {
        let day = self.look_again_on.map(|on| self.language.day(on)).transpose()?.unwrap_or_default();
        let mut blocks = vec![
            Block::Title { text: self.free(Rich::plain(&self.title)) },
            Block::Boxed { field: "Danger".to_owned(), text: Rich::bold(self.fixed("danger")?) },
            self.named("look_again", Rich::plain(day))?,
            heading(&self.fixed("who_helps")?),
            self.named("my_advocate", self.free(Rich::plain(self.my_advocate.trim())))?,
        ];
        let advice = ["contact_answer", "contact_keep", "contact_number"].map(|key| self.fixed(key).map(Rich::plain));
        blocks.extend(listed(&self.fixed("contact")?, advice.into_iter().collect::<Result<_, _>>()?));
        for part in self.parts.iter().filter(|part| !part.lines.is_empty()) {
            blocks.extend(listed(&self.language.said(part.about.key(), &[])?, self.lines(&part.lines)));
        }
        if !self.orders.is_empty() {
            blocks.extend(listed(&self.fixed("orders")?, self.lines(&self.orders)));
            blocks.push(self.named("broken", Rich::plain(self.fixed("broken_do")?))?);
        }
        if !self.my_wishes.trim().is_empty() {
            blocks.push(heading(&self.fixed("wishes")?));
            blocks.push(self.named("i_said", self.free(Rich::plain(self.my_wishes.trim())))?);
        }
        if !self.lines_to_ring.is_empty() {
            let ring = |(name, number): &(String, String)| match number.as_str() {
                "" => self.free(Rich::bold(name)),
                number => self.free(Rich::bold(format!("{name}: "))).then_mono(number),
            };
            blocks.extend(listed(&self.fixed("ring")?, self.lines_to_ring.iter().map(ring).collect()));
        }
        Ok(blocks)
    }
}

fn listed(name: &str, items: Vec<Rich>) -> [Block; 2] {
    [heading(name), Block::Bullets { field: name.to_owned(), items }]
}
