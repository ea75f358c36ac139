//! From a signed SASH to its paper. The pack's wording prints only where the pack says that it may.

use crate::keeping::{Doing, Kept};
use crate::papers_other::{Ready, issued, moment_on_paper, refuse_hits};
use crate::sash::{is_superseded, pack_of};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use casework::ids::{AssessmentId, CaseId};
use casework::incident::YesNoUnknown;
use casework::plan::PaperKind;
use casework::referral::CaseFile;
use casework::screening::{InformationGap, ItemAnswer, ItemRecord, NextStep, SashRecord};
use casework::unit::Member;
use chrono::NaiveDate;
use documents::sash_record as paper;
use forms::Pack;

/// A signed SASH.
///
/// # Errors
/// `text_hits` where any text names a protected detail; `not_found`; faults of the store.
pub(crate) fn record(sitting: &Sitting<'_>, id: AssessmentId) -> Outcome<Ready> {
    let kept: Kept<SashRecord> = sitting.read(id)?;
    let case = CaseId::from(kept.group.ok_or(Plain::NotFound)?);
    let file: Kept<CaseFile> = sitting.read(case)?;
    let all: Vec<Kept<SashRecord>> = sitting.filed_under(case)?;
    let pack = pack_of(sitting, &kept.body.pack_sha256)?.map(|pack| pack.pack);
    let signer: Option<Kept<Member>> = sitting.look_up(kept.body.completed_by)?;
    let signer = signer.map_or("Not known".to_owned(), |member| member.body.name);
    let body = &kept.body;
    let form = crate::opening::shipped()?.current_form("sash");
    let paper = paper::SashRecord {
        issued: issued(sitting),
        reference: file.body.reference.clone(),
        edition: body.edition.clone(),
        pack_marking: pack.as_ref().map(|pack| pack.marking.clone()).unwrap_or_default(),
        credit: form.map(|form| form.note.clone()).unwrap_or_default(),
        completed_by: format!("{signer}, {}", trained(body)),
        signed: moment_on_paper(body.signed_at),
        sources: body.sources.join(", "),
        ex_partner: yes_no(body.ex_partner_case).to_owned(),
        superseded: if is_superseded(kept.id, &all) { "A newer SASH stands.".to_owned() } else { String::new() },
        items: body.items.iter().map(|one| item(one, pack.as_ref().filter(|pack| pack.may_print))).collect(),
        gaps: body.gaps.iter().map(gap).collect(),
        level: format!("{}, by {signer}", body.level.label()),
        reason: body.reason.clone(),
        next_step: next(body.next_step).to_owned(),
    };
    refuse_hits(sitting, case, &texts(&paper))?;
    // Two records of one case are told apart by their order.
    let version = all.iter().position(|one| one.id == kept.id).map_or(0, |at| u16::try_from(at + 1).unwrap_or(u16::MAX));
    Ok(Ready {
        doing: Doing::in_case("print_paper", case).about(id),
        group: Some(case.into()),
        cases: vec![case],
        kind: PaperKind::SashRecord,
        version,
        stem: format!("{}-sash{version}", file.body.reference),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

fn trained(body: &SashRecord) -> String {
    match (body.trained, body.trained_on) {
        (true, Some(on)) => format!("trained {}", day(on)),
        (true, None) => "trained".to_owned(),
        (false, _) => "not trained".to_owned(),
    }
}

fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

const fn yes_no(answer: YesNoUnknown) -> &'static str {
    match answer {
        YesNoUnknown::Yes => "Yes",
        YesNoUnknown::No => "No",
        YesNoUnknown::Unknown => "Unknown: the X items are shown",
    }
}

fn item(one: &ItemRecord, pack: Option<&Pack>) -> paper::Item {
    let answer = match one.answer {
        ItemAnswer::Yes => "Yes",
        ItemAnswer::No => "No",
        ItemAnswer::Unknown => "Unknown",
        ItemAnswer::NotAsked => "Not asked",
    };
    let source: Vec<String> = [one.source.trim().to_owned(), one.as_at.map(day).unwrap_or_default()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    paper::Item {
        number: one.number.clone(),
        wording: pack.and_then(|pack| pack.item(&one.number)).map(|item| item.wording.clone()).unwrap_or_default(),
        answer: answer.to_owned(),
        note: one.note.clone(),
        source: source.join(", "),
    }
}

fn gap(gap: &InformationGap) -> paper::Gap {
    paper::Gap { question: gap.question.clone(), owner: gap.owner_agency.label().to_owned(), due: day(gap.due_on) }
}

const fn next(step: NextStep) -> &'static str {
    match step {
        NextStep::StandardResponse => "Standard response",
        NextStep::FullerAssessment => "Fuller assessment",
        NextStep::DiscussAtNextMeeting => "Discuss at the next meeting",
        NextStep::ImmediateAction => "Immediate action",
    }
}

fn texts(paper: &paper::SashRecord) -> Vec<(String, String)> {
    let mut texts =
        vec![("reason for the level".to_owned(), paper.reason.clone()), ("sources".to_owned(), paper.sources.clone())];
    for item in &paper.items {
        texts.push((format!("{}: note", item.number), item.note.clone()));
        texts.push((format!("{}: source", item.number), item.source.clone()));
    }
    texts.extend(paper.gaps.iter().map(|gap| ("a gap".to_owned(), gap.question.clone())));
    texts
}
