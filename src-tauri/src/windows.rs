//! The three windows: the desk's, the small one at the door, the room's. Locking destroys every window that saw a case.

use crate::asking::AskState;
use crate::clipboard;
use crate::idling::heed;
use crate::placement::{self, Kept, Placement};
use crate::web_processes;
use desk::commands::Window;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Emitter, Manager, State, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry};

/// The desk's own window.
pub const DESK: &str = "main";
/// The window at the door.
pub const DOOR: &str = "lock";
/// The room's window.
pub const ROOM: &str = "room";

/// A driver cannot attach to a private web view, so a debug build that is driven does without; a release build never does.
fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Which window this is. A label that is none of ours may do what the room may: next to nothing.
pub fn of_label(label: &str) -> Window {
    match label {
        DESK => Window::Main,
        DOOR => Window::Lock,
        _ => Window::Room,
    }
}

/// Where somebody was when the desk locked: ids without a name, kept in memory for their own return alone.
#[derive(Default)]
pub struct Left(Mutex<Option<LeftAt>>);

/// A member and the page they were on.
#[derive(Clone, Serialize, Deserialize)]
pub struct LeftAt {
    member: String,
    route: String,
    /// The desk locked behind the clock, so the door shows the clock first.
    clock: bool,
}

/// Notes where somebody is, just before the desk locks.
#[tauri::command]
pub fn leave(left: State<'_, Left>, at: LeftAt) {
    *left.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(at);
}

/// Where whoever locked the desk last was; told once.
#[tauri::command]
pub fn left(left: State<'_, Left>) -> Option<LeftAt> {
    left.0.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// F9 pressed in the room reaches the desk, which decides; what the desk decides reaches the room.
#[tauri::command]
pub fn blank(window: WebviewWindow, app: AppHandle, on: bool) {
    // A window that is going hears nothing, and shows nothing either.
    let _ = if window.label() == DESK { app.emit_to(ROOM, "blank", on) } else { app.emit_to(DESK, "hide", ()) };
}

/// A window of ours: private, so that the web view keeps nothing on disk (security.md R-25), its pages its own, and no file
/// dropped on it is opened (W-5). Its title names nobody.
fn ours<'a>(app: &'a AppHandle, label: &str, page: &str) -> tauri::Result<WebviewWindowBuilder<'a, Wry, AppHandle>> {
    let window = WebviewWindowBuilder::new(app, label, WebviewUrl::App(page.into()))
        .title("Holdfast")
        .content_protected(label != ROOM)
        .on_navigation(|to| is_own_page(to.scheme(), to.host_str()))
        .on_new_window(|_, _| tauri::webview::NewWindowResponse::Deny);
    if is_driven() {
        return Ok(window);
    }
    let window = window.incognito(true);
    if cfg!(target_os = "linux") { Ok(window.data_directory(web_folder(app)?)) } else { Ok(window) }
}

/// A folder no window had before. WebKit's private windows share nothing, but the runtime tells each folder's first window
/// alone where our pages are: a second one of the same folder would stay empty. What lies there is WebKit's salts.
fn web_folder(app: &AppHandle) -> tauri::Result<PathBuf> {
    static OPENED: AtomicU64 = AtomicU64::new(0);
    let folders = app.path().app_cache_dir()?.join("web");
    let number = OPENED.fetch_add(1, Ordering::Relaxed);
    if number == 0 {
        // Those of the last run. Where there are none, or they cannot go, nothing is lost.
        let _ = std::fs::remove_dir_all(&folders);
    }
    Ok(folders.join(number.to_string()))
}

