//! As a record of a section; then its streams are walked, and no entry is lost.

use bundles::{CarriedRecord, verify_streams};

/// Reads made-up bytes; nothing may stop the program.
pub fn read(data: &[u8]) {
    let Ok(record) = CarriedRecord::read(data) else { return };
    assert!(record.bytes() == data);
    let entries = record.entries.len();
    let verified = verify_streams(vec![record]);
    let good: usize = verified.good.iter().map(|record| record.entries.len()).sum();
    let aside: usize = verified.quarantined.iter().map(|aside| aside.entries).sum();
    assert!(good + aside == entries, "no entry is lost");
}
