//! Prepares the window: its capabilities, and a linker rule that keeps SQLCipher out of the web view.

fn main() {
    // WebKitGTK loads the system's SQLite; without this the linker would hand it ours (docs/decisions/0003).
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo:rustc-link-arg-bins=-Wl,--exclude-libs,ALL");
    }
    // Looked at anew whenever one changes: an older list of what a window may call must not be built in.
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    // Our own commands are refused to every window whose capability does not name them (security.md W-4).
    let own = tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/*.toml");
    let attributes =
        tauri_build::Attributes::new().capabilities_path_pattern("./src-tauri/capabilities/*.json").app_manifest(own);
    if let Err(trouble) = tauri_build::try_build(attributes) {
        println!("cargo:warning={trouble:#}");
        std::process::exit(1);
    }
}
