//! An agreement to share: who, what for, on what basis, which categories, how long (rules.md 1.1).

use crate::body::Category;
use crate::ids::{AgreementId, AttachmentId, CaseId, MemberId, PartnerId};
use crate::people::PersonRole;
use crate::when::Moment;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use ts_rs::TS;

/// Where a version stands as somebody left it. Not started, under review and expired follow from the dates
/// (`rules::agreement::on_day`) and are never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AgreementState {
    Draft,
    Signed,
    Suspended,
    Revoked,
}

/// What kind of organisation a party is. It decides which bases and which gateways there are for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartyKind {
    PoliceForce,
    ProbationProvider,
    NhsBody,
    LocalAuthority,
    Charity,
    Other,
}

impl PartyKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::PoliceForce, Self::ProbationProvider, Self::NhsBody, Self::LocalAuthority, Self::Charity, Self::Other];

    /// The code used in assets/law/sharing.toml and kept in records.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::PoliceForce => "police_force",
            Self::ProbationProvider => "probation_provider",
            Self::NhsBody => "nhs_body",
            Self::LocalAuthority => "local_authority",
            Self::Charity => "charity",
            Self::Other => "other",
        }
    }

    /// As it stands on screen and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::PoliceForce => "Police force",
            Self::ProbationProvider => "Probation provider",
            Self::NhsBody => "NHS body",
            Self::LocalAuthority => "Local authority",
            Self::Charity => "Charity",
            Self::Other => "Other organisation",
        }
    }
}

/// Under which law a party processes what it is given (rules.md ISA-3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Data Protection Act 2018, Part 3: law enforcement by a competent authority.
    DpaPart3,
    UkGdpr,
}

impl Regime {
    /// The code used in assets/law/sharing.toml.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::DpaPart3 => "dpa_part3",
            Self::UkGdpr => "uk_gdpr",
        }
    }
}

/// What a party is to the data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartyRole {
    Controller,
    JointController,
    Processor,
}

/// What sharing is for: the closed list of rules.md 1.1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SharingPurpose {
    RiskAssessment,
    SafetyPlanning,
    Investigation,
    OffenderManagement,
    HealthIntervention,
    Evaluation,
    Audit,
}

impl SharingPurpose {
    /// Every purpose.
    pub const ALL: [Self; 7] = [
        Self::RiskAssessment,
        Self::SafetyPlanning,
        Self::Investigation,
        Self::OffenderManagement,
        Self::HealthIntervention,
        Self::Evaluation,
        Self::Audit,
    ];

    /// As it stands on screen and paper.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::RiskAssessment => "Assessing risk",
            Self::SafetyPlanning => "Planning for safety",
            Self::Investigation => "Investigating an offence",
            Self::OffenderManagement => "Managing an offender",
            Self::HealthIntervention => "Health intervention",
            Self::Evaluation => "Evaluation",
            Self::Audit => "Audit",
        }
    }
}

/// Code of a lawful basis or condition in assets/law/sharing.toml, such as `6(1)(e)`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Basis(pub String);

/// Code of a power to disclose in assets/law/sharing.toml, such as `CDA-115`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
pub struct Gateway(pub String);

/// Which way a party's basis holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    Sends,
    Receives,
}

/// On what footing a party sends or receives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ground {
    pub direction: Direction,
    pub bases: Vec<Basis>,
    /// The power to disclose. A party that only receives needs none.
    pub gateway: Option<Gateway>,
    /// Reference of the appropriate policy document, where Part 3 or a Schedule 1 condition asks for one.
    #[serde(default)]
    pub policy_document: String,
    /// The authority to process further outside law enforcement (DPA 2018 s.36(4)), where a Part 3 party sends
    /// to one under UK GDPR.
    #[serde(default)]
    pub further_processing: String,
}

