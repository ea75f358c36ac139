//! The auditor's page: who opened what, what left, who came when, each look at it for a lawful purpose (DPA 2018 s.62).

use crate::asks::log::{
    ActKind, CheckpointView, CompareWitness, LogReview, LogVerified, LogWhat, ReviewCount, ReviewLine, ReviewLog, Witness,
    WitnessView,
};
use crate::asks::shared::Nothing;
use crate::asks::unit::LogPurpose;
use crate::history::{act_words, agency_label, names, purpose_code};
use crate::keeping::{Doing, id_of, moment_of};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use casework::when::{Moment, london_day};
use chrono::{Datelike, Timelike, Weekday};
use std::collections::BTreeMap;
use store::{ActLine, ActsAsked, ActsOf, Checkpoint, FirstBad, Id};

/// Lines on one page.
const PAGE: usize = 100;
/// Words of the root that a printed page carries.
const SHORT_WORDS: usize = 8;
/// Acts read at once, and read at most for one page.
const READ: u32 = 500;
const MOST_READ: usize = 20_000;
/// From and to which hour of a weekday a unit works; before and after is "after hours".
const WORKING_HOURS: std::ops::Range<u32> = 7..19;

/// What the names of acts begin with that keep the store and the log safe.
const SAFEKEEPING: [&str; 16] = [
    "check_chains",
    "read_log",
    "review_log",
    "verify_",
    "log_checkpoint",
    "compare_witness",
    "declare_restore",
    "backup",
    "back_up",
    "restore",
    "drill",
    "doctor",
    "integrity_",
    "go_on_with_damage",
    "store_in_shared_place",
    "clock_",
];

/// What an act is. Every act has a kind: one that is in no list alters something.
pub(crate) fn kind_of(act: &str) -> ActKind {
    let begins = |beginnings: &[&str]| beginnings.iter().any(|beginning| act.starts_with(beginning));
    if begins(&["unlock", "lock", "failed_unlock", "step_in", "quick_hide"]) {
        ActKind::Session
    } else if begins(&[
        "add_member",
        "end_member",
        "change_passphrase",
        "grant_",
        "revoke_compartment",
        "revoke_device",
        "make_exchange_keys",
        "renew_exchange_keys",
        "take_contact_card",
        "compare_partner",
        "rotate_",
        "recovery_",
        "make_recovery",
        "confirm_recovery",
        "drill_recovery",
        "recover_",
        "set_up_unit",
    ]) {
        ActKind::Keys
    } else if begins(&SAFEKEEPING) {
        ActKind::Safekeeping
    } else if begins(&[
        "print_",
        "export_",
        "hand_over",
        "bundle_",
        "seal_bundle",
        "disclos",
        "urgent_now",
        "save_signed_document",
    ]) {
        ActKind::Disclosure
    } else if begins(&["open_case", "open_minutes", "read_", "reveal_", "search"]) {
        ActKind::Consultation
    } else if begins(&["link_", "merge_", "import_", "take_overnight_list"]) {
        ActKind::Combination
    } else if begins(&["erase", "destroy"]) {
        ActKind::Erasure
    } else {
        ActKind::CollectionOrAlteration
    }
}

/// Whether a moment is outside the unit's working hours, by London's clock.
pub(crate) fn is_after_hours(at: Moment) -> bool {
    let local = at.with_timezone(&chrono_tz::Europe::London);
    matches!(local.weekday(), Weekday::Sat | Weekday::Sun) || !WORKING_HOURS.contains(&local.hour())
}

fn is_wanted(act: &ActLine, ask: &ReviewLog) -> bool {
    let (name, at) = (act.header.name.as_str(), moment_of(act.header.time_ms));
    let day = london_day(at);
    let in_time = ask.from.is_none_or(|from| day >= from) && ask.until.is_none_or(|until| day <= until);
    let of_member = ask.member.is_none_or(|member| act.header.actor == id_of(member.into()));
    in_time
        && of_member
        && match ask.what {
            LogWhat::Everything => true,
            LogWhat::Opened => kind_of(name) == ActKind::Consultation,
            LogWhat::Revealed => name.starts_with("reveal_"),
            LogWhat::Exported => kind_of(name) == ActKind::Disclosure && !name.starts_with("print_"),
            LogWhat::Printed => name.starts_with("print_"),
            LogWhat::Emergencies => name.contains("urgent") || name.contains("emergency"),
            LogWhat::FailedUnlocks => name == "failed_unlock",
            LogWhat::AfterHours => is_after_hours(at),
            LogWhat::Keys => kind_of(name) == ActKind::Keys,
            LogWhat::Safekeeping => kind_of(name) == ActKind::Safekeeping,
        }
}

