//! Numbered copies in other people's hands: whether a page is current, what is called back, what came back.

use crate::asks::copies::{CheckPage, CopiesView, CopyOut, EndCopy, ListCopies, PageChecked, PageStanding};
use crate::keeping::{Doing, Kept, Writing, id_of};
use crate::papers_other::{Ready, issued, refuse_hits};
use crate::plan_annexes::versions_of;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::cas::{Cas, CasStatus};
use casework::ids::{CaseId, MeetingId, RecordId};
use casework::meeting::{Meeting, MeetingState};
use casework::plan::{CopyEnd, PaperCopy, PaperKind, Plan, PlanState};
use casework::plan_annex::AnnexKind;
use casework::referral::CaseFile;
use casework::when::london_day;
use documents::recall_list::{self, RecallList};
use std::collections::BTreeMap;

/// Copies looked through, the newest first: years of a unit's printing.
const MOST: u32 = 20_000;
/// Digits of a seal.
const SEAL: usize = 12;

/// Says whether a page is current.
pub fn check_page(sitting: &mut Sitting<'_>, ask: CheckPage) -> Outcome<PageChecked> {
    let Some(seal) = seal_of(&ask.code) else {
        let mut form = Form::default();
        form.wrong("code", "Type the seal from the foot of the page: three groups of four, as in 61DA-D93F-C89B.");
        return form.done().and(Err(Plain::NotFound.into()));
    };
    let all = all(sitting)?;
    let mut standings = Standings::default();
    let Some(kept) = all.iter().rev().find(|kept| seal_of(&kept.body.seal).as_deref() == Some(&seal)) else {
        let words = "No copy with this seal was printed from this store. Look at the seal again. If it is right, the page is of \
                     another unit, or somebody made it up: follow nothing on it, and tell the chair.";
        return Ok(PageChecked { standing: PageStanding::Unknown, words: words.to_owned(), copy: None });
    };
    let copy = copy_out(sitting, kept, &all, &mut standings)?;
    Ok(PageChecked { standing: copy.standing, words: words_of(&copy), copy: Some(copy) })
}

/// The numbered copies; those that are out although a newer version stands come first.
pub fn list_copies(sitting: &mut Sitting<'_>, ask: ListCopies) -> Outcome<CopiesView> {
    view(sitting, ask.with_ended)
}

/// Notes what became of a copy, or that its holder has it after all.
pub fn end_copy(sitting: &mut Sitting<'_>, ask: EndCopy) -> Outcome<CopiesView> {
    let copy: Kept<PaperCopy> = sitting.look_up(ask.copy)?.ok_or(Plain::NotFound)?;
    if copy.body.came_to_nothing {
        return Err(Plain::NotFound.into());
    }
    let ended = ask.fate.map(|fate| CopyEnd { fate, noted_by: sitting.session.member, noted_at: sitting.now });
    sitting.write(Doing::of_unit("end_copy").about(ask.copy), |w| w.amend(ask.copy, "ended", &ended))?;
    view(sitting, ask.with_ended)
}

fn view(sitting: &Sitting<'_>, with_ended: bool) -> Outcome<CopiesView> {
    let all = all(sitting)?;
    let mut standings = Standings::default();
    let wanted = all.iter().rev().filter(|kept| with_ended || kept.body.ended.is_none());
    let mut copies = wanted.map(|kept| copy_out(sitting, kept, &all, &mut standings)).collect::<Outcome<Vec<_>>>()?;
    let is_to_come_back = |copy: &CopyOut| copy.fate.is_none() && copy.standing == PageStanding::Superseded;
    copies.sort_by_key(|copy| !is_to_come_back(copy));
    let to_call_back = copies.iter().filter(|copy| is_to_come_back(copy)).count();
    Ok(CopiesView { copies, to_call_back: u32::try_from(to_call_back).unwrap_or(u32::MAX) })
}

fn all(sitting: &Sitting<'_>) -> Outcome<Vec<Kept<PaperCopy>>> {
    let mut all: Vec<Kept<PaperCopy>> = sitting.newest_of(MOST)?;
    all.retain(|kept| !kept.body.came_to_nothing);
    all.sort_by_key(|kept| kept.body.printed_at);
    Ok(all)
}

