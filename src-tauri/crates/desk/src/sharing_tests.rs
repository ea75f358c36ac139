//! What leaves, on a real store and in real bundle files: the rows, the refusals, the seal, and nothing beside it.

use crate::asks::sharing::{
    HoldItem, LiftHold, RowState, SecondPerson, ShareChoices, ShareRow, ShareWhat, ToldAnswer, WhoReceived,
};
use crate::keeping::{Doing, Filing, Kept, record_of};
use crate::sharing_owner::{hold_item, lift_hold};
use crate::sharing_preview::{share_choices, share_preview};
use crate::sharing_received::who_received;
use crate::sharing_table::{Sharing, keys};
use crate::trouble::{Plain, Refusal, Told, Trouble};
use bundles::OpenRefusal;
use casework::agency::Agency;
use casework::agreement::{AgreementState, SharingPurpose};
use casework::body::{Category, Kind};
use casework::disclosure::{Disclosure, DisclosureOutcome};
use casework::gate_code::GateCode;
use casework::ids::{CaseId, RecordId};
use casework::incident::{Incident, YesNoUnknown};
use casework::partner::Partner;
use casework::referral::CaseState;
use casework::when::{Precision, When};
use std::collections::BTreeSet;

fn rows(laid: &mut Sharing, what: ShareWhat) -> Vec<ShareRow> {
    let preview = share_preview(&mut laid.table.sit(), what).unwrap();
    preview.cases.into_iter().flat_map(|case| case.rows).collect()
}

fn code(refusal: &Refusal) -> &'static str {
    refusal.key()
}

fn incident(laid: &mut Sharing, words: &str) -> RecordId {
    let at = laid.table.now;
    let incident = Incident {
        occurred: When { at, precision: Precision::Day, words: String::new() },
        behaviours: vec!["followed".to_owned()],
        what: words.to_owned(),
        is_contact: YesNoUnknown::Yes,
        severity: 2,
        reported: YesNoUnknown::Yes,
        told_by: Agency::Police,
        evidence: String::new(),
    };
    let case = laid.case;
    let filing = Filing::under(case, Agency::Police);
    laid.table.sit().write(Doing::in_case("record_incident", case), |w| w.create(filing, &incident)).unwrap()
}

#[test]
fn every_record_of_the_case_is_in_exactly_one_row_with_its_value_or_the_reason() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let shown = rows(&mut laid, what);
    let all = crate::sharing_facts::of_case(&laid.table.sit(), laid.case).unwrap();
    let mut in_rows: Vec<RecordId> = shown.iter().flat_map(|row| row.records.clone()).collect();
    let count = in_rows.len();
    in_rows.sort();
    in_rows.dedup();
    assert_eq!((in_rows.len(), count), (all.items.len(), all.items.len()));
    let row = |what: &str| shown.iter().find(|row| row.what.starts_with(what)).unwrap();
    let name = row("Perpetrator (suspected)");
    assert_eq!((name.state, name.why.as_str()), (RowState::Leaves, "Clause 3.2: managing the subject"));
    assert!(name.values.iter().any(|value| value.label == "Name" && value.text == "Dewi Sample"));
    let address = row("Known detail");
    assert_eq!((address.state, address.values.len()), (RowState::Withheld, 0));
    assert!(address.why.contains("never leaves under an agreement"), "{}", address.why);
}

#[test]
fn what_was_corrected_is_shown_because_it_goes_too() {
    let mut laid = Sharing::laid();
    let record = incident(&mut laid, "Waited outside.");
    laid.table.sit().write(Doing::of_unit("correct_record"), |w| w.amend(record, "what", &"Waited across the road.")).unwrap();
    let what = laid.what();
    let shown = rows(&mut laid, what);
    let row = shown.iter().find(|row| row.records == [record]).unwrap();
    let texts: Vec<&str> = row.values.iter().filter(|value| value.label == "What").map(|value| value.text.as_str()).collect();
    assert_eq!(texts, ["Waited outside.", "Waited across the road."]);
    assert!(row.warnings.iter().any(|warning| warning.contains("before goes too")));
}

