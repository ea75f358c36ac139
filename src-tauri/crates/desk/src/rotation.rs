//! A new store key after somebody left or recovery words were used: the old key and old slot files open nothing (K-22).

use crate::opening::Opened;
use crate::sitting::Desk;
use crate::trouble::{Fault, Outcome, Trouble};
use sealing::StoreKey;

/// Set in the same transaction as the reason for it, so that a crash before the new key is made up for at the next
/// sign-in. A setting, not an act: the act that asked for it names it as its child.
pub(crate) const DUE: &str = "store_key_due";

fn fault(cause: &dyn std::fmt::Display) -> Trouble {
    Fault { place: "rotation", cause: cause.to_string() }.into()
}

impl Opened {
    /// Replaces the store key: the copy under the new key is made and verified, then the slots are written, then the
    /// copy takes the place. Stopped anywhere, the old or the new key opens the whole store.
    pub(crate) fn replace_store_key(&mut self) -> Outcome<()> {
        self.backing_up = None;
        let new = StoreKey::fresh().map_err(|cause| fault(&cause))?;
        let (slots, unlocked) = self.slots.with_new_store_key(&self.unlocked, new).map_err(|cause| fault(&cause))?;
        let text = slots.to_json().map_err(|cause| fault(&cause))?;
        let folder = self.folder.clone();
        self.store
            .replace_key::<Trouble>(&self.unlocked.store_key, &unlocked.store_key, || Ok(store::write_slots(&folder, &text)?))?;
        (self.slots, self.unlocked) = (slots, unlocked);
        Ok(self.store.set_setting(DUE, &serde_json::Value::Bool(false))?)
    }
}

impl Desk {
    /// Makes up for a new key that was due when the program stopped. Whoever signs in is not kept out by it: it stays due.
    pub(crate) fn finish_rotation(&mut self) {
        let Some(opened) = &mut self.opened else { return };
        let due = opened.store.setting(DUE).ok().flatten();
        if due == Some(serde_json::Value::Bool(true)) {
            let _ = opened.replace_store_key();
        }
    }
}
