//! Every reason for which the gate refuses, or keeps one record back: rules.md 1.4. Worded in assets/wording/gate.en-GB.toml.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whether a reason stops the whole disclosure or only keeps records back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing leaves.
    Stops,
    /// The record stays; the others may leave.
    Drops,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $code:ident = $key:literal, $rule:literal, $test:literal, $weight:ident;)+) => {
        /// One reason. Kept in the disclosure record and in the log.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(rename_all = "snake_case")]
        pub enum GateCode { $($(#[$doc])* $code),+ }

        impl GateCode {
            /// Every reason, in the order of the tests.
            pub const ALL: &'static [Self] = &[$(Self::$code),+];

            /// The key of its words, and how it is kept.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$code => $key),+ }
            }

            /// The code of rules.md 1.4, which several of ours may share.
            #[must_use]
            pub const fn rule(self) -> &'static str {
                match self { $(Self::$code => $rule),+ }
            }

            /// The test of rules.md 1.4, 1 to 13.
            #[must_use]
            pub const fn test(self) -> u8 {
                match self { $(Self::$code => $test),+ }
            }

            /// Whether it stops everything or keeps one record back.
            #[must_use]
            pub const fn weight(self) -> Weight {
                match self { $(Self::$code => Weight::$weight),+ }
            }
        }
    };
}

