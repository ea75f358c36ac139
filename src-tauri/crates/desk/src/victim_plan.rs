//! The victim's own safety plan: written by the advocate with the victim, read against everything it must never hold.

use crate::asks::door::Labelled;
use crate::asks::shared::{HitView, WhichCase};
use crate::asks::victim_plan::{
    AnswerVictimPlan, VictimPlanAnswer, VictimPlanBlocker, VictimPlanCopy, VictimPlanView, WriteVictimPlan,
};
use crate::keeping::{Doing, Filing, Kept};
use crate::reading::{details_of, hits_in_all};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::views::code_of;
use casework::ids::CaseId;
use casework::people::{KnownDetail, Person, PersonRole};
use casework::plan::{PaperCopy, PaperKind};
use casework::referral::CaseFile;
use casework::rules::text_check;
use casework::rules::victim_plan::blockers;
use casework::victim_plan::{PaperAnswer, SafeToHoldPaper, SaidOfPage, VictimPage, VictimPlan};

/// Most characters of one text of the page.
const MOST_IN_TEXT: usize = 2_000;
/// A page begins discreet (domain 5.3).
const TITLE: &str = "My notes";

/// The victim's own plan of a case.
pub fn victim_plan(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<VictimPlanView> {
    crate::cases::consult(sitting, ask.case)?;
    view(sitting, ask.case)
}

/// The plan, once a word was written.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn kept(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<Kept<VictimPlan>>> {
    Ok(sitting.filed_under::<VictimPlan>(case)?.into_iter().min_by_key(|kept| (kept.made_at, kept.id)))
}

fn empty() -> VictimPlan {
    let page = VictimPage { title: TITLE.to_owned(), ..VictimPage::default() };
    VictimPlan { page, paper: None, would_help_them: None, victim_agrees: None }
}

fn view(sitting: &Sitting<'_>, case: CaseId) -> Outcome<VictimPlanView> {
    let file: Kept<CaseFile> = sitting.read(case)?;
    let found = kept(sitting, case)?;
    let begun = found.is_some();
    let plan = found.map_or_else(empty, |kept| kept.body);
    let now = |said: &Option<SaidOfPage>| said.as_ref().filter(|said| said.page == plan.page).map(|said| said.yes);
    Ok(VictimPlanView {
        case,
        reference: file.body.reference,
        begun,
        safe_to_hold: plan.paper.as_ref().map(|paper| paper.answer),
        asked_on: plan.paper.as_ref().map(|paper| paper.asked_on),
        would_help_them: now(&plan.would_help_them),
        victim_agrees: now(&plan.victim_agrees),
        blockers: in_the_way(sitting, case, &plan)?,
        hits: hits(sitting, case, &plan.page)?,
        paper_answers: SafeToHoldPaper::ALL
            .iter()
            .map(|answer| Labelled { code: code_of(answer), label: answer.label().to_owned() })
            .collect(),
        copies: copies(sitting, case)?.iter().map(copy).collect(),
        page: plan.page,
    })
}

fn copy(kept: &Kept<PaperCopy>) -> VictimPlanCopy {
    VictimPlanCopy {
        copy: kept.body.copy,
        holder: kept.body.holder.clone(),
        printed_at: kept.body.printed_at,
        fate_label: kept.body.ended.as_ref().map_or(String::new(), |ended| ended.fate.label().to_owned()),
    }
}

/// The copies printed so far, those that came to nothing left out.
fn copies(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<Kept<PaperCopy>>> {
    let mut copies: Vec<Kept<PaperCopy>> = sitting.filed_under(case)?;
    copies.retain(|kept| kept.body.paper == PaperKind::VictimPlan && !kept.body.came_to_nothing);
    Ok(copies)
}

/// The rules of the field, and what the page names that it must never hold.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn in_the_way(sitting: &Sitting<'_>, case: CaseId, plan: &VictimPlan) -> Outcome<Vec<VictimPlanBlocker>> {
    let by_rule = blockers(plan, sitting.today());
    let mut found: Vec<VictimPlanBlocker> =
        by_rule.into_iter().map(|wrong| VictimPlanBlocker { field: wrong.field, words: wrong.words }).collect();
    found.extend(never(sitting, case, &plan.page)?);
    Ok(found)
}

/// Protected people's details on the page; each may be released by whoever owns it.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn hits(sitting: &Sitting<'_>, case: CaseId, page: &VictimPage) -> Outcome<Vec<HitView>> {
    let texts = page.texts();
    hits_in_all(sitting, case, &texts)
}

