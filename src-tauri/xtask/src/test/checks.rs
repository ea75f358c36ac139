//! The checks that are not tests: each holds or does not.

use super::report::Report;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::{Step, on_path};
use crate::stage::Stage;
use crate::ui;

/// The benchmark is tested and read like everything else, and built into nothing that is handed out.
pub const BENCH: &str = "ctl/bench";

/// `cargo fmt --check` over every package of ours.
pub fn format(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    if !Step::cargo("fmt").args(["--version"]).works() {
        report.skip("format", "rustfmt is not installed");
        return Ok(());
    }
    cargo(ground, report, "format", "fmt", &["--all", "--", "--check"])
}

/// The house rules.
pub fn tidy(ground: &Ground, report: &mut Report) {
    let stage = Stage::begin("tidy");
    let held = match crate::tidy::tidy(ground) {
        Ok(()) => true,
        Err(failure) => {
            println!("{failure}");
            false
        }
    };
    stage.end();
    report.check("tidy", held);
}

/// Types of the interface, by svelte-check.
pub fn interface_types(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    script(ground, report, "interface types", "check")
}

/// Lint of the interface, where it has one.
pub fn interface_lint(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    if ui::has_script(ground, "lint") { script(ground, report, "interface lint", "lint") } else { Ok(()) }
}

/// The interface as the window embeds it.
pub fn interface_build(ground: &Ground, report: &mut Report) {
    let built = ui::build(ground);
    if let Err(failure) = &built {
        println!("{failure}");
    }
    report.check("interface build", built.is_ok());
}

/// Clippy over our own packages; every warning counts.
pub fn clippy(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    if !Step::cargo("clippy").args(["--version"]).works() {
        report.skip("clippy", "clippy is not installed");
        return Ok(());
    }
    let args = ["--workspace", "--all-targets", "--features", BENCH, "--", "-D", "warnings"];
    cargo(ground, report, "clippy", "clippy", &args)
}

/// Every program and every test program in one go, so that nothing is compiled a second time with
/// other features. Our own program is left out: it is running.
pub fn build(ground: &Ground, report: &mut Report) -> Result<(), Failure> {
    let args = ["--workspace", "--exclude", "xtask", "--lib", "--bins", "--tests", "--features", BENCH];
    cargo(ground, report, "build of the window and the tests", "build", &args)
}

/// The window must not publish its SQLCipher to WebKit, which would then mix it with the system's
/// SQLite in one process.
pub fn symbols(ground: &Ground, report: &mut Report) {
    const NAME: &str = "no sqlite3 symbol is exported";
    let program = ground.debug_program("holdfast");
    if !cfg!(target_os = "linux") || on_path("nm").is_none() {
        report.skip(NAME, "needs nm on Linux");
        return;
    }
    let held = match Step::program("nm").args(["-D", "--defined-only"]).args([&program]).capture() {
        Ok(table) => exported(&table).is_empty(),
        Err(failure) => {
            println!("{failure}");
            false
        }
    };
    report.check(NAME, held);
}

/// The lines of nm's table that name SQLite.
fn exported(table: &str) -> Vec<&str> {
    table.lines().filter(|line| line.contains(" sqlite3_")).collect()
}

/// A test run leaves the tree as it found it.
pub fn unchanged(before: &str, after: &str, report: &mut Report) {
    for line in after.lines().filter(|line| !before.lines().any(|b| b == *line)) {
        println!("changed by this run: {line}");
    }
    report.check("the tree is as it was, generated types included", before == after);
}

fn script(ground: &Ground, report: &mut Report, name: &str, script: &str) -> Result<(), Failure> {
    let stage = Stage::begin(name);
    let step = Step::npm(["run", "--silent", script]).within(&ground.ui());
    let ending = step.follow()?;
    stage.end();
    report.check(name, ending.well);
    Ok(())
}

fn cargo(ground: &Ground, report: &mut Report, name: &str, verb: &str, args: &[&str]) -> Result<(), Failure> {
    let stage = Stage::begin(name);
    let ending = Step::cargo(verb).args(args).within(&ground.root).follow()?;
    stage.end();
    report.check(name, ending.well);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_symbols_of_sqlite_itself_are_counted() {
        let table = "0000 T main\n0001 T sqlite3_open_v2\n0002 T my_sqlite3_wrapper\n";
        assert_eq!(exported(table), ["0001 T sqlite3_open_v2"]);
    }
}
