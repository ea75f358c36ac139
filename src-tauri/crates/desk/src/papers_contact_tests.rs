//! Contact details on a copy: none by default, exactly those chosen, for a reader who is named, after a look at these very pages.

use super::*;
use crate::asks::copies::ListCopies;
use crate::asks::meeting::{EndMeeting, People as Shown};
use crate::asks::papers::{PrintAs, PrintPlans};
use crate::meeting_table::{Table, fields, plain};
use crate::paper_places::Answers;
use crate::papers::print_plan;
use crate::papers_reading_tests::{copy, ready, text_of};
use crate::papers_unit::{Unit, rule, text, unit};
use crate::trouble::{Refusal, Trouble};
use casework::contact::{Channel, ContactChannel, ContactDetail, ContactRule, SafeAnswer};
use casework::ids::PersonId;
use casework::incident::YesNoUnknown;
use casework::people::{DetailKind, KnownDetail};
use casework::plan::{ContactPart, Plan};
use documents::PrintSize;

/// What may be chosen, by a word of it that stands nowhere else.
const OFFERED: [&str; 6] = ["960311", "Canary Lodge", "960177", "Mulberry", "Canary Mill", "CN26"];
/// What may not.
const NEVER: [&str; 4] = ["canary.mail", "960222", "heron", "Perpetrator Parade"];

fn channel(kind: Channel, address: &str, safe: SafeAnswer) -> ContactChannel {
    let (shared_device, perpetrator_may_access) = (YesNoUnknown::No, YesNoUnknown::No);
    ContactChannel { kind, address: text(address), safe, shared_device, perpetrator_may_access }
}

/// A unit with everything a paper is made of, and every kind of contact detail in the case of its plan.
fn laid() -> (Table, Unit) {
    let mut table = Table::laid();
    let unit = unit(&mut table);
    table.give(
        crate::minutes::end_meeting,
        EndMeeting { meeting: unit.running, carry_over: 1, reflection: text("Nothing to note") },
    );
    let people: Vec<Kept<Person>> = table.sit().filed_under(unit.case).unwrap();
    let of = |role| PersonId::from(people.iter().find(|kept| kept.body.role == role).unwrap().id);
    let (victim, perpetrator) = (of(PersonRole::Victim), of(PersonRole::Perpetrator));
    let known = |person, kind, words: &str| KnownDetail { person, kind, text: text(words), note: String::new() };
    let contact = ContactDetail {
        channels: vec![
            channel(Channel::Text, "01632 960311", SafeAnswer::Yes),
            channel(Channel::Email, "canary.mail@example.org", SafeAnswer::Unsure),
        ],
        code_word: text("heron"),
        safe_place: text("Canary Lodge"),
        emergency_contact: text("01632 960177"),
    };
    let mut sitting = table.sit();
    let rule = ContactRule { channels: vec![Channel::Text], ..rule(sitting.today()) };
    let under = Filing::under(unit.case, Agency::VictimAdvocacy);
    let written = sitting.write(Doing::in_case("record_safe_contact", unit.case), |w| {
        w.create(under, &rule)?;
        w.create(under, &contact)?;
        w.create(under, &known(victim, DetailKind::Workplace, "Canary Mill, Sampleford"))?;
        w.create(under, &known(victim, DetailKind::Vehicle, "CN26 ARY"))?;
        w.create(under, &known(victim, DetailKind::Phone, "01632 960222"))?;
        w.create(under, &known(perpetrator, DetailKind::Address, "3 Perpetrator Parade, Sampleford"))
    });
    written.unwrap();
    (table, unit)
}

fn choices(table: &mut Table, unit: &Unit) -> Vec<ContactChoice> {
    plan_contact_choices(&mut table.sit(), AskContactChoices { plan: unit.plans[1] }).unwrap().choices
}

/// The detail that holds this word.
fn item(table: &mut Table, unit: &Unit, word: &str) -> ContactItem {
    let sitting = table.sit();
    let people: Vec<Kept<Person>> = sitting.filed_under(unit.case).unwrap();
    offered(&sitting, unit.case, &people).unwrap().iter().find(|one| one.text.contains(word)).unwrap().item
}

fn asked(unit: &Unit, details: Vec<ContactItem>) -> PrintPlan {
    PrintPlan {
        plan: unit.plans[1],
        holder: text("K. Specimen"),
        holder_agency: Agency::VictimAdvocacy,
        purpose: text("The visit"),
        of: None,
        print: PrintAs::Standard,
        printer: None,
        contact: Some(WithContact { details, reason: text("Meets the victim tomorrow"), seen: String::new() }),
    }
}

