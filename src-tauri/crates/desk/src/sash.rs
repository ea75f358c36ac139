//! SASH: numbered items with the wording of the unit's own pack, a level chosen by a person, and nothing added up.

use crate::asks::door::Labelled;
use crate::asks::screening::{DecisionChoice, SashFormView, SashItemView, SashRead, SashRecordView, SignSash};
use crate::asks::shared::{PersonView, Recorded, WhichCase, WhichRecord};
use crate::keeping::{Doing, Filing, Kept};
use crate::moves::{SASH_HIGH, first_look, list_by_rule, lists_level, say, screening_stage};
use crate::opening::shipped;
use crate::outcome_facts::{class_choices, stage_choices};
use crate::reading::refuse_hits;
use crate::screening::{newest_four, urgent_factors};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::unit::read_pack;
use crate::views::person_view;
use casework::agency::Agency;
use casework::ids::{AssessmentId, CaseId, RecordId};
use casework::incident::YesNoUnknown;
use casework::people::{Person, PersonRole};
use casework::referral::{CaseFile, Relationship};
use casework::rules::screening::{counts, general_items, partner_items, sash_troubles};
use casework::rules::states;
use casework::screening::SashRecord;
use casework::unit::{LoadedPack, Member};
use forms::Pack;

const INSTRUMENT: &str = "SASH";

/// A loaded pack and its own text read again.
pub(crate) struct UnitPack {
    pub(crate) loaded: LoadedPack,
    pub(crate) pack: Pack,
}

/// The pack the unit uses now: the one loaded last.
fn current_pack(sitting: &Sitting<'_>) -> Outcome<Option<UnitPack>> {
    let packs: Vec<Kept<LoadedPack>> = sitting.all_of()?;
    Ok(packs.into_iter().rev().map(|kept| kept.body).find_map(readable))
}

/// The pack a signed record was made with, which may no longer be the current one.
pub(crate) fn pack_of(sitting: &Sitting<'_>, sha256: &str) -> Outcome<Option<UnitPack>> {
    let packs: Vec<Kept<LoadedPack>> = sitting.all_of()?;
    Ok(packs.into_iter().map(|kept| kept.body).filter(|loaded| loaded.sha256 == sha256).find_map(readable))
}

fn readable(loaded: LoadedPack) -> Option<UnitPack> {
    let pack = read_pack(&loaded.text).filter(|pack| pack.instrument == INSTRUMENT)?;
    Some(UnitPack { loaded, pack })
}

/// Items with the pack's wording, or their number alone where there is none.
fn item_views(pack: Option<&Pack>) -> Vec<SashItemView> {
    let view = |number: String, ex_partner_only: bool| {
        let wording = pack.and_then(|pack| pack.item(&number)).map(|item| item.wording.clone());
        let wording = wording.unwrap_or_else(|| format!("Item {number}: read the question from your licensed copy"));
        SashItemView { number, wording, ex_partner_only }
    };
    let general = general_items().into_iter().map(|number| view(number, false));
    general.chain(partner_items().into_iter().map(|number| view(number, true))).collect()
}

fn record_view(sitting: &Sitting<'_>, kept: &Kept<SashRecord>, all: &[Kept<SashRecord>]) -> Outcome<SashRecordView> {
    let signer: Option<Kept<Member>> = sitting.look_up(kept.body.completed_by)?;
    let (unknown, not_asked) = counts(&kept.body.items);
    Ok(SashRecordView {
        record: AssessmentId::from(kept.id),
        signed_by: signer.map(|member| member.body.name).unwrap_or_default(),
        body: kept.body.clone(),
        unknown,
        not_asked,
        superseded: is_superseded(kept.id, all),
    })
}

/// Whether a later record says that it takes this one's place.
#[must_use]
pub(crate) fn is_superseded(record: RecordId, all: &[Kept<SashRecord>]) -> bool {
    all.iter().any(|later| later.body.supersedes.map(RecordId::from) == Some(record))
}

