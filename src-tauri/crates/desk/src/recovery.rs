//! Recovery words of the unit: made and shown once, typed back before they count, drilled, used (K-21, K-25).

use crate::asks::door::SessionView;
use crate::asks::recovery::{ConfirmRecoveryWords, DrillRecovery, Half, RecoverStore, RecoverySheets, RecoveryState};
use crate::asks::shared::Nothing;
use crate::keeping::{Doing, Kept, kept};
use crate::opening::{self, Opened};
use crate::sitting::{Desk, Session, Sitting};
use crate::trouble::{Fault, Form, Outcome, Plain, Trouble};
use crate::unit::{hex, weak_words, who_am_i};
use casework::agency::Role;
use casework::unit::{Member, Unit};
use casework::when::Moment;
use chrono::TimeDelta;
use sealing::{ChosenPassphrase, Declined, NewMember, RecoverySecret, RecoverySheet, Sheet, WordTrouble};
use serde::{Deserialize, Serialize};
use store::{Cause, Id};

/// Days after which the sheets are asked for again (K-25).
pub(crate) const DRILL_DAYS: i64 = 90;
/// Setting that remembers the sheets by their marks.
const KEY: &str = "recovery";

/// Words that were shown and not yet typed back. Dropped at locking.
pub(crate) struct Pending {
    secret: RecoverySecret,
    marks: [[u8; 32]; 2],
}

/// The sheets that count: their marks, whose drawers they lie in, when they were last seen.
#[derive(Serialize, Deserialize)]
struct Sheets {
    marks: [String; 2],
    held_by: Vec<String>,
    confirmed_at: Moment,
    drilled_at: Moment,
}

pub(crate) fn fault(cause: &dyn std::fmt::Display) -> Trouble {
    Fault { place: "recovery", cause: cause.to_string() }.into()
}

pub(crate) fn spoken(sheet: &RecoverySheet) -> Vec<String> {
    sheet.words().into_iter().map(str::to_owned).collect()
}

