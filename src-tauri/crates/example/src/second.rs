//! The second fictional unit: smaller, in another place, with people of its own. Nobody in it is real either.

use crate::telling::ago;
use chrono::{DateTime, Utc};
use desk::asks::door::ExampleMember;
use desk::asks::unit::AddMember;
use desk::casework::agency::{Agency, Role};
use desk::casework::unit::{Member, Unit};
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::Outcome;
use serde_json::{Value, json};

/// The unit's name, on its papers and on its contact card.
pub const NAME: &str = "Southmoor Stalking Intervention Unit (second sample)";

/// A member of the second unit, by what they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum There {
    Chair,
    Officer,
    Advocate,
}

struct Cast {
    who: There,
    name: &'static str,
    agency: Agency,
    role: Role,
    job: &'static str,
    passphrase: &'static str,
    sees: &'static str,
}

const CAST: [Cast; 3] = [
    Cast {
        who: There::Chair,
        name: "Ola Standin",
        agency: Agency::Police,
        role: Role::Chair,
        job: "detective inspector",
        passphrase: "thimble causeway otter lamp",
        sees: "Everything this unit holds: its own cases, and what the first unit shared.",
    },
    Cast {
        who: There::Officer,
        name: "Lowri Pretend",
        agency: Agency::Police,
        role: Role::Practitioner,
        job: "detective constable",
        passphrase: "candle barley anchor mitten",
        sees: "Cases and screening; not the victim's numbers.",
    },
    Cast {
        who: There::Advocate,
        name: "Ines Fictional",
        agency: Agency::VictimAdvocacy,
        role: Role::VictimAdvocate,
        job: "independent stalking advocate (ISA)",
        passphrase: "pebble ferry mustard violin",
        sees: "Cases, safe contact and its numbers once the banner is read.",
    },
];

/// The name and passphrase of a member of the second unit, as they stand on its sign-in screen.
#[must_use]
pub fn passphrase_of(who: There) -> (&'static str, &'static str) {
    CAST.iter().find(|cast| cast.who == who).map_or(("", ""), |cast| (cast.name, cast.passphrase))
}

/// Signs in at the second unit, once it is turned to.
///
/// # Errors
/// As `unlock`.
pub fn sign_in(desk: &mut Desk, who: There) -> Outcome<Value> {
    desk.give("lock", Window::Main, json!({}))?;
    let (name, passphrase) = passphrase_of(who);
    desk.give("unlock", Window::Main, json!({ "name": name, "passphrase": passphrase }))
}

/// Makes the second unit beside the first, with everybody in it and two cases of its own; its chair stays signed in.
pub(crate) fn set_up(desk: &mut Desk, at: DateTime<Utc>) -> Outcome<()> {
    desk.make_other_example()?;
    desk.act_at(at);
    let mut unit = Some(Unit {
        name: NAME.to_owned(),
        pathway: "example".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference_prefix: "S".to_owned(),
        sample: true,
    });
    for cast in &CAST {
        let shown = ExampleMember {
            name: cast.name.to_owned(),
            role_label: cast.role.label().to_owned(),
            agency_label: cast.agency.label().to_owned(),
            passphrase: cast.passphrase.to_owned(),
            sees: cast.sees.to_owned(),
        };
        let (name, job) = (cast.name.to_owned(), cast.job.to_owned());
        let (agency, role) = (cast.agency, cast.role);
        match unit.take() {
            Some(unit) => {
                desk.open_example(unit, &Member { name, agency, role, job, active: true }, cast.passphrase, shown)?;
            }
            None => {
                let passphrase = cast.passphrase.to_owned();
                desk.take_on_example(&AddMember { name, agency, role, job, passphrase }, shown)?;
            }
        }
    }
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
