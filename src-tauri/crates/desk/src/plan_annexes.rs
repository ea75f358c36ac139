//! Annexes to a plan, each in its agency's compartment: written, read and printed by that agency's people alone.

use crate::asks::annexes::{AnnexView, AnnexWords, AnnexesView, WriteAnnex};
use crate::asks::shared::WhichCase;
use crate::copies::out_of;
use crate::keeping::{Doing, Filing, Kept, id_of};
use crate::papers::Holder;
use crate::papers_other::{Ready, issued, moment_on_paper, refuse_hits};
use crate::plan_view::versions;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::walls::of_agency;
use casework::body::Kind;
use casework::ids::{CaseId, MemberId};
use casework::plan::{PaperKind, Plan, PlanState};
use casework::plan_annex::{AnnexKind, PlanAnnex};
use casework::referral::CaseFile;
use casework::unit::Member;
use casework::when::london_day;
use documents::plan_annex as paper;

/// The annexes of a case, one by one: their words for whoever opened their compartment, to everybody else how many
/// versions there are. Reading them is an act.
pub fn plan_annexes(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<AnnexesView> {
    sitting.read::<CaseFile>(ask.case)?;
    sitting.note(Doing::in_case("read_annexes", ask.case))?;
    view(sitting, ask.case)
}

/// Writes an annex anew; the version before stays in the record.
pub fn write_annex(sitting: &mut Sitting<'_>, ask: WriteAnnex) -> Outcome<AnnexesView> {
    sitting.read::<CaseFile>(ask.case)?;
    let own = of_agency(ask.which.agency());
    let mut form = Form::default();
    form.needs("text", &ask.text, "Write the annex.");
    form.needs("terms", &ask.terms, "Write on what terms it may be told: without them nobody else may hold a copy.");
    form.done()?;
    only_its_people(sitting, ask.which)?;
    let annex = PlanAnnex {
        which: ask.which,
        version: versions_of(sitting, ask.case, ask.which)?.saturating_add(1),
        text: ask.text,
        terms: ask.terms,
        told: ask.told,
        written_by: sitting.session.member,
        written_at: sitting.now,
    };
    let filing = Filing::under(ask.case, ask.which.agency()).as_category(ask.which.category());
    let copies = out_of(sitting, ask.case, &[paper_kind(ask.which)])?;
    let record = sitting.write(Doing::in_case("write_annex", ask.case), |w| {
        w.call_back(&copies)?;
        w.create_sealed(&own, filing, &annex)
    })?;
    sitting.index_sealed(record)?;
    view(sitting, ask.case)
}

/// Whether an annex is for whoever is signed in to write; a colleague who stepped in reads and does not write.
fn is_of_its_people(sitting: &Sitting<'_>, which: AnnexKind) -> Outcome<bool> {
    sitting.holds_own_code(&of_agency(which.agency()))
}

fn only_its_people(sitting: &Sitting<'_>, which: AnnexKind) -> Outcome<()> {
    if is_of_its_people(sitting, which)? { Ok(()) } else { Err(Plain::BehindAWall.into()) }
}

fn view(sitting: &Sitting<'_>, case: CaseId) -> Outcome<AnnexesView> {
    let one = |which: AnnexKind| {
        let newest = newest(sitting, case, which)?;
        Ok(AnnexView {
            which,
            label: which.label().to_owned(),
            terms_label: which.terms_label().to_owned(),
            agency_label: which.agency().label().to_owned(),
            versions: versions_of(sitting, case, which)?,
            mine: is_of_its_people(sitting, which)?,
            words: newest.map(|annex| words(sitting, annex.body)).transpose()?,
        })
    };
    Ok(AnnexesView { annexes: AnnexKind::ALL.into_iter().map(one).collect::<Outcome<_>>()? })
}

fn words(sitting: &Sitting<'_>, annex: PlanAnnex) -> Outcome<AnnexWords> {
    Ok(AnnexWords {
        version: annex.version,
        written_by: writer(sitting, annex.written_by)?,
        text: annex.text,
        terms: annex.terms,
        told: annex.told,
        written_at: annex.written_at,
    })
}

fn writer(sitting: &Sitting<'_>, member: MemberId) -> Outcome<String> {
    Ok(sitting.look_up::<Member>(member)?.map(|kept| kept.body.name).unwrap_or_default())
}

/// How many versions of an annex were written, which everybody in the case may know: a copy is current or it is not.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn versions_of(sitting: &Sitting<'_>, case: CaseId, which: AnnexKind) -> Outcome<u16> {
    let sealed = sitting.store().sealed_in_case(id_of(case.into()))?;
    let of_kind = |kind: &str, owner: &str| kind == Kind::PlanAnnex.code() && owner == which.agency().code();
    Ok(u16::try_from(sealed.iter().filter(|one| of_kind(&one.kind, &one.owner)).count()).unwrap_or(u16::MAX))
}

