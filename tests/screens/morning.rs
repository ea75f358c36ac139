//! A unit's morning at the keyboard, before the meeting: the list and a referral by hand, a case, screening, safe contact.

use crate::driven::Driven;
use crate::keyboard::{DOWN, ENTER, ESCAPE};
use crate::room;
use example::Who;

/// How far a walk came: to its end, or what it met instead.
pub type Walked = Result<(), String>;

/// The referral taken by hand, then screened.
const VICTIM: &str = "Walkthrough Sampleson";
/// The case of the example whose plan is agreed and whose CAS is half written.
pub const KNOWN: &str = "Llewelyn";

/// The whole morning.
pub async fn walk(window: &Driven) -> Walked {
    door(window).await?;
    support(window).await?;
    officer(window).await?;
    advocate(window).await?;
    room::walk(window).await
}

async fn door(window: &Driven) -> Walked {
    window.see("Try the example unit").await?;
    window.picture("first-start").await?;
    window.press_button("This laptop joins a unit").await?;
    window.see("It holds nothing secret").await?;
    window.picture("this-laptop-joins").await?;
    window.press_button("Back").await?;
    window.press_button("Try the example unit").await?;
    window.turn_to("lock").await?;
    window.see("Sign in as anybody in the example unit").await?;
    window.picture("sign-in").await
}

/// Signs in by name and passphrase, as at any real door.
pub async fn sign_in(window: &Driven, who: Who) -> Walked {
    let (name, passphrase) = example::passphrase_of(who);
    window.turn_to("lock").await?;
    window.see("Sign in as anybody in the example unit").await?;
    window.fill("Your name", name).await?;
    window.fill("Passphrase", passphrase).await?;
    window.keys(ENTER).await?;
    window.turn_to("main").await?;
    window.see(&format!("{name} ·")).await?;
    window.see("New since").await
}

/// Locks, and waits for the door.
pub async fn lock(window: &Driven) -> Walked {
    window.ctrl("l").await?;
    window.turn_to("lock").await?;
    window.see("Sign in as anybody in the example unit").await
}

async fn support(window: &Driven) -> Walked {
    sign_in(window, Who::Support).await?;
    window.picture("today-business-support").await?;
    window.ctrl("4").await?;
    window.see("Awaiting screening").await?;
    window.picture("referrals").await?;
    window.keys("n").await?;
    window.see("What happened").await?;
    window.fill("Victim's name", VICTIM).await?;
    window.fill("Suspect's name", "Specimen Walkthrough").await?;
    window.pick("Relationship", "Colleague").await?;
    window.fill("What happened", "Followed from work on three evenings; a note left on the windscreen.").await?;
    window.fill("Who refers", "PC Mockford").await?;
    window.fill("Victim's phone", "07700 900177").await?;
    window.picture("referral-by-hand").await?;
    window.answer("Is it safe to contact", 3).await?;
    window.answer("Does the victim agree", 1).await?;
    window.ctrl(ENTER).await?;
    window.see("screen it now").await?;
    window.picture("referral-taken").await?;
    window.ctrl("4").await?;
    window.see("Awaiting screening").await?;
    window.keys("l").await?;
    window.see("Pick the list your force sends overnight").await?;
    window.keys("2").await?;
    window.see("I have looked at the").await?;
    window.picture("overnight-list-with-broken-rows").await?;
    window.keys("1").await?;
    window.see("0 broken").await?;
    window.picture("overnight-list").await?;
    window.ctrl(ENTER).await?;
    window.see("cases opened").await?;
    window.picture("overnight-list-taken").await?;
    lock(window).await
}

async fn officer(window: &Driven) -> Walked {
    sign_in(window, Who::Officer).await?;
    window.picture("today").await?;
    window.ctrl("3").await?;
    window.see("N-26-").await?;
    window.keys(DOWN).await?;
    window.picture("cases").await?;
    window.keys(ENTER).await?;
    window.see("Timeline").await?;
    window.picture("case-of-the-overnight-list").await?;
    window.ctrl("k").await?;
    window.reach("Name, reference, plate").await?;
    window.keys(KNOWN).await?;
    window.see(" · ").await?;
    window.picture("palette").await?;
    window.keys(ESCAPE).await?;
    window.open_case(KNOWN).await?;
    window.picture("case").await?;
    incident(window).await?;
    quick_forms(
        window,
        &[('a', "What is to be done", "action"), ('o', "Order or conditions", "order"), ('u', "What cannot wait", "urgent")],
    )
    .await?;
    window.reach("History").await?;
    window.keys("h").await?;
    window.see("History").await?;
    window.picture("case-history-of-a-record").await?;
    screening(window).await?;
    lock(window).await
}

