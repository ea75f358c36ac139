//! Figures in rows: the small caseload, the large one, how many times as much, and the aim beside.

use crate::bench::Readings;
use crate::bench_measure::{Reading, Times};
use example::many::Caseload;

/// What a figure at the large caseload should be.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    UpTo(f64),
    AtLeast(f64),
    /// At most so much, and at most so many times the figure at the small caseload.
    UpToAndTimes(f64, f64),
}

/// One figure at both caseloads.
pub struct Row<'a> {
    pub name: &'a str,
    pub few: Option<f64>,
    pub many: Option<f64>,
    pub unit: &'a str,
    pub aim: Option<Aim>,
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && place % 3 == first {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The heading: what was measured, and on what.
pub fn head(small: Caseload, large: Caseload) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    let build = if cfg!(debug_assertions) { "debug build: figures mean nothing" } else { "release build" };
    let of = |load: Caseload| {
        format!(
            "{} cases, {} incidents, {} of them in one case",
            grouped(load.cases),
            grouped(load.incidents),
            grouped(load.largest)
        )
    };
    format!(
        "Holdfast bench, {build}, {cores} cores, {} {}\nsmall: {}\nlarge: {}\n\n{:34}{:>12}{:>12}         {:>7}\n",
        std::env::consts::OS,
        std::env::consts::ARCH,
        of(small),
        of(large),
        "",
        "small",
        "large",
        "ratio"
    )
}

fn figure(value: Option<f64>) -> String {
    match value {
        None => "not measured".to_owned(),
        Some(value) if value >= 1000.0 => format!("{value:.0}"),
        Some(value) => format!("{value:.2}"),
    }
}

fn ratio(of: Option<f64>, to: Option<f64>) -> String {
    of.zip(to).filter(|(_, to)| *to > 0.0).map_or(String::new(), |(of, to)| format!("{:.2}", of / to))
}

/// One row with its aim.
pub fn row(row: &Row<'_>) -> String {
    let line = format!(
        "{:34}{:>12}{:>12} {:8}{:>7}  {}",
        row.name,
        figure(row.few),
        figure(row.many),
        row.unit,
        ratio(row.many, row.few),
        verdict(row)
    );
    format!("{}\n", line.trim_end())
}

/// Whether the aim is met at the large caseload. It is said, and nothing else follows from it.
pub fn verdict(row: &Row<'_>) -> String {
    let (Some(aim), Some(many)) = (row.aim, row.many) else { return String::new() };
    let (met, missed, words) = match aim {
        Aim::UpTo(most) => (many <= most, "over", format!("{most} {}", row.unit)),
        Aim::AtLeast(least) => (many >= least, "under", format!("{least} {}", row.unit)),
        Aim::UpToAndTimes(most, times) => (
            many <= most && row.few.is_none_or(|few| many <= few * times),
            "over",
            format!("{most} {} and {times} times", row.unit),
        ),
    };
    if met { format!("aim met ({words})") } else { format!("{missed} the aim ({words})") }
}

type Part = fn(&Reading) -> &Times;

/// The same reading with the cipher and without.
pub fn comparison(load: Caseload, readings: &Readings) -> String {
    let [(cold, warm), (plain_cold, plain_warm)] = readings;
    let mut text = format!(
        "\nwith and without the cipher, {} cases (ms; from the disk | from memory)\n{:34}{:>10}{:>10}{:>7}  |{:>10}{:>10}{:>7}\n",
        grouped(load.cases),
        "",
        "SQLCipher",
        "SQLite",
        "ratio",
        "SQLCipher",
        "SQLite",
        "ratio"
    );
    let parts: [(&str, Part); 4] = [
        ("Today", |reading| &reading.today),
        ("open case", |reading| &reading.open),
        ("open largest case", |reading| &reading.largest),
        ("search, five characters", |reading| &reading.search),
    ];
    for (name, of) in parts {
        let [sealed, plain, sealed_warm, plain_warm] = [cold, plain_cold, warm, plain_warm].map(|reading| of(reading).p50());
        text.push_str(&format!(
            "{name:34}{:>10}{:>10}{:>7}  |{:>10}{:>10}{:>7}\n",
            figure(sealed),
            figure(plain),
            ratio(sealed, plain),
            figure(sealed_warm),
            figure(plain_warm),
            ratio(sealed_warm, plain_warm)
        ));
    }
    text
}
