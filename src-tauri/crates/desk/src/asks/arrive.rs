//! What comes in: a bundle shown before anything changes, brought in, taken back, and what stands side by side since.

use super::door::Labelled;
use casework::ids::{AgreementId, CaseId, ImportId, PartnerId, RecordId};
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Look into a bundle that was picked. Nothing changes.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenBundle {
    /// Token of `pick_file`.
    pub file: String,
    /// Which of our agreements the sender's is, where more than one could be.
    pub agreement: Option<AgreementId>,
}

/// Sealed files that wait in the example unit.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct WaitingBundles {
    /// Each as a token of `pick_file`.
    pub files: Vec<String>,
}

/// What a bundle holds.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "what")]
pub enum BundleOpened {
    /// More than one of our agreements could be the sender's: say which. Nothing was shown yet.
    WhichAgreement { partner_name: String, agreements: Vec<Labelled> },
    /// Records of cases.
    Cases(Box<BundleView>),
    /// A receipt, a withdrawal or a correction.
    Notice(Box<NoticeView>),
}

/// Who sealed it, when, and on what terms.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SealView {
    pub partner: PartnerId,
    pub partner_name: String,
    /// First eight digits of the signing key, as they are read out.
    pub key: String,
    /// "compared by voice on 3 March 2026".
    pub compared: String,
    #[ts(type = "string")]
    pub sealed_at: Moment,
    /// Title and version of the agreement; the route in words where there is none.
    pub under: String,
    pub purpose: String,
    /// "May not be passed on. May not be printed."
    pub terms: Vec<String>,
    pub delete_by: Option<NaiveDate>,
    pub sequence: u64,
    /// What is missing before it, or that later ones came first; empty otherwise.
    pub warning: String,
}

/// Records of cases, weighed against what is here.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BundleView {
    pub seal: SealView,
    pub cases: Vec<ArrivingCase>,
    /// What is to be known of the forms it carries: an edition that is new here, or one that reads otherwise there.
    pub forms: Vec<String>,
    /// Attachments and parts this version does not read: checked, and left in the file.
    pub left_in_file: u32,
}

/// One case of a bundle.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ArrivingCase {
    pub case: CaseId,
    /// The sender's reference; empty where its own record does not come.
    pub reference: String,
    pub held: HeldHere,
    pub new: u32,
    pub changed: u32,
    pub same: u32,
    /// Records of kinds unknown here: kept closed, never passed on.
    pub unread: u32,
    /// Why the case cannot be brought in at all; empty where it can.
    pub cannot: String,
    /// Records, or ends of records, that will stand in nothing, each with why.
    pub refused: Vec<RefusedRecord>,
    pub conflicts: Vec<ConflictView>,
    /// What comes, in words.
    pub categories: Vec<String>,
    /// What the agreement covers and the sender kept back or does not hold.
    pub not_in_it: Vec<String>,
    /// People here who may be the same, each with what speaks for it. Nothing is merged.
    pub perhaps_same: Vec<PerhapsSamePerson>,
}

/// Whether a case is here already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HeldHere {
    New,
    Held,
}

/// Something that is not taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RefusedRecord {
    pub record: RecordId,
    /// "Incident", or the sender's code of an unknown kind.
    pub what: String,
    pub why: String,
}

/// A case here that may be about the same people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PerhapsSamePerson {
    pub case: CaseId,
    pub reference: String,
    pub because: String,
}

/// One field of one record for which more than one value stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConflictView {
    pub record: RecordId,
    pub case: Option<CaseId>,
    pub reference: String,
    pub field: String,
    /// "Order: ends on".
    pub what: String,
    /// A wrong choice may hurt somebody: nothing is chosen beforehand.
    pub dangerous: bool,
    /// What is shown meanwhile, and why; empty where nothing hangs on it.
    pub meanwhile: String,
    pub values: Vec<ConflictValue>,
}

/// One of the values.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConflictValue {
    /// The entry that says it.
    pub entry: RecordId,
    pub ours: bool,
    /// What it says; empty where it is closed to the reader's role.
    pub shown: String,
    pub who: String,
    #[ts(type = "string")]
    pub at: Moment,
}

/// What to do with one case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "verdict", content = "reason")]
pub enum ArrivingVerdict {
    Accept,
    Reject(String),
}

/// What to do with one case of the bundle.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ArrivingChoice {
    pub case: CaseId,
    pub verdict: ArrivingVerdict,
}

/// Which value of a conflict stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "pick", content = "entry")]
pub enum Pick {
    /// The value of this entry.
    Entry(RecordId),
    /// Both go on standing, side by side, until somebody settles it.
    Both,
}

/// Which value of one conflict stands.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConflictChoice {
    pub record: RecordId,
    pub field: String,
    pub pick: Pick,
}

/// Bring a bundle in, case by case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeBundle {
    pub file: String,
    pub agreement: Option<AgreementId>,
    /// A verdict for every case; none is taken for accepted. Empty for a notice.
    pub cases: Vec<ArrivingChoice>,
    pub conflicts: Vec<ConflictChoice>,
}

/// What was brought in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct BundleTaken {
    pub import: ImportId,
    pub new: u32,
    pub changed: u32,
    /// Conflicts that stay open.
    pub open_conflicts: u32,
    pub refused: u32,
    pub unread: u32,
}

/// Something said of an earlier bundle.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct NoticeView {
    pub seal: SealView,
    pub title: String,
    pub words: String,
    /// Records of it that are here.
    pub records: u32,
}

/// Every bundle brought in, the newest first.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportsView {
    pub imports: Vec<ImportView>,
}

/// One bundle brought in.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ImportView {
    pub import: ImportId,
    pub partner_name: String,
    #[ts(type = "string")]
    pub brought_in_at: Moment,
    pub sequence: u64,
    pub accepted: u32,
    pub rejected: u32,
    pub new: u32,
    pub changed: u32,
    pub quarantined: u32,
    pub delete_by: Option<NaiveDate>,
    /// Why it was taken back; empty while it stands.
    pub undone: String,
}

/// Take an import back, or bring it back again.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UndoImport {
    pub import: ImportId,
    pub why: String,
}

/// Which import is meant.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichImport {
    pub import: ImportId,
}

/// A receipt was sealed and saved; `saved` is false when the person changed their mind.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
pub struct ReceiptSaved {
    pub saved: bool,
    pub place: String,
}

/// Which conflicts: of one case, or all that are open.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListConflicts {
    pub case: Option<CaseId>,
}

/// Conflicts somebody has to settle.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ConflictsView {
    pub conflicts: Vec<ConflictView>,
    /// Where what is here came from and what it is bound to; of one case only.
    pub sources: Vec<SourceView>,
}

/// One import that brought records of a case, and what binds them.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SourceView {
    pub import: ImportId,
    pub partner_name: String,
    #[ts(type = "string")]
    pub brought_in_at: Moment,
    pub records: Vec<RecordId>,
    pub under: String,
    pub terms: Vec<String>,
    pub delete_by: Option<NaiveDate>,
    /// The sender has to agree before it is passed on.
    pub asks_originator: bool,
    /// To whom it may be passed on because the sender agreed, who said so and when.
    pub originator_agreed: Vec<String>,
}

/// Note that the sender lets what it sent of one case be passed on to one partner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct NoteOriginatorAgreed {
    pub import: ImportId,
    pub case: CaseId,
    pub to: PartnerId,
    pub who: String,
    pub on: NaiveDate,
}

/// Settle a conflict: one of its values stands from now on, the other stays in the history.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleConflict {
    pub record: RecordId,
    pub field: String,
    pub entry: RecordId,
}
