//! `example`: the example unit in a folder, and beside it a copy in which one act was altered, for trying `verify-log`.

use crate::ending::Ending;
use crate::hand::desk_at;
use desk::commands::Window;
use desk::example_copy::CopiedSecret;
use desk::sitting::Desk;
use desk::trouble::Outcome;
use desk::{Custody, ThrowAwayCustody};
use example::{Who, passphrase_of};
use serde_json::json;
use std::path::Path;

/// Makes the example unit and both copies.
pub fn make(folder: &Path) -> Ending {
    if let Err(cause) = std::fs::create_dir_all(folder) {
        return Ending::Failed(format!("The folder could not be made: {cause}"));
    }
    let mut desk = desk_at(&folder.join(".no-unit"), Box::new(ThrowAwayCustody::default()), None);
    let made = desk.give("try_example", Window::Main, json!({})).and_then(|_| copies(&mut desk, folder));
    made.map_or_else(Ending::from, Ending::Well)
}

/// Locks the example and copies it; says where the copies lie and who may check their logs.
///
/// # Errors
/// As [`Desk::copy_example`].
pub fn copies(desk: &mut Desk, folder: &Path) -> Outcome<String> {
    desk.give("lock", Window::Main, json!({}))?;
    let copied = desk.copy_example(folder)?;
    let (name, passphrase) = passphrase_of(Who::Auditor);
    Ok(format!(
        "{}\n{}  (act {} was altered with the store's key)\nTry verify-log on both, as {name} with the passphrase {passphrase}.",
        copied.whole.display(),
        copied.tampered.display(),
        copied.act
    ))
}

/// Who keeps the secret of the store in this folder: the operating system's keyring, but for a copy of the example.
pub fn custody_of(folder: &Path) -> Box<dyn Custody> {
    match CopiedSecret::in_folder(folder) {
        Some(copied) => Box::new(copied),
        None => Box::new(custody::OsKeyring::new()),
    }
}