/// The address under which the program hands its own pages to the web view, and no other.
fn is_own_page(scheme: &str, host: Option<&str>) -> bool {
    matches!((scheme, host), ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost")))
}

fn open_desk(app: &AppHandle) -> tauri::Result<()> {
    let placement = app.try_state::<Kept>().map_or_else(Placement::default, |kept| kept.for_opening(app));
    let (width, height) = Placement::SMALLEST;
    let mut window = ours(app, DESK, "index.html")?
        .inner_size(placement.width, placement.height)
        .min_inner_size(width, height)
        .maximized(placement.maximized);
    if let (Some(x), Some(y)) = (placement.x, placement.y) {
        window = window.position(x, y);
    }
    window.build().and_then(|window| heed(&window))
}

fn open_door(app: &AppHandle) -> tauri::Result<()> {
    let clock = app.state::<Left>().0.lock().unwrap_or_else(PoisonError::into_inner).as_ref().is_some_and(|at| at.clock);
    let page = if clock { "index.html#/clock" } else { "index.html" };
    let window = ours(app, DOOR, page)?.inner_size(980.0, 720.0).min_inner_size(480.0, 420.0).center();
    window.build().and_then(|window| heed(&window))
}

fn open_room(app: &AppHandle) -> tauri::Result<()> {
    if app.get_webview_window(ROOM).is_some() {
        return Ok(());
    }
    let mut window = ours(app, ROOM, "index.html")?.inner_size(1280.0, 720.0).focused(false);
    // The projector is the screen the desk does not stand on.
    let here = app.get_webview_window(DESK).and_then(|desk| desk.current_monitor().ok().flatten());
    let screens = app.available_monitors().unwrap_or_default();
    if let Some(there) = screens.iter().find(|screen| here.as_ref().is_some_and(|here| screen.position() != here.position())) {
        let place = there.position().to_logical::<f64>(there.scale_factor());
        window = window.position(place.x, place.y).maximized(true);
    }
    window.build().and_then(|window| heed(&window))
}

/// The first window: the door where a store stands, the desk's where a unit is still to be set up.
pub fn open_first(app: &AppHandle, store: &std::path::Path) -> tauri::Result<()> {
    if matches!(desk::opening::stands_at(store), Ok(false)) { open_desk(app) } else { open_door(app) }
}

/// Changes windows after a command was done, where it changes who may see what.
pub fn follow(app: &AppHandle, window: Window, name: &str, answer: &Value) {
    let changed = match (name, window) {
        ("lock" | "try_example", _) => to_the_door(app),
        ("unlock" | "recover_store", Window::Lock) => to_the_desk(app),
        ("project", _) if answer["people"].is_null() => close(app, ROOM),
        ("project", _) => open_room(app),
        ("end_meeting", _) => close(app, ROOM),
        _ => Ok(()),
    };
    if let Err(cause) = changed {
        eprintln!("fault: a window could not be changed: {cause}");
    }
    if window == Window::Main {
        // Without a room's window nobody hears it.
        let _ = app.emit_to(ROOM, "room_moved", ());
    }
}

fn close(app: &AppHandle, label: &str) -> tauri::Result<()> {
    app.get_webview_window(label).map_or(Ok(()), |window| window.destroy())
}

/// Takes the windows that saw a case out of sight, until they go.
pub fn hide(app: &AppHandle) {
    for window in [ROOM, DESK].into_iter().filter_map(|label| app.get_webview_window(label)) {
        // One that cannot be hidden goes with the lock.
        let _ = window.hide();
    }
}

/// The desk is locked: the door opens and every window that saw a case goes, with the process that drew it (K-31).
fn to_the_door(app: &AppHandle) -> tauri::Result<()> {
    placement::note(app);
    clipboard::forget(app);
    let drew = web_processes::running();
    let opened = open_door(app);
    let gone = [close(app, ROOM), close(app, DESK)];
    web_processes::end_soon(drew);
    gone.into_iter().fold(opened, tauri::Result::and)
}

fn to_the_desk(app: &AppHandle) -> tauri::Result<()> {
    open_desk(app)?;
    close(app, DOOR)
}

/// The room's window went, by whatever hand: what is sealed may be revealed again.
pub fn room_closed(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        if let Some(state) = app.try_state::<AskState>() {
            state.room_closed();
        }
        let _ = app.emit_to(DESK, "room_closed", ());
    });
}

/// What the desk is told when the room's window is gone.
pub fn nothing_projected() -> Value {
    json!({ "people": null })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_goes_to_the_program_s_own_pages_and_nowhere_else() {
        assert!(is_own_page("tauri", Some("localhost")));
        for (scheme, host) in
            [("https", Some("example.org")), ("file", None), ("http", Some("localhost")), ("data", None), ("about", None)]
        {
            assert!(!is_own_page(scheme, host), "{scheme}");
        }
    }

    #[test]
    fn a_window_nobody_knows_may_do_no_more_than_the_room() {
        assert_eq!([DESK, DOOR, ROOM, "other"].map(of_label), [Window::Main, Window::Lock, Window::Room, Window::Room]);
    }
}
