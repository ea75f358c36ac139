//! The program as it ships, without a driver: each window that opens after another shows its page.

use crate::reader::Reader;
use std::path::Path;

/// From the first window to the door, the desk, the door again and another desk. A driver's windows share what these do not.
pub async fn every_window_shows_its_page(home: &Path) -> Result<(), String> {
    let window = Reader::open(home).await?;
    window.press("Try the example unit").await?;
    window.press("Sign in as Morgan Placeholder").await?;
    window.see("New referral").await?;
    window.press("Lock").await?;
    window.press("Sign in as Sam Testcase").await?;
    window.see("New referral").await
}
