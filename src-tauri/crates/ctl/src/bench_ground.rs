//! The ground a benchmark stands on: caseloads made once and kept, a copy to work on, and files put out of memory.

use desk::asks::unit::FileWanted;
use desk::commands::Window;
use desk::place::FilePlace;
use desk::sitting::{Desk, House};
use desk::surroundings::{Picked, Place, Progress, Surroundings};
use desk::trouble::Outcome;
use desk::{Custody, CustodyTrouble, DeviceSecret};
use example::many::{Caseload, fill};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Raised whenever the generator writes something else, so that no old caseload is measured.
const VERSION: u32 = 4;
const NAME: &str = "Morgan Placeholder";
const PASSPHRASE: &str = "kettle orchard window marble lantern";

/// Surroundings whose clock stands at the example's morning and whose papers go to one folder.
struct Standing {
    papers: PathBuf,
}

impl Surroundings for Standing {
    fn now(&self) -> chrono::DateTime<chrono::Utc> {
        example::first_moment()
    }

    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        None
    }

    fn pick_place(&mut self, suggested_name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(Some(Box::new(FilePlace::create(&self.papers.join(suggested_name))?)))
    }

    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

/// The device secret of a made-up caseload, in a file beside it: it has to open again in the next run, and it
/// protects nobody.
struct KeptBeside(PathBuf);

impl Custody for KeptBeside {
    fn write(&self, _store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
        std::fs::write(&self.0, secret.expose_bytes_dangerously()).map_err(|_| CustodyTrouble::Unavailable)
    }

    fn read(&self, _store_id: &[u8; 16]) -> Result<DeviceSecret, CustodyTrouble> {
        let bytes = std::fs::read(&self.0).map_err(|_| CustodyTrouble::Missing)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| CustodyTrouble::Changed)?;
        Ok(DeviceSecret::from_bytes(&bytes))
    }
}

fn no_example(_desk: &mut Desk) -> desk::trouble::Outcome<()> {
    Ok(())
}

fn desk_in(folder: &Path) -> Desk {
    Desk::new(House {
        folder: folder.join("unit"),
        scratch: folder.to_path_buf(),
        custody: Box::new(KeptBeside(folder.join("device"))),
        fill_example: no_example,
        surroundings: Box::new(Standing { papers: folder.to_path_buf() }),
    })
}

/// Words of a failure that name no place on this machine.
pub fn failed(what: &'static str) -> impl Fn(std::io::Error) -> String {
    move |cause| format!("{what}: {}", cause.kind())
}

/// The folder of a caseload, made first where it is missing.
///
/// # Errors
/// Words on what could not be made.
pub fn caseload(within: &Path, asked: Caseload) -> Result<PathBuf, String> {
    let name = format!("many-v{VERSION}-{}-{}", asked.cases, asked.incidents);
    let kept = within.join(&name);
    if kept.join("whole").exists() {
        return Ok(kept);
    }
    if kept.exists() {
        // Ours, and left unfinished by a run that was stopped.
        std::fs::remove_dir_all(&kept).map_err(failed("An unfinished caseload could not be removed"))?;
    }
    std::fs::create_dir_all(&kept).map_err(failed("The folder for caseloads could not be made"))?;
    let begun = Instant::now();
    eprintln!("Making {} cases with {} incidents once; later runs use them again.", asked.cases, asked.incidents);
    let mut desk = desk_in(&kept);
    set_up_ready(&mut desk).map_err(|trouble| crate::morning::words(&trouble))?;
    let mut told = Instant::now();
    fill(&mut desk, asked, &mut |made| {
        if told.elapsed().as_secs() >= 10 {
            told = Instant::now();
            eprintln!("  {:.0} s: {} cases, {} incidents", begun.elapsed().as_secs_f32(), made.cases, made.incidents);
        }
    })
    .map_err(|trouble| crate::morning::words(&trouble))?;
    desk.lock_and_keep_keys().map_err(|trouble| crate::morning::words(&trouble))?;
    std::fs::write(kept.join("whole"), "").map_err(failed("The caseload could not be marked as whole"))?;
    eprintln!("  made in {:.1} s", begun.elapsed().as_secs_f32());
    Ok(kept)
}

/// A unit that may take referrals in: recovery words typed back, the second place as if it had been tested.
fn set_up_ready(desk: &mut Desk) -> Outcome<()> {
    desk.give("set_up_unit", Window::Main, set_up())?;
    let sheets = desk.give("make_recovery_words", Window::Main, json!({}))?;
    let typed = |half: &str| {
        let words = sheets[half].as_array().into_iter().flatten().filter_map(serde_json::Value::as_str);
        words.collect::<Vec<_>>().join(" ")
    };
    let both =
        json!({ "first": typed("first"), "second": typed("second"), "first_held_by": "police", "second_held_by": "health" });
    desk.give("confirm_recovery_words", Window::Main, both)?;
    desk::readiness::second_place_was_tested(&mut desk.sit()?)
}

fn set_up() -> serde_json::Value {
    json!({
        "unit_name": "Northmoor Benchmark Unit", "pathway": "london", "marking": "SAMPLE DATA", "reference_prefix": "N", "your_name": NAME,
        "agency": "police", "role": "chair", "job": "detective inspector", "passphrase": PASSPHRASE
    })
}

/// A copy of a caseload that a run may write into; gone when it is dropped.
pub struct Copied {
    pub folder: PathBuf,
}

impl Copied {
    /// Copies store, slots and device secret.
    ///
    /// # Errors
    /// Words on what could not be copied.
    pub fn of(kept: &Path, within: &Path, name: &str) -> Result<Self, String> {
        let folder = within.join(format!("run-{}-{name}", std::process::id()));
        let copy = Self { folder };
        let unit = copy.folder.join("unit");
        std::fs::create_dir_all(&unit).map_err(failed("The working folder could not be made"))?;
        std::fs::copy(kept.join("device"), copy.folder.join("device")).map_err(failed("The caseload could not be copied"))?;
        for file in std::fs::read_dir(kept.join("unit")).map_err(failed("The caseload could not be read"))? {
            let file = file.map_err(failed("The caseload could not be read"))?;
            std::fs::copy(file.path(), unit.join(file.file_name())).map_err(failed("The caseload could not be copied"))?;
        }
        Ok(copy)
    }

    /// The store's file.
    pub fn store(&self) -> PathBuf {
        self.folder.join("unit").join("holdfast.store")
    }

    /// A desk with its chair signed in, and how long signing in took.
    ///
    /// # Errors
    /// Words on what was refused.
    pub fn desk(&self) -> Result<(Desk, f64), String> {
        let mut desk = desk_in(&self.folder);
        let begun = Instant::now();
        desk.give("unlock", Window::Main, json!({ "name": NAME, "passphrase": PASSPHRASE }))
            .map_err(|trouble| crate::morning::words(&trouble))?;
        Ok((desk, begun.elapsed().as_secs_f64() * 1000.0))
    }
}

impl Drop for Copied {
    fn drop(&mut self) {
        // Ours, and made up; what cannot be removed lies in the build's own folder.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Puts a file out of the system's memory, so that it is read from the disk again. False where that cannot be done.
pub fn put_out_of_memory(file: &Path) -> bool {
    let synced = std::fs::File::open(file).and_then(|file| file.sync_all()).is_ok();
    let mut of = std::ffi::OsString::from("if=");
    of.push(file);
    let done = Command::new("dd").arg(of).args(["iflag=nocache", "count=0"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    synced && done.is_ok_and(|status| status.success())
}
