//! Which cases come before the room, and in which order. A rule may list a case; only people judge it.

use crate::agency::Agency;

/// Why a case is on the agenda, strongest reason first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WhyListed {
    UrgentAction,
    CarriedOver,
    Parked,
    BroughtBack,
    LevelHigh,
    NewSinceLastMeeting,
    ReviewDue,
}

impl WhyListed {
    /// The reason in words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::UrgentAction => "Urgent action opened",
            Self::CarriedOver => "Carried over",
            Self::Parked => "Parked",
            Self::BroughtBack => "Brought to the meeting",
            Self::LevelHigh => "SASH judged high",
            Self::NewSinceLastMeeting => "New",
            Self::ReviewDue => "Review due",
        }
    }
}

/// The agencies of the room that count towards its quorum.
#[must_use]
pub fn quorum_met(present: &[Agency], needed: u16) -> bool {
    let mut once: Vec<Agency> = present.to_vec();
    once.sort_unstable();
    once.dedup();
    u16::try_from(once.len()).unwrap_or(u16::MAX) >= needed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_agency_with_two_people_in_the_room_counts_once() {
        assert!(!quorum_met(&[Agency::Police, Agency::Police, Agency::Health], 3));
        assert!(quorum_met(&[Agency::Police, Agency::Probation, Agency::Health], 3));
    }
}
