//! `holdfastctl`: Holdfast without its window, for machines without a display and for a force's own security staff.

mod morning;
mod outside;

use std::process::ExitCode;

const USAGE: &str = "holdfastctl morning <folder>   the example unit's morning; writes agenda, minutes and plan into the folder

Exit codes: 0 done, 1 the desk refused or failed, 2 the command was not understood.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["morning", folder] => match morning::run(std::path::Path::new(folder)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(told) => {
                eprintln!("{told}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
