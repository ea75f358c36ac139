//! Disclosures that are not routine, on a real store: the emergency and its review, one-off, told afterwards, declined,
//! counted.

use crate::asks::disclosures::{
    ApprovedBy, DeclineDisclosure, RecordDisclosure, TellFooting, TellVictim, ToWhom, WhichDisclosure, WhichDisclosures,
};
use crate::asks::shared::{Nothing, WhichCase};
use crate::asks::sharing::{SecondPerson, ShareFooting, ShareWhat, ToldAnswer};
use crate::disclosing::{decline_disclosure, record_disclosure, tell_choices};
use crate::disclosures_review::{note_contact_went, review_disclosure, tell_victim};
use crate::disclosures_table::{
    OTHER, agreed, all, colleague, emergency, housing, list, of_kind, refused, review, rule, suspect, told,
};
use crate::keeping::{Doing, Filing};
use crate::meeting_table::fields;
use crate::sharing_table::{PASSPHRASE, Sharing};
use crate::today::today;
use crate::trouble::{Plain, Refusal, Trouble};
use casework::agency::{Agency, Role};
use casework::agreement::{Basis, Gateway, PartyKind, SharingPurpose};
use casework::body::{Category, Kind};
use casework::contact::Channel;
use casework::disclosure::{AdvocateTold, DisclosureOutcome, Harm, Route, SharingChannel, VictimTold};
use casework::ids::RecordId;
use casework::note::{NoteOf, PrivateNote};
use chrono::TimeDelta;

#[test]
fn an_agreement_that_ended_refuses_and_the_emergency_goes_and_is_reviewed_by_the_next_working_day() {
    let mut laid = Sharing::laid();
    let suspect = suspect(&mut laid);
    laid.change(|agreement| agreement.ends_on = agreement.starts_on);
    let ask = agreed(&mut laid, vec![suspect]);
    assert_eq!(refused(&mut laid, ask), "isa_expired");
    let ask = emergency(&mut laid, vec![suspect]);
    let recorded = told(&mut laid, ask);
    let tomorrow = laid.table.sit().today().succ_opt().unwrap();
    assert_eq!((recorded.records, recorded.review_due_on), (1, Some(tomorrow)));
    let kept = all(&mut laid).pop().unwrap().body;
    assert_eq!((kept.route, kept.harm, kept.agreement), (Route::Emergency, Some(Harm::LossOfLife), None));
    assert_eq!(kept.shared.iter().map(|shared| shared.record).collect::<Vec<_>>(), [suspect], "what was ticked and no more");
    let due = today(&mut laid.table.sit(), Nothing {}).unwrap().reviews;
    assert_eq!((due.len(), due[0].overdue, due[0].references[0].as_str()), (1, false, "N-26-0147"));
    laid.table.now += TimeDelta::days(2);
    assert!(today(&mut laid.table.sit(), Nothing {}).unwrap().reviews[0].overdue);
    assert_eq!(list(&mut laid, WhichDisclosures::ToReview).rows[0].review, "Review 1 day late");
    laid.table.sit().session.role = Role::Coordinator;
    assert!(today(&mut laid.table.sit(), Nothing {}).unwrap().reviews.is_empty(), "the chair's alone");
    laid.table.sit().session.role = Role::Chair;
    let alone = laid.table.refused(review_disclosure, review(recorded.disclosure, None));
    assert_eq!(fields(alone), ["with"], "nobody reviews alone what they disclosed");
    let with = colleague(&mut laid, "D. Fixture", Role::Coordinator);
    laid.table.give(review_disclosure, review(recorded.disclosure, Some(with.clone())));
    let again = laid.table.refused(review_disclosure, review(recorded.disclosure, Some(with)));
    assert!(matches!(again, Refusal::Plain(Plain::AlreadySigned)));
    assert!(today(&mut laid.table.sit(), Nothing {}).unwrap().reviews.is_empty());
    let found = list(&mut laid, WhichDisclosures::Everything);
    assert!(found.rows[0].review.starts_with("Upheld 25 Nov by I. Specimen with D. Fixture"), "{}", found.rows[0].review);
    assert_eq!((found.report.upheld, found.report.not_yet), (1, 0));
}

