//! What was copied out of the desk: gone again after half a minute or with the lock, and marked against histories (S-7).

use arboard::{Clipboard, Error, Set};
use std::hash::{BuildHasher, RandomState};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tauri::{AppHandle, Manager, State};

/// How long what was copied may be pasted.
const KEPT_FOR: Duration = Duration::from_secs(30);

/// The system's clipboard as long as it holds something of ours.
#[derive(Default)]
pub struct Copied(Mutex<Option<Held>>);

struct Held {
    board: Clipboard,
    /// Tells what was copied from what somebody copied since. The words themselves are not kept a second time.
    mark: u64,
    marks: RandomState,
}

impl Held {
    fn copy(words: String) -> Result<Self, Error> {
        let marks = RandomState::new();
        let mark = marks.hash_one(&words);
        let mut board = Clipboard::new()?;
        unremembered(board.set()).text(words)?;
        Ok(Self { board, mark, marks })
    }

    /// Clears the clipboard where it still holds what was copied.
    fn forget(mut self) -> Result<(), Error> {
        match self.board.get_text() {
            Ok(words) if self.marks.hash_one(&words) == self.mark => self.board.clear(),
            // Somebody else's words, or a picture, or nothing: not ours to clear.
            Ok(_) | Err(Error::ContentNotAvailable) => Ok(()),
            Err(cause) => Err(cause),
        }
    }
}

/// Asks programs that keep a history of the clipboard to leave this out of it. They may not heed it.
fn unremembered(set: Set<'_>) -> Set<'_> {
    #[cfg(target_os = "linux")]
    return arboard::SetExtLinux::exclude_from_history(set);
    #[cfg(target_os = "macos")]
    return arboard::SetExtApple::exclude_from_history(set);
    #[cfg(windows)]
    {
        use arboard::SetExtWindows;
        return set.exclude_from_monitoring().exclude_from_cloud().exclude_from_history();
    }
    #[expect(unreachable_code, reason = "for systems that are none of the three")]
    set
}

impl Copied {
    fn swap(&self, next: Option<Held>) -> Option<Held> {
        std::mem::replace(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner), next)
    }

    /// Clears what was copied, unless `of` names another copy than the one that lies there.
    fn forget(&self, of: Option<u64>) {
        let held = {
            let mut held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            held.take_if(|held| of.is_none_or(|mark| mark == held.mark))
        };
        if let Some(Err(cause)) = held.map(Held::forget) {
            eprintln!("fault: the clipboard could not be cleared: {cause}");
        }
    }
}

/// Puts words of a page on the clipboard. The page refuses what lies in a compartment or is shown for twenty seconds.
#[tauri::command]
pub async fn copy_out(app: AppHandle, copied: State<'_, Copied>, words: String) -> Result<(), String> {
    let held = Held::copy(words).map_err(|cause| {
        eprintln!("fault: nothing could be copied: {cause}");
        "not copied".to_owned()
    })?;
    let mark = held.mark;
    // What was copied before is overwritten already.
    drop(copied.swap(Some(held)));
    std::thread::spawn(move || {
        std::thread::sleep(KEPT_FOR);
        app.state::<Copied>().forget(Some(mark));
    });
    Ok(())
}

/// Clears what was copied: the desk is locked, or the program ends.
pub fn forget(app: &AppHandle) {
    if let Some(copied) = app.try_state::<Copied>() {
        copied.forget(None);
    }
}
