//! Where a case may go from where it stands (domain 7.2), and where an outcome sends it (7.3).

use crate::referral::CaseState;

/// The states a case may move to.
#[must_use]
pub const fn leads_to(from: CaseState) -> &'static [CaseState] {
    use CaseState as S;
    match from {
        S::Received => &[S::Screening, S::DuplicateLinked, S::RejectedIncomplete, S::UrgentAction],
        S::Screening => &[
            S::InfoGathering,
            S::AwaitingMeeting,
            S::AdviceOnly,
            S::NotStalking,
            S::UrgentAction,
            S::Redirected,
            S::DuplicateLinked,
            S::Active,
        ],
        S::InfoGathering => &[S::Screening, S::AwaitingMeeting, S::AdviceOnly, S::UrgentAction],
        S::UrgentAction => {
            &[S::Screening, S::InfoGathering, S::AwaitingMeeting, S::InMeeting, S::Active, S::AdviceOnly, S::NotStalking]
        }
        S::AwaitingMeeting => &[S::InMeeting, S::UrgentAction, S::InfoGathering],
        S::InMeeting => &[
            S::Active,
            S::AdviceOnly,
            S::InfoGathering,
            S::AwaitingMeeting,
            S::NotStalking,
            S::Redirected,
            S::UrgentAction,
            S::DuplicateLinked,
            S::StepDown,
            S::Closing,
        ],
        S::Active => &[S::AwaitingMeeting, S::StepDown, S::Closing, S::UrgentAction, S::InMeeting],
        S::StepDown => &[S::Active, S::Closing, S::AwaitingMeeting, S::UrgentAction],
        S::Closing => &[S::Monitoring, S::Active],
        S::Monitoring => &[S::AwaitingMeeting, S::Closed, S::UrgentAction],
        S::Closed | S::NotStalking | S::AdviceOnly | S::Redirected | S::DuplicateLinked | S::RejectedIncomplete => {
            &[S::Received, S::AwaitingMeeting]
        }
    }
}

/// Whether a case may go from one state to another. Staying is always allowed.
#[must_use]
pub fn may_move(from: CaseState, to: CaseState) -> bool {
    from == to || leads_to(from).contains(&to)
}

/// Where an outcome sends a case; none where it leaves it standing.
#[must_use]
pub fn after_outcome(outcome: &str) -> Option<CaseState> {
    match outcome {
        "urgent_now" => Some(CaseState::UrgentAction),
        "to_clinic" | "to_specialist_clinic" | "to_consultation" | "defer" => Some(CaseState::AwaitingMeeting),
        "more_information" => Some(CaseState::InfoGathering),
        "advice_to_oic" | "advice_to_referrer" => Some(CaseState::AdviceOnly),
        "advocate_only"
        | "health_only"
        | "accept_active"
        | "plan_agreed"
        | "plan_changed"
        | "direct_intervention"
        | "indirect_intervention" => Some(CaseState::Active),
        "signpost" => Some(CaseState::Redirected),
        "not_stalking_advice" | "not_stalking_no_action" => Some(CaseState::NotStalking),
        "duplicate" => Some(CaseState::DuplicateLinked),
        "step_down" => Some(CaseState::StepDown),
        "close_to_monitoring" => Some(CaseState::Closing),
        _ => None,
    }
}

/// The strongest of several outcomes: same-day action first, then staying with the unit, then leaving it.
#[must_use]
pub fn after_outcomes<'a>(outcomes: impl IntoIterator<Item = &'a str>) -> Option<CaseState> {
    const ORDER: [CaseState; 9] = [
        CaseState::UrgentAction,
        CaseState::AwaitingMeeting,
        CaseState::Active,
        CaseState::InfoGathering,
        CaseState::StepDown,
        CaseState::Closing,
        CaseState::Redirected,
        CaseState::AdviceOnly,
        CaseState::NotStalking,
    ];
    let states: Vec<CaseState> = outcomes.into_iter().filter_map(after_outcome).collect();
    ORDER.into_iter().find(|state| states.contains(state)).or_else(|| states.first().copied())
}