fn with_seen(ask: &PrintPlan, seen: &str) -> PrintPlan {
    let contact = ask.contact.clone().map(|with| WithContact { seen: text(seen), ..with });
    PrintPlan { contact, ..ask.clone() }
}

fn looked(table: &mut Table, ask: &PrintPlan) -> String {
    table.give(reveal_plan_details, ask.clone()).seen
}

fn printed(table: &mut Table, folder: &std::path::Path, ask: PrintPlan) -> Outcome<PaperSaved> {
    table.saving(folder, print_plan, ask)
}

/// The words of these that stand in a text.
fn held<'a>(page: &str, words: &[&'a str]) -> Vec<&'a str> {
    words.iter().copied().filter(|word| page.contains(word)).collect()
}

#[test]
fn exactly_the_details_chosen_stand_on_that_one_paper_and_on_no_other() {
    let (mut table, unit) = laid();
    let items: Vec<ContactItem> = OFFERED.iter().map(|word| item(&mut table, &unit, word)).collect();
    // Each alone, and every other of them together.
    let mut sets: Vec<Vec<usize>> = (0..items.len()).map(|one| vec![one]).collect();
    sets.push(vec![0, 2, 4]);
    sets.push((0..items.len()).collect());
    for set in sets {
        let folder = tempfile::tempdir().unwrap();
        let ask = asked(&unit, set.iter().map(|one| items[*one]).collect());
        let seen = looked(&mut table, &ask);
        let saved = printed(&mut table, folder.path(), with_seen(&ask, &seen)).unwrap();
        let path = folder.path().join(format!("N-26-0001-v2-c{}.pdf", saved.copy));
        let page = text_of(&std::fs::read(path).unwrap());
        assert_eq!(held(&page, &OFFERED), set.iter().map(|one| OFFERED[*one]).collect::<Vec<_>>());
        assert_eq!(held(&page, &NEVER), Vec::<&str>::new());
        assert_eq!(page.matches("HOLDS CONTACT DETAILS").count(), 2 * usize::from(saved.pages));
        assert!(page.contains("It is for K. Specimen alone."));
        let copies = crate::copies::list_copies(&mut table.sit(), ListCopies { with_ended: true }).unwrap().copies;
        assert!(copies.iter().any(|copy| copy.seal == saved.seal && copy.with_contact));
    }
    for (name, set) in ready(&mut table, &unit) {
        let page = text_of(&set.unwrap()(Some(copy()), PrintSize::Standard).unwrap().bytes);
        assert_eq!(held(&page, &OFFERED), Vec::<&str>::new(), "{name}");
        assert_eq!(held(&page, &NEVER), Vec::<&str>::new(), "{name}");
        assert!(!page.to_lowercase().contains("contact details"), "{name}");
    }
}

#[test]
fn the_record_and_the_act_say_which_details_for_whom_and_why() {
    let (mut table, unit) = laid();
    let chosen = vec![item(&mut table, &unit, "960311"), item(&mut table, &unit, "Canary Mill")];
    let ask = asked(&unit, chosen.clone());
    let seen = looked(&mut table, &ask);
    let folder = tempfile::tempdir().unwrap();
    let saved = printed(&mut table, folder.path(), with_seen(&ask, &seen)).unwrap();
    let copies: Vec<Kept<PaperCopy>> = table.sit().filed_under(unit.case).unwrap();
    let kept = copies.iter().find(|kept| kept.body.seal == saved.seal).unwrap();
    let contact = kept.body.contact.as_ref().unwrap();
    assert_eq!((contact.details.as_slice(), contact.reason.as_str()), (chosen.as_slice(), "Meets the victim tomorrow"));
    assert_eq!((kept.body.holder.as_str(), kept.body.copy), ("K. Specimen", saved.copy));
    let said = serde_json::to_string(&kept.body).unwrap();
    assert_eq!(held(&said, &OFFERED), Vec::<&str>::new(), "the record says where a detail stands, never what it is");
    let acts =
        table.sit().store().acts(&store::ActsAsked { of: store::ActsOf::All, names: None, before_seq: None, limit: 2 }).unwrap();
    let said: Vec<(&str, &str)> = acts.iter().map(|act| (act.header.name.as_str(), act.header.reason.as_str())).collect();
    assert_eq!(said, [("print_plan", ACT_REASON), ("reveal_plan_details", ACT_REASON)]);
}

