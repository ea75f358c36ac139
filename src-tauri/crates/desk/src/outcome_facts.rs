//! What some outcomes need beside their reason (domain 7.3): advice, both classes, the other case, stage, day, order.

use crate::asks::door::Labelled;
use crate::asks::meeting::OutcomeFacts;
use crate::asks::screening::StageChoice;
use crate::keeping::Kept;
use crate::opening::shipped;
use crate::room_text::RoomText;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use crate::views::{classification_label, code_of};
use casework::ids::CaseId;
use casework::meeting::RoomDecision;
use casework::referral::Classification;
use casework::rules::screening::class_troubles;
use casework::screening::OfficerAdvice;
use forms::{OutcomeAsks, Stage, StageKind};

/// Every class, in the order of the form.
const CLASSES: [Classification; 5] = [
    Classification::Stalking,
    Classification::Harassment,
    Classification::OtherOffence,
    Classification::NoCrime,
    Classification::NotYetJudged,
];

/// What the chosen outcomes ask for, each once.
///
/// # Errors
/// A fault where the shipped data cannot be read.
pub(crate) fn asked_by(outcomes: &[String]) -> Outcome<Vec<OutcomeAsks>> {
    let known = &shipped()?.outcomes;
    let mut asks: Vec<OutcomeAsks> =
        outcomes.iter().filter_map(|code| known.outcome(code)).flat_map(|one| one.asks.clone()).collect();
    asks.sort_unstable();
    asks.dedup();
    Ok(asks)
}

/// The facts of a room's decision as they are kept: only what the chosen outcomes ask for, each found and checked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Settled {
    pub(crate) facts: OutcomeFacts,
    pub(crate) other_case: Option<CaseId>,
}

/// Checks what the outcomes ask for and notes every trouble on the form.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn settle(
    sitting: &Sitting<'_>,
    form: &mut Form,
    case: CaseId,
    outcomes: &[String],
    said: &OutcomeFacts,
) -> Outcome<Settled> {
    let asks = asked_by(outcomes)?;
    let mut settled = Settled::default();
    let facts = &mut settled.facts;
    if asks.contains(&OutcomeAsks::OfficerAndText) {
        let (officer, text) = said.advice.as_ref().map_or(("", ""), |advice| (advice.officer.as_str(), advice.text.as_str()));
        form.needs("facts.advice.officer", officer, "Write who was advised: name and number.");
        form.needs("facts.advice.text", text, "Write the advice that was given.");
        facts.advice.clone_from(&said.advice);
    }
    if asks.contains(&OutcomeAsks::BothClassifications) {
        classes(form, outcomes, said);
        facts.classes = said.classes;
    }
    if asks.contains(&OutcomeAsks::OtherCase) {
        settled.other_case = other_case(sitting, form, "facts.other_case", case, &said.other_case)?;
    }
    if asks.contains(&OutcomeAsks::Stage) {
        facts.stage = stage(sitting, form, "facts.stage", outcomes, said.stage.as_deref());
    }
    if asks.contains(&OutcomeAsks::Date) {
        match said.review_on {
            Some(on) if on > sitting.today() => facts.review_on = Some(on),
            Some(_) | None => {
                form.wrong("facts.review_on", "Choose the day on which the room looks again, after today.");
            }
        }
    }
    if asks.contains(&OutcomeAsks::OrderType) {
        facts.order_type = order(sitting, form, said.order_type.as_deref())?;
    }
    Ok(settled)
}

fn classes(form: &mut Form, outcomes: &[String], said: &OutcomeFacts) {
    let Some(classes) = said.classes else {
        form.wrong("facts.classes", "Say both: how the force recorded it, and what the room judges it to be.");
        return;
    };
    for outcome in outcomes {
        for wrong in class_troubles(outcome, classes) {
            form.wrong(&format!("facts.classes.{}", wrong.field), &wrong.words);
        }
    }
}

/// The case this one repeats, by its reference as typed.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn other_case(
    sitting: &Sitting<'_>,
    form: &mut Form,
    field: &str,
    case: CaseId,
    typed: &str,
) -> Outcome<Option<CaseId>> {
    match crate::listing::case_as_typed(sitting, typed)? {
        Some(other) if other == case => {
            form.wrong(field, "This is the case itself. Write the reference of the case it repeats.");
            Ok(None)
        }
        Some(other) => Ok(Some(other)),
        None => {
            form.wrong(field, "No case has this reference. Look at how it is written in the list of cases.");
            Ok(None)
        }
    }
}