/// A page of the log for a reviewer. That it was opened, by whom and for which purpose, is an act first.
pub fn review_log(sitting: &mut Sitting<'_>, ask: ReviewLog) -> Outcome<LogReview> {
    let mut doing = Doing::of_unit("review_log");
    doing.reason = Some(purpose_code(ask.purpose));
    sitting.note(doing)?;
    let (wanted, next_before) = page(sitting, &ask)?;
    let names = names(sitting)?;
    let by_member = count(&wanted, &names);
    let lines = wanted.iter().map(|act| line(sitting, act, &names)).collect::<Outcome<_>>()?;
    Ok(LogReview { lines, by_member, next_before })
}

/// The acts of one page, newest first, and before which place the next begins.
pub(crate) fn page(sitting: &Sitting<'_>, ask: &ReviewLog) -> Outcome<(Vec<ActLine>, Option<u64>)> {
    let of = match (ask.case, ask.member) {
        (Some(case), _) => ActsOf::Case(id_of(case.into())),
        (None, Some(member)) => ActsOf::Actor(id_of(member.into())),
        (None, None) => ActsOf::All,
    };
    let mut asked = ActsAsked { of, names: None, before_seq: ask.before, limit: READ };
    let mut wanted: Vec<ActLine> = Vec::new();
    let mut read = 0;
    let next_before = loop {
        let acts = sitting.store().acts(&asked)?;
        read += acts.len();
        let at_end = acts.len() < READ as usize;
        let mut full = None;
        for act in acts {
            asked.before_seq = Some(act.header.seq);
            if is_wanted(&act, ask) {
                wanted.push(act);
                if wanted.len() == PAGE {
                    full = asked.before_seq;
                    break;
                }
            }
        }
        if full.is_some() || (read >= MOST_READ && !at_end) {
            break full.or(asked.before_seq);
        }
        if at_end {
            break None;
        }
    };
    Ok((wanted, next_before))
}

/// The purpose in the words of the law (Data Protection Act 2018, section 62(4)).
pub(crate) const fn purpose_words(purpose: LogPurpose) -> &'static str {
    match purpose {
        LogPurpose::VerifyLawfulness => "To verify the lawfulness of processing",
        LogPurpose::SelfMonitoring => "To assist with self-monitoring",
        LogPurpose::IntegrityAndSecurity => "To ensure the integrity and security of personal data",
        LogPurpose::CriminalProceedings => "For criminal proceedings",
    }
}

pub(crate) fn line(sitting: &Sitting<'_>, act: &ActLine, names: &BTreeMap<Id, String>) -> Outcome<ReviewLine> {
    let case_reference = match act.case {
        Some(case) => sitting.store().case_row(case)?.map(|row| row.reference).unwrap_or_default(),
        None => String::new(),
    };
    let at = moment_of(act.header.time_ms);
    Ok(ReviewLine {
        seq: act.header.seq,
        at,
        who: names.get(&act.header.actor).cloned().unwrap_or_default(),
        agency_label: agency_label(&act.header.agency),
        kind: kind_of(&act.header.name),
        act: act_words(&act.header.name),
        case_reference,
        reason: act.header.reason.replace('_', " "),
        after_hours: is_after_hours(at),
    })
}

pub(crate) fn count(acts: &[ActLine], names: &BTreeMap<Id, String>) -> Vec<ReviewCount> {
    let mut counts: BTreeMap<(Id, &str), u32> = BTreeMap::new();
    for act in acts {
        *counts.entry((act.header.actor, act.header.agency.as_str())).or_default() += 1;
    }
    let mut counts: Vec<ReviewCount> = counts
        .into_iter()
        .map(|((member, agency), acts)| ReviewCount {
            who: names.get(&member).cloned().unwrap_or_default(),
            agency_label: agency_label(agency),
            acts,
        })
        .collect();
    counts.sort_by_key(|count| std::cmp::Reverse(count.acts));
    counts
}

