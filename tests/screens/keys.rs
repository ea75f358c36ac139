//! The keys of a real unit, kept by a real keyring: in memory while the desk is open, in no process after it is locked.

use crate::closing::{PASSPHRASE, set_up};
use crate::driven::{Driven, told};
use crate::memory;
use custody::OsKeyring;
use sealing::{Custody, KeySlots, Passphrase};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

/// The store's key and the laptop's secret, got at as the program gets at them.
fn keys_of(unit: &Path) -> Result<[[u8; 32]; 2], String> {
    let text = std::fs::read_to_string(unit.join("keyslots.json")).map_err(told)?;
    let slots = KeySlots::parse(&text).map_err(told)?;
    let device = OsKeyring::new().read(slots.store_id()).map_err(told)?;
    let member = *slots.member_ids().next().ok_or("no member has a slot")?;
    let unlocked = slots.unlock(&member, &Passphrase::typed(PASSPHRASE), &device).map_err(told)?;
    Ok([*unlocked.store_key.expose_bytes_dangerously(), *device.expose_bytes_dangerously()])
}

/// Locks a real unit and looks for its keys and the passphrase.
pub async fn none_stays(home: &Path) -> Result<(), String> {
    let window = Driven::open(home).await?;
    set_up(&window).await?;
    let [store, device] = keys_of(&home.join("unit"))?;
    let sought =
        [("store key", memory::key(&store)), ("device secret", memory::key(&device)), ("passphrase", memory::spelt(PASSPHRASE))];
    let process = window.process()?;
    let look = || {
        sought.iter().map(|(what, needles)| (*what, memory::count(&memory::family(process), needles))).collect::<BTreeMap<_, _>>()
    };
    let open = look();
    window.ctrl("l").await?;
    window.turn_to("lock").await?;
    window.see("Your name").await?;
    // A web process that lives on is ended after two seconds.
    tokio::time::sleep(Duration::from_secs(3)).await;
    let closed = look();
    println!("copies in all processes: {open:?} while open, {closed:?} after the lock");
    assert!(open["store key"].values().sum::<usize>() > 0, "the scan sees what is there: {open:?}");
    for (what, counts) in closed {
        assert_eq!(counts.values().sum::<usize>(), 0, "{what}: {counts:?}");
    }
    window.close().await;
    Ok(())
}
