//! `restore`: a backup beside the store, verified; only with `--adopt` in its place, the present store kept.

use crate::ending::Ending;
use crate::hand::{Hand, give};
use desk::sitting::Desk;
use serde_json::json;

/// What becomes of the restored store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It stays beside.
    Beside,
    /// It takes the place of the present one.
    Adopt,
}

/// Restores a backup of this number; `from` is "beside" or "picked".
pub fn restore(desk: &mut Desk, hand: &Hand, from: &str, number: u32, then: Then) -> Ending {
    match steps(desk, hand, from, number, then) {
        Ok(words) => Ending::Well(words),
        Err(ending) => ending,
    }
}

fn steps(desk: &mut Desk, hand: &Hand, from: &str, number: u32, then: Then) -> Result<String, Ending> {
    if from == "picked" {
        give(desk, "backups_at_door", json!({ "from": from }))?;
    }
    let ask = json!({ "from": from, "number": number, "name": hand.name, "passphrase": hand.passphrase.as_str() });
    let restored = give(desk, "restore_at_door", ask)?;
    let name = restored["restored"].as_str().unwrap_or_default().to_owned();
    let words = format!("Backup {number} is restored and verified in the folder {name}: {} acts.", restored["acts"]);
    if then == Then::Beside {
        return Ok(format!("{words} Nothing took its place."));
    }
    give(desk, "adopt_at_door", json!({ "restored": name }))?;
    Ok(format!("Backup {number} has taken the store's place: {} acts. What stood there is kept beside it.", restored["acts"]))
}