/// The copies of a case's papers that are out, and that a new version is about to make out of date.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn out_of(sitting: &Sitting<'_>, case: CaseId, papers: &[PaperKind]) -> Outcome<Vec<RecordId>> {
    let all: Vec<Kept<PaperCopy>> = sitting.filed_under(case)?;
    let is_out = |copy: &PaperCopy| copy.ended.is_none() && !copy.came_to_nothing && copy.call_back_on.is_none();
    Ok(all.iter().filter(|kept| papers.contains(&kept.body.paper) && is_out(&kept.body)).map(|kept| kept.id).collect())
}

impl Writing<'_, '_> {
    /// Calls copies back: they stand on Today until somebody notes what became of them.
    pub(crate) fn call_back(&mut self, copies: &[RecordId]) -> Outcome<()> {
        let today = Some(london_day(self.now));
        copies.iter().try_for_each(|copy| self.amend(*copy, "call_back_on", &today))
    }
}

/// The copies of a case that are called back, as a list to work through.
///
/// # Errors
/// `not_found` where none is; `text_hits` where a holder's words name a protected detail; faults of the store.
pub(crate) fn recall_list(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Ready> {
    let file: Kept<CaseFile> = sitting.read(case)?;
    let mut all: Vec<Kept<PaperCopy>> = sitting.filed_under(case)?;
    all.retain(|kept| kept.body.call_back_on.is_some() && kept.body.ended.is_none());
    if all.is_empty() {
        return Err(Plain::NotFound.into());
    }
    let texts: Vec<(String, String)> = all.iter().map(|kept| ("who holds a copy".to_owned(), kept.body.holder.clone())).collect();
    refuse_hits(sitting, case, &texts)?;
    let paper = RecallList {
        issued: issued(sitting),
        reference: file.body.reference.clone(),
        as_at: sitting.today().format("%A %-d %B %Y").to_string(),
        copies: all.into_iter().map(|kept| on_paper(&kept.body)).collect(),
    };
    Ok(Ready {
        doing: Doing::in_case("print_paper", case),
        group: Some(case.into()),
        cases: vec![case],
        kind: PaperKind::RecallList,
        version: 0,
        stem: format!("{}-recall", file.body.reference),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    })
}

fn on_paper(copy: &PaperCopy) -> recall_list::CopyOut {
    let version = if copy.version == 0 { String::new() } else { format!(" v{}", copy.version) };
    let with_contact = if copy.contact.is_some() { ", with contact details" } else { "" };
    recall_list::CopyOut {
        what: format!("{}{version}, copy {}{with_contact}", copy.paper.label(), copy.copy),
        holder: format!("{}, {}", copy.holder_agency.label(), copy.holder),
        printed: london_day(copy.printed_at).format("%-d %b %Y").to_string(),
        seal: copy.seal.clone(),
    }
}

/// The digits of a seal, from the foot of a page or from its square (`reference|version|copy|seal`).
fn seal_of(typed: &str) -> Option<String> {
    let last = typed.rsplit('|').next().unwrap_or_default().trim().to_uppercase();
    let digits: String =
        last.trim_start_matches("SEAL").chars().filter(|letter| !letter.is_whitespace() && *letter != '-').collect();
    (digits.len() == SEAL && digits.chars().all(|digit| digit.is_ascii_hexdigit())).then_some(digits)
}

/// What was looked up once for many copies.
#[derive(Default)]
struct Standings(BTreeMap<(PaperKind, Option<RecordId>, u16), PageStanding>);

fn copy_out(
    sitting: &Sitting<'_>,
    kept: &Kept<PaperCopy>,
    all: &[Kept<PaperCopy>],
    standings: &mut Standings,
) -> Outcome<CopyOut> {
    let copy = &kept.body;
    let row = match kept.group {
        Some(group) => sitting.store().case_row(id_of(group))?,
        None => None,
    };
    let of = copy.plan.map(RecordId::from).or(kept.group);
    let standing = match standings.0.get(&(copy.paper, of, copy.version)) {
        Some(known) if copy.paper != PaperKind::ActionList => *known,
        _ => {
            let found = standing(sitting, kept, all)?;
            standings.0.insert((copy.paper, of, copy.version), found);
            found
        }
    };
    Ok(CopyOut {
        record: kept.id,
        paper: copy.paper,
        paper_label: copy.paper.label().to_owned(),
        case: row.as_ref().and(kept.group).map(CaseId::from),
        case_reference: row.map(|row| row.reference).unwrap_or_default(),
        version: copy.version,
        copy: copy.copy,
        holder: copy.holder.clone(),
        holder_agency: copy.holder_agency.label().to_owned(),
        purpose: copy.purpose.clone(),
        seal: copy.seal.clone(),
        with_contact: copy.contact.is_some(),
        printed_at: copy.printed_at,
        standing,
        fate: copy.ended.as_ref().map(|ended| ended.fate),
        ended_at: copy.ended.as_ref().map(|ended| ended.noted_at),
    })
}

/// Whether what a copy says still stands: a plan or CAS until the next is agreed, an agenda until its minutes are signed,
/// a list of actions until that of another day. Everything else says what was said on a day, and stays right.
fn standing(sitting: &Sitting<'_>, kept: &Kept<PaperCopy>, all: &[Kept<PaperCopy>]) -> Outcome<PageStanding> {
    let copy = &kept.body;
    let superseded = match (copy.paper, kept.group) {
        (PaperKind::SafeguardingPlan, _) => match copy.plan {
            Some(plan) => !matches!(sitting.look_up::<Plan>(plan)?, Some(plan) if plan.body.state == PlanState::Agreed),
            None => true,
        },
        (PaperKind::AnnexHealth, Some(case)) => versions_of(sitting, case.into(), AnnexKind::Health)? > copy.version,
        (PaperKind::AnnexIntelligence, Some(case)) => versions_of(sitting, case.into(), AnnexKind::Intelligence)? > copy.version,
        (PaperKind::Cas | PaperKind::CasSummary, Some(case)) => {
            let all: Vec<Kept<Cas>> = sitting.filed_under(case)?;
            all.iter().any(|cas| cas.body.number > copy.version && cas.body.status == CasStatus::Agreed)
        }
        (PaperKind::PlanChanges | PaperKind::PlanForAgency, Some(case)) => {
            let all: Vec<Kept<Plan>> = sitting.filed_under(case)?;
            all.iter().any(|plan| plan.body.version > copy.version && plan.body.state == PlanState::Agreed)
        }
        (PaperKind::Agenda | PaperKind::PreMeetingPack, Some(meeting)) => {
            let meeting: Option<Kept<Meeting>> = sitting.look_up(MeetingId::from(meeting))?;
            meeting.is_some_and(|meeting| meeting.body.state == MeetingState::Signed)
        }
        (PaperKind::ActionList, _) => {
            let day = london_day(copy.printed_at);
            all.iter().any(|other| other.body.paper == PaperKind::ActionList && london_day(other.body.printed_at) > day)
        }
        _ => false,
    };
    Ok(if superseded { PageStanding::Superseded } else { PageStanding::Current })
}

fn words_of(copy: &CopyOut) -> String {
    let standing = match copy.standing {
        PageStanding::Superseded => "This page is out of date: a newer one stands. Do not work from it. Return or shred it.",
        PageStanding::Current | PageStanding::Unknown => "This page is current.",
    };
    match copy.fate {
        None => standing.to_owned(),
        Some(fate) => format!(
            "{standing} It was noted as {}: if you hold it, tell whoever looks after the copies.",
            fate.label().to_lowercase()
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::seal_of;

    #[test]
    fn a_seal_is_read_as_typed_as_printed_and_as_scanned() {
        for typed in ["61DA-D93F-C89B", "61dad93fc89b", " Seal 61DA D93F C89B ", "N-26-0147|v2|3|61DA-D93F-C89B"] {
            assert_eq!(seal_of(typed).as_deref(), Some("61DAD93FC89B"), "{typed}");
        }
        for wrong in ["", "61DA-D93F", "61DA-D93F-C89G", "N-26-0147|v2|draft|", "61DA-D93F-C89B-0000"] {
            assert_eq!(seal_of(wrong), None, "{wrong}");
        }
    }
}
