//! Every kind of record, and the one table from (kind, owner, subject) to category: rules.md 1.3.

use crate::people::PersonRole;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A record that can be kept in the journal.
pub trait Body: Serialize + DeserializeOwned {
    /// What kind of record it is.
    const KIND: Kind;
}

macro_rules! kinds {
    ($($kind:ident = $code:literal : $body:ty),+ $(,)?) => {
        /// The kind of a record. The code is kept in the journal for ever.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind { $(#[doc = concat!("Kept as `", $code, "`.")] $kind),+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$kind),+];

            /// The code kept in the journal.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self { $(Self::$kind => $code),+ }
            }

            /// The kind with this code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$kind),)+ _ => None }
            }

            /// Whether a value reads as the body of a record of this kind.
            #[must_use]
            pub fn reads<'de>(self, value: impl serde::Deserializer<'de>) -> bool {
                match self { $(Self::$kind => <$body as Deserialize>::deserialize(value).is_ok()),+ }
            }
        }

        $(impl Body for $body { const KIND: Kind = Kind::$kind; })+
    };
}

kinds! {
    Unit = "unit": crate::unit::Unit,
    Member = "member": crate::unit::Member,
    LoadedPack = "instrument_pack": crate::unit::LoadedPack,
    CaseFile = "case": crate::referral::CaseFile,
    Referral = "referral": crate::referral::Referral,
    Person = "person": crate::people::Person,
    KnownDetail = "known_detail": crate::people::KnownDetail,
    TextRelease = "text_release": crate::people::TextRelease,
    ContactRule = "contact_rule": crate::contact::ContactRule,
    ContactDetail = "contact_detail": crate::contact::ContactDetail,
    ContactMade = "contact_made": crate::contact::ContactMade,
    Incident = "incident": crate::incident::Incident,
    CourtOrder = "order": crate::order::CourtOrder,
    CaseEvent = "event": crate::order::CaseEvent,
    AgencyCheck = "agency_check": crate::checks::AgencyCheck,
    AgencyReply = "agency_reply": crate::checks::AgencyReply,
    FourCheck = "four_check": crate::screening::FourCheck,
    SashRecord = "sash": crate::screening::SashRecord,
    ScreeningDecision = "screening_decision": crate::screening::ScreeningDecision,
    OfficerAdvice = "officer_advice": crate::screening::OfficerAdvice,
    Action = "plan_action": crate::action::Action,
    Meeting = "meeting": crate::meeting::Meeting,
    Attendance = "attendance": crate::meeting::Attendance,
    AgendaItem = "agenda_item": crate::meeting::AgendaItem,
    Contribution = "contribution": crate::meeting::Contribution,
    RoomDecision = "room_decision": crate::meeting::RoomDecision,
    SignedMinutes = "minutes": crate::meeting::SignedMinutes,
    Cas = "cas": crate::cas::Cas,
    CasCell = "cas_cell": crate::cas::CasCell,
    Addendum = "cas_addendum": crate::cas::Addendum,
    Plan = "risk_plan": crate::plan::Plan,
    VictimPlan = "victim_plan": crate::victim_plan::VictimPlan,
    PlanAnnex = "plan_annex": crate::plan_annex::PlanAnnex,
    PaperCopy = "paper_copy": crate::plan::PaperCopy,
    PrivateNote = "private_note": crate::note::PrivateNote,
    Restriction = "restriction": crate::restriction::Restriction,
    Agreement = "agreement": crate::agreement::Agreement,
    Partner = "partner": crate::partner::Partner,
    ExchangeKeys = "exchange_keys": crate::exchange::ExchangeKeys,
    Disclosure = "disclosure": crate::disclosure::Disclosure,
    OwnerHold = "owner_hold": crate::release::OwnerHold,
    OwnerRelease = "owner_release": crate::release::OwnerRelease,
    Import = "import": crate::import::Import,
    PartnerPart = "partner_part": crate::partner_part::PartnerPart,
    Laptop = "laptop": crate::laptop::Laptop,
}

/// The closed list of categories the gate works on (rules.md 1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Category {
    VictimContact,
    VictimNarrative,
    VictimHealth,
    AdvocateCasework,
    Counselling,
    Child,
    ThirdParty,
    SuspectIdentity,
    SuspectCriminal,
    SuspectHealth,
    SuspectProbation,
    Intelligence,
    RiskAssessment,
    PlanAction,
    OrderCondition,
    MeetingMinute,
    Equality,
    Audit,
}

