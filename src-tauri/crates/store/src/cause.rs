//! Why something is written: the one root act of a transaction, and what a new record is.

use journal::Id;

/// What is being done, by whom, when. Every transaction has one; it becomes the root act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause<'a> {
    /// The act, as a code: `referral_taken`.
    pub act: &'a str,
    /// The member who does it.
    pub actor: Id,
    /// The member's agency, as a code.
    pub agency: &'a str,
    /// Now, in Unix milliseconds.
    pub at_ms: i64,
    /// The record or case it is done to.
    pub subject: Option<Id>,
    /// The case it belongs to, so that the case's log finds it.
    pub case: Option<Id>,
    /// Why, as a code, where a reason is asked. Words go into an entry, never here.
    pub reason_code: Option<&'a str>,
    /// The agreement it is done under.
    pub agreement: Option<Id>,
}

impl<'a> Cause<'a> {
    /// An act without subject, case, reason or agreement.
    #[must_use]
    pub const fn new(act: &'a str, actor: Id, agency: &'a str, at_ms: i64) -> Self {
        Self { act, actor, agency, at_ms, subject: None, case: None, reason_code: None, agreement: None }
    }

    /// The same act, done to this record.
    #[must_use]
    pub const fn on(mut self, subject: Id) -> Self {
        self.subject = Some(subject);
        self
    }

    /// The same act, in this case.
    #[must_use]
    pub const fn in_case(mut self, case: Id) -> Self {
        self.case = Some(case);
        self
    }

    /// The same act, for this reason.
    #[must_use]
    pub const fn because(mut self, reason_code: &'a str) -> Self {
        self.reason_code = Some(reason_code);
        self
    }
}

/// What a new record is. Owner and category belong to the item, not to the case, and never change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placing<'a> {
    /// The kind, as a code: `casework::body::Kind::code`.
    pub kind: &'a str,
    /// The new record.
    pub record: Id,
    /// The case it belongs to; a case's own record names itself.
    pub case: Option<Id>,
    /// The agency that owns it, as a code.
    pub owner: &'a str,
    /// The category, as a code.
    pub category: &'a str,
}

/// What a finished transaction leaves: the proof that it is on the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Receipt {
    /// The root act.
    pub act: Id,
    /// Its place in this device's chain.
    pub seq: u64,
    /// Its time, in Unix milliseconds; "saved 14:32:05" is shown from this.
    pub at_ms: i64,
}
