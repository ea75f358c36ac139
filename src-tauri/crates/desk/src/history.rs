//! Histories of records, the chains, and the log: read by those who may, for a lawful purpose (DPA 2018 s.62).

use crate::asks::shared::{Nothing, WhichRecord};
use crate::asks::unit::{ChainsView, HistoryLine, HistoryView, LogLine, LogPurpose, LogView, ReadLog};
use crate::keeping::{Doing, id_of, moment_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agency::Agency;
use casework::unit::Member;
use serde_json::Value;
use std::collections::BTreeMap;
use store::{ActsAsked, ActsOf, Id};

/// Lines of the log on one page.
const PAGE: u32 = 100;
/// Characters of a value shown in a history line.
const SHOWN: usize = 400;

pub(crate) fn names(sitting: &Sitting<'_>) -> Outcome<BTreeMap<Id, String>> {
    let members = sitting.all_of::<Member>()?;
    Ok(members.into_iter().map(|kept| (id_of(kept.id), kept.body.name)).collect())
}

pub(crate) fn agency_label(code: &str) -> String {
    Agency::from_code(code).map_or_else(|| code.to_owned(), |agency| agency.label().to_owned())
}

/// An act's code as a sentence starts: "take_referral" is "Take referral".
pub(crate) fn act_words(code: &str) -> String {
    capital(&code.replace('_', " "))
}

/// Words as a sentence starts.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}

fn shown(value: Option<&Value>) -> String {
    let text = match value {
        None => return "erased".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    text.chars().take(SHOWN).collect()
}

/// The history of one record, oldest first.
pub fn history(sitting: &mut Sitting<'_>, ask: WhichRecord) -> Outcome<HistoryView> {
    let (kind, case) = sitting.kind_of(ask.record)?;
    if crate::labels::is_closed_to(kind, sitting.session.role) {
        return Err(crate::trouble::Plain::NotOwner.into());
    }
    if let Some(case) = case {
        crate::cases::consult(sitting, case.into())?;
    }
    let names = names(sitting)?;
    let lines = sitting.store().history(id_of(ask.record))?;
    let standing_whole = lines.iter().filter(|line| line.stands).fold(BTreeMap::<String, u32>::new(), |mut fields, line| {
        *fields.entry(line.entry.field.clone()).or_default() += 1;
        fields
    });
    let conflict = standing_whole.values().any(|heads| *heads > 1);
    let lines = lines
        .iter()
        .map(|line| HistoryLine {
            at: moment_of(line.entry.time_ms),
            who: names.get(&line.entry.author).cloned().unwrap_or_default(),
            agency_label: agency_label(&line.entry.agency),
            act: act_words(&line.act.header.name),
            field: line.entry.field.clone(),
            value: if line.closed { "sealed".to_owned() } else { shown(line.value.as_ref()) },
        })
        .collect();
    Ok(HistoryView { lines, conflict })
}

/// Checks every chain in the store and says which act is the first bad one.
pub fn check_chains(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<ChainsView> {
    let found = sitting.store().verify_chains();
    sitting.note(Doing::of_unit("check_chains"))?;
    Ok(match found {
        Ok(counts) => ChainsView {
            acts: counts.acts,
            entries: counts.entries,
            streams: counts.streams,
            intact: true,
            first_bad: String::new(),
        },
        Err(bad) => ChainsView { acts: 0, entries: 0, streams: 0, intact: false, first_bad: bad.to_string() },
    })
}

pub(crate) const fn purpose_code(purpose: LogPurpose) -> &'static str {
    match purpose {
        LogPurpose::VerifyLawfulness => "verify_lawfulness",
        LogPurpose::SelfMonitoring => "self_monitoring",
        LogPurpose::IntegrityAndSecurity => "integrity_and_security",
        LogPurpose::CriminalProceedings => "criminal_proceedings",
    }
}

/// A page of the log, newest first. Opening it is itself an act, with its purpose.
pub fn read_log(sitting: &mut Sitting<'_>, ask: ReadLog) -> Outcome<LogView> {
    let mut doing = Doing::of_unit("read_log");
    doing.reason = Some(purpose_code(ask.purpose));
    sitting.note(doing)?;
    let names = names(sitting)?;
    let asked = ActsAsked {
        of: ask.member.map_or(ActsOf::All, |member| ActsOf::Actor(id_of(member.into()))),
        names: (!ask.act.is_empty()).then(|| vec![ask.act.clone()]),
        before_seq: ask.before,
        limit: PAGE,
    };
    let acts = sitting.store().acts(&asked)?;
    let more = acts.len() == PAGE as usize;
    let mut lines = Vec::with_capacity(acts.len());
    for act in acts {
        let reference = match act.case {
            Some(case) => sitting.store().case_row(case)?.map(|row| row.reference).unwrap_or_default(),
            None => String::new(),
        };
        lines.push(LogLine {
            seq: act.header.seq,
            at: moment_of(act.header.time_ms),
            who: names.get(&act.header.actor).cloned().unwrap_or_default(),
            agency_label: agency_label(&act.header.agency),
            act: act_words(&act.header.name),
            case_reference: reference,
            reason: act.header.reason.replace('_', " "),
        });
    }
    debug_assert!(lines.windows(2).all(|pair| matches!(pair, [a, b] if a.seq > b.seq)), "newest first");
    Ok(LogView { lines, more })
}
