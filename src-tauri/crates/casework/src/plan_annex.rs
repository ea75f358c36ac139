//! What stands beside a plan with a distribution of its own, so that the plan itself may travel wider (domain 5.5).

use crate::agency::Agency;
use crate::body::Category;
use crate::ids::MemberId;
use crate::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which annex.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AnnexKind {
    Health,
    Intelligence,
}

impl AnnexKind {
    /// Both, in the order of their letters.
    pub const ALL: [Self; 2] = [Self::Health, Self::Intelligence];

    /// "A", "B".
    #[must_use]
    pub const fn letter(self) -> char {
        match self {
            Self::Health => 'A',
            Self::Intelligence => 'B',
        }
    }

    /// As it stands in a list and at the head of the page.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Health => "Annex A: health of the perpetrator",
            Self::Intelligence => "Annex B: intelligence",
        }
    }

    /// Whose people alone write, read and print it.
    #[must_use]
    pub const fn agency(self) -> Agency {
        match self {
            Self::Health => Agency::Health,
            Self::Intelligence => Agency::Police,
        }
    }

    /// The category of rules.md 1.3.
    #[must_use]
    pub const fn category(self) -> Category {
        match self {
            Self::Health => Category::SuspectHealth,
            Self::Intelligence => Category::Intelligence,
        }
    }

    /// What must be said about telling others before it may be kept: the common-law duty of confidence (rules.md ISA-5), or
    /// the code under which the police handle intelligence.
    #[must_use]
    pub const fn terms_label(self) -> &'static str {
        match self {
            Self::Health => "Why it may be told: consent, statute or overriding public interest",
            Self::Intelligence => "Handling code and conditions",
        }
    }
}

/// One version of an annex, written whole. Kept in the compartment of its agency, never in the open store; the newest stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanAnnex {
    pub which: AnnexKind,
    /// Counted from 1 in a case.
    pub version: u16,
    pub text: String,
    /// The answer to [`AnnexKind::terms_label`].
    pub terms: String,
    /// Agencies besides its own whose people may hold a copy. Nobody named is nobody else.
    pub told: Vec<Agency>,
    pub written_by: MemberId,
    pub written_at: Moment,
}

impl PlanAnnex {
    /// Whether people of an agency may hold a copy.
    #[must_use]
    pub fn may_be_held_by(&self, agency: Agency) -> bool {
        agency == self.which.agency() || self.told.contains(&agency)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;
    use uuid::Uuid;

    #[test]
    fn nobody_named_is_nobody_else() {
        let mut annex = PlanAnnex {
            which: AnnexKind::Health,
            version: 1,
            text: String::new(),
            terms: String::new(),
            told: Vec::new(),
            written_by: MemberId(Uuid::nil()),
            written_at: DateTime::UNIX_EPOCH,
        };
        let holders = |annex: &PlanAnnex| Agency::ALL.into_iter().filter(|one| annex.may_be_held_by(*one)).collect::<Vec<_>>();
        assert_eq!(holders(&annex), [Agency::Health]);
        annex.told = vec![Agency::Probation];
        assert_eq!(holders(&annex).len(), 2);
    }
}
