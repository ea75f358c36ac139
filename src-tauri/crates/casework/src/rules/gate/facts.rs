//! What is asked of the gate, and what it has to know. Nothing here is looked up: all of it is handed in.

use crate::agency::{Agency, Role};
use crate::agreement::{Agreement, Basis, Gateway, PartyKind, Regime, SharingPurpose};
use crate::body::{Category, Kind};
use crate::disclosure::{Approver, Harm, Recipient, Route, SharingChannel, VictimTold};
use crate::ids::{CaseId, MemberId, PartnerId, RecordId};
use crate::import::Terms;
use crate::partner::Partner;
use crate::people::PersonRole;
use crate::release::{OwnerHold, OwnerRelease};
use crate::when::Moment;
use chrono::NaiveDate;
use forms::SharingLaw;
use std::collections::BTreeSet;

/// Which records of the cases and categories are asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// All of the chosen categories. Not for restricted cases, and not for sealed categories without their release.
    OfTheCategories,
    /// These only. An empty list is refused.
    Only(BTreeSet<RecordId>),
}

/// Whether what leaves was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Preview {
    NotRead,
    EveryRowRead,
}

/// Whether an advocate can be reached. Asked in an emergency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum AdvocateReach {
    Reachable,
    NotReachable,
}

/// What somebody wants to disclose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    pub route: Option<Route>,
    pub channel: SharingChannel,
    pub recipient: Option<Recipient>,
    pub purpose: SharingPurpose,
    pub cases: BTreeSet<CaseId>,
    pub categories: BTreeSet<Category>,
    pub records: Chosen,
    /// Sealed compartments that were chosen by name.
    pub compartments: BTreeSet<String>,
    pub necessity: String,
    pub preview: Preview,
    pub second: Option<MemberId>,
    pub victim_told: Option<VictimTold>,
    /// One-off: recorded by hand.
    pub bases: Vec<Basis>,
    pub gateway: Option<Gateway>,
    /// One-off from a Part 3 sender to a recipient under UK GDPR: the authority of section 36(4).
    pub further_processing: String,
    /// The recipient's regime on a one-off; an agreement names it otherwise.
    pub recipient_regime: Regime,
    /// One-off always; emergency where victim contact goes without the advocate.
    pub approver: Option<Approver>,
    /// Emergency.
    pub harm: Option<Harm>,
    pub why_not_wait: String,
    pub advocate: AdvocateReach,
}

/// Who discloses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sender {
    pub member: MemberId,
    pub role: Role,
    /// The kind of organisation they belong to: `rules::agreement::party_kind_of` their agency.
    pub kind: PartyKind,
    pub regime: Regime,
    /// When they last gave their passphrase.
    pub authenticated_at: Option<Moment>,
}

/// What is known of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseFacts {
    pub case: CaseId,
    pub restricted: bool,
    /// The recipient has a part in it.
    pub partner_works_on_it: bool,
    /// The perpetrator lives, works or is managed in the recipient's area.
    pub perpetrator_linked: bool,
}

/// A record that came in a bundle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedItem {
    pub from: PartnerId,
    pub terms: Terms,
    /// Recipients the originator agreed to, by recorded agreement.
    pub originator_agreed_to: BTreeSet<PartnerId>,
}

/// A release with the role of whoever gave it, which is looked up and never taken from the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReleaseFacts {
    pub release: OwnerRelease,
    pub by_role: Role,
}

/// A record that could leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemFacts {
    pub record: RecordId,
    /// None where it stands in no case.
    pub case: Option<CaseId>,
    /// None where this version does not know the kind.
    pub kind: Option<Kind>,
    pub category: Category,
    /// The sealed compartment it lies in, by its name in the store; none where the whole unit may open it.
    pub compartment: Option<String>,
    pub owner: Agency,
    /// About whom it is. Nobody said is not nobody: such a record counts as about the victim.
    pub subjects: BTreeSet<PersonRole>,
    /// Entries it has now.
    pub entries: u32,
    pub holds: Vec<OwnerHold>,
    pub releases: Vec<ReleaseFacts>,
    pub imported: Option<ImportedItem>,
}

/// Whether the log can be written now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogReady {
    Ready,
    Broken,
}

/// What the gate has to know.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    pub now: Moment,
    pub today: NaiveDate,
    /// For the day on which an emergency is reviewed.
    pub holidays: &'a BTreeSet<NaiveDate>,
    pub law: &'a SharingLaw,
    pub sender: Sender,
    /// The agreement that was chosen.
    pub agreement: Option<&'a Agreement>,
    /// First day of a later version that was signed: `rules::agreement::superseded_on`.
    pub superseded_on: Option<NaiveDate>,
    /// The recipient's card, where it has one.
    pub partner: Option<&'a Partner>,
    /// Members who may approve a one-off: the chair, the delegate of the data protection officer.
    pub approvers: &'a BTreeSet<MemberId>,
    pub cases: Vec<CaseFacts>,
    pub items: Vec<ItemFacts>,
    /// The note of the disclosure before this one; empty where there was none.
    pub last_necessity: String,
    /// More cases than these need a second person.
    pub second_person_above: usize,
    pub log: LogReady,
}
