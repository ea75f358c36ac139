//! Closing: what is half typed is kept first, then the desk locks and an example unit is destroyed.

use crate::asking::AskState;
use crate::clipboard;
use crate::placement;
use crate::windows::DESK;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager};

/// How long the page may take to keep its drafts before the window closes without it.
const PATIENCE: Duration = Duration::from_secs(4);

/// Whether somebody has asked to close.
#[derive(Default)]
pub struct Closing(AtomicBool);

/// Asks the page to keep its drafts and then to close. False when it was asked before: whoever asks twice means it.
pub fn begin(app: &AppHandle) -> bool {
    let first = app.try_state::<Closing>().is_some_and(|closing| !closing.0.swap(true, Ordering::SeqCst));
    if first && app.get_webview_window(DESK).is_none() {
        // Only the door is open: nothing is half typed.
        app.exit(0);
    } else if first {
        placement::note(app);
        // A page that does not hear is closed by the clock below.
        let _ = app.emit_to(DESK, "closing", ());
        let app = app.clone();
        std::thread::spawn(move || {
            std::thread::sleep(PATIENCE);
            app.exit(0);
        });
    }
    first
}

/// The page has kept its drafts.
#[tauri::command]
pub fn close(app: AppHandle) {
    app.exit(0);
}

/// Leaves nothing open: the last thing before the program ends.
pub fn end(app: &AppHandle) {
    placement::save(app);
    clipboard::forget(app);
    if let Some(state) = app.try_state::<AskState>() {
        state.close();
    }
}

/// Ends as on closing when the system or a terminal asks for it.
#[cfg(unix)]
pub fn heed_the_system(app: &AppHandle) {
    use tokio::signal::unix::{SignalKind, signal};
    for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let Ok(mut asked) = signal(kind) else { return };
            while asked.recv().await.is_some() {
                if !begin(&app) {
                    app.exit(0);
                }
            }
        });
    }
}

/// Windows closes the window itself when a session ends.
#[cfg(not(unix))]
pub fn heed_the_system(_app: &AppHandle) {}
