//! The case analysis summary: its versions, starting the next one, and agreeing it.

use crate::asks::cas::{CasListRow, CasListView, CasView, StartCas, WhichCas};
use crate::asks::door::Labelled;
use crate::asks::shared::WhichCase;
use crate::cas_record::{OpenCas, answers, blockers, made_in, open, running_meeting_of};
use crate::cas_view::view;
use crate::copies::out_of;
use crate::keeping::{Doing, Filing, Kept, as_value};
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::{Fault, FieldTrouble, Form, Outcome, Plain, Refusal};
use crate::views::moment_words;
use casework::agency::Role;
use casework::cas::{Cas, CasStatus};
use casework::ids::CaseId;
use casework::plan::PaperKind;
use casework::referral::CaseFile;
use forms::{Answer, Answers, Definition};
use std::collections::BTreeMap;

/// The edition that a new CAS uses.
fn current_form() -> Outcome<&'static Definition> {
    shipped()?.current_form("cas").ok_or_else(|| Fault { place: "cas.form", cause: "no edition is shipped".to_owned() }.into())
}

/// Every CAS of a case, the newest first.
pub fn cas_list(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<CasListView> {
    crate::cases::consult(sitting, ask.case)?;
    let mut all: Vec<Kept<Cas>> = sitting.filed_under(ask.case)?;
    all.sort_by_key(|kept| std::cmp::Reverse(kept.body.number));
    let triggers = current_form()?.question("trigger").map(|question| question.options.clone()).unwrap_or_default();
    Ok(CasListView {
        list: all
            .into_iter()
            .map(|kept| CasListRow {
                cas: kept.id.into(),
                number: kept.body.number,
                status: kept.body.status,
                started_at: kept.body.started_at,
            })
            .collect(),
        triggers: triggers.into_iter().map(|option| Labelled { code: option.code, label: option.label }).collect(),
    })
}

/// Starts the next CAS: facts carried over and marked, judgements blank (domain 3.2, rule 3).
pub fn start_cas(sitting: &mut Sitting<'_>, ask: StartCas) -> Outcome<CasView> {
    sitting.read::<CaseFile>(ask.case)?;
    let form = current_form()?;
    let mut troubles = Form::default();
    let known = form.question("trigger").is_some_and(|question| question.options.iter().any(|option| option.code == ask.trigger));
    if !known {
        troubles.wrong("trigger", "Choose what brought the case here.");
    }
    troubles.done()?;
    let all: Vec<Kept<Cas>> = sitting.filed_under(ask.case)?;
    if all.iter().any(|kept| kept.body.status == CasStatus::Draft) {
        return Err(Plain::DraftAlreadyThere.into());
    }
    let previous = all.iter().filter(|kept| kept.body.status == CasStatus::Agreed).max_by_key(|kept| kept.body.number);
    let (mut answers, carried_from) = carried(form, previous)?;
    answers.insert("trigger".to_owned(), ask.trigger);
    let meeting = running_meeting_of(sitting, ask.case)?;
    let chair = (meeting.is_some() && sitting.session.role == Role::Chair).then_some(sitting.session.member);
    let cas = Cas {
        number: all.iter().map(|kept| kept.body.number).max().unwrap_or(0).saturating_add(1),
        edition: form.edition.clone(),
        status: CasStatus::Draft,
        meeting,
        chair,
        previous: previous.map(|kept| kept.id.into()),
        started_at: sitting.now,
        agreed_at: None,
        answers,
        carried_from,
        dissent: Vec::new(),
        no_dissent: false,
        voided: None,
    };
    let owner = sitting.session.agency;
    let record = sitting.write(Doing::in_case("start_cas", ask.case), |w| w.create(Filing::under(ask.case, owner), &cas))?;
    view(sitting, &open(sitting, record.into())?)
}

type Carried = (BTreeMap<String, String>, BTreeMap<String, u16>);

/// What the next CAS starts with, and from which CAS each answer comes.
fn carried(form: &Definition, previous: Option<&Kept<Cas>>) -> Outcome<Carried> {
    let Some(previous) = previous else {
        return Ok(Carried::default());
    };
    // An answer the new edition no longer takes is left behind; it stays in the CAS it was given in.
    let before: Answers = previous
        .body
        .answers
        .iter()
        .filter_map(|(id, text)| forms::read_answers(form, &BTreeMap::from([(id.clone(), text.clone())])).ok())
        .flatten()
        .collect();
    let answers = forms::write_answers(&forms::start_from_previous(form, &before));
    let from = answers.keys().map(|id| (id.clone(), previous.body.number)).collect();
    Ok((answers, from))
}

/// One CAS.
pub fn cas(sitting: &mut Sitting<'_>, ask: WhichCas) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    crate::cases::consult(sitting, cas.case)?;
    view(sitting, &cas)
}

/// Agrees a CAS. From then on it never changes; the one before it is superseded.
pub fn agree_cas(sitting: &mut Sitting<'_>, ask: WhichCas) -> Outcome<CasView> {
    let cas = open(sitting, ask.cas)?;
    cas.must_be_draft()?;
    let said = answers(sitting, &cas)?;
    let found = blockers(sitting, &cas, &said)?;
    if !found.is_empty() {
        let fields = found.into_iter().map(|finding| FieldTrouble { field: finding.question, words: finding.words }).collect();
        return Err(Refusal::Blocked(fields).into());
    }
    let made = made_in(sitting, &cas)?;
    let answers = signed(sitting, &cas, said)?;
    let chair = cas.kept.body.chair.or_else(|| made.meeting.as_ref().and_then(|kept| kept.body.chair));
    let meeting = made.meeting.map(|kept| kept.id);
    let before = superseded(sitting, cas.case)?;
    let now = sitting.now;
    let id = cas.kept.id;
    let copies = out_of(sitting, cas.case, &[PaperKind::Cas, PaperKind::CasSummary])?;
    sitting.write(Doing::in_case("agree_cas", cas.case).about(id), |w| {
        w.amend(id, "answers", &answers)?;
        w.amend(id, "meeting", &meeting)?;
        w.amend(id, "chair", &chair)?;
        w.amend(id, "agreed_at", &Some(now))?;
        w.amend(id, "status", &CasStatus::Agreed)?;
        w.call_back(&copies)?;
        before.iter().try_for_each(|earlier| w.amend(earlier.id, "status", &CasStatus::Superseded))
    })?;
    view(sitting, &open(sitting, ask.cas)?)
}

/// The agreed versions that a new one takes the place of.
fn superseded(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<Kept<Cas>>> {
    let all: Vec<Kept<Cas>> = sitting.filed_under(case)?;
    Ok(all.into_iter().filter(|kept| kept.body.status == CasStatus::Agreed).collect())
}

/// The answers as they are signed: with who agreed, when, and the seal over everything said.
fn signed(sitting: &Sitting<'_>, cas: &OpenCas, mut said: Answers) -> Outcome<BTreeMap<String, String>> {
    let chair = match said.get("chair") {
        Some(Answer::Person(chair)) => chair.clone(),
        Some(_) | None => sitting.session.name.clone(),
    };
    said.insert("status".to_owned(), Answer::Choice("agreed".to_owned()));
    said.insert("agreed_by_chair".to_owned(), Answer::Person(chair));
    said.insert("agreed_at".to_owned(), Answer::Text(moment_words(sitting.now)));
    let cells: Vec<_> = cas.cells.iter().map(|cell| &cell.body).collect();
    let body = &cas.kept.body;
    let whole = as_value(&(forms::write_answers(&said), &cells, &body.dissent, body.no_dissent))?.to_string();
    said.insert("content_hash".to_owned(), Answer::Text(seal_words(&sealing::sha256(whole.as_bytes()))));
    said.retain(|id, _| cas.form.question(id).is_some());
    Ok(forms::write_answers(&said))
}

/// The first six bytes of a hash, as people read it out ("7F3A-91C2-0D4E").
fn seal_words(hash: &[u8; 32]) -> String {
    let pairs: Vec<String> = hash.chunks(2).take(3).map(|pair| pair.iter().map(|byte| format!("{byte:02X}")).collect()).collect();
    pairs.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seal_is_read_out_in_three_groups() {
        let mut hash = [0; 32];
        hash[..6].copy_from_slice(&[0x7F, 0x3A, 0x91, 0xC2, 0x0D, 0x4E]);
        assert_eq!(seal_words(&hash), "7F3A-91C2-0D4E");
    }
}
