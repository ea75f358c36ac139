//! `drill`: the newest backup restored into a scratch folder, walked from end to end, and removed.

use crate::ending::Ending;
use crate::hand::{Hand, signed_in};
use desk::sitting::Desk;

/// Drills.
pub fn drill(desk: &mut Desk, hand: &Hand) -> Ending {
    match signed_in(desk, hand, "drill_backup") {
        Err(ending) => ending,
        Ok(view) => {
            let drill = &view["drill"];
            let words = format!("Backup {}: {}", drill["number"], drill["words"].as_str().unwrap_or_default());
            if drill["went_well"] == true { Ending::Well(words) } else { Ending::Bad(words) }
        }
    }
}
