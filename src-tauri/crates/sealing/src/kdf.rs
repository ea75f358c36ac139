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
            let can_halve = cost.memory_kib / 2 >= Self::FLOOR.memory_kib;
            match outcome {
                Err(Fault::NotEnoughMemory) if can_halve => cost.memory_kib /= 2,
                Err(fault) => return Err(fault),
                Ok(()) if took > Duration::from_millis(1500) && can_halve => cost.memory_kib /= 2,
                Ok(())
                    if took < Duration::from_millis(500)
                    && cost.passes < Self::CAP.passes
                    // Memory that was just halved stays: adding passes would swing back.
                    && cost.memory_kib >= Self::STANDARD.memory_kib =>
                {
                    cost.passes += 1;
                }
                Ok(()) => return Ok(cost),
            }
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
}
