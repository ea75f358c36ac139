//! Writing: one root act for each transaction, all or nothing, and a history that says everything.

use crate::common::*;
use serde_json::json;
use store::{ActsAsked, ActsOf, Arrival, CarriedEntry, Draft, Fault, Hash, Id, Store};

const ARRIVAL: Arrival = Arrival { import: Id([0x17; 16]), sequence: 1 };

fn acts(store: &Store, of: ActsOf) -> Vec<String> {
    let asked = ActsAsked { of, names: None, before_seq: None, limit: 100 };
    store.acts(&asked).unwrap().into_iter().map(|act| act.header.name).collect()
}

#[test]
fn a_record_is_read_as_it_was_written_after_opening_again() {
    let place = place();
    let mut store = create(&place);
    let (record, receipt) = one_record(&mut store);
    assert_eq!(receipt.seq, 1);
    store.close().unwrap();
    let store = open(&place).unwrap();
    let read = store.the_record(record).unwrap();
    assert_eq!(read.body, incident());
    assert_eq!((read.kind.as_str(), read.owner.as_str()), ("incident", "police"));
    assert_eq!((read.case, read.made_at_ms), (Some(id(1)), AT));
    assert_eq!(store.records_of_case(id(1), "incident").unwrap(), vec![read.clone()]);
    assert_eq!(store.records_of_kind("incident", 10).unwrap(), vec![read]);
    assert!(store.records_of_case(id(3), "incident").unwrap().is_empty());
    assert_eq!(store.verify_chains().unwrap().head, Some(store.audit_head()));
}

#[test]
fn a_closure_that_fails_leaves_no_act_no_record_and_no_name() {
    let place = place();
    let mut store = create(&place);
    let head = store.audit_head();
    let failed: Result<((), _), Fault> = store.write(cause("a_new_act_name"), |w| {
        w.create(placing(id(2), id(1)), &incident())?;
        w.child_act("another", None)?;
        assert!(w.store().record(id(2))?.is_some());
        Err(Fault::Unreadable)
    });
    assert_eq!(failed.unwrap_err(), Fault::Unreadable);
    assert_eq!(store.audit_head(), head);
    assert!(acts(&store, ActsOf::All).is_empty());
    assert_eq!(store.record(id(2)).unwrap(), None);
    // The numbers handed out in the failed transaction were given back: the next names get them.
    one_record(&mut store);
    assert_eq!(acts(&store, ActsOf::All), ["incident_added"]);
    assert_eq!(store.the_record(id(2)).unwrap().category, "victim-narrative");
    store.verify_chains().unwrap();
}

#[test]
fn a_closure_that_panics_leaves_nothing_either() {
    let place = place();
    let mut store = create(&place);
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let _ = store.write(cause("a_new_act_name"), |w| -> Result<(), Fault> {
            w.create(placing(id(2), id(1)), &incident())?;
            panic!("the caller's own fault")
        });
    }));
    assert!(caught.is_err());
    one_record(&mut store);
    assert_eq!(acts(&store, ActsOf::All), ["incident_added"]);
    store.verify_chains().unwrap();
}

#[test]
fn child_acts_name_the_root_and_hold_their_own_entries() {
    let place = place();
    let mut store = create(&place);
    let ((), receipt) = store
        .write(cause("list_brought_in"), |w| {
            for n in [2, 3] {
                w.child_act("referral_taken", Some(id(n)))?;
                w.create(placing(id(n), id(1)), &incident())?;
            }
            Ok::<(), Fault>(())
        })
        .unwrap();
    let history = store.history(id(3)).unwrap();
    assert_eq!(history.len(), 1);
    assert_eq!(history[0].act.header.name, "referral_taken");
    assert_eq!(history[0].act.header.root, receipt.act);
    assert_eq!(acts(&store, ActsOf::Subject(id(3))), ["referral_taken"]);
    assert_eq!(acts(&store, ActsOf::All).len(), 3);
    assert_eq!(store.verify_chains().unwrap().entries, 2);
}

