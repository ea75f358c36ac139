//! No free text reaches a paper unread: every text of every record is marked, and where the mark comes out on a page, a
//! protected address typed in its place must stop that paper.

use crate::asks::papers::{PrintAs, PrintPaper, PrintPlan, WhichPaper};
use crate::keeping::{Doing, Kept, id_of, record_of};
use crate::meeting_table::Table;
use crate::papers_other::SetPaper;
use crate::papers_unit::{Unit, text, unit};
use crate::trouble::{Outcome, Refusal, Trouble};
use crate::{
    papers, papers_agenda, papers_cas, papers_lists, papers_minutes, papers_other, papers_pack, papers_plan, papers_sash,
    plan_comparing,
};
use casework::agency::Agency;
use casework::body::Kind;
use casework::ids::RecordId;
use casework::people::{Person, PersonRole};
use casework::plan::Plan;
use documents::{Copy, PrintSize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// Where the victim of every case of the table lives.
const PROTECTED: &str = "Seen at 12 Mulberry Court";

/// What is protected, what was released, who holds a copy: read by themselves or never printed.
const NOT_TYPED_INTO: [Kind; 4] = [Kind::KnownDetail, Kind::ContactDetail, Kind::TextRelease, Kind::PaperCopy];

/// Codes of the profile or the law, and the unit's own numbers: checked where they are entered, never free text.
const CODES: [(&str, &str); 7] = [
    ("case", "reference"),
    ("room_decision", "outcomes"),
    ("room_decision", "order_type"),
    ("order", "order_type"),
    ("screening_decision", "outcome"),
    ("meeting", "title"),
    ("sash", "edition"),
];

pub(crate) fn copy() -> Copy {
    let witness = text("1204 acre bagel cabin dab each fable gala habit");
    Copy { number: 1, of: None, holder: text("NHS, H. Fixture"), witness }
}

/// Every paper made of these records, read and ready to be set.
pub(crate) fn ready(table: &mut Table, unit: &Unit) -> Vec<(&'static str, Outcome<SetPaper>)> {
    let mut sitting = table.sit();
    let agenda = papers_agenda::view(&mut sitting).map(|view| papers_agenda::paper(&sitting, &view, copy()));
    let pack = papers_pack::pack(&mut sitting).map(|ready| ready.set);
    let kept = || sitting.read::<Plan>(unit.plans[1]);
    let plan = kept().and_then(|kept| papers_plan::paper(&sitting, unit.case, &kept, Some(copy())));
    let part = kept().and_then(|kept| papers_plan::part_of(&sitting, unit.case, &kept, Agency::Police));
    let minutes = papers_minutes::paper(&sitting, unit.signed, copy());
    vec![
        ("agenda", agenda.map(|paper| -> SetPaper { Box::new(move |_, _| paper.render()) })),
        ("pack", pack),
        ("plan", plan.map(|paper| -> SetPaper { Box::new(move |_, _| paper.render()) })),
        ("part", part.map(|paper| -> SetPaper { Box::new(move |_, _| paper.render()) })),
        ("changes", plan_comparing::paper(&sitting, unit.plans[0], unit.plans[1]).map(|(_, ready)| ready.set)),
        ("minutes", minutes.map(|paper| -> SetPaper { Box::new(move |_, _| paper.render()) })),
        ("own minutes", papers_lists::minutes(&sitting, unit.signed, Agency::Police).map(|ready| ready.set)),
        ("actions", papers_lists::actions(&sitting, &[Agency::Police]).map(|ready| ready.set)),
        ("advice", papers_lists::advice(&sitting, unit.case).map(|ready| ready.set)),
        ("CAS", papers_cas::full(&sitting, unit.cas).map(|(_, ready)| ready.set)),
        ("CAS summary", papers_cas::summary(&sitting, unit.cas).map(|(_, ready)| ready.set)),
        ("SASH", papers_sash::record(&sitting, unit.sash).map(|ready| ready.set)),
    ]
}

/// The path of every text within a value.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(_) => vec![String::new()],
        Value::Array(all) => {
            all.iter().enumerate().flat_map(|(at, one)| texts(one).into_iter().map(move |path| format!("/{at}{path}"))).collect()
        }
        Value::Object(all) => {
            all.iter().flat_map(|(name, one)| texts(one).into_iter().map(move |path| format!("/{name}{path}"))).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => Vec::new(),
    }
}

