//! Which CAS stands: making a wrongly signed one void, and the levels that the one that stands judged.

use crate::asks::cas::{CasView, VoidCas};
use crate::asks::shared::LevelView;
use crate::carried_forms::form_of;
use crate::cas_record::open;
use crate::cas_view::view;
use crate::keeping::{Doing, Kept};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use crate::views::{level_view, short_day};
use casework::cas::{Cas, CasStatus, Voided};
use casework::ids::CaseId;
use casework::screening::ConcernLevel;
use casework::unit::Member;
use casework::when::london_day;

/// Makes a CAS void, with the reason (domain 3.1 A). Every word of it stays; the one it had taken the place of stands again.
pub fn void_cas(sitting: &mut Sitting<'_>, ask: VoidCas) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    let mut form = Form::default();
    if cas.kept.body.status == CasStatus::Void {
        form.wrong("cas", "This analysis was made void before. Start a new one.");
    }
    form.needs("reason", &ask.reason, "Say why this analysis must not stand. The reason stays beside it.");
    form.done()?;
    refuse_hits(sitting, cas.case, &[("the reason", &ask.reason)])?;
    let voided = Voided { reason: ask.reason.trim().to_owned(), by: sitting.session.member, at: sitting.now };
    let again = stands_again(sitting, &cas.kept)?;
    let id = cas.kept.id;
    sitting.write(Doing::in_case("void_cas", cas.case).about(id), |w| {
        w.amend(id, "voided", &Some(&voided))?;
        w.amend(id, "status", &CasStatus::Void)?;
        again.map_or(Ok(()), |before| w.amend(before.id, "status", &CasStatus::Agreed))
    })?;
    view(sitting, &open(sitting, ask.cas)?)
}

/// The CAS that an agreed one had taken the place of, if it is still to be had.
fn stands_again(sitting: &Sitting<'_>, void: &Kept<Cas>) -> Outcome<Option<Kept<Cas>>> {
    let (CasStatus::Agreed, Some(previous)) = (void.body.status, void.body.previous) else {
        return Ok(None);
    };
    let before: Option<Kept<Cas>> = sitting.look_up(previous)?;
    Ok(before.filter(|kept| kept.body.status == CasStatus::Superseded))
}

/// "Made void 20 Nov by K. Specimen: signed by mistake."; empty while it stands.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn void_words(sitting: &Sitting<'_>, cas: &Cas) -> Outcome<String> {
    let Some(voided) = &cas.voided else {
        return Ok(String::new());
    };
    let by: Option<Kept<Member>> = sitting.look_up(voided.by)?;
    let who = by.map_or_else(String::new, |kept| format!(" by {}", kept.body.name));
    Ok(format!("Made void {}{who}: {}", short_day(london_day(voided.at)), voided.reason))
}

/// Every level the CAS that stands judged, each under its own question: they are never put together (domain 3.1 I).
///
/// # Errors
/// Faults of the store only.
pub(crate) fn levels(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<LevelView>> {
    let all: Vec<Kept<Cas>> = sitting.filed_under(case)?;
    let agreed = all.iter().filter(|kept| kept.body.status == CasStatus::Agreed);
    let Some((kept, at)) = agreed.max_by_key(|kept| kept.body.number).and_then(|kept| Some((kept, kept.body.agreed_at?))) else {
        return Ok(Vec::new());
    };
    let (cas, Some(form)) = (&kept.body, form_of(sitting, kept)?) else {
        return Ok(Vec::new());
    };
    let questions = form.sections.iter().flat_map(|section| &section.questions);
    let judged = questions.filter(|question| question.id.ends_with("_level")).filter_map(|question| {
        let level = level_of(cas.answers.get(&question.id)?)?;
        let of = question.label.split(':').next().unwrap_or_default().to_lowercase();
        Some(level_view(level, &format!("CAS {}: {of}", cas.number), at))
    });
    Ok(judged.collect())
}

/// "Cannot judge" is no level.
fn level_of(code: &str) -> Option<ConcernLevel> {
    [ConcernLevel::Low, ConcernLevel::Moderate, ConcernLevel::High].into_iter().find(|level| crate::views::code_of(level) == code)
}