/// Where the outcomes send a case by their own name.
fn sends_to(outcome: &str, kind: StageKind) -> bool {
    match outcome {
        "to_clinic" => matches!(kind, StageKind::Clinic),
        "to_specialist_clinic" => matches!(kind, StageKind::SpecialistClinic),
        "to_consultation" => matches!(kind, StageKind::Consultation),
        _ => false,
    }
}

/// The stage a case goes to: as chosen, or the only one that fits.
pub(crate) fn stage(
    sitting: &Sitting<'_>,
    form: &mut Form,
    field: &str,
    outcomes: &[String],
    chosen: Option<&str>,
) -> Option<String> {
    let fits: Vec<&Stage> =
        sitting.pathway.stages.iter().filter(|stage| outcomes.iter().any(|outcome| sends_to(outcome, stage.kind))).collect();
    match (chosen, fits.as_slice()) {
        (Some(chosen), _) if fits.iter().any(|stage| stage.id == chosen) => Some(chosen.to_owned()),
        (Some(_), _) => {
            form.wrong(field, "This outcome does not send a case there. Choose one of the stages offered.");
            None
        }
        (None, [only]) => Some(only.id.clone()),
        // A profile without such a stage has nothing to choose from.
        (None, []) => None,
        (None, _) => {
            form.wrong(field, "Several meetings could take this case. Choose which.");
            None
        }
    }
}

fn order(sitting: &Sitting<'_>, form: &mut Form, code: Option<&str>) -> Outcome<Option<String>> {
    let known = order_choices(sitting)?.into_iter().map(|order| order.code).find(|known| Some(known.as_str()) == code);
    if known.is_none() {
        form.wrong("facts.order_type", "Choose which order is sought.");
    }
    Ok(known)
}

/// Orders of today's law.
///
/// # Errors
/// A fault where the shipped data cannot be read.
pub(crate) fn order_choices(sitting: &Sitting<'_>) -> Outcome<Vec<Labelled>> {
    let orders = shipped()?.law.orders_on(&sitting.today().to_string());
    Ok(orders.into_iter().map(|known| Labelled { code: known.code.clone(), label: known.label.clone() }).collect())
}

/// Stages a case can be sent to, each with the outcomes that send there.
pub(crate) fn stage_choices(sitting: &Sitting<'_>) -> Vec<StageChoice> {
    const SENDING: [&str; 3] = ["to_clinic", "to_specialist_clinic", "to_consultation"];
    let choice = |stage: &Stage| StageChoice {
        code: stage.id.clone(),
        label: stage.display_name.clone(),
        outcomes: SENDING.into_iter().filter(|outcome| sends_to(outcome, stage.kind)).map(str::to_owned).collect(),
    };
    sitting.pathway.stages.iter().map(choice).filter(|choice| !choice.outcomes.is_empty()).collect()
}

/// The classes with their words. "Not yet judged" stands for a fact nobody has.
pub(crate) fn class_choices() -> Vec<Labelled> {
    CLASSES.into_iter().map(|class| Labelled { code: code_of(&class), label: classification_label(class).to_owned() }).collect()
}

/// What a decision's outcomes asked for, in words, read for whoever sees it.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn facts_in_words(
    sitting: &Sitting<'_>,
    case: CaseId,
    kept: &Kept<RoomDecision>,
    text: &mut RoomText<'_, '_>,
) -> Outcome<Vec<String>> {
    let decision = &kept.body;
    let mut words = Vec::new();
    let advice: Vec<Kept<OfficerAdvice>> = sitting.filed_under(case)?;
    for given in advice.iter().map(|one| &one.body).filter(|one| one.meeting == Some(decision.meeting) && !one.withdrawn) {
        let (officer, said) = (text.read("who was advised", &given.officer)?, text.read("the advice", &given.text)?);
        words.push(format!("Advice to {officer}: {said}"));
    }
    if let Some(classes) = decision.classes {
        let (recorded, judged) = (classification_label(classes.recorded_as), classification_label(classes.judged_as));
        words.push(format!("As recorded: {}. As judged: {}.", recorded.to_lowercase(), judged.to_lowercase()));
    }
    if let Some(other) = decision.other_case {
        words.push(format!("Repeats case {}.", crate::listing::row_of(sitting, other)?.reference));
    }
    if let Some(stage) = decision.stage.as_deref().and_then(|id| sitting.pathway.stage(id)) {
        words.push(format!("Goes to: {}.", stage.display_name));
    }
    if let Some(on) = decision.review_on {
        words.push(format!("The room looks again on {}.", on.format("%-d %b %Y")));
    }
    if let Some(order) = &decision.order_type {
        words.push(format!("Order sought: {}.", crate::labels::order_label(order)));
    }
    Ok(words)
}
