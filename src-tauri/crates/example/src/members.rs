//! The members of the example unit. Their names say that they are nobody.

use desk::asks::door::ExampleMember;
use desk::asks::unit::AddMember;
use desk::casework::agency::{Agency, Role};
use desk::casework::ids::MemberId;
use desk::casework::unit::{Member, Unit};
use desk::sitting::Desk;
use desk::trouble::Outcome;
use std::collections::BTreeMap;

/// A member of the example unit, by what they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    Chair,
    Coordinator,
    Officer,
    Nurse,
    Probation,
    Advocate,
    Support,
    Auditor,
}

struct Cast {
    who: Who,
    name: &'static str,
    agency: Agency,
    role: Role,
    job: &'static str,
    passphrase: &'static str,
    sees: &'static str,
}

const CAST: [Cast; 8] = [
    Cast {
        who: Who::Chair,
        name: "Morgan Placeholder",
        agency: Agency::Police,
        role: Role::Chair,
        job: "detective inspector",
        passphrase: "kettle orchard window marble",
        sees: "Everything the unit holds; runs the meeting, signs minutes, agrees plans.",
    },
    Cast {
        who: Who::Coordinator,
        name: "Sam Testcase",
        agency: Agency::Police,
        role: Role::Coordinator,
        job: "stalking co-ordinator",
        passphrase: "lantern bicycle harbour pencil",
        sees: "Cases, screening, members; not the victim's numbers.",
    },
    Cast {
        who: Who::Officer,
        name: "Pat Dummy",
        agency: Agency::Police,
        role: Role::Practitioner,
        job: "detective sergeant",
        passphrase: "gravel teapot meadow ladder",
        sees: "Cases and screening; not the victim's numbers.",
    },
    Cast {
        who: Who::Nurse,
        name: "Hana Fixture",
        agency: Agency::Health,
        role: Role::Practitioner,
        job: "forensic nurse",
        passphrase: "copper garden ribbon spoon",
        sees: "Cases and screening; not the victim's numbers.",
    },
    Cast {
        who: Who::Probation,
        name: "Robin Mockford",
        agency: Agency::Probation,
        role: Role::Practitioner,
        job: "probation officer",
        passphrase: "walnut bridge candle feather",
        sees: "Cases and screening; not the victim's numbers.",
    },
    Cast {
        who: Who::Advocate,
        name: "Kerys Specimen",
        agency: Agency::VictimAdvocacy,
        role: Role::VictimAdvocate,
        job: "independent stalking advocate (ISA)",
        passphrase: "silver pocket thunder apple",
        sees: "Cases, safe contact and its numbers once the banner is read.",
    },
    Cast {
        who: Who::Support,
        name: "Bola Sampleton",
        agency: Agency::Police,
        role: Role::BusinessSupport,
        job: "business support officer",
        passphrase: "violet hammer island bottle",
        sees: "Referrals, lists and the meeting's minutes; no SASH, no CAS.",
    },
    Cast {
        who: Who::Auditor,
        name: "Ade Examplar",
        agency: Agency::Other,
        role: Role::Auditor,
        job: "auditor",
        passphrase: "mirror saddle cotton bell",
        sees: "The log; no case.",
    },
];

/// A member's passphrase, as it stands on the sign-in screen.
#[must_use]
pub fn passphrase_of(who: Who) -> (&'static str, &'static str) {
    CAST.iter().find(|cast| cast.who == who).map_or(("", ""), |cast| (cast.name, cast.passphrase))
}

fn shown(cast: &Cast) -> ExampleMember {
    ExampleMember {
        name: cast.name.to_owned(),
        role_label: cast.role.label().to_owned(),
        agency_label: cast.agency.label().to_owned(),
        passphrase: cast.passphrase.to_owned(),
        sees: cast.sees.to_owned(),
    }
}

/// Sets up the unit and takes everybody on.
pub(crate) fn take_on(desk: &mut Desk) -> Outcome<BTreeMap<Who, MemberId>> {
    desk.act_at(crate::first_moment() - chrono::TimeDelta::days(190));
    let unit = Unit {
        name: "Northmoor Stalking Intervention Unit".to_owned(),
        pathway: "example".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference_prefix: "N".to_owned(),
        sample: true,
    };
    let mut members = BTreeMap::new();
    let mut unit = Some(unit);
    for cast in &CAST {
        let id = match unit.take() {
            Some(unit) => {
                let chair = Member {
                    name: cast.name.to_owned(),
                    agency: cast.agency,
                    role: cast.role,
                    job: cast.job.to_owned(),
                    active: true,
                };
                desk.open_example(unit, &chair, cast.passphrase, shown(cast))?
            }
            None => {
                let member = AddMember {
                    name: cast.name.to_owned(),
                    agency: cast.agency,
                    role: cast.role,
                    job: cast.job.to_owned(),
                    passphrase: cast.passphrase.to_owned(),
                };
                desk.take_on_example(&member, shown(cast))?
            }
        };
        members.insert(cast.who, id);
    }
    Ok(members)
}
