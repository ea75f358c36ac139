//! Times reading and judging a long list. Run: `cargo run --release -p intake --example measure`.

use intake::{DateOrder, IntakeRefusal, Known, dry_run, guess_columns, read_sheet};
use std::fmt::Write;
use std::ops::ControlFlow;
use std::time::Instant;

const ROWS: usize = 100_000;

fn main() -> Result<(), IntakeRefusal> {
    let mut text = String::from(
        "Crime reference,Recorded,Offence,Victim name,Victim DOB,Victim phone,Victim address,Suspect name,Suspect DOB,MO,OIC,VRM\n",
    );
    for row in 0..ROWS {
        let day = row % 28 + 1;
        let _ = writeln!(
            text,
            "EX/{row}/26,{day:02}/11/2026 14:05,Stalking (PHA 1997 s.2A),Ann Sample {row},14/03/1991,07700 900112,\"3 Placeholder Terrace, Sampleford\",Owen Mockford,02/09/1988,Waited outside work again and followed the bus to the second stop.,PC 9001 Sample,xx00 aaa"
        );
    }
    let mut go_on = |_: usize, _: usize| ControlFlow::Continue(());
    let started = Instant::now();
    let sheet = read_sheet(Some("csv"), text.as_bytes(), &mut go_on)?;
    report("read", started);
    let known = Known { crime_references: &|reference| reference.ends_with("7/26") };
    let started = Instant::now();
    let run = dry_run(&sheet, &guess_columns(&sheet.headings), &known, DateOrder::DayFirst, &mut go_on)?;
    report("dry run", started);
    println!("{:?}", run.counts());
    Ok(())
}

#[expect(clippy::cast_precision_loss, reason = "a rate for people to read")]
fn report(step: &str, started: Instant) {
    let seconds = started.elapsed().as_secs_f64();
    println!("{step}: {ROWS} rows in {seconds:.2} s, {:.0} rows/s", ROWS as f64 / seconds);
}
