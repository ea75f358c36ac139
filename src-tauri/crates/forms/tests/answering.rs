//! Answering a form: what is shown, what is missing, how answers are kept, and when a CAS may be agreed.

use forms::{
    AgencyPart, Answer, Answers, CasRoom, DataFault, Definition, DissentRecord, Finding, PartState, Question, QuestionKind,
    cas_blockers, findings, read_answers, shipped, shown_questions, start_from_previous, write_answers,
};

#[expect(clippy::unwrap_used, reason = "a test helper; the data is looked at in data.rs")]
fn form(code: &str) -> &'static Definition {
    shipped().unwrap().current_form(code).unwrap()
}

/// The first answer that fits, for a question that is required and shown.
#[expect(clippy::unwrap_used, reason = "a test helper; the data is looked at in data.rs")]
fn an_answer_to(question: &Question) -> Answer {
    let first = || question.options.first().unwrap().code.clone();
    match question.kind {
        QuestionKind::Choice => Answer::Choice(first()),
        QuestionKind::Judgement => Answer::Judgement(first()),
        QuestionKind::Several => Answer::Several(vec![first()]),
        QuestionKind::Date => Answer::Date("2026-11-23".to_owned()),
        QuestionKind::Number => Answer::Number(2),
        QuestionKind::YesNoUnknown => Answer::No,
        QuestionKind::Person => Answer::Person("DS P. Dummy".to_owned()),
        QuestionKind::Text | QuestionKind::LongText | QuestionKind::Statement => Answer::Text("Written for a test.".to_owned()),
        QuestionKind::Rows => Answer::Rows(Vec::new()),
    }
}

/// Answers everything that is required, until nothing new is shown.
fn complete(definition: &Definition) -> Answers {
    let mut answers = Answers::new();
    for question in definition.questions().filter(|question| question.required && !question.per_agency) {
        let shown = shown_questions(definition, &answers).iter().any(|shown| shown.id == question.id);
        if shown {
            answers.insert(question.id.clone(), an_answer_to(question));
        }
    }
    answers
}

fn finished_cas() -> Answers {
    let mut answers = complete(form("cas"));
    answers.insert("next_review_on".to_owned(), Answer::Date("2026-12-20".to_owned()));
    answers
}

fn a_room_of(states: &[(&str, PartState)], dissent: DissentRecord) -> CasRoom {
    let contributing_agencies =
        states.iter().map(|(agency, state)| AgencyPart { agency: (*agency).to_owned(), state: *state }).collect();
    CasRoom { contributing_agencies, dissent }
}

fn two_agencies() -> CasRoom {
    a_room_of(&[("police", PartState::Given), ("health", PartState::Given)], DissentRecord::NobodyDiffers)
}

fn codes(found: &[Finding]) -> Vec<&str> {
    found.iter().map(|finding| finding.code.as_str()).collect()
}

#[test]
fn a_finished_cas_with_two_agencies_and_nobody_differing_may_be_agreed() {
    assert_eq!(cas_blockers(form("cas"), &finished_cas(), &two_agencies()), Vec::new());
}

#[test]
fn every_required_answer_of_the_cas_blocks_when_it_is_missing() {
    let cas = form("cas");
    let whole = finished_cas();
    for question in cas.questions().filter(|question| question.required && !question.per_agency) {
        let mut answers = whole.clone();
        if answers.remove(&question.id).is_some() {
            let found = cas_blockers(cas, &answers, &two_agencies());
            assert!(found.iter().any(|finding| finding.question == question.id), "{} is not missed", question.id);
            assert!(found.iter().all(|finding| finding.words.ends_with('.')), "{found:?}");
        }
    }
}

