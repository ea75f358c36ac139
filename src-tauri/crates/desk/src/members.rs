//! Members' slots, changed only inside a writing command so that slot and record stand or fall together.

use crate::keeping::Writing;
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use casework::ids::{MemberId, RecordId};
use sealing::{ChosenPassphrase, Declined, KdfCost, NewMember, SlotRefusal};

pub(crate) fn of_slots(declined: Declined<SlotRefusal>) -> Trouble {
    match declined {
        Declined::Refused(SlotRefusal::NameTaken | SlotRefusal::AlreadyAdmitted) => Plain::NameTaken.into(),
        Declined::Refused(SlotRefusal::UnknownMember) => Plain::NotFound.into(),
        Declined::Refused(SlotRefusal::LastMember) => Plain::LastChair.into(),
        Declined::Refused(
            refused @ (SlotRefusal::OtherStore | SlotRefusal::DeviceSecretMismatch | SlotRefusal::TooManyMembers),
        ) => Fault { place: "members.slots", cause: refused.to_string() }.into(),
        Declined::Failed(cause) => Fault { place: "members.slots", cause: cause.to_string() }.into(),
    }
}

impl Writing<'_, '_> {
    /// Gives a new member a slot of their own.
    ///
    /// # Errors
    /// `name_taken`; faults of the cipher.
    pub fn admit(&mut self, member: RecordId, name: &str, passphrase: &ChosenPassphrase) -> Outcome<()> {
        let hands = &mut *self.hands;
        let cost = hands.slots().cost_of(&hands.unlocked().member_id).unwrap_or(KdfCost::FLOOR);
        let new = NewMember { member_id: *member.0.as_bytes(), name, passphrase, cost };
        let slots = hands.slots().admit(hands.unlocked(), hands.device(), &new).map_err(of_slots)?;
        hands.put(slots);
        Ok(())
    }

    /// Takes a member's slot away: their passphrase opens nothing any more.
    ///
    /// # Errors
    /// `not_found` when the member has no slot.
    pub fn bar(&mut self, member: RecordId) -> Outcome<()> {
        let hands = &mut *self.hands;
        let slots = hands.slots().remove(hands.unlocked(), member.0.as_bytes()).map_err(of_slots)?;
        hands.put(slots);
        Ok(())
    }

    /// Wraps the signed-in member's own slot under a new passphrase.
    ///
    /// # Errors
    /// `not_found` when it is not the signed-in member's; faults of the cipher.
    pub fn wrap_again(&mut self, member: MemberId, passphrase: &ChosenPassphrase) -> Outcome<()> {
        let hands = &mut *self.hands;
        if hands.unlocked().member_id != *member.0.as_bytes() {
            return Err(Plain::NotFound.into());
        }
        let cost = hands.slots().cost_of(&hands.unlocked().member_id).unwrap_or(KdfCost::FLOOR);
        let slots =
            hands.slots().change_passphrase(hands.unlocked(), hands.device(), passphrase.passphrase(), cost).map_err(of_slots)?;
        hands.put(slots);
        Ok(())
    }
}
