//! Whose hand it is: the name and passphrase asked for at the terminal, and the desk signed in with them.

use crate::ending::Ending;
use crate::outside::Outside;
use desk::Custody;
use desk::commands::Window;
use desk::sitting::{Desk, House};
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// A member's name and passphrase. Never an argument: arguments stand in the list of processes.
pub struct Hand {
    pub name: String,
    pub passphrase: Zeroizing<String>,
}

impl std::fmt::Debug for Hand {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Hand")
    }
}

impl Hand {
    /// Asks at the terminal, the passphrase unseen; without a terminal, reads two lines.
    ///
    /// # Errors
    /// [`Ending::Refused`] where nothing was given.
    pub fn ask() -> Result<Self, Ending> {
        let refused = |_| Ending::Refused("No name and passphrase were given.".to_owned());
        let input = std::io::stdin();
        if input.is_terminal() {
            eprint!("Name: ");
            std::io::stderr().flush().map_err(refused)?;
            let name = read_line().map_err(refused)?;
            let passphrase = rpassword::prompt_password("Passphrase: ").map_err(refused)?;
            return Ok(Self { name: name.to_string(), passphrase: Zeroizing::new(passphrase) });
        }
        Ok(Self { name: read_line().map_err(refused)?.to_string(), passphrase: read_line().map_err(refused)? })
    }

    /// Asks for the passphrase of somebody who was named.
    ///
    /// # Errors
    /// [`Ending::Refused`] where nothing was given.
    pub fn of(name: String) -> Result<Self, Ending> {
        let refused = |_| Ending::Refused("No passphrase was given.".to_owned());
        let passphrase = if std::io::stdin().is_terminal() {
            Zeroizing::new(rpassword::prompt_password("Their own passphrase: ").map_err(refused)?)
        } else {
            read_line().map_err(refused)?
        };
        Ok(Self { name, passphrase })
    }
}

/// Asks for one more line, which stands in no list of processes either.
///
/// # Errors
/// [`Ending::Refused`] where there is none.
pub fn line(question: &str) -> Result<String, Ending> {
    let refused = |_| Ending::Refused(format!("Not everything was given: {question}"));
    if std::io::stdin().is_terminal() {
        eprint!("{question}: ");
        std::io::stderr().flush().map_err(refused)?;
    }
    Ok(read_line().map_err(refused)?.to_string())
}

fn read_line() -> std::io::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\n', '\r']).to_owned()))
}

/// A desk for the store in this folder. `picked` is the folder it is handed where a person would pick one.
#[must_use]
pub fn desk_at(folder: &Path, custody: Box<dyn Custody>, picked: Option<PathBuf>) -> Desk {
    desk_saving_into(folder, folder, custody, picked)
}

/// The same with another folder for what is saved.
#[must_use]
pub fn desk_saving_into(folder: &Path, papers: &Path, custody: Box<dyn Custody>, picked: Option<PathBuf>) -> Desk {
    Desk::new(House {
        folder: folder.to_path_buf(),
        scratch: std::env::temp_dir(),
        custody,
        fill_example: example::fill,
        surroundings: Box::new(Outside { papers: papers.to_path_buf(), picked }),
    })
}

/// Gives the desk a command.
///
/// # Errors
/// How the verb then ends.
pub fn give(desk: &mut Desk, command: &str, question: Value) -> Result<Value, Ending> {
    desk.give(command, Window::Main, question).map_err(Ending::from)
}

/// Signs in, works, and locks again whatever came of it.
///
/// # Errors
/// How the verb then ends.
pub fn at_desk<T>(desk: &mut Desk, hand: &Hand, work: impl FnOnce(&mut Desk) -> Result<T, Ending>) -> Result<T, Ending> {
    give(desk, "unlock", json!({ "name": hand.name, "passphrase": hand.passphrase.as_str() }))?;
    let done = work(desk);
    give(desk, "lock", json!({}))?;
    done
}

/// The same for one command.
///
/// # Errors
/// How the verb then ends.
pub fn signed_in(desk: &mut Desk, hand: &Hand, command: &str) -> Result<Value, Ending> {
    at_desk(desk, hand, |desk| give(desk, command, json!({})))
}
