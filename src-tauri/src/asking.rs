//! The one door between the web view and the desk: a name and a question in, an answer or a refusal out.

use crate::windows::{self, DESK};
use crate::world::World;
use desk::commands::{Window, command};
use desk::idling::Patience;
use desk::sitting::Desk;
use desk::trouble::{Outcome, Told, Trouble};
use serde::Serialize;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};
use tauri::{AppHandle, Emitter, Manager, State, WebviewWindow};

/// How long the walk over the records holds the desk at a time.
const STRETCH: Duration = Duration::from_millis(25);

/// The desk behind a lock, and the flag that stops a long job.
#[derive(Clone)]
pub struct AskState {
    /// None once the program is closing.
    desk: Arc<Mutex<Option<Desk>>>,
    stop: Arc<AtomicBool>,
    faults: Arc<AtomicU64>,
}

/// An answer with what the frame needs beside it.
#[derive(Serialize)]
pub struct Answered {
    answer: Value,
    saved_at: Option<String>,
    stale: Vec<&'static str>,
}

impl AskState {
    /// A desk whose store lies in this folder, in the keeping of whoever is logged in to this machine.
    pub fn at(folder: PathBuf, app: &AppHandle) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let desk = Desk::new(desk::sitting::House {
            folder,
            scratch: std::env::temp_dir(),
            custody: Box::new(custody::OsKeyring::with_own_witness()),
            fill_example: example::fill,
            surroundings: Box::new(World::new(app.clone(), Arc::clone(&stop))),
        });
        Self { desk: Arc::new(Mutex::new(Some(desk))), stop, faults: Arc::new(AtomicU64::new(0)) }
    }

    /// Locks the desk and lets it go, an example unit with it. A long job stops first.
    pub fn close(&self) {
        self.stop.store(true, Ordering::SeqCst);
        let held = self.desk.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(mut desk) = held
            && let Err(trouble) = desk.give("lock", Window::Main, json!({}))
        {
            self.told("lock", &trouble);
        }
    }

    /// The desk, where no job holds it at the moment.
    fn at_hand(&self) -> Option<MutexGuard<'_, Option<Desk>>> {
        match self.desk.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }

    /// Whether somebody is signed in. Where a job is under way, somebody is.
    pub fn is_in_use(&self) -> bool {
        self.at_hand().is_none_or(|held| held.as_ref().is_some_and(|desk| desk.role().is_some()))
    }

    /// How long the desk may stand untouched, and nothing where nobody is signed in; nothing at all while a job holds it.
    pub fn patience(&self) -> Option<Option<Patience>> {
        Some(self.at_hand()?.as_mut().and_then(Desk::patience))
    }

    /// Locks the desk without asking its page, which did not answer. A long job stops first, and nothing keeps it open.
    pub fn lock(&self, app: &AppHandle) {
        self.stop.store(true, Ordering::SeqCst);
        let locked = self.give("lock", Window::Main, json!({}));
        if locked.is_err()
            && let Some(desk) = self.desk.lock().unwrap_or_else(PoisonError::into_inner).as_mut()
        {
            desk.let_go();
        }
        windows::follow(app, Window::Main, "lock", &locked.map_or(Value::Null, |done| done.answer));
    }

    /// Tells the desk that the room's window is gone.
    pub fn room_closed(&self) {
        // Nobody signed in, no right to project: then nothing was projected either.
        let _ = self.give("project", Window::Main, windows::nothing_projected());
    }

    fn give(&self, name: &str, window: Window, question: Value) -> Result<Answered, Told> {
        let mut held = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(desk) = held.as_mut() else {
            let fault = desk::trouble::Fault { place: "window.give", cause: "the program is closing".to_owned() };
            return Err(self.told(name, &Trouble::Fault(fault)));
        };
        self.stop.store(false, Ordering::SeqCst);
        match desk.give(name, window, question) {
            Ok(answer) => {
                let mut stale = command(name).map(|line| line.stale.to_vec()).unwrap_or_default();
                if desk.warnings_changed() {
                    stale.push("machine");
                }
                Ok(Answered { answer, saved_at: desk.saved_at().map(|at| at.to_rfc3339()), stale })
            }
            Err(trouble) => Err(self.told(name, &trouble)),
        }
    }

    /// Makes a backup where one is due. The desk is held while the moment is taken and at the end, not in between.
    pub fn back_up_behind(&self) {
        if let Some(job) = self.with_desk("back_up", Desk::back_up_if_due) {
            let ended = job.run(&mut |_, _| true);
            self.with_desk("back_up", |desk| desk.backup_ended(ended).map(Some));
        }
    }

    /// Does a drill where one is due, the desk held as for a backup.
    pub fn drill_behind(&self) {
        if let Some(job) = self.with_desk("drill", Desk::drill_if_due) {
            let ended = job.run(&mut |_, _| true);
            self.with_desk("drill", |desk| desk.drill_ended(&ended).map(Some));
        }
    }

    /// Walks a stretch over the records where the week is over. Somebody at work goes first, and waits for no more than a
    /// stretch.
    pub fn check_behind(&self, app: &AppHandle) {
        let Some(mut held) = self.at_hand() else { return };
        let Some(desk) = held.as_mut() else { return };
        let begun = Instant::now();
        let walked = desk.check_records_behind(&mut || begun.elapsed() < STRETCH).unwrap_or_else(|trouble| {
            self.told("check_records", &trouble);
            false
        });
        let changed = walked && desk.warnings_changed();
        drop(held);
        if changed {
            say_machine_changed(app);
        }
    }

    /// Looks at the clock and the disk while nobody gives a command.
    pub fn look_at_machine(&self, app: &AppHandle) {
        let changed = self.at_hand().is_some_and(|mut held| held.as_mut().is_some_and(Desk::warnings_changed));
        if changed {
            say_machine_changed(app);
        }
    }

    /// Nothing where the program is closing, or where it failed and the failure was noted.
    fn with_desk<T>(&self, name: &str, work: impl FnOnce(&mut Desk) -> Outcome<Option<T>>) -> Option<T> {
        let mut held = self.desk.lock().unwrap_or_else(PoisonError::into_inner);
        work(held.as_mut()?).unwrap_or_else(|trouble| {
            self.told(name, &trouble);
            None
        })
    }

    fn told(&self, name: &str, trouble: &Trouble) -> Told {
        let number = self.faults.fetch_add(1, Ordering::SeqCst);
        let reference = format!("{name}-{number}");
        if let Trouble::Fault(fault) = trouble {
            eprintln!("fault {reference} at {}: {}", fault.place, fault.cause);
        }
        trouble.told(&reference)
    }
}

/// A page that does not hear it reads it with its next question.
fn say_machine_changed(app: &AppHandle) {
    let _ = app.emit_to(DESK, "machine", ());
}

/// Hands a question to the desk. The window's label comes from Tauri, never from the question.
#[tauri::command]
pub async fn ask(webview: WebviewWindow, state: State<'_, AskState>, name: String, question: Value) -> Result<Answered, Told> {
    let window = windows::of_label(webview.label());
    let app = webview.app_handle().clone();
    let state = state.inner().clone();
    let fallback = state.clone();
    let asked = name.clone();
    let give = move || {
        let answered = state.give(&name, window, question);
        if let Ok(done) = &answered {
            windows::follow(&app, window, &name, &done.answer);
        }
        answered
    };
    tauri::async_runtime::spawn_blocking(give).await.unwrap_or_else(|_| {
        let fault = desk::trouble::Fault { place: "window.ask", cause: "the command ended early".to_owned() };
        Err(fallback.told(&asked, &Trouble::Fault(fault)))
    })
}

/// Asks a long job to stop; it then leaves nothing behind.
#[tauri::command]
pub fn stop(state: State<'_, AskState>) {
    state.stop.store(true, Ordering::SeqCst);
}
