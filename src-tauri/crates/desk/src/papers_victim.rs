//! From the victim's own plan to a page to keep at home: nothing on it or in its file says what it is or whose.

use crate::asks::papers::PaperSaved;
use crate::asks::victim_plan::PrintVictimPlan;
use crate::keeping::Doing;
use crate::papers::{Holder, Prepared, language, made};
use crate::papers_other::{Ready, as_copy};
use crate::sitting::Sitting;
use crate::trouble::{FieldTrouble, Outcome, Refusal};
use crate::victim_plan::{hits, in_the_way, the_plan};
use casework::ids::CaseId;
use casework::plan::PaperKind;
use casework::victim_plan::VictimPage;
use documents::victim_plan as paper;
use documents::victim_plan::About;
use documents::{Language, PrintSize};

/// Prints the victim's own plan. The copy is counted in the register and bears no number.
pub fn print_victim_plan(sitting: &mut Sitting<'_>, ask: PrintVictimPlan) -> Outcome<PaperSaved> {
    as_it_prints(sitting, ask)?.save(sitting)
}

/// The page, counted as a copy.
pub(crate) fn as_it_prints(sitting: &Sitting<'_>, ask: PrintVictimPlan) -> Outcome<Prepared> {
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.in_size(ask.print).on(ask.printer);
    let (fixed, written_in) = (language(ask.language), language(ask.written_in));
    let paper = paper::VictimPlan { language: fixed, written_in, ..paper(sitting, ask.case)? };
    let ready = Ready {
        doing: Doing::in_case("print_victim_plan", ask.case),
        group: Some(ask.case.into()),
        cases: vec![ask.case],
        kind: PaperKind::VictimPlan,
        version: 0,
        // No reference and no day: the name of the file may be found as well.
        stem: "notes".to_owned(),
        set: Box::new(move |_, print| documents::victim_plan::VictimPlan { print, ..paper.clone() }.render()),
    };
    as_copy(sitting, &holder, ready)
}

/// The page as it prints.
///
/// # Errors
/// [`Refusal::Blocked`] with everything in the way; `text_hits`; `not_found` where nobody wrote a plan; faults of the store.
pub(crate) fn paper(sitting: &Sitting<'_>, case: CaseId) -> Outcome<paper::VictimPlan> {
    let plan = the_plan(sitting, case)?;
    let blocked = in_the_way(sitting, case, &plan)?;
    if !blocked.is_empty() {
        let fields = blocked.into_iter().map(|one| FieldTrouble { field: one.field, words: one.words }).collect();
        return Err(Refusal::Blocked(fields).into());
    }
    let hits = hits(sitting, case, &plan.page)?;
    if !hits.is_empty() {
        return Err(Refusal::TextHits(hits).into());
    }
    let page = &plan.page;
    Ok(paper::VictimPlan {
        language: Language::English,
        written_in: Language::English,
        title: page.title.trim().to_owned(),
        look_again_on: page.look_again_on,
        my_advocate: page.my_advocate.clone(),
        parts: parts(page),
        orders: lines(&page.orders),
        my_wishes: page.my_wishes.clone(),
        lines_to_ring: lines(&page.lines_to_ring).iter().map(|line| ring(line)).collect(),
        // Nothing stood in the way: both were answered for these very words.
        safe: paper::SafeToHold { asked_within_seven_days: true, nothing_would_help_them: true },
        print: PrintSize::Standard,
        sample: sitting.unit.sample,
        made: made(sitting.now),
    })
}

fn parts(page: &VictimPage) -> Vec<paper::Part> {
    let parts = [
        (About::Home, &page.at_home),
        (About::WorkAndTravel, &page.work_and_travel),
        (About::PhoneAndAccounts, &page.phone_and_accounts),
        (About::Children, &page.children),
        (About::PeopleITrust, &page.people_i_trust),
    ];
    parts.into_iter().map(|(about, text)| paper::Part { about, lines: lines(text) }).collect()
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// "Support line: 01632 960000"; without a colon the whole line is the name.
fn ring(line: &str) -> (String, String) {
    line.rsplit_once(':')
        .map_or((line.to_owned(), String::new()), |(name, number)| (name.trim().to_owned(), number.trim().to_owned()))
}
