//! Writes the sample lists into assets/samples; the same bytes every time. Run: `cargo run -p intake --example make_samples`.

mod lists;
mod people;
mod workbooks;

use std::error::Error;
use std::fs;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../assets/samples");
    fs::write(folder.join("overnight-clean.csv"), lists::clean()?)?;
    fs::write(folder.join("overnight-ugly.csv"), lists::ugly()?)?;
    fs::write(folder.join("overnight-clean.xlsx"), workbooks::clean()?)?;
    fs::write(folder.join("overnight-ugly.xlsx"), workbooks::ugly()?)?;
    Ok(())
}
