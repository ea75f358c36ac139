//! The example unit's morning without a window: builds `holdfastctl` alone and runs it.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::stage::{Stage, time_for_a_name};

/// Measured from an empty build folder on two cores.
const BUILD: &str = "about 8 minutes on two cores the first time, seconds later";

/// Builds and runs `holdfastctl morning`, in two named stages.
pub fn hold(ground: &Ground) -> Result<(), Failure> {
    let program = ground.debug_program("holdfastctl");
    let stage = Stage::begin(&format!("1 of 2: building holdfastctl ({BUILD})"));
    // The whole workspace settles the features, so that the window shares what is built here; the tests build with others.
    Step::cargo("build").args(["--workspace", "--bin", "holdfastctl"]).within(&ground.root).must()?;
    stage.end();

    let folder = ground.target.join(format!("morning-{}", time_for_a_name()));
    std::fs::create_dir_all(&folder).map_err(|e| Failure::because(&format!("make {}", folder.display()), &e))?;
    let stage = Stage::begin("2 of 2: the example unit's morning");
    Step::program(program).args(["morning"]).args([&folder]).within(&ground.root).must()?;
    stage.end();

    println!("\nThe papers are in {}", ground.shown(&folder));
    println!("To see the screens themselves as pictures: cargo xtask look");
    Ok(())
}