/// What nobody may release: details of the perpetrator and of others in the case, the unit's name, the case's reference
/// (domain 5.3, never-list).
fn never(sitting: &Sitting<'_>, case: CaseId, page: &VictimPage) -> Outcome<Vec<VictimPlanBlocker>> {
    let file: Kept<CaseFile> = sitting.read(case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let known: Vec<Kept<KnownDetail>> = sitting.filed_under(case)?;
    let details = details_of(&people, &known, |role| matches!(role, PersonRole::Perpetrator | PersonRole::Other));
    let mut found = Vec::new();
    for (field, text) in page.texts() {
        if !text_check::check_text(text, &details).is_empty() {
            let words = "It names something known of the perpetrator or of somebody else in the case. Take it out.".to_owned();
            found.push(VictimPlanBlocker { field: field.to_owned(), words });
        }
        if tells(text, &[&sitting.unit.name, &file.body.reference, &sitting.unit.marking]) {
            let words = "It names the unit or the case. A finder must not learn what the page is.".to_owned();
            found.push(VictimPlanBlocker { field: field.to_owned(), words });
        }
    }
    Ok(found)
}

/// Whether a text holds any of these, however it is written.
fn tells(text: &str, any: &[&str]) -> bool {
    let text = text.to_lowercase();
    any.iter().map(|words| words.trim().to_lowercase()).any(|words| !words.is_empty() && text.contains(&words))
}

/// Writes the page. What was said of the words before no longer holds for these.
pub fn write_victim_plan(sitting: &mut Sitting<'_>, ask: WriteVictimPlan) -> Outcome<VictimPlanView> {
    let mut form = Form::default();
    for (field, text) in ask.page.texts() {
        if text.chars().count() > MOST_IN_TEXT {
            form.wrong(&format!("page.{field}"), &format!("Write at most {MOST_IN_TEXT} characters."));
        }
    }
    form.done()?;
    change(sitting, ask.case, "write_victim_plan", |plan| plan.page = ask.page)
}

/// Keeps an answer to one of the three questions.
pub fn answer_victim_plan(sitting: &mut Sitting<'_>, ask: AnswerVictimPlan) -> Outcome<VictimPlanView> {
    let (by, at, today) = (sitting.session.member, sitting.now, sitting.today());
    let mut form = Form::default();
    if matches!(ask.answer, VictimPlanAnswer::SafeToHold { on, .. } if on > today) {
        form.wrong("on", "This day has not come yet. Check the date.");
    }
    form.done()?;
    change(sitting, ask.case, "answer_victim_plan", |plan| {
        let said = |page: &VictimPage, yes| Some(SaidOfPage { page: page.clone(), yes, by, at });
        match ask.answer {
            VictimPlanAnswer::SafeToHold { answer, on } => {
                plan.paper = Some(PaperAnswer { answer, asked_on: on, asked_by: by });
            }
            VictimPlanAnswer::WouldHelpThem { yes } => plan.would_help_them = said(&plan.page, yes),
            VictimPlanAnswer::VictimAgrees { yes } => plan.victim_agrees = said(&plan.page, yes),
        }
    })
}

/// Makes the record with the first word, and afterwards writes only the fields that differ.
fn change(
    sitting: &mut Sitting<'_>,
    case: CaseId,
    act: &'static str,
    change: impl FnOnce(&mut VictimPlan),
) -> Outcome<VictimPlanView> {
    sitting.read::<CaseFile>(case)?;
    let found = kept(sitting, case)?;
    let before = found.as_ref().map_or_else(empty, |kept| kept.body.clone());
    let mut plan = before.clone();
    change(&mut plan);
    let owner = sitting.session.agency;
    sitting.write(Doing::in_case(act, case), |w| {
        let Some(kept) = &found else {
            return w.create(Filing::under(case, owner), &plan).map(|_| ());
        };
        if plan.page != before.page {
            w.amend(kept.id, "page", &plan.page)?;
        }
        if plan.paper != before.paper {
            w.amend(kept.id, "paper", &plan.paper)?;
        }
        if plan.would_help_them != before.would_help_them {
            w.amend(kept.id, "would_help_them", &plan.would_help_them)?;
        }
        if plan.victim_agrees != before.victim_agrees {
            w.amend(kept.id, "victim_agrees", &plan.victim_agrees)?;
        }
        Ok(())
    })?;
    view(sitting, case)
}

/// The plan of a case, or `not_found` where nobody wrote one.
///
/// # Errors
/// `not_found`; faults of the store.
pub(crate) fn the_plan(sitting: &Sitting<'_>, case: CaseId) -> Outcome<VictimPlan> {
    sitting.read::<CaseFile>(case)?;
    Ok(kept(sitting, case)?.ok_or(Plain::NotFound)?.body)
}

#[cfg(test)]
#[path = "victim_plan_tests.rs"]
mod tests;