/// Makes new words and shows them, this once. The ones before count until these are typed back.
pub fn make_recovery_words(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<RecoverySheets> {
    let secret = RecoverySecret::fresh().map_err(|cause| fault(&cause))?;
    let [first, second] = secret.halves().map_err(|cause| fault(&cause))?;
    sitting.note(Doing::of_unit("make_recovery_words"))?;
    sitting.opened.pending_words = Some(Pending { secret, marks: [first.mark(), second.mark()] });
    Ok(RecoverySheets { first: spoken(&first), second: spoken(&second) })
}

fn word_trouble(trouble: WordTrouble) -> String {
    match trouble {
        WordTrouble::Count { found } => format!("{found} words were typed; a sheet has {}.", sealing::WORDS_ON_A_SHEET),
        WordTrouble::UnknownWord { place } => format!("Word {place} is not in the list. Look at the sheet again."),
        WordTrouble::Mistyped => {
            "These words do not make this sheet. One is in the wrong place or was read as another, or it is the other half."
                .to_owned()
        }
    }
}

pub(crate) fn typed(form: &mut Form, field: &str, text: &str, sheet: Sheet) -> Option<RecoverySheet> {
    match RecoverySheet::read(text, sheet) {
        Ok(read) => Some(read),
        Err(trouble) => {
            form.wrong(field, &word_trouble(trouble));
            None
        }
    }
}

/// Takes the words as typed back from the handwritten sheets; from here on they open the store.
pub fn confirm_recovery_words(sitting: &mut Sitting<'_>, ask: ConfirmRecoveryWords) -> Outcome<RecoveryState> {
    let pending = sitting.opened.pending_words.as_ref().ok_or(Plain::NoWordsShown)?;
    let mut form = Form::default();
    for (field, text, sheet, mark) in
        [("first", &ask.first, Sheet::First, pending.marks[0]), ("second", &ask.second, Sheet::Second, pending.marks[1])]
    {
        if typed(&mut form, field, text, sheet).is_some_and(|read| read.mark() != mark) {
            form.wrong(field, "These are not the words that were shown last.");
        }
    }
    if ask.first_held_by == ask.second_held_by {
        form.wrong("second_held_by", "Give the two halves to two agencies, so that neither can open the store alone.");
    }
    form.done()?;
    let keys = pending.secret.keys(sitting.opened.slots.store_id()).map_err(|cause| fault(&cause))?;
    let sheets = Sheets {
        marks: pending.marks.map(|mark| hex(&mark)),
        held_by: vec![ask.first_held_by.label().to_owned(), ask.second_held_by.label().to_owned()],
        confirmed_at: sitting.now,
        drilled_at: sitting.now,
    };
    let kept = crate::keeping::as_value(&sheets)?;
    sitting.write(Doing::of_unit("confirm_recovery_words"), |w| {
        let slots = w.hands.slots().with_recovery(w.hands.unlocked(), &keys).map_err(|cause| fault(&cause))?;
        w.hands.put(slots);
        Ok(w.inner.store().set_setting(KEY, &kept)?)
    })?;
    sitting.opened.pending_words = None;
    recovery_state(sitting, Nothing {})
}

/// One sheet is typed, to see that it is still there and can be read.
pub fn drill_recovery(sitting: &mut Sitting<'_>, ask: DrillRecovery) -> Outcome<RecoveryState> {
    let mut sheets: Sheets = sitting.setting(KEY)?.ok_or(Plain::NoWordsShown)?;
    let (sheet, place) = match ask.half {
        Half::First => (Sheet::First, 0),
        Half::Second => (Sheet::Second, 1),
    };
    let mut form = Form::default();
    if typed(&mut form, "words", &ask.words, sheet).is_some_and(|read| hex(&read.mark()) != sheets.marks[place]) {
        form.wrong("words", "This sheet belongs to words that no longer count. Find the newer one, or make new words.");
    }
    form.done()?;
    sheets.drilled_at = sitting.now;
    let kept = crate::keeping::as_value(&sheets)?;
    sitting.write(Doing::of_unit("drill_recovery"), |w| Ok(w.inner.store().set_setting(KEY, &kept)?))?;
    recovery_state(sitting, Nothing {})
}

/// Whether the unit could get its store back, and what is missing before real people may be taken in.
pub fn recovery_state(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<RecoveryState> {
    let confirmed = sitting.opened.slots.has_recovery();
    let sheets: Option<Sheets> = sitting.setting(KEY)?.filter(|_| confirmed);
    let drilled_at = sheets.as_ref().map(|sheets| sheets.drilled_at);
    Ok(RecoveryState {
        confirmed,
        confirmed_at: sheets.as_ref().map(|sheets| sheets.confirmed_at),
        drilled_at,
        drill_due: drilled_at.is_none_or(|last| sitting.now - last >= TimeDelta::days(DRILL_DAYS)),
        held_by: sheets.map(|sheets| sheets.held_by).unwrap_or_default(),
        missing: crate::readiness::missing(sitting)?.into_iter().map(|missing| missing.words).collect(),
    })
}

/// The unit page's one sentence about recovery.
pub(crate) fn sentence(sitting: &Sitting<'_>) -> &'static str {
    if sitting.opened.slots.has_recovery() {
        "Recovery words were typed back. Both halves together open the store on any laptop; neither does alone."
    } else {
        "No recovery yet: not for real people. If the laptop or every passphrase is lost, so is the store."
    }
}

/// Opens the store with both sheets and gives a chair or co-ordinator a new passphrase. The words are spent by it, and
/// the store key is replaced, so that sheets somebody copied open nothing.
pub fn recover_store(desk: &mut Desk, ask: RecoverStore) -> Outcome<SessionView> {
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    let now = desk.now();
    let mut form = Form::default();
    let first = typed(&mut form, "first", &ask.first, Sheet::First);
    let second = typed(&mut form, "second", &ask.second, Sheet::Second);
    let chosen = ChosenPassphrase::choose(&ask.new_passphrase, &[&ask.name]);
    if let Err(weak) = &chosen {
        form.wrong("new_passphrase", &weak_words(*weak));
    }
    form.done()?;
    let (Some(first), Some(second), Ok(chosen)) = (first, second, chosen) else {
        return Err(Plain::RecoveryWordsDoNotOpen.into());
    };
    let secret = RecoverySecret::of_halves(&first, &second).ok_or(Plain::RecoveryWordsDoNotOpen)?;
    let (opened, member) = come_back(desk, &secret, &ask, &chosen, now)?;
    desk.opened = Some(opened);
    desk.session = Some(Session::of(member.id.into(), &member.body));
    desk.finish_rotation();
    who_am_i(&mut desk.sit()?, Nothing {})
}

fn come_back(
    desk: &Desk,
    secret: &RecoverySecret,
    ask: &RecoverStore,
    passphrase: &ChosenPassphrase,
    now: Moment,
) -> Outcome<(Opened, Kept<Member>)> {
    let (folder, custody, cost) = desk.place();
    let slots = opening::read_slots(&folder).map_err(opening::trouble)?;
    let keys = secret.keys(slots.store_id()).map_err(|cause| fault(&cause))?;
    let key = slots.recover(&keys).map_err(|declined| match declined {
        Declined::Refused(_) => Plain::RecoveryWordsDoNotOpen.into(),
        Declined::Failed(cause) => fault(&cause),
    })?;
    let mut store = opening::open_store(&folder, &slots, &key, now)?;
    let member = keeper_named(&store, &ask.name)?;
    // Only the opened store tells which unit and agency these are (K-11).
    let unit = crate::keeping::first_of::<Unit>(&store)?;
    let names = [member.body.name.as_str(), &unit.name, member.body.agency.label()];
    if let Err(weak) = ChosenPassphrase::choose(&ask.new_passphrase, &names) {
        let mut form = Form::default();
        form.wrong("new_passphrase", &weak_words(weak));
        form.done()?;
    }
    let device = opening::device_or_new(custody, &slots)?;
    let actor = Id(*member.id.0.as_bytes());
    // The act first: words that were used are never used unseen.
    store.log(Cause::new("recover_store", actor, member.body.agency.code(), now.timestamp_millis()).on(actor))?;
    store.set_setting(crate::rotation::DUE, &serde_json::Value::Bool(true))?;
    // Whoever's slot is left out or made anew signed checkpoints and grants that stay good.
    crate::walls::remember_signers(&store, &slots, slots.member_ids())?;
    let new = NewMember { member_id: actor.0, name: &member.body.name, passphrase, cost };
    let (next, unlocked) = slots.recovered(key, &device, &new).map_err(|cause| fault(&cause))?;
    opening::set_slots_aside(&folder, &slots)?;
    store::write_slots(&folder, &next.to_json().map_err(|cause| fault(&cause))?)?;
    Ok((Opened::over(store, &folder, next, unlocked, device, custody)?, member))
}

/// The chair or co-ordinator of this name. Others come back by being taken on again.
fn keeper_named(store: &store::Store, name: &str) -> Outcome<Kept<Member>> {
    let wanted = sealing::canonical_name(name);
    for record in store.records_of_kind("member", 10_000)? {
        let member: Kept<Member> = kept(&record)?;
        let keeps = matches!(member.body.role, Role::Chair | Role::Coordinator) && member.body.active;
        if keeps && sealing::canonical_name(&member.body.name) == wanted {
            return Ok(member);
        }
    }
    Err(Plain::NoKeeperOfThatName.into())
}
