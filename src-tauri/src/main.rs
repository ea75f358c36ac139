//! The window: it opens, hands questions to the desk, and holds no rule of its own.

mod asking;
mod world;

use asking::{AskState, ask, stop};
use std::process::ExitCode;
use tauri::{WebviewUrl, WebviewWindowBuilder};

/// A driver cannot attach to a private web view, so a debug build that is driven does without; a release build never does.
fn is_driven() -> bool {
    cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some()
}

fn main() -> ExitCode {
    // A fresh process is asked whether the keyring really remembered (security.md K-5); it does nothing else.
    if let Some(answer) = custody::answer_as_witness(std::env::args_os().map(|word| word.to_string_lossy().into_owned())) {
        println!("{answer}");
        return ExitCode::SUCCESS;
    }
    let opened = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| {
            world::bring_to_front(app);
        }))
        .plugin(tauri_plugin_dialog::init())
        .invoke_handler(tauri::generate_handler![ask, stop])
        .setup(|app| {
            let state = AskState::at_this_machine(app.handle())?;
            tauri::Manager::manage(app, state);
            // Incognito: the web view keeps nothing on disk (security.md R-25).
            WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
                .title("Holdfast")
                .inner_size(1440.0, 900.0)
                .min_inner_size(720.0, 480.0)
                .incognito(!is_driven())
                .build()?;
            Ok(())
        })
        .run(tauri::generate_context!());
    match opened {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("The window could not be opened: {cause}");
            ExitCode::FAILURE
        }
    }
}