#[test]
fn one_agency_a_draft_and_an_unasked_room_each_block_the_cas() {
    let blockers =
        |room: &CasRoom| cas_blockers(form("cas"), &finished_cas(), room).into_iter().map(|f| f.code).collect::<Vec<_>>();
    let one = a_room_of(&[("police", PartState::Given), ("health", PartState::Silent)], DissentRecord::Recorded);
    assert_eq!(blockers(&one), ["cas_needs_two_agencies"]);
    let draft = a_room_of(
        &[("police", PartState::Given), ("health", PartState::Given), ("probation", PartState::Draft)],
        DissentRecord::Recorded,
    );
    assert_eq!(blockers(&draft), ["cas_contribution_in_draft"]);
    let mut unasked = two_agencies();
    unasked.dissent = DissentRecord::NotAsked;
    assert_eq!(blockers(&unasked), ["cas_dissent_not_settled"]);
}

#[test]
fn the_same_agency_twice_is_still_one_agency() {
    let room = a_room_of(&[("police", PartState::Given), ("police", PartState::Given)], DissentRecord::Recorded);
    assert_eq!(codes(&cas_blockers(form("cas"), &finished_cas(), &room)), ["cas_needs_two_agencies"]);
}

#[test]
fn a_cas_needs_a_review_date_or_a_reason_for_none() {
    let mut answers = finished_cas();
    answers.remove("next_review_on");
    assert_eq!(codes(&cas_blockers(form("cas"), &answers, &two_agencies())), ["cas_has_no_review"]);
    answers.insert("no_review_reason".to_owned(), Answer::Text("The case is closed today.".to_owned()));
    assert_eq!(cas_blockers(form("cas"), &answers, &two_agencies()), Vec::new());
}

#[test]
fn an_urgent_factor_may_be_unknown_but_not_unanswered_and_a_yes_asks_what_was_done() {
    let mut answers = finished_cas();
    answers.insert("urgent_weapon_to_hand".to_owned(), Answer::Unknown);
    assert_eq!(findings(form("cas"), &answers), Vec::new());
    answers.insert("urgent_weapon_to_hand".to_owned(), Answer::Yes);
    let found = findings(form("cas"), &answers);
    assert_eq!(found.first().map(|finding| finding.question.as_str()), Some("urgent_weapon_to_hand_action"));
}

#[test]
fn a_provisional_type_asks_for_another_explanation() {
    let mut answers = finished_cas();
    answers.insert("type_confidence".to_owned(), Answer::Choice("agreed".to_owned()));
    answers.remove("alternative_hypothesis");
    assert_eq!(findings(form("cas"), &answers), Vec::new());
    answers.insert("type_confidence".to_owned(), Answer::Choice("provisional".to_owned()));
    assert_eq!(findings(form("cas"), &answers).len(), 1);
}

#[test]
fn a_formulation_longer_than_the_plan_can_hold_is_found() {
    let mut answers = finished_cas();
    answers.insert("formulation_summary".to_owned(), Answer::Text("ż".repeat(1_500)));
    assert_eq!(findings(form("cas"), &answers), Vec::new(), "characters are counted, not bytes");
    answers.insert("formulation_summary".to_owned(), Answer::Text("ż".repeat(1_501)));
    assert_eq!(codes(&findings(form("cas"), &answers)), ["too_long"]);
}

#[test]
fn the_next_cas_starts_with_the_facts_and_without_the_judgements() {
    let mut previous = finished_cas();
    previous.insert("shared_children".to_owned(), Answer::Yes);
    let next = start_from_previous(form("cas"), &previous);
    assert_eq!(next.get("shared_children"), Some(&Answer::Yes));
    assert_eq!(next.get("relationship"), previous.get("relationship"));
    for blank in ["violence_level", "stalker_type", "formulation_summary", "decision", "cas_number", "chair"] {
        assert!(previous.contains_key(blank) && !next.contains_key(blank), "{blank} was carried over");
    }
}

