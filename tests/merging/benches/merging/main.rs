//! What two laptops wrote apart, merged by the journal, Automerge and Loro: the same changes, in memory, in turn.
//! What each shows is checked against the others before a time counts.

mod contenders;
mod week;

use contenders::{Contender, ready};
use std::error::Error;
use std::time::{Duration, Instant};
use week::Week;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

/// Changes on each of the two laptops, and how often each contender merges them.
const SIZES: [(usize, usize); 3] = [(1_000, 31), (10_000, 11), (100_000, 3)];
/// The word that makes this program merge once and say how far its memory rose.
const ONE: &str = "--one";

fn main() -> Outcome<()> {
    let words: Vec<String> = std::env::args().collect();
    if let Some(at) = words.iter().position(|word| word == ONE) {
        let (which, changes) = (words.get(at + 1).ok_or("which")?, words.get(at + 2).ok_or("changes")?.parse()?);
        return rise(Contender::named(which).ok_or("no such contender")?, changes);
    }
    println!("Merging what another laptop wrote in a week apart; medians, the fields of one tenth written on both");
    for (changes, rounds) in SIZES {
        let week = Week::of(changes);
        let conflicts = check(&week)?;
        println!("{changes} changes on each laptop, {} fields, {conflicts} in conflict, {rounds} rounds", week.fields);
        table(&week, rounds)?;
    }
    Ok(())
}

/// Every contender shows the values the journal shows; Loro one of them, for it keeps no others. Gives the fields in conflict.
fn check(week: &Week) -> Outcome<usize> {
    let ours = ready(Contender::Merged, week)?.merge()?.shown(week)?;
    for contender in Contender::ALL {
        let theirs = ready(contender, week)?.merge()?.shown(week)?;
        for (field, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
            let same = if contender == Contender::Loro { theirs.len() == 1 && theirs.is_subset(ours) } else { theirs == ours };
            if !same {
                return Err(format!("{} shows {theirs:?} for field {field}, the journal {ours:?}", contender.name()).into());
            }
        }
    }
    Ok(ours.iter().filter(|values| values.len() > 1).count())
}

fn table(week: &Week, rounds: usize) -> Outcome<()> {
    let mut times: Vec<Vec<Duration>> = vec![Vec::new(); Contender::ALL.len()];
    for _ in 0..rounds {
        for (times, contender) in times.iter_mut().zip(Contender::ALL) {
            let ready = ready(contender, week)?;
            let begun = Instant::now();
            let merged = ready.merge()?;
            times.push(begun.elapsed());
            drop(merged);
        }
    }
    let medians: Vec<f64> = times.iter_mut().map(|times| median(times)).collect();
    let of =
        |wanted| Contender::ALL.iter().position(|c| *c == wanted).and_then(|at| medians.get(at)).copied().unwrap_or(f64::NAN);
    let (automerge, loro) = (of(Contender::Automerge), of(Contender::Loro));
    println!("  {:<44}{:>10}{:>16}{:>12}{:>14}", "", "ms", "x Automerge", "x Loro", "memory, MB");
    for (contender, median) in Contender::ALL.into_iter().zip(&medians) {
        let memory = memory(contender, week.changes)?;
        println!("  {:<44}{median:>10.2}{:>16.1}{:>12.2}{memory:>14}", contender.name(), automerge / median, loro / median);
    }
    Ok(())
}

fn median(times: &mut [Duration]) -> f64 {
    times.sort();
    times.get(times.len() / 2).copied().unwrap_or_default().as_secs_f64() * 1000.0
}

/// The same merge in a process of its own: how far its memory rose.
fn memory(contender: Contender, changes: usize) -> Outcome<String> {
    let out =
        std::process::Command::new(std::env::current_exe()?).args([ONE, contender.name(), &changes.to_string()]).output()?;
    if !out.status.success() {
        return Err(String::from_utf8_lossy(&out.stderr).into_owned().into());
    }
    Ok(String::from_utf8(out.stdout)?.trim().to_owned())
}

/// Merges once and prints by how many megabytes the highest use of memory lay above the use before.
fn rise(contender: Contender, changes: usize) -> Outcome<()> {
    let week = Week::of(changes);
    let ready = ready(contender, &week)?;
    // From here on the system counts its highest use afresh; only Linux does.
    if std::fs::write("/proc/self/clear_refs", "5").is_err() {
        println!("-");
        return Ok(());
    }
    let before = kilobytes("VmRSS:")?;
    let merged = ready.merge()?;
    println!("{:.1}", (kilobytes("VmHWM:")? - before) / 1024.0);
    drop(merged);
    Ok(())
}

fn kilobytes(name: &str) -> Outcome<f64> {
    let text = std::fs::read_to_string("/proc/self/status")?;
    let line = text.lines().find_map(|line| line.strip_prefix(name)).ok_or("not in the status")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}
