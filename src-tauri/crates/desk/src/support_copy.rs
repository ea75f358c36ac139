//! A store that does not open, copied as it is for whoever mends it: sealed, into a new folder, nothing touched.

use crate::asks::door::CopiedForSupport;
use crate::asks::shared::Nothing;
use crate::sitting::Desk;
use crate::trouble::{Outcome, Plain};

/// Copies the store's files into a new folder in one that the person picks. Nobody is signed in and nothing is opened:
/// what is copied is what lies on the disk, and opens nowhere without passphrase and keyring.
pub fn copy_for_support(desk: &mut Desk, _ask: Nothing) -> Outcome<CopiedForSupport> {
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    let name = format!("holdfast-damaged-{}", desk.now().format("%Y%m%dT%H%M%SZ"));
    let Some(picked) = desk.house.surroundings.pick_folder() else {
        return Ok(CopiedForSupport { folder: String::new(), files: 0, bytes: 0, unreadable: 0 });
    };
    let copied = store::copy_as_it_lies(&desk.house.folder, &picked.join(&name))?;
    Ok(CopiedForSupport { folder: name, files: copied.files, bytes: copied.bytes, unreadable: copied.unreadable })
}
