//! Printing papers: every copy has a number and a named holder, and no copy is numbered without its file.

use crate::asks::papers::{PaperLanguage, PaperSaved, PrintAgenda, PrintAs, PrintMinutes, PrintPlan, PrinterView, PrintersView};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Filing, Kept};
use crate::plan::read_plan;
use crate::plan_view::copies;
use crate::reading::hits_in_each;
use crate::saved_papers::SavedPaper;
use crate::sitting::Sitting;
use crate::surroundings::Place;
use crate::trouble::{Fault, FieldTrouble, Form, Outcome, Plain, Refusal, Trouble};
use crate::{papers_agenda, papers_minutes, papers_plan};
use casework::agency::Agency;
use casework::ids::{CaseId, MeetingId, PlanId, RecordId};
use casework::meeting::{Meeting, MeetingState};
use casework::plan::{PaperCopy, PaperKind, PlanState};
use casework::referral::CaseFile;
use casework::when::{Moment, london_day};
use documents::{Copy, Language, PaperRefusal, PrintSize, Rendered};
use std::io;

/// For whom a copy is made, and why.
pub(crate) struct Holder {
    name: String,
    agency: Agency,
    purpose: String,
    /// How many copies are handed out in all, where the person said so.
    of: Option<u16>,
    pub(crate) print: PrintSize,
    /// None saves a file.
    pub(crate) printer: Option<String>,
}

impl Holder {
    pub(crate) fn of(name: &str, agency: Agency, purpose: &str, of: Option<u16>) -> Outcome<Self> {
        let mut form = Form::default();
        form.needs("holder", name, "Write who will hold this copy.");
        form.needs("purpose", purpose, "Write what the copy is for.");
        if of == Some(0) {
            form.wrong("of", "Write how many copies are handed out in all, or leave it empty.");
        }
        form.done()?;
        Ok(Self {
            name: name.trim().to_owned(),
            agency,
            purpose: purpose.trim().to_owned(),
            of,
            print: PrintSize::Standard,
            printer: None,
        })
    }

    /// The same, with the paper sent to this printer, if one is named.
    pub(crate) fn on(self, printer: Option<String>) -> Self {
        Self { printer, ..self }
    }

    /// Whose people hold it.
    pub(crate) const fn agency(&self) -> Agency {
        self.agency
    }

    /// The same, with the paper set in this size.
    pub(crate) fn in_size(self, asked: PrintAs) -> Self {
        Self { print: size(asked), ..self }
    }

    /// The copy as the paper names it: its number, of how many, and the holder's agency and name. More copies than were
    /// meant are still counted right. The name stands on every page, so it is read against the details of every case the
    /// paper is about, as any text is.
    ///
    /// # Errors
    /// `text_hits`; faults of the store.
    pub(crate) fn copy(&self, sitting: &Sitting<'_>, number: u16, cases: &[CaseId]) -> Outcome<Copy> {
        let hits = hits_in_each(sitting, cases, &[("who holds this copy", &self.name)])?;
        if !hits.is_empty() {
            return Err(Refusal::TextHits(hits).into());
        }
        let holder = format!("{}, {}", self.agency.label(), self.name);
        let witness = crate::log_review::short_form(&sitting.store().log_mark()?);
        Ok(Copy { number, of: self.of.map(|of| of.max(number)), holder, witness })
    }
}

/// How large a paper is set, as asked for.
pub(crate) const fn size(asked: PrintAs) -> PrintSize {
    match asked {
        PrintAs::Standard => PrintSize::Standard,
        PrintAs::Large => PrintSize::Large,
    }
}

/// A paper that is set, and where it will go: what is looked at before printing is what prints.
pub(crate) struct Prepared {
    pub(crate) doing: Doing,
    pub(crate) name: String,
    pub(crate) rendered: Rendered,
    /// None where it is not numbered.
    pub(crate) copy: Option<(Filing, PaperCopy)>,
    pub(crate) printer: Option<String>,
}

impl Prepared {
    /// Sends it to its place.
    ///
    /// # Errors
    /// As [`save`].
    pub(crate) fn save(self, sitting: &mut Sitting<'_>) -> Outcome<PaperSaved> {
        save(sitting, self.doing, &self.name, self.rendered, self.copy, self.printer.as_deref())
    }
}

