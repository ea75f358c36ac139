//! What stands in the way of agreeing a safeguarding plan (domain 5.1, 5.2).

use crate::action::Heading;
use crate::plan::{LineStatus, Plan, PlanLine};
use crate::screening::ConcernLevel;
use chrono::{Days, NaiveDate};

/// One blocker, and where to go to settle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocker {
    pub words: String,
    pub field: &'static str,
    pub index: Option<u16>,
}

fn at(field: &'static str, index: Option<usize>, words: String) -> Blocker {
    Blocker { words, field, index: index.and_then(|index| u16::try_from(index).ok()) }
}

/// Everything that must be settled first. `review_days` are the profile's for high and moderate.
#[must_use]
pub fn blockers(plan: &Plan, level: Option<ConcernLevel>, review_days: (u16, u16), today: NaiveDate) -> Vec<Blocker> {
    let mut found = line_blockers(plan, today);
    for (index, line) in plan.contingencies.iter().enumerate() {
        if [&line.if_text, &line.then_text, &line.who_acts].iter().any(|text| text.trim().is_empty()) {
            found.push(at(
                "contingencies",
                Some(index),
                format!("If-then line {} needs what happens, what is done and who does it.", index + 1),
            ));
        }
    }
    if plan.contingencies.is_empty() {
        found.push(at(
            "contingencies",
            None,
            "Write at least one if-then line: what will be seen, and what is done then.".to_owned(),
        ));
    }
    if !plan.lines.iter().any(|line| line.heading == Heading::VictimSafety) {
        found.push(at("lines", None, "Nothing stands under Victim safety.".to_owned()));
    }
    if plan.what_worries_us.trim().is_empty() {
        found.push(at("text", None, "Say what worries the room.".to_owned()));
    }
    if plan.victim_wishes.trim().is_empty() {
        found.push(at("text", None, "Write what the victim wants, or that it was not asked and why.".to_owned()));
    }
    found.extend(review_blocker(plan.review_on, level, review_days, today));
    found
}

fn line_blockers(plan: &Plan, today: NaiveDate) -> Vec<Blocker> {
    let mut found = Vec::new();
    for (index, line) in plan.lines.iter().enumerate() {
        let number = index + 1;
        if line.text.trim().is_empty() {
            found.push(at("lines", Some(index), format!("Line {number} is empty.")));
        }
        if line.owner_agency.is_none() || line.owner_person.trim().is_empty() {
            found.push(at("lines", Some(index), format!("Line {number} has no owner: name the agency and the person.")));
        }
        match (line.status, line.due_on) {
            (LineStatus::Done | LineStatus::NotPossible, _) => {}
            (LineStatus::Open | LineStatus::Late, None) => {
                found.push(at("lines", Some(index), format!("Line {number} has no date.")));
            }
            (LineStatus::Open | LineStatus::Late, Some(due)) if due < today => {
                found.push(at("lines", Some(index), format!("Line {number} is late and has no new date.")));
            }
            (LineStatus::Open | LineStatus::Late, Some(_)) => {}
        }
        found.extend(standing_words(line, number).into_iter().map(|words| at("lines", Some(index), words)));
    }
    found
}

/// Nobody commits another agency, late or not; and what is late or no longer possible says why (domain 5.1).
fn standing_words(line: &PlanLine, number: usize) -> Vec<String> {
    let unaccepted = || (!line.accepted).then(|| format!("Line {number} is not accepted yet by its owner."));
    let unexplained = |words: String| line.status_reason.trim().is_empty().then_some(words);
    match line.status {
        LineStatus::Done => Vec::new(),
        LineStatus::Open => unaccepted().into_iter().collect(),
        LineStatus::Late => {
            let why = unexplained(format!("Line {number} is late. Say why, and why the new date will hold."));
            unaccepted().into_iter().chain(why).collect()
        }
        LineStatus::NotPossible => unexplained(format!("Line {number} is no longer possible. Say why.")).into_iter().collect(),
    }
}

