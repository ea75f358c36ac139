//! The window: it opens, hands questions to the desk, and holds no rule of its own.

mod asking;
mod closing;
mod placement;
mod world;

use asking::{AskState, ask, stop};
use closing::close;
use placement::{Kept, Placement, keep_zoom, zoom};
use std::process::ExitCode;
use std::time::Duration;
use tauri::{App, Manager, RunEvent, WebviewUrl, WebviewWindowBuilder, WindowEvent};

/// How often it is asked whether a backup is due.
const BETWEEN_LOOKS: Duration = Duration::from_secs(60);

/// A driver cannot attach to a private web view, so a debug build that is driven does without; a release build never does.
fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

/// Opens the window as it stood last. Its title never names anybody.
fn open(app: &App) -> Result<(), Box<dyn std::error::Error>> {
    let folder = world::store_folder(app.handle())?;
    let kept = Kept::beside(&folder);
    let placement = kept.for_opening(app.handle());
    app.manage(kept);
    app.manage(closing::Closing::default());
    let asking = AskState::at(folder, app.handle());
    let behind = asking.clone();
    // Ends with the program: a backup cut short does not count, and the ones before it stand.
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BETWEEN_LOOKS);
            behind.back_up_behind();
        }
    });
    app.manage(asking);
    let (width, height) = Placement::SMALLEST;
    // Incognito: the web view keeps nothing on disk (security.md R-25).
    let mut window = WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title("Holdfast")
        .inner_size(placement.width, placement.height)
        .min_inner_size(width, height)
        .maximized(placement.maximized)
        .incognito(!is_driven());
    if let (Some(x), Some(y)) = (placement.x, placement.y) {
        window = window.position(x, y);
    }
    window.build()?;
    closing::heed_the_system(app.handle());
    Ok(())
}

fn main() -> ExitCode {
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
        .invoke_handler(tauri::generate_handler![ask, stop, close, zoom, keep_zoom])
        .on_window_event(|window, event| {
            if let WindowEvent::CloseRequested { api, .. } = event
                && closing::begin(window.app_handle())
            {
                api.prevent_close();
            }
        })
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