/// In which language the fixed words stand, as asked for.
pub(crate) const fn language(asked: PaperLanguage) -> Language {
    match asked {
        PaperLanguage::English => Language::English,
        PaperLanguage::Welsh => Language::Welsh,
    }
}

/// Prints a plan: a numbered copy of the agreed version, or a draft marked as one and without a number.
pub fn print_plan(sitting: &mut Sitting<'_>, ask: PrintPlan) -> Outcome<PaperSaved> {
    if ask.contact.is_some() {
        return crate::papers_contact::print(sitting, &ask);
    }
    plan(sitting, ask)?.save(sitting)
}

/// A plan as it prints without contact details, whatever was chosen.
pub(crate) fn plan(sitting: &Sitting<'_>, ask: PrintPlan) -> Outcome<Prepared> {
    let (case, kept) = read_plan(sitting, ask.plan)?;
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.in_size(ask.print).on(ask.printer);
    let file: Kept<CaseFile> = sitting.read(case)?;
    let version = kept.body.version;
    let doing = Doing::in_case("print_plan", case).about(ask.plan);
    let stem = format!("{}-v{version}", file.body.reference);
    match kept.body.state {
        PlanState::Draft => {
            let rendered = papers_plan::paper(sitting, case, &kept, None)?.in_size(holder.print).render().map_err(refused)?;
            Ok(Prepared { doing, name: format!("{stem}-draft.pdf"), rendered, copy: None, printer: holder.printer })
        }
        PlanState::Agreed => {
            let copy = next_plan_copy(sitting, case, ask.plan)?;
            let paper = papers_plan::paper(sitting, case, &kept, Some(holder.copy(sitting, copy, &[case])?))?;
            let rendered = paper.in_size(holder.print).render().map_err(refused)?;
            let record = record(sitting, &holder, PaperKind::SafeguardingPlan, Some((ask.plan, version)), copy, &rendered);
            let filing = Filing::under(case, sitting.session.agency);
            let name = format!("{stem}-c{copy}.pdf");
            Ok(Prepared { doing, name, rendered, copy: Some((filing, record)), printer: holder.printer })
        }
        PlanState::Superseded => {
            let mut form = Form::default();
            form.wrong("plan", "A newer version was agreed. Print that one.");
            form.done().and(Err(Plain::PlanNotAgreed.into()))
        }
    }
}

/// Prints the agenda of the running meeting, else of the next one: references and initials only.
pub fn print_agenda(sitting: &mut Sitting<'_>, ask: PrintAgenda) -> Outcome<PaperSaved> {
    agenda(sitting, ask)?.save(sitting)
}

/// The agenda as it prints.
pub(crate) fn agenda(sitting: &mut Sitting<'_>, ask: PrintAgenda) -> Outcome<Prepared> {
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.on(ask.printer);
    let view = papers_agenda::view(sitting)?;
    let before = copies_before(sitting, view.meeting.map(RecordId::from))?;
    let copy = next_copy(before.iter().map(|kept| &kept.body).filter(|copy| copy.paper == PaperKind::Agenda));
    let held = holder.copy(sitting, copy, &papers_agenda::cases(&view))?;
    let rendered = papers_agenda::paper(sitting, &view, held).render().map_err(refused)?;
    let record = record(sitting, &holder, PaperKind::Agenda, None, copy, &rendered);
    let owner = sitting.session.agency;
    let (doing, filing) = match view.meeting {
        Some(meeting) => (Doing::of_unit("print_agenda").about(meeting), Filing::under(meeting, owner)),
        None => (Doing::of_unit("print_agenda"), Filing::of_unit(owner)),
    };
    let name = format!("agenda-{}-c{copy}.pdf", london_day(view.planned_at));
    Ok(Prepared { doing, name, rendered, copy: Some((filing, record)), printer: holder.printer })
}

/// Prints signed minutes.
pub fn print_minutes(sitting: &mut Sitting<'_>, ask: PrintMinutes) -> Outcome<PaperSaved> {
    minutes(sitting, ask)?.save(sitting)
}