#[test]
fn a_sealed_bundle_opens_with_the_partners_keys_alone_and_holds_what_was_shown() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let leaving: BTreeSet<RecordId> = rows(&mut laid, what.clone())
        .into_iter()
        .filter(|row| row.state == RowState::Leaves)
        .flat_map(|row| row.records)
        .collect();
    let ask = laid.sealing(what);
    let sealed = laid.seal(ask).unwrap();
    assert_eq!((sealed.saved, sealed.sequence), (true, 1));
    let file = laid.files().pop().unwrap();
    assert_eq!(crate::unit::hex(&sealing::sha256(&file)), sealed.sha256);
    let opened = laid.open(&file, None).unwrap();
    let held: BTreeSet<RecordId> = opened.records.iter().map(|record| record_of(record.record)).collect();
    assert_eq!(held, leaving);
    assert!(opened.quarantined.is_empty());
    assert_eq!(opened.whole.manifest.purpose, "offender_management");
    assert!(matches!(laid.open(&file, Some(&keys(10))), Err(OpenRefusal::NotForUs)));
    let told: Vec<Kept<Disclosure>> = laid.table.sit().filed_under(laid.case).unwrap();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].body.bundle_sha256.as_deref(), Some(sealed.sha256.as_str()));
    assert_eq!(told[0].body.shared.iter().map(|shared| shared.record).collect::<BTreeSet<_>>(), leaving);
    assert!(!told[0].body.withheld.is_empty(), "what stayed is counted with its reason");
}

#[test]
fn the_next_bundle_of_the_line_names_the_one_before() {
    let mut laid = Sharing::laid();
    let mut seal = || {
        let what = laid.what();
        let ask = laid.sealing(what);
        laid.seal(ask).unwrap()
    };
    let (first, second) = (seal(), seal());
    assert_eq!((first.sequence, second.sequence), (1, 2));
    let mut found = Vec::new();
    for file in laid.files() {
        found.push(crate::unit::hex(&laid.open(&file, None).unwrap().whole.manifest.previous.0));
    }
    assert!(found.contains(&first.sha256));
}

#[test]
fn every_refusal_of_the_gate_reaches_the_user_in_words_leaves_nothing_on_disk_and_is_logged() {
    type Change = fn(&mut Sharing) -> crate::asks::sharing::SealBundle;
    fn plain(laid: &mut Sharing, change: impl FnOnce(&mut crate::asks::sharing::SealBundle)) -> crate::asks::sharing::SealBundle {
        let what = laid.what();
        let mut ask = laid.sealing(what);
        change(&mut ask);
        ask
    }
    fn under(laid: &mut Sharing, change: impl FnOnce(&mut casework::agreement::Agreement)) -> crate::asks::sharing::SealBundle {
        laid.change(change);
        plain(laid, |_| {})
    }
    let cases: [(GateCode, Change); 17] = [
        (GateCode::NoRecipient, |laid| plain(laid, |ask| ask.what.name.clear())),
        (GateCode::NoCases, |laid| plain(laid, |ask| ask.what.cases.clear())),
        (GateCode::NoCategories, |laid| plain(laid, |ask| ask.what.categories.clear())),
        (GateCode::IsaDraft, |laid| under(laid, |agreed| agreed.state = AgreementState::Draft)),
        (GateCode::IsaSuspended, |laid| under(laid, |agreed| agreed.state = AgreementState::Suspended)),
        (GateCode::IsaRevoked, |laid| under(laid, |agreed| agreed.state = AgreementState::Revoked)),
        (GateCode::IsaNotStarted, |laid| under(laid, |agreed| agreed.starts_on = agreed.ends_on)),
        (GateCode::IsaExpired, |laid| under(laid, |agreed| agreed.ends_on = agreed.starts_on)),
        (GateCode::IsaReview, |laid| under(laid, |agreed| agreed.review_due_on = agreed.starts_on)),
        (GateCode::RecipientNotParty, |laid| under(laid, |agreed| drop(agreed.parties.pop()))),
        (GateCode::Purpose, |laid| plain(laid, |ask| ask.what.purpose = SharingPurpose::Audit)),
        (GateCode::CaseScope, |laid| {
            let other = laid.table.case("N-26-0161", CaseState::Active, "");
            plain(laid, |ask| ask.what.cases = vec![other])
        }),
        (GateCode::CaseRecord, |laid| plain(laid, |ask| ask.what.categories = vec![Category::SuspectIdentity])),
        (GateCode::NecessityShort, |laid| plain(laid, |ask| ask.necessity = "Needed".to_owned())),
        (GateCode::Preview, |laid| plain(laid, |ask| ask.seen = None)),
        (GateCode::VictimTold, |laid| plain(laid, |ask| ask.victim_told = Some(ToldAnswer::NotYet { why: " ".to_owned() }))),
        (GateCode::Key, |laid| {
            let partner = laid.partner;
            let none: Option<casework::partner::Compared> = None;
            laid.table.sit().write(Doing::of_unit("take_contact_card"), |w| w.amend(partner, "compared", &none)).unwrap();
            plain(laid, |_| {})
        }),
    ];
    let mut laid = Sharing::laid();
    for (wanted, change) in cases {
        let agreement = laid.agreement;
        let ask = change(&mut laid);
        let before = laid.table.sit().store().audit_head().0;
        let refusal = laid.refused(ask);
        assert_eq!(code(&refusal), wanted.key());
        assert_eq!(laid.table.sit().store().audit_head().0, before + 1, "{} is logged", wanted.key());
        match Trouble::from(refusal).told("") {
            Told::Refusal { words, next, .. } => assert!(words.len() > 10 && next.len() > 10, "{}", wanted.key()),
            Told::Fault { words, .. } => unreachable!("{words}"),
        }
        laid.agreement = agreement;
    }
    let told: Vec<Kept<Disclosure>> = laid.table.sit().filed_under(laid.case).unwrap();
    assert!(told.is_empty());
}