/// The newest version, where its compartment is open.
fn newest(sitting: &Sitting<'_>, case: CaseId, which: AnnexKind) -> Outcome<Option<Kept<PlanAnnex>>> {
    let all: Vec<Kept<PlanAnnex>> = sitting.filed_under(case)?;
    Ok(all.into_iter().filter(|annex| annex.body.which == which).max_by_key(|annex| annex.body.version))
}

/// An annex ready to be numbered, for a holder whose agency it is for.
///
/// # Errors
/// `behind_a_wall` to everybody but its agency's people; `plan_not_agreed`; a form where it is not for the holder's agency;
/// `text_hits`; faults of the store.
pub(crate) fn ready(sitting: &Sitting<'_>, holder: &Holder, case: CaseId, which: AnnexKind) -> Outcome<Ready> {
    let file: Kept<CaseFile> = sitting.read(case)?;
    only_its_people(sitting, which)?;
    let annex = newest(sitting, case, which)?.ok_or(Plain::NotFound)?.body;
    if !annex.may_be_held_by(holder.agency()) {
        let mut form = Form::default();
        form.wrong(
            "holder_agency",
            "This annex is not for that agency. Name it among those told, and save the annex, or choose another holder.",
        );
        form.done()?;
    }
    let agreed =
        versions(sitting, case)?.into_iter().find(|kept| kept.body.state == PlanState::Agreed).ok_or(Plain::PlanNotAgreed)?;
    refuse_hits(sitting, case, &[("the annex".to_owned(), annex.text.clone()), ("its terms".to_owned(), annex.terms.clone())])?;
    let reference = file.body.reference;
    let (stem, version) =
        (format!("{reference}-annex-{}-v{}", which.letter().to_ascii_lowercase(), annex.version), annex.version);
    let paper = on_paper(sitting, &annex, &agreed.body, reference)?;
    Ok(Ready {
        doing: Doing::in_case("print_paper", case),
        group: Some(case.into()),
        cases: vec![case],
        kind: paper_kind(which),
        version,
        stem,
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

fn on_paper(sitting: &Sitting<'_>, annex: &PlanAnnex, plan: &Plan, reference: String) -> Outcome<paper::PlanAnnex> {
    let agency = annex.which.agency();
    let told = annex.told.iter().filter(|one| **one != agency);
    let agreed_on = plan.agreed_at.map(|at| london_day(at).format(", agreed %-d %B %Y").to_string()).unwrap_or_default();
    Ok(paper::PlanAnnex {
        issued: issued(sitting),
        letter: annex.which.letter(),
        title: annex.which.label().to_owned(),
        reference,
        version: annex.version,
        beside: format!("Version {}{agreed_on}", plan.version),
        written: format!("{}, {}, {}", writer(sitting, annex.written_by)?, agency.label(), moment_on_paper(annex.written_at)),
        terms_label: annex.which.terms_label().to_owned(),
        terms: annex.terms.clone(),
        distribution: std::iter::once(agency).chain(told.copied()).map(|one| one.label().to_owned()).collect(),
        text: annex.text.clone(),
    })
}

/// Under which kind its copies are counted.
pub(crate) const fn paper_kind(which: AnnexKind) -> PaperKind {
    match which {
        AnnexKind::Health => PaperKind::AnnexHealth,
        AnnexKind::Intelligence => PaperKind::AnnexIntelligence,
    }
}

/// The part of a plan for one agency, ready to be numbered; only its own people hold it.
///
/// # Errors
/// As printing the plan; a form where the holder is of another agency; `not_found` where no line is the agency's.
pub(crate) fn part(sitting: &Sitting<'_>, holder: &Holder, plan: casework::ids::PlanId) -> Outcome<Ready> {
    let (case, kept) = crate::plan::read_plan(sitting, plan)?;
    if kept.body.state != PlanState::Agreed {
        return Err(Plain::PlanNotAgreed.into());
    }
    let paper = crate::papers_plan::part_of(sitting, case, &kept, holder.agency())?;
    let stem = format!("{}-v{}-{}", paper.reference, kept.body.version, holder.agency().code());
    Ok(Ready {
        doing: Doing::in_case("print_paper", case).about(plan),
        group: Some(case.into()),
        cases: vec![case],
        kind: PaperKind::PlanForAgency,
        version: kept.body.version,
        stem,
        set: Box::new(move |copy, print| {
            let paper = documents::safeguarding_plan::SafeguardingPlan { copy, ..paper.clone() };
            paper.in_size(print).render()
        }),
    })
}
