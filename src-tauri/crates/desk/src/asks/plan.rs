//! The safeguarding plan.

use super::door::Labelled;
use super::papers::PrintAs;
use super::shared::{HitView, LevelView, PersonView};
use casework::agency::Agency;
use casework::ids::{CaseId, PlanId, RecordId};
use casework::plan::{Contingency, Plan, PlanLine, PlanState, WhoToRing};
use casework::rules::plan_changes::PlanChange;
use casework::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The plan page of a case.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanPage {
    pub case: CaseId,
    pub reference: String,
    pub victim: Option<PersonView>,
    pub perpetrator: Option<PersonView>,
    pub level: Option<LevelView>,
    /// The version being written or last agreed.
    pub current: Option<PlanView>,
    pub versions: Vec<PlanVersionRow>,
    pub copies: Vec<CopyRow>,
    pub agencies: Vec<Labelled>,
    pub headings: Vec<Labelled>,
    pub in_force: Vec<String>,
    pub safe_contact_words: String,
    /// Whoever is signed in reads safe contact, and may choose details for a copy.
    pub safe_contact_open: bool,
    pub marking: String,
    pub unit: String,
}

/// One version.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanView {
    pub plan: PlanId,
    pub body: Plan,
    pub blockers: Vec<PlanBlockerView>,
    pub hits: Vec<HitView>,
}

/// Why it cannot be agreed yet.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanBlockerView {
    pub words: String,
    /// "lines", "contingencies", "review_on", "agreed_by", "text".
    pub field: String,
    /// Index in the list, from 0.
    pub index: Option<u16>,
}

/// A version in a list.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanVersionRow {
    pub plan: PlanId,
    pub version: u16,
    pub state: PlanState,
    #[ts(type = "string")]
    pub started_at: Moment,
    #[ts(type = "string | null")]
    pub agreed_at: Option<Moment>,
}

/// A numbered copy.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct CopyRow {
    pub record: RecordId,
    pub version: u16,
    pub copy: u16,
    pub holder: String,
    pub holder_agency: String,
    pub purpose: String,
    pub seal: String,
    /// Contact details stand on it, chosen for its holder.
    pub with_contact: bool,
    #[ts(type = "string")]
    pub printed_at: Moment,
    /// A newer version was agreed: the copy is to be called back.
    pub superseded: bool,
    /// "Returned", "Shredded", "Lost"; empty while its holder has it.
    pub fate_label: String,
}

/// Write one part of a draft.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "part", rename_all = "snake_case")]
pub enum PlanPart {
    WhatWorriesUs { text: String },
    NotKnown { text: String },
    VictimWishes { text: String },
    Lines { lines: Vec<PlanLine> },
    Contingencies { lines: Vec<Contingency> },
    WhoToRing { lines: Vec<WhoToRing> },
    ReviewOn { on: Option<NaiveDate> },
}

/// Write one part of a draft plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WritePlan {
    pub plan: PlanId,
    pub part: PlanPart,
}

/// Which plan.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichPlan {
    pub plan: PlanId,
}

/// Look at a version as it would print.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewPlan {
    pub plan: PlanId,
    pub print: PrintAs,
}

/// The pages of a paper for the screen, in points.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PaperPreview {
    pub width: f32,
    pub height: f32,
    pub pages: Vec<Vec<PaperMark>>,
}

/// What lies on a page; y grows downwards. Greys run from 0, black, to 1.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "mark", rename_all = "snake_case")]
pub enum PaperMark {
    /// Text with its base line at y, exactly this wide.
    Text {
        x: f32,
        y: f32,
        size: f32,
        width: f32,
        bold: bool,
        mono: bool,
        text: String,
        grey: f32,
    },
    /// Text turned by so many degrees against the clock.
    Turned {
        x: f32,
        y: f32,
        size: f32,
        degrees: f32,
        text: String,
        grey: f32,
    },
    Fill {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
        grey: f32,
    },
    Outline {
        x: f32,
        y: f32,
        w: f32,
        h: f32,
    },
    Stroke {
        corners: [(f32, f32); 4],
    },
}

/// What changed between two versions of one case's plan; the one with the lower number is the earlier.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ComparePlans {
    pub earlier: PlanId,
    pub later: PlanId,
}

/// Two versions side by side.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct PlanComparison {
    pub earlier: PlanVersionRow,
    pub later: PlanVersionRow,
    pub changes: Vec<PlanChange>,
}

/// Agree a plan: who agreed for each agency.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgreePlan {
    pub plan: PlanId,
    /// At least two agencies.
    pub agreed_by: Vec<AgreeingAgency>,
}

/// One agency's agreement.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AgreeingAgency {
    pub agency: Agency,
    pub name: String,
    pub job: String,
}