#[test]
fn an_emergency_leaves_as_a_sealed_file_too_when_the_agreement_has_ended() {
    let mut laid = Sharing::laid();
    laid.change(|agreement| agreement.ends_on = agreement.starts_on);
    let footing = ShareFooting::Emergency {
        harm: Some(Harm::SeriousPhysicalHarm),
        why_not_wait: "He is on his way there now".to_owned(),
        identity_checked: "Rang back through the switchboard".to_owned(),
        advocate_reachable: true,
        approver: None,
    };
    let what = ShareWhat { footing, categories: vec![Category::VictimNarrative, Category::SuspectIdentity], ..laid.what() };
    let ask = laid.sealing(what);
    assert!(laid.seal(ask).unwrap().saved);
    let kept = all(&mut laid).pop().unwrap().body;
    assert_eq!(kept.route, Route::Emergency);
    assert!(kept.review.is_some_and(|review| review.done.is_none()));
}

#[test]
fn what_is_missing_in_an_emergency_is_said_and_logged_and_nothing_is_recorded() {
    fn change(laid: &mut Sharing, records: &[RecordId], change: impl FnOnce(&mut RecordDisclosure)) -> &'static str {
        let mut ask = emergency(laid, records.to_vec());
        change(&mut ask);
        refused(laid, ask)
    }
    fn waiting(ask: &mut RecordDisclosure, harmed: Option<Harm>, why: &str) {
        ask.footing = TellFooting::Emergency { harm: harmed, why_not_wait: why.to_owned(), advocate_reachable: true };
    }
    let mut laid = Sharing::laid();
    let records = [suspect(&mut laid)];
    assert_eq!(change(&mut laid, &records, |ask| waiting(ask, None, "He is on his way there now, seen")), "harm");
    assert_eq!(change(&mut laid, &records, |ask| waiting(ask, Some(Harm::Child), " ")), "waiting");
    assert_eq!(change(&mut laid, &records, |ask| waiting(ask, Some(Harm::Child), "Soon")), "necessity_short");
    assert_eq!(change(&mut laid, &records, |ask| ask.to.identity_checked.clear()), "identity");
    assert_eq!(change(&mut laid, &records, |ask| ask.to.post.clear()), "no_recipient");
    assert_eq!(change(&mut laid, &[], |_| {}), "no_records", "none never means all");
    assert_eq!(change(&mut laid, &records, |ask| ask.victim_told = None), "victim_told");
    assert_eq!(change(&mut laid, &records, |ask| ask.channel = SharingChannel::Paper), "preview");
    assert_eq!(change(&mut laid, &records, |ask| ask.channel = SharingChannel::Bundle), "fields");
    assert_eq!(change(&mut laid, &records, |ask| ask.spoken = Some(Channel::Post)), "fields");
    assert_eq!(change(&mut laid, &records, |ask| ask.told_at += TimeDelta::hours(1)), "fields");
    assert_eq!(change(&mut laid, &records, |ask| ask.passphrase = OTHER.to_owned()), "wrong_passphrase");
    let ask = emergency(&mut laid, records.to_vec());
    assert_eq!(told(&mut laid, ask).records, 1);
}

#[test]
fn counselling_is_never_told_in_an_emergency_and_the_record_that_stays_is_named() {
    let mut laid = Sharing::laid();
    let note = PrivateNote { what: NoteOf::Agency, text: "What she said in counselling".to_owned() };
    let filing = Filing::under(laid.case, Agency::Police).as_category(Category::Counselling);
    let counselling = laid.table.sit().write(Doing::of_unit("write_note"), |w| w.create(filing, &note)).unwrap();
    let suspect = suspect(&mut laid);
    let case = laid.case;
    let choices = tell_choices(&mut laid.table.sit(), WhichCase { case }).unwrap();
    let offered = choices.records.iter().find(|record| record.record == counselling).unwrap();
    assert!(offered.never.to_lowercase().contains("counselling"), "{}", offered.never);
    let ask = emergency(&mut laid, vec![counselling]);
    assert_eq!(refused(&mut laid, ask), "nothing_left");
    let ask = emergency(&mut laid, vec![counselling, suspect]);
    let stays = laid.table.refused(record_disclosure, ask);
    assert_eq!(fields(stays), ["records"]);
    assert!(all(&mut laid).is_empty());
}

