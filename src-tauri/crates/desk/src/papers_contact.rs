//! A copy of the plan with contact details: chosen one by one, for one named reader, with a reason, after a second look.

use crate::asks::papers::{PaperSaved, PrintPlan};
use crate::asks::plan::PaperMark;
use crate::asks::plan_contact::{AskContactChoices, ContactChoice, ContactChoices, PlanWithDetails, WithContact};
use crate::contact_choices::{Offered, offered, refuse_both_parties};
use crate::keeping::{Doing, Filing, Kept};
use crate::papers::{Holder, next_plan_copy, record, refused, save};
use crate::plan::read_plan;
use crate::plan_preview::{on_screen, pages};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Form, Outcome, Plain};
use crate::unit::hex;
use crate::views::same_words;
use crate::walls::SAFE_CONTACT;
use casework::agency::Agency;
use casework::ids::CaseId;
use casework::people::{Person, PersonRole};
use casework::plan::{ContactItem, ContactOnCopy, PaperCopy, PaperKind, PlanState};
use casework::when::Moment;
use chrono::TimeDelta;
use documents::safeguarding_plan::{ContactDetails, ContactLine, SafeguardingPlan};

/// The reason code of the act that prints such a copy.
const ACT_REASON: &str = "with_contact_details";
/// A look longer ago than this is no look at what prints now.
const LOOK_HOLDS: TimeDelta = TimeDelta::minutes(10);

/// That the pages with the details on them were looked at in this session.
#[derive(Debug, Clone)]
pub struct Look {
    seen: String,
    at: Moment,
}

/// The details of a case that may be chosen for a copy of its plan. None is chosen for anybody.
pub fn plan_contact_choices(sitting: &mut Sitting<'_>, ask: AskContactChoices) -> Outcome<ContactChoices> {
    refuse_who_may_not_choose(sitting)?;
    let (case, _) = read_plan(sitting, ask.plan)?;
    crate::cases::consult(sitting, case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let choice = |one: Offered| ContactChoice {
        item: one.item,
        label: format!("{}: {}", one.whose, one.what.to_lowercase()),
        note: one.note,
        refused: one.refused,
    };
    Ok(ContactChoices { choices: offered(sitting, case, &people)?.into_iter().map(choice).collect() })
}

/// The second look: the pages as they would print, with the details chosen on them.
pub fn reveal_plan_details(sitting: &mut Sitting<'_>, ask: PrintPlan) -> Outcome<PlanWithDetails> {
    let set = set(sitting, &ask)?;
    let seen = set.seen(&ask)?;
    let paper = on_screen(set.paper.preview().map_err(refused)?);
    // Written down before anything is shown; if it cannot be, nothing is.
    let mut doing = Doing::in_case("reveal_plan_details", set.case).about(ask.plan);
    doing.reason = Some(ACT_REASON);
    sitting.note(doing)?;
    sitting.session.looked = Some(Look { seen: seen.clone(), at: sitting.now });
    Ok(PlanWithDetails { paper, seen })
}

/// Prints what was looked at, and nothing else: whatever changed since asks for another look.
///
/// # Errors
/// `not_looked_at`; everything that refuses the choice or the paper; faults of the store.
pub(crate) fn print(sitting: &mut Sitting<'_>, ask: &PrintPlan) -> Outcome<PaperSaved> {
    let set = set(sitting, ask)?;
    refuse_unseen(sitting, &set.seen(ask)?, &set.with.seen)?;
    let rendered = set.paper.render().map_err(refused)?;
    let plan = Some((ask.plan, set.version));
    let contact = ContactOnCopy { details: set.with.details.clone(), reason: set.with.reason.trim().to_owned() };
    let kept = record(sitting, &set.holder, PaperKind::SafeguardingPlan, plan, set.number, &rendered);
    let kept = PaperCopy { contact: Some(contact), ..kept };
    let mut doing = Doing::in_case("print_plan", set.case).about(ask.plan);
    doing.reason = Some(ACT_REASON);
    let name = format!("{}-v{}-c{}.pdf", set.paper.reference, set.version, set.number);
    let filing = Filing::under(set.case, sitting.session.agency);
    // One look, one print: only who changed their mind about the place may try again.
    let look = sitting.session.looked.take();
    let saved = save(sitting, doing, &name, rendered, Some((filing, kept)), set.holder.printer.as_deref())?;
    if !saved.saved {
        sitting.session.looked = look;
    }
    Ok(saved)
}

/// A copy ready to be looked at or printed.
struct Set<'a> {
    /// The choice it was made of.
    with: &'a WithContact,
    case: CaseId,
    version: u16,
    holder: Holder,
    number: u16,
    paper: SafeguardingPlan,
}

