//! The identifier of everything in the journal: sixteen bytes, made as UUIDv7 so that new rows lie beside each other.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// An identifier. The store makes UUIDv7 (RFC 9562); an imported one may be any sixteen bytes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "Uuid", into = "Uuid")]
pub struct Id(pub [u8; 16]);

impl Id {
    /// A UUIDv7 from a time in Unix milliseconds and ten bytes of randomness (RFC 9562, section 5.7).
    #[must_use]
    pub fn v7(time_ms: i64, random: [u8; 10]) -> Self {
        let millis = u64::try_from(time_ms).unwrap_or(0);
        Self(*uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid().as_bytes())
    }

    /// The identifier in these bytes; nothing unless there are sixteen.
    #[must_use]
    pub fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl From<Uuid> for Id {
    fn from(uuid: Uuid) -> Self {
        Self(*uuid.as_bytes())
    }
}

impl From<Id> for Uuid {
    fn from(id: Id) -> Self {
        Self::from_bytes(id.0)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&Uuid::from(*self), f)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Id {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::try_parse(text).map(Self::from)
    }
}
