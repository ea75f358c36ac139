//! Disclosures that are not a sealed file: told by voice or on paper, declined, reviewed, counted.

use crate::asks::door::Labelled;
use crate::asks::sharing::{SecondPerson, ToldAnswer};
use casework::agreement::{Basis, Gateway, PartyKind, SharingPurpose};
use casework::body::Category;
use casework::contact::Channel;
use casework::disclosure::{Addressee, Harm, ReviewResult, Route, SharingChannel};
use casework::ids::{AgreementId, CaseId, DisclosureId, PartnerId, RecordId};
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the screens of one case offer to choose from. Nothing of it is ticked.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TellChoicesView {
    pub case: CaseId,
    pub reference: String,
    /// Every record of the case that could be told.
    pub records: Vec<TellRecordView>,
    pub harms: Vec<Labelled>,
    pub purposes: Vec<Labelled>,
    pub kinds: Vec<Labelled>,
    pub bases: Vec<Labelled>,
    pub gateways: Vec<Labelled>,
    pub partners: Vec<TellPartnerView>,
    pub agreements: Vec<TellAgreementView>,
    pub categories: Vec<Labelled>,
    /// Ways of reaching the victim that the contact rule calls safe.
    pub safe_ways: Vec<Channel>,
    /// What the contact rule says today.
    pub safe_words: String,
    /// Second person for everything: the case is restricted.
    pub restricted: bool,
}

/// One record to tick.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TellRecordView {
    pub record: RecordId,
    pub what: String,
    pub category: Category,
    pub category_label: String,
    pub owner_label: String,
    /// Why it cannot be told in an emergency, whatever is filled in; empty where it can.
    pub never: String,
    /// Of a category that its owner releases record by record.
    pub sealed: bool,
    /// In a compartment: a second person looks at it too.
    pub walled: bool,
}

/// A partner unit with a card.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TellPartnerView {
    pub partner: PartnerId,
    pub name: String,
    pub kind: PartyKind,
}

/// An agreement with a partner.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TellAgreementView {
    pub agreement: AgreementId,
    pub partner: PartnerId,
    pub title: String,
}

/// To whom.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ToWhom {
    /// The partner unit's card; its name and kind stand in for those below.
    pub partner: Option<PartnerId>,
    pub kind: PartyKind,
    pub addressee: Addressee,
    pub name: String,
    pub post: String,
    pub organisation: String,
    /// How their identity was checked.
    pub identity_checked: String,
}

/// On what footing it was told.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "route", deny_unknown_fields)]
pub enum TellFooting {
    Agreement { agreement: AgreementId },
    OneOff { bases: Vec<Basis>, gateway: Option<Gateway>, further_processing: String },
    Emergency { harm: Option<Harm>, why_not_wait: String, advocate_reachable: bool },
}

/// A member who approves it, with their own passphrase.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ApprovedBy {
    pub who: SecondPerson,
    /// "Chair", "delegate of the data protection officer".
    pub as_what: String,
    pub why: String,
}

/// Record what was told by voice or handed over on paper, now or afterwards.
#[derive(Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RecordDisclosure {
    pub case: CaseId,
    pub footing: TellFooting,
    pub channel: SharingChannel,
    /// By phone or in person, where it was said.
    pub spoken: Option<Channel>,
    pub to: ToWhom,
    pub purpose: SharingPurpose,
    /// The records that were told. None is refused, never taken for all.
    pub records: Vec<RecordId>,
    /// Every ticked record was looked at. Asked for on paper.
    pub read: bool,
    /// Why it is necessary; in an emergency why waiting is worse says it, where this is empty.
    pub necessity: String,
    /// When it was told.
    #[ts(type = "string")]
    pub told_at: Moment,
    pub victim_told: Option<ToldAnswer>,
    /// One's own passphrase, typed again.
    pub passphrase: String,
    /// Who decided, with their own passphrase, where business support records it.
    pub decided_by: Option<SecondPerson>,
    pub second: Option<SecondPerson>,
    pub approver: Option<ApprovedBy>,
}

impl std::fmt::Debug for RecordDisclosure {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("RecordDisclosure")
    }
}

/// What was recorded.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosureRecorded {
    pub disclosure: DisclosureId,
    pub records: u32,
    /// Emergency: the next working day.
    pub review_due_on: Option<NaiveDate>,
    /// An advocate is told when one next signs in.
    pub advocate_at_next_unlock: bool,
}

/// Record that something was asked for and not told (rules.md ISA-9).
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DeclineDisclosure {
    pub case: CaseId,
    pub to: ToWhom,
    /// The route on which it would have gone.
    pub route: Route,
    pub channel: SharingChannel,
    pub purpose: SharingPurpose,
    /// What was asked for.
    pub categories: Vec<Category>,
    pub reason: String,
    #[ts(type = "string")]
    pub declined_at: Moment,
    /// Who decided, with their own passphrase, where business support records it.
    pub decided_by: Option<SecondPerson>,
}

