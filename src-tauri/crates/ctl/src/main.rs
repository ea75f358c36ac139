//! `holdfastctl`: Holdfast without its window, for machines without a display and for a force's own security staff.

mod backup;
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
mod bundle;
mod bundle_export;
mod continuity;
mod copy_damaged;
mod doctor;
mod drill;
mod ending;
mod example_unit;
mod hand;
mod morning;
mod outside;
mod restore;
#[cfg(test)]
mod tests;
mod verify;

use bundle_export::{Asked, Typed};
use continuity::Outlet;
use custody::OsKeyring;
use ending::Ending;
use example_unit::custody_of;
use hand::{Hand, desk_at, desk_saving_into, line};
use restore::Then;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const USAGE: &str = "\
holdfastctl doctor <folder>                        looks a store's folder over; no passphrase
holdfastctl verify-log <folder> [--witness <file>]...
                                                   walks every chain of the log, holds it against kept checkpoints
holdfastctl verify-records <folder>                holds every record against its entries
holdfastctl backup <folder>                        a backup now, verified before it counts
holdfastctl drill <folder>                         the newest backup restored to a scratch folder, walked, removed
holdfastctl restore <folder> <number> [--from <backups>] [--adopt]
                                                   a backup beside the store; with --adopt in its place, the old one kept
holdfastctl copy-damaged <folder> <to>              a store that does not open, copied as it lies for whoever mends it
holdfastctl continuity <pack> [--unprotected]      shows a continuity pack, without the database
holdfastctl bundle inspect <file>                  what anybody sees of a sealed bundle; no passphrase
holdfastctl bundle verify <folder> <file>          whether it is whole, for us, and from whom
holdfastctl bundle open <folder> <file>            what bringing it in would change; changes nothing
holdfastctl bundle import <folder> <file> [--accept <n>]... [--reject <n> <why>]...
                                                   brings it in, each case by its number; without any, as open
holdfastctl bundle export <folder> [--agreement <n>] [--case <reference>]... [--category <code>]... [--purpose <code>]
                       [--unprotected] [--write <folder> --seen <token>]
                                                   what would leave, row by row; sealed only with --write
holdfastctl example <folder>                       the example unit's store, and beside it a tampered copy, for verify-log
holdfastctl morning <folder>                       the example unit's morning; writes its papers into the folder

Name and passphrase are asked for, or read as two lines. Exit codes: 0 well, 1 something is damaged, altered or missing,
2 not understood, 3 refused, 4 could not be done. docs/commands.md says more.";

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
    let arguments: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["morning", folder] => match morning::run(Path::new(folder)) {
            Ok(()) => ExitCode::SUCCESS,
            Err(told) => {
                eprintln!("{told}");
                ExitCode::FAILURE
            }
        },
        #[cfg(feature = "bench")]
        ["bench", folder, rest @ ..] => {
            let measured = bench::Asked::from_words(rest)
                .and_then(|asked| bench::run(Path::new(folder), asked, &mut std::io::stdout().lock()));
            match measured {
                Ok(()) => ExitCode::SUCCESS,
                Err(told) => {
                    eprintln!("{told}");
                    ExitCode::FAILURE
                }
            }
        }
        ["example", folder] => example_unit::make(Path::new(folder)).say(),
        ["doctor", folder] => doctor::doctor(Path::new(folder), custody_of(Path::new(folder)).as_ref()).say(),
        ["verify-log", folder, rest @ ..] => match witnesses(rest) {
            Some(files) => with_hand(|hand| verify::log(&mut desk_of(folder), hand, &files)),
            None => not_understood(),
        },
        ["verify-records", folder] => with_hand(|hand| verify::records(&mut desk_of(folder), hand)),
        ["backup", folder] => with_hand(|hand| backup::back_up(&mut desk_of(folder), hand)),
        ["drill", folder] => with_hand(|hand| drill::drill(&mut desk_of(folder), hand)),
        ["restore", folder, number, rest @ ..] => restore_asked(folder, number, rest),
        ["copy-damaged", folder, to] => {
            let to = Some(PathBuf::from(to));
            copy_damaged::copy_damaged(&mut desk_at(Path::new(folder), custody_of(Path::new(folder)), to)).say()
        }
        ["bundle", "inspect", file] => bundle::inspect(Path::new(file)).say(),
        ["bundle", "verify", folder, file] => with_hand(|hand| bundle::verify(&mut desk_of(folder), hand, Path::new(file))),
        ["bundle", "open", folder, file] => with_hand(|hand| bundle::open(&mut desk_of(folder), hand, Path::new(file))),
        ["bundle", "import", folder, file, rest @ ..] => match bundle::choices(rest) {
            Some(chosen) => with_hand(|hand| bundle::import(&mut desk_of(folder), hand, Path::new(file), &chosen)),
            None => not_understood(),
        },
        ["bundle", "export", folder, rest @ ..] => match Asked::from_words(rest) {
            Some(asked) => export_asked(folder, &asked),
            None => not_understood(),
        },
        ["continuity", pack] if std::io::stdout().is_terminal() => show_pack(pack, Outlet::Wanted),
        ["continuity", pack] => show_pack(pack, Outlet::Unasked),
        ["continuity", pack, "--unprotected"] => show_pack(pack, Outlet::Wanted),
        _ => not_understood(),
    }
}

