//! `cargo xtask look`: drives the real window on the example unit, and saves a picture of every screen and of every paper.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::display::Display;
use crate::failure::Failure;
use crate::ground::Ground;
use crate::keyring::{Session, Surroundings};
use crate::process::Step;
use crate::setup::{self, Answer, Need};
use crate::stage::Stage;
use crate::{run, ui};

/// Builds the window, drives it under Xvfb and prints the path of each picture.
pub fn look(ground: &Ground, answer: Answer) -> Result<(), Failure> {
    setup::setup(ground, Need::Everything, answer)?;
    ui::build(ground)?;
    run::build_window(ground)?;
    let folder = empty_folder(ground)?;
    papers(ground, &folder)?;

    let stage = Stage::begin("driving the window");
    let display = Display::open()?;
    let home = ground.target.join("look-home");
    // What an earlier drive left must not stand in the pictures of this one.
    let _absent = std::fs::remove_dir_all(&home);
    let session = Session::prepare(&home, Surroundings::Sealed)?;
    let step = Step::cargo("test")
        .args(["--workspace", "--test", "screens", "--", "--nocapture", "look"])
        .within(&ground.root)
        .with_env(&display.env())
        .with_env(&[
            ("HOLDFAST_LOOK_DIR".to_owned(), folder.clone().into_os_string()),
            ("HOLDFAST_WINDOW".to_owned(), OsString::from(ground.debug_program("holdfast"))),
        ]);
    let ended_well = session.around(step).show()?;
    stage.end();

    let found = pictures(&folder)?;
    println!("\nPictures: {}", found.len());
    for picture in &found {
        println!("{}", picture.display());
    }
    if !ended_well {
        return Err(Failure::new("The drive did not come to its end; the pictures above are what it saw.".to_owned()));
    }
    if found.is_empty() {
        return Err(Failure::new("The drive ended well and left no picture.".to_owned()));
    }
    Ok(())
}

/// Sets every paper and draws its pages: in colour, and the plans as a printer without colour has them.
fn papers(ground: &Ground, folder: &Path) -> Result<(), Failure> {
    let stage = Stage::begin("drawing every paper");
    Step::cargo("test")
        .args(["--package", "documents", "--test", "papers", "every_paper_says"])
        .within(&ground.root)
        .with_env(&[("HOLDFAST_LOOK_DIR".to_owned(), folder.as_os_str().to_owned())])
        .must()?;
    stage.end();
    Ok(())
}

/// The folder of the pictures, without those of an earlier drive: an old one is never taken for a new one.
pub fn empty_folder(ground: &Ground) -> Result<PathBuf, Failure> {
    let folder = ground.target.join("look");
    std::fs::create_dir_all(&folder).map_err(|e| Failure::because(&format!("make {}", folder.display()), &e))?;
    for picture in pictures(&folder)? {
        std::fs::remove_file(&picture).map_err(|e| Failure::because(&format!("remove {}", picture.display()), &e))?;
    }
    Ok(folder)
}

/// The PNG files of the folder, in order of name.
fn pictures(folder: &PathBuf) -> Result<Vec<PathBuf>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(|e| Failure::because(&format!("read {}", folder.display()), &e))?;
    let mut found: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.extension().is_some_and(|e| e == "png")).collect();
    found.sort();
    Ok(found)
}
