//! A store that was made in a folder of its own moves into the unit's place, whole: begun again after a kill until it stands.

use crate::restore::{STORE_FILE, TOGETHER};
use crate::{Fault, files};
use std::io::ErrorKind;
use std::path::Path;

/// Says that a made store is moving in, and from where.
const MOVING: &str = "moving-in";

/// Moves a closed store and its slot file from a folder in this one into this one, where none stands.
///
/// # Errors
/// [`Fault::Taken`] where something stands; [`Fault::File`] where the disk refuses: [`finish_moving_in`] goes on.
pub fn move_in(folder: &Path, from: &str) -> Result<(), Fault> {
    for name in TOGETHER {
        if folder.join(name).try_exists().map_err(|_| Fault::File)? {
            return Err(Fault::Taken);
        }
    }
    files::write_whole(&folder.join(MOVING), from.as_bytes())?;
    finish_moving_in(folder).map(|_| ())
}

/// Brings a move that was interrupted to its end; whether there was one.
///
/// # Errors
/// [`Fault::File`]; it is tried again the next time.
pub fn finish_moving_in(folder: &Path) -> Result<bool, Fault> {
    let marker = folder.join(MOVING);
    let from = match std::fs::read_to_string(&marker) {
        Ok(from) => from,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(_) => return Err(Fault::File),
    };
    if Path::new(&from).components().count() != 1 || Path::new(&from).file_name().is_none() {
        return Err(Fault::File);
    }
    let made = folder.join(&from);
    let failed = |_| Fault::File;
    for name in TOGETHER {
        let (waiting, here) = (made.join(name), folder.join(name));
        if waiting.try_exists().map_err(failed)? && !here.try_exists().map_err(failed)? {
            std::fs::rename(&waiting, &here).map_err(failed)?;
        }
    }
    files::sync_folder(&folder.join(STORE_FILE)).map_err(failed)?;
    std::fs::remove_file(&marker).map_err(failed)?;
    files::sync_folder(&marker).map_err(failed)?;
    crate::restore::remove_restored(&made);
    Ok(true)
}
