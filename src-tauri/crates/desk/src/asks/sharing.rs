//! What leaves: under what, to whom, row by row; sealed, held back, released, and who received it.

use crate::asks::door::Labelled;
use crate::asks::shared::HitView;
use casework::agreement::{Basis, Gateway, SharingPurpose};
use casework::body::Category;
use casework::contact::Channel;
use casework::disclosure::{Approver, Harm, Route};
use casework::ids::{AgreementId, CaseId, DisclosureId, MemberId, PartnerId, RecordId};
use casework::partner_part::PartInCase;
use casework::release::Confidentiality;
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What can be chosen: agreements with partners, and the cases that are open to whoever asks.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShareChoices {
    /// The partner of the agreement chosen; none before one is.
    pub partner: Option<PartnerId>,
    pub agreement: Option<AgreementId>,
}

/// The choices.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareChoicesView {
    pub agreements: Vec<ShareAgreementView>,
    pub cases: Vec<ShareCaseView>,
    pub categories: Vec<CategoryChoice>,
    pub purposes: Vec<Labelled>,
    /// Compartments that are open to whoever asks, to be chosen by name.
    pub compartments: Vec<Labelled>,
    /// What a partner can have to do with a case.
    pub parts: Vec<Labelled>,
    /// What a bundle sealed once, under no agreement, may rest on.
    pub once: OnceChoices,
}

/// For a bundle sealed once: to whom, on what basis and power, and who may approve it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OnceChoices {
    pub partners: Vec<OncePartner>,
    pub bases: Vec<Labelled>,
    pub gateways: Vec<Labelled>,
    /// Chairs other than whoever asks.
    pub approvers: Vec<OnceApprover>,
}

/// A partner, and how its keys were compared; empty where they were not, and nothing can be sealed to it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OncePartner {
    pub partner: PartnerId,
    pub name: String,
    pub key_words: String,
}

/// Somebody who may approve it, with their own passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct OnceApprover {
    pub member: MemberId,
    pub name: String,
}

/// One agreement with one partner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareAgreementView {
    pub agreement: AgreementId,
    pub partner: PartnerId,
    pub title: String,
    pub partner_name: String,
    /// "In force", "Review overdue by 4 days", "Suspended".
    pub standing: String,
    /// Whether anything can leave under it today.
    pub open: bool,
    /// Why not, in words; empty where it is open.
    pub why_not: String,
    pub signed_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub purposes: Vec<SharingPurpose>,
    pub purpose_words: String,
    pub categories: Vec<Category>,
    pub keep_words: String,
    /// How the partner's keys were compared: "checked by voice 3 Mar"; empty where they were not.
    pub key_words: String,
}

/// One case that could be chosen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareCaseView {
    pub case: CaseId,
    pub reference: String,
    /// Why it is covered: "Perpetrator lives there: moving to Eastshire".
    pub words: String,
    /// Whether the agreement covers it.
    pub covered: bool,
}

/// One category to tick.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CategoryChoice {
    pub category: Category,
    pub label: String,
    /// Record by record, each released by its owner.
    pub sealed: bool,
}

/// On what footing it leaves.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "route")]
pub enum ShareFooting {
    Agreement {
        agreement: AgreementId,
    },
    OneOff {
        bases: Vec<Basis>,
        gateway: Option<Gateway>,
        further_processing: String,
        approver: Option<Approver>,
    },
    Emergency {
        harm: Option<Harm>,
        why_not_wait: String,
        identity_checked: String,
        advocate_reachable: bool,
        approver: Option<Approver>,
    },
}

/// What is to leave.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ShareWhat {
    pub footing: ShareFooting,
    pub partner: PartnerId,
    /// The person there who gets it, and their post.
    pub name: String,
    pub post: String,
    pub purpose: SharingPurpose,
    pub cases: Vec<CaseId>,
    pub categories: Vec<Category>,
    /// Records taken out by hand.
    pub left_out: Vec<RecordId>,
    /// Compartments chosen by name; without that nothing of one leaves (security.md B-4).
    pub compartments: Vec<String>,
}

/// What happens to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RowState {
    Leaves,
    /// It leaves, but something of it was erased and does not.
    Reduced,
    Withheld,
}

/// One value as it will stand in the bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RowValue {
    pub label: String,
    pub text: String,
    /// When it was corrected to this; none for what was recorded first. Earlier wording goes too.
    pub corrected_on: Option<NaiveDate>,
}

