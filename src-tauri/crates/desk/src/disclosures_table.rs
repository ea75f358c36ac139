//! Somebody in a hurry, somebody who asks, a colleague with a passphrase: for tests of what is not routine.

use crate::asks::disclosures::{
    DisclosureRecorded, DisclosuresView, ListDisclosures, RecordDisclosure, ReviewDisclosure, TellFooting, ToWhom,
    WhichDisclosures,
};
use crate::asks::sharing::{SecondPerson, ToldAnswer};
use crate::asks::unit::AddMember;
use crate::disclosing::record_disclosure;
use crate::disclosures::disclosures;
use crate::keeping::Kept;
use crate::sharing_facts::of_case;
use crate::sharing_table::{PASSPHRASE, Sharing};
use crate::trouble::{Refusal, Trouble};
use crate::unit::add_member;
use casework::agency::{Agency, Role};
use casework::agreement::{PartyKind, SharingPurpose};
use casework::body::Kind;
use casework::contact::{Channel, ContactRule, MayContact, SafeAnswer};
use casework::disclosure::{Addressee, Disclosure, Harm, ReviewResult, SharingChannel};
use casework::ids::RecordId;
use casework::incident::YesNoUnknown;

pub(crate) const OTHER: &str = "nine copper lanterns drift ashore";

/// A colleague with a passphrase of their own.
pub(crate) fn colleague(laid: &mut Sharing, name: &str, role: Role) -> SecondPerson {
    let ask = AddMember {
        name: name.to_owned(),
        agency: Agency::Police,
        role,
        job: "colleague".to_owned(),
        passphrase: OTHER.to_owned(),
    };
    laid.table.give(add_member, ask);
    SecondPerson { name: name.to_owned(), passphrase: OTHER.to_owned() }
}

pub(crate) fn of_kind(laid: &mut Sharing, kind: Kind, at: usize) -> RecordId {
    let case = laid.case;
    let found = of_case(&laid.table.sit(), case).unwrap();
    found.items.iter().filter(|item| item.kind == Some(kind)).nth(at).unwrap().id()
}

/// The record of the suspect.
pub(crate) fn suspect(laid: &mut Sharing) -> RecordId {
    of_kind(laid, Kind::Person, 1)
}

pub(crate) fn housing() -> ToWhom {
    ToWhom {
        partner: None,
        kind: PartyKind::LocalAuthority,
        addressee: Addressee::Professional,
        name: "C. Dummy".to_owned(),
        post: "Duty officer".to_owned(),
        organisation: "Specimen Housing".to_owned(),
        identity_checked: "Rang back through the switchboard".to_owned(),
    }
}

/// An emergency with everything a person in a hurry gives: no agreement, no note beside why it cannot wait.
pub(crate) fn emergency(laid: &mut Sharing, records: Vec<RecordId>) -> RecordDisclosure {
    RecordDisclosure {
        case: laid.case,
        footing: TellFooting::Emergency {
            harm: Some(Harm::LossOfLife),
            why_not_wait: format!("He is on his way there now, seen at {}", laid.table.now.timestamp()),
            advocate_reachable: true,
        },
        channel: SharingChannel::Oral,
        spoken: Some(Channel::Phone),
        to: housing(),
        purpose: SharingPurpose::SafetyPlanning,
        records,
        read: false,
        necessity: String::new(),
        told_at: laid.table.now,
        victim_told: Some(ToldAnswer::NotYet { why: "She is being rung now".to_owned() }),
        passphrase: PASSPHRASE.to_owned(),
        decided_by: None,
        second: None,
        approver: None,
    }
}

/// Under the agreement with the partner.
pub(crate) fn agreed(laid: &mut Sharing, records: Vec<RecordId>) -> RecordDisclosure {
    let to = ToWhom { partner: Some(laid.partner), ..housing() };
    let necessity = format!("Eastshire has to know whom they manage, {}", laid.table.now.timestamp());
    let footing = TellFooting::Agreement { agreement: laid.agreement };
    RecordDisclosure { footing, to, necessity, purpose: SharingPurpose::OffenderManagement, ..emergency(laid, records) }
}

pub(crate) fn told(laid: &mut Sharing, ask: RecordDisclosure) -> DisclosureRecorded {
    laid.table.give(record_disclosure, ask)
}

/// What the gate refuses: nothing is recorded, and one act says that it refused.
pub(crate) fn refused(laid: &mut Sharing, ask: RecordDisclosure) -> &'static str {
    let before = (laid.table.sit().store().audit_head().0, all(laid).len());
    let trouble = record_disclosure(&mut laid.table.sit(), ask).unwrap_err();
    let Trouble::Refusal(refusal) = trouble else { unreachable!("{trouble:?}") };
    let logged = u64::from(matches!(refusal, Refusal::Gate { .. }));
    assert_eq!((laid.table.sit().store().audit_head().0, all(laid).len()), (before.0 + logged, before.1));
    refusal.key()
}

pub(crate) fn all(laid: &mut Sharing) -> Vec<Kept<Disclosure>> {
    let case = laid.case;
    laid.table.sit().filed_under(case).unwrap()
}

pub(crate) fn list(laid: &mut Sharing, which: WhichDisclosures) -> DisclosuresView {
    let ask = ListDisclosures { from: None, until: None, route: None, organisation: String::new(), case: None, which };
    disclosures(&mut laid.table.sit(), ask).unwrap()
}

pub(crate) fn review(disclosure: casework::ids::DisclosureId, with: Option<SecondPerson>) -> ReviewDisclosure {
    ReviewDisclosure { disclosure, result: ReviewResult::Upheld, words: "Nothing less would have done.".to_owned(), with }
}

/// A rule that calls one way safe.
pub(crate) fn rule(channel: Channel, on: chrono::NaiveDate) -> ContactRule {
    ContactRule {
        may_contact: MayContact::Yes,
        preferred_name_for_calls: String::new(),
        channels: vec![channel],
        leave_voicemail: SafeAnswer::No,
        say_unit_name: SafeAnswer::No,
        text_wording_allowed: String::new(),
        best_days: String::new(),
        best_times: String::new(),
        never_times: String::new(),
        withheld_number: YesNoUnknown::Unknown,
        who_else_may_answer: String::new(),
        interpreter: String::new(),
        accessibility: String::new(),
        silent_solution_told: YesNoUnknown::Unknown,
        last_confirmed_on: Some(on),
        confirm_every_days: 14,
    }
}