/// Signed minutes as they print.
pub(crate) fn minutes(sitting: &Sitting<'_>, ask: PrintMinutes) -> Outcome<Prepared> {
    let meeting: Kept<Meeting> = sitting.read(ask.meeting)?;
    match meeting.body.state {
        MeetingState::Signed => {}
        MeetingState::Running => return Err(Plain::MeetingRunning.into()),
        MeetingState::Planned => return Err(Plain::MeetingNotRunning.into()),
    }
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.on(ask.printer);
    let copy = next_minutes_copy(sitting, ask.meeting)?;
    let held = holder.copy(sitting, copy, &papers_minutes::cases(sitting, ask.meeting)?)?;
    let rendered = papers_minutes::paper(sitting, ask.meeting, held)?.render().map_err(refused)?;
    let record = record(sitting, &holder, PaperKind::Minutes, None, copy, &rendered);
    let filing = Filing::under(ask.meeting, sitting.session.agency);
    Ok(Prepared {
        doing: Doing::of_unit("print_minutes").about(ask.meeting),
        name: format!("minutes-{}-c{copy}.pdf", london_day(meeting.body.planned_at)),
        rendered,
        copy: Some((filing, record)),
        printer: holder.printer,
    })
}

fn next_minutes_copy(sitting: &Sitting<'_>, meeting: MeetingId) -> Outcome<u16> {
    let before: Vec<Kept<PaperCopy>> = sitting.filed_under(meeting)?;
    Ok(next_copy(before.iter().map(|kept| &kept.body).filter(|copy| copy.paper == PaperKind::Minutes)))
}

/// Number of a plan's next copy.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn next_plan_copy(sitting: &Sitting<'_>, case: CaseId, plan: PlanId) -> Outcome<u16> {
    let before = copies(sitting, case)?;
    Ok(next_copy(before.iter().map(|kept| &kept.body).filter(|copy| copy.plan == Some(plan))))
}

/// The copies among which the next one is numbered: those of the case or meeting, or the unit's of the day where a paper
/// belongs to neither and the day's copies stand for themselves.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn copies_before(sitting: &Sitting<'_>, group: Option<RecordId>) -> Outcome<Vec<Kept<PaperCopy>>> {
    let Some(group) = group else {
        let today = sitting.today();
        let mut copies: Vec<Kept<PaperCopy>> = sitting.all_of()?;
        copies.retain(|kept| kept.group.is_none() && london_day(kept.body.printed_at) == today);
        return Ok(copies);
    };
    sitting.filed_under(group)
}

/// Copies are numbered from 1 and no number is given twice.
pub(crate) fn next_copy<'a>(before: impl Iterator<Item = &'a PaperCopy>) -> u16 {
    before.map(|copy| copy.copy).max().unwrap_or(0).saturating_add(1)
}

/// The record of a numbered copy.
pub(crate) fn record(
    sitting: &Sitting<'_>,
    holder: &Holder,
    paper: PaperKind,
    plan: Option<(PlanId, u16)>,
    copy: u16,
    rendered: &Rendered,
) -> PaperCopy {
    PaperCopy {
        paper,
        plan: plan.map(|(plan, _)| plan),
        version: plan.map_or(0, |(_, version)| version),
        copy,
        of: holder.of,
        holder: holder.name.clone(),
        holder_agency: holder.agency,
        purpose: holder.purpose.clone(),
        seal: rendered.seal.clone(),
        came_to_nothing: false,
        call_back_on: None,
        ended: None,
        contact: None,
        printed_by: sitting.session.member,
        printed_at: sitting.now,
    }
}

/// The moment as papers keep it: `YYYYMMDDHHMMSS`, UTC.
pub(crate) fn made(now: Moment) -> String {
    now.format("%Y%m%d%H%M%S").to_string()
}