/// X items are asked of a former partner; where the words leave it open, nobody decides for the screener.
const fn ex_partner_guess(relationship: Relationship) -> YesNoUnknown {
    match relationship {
        Relationship::ExPartnerCohabited | Relationship::ExPartnerNotCohabited => YesNoUnknown::Yes,
        Relationship::CurrentPartner | Relationship::Unidentified | Relationship::Other | Relationship::Unknown => {
            YesNoUnknown::Unknown
        }
        Relationship::Family
        | Relationship::Friend
        | Relationship::Acquaintance
        | Relationship::Neighbour
        | Relationship::Colleague
        | Relationship::ProfessionalContact
        | Relationship::ClientOrPatient
        | Relationship::OnlineOnly
        | Relationship::Stranger => YesNoUnknown::No,
    }
}

fn decision_choices(sitting: &Sitting<'_>) -> Outcome<Vec<DecisionChoice>> {
    let outcomes = &shipped()?.outcomes;
    let stage = screening_stage(sitting);
    Ok(stage
        .map(|stage| stage.allowed_decisions.as_slice())
        .unwrap_or_default()
        .iter()
        .map(|code| DecisionChoice {
            code: code.clone(),
            label: outcomes.outcome(code).map_or_else(|| code.clone(), |known| known.label.clone()),
            asks: outcomes.outcome(code).map_or_else(Vec::new, |known| known.asks.clone()),
        })
        .collect())
}

fn person_of(sitting: &Sitting<'_>, case: CaseId, role: PersonRole) -> Outcome<Option<PersonView>> {
    let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
    let today = sitting.today();
    Ok(people.iter().find(|kept| kept.body.role == role).map(|kept| person_view(kept, today)))
}

