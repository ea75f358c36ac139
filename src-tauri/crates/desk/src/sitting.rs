//! The desk and who sits at it: the open store, the session, and what one command may touch.

use crate::surroundings::Surroundings;
use crate::trouble::Outcome;
use casework::agency::{Agency, Role};
use casework::ids::MemberId;
use casework::unit::Unit;
use casework::when::Moment;

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
}

/// One command at work: the store, who gives it, when, and the world outside.
pub struct Sitting<'d> {
    pub session: &'d mut Session,
    pub unit: &'d Unit,
    /// The area profile.
    pub pathway: &'d forms::Pathway,
    pub surroundings: &'d mut dyn Surroundings,
    /// The moment the command was given; the same throughout.
    pub now: Moment,
}

impl Sitting<'_> {
    /// The local day of the command.
    #[must_use]
    pub fn today(&self) -> chrono::NaiveDate {
        casework::when::london_day(self.now)
    }
}

/// The application without its window.
pub struct Desk {
    session: Option<Session>,
}

impl Desk {
    /// The role of whoever is signed in.
    #[must_use]
    pub fn role(&self) -> Option<Role> {
        self.session.as_ref().map(|session| session.role)
    }

    /// Sits down to one command.
    ///
    /// # Errors
    /// `not_signed_in` when nobody is.
    pub fn sit(&mut self) -> Outcome<Sitting<'_>> {
        unimplemented!()
    }
}