#[test]
fn the_former_partner_items_are_shown_also_when_the_relationship_is_unknown() {
    let shown = |answer: Option<Answer>| {
        let answers: Answers = answer.map(|a| ("ex_partner_case".to_owned(), a)).into_iter().collect();
        shown_questions(form("sash"), &answers).iter().filter(|question| question.from_pack).count()
    };
    assert_eq!(shown(Some(Answer::Yes)), 16);
    assert_eq!(shown(Some(Answer::Unknown)), 16);
    assert_eq!(shown(Some(Answer::No)), 13);
    assert_eq!(shown(None), 13);
}

#[test]
fn unknown_and_not_asked_stay_two_answers_and_a_text_may_be_the_word_unknown() {
    let sash = form("sash");
    let answers: Answers = [
        ("G1", Answer::Unknown),
        ("G2", Answer::NotAsked),
        ("G3", Answer::Yes),
        ("sources", Answer::Several(vec!["victim".to_owned(), "health".to_owned()])),
        ("level_reason", Answer::Text("unknown".to_owned())),
        ("override_note", Answer::Text("~unknown".to_owned())),
    ]
    .map(|(id, answer)| (id.to_owned(), answer))
    .into();
    let kept = write_answers(&answers);
    assert_eq!(kept.get("G1").map(String::as_str), Some("~unknown"));
    assert_eq!(kept.get("G2").map(String::as_str), Some("~not_asked"));
    assert_eq!(read_answers(sash, &kept).unwrap(), answers);
}

#[test]
fn rows_are_kept_and_read_back() {
    let row = [
        ("question".to_owned(), Answer::Text("Any licence?".to_owned())),
        ("owner_agency".to_owned(), Answer::Choice("probation".to_owned())),
    ];
    let answers: Answers = [("information_gaps".to_owned(), Answer::Rows(vec![row.into()]))].into();
    assert_eq!(read_answers(form("cas"), &write_answers(&answers)).unwrap(), answers);
    let found = findings(form("cas"), &answers);
    assert!(codes(&found).contains(&"entry_unfinished"), "the entry has no date");
}

#[test]
fn an_answer_that_does_not_fit_is_refused_when_read() {
    let refused =
        |id: &str, text: &str| read_answers(form("cas"), &[(id.to_owned(), text.to_owned())].into()).unwrap_err().to_string();
    assert_eq!(refused("violence_level", "severe"), "question violence_level has no such option");
    assert_eq!(refused("violence_level", "unknown"), "question violence_level does not take unknown");
    assert_eq!(refused("last_contact_on", "last week"), "question last_contact_on needs a date");
    assert_eq!(refused("urgent_weapon_to_hand", "maybe"), "question urgent_weapon_to_hand is answered in another way");
    assert_eq!(refused("total", "12"), "no question total");
}

#[test]
fn a_definition_that_does_not_hold_together_is_refused() {
    let with = |question: &str| {
        let text = format!(
            "form = \"f\"\nedition = \"1\"\ntitle = \"t\"\n[[sections]]\nid = \"A\"\ntitle = \"A\"\n\
             [[sections.questions]]\nid = \"one\"\nkind = \"text\"\nlabel = \"One\"\n\
             [[sections.questions]]\n{question}\n"
        );
        Definition::read("f.toml", &text)
    };
    assert!(with("id = \"two\"\nkind = \"text\"\nlabel = \"Two\"").is_ok());
    for bad in [
        "id = \"one\"\nkind = \"text\"\nlabel = \"Again\"",
        "id = \"two\"\nkind = \"choice\"\nlabel = \"No options\"",
        "id = \"two\"\nkind = \"choice\"\nlabel = \"Reserved\"\noptions = [{ code = \"unknown\", label = \"U\" }]",
        "id = \"two\"\nkind = \"text\"\nlabel = \"Later\"\nshown_when = { question = \"three\", is = [\"x\"] }",
    ] {
        assert!(matches!(with(bad), Err(DataFault::Broken { .. })), "{bad}");
    }
    let unknown_key = with("id = \"two\"\nkind = \"text\"\nlabel = \"Two\"\nweight = 3");
    assert!(matches!(unknown_key, Err(DataFault::Unreadable { line: 15, .. })), "{unknown_key:?}");
}
