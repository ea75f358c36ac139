//! A login manager on the test's own bus: it says what a real one says, and holds sleep back as a real one does.

use crate::driven::told;
use std::io::{Read, pipe};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use zbus::Connection;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{ObjectPath, OwnedFd, OwnedObjectPath};

const MANAGER: &str = "/org/freedesktop/login1";
const SESSION: &str = "/org/freedesktop/login1/session/_31";
/// Longest wait for a program to begin or to end holding sleep back, in seconds.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many hold sleep back now.
type Holders = Arc<AtomicUsize>;

struct Manager(Holders);

#[zbus::interface(name = "org.freedesktop.login1.Manager")]
impl Manager {
    fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> zbus::fdo::Result<OwnedFd> {
        if (what, mode) != ("sleep", "delay") {
            return Err(zbus::fdo::Error::InvalidArgs(format!("{what} {mode}")));
        }
        let (mut reader, writer) = pipe().map_err(|cause| zbus::fdo::Error::Failed(told(cause)))?;
        let holders = Arc::clone(&self.0);
        holders.fetch_add(1, Ordering::SeqCst);
        std::thread::spawn(move || {
            // Nobody writes: the pipe ends when the program closes its end.
            let _ended = reader.read(&mut [0]);
            holders.fetch_sub(1, Ordering::SeqCst);
        });
        Ok(OwnedFd::from(std::os::fd::OwnedFd::from(writer)))
    }

    #[zbus(name = "GetSessionByPID")]
    fn get_session_by_pid(&self, _process: u32) -> OwnedObjectPath {
        ObjectPath::from_static_str_unchecked(SESSION).into()
    }

    #[zbus(signal)]
    async fn prepare_for_sleep(emitter: &SignalEmitter<'_>, begins: bool) -> zbus::Result<()>;
}

struct Session {
    active: bool,
}

#[zbus::interface(name = "org.freedesktop.login1.Session")]
impl Session {
    #[zbus(property)]
    fn active(&self) -> bool {
        self.active
    }

    #[zbus(signal)]
    async fn lock(emitter: &SignalEmitter<'_>) -> zbus::Result<()>;
}

/// The login manager, as long as this lives.
pub struct Login {
    bus: Connection,
    holders: Holders,
}

impl Login {
    /// Takes the login manager's name on the bus that a driven window takes for the system's.
    pub async fn begin() -> Result<Self, String> {
        let holders = Holders::default();
        let bus = zbus::connection::Builder::session()
            .and_then(|bus| bus.name("org.freedesktop.login1"))
            .and_then(|bus| bus.serve_at(MANAGER, Manager(Arc::clone(&holders))))
            .and_then(|bus| bus.serve_at(SESSION, Session { active: true }))
            .map_err(told)?
            .build()
            .await
            .map_err(told)?;
        Ok(Self { bus, holders })
    }

    /// Says that the machine is about to sleep, or awake again.
    pub async fn sleeps(&self, begins: bool) -> Result<(), String> {
        let emitter = SignalEmitter::new(&self.bus, MANAGER).map_err(told)?;
        Manager::prepare_for_sleep(&emitter, begins).await.map_err(told)
    }

    /// Says that the screen of the session is to be locked.
    pub async fn screen_locks(&self) -> Result<(), String> {
        let emitter = SignalEmitter::new(&self.bus, SESSION).map_err(told)?;
        Session::lock(&emitter).await.map_err(told)
    }

    /// Says whether this session's people sit at the machine, or somebody else does.
    pub async fn seat_is_ours(&self, active: bool) -> Result<(), String> {
        let session = self.bus.object_server().interface::<_, Session>(SESSION).await.map_err(told)?;
        session.get_mut().await.active = active;
        session.get().await.active_changed(session.signal_emitter()).await.map_err(told)
    }

    /// Waits until the program holds sleep back, or has let it go.
    pub async fn is_held_back(&self, wanted: bool) -> Result<(), String> {
        let begun = Instant::now();
        while self.holders.load(Ordering::SeqCst) != usize::from(wanted) {
            if begun.elapsed() > PATIENCE {
                return Err(format!("sleep is held back: wanted {wanted}, and it stays the other way"));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }
}
