//! Ending and starting again: drafts and the window's place are kept, the example is not, and there is one window only.

use crate::driven::{Driven, program, told};
use crate::keyboard::ENTER;
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

pub const PASSPHRASE: &str = "teapot orchard lantern gravel";

fn examples_under(home: &Path) -> usize {
    let entries = std::fs::read_dir(home.join("scratch")).unwrap();
    entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with("holdfast-example-")).count()
}

/// The example unit goes with the window, however it is told to end; a second start only shows the first.
pub async fn the_example_goes(home: &Path) -> Result<(), String> {
    let window = Driven::open(home).await?;
    window.press_button("Try the example unit").await?;
    window.turn_to("lock").await?;
    window.see("Sign in as anybody in the example unit").await?;
    assert_eq!(examples_under(home), 2, "the example and the unit beside it lie where the test looks for them");

    let second = Command::new(program()?).env("HOLDFAST_HOME", home.join("unit")).env("TMPDIR", home).status().map_err(told)?;
    assert!(second.success(), "a second start hands over to the first and ends: {second}");
    window.see("Sign in as anybody in the example unit").await?;

    window.told_to_end().await?;
    assert_eq!(examples_under(home), 0, "nothing of the example stays");
    window.close().await;
    Ok(())
}

/// Sets up a unit from nothing, as its first member does.
pub async fn set_up(window: &Driven) -> Result<(), String> {
    window.press_button("Set up your unit").await?;
    window.fill("Unit's name", "Testshire Unit").await?;
    window.fill("Your name", "Una Example").await?;
    window.fill("Your job", "inspector").await?;
    window.fill("Passphrase", PASSPHRASE).await?;
    window.picture("set-up-a-unit").await?;
    window.keys(ENTER).await?;
    window.see("New since").await
}

/// A real unit: what was half typed and where the window stood are there again at the next start.
pub async fn the_draft_stays(home: &Path) -> Result<(), String> {
    let window = Driven::open(home).await?;
    set_up(&window).await?;
    window.picture("today-of-an-empty-store").await?;
    window.ctrl("3").await?;
    window.see("No case stands here").await?;
    window.picture("cases-of-an-empty-store").await?;
    window.ctrl("=").await?;
    window.hear("who_am_i", json!({}), "/settings/zoom_percent", &json!(110)).await?;
    window.size(1000, 700).await?;
    window.ctrl("n").await?;
    window.see("What happened").await?;
    window.fill("Victim's name", "Half Typed").await?;
    window.told_to_end().await?;
    let troubles = window.troubles();
    assert!(troubles.is_empty(), "axe finds nothing on any screen: {troubles:#?}");
    window.close().await;

    let window = Driven::open(home).await?;
    window.see("Your name").await?;
    let text = window.value("return document.documentElement.style.fontSize").await?;
    assert_eq!(text, json!("15.4px"), "the door opens in the size of text it was left in");
    come_in(&window).await?;
    let inside = window.value("return [innerWidth, innerHeight]").await?;
    assert_eq!(inside, json!([1000, 700]), "the window has the size it had");
    window.ctrl("n").await?;
    window.see("What happened").await?;
    window.reach("Victim's name").await?;
    let typed = window.value("return document.activeElement.value").await?;
    assert_eq!(typed, Value::from("Half Typed"), "the draft of the window that was told to end is back");
    window.told_to_end().await?;
    window.close().await;
    Ok(())
}

/// Signs in as the unit's first member, who may come back to where they were.
pub async fn sign_in(window: &Driven) -> Result<(), String> {
    window.fill("Your name", "Una Example").await?;
    window.fill("Passphrase", PASSPHRASE).await?;
    window.keys(ENTER).await?;
    window.turn_to("main").await?;
    window.see("Una Example ·").await
}

async fn come_in(window: &Driven) -> Result<(), String> {
    sign_in(window).await?;
    window.see("New since").await
}

/// The program is killed over a half-written referral: what was kept is offered openly, and can be thrown away.
pub async fn the_draft_outlives_a_kill(home: &Path) -> Result<(), String> {
    const TYPED: &str = "Followed home twice, half written";
    let window = Driven::open(home).await?;
    set_up(&window).await?;
    window.ctrl("n").await?;
    window.fill("What happened", TYPED).await?;
    let typed = Instant::now();
    while !window.ask("draft", json!({ "form": "referral", "subject": null })).await?.to_string().contains(TYPED) {
        if typed.elapsed() > Duration::from_secs(20) {
            return Err("the words are not kept while they are typed".to_owned());
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    println!("kept {:.1} s after they were typed", typed.elapsed().as_secs_f64());
    window.killed().await?;
    window.close().await;

    let window = Driven::open(home).await?;
    window.see("Your name").await?;
    come_in(&window).await?;
    window.ctrl("n").await?;
    window.see("What was half written here is back").await?;
    window.reach("What happened").await?;
    assert_eq!(window.value("return document.activeElement.value").await?, json!(TYPED));
    window.picture("draft-after-a-kill").await?;
    window.press_button("Start empty").await?;
    window.reach("What happened").await?;
    assert_eq!(window.value("return document.activeElement.value").await?, json!(""));
    let kept = window.ask("draft", json!({ "form": "referral", "subject": null })).await?;
    assert_eq!(kept["text"], Value::Null, "thrown away by choice");
    assert!(window.troubles().is_empty(), "axe finds nothing: {:#?}", window.troubles());
    window.close().await;
    Ok(())
}
