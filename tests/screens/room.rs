//! The chair's morning at the keyboard: the meeting and its minutes, CAS, plan, unit, log, colours and sizes.

use crate::driven::Driven;
use crate::keyboard::{DOWN, ENTER, ESCAPE, F9, TAB};
use crate::morning::{KNOWN, Walked, lock, sign_in};
use example::Who;
use serde_json::{Value, json};

/// The chair's morning, to its end.
pub async fn walk(window: &Driven) -> Walked {
    sign_in(window, Who::Chair).await?;
    window.press_button("Print agenda").await?;
    window.see("Who holds this copy").await?;
    window.fill("What for", "to run the meeting").await?;
    window.keys(ENTER).await?;
    window.see("saved").await?;
    window.picture("print-agenda").await?;
    window.keys(ESCAPE).await?;
    window.ctrl("2").await?;
    window.see("Past meetings").await?;
    window.picture("meetings").await?;
    meeting(window).await?;
    cas(window).await?;
    plan(window).await?;
    house(window).await?;
    colours_and_sizes(window).await?;
    lock(window).await?;
    window.picture("locked").await
}

async fn meeting(window: &Driven) -> Walked {
    window.ctrl("m").await?;
    window.see("I have read this to the room").await?;
    window.picture("agenda").await?;
    window.reach("I have read this to the room").await?;
    window.keys(" ").await?;
    window.press_button("Start the meeting").await?;
    window.see("Why it is here").await?;
    window.picture("meeting-begins").await?;
    window.keys("h").await?;
    window.hear("agenda", json!({}), "/quorum_met", &json!(true)).await?;
    window.alt("1").await?;
    window.reach("What Police knows").await?;
    window.keys("The course of conduct is being put into one account.").await?;
    window.keys(TAB).await?;
    window.keys("P. Dummy").await?;
    window.fill("Advice", "Ask for an order.").await?;
    window.picture("meeting-row").await?;
    window.ctrl(ENTER).await?;
    window.see("said by P. Dummy").await?;
    window.keys(F9).await?;
    window.see("Back in a moment").await?;
    window.picture("blanked").await?;
    window.keys(F9).await?;
    window.see("Why it is here").await?;
    first_case(window).await?;
    let agenda = window.ask("agenda", json!({})).await?;
    let cases = agenda["items"].as_array().map_or(0, Vec::len);
    for heard in 1..cases {
        one_case(window, heard).await?;
    }
    window.see("Every case was heard.").await?;
    window.fill("Reflection", "Probation should be rung the evening before.").await?;
    window.picture("meeting-ends").await?;
    window.press_button("Sign the minutes").await?;
    window.see("Minutes:").await?;
    window.picture("minutes").await
}

/// The key of an outcome, as the profile numbers it.
async fn key_of(window: &Driven, outcome: &str) -> Result<String, String> {
    let agenda = window.ask("agenda", json!({})).await?;
    let outcomes = agenda["outcomes"].as_array().cloned().unwrap_or_default();
    let found = outcomes.iter().find(|one| one["code"] == outcome).and_then(|one| one["key"].as_str());
    found.map(str::to_owned).ok_or_else(|| format!("the profile has no outcome {outcome}"))
}

/// How many cases the desk holds as heard.
async fn heard(window: &Driven, wanted: usize) -> Walked {
    for _ in 0..600 {
        let agenda = window.ask("agenda", json!({})).await?;
        let heard = agenda["items"].as_array().into_iter().flatten().filter(|item| item["state"] == "heard").count();
        if heard == wanted {
            return Ok(());
        }
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    }
    Err(format!("{wanted} cases are not heard; the screen says: {}", window.words().await?))
}

async fn first_case(window: &Driven) -> Walked {
    window.keys(&key_of(window, "advocate_only").await?).await?;
    window.answer("Concern, judged by the room", 2).await?;
    window.fill("Why this decision", "Advocacy leads while the order is asked for.").await?;
    window.fill("Why this level", "Contact goes on; no threat to life known.").await?;
    window.press_button("Action").await?;
    window.fill("Action 1", "Ask the court for an order").await?;
    window.pick("Agency", "Police").await?;
    window.fill("Person", "P. Dummy").await?;
    window.fill("By", "tomorrow").await?;
    window.reach("How soon").await?;
    window.keys(DOWN).await?;
    window.reach("Heading").await?;
    window.keys(DOWN).await?;
    window.picture("meeting-decides").await?;
    window.ctrl(ENTER).await?;
    heard(window, 1).await
}

async fn one_case(window: &Driven, before: usize) -> Walked {
    // The next case is there once its own empty field is.
    let empty = "const f=[...document.querySelectorAll('label')].find(l=>l.innerText.startsWith('Why this decision'))?.control; return Boolean(f)&&f.value===''";
    for _ in 0..600 {
        if window.value(empty).await? == Value::Bool(true) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(60)).await;
    }
    window.fill("Why this decision", "Advice now; the officer reports back.").await?;
    // Digits rest in a field, so the outcome is chosen from the button behind it.
    window.keys(TAB).await?;
    window.keys(&key_of(window, "advocate_only").await?).await?;
    window.ctrl(ENTER).await?;
    heard(window, before + 1).await
}

