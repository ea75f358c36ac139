//! The keyring of this machine, tried against a real Secret Service in a private session.
//!
//! Each test starts this program again under `dbus-run-session` with a home of its own, starts
//! `gnome-keyring-daemon` there and hands a scene to it. Where those tools are missing the tests
//! are named as ignored.
#![expect(clippy::expect_used, clippy::panic, reason = "a whole file of tests without the test attribute")]

use custody::{answer_as_witness, OsKeyring};
use libtest_mimic::{Arguments, Failed, Trial};
use sealing::{Custody, CustodyTrouble, DeviceSecret};
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::Duration;

const SCENE: &str = "--scene";
const STORE: [u8; 16] = [4; 16];
const LIMIT: Duration = Duration::from_secs(60);

/// How the private session is set up for a scene.
#[derive(Clone, Copy)]
enum Session {
    /// A bus and a keyring opened by its password.
    Unlocked,
    /// No bus at all.
    NoBus,
}

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().collect();
    if let Some(answer) = answer_as_witness(args.clone()) {
        println!("{answer}");
        return ExitCode::SUCCESS;
    }
    if args.get(1).is_some_and(|a| a == SCENE) {
        play(&args[2]);
        return ExitCode::SUCCESS;
    }
    let missing =
        cfg!(not(target_os = "linux")) || !["dbus-run-session", "gnome-keyring-daemon", "gdbus"].iter().all(|t| is_installed(t));
    let unlocked = [
        ("a_secret_written_is_read_back_by_a_fresh_process", "written"),
        ("a_keyring_that_holds_nothing_for_the_store_says_missing", "missing"),
        ("a_different_secret_under_the_same_store_is_never_overwritten", "not_overwritten"),
        ("an_item_of_the_wrong_length_is_changed_not_used", "wrong_length"),
        ("a_witness_without_the_secret_stops_the_set_up", "forgetful"),
        ("a_locked_keyring_says_locked_and_works_again_once_unlocked", "locked"),
    ]
    .map(|(name, scene)| Trial::test(name, move || run(scene, Session::Unlocked)).with_ignored_flag(missing));
    let no_bus = Trial::test("without_a_session_bus_the_keyring_is_unavailable", || run("no_bus", Session::NoBus))
        .with_ignored_flag(cfg!(not(target_os = "linux")));
    let trials = unlocked.into_iter().chain([no_bus]).collect();
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn is_installed(tool: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(tool).is_file())
}

/// Plays a scene in a session of its own and fails with what it printed.
fn run(scene: &str, session: Session) -> Result<(), Failed> {
    let home = tempfile::tempdir()?;
    let me = std::env::current_exe()?;
    let mut command = match session {
        Session::Unlocked => {
            let mut command = Command::new("dbus-run-session");
            command.arg("--").arg(&me);
            command
        }
        Session::NoBus => Command::new(&me),
    };
    command
        .args([SCENE, scene])
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", home.path())
        .env("XDG_DATA_HOME", home.path().join("data"))
        .env("XDG_RUNTIME_DIR", private_folder(home.path())?)
        .env("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/nonexistent")
        .stdin(Stdio::null());
    let said = command.output()?;
    if said.status.success() {
        return Ok(());
    }
    Err(format!("{}\n{}", String::from_utf8_lossy(&said.stdout), String::from_utf8_lossy(&said.stderr)).into())
}

fn private_folder(home: &Path) -> std::io::Result<std::path::PathBuf> {
    let folder = home.join("run");
    std::fs::create_dir(&folder)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
    }
    Ok(folder)
}

