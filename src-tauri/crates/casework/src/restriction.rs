//! A restricted case: why it stands behind its own wall, and who may never be let in (security.md C-9, C-10).

use crate::ids::MemberId;
use crate::unit::Member;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// Why a case is restricted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RestrictedBecause {
    PerpetratorWorksForPartner,
    VictimWorksForPartner,
    CloseToSomebodyHere,
}

impl RestrictedBecause {
    /// The reason in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PerpetratorWorksForPartner => "The perpetrator works for a partner of the unit",
            Self::VictimWorksForPartner => "The victim works for a partner of the unit",
            Self::CloseToSomebodyHere => "Somebody in the case is close to a member of the unit",
        }
    }
}

/// What stands in a restricted case about its restriction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Restriction {
    pub because: RestrictedBecause,
    /// Members who are in the case, or close to somebody in it. They are never let in.
    pub parties: Vec<MemberId>,
}

/// Whether a member is a party to the case: named so when it was restricted, or of one of the `names` of the people in it.
///
/// Two words of a name have to agree: one alone would shut out half the unit.
#[must_use]
pub fn is_party(id: MemberId, member: &Member, names: &[&str], parties: &[MemberId]) -> bool {
    let own = words(&member.name);
    parties.contains(&id) || names.iter().any(|name| words(name).intersection(&own).count() >= 2)
}

fn words(name: &str) -> BTreeSet<String> {
    name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agency::{Agency, Role};

    fn member(name: &str) -> Member {
        Member {
            name: name.to_owned(),
            agency: Agency::Police,
            role: Role::Practitioner,
            job: "officer".to_owned(),
            active: true,
        }
    }

    #[test]
    fn whoever_is_named_or_bears_the_name_of_somebody_in_the_case_is_a_party() {
        let (me, other) = (MemberId(uuid::Uuid::from_u128(1)), MemberId(uuid::Uuid::from_u128(2)));
        let people = ["SPECIMEN, Dana Marie", "Ann Placeholder"];
        assert!(is_party(me, &member("Dana Specimen"), &people, &[]), "order, case and middle names do not matter");
        assert!(!is_party(me, &member("Ann Sample"), &people, &[]), "one word alone is no evidence");
        assert!(is_party(me, &member("Ann Sample"), &people, &[me]), "named so");
        assert!(!is_party(me, &member("Ann Sample"), &people, &[other]));
    }
}
