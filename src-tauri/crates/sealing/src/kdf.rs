//! How much work a passphrase costs: Argon2id, its default, its floor and its caps.

use crate::{Fault, Passphrase};
use argon2::{Algorithm, Argon2, Params, Version};
use std::time::Duration;
use thiserror::Error;
use zeroize::Zeroizing;

/// The work of one passphrase attempt with Argon2id v1.3, one lane (security report K-10: more
/// lanes gain nothing here). A value of this type is never below the floor nor above the caps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KdfCost {
    memory_kib: u32,
    passes: u32,
}

/// Why stored parameters are not used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum KdfCostRefusal {
    /// Less work than 64 MiB and three passes (K-10).
    #[error("below the floor of 64 MiB and 3 passes")]
    BelowFloor,
    /// More than 2 GiB or sixteen passes: a hostile slot must not stop the machine (K-12).
    #[error("above the caps of 2 GiB and 16 passes")]
    AboveCap,
}

const MIB: u32 = 1024;

impl KdfCost {
    /// 256 MiB, three passes: what a real unit uses (K-10).
    pub const STANDARD: Self = Self { memory_kib: 256 * MIB, passes: 3 };
    /// 64 MiB, three passes: the least the program accepts. The throw-away example unit and tests
    /// use it, where passphrases protect nobody.
    pub const FLOOR: Self = Self { memory_kib: 64 * MIB, passes: 3 };
    const CAP: Self = Self { memory_kib: 2 * 1024 * MIB, passes: 16 };

    /// A cost from stored numbers: memory in KiB, passes over it.
    ///
    /// # Errors
    /// [`KdfCostRefusal`] if the numbers are under the floor or over the caps; nothing is
    /// allocated before this has been checked.
    pub fn new(memory_kib: u32, passes: u32) -> Result<Self, KdfCostRefusal> {
        if memory_kib > Self::CAP.memory_kib || passes > Self::CAP.passes {
            return Err(KdfCostRefusal::AboveCap);
        }
        if memory_kib < Self::FLOOR.memory_kib || passes < Self::FLOOR.passes {
            return Err(KdfCostRefusal::BelowFloor);
        }
        Ok(Self { memory_kib, passes })
    }

    /// Memory in KiB.
    #[must_use]
    pub fn memory_kib(self) -> u32 {
        self.memory_kib
    }

    /// Passes over the memory.
    #[must_use]
    pub fn passes(self) -> u32 {
        self.passes
    }

    /// Whether a slot made at this cost should be wrapped again at `wanted` (K-12).
    #[must_use]
    pub fn is_below(self, wanted: Self) -> bool {
        self.memory_kib < wanted.memory_kib || self.passes < wanted.passes
    }

    /// The cost that takes this machine between 0.5 and 1.5 seconds (K-10), starting from
    /// [`KdfCost::STANDARD`]: on a slow machine memory is halved, never below the floor; on a fast
    /// one passes are added, never above the cap.
    ///
    /// `time` runs the work it is handed once and says how long it took; this crate has no clock.
    ///
    /// # Errors
    /// [`Fault::NotEnoughMemory`] if not even the floor fits.
    pub fn calibrated(mut time: impl FnMut(&mut dyn FnMut()) -> Duration) -> Result<Self, Fault> {
        let sample = Passphrase::typed("a sample for timing, protecting nothing");
        let mut cost = Self::STANDARD;
        loop {
            let mut outcome = Ok(());
            let took = time(&mut || outcome = stretch(&sample, &[0; 16], cost).map(drop));
            match cost.next_to_try(outcome.map(|()| took))? {
                Some(next) => cost = next,
                None => return Ok(cost),
            }
        }
    }

    /// What to try after this cost took so long; nothing where it is the one to keep.
    fn next_to_try(self, took: Result<Duration, Fault>) -> Result<Option<Self>, Fault> {
        let halved = Self { memory_kib: self.memory_kib / 2, ..self };
        let can_halve = halved.memory_kib >= Self::FLOOR.memory_kib;
        // Memory that was just halved stays: adding passes would swing back.
        let can_add = self.passes < Self::CAP.passes && self.memory_kib >= Self::STANDARD.memory_kib;
        match took {
            Err(Fault::NotEnoughMemory) if can_halve => Ok(Some(halved)),
            Err(fault) => Err(fault),
            Ok(took) if took > Duration::from_millis(1500) && can_halve => Ok(Some(halved)),
            Ok(took) if took < Duration::from_millis(500) && can_add => Ok(Some(Self { passes: self.passes + 1, ..self })),
            Ok(_) => Ok(None),
        }
    }
}

