//! The chair's walk through sharing: the register, partners, what leaves row by row, what came and disagrees, an emergency
//! told by phone; then the second example unit at the door.

use crate::driven::Driven;
use crate::keyboard::{ENTER, ESCAPE};
use crate::locking::example;
use crate::morning::{KNOWN, Walked, lock, sign_in};
use example::Who;
use example::second;

/// Somebody of the example's case that the partner answers about.
const ANSWERED: &str = "Amina";

/// Every page of sharing by keyboard, with the example's own agreements and the bundle that waits.
pub async fn walk(window: &Driven) -> Walked {
    example(window).await?;
    sign_in(window, Who::Chair).await?;
    register(window).await?;
    share(window).await?;
    arrive(window).await?;
    window.open_case(KNOWN).await?;
    window.keys("m").await?;
    window.see("Why waiting is worse").await?;
    window.picture("emergency-nothing-ticked").await?;
    window.press_button("Disclosures").await?;
    window.see("What was told to whom, by which route").await?;
    window.picture("disclosures").await?;
    the_second_unit(window).await
}

async fn register(window: &Driven) -> Walked {
    window.ctrl("7").await?;
    window.see("people who move between us (sample)").await?;
    window.picture("agreements").await?;
    window.keys("n").await?;
    window.see("Between whom, and about what").await?;
    window.fill("Title", "Northmoor unit and Eastshire unit (Placeholder)").await?;
    window.keys(ENTER).await?;
    window.see("Draft").await?;
    window.picture("agreement-draft").await?;
    window.ctrl("7").await?;
    window.see("Northmoor unit and Eastshire unit (Placeholder)").await?;
    window.keys(ESCAPE).await?;
    window.keys("p").await?;
    window.see("Nothing is sealed to a partner before its keys were compared").await?;
    window.picture("partners").await
}

/// Under the agreement in force as far as the passphrase; then what a bundle sealed once asks for.
async fn share(window: &Driven) -> Walked {
    window.ctrl("5").await?;
    window.see("Share once, without an agreement").await?;
    window.picture("share-agreements").await?;
    window.press_button("Southmoor").await?;
    window.see("For whom and what").await?;
    window.reach("N-26-").await?;
    window.keys(" ").await?;
    window.fill("Who gets it", "B. Dummy").await?;
    window.fill("Their post", "Duty sergeant").await?;
    window.press_button("See what leaves").await?;
    window.see("Does the victim know?").await?;
    window.picture("share-what-leaves").await?;
    window.press_button("Choose another").await?;
    window.press_button("Share once, without an agreement").await?;
    window.see("Why they approve it").await?;
    window.picture("share-once").await?;
    window.press_button("Go on").await?;
    window.see("Choose a lawful basis.").await?;
    window.picture("share-once-refused").await
}

/// The bundle that waits: looked into, its conflict chosen, brought in.
async fn arrive(window: &Driven) -> Walked {
    window.ctrl("o").await?;
    window.see("Waiting in the example").await?;
    window.picture("arrive-waiting").await?;
    window.press_button("Open it").await?;
    window.see("The seal is good").await?;
    window.see("One thing disagrees").await?;
    window.picture("arrive-opened").await?;
    window.press_button("Receipt: opened").await?;
    window.see("It says that you opened the bundle").await?;
    window.picture("arrive-receipted").await?;
    window.press_button("Accept").await?;
    window.see("1 choice left").await?;
    window.press_button("Theirs:").await?;
    window.picture("arrive-chosen").await?;
    window.press_button("Bring in").await?;
    window.see("Brought in:").await?;
    window.picture("arrive-brought-in").await?;
    window.open_case(ANSWERED).await?;
    window.see("From other units").await?;
    window.picture("case-with-what-came").await
}

/// At the door the second unit is one button away, and its chair finds the case it was sent.
async fn the_second_unit(window: &Driven) -> Walked {
    lock(window).await?;
    window.see("Open the second example unit").await?;
    window.press_button("Open the second example unit").await?;
    window.see(second::NAME).await?;
    window.picture("door-of-the-second-unit").await?;
    let (name, passphrase) = second::chair();
    window.fill("Your name", name).await?;
    window.fill("Passphrase", passphrase).await?;
    window.keys(ENTER).await?;
    window.turn_to("main").await?;
    window.see("New since").await?;
    window.open_case(ANSWERED).await?;
    window.see("From other units").await?;
    window.picture("case-at-the-second-unit").await
}
