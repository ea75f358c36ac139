//! What a bundle needs of randomness, drawn in one place, so that the vectors can be made from a seed.

use sealing::{Fault, fresh_bytes};

/// Draws random bytes.
pub(crate) trait Draws {
    /// Fills the place.
    fn draw(&mut self, place: &mut [u8]) -> Result<(), Fault>;
}

/// Draws from the operating system.
pub(crate) struct Fresh;

impl Draws for Fresh {
    fn draw(&mut self, place: &mut [u8]) -> Result<(), Fault> {
        for part in place.chunks_mut(32) {
            part.copy_from_slice(&fresh_bytes::<32>()?[..part.len()]);
        }
        Ok(())
    }
}

/// So many bytes.
pub(crate) fn drawn<const N: usize>(draws: &mut dyn Draws) -> Result<[u8; N], Fault> {
    let mut bytes = [0; N];
    draws.draw(&mut bytes)?;
    Ok(bytes)
}

/// A number below `bound`, which is small beside 2^64.
pub(crate) fn below(draws: &mut dyn Draws, bound: usize) -> Result<usize, Fault> {
    let number = u64::from_be_bytes(drawn(draws)?);
    let bound = u64::try_from(bound).unwrap_or(u64::MAX).max(1);
    Ok(usize::try_from(number % bound).unwrap_or(0))
}

/// The name of a bundle's file: random digits, so that it says nothing (B-1).
#[must_use]
pub fn file_name(random: &[u8; 16]) -> String {
    format!("{}.bundle", hex::encode(random))
}

/// A name nothing else bears.
///
/// # Errors
/// [`Fault::NoRandomness`].
pub fn fresh_file_name() -> Result<String, Fault> {
    Ok(file_name(&fresh_bytes()?))
}

/// Draws from a seed: SHA-256 of the seed and a counter, for vectors and tests alone.
#[cfg(test)]
pub(crate) struct Seeded {
    seed: [u8; 32],
    next: u64,
}

#[cfg(test)]
impl Seeded {
    pub(crate) fn of(seed: &str) -> Self {
        Self { seed: sealing::sha256(seed.as_bytes()), next: 0 }
    }
}

#[cfg(test)]
impl Draws for Seeded {
    fn draw(&mut self, place: &mut [u8]) -> Result<(), Fault> {
        for part in place.chunks_mut(32) {
            let block = sealing::sha256(&[self.seed.as_slice(), &self.next.to_be_bytes()].concat());
            part.copy_from_slice(&block[..part.len()]);
            self.next += 1;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_by_digits_alone_and_never_twice_the_same() {
        assert_eq!(file_name(&[0xA5; 16]), "a5".repeat(16) + ".bundle");
        assert_ne!(fresh_file_name().unwrap(), fresh_file_name().unwrap());
    }

    #[test]
    fn the_system_fills_places_of_any_length() {
        let mut place = [0u8; 77];
        Fresh.draw(&mut place).unwrap();
        assert!(place.chunks(11).all(|part| part.iter().any(|byte| *byte != 0)));
        assert!((0..100).all(|_| below(&mut Fresh, 3).unwrap() < 3));
        assert_eq!(below(&mut Fresh, 0).unwrap(), 0);
    }
}