/// One row of what leaves and what stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareRow {
    pub state: RowState,
    /// "Victim: name", "Incident".
    pub what: String,
    /// Everything the bundle would hold of it; empty where it stays.
    pub values: Vec<RowValue>,
    /// Records of this row: one where it leaves, any number where they stay for the same reason.
    pub records: Vec<RecordId>,
    pub category: Category,
    pub category_label: String,
    pub owner_label: String,
    /// The clause, or why it stays.
    pub why: String,
    /// What can be done about it; empty where it leaves.
    pub next: String,
    /// Protected details in its words. Each blocks.
    pub hits: Vec<HitView>,
    /// What whoever reads should look at; nothing of it blocks.
    pub warnings: Vec<String>,
}

/// One case of the preview.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ShareCaseRows {
    pub case: CaseId,
    pub reference: String,
    pub rows: Vec<ShareRow>,
    pub leaves: u32,
    pub reduced: u32,
    pub withheld: u32,
}

/// Everything that would leave and everything that stays.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SharePreview {
    pub cases: Vec<ShareCaseRows>,
    /// What to send to `seal_bundle` once every row was read. It changes when anything in the preview does.
    pub token: String,
    /// For whom: "Eastshire unit, checked by voice 3 Mar".
    pub recipient: String,
    pub second_person: bool,
    pub hits: u32,
    /// A late review, an emergency's review, an advocate to be told.
    pub warnings: Vec<String>,
    /// The forms whose questions go with what was answered on them: "Case analysis summary, edition 1".
    pub forms: Vec<String>,
    #[ts(type = "string")]
    pub good_until: Moment,
}

/// Whether the victim knows. The person who told is whoever is signed in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "told")]
pub enum ToldAnswer {
    Told { channel: Channel, on: NaiveDate },
    NotSafeToTell { why: String },
    NotYet { why: String },
}

/// A colleague who looked at it and says so with their own passphrase.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SecondPerson {
    pub name: String,
    pub passphrase: String,
}

impl std::fmt::Debug for SecondPerson {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SecondPerson")
    }
}

/// Seal what was read and save it where the person says.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SealBundle {
    pub what: ShareWhat,
    /// The preview's token: it was read to its last row.
    pub seen: Option<String>,
    pub necessity: String,
    pub victim_told: Option<ToldAnswer>,
    /// One's own passphrase, typed again.
    pub passphrase: String,
    pub second: Option<SecondPerson>,
}

impl std::fmt::Debug for SealBundle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("SealBundle")
    }
}

/// A bundle that was sealed.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct BundleSealed {
    /// False where the person changed their mind about the place; then nothing happened.
    pub saved: bool,
    pub place: String,
    pub disclosure: Option<DisclosureId>,
    pub records: u32,
    pub bytes: u64,
    pub sha256: String,
    /// Its number on the line to this partner.
    pub sequence: u64,
}

/// Keep a record of one's own agency back, whatever an agreement says.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct HoldItem {
    pub record: RecordId,
    pub why: String,
    /// The last day; none holds it until it is lifted.
    pub until: Option<NaiveDate>,
}

/// Lift every hold of one's own agency on a record.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LiftHold {
    pub record: RecordId,
}

/// Let one record of a sealed category go, as it stands now.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReleaseItem {
    pub record: RecordId,
    pub partner: PartnerId,
    pub routes: Vec<Route>,
    pub purpose: SharingPurpose,
    pub reason: String,
    /// Health records stay without it.
    pub confidentiality: Option<Confidentiality>,
    /// Victim contact needs one.
    pub second: Option<SecondPerson>,
}

/// Say what a partner has to do with a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct LinkPartner {
    pub case: CaseId,
    pub partner: PartnerId,
    pub part: PartInCase,
    pub words: String,
}

/// Who received something of a case, or one record of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhoReceived {
    pub case: CaseId,
    /// Only what held this record.
    pub record: Option<RecordId>,
}

/// One disclosure as a case shows it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReceivedView {
    pub disclosure: DisclosureId,
    #[ts(type = "string")]
    pub at: Moment,
    pub to: String,
    pub route: Route,
    pub purpose: String,
    pub by: MemberId,
    pub by_name: String,
    /// Records of this case that went.
    pub records: u32,
    pub withheld: u32,
    pub receipt: String,
    /// Whether it held the record that was asked about.
    pub holds_record: bool,
    /// Records that went and were changed since: the recipient holds what they said before.
    pub changed_since: u32,
}

/// Who received something.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WhoReceivedView {
    pub received: Vec<ReceivedView>,
}

/// Tell the recipient of a bundle that records of it changed since.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NotifyCorrection {
    pub disclosure: DisclosureId,
    pub passphrase: String,
}

impl std::fmt::Debug for NotifyCorrection {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("NotifyCorrection")
    }
}

/// Ask the recipient of a bundle to delete what it brought.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawBundle {
    pub disclosure: DisclosureId,
    /// Why; the partner reads it.
    pub words: String,
    pub passphrase: String,
}

impl std::fmt::Debug for WithdrawBundle {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("WithdrawBundle")
    }
}
