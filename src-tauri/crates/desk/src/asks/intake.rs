//! Referrals in: the overnight list and the referral taken by hand.

use super::restricted::RestrictTo;
use super::shared::CaseRowView;
use casework::ids::CaseId;
use casework::people::Standing;
use casework::referral::Referral;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;

/// Read a list without taking anything from it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadOvernightList {
    /// Token of `pick_file`, or "sample:clean" / "sample:ugly" in the example unit.
    pub file: String,
    /// Field code to column heading; empty to guess or use what the unit used last.
    pub columns: BTreeMap<String, String>,
    /// "day_first", "year_first" or "" to decide by the values.
    pub date_order: String,
}

/// What taking the list would do.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DryRunView {
    pub file: String,
    pub format: String,
    pub encoding: String,
    pub headings: Vec<String>,
    pub columns: BTreeMap<String, String>,
    /// Field codes with words, in the order to show them, and whether each is needed.
    pub fields: Vec<FieldChoice>,
    pub columns_remembered: bool,
    pub rows: Vec<DryRunRow>,
    pub new: u32,
    pub already_known: u32,
    pub duplicates: u32,
    pub broken: u32,
    pub notes: Vec<String>,
}

/// A field the list may have.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct FieldChoice {
    pub code: String,
    pub label: String,
    pub needed: bool,
}

/// One row and what would become of it.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DryRunRow {
    pub row: u32,
    /// "new", "already_known", "duplicate", "broken".
    pub verdict: String,
    pub words: String,
    pub crime_reference: String,
    pub victim: String,
    pub suspect: String,
    pub offence: String,
    pub troubles: Vec<CellTroubleView>,
}

/// What is wrong with one cell.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CellTroubleView {
    pub column: String,
    pub words: String,
    pub shown: String,
}

/// Take the list: all new rows or none. Broken rows must be left out openly.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeOvernightList {
    pub file: String,
    pub columns: BTreeMap<String, String>,
    pub date_order: String,
    /// The reader saw this many broken rows and leaves them out; must equal the count.
    pub leave_out_broken: u32,
}

/// What was taken.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct TakenView {
    pub taken: u32,
    pub already_known: u32,
    pub left_out: u32,
    pub cases: Vec<CaseRowView>,
}

/// A person as typed on the referral form.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReferredPerson {
    pub name: String,
    pub born_on: Option<NaiveDate>,
    pub about: String,
    /// Phones, addresses and plates as typed.
    pub phone: String,
    pub address: String,
    pub vehicle: String,
}

/// Take a referral by hand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeReferral {
    pub referral: Referral,
    pub victim: ReferredPerson,
    /// No name means an unknown suspect.
    pub perpetrator: ReferredPerson,
    pub standing: Standing,
    /// First words in a list; empty to take the start of "what happened".
    pub headline: String,
    /// For a restricted case: who alone may open it.
    #[serde(default)]
    #[ts(optional)]
    pub restricted: Option<RestrictTo>,
}

/// A case was opened.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CaseOpened {
    pub case: CaseId,
    pub reference: String,
    /// Cases that may be the same people, with the evidence. Never merged silently.
    pub perhaps_same: Vec<PerhapsSame>,
}

/// A case that may be about the same people.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PerhapsSame {
    pub case: CaseId,
    pub reference: String,
    pub because: String,
}

/// Referrals still to be screened, and lately taken.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReferralsView {
    pub awaiting: Vec<CaseRowView>,
    pub awaiting_total: u32,
    pub reclassified: Vec<ReclassifiedRow>,
    /// Lists the example unit offers.
    pub samples: Vec<super::door::Labelled>,
}

/// A record whose class the unit judged otherwise than the force: for the crime recorder.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReclassifiedRow {
    pub case: CaseId,
    pub reference: String,
    pub crime_reference: String,
    pub recorded_as: String,
    pub judged_as: String,
    pub reason: String,
    pub on: NaiveDate,
}
