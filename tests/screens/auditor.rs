//! The auditor's walk: the log for a lawful purpose, what is in it, and a printed review of it.

use crate::driven::Driven;
use crate::keyboard::{ENTER, ESCAPE};
use crate::locking::example;
use crate::morning::{Walked, sign_in};
use example::Who;

/// Reads the log, narrows it, prints it.
pub async fn walk(window: &Driven) -> Walked {
    example(window).await?;
    sign_in(window, Who::Auditor).await?;
    window.press_button("Audit log").await?;
    window.see("nothing is shown without one").await?;
    window.picture("log-before-a-purpose").await?;
    window.answer("Lawful purpose", 2).await?;
    window.see("Acts by member").await?;
    window.picture("log-everything").await?;
    window.pick("What", "Keys").await?;
    window.press_button("Show").await?;
    window.see("Set up unit").await?;
    window.picture("log-of-keys").await?;
    window.press_button("Print these acts").await?;
    window.see("Who holds this copy").await?;
    window.fill("What for", "yearly review").await?;
    window.keys(ENTER).await?;
    window.see("saved").await?;
    window.picture("log-printed").await?;
    window.keys(ESCAPE).await
}
