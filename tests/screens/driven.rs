//! One window under a driver: started in a home of its own, looked at, closed with everything it made.

use crate::memory::kill_family;
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

/// Longest wait for anything to appear, in seconds: a slow machine under load, not a person.
pub(crate) const PATIENCE: Duration = Duration::from_secs(150);
/// Longest wait for a driver to answer that it has a window, in seconds.
const OPENS_WITHIN: Duration = Duration::from_secs(120);
/// Longest time a program may take to end once it was told to, in seconds.
const ENDS_WITHIN: Duration = Duration::from_secs(30);
/// Pause between two looks at the screen.
const BETWEEN_LOOKS: Duration = Duration::from_millis(60);

/// The driver and everything it started. A drive that failed, or a driver that was busy, leaves the program running; the
/// next drive would only bring that one to the front and wait for a window of its own for ever.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        if let Some(process) = self.0.id() {
            kill_family(process);
        }
    }
}

/// A driven window.
pub struct Driven {
    pub(crate) client: Client,
    driver: Driver,
    pictures: PathBuf,
    taken: Cell<u32>,
    troubles: RefCell<Vec<String>>,
}

/// What went wrong, as one line.
pub(crate) fn told(cause: impl std::fmt::Display) -> String {
    cause.to_string()
}

fn free_port() -> Result<u16, String> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
    Ok(listener.local_addr().map_err(told)?.port())
}

/// The window's program, as `HOLDFAST_WINDOW` names it.
pub fn program() -> Result<PathBuf, String> {
    std::env::var_os("HOLDFAST_WINDOW")
        .map(PathBuf::from)
        .ok_or_else(|| "HOLDFAST_WINDOW does not name the window's program".to_owned())
}

impl Driven {
    /// Starts the driver and the window, everything it writes below `home`. What the driver does counts as a hand at the desk.
    pub async fn open(home: &Path) -> Result<Self, String> {
        Self::open_with(home, "HOLDFAST_DRIVEN_HANDS").await
    }

    /// The same where only the system's own keys and wheel count as a hand, as in a release build.
    pub async fn open_to_real_hands(home: &Path) -> Result<Self, String> {
        Self::open_with(home, "HOLDFAST_NO_DRIVEN_HANDS").await
    }

    async fn open_with(home: &Path, hands: &str) -> Result<Self, String> {
        let pictures =
            std::env::var("HOLDFAST_LOOK_DIR").map_or_else(|_| std::env::temp_dir().join("holdfast-look"), PathBuf::from);
        let scratch = home.join("scratch");
        for folder in [&pictures, &scratch] {
            std::fs::create_dir_all(folder).map_err(told)?;
        }
        let mut again = false;
        let (driver, client) = loop {
            let port = free_port()?;
            let driver = start(port, home, hands)?;
            match connect(port).await {
                Ok(client) => break (driver, client),
                // The program of the drive before may still be ending: this start only showed that one, and the driver
                // waits for a window that never comes. Once is forgiven, aloud.
                Err(cause) if !again => {
                    println!("!! {cause}; once more");
                    again = true;
                }
                Err(cause) => return Err(cause),
            }
        };
        Ok(Self { client, driver, pictures, taken: Cell::default(), troubles: RefCell::default() })
    }

    /// The process of the window: the driver's only child.
    pub fn process(&self) -> Result<u32, String> {
        let driver = self.driver.0.id().ok_or("the driver has ended")?;
        let children = std::fs::read_to_string(format!("/proc/{driver}/task/{driver}/children")).map_err(told)?;
        children.split_whitespace().next().ok_or("the driver has no window")?.parse().map_err(told)
    }

    /// Goes over to one of the program's windows, as somebody's eyes do; the one before may be gone.
    pub async fn turn_to(&self, label: &str) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            if self.is_at(label).await {
                return Ok(());
            }
            for handle in self.client.windows().await.map_err(told)? {
                // A window may go between being named and being looked at.
                if self.client.switch_to_window(handle).await.is_ok() && self.is_at(label).await {
                    return Ok(());
                }
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!("the window {label:?} did not open"));
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    async fn is_at(&self, label: &str) -> bool {
        let own = "return window.__TAURI_INTERNALS__?.metadata?.currentWindow?.label ?? ''";
        self.script(own, vec![]).await.is_ok_and(|found| found == json!(label))
    }

