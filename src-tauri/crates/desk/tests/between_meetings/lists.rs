//! The overnight list, read and taken.

use crate::world::room;
use serde_json::json;
use std::sync::atomic::Ordering;

#[test]
fn a_list_is_taken_whole_or_not_at_all() {
    let mut room = room();
    let bytes = include_bytes!("../../../../../assets/samples/overnight-clean.csv");
    let token = room.pick("overnight.csv", bytes, "overnight_list");
    let read = room.give("read_overnight_list", json!({ "file": token, "columns": {}, "date_order": "" }));
    assert_eq!((read["new"].clone(), read["duplicates"].clone(), read["broken"].clone()), (json!(11), json!(1), json!(0)));
    assert_eq!(read["columns_remembered"], false);
    let take =
        |broken: u32| json!({ "file": read["file"], "columns": read["columns"], "date_order": "", "leave_out_broken": broken });
    assert_eq!(room.refused("take_overnight_list", take(3)).0, "broken_rows_not_seen");
    room.world.stop.store(true, Ordering::Relaxed);
    assert_eq!(room.refused("take_overnight_list", take(0)).0, "stopped");
    assert_eq!(room.give("referrals", json!({}))["awaiting_total"], 0, "stopped means nothing was kept");
    room.world.stop.store(false, Ordering::Relaxed);
    assert_eq!(room.give("take_overnight_list", take(0))["taken"], 11);
    let again = room.give("read_overnight_list", json!({ "file": token, "columns": {}, "date_order": "" }));
    assert_eq!((again["already_known"].clone(), again["columns_remembered"].clone()), (json!(12), json!(true)));
    assert_eq!(room.refused("take_overnight_list", take(0)).0, "nothing_new_in_list");
    assert_eq!(room.give("referrals", json!({}))["awaiting_total"], 11);
}

#[test]
fn a_broken_list_shows_what_is_wrong_and_takes_nothing_unseen() {
    let mut room = room();
    let bytes = include_bytes!("../../../../../assets/samples/overnight-ugly.csv");
    let token = room.pick("overnight.csv", bytes, "overnight_list");
    let read = room.give("read_overnight_list", json!({ "file": token, "columns": {}, "date_order": "" }));
    assert!(read["broken"].as_u64().unwrap() > 0);
    let broken = read["rows"].as_array().unwrap().iter().find(|row| row["verdict"] == "broken").unwrap().clone();
    assert!(!broken["troubles"].as_array().unwrap().is_empty(), "every broken row says which cell and why");
    let no_victim = json!({ "crime_reference": read["headings"][0] });
    let unmatched = room.give("read_overnight_list", json!({ "file": token, "columns": no_victim, "date_order": "" }));
    assert!(unmatched["rows"].as_array().unwrap().is_empty(), "unmatched columns show the headings and no rows");
    assert!(!unmatched["headings"].as_array().unwrap().is_empty());
}