#[test]
fn looking_is_an_act_too_and_the_log_can_be_asked() {
    let place = place();
    let mut store = create(&place);
    store.log(cause("case_opened").on(id(1)).in_case(id(1)).because("duty_enquiry")).unwrap();
    one_record(&mut store);
    assert_eq!(acts(&store, ActsOf::Case(id(1))), ["incident_added", "case_opened"]);
    assert_eq!(acts(&store, ActsOf::Actor(ACTOR)).len(), 2);
    assert!(acts(&store, ActsOf::Actor(id(9))).is_empty());
    let none = ActsAsked { of: ActsOf::All, names: Some(vec![]), before_seq: None, limit: 9 };
    assert!(store.acts(&none).unwrap().is_empty(), "choosing no name finds no act");
    let named = ActsAsked { names: Some(vec!["case_opened".into()]), ..none };
    assert_eq!(store.acts(&named).unwrap()[0].header.reason, "duty_enquiry");
}

#[test]
fn a_correction_replaces_one_field_and_the_history_keeps_both() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    store.write(cause("incident_corrected"), |w| w.correct(record, "severity", &json!(3))).unwrap();
    store.write(cause("incident_corrected"), |w| w.correct(record, "severity", &json!(4))).unwrap();
    let read = store.the_record(record).unwrap();
    assert_eq!(read.body["severity"], 4);
    assert_eq!(read.body["what"], incident()["what"]);
    assert!(read.conflicts.is_empty());
    let history = store.history(record).unwrap();
    let values: Vec<_> = history.iter().map(|line| line.value.clone().unwrap()).collect();
    assert_eq!(values, [incident(), json!(3), json!(4)]);
    assert_eq!(history[1].entry.parents, [history[0].entry.id]);
    assert_eq!(history[2].entry.parents, [history[1].entry.id]);
    assert_eq!(history[2].entry.previous, history[1].entry.hash());
    assert_eq!(history.iter().map(|line| line.stands).collect::<Vec<_>>(), [true, false, true]);
    store.verify_chains().unwrap();
    store.verify_record(record).unwrap();
}

#[test]
fn amending_writes_only_what_differs() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    let body = json!({"what": "Waited outside the library", "severity": 1, "told_by": "police"});
    let (changed, _) = store.write(cause("incident_corrected"), |w| w.amend(record, &body)).unwrap();
    assert_eq!(changed, 3);
    let read = store.the_record(record).unwrap().body;
    assert_eq!(read, json!({"what": body["what"], "severity": 1, "told_by": "police", "is_contact": null}));
    let (changed, _) = store.write(cause("incident_corrected"), |w| w.amend(record, &body)).unwrap();
    assert_eq!(changed, 0);
}

fn from_elsewhere(store: &Store, record: Id, value: &serde_json::Value, entry: u8) -> CarriedEntry {
    let whole = store.history(record).unwrap().remove(0);
    let plaintext = journal::canonical(value).unwrap();
    let device = id(0xD2);
    let mut header = whole.entry.clone();
    header.id = id(entry);
    header.device = device;
    header.stream = journal::stream_id(device, record, &header.category, "police");
    header.field = "severity".into();
    header.parents = vec![whole.entry.id];
    header.commitment = journal::commitment(header.id, &[9; 16], &plaintext);
    header.previous = Hash::NONE;
    CarriedEntry { header, value: Some(([9; 16], plaintext)) }
}

#[test]
fn two_corrections_made_apart_are_a_visible_conflict_until_somebody_resolves_it() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    let foreign = from_elsewhere(&store, record, &json!(4), 0xEE);
    store.write(cause("incident_corrected"), |w| w.correct(record, "severity", &json!(1))).unwrap();
    for _ in 0..2 {
        store
            .write(cause("bundle_received"), |w| w.receive(placing(record, id(1)), std::slice::from_ref(&foreign), ARRIVAL))
            .unwrap();
    }
    let read = store.the_record(record).unwrap();
    assert_eq!(read.conflicts.len(), 1);
    assert_eq!(read.conflicts[0].field, "severity");
    let values: Vec<_> = read.conflicts[0].values.iter().map(|(_, value)| value.clone()).collect();
    assert_eq!(values, [json!(1), json!(4)]);
    store.write(cause("conflict_resolved"), |w| w.correct(record, "severity", &json!(4))).unwrap();
    assert!(store.the_record(record).unwrap().conflicts.is_empty());
    assert_eq!(store.verify_chains().unwrap().entries, 4);
}

