//! When an agreement holds, what keeps it a draft, what a change makes of it, and what is due.

use super::*;
use crate::agreement::{AgreementScope, Basis, Onward, Printing};
use crate::body::Category;
use crate::rules::Wrong;
use crate::rules::gate::world::{THEM, agreement, day, ground, law};

fn draft() -> Agreement {
    Agreement { state: AgreementState::Draft, ..agreement() }
}

fn fields(agreement: &Agreement) -> Vec<String> {
    missing(agreement, law(), day(3, 1)).into_iter().map(|wrong| wrong.field).collect()
}

#[test]
fn a_whole_draft_is_signed_and_one_without_a_review_day_stays_a_draft() {
    assert_eq!(sign(&draft(), law(), day(3, 1)).map(|signed| signed.state), Ok(AgreementState::Signed));
    let without = Agreement { review_due_on: None, ..draft() };
    let told = sign(&without, law(), day(3, 1)).unwrap_err();
    assert_eq!(told, [Wrong::with("review_due_on", "Write the day by which it is reviewed.")]);
    assert_eq!(sign(&agreement(), law(), day(3, 1)).unwrap_err()[0].field, "state", "what is signed is not signed again");
}

#[test]
fn every_missing_field_is_named_by_itself() {
    type Takes = fn(&mut Agreement);
    let takes: &[(&str, Takes)] = &[
        ("title", |one| one.title = " ".to_owned()),
        ("purposes", |one| one.purposes.clear()),
        ("categories", |one| one.categories.clear()),
        ("categories", |one| one.categories.extend([Category::VictimContact])),
        ("categories", |one| one.categories.extend([Category::Equality])),
        ("subjects", |one| one.subjects.clear()),
        ("scope", |one| one.scope = None),
        ("scope", |one| one.scope = Some(AgreementScope::Named(Vec::new()))),
        ("onward", |one| one.onward = None),
        ("onward", |one| one.onward = Some(Onward::NamedParties(Vec::new()))),
        ("printing", |one| one.printing = None),
        ("keeping.words", |one| one.keeping.as_mut().unwrap().words.clear()),
        ("keeping.months", |one| one.keeping.as_mut().unwrap().months = Some(0)),
        ("notice_days", |one| one.notice_days = None),
        ("signed_on", |one| one.signed_on = None),
        ("starts_on", |one| one.starts_on = None),
        ("ends_on", |one| one.ends_on = None),
        ("ends_on", |one| one.ends_on = Some(day(3, 1))),
        ("review_due_on", |one| one.review_due_on = one.starts_on),
        ("signatories", |one| drop(one.signatories.pop())),
        ("parties.0.name", |one| {
            one.parties[0].name.clear();
            one.signatories[0].organisation.clear();
        }),
        ("parties.1.ico_number", |one| one.parties[1].ico_number.clear()),
        ("parties.0.data_protection_contact", |one| one.parties[0].data_protection_contact.clear()),
        ("parties.0.requests_contact", |one| one.parties[0].requests_contact.clear()),
        ("parties.1.grounds", |one| one.parties[1].grounds.clear()),
        ("parties.0.grounds", |one| one.parties[0].grounds[0].gateway = None),
        ("parties.0.grounds", |one| one.parties[0].grounds[0].gateway = Some(Gateway("NO-SUCH".to_owned()))),
        ("parties.0.grounds", |one| one.parties[0].grounds[0].policy_document.clear()),
        ("parties.0.grounds", |one| one.parties[0].grounds[0].bases = vec![Basis("Sch8-1".to_owned())]),
        ("parties.0.grounds", |one| one.parties[0].grounds[0].bases.push(Basis("6(1)(e)".to_owned()))),
    ];
    for (at, (field, take)) in takes.iter().enumerate() {
        let mut one = draft();
        take(&mut one);
        assert_eq!(fields(&one), [*field], "{at}");
    }
    let mut alone = draft();
    alone.parties.truncate(1);
    assert_eq!(fields(&alone), ["parties"], "nobody to share with");
}

#[test]
fn the_nhs_is_never_offered_recognised_legitimate_interest_and_a_charity_only_since_it_is_law() {
    let offered = |kind, on| -> Vec<String> {
        bases_for(law(), kind, Regime::UkGdpr, on).into_iter().map(|rule| rule.code.clone()).collect()
    };
    let has = |kind, on| offered(kind, on).contains(&"6(1)(ea)".to_owned());
    assert!(!has(PartyKind::NhsBody, day(11, 27)) && !has(PartyKind::PoliceForce, day(11, 27)));
    assert!(has(PartyKind::Charity, day(2, 5)) && !has(PartyKind::Charity, day(2, 4)));
    assert!(!offered(PartyKind::Charity, day(11, 27)).contains(&"6(1)(e)".to_owned()), "public task is for public authorities");
    assert!(bases_for(law(), PartyKind::NhsBody, Regime::DpaPart3, day(11, 27)).is_empty());
    let kinds: Vec<&str> = PartyKind::ALL.iter().map(|kind| kind.code()).collect();
    let known = |list: &[String]| !list.is_empty() && list.iter().all(|code| kinds.contains(&code.as_str()));
    assert!(law().gateways.iter().all(|rule| known(&rule.reaches)) && law().bases.iter().all(|rule| known(&rule.offered_to)));
}