codes! {
    Role = "role", "ROLE", 1, Stops;
    Reauth = "reauth", "REAUTH", 1, Stops;
    Route = "route", "ROUTE", 2, Stops;
    NoRecipient = "no_recipient", "RECIPIENT", 2, Stops;
    NoCases = "no_cases", "CASES", 2, Stops;
    NoCategories = "no_categories", "CATEGORIES", 2, Stops;
    NoRecords = "no_records", "RECORDS", 2, Stops;
    IsaNone = "isa_none", "ISA_STATE", 3, Stops;
    IsaDraft = "isa_draft", "ISA_STATE", 3, Stops;
    IsaNotStarted = "isa_not_started", "ISA_STATE", 3, Stops;
    IsaSuspended = "isa_suspended", "ISA_STATE", 3, Stops;
    IsaRevoked = "isa_revoked", "ISA_STATE", 3, Stops;
    /// A later version is signed and has started.
    IsaSuperseded = "isa_superseded", "ISA_STATE", 3, Stops;
    IsaExpired = "isa_expired", "ISA_EXPIRED", 3, Stops;
    IsaReview = "isa_review", "ISA_REVIEW", 3, Stops;
    /// One-off: the lawful basis was not recorded.
    Basis = "basis", "BASIS", 3, Stops;
    /// One-off, or an emergency without the advocate: nobody else approved it.
    Approver = "approver", "APPROVER", 3, Stops;
    /// Emergency: no harm of the closed list.
    Harm = "harm", "HARM", 3, Stops;
    /// Emergency: how the recipient's identity was checked is missing.
    Identity = "identity", "IDENTITY", 3, Stops;
    /// Emergency: why waiting is worse is missing.
    Waiting = "waiting", "WAITING", 3, Stops;
    SenderNotParty = "sender_not_party", "NOT_PARTY", 4, Stops;
    RecipientNotParty = "recipient_not_party", "NOT_PARTY", 4, Stops;
    GatewayMissing = "gateway_missing", "GATEWAY_RECIPIENT", 4, Stops;
    GatewayRecipient = "gateway_recipient", "GATEWAY_RECIPIENT", 4, Stops;
    /// From Part 3 to UK GDPR without the authority of DPA 2018 s.36(4) (ISA-3).
    FurtherProcessing = "further_processing", "FURTHER_PROCESSING", 4, Stops;
    Purpose = "purpose", "PURPOSE", 5, Stops;
    /// The agreement allows nothing on paper.
    Printing = "printing", "CHANNEL", 5, Stops;
    CaseScope = "case_scope", "CASE_SCOPE", 6, Stops;
    /// The recipient has no role on the case.
    CaseRole = "case_role", "CASE_SCOPE", 6, Stops;
    /// A restricted case: record by record, never under an agreement.
    CaseRestricted = "case_restricted", "CASE_SCOPE", 6, Stops;
    /// The case's own record may not leave, so nothing of the case can.
    CaseRecord = "case_record", "CATEGORY", 7, Stops;
    /// Not among the records that were ticked.
    NotChosen = "not_chosen", "CATEGORY", 7, Drops;
    /// Of a case that was not chosen.
    OtherCase = "other_case", "CATEGORY", 7, Drops;
    /// The category was not chosen.
    CategoryNotChosen = "category_not_chosen", "CATEGORY", 7, Drops;
    /// In a sealed compartment that was not chosen by name (security.md B-4).
    CompartmentNotChosen = "compartment_not_chosen", "CATEGORY", 7, Drops;
    /// The agreement does not cover the category.
    Category = "category", "CATEGORY", 7, Drops;
    /// The agreement does not cover anybody of this kind.
    SubjectKind = "subject_kind", "CATEGORY", 7, Drops;
    /// Records about the unit itself, and counts, never leave record by record.
    NeverLeaves = "never_leaves", "CATEGORY", 7, Drops;
    /// Of a kind this version does not know: kept closed, never passed on.
    UnknownKind = "unknown_kind", "CATEGORY", 7, Drops;
    OwnerHold = "owner_hold", "OWNER_HOLD", 7, Drops;
    OnwardNotAllowed = "onward_not_allowed", "ONWARD", 7, Drops;
    OnwardNotNamed = "onward_not_named", "ONWARD", 7, Drops;
    OnwardNotAgreed = "onward_not_agreed", "ONWARD", 7, Drops;
    /// It came for other purposes.
    OnwardPurpose = "onward_purpose", "ONWARD", 7, Drops;
    /// It was to be deleted by now.
    OnwardOver = "onward_over", "ONWARD", 7, Drops;
    /// It came under terms that allow nothing on paper.
    OnwardPrinting = "onward_printing", "ONWARD", 7, Drops;
    OwnerRelease = "owner_release", "OWNER_RELEASE", 8, Drops;
    /// Released, and changed since.
    ReleaseStale = "release_stale", "OWNER_RELEASE", 8, Drops;
    /// A health record without the basis on which confidence may be broken (ISA-5).
    Confidentiality = "confidentiality", "OWNER_RELEASE", 8, Drops;
    /// Victim contact, never under an agreement alone.
    ContactUnderAgreement = "contact_under_agreement", "OWNER_RELEASE", 8, Drops;
    /// Victim contact that no advocate released.
    AdvocateRelease = "advocate_release", "OWNER_RELEASE", 8, Drops;
    /// Counselling in an emergency: never.
    CounsellingEmergency = "counselling_emergency", "OWNER_RELEASE", 8, Drops;
    /// After tests 7 and 8 nothing is left.
    NothingLeft = "nothing_left", "CATEGORY", 8, Stops;
    NecessityShort = "necessity_short", "NECESSITY", 9, Stops;
    NecessityCopied = "necessity_copied", "NECESSITY", 9, Stops;
    SubjectConflict = "subject_conflict", "SUBJECT_CONFLICT", 10, Stops;
    Preview = "preview", "PREVIEW", 11, Stops;
    /// Whether the victim knows, or why not, is missing.
    VictimTold = "victim_told", "PREVIEW", 11, Stops;
    SecondPerson = "second_person", "SECOND_PERSON", 11, Stops;
    Key = "key", "KEY", 12, Stops;
    Audit = "audit", "AUDIT", 13, Stops;
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_reason_is_kept_under_the_key_its_words_have_and_no_two_share_one() -> Result<(), serde_json::Error> {
        let mut keys = BTreeSet::new();
        for code in GateCode::ALL {
            assert_eq!(serde_json::to_value(code)?, code.key());
            assert!(keys.insert(code.key()), "{} stands twice", code.key());
        }
        Ok(())
    }

    #[test]
    fn the_thirteen_tests_each_have_a_reason_and_stand_in_order() {
        let tests: Vec<u8> = GateCode::ALL.iter().map(|code| code.test()).collect();
        assert!(tests.is_sorted());
        assert_eq!(tests.into_iter().collect::<BTreeSet<_>>(), (1..=13).collect());
    }
}