#[test]
fn a_wrong_passphrase_and_something_changed_since_it_was_read_seal_nothing() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let mut ask = laid.sealing(what);
    ask.passphrase = "some other words than these here".to_owned();
    assert_eq!(code(&laid.refused(ask.clone())), "wrong_passphrase");
    ask.passphrase = crate::sharing_table::PASSPHRASE.to_owned();
    incident(&mut laid, "Came back in the evening.");
    assert!(matches!(laid.refused(ask), Refusal::Plain(Plain::ShareChanged)));
}

#[test]
fn a_protected_address_in_free_text_blocks_until_the_record_is_left_out() {
    let mut laid = Sharing::laid();
    let record = incident(&mut laid, "He was seen at 12 Mulberry Court, Sampleford at night.");
    let what = laid.what();
    let ask = laid.sealing(what.clone());
    assert!(matches!(laid.refused(ask), Refusal::TextHits(hits) if hits[0].field.starts_with("Incident")));
    let ask = laid.sealing(ShareWhat { left_out: vec![record], ..what });
    assert!(laid.seal(ask).unwrap().saved);
    let file = laid.files().pop().unwrap();
    assert!(laid.open(&file, None).unwrap().records.iter().all(|held| record_of(held.record) != record));
}

#[test]
fn what_its_owner_holds_stays_until_the_hold_is_lifted_and_nobody_else_can_hold_it() {
    let mut laid = Sharing::laid();
    let record = incident(&mut laid, "Waited outside.");
    let hold = |record| HoldItem { record, why: "Under way in court".to_owned(), until: None };
    laid.table.give(hold_item, hold(record));
    let what = laid.what();
    let held = rows(&mut laid, what.clone()).into_iter().find(|row| row.records == [record]).unwrap();
    assert_eq!((held.state, held.why.contains("Held by Police")), (RowState::Withheld, true), "{}", held.why);
    laid.table.give(lift_hold, LiftHold { record });
    let back = rows(&mut laid, what).into_iter().find(|row| row.records == [record]).unwrap();
    assert_eq!(back.state, RowState::Leaves);
    laid.table.sit().session.agency = Agency::Health;
    let told = laid.table.refused(hold_item, hold(record));
    assert!(matches!(told, Refusal::Plain(Plain::NotOwner)));
}

#[test]
fn a_file_that_gets_no_name_leaves_a_record_that_says_so() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let ask = laid.sealing(what);
    let mut place = crate::paper_places::Answers::NameRefused;
    let mut sitting = laid.table.sit();
    sitting.surroundings = &mut place;
    let told = crate::sharing_seal::seal_bundle(&mut sitting, ask).unwrap_err();
    assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::CannotWriteThere))));
    let told: Vec<Kept<Disclosure>> = laid.table.sit().filed_under(laid.case).unwrap();
    assert!(matches!(&told[0].body.outcome, DisclosureOutcome::Declined(_)));
    let received = who_received(&mut laid.table.sit(), WhoReceived { case: laid.case, record: None }).unwrap();
    assert!(received.received.is_empty(), "nobody received anything");
}

#[test]
fn who_received_a_record_is_known_and_that_it_changed_since() {
    let mut laid = Sharing::laid();
    let record = incident(&mut laid, "Waited outside.");
    let what = laid.what();
    let ask = laid.sealing(what);
    laid.seal(ask).unwrap();
    laid.table.sit().write(Doing::of_unit("correct_record"), |w| w.amend(record, "what", &"Across the road.")).unwrap();
    let asked = WhoReceived { case: laid.case, record: Some(record) };
    let found = who_received(&mut laid.table.sit(), asked).unwrap().received;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].changed_since, found[0].to.as_str()), (1, "B. Dummy, Detective sergeant, Eastshire unit"));
}

