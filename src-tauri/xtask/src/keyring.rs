//! A private D-Bus session with a Secret Service, for tests and for trying a real unit.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::process::Step;

/// Unlocks a fresh keyring, then becomes the program that follows. The word must not be empty:
/// gnome-keyring would then ask for one in a window. It guards nothing that outlives the session.
const UNLOCK: &str = "\
printf 'throw-away\\n' | gnome-keyring-daemon --unlock --components=secrets \
--control-directory=\"$HOLDFAST_KEYRING_CONTROL\" >/dev/null || exit 97
exec \"$@\"";

/// How much of the person's own session the program keeps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Surroundings {
    /// Only the folders of the keyring and of our data are private; the person's display stays.
    KeepsTheDisplay,
    /// Nothing of the person's session is left, so that a test meets the same everywhere.
    Sealed,
}

/// Private folders for one session; dropping it removes the short-lived ones.
pub struct Session {
    brief: PathBuf,
    env: Vec<(String, OsString)>,
}

impl Session {
    /// Makes the folders: data under `home`, sockets in the system's temporary folder, because a
    /// socket's path may not be longer than about a hundred characters.
    pub fn prepare(home: &Path, surroundings: Surroundings) -> Result<Self, Failure> {
        let brief = std::env::temp_dir().join(format!("holdfast-{}-{}", std::process::id(), crate::stage::time_for_a_name()));
        let control = brief.join("k");
        private_folder(&brief)?;
        private_folder(&control)?;
        let mut env = vec![("HOLDFAST_KEYRING_CONTROL".to_owned(), control.into_os_string())];
        for (name, folder) in
            [("XDG_DATA_HOME", "data"), ("XDG_CONFIG_HOME", "config"), ("XDG_CACHE_HOME", "cache"), ("XDG_STATE_HOME", "state")]
        {
            let folder = home.join(folder);
            private_folder(&folder)?;
            env.push((name.to_owned(), folder.into_os_string()));
        }
        if surroundings == Surroundings::Sealed {
            let runtime = brief.join("r");
            private_folder(&runtime)?;
            env.push(("XDG_RUNTIME_DIR".to_owned(), runtime.into_os_string()));
            env.push(("NO_AT_BRIDGE".to_owned(), OsString::from("1")));
        }
        Ok(Self { brief, env })
    }

    /// The step, inside the session.
    pub fn around(&self, step: Step) -> Step {
        let before = ["--", "sh", "-c", UNLOCK, "sh"].map(OsString::from);
        step.wrapped_by("dbus-run-session", &before).with_env(&self.env)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // Left behind, it holds only dead sockets; the system clears its temporary folder.
        let _left = std::fs::remove_dir_all(&self.brief);
    }
}

/// A folder for its owner alone.
fn private_folder(folder: &Path) -> Result<(), Failure> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    builder.create(folder).map_err(|e| Failure::because(&format!("make {}", folder.display()), &e))
}