/// One text of one record.
#[derive(Debug, Clone)]
struct Place {
    kind: Kind,
    record: RecordId,
    field: String,
    path: String,
    was: String,
}

fn places(table: &mut Table, unit: &Unit) -> Vec<Place> {
    let sitting = table.sit();
    let mut places = Vec::new();
    for group in [unit.case.into(), unit.next.into(), unit.signed.into(), unit.running.into()] {
        for kind in Kind::ALL.iter().copied().filter(|kind| !NOT_TYPED_INTO.contains(kind)) {
            let mut records = sitting.store().records_of_case(id_of(group), kind.code()).unwrap();
            records.extend(sitting.store().record(id_of(group)).unwrap().filter(|record| record.kind == kind.code()));
            records.dedup_by_key(|record| record.id);
            for record in records {
                for (field, value) in record.body.as_object().unwrap() {
                    if CODES.contains(&(kind.code(), field.as_str())) {
                        continue;
                    }
                    let of = |path: String| {
                        let was = value.pointer(&path).and_then(Value::as_str).unwrap_or_default().to_owned();
                        Place { kind, record: record_of(record.id), field: field.clone(), path, was }
                    };
                    // An item's number is one of the form's: signing refuses any other.
                    let is_number = |path: &String| kind == Kind::SashRecord && path.ends_with("/number");
                    places.extend(texts(value).into_iter().filter(|path| !is_number(path)).map(of));
                }
            }
        }
    }
    places
}

/// Puts words there.
fn put(table: &mut Table, place: &Place, words: &str) -> Outcome<()> {
    let record = table.sit().store().the_record(id_of(place.record)).unwrap();
    let mut value = record.body[&place.field].clone();
    *value.pointer_mut(&place.path).unwrap() = Value::String(words.to_owned());
    table.sit().write(Doing::of_unit("record_incident"), |w| w.amend(place.record, &place.field, &value))
}

/// Puts a mark wherever words may stand. A code, a day or an id refuses to be anything else and keeps what it was.
fn mark(table: &mut Table, unit: &Unit) -> Vec<(Place, String)> {
    let mut marked = Vec::new();
    for place in places(table, unit) {
        let words = format!("mk{}q", marked.len());
        if put(table, &place, &words).is_err() {
            continue;
        }
        if ready(table, unit).iter().all(|(_, one)| one.is_ok()) {
            marked.push((place, words));
        } else {
            put(table, &place, &place.was).unwrap();
        }
    }
    marked
}

pub(crate) fn text_of(bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, bytes).unwrap();
    let told = Command::new("pdftotext").arg("-raw").arg(&path).arg("-").output().unwrap();
    assert!(told.status.success());
    String::from_utf8(told.stdout).unwrap()
}

#[test]
fn a_protected_detail_typed_into_any_text_that_a_paper_prints_stops_the_paper() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    for (name, one) in ready(&mut table, &unit) {
        assert!(one.is_ok(), "{name}: {:?}", one.err());
    }
    let marked = mark(&mut table, &unit);
    let pages: BTreeMap<&str, String> = ready(&mut table, &unit)
        .into_iter()
        .map(|(name, set)| (name, text_of(&set.unwrap()(Some(copy()), PrintSize::Standard).unwrap().bytes)))
        .collect();
    let (mut stopped, mut unread) = (0, Vec::new());
    for (place, words) in &marked {
        let on: Vec<&str> = pages.iter().filter(|(_, page)| page.contains(words.as_str())).map(|(name, _)| *name).collect();
        if on.is_empty() {
            continue;
        }
        put(&mut table, place, PROTECTED).unwrap();
        for (name, one) in ready(&mut table, &unit).into_iter().filter(|(name, _)| on.contains(name)) {
            match one {
                Err(Trouble::Refusal(Refusal::TextHits(_))) => stopped += 1,
                _ => unread.push(format!("{name}: {} {}{}", place.kind.code(), place.field, place.path)),
            }
        }
        put(&mut table, place, words).unwrap();
    }
    for (name, page) in &pages {
        let held: BTreeSet<&str> =
            marked.iter().filter(|(_, words)| page.contains(words.as_str())).map(|(place, _)| place.kind.code()).collect();
        println!("{name}: {held:?}");
    }
    println!("{} texts of records marked; {stopped} times a text on a paper was read before it was set", marked.len());
    assert_eq!(unread, Vec::<String>::new(), "printed unread");
    assert!(stopped > 60, "only {stopped} texts came out on papers: the unit of this test holds too little");
    for (name, page) in &pages {
        for never in ["Mulberry", "heron", "Canary Lodge", "960199"] {
            assert!(!page.contains(never), "{name} says {never}");
        }
    }
}

