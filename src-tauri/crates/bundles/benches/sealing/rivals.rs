//! Other programs that seal a file to somebody or under a password, where this machine has them.

use crate::Outcome;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Whom gpg seals to.
const SPECIMEN: &str = "specimen@example.invalid";
const PASSWORD: &str = "placeholder placeholder placeholder";

/// A program that seals one file into one file and opens it again.
pub enum Rival {
    /// X25519 and ChaCha20-Poly1305, to one recipient.
    Age { key: PathBuf, recipient: String },
    /// X25519 and AES-256, to one recipient, without compression and without a signature.
    Gpg { home: PathBuf },
    /// AES-256 under a password that 7-Zip stretches, stored without compression, names sealed too.
    SevenZip { program: &'static str },
}

/// The rivals that are here, and the names of those that are not.
///
/// # Errors
/// Where one that is here makes no key.
pub fn all(folder: &Path) -> Outcome<(Vec<Rival>, Vec<&'static str>)> {
    let (mut here, mut missing) = (Vec::new(), Vec::new());
    if is_here("age") && is_here("age-keygen") {
        here.push(age(folder)?);
    } else {
        missing.push("age");
    }
    if is_here("gpg") {
        here.push(gpg(folder)?);
    } else {
        missing.push("gpg");
    }
    match ["7z", "7zz", "7za"].into_iter().find(|program| is_here(program)) {
        Some(program) => here.push(Rival::SevenZip { program }),
        None => missing.push("7-Zip"),
    }
    Ok((here, missing))
}

fn is_here(program: &str) -> bool {
    // Not every one of them knows a word for its version; to be started is enough.
    Command::new(program).arg("--version").stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

fn run(command: &mut Command) -> Outcome<()> {
    let done = command.stdin(Stdio::null()).output()?;
    if done.status.success() {
        return Ok(());
    }
    Err(format!("a rival did not end well: {}", String::from_utf8_lossy(&done.stderr)).into())
}

fn age(folder: &Path) -> Outcome<Rival> {
    let key = folder.join("age.key");
    run(Command::new("age-keygen").arg("-o").arg(&key))?;
    let said = Command::new("age-keygen").arg("-y").arg(&key).output()?;
    Ok(Rival::Age { key, recipient: String::from_utf8(said.stdout)?.trim().to_owned() })
}

fn gpg(folder: &Path) -> Outcome<Rival> {
    let home = folder.join("gnupg");
    fs::create_dir(&home)?;
    #[cfg(unix)]
    fs::set_permissions(&home, std::os::unix::fs::PermissionsExt::from_mode(0o700))?;
    let made = [
        "--pinentry-mode",
        "loopback",
        "--passphrase",
        "",
        "--quick-generate-key",
        SPECIMEN,
        "future-default",
        "default",
        "never",
    ];
    run(in_home(&home).args(made))?;
    Ok(Rival::Gpg { home })
}

fn in_home(home: &Path) -> Command {
    let mut command = Command::new("gpg");
    command.arg("--homedir").arg(home).args(["--batch", "--yes", "--quiet", "--trust-model", "always"]);
    command
}

impl Rival {
    /// As a row of the table names it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Age { .. } => "age (X25519, ChaCha20-Poly1305)",
            Self::Gpg { .. } => "gpg (X25519, AES-256, not signed)",
            Self::SevenZip { .. } => "7-Zip (password, AES-256, stored)",
        }
    }

    /// The sealed file of a load.
    pub fn sealed(&self, folder: &Path) -> PathBuf {
        folder.join(match self {
            Self::Age { .. } => "sealed.age",
            Self::Gpg { .. } => "sealed.gpg",
            Self::SevenZip { .. } => "sealed.7z",
        })
    }

    /// Seals the file.
    ///
    /// # Errors
    /// Where the program does not end well.
    pub fn seal(&self, plain: &Path, to: &Path) -> Outcome<()> {
        match self {
            Self::Age { recipient, .. } => run(Command::new("age").args(["-r", recipient, "-o"]).arg(to).arg(plain)),
            Self::Gpg { home } => {
                let how = ["--cipher-algo", "AES256", "--compress-algo", "none", "--recipient", SPECIMEN, "--output"];
                run(in_home(home).args(how).arg(to).arg("--encrypt").arg(plain))
            }
            Self::SevenZip { program } => {
                // It would put the file into an archive that is there.
                if to.exists() {
                    fs::remove_file(to)?;
                }
                run(Command::new(program).args(["a", "-t7z", "-mx=0", "-mhe=on", &format!("-p{PASSWORD}")]).arg(to).arg(plain))
            }
        }
    }

    /// Opens what was sealed of a file of the same name, into the folder.
    ///
    /// # Errors
    /// Where the program does not end well.
    pub fn open(&self, sealed: &Path, to: &Path) -> Outcome<()> {
        match self {
            Self::Age { key, .. } => run(Command::new("age").args(["--decrypt", "-i"]).arg(key).arg("-o").arg(to).arg(sealed)),
            Self::Gpg { home } => run(in_home(home).arg("--output").arg(to).arg("--decrypt").arg(sealed)),
            Self::SevenZip { program } => {
                let mut place = std::ffi::OsString::from("-o");
                place.push(to.parent().ok_or("a file in no folder")?);
                run(Command::new(program).args(["x", "-y", &format!("-p{PASSWORD}")]).arg(place).arg(sealed))
            }
        }
    }

    /// Ends what the program left running.
    pub fn end(&self) {
        if let Self::Gpg { home } = self {
            // Its agent ends by itself once its folder is gone; this is only sooner.
            let _ended = run(Command::new("gpgconf").arg("--homedir").arg(home).args(["--kill", "gpg-agent"]));
        }
    }
}
