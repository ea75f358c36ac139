//! `doctor`: the store's folder looked over, without a passphrase.

use crate::ending::Ending;
use desk::Custody;
use desk::doctor::{Health, look_over};
use desk::machine::Machine;
use std::path::Path;

/// Looks the folder over. A warning alone is no failure.
pub fn doctor(folder: &Path, custody: &dyn Custody) -> Ending {
    let found = look_over(folder, custody, Machine::this().as_ref(), crate::outside::clock());
    let lines: Vec<String> = found
        .iter()
        .map(|finding| {
            let mark = match finding.health {
                Health::Well => "well   ",
                Health::Warning => "warning",
                Health::Wrong => "WRONG  ",
                Health::Unseen => "unseen ",
            };
            format!("{mark}  {}", finding.words)
        })
        .collect();
    let words = lines.join("\n");
    if found.iter().any(|finding| finding.health == Health::Wrong) { Ending::Bad(words) } else { Ending::Well(words) }
}
