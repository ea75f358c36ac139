//! Whether the store in hand is the newest that was used here, and the marks outside it that tell (security.md A-12).

use crate::asks::log::{DeclareRestore, LogState};
use crate::asks::shared::Nothing;
use crate::keeping::Doing;
use crate::opening::Opened;
use crate::sitting::{Desk, Sitting};
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use casework::when::Moment;
use sealing::{Custody, KeySlots, LogMark};
use store::{Hash, Signing, Store};

/// Acts after which the log is marked without another occasion.
const MARK_EVERY: u64 = 200;

/// The acts that are done even in a store that is older than the one last used here.
pub(crate) const STILL_DONE: [&str; 4] = ["unlock", "lock", "restore_adopted", "declare_restore"];

/// The store in hand beside the newest one known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Freshness {
    Current,
    /// The newest known had come so far; this one had not, or came another way.
    Older {
        seen: u64,
    },
}

/// Marks of the log as far as this session knows them.
pub(crate) struct Marks {
    pub(crate) freshness: Freshness,
    /// Length of the log when it was last marked.
    marked: u64,
    /// The mark the keyring does not have yet.
    pending: Option<LogMark>,
}

impl Marks {
    /// A store just made: nothing is newer.
    pub(crate) const fn of_new() -> Self {
        Self { freshness: Freshness::Current, marked: 0, pending: None }
    }

    /// Holds the store against the marks in slot file and keyring. A keyring that keeps none says nothing.
    pub(crate) fn look(store: &Store, slots: &KeySlots, custody: &dyn Custody) -> Outcome<Self> {
        let kept = [slots.mark(), custody.mark(slots.store_id()).ok().flatten()];
        let mut freshness = Freshness::Current;
        for mark in kept.into_iter().flatten() {
            if mark.size > 0 && store.log_root_at(mark.size)? != Some(Hash(mark.root)) {
                freshness = Freshness::Older { seen: mark.size };
            }
        }
        let marked = store.last_checkpoint()?.map_or(0, |last| last.size);
        Ok(Self { freshness, marked, pending: None })
    }
}

/// Whether an act is an occasion for a checkpoint whatever the length.
fn is_occasion(act: &str) -> bool {
    act == "lock"
        || act == "declare_restore"
        || ["print_", "export_", "back_up", "backup", "hand_over"].iter().any(|p| act.starts_with(p))
}

impl Opened {
    /// Refuses an act in a store that is older than the one last used here.
    pub(crate) fn may_act(&self, act: &str) -> Outcome<()> {
        self.changes_keys_here(act)?;
        match self.marks.freshness {
            Freshness::Older { .. } if !STILL_DONE.contains(&act) => Err(Plain::StoreIsOlder.into()),
            Freshness::Older { .. } | Freshness::Current => self.may_act_on_damaged(act),
        }
    }

    /// After an act: a checkpoint where it is time for one, and its mark in the slot file. The act stands already; a mark
    /// that could not be kept is made up for at the next occasion.
    pub(crate) fn mark_after(&mut self, act: &str, now: Moment) {
        self.watch.acted(now);
        let _ = self.mark(act, now);
    }

    fn mark(&mut self, act: &str, now: Moment) -> Outcome<()> {
        let length = self.store.audit_head().0;
        let due = is_occasion(act) || length.saturating_sub(self.marks.marked) >= MARK_EVERY;
        if !due || self.marks.freshness != Freshness::Current {
            return Ok(());
        }
        let why = if is_occasion(act) { act } else { "every_200" };
        let keys = &self.unlocked.user_keys;
        let signing =
            Signing { member: store::Id(self.unlocked.member_id), public: keys.signing_public(), sign: &|body| keys.sign(body) };
        let kept = self.store.keep_checkpoint(why, now.timestamp_millis(), &signing)?;
        let mark = LogMark { epoch: self.slots.epoch(), size: kept.size, root: kept.root.0 };
        let slots = self.slots.marked(&self.unlocked, mark).map_err(|cause| marking(&cause))?;
        let text = slots.to_json().map_err(|cause| marking(&cause))?;
        store::write_slots(&self.folder, &text)?;
        self.slots = slots;
        self.marks.marked = kept.size;
        self.marks.pending = Some(mark);
        Ok(())
    }
}

fn marking(cause: &dyn std::fmt::Display) -> Trouble {
    Fault { place: "freshness.mark", cause: cause.to_string() }.into()
}

impl Desk {
    /// Hands the newest mark to the keyring. A keyring that does not take it costs the warning, not the work.
    pub(crate) fn keep_newest_mark(&mut self) {
        let Some(opened) = &mut self.opened else { return };
        let Some(mark) = opened.marks.pending.take() else { return };
        let custody = self.example.as_ref().map_or(self.house.custody.as_ref(), |example| example.custody());
        let _ = custody.keep_mark(opened.slots.store_id(), &mark);
    }
}

/// Whether this store is the newest that was used here.
pub fn log_state(sitting: &mut Sitting<'_>, _ask: Nothing) -> Outcome<LogState> {
    let acts = sitting.store().audit_head().0;
    let machine = crate::warnings::of_the_machine(sitting);
    let damaged = sitting.damage_words().unwrap_or_default();
    let stopped = sitting.opened.watch.checking.stops_writing();
    Ok(match sitting.opened.marks.freshness {
        Freshness::Current => LogState { acts, older: false, seen: acts, words: String::new(), machine, damaged, stopped },
        Freshness::Older { seen } => LogState {
            acts,
            older: true,
            seen,
            machine,
            damaged,
            stopped,
            words: format!(
                "This store is older than the last one used here, or another copy went on (act {acts} of {seen}). Nothing is written until the newer file is put back or a restore is declared."
            ),
        },
    })
}

/// Declares that this older store was put back on purpose; from here on it is the one that counts.
pub fn declare_restore(sitting: &mut Sitting<'_>, ask: DeclareRestore) -> Outcome<LogState> {
    if sitting.opened.marks.freshness == Freshness::Current {
        return Err(Plain::NothingToDeclare.into());
    }
    if !ask.understood {
        return Err(Plain::BannerNotAcknowledged.into());
    }
    let member = sitting.session.member;
    sitting.note(Doing { subject: Some(member.into()), ..Doing::of_unit("declare_restore") })?;
    sitting.opened.marks.freshness = Freshness::Current;
    sitting.opened.mark_after("declare_restore", sitting.now);
    log_state(sitting, Nothing {})
}
