//! At the door: before anybody has signed in.

use super::shared::MemberView;
use casework::agency::{Agency, Role};
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Why the store cannot be opened. Each is its own calm screen with a next step; nothing is created or lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StoreTrouble {
    StoreMissing,
    StoreEmptyFile,
    PlainSqlite,
    ForeignFile,
    NewerSchema,
    NotBroughtUp,
    DamagedStore,
    SlotsDamaged,
    KeyringUnavailable,
    KeyringLocked,
    KeyringMissing,
    KeyringChanged,
    SecondInstance,
    ReadOnlyPlace,
    NotWritable,
    SharedPlace,
}

/// What stands behind the door.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Door {
    /// No store yet: "Set up your unit" and "Try the example unit".
    NoStore { keyring_ready: bool, keyring_trouble: Option<StoreTrouble> },
    /// A store that opens with a passphrase.
    Locked,
    /// The throw-away example unit; its members' passphrases stand on the screen.
    ExampleLocked {
        members: Vec<ExampleMember>,
        unit: String,
        /// Whether this is the second of the two.
        second: bool,
        /// The second example unit's name, where there is one to turn to.
        other_unit: Option<String>,
    },
    /// Something is wrong, and what to do next.
    Trouble { trouble: StoreTrouble, title: String, words: String, next: String },
    /// Somebody is signed in.
    Open,
}

/// A member of the example unit who anybody may sign in as.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ExampleMember {
    pub name: String,
    pub role_label: String,
    pub agency_label: String,
    pub passphrase: String,
    /// What this person may see that others may not.
    pub sees: String,
}

/// The door screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DoorView {
    pub door: Door,
    /// True for the example unit: everything is marked SAMPLE DATA.
    pub sample: bool,
    #[ts(type = "string")]
    pub now: Moment,
    /// Seconds until the next try is taken, after failed tries.
    pub wait_seconds: u32,
}

/// The files of a store that does not open, copied as they are for whoever mends it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CopiedForSupport {
    /// The new folder, by its name in the one that was picked; empty where none was.
    pub folder: String,
    pub files: u32,
    pub bytes: u64,
    /// Bytes the disk did not give; zeros stand in their place.
    pub unreadable: u64,
}

/// Make a new unit and its first member.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetUpUnit {
    pub unit_name: String,
    /// "cheshire", "hampshire" or "london".
    pub pathway: String,
    pub reference_prefix: String,
    pub marking: String,
    pub your_name: String,
    pub agency: Agency,
    pub role: Role,
    pub job: String,
    pub passphrase: String,
}

/// Five words to use as a passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SuggestedPassphrase {
    pub words: String,
}

/// An area profile to choose from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ProfileChoice {
    pub id: String,
    pub name: String,
    pub about: String,
}

/// What set-up may choose from.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetUpChoices {
    pub profiles: Vec<ProfileChoice>,
    pub agencies: Vec<Labelled>,
    pub roles: Vec<Labelled>,
}

/// A code and the words shown for it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Labelled {
    pub code: String,
    pub label: String,
}

/// Sign in by typing one's name.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Unlock {
    pub name: String,
    pub passphrase: String,
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Unlock")
    }
}

/// Who is signed in, and where.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SessionView {
    pub member: MemberView,
    pub unit: String,
    pub marking: String,
    pub sample: bool,
    /// Commands this member may give; the rest are not shown.
    pub may: Vec<String>,
    #[ts(type = "string")]
    pub now: Moment,
    /// Said until recovery words exist: "no recovery yet: not for real people".
    pub no_recovery: bool,
    pub settings: Settings,
}

/// How this person likes the window.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// "light", "dark" or "system".
    pub theme: String,
    /// 100 to 200.
    pub zoom_percent: u16,
    /// Single-letter keys on or off (WCAG 2.1.4).
    pub single_keys: bool,
    /// Width of the room's picture in centimetres, and the farthest seat.
    pub picture_cm: u16,
    pub farthest_seat_cm: u16,
    /// Untouched minutes after which the desk locks, 1 to 15 (security.md K-33).
    #[serde(default = "minutes_at_first")]
    pub lock_after_minutes: u16,
}

const fn minutes_at_first() -> u16 {
    crate::idling::MINUTES_AT_FIRST
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "system".to_owned(),
            zoom_percent: 100,
            single_keys: true,
            picture_cm: 166,
            farthest_seat_cm: 400,
            lock_after_minutes: minutes_at_first(),
        }
    }
}
