//! From records to the printed safeguarding plan, field by field: what is not named here cannot print.

use crate::asks::shared::HitView;
use crate::keeping::Kept;
use crate::papers::made;
use crate::plan::action_of;
use crate::plan_view::in_force;
use crate::reading::hits_in_all;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain, Refusal};
use casework::action::{Action, Heading};
use casework::agency::Agency;
use casework::cas::Cas;
use casework::contact::ContactRule;
use casework::ids::{CaseId, PlanId};
use casework::meeting::{Dissent, RoomDecision};
use casework::people::{DetailKind, Person, PersonRole};
use casework::plan::{AgreedBy, Contingency, LineStatus, Plan, PlanLine, WhoToRing};
use casework::referral::CaseFile;
use casework::screening::{ConcernLevel, SashRecord};
use casework::when::{Moment, london_day};
use chrono::NaiveDate;
use documents::safeguarding_plan as paper;

/// The plan of a case as it prints. `copy` is number and holder; none prints a draft.
///
/// # Errors
/// `text_hits` where any text names a protected detail; faults of the store.
pub(crate) fn paper(
    sitting: &Sitting<'_>,
    case: CaseId,
    kept: &Kept<Plan>,
    copy: Option<documents::Copy>,
) -> Outcome<paper::SafeguardingPlan> {
    let plan = &kept.body;
    let file: Kept<CaseFile> = sitting.read(case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let of = |role| people.iter().find(|person| person.body.role == role).map(|person| &person.body);
    let (victim, perpetrator) = (of(PersonRole::Victim), of(PersonRole::Perpetrator));
    let contact = safe_contact(sitting, case)?;
    let level = newest_level(sitting, case)?;
    let dissents = dissents(sitting, plan, level.as_ref())?;
    let orders = in_force_words(sitting, case)?;
    refuse_hits(
        sitting,
        case,
        plan,
        &[victim, perpetrator],
        &[("safe contact", &contact), ("what is in force", &orders)],
        &dissents,
    )?;
    let actions: Vec<Kept<Action>> = sitting.filed_under(case)?;
    let today = sitting.today();
    Ok(paper::SafeguardingPlan {
        unit: sitting.unit.name.clone(),
        marking: sitting.unit.marking.clone(),
        reference: file.body.reference,
        version: plan.version,
        agreed_on: plan.agreed_at.map(london_day),
        review_by: plan.review_on,
        copy,
        for_agency: None,
        victim: person(victim, PersonRole::Victim, "Safe contact", contact),
        perpetrator: person(perpetrator, PersonRole::Perpetrator, "In force", orders),
        level: level.map(|level| level.printed()),
        dissents,
        worries: plan.what_worries_us.clone(),
        not_known: plan.not_known.clone(),
        sections: sections(plan, kept.id.into(), &actions, today, None),
        if_then: plan.contingencies.iter().map(if_then).collect(),
        wishes: plan.victim_wishes.clone(),
        ring: plan.who_to_ring.iter().map(ring).collect(),
        contact: None,
        agreed_by: plan.agreed_by.iter().map(agreed).collect(),
        print: documents::PrintSize::Standard,
        sample: sitting.unit.sample,
        made: made(sitting.now),
    })
}

/// The part of one agency: its own lines, with neither the worries nor the judgement of concern of the others.
///
/// # Errors
/// `not_found` where no line is this agency's; as [`paper`].
pub(crate) fn part_of(
    sitting: &Sitting<'_>,
    case: CaseId,
    kept: &Kept<Plan>,
    agency: Agency,
) -> Outcome<paper::SafeguardingPlan> {
    let plan = &kept.body;
    let own = plan.lines.iter().filter(|line| line.owner_agency == Some(agency)).count();
    if own == 0 {
        let mut form = Form::default();
        form.wrong("agency", "No line of this plan is for this agency. Choose one that a line names.");
        return form.done().and(Err(Plain::NotFound.into()));
    }
    let actions: Vec<Kept<Action>> = sitting.filed_under(case)?;
    Ok(paper::SafeguardingPlan {
        for_agency: Some(paper::ForAgency {
            agency: agency.label().to_owned(),
            left_out: u16::try_from(plan.lines.len().saturating_sub(own)).unwrap_or(u16::MAX),
        }),
        sections: sections(plan, kept.id.into(), &actions, sitting.today(), Some(agency)),
        level: None,
        dissents: Vec::new(),
        worries: String::new(),
        not_known: String::new(),
        ..paper(sitting, case, kept, None)?
    })
}

/// The rule and what it allows today. Numbers and addresses are another record, which is never read here.
fn safe_contact(sitting: &Sitting<'_>, case: CaseId) -> Outcome<String> {
    let newest = sitting.filed_under::<ContactRule>(case)?.into_iter().max_by_key(|kept| (kept.made_at, kept.id));
    let standing = casework::rules::safe_contact::standing(newest.as_ref().map(|kept| &kept.body), sitting.today());
    // The head line begins with the words this paper prints in bold before it.
    let words = standing.words.strip_prefix("Safe contact: ").unwrap_or(&standing.words);
    Ok(std::iter::once(format!("{words}.")).chain(standing.lines).collect::<Vec<_>>().join(" "))
}

fn in_force_words(sitting: &Sitting<'_>, case: CaseId) -> Outcome<String> {
    let orders = in_force(sitting, case)?;
    Ok(if orders.is_empty() { "nothing recorded.".to_owned() } else { format!("{}.", orders.join("; ")) })
}

fn person(person: Option<&Person>, role: PersonRole, label: &str, words: String) -> paper::Person {
    let standing = person.map(|person| person.standing).unwrap_or_default();
    paper::Person {
        label: crate::views::person_label(role, standing).to_owned(),
        name: person.map_or("Not known", Person::paper_name).to_owned(),
        lines: person.map(|person| person.about.clone()).into_iter().collect(),
        bold_lines: vec![(label.to_owned(), words)],
    }
}

/// The newest judgement of concern.
struct Judged {
    level: ConcernLevel,
    by: &'static str,
    at: Moment,
    dissents: Vec<Dissent>,
}

impl Judged {
    fn printed(&self) -> paper::Level {
        paper::Level {
            bars: bars(self.level),
            word: self.level.label().to_owned(),
            judged: format!("judged {} on {}", self.by, london_day(self.at).format("%-d %B %Y")),
        }
    }
}

/// How many bars stand beside the word.
pub(crate) const fn bars(level: ConcernLevel) -> u8 {
    match level {
        ConcernLevel::Low => 1,
        ConcernLevel::Moderate => 2,
        ConcernLevel::High => 3,
    }
}

fn newest_level(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<Judged>> {
    let by_sash = sitting.filed_under::<SashRecord>(case)?.into_iter().map(|kept| Judged {
        level: kept.body.level,
        by: "in a SASH",
        at: kept.body.signed_at,
        dissents: Vec::new(),
    });
    let by_room = sitting.filed_under::<RoomDecision>(case)?.into_iter().filter_map(|kept| {
        let decision = kept.body;
        Some(Judged { level: decision.level?, by: "by the meeting", at: decision.decided_at, dissents: decision.dissent })
    });
    Ok(by_sash.chain(by_room).max_by_key(|judged| judged.at))
}

/// Views that differ, of the judgement and of the CAS behind the plan: dissent stays where the plan is read.
fn dissents(sitting: &Sitting<'_>, plan: &Plan, level: Option<&Judged>) -> Outcome<Vec<String>> {
    let cas: Option<Kept<Cas>> = plan.cas.map_or(Ok(None), |cas| sitting.look_up(cas))?;
    let of_cas = cas.map(|kept| kept.body.dissent).unwrap_or_default();
    let of_level = level.map(|judged| judged.dissents.clone()).unwrap_or_default();
    let mut words: Vec<String> = of_level.iter().chain(&of_cas).map(dissent_words).collect();
    words.dedup();
    Ok(words)
}

/// "Victim advocacy: violence is higher. Reason: …"
pub(crate) fn dissent_words(dissent: &Dissent) -> String {
    format!("{}: {} Reason: {}", dissent.agency.label(), stopped(&dissent.view), dissent.reason.trim())
}

fn stopped(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?']) { text.to_owned() } else { format!("{text}.") }
}

fn refuse_hits(
    sitting: &Sitting<'_>,
    case: CaseId,
    plan: &Plan,
    people: &[Option<&Person>],
    beside: &[(&str, &str)],
    dissents: &[String],
) -> Outcome<()> {
    let mut hits = crate::plan_text::hits(sitting, case, plan)?;
    let mut beside = beside.to_vec();
    beside.extend(people.iter().flatten().map(|person| ("what to know of a person", person.about.as_str())));
    beside.extend(dissents.iter().map(|text| ("a different view", text.as_str())));
    hits.extend(hits_in_all(sitting, case, &beside)?);
    let names: Vec<(&str, &str)> = people.iter().flatten().map(|person| ("a person's name", person.paper_name())).collect();
    // An account that is called after its owner tells nothing that the name beside it does not.
    let gives_away = |hit: &HitView| !matches!(hit.kind, DetailKind::Online | DetailKind::Email);
    hits.extend(hits_in_all(sitting, case, &names)?.into_iter().filter(gives_away));
    if hits.is_empty() { Ok(()) } else { Err(Refusal::TextHits(hits).into()) }
}

/// The lines under their headings; a number stays with its line where only one agency's lines are asked for.
fn sections(plan: &Plan, id: PlanId, actions: &[Kept<Action>], today: NaiveDate, only: Option<Agency>) -> Vec<paper::Section> {
    let mut number = 0;
    let mut sections = Vec::new();
    for heading in Heading::ALL {
        let mut lines = Vec::new();
        for line in plan.lines.iter().filter(|line| line.heading == heading) {
            number += 1;
            if only.is_none() || line.owner_agency == only {
                lines.push(printed_line(line, number, action_of(actions, id, line), today));
            }
        }
        if !lines.is_empty() {
            sections.push(paper::Section { heading: heading.label().to_owned(), lines });
        }
    }
    sections
}

/// A line as its action stands today, for the version that is in force.
fn printed_line(line: &PlanLine, number: u16, action: Option<&Kept<Action>>, today: NaiveDate) -> paper::Line {
    let line = crate::plan::as_it_stands(line, action);
    let done_on = action.and_then(|kept| kept.body.done_at).map(|at| short(london_day(at)));
    let agency = line.owner_agency.map_or("Nobody yet", Agency::label);
    paper::Line {
        number,
        text: line.text.clone(),
        who: if line.owner_person.trim().is_empty() {
            agency.to_owned()
        } else {
            format!("{agency}, {}", line.owner_person.trim())
        },
        by: by_words(&line, done_on, today),
    }
}

fn by_words(line: &PlanLine, done_on: Option<String>, today: NaiveDate) -> String {
    match (line.status, line.due_on) {
        (LineStatus::Done, _) => done_on.map_or("Done".to_owned(), |day| format!("Done {day}")),
        (LineStatus::NotPossible, _) => "Not possible".to_owned(),
        (LineStatus::Open | LineStatus::Late, None) => "No date".to_owned(),
        (LineStatus::Open | LineStatus::Late, Some(due)) if due < today => {
            format!("{}, late", short(due))
        }
        (LineStatus::Open | LineStatus::Late, Some(due)) => short(due),
    }
}

fn short(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn if_then(line: &Contingency) -> paper::IfThen {
    let then_text = match line.within.trim() {
        "" => line.then_text.clone(),
        within => format!("{} Within: {within}.", stopped(&line.then_text)),
    };
    let who = match line.out_of_hours.trim() {
        "" => line.who_acts.clone(),
        hours => format!("{} Out of hours: {hours}", stopped(&line.who_acts)),
    };
    paper::IfThen { if_text: line.if_text.clone(), then_text, who }
}

fn ring(line: &WhoToRing) -> paper::Ring {
    paper::Ring { what: line.what.clone(), number: line.number.clone(), who: line.who.clone() }
}

fn agreed(by: &AgreedBy) -> paper::Agreed {
    let name = if by.job.trim().is_empty() { by.name.clone() } else { format!("{}, {}", by.name, by.job) };
    paper::Agreed { agency: by.agency.label().to_owned(), name, on: short(by.on) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::action::Priority;
    use casework::agency::Agency;

    #[test]
    fn a_line_past_its_day_prints_as_late_and_a_done_one_does_not() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        let line = PlanLine {
            heading: Heading::VictimSafety,
            text: "Fit an alarm".to_owned(),
            owner_agency: Some(Agency::VictimAdvocacy),
            owner_person: String::new(),
            due_on: Some(day(20)),
            priority: Priority::Routine,
            status: LineStatus::Open,
            accepted: true,
            status_reason: String::new(),
        };
        assert_eq!(printed_line(&line, 1, None, day(23)).by, "20 Nov 2026, late");
        assert_eq!(printed_line(&line, 1, None, day(20)).by, "20 Nov 2026");
        assert_eq!(printed_line(&PlanLine { status: LineStatus::Done, ..line }, 1, None, day(23)).by, "Done");
    }
}
