//! The example unit's morning without a window: each step told, each paper's path on a line of its own.

use crate::outside::Outside;
use desk::sitting::{Desk, House};
use desk::trouble::{Told, Trouble};
use std::path::Path;
use std::time::Instant;

pub fn words(trouble: &Trouble) -> String {
    match (trouble.told("morning"), trouble) {
        (Told::Refusal { words, next, fields, .. }, _) => {
            let fields: Vec<String> = fields.into_iter().map(|field| format!("{}: {}", field.field, field.words)).collect();
            format!("{words} {next} {}", fields.join(" "))
        }
        (Told::Fault { words, .. }, Trouble::Fault(fault)) => format!("{words} ({}: {})", fault.place, fault.cause),
        (Told::Fault { words, .. }, Trouble::Refusal(_)) => words,
    }
}

/// Runs the morning and prints each paper's path on a line of its own; the unit itself is left beside them, to be verified.
pub fn run(folder: &Path) -> Result<(), String> {
    let begun = Instant::now();
    std::fs::create_dir_all(folder).map_err(|cause| format!("The folder could not be made: {cause}"))?;
    let mut desk = Desk::new(House {
        folder: folder.join(".no-unit"),
        scratch: std::env::temp_dir(),
        custody: Box::new(custody::OsKeyring::with_own_witness()),
        fill_example: example::fill,
        surroundings: Box::new(Outside { papers: folder.to_path_buf(), picked: None }),
    });
    let done = example::morning::run(&mut desk, &mut |step| println!("{:5.1} s  {step}", begun.elapsed().as_secs_f32()))
        .map_err(|trouble| words(&trouble))?;
    println!("The morning took {:.1} s. Papers:", begun.elapsed().as_secs_f32());
    for paper in done.papers {
        println!("{paper}");
    }
    println!("The sealed bundle:\n{}", done.shared.file);
    let copies = crate::example_unit::copies(&mut desk, folder).map_err(|trouble| words(&trouble))?;
    println!("The unit's store, and a tampered copy:\n{copies}");
    Ok(())
}