#[test]
fn victim_contact_goes_without_the_advocate_by_an_approver_alone_and_the_advocate_hears_of_it() {
    let mut laid = Sharing::laid();
    let address = of_kind(&mut laid, Kind::KnownDetail, 0);
    let away = |ask: RecordDisclosure, reachable| RecordDisclosure {
        footing: TellFooting::Emergency {
            harm: Some(Harm::LossOfLife),
            why_not_wait: "He is on his way to her address now".to_owned(),
            advocate_reachable: reachable,
        },
        ..ask
    };
    let ask = away(emergency(&mut laid, vec![address]), false);
    assert_eq!(refused(&mut laid, ask), "nothing_left", "nobody approved it");
    let who = colleague(&mut laid, "D. Fixture", Role::Coordinator);
    let approver = Some(ApprovedBy { who, as_what: "Duty inspector".to_owned(), why: "No advocate answers at night".to_owned() });
    let ask = RecordDisclosure { approver: approver.clone(), ..away(emergency(&mut laid, vec![address]), true) };
    assert_eq!(refused(&mut laid, ask), "nothing_left", "the advocate can be reached and releases it");
    let ask = RecordDisclosure { approver, ..away(emergency(&mut laid, vec![address]), false) };
    let recorded = told(&mut laid, ask);
    assert!(recorded.advocate_at_next_unlock);
    let view = today(&mut laid.table.sit(), Nothing {}).unwrap();
    assert!(view.contact_went.is_empty(), "it is the advocate's to hear");
    laid.table.sit().session.role = Role::VictimAdvocate;
    let went = today(&mut laid.table.sit(), Nothing {}).unwrap().contact_went;
    assert_eq!((went.len(), went[0].approver.as_str(), went[0].why.as_str()), (1, "D. Fixture", "No advocate answers at night"));
    laid.table.give(note_contact_went, WhichDisclosure { disclosure: recorded.disclosure });
    assert!(today(&mut laid.table.sit(), Nothing {}).unwrap().contact_went.is_empty());
    assert!(matches!(all(&mut laid).pop().unwrap().body.advocate, AdvocateTold::Told { .. }));
}

#[test]
fn what_was_told_is_recorded_afterwards_and_the_agreement_counts_as_of_the_day_it_was_told() {
    let mut laid = Sharing::laid();
    let suspect = suspect(&mut laid);
    let yesterday = laid.table.sit().today().pred_opt().unwrap();
    laid.change(|agreement| agreement.ends_on = Some(yesterday));
    let now = laid.table.now;
    let ask = RecordDisclosure { told_at: now - TimeDelta::days(1), ..agreed(&mut laid, vec![suspect]) };
    told(&mut laid, ask);
    let row = list(&mut laid, WhichDisclosures::Everything).rows.remove(0);
    assert_eq!((row.told_at, row.entered_later, row.route), (now - TimeDelta::days(1), true, Route::Agreement));
    assert!(row.entered_at > row.told_at);
    assert_eq!((row.how.as_str(), row.to.as_str()), ("By phone", "C. Dummy, Duty officer, Eastshire unit"));
    let ask = agreed(&mut laid, vec![suspect]);
    assert_eq!(refused(&mut laid, ask), "isa_expired", "today it has ended");
}

