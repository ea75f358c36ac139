//! The desk and who sits at it: the open store, the session, and what one command may touch.

use crate::example_unit::ExampleUnit;
use crate::opening::Opened;
use crate::surroundings::{Picked, Surroundings};
use crate::trouble::{Outcome, Plain};
use casework::agency::{Agency, Role};
use casework::ids::MemberId;
use casework::unit::Unit;
use casework::when::Moment;
use sealing::Custody;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// Fills a fresh example store. It lives above the desk and is handed down.
pub type FillExample = fn(&mut Desk) -> Outcome<()>;

/// What the desk is built into: where its store lies and who keeps its device secret.
pub struct House {
    /// Folder of the real unit's store.
    pub folder: PathBuf,
    /// Folder in which the throw-away example store may be made.
    pub scratch: PathBuf,
    pub custody: Box<dyn Custody>,
    pub fill_example: FillExample,
    pub surroundings: Box<dyn Surroundings>,
}

/// Somebody signed in.
#[derive(Debug, Clone)]
pub struct Session {
    pub member: MemberId,
    pub name: String,
    pub agency: Agency,
    pub role: Role,
    pub job: String,
    /// Whether the chair shows names to the room.
    pub names_shown: bool,
    /// The room's own window, while it is open.
    pub projecting: Option<crate::asks::meeting::People>,
    /// Whether a meeting is held at this desk: it may then stand untouched for longer.
    pub in_meeting: bool,
    /// The case opened in the room last.
    pub before_room: Option<crate::asks::meeting::WhichItem>,
    /// The cases consulted since, each logged.
    pub consulted: BTreeSet<casework::ids::CaseId>,
    /// New referrals that may be about somebody in a closed record; gone with the session.
    pub closed_matches: Vec<crate::asks::today::ClosedMatch>,
    /// The papers saved since, by number.
    pub saved: Vec<crate::saved_papers::SavedPaper>,
    /// The pages with contact details that were looked at last and not printed yet.
    pub looked: Option<crate::papers_contact::Look>,
}

/// One command at work: the store, who gives it, when, and the world outside.
pub struct Sitting<'d> {
    pub session: &'d mut Session,
    pub unit: Unit,
    /// The area profile.
    pub pathway: &'static forms::Pathway,
    pub surroundings: &'d mut dyn Surroundings,
    /// The moment the command was given; the same throughout.
    pub now: Moment,
    pub(crate) opened: &'d mut Opened,
    pub(crate) files: &'d mut BTreeMap<String, Picked>,
    pub(crate) saved_at: &'d mut Option<Moment>,
    /// Too many passphrases were wrong a moment ago: none is looked at.
    pub(crate) must_wait: bool,
}

impl Sitting<'_> {
    /// The local day of the command.
    #[must_use]
    pub fn today(&self) -> chrono::NaiveDate {
        casework::when::london_day(self.now)
    }

    /// The open store, for reading lists.
    #[must_use]
    pub fn store(&self) -> &store::Store {
        &self.opened.store
    }

    /// A file the person picked in this session.
    #[must_use]
    pub fn picked(&self, token: &str) -> Option<&Picked> {
        self.files.get(token)
    }

    /// Remembers a picked file until the session ends, and returns its token.
    pub(crate) fn remember(&mut self, picked: Picked) -> String {
        let token = format!("picked:{}", self.files.len());
        self.files.insert(token.clone(), picked);
        token
    }
}

/// The application without its window.
pub struct Desk {
    pub(crate) house: House,
    pub(crate) opened: Option<Opened>,
    pub(crate) session: Option<Session>,
    pub(crate) files: BTreeMap<String, Picked>,
    pub(crate) tries: crate::tries::Tries,
    /// The throw-away example unit, once somebody tried it; destroyed with the desk.
    pub(crate) example: Option<ExampleUnit>,
    /// The second example unit, opened beside the first at the door.
    pub(crate) other_example: Option<ExampleUnit>,
    /// Trouble met on unlocking, shown once as its own screen.
    pub(crate) trouble: Option<crate::asks::door::StoreTrouble>,
    saved_at: Option<Moment>,
    /// The backup folder somebody picked at the door.
    pub(crate) restoring_from: Option<PathBuf>,
    /// What was restored at this door by somebody who may, and may take the store's place.
    pub(crate) restored: Option<String>,
    /// The invitation that was picked at the door by a laptop that joins.
    pub(crate) invitation: Option<Vec<u8>>,
}

impl Desk {
    /// A desk in its house; nothing is opened yet.
    #[must_use]
    pub fn new(house: House) -> Self {
        Self {
            house,
            opened: None,
            session: None,
            files: BTreeMap::new(),
            tries: crate::tries::Tries::default(),
            example: None,
            other_example: None,
            trouble: None,
            saved_at: None,
            restoring_from: None,
            restored: None,
            invitation: None,
        }
    }

    /// The role of whoever is signed in.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.session.as_ref().map(|session| session.role)
    }

    /// Keeps a file at hand as if it had been picked, and returns its token.
    pub fn keep_file(&mut self, name: &str, bytes: &[u8]) -> String {
        let token = format!("kept:{}", self.files.len());
        self.files.insert(token.clone(), Picked { name: name.to_owned(), bytes: bytes.to_vec() });
        token
    }

    /// When the last writing command was committed.
    #[must_use]
    pub const fn saved_at(&self) -> Option<Moment> {
        self.saved_at
    }

    /// The moment now: the machine's clock, or the example unit's, which starts at 08:45 on a weekday.
    #[must_use]
    pub fn now(&self) -> Moment {
        let clock = self.house.surroundings.now();
        self.example.as_ref().map_or(clock, |example| example.now(clock))
    }

    /// Sits down to one command.
    ///
    /// # Errors
    /// `not_signed_in` when nobody is.
    pub fn sit(&mut self) -> Outcome<Sitting<'_>> {
        let now = self.now();
        self.sit_at(now)
    }

    /// Sits down to one command at a given moment. Only the example's past is written this way.
    ///
    /// # Errors
    /// `not_signed_in` when nobody is.
    pub fn sit_at(&mut self, now: Moment) -> Outcome<Sitting<'_>> {
        let opened = self.opened.as_mut().ok_or(Plain::NotSignedIn)?;
        let session = self.session.as_mut().ok_or(Plain::NotSignedIn)?;
        let unit = opened.unit.clone();
        let pathway = opened.pathway;
        Ok(Sitting {
            session,
            unit,
            pathway,
            surroundings: self.house.surroundings.as_mut(),
            now,
            opened,
            files: &mut self.files,
            saved_at: &mut self.saved_at,
            must_wait: self.tries.wait_seconds(now) > 0,
        })
    }
}
