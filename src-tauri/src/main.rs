//! The window: it opens, hands questions to the desk, and holds no rule of its own.

mod asking;
mod clipboard;
mod closing;
mod idling;
mod locking;
mod placement;
mod sleeping;
mod web_processes;
mod windows;
mod world;

use asking::{AskState, ask, stop};
use clipboard::copy_out;
use closing::close;
use idling::touched;
use placement::{Kept, keep_zoom, zoom};
use std::process::ExitCode;
use std::time::Duration;
use tauri::{App, Manager, RunEvent, Window, WindowEvent};
use windows::{DESK, Left, ROOM, blank, leave, left};

/// How often it is asked whether a backup or a drill is due, and how the clock and the disk stand.
const BETWEEN_LOOKS: Duration = Duration::from_secs(60);
/// Pause between two stretches of the walk over every record.
const BETWEEN_STRETCHES: Duration = Duration::from_secs(1);

/// Opens the first window as it stood last.
fn open(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let folder = world::store_folder(app.handle())?;
    app.manage(Kept::beside(&folder));
    app.manage(closing::Closing::default());
    app.manage(Left::default());
    app.manage(clipboard::Copied::default());
    app.manage(idling::Hands::default());
    let asking = AskState::at(folder.clone(), app.handle());
    let behind = asking.clone();
    let (looking, handle) = (app.handle().clone(), app.handle().clone());
    // Ends with the program: a backup cut short does not count, and the ones before it stand.
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BETWEEN_LOOKS);
            behind.back_up_behind();
            behind.drill_behind();
            behind.look_at_machine(&looking);
        }
    });
    let checking = asking.clone();
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BETWEEN_STRETCHES);
            checking.check_behind(&handle);
        }
    });
    app.manage(asking);
    windows::open_first(app.handle(), &folder)?;
    closing::heed_the_system(app.handle());
    sleeping::heed_the_system(app.handle());
    idling::watch(app.handle());
    Ok(())
}

/// What each window's fate means for the program.
fn window_event(window: &Window, event: &WindowEvent) {
    match event {
        // The desk keeps its drafts first; the door has none, and the room's window may simply go.
        WindowEvent::CloseRequested { api, .. } if window.label() == DESK && closing::begin(window.app_handle()) => {
            api.prevent_close();
        }
        WindowEvent::Destroyed if window.label() == ROOM => windows::room_closed(window.app_handle()),
        _ => {}
    }
}

fn main() -> ExitCode {
    if let Err(cause) = custody::begin_with_wiped_memory() {
        eprintln!("fault: memory that is given back is not overwritten: {cause}");
    }
    if let Err(left) = custody::leave_no_dumps() {
        eprintln!("{left}");
        return ExitCode::FAILURE;
    }
    // A fresh process is asked whether the keyring really remembered (security.md K-5); it does nothing else.
    if let Some(answer) = custody::answer_as_witness(std::env::args_os().map(|word| word.to_string_lossy().into_owned())) {
        println!("{answer}");
        return ExitCode::SUCCESS;
    }
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
            world::bring_to_front(app);
        }))
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![ask, stop, close, zoom, keep_zoom, leave, left, blank, copy_out, touched])
        .on_window_event(window_event)
        .setup(|app| open(app))
        .build(tauri::generate_context!());
    match built {
        Ok(app) => {
            let code = app.run_return(|app, event| {
                if let RunEvent::Exit = event {
                    closing::end(app);
                }
            });
            u8::try_from(code).map_or(ExitCode::FAILURE, ExitCode::from)
        }
        Err(cause) => {
            eprintln!("The window could not be opened: {cause}");
            ExitCode::FAILURE
        }
    }
}