/// Writes the file beside its place, then its record, and only then gives the file its name: where the file cannot be
/// written nothing is recorded, and no file ever stands without its record, whenever the machine stops. A printer is given
/// the paper only when its record stands. Nothing happened if the person changed their mind.
pub(crate) fn save(
    sitting: &mut Sitting<'_>,
    doing: Doing,
    name: &str,
    rendered: Rendered,
    copy: Option<(Filing, PaperCopy)>,
    printer: Option<&str>,
) -> Outcome<PaperSaved> {
    let Some(mut place) = place(sitting, name, printer)? else {
        return Ok(PaperSaved::default());
    };
    let path = place.path();
    let mut saved = PaperSaved {
        number: None,
        saved: true,
        place: place.words(),
        to_printer: printer.is_some(),
        copy: copy.as_ref().map_or(0, |(_, copy)| copy.copy),
        pages: rendered.pages,
        // A draft is not sealed: nobody is to take it for a version that stands.
        seal: copy.as_ref().map_or(String::new(), |(_, copy)| copy.seal.clone()),
        bytes: u64::try_from(rendered.bytes.len()).unwrap_or(u64::MAX),
    };
    let record = sitting.write(doing, |w| {
        let record = copy.as_ref().map(|(filing, copy)| w.create(*filing, copy)).transpose()?;
        place.write_all(&rendered.bytes).map_err(|cause| cannot_write(&cause))?;
        place.flush().map_err(|cause| cannot_write(&cause))?;
        Ok(record)
    })?;
    if let Err(cause) = place.finish() {
        // The number stays used; the record says that no such copy is in anybody's hands. A queue that did not answer may
        // have taken the paper: then the record stands.
        if let Some(record) = record
            && cause.kind() != io::ErrorKind::TimedOut
        {
            sitting.write(doing, |w| w.amend(record, "came_to_nothing", &true))?;
        }
        return Err(if printer.is_some() { not_printed(&cause) } else { cannot_write(&cause) });
    }
    if let Some(path) = path {
        saved.number = u32::try_from(sitting.session.saved.len()).ok();
        sitting.session.saved.push(SavedPaper::new(path, &rendered.bytes));
    }
    Ok(saved)
}

fn place(sitting: &mut Sitting<'_>, name: &str, printer: Option<&str>) -> Outcome<Option<Box<dyn Place>>> {
    match printer {
        None => sitting.surroundings.pick_place(name).map_err(|cause| cannot_write(&cause)),
        Some(printer) => printing_place(sitting, name, printer).map(Some),
    }
}

/// A paper's way to a printer.
///
/// # Errors
/// `no_such_printer`.
pub(crate) fn printing_place(sitting: &Sitting<'_>, name: &str, printer: &str) -> Outcome<Box<dyn Place>> {
    let queue = sitting.surroundings.print_queue().ok_or(Plain::NoSuchPrinter)?;
    queue.place(printer, name).map_err(|_| Plain::NoSuchPrinter.into())
}

/// The printers of the system.
pub fn printers(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<PrintersView> {
    let found = sitting.surroundings.print_queue().map(|queue| queue.printers()).unwrap_or_default();
    Ok(PrintersView { printers: found.into_iter().map(|one| PrinterView { name: one.name, usual: one.usual }).collect() })
}

fn not_printed(cause: &io::Error) -> Trouble {
    match cause.kind() {
        io::ErrorKind::TimedOut => Plain::PrinterDidNotAnswer.into(),
        _ => Plain::NotPrinted.into(),
    }
}

pub(crate) fn cannot_write(cause: &io::Error) -> Trouble {
    match cause.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Plain::DiskFull.into(),
        _ => Plain::CannotWriteThere.into(),
    }
}

/// What the paper refused, in words; what only we can mend is a fault.
pub(crate) fn refused(refusal: PaperRefusal) -> Trouble {
    let fault = |cause: &str| Fault { place: "papers.render", cause: cause.to_owned() }.into();
    match refusal {
        PaperRefusal::Characters(fields) => {
            let troubles = fields.into_iter().map(|(field, characters)| FieldTrouble {
                words: format!("{field}: these characters cannot be printed: {characters} Write the Latin form."),
                field,
            });
            Refusal::Paper(troubles.collect()).into()
        }
        PaperRefusal::NoMarking => Refusal::Paper(vec![FieldTrouble {
            field: "marking".to_owned(),
            words: "The unit has no protective marking. Set one, because every page must carry it.".to_owned(),
        }])
        .into(),
        PaperRefusal::NotSafeToHold => Refusal::Paper(vec![FieldTrouble {
            field: "safe_to_hold".to_owned(),
            words: "Ask whether paper is safe to hold, and read the page: would anything in it help the person who stalks?"
                .to_owned(),
        }])
        .into(),
        PaperRefusal::RaggedTable { .. } => fault("a table's rows and columns differ"),
        PaperRefusal::SkippedHeading { .. } => fault("a heading skips a level"),
        PaperRefusal::Library(_) => fault("the drawing library"),
    }
}

#[cfg(test)]
#[cfg(unix)]
#[path = "papers_printing_tests.rs"]
mod printing_tests;