/// The passphrase key PK: 32 bytes of Argon2id v1.3 (RFC 9106) over the normalised passphrase.
pub(crate) fn stretch(passphrase: &Passphrase, salt: &[u8; 16], cost: KdfCost) -> Result<Zeroizing<[u8; 32]>, Fault> {
    let params =
        Params::new(cost.memory_kib, cost.passes, 1, Some(32)).map_err(|_| Fault::Cipher("reading the work of a passphrase"))?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut key = Zeroizing::new([0u8; 32]);
    match argon.hash_password_into(passphrase.as_bytes(), salt, key.as_mut_slice()) {
        Ok(()) => Ok(key),
        Err(argon2::Error::OutOfMemory) => Err(Fault::NotEnoughMemory),
        Err(_) => Err(Fault::Cipher("stretching a passphrase")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_floor_and_the_caps_are_enforced_before_any_memory_is_taken() {
        assert_eq!(KdfCost::new(64 * MIB - 1, 3), Err(KdfCostRefusal::BelowFloor));
        assert_eq!(KdfCost::new(64 * MIB, 2), Err(KdfCostRefusal::BelowFloor));
        assert_eq!(KdfCost::new(2 * 1024 * MIB + 1, 3), Err(KdfCostRefusal::AboveCap));
        assert_eq!(KdfCost::new(64 * MIB, 17), Err(KdfCostRefusal::AboveCap));
        assert_eq!(KdfCost::new(1024 * 1024 * MIB, 3), Err(KdfCostRefusal::AboveCap));
        assert_eq!(KdfCost::new(64 * MIB, 3), Ok(KdfCost::FLOOR));
    }

    #[test]
    fn a_slow_machine_gets_less_memory_and_never_less_than_the_floor() {
        let cost = KdfCost::calibrated(|_work| Duration::from_secs(60)).unwrap();
        assert_eq!(cost, KdfCost::FLOOR);
    }

    #[test]
    fn a_fast_machine_gets_more_passes_and_never_more_than_the_cap() {
        let cost = KdfCost::calibrated(|_work| Duration::from_millis(1)).unwrap();
        assert_eq!((cost.memory_kib(), cost.passes()), (256 * MIB, 16));
    }

    #[test]
    fn calibration_runs_the_real_work_through_the_handed_clock() {
        let mut runs = 0;
        let cost = KdfCost::calibrated(|work| {
            work();
            runs += 1;
            Duration::from_millis(900)
        });
        assert_eq!((cost, runs), (Ok(KdfCost::STANDARD), 1));
    }

    #[test]
    fn the_caps_themselves_are_accepted() {
        let cost = KdfCost::new(2 * 1024 * MIB, 16).unwrap();
        assert_eq!((cost.memory_kib(), cost.passes()), (2_097_152, 16));
    }

    #[test]
    fn a_cost_is_below_another_as_soon_as_memory_or_passes_are_fewer() {
        let of = |memory: u32, passes| KdfCost::new(memory * MIB, passes).unwrap();
        for (memory, passes, below) in
            [(128, 4, false), (129, 5, false), (127, 4, true), (128, 3, true), (127, 5, true), (129, 3, true), (64, 3, true)]
        {
            assert_eq!(of(memory, passes).is_below(of(128, 4)), below, "{memory} MiB, {passes} passes");
        }
    }

    #[test]
    fn half_a_second_and_a_second_and_a_half_are_both_within_the_aim() {
        for ms in [500, 1500] {
            assert_eq!(KdfCost::calibrated(|_work| Duration::from_millis(ms)), Ok(KdfCost::STANDARD));
        }
    }

    /// Or it would swing between slow and fast for ever.
    #[test]
    fn memory_that_was_halved_is_not_made_up_for_by_passes() {
        let mut times = [Duration::from_secs(2), Duration::from_millis(100)].into_iter();
        let cost = KdfCost::calibrated(|_work| times.next().unwrap()).unwrap();
        assert_eq!((cost.memory_kib(), cost.passes()), (128 * MIB, 3));
    }

    #[test]
    fn where_memory_runs_out_half_of_it_is_tried_down_to_the_floor_and_no_further() {
        let short = Err(Fault::NotEnoughMemory);
        let half = KdfCost::new(128 * MIB, 3).unwrap();
        assert_eq!(KdfCost::STANDARD.next_to_try(short), Ok(Some(half)));
        assert_eq!(half.next_to_try(short), Ok(Some(KdfCost::FLOOR)));
        assert_eq!(KdfCost::FLOOR.next_to_try(short), Err(Fault::NotEnoughMemory));
        let broken = Fault::Cipher("stretching a passphrase");
        assert_eq!(KdfCost::STANDARD.next_to_try(Err(broken)), Err(broken), "less memory mends nothing else");
    }
}