impl Category {
    /// Every category.
    pub const ALL: &'static [Self] = &[
        Self::VictimContact,
        Self::VictimNarrative,
        Self::VictimHealth,
        Self::AdvocateCasework,
        Self::Counselling,
        Self::Child,
        Self::ThirdParty,
        Self::SuspectIdentity,
        Self::SuspectCriminal,
        Self::SuspectHealth,
        Self::SuspectProbation,
        Self::Intelligence,
        Self::RiskAssessment,
        Self::PlanAction,
        Self::OrderCondition,
        Self::MeetingMinute,
        Self::Equality,
        Self::Audit,
    ];

    /// The code of rules.md 1.3.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::VictimContact => "victim-contact",
            Self::VictimNarrative => "victim-narrative",
            Self::VictimHealth => "victim-health",
            Self::AdvocateCasework => "advocate-casework",
            Self::Counselling => "counselling",
            Self::Child => "child",
            Self::ThirdParty => "third-party",
            Self::SuspectIdentity => "suspect-identity",
            Self::SuspectCriminal => "suspect-criminal",
            Self::SuspectHealth => "suspect-health",
            Self::SuspectProbation => "suspect-probation",
            Self::Intelligence => "intelligence",
            Self::RiskAssessment => "risk-assessment",
            Self::PlanAction => "plan-action",
            Self::OrderCondition => "order-condition",
            Self::MeetingMinute => "meeting-minute",
            Self::Equality => "equality",
            Self::Audit => "audit",
        }
    }

    /// Whether the category may be searched by everybody in the unit. Closed ones wait for compartments.
    #[must_use]
    pub const fn is_searchable(self) -> bool {
        match self {
            Self::VictimContact
            | Self::VictimHealth
            | Self::AdvocateCasework
            | Self::Counselling
            | Self::SuspectHealth
            | Self::Intelligence
            | Self::Equality
            | Self::Audit => false,
            Self::VictimNarrative
            | Self::Child
            | Self::ThirdParty
            | Self::SuspectIdentity
            | Self::SuspectCriminal
            | Self::SuspectProbation
            | Self::RiskAssessment
            | Self::PlanAction
            | Self::OrderCondition
            | Self::MeetingMinute => true,
        }
    }
}

/// The category of a person's own record.
#[must_use]
pub const fn category_of_person(role: PersonRole) -> Category {
    match role {
        PersonRole::Victim => Category::VictimNarrative,
        PersonRole::Perpetrator => Category::SuspectIdentity,
        PersonRole::Child => Category::Child,
        PersonRole::OtherProtected | PersonRole::Other => Category::ThirdParty,
    }
}

/// The category of what is known about a person. Only the perpetrator's own details stand apart: anybody else's may
/// lead to the victim, so they stay as closed as the victim's.
#[must_use]
pub const fn category_of_detail(role: PersonRole) -> Category {
    match role {
        PersonRole::Perpetrator => Category::SuspectIdentity,
        PersonRole::Victim | PersonRole::Child | PersonRole::OtherProtected | PersonRole::Other => Category::VictimContact,
    }
}

/// The category of what an agency says about a case, when nobody chose a closer one.
/// Health, probation and advocacy speak by default about what only they hold.
#[must_use]
pub const fn category_of_agency_word(agency: crate::agency::Agency) -> Category {
    use crate::agency::Agency;
    match agency {
        Agency::Health | Agency::PrimaryCare | Agency::SubstanceMisuse => Category::SuspectHealth,
        Agency::Probation | Agency::Prison | Agency::YouthJustice => Category::SuspectProbation,
        Agency::VictimAdvocacy | Agency::Idva => Category::AdvocateCasework,
        Agency::Police | Agency::Cps => Category::SuspectCriminal,
        Agency::ChildrensSocialCare | Agency::Education => Category::Child,
        Agency::AdultSocialCare | Agency::Housing | Agency::Mash | Agency::Marac | Agency::Other => Category::ThirdParty,
    }
}

/// The category of a record of this kind; people, their details and agencies' words have their own tables.
#[must_use]
pub const fn category_of(kind: Kind) -> Category {
    match kind {
        Kind::Unit | Kind::Member | Kind::LoadedPack | Kind::PaperCopy | Kind::ExchangeKeys => Category::Audit,
        // What was agreed, released and disclosed says who may know what: it never leaves itself.
        Kind::Agreement
        | Kind::Partner
        | Kind::Disclosure
        | Kind::OwnerHold
        | Kind::OwnerRelease
        | Kind::Import
        | Kind::PartnerPart
        | Kind::Laptop => Category::Audit,
        Kind::CaseFile | Kind::Referral | Kind::Incident | Kind::Person => Category::VictimNarrative,
        Kind::KnownDetail | Kind::TextRelease | Kind::ContactRule | Kind::ContactDetail => Category::VictimContact,
        Kind::ContactMade | Kind::VictimPlan => Category::AdvocateCasework,
        Kind::CourtOrder | Kind::CaseEvent => Category::OrderCondition,
        Kind::AgencyCheck | Kind::Meeting | Kind::Attendance | Kind::AgendaItem | Kind::RoomDecision | Kind::SignedMinutes => {
            Category::MeetingMinute
        }
        Kind::AgencyReply | Kind::Contribution | Kind::CasCell | Kind::PrivateNote | Kind::Restriction => Category::ThirdParty,
        Kind::FourCheck | Kind::SashRecord | Kind::ScreeningDecision | Kind::OfficerAdvice | Kind::Cas | Kind::Addendum => {
            Category::RiskAssessment
        }
        Kind::Action | Kind::Plan => Category::PlanAction,
        Kind::PlanAnnex => Category::Intelligence,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_perpetrators_details_are_less_closed_than_victim_contact() {
        use crate::people::PersonRole;
        for role in [PersonRole::Victim, PersonRole::Child, PersonRole::OtherProtected, PersonRole::Other] {
            assert_eq!(category_of_detail(role), Category::VictimContact, "{role:?}");
        }
        assert_eq!(category_of_detail(PersonRole::Perpetrator), Category::SuspectIdentity);
    }

    #[test]
    fn a_category_is_kept_under_its_code() -> Result<(), serde_json::Error> {
        for category in Category::ALL {
            assert_eq!(serde_json::to_value(category)?, category.code());
        }
        Ok(())
    }
}
