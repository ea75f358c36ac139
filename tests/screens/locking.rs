//! Locking: the desk's window and the process that drew it are gone, nothing of its pages stays in memory, and the same
//! person comes back to where they were. The room's window holds what a room may see.

use crate::driven::{Driven, told};
use crate::keyboard::F9;
use crate::memory;
use crate::morning::{KNOWN, Walked, lock, sign_in};
use example::Who;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Words that stand on the known case's page and that no driver types.
const CANARY: &str = "Hedwig-Seren-Marguerite";
/// When a web process that outlives its window must be gone: two seconds, and one for a busy machine.
const GONE_WITHIN: Duration = Duration::from_secs(3);

fn web_processes(of: u32) -> Vec<u32> {
    memory::family(of).into_iter().filter(|process| memory::name(*process).starts_with("WebKitWebProc")).collect()
}

/// Opens the example unit and waits at its door.
pub async fn example(window: &Driven) -> Walked {
    window.see("Try the example unit").await?;
    window.press_button("Try the example unit").await?;
    window.turn_to("lock").await?;
    window.see("Sign in as anybody in the example unit").await
}

/// Locks over an open case and looks for what stays.
pub async fn nothing_stays(window: &Driven) -> Walked {
    example(window).await?;
    sign_in(window, Who::Chair).await?;
    window.open_case(KNOWN).await?;
    window.see(CANARY).await?;
    let at = window.value("return location.hash").await?;
    let process = window.process()?;
    let drew = web_processes(process);
    let open = memory::count(&memory::family(process), &memory::spelt(CANARY));
    lock(window).await?;
    let locked = Instant::now();
    assert_eq!(window.windows().await?, 1, "the door is the only window");
    let door = web_processes(process).into_iter().filter(|one| !drew.contains(one)).collect::<Vec<_>>();
    while web_processes(process).iter().any(|one| drew.contains(one)) {
        if locked.elapsed() > GONE_WITHIN {
            return Err(format!("a web process of the locked desk lives on: {drew:?}"));
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    println!(
        "web processes of the desk {drew:?} gone {} ms after the door stood, the door's is {door:?}",
        locked.elapsed().as_millis()
    );
    tokio::time::sleep(Duration::from_secs(3)).await;
    window.see("Sign in as anybody in the example unit").await?;
    let closed = memory::count(&memory::family(process), &memory::spelt(CANARY));
    println!("copies of a name of the page in all processes: {open:?} while open, {closed:?} after the lock");
    memory::assert_gone(&open, &closed);
    comes_back(window, &at).await
}

/// The same person comes back to the page; somebody else does not.
async fn comes_back(window: &Driven, at: &Value) -> Walked {
    let (name, passphrase) = example::passphrase_of(Who::Chair);
    window.fill("Your name", name).await?;
    window.fill("Passphrase", passphrase).await?;
    window.keys(crate::keyboard::ENTER).await?;
    window.turn_to("main").await?;
    window.see("Timeline").await?;
    assert_eq!(&window.value("return location.hash").await?, at, "the chair is where the chair was");
    window.keys(F9).await?;
    window.turn_to("lock").await?;
    window.see("Back in a moment").await?;
    window.picture("door-behind-the-clock").await?;
    window.keys(F9).await?;
    sign_in(window, Who::Officer).await?;
    assert_eq!(window.value("return location.hash").await?, json!(""), "somebody else begins at Today");
    Ok(())
}

/// What each window may ask for, past its page: as somebody would who had taken it over.
pub async fn windows_keep_to_their_commands(window: &Driven) -> Walked {
    example(window).await?;
    let refused = window.ask("try_example", json!({})).await?;
    assert_eq!(refused["refused"]["key"], json!("not_from_this_window"), "{refused}");
    for command in ["stop", "close", "leave", "left", "blank", "keep_zoom", "touched"] {
        let script = "const done=arguments[1]; window.__TAURI_INTERNALS__.invoke(arguments[0],{on:true,percent:100,at:{member:'',route:'',clock:false}}).then(()=>done('let through'),e=>done(String(e)));";
        let said = window.client.execute_async(script, vec![json!(command)]).await.map_err(told)?;
        assert!(said.as_str().is_some_and(|said| said.contains("not allowed")), "{command} at the door: {said}");
    }
    let styled = "document.body.insertAdjacentHTML('beforeend','<p id=x style=\"color:rgb(1,2,3)\">x</p>'); return getComputedStyle(document.getElementById('x')).color";
    assert_ne!(window.value(styled).await?, json!("rgb(1, 2, 3)"), "no style comes in with the page's words");
    Ok(())
}

/// The meeting with the room's window beside it.
pub async fn the_room_sees_letters(window: &Driven) -> Walked {
    example(window).await?;
    sign_in(window, Who::Chair).await?;
    window.ctrl("m").await?;
    window.see("I have read this to the room").await?;
    window.reach("I have read this to the room").await?;
    window.keys(" ").await?;
    window.press_button("Start the meeting").await?;
    window.see("Why it is here").await?;
    window.keys("w").await?;
    window.turn_to("room").await?;
    window.see("Person A").await?;
    window.picture("room-in-letters").await?;
    let words = window.words().await?;
    for name in names_of_the_unit(window).await? {
        assert!(!words.contains(&name), "the room's window names {name}: {words}");
    }
    let refused = window.ask("today", json!({})).await?;
    assert_eq!(refused["refused"]["key"], json!("not_from_this_window"));
    window.turn_to("main").await?;
    window.keys("i").await?;
    window.turn_to("room").await?;
    initials_and_blank(window).await
}

async fn initials_and_blank(window: &Driven) -> Walked {
    let begun = Instant::now();
    while window.words().await?.contains("Person A") {
        if begun.elapsed() > Duration::from_secs(20) {
            return Err("the letters stay".to_owned());
        }
    }
    window.picture("room-in-initials").await?;
    window.keys(F9).await?;
    window.see("Back in a moment").await?;
    window.turn_to("main").await?;
    window.see("Back in a moment").await?;
    window.keys(F9).await?;
    window.see("Why it is here").await?;
    window.keys("w").await?;
    let begun = Instant::now();
    while window.windows().await? > 1 {
        if begun.elapsed() > Duration::from_secs(20) {
            return Err("the room's window stays open".to_owned());
        }
    }
    Ok(())
}

/// The names of the victims and perpetrators of the agenda's cases, read by the desk's own window's right.
async fn names_of_the_unit(window: &Driven) -> Result<Vec<String>, String> {
    window.turn_to("main").await?;
    let agenda = window.ask("agenda", json!({})).await?;
    let mut names = Vec::new();
    for item in agenda["items"].as_array().into_iter().flatten() {
        let case = window.ask("case", json!({ "case": item["case"] })).await?;
        for role in ["victim", "perpetrator"] {
            let name = case[role]["name"].as_str().unwrap_or_default();
            names.extend(name.split_whitespace().filter(|part| part.len() > 2).map(str::to_owned));
        }
    }
    window.turn_to("room").await?;
    Ok(names)
}
