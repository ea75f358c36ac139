//! Licences, forbidden packages, duplicates and known holes of the packages we use, by cargo-deny.

use crate::failure::Failure;
use crate::ground::Ground;
use crate::process::Step;
use crate::setup::{Answer, tools};
use crate::stage::Stage;
use crate::test::Report;

const RULES: &str = "packages: licences, forbidden, twice, sources";
const HOLES: &str = "packages: known holes";

/// Holds the tree of packages to .cargo/deny.toml. The list of known holes lies on the network; where
/// it cannot be had the report says that nobody looked.
pub fn packages(ground: &Ground, answer: Answer, report: &mut Report) -> Result<(), Failure> {
    let deny = match tools::DENY.ready(ground, answer) {
        Ok(deny) => deny,
        Err(failure) => {
            report.skip(RULES, &failure.to_string());
            report.skip(HOLES, "cargo-deny is not here");
            return Ok(());
        }
    };
    let stage = Stage::begin(RULES);
    let rules = Step::program(&deny).args(["--locked", "check", "bans", "licenses", "sources"]).within(&ground.root).follow()?;
    report.check(RULES, rules.well);
    if Step::program(&deny).args(["fetch", "db"]).within(&ground.root).works() {
        let holes =
            Step::program(&deny).args(["--locked", "check", "--disable-fetch", "advisories"]).within(&ground.root).follow()?;
        report.check(HOLES, holes.well);
    } else {
        report.skip(HOLES, "the list of known holes cannot be had here, so nobody looked");
    }
    stage.end();
    Ok(())
}
