//! How one area works: its stages, who is invited, what may be decided, and its clocks (domain 7.4).

use crate::reading::{DataFault, first_repeated, read_toml};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Outcomes no stage may leave out: the room can always act now, ask for more, or advise the officer.
pub(crate) const NEVER_MISSING: [&str; 3] = ["urgent_now", "more_information", "not_stalking_advice"];

/// Neutral kind of a stage; each unit has its own name for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StageKind {
    /// First look by one person or team.
    Screen,
    /// The unit's own meeting.
    TeamMeeting,
    /// Multi-agency meeting on a case.
    Clinic,
    /// Health-led meeting.
    SpecialistClinic,
    /// Advice session for an officer or referrer.
    Consultation,
}

/// How often a stage happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Cadence {
    /// Monday to Friday.
    Weekday,
    /// Once a week.
    Weekly,
    /// Every two weeks.
    Fortnightly,
    /// Once a month.
    Monthly,
    /// When asked for.
    Adhoc,
}

/// Day of the week of a weekly, fortnightly or monthly stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
}

/// Who decides at a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// The person doing it.
    Role,
    /// The room.
    Meeting,
}

/// What puts a case on the agenda by itself. Only a person changes a state or a level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AutoListRule {
    /// Nothing; a person lists it.
    Never,
    /// A person judged the SASH level of concern high.
    ConcernHigh,
    /// A person judged that the unit can add value.
    AddedValueYes,
    /// A person decided at an earlier stage that it goes here.
    DecidedEarlier,
}

/// One stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// Kept with meetings for ever.
    pub id: String,
    /// The unit's own name for it.
    pub display_name: String,
    /// Neutral kind.
    pub kind: StageKind,
    /// How often.
    pub cadence: Cadence,
    /// On which day, where it is not every weekday.
    #[serde(default)]
    pub weekday: Option<Weekday>,
    /// `HH:MM`, London time.
    #[serde(default)]
    pub start_time: Option<String>,
    /// Who decides.
    pub decided_by: DecidedBy,
    /// Quorum: fewest agencies present.
    pub min_agencies: u8,
    /// Agency codes, in the order in which the room is asked.
    pub invited_agencies: Vec<String>,
    /// Form codes to be completed before.
    #[serde(default)]
    pub instrument_before: Vec<String>,
    /// Form codes completed in the stage.
    #[serde(default)]
    pub instrument_during: Vec<String>,
    /// Outcome codes; the first nine are the keys 1 to 9, in this order.
    pub allowed_decisions: Vec<String>,
    /// What lists a case by itself.
    pub auto_list_rule: AutoListRule,
    /// Most cases in one sitting.
    #[serde(default)]
    pub max_cases: Option<u16>,
    /// Minutes planned for one case.
    pub minutes_per_case: u16,
}

/// One area's way of working.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Pathway {
    /// Code kept with the unit.
    pub id: String,
    /// Name of the profile.
    pub display_name: String,
    /// What it is taken from.
    pub note: String,
    /// True where it joins pieces of several areas and is nobody's real way of working.
    #[serde(default)]
    pub composite: bool,
    /// Whether partners sit in one place.
    pub colocated: bool,
    /// Whether the MAPPA question comes first.
    pub mappa_question_first: bool,
    /// Whether closed cases stand on a watch list in place of a monitoring period.
    pub watch_list: bool,
    /// Months of watching after closing; 0 where there is no fixed period.
    pub monitor_months: u8,
    /// Months that count as recent.
    pub recent_window_months: u8,
    /// Contact-free months after which an episode has ended (domain 7.6).
    pub episode_gap_months: u8,
    /// Hours from receipt to first look.
    pub sla_first_look_hours: u16,
    /// Days an agency has to answer a question.
    pub sla_info_request_days: u16,
    /// Most days to the next review where a level is high, and where it is moderate (domain 5.2).
    pub review_days_high: u16,
    /// See `review_days_high`.
    pub review_days_moderate: u16,
    /// Agencies asked by "ask every agency".
    pub check_agencies: Vec<String>,
    /// Event codes that this area counts as interventions.
    #[serde(default)]
    pub counts_as_intervention: Vec<String>,
    /// Neutral word to the unit's own word.
    #[serde(default)]
    pub own_names: std::collections::BTreeMap<String, String>,
    /// The stages, in order.
    pub stages: Vec<Stage>,
}

/// When an outcome may be used (domain 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeGroup {
    /// Triage and clinic.
    Triage,
    /// Clinic only.
    Clinic,
}

