//! A colleague steps in: their compartments open at this desk for five minutes, by their own passphrase (S-6).

use crate::asks::restricted::{StepIn, SteppedIn};
use crate::asks::shared::Nothing;
use crate::keeping::Doing;
use crate::sitting::{Desk, Sitting};
use crate::tries::is_wrong_passphrase;
use crate::trouble::{Outcome, Plain};
use crate::walls::label;
use casework::ids::{MemberId, RecordId};
use casework::unit::Member;
use casework::when::Moment;
use chrono::TimeDelta;
use sealing::Passphrase;

/// How long a colleague's compartments stay open.
const MINUTES: i64 = 5;

/// Who stepped in.
#[derive(Debug, Clone, Copy)]
pub struct Guest {
    member: MemberId,
    until: Moment,
}

/// Opens a colleague's compartments beside one's own, for reading. The act names both.
pub fn step_in(desk: &mut Desk, ask: StepIn) -> Outcome<SteppedIn> {
    let now = desk.now();
    if desk.tries.wait_seconds(now) > 0 {
        return Err(Plain::WaitBeforeNextTry.into());
    }
    desk.end_step_in()?;
    let mut sitting = desk.sit()?;
    let guest = match sitting.guest(&ask) {
        Ok(guest) => guest,
        Err(trouble) => {
            if is_wrong_passphrase(&trouble) {
                desk.count_failed_try(now);
            }
            return Err(trouble);
        }
    };
    let member = MemberId(uuid::Uuid::from_bytes(guest.member_id));
    let name = sitting.read::<Member>(member)?.body.name;
    let before = sitting.open_codes()?;
    sitting.note(Doing::of_unit("step_in").about(RecordId::from(member)))?;
    sitting.open_compartments_of(&guest)?;
    let opened = sitting.open_codes()?.into_iter().filter(|code| !before.contains(code)).map(|code| label(&code)).collect();
    let until = now + TimeDelta::minutes(MINUTES);
    sitting.opened.guest = Some(Guest { member, until });
    Ok(SteppedIn { name, opened, until })
}

/// Closes what a colleague opened. The page was left, or they are done.
pub fn step_out(desk: &mut Desk, _ask: Nothing) -> Outcome<Nothing> {
    desk.end_step_in()?;
    Ok(Nothing {})
}

impl Desk {
    /// Closes a colleague's compartments once their five minutes are over. Asked before every command.
    pub(crate) fn end_step_in_when_due(&mut self) -> Outcome<()> {
        let now = self.now();
        let due = self.opened.as_ref().and_then(|opened| opened.guest).is_some_and(|guest| now >= guest.until);
        if due { self.end_step_in() } else { Ok(()) }
    }

    fn end_step_in(&mut self) -> Outcome<()> {
        let Some(guest) = self.opened.as_mut().and_then(|opened| opened.guest.take()) else { return Ok(()) };
        let mut sitting = self.sit()?;
        // Closed first: whatever else fails, nothing of theirs stays open.
        sitting.store().close_compartments()?;
        sitting.open_compartments()?;
        sitting.note(Doing::of_unit("step_out").about(RecordId::from(guest.member)))
    }
}

impl Sitting<'_> {
    fn guest(&self, ask: &StepIn) -> Outcome<sealing::Unlocked> {
        let opened = &self.opened;
        let found = opened.slots.find_by_name(&ask.name, &opened.device).ok().flatten().ok_or(Plain::WrongPassphrase)?;
        if found == opened.unlocked.member_id {
            return Err(Plain::AlreadySignedIn.into());
        }
        opened.unlock_beside(&found, &Passphrase::typed(&ask.passphrase))
    }

    /// Codes of the compartments that are open here.
    fn open_codes(&self) -> Outcome<Vec<String>> {
        let store = self.store();
        Ok(store.compartments()?.into_iter().filter(|known| store.is_open(known)).map(|known| known.code).collect())
    }
}
