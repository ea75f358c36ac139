//! The secret behind the unit's exchange keys, as its record in compartment `unit-exchange` keeps it (security.md 2, USK).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One root of exchange keys. The newest record is the one in use; the others still open what was sealed to them.
///
/// A secret that serialises, against the rule: a record sealed in its compartment is how it is kept, and nothing else of
/// the program writes it. It is shown by no command, no history and no debugging output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExchangeKeys {
    /// 32 bytes in hex.
    pub root: String,
    pub since: NaiveDate,
}

impl std::fmt::Debug for ExchangeKeys {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("ExchangeKeys(not shown)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_the_exchange_keys_is_not_printed_for_debugging() {
        let keys = ExchangeKeys { root: "ab".repeat(32), since: NaiveDate::MIN };
        assert_eq!(format!("{keys:?}"), "ExchangeKeys(not shown)");
    }
}