/// What an outcome needs beside its reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum OutcomeAsks {
    /// At least one action due the same day.
    SameDayAction,
    /// The officer and the text of the advice.
    OfficerAndText,
    /// What is asked, of whom, by when.
    QuestionOwnerAndDue,
    /// The offence as recorded and as judged.
    BothClassifications,
    /// The stage the case goes to.
    Stage,
    /// A date.
    Date,
    /// The case it repeats.
    OtherCase,
    /// The kind of order.
    OrderType,
}

/// One outcome the room may choose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// Code kept in the record.
    pub code: String,
    /// Words on screen and paper, from the wording file.
    #[serde(default)]
    pub label: String,
    /// When it may be used.
    pub group: OutcomeGroup,
    /// What it needs beside its reason.
    #[serde(default)]
    pub asks: Vec<OutcomeAsks>,
    /// Case state it proposes (domain 7.2); a person makes the move. None where the state stays.
    #[serde(default)]
    pub leads_to: Option<String>,
}

/// Every outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Outcomes {
    /// In the order of domain 7.3.
    pub outcomes: Vec<Outcome>,
}

impl Stage {
    /// The outcome on a number key from 1 to 9.
    #[must_use]
    pub fn outcome_on_key(&self, key: u8) -> Option<&str> {
        let place = usize::from(key).checked_sub(1).filter(|place| *place < 9)?;
        self.allowed_decisions.get(place).map(String::as_str)
    }
}

impl Outcomes {
    /// Reads the list of outcomes.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected or a code stands twice.
    pub fn read(file: &str, text: &str) -> Result<Self, DataFault> {
        let read: Self = read_toml(file, text)?;
        match first_repeated(read.outcomes.iter().map(|outcome| outcome.code.as_str())) {
            Some(code) => Err(DataFault::broken(file, format!("outcome {code} stands twice"))),
            None => Ok(read),
        }
    }

    /// The outcome with this code.
    #[must_use]
    pub fn outcome(&self, code: &str) -> Option<&Outcome> {
        self.outcomes.iter().find(|outcome| outcome.code == code)
    }
}

impl Pathway {
    /// Reads a pathway and checks it against the outcomes.
    ///
    /// # Errors
    /// [`DataFault`] where it is not as expected, a stage stands twice, an outcome is not known, is
    /// not for that stage, or one that may never be missing is missing.
    pub fn read(file: &str, text: &str, outcomes: &Outcomes) -> Result<Self, DataFault> {
        let pathway: Self = read_toml(file, text)?;
        let broken = |what: String| Err(DataFault::broken(file, what));
        if pathway.stages.is_empty() {
            return broken("no stages".to_owned());
        }
        if let Some(id) = first_repeated(pathway.stages.iter().map(|stage| stage.id.as_str())) {
            return broken(format!("stage {id} stands twice"));
        }
        for stage in &pathway.stages {
            if let Err(what) = stage.check(outcomes) {
                return broken(format!("stage {}: {what}", stage.id));
            }
        }
        Ok(pathway)
    }

    /// The stage with this id.
    #[must_use]
    pub fn stage(&self, id: &str) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == id)
    }
}

impl Stage {
    fn check(&self, outcomes: &Outcomes) -> Result<(), String> {
        let listed = self.allowed_decisions.iter().map(String::as_str);
        if let Some(code) = first_repeated(listed) {
            return Err(format!("outcome {code} stands twice"));
        }
        for code in &self.allowed_decisions {
            let outcome = outcomes.outcome(code).ok_or_else(|| format!("no outcome {code}"))?;
            if outcome.group == OutcomeGroup::Clinic && !self.kind.takes_clinic_outcomes() {
                return Err(format!("outcome {code} is for a clinic"));
            }
        }
        for code in NEVER_MISSING {
            if !self.allowed_decisions.iter().any(|allowed| allowed == code) {
                return Err(format!("outcome {code} may never be missing"));
            }
        }
        let short_of = usize::from(self.min_agencies) > self.invited_agencies.len();
        if short_of { Err("quorum above the invited agencies".to_owned()) } else { Ok(()) }
    }
}

impl StageKind {
    /// Whether the outcomes of a clinic may be decided here (domain 7.3).
    #[must_use]
    pub const fn takes_clinic_outcomes(self) -> bool {
        match self {
            Self::Clinic | Self::SpecialistClinic | Self::Consultation => true,
            Self::Screen | Self::TeamMeeting => false,
        }
    }
}
