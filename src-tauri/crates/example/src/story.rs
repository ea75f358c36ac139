//! A case as it is written down before anybody tells it to the desk.

use desk::trouble::{Fault, Outcome};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

#[derive(Debug, Deserialize)]
struct Book {
    case: Vec<Story>,
}

/// Somebody in a case. Without a name nobody knows who it is.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) about: String,
    pub(crate) phone: String,
    pub(crate) address: String,
    pub(crate) vehicle: String,
    pub(crate) workplace: String,
    pub(crate) school: String,
    pub(crate) standing: String,
}

/// Something done to the victim, so many days before the example's morning.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Happening {
    pub(crate) days: i64,
    pub(crate) hour: i64,
    pub(crate) what: String,
    pub(crate) behaviour: String,
    pub(crate) severity: u8,
}

/// An arrest, a charge, no further action.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Event {
    pub(crate) days: i64,
    pub(crate) code: String,
    pub(crate) text: String,
}

/// An agency's answer. Without words it checked and holds nothing.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Reply {
    pub(crate) says: String,
    pub(crate) withheld: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sash {
    pub(crate) level: String,
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) unknown: Vec<String>,
    /// 0: signed in the first look.
    #[serde(default)]
    pub(crate) days_ago: i64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Safe {
    pub(crate) may: String,
    pub(crate) channel: String,
    #[serde(default)]
    pub(crate) times: String,
    /// When it was last asked; 0: in the last fortnight.
    #[serde(default)]
    pub(crate) days_ago: i64,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrderTold {
    pub(crate) kind: String,
    pub(crate) ends_in: i64,
    pub(crate) conditions: Vec<String>,
}

/// The decision at screening.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) outcome: String,
    pub(crate) judged: String,
    pub(crate) reason: String,
    #[serde(default)]
    pub(crate) officer: String,
    #[serde(default)]
    pub(crate) advice: String,
}

/// What an agency says in the room.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Said {
    pub(crate) knows: String,
    pub(crate) advises: String,
}

#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dissent {
    pub(crate) agency: String,
    pub(crate) view: String,
    pub(crate) reason: String,
}

/// What became of an action that the room asked for.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    pub(crate) text: String,
    pub(crate) heading: String,
    pub(crate) agency: String,
    pub(crate) person: String,
    pub(crate) in_days: i64,
    #[serde(default)]
    pub(crate) done: bool,
    /// Why it was not done, where it was not.
    #[serde(default)]
    pub(crate) not_done: String,
}

/// How the force recorded it, and what the room judges it to be.
#[derive(Debug, Clone, PartialEq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Classes {
    pub(crate) recorded_as: String,
    pub(crate) judged_as: String,
}

/// What a meeting says about the case and decides.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Room {
    pub(crate) outcomes: Vec<String>,
    pub(crate) reason: String,
    pub(crate) level: String,
    pub(crate) level_reason: String,
    /// Who is advised and what is said, where an outcome advises.
    #[serde(default)]
    pub(crate) officer: String,
    #[serde(default)]
    pub(crate) advice: String,
    pub(crate) classes: Option<Classes>,
    #[serde(default)]
    pub(crate) dissent: Vec<Dissent>,
    pub(crate) says: BTreeMap<String, Said>,
    #[serde(default)]
    pub(crate) actions: Vec<Asked>,
}

/// One case.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Story {
    pub(crate) kind: String,
    pub(crate) days_ago: i64,
    pub(crate) hour: i64,
    pub(crate) source: String,
    pub(crate) referrer: String,
    #[serde(default)]
    pub(crate) crime: String,
    #[serde(default)]
    pub(crate) offence: String,
    pub(crate) recorded_as: String,
    pub(crate) relationship: String,
    pub(crate) victim: Part,
    pub(crate) perpetrator: Part,
    pub(crate) child: Option<Part>,
    pub(crate) happened: String,
    #[serde(default)]
    pub(crate) incidents: Vec<Happening>,
    #[serde(default)]
    pub(crate) events: Vec<Event>,
    /// Agencies that answered. One that is not here was asked and is silent.
    #[serde(default)]
    pub(crate) replies: BTreeMap<String, Reply>,
    #[serde(default)]
    pub(crate) four: bool,
    #[serde(default)]
    pub(crate) urgent: Vec<String>,
    pub(crate) sash: Option<Sash>,
    pub(crate) safe: Option<Safe>,
    pub(crate) order: Option<OrderTold>,
    pub(crate) decision: Option<Decision>,
    pub(crate) room: Option<Room>,
    /// The meeting that should have heard it ran out of time.
    #[serde(default)]
    pub(crate) carried: bool,
    #[serde(default)]
    pub(crate) plan: bool,
    #[serde(default)]
    pub(crate) cas: bool,
}

/// Reads shipped data of the example unit.
pub(crate) fn read<T: serde::de::DeserializeOwned>(text: &str) -> Outcome<T> {
    toml::from_str(text).map_err(|cause| Fault { place: "example.book", cause: cause.message().to_owned() }.into())
}

/// The cases written by hand.
pub(crate) fn by_hand() -> Outcome<Vec<Story>> {
    Ok(read::<Book>(include_str!("../../../../assets/example/cases.toml"))?.case)
}

/// Every case of the example unit.
pub(crate) fn all() -> Outcome<Vec<Story>> {
    let mut stories = by_hand()?;
    stories.extend(crate::seeded::stories(crate::seeded::SEED)?);
    Ok(stories)
}
