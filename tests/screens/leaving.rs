//! What happens to an open desk that its people leave: the machine sleeps, its screen locks, somebody else takes the seat;
//! and what becomes of words that were copied.

use crate::closing::{set_up, sign_in};
use crate::driven::{Driven, told};
use crate::login::Login;
use crate::memory;
use crate::morning::Walked;
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};

const TYPED: &str = "Half a sentence about a parked car";
/// How long what was copied may be pasted, and how much later a busy machine may clear it.
const COPIED_FOR: [Duration; 2] = [Duration::from_secs(28), Duration::from_secs(45)];

/// The desk locks for everything the login manager says, and lets the machine sleep only then.
pub async fn the_desk_locks_first(home: &Path) -> Walked {
    let login = Login::begin().await?;
    let window = Driven::open(home).await?;
    set_up(&window).await?;
    window.ctrl("n").await?;
    window.fill("What happened", TYPED).await?;
    login.is_held_back(true).await?;

    login.sleeps(true).await?;
    login.is_held_back(false).await?;
    assert_eq!(window.windows().await?, 1, "the machine sleeps after the desk has gone");
    back_again(&window).await?;
    window.see("What was half written here is back").await?;
    window.reach("What happened").await?;
    assert_eq!(window.value("return document.activeElement.value").await?, json!(TYPED), "and what was half typed is kept");
    login.sleeps(false).await?;
    login.is_held_back(true).await?;

    login.screen_locks().await?;
    back_again(&window).await?;
    println!("locked with the screen");
    login.seat_is_ours(false).await?;
    back_again(&window).await?;
    login.seat_is_ours(true).await?;
    unheard(&window, &login).await?;
    window.close().await;
    Ok(())
}

async fn back_again(window: &Driven) -> Walked {
    window.turn_to("lock").await?;
    window.see("Your name").await?;
    sign_in(window).await
}

/// A page that does not answer is locked all the same.
async fn unheard(window: &Driven, login: &Login) -> Walked {
    let pages = memory::family(window.process()?).into_iter().filter(|one| memory::name(*one).starts_with("WebKitWebProc"));
    for page in pages {
        tokio::process::Command::new("kill").args(["-STOP", &page.to_string()]).status().await.map_err(told)?;
    }
    let begun = Instant::now();
    login.sleeps(true).await?;
    login.is_held_back(false).await?;
    println!("a page that hangs: the machine may sleep after {:.1} s", begun.elapsed().as_secs_f64());
    assert!(begun.elapsed() < Duration::from_secs(5), "the login manager waits no longer");
    // The stopped process is ended after two seconds; until then the driver would wait for it.
    tokio::time::sleep(Duration::from_secs(4)).await;
    back_again(window).await
}

/// When a desk set to one minute must not have locked yet, and when it must have; the watch looks every second.
const LOCKS: [Duration; 2] = [Duration::from_secs(59), Duration::from_secs(75)];
/// Turns the wheel once in the middle of the screen, as the system sees a hand do it.
const WHEEL: &str = "import ctypes as c; x=c.CDLL('libX11.so.6'); t=c.CDLL('libXtst.so.6'); x.XOpenDisplay.restype=c.c_void_p; d=c.c_void_p(x.XOpenDisplay(None)); t.XTestFakeMotionEvent(d,-1,720,450,0); [t.XTestFakeButtonEvent(d,5,down,c.c_ulong(0)) for down in (1,0)]; x.XSync(d,0); x.XCloseDisplay(d)";
/// How long somebody is away before they touch the desk once more.
const AWAY: Duration = Duration::from_secs(40);
/// A page that asks all the time, and makes up hands of its own.
const BUSY: &str = "setInterval(()=>{const call=window.__TAURI_INTERNALS__.invoke; call('ask',{name:'log_state',question:{}}); call('touched'); window.dispatchEvent(new KeyboardEvent('keydown',{key:'q'})); window.dispatchEvent(new Event('pointerdown'));},400)";

