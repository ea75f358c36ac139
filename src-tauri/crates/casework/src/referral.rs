//! Referrals: how a case reaches the unit.

use crate::agency::Agency;
use crate::when::Moment;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Who sent it (domain 9.3, sources).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ReferralSource {
    OvernightList,
    Police,
    Probation,
    Health,
    Advocate,
    Helpline,
    Idva,
    Marac,
    SocialCare,
    Housing,
    Self_,
    Other,
}

impl ReferralSource {
    /// The source as the unit says it.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::OvernightList => "Police (overnight list)",
            Self::Police => "Police",
            Self::Probation => "Probation",
            Self::Health => "NHS",
            Self::Advocate => "Victim advocate",
            Self::Helpline => "Helpline",
            Self::Idva => "IDVA service",
            Self::Marac => "MARAC",
            Self::SocialCare => "Social care",
            Self::Housing => "Housing",
            Self::Self_ => "The victim",
            Self::Other => "Other",
        }
    }
}

/// How an offence is classed. Kept twice: as recorded by the force, and as judged by the unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Classification {
    Stalking,
    Harassment,
    OtherOffence,
    NoCrime,
    NotYetJudged,
}

/// Both facts about the class of an offence, side by side: neither overwrites the other (domain 7.3, `reclassify`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BothClasses {
    /// As the force recorded it.
    pub recorded_as: Classification,
    /// As the unit judges it.
    pub judged_as: Classification,
}

/// What the two people are to each other (CAS template, section E).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Relationship {
    ExPartnerCohabited,
    ExPartnerNotCohabited,
    CurrentPartner,
    Family,
    Friend,
    Acquaintance,
    Neighbour,
    Colleague,
    ProfessionalContact,
    ClientOrPatient,
    OnlineOnly,
    Stranger,
    Unidentified,
    Other,
    Unknown,
}

impl Relationship {
    /// The relationship in plain words.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::ExPartnerCohabited => "Ex-partner, lived together",
            Self::ExPartnerNotCohabited => "Ex-partner",
            Self::CurrentPartner => "Current partner",
            Self::Family => "Family",
            Self::Friend => "Friend",
            Self::Acquaintance => "Acquaintance",
            Self::Neighbour => "Neighbour",
            Self::Colleague => "Colleague",
            Self::ProfessionalContact => "Professional contact",
            Self::ClientOrPatient => "Client or patient",
            Self::OnlineOnly => "Online only",
            Self::Stranger => "Stranger",
            Self::Unidentified => "Suspect not identified",
            Self::Other => "Other",
            Self::Unknown => "Not known",
        }
    }
}

/// Whether it is safe to contact the victim, as the referrer knows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SafeToContact {
    Yes,
    No,
    Unsure,
    NotAsked,
}

/// Whether the victim agreed to the referral (domain 8.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    Given,
    Refused,
    NotAskedUnsafe,
    NotAsked,
    NotAble,
}

/// One referral.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Referral {
    pub source: ReferralSource,
    pub referrer: String,
    pub referrer_agency: Agency,
    #[ts(type = "string")]
    pub received_at: Moment,
    #[serde(default)]
    pub crime_reference: String,
    #[serde(default)]
    pub recorded_offence: String,
    pub recorded_as: Classification,
    pub relationship: Relationship,
    pub what_happened: String,
    pub safe_to_contact: SafeToContact,
    pub consent: Consent,
    /// Why there is no consent; needed unless it was given.
    #[serde(default)]
    pub consent_reason: String,
    /// Officer in charge, where the police sent it.
    #[serde(default)]
    pub officer: String,
}

/// Where a case stands (domain 7.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    Received,
    Screening,
    InfoGathering,
    UrgentAction,
    AwaitingMeeting,
    InMeeting,
    Active,
    StepDown,
    Closing,
    Monitoring,
    Closed,
    NotStalking,
    AdviceOnly,
    Redirected,
    DuplicateLinked,
    RejectedIncomplete,
}

/// The case itself: little more than its name and where it stands, because items belong to agencies, not the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CaseFile {
    pub reference: String,
    #[ts(type = "string")]
    pub opened_at: Moment,
    pub state: CaseState,
    pub relationship: Relationship,
    pub recorded_as: Classification,
    /// Set by a person at screening or in a meeting, never by the program.
    pub judged_as: Classification,
    /// Listed for the next meeting, and why; empty when not listed.
    #[serde(default)]
    pub listed_because: String,
    /// First line that tells the case from the others in a list. Free of addresses and names.
    pub headline: String,
}
