//! Forms on their way between two real stores: with the answers, unread, too long, or under a name that is ours.

use crate::arriving_table::{Side, key, two_units};
use crate::asks::cas::{CasView, StartCas, WhichCas};
use crate::asks::sharing::RowState;
use crate::cas::{cas, start_cas};
use crate::keeping::{Doing, Filing, Kept};
use crate::sharing_preview::share_preview;
use crate::sharing_table::Sharing;
use casework::agency::Agency;
use casework::body::Category;
use casework::cas::{Cas, CasStatus};
use casework::ids::{CasId, CaseId};
use casework::import::Import;
use casework::referral::CaseState;
use std::collections::{BTreeMap, BTreeSet};

fn ours() -> &'static str {
    forms::shipped().unwrap().form_text("cas", "1").unwrap()
}

/// A later edition, in which one question reads otherwise.
fn later() -> String {
    let asked = forms::shipped().unwrap().form("cas", "1").unwrap().question("trigger").unwrap().label.clone();
    let text = ours().replacen("edition = \"1\"", "edition = \"2\"", 1).replace(&asked, "What made them ask now");
    assert!(text.contains("What made them ask now"));
    text
}

/// A CAS answered on an edition, in a case of its own.
fn answered(side: &mut Side, edition: &str) -> (CaseId, CasId) {
    let case = side.table.case("E-26-0412", CaseState::Active, "");
    let cas = Cas {
        number: 1,
        edition: edition.to_owned(),
        status: CasStatus::Draft,
        meeting: None,
        chair: None,
        previous: None,
        started_at: side.table.now,
        agreed_at: None,
        answers: BTreeMap::from([("trigger".to_owned(), "first_clinic".to_owned())]),
        carried_from: BTreeMap::new(),
        dissent: Vec::new(),
        no_dissent: false,
        voided: None,
    };
    let filing = Filing::under(case, Agency::Police);
    let made = side.table.sit().write(Doing::in_case("start_cas", case), |w| w.create(filing, &cas)).unwrap();
    (case, made.into())
}

/// The case sealed with these forms beside it.
fn sealed(from: &mut Side, to: &mut Side, case: CaseId, forms: &[&[u8]]) -> Vec<u8> {
    let records = from.carried(case);
    from.seal_beside(to, &records, forms, |_| {})
}

fn label(view: &CasView) -> String {
    let questions = view.sections.iter().flat_map(|section| &section.questions);
    questions.filter(|question| question.id == "trigger").map(|question| question.label.clone()).next().unwrap()
}

#[test]
fn answers_of_an_edition_that_is_new_here_are_read_with_the_form_that_came_with_them() {
    let (mut theirs, mut ours) = two_units();
    let (case, which) = answered(&mut theirs, "2");
    let form = later();
    let file = sealed(&mut theirs, &mut ours, case, &[form.as_bytes()]);
    let view = ours.view(&file);
    assert_eq!(view.forms, ["Case analysis summary, edition 2 is new here: its questions come with it."]);
    assert_eq!(view.left_in_file, 0);
    ours.take(&file, case);
    let shown = ours.table.give(cas, WhichCas { cas: which });
    assert_eq!((shown.edition.as_str(), label(&shown).as_str()), ("2", "What made them ask now"));
    // The next one is begun on the edition that ships here, and beside it the first reads as before.
    ours.table.sit().write(Doing::of_unit("void_cas"), |w| w.amend(which, "status", &CasStatus::Void)).unwrap();
    let next = ours.table.give(start_cas, StartCas { case, trigger: "first_clinic".to_owned() });
    assert_ne!(label(&next), "What made them ask now");
}

#[test]
fn answers_without_their_form_are_kept_and_said_to_be_unreadable() {
    let (mut theirs, mut ours) = two_units();
    let (case, which) = answered(&mut theirs, "2");
    let file = sealed(&mut theirs, &mut ours, case, &[]);
    ours.take(&file, case);
    assert_eq!(key(cas(&mut ours.table.sit(), WhichCas { cas: which })), "form_not_here");
    let kept: Kept<Cas> = ours.table.sit().read(which).unwrap();
    assert_eq!(kept.body.answers["trigger"], "first_clinic", "nothing is lost");
}