/// The desk locks by its own clock, whatever its page does; a hand at it begins the time anew.
pub async fn an_untouched_desk_locks(home: &Path) -> Walked {
    let window = Driven::open_to_real_hands(home).await?;
    crate::locking::example(&window).await?;
    crate::morning::sign_in(&window, example::Who::Chair).await?;
    let mut settings = window.ask("who_am_i", json!({})).await?["settings"].clone();
    settings["lock_after_minutes"] = json!(1);
    assert_eq!(window.ask("keep_settings", settings.clone()).await?, settings);
    window.value(BUSY).await?;
    tokio::time::sleep(AWAY).await;
    let turned = tokio::process::Command::new("python3").args(["-c", WHEEL]).status().await.map_err(told)?;
    assert!(turned.success(), "the wheel was turned");
    let touched = Instant::now();
    while window.words().await.is_ok_and(|words| words.contains("New since")) {
        assert!(touched.elapsed() < LOCKS[1], "nobody has touched it for {} s", touched.elapsed().as_secs());
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    let locked = touched.elapsed();
    println!("locked {:.1} s after the last hand, with a page that asked all the time", locked.as_secs_f64());
    assert!(locked > LOCKS[0], "a hand at the desk begins the minute anew: {:.1} s", locked.as_secs_f64());
    window.turn_to("lock").await?;
    window.see("Sign in as anybody in the example unit").await?;
    window.close().await;
    Ok(())
}

/// What this system's clipboard holds; nothing where it holds nothing.
fn pasted() -> Result<String, String> {
    match arboard::Clipboard::new().and_then(|mut board| board.get_text()) {
        Ok(words) => Ok(words),
        Err(arboard::Error::ContentNotAvailable) => Ok(String::new()),
        Err(cause) => Err(told(cause)),
    }
}

async fn until_pasted(wanted: &str, within: Duration) -> Result<Duration, String> {
    let begun = Instant::now();
    while pasted()? != wanted {
        if begun.elapsed() > within {
            return Err(format!("the clipboard holds {:?}, not {wanted:?}", pasted()?));
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(begun.elapsed())
}

/// Words are copied for half a minute or until the desk locks; recovery words not at all.
pub async fn what_was_copied_goes(home: &Path) -> Walked {
    let window = Driven::open(home).await?;
    set_up(&window).await?;
    window.ctrl("n").await?;
    window.fill("What happened", TYPED).await?;
    copy(&window).await?;
    until_pasted(TYPED, Duration::from_secs(10)).await?;
    let gone = until_pasted("", COPIED_FOR[1]).await?;
    println!("gone after {:.1} s", gone.as_secs_f64());
    assert!(gone > COPIED_FOR[0], "there was time to paste it");

    window.ctrl("a").await?;
    window.ctrl("x").await?;
    until_pasted(TYPED, Duration::from_secs(10)).await?;
    assert_eq!(window.value("return document.activeElement.value").await?, json!(""), "cut");
    window.ctrl("v").await?;
    assert_eq!(window.value("return document.activeElement.value").await?, json!(TYPED), "and put back");
    window.ctrl("l").await?;
    window.turn_to("lock").await?;
    until_pasted("", Duration::from_secs(3)).await?;

    sign_in(&window).await?;
    sheet_is_never_copied(&window).await?;
    window.close().await;
    Ok(())
}

/// Copies all there is where the focus stands.
async fn copy(window: &Driven) -> Walked {
    window.ctrl("a").await?;
    window.ctrl("c").await
}

async fn sheet_is_never_copied(window: &Driven) -> Walked {
    window.press_button("Unit and settings").await?;
    window.press_button("Recovery and readiness").await?;
    window.press_button("Make recovery words").await?;
    window.press_button("Show the first half").await?;
    window.see("These words are shown once").await?;
    copy(window).await?;
    let chosen = window.value("return getSelection().toString().length").await?;
    assert!(chosen.as_u64().is_some_and(|letters| letters > 100), "the whole page was chosen: {chosen}");
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(pasted()?, "", "words of a sheet are copied by hand alone");
    Ok(())
}
