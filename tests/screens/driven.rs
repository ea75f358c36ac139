//! One window under a driver: started on its own, driven by the web view's driver, closed with everything it made.

use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_secs(60);

/// A driven window.
pub struct Driven {
    client: Client,
    driver: Child,
    pictures: PathBuf,
    troubles: RefCell<Vec<String>>,
    _home: tempfile::TempDir,
}

fn told(cause: impl std::fmt::Display) -> String {
    cause.to_string()
}

fn free_port() -> Result<u16, String> {
    let listener = std::net::TcpListener::bind(("127.0.0.1", 0)).map_err(told)?;
    Ok(listener.local_addr().map_err(told)?.port())
}

impl Driven {
    /// Starts the driver and the window named by `HOLDFAST_WINDOW`, in a home of its own.
    pub async fn open() -> Result<Self, String> {
        let window = std::env::var("HOLDFAST_WINDOW").map_err(|_| "HOLDFAST_WINDOW does not name the window's program")?;
        let pictures =
            std::env::var("HOLDFAST_LOOK_DIR").map_or_else(|_| std::env::temp_dir().join("holdfast-look"), PathBuf::from);
        std::fs::create_dir_all(&pictures).map_err(told)?;
        let home = tempfile::tempdir().map_err(told)?;
        let port = free_port()?;
        let driver = Command::new("WebKitWebDriver")
            .arg(format!("--port={port}"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("HOLDFAST_HOME", home.path().join("unit"))
            .env("HOLDFAST_PAPERS", home.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(told)?;
        let mut wanted = serde_json::Map::new();
        wanted.insert("webkitgtk:browserOptions".to_owned(), json!({ "binary": window, "args": [] }));
        let begun = Instant::now();
        loop {
            tokio::time::sleep(Duration::from_millis(250)).await;
            let tried = ClientBuilder::new(HttpConnector::new())
                .capabilities(wanted.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await;
            match tried {
                Ok(client) => return Ok(Self { client, driver, pictures, troubles: RefCell::default(), _home: home }),
                Err(cause) if begun.elapsed() > PATIENCE => return Err(told(cause)),
                Err(_) => {}
            }
        }
    }

    /// Waits until these words stand on the screen.
    pub async fn see(&self, words: &str) -> Result<(), String> {
        let begun = Instant::now();
        loop {
            let text = self.script("return document.body ? document.body.innerText : ''", vec![]).await?;
            if text.as_str().unwrap_or_default().contains(words) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                return Err(format!(
                    "{words:?} did not appear; the screen says: {}",
                    text.as_str().unwrap_or_default().chars().take(1500).collect::<String>()
                ));
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn script(&self, script: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.client.execute(script, arguments).await.map_err(told)
    }

    /// Waits a moment.
    pub async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    /// Types keys wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Result<(), String> {
        use fantoccini::actions::{InputSource, KeyAction, KeyActions};
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for key in keys.chars() {
            match key {
                '\u{E009}' => {
                    actions = actions.then(KeyAction::Down { value: key });
                    held.push(key);
                }
                '\u{E000}' => {
                    for one in held.drain(..) {
                        actions = actions.then(KeyAction::Up { value: one });
                    }
                }
                key => actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key }),
            }
        }
        self.client.perform_actions(actions).await.map_err(told)
    }

    /// Types into a field by its id.
    pub async fn type_into(&self, id: &str, text: &str) -> Result<(), String> {
        let field = self.client.find(Locator::Id(id)).await.map_err(told)?;
        field.send_keys(text).await.map_err(told)
    }

    /// Presses the button that begins with these words, by keyboard.
    pub async fn press_button(&self, words: &str) -> Result<(), String> {
        let script = "const b=[...document.querySelectorAll('button')].find(b=>b.innerText.trim().startsWith(arguments[0])&&!b.disabled); if(!b) return false; b.focus(); return true";
        let found = self.script(script, vec![json!(words)]).await?;
        if found != json!(true) {
            return Err(format!("there is no button {words:?}"));
        }
        self.keys("\u{E007}").await
    }

    /// Ticks the box with these words, by keyboard.
    pub async fn tick(&self, words: &str) -> Result<(), String> {
        let script = "const l=[...document.querySelectorAll('label')].find(l=>l.innerText.includes(arguments[0])); l.querySelector('input').focus(); return true";
        self.script(script, vec![json!(words)]).await?;
        self.keys(" ").await
    }

    /// Goes to a page, as its key or link does.
    pub async fn go(&self, page: &str) -> Result<(), String> {
        self.script("location.hash = '#/' + arguments[0]; document.activeElement?.blur?.(); return true", vec![json!(page)])
            .await?;
        self.wait(Duration::from_millis(250)).await;
        Ok(())
    }

    /// The id of the case whose plan stands in this state.
    pub async fn case_with(&self, plan: &str) -> Result<String, String> {
        let script = "const [plan, done] = [arguments[0], arguments[1]]; const ask=(name,question)=>window.__TAURI_INTERNALS__.invoke('ask',{name,question}).then(a=>a.answer); (async()=>{ const list=await ask('cases',{scope:'all',level:null,sort:'received',descending:true,offset:0,limit:200}); for(const c of list.cases){ const p=await ask('plan',{case:c.case}); if(p.current&&p.current.body.state===plan){ done(c.case); return; } } done(''); })().catch(e=>done(''));";
        let found = self.client.execute_async(script, vec![json!(plan)]).await.map_err(told)?;
        match found.as_str() {
            Some(case) if !case.is_empty() => Ok(case.to_owned()),
            _ => Err(format!("no plan is {plan}")),
        }
    }

    /// Dark colours, as the setting does.
    pub async fn dark(&self) -> Result<(), String> {
        self.script("document.documentElement.dataset.theme = 'dark'; return true", vec![]).await.map(|_| ())
    }

    /// Takes a picture, and reads the screen with axe.
    pub async fn picture(&self, name: &str) -> Result<(), String> {
        self.wait(Duration::from_millis(200)).await;
        let bytes = self.client.screenshot().await.map_err(told)?;
        let path = self.pictures.join(format!("{name}.png"));
        std::fs::write(&path, bytes).map_err(told)?;
        println!("{}", path.display());
        let axe = concat!(env!("CARGO_MANIFEST_DIR"), "/../ui/node_modules/axe-core/axe.min.js");
        let source = std::fs::read_to_string(axe).map_err(told)?;
        self.script(&format!("if(!window.axe){{{source}; window.axe = window.axe || axe;}} return true"), vec![]).await?;
        let run = "const done=arguments[0]; window.axe.run(document,{resultTypes:['violations']}).then(r=>done(r.violations.map(v=>v.id+': '+v.nodes.slice(0,3).map(n=>n.target.join(' ')).join(', '))),e=>done([String(e)]));";
        let found = self.client.execute_async(run, vec![]).await.map_err(told)?;
        for violation in found.as_array().into_iter().flatten().filter_map(Value::as_str) {
            self.troubles.borrow_mut().push(format!("{name}: {violation}"));
        }
        Ok(())
    }

    /// Closes the window and the driver; returns what axe found.
    pub async fn close(self) -> Vec<String> {
        let _ = self.client.close().await;
        let mut driver = self.driver;
        let _ = driver.kill().await;
        self.troubles.into_inner()
    }
}
