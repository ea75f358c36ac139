//! A bundle that was brought in: from whom, under which terms, what was taken and what was set aside.

use crate::agreement::{Onward, Printing, SharingPurpose};
use crate::disclosure::Route;
use crate::ids::{AgreementId, CaseId, MemberId, PartnerId, RecordId};
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;

/// What the sender allows. It stands on every record of the import, and is asked again when one is passed on (ISA-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Terms {
    pub onward: Onward,
    pub purposes: BTreeSet<SharingPurpose>,
    pub printing: Printing,
    /// The last day on which it may be kept; none where the owner named none.
    pub delete_by: Option<NaiveDate>,
}

/// The sender's own agreement, by its number there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SendersAgreement {
    pub id: String,
    pub version: u32,
    /// The same agreement as it stands in our register; none for what was written before it was noted.
    #[serde(default)]
    pub ours: Option<AgreementId>,
}

/// What was done with one case of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "reason")]
pub enum CaseVerdict {
    Accepted,
    Rejected(String),
}

/// One case of the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportedCase {
    pub case: CaseId,
    pub verdict: CaseVerdict,
}

/// How many records of each sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct ImportCounts {
    pub new: u32,
    pub changed: u32,
    pub conflicting: u32,
    pub refused: u32,
    /// Of kinds this version does not know: kept closed, never passed on.
    pub unknown: u32,
}

/// What could not be trusted and stands in no record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Quarantined {
    pub record: RecordId,
    /// Entries set aside from the first that broke.
    pub entries: u32,
    /// Code of the reason, as the bundle reader names it.
    pub why: String,
}

/// A form of an edition that does not ship here, as the bundle carried it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarriedForm {
    pub form: String,
    pub edition: String,
    /// The form's definition, as the sender's version ships it.
    pub text: String,
}

/// Who took an import back, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Undone {
    pub by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
    pub why: String,
}

/// The sender's unit agreed that what it sent of one case may be passed on to one partner (rules.md ISA-11).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OriginatorAgreed {
    pub case: CaseId,
    pub to: PartnerId,
    /// Who said so there, and how: as it was told.
    pub who: String,
    pub on: NaiveDate,
    pub by: MemberId,
}

/// One bundle brought in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Import {
    /// The bundle's id, 16 bytes in hex.
    pub bundle: String,
    pub sha256: String,
    pub partner: PartnerId,
    pub route: Route,
    /// Null except on route agreement.
    pub agreement: Option<SendersAgreement>,
    pub terms: Terms,
    /// Its number on the sender's line.
    pub sequence: u64,
    /// That line, and the hash of the file before it, 32 bytes each in hex: by them a forked line is found.
    #[serde(default)]
    pub line: String,
    #[serde(default)]
    pub previous: String,
    #[ts(type = "string")]
    pub sealed_at: Moment,
    #[ts(type = "string")]
    pub brought_in_at: Moment,
    pub by: MemberId,
    pub cases: Vec<ImportedCase>,
    pub counts: ImportCounts,
    #[serde(default)]
    pub quarantined: Vec<Quarantined>,
    /// Forms without which what came could not be read here.
    #[serde(default)]
    pub forms: Vec<CarriedForm>,
    #[serde(default)]
    pub undone: Option<Undone>,
    #[serde(default)]
    pub originator_agreed: Vec<OriginatorAgreed>,
}

impl Import {
    /// Partners to whom the sender lets its records of this case be passed on.
    #[must_use]
    pub fn agreed_to(&self, case: CaseId) -> BTreeSet<PartnerId> {
        self.originator_agreed.iter().filter(|agreed| agreed.case == case).map(|agreed| agreed.to).collect()
    }
}
