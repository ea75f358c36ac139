//! Index rows: what lists and searches need of a record, handed over by the caller and made again at any time.

use chrono::NaiveDate;
use journal::Id;

/// One row for an index table. Putting the row of a record or case again replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexRow {
    /// A case in lists and at the top of its own page. Boxed because it is the largest by far.
    Case(Box<CaseRow>),
    /// A line of a case's timeline.
    Timeline(TimelineRow),
    /// An action.
    Action(ActionRow),
    /// A question to an agency.
    Check(CheckRow),
    /// Something to look at on a day.
    Alert(AlertRow),
    /// Words that are searched. Only of searchable categories, never safe contact.
    Text(TextRow),
    /// A number or reference that is looked up.
    Key(KeyRow),
    /// That this record belongs to another one (an agenda item to its meeting).
    Link(LinkRow),
}

/// Whether a case stands behind closed walls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Walls {
    /// Everybody in the unit.
    #[default]
    Open,
    /// Named members only.
    Restricted,
}

/// Whether something was contact toward the victim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Contact {
    /// It was not.
    #[default]
    No,
    /// It was, or nobody knows.
    Yes,
}

/// Whether somebody still has to do something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Done {
    /// Still open.
    #[default]
    No,
    /// Nothing left to do.
    Yes,
}

/// A case as lists show it. Times are Unix milliseconds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseRow {
    /// The case.
    pub case: Id,
    /// The unit's reference; no two cases have the same.
    pub reference: String,
    /// When the referral came.
    pub received_at_ms: i64,
    /// State, as a code.
    pub state: String,
    /// Level of concern, as a code; empty while nobody judged it.
    pub level: String,
    /// Where the level stands when a list is ordered by it: 0 for not judged. The caller's order, not a score.
    pub level_place: u8,
    /// When it was judged.
    pub level_judged_at_ms: Option<i64>,
    /// Relationship, as a code.
    pub relationship: String,
    /// Source of the referral, as a code.
    pub source: String,
    /// One line about the case.
    pub headline: String,
    /// The victim as lists name them.
    pub victim_label: String,
    /// The perpetrator as lists name them.
    pub perpetrator_label: String,
    /// The victim's initials, for the room.
    pub victim_initials: String,
    /// The perpetrator's initials, for the room.
    pub perpetrator_initials: String,
    /// The meeting it is listed for.
    pub listed_for: Option<Id>,
    /// Why it is listed.
    pub listed_why: String,
    /// Whether it stands behind closed walls.
    pub restricted: Walls,
    /// The last incident.
    pub last_incident_at_ms: Option<i64>,
    /// Number of incidents. [`crate::Writing::recount`] fills this and the four below from the index tables.
    pub incidents_count: u32,
    /// Actions still open.
    pub open_actions: u32,
    /// Agencies asked.
    pub agencies_asked: u32,
    /// Agencies that answered.
    pub agencies_replied: u32,
    /// When anything about it last changed.
    pub changed_at_ms: i64,
}

/// A line of a case's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineRow {
    /// The record it stands for.
    pub record: Id,
    /// The case; written from `case`, empty in what [`crate::Store::timeline`] answers about the asked case.
    pub case: Id,
    /// When it happened, in Unix milliseconds.
    pub at_ms: i64,
    /// What it is, as a code. `incident` is counted.
    pub what: String,
    /// One line.
    pub headline: String,
    /// The agency that told it, as a code.
    pub agency: String,
    /// Severity as recorded (domain 6.6); 0 where none is.
    pub severity: u8,
    /// Whether it was contact toward the victim.
    pub contact: Contact,
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionRow {
    /// The action's record.
    pub record: Id,
    /// Its case.
    pub case: Id,
    /// The agency that does it.
    pub owner_agency: String,
    /// The person there; may be empty.
    pub owner_person: String,
    /// By when.
    pub due_on: NaiveDate,
    /// Status, as a code.
    pub status: String,
    /// Whether it still has to be done.
    pub done: Done,
    /// When it was done, in Unix milliseconds.
    pub done_at_ms: Option<i64>,
    /// What is to be done.
    pub text: String,
}

/// A question to one agency about one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRow {
    /// The question's record.
    pub record: Id,
    /// Its case.
    pub case: Id,
    /// The agency asked.
    pub agency: String,
    /// When, in Unix milliseconds.
    pub asked_at_ms: i64,
    /// When it answered; none while it is waited for.
    pub replied_at_ms: Option<i64>,
    /// What kind of answer, as a code; empty while none.
    pub reply: String,
}

/// Something to look at on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AlertRow {
    /// The record it comes from; one alert for each record and kind.
    pub record: Id,
    /// Its case.
    pub case: Id,
    /// The day.
    pub on_day: NaiveDate,
    /// What it is about, as a code.
    pub kind: String,
    /// The fixed wording, as a code.
    pub words_code: String,
    /// Whether somebody looked.
    pub done: Done,
}

/// How words are searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchedAs {
    /// A name or a headline: found first.
    Name,
    /// Longer text: found after every name.
    Text,
}

/// Words that are searched. One row for each record and way of searching.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRow {
    /// The record they stand in.
    pub record: Id,
    /// Its case.
    pub case: Option<Id>,
    /// The record's kind, as a code.
    pub kind: String,
    /// How they are searched.
    pub searched_as: SearchedAs,
    /// The words.
    pub text: String,
}

/// What kind of number or reference is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// The unit's own case reference.
    Reference,
    /// A telephone number.
    Phone,
    /// A vehicle's registration plate.
    Plate,
    /// A police crime reference.
    CrimeReference,
}

impl KeyKind {
    /// The code kept in the store.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Phone => "phone",
            Self::Plate => "plate",
            Self::CrimeReference => "crime_reference",
        }
    }

    /// The kind with this code.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Reference, Self::Phone, Self::Plate, Self::CrimeReference].into_iter().find(|kind| kind.code() == code)
    }
}

/// A number or reference that is looked up. The store writes it without spaces, signs and case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyRow {
    /// The record it stands in.
    pub record: Id,
    /// Its case.
    pub case: Option<Id>,
    /// What it is.
    pub kind: KeyKind,
    /// As it was typed.
    pub text: String,
}

/// That a record belongs to another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkRow {
    /// The record that belongs.
    pub record: Id,
    /// What it belongs to.
    pub target: Id,
    /// How, as a code: `agenda_item`.
    pub relation: String,
}