/// One scene, inside the private session. A panic is the failure.
fn play(scene: &str) {
    // A keyring that asks a question nobody can see must fail the test, not hang it. The bus ends
    // with this process, and the keyring with the bus.
    std::thread::spawn(|| {
        std::thread::sleep(LIMIT);
        eprintln!("the keyring did not answer");
        std::process::exit(1);
    });
    if scene == "no_bus" {
        let keyring = OsKeyring::new();
        assert_eq!(keyring.read(&STORE).err(), Some(CustodyTrouble::Unavailable));
        let secret = DeviceSecret::fresh().expect("random bytes");
        assert_eq!(keyring.write(&STORE, &secret), Err(CustodyTrouble::Unavailable));
        return;
    }
    let mut daemon = Daemon::start();
    let keyring = OsKeyring::with_witness(std::env::current_exe().expect("own path"));
    let secret = DeviceSecret::fresh().expect("random bytes");
    match scene {
        "written" => {
            keyring.write(&STORE, &secret).expect("written and read back");
            assert!(keyring.read(&STORE).expect("still there").same_as(&secret));
            keyring.write(&STORE, &secret).expect("the same again is no trouble");
            assert_eq!(keyring.read(&[5; 16]).err(), Some(CustodyTrouble::Missing));
        }
        "missing" => assert_eq!(keyring.read(&STORE).err(), Some(CustodyTrouble::Missing)),
        "not_overwritten" => {
            keyring.write(&STORE, &secret).expect("written");
            let other = DeviceSecret::fresh().expect("random bytes");
            assert_eq!(keyring.write(&STORE, &other), Err(CustodyTrouble::Changed));
            assert!(keyring.read(&STORE).expect("still there").same_as(&secret));
        }
        "wrong_length" => {
            keyring.write(&STORE, &secret).expect("written");
            put_behind_our_back(b"short");
            assert_eq!(keyring.read(&STORE).err(), Some(CustodyTrouble::Changed));
        }
        "forgetful" => {
            let blind = OsKeyring::with_witness("/bin/true".into());
            assert_eq!(blind.write(&STORE, &secret), Err(CustodyTrouble::Forgot));
        }
        "locked" => {
            keyring.write(&STORE, &secret).expect("written");
            lock();
            assert_eq!(keyring.read(&STORE).err(), Some(CustodyTrouble::Locked));
            assert_eq!(keyring.write(&STORE, &secret), Err(CustodyTrouble::Locked));
            // The same value of the same program works once the keyring is open again.
            daemon.stop();
            daemon = Daemon::start();
            assert!(keyring.read(&STORE).expect("open again").same_as(&secret));
        }
        other => panic!("no scene {other}"),
    }
    daemon.stop();
}

/// What another program writing to the same item would do.
#[cfg(target_os = "linux")]
fn put_behind_our_back(value: &[u8]) {
    use keyring_core::api::CredentialStoreApi;
    let store = zbus_secret_service_keyring_store::Store::new().expect("a keyring");
    store
        .build("Holdfast device secret", &hex::encode(STORE), None)
        .and_then(|entry| entry.set_secret(value))
        .expect("changed behind our back");
}

#[cfg(not(target_os = "linux"))]
fn put_behind_our_back(_value: &[u8]) {
    unreachable!("the tests are ignored here");
}

/// Locks every collection of the private session's keyring.
fn lock() {
    let locked = Command::new("gdbus")
        .args(["call", "--session", "--dest", "org.freedesktop.secrets"])
        .args(["--object-path", "/org/freedesktop/secrets"])
        .args(["--method", "org.freedesktop.Secret.Service.Lock"])
        .arg("['/org/freedesktop/secrets/collection/login']")
        .output()
        .expect("gdbus runs");
    assert!(locked.status.success(), "{}", String::from_utf8_lossy(&locked.stderr));
}

fn keyring_is_there() -> bool {
    let asked = Command::new("gdbus")
        .args(["call", "--session", "--dest", "org.freedesktop.DBus"])
        .args(["--object-path", "/org/freedesktop/DBus"])
        .args(["--method", "org.freedesktop.DBus.NameHasOwner", "org.freedesktop.secrets"])
        .output()
        .expect("gdbus runs");
    String::from_utf8_lossy(&asked.stdout).contains("true")
}

/// The keyring of the private session.
struct Daemon(Child);

impl Daemon {
    /// Starts it, unlocked by a password on standard input. The password must not be empty: an
    /// empty one leaves the keyring closed.
    fn start() -> Self {
        let child = Command::new("gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the keyring starts");
        let mut daemon = Self(child);
        let mut input = daemon.0.stdin.take().expect("its input");
        input.write_all(b"only for this test\n").expect("password");
        drop(input);
        for _ in 0..100 {
            // Asking the bus, not the service: a call to the service would start a second keyring.
            if keyring_is_there() {
                return daemon;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("the keyring did not come up");
    }

    fn stop(&mut self) {
        self.0.kill().expect("the keyring stops");
        self.0.wait().expect("the keyring stopped");
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        // A scene that failed: nothing of it may outlive the test.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
