//! Writes every sample paper into the folder named, to be looked at.

#[path = "../tests/papers/samples/mod.rs"]
mod samples;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    for (name, rendered) in samples::every() {
        match rendered {
            Ok(paper) => std::fs::write(format!("{folder}/{name}.pdf"), paper.bytes)?,
            Err(refusal) => println!("{name}: {refusal:?}"),
        }
    }
    Ok(())
}