/// The state in words.
#[must_use]
pub const fn label(state: CaseState) -> &'static str {
    match state {
        CaseState::Received => "Received",
        CaseState::Screening => "Screening",
        CaseState::InfoGathering => "Gathering information",
        CaseState::UrgentAction => "Urgent action",
        CaseState::AwaitingMeeting => "Awaiting meeting",
        CaseState::InMeeting => "In meeting",
        CaseState::Active => "Active",
        CaseState::StepDown => "Stepped down",
        CaseState::Closing => "Closing",
        CaseState::Monitoring => "Monitoring",
        CaseState::Closed => "Closed",
        CaseState::NotStalking => "Not stalking",
        CaseState::AdviceOnly => "Advice given",
        CaseState::Redirected => "Redirected",
        CaseState::DuplicateLinked => "Duplicate",
        CaseState::RejectedIncomplete => "Incomplete",
    }
}

/// Whether the unit still has the case in hand.
#[must_use]
pub const fn is_open(state: CaseState) -> bool {
    match state {
        CaseState::Received
        | CaseState::Screening
        | CaseState::InfoGathering
        | CaseState::UrgentAction
        | CaseState::AwaitingMeeting
        | CaseState::InMeeting
        | CaseState::Active
        | CaseState::StepDown
        | CaseState::Closing => true,
        CaseState::Monitoring
        | CaseState::Closed
        | CaseState::NotStalking
        | CaseState::AdviceOnly
        | CaseState::Redirected
        | CaseState::DuplicateLinked
        | CaseState::RejectedIncomplete => false,
    }
}

/// Code of a state, as kept in lists.
#[must_use]
pub const fn code(state: CaseState) -> &'static str {
    match state {
        CaseState::Received => "received",
        CaseState::Screening => "screening",
        CaseState::InfoGathering => "info_gathering",
        CaseState::UrgentAction => "urgent_action",
        CaseState::AwaitingMeeting => "awaiting_meeting",
        CaseState::InMeeting => "in_meeting",
        CaseState::Active => "active",
        CaseState::StepDown => "step_down",
        CaseState::Closing => "closing",
        CaseState::Monitoring => "monitoring",
        CaseState::Closed => "closed",
        CaseState::NotStalking => "not_stalking",
        CaseState::AdviceOnly => "advice_only",
        CaseState::Redirected => "redirected",
        CaseState::DuplicateLinked => "duplicate_linked",
        CaseState::RejectedIncomplete => "rejected_incomplete",
    }
}

/// Every state.
pub const ALL: [CaseState; 16] = [
    CaseState::Received,
    CaseState::Screening,
    CaseState::InfoGathering,
    CaseState::UrgentAction,
    CaseState::AwaitingMeeting,
    CaseState::InMeeting,
    CaseState::Active,
    CaseState::StepDown,
    CaseState::Closing,
    CaseState::Monitoring,
    CaseState::Closed,
    CaseState::NotStalking,
    CaseState::AdviceOnly,
    CaseState::Redirected,
    CaseState::DuplicateLinked,
    CaseState::RejectedIncomplete,
];

/// The state with this code.
#[must_use]
pub fn from_code(wanted: &str) -> Option<CaseState> {
    ALL.into_iter().find(|state| code(*state) == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_is_never_lost_in_a_state_it_cannot_leave() {
        for state in ALL {
            assert!(!leads_to(state).is_empty(), "{} leads nowhere", code(state));
            assert_eq!(from_code(code(state)), Some(state));
        }
    }

    #[test]
    fn the_page_on_states_draws_every_move_of_a_case_and_no_other() {
        let page = include_str!("../../../../../docs/state-machines.md");
        let case = page.split("## Case").nth(1).and_then(|rest| rest.split("## ").next()).expect("a section on cases");
        let drawn: Vec<&str> =
            case.lines().filter(|line| line.contains(" --> ") && !line.contains("[*]")).map(str::trim).collect();
        let moves = ALL.iter().flat_map(|from| leads_to(*from).iter().map(move |to| format!("{from:?} --> {to:?}")));
        assert_eq!(drawn, moves.collect::<Vec<_>>());
    }

    #[test]
    fn same_day_action_outweighs_every_other_outcome() {
        assert_eq!(after_outcomes(["advice_to_oic", "urgent_now", "to_clinic"]), Some(CaseState::UrgentAction));
        assert_eq!(after_outcomes(["reclassify"]), None, "reclassifying leaves the case where it stands");
    }
}
