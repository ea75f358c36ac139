//! Printing every other paper: one command, the kind of paper in the question, a numbered copy for a named holder.

use crate::asks::papers::{BlankSheet, PaperSaved, PrintPaper, PrintRecoveryBlank, WhichPaper};
use crate::keeping::{Doing, Filing};
use crate::papers::{Holder, Prepared, copies_before, language, made, next_copy, record, refused};
use crate::reading::hits_in_all;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Refusal};
use crate::walls::label;
use crate::{
    copies, papers_cas, papers_disclosure, papers_disclosures, papers_lists, papers_pack, papers_sash, plan_annexes,
    plan_comparing,
};
use casework::ids::{CaseId, RecordId};
use casework::plan::{PaperCopy, PaperKind};
use casework::when::Moment;
use documents::diary_sheet::DiarySheet;
use documents::recovery_blank::RecoveryBlank;
use documents::{Copy, Issued, PaperRefusal, PrintSize, Rendered};

/// Words that a blank has room for: those of one sheet.
const WORDS_ON_A_SHEET: u8 = sealing::WORDS_ON_A_SHEET as u8;

/// A paper that is ready to be numbered and set.
pub(crate) struct Ready {
    pub doing: Doing,
    /// Case or meeting whose copies are counted; none counts the unit's copies of the day.
    pub group: Option<RecordId>,
    /// Cases that the paper is about: the holder's name is read against the details of each.
    pub cases: Vec<CaseId>,
    pub kind: PaperKind,
    /// Number of the CAS; nought where a paper has no versions.
    pub version: u16,
    /// Name of the file without its copy number: references and days only.
    pub stem: String,
    pub set: SetPaper,
}

/// Sets the paper for a copy, in a size; a draft has no copy.
pub(crate) type SetPaper = Box<dyn Fn(Option<Copy>, PrintSize) -> Result<Rendered, PaperRefusal>>;

/// Prints one of the other papers.
pub fn print_paper(sitting: &mut Sitting<'_>, ask: PrintPaper) -> Outcome<PaperSaved> {
    paper(sitting, ask)?.save(sitting)
}

/// One of the other papers as it prints.
pub(crate) fn paper(sitting: &mut Sitting<'_>, ask: PrintPaper) -> Outcome<Prepared> {
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.in_size(ask.print).on(ask.printer);
    let ready = match ask.which {
        // What is not agreed prints as a draft, and so do the changes that lead to one.
        WhichPaper::Cas { cas } => return copy_or_draft(sitting, &holder, papers_cas::full(sitting, cas)?),
        WhichPaper::CasSummary { cas } => return copy_or_draft(sitting, &holder, papers_cas::summary(sitting, cas)?),
        WhichPaper::PlanChanges { earlier, later } => {
            let (draft, ready) = plan_comparing::paper(sitting, earlier, later)?;
            return copy_or_draft(sitting, &holder, (!draft, ready));
        }
        WhichPaper::SashRecord { record } => papers_sash::record(sitting, record)?,
        WhichPaper::ActionList { agencies } => papers_lists::actions(sitting, &agencies)?,
        WhichPaper::AdviceNote { case } => papers_lists::advice(sitting, case)?,
        WhichPaper::MinutesForAgency { meeting, agency } => papers_lists::minutes(sitting, meeting, agency)?,
        WhichPaper::PreMeetingPack => papers_pack::pack(sitting)?,
        WhichPaper::PlanAnnex { case, which } => plan_annexes::ready(sitting, &holder, case, which)?,
        WhichPaper::RecallList { case } => copies::recall_list(sitting, case)?,
        WhichPaper::DisclosureRecord { disclosure } => papers_disclosure::ready(sitting, disclosure)?,
        WhichPaper::DisclosureReport { from, until } => papers_disclosures::ready(sitting, from, until)?,
        WhichPaper::PlanForAgency { plan } => plan_annexes::part(sitting, &holder, plan)?,
        WhichPaper::DiarySheet { rows, language: asked } => {
            let sheet = DiarySheet { rows: rows.clamp(1, 60), language: language(asked) };
            let rendered = sheet.render().map_err(refused)?;
            return Ok(blank("print_paper", "diary.pdf", rendered, holder.printer));
        }
    };
    as_copy(sitting, &holder, ready)
}