async fn incident(window: &Driven) -> Walked {
    window.keys("i").await?;
    window.see("Add an incident").await?;
    window.fill("What happened", "The silver car stood opposite the house for an hour.").await?;
    window.fill("Day", "yesterday").await?;
    window.reach("What kind").await?;
    window.keys(DOWN).await?;
    window.reach("How serious").await?;
    window.keys(&DOWN.repeat(2)).await?;
    window.answer("Did it reach the victim", 1).await?;
    window.answer("Reported to the police", 1).await?;
    window.picture("case-incident").await?;
    window.ctrl(ENTER).await?;
    window.see("Incident recorded.").await?;
    window.see("Sun 22 Nov").await?;
    window.picture("case-incident-recorded").await
}

/// Opens each quick form of a case by its letter, looks at it and leaves it.
async fn quick_forms(window: &Driven, forms: &[(char, &str, &str)]) -> Walked {
    for (key, words, name) in forms {
        window.keys(&key.to_string()).await?;
        window.see(words).await?;
        window.picture(&format!("case-form-{name}")).await?;
        window.keys(ESCAPE).await?;
    }
    Ok(())
}

async fn screening(window: &Driven) -> Walked {
    window.open_case(VICTIM).await?;
    window.see(VICTIM).await?;
    window.keys("g").await?;
    window.see("Every agency of the profile was asked.").await?;
    window.keys("r").await?;
    window.see("The answer").await?;
    window.pick("Agency", "Police").await?;
    window.answer("The answer", 1).await?;
    window.fill("What they know", "Two earlier reports by another person, no charge.").await?;
    window.fill("Said by", "P. Dummy").await?;
    window.picture("case-agency-answer").await?;
    window.ctrl(ENTER).await?;
    window.see("Answer recorded.").await?;
    window.keys("s").await?;
    window.see("FOUR check").await?;
    window.picture("screening").await?;
    for quality in ["Fixated", "Obsessive", "Unwanted", "Repeated"] {
        window.answer(quality, 1).await?;
    }
    window.press_button("Record the FOUR check").await?;
    window.see("FOUR check recorded.").await?;
    window.reach("Is the stalker a former").await?;
    window.keys("1").await?;
    // Letters rest in a field, so the answers are given from a button.
    window.reach("G1").await?;
    window.keys(&"y".repeat(15)).await?;
    window.keys("u").await?;
    window.see("Who could find out").await?;
    window.pick("Agency", "Probation").await?;
    window.fill("By", "+3").await?;
    window.picture("screening-items").await?;
    window.answer("Level of concern", 3).await?;
    window.fill("Why this level", "Contact is rising and has moved to the place of work.").await?;
    window.fill("Where the answers come from", "victim, officer").await?;
    window.answer("Next", 3).await?;
    window.answer("Are you trained in this instrument?", 1).await?;
    window.ctrl(ENTER).await?;
    window.see("SASH signed").await?;
    window.reach("Outcome").await?;
    window.pick("Outcome", "To the clinic").await?;
    window.answer("Judged as", 1).await?;
    window.fill("Why", "The room should look at this together.").await?;
    window.picture("screening-decision").await?;
    window.press_button("Record the decision").await?;
    window.see("Decision recorded.").await
}

async fn advocate(window: &Driven) -> Walked {
    sign_in(window, Who::Advocate).await?;
    window.open_case(KNOWN).await?;
    window.press_button("I have read this: show the numbers").await?;
    window.see("07700").await?;
    window.picture("case-safe-contact").await?;
    quick_forms(
        window,
        &[
            ('c', "Contact with the victim", "contact"),
            ('k', "Record safe contact", "safe-contact"),
            ('d', "Is contact still safe?", "still-safe"),
        ],
    )
    .await?;
    lock(window).await
}
