//! What the rules say of one record, written a second time from rules.md 1.4 and issue 5, sharing nothing with the gate.

use crate::agreement::PartyKind;
use crate::body::Category;
use crate::disclosure::Route;

/// How an agreement may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum State {
    None,
    Draft,
    NotStarted,
    InForce,
    Reviewed30DaysLate,
    Reviewed31DaysLate,
    Expired,
    Suspended,
    Revoked,
}

/// Who is named in the agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Parties {
    Both,
    SenderOnly,
    RecipientOnly,
}

/// The power that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Power {
    Section115,
    CommonLaw,
    None,
}

/// What the owner said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    Silent,
    Holds,
    Released,
    ReleasedAndHolds,
}

/// Where the record comes from and under which terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    Ours,
    NoOnward,
    NamedThem,
    NamedOthers,
    AgreedToThem,
    NotAgreed,
    FromThem,
}

/// To whom it goes, and about whom the record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Subject {
    ProfessionalVictim,
    ProfessionalSuspect,
    SuspectGetsVictim,
    SuspectGetsOwn,
    RepresentativeGetsOwn,
}

/// One cell of the table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cell {
    pub(super) route: Route,
    pub(super) state: State,
    pub(super) parties: Parties,
    pub(super) kind: PartyKind,
    pub(super) power: Power,
    pub(super) category: Category,
    pub(super) owner: Owner,
    pub(super) origin: Origin,
    pub(super) subject: Subject,
}

/// What has to come out, by the keys of the reasons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Refused(&'static str),
    Stays(&'static str),
    Leaves,
}

/// The categories the agreement of the table covers, written out here again.
const COVERED: &str =
    "victim-narrative victim-health counselling suspect-identity suspect-criminal suspect-health intelligence risk-assessment";
const ABOUT_SUSPECT: &str = "suspect-identity suspect-criminal suspect-health suspect-probation";

fn among(list: &str, category: Category) -> bool {
    list.split(' ').any(|code| code == category.code())
}

pub(super) fn says(cell: &Cell) -> Says {
    if let Some(refused) = footing(cell) {
        return Says::Refused(refused);
    }
    // Paper to the suspect holds this one record and nothing else; to a professional the case's own record goes too.
    let alone = !matches!(cell.subject, Subject::ProfessionalVictim | Subject::ProfessionalSuspect);
    match (stays(cell), alone) {
        (Some(_), true) => Says::Refused("nothing_left"),
        (Some(why), false) => Says::Stays(why),
        (None, true) if cell.subject == Subject::SuspectGetsVictim || !among(ABOUT_SUSPECT, cell.category) => {
            Says::Refused("subject_conflict")
        }
        (None, _) => Says::Leaves,
    }
}

fn footing(cell: &Cell) -> Option<&'static str> {
    let authority = matches!(cell.kind, PartyKind::PoliceForce | PartyKind::ProbationProvider)
        || matches!(cell.kind, PartyKind::NhsBody | PartyKind::LocalAuthority);
    let power = match cell.power {
        Power::None => Some("gateway_missing"),
        Power::Section115 if !authority => Some("gateway_recipient"),
        Power::Section115 | Power::CommonLaw => None,
    };
    match cell.route {
        Route::Emergency => None,
        Route::OneOff => power,
        Route::Agreement => match cell.state {
            State::None => Some("isa_none"),
            State::Draft => Some("isa_draft"),
            State::NotStarted => Some("isa_not_started"),
            State::Reviewed31DaysLate => Some("isa_review"),
            State::Expired => Some("isa_expired"),
            State::Suspended => Some("isa_suspended"),
            State::Revoked => Some("isa_revoked"),
            State::InForce | State::Reviewed30DaysLate => match cell.parties {
                Parties::RecipientOnly => Some("sender_not_party"),
                Parties::SenderOnly => Some("recipient_not_party"),
                Parties::Both => power,
            },
        },
    }
}

fn stays(cell: &Cell) -> Option<&'static str> {
    let category = cell.category.code();
    let by_agreement = cell.route == Route::Agreement;
    if category == "equality" || category == "audit" {
        return Some("never_leaves");
    }
    if by_agreement && category != "victim-contact" && !among(COVERED, cell.category) {
        return Some("category");
    }
    if cell.owner == Owner::Holds || cell.owner == Owner::ReleasedAndHolds {
        return Some("owner_hold");
    }
    match cell.origin {
        Origin::NoOnward => return Some("onward_not_allowed"),
        Origin::NamedOthers => return Some("onward_not_named"),
        Origin::NotAgreed => return Some("onward_not_agreed"),
        Origin::Ours | Origin::NamedThem | Origin::AgreedToThem | Origin::FromThem => {}
    }
    let released = cell.owner == Owner::Released;
    match category {
        "victim-contact" if by_agreement => Some("contact_under_agreement"),
        "victim-contact" if !released => Some("advocate_release"),
        "counselling" if cell.route == Route::Emergency => Some("counselling_emergency"),
        "counselling" | "intelligence" | "suspect-health" if !released => Some("owner_release"),
        "victim-health" if !released && cell.route != Route::Emergency => Some("owner_release"),
        _ => None,
    }
}
