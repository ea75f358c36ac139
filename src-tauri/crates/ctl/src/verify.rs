//! `verify-log` and `verify-records`: chains, checkpoints, witnesses, and every record against its entries.

use crate::ending::Ending;
use crate::hand::{Hand, give, signed_in};
use desk::sitting::Desk;
use serde_json::{Value, json};
use std::path::PathBuf;

/// Walks the log from its first act, and holds it against checkpoints kept elsewhere. The walk is itself an act.
pub fn log(desk: &mut Desk, hand: &Hand, witnesses: &[PathBuf]) -> Ending {
    let texts: Result<Vec<String>, _> = witnesses.iter().map(std::fs::read_to_string).collect();
    let Ok(texts) = texts else {
        return Ending::Refused("A witness could not be read. Name files that each hold one checkpoint.".to_owned());
    };
    match walked(desk, hand, &texts) {
        Err(ending) => ending,
        Ok((found, compared)) => {
            let bad = found["intact"] != true || compared.iter().any(|witness| witness["witness"] != "consistent");
            let mut lines = vec![told(&found)];
            lines.extend(compared.iter().map(witness_told));
            if bad { Ending::Bad(lines.join("\n")) } else { Ending::Well(lines.join("\n")) }
        }
    }
}

fn walked(desk: &mut Desk, hand: &Hand, texts: &[String]) -> Result<(Value, Vec<Value>), Ending> {
    give(desk, "unlock", json!({ "name": hand.name, "passphrase": hand.passphrase.as_str() }))?;
    let done = give(desk, "check_chains", json!({})).and_then(|found| {
        let compared = texts.iter().map(|text| give(desk, "compare_witness", json!({ "text": text })));
        Ok((found, compared.collect::<Result<Vec<_>, _>>()?))
    });
    give(desk, "lock", json!({}))?;
    done
}

fn told(found: &Value) -> String {
    if found["intact"] == true {
        format!("The log verifies: {} acts, {} entries.", found["acts"], found["entries"])
    } else {
        format!("The log does not verify. First bad: {}", found["first_bad"].as_str().unwrap_or("not known"))
    }
}

fn witness_told(witness: &Value) -> String {
    let says = match witness["witness"].as_str() {
        Some("consistent") => "consistent",
        Some("store_is_older") => "the store is older than it",
        Some("other_store") => "of another store",
        _ => "the history differs",
    };
    format!("Witness of {} acts, held against {}: {says}.", witness["seen"], witness["held"])
}

/// Holds every record against its entries, the sealed ones against their commitments where they are open to the hand.
pub fn records(desk: &mut Desk, hand: &Hand) -> Ending {
    match signed_in(desk, hand, "verify_log") {
        Err(ending) => ending,
        Ok(found) if found["intact"] == true => Ending::Well(format!(
            "Every record stands as its entries say: {} records, {} values read, {} behind walls, {} erased.",
            found["records"], found["values"], found["closed"], found["erased"]
        )),
        Ok(found) => Ending::Bad(format!(
            "A record does not stand as its entries say. First bad: {}",
            found["first_bad"].as_str().unwrap_or("not known")
        )),
    }
}