impl Set<'_> {
    /// A digest of what was asked and of every page as shown. How far the log is stands at the foot and moves by itself, so
    /// it is left out.
    fn seen(&self, ask: &PrintPlan) -> Outcome<String> {
        let mut paper = self.paper.clone();
        if let Some(copy) = &mut paper.copy {
            copy.witness.clear();
        }
        let shown: Vec<Vec<PaperMark>> = pages(paper.preview().map_err(refused)?);
        let mut asked = PrintPlan { printer: None, ..ask.clone() };
        if let Some(with) = &mut asked.contact {
            with.seen.clear();
        }
        let bytes = serde_json::to_vec(&(asked, shown))
            .map_err(|cause| Fault { place: "papers_contact.seen", cause: cause.to_string() })?;
        Ok(hex(&sealing::sha256(&bytes)))
    }
}

/// Whoever reveals numbers on the screen may choose them for a paper, where their own compartment of safe contact is open;
/// never before a room.
fn refuse_who_may_not_choose(sitting: &Sitting<'_>) -> Outcome<()> {
    if !sitting.holds_own_code(SAFE_CONTACT)? {
        return Err(Plain::BehindAWall.into());
    }
    crate::contact::refuse_before_a_room(sitting)
}

fn set<'a>(sitting: &Sitting<'_>, ask: &'a PrintPlan) -> Outcome<Set<'a>> {
    refuse_who_may_not_choose(sitting)?;
    let (case, kept) = read_plan(sitting, ask.plan)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let mut form = Form::default();
    let Some(with) = &ask.contact else {
        form.wrong("details", NONE_CHOSEN);
        return form.done().and(Err(Plain::NothingSelected.into()));
    };
    if kept.body.state != PlanState::Agreed {
        form.wrong("plan", "Contact details stand on a numbered copy of the agreed plan alone. Agree this version first.");
    }
    reader_troubles(sitting, ask, &people, &mut form);
    form.needs("reason", &with.reason, "Write why this reader has to have these details.");
    let lines = lines(&offered(sitting, case, &people)?, &with.details, &mut form);
    form.done()?;
    refuse_hits(sitting, case, &[("why they are needed", &with.reason), ("what the copy is for", &ask.purpose)])?;
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.in_size(ask.print).on(ask.printer.clone());
    let number = next_plan_copy(sitting, case, ask.plan)?;
    let copy = holder.copy(sitting, number, &[case])?;
    let paper = crate::papers_plan::paper(sitting, case, &kept, Some(copy))?;
    refuse_both_parties(sitting, case, &people, &kept.body, &paper, &lines)?;
    let contact = Some(ContactDetails { reader: ask.holder.trim().to_owned(), lines });
    let paper = SafeguardingPlan { contact, ..paper }.in_size(holder.print);
    Ok(Set { with, case, version: kept.body.version, holder, number, paper })
}

const NONE_CHOSEN: &str = "Choose each detail that is to stand on the paper. None is chosen for you.";

/// A person, not an agency; and never the one from whom it is kept.
fn reader_troubles(sitting: &Sitting<'_>, ask: &PrintPlan, people: &[Kept<Person>], form: &mut Form) {
    let is_reader = |name: &str| same_words(name, &ask.holder);
    let is_body = Agency::ALL.iter().any(|agency| is_reader(agency.label())) || is_reader(&sitting.unit.name);
    if is_body || ask.holder.split_whitespace().count() < 2 {
        form.wrong(
            "holder",
            "Name the one person who will read this copy, by first name or initial and surname: no agency, no team.",
        );
    }
    let mut suspects = people.iter().filter(|kept| kept.body.role == PersonRole::Perpetrator).map(|kept| &kept.body);
    if suspects.any(|one| [&one.name, &one.latin_name].into_iter().any(|name| !name.trim().is_empty() && is_reader(name))) {
        form.wrong("holder", "This is the perpetrator's name. No paper for the perpetrator holds anybody's contact details.");
    }
}

/// The chosen details as they print; what is not offered, or is offered with a reason against it, is refused.
fn lines(offered: &[Offered], chosen: &[ContactItem], form: &mut Form) -> Vec<ContactLine> {
    if chosen.is_empty() {
        form.wrong("details", NONE_CHOSEN);
    }
    let mut lines = Vec::new();
    for (place, item) in chosen.iter().enumerate() {
        match offered.iter().find(|one| one.item == *item) {
            Some(_) if chosen.iter().take(place).any(|before| before == item) => {
                form.wrong("details", "One detail is chosen twice. Choose again.");
            }
            Some(one) if one.refused.is_empty() => {
                lines.push(ContactLine { whose: one.whose.clone(), what: one.what.clone(), text: one.text.clone() });
            }
            Some(one) => {
                form.wrong("details", &one.refused);
            }
            None => {
                form.wrong("details", "A detail that was chosen is not there any more. Choose again.");
            }
        }
    }
    lines
}

fn refuse_unseen(sitting: &Sitting<'_>, now: &str, shown: &str) -> Outcome<()> {
    let looked = sitting
        .session
        .looked
        .as_ref()
        .is_some_and(|look| look.seen == now && look.seen == shown && sitting.now - look.at <= LOOK_HOLDS);
    if looked { Ok(()) } else { Err(Plain::NotLookedAt.into()) }
}

#[cfg(test)]
#[path = "papers_contact_tests.rs"]
mod tests;
