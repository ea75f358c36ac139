//! The user interface: its npm packages and its build, each made only when something changed.

use std::path::PathBuf;

use serde_json::Value;

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::stage::Stage;
use crate::stamp::Stamp;

/// The stamp of the installed packages lies among them, so that whatever removes them removes it.
fn packages_stamp(ground: &Ground) -> Result<Stamp, Failure> {
    let ui = ground.ui();
    let sources = [ui.join("package.json"), ui.join("package-lock.json")];
    let node = Step::program("node").args(["--version"]).capture()?;
    Stamp::of(ui.join("node_modules/.holdfast-packages"), &sources, node.trim())
}

/// Whether `npm ci` has to run.
pub fn packages_are_missing(ground: &Ground) -> Result<bool, Failure> {
    Ok(!packages_stamp(ground)?.holds())
}

/// Installs the npm packages of the lock file; interrupted, the next run starts it again.
pub fn install_packages(ground: &Ground) -> Result<(), Failure> {
    let stamp = packages_stamp(ground)?;
    let stage = Stage::begin("npm packages of the user interface");
    let step = Step::npm(["ci", "--no-audit", "--no-fund"]).within(&ground.ui());
    println!("In ui/: {}", step.shown());
    step.must()?;
    stamp.set()?;
    stage.end();
    Ok(())
}

/// Builds `ui/dist` unless it was built from exactly these sources.
pub fn build(ground: &Ground) -> Result<(), Failure> {
    let ui = ground.ui();
    let sources: Vec<PathBuf> = vec![ui.clone(), ground.root.join("assets")];
    let stamp = Stamp::of(ui.join("node_modules/.holdfast-dist"), &sources, "")?;
    if stamp.holds() && ui.join("dist/index.html").is_file() {
        return Ok(());
    }
    let stage = Stage::begin("building the user interface");
    Step::npm(["run", "--silent", "build"]).within(&ui).must()?;
    stamp.set()?;
    stage.end();
    Ok(())
}

/// Whether the package file names this script.
pub fn has_script(ground: &Ground, script: &str) -> bool {
    let Ok(text) = std::fs::read_to_string(ground.ui().join("package.json")) else {
        return false;
    };
    let Ok(package) = serde_json::from_str::<Value>(&text) else {
        return false;
    };
    package.get("scripts").and_then(|s| s.get(script)).is_some()
}