#[test]
fn the_choices_say_which_agreement_is_open_and_which_case_is_covered() {
    let mut laid = Sharing::laid();
    let ask = ShareChoices { partner: Some(laid.partner), agreement: Some(laid.agreement) };
    let view = share_choices(&mut laid.table.sit(), ask.clone()).unwrap();
    assert_eq!((view.agreements.len(), view.agreements[0].open), (1, true));
    assert!(view.agreements[0].key_words.ends_with("checked by voice 3 Mar"));
    let walls: Vec<&str> = view.compartments.iter().map(|one| one.code.as_str()).collect();
    assert!(walls.contains(&"agency:police") && !walls.contains(&"unit-exchange"), "{walls:?}");
    let cases: Vec<(&str, bool)> = view.cases.iter().map(|one| (one.reference.as_str(), one.covered)).collect();
    assert_eq!(cases, [("N-26-0147", true)]);
    let partner: Kept<Partner> = laid.table.sit().read(laid.partner).unwrap();
    let none: Option<casework::partner::Compared> = None;
    laid.table.sit().write(Doing::of_unit("take_contact_card"), |w| w.amend(partner.id, "compared", &none)).unwrap();
    let view = share_choices(&mut laid.table.sit(), ask).unwrap();
    assert!(!view.agreements[0].open && view.agreements[0].why_not.contains("compared"));
}

#[test]
fn oneself_is_no_second_person() {
    let mut laid = Sharing::laid();
    let what = laid.what();
    let mut ask = laid.sealing(what);
    let name = laid.table.sit().session.name.clone();
    ask.second = Some(SecondPerson { name, passphrase: crate::sharing_table::PASSPHRASE.to_owned() });
    assert_eq!(code(&laid.refused(ask)), "second_person");
}

/// A number that goes on from a seed.
fn next(seed: &mut u64) -> usize {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    usize::try_from(*seed >> 33).unwrap_or_default()
}

#[test]
fn nothing_outside_categories_cases_purpose_and_dates_is_in_any_opened_bundle() {
    let mut laid = Sharing::laid();
    let mut cases: Vec<CaseId> = vec![laid.case];
    for number in 1..4 {
        let case = laid.table.case(&format!("N-26-02{number:02}"), CaseState::Active, "");
        if number < 3 {
            laid.link(case);
        }
        laid.table.check(case, Agency::Health, Some(casework::checks::ReplyKind::Withheld));
        cases.push(case);
    }
    let (mut seed, mut sealed) = (20_261_128, 0);
    for _ in 0..24 {
        let agreed: BTreeSet<Category> = Category::ALL.iter().copied().filter(|_| !next(&mut seed).is_multiple_of(6)).collect();
        let asked: Vec<Category> = Category::ALL.iter().copied().filter(|_| !next(&mut seed).is_multiple_of(6)).collect();
        let over = next(&mut seed).is_multiple_of(6);
        let wrong = next(&mut seed).is_multiple_of(6);
        let chosen: Vec<CaseId> = cases
            .iter()
            .copied()
            .filter(|case| !next(&mut seed).is_multiple_of(4) && (*case != cases[3] || next(&mut seed).is_multiple_of(3)))
            .collect();
        laid.change(|agreement| {
            agreement.categories.clone_from(&agreed);
            if over {
                agreement.ends_on = agreement.starts_on;
            }
        });
        let mut what = ShareWhat { cases: chosen.clone(), categories: asked.clone(), ..laid.what() };
        if wrong {
            what.purpose = SharingPurpose::Evaluation;
        }
        let ask = laid.sealing(what);
        let before = laid.files();
        let Ok(done) = laid.seal(ask) else {
            assert_eq!(laid.files().len(), before.len(), "nothing on disk after a refusal");
            continue;
        };
        sealed += 1;
        assert!(!over && !wrong && !chosen.contains(&cases[3]), "refused for the day, the purpose, the case");
        let file = laid.files().into_iter().find(|file| crate::unit::hex(&sealing::sha256(file)) == done.sha256).unwrap();
        let opened = laid.open(&file, None).unwrap();
        for record in &opened.records {
            let category = crate::indexing::category_from_code(&record.category);
            assert!(agreed.contains(&category) && asked.contains(&category), "{}", record.category);
            assert!(record.case.is_some_and(|case| chosen.contains(&record_of(case).into())));
            assert_ne!(record.kind, Kind::KnownDetail.code(), "the victim's address stays");
        }
    }
    assert!(sealed > 2, "{sealed} were sealed");
}
