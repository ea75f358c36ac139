//! Agreements to share: the register, one agreement's page, its draft, signing, and how it ends (rules.md 1.1, 1.2).

use super::door::Labelled;
use casework::agency::Agency;
use casework::agreement::{
    AgreementScope, Assurance, Keeping, Onward, Party, PartyKind, Printing, Regime, SharingPurpose, Signatory,
};
use casework::body::Category;
use casework::ids::{AgreementId, CaseId, PartnerId};
use casework::people::PersonRole;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Which version of an agreement.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichAgreement {
    pub agreement: AgreementId,
}

/// Begin a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StartAgreement {
    pub title: String,
}

/// Everything of a version that people write: all of it may be missing while it is a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgreementTerms {
    pub title: String,
    pub parties: Vec<Party>,
    pub purposes: BTreeSet<SharingPurpose>,
    pub purpose_words: String,
    pub prohibited_uses: String,
    pub categories: BTreeSet<Category>,
    pub subjects: BTreeSet<PersonRole>,
    pub excluded: String,
    pub scope: Option<AgreementScope>,
    pub onward: Option<Onward>,
    pub printing: Option<Printing>,
    pub keeping: Option<Keeping>,
    pub signed_on: Option<NaiveDate>,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub review_due_on: Option<NaiveDate>,
    pub notice_days: Option<u16>,
    pub signatories: Vec<Signatory>,
    pub assurance: Assurance,
    pub clauses: BTreeMap<Category, String>,
}

/// Keep what was written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WriteAgreement {
    pub agreement: AgreementId,
    pub terms: AgreementTerms,
}

/// Suspend or revoke, with the reason.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EndAgreement {
    pub agreement: AgreementId,
    pub why: String,
}

/// Note that the review was held, and when the next is due.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewAgreement {
    pub agreement: AgreementId,
    pub next_due_on: NaiveDate,
}

/// Keep the signed paper, sealed.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct KeepDocument {
    pub agreement: AgreementId,
    /// Token of `pick_file`.
    pub file: String,
}

/// Print the summary of a version.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintAgreement {
    pub agreement: AgreementId,
    pub holder: String,
    pub holder_agency: Agency,
    pub purpose: String,
    /// How many copies are handed out in all.
    #[serde(default)]
    #[ts(optional)]
    pub of: Option<u16>,
    #[serde(default)]
    #[ts(optional, as = "Option<super::papers::PrintAs>")]
    pub print: super::papers::PrintAs,
    /// A printer of the system; none saves a file where the person chooses.
    #[serde(default)]
    #[ts(optional)]
    pub printer: Option<String>,
}

/// Where a version stands on the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgreementStanding {
    Draft,
    NotStarted,
    InForce,
    ReviewLate,
    ReviewBlocks,
    Expired,
    /// A later version was signed and has started.
    Replaced,
    Suspended,
    Revoked,
}

/// A version in the list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreementRow {
    pub agreement: AgreementId,
    pub title: String,
    pub version: u32,
    pub standing: AgreementStanding,
    /// "In force", "Draft: 4 things missing".
    pub standing_words: String,
    /// Whether anything may leave under it today.
    pub open: bool,
    /// "Probation London (Placeholder), Specimen Charity".
    pub with: String,
    pub dates: String,
}

/// What is due about an agreement.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreementDueView {
    pub agreement: AgreementId,
    pub title: String,
    pub on: NaiveDate,
    pub on_words: String,
    /// Nothing leaves under it now, or from today.
    pub due_now: bool,
    pub words: String,
}

/// The register.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreementsView {
    pub agreements: Vec<AgreementRow>,
    pub due: Vec<AgreementDueView>,
}

/// A field that keeps a version a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct MissingView {
    pub field: String,
    pub words: String,
}

/// The signed paper, as it is kept.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DocumentView {
    pub name: String,
    pub media: String,
    pub bytes: u64,
    pub sha256: String,
    /// A picture to show, as a `data:` address; empty for other files and for pictures that are too large.
    pub picture: String,
}

/// A partner that may be named as a party.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PartnerChoice {
    pub partner: PartnerId,
    pub unit_name: String,
    pub kind: PartyKind,
    pub compared: bool,
}

/// A lawful basis or condition, for one kind of party under one law.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BasisChoice {
    pub kind: PartyKind,
    pub regime: Regime,
    pub code: String,
    pub label: String,
    /// Stands beside a basis: a condition for special or criminal data.
    pub condition: bool,
}

/// A power to disclose, and to which kinds of recipient it cannot go, with the reason.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct GatewayChoice {
    pub code: String,
    pub label: String,
    pub provision: String,
    pub refused: BTreeMap<PartyKind, String>,
}

/// What may be chosen today.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreementChoices {
    pub purposes: Vec<Labelled>,
    pub categories: Vec<Labelled>,
    pub subjects: Vec<Labelled>,
    pub kinds: Vec<Labelled>,
    pub partners: Vec<PartnerChoice>,
    pub bases: Vec<BasisChoice>,
    pub gateways: Vec<GatewayChoice>,
    /// "Reference only; to be confirmed by ..."
    pub law_note: String,
}

/// A case named in the scope.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NamedCase {
    pub case: CaseId,
    pub reference: String,
}

/// One version's page.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct AgreementView {
    pub row: AgreementRow,
    pub terms: AgreementTerms,
    /// What keeps it a draft; empty once nothing does.
    pub missing: Vec<MissingView>,
    /// Who suspended or revoked it, when and why; empty when nobody did.
    pub ended_words: String,
    pub versions: Vec<AgreementRow>,
    pub named: Vec<NamedCase>,
    pub document: Option<DocumentView>,
    pub choices: AgreementChoices,
}

/// The signed paper was saved outside the store; `saved` is false when the person changed their mind.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct DocumentSaved {
    pub saved: bool,
    pub place: String,
}