#[test]
fn a_form_under_our_own_name_and_edition_never_takes_the_place_of_ours() {
    let (mut theirs, mut ours) = two_units();
    let (case, which) = answered(&mut theirs, "1");
    let other = later().replacen("edition = \"2\"", "edition = \"1\"", 1);
    let file = sealed(&mut theirs, &mut ours, case, &[other.as_bytes()]);
    let view = ours.view(&file);
    assert_eq!(view.forms.len(), 1);
    assert!(view.forms[0].starts_with("Case analysis summary, edition 1 has other questions there"), "{:?}", view.forms);
    let import = ours.take(&file, case).import;
    assert_ne!(label(&ours.table.give(cas, WhichCas { cas: which })), "What made them ask now");
    assert_eq!(ours.table.sit().read::<Import>(import).unwrap().body.forms, []);
    // Ours as it is says nothing: there is nothing to know.
    let (mut theirs, mut ours) = two_units();
    let (case, _) = answered(&mut theirs, "1");
    let file = sealed(&mut theirs, &mut ours, case, &[self::ours().as_bytes()]);
    assert_eq!(ours.view(&file).forms, Vec::<String>::new());
}

#[test]
fn a_form_that_cannot_be_read_or_is_too_long_to_keep_stays_in_the_file() {
    let (mut theirs, mut ours) = two_units();
    let (case, which) = answered(&mut theirs, "2");
    let form = later();
    let long = format!("{form}\n# {}", "x".repeat(200 << 10));
    let broken: [&[u8]; 4] = [b"form = ", &[0xFF, 0xFE], b"", long.as_bytes()];
    let file = sealed(&mut theirs, &mut ours, case, &broken);
    let view = ours.view(&file);
    assert_eq!((view.forms.len(), view.left_in_file), (0, 4));
    ours.take(&file, case);
    assert_eq!(key(cas(&mut ours.table.sit(), WhichCas { cas: which })), "form_not_here");
}

#[test]
fn a_form_goes_with_what_was_answered_on_it_is_named_before_and_stays_where_that_stays() {
    let mut laid = Sharing::laid();
    let case = laid.case;
    let what = laid.what();
    assert!(share_preview(&mut laid.table.sit(), what.clone()).unwrap().forms.is_empty());
    let begun = laid.table.give(start_cas, StartCas { case, trigger: "first_clinic".to_owned() });
    let preview = share_preview(&mut laid.table.sit(), what.clone()).unwrap();
    assert_eq!(preview.forms, ["Case analysis summary, edition 1"]);
    let ask = laid.sealing(what.clone());
    laid.seal(ask).unwrap();
    let file = laid.files().remove(0);
    let contents = laid.open(&file, None).unwrap();
    assert_eq!(contents.forms.iter().map(|(_, bytes)| bytes.as_slice()).collect::<Vec<_>>(), [ours().as_bytes()]);
    assert!(contents.records.iter().any(|record| record.record == crate::keeping::id_of(begun.cas.into())));
    // Without its category nothing of it leaves, nor its questions.
    laid.change(|agreement| agreement.categories = BTreeSet::from([Category::VictimNarrative]));
    let what = laid.what();
    assert!(share_preview(&mut laid.table.sit(), what).unwrap().forms.is_empty());
}

#[test]
fn a_form_that_came_goes_back_with_what_was_answered_on_it() {
    let (mut theirs, mut ours) = two_units();
    let (case, which) = answered(&mut theirs, "2");
    let form = later();
    let file = sealed(&mut theirs, &mut ours, case, &[form.as_bytes()]);
    ours.take(&file, case);
    let known = crate::sharing_facts::of_record(&ours.table.sit(), which.into()).unwrap().1;
    assert_eq!(crate::carried_forms::text_of(&known).unwrap().as_deref(), Some(form.as_str()));
}

#[test]
fn an_analysis_that_this_version_cannot_read_is_shown_and_leaves_without_a_form() {
    let mut laid = Sharing::laid();
    let (case, what) = (laid.case, laid.what());
    let begun = laid.table.give(start_cas, StartCas { case, trigger: "first_clinic".to_owned() });
    laid.table.sit().write(Doing::of_unit("correct_record"), |w| w.amend(begun.cas, "number", &"first")).unwrap();
    let preview = share_preview(&mut laid.table.sit(), what).unwrap();
    assert!(preview.forms.is_empty());
    let rows = preview.cases.iter().flat_map(|case| &case.rows);
    assert!(rows.into_iter().any(|row| row.records == [begun.cas.into()] && row.state == RowState::Leaves));
}
