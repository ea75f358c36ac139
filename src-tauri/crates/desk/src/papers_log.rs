//! From the log to a paper: the acts a reviewer chose, for the purpose given. That it was printed is itself an act.

use crate::asks::log::{LogWhat, ReviewLine, ReviewLog};
use crate::asks::papers::{PaperSaved, PrintLog};
use crate::history::{names, purpose_code};
use crate::keeping::{Doing, id_of};
use crate::log_review::{count, line, page, purpose_words, short_form};
use crate::papers::{Holder, Prepared};
use crate::papers_other::{Ready, as_copy, issued};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::plan::PaperKind;
use casework::when::Moment;
use documents::log_review::{Act, Count, LogReview};

/// More acts than this are a paper that nobody reads: some forty pages.
const MOST: usize = 1_000;

/// Prints the acts a reviewer chose: a numbered copy for a named holder.
pub fn print_log(sitting: &mut Sitting<'_>, ask: PrintLog) -> Outcome<PaperSaved> {
    as_it_prints(sitting, ask)?.save(sitting)
}

/// The acts chosen, on a numbered copy.
pub(crate) fn as_it_prints(sitting: &Sitting<'_>, ask: PrintLog) -> Outcome<Prepared> {
    let holder = Holder::of(&ask.holder, ask.holder_agency, &ask.purpose, ask.of)?.on(ask.printer);
    let paper = paper(sitting, ask.review.clone())?;
    let mut doing = Doing::of_unit("print_log");
    doing.reason = Some(purpose_code(ask.review.purpose));
    let ready = Ready {
        doing,
        group: None,
        // It names references and acts, and no party.
        cases: Vec::new(),
        kind: PaperKind::LogReview,
        version: 0,
        stem: format!("log-{}", paper.day),
        set: Box::new(move |copy, print| {
            let mut paper = paper.clone();
            paper.issued.copy = copy;
            paper.issued.print = print;
            paper.render()
        }),
    };
    as_copy(sitting, &holder, ready)
}

/// The acts chosen, ready to be set.
///
/// # Errors
/// A refusal where they are too many; faults of the store.
pub(crate) fn paper(sitting: &Sitting<'_>, mut review: ReviewLog) -> Outcome<LogReview> {
    let mut acts = Vec::new();
    review.before = None;
    loop {
        let (more, next) = page(sitting, &review)?;
        acts.extend(more);
        if acts.len() > MOST {
            let mut form = Form::default();
            form.wrong("what", "There are more than 1,000 acts. Choose fewer days, or one member.");
            return form.done().and(Err(Plain::NotFound.into()));
        }
        review.before = next;
        if next.is_none() {
            break;
        }
    }
    let names = names(sitting)?;
    let by_member = count(&acts, &names);
    let lines: Vec<ReviewLine> = acts.iter().map(|act| line(sitting, act, &names)).collect::<Outcome<_>>()?;
    Ok(LogReview {
        issued: issued(sitting),
        day: sitting.today().to_string(),
        purpose: purpose_words(review.purpose).to_owned(),
        asked: asked(&review, review.member.map(|member| names.get(&id_of(member.into())).cloned().unwrap_or_default())),
        log: short_form(&sitting.store().log_mark()?),
        acts: lines.into_iter().map(act).collect(),
        by_member: by_member.into_iter().map(|one| Count { who: one.who, agency: one.agency_label, acts: one.acts }).collect(),
    })
}

fn act(line: ReviewLine) -> Act {
    Act {
        number: line.seq,
        at: moment_short(line.at),
        after_hours: line.after_hours,
        who: line.who,
        agency: line.agency_label,
        what: line.act,
        reference: line.case_reference,
        reason: line.reason,
    }
}

/// "23 Nov 2026, 08:45", London time.
pub(crate) fn moment_short(at: Moment) -> String {
    at.with_timezone(&chrono_tz::Europe::London).format("%-d %b %Y, %H:%M").to_string()
}

fn asked(review: &ReviewLog, member: Option<String>) -> String {
    let what = match review.what {
        LogWhat::Everything => "Everything",
        LogWhat::Opened => "Who opened what",
        LogWhat::Revealed => "What was revealed",
        LogWhat::Exported => "Exports and disclosures",
        LogWhat::Printed => "Prints",
        LogWhat::Emergencies => "Emergencies",
        LogWhat::FailedUnlocks => "Failed unlocks",
        LogWhat::AfterHours => "After hours",
        LogWhat::Keys => "Keys and members",
        LogWhat::Safekeeping => "Log, backups and checks",
    };
    let day = |day: chrono::NaiveDate| day.format("%-d %b %Y").to_string();
    let from = review.from.map_or_else(|| "the beginning".to_owned(), day);
    let until = review.until.map_or_else(|| "now".to_owned(), day);
    format!("{what}; {}; from {from} until {until}", member.unwrap_or_else(|| "everybody".to_owned()))
}