#[test]
fn section_115_does_not_reach_a_charity_and_says_why() {
    let cda = Gateway("CDA-115".to_owned());
    for (kind, reached) in PartyKind::ALL.into_iter().zip([true, true, true, true, false, false]) {
        assert_eq!(reaches(law(), &cda, kind, day(11, 27)).is_ok(), reached, "{kind:?}");
    }
    let listed = gateways_for(law(), PartyKind::Charity, day(11, 27));
    let why = listed.iter().find(|(rule, _)| rule.code == "CDA-115").and_then(|(_, why)| why.clone()).unwrap();
    assert!(why.contains("relevant authorities"));
    assert!(listed.iter().any(|(rule, why)| rule.code == "CL-POLICING" && why.is_none()));
    let mut to_charity = draft();
    to_charity.parties[1].kind = PartyKind::Charity;
    to_charity.parties[1].regime = Regime::UkGdpr;
    to_charity.parties[1].grounds = vec![ground(Direction::Receives, &["6(1)(ea)"], "")];
    let told = missing(&to_charity, law(), day(3, 1));
    assert_eq!(told.len(), 1);
    assert!(told[0].field == "parties.0.grounds" && told[0].words.contains(&why));
}

#[test]
fn police_to_a_charity_needs_the_authority_for_further_use() {
    let mut one = draft();
    one.parties[0].grounds[0] = ground(Direction::Sends, &["s35(2)(b)"], "CL-POLICING");
    one.parties[1].kind = PartyKind::Charity;
    one.parties[1].regime = Regime::UkGdpr;
    one.parties[1].grounds = vec![ground(Direction::Receives, &["6(1)(ea)"], "")];
    assert!(fields(&one).is_empty());
    one.parties[0].grounds[0].further_processing = " ".to_owned();
    assert_eq!(fields(&one), ["parties.0.grounds"]);
}

#[test]
fn a_late_review_warns_for_thirty_days_and_then_blocks() {
    let one = agreement();
    let wanted = [
        (day(3, 1), Standing::NotStarted),
        (day(3, 2), Standing::InForce),
        (day(12, 1), Standing::InForce),
        (day(12, 2), Standing::ReviewOverdueWarn { days: 1 }),
        (day(12, 31), Standing::ReviewOverdueWarn { days: 30 }),
        (NaiveDate::from_ymd_opt(2027, 1, 1).unwrap(), Standing::ReviewOverdueBlocked),
        (NaiveDate::from_ymd_opt(2027, 2, 28).unwrap(), Standing::ReviewOverdueBlocked),
        (NaiveDate::from_ymd_opt(2027, 3, 1).unwrap(), Standing::Expired),
        (NaiveDate::MAX, Standing::Expired),
        (NaiveDate::MIN, Standing::NotStarted),
    ];
    for (on, standing) in wanted {
        assert_eq!(on_day(&one, on), standing, "{on}");
    }
    for (state, standing) in [
        (AgreementState::Draft, Standing::Draft),
        (AgreementState::Suspended, Standing::Suspended),
        (AgreementState::Revoked, Standing::Revoked),
    ] {
        assert_eq!(on_day(&Agreement { state, ..one.clone() }, day(11, 27)), standing);
    }
    let bare = Agreement { starts_on: None, ..one.clone() };
    assert_eq!(on_day(&bare, day(11, 27)), Standing::NotStarted, "a date nobody wrote is not open");
    assert_eq!(on_day(&Agreement { ends_on: None, ..one.clone() }, day(11, 27)), Standing::Expired);
    assert_eq!(on_day(&Agreement { review_due_on: None, ..one }, day(11, 27)), Standing::ReviewOverdueBlocked);
}