#[test]
fn without_a_reader_a_reason_or_a_choice_nothing_is_shown_and_nothing_prints() {
    let (mut table, unit) = laid();
    let one = item(&mut table, &unit, "960311");
    let whole = asked(&unit, vec![one]);
    let because = |reason: &str| {
        let contact = whole.contact.clone().map(|with| WithContact { reason: text(reason), ..with });
        PrintPlan { contact, ..whole.clone() }
    };
    let held_by = |holder: &str| PrintPlan { holder: text(holder), ..whole.clone() };
    let elsewhere = ContactItem { part: ContactPart::Channel(9), ..one };
    let wrong: Vec<(PrintPlan, &[&str])> = vec![
        (PrintPlan { contact: None, ..whole.clone() }, &["details"]),
        (asked(&unit, Vec::new()), &["details"]),
        (asked(&unit, vec![one, one]), &["details"]),
        (asked(&unit, vec![elsewhere]), &["details"]),
        (because("  "), &["reason"]),
        (held_by(""), &["holder"]),
        (held_by("Police"), &["holder"]),
        (held_by("victim  advocacy"), &["holder"]),
        (held_by("Specimen unit"), &["holder"]),
        (held_by("dewi sample"), &["holder"]),
        (PrintPlan { plan: unit.plans[0], ..whole.clone() }, &["plan"]),
    ];
    for (ask, wanted) in wrong {
        assert_eq!(fields(table.refused(reveal_plan_details, ask.clone())), wanted, "{ask:?}");
        if ask.contact.is_some() {
            assert_eq!(fields(table.refused(print_plan, ask)), wanted);
        }
    }
    for word in ["canary.mail", "960222"] {
        let unsafe_one = item(&mut table, &unit, word);
        assert_eq!(fields(table.refused(reveal_plan_details, asked(&unit, vec![unsafe_one]))), ["details"]);
    }
    // A reason stands in the register: it is read as any text is.
    assert!(matches!(table.refused(reveal_plan_details, because("Lives at 12 Mulberry Court")), Refusal::TextHits(_)));
    assert!(matches!(table.refused(reveal_plan_details, held_by("K. Specimen, 12 Mulberry Court")), Refusal::TextHits(_)));
}

#[test]
fn only_pages_that_were_looked_at_print_and_each_look_prints_once() {
    let (mut table, unit) = laid();
    let one = item(&mut table, &unit, "960311");
    let other = item(&mut table, &unit, "Canary Mill");
    let folder = tempfile::tempdir().unwrap();
    let unseen = |table: &mut Table, ask: PrintPlan| plain(&table.refused(print_plan, ask)) == Some(Plain::NotLookedAt);
    let ask = asked(&unit, vec![one]);
    assert!(unseen(&mut table, ask.clone()), "never looked at");
    let seen = looked(&mut table, &ask);
    let changed = [
        asked(&unit, vec![one, other]),
        PrintPlan { holder: text("P. Dummy"), ..ask.clone() },
        PrintPlan { print: PrintAs::Large, ..ask.clone() },
        PrintPlan { of: Some(4), ..ask.clone() },
        PrintPlan { purpose: text("Another visit"), ..ask.clone() },
    ];
    for changed in changed {
        assert!(unseen(&mut table, with_seen(&changed, &seen)), "{changed:?}");
    }
    assert!(unseen(&mut table, with_seen(&ask, "")), "the look must be said to have been had");
    // The plan's own words, and the detail itself, may change between the look and the print.
    let plan: Kept<Plan> = table.sit().read(unit.plans[1]).unwrap();
    table.sit().write(Doing::in_case("write_plan", unit.case), |w| w.amend(plan.id, "not_known", &"Another thing.")).unwrap();
    assert!(unseen(&mut table, with_seen(&ask, &seen)));
    let seen = looked(&mut table, &ask);
    table.now += TimeDelta::minutes(11);
    assert!(unseen(&mut table, with_seen(&ask, &seen)), "looked at too long ago");
    let seen = looked(&mut table, &ask);
    let mut away = Answers::ChangesTheirMind;
    let mut sitting = table.sit();
    sitting.surroundings = &mut away;
    assert!(!print_plan(&mut sitting, with_seen(&ask, &seen)).unwrap().saved);
    let saved = printed(&mut table, folder.path(), with_seen(&ask, &seen)).unwrap();
    assert!(saved.saved && !saved.seal.is_empty(), "changing one's mind about the place asks for no new look");
    assert!(unseen(&mut table, with_seen(&ask, &seen)), "the choice ends with the print");
    let mut plain_one = asked(&unit, Vec::new());
    plain_one.contact = None;
    let next = printed(&mut table, folder.path(), plain_one).unwrap();
    let page = text_of(&std::fs::read(folder.path().join(format!("N-26-0001-v2-c{}.pdf", next.copy))).unwrap());
    assert_eq!(held(&page, &OFFERED), Vec::<&str>::new(), "the next copy holds none");
}

