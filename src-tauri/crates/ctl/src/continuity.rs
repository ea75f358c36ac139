//! `continuity`: reads the pack aloud on a day without the database, on a screen only.

use crate::ending::Ending;
use crate::hand::Hand;
use desk::Custody;
use std::path::Path;

/// Where the text would go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlet {
    /// A screen, or wherever the caller asked for it to go unprotected.
    Wanted,
    /// A file or a pipe nobody spoke of.
    Unasked,
}

/// Opens a pack and shows it. Into a file or a pipe only when that was asked for: nothing protects it there.
pub fn show(pack: &Path, custody: &dyn Custody, hand: &Hand, outlet: Outlet) -> Ending {
    if outlet == Outlet::Unasked {
        return Ending::Refused(
            "The pack is shown on a screen only. Add --unprotected to send it elsewhere; nothing protects it there.".to_owned(),
        );
    }
    match desk::continuity::open_pack(pack, custody, &hand.name, &hand.passphrase) {
        Ok(text) => Ending::Well(text.trim_end().to_owned()),
        Err(trouble) => trouble.into(),
    }
}
