//! Where the window stood: size, place and size of text, in a small plain file that says nothing about anybody.

use crate::windows::DESK;
use desk::place::FilePlace;
use desk::surroundings::Place;
use serde::{Deserialize, Serialize};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tauri::{AppHandle, Manager, Monitor, State, WebviewWindow};

/// Beside the store and not in it: it is needed before anybody has signed in.
const FILE: &str = "window.json";

/// How the window stands, in pixels of a screen that is not enlarged.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placement {
    /// Left edge; none where the system does not say.
    pub x: Option<f64>,
    /// Top edge; none where the system does not say.
    pub y: Option<f64>,
    pub width: f64,
    pub height: f64,
    pub maximized: bool,
    /// Size of text for whoever comes to the door, 100 to 200.
    pub zoom_percent: u16,
}

impl Default for Placement {
    fn default() -> Self {
        Self { x: None, y: None, width: 1440.0, height: 900.0, maximized: false, zoom_percent: 100 }
    }
}

impl Placement {
    /// Smallest window in which a page can be read.
    pub const SMALLEST: (f64, f64) = (720.0, 480.0);

    /// The placement, changed as far as these screens need: a window must not open where nobody can see it.
    fn within(self, screens: &[Screen]) -> Self {
        let here = |screen: &&Screen| match (self.x, self.y) {
            (Some(x), Some(y)) => screen.holds(x + self.width / 2.0, y) && screen.holds(x + self.width / 2.0, y + 40.0),
            _ => false,
        };
        let found = screens.iter().find(here);
        let Some(largest) = found.or(screens.first()) else { return Self { x: None, y: None, ..self } };
        Self {
            x: self.x.filter(|_| found.is_some()),
            y: self.y.filter(|_| found.is_some()),
            width: self.width.clamp(Self::SMALLEST.0, largest.width.max(Self::SMALLEST.0)),
            height: self.height.clamp(Self::SMALLEST.1, largest.height.max(Self::SMALLEST.1)),
            zoom_percent: self.zoom_percent.clamp(100, 200),
            ..self
        }
    }
}

/// One screen of the machine.
#[derive(Debug, Clone, Copy)]
struct Screen {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Screen {
    fn of(monitor: &Monitor) -> Self {
        let place = monitor.position().to_logical::<f64>(monitor.scale_factor());
        let size = monitor.size().to_logical::<f64>(monitor.scale_factor());
        Self { x: place.x, y: place.y, width: size.width, height: size.height }
    }

    fn holds(&self, x: f64, y: f64) -> bool {
        (self.x..self.x + self.width).contains(&x) && (self.y..self.y + self.height).contains(&y)
    }
}

/// The placement of this run, and where it is kept.
pub struct Kept {
    file: PathBuf,
    /// False where a file stands that is not ours: it is left as it is.
    writable: bool,
    now: Mutex<Placement>,
}

impl Kept {
    /// Reads what was kept beside the store.
    pub fn beside(store_folder: &Path) -> Self {
        let file = store_folder.with_file_name(FILE);
        let (placement, writable) = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_or((Placement::default(), false), |placement| (placement, true)),
            Err(cause) => (Placement::default(), cause.kind() == std::io::ErrorKind::NotFound),
        };
        Self { file, writable, now: Mutex::new(placement) }
    }

    /// The placement to open with on this machine's screens.
    pub fn for_opening(&self, app: &AppHandle) -> Placement {
        let screens: Vec<Screen> = app.available_monitors().unwrap_or_default().iter().map(Screen::of).collect();
        self.get().within(&screens)
    }

    fn get(&self) -> Placement {
        *self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut Placement)) {
        change(&mut self.now.lock().unwrap_or_else(PoisonError::into_inner));
    }

    /// Notes where the window stands. A maximized window keeps the size it has when it is not.
    fn note(&self, window: &WebviewWindow) {
        let (Ok(maximized), Ok(scale)) = (window.is_maximized(), window.scale_factor()) else { return };
        let size = window.inner_size().map(|size| size.to_logical::<f64>(scale));
        let place = window.outer_position().map(|place| place.to_logical::<f64>(scale));
        self.change(|now| {
            now.maximized = maximized;
            if maximized {
                return;
            }
            if let Ok(size) = size {
                (now.width, now.height) = (size.width, size.height);
            }
            if let Ok(place) = place {
                (now.x, now.y) = (Some(place.x), Some(place.y));
            }
        });
    }

    /// Writes the placement down. A window that forgets its place is no reason to complain.
    fn save(&self) {
        let Ok(text) = serde_json::to_string_pretty(&self.get()) else { return };
        if self.writable {
            let _ = write(&self.file, &text);
        }
    }
}

fn write(file: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let mut place = Box::new(FilePlace::create(file)?);
    place.write_all(text.as_bytes())?;
    place.finish()
}

/// The size of text to open the door with.
#[tauri::command]
pub fn zoom(kept: State<'_, Kept>) -> u16 {
    kept.get().zoom_percent.clamp(100, 200)
}

/// Keeps the size of text for the next opening of the door.
#[tauri::command]
pub fn keep_zoom(kept: State<'_, Kept>, percent: u16) {
    kept.change(|now| now.zoom_percent = percent.clamp(100, 200));
}

/// Notes where the window stands, while it still does.
pub fn note(app: &AppHandle) {
    if let (Some(kept), Some(window)) = (app.try_state::<Kept>(), app.get_webview_window(DESK)) {
        kept.note(&window);
    }
}

/// Writes down what was noted last.
pub fn save(app: &AppHandle) {
    if let Some(kept) = app.try_state::<Kept>() {
        kept.save();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LAPTOP: Screen = Screen { x: 0.0, y: 0.0, width: 1366.0, height: 768.0 };
    const BESIDE: Screen = Screen { x: 1366.0, y: 0.0, width: 1920.0, height: 1080.0 };

    fn at(x: f64, y: f64) -> Placement {
        Placement { x: Some(x), y: Some(y), width: 1000.0, height: 700.0, ..Placement::default() }
    }

    #[test]
    fn a_window_opens_where_it_stood() {
        assert_eq!(at(1400.0, 30.0).within(&[LAPTOP, BESIDE]), at(1400.0, 30.0));
    }

    #[test]
    fn a_window_of_a_screen_that_is_gone_opens_where_it_can_be_seen() {
        let opened = at(1400.0, 30.0).within(&[LAPTOP]);
        assert_eq!((opened.x, opened.y), (None, None));
        assert!((opened.width - 1000.0).abs() < 1.0, "its size is kept: {opened:?}");
    }

    #[test]
    fn a_window_is_never_larger_than_its_screen() {
        let opened = Placement::default().within(&[LAPTOP]);
        assert!(opened.width <= 1366.0 && opened.height <= 768.0, "{opened:?}");
    }

    #[test]
    fn what_is_kept_comes_back_and_a_file_that_is_not_ours_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let store = folder.path().join("unit");
        let kept = Kept::beside(&store);
        kept.change(|now| *now = at(10.0, 20.0));
        kept.save();
        assert_eq!(Kept::beside(&store).get(), at(10.0, 20.0));

        std::fs::write(folder.path().join(FILE), "somebody's own").unwrap();
        let kept = Kept::beside(&store);
        assert_eq!(kept.get(), Placement::default());
        kept.save();
        assert_eq!(std::fs::read_to_string(folder.path().join(FILE)).unwrap(), "somebody's own");
    }
}