    /// How many windows the program has open.
    pub async fn windows(&self) -> Result<usize, String> {
        self.client.windows().await.map(|handles| handles.len()).map_err(told)
    }

    /// Waits until these words stand on the screen. What a driver is told and told back lies in the program's memory for as
    /// long as the driver likes; so the words go there from end to start, and a yes or no comes back.
    pub async fn see(&self, words: &str) -> Result<(), String> {
        let script = "const wanted=[...arguments[0]].reverse().join(''); return Boolean(document.body) && document.body.innerText.replace(/\\s+/g, ' ').includes(wanted)";
        let backwards = json!(words.chars().rev().collect::<String>());
        if self.becomes_true(script, vec![backwards]).await? {
            return Ok(());
        }
        let text: String = self.words().await?.chars().take(2500).collect();
        Err(format!("{words:?} did not appear; the screen says: {text}"))
    }

    /// Waits until a script says yes; no where it does not in all the time there is.
    pub(crate) async fn becomes_true(&self, script: &str, arguments: Vec<Value>) -> Result<bool, String> {
        let begun = Instant::now();
        while self.script(script, arguments.clone()).await? != json!(true) {
            if begun.elapsed() > PATIENCE {
                return Ok(false);
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        Ok(true)
    }

    /// Every word on the screen, in one line.
    pub async fn words(&self) -> Result<String, String> {
        let text = self.script("return document.body ? document.body.innerText.replace(/\\s+/g, ' ') : ''", vec![]).await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the desk's own answer to a question has this at this place.
    pub async fn hear(&self, command: &str, question: Value, place: &str, wanted: &Value) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            let answer = self.ask(command, question.clone()).await?;
            let found = answer.pointer(place).cloned().unwrap_or(Value::Null);
            if found == *wanted {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                let words = self.words().await?;
                return Err(format!("{command}{place} is {found}, not {wanted}; the screen says: {words}"));
            }
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
    }

    /// Asks the desk past the screen: only to know where the walk stands, never to do something.
    pub async fn ask(&self, command: &str, question: Value) -> Result<Value, String> {
        let script = "const done=arguments[2]; window.__TAURI_INTERNALS__.invoke('ask',{name:arguments[0],question:arguments[1]}).then(a=>done(a.answer),e=>done({refused:e}))";
        self.client.execute_async(script, vec![json!(command), question]).await.map_err(told)
    }

    pub(crate) async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.client.execute(script, arguments).await.map_err(told)
    }

    /// Takes a picture in light and in dark colours, and reads both with axe.
    pub async fn picture(&self, name: &str) -> Result<(), String> {
        let number = self.taken.get() + 1;
        self.taken.set(number);
        self.title_names_nobody(name).await?;
        let worn = self.script("return document.documentElement.dataset.theme", vec![]).await?;
        for theme in ["dark", "light"] {
            self.wear(&json!(theme)).await?;
            let label = format!("{number:02}-{name}-{theme}");
            let path = self.pictures.join(format!("{label}.png"));
            std::fs::write(&path, self.client.screenshot().await.map_err(told)?).map_err(told)?;
            println!("{}", path.display());
            self.read_with_axe(&label, theme).await?;
        }
        self.wear(&worn).await
    }

    /// Wears these colours and waits until the page has been painted with its own fonts.
    async fn wear(&self, theme: &Value) -> Result<(), String> {
        let script = "const done=arguments[1]; document.documentElement.dataset.theme=arguments[0]; document.fonts.ready.then(()=>{ const painted=setTimeout(()=>done(true),1000); requestAnimationFrame(()=>requestAnimationFrame(()=>{ clearTimeout(painted); done(true); })); });";
        self.client.execute_async(script, vec![theme.clone()]).await.map(|_| ()).map_err(told)
    }

    async fn title_names_nobody(&self, name: &str) -> Result<(), String> {
        match self.client.title().await.map_err(told)?.as_str() {
            "Holdfast" => Ok(()),
            other => Err(format!("on {name} the title says {other:?}")),
        }
    }

    async fn read_with_axe(&self, label: &str, theme: &str) -> Result<(), String> {
        let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");
        if self.script("return Boolean(window.axe)", vec![]).await? != json!(true) {
            let source = std::fs::read_to_string(axe).map_err(told)?;
            self.script(&format!("{source}; window.axe = window.axe || axe; return true"), vec![]).await?;
        }
        // In dark colours nothing but colours is different.
        let run = "const done=arguments[1]; window.axe.run(document,{resultTypes:['violations'],...(arguments[0]==='dark'?{runOnly:['color-contrast']}:{})}).then(r=>done(r.violations.map(v=>v.id+': '+v.nodes.slice(0,4).map(n=>n.target.join(' ')+' '+n.html.slice(0,90)).join(' | '))),e=>done([String(e)]));";
        let found = self.client.execute_async(run, vec![json!(theme)]).await.map_err(told)?;
        for violation in found.as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.troubles.borrow_mut().push(format!("{label}: {violation}"));
        }
        Ok(())
    }

