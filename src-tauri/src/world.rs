//! The machine round the window: its clock, its dialogs, its folders, and how far a long job is.

use crate::windows::{DESK, DOOR};
use chrono::{DateTime, Utc};
use desk::asks::unit::FileWanted;
use desk::machine::Machine;
use desk::place::FilePlace;
use desk::print_queue::PrintQueue;
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use serde::Serialize;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::{AppHandle, Emitter, Manager};
use tauri_plugin_dialog::DialogExt;

/// Folder of a real unit's store. `HOLDFAST_HOME` names another one, for trials.
pub fn store_folder(app: &AppHandle) -> Result<PathBuf, tauri::Error> {
    match std::env::var_os("HOLDFAST_HOME") {
        Some(folder) => Ok(PathBuf::from(folder)),
        None => Ok(app.path().app_local_data_dir()?.join("unit")),
    }
}

/// Shows the window that is open already, for a second start.
pub fn bring_to_front(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(DESK).or_else(|| app.get_webview_window(DOOR)) {
        // A window that cannot be raised is still there; there is nothing more to do.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}

#[derive(Clone, Serialize)]
struct ProgressShown {
    label: String,
    done: u64,
    total: u64,
}

/// The real surroundings of the desk.
pub struct World {
    app: AppHandle,
    stop: Arc<AtomicBool>,
}

impl World {
    /// Surroundings that speak through this window.
    pub fn new(app: AppHandle, stop: Arc<AtomicBool>) -> Self {
        Self { app, stop }
    }
}

impl Surroundings for World {
    #[expect(clippy::disallowed_methods, reason = "the window is where the clock is read")]
    fn now(&self) -> DateTime<Utc> {
        Utc::now()
    }

    fn pick_file(&mut self, wanted: FileWanted) -> Option<Picked> {
        let (title, endings): (&str, &[&str]) = match wanted {
            FileWanted::OvernightList => ("Lists", &["csv", "tsv", "txt", "xlsx"]),
            FileWanted::InstrumentPack => ("Instrument packs", &["toml"]),
            FileWanted::ContactCard => ("Contact cards", &["txt", "card"]),
            FileWanted::Bundle => ("Sealed bundles", &["bundle"]),
            FileWanted::LaptopRequest => ("Requests of a laptop", &["laptop"]),
            FileWanted::SignedDocument => ("Signed documents", &["pdf", "png", "jpg", "jpeg"]),
        };
        let path = match std::env::var_os("HOLDFAST_PAPERS") {
            // As for a place: there the newest file of the kind is meant.
            Some(folder) => newest(&PathBuf::from(folder), endings)?,
            None => self.app.dialog().file().add_filter(title, endings).blocking_pick_file()?.into_path().ok()?,
        };
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some(Picked { name, bytes: std::fs::read(path).ok()? })
    }

    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        // Tests and trials name a folder, because a system dialog cannot be driven.
        if let Some(folder) = std::env::var_os("HOLDFAST_PAPERS") {
            return Ok(Some(Box::new(FilePlace::create(&PathBuf::from(folder).join(suggested_name))?)));
        }
        let chosen = self.app.dialog().file().set_file_name(suggested_name).add_filter("PDF", &["pdf"]).blocking_save_file();
        match chosen.and_then(|path| path.into_path().ok()) {
            Some(path) => Ok(Some(Box::new(FilePlace::create(&path)?))),
            None => Ok(None),
        }
    }

    fn pick_folder(&mut self) -> Option<PathBuf> {
        // Tests and trials name a folder, because a system dialog cannot be driven.
        if let Some(folder) = std::env::var_os("HOLDFAST_SECOND_PLACE") {
            return Some(PathBuf::from(folder));
        }
        self.app.dialog().file().blocking_pick_folder()?.into_path().ok()
    }

    fn pick_papers_folder(&mut self) -> Option<PathBuf> {
        // As for one paper.
        if let Some(folder) = std::env::var_os("HOLDFAST_PAPERS") {
            return Some(PathBuf::from(folder));
        }
        self.app.dialog().file().blocking_pick_folder()?.into_path().ok()
    }

    fn print_queue(&self) -> Option<PrintQueue> {
        PrintQueue::of_the_system()
    }

    fn machine(&self) -> Option<Machine> {
        Machine::this()
    }

    fn show(&mut self, file: &Path) -> std::io::Result<()> {
        open::that_detached(file)
    }

    fn go_on(&mut self, progress: Progress<'_>) -> bool {
        let shown = ProgressShown { label: progress.label.to_owned(), done: progress.done, total: progress.total };
        // A window that is closing hears nothing; the job still answers to the stop flag.
        let _ = self.app.emit_to(DESK, "progress", shown);
        !self.stop.load(Ordering::SeqCst)
    }
}

/// The file of a folder that was written last, of those whose names end so.
fn newest(folder: &Path, endings: &[&str]) -> Option<PathBuf> {
    let files = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let of_kind = |path: &PathBuf| path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted));
    files.filter(of_kind).max_by_key(|path| path.metadata().and_then(|about| about.modified()).ok())
}
