//! The agreed plans of every case on the next agenda, each a numbered copy in one folder: all that can be printed, or none
//! where the person stops it.

use crate::asks::papers::{NotPrinted, PlanPrinted, PlansPrinted, PrintPlans};
use crate::keeping::{Doing, Filing, Kept};
use crate::papers::{Holder, cannot_write, next_plan_copy, printing_place, record, refused};
use crate::papers_plan;
use crate::place::FilePlace;
use crate::plan_view::versions;
use crate::saved_papers::SavedPaper;
use crate::sitting::Sitting;
use crate::surroundings::{Place, Progress};
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use casework::ids::{CaseId, RecordId};
use casework::plan::{PaperCopy, PaperKind, Plan, PlanState};
use std::io;
use std::path::PathBuf;

/// Where all of them go.
enum To {
    Folder(PathBuf),
    Printer(String),
}

/// A plan that is set, and the file that waits for its name or its printer.
struct Waiting {
    reference: String,
    plan: RecordId,
    case: CaseId,
    copy: PaperCopy,
    bytes: Vec<u8>,
    pages: u16,
    file: Box<dyn Place>,
}

/// Prints the agreed plan of every case on the next agenda into a folder.
pub fn print_plans(sitting: &mut Sitting<'_>, ask: PrintPlans) -> Outcome<PlansPrinted> {
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, None)?.on(ask.printer);
    let cases: Vec<(CaseId, String)> =
        crate::agenda_view::next_agenda(sitting)?.items.into_iter().map(|item| (item.case, item.reference)).collect();
    if cases.is_empty() {
        return Err(Plain::NothingSelected.into());
    }
    let Some(to) = to(sitting, &holder) else {
        return Ok(PlansPrinted::default());
    };
    let (waiting, mut not_printed) = set_all(sitting, &holder, &to, &cases)?;
    let mut printed = Vec::new();
    if !waiting.is_empty() {
        for named in name_all(sitting, waiting)? {
            match named {
                Ok(one) => printed.push(one),
                Err(one) => not_printed.push(one),
            }
        }
    }
    let (folder, to_printer) = match to {
        To::Folder(folder) => (folder.display().to_string(), false),
        To::Printer(printer) => (printer, true),
    };
    Ok(PlansPrinted { saved: true, folder, to_printer, printed, not_printed })
}

/// None where the person changed their mind.
fn to(sitting: &mut Sitting<'_>, holder: &Holder) -> Option<To> {
    match &holder.printer {
        Some(printer) => Some(To::Printer(printer.clone())),
        None => sitting.surroundings.pick_papers_folder().map(To::Folder),
    }
}

/// Sets every plan that can be printed and writes it beside its place; nothing has a name yet, and nothing stays where the
/// person stops it.
fn set_all(
    sitting: &mut Sitting<'_>,
    holder: &Holder,
    to: &To,
    cases: &[(CaseId, String)],
) -> Outcome<(Vec<Waiting>, Vec<NotPrinted>)> {
    let (mut waiting, mut not_printed) = (Vec::new(), Vec::new());
    let total = u64::try_from(cases.len()).unwrap_or(u64::MAX);
    for ((case, reference), done) in cases.iter().zip(0..) {
        if !sitting.surroundings.go_on(Progress { label: "Setting the plans", done, total }) {
            return Err(Plain::Stopped.into());
        }
        match set(sitting, holder, to, *case, reference) {
            Ok(one) => waiting.push(one),
            Err(Trouble::Refusal(refusal)) => {
                not_printed.push(NotPrinted { case: *case, reference: reference.clone(), words: words(&refusal)? });
            }
            Err(fault) => return Err(fault),
        }
    }
    Ok((waiting, not_printed))
}

/// Why one plan is left out; what stands in the way of every plan ends the whole.
fn words(refusal: &Refusal) -> Outcome<String> {
    Ok(match refusal {
        Refusal::TextHits(_) => "A protected detail stands in its text: print it from its own page.".to_owned(),
        Refusal::Plain(Plain::PlanNotAgreed) => "No plan is agreed yet.".to_owned(),
        Refusal::Plain(Plain::SomethingThereAlready) => "A file of that name lies in the folder already.".to_owned(),
        Refusal::Paper(fields) => fields.iter().map(|field| field.words.as_str()).collect::<Vec<_>>().join(" "),
        other => return Err(other.clone().into()),
    })
}

fn set(sitting: &Sitting<'_>, holder: &Holder, to: &To, case: CaseId, reference: &str) -> Outcome<Waiting> {
    let agreed = |kept: &Kept<Plan>| kept.body.state == PlanState::Agreed;
    let kept = versions(sitting, case)?.into_iter().find(agreed).ok_or(Plain::PlanNotAgreed)?;
    let (plan, version) = (kept.id, kept.body.version);
    let number = next_plan_copy(sitting, case, plan.into())?;
    let paper = papers_plan::paper(sitting, case, &kept, Some(holder.copy(sitting, number, &[case])?))?;
    let rendered = paper.render().map_err(refused)?;
    let name = format!("{reference}-v{version}-c{number}.pdf");
    let mut file: Box<dyn Place> = match to {
        To::Printer(printer) => printing_place(sitting, &name, printer)?,
        To::Folder(folder) if folder.join(&name).exists() => return Err(Plain::SomethingThereAlready.into()),
        To::Folder(folder) => {
            Box::new(FilePlace::create(&folder.join(&name)).map_err(|cause| cannot_write(&cause))?.only_where_free())
        }
    };
    file.write_all(&rendered.bytes).and_then(|()| file.flush()).map_err(|cause| cannot_write(&cause))?;
    let copy = record(sitting, holder, PaperKind::SafeguardingPlan, Some((plan.into(), version)), number, &rendered);
    Ok(Waiting { reference: reference.to_owned(), plan, case, copy, bytes: rendered.bytes, pages: rendered.pages, file })
}

/// Records every copy in one act, then gives the files their names. A name that cannot be given leaves its record saying so.
fn name_all(sitting: &mut Sitting<'_>, waiting: Vec<Waiting>) -> Outcome<Vec<Result<PlanPrinted, NotPrinted>>> {
    let owner = sitting.session.agency;
    let records = sitting.write(Doing::of_unit("print_plans"), |w| {
        waiting
            .iter()
            .map(|one| {
                w.child_act("print_plan", Some(one.plan))?;
                w.create(Filing::under(one.case, owner), &one.copy)
            })
            .collect::<Outcome<Vec<_>>>()
    })?;
    let mut named = Vec::new();
    let mut nameless = Vec::new();
    for (one, record) in waiting.into_iter().zip(records) {
        let path = one.file.path();
        if let Err(cause) = one.file.finish() {
            // A queue that did not answer may have taken the plan: its record stands.
            if cause.kind() != io::ErrorKind::TimedOut {
                nameless.push(record);
            }
            let words = "It could not be given to the folder or printer. Print this plan from its own page.".to_owned();
            named.push(Err(NotPrinted { case: one.case, reference: one.reference, words }));
            continue;
        }
        let number = u32::try_from(sitting.session.saved.len()).ok();
        sitting.session.saved.extend(path.map(|path| SavedPaper::new(path, &one.bytes)));
        named.push(Ok(PlanPrinted { reference: one.reference, copy: one.copy.copy, pages: one.pages, number }));
    }
    if !nameless.is_empty() {
        sitting.write(Doing::of_unit("print_plans"), |w| {
            nameless.iter().try_for_each(|record| w.amend(*record, "came_to_nothing", &true))
        })?;
    }
    Ok(named)
}

#[cfg(test)]
#[path = "papers_batch_tests.rs"]
mod tests;