async fn cas(window: &Driven) -> Walked {
    window.open_case(KNOWN).await?;
    window.keys("y").await?;
    window.see("Agencies side by side").await?;
    window.picture("cas").await?;
    window.press_button("Write").await?;
    window.see("Said by").await?;
    window.answer("This agency", 1).await?;
    window.fill("Words", "Two calls in the last week.").await?;
    window.fill("Said by", "P. Dummy").await?;
    window.picture("cas-cell").await?;
    window.press_button("Keep").await?;
    window.see("Two calls in the last week.").await?;
    window.press_button("Agree the CAS").await?;
    window.see("This cannot be agreed yet.").await?;
    window.picture("cas-not-yet").await
}

async fn plan(window: &Driven) -> Walked {
    window.open_case(KNOWN).await?;
    window.keys("p").await?;
    window.see("Copies out").await?;
    window.picture("plan-agreed").await?;
    window.press_button("New version").await?;
    window.see("Before it can be agreed").await?;
    window.picture("plan-draft").await?;
    window.fill("Review on", "+6").await?;
    window.reach("Line 2").await?;
    window.fill("By", "+2").await?;
    window.keys(TAB).await?;
    window.see("Nothing stands in the way.").await?;
    window.press_button("Show the pages").await?;
    window.see("As it would print").await?;
    window.fill("Find on the pages", "alarm").await?;
    window.see("In 1 line").await?;
    window.picture("plan-pages").await?;
    window.press_button("Hide the pages").await?;
    window.press_button("What changed").await?;
    window.see("Review by").await?;
    window.picture("plan-changes").await?;
    window.keys(ESCAPE).await?;
    window.fill("Name", "P. Dummy").await?;
    window.reach_next("Name").await?;
    window.keys("K. Specimen").await?;
    window.press_button("Agree").await?;
    window.see("Print a copy").await?;
    window.press_button("Print a copy").await?;
    window.fill("Who holds this copy", "K. Specimen").await?;
    window.fill("What for", "to carry on visits").await?;
    window.keys(ENTER).await?;
    window.see("saved").await?;
    window.picture("plan-copy-saved").await?;
    window.press_button("Delete the file").await?;
    window.see("The file is deleted.").await?;
    window.picture("plan-copy-deleted").await?;
    window.keys(ESCAPE).await
}

async fn house(window: &Driven) -> Walked {
    window.press_button("Unit and settings").await?;
    window.see("Instrument packs").await?;
    window.picture("unit").await?;
    for (part, words, name) in [
        ("My passphrase", "Nobody can tell you a passphrase", "unit-passphrase"),
        ("Recovery and readiness", "There are no recovery words yet", "unit-recovery"),
        ("Backups", "Continuity pack", "unit-backups"),
        ("Walls", "A wall is a key", "unit-walls"),
        ("Laptops", "only laptop", "unit-laptops"),
    ] {
        window.press_button(part).await?;
        window.see(words).await?;
        window.picture(name).await?;
    }
    window.press_button("Copies out").await?;
    window.see("Is this page current?").await?;
    window.fill("Seal at the foot of the page", "0000-0000-0000").await?;
    window.keys(ENTER).await?;
    window.see("No copy with this seal").await?;
    window.picture("unit-copies").await?;
    window.press_button("Unit and settings").await?;
    window.keys("?").await?;
    window.see("Keys on this screen").await?;
    window.picture("keys").await?;
    window.keys(ESCAPE).await?;
    window.press_button("Audit log").await?;
    window.see("The auditor alone reads the log").await?;
    window.press_button("Check the chains").await?;
    window.see("What this proves, and what it cannot").await?;
    window.picture("log").await
}

/// The setting for dark colours is obeyed; text twice as large loses nothing.
async fn colours_and_sizes(window: &Driven) -> Walked {
    window.press_button("Unit and settings").await?;
    window.see("Instrument packs").await?;
    window.pick("Colours", "Dark").await?;
    window.hear("who_am_i", json!({}), "/settings/theme", &json!("dark")).await?;
    for _ in 0..10 {
        window.ctrl("=").await?;
    }
    window.hear("who_am_i", json!({}), "/settings/zoom_percent", &json!(200)).await?;
    for (key, words, name) in [("1", "New since", "today"), ("3", "N-26-", "cases"), ("2", "Past meetings", "meetings")] {
        window.ctrl(key).await?;
        window.see(words).await?;
        window.picture(&format!("twice-as-large-{name}")).await?;
    }
    window.open_case(KNOWN).await?;
    window.picture("twice-as-large-case").await?;
    window.keys("p").await?;
    window.see("Copies out").await?;
    window.picture("twice-as-large-plan").await?;
    window.ctrl("0").await?;
    window.hear("who_am_i", json!({}), "/settings/zoom_percent", &json!(100)).await
}
