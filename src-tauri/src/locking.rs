//! Locking without being asked by the page: it may keep its drafts first, and is not waited for longer than it takes.

use crate::asking::AskState;
use crate::windows::{DESK, hide};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Emitter, Manager};

/// How long the page may take to keep its drafts and lock. The login manager waits five seconds at most.
const PATIENCE: Duration = Duration::from_secs(3);
/// Pause between two looks whether it has.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);

/// Has the page keep its drafts and lock, and locks without it when it does not.
pub fn lock(app: &AppHandle) {
    let Some(state) = app.try_state::<AskState>() else { return };
    if !state.is_in_use() {
        return;
    }
    // A page that does not hear is locked below.
    let _ = app.emit_to(DESK, "lock", ());
    wait_while(|| state.is_in_use());
    if state.is_in_use() {
        // A long job may still hold the desk: nobody sees it meanwhile.
        hide(app);
        state.lock(app);
    }
    // Locked is what nobody sees any more.
    wait_while(|| app.get_webview_window(DESK).is_some());
}

fn wait_while(so: impl Fn() -> bool) {
    let begun = Instant::now();
    while so() && begun.elapsed() < PATIENCE {
        std::thread::sleep(BETWEEN_LOOKS);
    }
}
