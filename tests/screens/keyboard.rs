//! The keyboard of a driven window: whatever is reached is reached with Tab, whatever is pressed is pressed with a key.

use crate::driven::{Driven, told};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use serde_json::Value;

pub const ENTER: &str = "\u{E007}";
pub const ESCAPE: &str = "\u{E00C}";
pub const TAB: &str = "\u{E004}";
pub const DOWN: &str = "\u{E015}";
pub const F9: &str = "\u{E039}";
const CTRL: char = '\u{E009}';
const ALT: char = '\u{E00A}';

/// More than any page holds; a control that Tab does not reach within it is not reached.
const MOST_TABS: usize = 400;

/// Whether the palette found a case.
const FOUND: &str = "return Boolean(document.querySelector('.found [role=option] .ref'))";

/// The name a screen reader says for the control in focus, its group's first.
const NAME: &str = "const e=document.activeElement; if(!e||e===document.body) return '';
const text=n=>n?(n.innerText||n.textContent||''):'';
const ids=(e.getAttribute('aria-labelledby')||'').split(' ').map(i=>text(document.getElementById(i))).join(' ').trim();
const own=e.getAttribute('aria-label')||ids||[...(e.labels||[])].map(text).join(' ')||text(e);
const group=e.matches('[type=radio],[type=checkbox]')?e.closest('fieldset'):null;
const legend=group?text(group.querySelector('legend'))+': ':'';
return (legend+own).replace(/\\s+/g,' ').trim();";

impl Driven {
    /// Types keys wherever the focus is.
    pub async fn keys(&self, keys: &str) -> Result<(), String> {
        self.press(&[], keys).await
    }

    /// A key with Ctrl held.
    pub async fn ctrl(&self, key: &str) -> Result<(), String> {
        self.press(&[CTRL], key).await
    }

    /// A key with Alt held.
    pub async fn alt(&self, key: &str) -> Result<(), String> {
        self.press(&[ALT], key).await
    }

    async fn press(&self, held: &[char], keys: &str) -> Result<(), String> {
        let mut actions = KeyActions::new("keyboard".to_owned());
        for value in held {
            actions = actions.then(KeyAction::Down { value: *value });
        }
        for value in keys.chars() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        for value in held {
            actions = actions.then(KeyAction::Up { value: *value });
        }
        self.client.perform_actions(actions).await.map_err(told)
    }

    /// The name of the control in focus.
    pub async fn focus(&self) -> Result<String, String> {
        Ok(self.script(NAME, vec![]).await?.as_str().unwrap_or_default().to_owned())
    }

    /// Presses Tab until the control whose name begins with these words has the focus.
    pub async fn reach(&self, words: &str) -> Result<(), String> {
        let mut met = Vec::new();
        for _ in 0..MOST_TABS {
            let at = self.focus().await?;
            if at.to_lowercase().starts_with(&words.to_lowercase()) {
                return Ok(());
            }
            met.push(at.chars().take(40).collect::<String>());
            self.keys(TAB).await?;
        }
        met.dedup();
        met.truncate(120);
        Err(format!("Tab does not reach {words:?}; it met {met:?}"))
    }

    /// As [`Self::reach`], leaving the control in focus first: the next of several with one name.
    pub async fn reach_next(&self, words: &str) -> Result<(), String> {
        self.keys(TAB).await?;
        self.reach(words).await
    }

    /// Reaches a button or link and presses it.
    pub async fn press_button(&self, words: &str) -> Result<(), String> {
        self.reach(words).await?;
        self.keys(ENTER).await
    }

    /// Reaches a field and types into it, in place of what stands there.
    pub async fn fill(&self, field: &str, text: &str) -> Result<(), String> {
        self.reach(field).await?;
        self.ctrl("a").await?;
        self.keys(text).await
    }

    /// Reaches a group of answers and takes the one with this number.
    pub async fn answer(&self, group: &str, number: u8) -> Result<(), String> {
        self.reach(group).await?;
        self.keys(&number.to_string()).await
    }

    /// Reaches a list and types the beginning of one of its lines.
    pub async fn pick(&self, list: &str, line: &str) -> Result<(), String> {
        self.reach(list).await?;
        self.keys(line).await?;
        let script = "const e=document.activeElement; return e.selectedOptions ? e.selectedOptions[0].text : ''";
        let picked = self.script(script, vec![]).await?;
        match picked.as_str() {
            Some(picked) if picked.starts_with(line) => Ok(()),
            other => Err(format!("typing {line:?} into {list:?} picked {other:?}")),
        }
    }

    /// Finds a case by words and opens it, through the palette.
    pub async fn open_case(&self, words: &str) -> Result<(), String> {
        self.ctrl("k").await?;
        self.reach("Name, reference, plate").await?;
        self.keys(words).await?;
        // Enter before anything was found opens nothing.
        if !self.becomes_true(FOUND, vec![]).await? {
            return Err("no case was found".to_owned());
        }
        self.keys(ENTER).await?;
        self.see("Timeline").await
    }

    /// A value of the page, for a step that depends on it.
    pub async fn value(&self, script: &str) -> Result<Value, String> {
        self.script(script, vec![]).await
    }
}
