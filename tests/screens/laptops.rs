//! Two laptops of one unit, each in a window of its own: one asks, the other lets it in, and a stick goes between them.

use crate::closing::{PASSPHRASE, set_up, sign_in};
use crate::driven::{Driven, told};
use std::path::{Path, PathBuf};

/// What stands on the screen to be read out.
const WORDS: &str = "return document.querySelector('.aloud')?.innerText ?? ''";

type Done = Result<(), String>;

/// From a unit with one laptop to two that have heard from each other. Each is closed before the other is opened.
pub async fn two_laptops(home: &Path) -> Done {
    let (first, second) = (home.join("first"), home.join("second"));
    let stick = first.join("stick");
    for folder in [&stick, &second] {
        std::fs::create_dir_all(folder).map_err(told)?;
    }
    // The same stick, now in one and now in the other.
    std::os::unix::fs::symlink(&stick, second.join("stick")).map_err(told)?;
    let window = Driven::open(&first).await?;
    set_up(&window).await?;
    shut(window).await?;

    let window = Driven::open(&second).await?;
    let asked = asks(&window).await?;
    shut(window).await?;
    hand_over(&second, &first, "laptop")?;

    let window = Driven::open(&first).await?;
    sign_in(&window).await?;
    let answered = lets_in(&window, &asked).await?;
    shut(window).await?;
    hand_over(&first, &second, "bundle")?;

    let window = Driven::open(&second).await?;
    joins(&window, &answered).await?;
    together(&window, "second").await?;
    shut(window).await?;
    let window = Driven::open(&first).await?;
    sign_in(&window).await?;
    laptops(&window).await?;
    together(&window, "first").await?;
    window.see("Last heard from").await?;
    window.press_button("Strike off").await?;
    window.see("What became of it").await?;
    window.picture("laptop-struck-off").await?;
    shut(window).await
}

/// Ends the program and reads what axe found.
async fn shut(window: Driven) -> Done {
    let troubles = window.troubles();
    window.told_to_end().await?;
    window.close().await;
    if troubles.is_empty() { Ok(()) } else { Err(format!("axe finds: {troubles:#?}")) }
}

/// Carries the one file of this kind.
fn hand_over(from: &Path, to: &Path, ending: &str) -> Done {
    let files = std::fs::read_dir(from).map_err(told)?.flatten().map(|entry| entry.path());
    let found: Vec<PathBuf> = files.filter(|path| path.extension().is_some_and(|own| own == ending)).collect();
    let [file] = found.as_slice() else { return Err(format!("{} files end in {ending}", found.len())) };
    let name = file.file_name().ok_or("a file without a name")?;
    std::fs::copy(file, to.join(name)).map(drop).map_err(told)
}

async fn laptops(window: &Driven) -> Done {
    window.press_button("Unit and settings").await?;
    window.press_button("Laptops").await?;
    window.see("Let another laptop in").await
}

/// The six words on the screen.
async fn words(window: &Driven) -> Result<String, String> {
    let said = window.value(WORDS).await?;
    let words = said.as_str().unwrap_or_default().to_owned();
    if words.split_whitespace().count() == 6 { Ok(words) } else { Err(format!("not six words: {words:?}")) }
}

async fn asks(window: &Driven) -> Result<String, String> {
    window.press_button("This laptop joins a unit").await?;
    window.see("1. Ask").await?;
    window.picture("laptop-joins").await?;
    window.press_button("Save the request").await?;
    window.see("Read these six words out").await?;
    window.picture("laptop-asks").await?;
    words(window).await
}

async fn lets_in(window: &Driven, asked: &str) -> Result<String, String> {
    laptops(window).await?;
    window.picture("laptops-only-one").await?;
    window.press_button("Pick the request").await?;
    window.see("Have the six words on the other laptop read out").await?;
    window.press_button("Seal the invitation").await?;
    window.see("Type the six words that stand on the other laptop.").await?;
    window.picture("laptop-refused-without-words").await?;
    window.fill("The six words on the other laptop", asked).await?;
    window.fill("What the other laptop is called", "advocate's laptop").await?;
    window.fill("What this laptop is called", "duty desk").await?;
    window.fill("Your passphrase", PASSPHRASE).await?;
    window.press_button("Seal the invitation").await?;
    window.see("The invitation is sealed").await?;
    window.picture("laptop-invited").await?;
    words(window).await
}

async fn joins(window: &Driven, answered: &str) -> Done {
    window.press_button("This laptop joins a unit").await?;
    window.see("2. Open the invitation").await?;
    window.press_button("Pick the invitation").await?;
    window.see("The six words on the other laptop").await?;
    window.fill("The six words on the other laptop", answered).await?;
    window.fill("Your name", "Una Example").await?;
    window.fill("Your passphrase", PASSPHRASE).await?;
    window.picture("laptop-joining").await?;
    window.press_button("Join the unit").await?;
    window.see("New since").await?;
    laptops(window).await?;
    window.see("Bring the laptops together").await
}

/// A folder is looked into, and what is new goes both ways.
async fn together(window: &Driven, which: &str) -> Done {
    window.press_button("Pick a folder and look").await?;
    window.see("Leave everything as it is").await?;
    window.picture(&format!("laptops-before-{which}")).await?;
    window.press_button("Bring them together").await?;
    window.see("Done.").await?;
    window.see("taken in,").await?;
    window.picture(&format!("laptops-after-{which}")).await
}
