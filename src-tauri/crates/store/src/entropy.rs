//! Where ids, salts and record keys come from: the system's generator in the product, a seed in the example unit.

use crate::Fault;
use journal::Id;

/// A source of bytes nobody can guess (or, for the example unit and tests, of bytes that are the same every time).
pub trait Entropy: Send {
    /// Fills the bytes.
    ///
    /// # Errors
    /// [`Fault::Sealing`] if there are none to give; nothing is then written.
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Fault>;

    /// A fresh UUIDv7 for this time in Unix milliseconds.
    ///
    /// # Errors
    /// As [`Entropy::fill`].
    fn id(&mut self, at_ms: i64) -> Result<Id, Fault> {
        let mut random = [0; 10];
        self.fill(&mut random)?;
        Ok(Id::v7(at_ms, random))
    }
}

/// The operating system's generator, by way of `sealing`.
#[derive(Debug, Default, Clone, Copy)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), Fault> {
        for part in bytes.chunks_mut(32) {
            let fresh = sealing::fresh_bytes::<32>()?;
            part.copy_from_slice(&fresh[..part.len()]);
        }
        Ok(())
    }

    fn id(&mut self, at_ms: i64) -> Result<Id, Fault> {
        Ok(Id(sealing::fresh_id(u64::try_from(at_ms).unwrap_or(0))?))
    }
}
