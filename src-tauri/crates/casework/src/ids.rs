//! One identifier type for each kind of record, so that a case can never be passed where a person is meant.

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use uuid::Uuid;

/// Any record, when its kind does not matter (history, timeline).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(type = "string")]
pub struct RecordId(pub Uuid);

macro_rules! record_ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
        #[serde(transparent)]
        #[ts(type = "string")]
        pub struct $name(pub Uuid);

        impl From<$name> for RecordId {
            fn from(id: $name) -> Self {
                Self(id.0)
            }
        }

        impl From<RecordId> for $name {
            fn from(id: RecordId) -> Self {
                Self(id.0)
            }
        }
    )+};
}

record_ids! {
    /// The unit itself.
    UnitId,
    /// A member of the unit.
    MemberId,
    /// A case: one victim and one perpetrator, known or not.
    CaseId,
    /// A person in one case.
    PersonId,
    /// A referral that opened or reopened a case.
    ReferralId,
    /// A signed assessment.
    AssessmentId,
    /// A question put to an agency about a case.
    CheckId,
    /// An action an agency has been asked to do.
    ActionId,
    /// A meeting.
    MeetingId,
    /// A case on one meeting's agenda.
    ItemId,
    /// A case analysis summary.
    CasId,
    /// One version of a safeguarding plan.
    PlanId,
    /// One version of an agreement to share.
    AgreementId,
    /// The contact card of a partner unit.
    PartnerId,
    /// One disclosure, made or declined.
    DisclosureId,
    /// One bundle that was brought in.
    ImportId,
    /// A file kept in sealed chunks beside the records.
    AttachmentId,
}