/// Prints a blank onto which recovery words are copied by hand.
pub fn print_recovery_blank(sitting: &mut Sitting<'_>, ask: PrintRecoveryBlank) -> Outcome<PaperSaved> {
    const BOTH: &str = "Whoever holds both halves opens the store. ";
    let (which, opens) = match &ask.which {
        BlankSheet::First => ("Store of the unit, first half".to_owned(), BOTH.to_owned()),
        BlankSheet::Second => ("Store of the unit, second half".to_owned(), BOTH.to_owned()),
        BlankSheet::Compartment { compartment } => {
            let name = label(compartment);
            (format!("Compartment {name}"), format!("Whoever holds this sheet and may sign in for its agency opens {name}. "))
        }
    };
    let paper = RecoveryBlank {
        unit: sitting.unit.name.clone(),
        marking: sitting.unit.marking.clone(),
        which,
        opens,
        words: WORDS_ON_A_SHEET,
        sample: sitting.unit.sample,
        made: made(sitting.now),
    };
    let rendered = paper.render().map_err(refused)?;
    blank("print_recovery_blank", "recovery-blank.pdf", rendered, ask.printer).save(sitting)
}

/// A form that names nobody and has no number.
fn blank(act: &'static str, name: &str, rendered: Rendered, printer: Option<String>) -> Prepared {
    Prepared { doing: Doing::of_unit(act), name: name.to_owned(), rendered, copy: None, printer }
}

/// A numbered copy of what is agreed; anything else as a draft, without number.
pub(crate) fn copy_or_draft(sitting: &Sitting<'_>, holder: &Holder, (agreed, ready): (bool, Ready)) -> Outcome<Prepared> {
    if agreed {
        return as_copy(sitting, holder, ready);
    }
    let rendered = (ready.set)(None, holder.print).map_err(refused)?;
    let name = format!("{}-draft.pdf", ready.stem);
    Ok(Prepared { doing: ready.doing, name, rendered, copy: None, printer: holder.printer.clone() })
}

/// A paper with the number of its next copy.
///
/// # Errors
/// What setting it refuses; faults of the store.
pub(crate) fn as_copy(sitting: &Sitting<'_>, holder: &Holder, ready: Ready) -> Outcome<Prepared> {
    let before = copies_before(sitting, ready.group)?;
    let same = |copy: &&PaperCopy| copy.paper == ready.kind && copy.version == ready.version;
    let number = next_copy(before.iter().map(|kept| &kept.body).filter(same));
    let rendered = (ready.set)(Some(holder.copy(sitting, number, &ready.cases)?), holder.print).map_err(refused)?;
    let copy = PaperCopy { version: ready.version, ..record(sitting, holder, ready.kind, None, number, &rendered) };
    let owner = sitting.session.agency;
    let filing = ready.group.map_or_else(|| Filing::of_unit(owner), |group| Filing::under(group, owner));
    let name = format!("{}-c{number}.pdf", ready.stem);
    Ok(Prepared { doing: ready.doing, name, rendered, copy: Some((filing, copy)), printer: holder.printer.clone() })
}

/// What every marked paper carries; the copy is put in when its number is known.
pub(crate) fn issued(sitting: &Sitting<'_>) -> Issued {
    Issued {
        print: PrintSize::Standard,
        unit: sitting.unit.name.clone(),
        marking: sitting.unit.marking.clone(),
        copy: None,
        sample: sitting.unit.sample,
        made: made(sitting.now),
    }
}

/// Refuses where a text that will print names a protected detail that nobody released.
///
/// # Errors
/// `text_hits`; faults of the store.
pub(crate) fn refuse_hits(sitting: &Sitting<'_>, case: CaseId, texts: &[(String, String)]) -> Outcome<()> {
    let read: Vec<(&str, &str)> = texts.iter().map(|(field, text)| (field.as_str(), text.as_str())).collect();
    let hits = hits_in_all(sitting, case, &read)?;
    if hits.is_empty() { Ok(()) } else { Err(Refusal::TextHits(hits).into()) }
}

/// "20 November 2026, 09:12", London time.
pub(crate) fn moment_on_paper(at: Moment) -> String {
    at.with_timezone(&chrono_tz::Europe::London).format("%-d %B %Y, %H:%M").to_string()
}