/// One organisation that is bound.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Party {
    pub name: String,
    pub kind: PartyKind,
    pub regime: Regime,
    pub role: PartyRole,
    /// Its contact card; none where the party is an organisation of our own unit.
    pub partner: Option<PartnerId>,
    #[serde(default)]
    pub ico_number: String,
    #[serde(default)]
    pub data_protection_contact: String,
    #[serde(default)]
    pub caldicott_guardian: String,
    #[serde(default)]
    pub information_asset_owner: String,
    /// Where requests by people about their own data go.
    #[serde(default)]
    pub requests_contact: String,
    pub grounds: Vec<Ground>,
}

impl Party {
    /// The footing on which it sends or receives.
    #[must_use]
    pub fn ground(&self, direction: Direction) -> Option<&Ground> {
        self.grounds.iter().find(|ground| ground.direction == direction)
    }
}

/// Which cases the agreement covers. There is no "every case".
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "scope", content = "cases")]
pub enum AgreementScope {
    /// Cases whose perpetrator lives, works or is managed in the partner's area.
    PerpetratorLinkedToPartner,
    /// Cases in which the partner has a role, whoever is linked to it.
    PartnerWorksOnIt,
    Named(Vec<CaseId>),
}

/// Whether what was received may be passed on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case", tag = "onward", content = "parties")]
pub enum Onward {
    NotAllowed,
    NamedParties(Vec<PartnerId>),
    WithOriginatorsAgreement,
}

/// What happens to what was shared when the agreement ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OnExit {
    Return,
    Delete,
    KeepOwnContribution,
}

/// Whether what was shared may be put on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Printing {
    NotAllowed,
    Allowed,
}

/// How long the receiver may keep it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Keeping {
    /// The rule in words.
    pub words: String,
    pub months: Option<u16>,
    pub on_exit: OnExit,
}

/// Who signed for a party.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Signatory {
    pub name: String,
    pub post: String,
    pub organisation: String,
    pub on: NaiveDate,
    /// "On paper", "electronic signature of the trust".
    #[serde(default)]
    pub how: String,
}

/// Who suspended or revoked a version, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Ended {
    pub by: MemberId,
    #[ts(type = "string")]
    pub at: Moment,
    pub why: String,
}

/// What the agreement rests on besides the law: assessment and contacts (rules.md 1.1, Assurance).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
pub struct Assurance {
    pub impact_assessment: String,
    pub impact_assessment_on: Option<NaiveDate>,
    pub joint_controllers: String,
    pub breach_contacts: String,
    pub rights_route: String,
}

/// One version of an agreement. A signed version is never changed: see `rules::agreement::change_of`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Agreement {
    pub title: String,
    pub version: u32,
    pub supersedes: Option<AgreementId>,
    pub state: AgreementState,
    pub parties: Vec<Party>,
    pub purposes: BTreeSet<SharingPurpose>,
    #[serde(default)]
    pub purpose_words: String,
    #[serde(default)]
    pub prohibited_uses: String,
    pub categories: BTreeSet<Category>,
    /// About whom anything may leave.
    pub subjects: BTreeSet<PersonRole>,
    #[serde(default)]
    pub excluded: String,
    pub scope: Option<AgreementScope>,
    pub onward: Option<Onward>,
    pub printing: Option<Printing>,
    pub keeping: Option<Keeping>,
    pub signed_on: Option<NaiveDate>,
    pub starts_on: Option<NaiveDate>,
    /// The last day on which it holds.
    pub ends_on: Option<NaiveDate>,
    pub review_due_on: Option<NaiveDate>,
    /// Days of notice a party gives before it leaves.
    pub notice_days: Option<u16>,
    pub signatories: Vec<Signatory>,
    #[serde(default)]
    pub assurance: Assurance,
    #[serde(default)]
    pub suspended: Option<Ended>,
    #[serde(default)]
    pub revoked: Option<Ended>,
    /// The signed paper itself, as a sealed attachment.
    #[serde(default)]
    pub document: Option<AttachmentId>,
    /// The clause each category leaves or stays by, as the paper numbers it ("Clause 3.2: managing the subject").
    #[serde(default)]
    pub clauses: BTreeMap<Category, String>,
}
