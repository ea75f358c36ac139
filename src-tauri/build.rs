//! Prepares the window: its capabilities, and a linker rule that keeps SQLCipher out of the web view.

fn main() {
    // WebKitGTK loads the system's SQLite; without this the linker would hand it ours (docs/decisions/0003).
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    let attributes = tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/**/*");
    if let Err(trouble) = tauri_build::try_build(attributes) {
        println!("cargo:warning={trouble:#}");
        std::process::exit(1);
    }
}