#[test]
fn whoever_holds_a_copy_is_named_on_it_and_so_that_name_is_read_too() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    let folder = tempfile::tempdir().unwrap();
    let holder = text("her mother, 12 Mulberry Court");
    let all = [
        WhichPaper::Cas { cas: unit.cas },
        WhichPaper::SashRecord { record: unit.sash },
        WhichPaper::ActionList { agencies: vec![Agency::Police] },
        WhichPaper::AdviceNote { case: unit.case },
        WhichPaper::MinutesForAgency { meeting: unit.signed, agency: Agency::Police },
        WhichPaper::PreMeetingPack,
        WhichPaper::PlanForAgency { plan: unit.plans[1] },
    ];
    for which in all {
        let draft = matches!(which, WhichPaper::Cas { .. });
        let ask = PrintPaper {
            which,
            holder: holder.clone(),
            holder_agency: Agency::Police,
            purpose: text("To work"),
            of: None,
            print: PrintAs::Standard,
            printer: None,
        };
        match table.saving(folder.path(), papers_other::print_paper, ask.clone()) {
            // A draft names no holder.
            Ok(saved) => assert!(draft && saved.copy == 0, "{:?}", ask.which),
            Err(Trouble::Refusal(Refusal::TextHits(hits))) => assert_eq!(hits[0].field, "who holds this copy"),
            Err(other) => panic!("{:?}: {other:?}", ask.which),
        }
    }
    let ask = PrintPlan {
        plan: unit.plans[1],
        holder,
        holder_agency: Agency::Police,
        purpose: text("To work"),
        of: None,
        print: PrintAs::Standard,
        printer: None,
        contact: None,
    };
    assert!(matches!(table.refused(papers::print_plan, ask), Refusal::TextHits(_)));
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let page = text_of(&std::fs::read(file.unwrap().path()).unwrap());
        assert!(!page.contains("Mulberry"));
    }
}

#[test]
fn a_name_that_cannot_be_set_is_refused_with_its_field_until_its_latin_form_is_recorded() {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    let people: Vec<Kept<Person>> = table.sit().filed_under(unit.case).unwrap();
    let victim = people.iter().find(|kept| kept.body.role == PersonRole::Victim).unwrap().id;
    let call = |table: &mut Table, field: &str, name: &str| {
        table.sit().write(Doing::in_case("record_incident", unit.case), |w| w.amend(victim, field, &name)).unwrap();
    };
    call(&mut table, "name", "ਨਮੂਨਾ");
    let ask = PrintPlan {
        plan: unit.plans[1],
        holder: text("P. Dummy"),
        holder_agency: Agency::Police,
        purpose: text("To work"),
        of: None,
        print: PrintAs::Standard,
        printer: None,
        contact: None,
    };
    let Refusal::Paper(troubles) = table.refused(papers::print_plan, ask.clone()) else { panic!("it must be refused") };
    assert_eq!(troubles[0].field, "Victim: name");
    assert!(troubles[0].words.contains("Write the Latin form."), "{}", troubles[0].words);
    call(&mut table, "latin_name", "Namuna Example");
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(table.saving(folder.path(), papers::print_plan, ask).unwrap().copy, 1);
    let file = std::fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap().path();
    assert!(text_of(&std::fs::read(file).unwrap()).contains("Namuna Example"));
}
