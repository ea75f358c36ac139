//! Two versions of a case's plan compared: on the screen, and as a page for those who hold the earlier one.

use crate::asks::plan::{ComparePlans, PlanComparison};
use crate::keeping::{Doing, Kept};
use crate::papers_other::{Ready, issued};
use crate::plan::read_plan;
use crate::plan_view::version_row;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Refusal};
use casework::ids::{CaseId, PlanId};
use casework::plan::{PaperKind, Plan, PlanState};
use casework::referral::CaseFile;
use casework::rules::plan_changes::{ChangeKind, PlanChange, Stretch, changes};
use casework::when::london_day;
use documents::plan_changes::{Difference, Part, PlanChanges, Words};

/// What changed between two versions of a case's plan.
pub fn compare_plans(sitting: &mut Sitting<'_>, ask: ComparePlans) -> Outcome<PlanComparison> {
    let (case, earlier, later) = both(sitting, ask.earlier, ask.later)?;
    crate::cases::consult(sitting, case)?;
    Ok(PlanComparison {
        earlier: version_row(&earlier),
        later: version_row(&later),
        changes: changes(&earlier.body, &later.body),
    })
}

/// Two versions of one case, the lower number first.
fn both(sitting: &Sitting<'_>, one: PlanId, other: PlanId) -> Outcome<(CaseId, Kept<Plan>, Kept<Plan>)> {
    let (case, one) = read_plan(sitting, one)?;
    let (case_of_other, other) = read_plan(sitting, other)?;
    let mut form = Form::default();
    if case != case_of_other || one.id == other.id {
        form.wrong("later", "Choose two different versions of one case's plan.");
    }
    form.done()?;
    Ok(if one.body.version < other.body.version { (case, one, other) } else { (case, other, one) })
}

/// The comparison as it prints, and whether the later version is a draft.
///
/// # Errors
/// `text_hits` where either version names a protected detail; faults of the store.
pub(crate) fn paper(sitting: &Sitting<'_>, earlier: PlanId, later: PlanId) -> Outcome<(bool, Ready)> {
    let (case, earlier, later) = both(sitting, earlier, later)?;
    let mut hits = crate::plan_text::hits(sitting, case, &earlier.body)?;
    hits.extend(crate::plan_text::hits(sitting, case, &later.body)?);
    if !hits.is_empty() {
        return Err(Refusal::TextHits(hits).into());
    }
    let file: Kept<CaseFile> = sitting.read(case)?;
    let versions = format!("v{}-v{}", earlier.body.version, later.body.version);
    let paper = PlanChanges {
        issued: issued(sitting),
        reference: file.body.reference.clone(),
        earlier: version_words(&earlier.body),
        later: version_words(&later.body),
        versions: versions.clone(),
        parts: parts(changes(&earlier.body, &later.body)),
    };
    let ready = Ready {
        doing: Doing::in_case("print_paper", case).about(later.id),
        group: Some(case.into()),
        cases: vec![case],
        kind: PaperKind::PlanChanges,
        version: later.body.version,
        stem: format!("{}-changes-{versions}", file.body.reference),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    };
    Ok((later.body.state == PlanState::Draft, ready))
}

fn version_words(plan: &Plan) -> String {
    match plan.agreed_at {
        Some(at) => format!("Version {}, agreed {}", plan.version, london_day(at).format("%-d %B %Y")),
        None => format!("Version {}, not agreed yet", plan.version),
    }
}

/// Changes under the heading they stand under; a heading comes once.
fn parts(changes: Vec<PlanChange>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in changes {
        let kind = match change.kind {
            ChangeKind::New => "New",
            ChangeKind::Gone => "Gone",
            ChangeKind::Changed => "Changed",
        };
        let words = change.words.into_iter().map(|stretch| match stretch {
            Stretch::Both(text) => Words::Both(text),
            Stretch::Earlier(text) => Words::Earlier(text),
            Stretch::Later(text) => Words::Later(text),
        });
        let difference = Difference { kind: kind.to_owned(), words: words.collect() };
        match parts.last_mut() {
            Some(part) if part.heading == change.part => part.differences.push(difference),
            _ => parts.push(Part { heading: change.part, differences: vec![difference] }),
        }
    }
    parts
}
