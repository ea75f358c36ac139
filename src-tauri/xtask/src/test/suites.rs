//! The test suites: the interface, the libraries, the journeys, and the real window.

use std::ffi::OsString;
use std::time::Duration;

use serde_json::Value;

use super::report::{Report, Suite};
use super::tally;
use crate::display::Display;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::keyring::{Session, Surroundings};
use crate::look;
use crate::process::{Step, on_path};
use crate::stage::Stage;

/// The package whose suites run apart from those of the libraries.
const JOURNEYS: &str = "journeys";

/// Longest a run of suites may take. The slowest takes six minutes on an idle machine.
const LONGEST: Duration = Duration::from_secs(25 * 60);

/// Vitest.
pub fn interface(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    let stage = Stage::begin("interface tests");
    let results = ground.target.join("vitest.json");
    // A result of an earlier run must not be read for this one's.
    let _absent = std::fs::remove_file(&results);
    let mut outfile = OsString::from("--outputFile.json=");
    outfile.push(&results);
    let ending = Step::npm(["test", "--silent", "--", "--reporter=default", "--reporter=json"])
        .args([outfile])
        .with_env(&[("CI".to_owned(), OsString::from("true"))])
        .within(&ground.ui())
        .follow()?;
    stage.end();
    let counted = std::fs::read_to_string(&results).ok().and_then(|text| tally::of_vitest(&text));
    let mut suite = counted.unwrap_or_default();
    suite.name = "interface".to_owned();
    if suite.failed.is_empty() && (!ending.well || suite.passed == 0) {
        suite.failed.push("it did not come to its end, or held no test".to_owned());
    }
    report.add(suite);
    Ok(())
}

/// The tests of every package but the journeys, in one cargo run over the whole workspace: naming
/// single packages would change the features and compile the world again.
pub fn libraries(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    let mut args = vec!["--lib".to_owned(), "--bins".to_owned()];
    for target in targets(ground, |package| package != JOURNEYS) {
        args.extend(["--test".to_owned(), target]);
    }
    run(ground, report, "library tests", &args, &[])
}

/// The journeys and the power cuts, through `desk`, without a window.
pub fn journeys(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    let mut args = Vec::new();
    for wanted in ["journeys", "faults"] {
        if targets(ground, |package| package == JOURNEYS).iter().any(|t| t == wanted) {
            args.extend(["--test".to_owned(), wanted.to_owned()]);
        } else {
            absent(report, wanted);
        }
    }
    if args.is_empty() { Ok(()) } else { run(ground, report, "journeys and faults", &args, &[]) }
}

/// The real window under a display of its own.
pub fn screens(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    if !targets(ground, |package| package == JOURNEYS).iter().any(|t| t == "screens") {
        absent(report, "screens");
        return Ok(());
    }
    if on_path("Xvfb").is_none() {
        report.skip("screens", "Xvfb is not here");
        return Ok(());
    }
    let display = Display::open()?;
    let args = ["--test".to_owned(), "screens".to_owned()];
    let mut env = display.env();
    env.push(("HOLDFAST_WINDOW".to_owned(), ground.debug_program("holdfast").into_os_string()));
    env.push(("HOLDFAST_LOOK_DIR".to_owned(), look::empty_folder(ground)?.into_os_string()));
    run(ground, report, "screens", &args, &env)
}

/// A suite the project promises and the tree does not hold is a failure, not a silence.
fn absent(report: &mut Report, name: &str) {
    let failed = vec!["the suite is missing from the tree".to_owned()];
    report.add(Suite { name: name.to_owned(), failed, ..Suite::default() });
}

/// The names of the integration test targets of the packages chosen.
fn targets(ground: &Ground, chosen: impl Fn(&str) -> bool) -> Vec<String> {
    ground
        .packages()
        .iter()
        .filter(|p| p.get("name").and_then(Value::as_str).is_some_and(&chosen))
        .flat_map(|p| ground.test_targets(p))
        .collect()
}

/// One cargo run inside a private session with a keyring, counted into the report.
fn run(ground: &Ground, report: &mut Report, name: &str, args: &[String], env: &[(String, OsString)]) -> Result<(), Failure> {
    let stage = Stage::begin(name);
    let step = Step::cargo("test")
        .args(["--workspace", "--no-fail-fast", "--features", super::checks::BENCH])
        .args(args)
        .within(&ground.root)
        .with_env(env)
        .no_longer_than(LONGEST);
    let ending = if on_path("dbus-run-session").is_some() && on_path("gnome-keyring-daemon").is_some() {
        let home = ground.target.join("test-home");
        // Data of an earlier run would let a test pass that leans on them.
        let _absent = std::fs::remove_dir_all(&home);
        let session = Session::prepare(&home, Surroundings::Sealed)?;
        session.around(step).follow()?
    } else {
        println!("No private D-Bus session here; tests that need a keyring use the one of this desktop.");
        step.follow()?
    };
    stage.end();
    for suite in tally::of_cargo(name, &ending.output, ending.well) {
        report.add(suite);
    }
    Ok(())
}