/// The files of `--witness <file>`, as often as it was said.
fn witnesses(words: &[&str]) -> Option<Vec<PathBuf>> {
    let pairs = words.chunks(2).map(|pair| match pair {
        ["--witness", file] => Some(PathBuf::from(file)),
        _ => None,
    });
    pairs.collect()
}

fn not_understood() -> ExitCode {
    eprintln!("{USAGE}");
    ExitCode::from(2)
}

fn desk_of(folder: &str) -> desk::sitting::Desk {
    desk_at(Path::new(folder), custody_of(Path::new(folder)), None)
}

fn with_hand(verb: impl FnOnce(&Hand) -> Ending) -> ExitCode {
    match Hand::ask() {
        Ok(hand) => verb(&hand).say(),
        Err(ending) => ending.say(),
    }
}

/// Who gets it, why, whether the victim knows and who else looked at it are asked for: none of it is an argument.
fn export_asked(folder: &str, asked: &Asked) -> ExitCode {
    with_hand(|hand| match typed(asked) {
        Ok(typed) => {
            let (folder, to) = (Path::new(folder), asked.write.as_ref().map_or(Path::new(folder), |write| &write.to));
            let mut desk = desk_saving_into(folder, to, custody_of(folder), None);
            let outlet = if asked.unprotected || std::io::stdout().is_terminal() { Outlet::Wanted } else { Outlet::Unasked };
            bundle_export::export(&mut desk, hand, asked, &typed, outlet)
        }
        Err(ending) => ending,
    })
}

fn typed(asked: &Asked) -> Result<Typed, Ending> {
    if !asked.names_something() {
        return Ok(Typed::default());
    }
    let mut typed = Typed { name: line("Who gets it")?, post: line("Their post")?, ..Typed::default() };
    if asked.write.is_some() {
        typed.necessity = line("Why it is necessary, and no more than needed")?;
        typed.victim = line("Does the victim know (told <channel> <day>, not_safe <why>, not_yet <why>)")?;
        let second = line("Second person's name, or nothing")?;
        if !second.is_empty() {
            typed.second = Some(Hand::of(second)?);
        }
    }
    Ok(typed)
}

fn show_pack(pack: &str, outlet: Outlet) -> ExitCode {
    with_hand(|hand| continuity::show(Path::new(pack), &OsKeyring::new(), hand, outlet))
}

fn restore_asked(folder: &str, number: &str, rest: &[&str]) -> ExitCode {
    let (from, then) = match rest {
        [] => (None, Then::Beside),
        ["--adopt"] => (None, Then::Adopt),
        ["--from", backups] => (Some(PathBuf::from(backups)), Then::Beside),
        ["--from", backups, "--adopt"] => (Some(PathBuf::from(backups)), Then::Adopt),
        _ => return not_understood(),
    };
    let Ok(number) = number.parse() else { return not_understood() };
    let word = if from.is_some() { "picked" } else { "beside" };
    let mut desk = desk_at(Path::new(folder), custody_of(Path::new(folder)), from);
    with_hand(|hand| restore::restore(&mut desk, hand, word, number, then))
}