/// Walks every chain, checkpoint and record, and names the first thing that does not fit.
pub fn verify_log(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<LogVerified> {
    let signs = sitting.signing_keys()?;
    let store = sitting.store();
    let records = store.verify_chains().and_then(|chains| {
        store.verify_signers(&signs)?;
        store.verify_records().map(|records| (chains, records))
    });
    let first_bad_act = match &records {
        Ok(_) => None,
        Err(bad) => store.first_bad_act(bad)?,
    };
    sitting.note(Doing::of_unit("verify_log"))?;
    let mut found = LogVerified {
        acts: 0,
        entries: 0,
        streams: 0,
        checkpoints: 0,
        records: 0,
        values: 0,
        closed: 0,
        erased: 0,
        intact: false,
        first_bad: String::new(),
        says: SAYS.iter().map(|said| (*said).to_owned()).collect(),
    };
    match records {
        Ok((chains, records)) => {
            found.intact = true;
            (found.acts, found.entries, found.streams) = (chains.acts, chains.entries, chains.streams);
            found.checkpoints = chains.checkpoints;
            (found.records, found.values) = (records.records, records.values);
            (found.closed, found.erased) = (records.closed, records.erased);
        }
        Err(FirstBad::Failed(fault)) => return Err(fault.into()),
        Err(bad) => {
            let from = first_bad_act.map(|act| format!("look from act {act} on: ")).unwrap_or_default();
            found.first_bad = format!("{from}{bad}");
        }
    }
    Ok(found)
}

/// What an intact log proves and what it does not.
const SAYS: [&str; 5] = [
    "Proven: between two checkpoints kept outside this machine nothing was removed, put in another order or altered after the first was taken; each checkpoint was signed with the named member's key.",
    "Not proven: that everything was logged. Somebody who holds the store key and reads the file with a tool of their own leaves no act.",
    "Not proven: that the clock was right.",
    "Not proven: that the member was the person at the keyboard.",
    "Not proven: anything after the last checkpoint that somebody else keeps.",
];

/// The checkpoint of the log as it stands, for a witness outside this machine.
pub fn log_checkpoint(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<CheckpointView> {
    sitting.note(Doing::of_unit("log_checkpoint"))?;
    let mark = sitting.store().log_mark()?;
    let keys = &sitting.opened.unlocked.user_keys;
    let signature = keys.sign(mark.body().as_bytes());
    Ok(CheckpointView { text: mark.text(&keys.signing_public(), &signature), short: short_form(&mark), size: mark.size })
}

/// Number of acts and eight words of the root: what fits a printed footer (A-9b).
pub(crate) fn short_form(mark: &Checkpoint) -> String {
    format!("{} {}", mark.size, sealing::words_of(&mark.root.0, SHORT_WORDS).join(" "))
}

/// What stands at the foot of a printed paper: a number and eight words, "Log" before them or not.
fn read_short(text: &str) -> Option<(u64, Vec<String>)> {
    let text = text.trim();
    let mut words = text.strip_prefix("Log").unwrap_or(text).split_whitespace();
    let size = words.next()?.parse().ok()?;
    let words: Vec<String> = words.map(str::to_lowercase).collect();
    (words.len() == SHORT_WORDS).then_some((size, words))
}

fn compare(store: &store::Store, seen: u64, is_root: impl Fn(&journal::Hash) -> bool) -> Outcome<Witness> {
    Ok(match store.log_root_walked(seen)? {
        None => Witness::StoreIsOlder,
        Some(root) if is_root(&root) => Witness::Consistent,
        Some(_) => Witness::HistoryDiffers,
    })
}

/// Holds a checkpoint somebody kept outside against the log.
pub fn compare_witness(sitting: &mut Sitting<'_>, ask: CompareWitness) -> Outcome<WitnessView> {
    let short = read_short(&ask.text);
    let whole = match short {
        None => Some(Checkpoint::read(ask.text.trim_start()).map_err(|_| Plain::NotACheckpoint)?),
        Some(_) => None,
    };
    sitting.note(Doing::of_unit("compare_witness"))?;
    let store = sitting.store();
    let (seen, witness) = match (short, whole) {
        (_, Some(whole)) if whole.store != store.store_id() => (whole.size, Witness::OtherStore),
        (_, Some(whole)) => (whole.size, compare(store, whole.size, |root| *root == whole.root)?),
        (Some((size, words)), None) => (size, compare(store, size, |root| sealing::words_of(&root.0, SHORT_WORDS) == words)?),
        (None, None) => return Err(Plain::NotACheckpoint.into()),
    };
    Ok(WitnessView { witness, seen, held: store.audit_head().0 })
}
