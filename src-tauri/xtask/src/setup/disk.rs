//! Free disk, asked before a build that would otherwise stop half way.

use super::Need;
use crate::ground::Ground;
use crate::process::Step;

/// Gigabytes a build from nothing takes, with room to spare.
fn wanted(need: Need) -> u64 {
    match need {
        Need::Papers => 4,
        Need::Window | Need::WindowAndKeyring => 8,
        Need::Everything => 12,
    }
}

/// Gigabytes an already built tree still takes for a further build.
const AGAIN: u64 = 2;

/// A plain sentence when there is too little; nothing when there is enough or it cannot be known.
pub fn too_little(ground: &Ground, need: Need) -> Option<String> {
    let program = match need {
        Need::Papers => "holdfastctl",
        Need::Window | Need::WindowAndKeyring | Need::Everything => "holdfast",
    };
    let wanted = if ground.debug_program(program).is_file() { AGAIN } else { wanted(need) };
    let place = ground.target.ancestors().find(|folder| folder.is_dir())?;
    let table = Step::program("df").args(["-Pk"]).args([place]).capture().ok()?;
    let free = free_kilobytes(&table)? / (1024 * 1024);
    if free >= wanted {
        return None;
    }
    Some(format!(
        "Building here takes about {wanted} GB of disk; {free} GB are free where the build folder lies. Make room, or set CARGO_TARGET_DIR to a folder elsewhere."
    ))
}

/// The fourth column of the second line of `df -Pk`; the device before it may hold spaces.
fn free_kilobytes(table: &str) -> Option<u64> {
    let words: Vec<&str> = table.lines().nth(1)?.split_whitespace().collect();
    let percent = words.iter().position(|word| word.ends_with('%'))?;
    words.get(percent.checked_sub(1)?)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn free_space_is_the_column_before_the_percentage_even_when_the_device_has_a_space() {
        let table = "Filesystem 1024-blocks Used Available Capacity Mounted on\n\
                     my disk 263174212 13631488 82837504 15% /\n";
        assert_eq!(free_kilobytes(table), Some(82_837_504));
        assert_eq!(free_kilobytes("nothing"), None);
    }
}
