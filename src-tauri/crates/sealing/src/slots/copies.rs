//! Two copies of the slot file lie side by side; this says which one counts and what to mend (K-7).

use super::{KeySlots, SlotText};
use thiserror::Error;

/// What one copy is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyState {
    /// The one to use, or equal to it.
    Current,
    /// Valid and older: a crash came between writing the two. To be written again.
    Older,
    /// Not there. To be written again.
    Missing,
    /// Unreadable. To be set aside under another name, then written again; never overwritten.
    Damaged,
    /// Written by a newer program; not to be touched.
    Newer,
    /// A valid slot file of another store. To be set aside like a damaged one.
    OtherStore,
}

/// The slots to use and what each copy is worth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The newest valid slots.
    pub slots: KeySlots,
    /// What the first copy is worth.
    pub first: CopyState,
    /// What the second copy is worth.
    pub second: CopyState,
}

/// Neither copy can be used; nothing is to be written (K-9).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("no usable copy of the slot file: the first is {first:?}, the second {second:?}")]
pub struct NoUsableCopy {
    /// What the first copy is worth.
    pub first: CopyState,
    /// What the second copy is worth.
    pub second: CopyState,
}

/// Chooses between the texts of the two copies, `None` where a file is missing. `store_id` is the
/// id in the database's header, where it is known: then a copy of another store never counts.
///
/// # Errors
/// [`NoUsableCopy`] if neither is valid, or if either is a newer program's: the other one is then
/// out of date, and writing over the newer one would lose what that program did.
pub fn choose_copy(first: Option<&str>, second: Option<&str>, store_id: Option<&[u8; 16]>) -> Result<Choice, NoUsableCopy> {
    let (a, b) = (read(first, store_id), read(second, store_id));
    let none = NoUsableCopy { first: state(&a), second: state(&b) };
    if none.first == CopyState::Newer || none.second == CopyState::Newer {
        return Err(none);
    }
    match (a, b) {
        (Ok(a), Ok(b)) => both(a, b),
        (Ok(slots), Err(second)) => Ok(Choice { slots, first: CopyState::Current, second }),
        (Err(first), Ok(slots)) => Ok(Choice { slots, first, second: CopyState::Current }),
        (Err(_), Err(_)) => Err(none),
    }
}

fn both(a: KeySlots, b: KeySlots) -> Result<Choice, NoUsableCopy> {
    // Two stores in one folder and no header to say which: nobody is to guess.
    if a.store_id != b.store_id {
        let (first, second) = (CopyState::OtherStore, CopyState::OtherStore);
        return Err(NoUsableCopy { first, second });
    }
    let (first, second) = match a.sequence.cmp(&b.sequence) {
        std::cmp::Ordering::Less => (CopyState::Older, CopyState::Current),
        std::cmp::Ordering::Greater => (CopyState::Current, CopyState::Older),
        std::cmp::Ordering::Equal if a == b => (CopyState::Current, CopyState::Current),
        // The same number and another content: set aside, not thrown away.
        std::cmp::Ordering::Equal => (CopyState::Current, CopyState::Damaged),
    };
    let slots = if first == CopyState::Current { a } else { b };
    Ok(Choice { slots, first, second })
}

fn read(text: Option<&str>, store_id: Option<&[u8; 16]>) -> Result<KeySlots, CopyState> {
    let slots = KeySlots::parse(text.ok_or(CopyState::Missing)?).map_err(|why| match why {
        SlotText::Damaged | SlotText::Cost(_) => CopyState::Damaged,
        SlotText::NewerFormat => CopyState::Newer,
    })?;
    match store_id {
        Some(id) if *id != slots.store_id => Err(CopyState::OtherStore),
        Some(_) | None => Ok(slots),
    }
}

fn state(read: &Result<KeySlots, CopyState>) -> CopyState {
    match read {
        Ok(_) => CopyState::Current,
        Err(state) => *state,
    }
}
