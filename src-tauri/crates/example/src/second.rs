//! The second fictional unit: smaller, in another place, with people of its own. Nobody in it is real either.

use crate::cast::{self, Cast};
use crate::telling::ago;
use chrono::{DateTime, Utc};
use desk::casework::agency::{Agency, Role};
use desk::casework::unit::Unit;
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::Outcome;
use serde_json::{Value, json};

/// The unit's name, on its papers and on its contact card.
pub const NAME: &str = "Southmoor Stalking Intervention Unit (second sample)";

/// The chair first.
const CAST: [Cast; 3] = [
    Cast {
        name: "Ola Standin",
        agency: Agency::Police,
        role: Role::Chair,
        job: "detective inspector",
        passphrase: "thimble causeway otter lamp",
        sees: "Everything this unit holds: its own cases, and what the first unit shared.",
    },
    Cast {
        name: "Lowri Pretend",
        agency: Agency::Police,
        role: Role::Practitioner,
        job: "detective constable",
        passphrase: "candle barley anchor mitten",
        sees: "Cases and screening; not the victim's numbers.",
    },
    Cast {
        name: "Ines Fictional",
        agency: Agency::VictimAdvocacy,
        role: Role::VictimAdvocate,
        job: "independent stalking advocate (ISA)",
        passphrase: "pebble ferry mustard violin",
        sees: "Cases, safe contact and its numbers once the banner is read.",
    },
];

/// The name and passphrase of its chair, as they stand on its sign-in screen.
#[must_use]
pub fn chair() -> (&'static str, &'static str) {
    let [chair, ..] = &CAST;
    (chair.name, chair.passphrase)
}

/// Signs in as its chair, once the unit is turned to.
///
/// # Errors
/// As `unlock`.
pub fn sign_in(desk: &mut Desk) -> Outcome<Value> {
    desk.give("lock", Window::Main, json!({}))?;
    let (name, passphrase) = chair();
    desk.give("unlock", Window::Main, json!({ "name": name, "passphrase": passphrase }))
}

/// Turns to the other of the two units; whoever is signed in leaves.
pub(crate) fn turn(desk: &mut Desk) -> Outcome<()> {
    desk.give("lock", Window::Main, json!({}))?;
    desk.turn_to_other_example()
}

/// Turns back to the first unit, as its chair.
pub(crate) fn back(desk: &mut Desk) -> Outcome<()> {
    turn(desk)?;
    crate::morning::sign_in(desk, crate::Who::Chair).map(drop)
}

/// Makes the second unit beside the first, with everybody in it and two cases of its own; its chair stays signed in.
pub(crate) fn set_up(desk: &mut Desk, at: DateTime<Utc>) -> Outcome<()> {
    desk.make_other_example()?;
    desk.act_at(at);
    let unit = Unit {
        name: NAME.to_owned(),
        pathway: "example".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference_prefix: "S".to_owned(),
        sample: true,
    };
    cast::take_on(desk, unit, CAST.iter())?;
    for referral in own_cases(at) {
        desk.give("take_referral", Window::Main, referral)?;
    }
    Ok(())
}

/// Two referrals of its own, so that the unit is not empty.
fn own_cases(at: DateTime<Utc>) -> [Value; 2] {
    let person = |name: &str, about: &str| json!({ "name": name, "born_on": null, "about": about, "phone": "", "address": "", "vehicle": "" });
    let referral = |relationship: &str, happened: &str, victim: Value, perpetrator: Value| {
        json!({
            "referral": { "source": "police", "referrer": "PC Stand-in, front desk", "referrer_agency": "police",
                "received_at": at.min(ago(150, 9, 0)), "crime_reference": "", "recorded_offence": "", "recorded_as": "stalking",
                "relationship": relationship, "what_happened": happened, "safe_to_contact": "unsure", "consent": "given",
                "consent_reason": "", "officer": "" },
            "victim": victim, "perpetrator": perpetrator, "standing": "suspected", "headline": ""
        })
    };
    [
        referral(
            "neighbour",
            "Sits on the wall opposite each evening and writes down when the lights go on.",
            person("Gwilym Invented", "57, lives alone"),
            person("Otto Mockup", "moved in over the road in May"),
        ),
        referral(
            "online_only",
            "A new account each week, each with a photograph of the way to work.",
            person("Tesni Makebelieve", "26, cycles to work"),
            person("", ""),
        ),
    ]
}
