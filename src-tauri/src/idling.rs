//! Watches how long no hand has touched a window, by a clock that counts sleep, and locks. No page is asked (K-33).

use crate::asking::AskState;
use crate::locking::lock;
use crate::windows::DESK;
use desk::idling::{Hand, Patience, Rest, Resting};
use std::sync::Arc;
use std::time::Duration;
use tauri::{AppHandle, Emitter, Manager, State, WebviewWindow};

/// How often it is looked.
const BETWEEN_LOOKS: Duration = Duration::from_secs(1);

/// When a hand last touched a window.
#[derive(Default)]
pub struct Hands(Arc<Hand>);

/// Time since the machine was started, time asleep included.
#[cfg(unix)]
fn since_start() -> Duration {
    use nix::time::{ClockId, clock_gettime};
    // Elsewhere than on Linux the monotonic clock goes on in sleep by itself.
    #[cfg(any(target_os = "linux", target_os = "android"))]
    let clock = ClockId::CLOCK_BOOTTIME;
    #[cfg(not(any(target_os = "linux", target_os = "android")))]
    let clock = ClockId::CLOCK_MONOTONIC;
    // A system without that clock counts no time at all; its own lock is what remains.
    clock_gettime(clock).map_or(Duration::ZERO, Duration::from)
}

/// Time since this was asked first; the system's counter goes on in sleep.
#[cfg(not(unix))]
fn since_start() -> Duration {
    use std::sync::OnceLock;
    use std::time::Instant;
    static BEGUN: OnceLock<Instant> = OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed()
}

/// Heeds the hands at a window as the system hands them to it. A page cannot make one up, so that one that was taken over
/// does not keep the desk open.
#[cfg(target_os = "linux")]
pub fn heed(window: &WebviewWindow) -> tauri::Result<()> {
    use gtk::gdk::EventType;
    use gtk::glib::Propagation;
    use gtk::prelude::WidgetExt;
    let Some(hands) = window.try_state::<Hands>() else { return Ok(()) };
    let hand = Arc::clone(&hands.0);
    window.with_webview(move |view| {
        view.inner().connect_event(move |_, event| {
            if matches!(
                event.event_type(),
                EventType::KeyPress | EventType::ButtonPress | EventType::Scroll | EventType::TouchBegin
            ) {
                hand.touch(since_start());
            }
            Propagation::Proceed
        });
    })
}

/// Here the page says it itself: see [`touched`].
#[cfg(not(target_os = "linux"))]
pub fn heed(_window: &WebviewWindow) -> tauri::Result<()> {
    Ok(())
}

/// Whether the page is believed when it says that a hand touched it: where the system does not say it, and in a debug build
/// that is driven, whose driver hands its keys to the page and not to the system. A release build never is.
fn page_is_believed() -> bool {
    cfg!(not(target_os = "linux")) || (cfg!(debug_assertions) && std::env::var_os("HOLDFAST_DRIVEN_HANDS").is_some())
}

/// The page says that a hand touched it (docs/security.md).
#[tauri::command]
pub fn touched(hands: State<'_, Hands>) {
    if page_is_believed() {
        hands.0.touch(since_start());
    }
}

/// What the watch knew when it looked last.
#[derive(Default)]
struct Seen {
    /// None while nobody is signed in.
    patience: Option<Patience>,
    told: Option<Resting>,
}

/// Watches until the program ends.
pub fn watch(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        let mut seen = Seen::default();
        loop {
            std::thread::sleep(BETWEEN_LOOKS);
            seen.look(&app);
        }
    });
}

impl Seen {
    fn look(&mut self, app: &AppHandle) {
        let (Some(state), Some(hands)) = (app.try_state::<AskState>(), app.try_state::<Hands>()) else { return };
        // While a long job holds the desk, what was so a second ago still is.
        let patience = state.patience().unwrap_or(self.patience);
        if patience.is_some() && self.patience.is_none() {
            // Somebody has just come through the door.
            hands.0.touch(since_start());
            self.told = None;
        }
        self.patience = patience;
        let Some(patience) = patience else { return };
        let resting = patience.resting(hands.0.away(since_start()));
        if resting.rest == Rest::Lock {
            lock(app);
        } else if self.told != Some(resting) {
            // A page that does not hear is locked all the same.
            let _ = app.emit_to(DESK, "idle", resting);
            self.told = Some(resting);
        }
    }
}
