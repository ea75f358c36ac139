//! What a bundle can say of another one: a receipt, a withdrawal, a correction (docs/bundle-format.md 6).

use crate::codes::is_code;
use crate::strict;
use journal::{Hash, Id};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// Characters a reason in words may have.
const WORDS: usize = 2_000;

/// What became of a bundle. The receiver signs it, because it travels in a bundle of the receiver's own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The bundle.
    pub bundle: Id,
    /// SHA-256 of its file, as it came.
    pub sha256: Hash,
    /// What became of it.
    pub outcome: ReceiptOutcome,
    /// Why it was rejected, as a code; absent otherwise.
    pub reason: Option<String>,
    /// What became of each case, sorted by case; may be empty.
    pub cases: Vec<CaseOutcome>,
    /// When, Unix milliseconds.
    pub at_ms: i64,
    /// The member who decided.
    pub by: Id,
}

/// What became of a bundle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReceiptOutcome {
    /// It was opened and shown; nothing was decided yet.
    Opened,
    /// It was imported, or part of it.
    Accepted,
    /// Nothing of it was imported.
    Rejected,
}

/// What became of one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseOutcome {
    /// The case.
    pub case: Id,
    /// Accepted or rejected.
    pub outcome: ReceiptOutcome,
    /// Why it was rejected, as a code; absent otherwise.
    pub reason: Option<String>,
}

/// Something sent earlier is asked back. The receiver shows it and acts under its own retention rule (B-13).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The bundles it came in, sorted; never empty.
    pub bundles: Vec<Id>,
    /// The records that are asked back, sorted; never empty.
    pub records: Vec<Id>,
    /// Why, as a code.
    pub reason: String,
    /// Why, in words; may be empty.
    pub words: String,
    /// When, Unix milliseconds.
    pub at_ms: i64,
}

/// Something sent earlier was corrected; the corrected records come in the same bundle where they may leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The bundles it came in, sorted; never empty.
    pub bundles: Vec<Id>,
    /// The records that were corrected, sorted; never empty.
    pub records: Vec<Id>,
    /// Why, as a code.
    pub reason: String,
    /// When, Unix milliseconds.
    pub at_ms: i64,
}

/// A notice says what it must and no more.
pub(crate) trait Notice: Serialize + DeserializeOwned {
    /// Whether it contradicts itself.
    fn holds(&self) -> bool;

    /// Its one spelling.
    fn write(&self) -> Option<Vec<u8>> {
        self.holds().then(|| strict::write(self).ok()).flatten()
    }

    /// Reads its one spelling.
    fn read(bytes: &[u8]) -> Option<Self> {
        strict::read::<Self>(bytes).ok().filter(Self::holds)
    }
}

/// Sorted, each once, and at least one.
fn are_named(ids: &[Id]) -> bool {
    !ids.is_empty() && ids.windows(2).all(|pair| pair[0] < pair[1])
}

/// A reason stands with a rejection and nowhere else.
fn reason_fits(outcome: ReceiptOutcome, reason: Option<&String>) -> bool {
    match outcome {
        ReceiptOutcome::Opened | ReceiptOutcome::Accepted => reason.is_none(),
        ReceiptOutcome::Rejected => reason.is_some_and(|code| is_code(code)),
    }
}

impl Notice for Receipt {
    fn holds(&self) -> bool {
        let decided = |case: &CaseOutcome| match case.outcome {
            ReceiptOutcome::Opened => false,
            ReceiptOutcome::Accepted | ReceiptOutcome::Rejected => reason_fits(case.outcome, case.reason.as_ref()),
        };
        reason_fits(self.outcome, self.reason.as_ref())
            && self.cases.iter().all(decided)
            && self.cases.windows(2).all(|pair| pair[0].case < pair[1].case)
    }
}

impl Notice for Withdrawal {
    fn holds(&self) -> bool {
        are_named(&self.bundles) && are_named(&self.records) && is_code(&self.reason) && self.words.chars().count() <= WORDS
    }
}

impl Notice for Correction {
    fn holds(&self) -> bool {
        are_named(&self.bundles) && are_named(&self.records) && is_code(&self.reason)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn receipt(outcome: ReceiptOutcome, reason: Option<&str>) -> Receipt {
        Receipt {
            bundle: Id([1; 16]),
            sha256: Hash([2; 32]),
            outcome,
            reason: reason.map(str::to_owned),
            cases: vec![],
            at_ms: 5,
            by: Id([3; 16]),
        }
    }

    #[test]
    fn a_rejection_says_why_and_nothing_else_does() {
        assert!(receipt(ReceiptOutcome::Rejected, Some("not-ours")).write().is_some());
        assert!(receipt(ReceiptOutcome::Rejected, None).write().is_none());
        assert!(receipt(ReceiptOutcome::Accepted, Some("not-ours")).write().is_none());
        let opened = receipt(ReceiptOutcome::Opened, None);
        assert_eq!(Receipt::read(&opened.write().unwrap()), Some(opened));
    }

    #[test]
    fn a_case_is_accepted_or_rejected_and_stands_once() {
        let case =
            |n, outcome, reason: Option<&str>| CaseOutcome { case: Id([n; 16]), outcome, reason: reason.map(str::to_owned) };
        let with = |cases| Receipt { cases, ..receipt(ReceiptOutcome::Accepted, None) };
        let (yes, no) = (case(1, ReceiptOutcome::Accepted, None), case(2, ReceiptOutcome::Rejected, Some("closed")));
        assert!(with(vec![yes.clone(), no.clone()]).holds());
        assert!(!with(vec![no, yes.clone()]).holds());
        assert!(!with(vec![yes.clone(), yes]).holds());
        assert!(!with(vec![case(1, ReceiptOutcome::Opened, None)]).holds());
    }

    #[test]
    fn a_withdrawal_or_correction_of_nothing_is_none() {
        let whole = Withdrawal {
            bundles: vec![Id([1; 16])],
            records: vec![Id([2; 16])],
            reason: "victim-asked".into(),
            words: "No longer wanted.".into(),
            at_ms: 1,
        };
        assert_eq!(Withdrawal::read(&whole.write().unwrap()), Some(whole.clone()));
        assert!(Withdrawal { records: vec![], ..whole.clone() }.write().is_none());
        assert!(Withdrawal { bundles: vec![], ..whole.clone() }.write().is_none());
        assert!(Withdrawal { words: "a".repeat(2_001), ..whole.clone() }.write().is_none());
        let correction =
            Correction { bundles: whole.bundles.clone(), records: whole.records, reason: "wrong-person".into(), at_ms: 1 };
        assert_eq!(Correction::read(&correction.write().unwrap()), Some(correction.clone()));
        assert!(Correction { records: vec![], ..correction }.write().is_none());
    }

    #[test]
    fn a_notice_with_an_unknown_member_is_not_read() {
        let bytes = receipt(ReceiptOutcome::Opened, None).write().unwrap();
        let text = String::from_utf8(bytes).unwrap().replacen('{', "{\"a\":1,", 1);
        assert_eq!(Receipt::read(text.as_bytes()), None);
    }
}