#[test]
fn a_one_off_needs_its_basis_a_power_that_reaches_and_another_chair_with_their_own_passphrase() {
    let mut laid = Sharing::laid();
    let suspect = suspect(&mut laid);
    let ask = |laid: &mut Sharing, bases: &[&str], gateway: &str, who: Option<SecondPerson>| RecordDisclosure {
        footing: TellFooting::OneOff {
            bases: bases.iter().map(|code| Basis((*code).to_owned())).collect(),
            gateway: Some(Gateway(gateway.to_owned())),
            further_processing: "Section 36(4), common law policing".to_owned(),
        },
        necessity: format!("Housing has to know to change the locks, {}", laid.table.now.timestamp()),
        approver: who.map(|who| ApprovedBy { who, as_what: "Chair".to_owned(), why: "Once, for the locks".to_owned() }),
        ..emergency(laid, vec![suspect])
    };
    let chair = colleague(&mut laid, "E. Pattern", Role::Chair);
    let colleague = colleague(&mut laid, "D. Fixture", Role::Practitioner);
    let told_by_nobody = ask(&mut laid, &["s35(2)(b)"], "CL-POLICING", None);
    assert_eq!(refused(&mut laid, told_by_nobody), "approver");
    let not_a_chair = ask(&mut laid, &["s35(2)(b)"], "CL-POLICING", Some(colleague));
    assert_eq!(refused(&mut laid, not_a_chair), "approver");
    let no_basis = ask(&mut laid, &[], "CL-POLICING", Some(chair.clone()));
    assert_eq!(refused(&mut laid, no_basis), "basis");
    let charity = RecordDisclosure {
        to: ToWhom { kind: PartyKind::Charity, ..housing() },
        ..ask(&mut laid, &["s35(2)(b)"], "CDA-115", Some(chair.clone()))
    };
    assert_eq!(refused(&mut laid, charity), "gateway_recipient");
    let wrong = SecondPerson { passphrase: PASSPHRASE.to_owned(), ..chair.clone() };
    let wrong = ask(&mut laid, &["s35(2)(b)"], "CL-POLICING", Some(wrong));
    assert_eq!(refused(&mut laid, wrong), "wrong_passphrase");
    let whole = ask(&mut laid, &["s35(2)(b)"], "CL-POLICING", Some(chair));
    assert_eq!(told(&mut laid, whole).review_due_on, None);
    let kept = all(&mut laid).pop().unwrap().body;
    assert_eq!(
        (kept.route, kept.bases, kept.gateway),
        (Route::OneOff, vec![Basis("s35(2)(b)".to_owned())], Some(Gateway("CL-POLICING".to_owned())))
    );
    assert!(kept.approver.is_some_and(|one| one.by != kept.by && one.why == "Once, for the locks"));
}

#[test]
fn business_support_records_what_a_colleague_decided_and_decides_nothing() {
    let mut laid = Sharing::laid();
    let suspect = suspect(&mut laid);
    let decides = colleague(&mut laid, "D. Fixture", Role::Practitioner);
    laid.table.sit().session.role = Role::BusinessSupport;
    let ask = emergency(&mut laid, vec![suspect]);
    assert_eq!(refused(&mut laid, ask), "fields");
    let ask = RecordDisclosure { decided_by: Some(decides), ..emergency(&mut laid, vec![suspect]) };
    told(&mut laid, ask);
    let kept = all(&mut laid).pop().unwrap().body;
    assert_ne!(kept.by, laid.table.sit().session.member);
}

#[test]
fn what_was_declined_is_recorded_with_its_reason_and_counted() {
    let mut laid = Sharing::laid();
    let ask = |laid: &Sharing, categories: Vec<Category>, reason: &str| DeclineDisclosure {
        case: laid.case,
        to: housing(),
        route: Route::OneOff,
        channel: SharingChannel::Oral,
        purpose: SharingPurpose::Investigation,
        categories,
        reason: reason.to_owned(),
        declined_at: laid.table.now,
        decided_by: None,
    };
    let empty = ask(&laid, Vec::new(), " ");
    assert_eq!(fields(laid.table.refused(decline_disclosure, empty)), ["reason", "categories"]);
    let whole = ask(&laid, vec![Category::VictimNarrative], "Not needed for what they do");
    laid.table.give(decline_disclosure, whole);
    let found = list(&mut laid, WhichDisclosures::Declined);
    assert_eq!((found.rows.len(), found.rows[0].declined.as_str()), (1, "Not needed for what they do"));
    assert_eq!((found.report.months[0].declined, found.report.months[0].one_off), (1, 0));
    let kept = all(&mut laid).pop().unwrap().body;
    assert!(matches!(kept.outcome, DisclosureOutcome::Declined(_)));
    assert!(kept.shared.is_empty() && kept.withheld[0].count > 0, "what was asked for is counted");
    assert!(list(&mut laid, WhichDisclosures::VictimNotTold).rows.is_empty(), "nothing was told of which they could hear");
}

