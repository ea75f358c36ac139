//! A fresh process that says whether the keyring really remembered (security report K-5).

use crate::OsKeyring;
use sealing::{device_check, Custody, CustodyTrouble, DeviceSecret};
use std::path::Path;
use std::process::{Command, Stdio};

/// The first argument that makes a program a witness; the second is the store id in hex.
pub const WITNESS_FLAG: &str = "--witness-keyring";

/// To be called first of all by a program that may be a witness. Where its arguments ask for one,
/// the answer to be printed on standard output: a check value of the secret (never the secret), or
/// the trouble's name. The program then ends.
pub fn answer_as_witness(args: impl IntoIterator<Item = String>) -> Option<String> {
    let mut args = args.into_iter().skip(1);
    if args.next()? != WITNESS_FLAG {
        return None;
    }
    let mut store_id = [0u8; 16];
    if hex::decode_to_slice(args.next().unwrap_or_default(), &mut store_id).is_err() {
        return Some("no store id".to_owned());
    }
    Some(match OsKeyring::new().read(&store_id) {
        Ok(secret) => device_check(&store_id, &secret).map_or_else(|_| "no check".to_owned(), hex::encode),
        Err(trouble) => format!("{trouble:?}"),
    })
}

/// Starts `program` as a witness and compares its answer.
pub(crate) fn ask(program: &Path, store_id: &[u8; 16], secret: &DeviceSecret) -> Result<(), CustodyTrouble> {
    let expected = device_check(store_id, secret).map_err(|_| CustodyTrouble::Unavailable)?;
    let answer = Command::new(program)
        .args([WITNESS_FLAG, &hex::encode(store_id)])
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|_| CustodyTrouble::Unavailable)?;
    let said = String::from_utf8_lossy(&answer.stdout);
    if said.trim() == hex::encode(expected) {
        Ok(())
    } else {
        Err(CustodyTrouble::Forgot)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(list: &[&str]) -> Vec<String> {
        list.iter().map(|a| (*a).to_owned()).collect()
    }

    #[test]
    fn a_program_started_for_anything_else_is_no_witness() {
        assert_eq!(answer_as_witness(args(&["holdfast"])), None);
        assert_eq!(answer_as_witness(args(&["holdfast", "morning"])), None);
    }

    #[test]
    fn a_witness_asked_for_no_store_says_so() {
        let asked = args(&["holdfast", WITNESS_FLAG, "zz"]);
        assert_eq!(answer_as_witness(asked).as_deref(), Some("no store id"));
    }

    #[cfg(unix)]
    #[test]
    fn a_witness_that_does_not_see_the_secret_makes_the_keyring_forgetful() {
        let secret = DeviceSecret::from_bytes(&[1; 32]);
        assert_eq!(ask(Path::new("/bin/true"), &[1; 16], &secret), Err(CustodyTrouble::Forgot));
    }
}
