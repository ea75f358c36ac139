//! The advocate's walk: a page for the victim to keep, asked about, read and printed; a copy with contact details.

use crate::driven::Driven;
use crate::keyboard::{ENTER, ESCAPE, TAB};
use crate::locking::example;
use crate::morning::{KNOWN, Walked, sign_in};
use example::Who;

/// Writes the victim's own plan, meets what stands in its way, and prints it.
pub async fn walk(window: &Driven) -> Walked {
    example(window).await?;
    sign_in(window, Who::Advocate).await?;
    window.open_case(KNOWN).await?;
    window.keys("v").await?;
    window.see("Nothing stands on the page yet.").await?;
    window.picture("victim-plan-empty").await?;
    window.fill("My advocate", "Kay. Text first, weekdays 10:00 to 14:00.").await?;
    window.fill("At home", "Lock the side gate.").await?;
    window.fill("Look at it again by", "+14").await?;
    window.keys(TAB).await?;
    window.answer("Is paper safe to hold?", 1).await?;
    window.see("Read the page as it stands now").await?;
    window.answer("If the person stalking you", 2).await?;
    window.answer("Does the victim agree", 1).await?;
    window.see("Nothing stands in the way.").await?;
    window.picture("victim-plan-ready").await?;
    window.press_button("Print a copy").await?;
    window.see("Who holds this copy").await?;
    window.fill("Who holds this copy", "Herself").await?;
    window.fill("What for", "to keep at home").await?;
    window.keys(ENTER).await?;
    window.see("saved").await?;
    window.picture("victim-plan-printed").await?;
    window.keys(ESCAPE).await?;
    in_welsh(window).await?;
    window.fill("What I want", "Bad news in person.").await?;
    window.keys(TAB).await?;
    window.see("Read the page as it stands now").await?;
    window.picture("victim-plan-changed").await?;
    details(window).await
}

/// Prints another copy with the fixed words in Welsh.
async fn in_welsh(window: &Driven) -> Walked {
    window.press_button("Print a copy").await?;
    window.see("Who holds this copy").await?;
    window.answer("Headings and fixed advice in", 2).await?;
    window.see("Have a Welsh speaker read the page").await?;
    window.fill("Who holds this copy", "Herself").await?;
    window.fill("What for", "in her own language").await?;
    window.picture("victim-plan-in-welsh").await?;
    window.keys(ENTER).await?;
    window.see("saved").await?;
    window.keys(ESCAPE).await?;
    // The page knows of its copies at once.
    window.see("Herself").await
}

/// Chooses one contact detail for one reader, looks at the pages with it, and prints them.
async fn details(window: &Driven) -> Walked {
    window.open_case(KNOWN).await?;
    window.keys("p").await?;
    window.see("Copies out").await?;
    window.press_button("Choose contact details").await?;
    window.see("None is chosen for you").await?;
    window.fill("Who will read this copy", "P. Dummy").await?;
    window.pick("Their agency", "Police").await?;
    window.fill("What the copy is for", "tomorrow's visit").await?;
    window.press_button("Look at the pages").await?;
    window.see("Write why this reader").await?;
    window.picture("plan-details-not-yet").await?;
    window.fill("Why this reader", "Meets the victim alone").await?;
    window.reach("Details on this copy").await?;
    window.keys(" ").await?;
    window.press_button("Look at the pages").await?;
    window.see("this is what will print").await?;
    window.picture("plan-details-look").await?;
    window.reach("I have looked at every page").await?;
    window.keys(" ").await?;
    window.press_button("Number and save").await?;
    window.see("saved").await?;
    window.picture("plan-details-saved").await?;
    window.keys(ESCAPE).await?;
    window.see("With contact details").await
}
