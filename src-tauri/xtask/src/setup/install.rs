//! Installing: the exact command is shown first, and nothing waits where nobody can answer.

use std::io::{BufRead, IsTerminal, Write};

use super::Answer;
use super::system::{self, Package};
use crate::failure::Failure;
use crate::process::{Step, on_path};
use crate::stage::Stage;

/// Questions of packages are answered by their defaults, and a lock held by the system's own
/// updater is waited for, five minutes at most.
const QUIETLY: [&str; 8] = [
    "-y",
    "--no-install-recommends",
    "-o",
    "Dpkg::Options::=--force-confdef",
    "-o",
    "Dpkg::Options::=--force-confold",
    "-o",
    "DPkg::Lock::Timeout=300",
];

/// Shows what is missing and the command for it, and runs it as root or after a yes.
pub fn packages(missing: &[&Package], answer: Answer) -> Result<(), Failure> {
    println!("This machine lacks:\n- {}", system::list(missing).join("\n- "));
    if on_path("apt-get").is_none() {
        return Err(Failure::lacking(
            "Install these with your system's own packages (the names above are Debian's) and run this again.".to_owned(),
        ));
    }
    let names: Vec<&str> = missing.iter().map(|p| p.debian).collect();
    println!("\nThe command for it:\n  {}\n", shown(&names));
    let as_root = is_root();
    if !as_root {
        if on_path("sudo").is_none() {
            return Err(Failure::lacking("There is no sudo here: run that command as root, then this one again.".to_owned()));
        }
        agree(answer)?;
    }
    let stage = Stage::begin("installing packages");
    if !apt(as_root, &["update"]).show()? {
        println!("The package lists could not all be refreshed; going on with those at hand.");
    }
    let install: Vec<&str> = ["install"].into_iter().chain(QUIETLY).chain(names.iter().copied()).collect();
    if !apt(as_root, &install).show()? {
        // An earlier run stopped by Ctrl-C leaves packages half set up; finish those and try again.
        println!("That did not work; finishing whatever an earlier run left half done, and trying once more.");
        as_administrator(as_root, "dpkg", &["--configure", "-a"]).show()?;
        if !apt(as_root, &install).show()? {
            return Err(Failure::lacking(format!("The packages could not be installed. By hand:\n  {}", shown(&names))));
        }
    }
    stage.end();
    Ok(())
}

/// rustfmt and clippy, which the smallest Rust installation leaves out.
pub fn rust_components(answer: Answer) -> Result<(), Failure> {
    let missing: Vec<&str> = [("fmt", "rustfmt"), ("clippy", "clippy")]
        .into_iter()
        .filter(|(verb, _)| !Step::cargo(verb).args(["--version"]).works())
        .map(|(_, component)| component)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("Rust lacks {}. The command for it:\n  rustup component add {}", missing.join(" and "), missing.join(" "));
    if on_path("rustup").is_none() {
        println!("There is no rustup here; the checks that need them will be counted as skipped.");
        return Ok(());
    }
    agree(answer)?;
    if !Step::program("rustup").args(["component", "add"]).args(&missing).show()? {
        println!("That did not work; the checks that need them will be counted as skipped.");
    }
    Ok(())
}

/// Asks, where there is somebody to ask; stops where not.
pub fn agree(answer: Answer) -> Result<(), Failure> {
    match answer {
        Answer::Yes => Ok(()),
        Answer::Nobody => {
            Err(Failure::lacking("There is no terminal to ask at. Run that command, or run this again with --yes.".to_owned()))
        }
        Answer::Ask => {
            print!("Run it now? [y/N] ");
            // A prompt that cannot be shown is answered by the empty line below: no.
            let _shown = std::io::stdout().flush();
            let mut line = String::new();
            let _read = std::io::stdin().lock().read_line(&mut line);
            if matches!(line.trim().to_lowercase().as_str(), "y" | "yes") {
                Ok(())
            } else {
                Err(Failure::lacking("Nothing was installed.".to_owned()))
            }
        }
    }
}

/// The whole command as one would type it.
fn shown(names: &[&str]) -> String {
    let sudo = if is_root() { "" } else { "sudo " };
    format!(
        "{sudo}apt-get update && {sudo}env DEBIAN_FRONTEND=noninteractive apt-get install {} {}",
        QUIETLY.join(" "),
        names.join(" ")
    )
}

fn apt(as_root: bool, args: &[&str]) -> Step {
    let all: Vec<&str> = ["DEBIAN_FRONTEND=noninteractive", "apt-get"].into_iter().chain(args.iter().copied()).collect();
    as_administrator(as_root, "env", &all)
}

/// The command as root. Without a terminal sudo must not wait for a password.
fn as_administrator(as_root: bool, program: &str, args: &[&str]) -> Step {
    if as_root {
        return Step::program(program).args(args);
    }
    let sudo = Step::program("sudo");
    let sudo = if std::io::stdin().is_terminal() { sudo } else { sudo.args(["-n"]) };
    sudo.args([program]).args(args)
}

fn is_root() -> bool {
    Step::program("id").args(["-u"]).capture().is_ok_and(|id| id.trim() == "0")
}