#[test]
fn an_entry_from_elsewhere_that_does_not_fit_is_refused() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    let mut foreign = from_elsewhere(&store, record, &json!(4), 0xEE);
    foreign.value = Some(([9; 16], b"3".to_vec()));
    let refused =
        store.write(cause("bundle_received"), |w| w.receive(placing(record, id(1)), std::slice::from_ref(&foreign), ARRIVAL));
    assert_eq!(refused.unwrap_err(), Fault::NotGenuine);
}

#[test]
fn an_erased_record_is_gone_and_its_chain_still_verifies() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    store.write(cause("incident_corrected"), |w| w.correct(record, "severity", &json!(3))).unwrap();
    store.write(cause("record_erased").on(record), |w| w.erase(record)).unwrap();
    let read = store.the_record(record).unwrap();
    assert!(read.erased && read.body.is_null());
    let history = store.history(record).unwrap();
    assert_eq!(history.len(), 2);
    assert!(history.iter().all(|line| line.value.is_none()));
    assert_eq!(store.verify_chains().unwrap().entries, 2);
    let late = store.write(cause("x"), |w| w.correct(record, "severity", &json!(1)));
    assert_eq!(late.unwrap_err(), Fault::Erased(record));
    store.close().unwrap();
    open(&place).unwrap().verify_chains().unwrap();
}

#[test]
fn what_cannot_be_kept_is_refused() {
    let place = place();
    let mut store = create(&place);
    let (record, _) = one_record(&mut store);
    let mut refused =
        |body: serde_json::Value, at: Id| store.write(cause("x"), |w| w.create(placing(at, id(1)), &body)).unwrap_err();
    assert_eq!(refused(json!([1]), id(8)), Fault::NotAnObject);
    assert!(matches!(refused(json!({"a": 0.5}), id(8)), Fault::NotCanonical(_)));
    assert_eq!(refused(incident(), record), Fault::Taken);
    let unknown = store.write(cause("x"), |w| w.correct(id(77), "a", &json!(1)));
    assert_eq!(unknown.unwrap_err(), Fault::UnknownRecord(id(77)));
}

#[test]
fn a_draft_is_one_row_that_is_overwritten_and_leaves_no_act() {
    let place = place();
    let store = create(&place);
    let draft = |text: &str, at_ms| Draft { form: "referral".into(), subject: None, at_ms, body: json!({"t": text}) };
    store.put_draft(ACTOR, &draft("first", 1)).unwrap();
    store.put_draft(ACTOR, &draft("second", 2)).unwrap();
    store.put_draft(id(9), &draft("somebody else's", 3)).unwrap();
    assert_eq!(store.drafts(ACTOR).unwrap(), [draft("second", 2)]);
    assert_eq!(store.draft(ACTOR, "referral", None).unwrap(), Some(draft("second", 2)));
    assert_eq!(store.draft(ACTOR, "referral", Some(id(1))).unwrap(), None);
    store.drop_draft(ACTOR, "referral", None).unwrap();
    assert!(store.drafts(ACTOR).unwrap().is_empty());
    assert_eq!(store.drafts(id(9)).unwrap().len(), 1);
    assert!(acts(&store, ActsOf::All).is_empty());
}

#[test]
fn settings_are_kept_and_leave_no_act() {
    let place = place();
    let store = create(&place);
    assert_eq!(store.setting("columns").unwrap(), None);
    store.set_setting("columns", &json!(["a", 1])).unwrap();
    store.set_setting("columns", &json!(["b"])).unwrap();
    assert_eq!(store.setting("columns").unwrap(), Some(json!(["b"])));
    store.beat(AT + 1).unwrap();
    assert!(acts(&store, ActsOf::All).is_empty());
}

#[test]
fn two_stores_given_the_same_work_have_the_same_journal() {
    let make = || {
        let place = place();
        let mut store = create(&place);
        one_record(&mut store);
        store.audit_head()
    };
    assert_eq!(make(), make());
}