#[test]
fn a_change_of_what_was_signed_is_a_new_draft_and_the_old_version_stays_as_it_was() {
    let (id, signed) = (AgreementId(uuid::Uuid::from_u128(9)), agreement());
    type Edits = fn(&mut Agreement);
    let edits: [(&str, Edits); 7] = [
        ("parties", |one| one.parties[0].grounds[0].bases.push(Basis("s35(2)(a)".to_owned()))),
        ("parties", |one| drop(one.parties.pop())),
        ("purposes", |one| one.purposes.clear()),
        ("categories", |one| one.categories.extend([Category::Child])),
        ("onward", |one| one.onward = Some(Onward::WithOriginatorsAgreement)),
        ("printing", |one| one.printing = Some(Printing::NotAllowed)),
        ("dates", |one| one.ends_on = None),
    ];
    for (field, edit) in edits {
        let mut after = signed.clone();
        edit(&mut after);
        assert_eq!(change_of(&signed, &after), Change::NewVersion(vec![field]));
        let next = next_version(id, &signed, &after);
        assert_eq!((next.version, next.supersedes, next.state), (2, Some(id), AgreementState::Draft));
        assert!(next.signatories.is_empty() && next.signed_on.is_none() && next.document.is_none());
        assert_eq!(change_of(&draft(), &after), Change::InPlace, "a draft is simply written on");
    }
    assert_eq!(signed, agreement());
    assert_eq!(change_of(&signed, &signed), Change::Nothing);
}

#[test]
fn a_contact_a_review_and_a_suspension_need_no_new_signature() {
    let edits: [fn(&mut Agreement); 3] = [
        |one| one.parties[1].requests_contact = "E. Dummy".to_owned(),
        |one| one.review_due_on = Some(day(12, 24)),
        |one| one.state = AgreementState::Suspended,
    ];
    for edit in edits {
        let mut after = agreement();
        edit(&mut after);
        assert_eq!(change_of(&agreement(), &after), Change::InPlace);
    }
}

#[test]
fn today_shows_a_review_before_it_is_late_the_day_it_blocks_and_an_end() {
    let id = AgreementId(uuid::Uuid::from_u128(9));
    let one = agreement();
    let lines = |on: NaiveDate| -> Vec<(DueWhat, NaiveDate)> {
        due(&[(id, &one)], on).into_iter().map(|line| (line.what, line.on)).collect()
    };
    let next_year = |m, d| NaiveDate::from_ymd_opt(2027, m, d).unwrap();
    assert_eq!(lines(day(10, 31)), []);
    assert_eq!(lines(day(11, 1)), [(DueWhat::Review, day(12, 1))]);
    assert_eq!(lines(day(12, 2)), [(DueWhat::ReviewLate, next_year(1, 1))], "the day from which nothing leaves");
    assert_eq!(lines(next_year(1, 1)), [(DueWhat::ReviewBlocks, day(12, 1))]);
    assert_eq!(lines(next_year(3, 1)), [(DueWhat::Ended, next_year(2, 28))]);
    assert_eq!(lines(next_year(3, 31)), []);
    let reviewed = Agreement { review_due_on: Some(next_year(6, 1)), ..agreement() };
    let ends = due(&[(id, &reviewed)], next_year(2, 1));
    assert_eq!(ends, [Due { agreement: id, what: DueWhat::Ends, on: next_year(2, 28), partners: vec![THEM] }]);
    assert!(due(&[(id, &draft())], day(12, 2)).is_empty());
}

#[test]
fn a_signed_later_version_takes_over_on_its_first_day_and_a_draft_does_not() {
    let (old, new) = (AgreementId(uuid::Uuid::from_u128(9)), AgreementId(uuid::Uuid::from_u128(10)));
    let one = agreement();
    let mut next = next_version(old, &one, &Agreement { starts_on: Some(day(12, 3)), ..agreement() });
    assert_eq!(superseded_on(old, &[(old, &one), (new, &next)]), None);
    next.state = AgreementState::Signed;
    let both = [(old, &one), (new, &next)];
    assert_eq!((superseded_on(old, &both), superseded_on(new, &both)), (Some(day(12, 3)), None));
    let shown = |on| due(&both, on).into_iter().map(|line| line.agreement).collect::<Vec<_>>();
    assert_eq!((shown(day(12, 2)), shown(day(12, 3))), (vec![old], vec![new]), "one line, never for both");
}

#[test]
fn a_unit_that_signed_as_a_whole_sends_as_that_and_one_of_several_parties_as_its_own() {
    let mut one = agreement();
    assert_eq!(own_party(&one, PartyKind::NhsBody).map(|party| party.kind), Some(PartyKind::PoliceForce), "the only one");
    let mut health = one.parties[0].clone();
    health.kind = PartyKind::NhsBody;
    one.parties.push(health);
    assert_eq!(own_party(&one, PartyKind::NhsBody).map(|party| party.kind), Some(PartyKind::NhsBody));
    assert_eq!(own_party(&one, PartyKind::Charity), None);
    assert_eq!(partner_party(&one, THEM).map(|party| party.kind), Some(PartyKind::ProbationProvider));
    assert_eq!(party_kind_of(Agency::VictimAdvocacy), PartyKind::Charity);
}
