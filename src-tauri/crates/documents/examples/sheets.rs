//! Writes the three sample papers into the folder named, to be looked at.

#[path = "../tests/samples/mod.rs"]
mod samples;

fn main() -> std::io::Result<()> {
    let folder = std::env::args().nth(1).unwrap_or_else(|| ".".to_owned());
    let papers =
        [("plan", samples::plan().render()), ("agenda", samples::agenda().render()), ("minutes", samples::minutes().render())];
    for (name, rendered) in papers {
        match rendered {
            Ok(paper) => std::fs::write(format!("{folder}/{name}.pdf"), paper.bytes)?,
            Err(refusal) => println!("{name}: {refusal:?}"),
        }
    }
    Ok(())
}
