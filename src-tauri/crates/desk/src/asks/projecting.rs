//! The room's own window, from opening to what it shows.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// How the room's own window shows people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// "Person A", the same letter throughout a meeting.
    Letters,
    /// "A.E."
    Initials,
}

/// Open the room's own window, change how it shows people, or close it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// None closes it.
    pub people: Option<People>,
}

/// How the room's own window stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Projecting {
    /// None while it is closed.
    pub people: Option<People>,
}

/// All that the room's own window ever holds: no name, no address, no agency's words.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomScreen {
    pub title: String,
    /// None between two cases.
    pub case: Option<RoomScreenCase>,
    /// True for the example unit.
    pub sample: bool,
}

/// The case before the room, as its own window shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomScreenCase {
    pub place: u16,
    pub of: u16,
    pub reference: String,
    /// Letters or initials, never a name.
    pub victim: String,
    pub perpetrator: String,
    pub perpetrator_label: String,
    /// What the room decided, in the words of its list.
    pub decided: Vec<String>,
    pub actions: Vec<RoomScreenAction>,
}

/// An action as the room's own window shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RoomScreenAction {
    /// Read against protected details, names replaced.
    pub text: String,
    pub owner_label: String,
    pub due_words: String,
    pub status_label: String,
}