#[test]
fn what_is_looked_at_is_what_prints() {
    let (mut table, unit) = laid();
    let ask = asked(&unit, vec![item(&mut table, &unit, "960311")]);
    let shown = table.give(reveal_plan_details, ask.clone());
    let words = |mark: &PaperMark| match mark {
        PaperMark::Text { text, .. } => Some(text.clone()),
        _ => None,
    };
    let folder = tempfile::tempdir().unwrap();
    let saved = printed(&mut table, folder.path(), with_seen(&ask, &shown.seen)).unwrap();
    assert_eq!(shown.paper.pages.len(), usize::from(saved.pages));
    let page = text_of(&std::fs::read(folder.path().join("N-26-0001-v2-c1.pdf")).unwrap());
    let bare = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    let page = bare(&page);
    for line in shown.paper.pages.iter().flatten().filter_map(words).filter(|line| !line.starts_with("Log ")) {
        assert!(page.contains(&bare(&line)), "{line} was shown and did not print");
    }
    assert!(shown.paper.pages.iter().flatten().filter_map(words).any(|line| line.contains("960311")));
}

#[test]
fn no_details_before_a_room_and_none_for_whoever_does_not_hold_safe_contact() {
    let (mut table, unit) = laid();
    let ask = asked(&unit, vec![item(&mut table, &unit, "960311")]);
    let seen = looked(&mut table, &ask);
    // The member's own window of the room is open: the very pages looked at do not print either.
    let folder = tempfile::tempdir().unwrap();
    let mut to = Answers::Saves(folder.path().to_owned());
    let mut sitting = table.sit();
    sitting.surroundings = &mut to;
    sitting.session.projecting = Some(Shown::Letters);
    let told = print_plan(&mut sitting, with_seen(&ask, &seen)).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::RefusedWhileProjecting))));
    let told = reveal_plan_details(&mut sitting, ask.clone()).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::RefusedWhileProjecting))));
    let told = plan_contact_choices(&mut sitting, AskContactChoices { plan: unit.plans[1] }).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::RefusedWhileProjecting))));
    sitting.session.projecting = None;
    // Somebody who was never let in.
    let own = sitting.session.member;
    sitting.session.member = casework::ids::MemberId(uuid::Uuid::from_u128(7));
    for told in
        [print_plan(&mut sitting, with_seen(&ask, &seen)).map(|_| ()), reveal_plan_details(&mut sitting, ask.clone()).map(|_| ())]
    {
        assert!(matches!(told, Err(Trouble::Refusal(Refusal::Plain(Plain::BehindAWall)))));
    }
    sitting.session.member = own;
    assert!(print_plan(&mut sitting, with_seen(&ask, &seen)).unwrap().saved);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn one_paper_never_holds_both_parties_details() {
    let (mut table, unit) = laid();
    let ask = asked(&unit, vec![item(&mut table, &unit, "960311")]);
    assert!(!choices(&mut table, &unit).iter().any(|one| one.label.contains("erpetrator")), "theirs are not offered");
    let plan: Kept<Plan> = table.sit().read(unit.plans[1]).unwrap();
    let write = |table: &mut Table, words: &str| {
        table.sit().write(Doing::in_case("write_plan", unit.case), |w| w.amend(plan.id, "not_known", &words)).unwrap();
    };
    write(&mut table, "Who was seen at 3 Perpetrator Parade.");
    assert_eq!(fields(table.refused(reveal_plan_details, ask.clone())), ["details"]);
    write(&mut table, "Who was seen.");
    assert!(!looked(&mut table, &ask).is_empty());
    // A home they share is the perpetrator's as well.
    let people: Vec<Kept<Person>> = table.sit().filed_under(unit.case).unwrap();
    let perpetrator = people.iter().find(|kept| kept.body.role == PersonRole::Perpetrator).unwrap().id;
    let home = KnownDetail {
        person: perpetrator.into(),
        kind: DetailKind::Address,
        text: text("12 Mulberry Court, Sampleford"),
        note: String::new(),
    };
    let under = Filing::under(unit.case, Agency::Police);
    table.sit().write(Doing::in_case("add_known_detail", unit.case), |w| w.create(under, &home)).unwrap();
    let shared = asked(&unit, vec![item(&mut table, &unit, "Mulberry")]);
    assert_eq!(fields(table.refused(reveal_plan_details, shared)), ["details"]);
}

#[test]
fn the_batch_of_plans_cannot_be_asked_for_details() {
    let question = serde_json::json!({ "holder": "K. Specimen", "holder_agency": "police", "purpose": "The clinic",
        "contact": { "details": [], "reason": "because", "seen": "" } });
    assert!(serde_json::from_value::<PrintPlans>(question.clone()).is_err());
    let mut without = question;
    without.as_object_mut().unwrap().remove("contact");
    assert!(serde_json::from_value::<PrintPlans>(without).is_ok());
}
