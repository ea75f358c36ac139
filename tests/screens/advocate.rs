//! The advocate's walk: a page for the victim to keep, asked about, read and printed.

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
    window.fill("What I want", "Bad news in person.").await?;
    window.keys(TAB).await?;
    window.see("Read the page as it stands now").await?;
    window.picture("victim-plan-changed").await
}
