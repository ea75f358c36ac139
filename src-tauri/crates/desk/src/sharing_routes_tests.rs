//! The other routes, walls, and the record on paper: each refuses until what it asks for is there.

use crate::asks::papers::{PrintAs, PrintPaper, WhichPaper};
use crate::asks::sharing::{RowState, SealBundle, SecondPerson, ShareFooting, ShareWhat};
use crate::asks::walls::WriteNote;
use crate::disclosures_table::colleague;
use crate::keeping::Kept;
use crate::notes::write_note;
use crate::paper_places::Answers;
use crate::papers_other::print_paper;
use crate::sharing_preview::share_preview;
use crate::sharing_table::Sharing;
use casework::agency::{Agency, Role};
use casework::agreement::{Basis, Gateway};
use casework::body::Category;
use casework::disclosure::{Approver, Disclosure, Harm, Route};
use casework::ids::MemberId;
use casework::unit::Member;

/// Another chair, who can sign in.
fn other_chair(laid: &mut Sharing) -> (MemberId, SecondPerson) {
    let second = colleague(laid, "C. Placeholder", Role::Chair);
    let members: Vec<Kept<Member>> = laid.table.sit().all_of().unwrap();
    let found = members.into_iter().find(|kept| kept.body.name == second.name).unwrap();
    (found.id.into(), second)
}

fn one_off(bases: &[&str], approver: Option<Approver>) -> ShareFooting {
    ShareFooting::OneOff {
        bases: bases.iter().map(|basis| Basis((*basis).to_owned())).collect(),
        gateway: Some(Gateway("CL-POLICING".to_owned())),
        further_processing: String::new(),
        approver,
    }
}

/// With this footing, the preview read again where there is one.
fn with(laid: &mut Sharing, footing: ShareFooting) -> SealBundle {
    let what = ShareWhat { footing, ..laid.what() };
    laid.sealing(what)
}

#[test]
fn a_one_off_needs_a_basis_and_somebody_else_who_approves() {
    let mut laid = Sharing::laid();
    let me = laid.table.sit().session.member;
    let (chair, signs) = other_chair(&mut laid);
    let by = |by| Some(Approver { by, as_what: "Chair".to_owned(), why: "He moves on Friday".to_owned() });
    for (footing, wanted) in [
        (one_off(&[], by(chair)), "basis"),
        (one_off(&["s35(2)(b)"], None), "approver"),
        (one_off(&["s35(2)(b)"], by(me)), "approver"),
    ] {
        let ask = with(&mut laid, footing);
        assert_eq!(laid.refused(ask).key(), wanted);
    }
    let ask = with(&mut laid, one_off(&["s35(2)(b)"], by(chair)));
    assert_eq!(laid.refused(ask.clone()).key(), "approver", "a name alone approves nothing");
    assert!(laid.seal(SealBundle { second: Some(signs), ..ask }).unwrap().saved);
    let told: Vec<Kept<Disclosure>> = laid.table.sit().filed_under(laid.case).unwrap();
    assert_eq!((told[0].body.route, told[0].body.agreement), (Route::OneOff, None));
    assert_eq!(told[0].body.approver.as_ref().map(|one| one.by), Some(chair));
    let file = laid.files().pop().unwrap();
    let manifest = laid.open(&file, None).unwrap().whole.manifest;
    assert_eq!((manifest.agreement, manifest.terms.onward), (None, bundles::Onward::NotAllowed));
}

#[test]
fn an_emergency_goes_with_the_agreement_expired_and_is_to_be_reviewed() {
    let mut laid = Sharing::laid();
    laid.change(|agreement| agreement.ends_on = agreement.starts_on);
    let emergency = |harm, identity: &str, waiting: &str| ShareFooting::Emergency {
        harm,
        why_not_wait: waiting.to_owned(),
        identity_checked: identity.to_owned(),
        advocate_reachable: true,
        approver: None,
    };
    for (footing, wanted) in [
        (emergency(None, "Rang back", "He is on his way"), "harm"),
        (emergency(Some(Harm::LossOfLife), " ", "He is on his way"), "identity"),
        (emergency(Some(Harm::LossOfLife), "Rang back", ""), "waiting"),
    ] {
        let ask = with(&mut laid, footing);
        assert_eq!(laid.refused(ask).key(), wanted);
    }
    let ask = with(&mut laid, emergency(Some(Harm::LossOfLife), "Rang back through the switchboard", "He is on his way"));
    assert!(laid.seal(ask).unwrap().saved);
    let told: Vec<Kept<Disclosure>> = laid.table.sit().filed_under(laid.case).unwrap();
    assert_eq!(told[0].body.review.as_ref().map(|review| review.due_on.to_string()).as_deref(), Some("2026-11-24"));
}

#[test]
fn what_lies_behind_a_wall_stays_unless_chosen_by_name_and_then_a_second_person_confirms() {
    let mut laid = Sharing::laid();
    laid.change(|agreement| agreement.categories.extend([Category::SuspectCriminal]));
    let ask = WriteNote { case: laid.case, compartment: "agency:police".to_owned(), text: "Informant says".to_owned() };
    let note = laid.table.give(write_note, ask).record;
    let state = |laid: &mut Sharing, compartments: &[&str]| {
        let compartments = compartments.iter().map(|code| (*code).to_owned()).collect();
        let what = ShareWhat { compartments, ..laid.what() };
        let preview = share_preview(&mut laid.table.sit(), what).unwrap();
        let second = preview.second_person;
        let mut rows = preview.cases.into_iter().flat_map(|case| case.rows);
        let row = rows.find(|row| row.records.contains(&note)).unwrap();
        (row.state, row.why.contains("behind a wall"), second)
    };
    assert_eq!(state(&mut laid, &[]), (RowState::Withheld, true, false));
    assert_eq!(state(&mut laid, &["agency:health"]), (RowState::Withheld, true, false));
    assert_eq!(state(&mut laid, &["agency:police"]), (RowState::Leaves, false, true));
    let what = ShareWhat { compartments: vec!["agency:police".to_owned()], ..laid.what() };
    let ask = laid.sealing(what);
    assert_eq!(laid.refused(ask).key(), "second_person");
}

#[test]
fn the_record_of_a_disclosure_prints_with_a_numbered_copy_and_not_while_its_words_give_somebody_away() {
    let mut laid = Sharing::laid();
    let print = |laid: &mut Sharing, disclosure| {
        let ask = PrintPaper {
            which: WhichPaper::DisclosureRecord { disclosure },
            holder: "P. Dummy".to_owned(),
            holder_agency: Agency::Police,
            purpose: "For the file".to_owned(),
            of: None,
            print: PrintAs::Standard,
            printer: None,
        };
        let papers = tempfile::tempdir().unwrap();
        let mut place = Answers::Saves(papers.path().to_owned());
        let mut sitting = laid.table.sit();
        sitting.surroundings = &mut place;
        print_paper(&mut sitting, ask)
    };
    let what = laid.what();
    let ask = laid.sealing(what.clone());
    let first = laid.seal(ask).unwrap().disclosure.unwrap();
    assert_eq!(print(&mut laid, first).unwrap().copy, 1);
    let mut ask = laid.sealing(what);
    ask.necessity = "He waits at 12 Mulberry Court, Sampleford, so they must know".to_owned();
    let second = laid.seal(ask).unwrap().disclosure.unwrap();
    assert!(print(&mut laid, second).is_err());
}
