//! The window as a screen reader has it, over the accessibility bus: no driver is in the program, which runs as it ships.

use crate::driven::{PATIENCE, program, told};
use crate::memory::kill_family;
use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};
use zbus::zvariant::{OwnedObjectPath, OwnedValue};
use zbus::{Connection, Message};

/// Pause between two looks at everything there is.
const BETWEEN_LOOKS: Duration = Duration::from_millis(500);

/// The number of a push button among the roles of AT-SPI.
const BUTTON: u32 = 43;

/// The program and everything it started.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        kill_family(self.0.id());
        let _ended = self.0.wait();
    }
}

/// Something on the screen: who shows it, and how they call it.
type Thing = (String, OwnedObjectPath);

/// The program as it ships, and the bus on which it says what its windows show.
pub struct Reader {
    bus: Connection,
    _program: Running,
}

impl Reader {
    /// Starts the program, everything it writes below `home`.
    pub async fn open(home: &Path) -> Result<Self, String> {
        let address = accessibility_address().await?;
        let bus = zbus::connection::Builder::address(address.as_str()).map_err(told)?.build().await.map_err(told)?;
        let scratch = home.join("scratch");
        std::fs::create_dir_all(&scratch).map_err(told)?;
        let started = Command::new(program()?)
            .env("HOLDFAST_HOME", home.join("unit"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("TMPDIR", scratch)
            // The tests' own session switches it off, for speed: no other walk is read.
            .env_remove("NO_AT_BRIDGE")
            // Said outright: the display may still name the bus of a session before.
            .env("AT_SPI_BUS_ADDRESS", &address)
            .env("WEBKIT_A11Y_BUS_ADDRESS", &address)
            .spawn();
        Ok(Self { bus, _program: Running(started.map_err(told)?) })
    }

    /// Presses the button of this name as soon as it is there.
    pub async fn press(&self, button: &str) -> Result<(), String> {
        self.wait_for(button, async |found| self.call(&found, "org.a11y.atspi.Action", "DoAction", &0_i32).await.is_some()).await
    }

    /// Waits for a button without pressing it.
    pub async fn see(&self, button: &str) -> Result<(), String> {
        self.wait_for(button, async |_| true).await
    }

    /// Waits for a button with which this can be done: one that was found may go before.
    async fn wait_for(&self, button: &str, done: impl AsyncFn(Thing) -> bool) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            if let Some(found) = self.find(button).await
                && done(found).await
            {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("no button {button:?} is there"));
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// A button whose name begins so, in any window of any program on this bus.
    async fn find(&self, button: &str) -> Option<Thing> {
        let root = OwnedObjectPath::try_from("/org/a11y/atspi/accessible/root").ok()?;
        let mut waiting = vec![("org.a11y.atspi.Registry".to_owned(), root)];
        while let Some(thing) = waiting.pop() {
            if self.role(&thing).await == Some(BUTTON) && self.name(&thing).await?.starts_with(button) {
                return Some(thing);
            }
            // A window that goes while it is looked at has nothing in it.
            waiting.extend(self.children(&thing).await.unwrap_or_default());
        }
        None
    }

    async fn role(&self, thing: &Thing) -> Option<u32> {
        self.call(thing, "org.a11y.atspi.Accessible", "GetRole", &()).await?.body().deserialize().ok()
    }

    /// One by one: asked for all at once, GTK leaves out those that another process draws.
    async fn children(&self, thing: &Thing) -> Option<Vec<Thing>> {
        let count: i32 = self.property(thing, "ChildCount").await?.try_into().ok()?;
        let mut found = Vec::new();
        for at in 0..count {
            let answer = self.call(thing, "org.a11y.atspi.Accessible", "GetChildAtIndex", &at).await?;
            found.push(answer.body().deserialize().ok()?);
        }
        Some(found)
    }

    async fn name(&self, thing: &Thing) -> Option<String> {
        self.property(thing, "Name").await?.try_into().ok()
    }

    async fn property(&self, thing: &Thing, name: &str) -> Option<OwnedValue> {
        let asked = ("org.a11y.atspi.Accessible", name);
        self.call(thing, "org.freedesktop.DBus.Properties", "Get", &asked).await?.body().deserialize().ok()
    }

    /// Asks something that may be gone already.
    async fn call<B>(&self, thing: &Thing, interface: &str, method: &str, asked: &B) -> Option<Message>
    where
        B: serde::Serialize + zbus::zvariant::DynamicType,
    {
        let (whose, path) = thing;
        self.bus.call_method(Some(whose.as_str()), path, Some(interface), method, asked).await.ok()
    }
}

/// Where the bus of screen readers is; the session's bus knows, and starts it.
async fn accessibility_address() -> Result<String, String> {
    let session = Connection::session().await.map_err(told)?;
    let answer = session.call_method(Some("org.a11y.Bus"), "/org/a11y/bus", Some("org.a11y.Bus"), "GetAddress", &()).await;
    answer.map_err(told)?.body().deserialize().map_err(told)
}