fn review_blocker(
    review_on: Option<NaiveDate>,
    level: Option<ConcernLevel>,
    days: (u16, u16),
    today: NaiveDate,
) -> Option<Blocker> {
    let Some(review_on) = review_on else {
        return Some(at("review_on", None, "Set the day on which the plan is reviewed.".to_owned()));
    };
    if review_on < today {
        return Some(at("review_on", None, "The review day has passed. Set a new one.".to_owned()));
    }
    let (most, why) = match level {
        Some(ConcernLevel::High) => (days.0, "At the level that was judged"),
        Some(ConcernLevel::Moderate | ConcernLevel::Low) => (days.1, "At the level that was judged"),
        // The longest limit of the profile: that nobody judged is no reason never to look again.
        None => (days.1, "Nobody has judged a level"),
    };
    let latest = today.checked_add_days(Days::new(u64::from(most)))?;
    (review_on > latest).then(|| at("review_on", None, format!("{why}: the review is due within {most} days.")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Priority;
    use crate::agency::Agency;
    use crate::ids::MemberId;
    use crate::plan::{Contingency, PlanLine, PlanState};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn ready() -> Plan {
        Plan {
            version: 1,
            state: PlanState::Draft,
            cas: None,
            what_worries_us: "Visits are more frequent.".to_owned(),
            not_known: String::new(),
            victim_wishes: "Work is told, school is not.".to_owned(),
            lines: vec![PlanLine {
                heading: Heading::VictimSafety,
                text: "Fit an alarm".to_owned(),
                owner_agency: Some(Agency::VictimAdvocacy),
                owner_person: "K. Specimen".to_owned(),
                due_on: Some(day(24)),
                priority: Priority::Routine,
                status: LineStatus::Open,
                accepted: true,
                status_reason: String::new(),
            }],
            contingencies: vec![Contingency {
                if_text: "A visit".to_owned(),
                then_text: "Ring 999".to_owned(),
                who_acts: "Everyone".to_owned(),
                within: String::new(),
                out_of_hours: String::new(),
            }],
            who_to_ring: Vec::new(),
            agreed_by: Vec::new(),
            review_on: Some(day(30)),
            author: MemberId(uuid::Uuid::nil()),
            started_at: chrono::DateTime::UNIX_EPOCH,
            agreed_at: None,
        }
    }

    fn words(plan: &Plan, level: Option<ConcernLevel>) -> Vec<String> {
        blockers(plan, level, (28, 90), day(23)).into_iter().map(|b| b.words).collect()
    }

    #[test]
    fn a_whole_plan_has_no_blockers() {
        assert_eq!(words(&ready(), Some(ConcernLevel::High)), Vec::<String>::new());
    }

    #[test]
    fn a_late_line_nobody_accepted_blocks_twice() {
        let mut plan = ready();
        plan.lines[0].due_on = Some(day(22));
        plan.lines[0].accepted = false;
        assert_eq!(words(&plan, None), ["Line 1 is late and has no new date.", "Line 1 is not accepted yet by its owner."]);
    }

    #[test]
    fn a_high_level_brings_the_review_within_four_weeks() {
        let mut plan = ready();
        plan.review_on = Some(NaiveDate::from_ymd_opt(2026, 12, 22).unwrap());
        assert_eq!(words(&plan, Some(ConcernLevel::High)).len(), 1);
        assert_eq!(words(&plan, Some(ConcernLevel::Moderate)), Vec::<String>::new());
    }

    #[test]
    fn a_line_marked_late_needs_its_owner_s_word_and_a_reason() {
        let mut plan = ready();
        plan.lines[0].status = LineStatus::Late;
        plan.lines[0].accepted = false;
        let late = "Line 1 is late. Say why, and why the new date will hold.";
        assert_eq!(words(&plan, None), ["Line 1 is not accepted yet by its owner.", late]);
        plan.lines[0].accepted = true;
        plan.lines[0].status_reason = "The fitter was ill; booked again.".to_owned();
        assert_eq!(words(&plan, None), Vec::<String>::new());
    }

    #[test]
    fn what_is_no_longer_possible_says_why() {
        let mut plan = ready();
        plan.lines[0].status = LineStatus::NotPossible;
        assert_eq!(words(&plan, None), ["Line 1 is no longer possible. Say why."]);
    }

    #[test]
    fn a_plan_whose_level_nobody_judged_is_reviewed_within_the_longest_limit_too() {
        let mut plan = ready();
        plan.review_on = NaiveDate::from_ymd_opt(2027, 2, 22);
        assert_eq!(words(&plan, None), ["Nobody has judged a level: the review is due within 90 days."]);
        assert_eq!(words(&plan, Some(ConcernLevel::Low)), ["At the level that was judged: the review is due within 90 days."]);
        plan.review_on = NaiveDate::from_ymd_opt(2027, 2, 21);
        assert_eq!(words(&plan, None), Vec::<String>::new());
    }
}
