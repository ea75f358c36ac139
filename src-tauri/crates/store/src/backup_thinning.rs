//! Which backups are kept: hourly, daily, weekly and monthly ones, then as many as the cap allows, the newest always.

use crate::backup_folder::{BackupFolder, list_backups, read_manifest};
use crate::backup_manifest::{BLOCK, BackupHead, BlockName};
use crate::{BackupTrouble, Id};
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

const HOUR_MS: i64 = 3_600_000;

/// How many of each spacing are kept, closest first: spacing in hours, and number.
const KEPT: [(i64, usize); 4] = [(1, 24), (24, 14), (24 * 7, 8), (24 * 30, 12)];

/// What thinning did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Thinned {
    /// Backups taken away.
    pub dropped: u64,
    /// Bytes all backups that are left take, each block once.
    pub bytes: u64,
    /// Blocks removed.
    pub blocks: u64,
    /// Manifests that do not read. While there is one, no block is removed: it might be one of its own.
    pub unreadable: u64,
}

/// For every backup the widest spacing it is kept for, as a place in [`KEPT`]; nothing where it is kept for none.
/// Of every hour, day, week and month the newest backup is the one that counts.
fn places(newest_first: &[BackupHead]) -> Vec<Option<usize>> {
    let mut places = vec![None; newest_first.len()];
    for (place, (hours, most)) in KEPT.iter().enumerate() {
        let mut seen: Vec<i64> = Vec::new();
        for (at, head) in newest_first.iter().enumerate() {
            let slice = head.made_at_ms.div_euclid(hours * HOUR_MS);
            if !seen.contains(&slice) && seen.len() < *most {
                seen.push(slice);
                places[at] = Some(place);
            }
        }
    }
    places
}

/// The backups in the order in which they are given up, the newest left out: first those kept for nothing, then hourly,
/// daily, weekly and monthly ones, the oldest of each first. The second number is how many are given up whatever the cap.
fn given_up(mut heads: Vec<BackupHead>) -> (Vec<u64>, usize) {
    heads.sort_by_key(|head| std::cmp::Reverse(head.number));
    let places = places(&heads);
    let mut order: Vec<(Option<usize>, u64)> =
        heads.iter().zip(places).skip(1).map(|(head, place)| (place, head.number)).collect();
    order.sort_unstable();
    let surplus = order.iter().filter(|(place, _)| place.is_none()).count();
    (order.into_iter().map(|(_, number)| number).collect(), surplus)
}

/// Thins the backups of one store in a folder until they take no more than `cap` bytes. Only whole backups of this store
/// go, never the newest; what does not read stays, and with it every block.
///
/// # Errors
/// [`BackupTrouble`]; what was not yet taken away still stands whole.
pub fn thin_backups(root: &Path, store: Id, cap: u64) -> Result<Thinned, BackupTrouble> {
    let folder = BackupFolder::open(root)?;
    let listed = list_backups(root)?;
    let mut thinned = Thinned { unreadable: listed.unreadable, ..Thinned::default() };
    let mut users: HashMap<BlockName, u32> = HashMap::new();
    let mut manifests = HashMap::new();
    for head in &listed.backups {
        match read_manifest(root, head.number) {
            Ok(manifest) => {
                let blocks: BTreeSet<BlockName> = manifest.blocks().iter().copied().collect();
                for block in &blocks {
                    *users.entry(*block).or_default() += 1;
                }
                manifests.insert(head.number, blocks);
            }
            Err(BackupTrouble::NotReadable) => thinned.unreadable += 1,
            Err(other) => return Err(other),
        }
    }
    let ours: Vec<BackupHead> =
        listed.backups.into_iter().filter(|head| head.store == store && manifests.contains_key(&head.number)).collect();
    let (order, surplus) = given_up(ours);
    for (at, number) in order.into_iter().enumerate() {
        if at >= surplus && users.len() as u64 * BLOCK as u64 <= cap {
            break;
        }
        folder.drop_manifest(number)?;
        thinned.dropped += 1;
        for block in manifests.remove(&number).unwrap_or_default() {
            if let Some(count) = users.get_mut(&block) {
                *count -= 1;
                if *count == 0 {
                    users.remove(&block);
                }
            }
        }
    }
    thinned.bytes = users.len() as u64 * BLOCK as u64;
    if thinned.unreadable == 0 {
        folder.sync_manifests()?;
        thinned.blocks = folder.drop_unused(&users.into_keys().collect())?;
    }
    Ok(thinned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::Hash;
    use proptest::prelude::*;

    fn head(number: u64, made_at_ms: i64) -> BackupHead {
        BackupHead { store: Id([1; 16]), number, made_at_ms, bytes: 1, head: (number, Hash([0; 32])) }
    }

    /// One backup an hour for a hundred days.
    fn hourly() -> Vec<BackupHead> {
        (0..2_400).map(|hour| head(hour + 1, i64::try_from(hour).unwrap() * HOUR_MS)).collect()
    }

    #[test]
    fn a_hundred_days_of_hours_become_a_day_of_hours_two_weeks_of_days_and_two_months_of_weeks() {
        let heads = hourly();
        let (order, surplus) = given_up(heads.clone());
        let kept: Vec<u64> = heads.iter().map(|h| h.number).filter(|n| !order[..surplus].contains(n)).collect();
        assert!(kept.len() <= 24 + 14 + 8 + 12 && kept.len() >= 24 + 12 + 6, "{}", kept.len());
        assert!((2_377..=2_400).all(|number| kept.contains(&number)), "the last day by the hour");
        assert!(kept[0] < 24 * 31, "and something from the first month");
    }

    #[test]
    fn under_a_cap_hours_go_before_days_and_days_before_weeks() {
        let (order, surplus) = given_up(hourly());
        assert_eq!(order[surplus], 2_377, "the oldest that is kept for its hour alone");
        assert!(order.last().is_some_and(|last| *last < 2_400), "never the newest");
    }

    proptest! {
        #[test]
        fn the_newest_by_number_is_never_given_up_whatever_the_clock_did(times in prop::collection::vec(any::<i32>(), 1..60)) {
            let heads: Vec<BackupHead> =
                times.iter().enumerate().map(|(n, at)| head(n as u64 + 1, i64::from(*at) * 60_000)).collect();
            let newest = heads.len() as u64;
            let (order, surplus) = given_up(heads);
            prop_assert!(!order.contains(&newest));
            prop_assert_eq!(order.len() as u64, newest - 1);
            prop_assert!(surplus <= order.len());
        }
    }
}
