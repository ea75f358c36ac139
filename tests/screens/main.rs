//! The real window, driven as a person would drive it: example unit, keyboard, a picture of every screen, axe on each.

mod driven;

use driven::Driven;
use example::Who;
use std::time::Duration;

async fn morning(window: &Driven) -> Result<(), String> {
    window.see("Try the example unit").await?;
    window.picture("01-first-start").await?;
    window.press_button("Try the example unit").await?;
    window.see("Sign in as anybody in the example unit").await?;
    window.picture("02-sign-in").await?;
    let (name, passphrase) = example::passphrase_of(Who::Chair);
    window.type_into("f-name", name).await?;
    window.type_into("f-passphrase", passphrase).await?;
    window.keys("\u{E007}").await?;
    window.see("New since").await?;
    window.picture("03-today").await?;
    window.go("cases").await?;
    window.see("N-26-").await?;
    window.picture("04-cases").await?;
    window.keys("\u{E007}").await?;
    window.see("Incidents each week").await?;
    window.picture("05-case").await?;
    window.keys("i").await?;
    window.see("Add an incident").await?;
    window.keys("Canaryincident typed in the window").await?;
    window.picture("06-incident").await?;
    window.go("referrals").await?;
    window.see("Awaiting screening").await?;
    window.picture("07-referrals").await?;
    window.go("overnight").await?;
    window.see("Pick a file").await?;
    window.keys("1").await?;
    window.see("known already").await?;
    window.picture("08-overnight").await?;
    window.keys("\u{E009}\u{E007}\u{E000}").await?;
    window.see("cases opened").await?;
    window.go("referral").await?;
    window.see("What happened").await?;
    window.picture("09-referral").await?;
    window.go("meetings").await?;
    window.see("Past meetings").await?;
    window.picture("10-meetings").await?;
    meeting(window).await?;
    window.go("unit").await?;
    window.see("Instrument packs").await?;
    window.picture("15-unit").await?;
    window.go("log").await?;
    window.see("Lawful purpose").await?;
    window.picture("16-log").await
}

async fn meeting(window: &Driven) -> Result<(), String> {
    window.go("meeting").await?;
    window.see("I have read this to the room").await?;
    window.picture("11-agenda").await?;
    window.tick("I have read this to the room").await?;
    window.press_button("Start the meeting").await?;
    window.see("Why it is here").await?;
    window.keys("h").await?;
    window.see("Quorum met").await?;
    window.picture("12-meeting").await?;
    window.keys("\u{E031}").await?;
    window.wait(Duration::from_millis(400)).await;
    window.picture("13-blanked").await?;
    window.keys("\u{E031}").await?;
    window.see("Quorum met").await?;
    window.keys("e").await?;
    window.see("Sign the minutes").await?;
    window.press_button("Sign the minutes").await?;
    window.see("Minutes:").await?;
    window.picture("14-minutes").await
}

async fn pages_of_a_case(window: &Driven) -> Result<(), String> {
    let case = window.case_with("agreed").await?;
    for (page, words, name) in
        [("sash", "FOUR check", "17-sash"), ("cas", "Agencies side by side", "18-cas"), ("plan", "Copies out", "19-plan")]
    {
        window.go(&format!("{page}/{case}")).await?;
        window.see(words).await?;
        window.picture(name).await?;
    }
    window.dark().await?;
    for (page, words, name) in [("today", "New since", "20-today-dark"), ("cases", "N-26-", "21-cases-dark")] {
        window.go(page).await?;
        window.see(words).await?;
        window.picture(name).await?;
    }
    Ok(())
}

#[test]
fn the_window_s_program_is_there_to_be_driven() {
    let window = std::env::var_os("HOLDFAST_WINDOW").expect("HOLDFAST_WINDOW names the window's program");
    assert!(std::path::Path::new(&window).is_file(), "the window was built before it is driven");
}

#[test]
#[ignore = "seen green up to the overnight list only; the meeting and after are still to be walked"]
fn look_at_every_screen_of_the_morning() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let window = Driven::open().await.unwrap();
        let walked = match morning(&window).await {
            Ok(()) => pages_of_a_case(&window).await,
            Err(stuck) => Err(stuck),
        };
        if walked.is_err() {
            let _ = window.picture("99-stuck").await;
        }
        let troubles = window.close().await;
        walked.unwrap();
        assert_eq!(troubles, Vec::<String>::new(), "axe finds nothing on any screen");
    });
}