    /// Makes the page this wide and high, in pixels of a screen that is not enlarged.
    pub async fn size(&self, width: u32, height: u32) -> Result<(), String> {
        self.client.set_window_size(width, height).await.map_err(told)
    }

    /// What axe has found so far.
    pub fn troubles(&self) -> Vec<String> {
        self.troubles.borrow().clone()
    }

    /// Ends the drive.
    pub async fn close(self) {
        // What is left of it ends with `self`.
        let _ = tokio::time::timeout(ENDS_WITHIN, self.client.clone().close()).await;
    }

    /// Tells the window's process to end, as a system does that shuts down, and waits until it has.
    pub async fn told_to_end(&self) -> Result<(), String> {
        end(self.process()?, "-TERM").await
    }

    /// Kills the window's process, which hears nothing of it.
    pub async fn killed(&self) -> Result<(), String> {
        end(self.process()?, "-KILL").await
    }
}

async fn end(process: u32, signal: &str) -> Result<(), String> {
    Command::new("kill").args([signal, &process.to_string()]).status().await.map_err(told)?;
    let begun = Instant::now();
    while is_alive(process) {
        if begun.elapsed() > ENDS_WITHIN {
            return Err("the window does not end when it is told to".to_owned());
        }
        tokio::time::sleep(BETWEEN_LOOKS).await;
    }
    Ok(())
}

/// True while a process runs; one that has ended and was not yet asked for is not alive.
fn is_alive(process: u32) -> bool {
    std::fs::read_to_string(format!("/proc/{process}/stat"))
        .is_ok_and(|stat| !stat.rsplit(')').next().unwrap_or_default().trim_start().starts_with('Z'))
}

/// Starts a driver, which starts the window when it is asked for one.
fn start(port: u16, home: &Path, hands: &str) -> Result<Driver, String> {
    let driver = Command::new("WebKitWebDriver")
        .arg(format!("--port={port}"))
        .env("TAURI_AUTOMATION", "true")
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .env("HOLDFAST_HOME", home.join("unit"))
        .env("HOLDFAST_PAPERS", home)
        .env("HOLDFAST_SECOND_PLACE", home.join("stick"))
        .env(hands, "1")
        .env("TMPDIR", home.join("scratch"))
        // A login manager stands on the test's own bus, where there is one.
        .env("DBUS_SYSTEM_BUS_ADDRESS", std::env::var_os("DBUS_SESSION_BUS_ADDRESS").unwrap_or_default())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(told)?;
    Ok(Driver(driver))
}

async fn connect(port: u16) -> Result<Client, String> {
    let window = program()?;
    let mut wanted = serde_json::Map::new();
    wanted.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": window, "args": [] }));
    let begun = Instant::now();
    loop {
        tokio::time::sleep(BETWEEN_LOOKS).await;
        let address = format!("http://127.0.0.1:{port}");
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let tried = builder.capabilities(wanted.clone()).connect(&address);
        match tokio::time::timeout(OPENS_WITHIN, tried).await {
            Ok(Ok(client)) => return Ok(client),
            Ok(Err(cause)) if begun.elapsed() > PATIENCE => return Err(told(cause)),
            Ok(Err(_)) => {}
            Err(_) => return Err("the driver does not say that the window opened".to_owned()),
        }
    }
}
