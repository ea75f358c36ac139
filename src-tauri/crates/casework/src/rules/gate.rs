//! The gate: what may leave, and only that. Thirteen tests in order, the first that fails stops (rules.md 1.4).

mod confirming;
mod facts;
mod footing;
mod items;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod order_tests;
#[cfg(test)]
mod property_tests;
#[cfg(test)]
mod table_tests;
#[cfg(test)]
pub(in crate::rules) mod world;

pub use facts::{
    AdvocateReach, Asked, CaseFacts, Chosen, Facts, ImportedItem, ItemFacts, LogReady, Preview, ReleaseFacts, Sender,
};
pub use items::{NEVER_BUNDLED, is_health, is_sealed, named, needs_release};

use crate::body::Category;
use crate::gate_code::GateCode;
use crate::ids::{CaseId, RecordId};
use chrono::NaiveDate;

/// Letters and signs, spaces not counted, that a note of necessity needs (rules.md 1.4, test 9).
pub const NECESSITY_LEAST: usize = 20;
/// Minutes for which giving the passphrase counts (ASVS 7.5.3).
pub const REAUTH_MINUTES: i64 = 5;

/// What a refusal is about, where it is about something that can be named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum About {
    Everything,
    Cases(Vec<CaseId>),
    /// The case's own record, in this category, may not leave; the reason for that record.
    CaseRecord {
        case: CaseId,
        category: Category,
        why: GateCode,
    },
    Records(Vec<RecordId>),
    /// The reason in words, where the law gives one.
    Law(String),
}

/// Nothing leaves. Its words stand in assets/wording/gate.en-GB.toml under the code's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub code: GateCode,
    pub about: About,
}

impl Refusal {
    /// A refusal of everything.
    #[must_use]
    pub const fn of(code: GateCode) -> Self {
        Self { code, about: About::Everything }
    }

    /// A refusal over some cases.
    #[must_use]
    pub const fn over(code: GateCode, cases: Vec<CaseId>) -> Self {
        Self { code, about: About::Cases(cases) }
    }
}

/// What stays to be done by whoever lets it go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Needs {
    /// An emergency is reviewed by then.
    pub review_due_on: Option<NaiveDate>,
    /// Victim contact goes without the advocate, who is told when one next unlocks.
    pub advocate_at_next_unlock: bool,
    /// The agreement's review is late by so many days: warn.
    pub review_late_days: Option<u16>,
}

/// What would leave: tests 1 to 8. Every record of the facts is in one of the two lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    pub leaving: Vec<RecordId>,
    pub withheld: Vec<(RecordId, GateCode)>,
    pub needs: Needs,
}

/// What the gate says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    Refused(Refusal),
    Passes(Selection),
}

/// Whether this may leave, and what of it. Total: any facts get a verdict.
#[must_use]
pub fn gate(asked: &Asked, facts: &Facts<'_>) -> Verdict {
    let verdict = selection(asked, facts).and_then(|found| {
        confirming::confirmed(asked, facts, &found)?;
        Ok(found)
    });
    match verdict {
        Ok(found) => Verdict::Passes(found),
        Err(refusal) => Verdict::Refused(refusal),
    }
}

/// Tests 1 to 8: what the preview shows before anybody confirms.
///
/// # Errors
/// The first test that fails.
pub fn selection(asked: &Asked, facts: &Facts<'_>) -> Result<Selection, Refusal> {
    footing::sender(facts)?;
    let route = footing::route(asked)?;
    let footing = footing::footing(route, asked, facts)?;
    footing::cases(route, asked, facts)?;
    items::selected(route, asked, facts, footing)
}
