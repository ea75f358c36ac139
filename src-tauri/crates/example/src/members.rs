//! The members of the example unit. Their names say that they are nobody.

use crate::cast::{self, Cast};
use desk::casework::agency::{Agency, Role};
use desk::casework::ids::MemberId;
use desk::casework::unit::Unit;
use desk::sitting::Desk;
use desk::trouble::Outcome;
use std::collections::BTreeMap;

/// The unit's name, on its papers and on its contact card.
pub(crate) const NAME: &str = "Northmoor Stalking Intervention Unit";

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

const CAST: [(Who, Cast); 8] = [
    (
        Who::Chair,
        Cast {
            name: "Morgan Placeholder",
            agency: Agency::Police,
            role: Role::Chair,
            job: "detective inspector",
            passphrase: "kettle orchard window marble",
            sees: "Everything the unit holds; runs the meeting, signs minutes, agrees plans.",
        },
    ),
    (
        Who::Coordinator,
        Cast {
            name: "Sam Testcase",
            agency: Agency::Police,
            role: Role::Coordinator,
            job: "stalking co-ordinator",
            passphrase: "lantern bicycle harbour pencil",
            sees: "Cases, screening, members; not the victim's numbers.",
        },
    ),
    (
        Who::Officer,
        Cast {
            name: "Pat Dummy",
            agency: Agency::Police,
            role: Role::Practitioner,
            job: "detective sergeant",
            passphrase: "gravel teapot meadow ladder",
            sees: "Cases and screening; not the victim's numbers.",
        },
    ),
    (
        Who::Nurse,
        Cast {
            name: "Hana Fixture",
            agency: Agency::Health,
            role: Role::Practitioner,
            job: "forensic nurse",
            passphrase: "copper garden ribbon spoon",
            sees: "Cases and screening; not the victim's numbers.",
        },
    ),
    (
        Who::Probation,
        Cast {
            name: "Robin Mockford",
            agency: Agency::Probation,
            role: Role::Practitioner,
            job: "probation officer",
            passphrase: "walnut bridge candle feather",
            sees: "Cases and screening; not the victim's numbers.",
        },
    ),
    (
        Who::Advocate,
        Cast {
            name: "Kerys Specimen",
            agency: Agency::VictimAdvocacy,
            role: Role::VictimAdvocate,
            job: "independent stalking advocate (ISA)",
            passphrase: "silver pocket thunder apple",
            sees: "Cases, safe contact and its numbers once the banner is read.",
        },
    ),
    (
        Who::Support,
        Cast {
            name: "Bola Sampleton",
            agency: Agency::Police,
            role: Role::BusinessSupport,
            job: "business support officer",
            passphrase: "violet hammer island bottle",
            sees: "Referrals, lists and the meeting's minutes; no SASH, no CAS.",
        },
    ),
    (
        Who::Auditor,
        Cast {
            name: "Ade Examplar",
            agency: Agency::Other,
            role: Role::Auditor,
            job: "auditor",
            passphrase: "mirror saddle cotton bell",
            sees: "The log; no case.",
        },
    ),
];

/// A member's passphrase, as it stands on the sign-in screen.
#[must_use]
pub fn passphrase_of(who: Who) -> (&'static str, &'static str) {
    CAST.iter().find(|(one, _)| *one == who).map_or(("", ""), |(_, cast)| (cast.name, cast.passphrase))
}

/// Sets up the unit and takes everybody on.
pub(crate) fn take_on(desk: &mut Desk) -> Outcome<BTreeMap<Who, MemberId>> {
    desk.act_at(crate::first_moment() - chrono::TimeDelta::days(190));
    let unit = Unit {
        name: NAME.to_owned(),
        pathway: "example".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference_prefix: "N".to_owned(),
        sample: true,
    };
    let ids = cast::take_on(desk, unit, CAST.iter().map(|(_, cast)| cast))?;
    Ok(CAST.iter().map(|(who, _)| *who).zip(ids).collect())
}
