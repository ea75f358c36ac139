//! `holdfastctl`: Holdfast without its window, for machines without a display and for a force's own security staff.

#[cfg(feature = "bench")]
mod bench;
#[cfg(feature = "bench")]
mod bench_ground;
#[cfg(feature = "bench")]
mod bench_list;
#[cfg(feature = "bench")]
mod bench_measure;
#[cfg(feature = "bench")]
mod bench_table;
mod morning;
mod outside;

use std::process::ExitCode;

const USAGE: &str = "holdfastctl morning <folder>   the example unit's morning; writes agenda, minutes and plan into the folder

Exit codes: 0 done, 1 the desk refused or failed, 2 the command was not understood.";

fn main() -> ExitCode {
    // A fresh process is asked whether the keyring really remembered (security.md K-5); it does nothing else.
    if let Some(answer) = custody::answer_as_witness(std::env::args_os().map(|word| word.to_string_lossy().into_owned())) {
        println!("{answer}");
        return ExitCode::SUCCESS;
    }
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["morning", folder] => match morning::run(std::path::Path::new(folder)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(told) => {
                eprintln!("{told}");
                ExitCode::FAILURE
            }
        },
        #[cfg(feature = "bench")]
        ["bench", folder, rest @ ..] => {
            let measured = bench::Asked::from_words(rest)
                .and_then(|asked| bench::run(std::path::Path::new(folder), asked, &mut std::io::stdout().lock()));
            match measured {
                Ok(()) => ExitCode::SUCCESS,
                Err(told) => {
                    eprintln!("{told}");
                    ExitCode::FAILURE
                }
            }
        }
        _ => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}