/// The SASH form of a case. No answer and no level stands in it before a person puts it there.
pub fn sash_form(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<SashFormView> {
    crate::cases::consult(sitting, ask.case)?;
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let pack = current_pack(sitting)?;
    let form = shipped()?.current_form("sash");
    let signed: Vec<Kept<SashRecord>> = sitting.filed_under(ask.case)?;
    let last = signed.last().map(|kept| record_view(sitting, kept, &signed)).transpose()?;
    let edition = pack.as_ref().map(|pack| pack.loaded.edition.clone());
    Ok(SashFormView {
        case: ask.case,
        reference: file.body.reference.clone(),
        victim: person_of(sitting, ask.case, PersonRole::Victim)?,
        perpetrator: person_of(sitting, ask.case, PersonRole::Perpetrator)?,
        edition: edition.or_else(|| form.map(|form| form.edition.clone())).unwrap_or_default(),
        marking: pack.as_ref().map(|pack| pack.pack.marking.clone()).unwrap_or_default(),
        pack_missing: pack.is_none(),
        pack_sha256: pack.as_ref().map(|pack| pack.loaded.sha256.clone()).unwrap_or_default(),
        credit: form.map(|form| form.note.clone()).unwrap_or_default(),
        items: item_views(pack.as_ref().map(|pack| &pack.pack)),
        last,
        ex_partner_guess: ex_partner_guess(file.body.relationship),
        agencies: Agency::ALL.into_iter().map(|a| Labelled { code: a.code().to_owned(), label: a.label().to_owned() }).collect(),
        four: newest_four(sitting, ask.case)?,
        urgent_factor_choices: urgent_factors()?.into_iter().map(|(code, label)| Labelled { code, label }).collect(),
        decision_choices: decision_choices(sitting)?,
        stages: stage_choices(sitting),
        classes: class_choices(),
        recorded_as: file.body.recorded_as,
        judged_as: file.body.judged_as,
    })
}

/// Reads one signed SASH; that it was read is an act.
pub fn read_sash(sitting: &mut Sitting<'_>, ask: WhichRecord) -> Outcome<SashRead> {
    let kept: Kept<SashRecord> = sitting.read(ask.record)?;
    let case = CaseId::from(kept.group.ok_or(Plain::NotFound)?);
    let file: Kept<CaseFile> = sitting.read(case)?;
    let all: Vec<Kept<SashRecord>> = sitting.filed_under(case)?;
    let pack = pack_of(sitting, &kept.body.pack_sha256)?;
    let record = record_view(sitting, &kept, &all)?;
    sitting.note(Doing::in_case("read_assessment", case).about(kept.id))?;
    Ok(SashRead {
        reference: file.body.reference,
        marking: pack.as_ref().map(|pack| pack.pack.marking.clone()).unwrap_or_default(),
        record,
        items: item_views(pack.as_ref().map(|pack| &pack.pack)),
        now: sitting.now,
    })
}

/// Signs a SASH. It is never changed afterwards; a correction is a new record that supersedes it.
pub fn sign_sash(sitting: &mut Sitting<'_>, ask: SignSash) -> Outcome<Recorded> {
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let pack = current_pack(sitting)?.ok_or(Plain::NoPack)?;
    check_sash(sitting, &ask)?;
    check_superseded(sitting, &ask)?;
    let lists = lists_level(sitting, ask.level) && states::is_open(file.body.state);
    let owner = sitting.session.agency;
    let record = SashRecord {
        edition: pack.loaded.edition,
        pack_sha256: pack.loaded.sha256,
        completed_by: sitting.session.member,
        trained: ask.trained,
        trained_on: ask.trained_on,
        signed_at: sitting.now,
        sources: ask.sources,
        ex_partner_case: ask.ex_partner_case,
        items: ask.items,
        gaps: ask.gaps,
        level: ask.level,
        reason: ask.reason,
        next_step: ask.next_step,
        supersedes: ask.supersedes,
    };
    let id = sitting.write(Doing::in_case("sign_sash", ask.case), |w| {
        let id = w.create(Filing::under(ask.case, owner), &record)?;
        first_look(w, &file)?;
        if lists {
            list_by_rule(w, &file, SASH_HIGH)?;
        }
        Ok(id)
    })?;
    Ok(Recorded { record: id })
}

fn check_sash(sitting: &Sitting<'_>, ask: &SignSash) -> Outcome<()> {
    let today = sitting.today();
    let mut form = Form::default();
    say(&mut form, sash_troubles(ask.ex_partner_case, &ask.items, &ask.gaps, &ask.sources, &ask.reason));
    if ask.trained_on.is_some_and(|on| on > today) {
        form.wrong("trained_on", "This day has not come yet. Write when the training was.");
    }
    for gap in ask.gaps.iter().filter(|gap| gap.due_on < today) {
        form.wrong(&format!("gaps.{}", gap.from), "The day to find out by has passed. Choose today or later.");
    }
    form.done()?;
    refuse_hits(sitting, ask.case, &texts(ask))
}

/// Every free text of a SASH; a note is named by its item.
fn texts(ask: &SignSash) -> Vec<(&str, &str)> {
    let mut texts = vec![("the reason", ask.reason.as_str())];
    for item in &ask.items {
        texts.extend([(item.number.as_str(), item.note.as_str()), (item.number.as_str(), item.source.as_str())]);
    }
    texts.extend(ask.gaps.iter().map(|gap| ("what is not known", gap.question.as_str())));
    texts.extend(ask.sources.iter().map(|source| ("where the answers come from", source.as_str())));
    texts
}

/// Only a signed record of the same case that still stands can be superseded.
fn check_superseded(sitting: &Sitting<'_>, ask: &SignSash) -> Outcome<()> {
    let Some(earlier) = ask.supersedes else {
        return Ok(());
    };
    let all: Vec<Kept<SashRecord>> = sitting.filed_under(ask.case)?;
    if !all.iter().any(|kept| kept.id == RecordId::from(earlier)) {
        return Err(Plain::NotFound.into());
    }
    if is_superseded(earlier.into(), &all) { Err(Plain::AlreadySigned.into()) } else { Ok(()) }
}
