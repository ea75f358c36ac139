//! `backup`: a backup now, verified before it counts; the second place too where it is a week behind.

use crate::ending::Ending;
use crate::hand::{Hand, signed_in};
use desk::sitting::Desk;

/// Backs up.
pub fn back_up(desk: &mut Desk, hand: &Hand) -> Ending {
    match signed_in(desk, hand, "back_up") {
        Err(ending) => ending,
        Ok(view) => {
            let newest = &view["backups"][0];
            Ending::Well(format!(
                "Backup {} stands, verified: {} bytes, {} acts.",
                newest["number"], newest["bytes"], newest["acts"]
            ))
        }
    }
}
