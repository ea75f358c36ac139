//! Whether the unit may take in real people: recovery words typed back, a second backup place chosen and tested.

use crate::sitting::Sitting;
use crate::trouble::{FieldTrouble, Outcome, Refusal};
use casework::when::Moment;
use serde::{Deserialize, Serialize};

/// Setting under which a backup into the second place, restored from there, is remembered.
pub const SECOND_PLACE: &str = "second_place";

/// When the second backup place was last tested by restoring from it.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct SecondPlace {
    pub tested_at: Moment,
}

/// What is still missing before a real referral is taken; nothing for the example unit, whose people are not real.
///
/// # Errors
/// Faults of the store only.
pub fn missing(sitting: &Sitting<'_>) -> Outcome<Vec<FieldTrouble>> {
    if sitting.unit.sample {
        return Ok(Vec::new());
    }
    let mut missing = Vec::new();
    let mut say = |field: &str, words: &str| {
        missing.push(FieldTrouble { field: field.to_owned(), words: words.to_owned() });
    };
    if !sitting.opened.slots.has_recovery() {
        say("recovery_words", "Recovery words have not been made and typed back. Without them a lost laptop loses every case.");
    }
    if sitting.setting::<SecondPlace>(SECOND_PLACE)?.is_none() {
        say(
            "second_place",
            "No second backup place has been chosen and tested. Without one a fire or a thief takes the backups too.",
        );
    }
    Ok(missing)
}

/// Refuses to take in a real person before the unit can get its store back.
///
/// # Errors
/// `blocked`, naming what is missing.
pub fn ready_for_real_people(sitting: &Sitting<'_>) -> Outcome<()> {
    let missing = missing(sitting)?;
    if missing.is_empty() { Ok(()) } else { Err(Refusal::Blocked(missing).into()) }
}

/// Remembers that the second backup place was tested: written there, restored from there, verified.
///
/// # Errors
/// Faults of the store only.
pub fn second_place_was_tested(sitting: &mut Sitting<'_>) -> Outcome<()> {
    let tested_at = sitting.now;
    sitting.keep_setting(SECOND_PLACE, &SecondPlace { tested_at })
}