#[test]
fn the_victim_is_told_by_a_way_that_the_contact_rule_calls_safe_or_there_is_a_reason() {
    let mut laid = Sharing::laid();
    let suspect = suspect(&mut laid);
    let on = laid.table.sit().today();
    let by_phone = ToldAnswer::Told { channel: Channel::Phone, on };
    let ask = RecordDisclosure { victim_told: Some(by_phone.clone()), ..emergency(&mut laid, vec![suspect]) };
    assert_eq!(fields(laid.table.refused(record_disclosure, ask)), ["victim_told"], "no rule calls anything safe");
    let ask = emergency(&mut laid, vec![suspect]);
    let disclosure = told(&mut laid, ask).disclosure;
    let filing = Filing::under(laid.case, Agency::Police);
    let rule = rule(Channel::Phone, on);
    laid.table.sit().write(Doing::of_unit("record_safe_contact"), |w| w.create(filing, &rule)).unwrap();
    let by_post = TellVictim { disclosure, told: ToldAnswer::Told { channel: Channel::Post, on } };
    assert_eq!(fields(laid.table.refused(tell_victim, by_post)), ["victim_told"]);
    let no_reason = TellVictim { disclosure, told: ToldAnswer::NotSafeToTell { why: " ".to_owned() } };
    assert_eq!(fields(laid.table.refused(tell_victim, no_reason)), ["victim_told"]);
    assert_eq!(list(&mut laid, WhichDisclosures::VictimNotTold).rows.len(), 1);
    laid.table.give(tell_victim, TellVictim { disclosure, told: by_phone });
    let kept = all(&mut laid).pop().unwrap().body;
    let by = laid.table.sit().session.member;
    assert_eq!(kept.victim_told, VictimTold::Told { by, channel: Channel::Phone, on });
    assert!(list(&mut laid, WhichDisclosures::VictimNotTold).rows.is_empty());
}

#[test]
fn the_report_counts_by_month_and_organisation_and_says_where_emergencies_rise() {
    let mut laid = Sharing::laid();
    let suspect = suspect(&mut laid);
    let ask = agreed(&mut laid, vec![suspect]);
    told(&mut laid, ask);
    let last_month = laid.table.now - TimeDelta::days(31);
    let ask = RecordDisclosure { told_at: last_month, ..emergency(&mut laid, vec![suspect]) };
    told(&mut laid, ask);
    for _ in 0..2 {
        let mut ask = emergency(&mut laid, vec![suspect]);
        ask.to.organisation = "specimen  housing".to_owned();
        told(&mut laid, ask);
    }
    let report = list(&mut laid, WhichDisclosures::Everything).report;
    let counts: Vec<_> = report
        .months
        .iter()
        .map(|month| {
            (month.label.as_str(), month.organisation.to_lowercase(), month.under_agreement, month.emergency, month.rising)
        })
        .collect();
    let housing = || "specimen housing".to_owned();
    assert_eq!(
        counts,
        [
            ("November 2026", "eastshire unit".to_owned(), 1, 0, false),
            ("November 2026", housing(), 0, 2, true),
            ("October 2026", housing(), 0, 1, false),
        ]
    );
    assert_eq!((report.not_yet, report.overdue), (3, 1), "the one of last month is overdue");
    assert_eq!((report.months[1].categories[0].category, report.months[1].categories[0].records), (Category::SuspectIdentity, 2));
    let (from, until) = (laid.table.sit().today() - TimeDelta::days(10), laid.table.sit().today());
    let ready = crate::papers_disclosures::ready(&laid.table.sit(), from, until).unwrap();
    let rendered = (ready.set)(None, documents::PrintSize::Standard).unwrap();
    assert!(rendered.bytes.starts_with(b"%PDF"));
    let backwards = crate::papers_disclosures::ready(&laid.table.sit(), until, from).err();
    assert!(matches!(backwards, Some(Trouble::Refusal(Refusal::Fields(_)))));
}
