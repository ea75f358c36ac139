//! The only source of randomness in the program: bytes, salts and ids.

use crate::Fault;
use std::sync::{Mutex, PoisonError};
use uuid::{Builder, Uuid};

/// `N` bytes from the operating system's generator (security report K-1).
///
/// # Errors
/// [`Fault::NoRandomness`] if the system has none to give; the caller then creates nothing.
pub fn fresh_bytes<const N: usize>() -> Result<[u8; N], Fault> {
    let mut bytes = [0u8; N];
    getrandom::fill(&mut bytes).map_err(|_| Fault::NoRandomness)?;
    Ok(bytes)
}

/// A 16-byte salt for a commitment or a slot.
///
/// # Errors
/// As [`fresh_bytes`].
pub fn fresh_salt() -> Result<[u8; 16], Fault> {
    fresh_bytes()
}

/// The id made last in this process; the next one of the same millisecond must be larger.
static LAST: Mutex<u128> = Mutex::new(0);

/// A UUIDv7 (RFC 9562 section 5.7) for the handed time, milliseconds since 1970 UTC.
///
/// Ids of one process and one millisecond ascend (RFC 9562 section 6.2, method 2), so that rows
/// written together lie together in the file.
///
/// # Errors
/// As [`fresh_bytes`].
pub fn fresh_id(at_ms: u64) -> Result<[u8; 16], Fault> {
    let fresh = Builder::from_unix_timestamp_millis(at_ms, &fresh_bytes()?).into_uuid();
    let step = u32::from_be_bytes(fresh_bytes()?);
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    let id = after(Uuid::from_u128(*last), fresh, step).unwrap_or(fresh);
    *last = id.as_u128();
    Ok(id.into_bytes())
}

/// `last` plus a random step, if `fresh` is of the same millisecond and would not come after it.
/// Only the low 62 random bits are counted up; a step beyond them keeps the fresh id.
fn after(last: Uuid, fresh: Uuid, step: u32) -> Option<Uuid> {
    const LOW: u128 = (1 << 62) - 1;
    let same_ms = last.as_u128() >> 80 == fresh.as_u128() >> 80;
    if !same_ms || fresh > last {
        return None;
    }
    let low = (last.as_u128() & LOW) + 1 + u128::from(step);
    (low <= LOW).then(|| Uuid::from_u128((last.as_u128() & !LOW) | low))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_carries_its_millisecond_and_is_a_version_seven_uuid() {
        let id = Uuid::from_bytes(fresh_id(1_763_800_000_123).unwrap());
        assert_eq!(id.get_version_num(), 7);
        assert_eq!(id.get_variant(), uuid::Variant::RFC4122);
        assert_eq!(id.as_u128() >> 80, 1_763_800_000_123);
    }

    #[test]
    fn ids_of_one_millisecond_ascend() {
        // The last id is shared by the process, so another test may slip in between; it uses
        // another millisecond, which is why this one asks the pure function.
        let mut last = Uuid::from_bytes(fresh_id(5).unwrap());
        for _ in 0..1_000 {
            let fresh = Builder::from_unix_timestamp_millis(5, &fresh_bytes().unwrap()).into_uuid();
            let next = after(last, fresh, 7).unwrap_or(fresh);
            assert!(next > last);
            assert_eq!(next.get_version_num(), 7);
            last = next;
        }
    }

    #[test]
    fn the_generator_does_not_repeat_itself_and_uses_every_byte_value() {
        let mut seen = [false; 256];
        let mut earlier = Vec::new();
        for _ in 0..256 {
            let bytes = fresh_bytes::<32>().unwrap();
            bytes.iter().for_each(|b| seen[usize::from(*b)] = true);
            assert!(!earlier.contains(&bytes));
            earlier.push(bytes);
        }
        assert!(seen.iter().all(|s| *s));
    }

    #[test]
    fn two_salts_differ() {
        assert_ne!(fresh_salt().unwrap(), fresh_salt().unwrap());
    }

    /// Version 7, variant 2, the handed millisecond and random bits.
    fn id(ms: u128, high: u128, low: u128) -> Uuid {
        Uuid::from_u128(ms << 80 | 7 << 76 | high << 64 | 2 << 62 | low)
    }

    #[test]
    fn an_id_is_counted_up_only_within_its_millisecond_and_only_where_it_would_not_ascend() {
        let last = id(5, 3, 100);
        assert_eq!(after(last, id(6, 3, 90), 4), None);
        assert_eq!(after(last, id(4, 3, 90), 4), None);
        assert_eq!(after(last, id(5, 3, 101), 4), None);
        assert_eq!(after(last, id(5, 3, 100), 4), Some(id(5, 3, 105)));
        assert_eq!(after(last, id(5, 2, 500), 0), Some(id(5, 3, 101)));
    }

    #[test]
    fn counting_up_never_runs_into_the_version_or_the_variant() {
        let room = (1 << 62) - 1;
        let last = id(5, 3, room - 8);
        assert_eq!(after(last, last, 7), Some(id(5, 3, room)));
        assert_eq!(after(last, last, 8), None);
    }
}
