//! Laptops of the unit: enrolling one, bringing them together by folder, what each is known to have, striking one off.

use casework::ids::MemberId;
use casework::laptop::LaptopGone;
use casework::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// One laptop, and what is proven of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LaptopView {
    /// The journal's id of it.
    pub device: String,
    pub name: String,
    /// Whether it is the one in hand.
    pub own: bool,
    /// Whether members and keys are changed on it.
    pub key_desk: bool,
    /// When the last file that came from it was sealed, by its own clock.
    #[ts(type = "string | null")]
    pub heard_at: Option<Moment>,
    /// What that file brought.
    pub heard_changes: u32,
    /// Changes made on this laptop that it has not confirmed.
    pub unconfirmed: u32,
    /// When it said last that it took something in, by its own clock.
    #[ts(type = "string | null")]
    pub confirmed_at: Option<Moment>,
    /// The same in sentences.
    pub words: Vec<String>,
    pub struck_off: Option<LaptopGone>,
    #[ts(type = "string | null")]
    pub gone_at: Option<Moment>,
}

/// Something that came from a laptop and stands in nothing.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SetApartView {
    pub from: String,
    /// Why, in words.
    pub why: String,
    pub entries: u32,
    #[ts(type = "string")]
    pub at: Moment,
}

/// A colleague whose keys came for this laptop and who may be let in here.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MayComeIn {
    pub member: MemberId,
    pub name: String,
}

/// Every laptop of the unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct LaptopsView {
    pub laptops: Vec<LaptopView>,
    /// What is said beside the list: nothing yet, or what one laptop alone means.
    pub words: String,
    /// Whether members and keys are changed on this one.
    pub key_desk: bool,
    pub set_apart: Vec<SetApartView>,
    /// Records that wait for somebody who may open them.
    pub waiting: u32,
    pub may_come_in: Vec<MayComeIn>,
    /// The folder used last.
    pub folder: String,
}

/// A file found in the folder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FoundFile {
    pub from: String,
    #[ts(type = "string")]
    pub sealed_at: Moment,
    pub new: u32,
    pub changed: u32,
    pub entries: u32,
    pub conflicts: u32,
    pub waiting: u32,
    pub set_apart: u32,
}

/// What lies ready for a laptop.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReadyFor {
    pub name: String,
    /// Changes made on this laptop.
    pub changes: u32,
    /// Records that a member of their case has to seal on this laptop first.
    pub held_here: u32,
}

/// What bringing the laptops together would do, or did.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ExchangeView {
    /// False where no folder was picked.
    pub picked: bool,
    pub folder: String,
    pub found: Vec<FoundFile>,
    pub ready: Vec<ReadyFor>,
    /// Files that cannot be read, each with why.
    pub unread: Vec<String>,
    /// Files written, once it was done.
    pub written: u32,
    pub words: String,
}

/// Lets another laptop into the unit, by the file it made.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EnrolLaptop {
    /// The request, as it was picked.
    pub file: String,
    /// The six words that stand on the other laptop.
    pub words: String,
    /// What the other is called.
    pub name: String,
    /// What this one is called; needed the first time.
    pub this_name: String,
    /// The passphrase of whoever is signed in, who signs in on the other laptop first.
    pub passphrase: String,
}

impl std::fmt::Debug for EnrolLaptop {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("EnrolLaptop")
    }
}

/// The invitation was sealed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct LaptopEnrolled {
    pub saved: bool,
    pub place: String,
    /// The six words to type on the other laptop.
    pub words: String,
}

/// Hands one's own keys on, so that one may sign in on another laptop too.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HandOn {
    pub device: String,
    pub passphrase: String,
}

impl std::fmt::Debug for HandOn {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("HandOn")
    }
}

/// A colleague types the passphrase once to be let in on this laptop.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ComeIn {
    pub member: MemberId,
    pub passphrase: String,
}

impl std::fmt::Debug for ComeIn {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ComeIn")
    }
}

/// Strikes a laptop off.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StrikeOff {
    pub device: String,
    pub why: LaptopGone,
    /// From when on what was written on it is not believed.
    #[ts(type = "string")]
    pub gone_at: Moment,
}

/// A laptop at the door asks to join.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct JoiningView {
    /// Whether the request was saved just now.
    pub saved: bool,
    pub place: String,
    /// The six words to read out to whoever lets it in; empty where nothing was asked yet.
    pub words: String,
    /// Whether an invitation was picked.
    pub invited: bool,
}

/// Joins the unit with the invitation that was picked.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JoinUnit {
    /// The six words that stand on the other laptop.
    pub words: String,
    pub name: String,
    pub passphrase: String,
}

impl std::fmt::Debug for JoinUnit {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("JoinUnit")
    }
}
