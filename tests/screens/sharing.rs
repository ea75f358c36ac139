//! The chair's walk through sharing: a draft agreement, partners, what leaves, what came, an emergency told by phone.

use crate::driven::Driven;
use crate::keyboard::{ENTER, ESCAPE};
use crate::locking::example;
use crate::morning::{KNOWN, Walked, sign_in};
use example::Who;

/// Every page of sharing by keyboard, and an emergency as far as what it asks for.
pub async fn walk(window: &Driven) -> Walked {
    example(window).await?;
    sign_in(window, Who::Chair).await?;
    register(window).await?;
    window.ctrl("5").await?;
    window.see("No agreement with a partner yet").await?;
    window.picture("share-without-an-agreement").await?;
    window.ctrl("o").await?;
    window.see("Nothing changes in your store until you press Bring in").await?;
    window.picture("arrive-empty").await?;
    window.open_case(KNOWN).await?;
    window.keys("m").await?;
    window.see("Why waiting is worse").await?;
    window.picture("emergency-nothing-ticked").await?;
    window.press_button("Disclosures").await?;
    window.see("What was told to whom, by which route").await?;
    window.picture("disclosures-empty").await
}

async fn register(window: &Driven) -> Walked {
    window.ctrl("7").await?;
    window.see("No agreement yet").await?;
    window.picture("agreements-empty").await?;
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
    window.picture("partners-empty").await
}