/// Which disclosures to list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhichDisclosures {
    Everything,
    Disclosed,
    Declined,
    /// Emergencies without a review.
    ToReview,
    /// The victim has not been told yet.
    VictimNotTold,
}

/// List disclosures, newest first, and count them by month and organisation.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListDisclosures {
    pub from: Option<NaiveDate>,
    pub until: Option<NaiveDate>,
    /// One route; none lists all three.
    pub route: Option<Route>,
    /// An organisation as the list spells it; empty lists all.
    pub organisation: String,
    pub case: Option<CaseId>,
    pub which: WhichDisclosures,
}

/// What was found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosuresView {
    pub rows: Vec<DisclosureRow>,
    /// Every organisation that ever received something or was declined.
    pub organisations: Vec<String>,
    pub report: DisclosureReportView,
}

/// One disclosure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosureRow {
    pub disclosure: DisclosureId,
    #[ts(type = "string")]
    pub told_at: Moment,
    #[ts(type = "string")]
    pub entered_at: Moment,
    /// Entered later than a quarter of an hour after it was told.
    pub entered_later: bool,
    pub to: String,
    pub organisation: String,
    pub identity_checked: String,
    pub route: Route,
    pub route_label: String,
    pub how: String,
    /// Why it was declined; empty where it was disclosed.
    pub declined: String,
    pub cases: Vec<DisclosedCase>,
    pub records: u32,
    pub categories: Vec<CategoryCount>,
    pub purpose: String,
    pub by_name: String,
    pub approver: String,
    pub harm: String,
    pub why_not_wait: String,
    pub necessity: String,
    pub victim: String,
    /// Whether `tell_victim` still has something to say.
    pub victim_open: bool,
    pub review_due_on: Option<NaiveDate>,
    /// "Review due today", "Upheld 24 Nov by I. Specimen: ..."; empty where none is needed.
    pub review: String,
    pub review_open: bool,
    pub overdue: bool,
    /// Whoever asks disclosed it: a second person reviews it with them.
    pub own: bool,
    /// Whether the advocate knows that victim contact went without them; empty where they need not.
    pub advocate: String,
}

/// A case of a disclosure.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosedCase {
    pub case: CaseId,
    pub reference: String,
}

/// Records of one category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CategoryCount {
    pub category: Category,
    pub label: String,
    pub records: u32,
}

/// Counts by month and organisation over the days asked for.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DisclosureReportView {
    pub months: Vec<ReportMonth>,
    pub upheld: u32,
    pub not_upheld: u32,
    pub agreement_needed: u32,
    pub not_yet: u32,
    pub overdue: u32,
}

/// One organisation in one month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportMonth {
    /// "2026-11".
    pub month: String,
    /// "November 2026".
    pub label: String,
    pub organisation: String,
    pub under_agreement: u32,
    pub one_off: u32,
    pub emergency: u32,
    pub declined: u32,
    /// More than one emergency, and more than in the month before: an agreement may be missing.
    pub rising: bool,
    pub categories: Vec<CategoryCount>,
}

/// Which disclosure is meant.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichDisclosure {
    pub disclosure: DisclosureId,
}

/// A sealed file that was recorded before it had a name, when the program ended.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CutOffView {
    /// What it is known by.
    pub sha256: String,
    /// "A bundle of cases".
    pub what: String,
    pub partner_name: String,
    pub references: Vec<String>,
    #[ts(type = "string")]
    pub at: Moment,
    /// Where the file was to stand.
    pub place: String,
}

/// What somebody who looked found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    There,
    /// The record says from then on that nothing left.
    NothingLeft,
}

/// Say what became of such a file, after looking.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SettleCutOff {
    pub sha256: String,
    pub found: Found,
}

/// Say what the review of an emergency found.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReviewDisclosure {
    pub disclosure: DisclosureId,
    pub result: ReviewResult,
    pub words: String,
    /// The data protection officer's delegate or another colleague; needed where the chair disclosed it.
    pub with: Option<SecondPerson>,
}

/// Say that the victim was told since, or why not.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TellVictim {
    pub disclosure: DisclosureId,
    pub told: ToldAnswer,
}

/// An emergency that waits for its review, on the chair's Today.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReviewDueView {
    pub disclosure: DisclosureId,
    pub due_on: NaiveDate,
    /// "Due today", "3 days late".
    pub due_words: String,
    pub overdue: bool,
    pub organisation: String,
    pub references: Vec<String>,
}

/// Victim contact that went without the advocate, on the advocate's Today until read.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ContactWentView {
    pub disclosure: DisclosureId,
    pub case: CaseId,
    pub reference: String,
    pub to: String,
    #[ts(type = "string")]
    pub at: Moment,
    pub approver: String,
    pub why: String,
}
