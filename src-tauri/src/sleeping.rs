//! The machine goes to sleep, its screen is locked, or somebody else takes the seat: the desk locks first (K-33).

use tauri::AppHandle;

/// Listens to the system's login manager, where there is one: a machine without it only has the desk's own clock.
#[cfg(target_os = "linux")]
pub fn heed_the_system(app: &AppHandle) {
    let app = app.clone();
    std::thread::spawn(move || {
        if let Err(cause) = login::heed(&app) {
            eprintln!("The system's sleep and lock are not heard; the desk locks by its own clock: {cause}");
        }
    });
}

/// The desk's own clock alone locks it.
#[cfg(not(target_os = "linux"))]
pub fn heed_the_system(_app: &AppHandle) {}

#[cfg(target_os = "linux")]
mod login {
    use crate::locking::lock;
    use tauri::AppHandle;
    use zbus::blocking::Connection;
    use zbus::zvariant::{OwnedFd, OwnedObjectPath};

    #[zbus::proxy(
        interface = "org.freedesktop.login1.Manager",
        default_service = "org.freedesktop.login1",
        default_path = "/org/freedesktop/login1",
        gen_async = false
    )]
    trait Manager {
        fn inhibit(&self, what: &str, who: &str, why: &str, mode: &str) -> zbus::Result<OwnedFd>;
        #[zbus(name = "GetSessionByPID")]
        fn get_session_by_pid(&self, process: u32) -> zbus::Result<OwnedObjectPath>;
        fn get_session(&self, id: &str) -> zbus::Result<OwnedObjectPath>;
        #[zbus(signal)]
        fn prepare_for_sleep(&self, begins: bool) -> zbus::Result<()>;
    }

    #[zbus::proxy(interface = "org.freedesktop.login1.Session", default_service = "org.freedesktop.login1", gen_async = false)]
    trait Session {
        #[zbus(property)]
        fn active(&self) -> zbus::Result<bool>;
        #[zbus(signal)]
        fn lock(&self) -> zbus::Result<()>;
    }

    /// Hears the login manager until it goes.
    pub fn heed(app: &AppHandle) -> zbus::Result<()> {
        let bus = Connection::system()?;
        let manager = ManagerProxy::new(&bus)?;
        let sleeps = manager.receive_prepare_for_sleep()?;
        let mut held = hold_back(&manager);
        heed_the_session(app, &bus, &manager);
        for sleep in sleeps {
            if sleep.args()?.begins {
                lock(app);
                // The machine may sleep now.
                drop(held.take());
            } else {
                held = hold_back(&manager);
            }
        }
        Ok(())
    }

    /// Holds sleep back until the desk is locked. Without the right to, the desk locks while the machine falls asleep.
    fn hold_back(manager: &ManagerProxy<'_>) -> Option<OwnedFd> {
        manager.inhibit("sleep", "Holdfast", "The desk locks first", "delay").ok()
    }

    /// Hears of the seat this program was started at; started outside any, it has none to hear of.
    fn heed_the_session(app: &AppHandle, bus: &Connection, manager: &ManagerProxy<'_>) {
        let Ok(path) = manager.get_session_by_pid(std::process::id()).or_else(|_| manager.get_session("auto")) else { return };
        for of_the_seat in [locked, left] {
            let (app, bus, path) = (app.clone(), bus.clone(), path.clone());
            std::thread::spawn(move || {
                let session = SessionProxy::builder(&bus).path(path).and_then(zbus::blocking::proxy::Builder::build);
                if let Err(cause) = session.and_then(|session| of_the_seat(&app, &session)) {
                    eprintln!("The system's lock is not heard; the desk locks by its own clock: {cause}");
                }
            });
        }
    }

    fn locked(app: &AppHandle, session: &SessionProxy<'_>) -> zbus::Result<()> {
        session.receive_lock()?.for_each(|_| lock(app));
        Ok(())
    }

    /// Somebody else works at this machine now.
    fn left(app: &AppHandle, session: &SessionProxy<'_>) -> zbus::Result<()> {
        for change in session.receive_active_changed() {
            if !change.get()? {
                lock(app);
            }
        }
        Ok(())
    }
}
