//! The agreement register: drafts, findings, signing, what follows, and the signed paper sealed beside it (rules.md 1.1, 1.2).

use crate::world::{PASSPHRASE, Unit, unit};
use desk::trouble::{Refusal, Trouble};
use serde_json::{Value, json};

const PDF: &[u8] = b"%PDF-1.7 specimen of a signed paper, Canarypaper";
const DAY: i64 = 86_400;

/// A unit with a partner, and a draft that says everything.
fn with_draft() -> (Unit, Value, Value) {
    let mut unit = unit();
    let mut other = crate::world::unit();
    let card = other.give("make_exchange_keys", json!({}))["card"].as_str().unwrap().to_owned();
    let ask = json!({ "text": card, "file": "", "kind": "probation_provider", "note": "" });
    let partner = unit.give("take_contact_card", ask)["partner"].clone();
    let started = unit.give("start_agreement", json!({ "title": "Northmoor and Southmoor" }));
    let agreement = started["row"]["agreement"].clone();
    unit.give("write_agreement", json!({ "agreement": agreement, "terms": terms(&partner) }));
    (unit, agreement, partner)
}

fn party(name: &str, kind: &str, partner: &Value, ground: Value) -> Value {
    json!({ "name": name, "kind": kind, "regime": "dpa_part3", "role": "controller", "partner": partner, "ico_number": "Z0000000",
        "data_protection_contact": "desk", "caldicott_guardian": "", "information_asset_owner": "", "requests_contact": "post",
        "grounds": [ground] })
}

fn terms(partner: &Value) -> Value {
    let sends =
        json!({ "direction": "sends", "bases": ["s35(2)(b)", "Sch8-1"], "gateway": "CDA-115", "policy_document": "APD 7" });
    let receives = json!({ "direction": "receives", "bases": ["s35(2)(b)"], "gateway": null, "policy_document": "APD 9" });
    let signed =
        |of: &str| json!({ "name": "D. Dummy", "post": "Head", "organisation": of, "on": "2026-11-02", "how": "on paper" });
    json!({
        "title": "Northmoor and Southmoor",
        "parties": [party("Specimen Police", "police_force", &Value::Null, sends),
            party("Placeholder Probation", "probation_provider", partner, receives)],
        "purposes": ["risk_assessment"], "purpose_words": "", "prohibited_uses": "",
        "categories": ["victim-narrative", "suspect-probation"], "subjects": ["victim", "perpetrator"], "excluded": "",
        "scope": { "scope": "partner_works_on_it" }, "onward": { "onward": "not_allowed" }, "printing": "allowed",
        "keeping": { "words": "Two years", "months": 24, "on_exit": "delete" },
        "signed_on": "2026-11-02", "starts_on": "2026-11-09", "ends_on": "2027-11-08", "review_due_on": "2027-05-09",
        "notice_days": 28, "signatories": [signed("Specimen Police"), signed("Placeholder Probation")],
        "assurance": { "impact_assessment": "DPIA 12", "impact_assessment_on": null, "joint_controllers": "", "breach_contacts": "",
            "rights_route": "" },
        "clauses": { "victim-narrative": "Clause 3.1" }
    })
}

fn which(agreement: &Value) -> Value {
    json!({ "agreement": agreement })
}

fn write(agreement: &Value, terms: &Value) -> Value {
    json!({ "agreement": agreement, "terms": terms })
}

fn with(terms: &Value, field: &str, value: Value) -> Value {
    let mut changed = terms.clone();
    changed[field] = value;
    changed
}

/// The fields a refusal names.
fn fields(unit: &mut Unit, name: &str, question: Value) -> Vec<String> {
    match unit.try_to(name, question) {
        Err(Trouble::Refusal(Refusal::Fields(fields) | Refusal::Blocked(fields))) => {
            fields.into_iter().map(|one| one.field).collect()
        }
        other => panic!("{name}: {other:?}"),
    }
}

fn signed() -> (Unit, Value, Value) {
    let (mut unit, agreement, partner) = with_draft();
    let view = unit.give("sign_agreement", which(&agreement));
    assert_eq!((&view["row"]["standing"], &view["row"]["open"]), (&json!("in_force"), &json!(true)));
    (unit, agreement, partner)
}

#[test]
fn a_draft_may_hold_anything_missing_and_nothing_is_open_under_it() {
    let mut unit = unit();
    assert_eq!(unit.refused("start_agreement", json!({ "title": "  " })), "fields");
    let view = unit.give("start_agreement", json!({ "title": "Northmoor and Southmoor" }));
    assert_eq!((&view["row"]["standing"], &view["row"]["open"]), (&json!("draft"), &json!(false)));
    let missing = view["missing"].as_array().unwrap().len();
    assert!(missing > 10, "{missing}");
    assert_eq!(view["row"]["standing_words"], format!("Draft: {missing} things are missing"));
    let agreement = view["row"]["agreement"].clone();
    assert_eq!(fields(&mut unit, "sign_agreement", which(&agreement)).len(), missing);
    assert_eq!(unit.give("agreement", which(&agreement))["row"]["standing"], "draft");
}

/// ISA-1.
#[test]
fn an_agreement_without_a_review_date_is_not_signed_and_the_field_is_named() {
    let (mut unit, agreement, partner) = with_draft();
    unit.give("write_agreement", write(&agreement, &with(&terms(&partner), "review_due_on", Value::Null)));
    assert_eq!(fields(&mut unit, "sign_agreement", which(&agreement)), vec!["review_due_on"]);
}

#[test]
fn each_field_that_was_written_is_an_entry_of_its_own_and_nothing_else_is_touched() {
    let (mut unit, agreement, partner) = with_draft();
    let before = unit.give("history", json!({ "record": agreement }))["lines"].as_array().unwrap().len();
    unit.give("write_agreement", write(&agreement, &with(&terms(&partner), "notice_days", json!(14))));
    let history = unit.give("history", json!({ "record": agreement }));
    let lines = history["lines"].as_array().unwrap();
    assert_eq!(lines.len(), before + 1);
    assert_eq!((&lines[before]["field"], &lines[before]["who"]), (&json!("notice_days"), &json!("Dana Specimen")));
}

#[test]
fn a_partner_nobody_knows_or_named_twice_is_refused_even_in_a_draft() {
    let (mut unit, agreement, partner) = with_draft();
    let mut twice = terms(&partner);
    let again = twice["parties"][1].clone();
    twice["parties"].as_array_mut().unwrap().push(again);
    assert_eq!(fields(&mut unit, "write_agreement", write(&agreement, &twice)), vec!["parties.2.partner"]);
    let stranger = json!("019ab000-0000-7000-8000-00000000dead");
    let mut unknown = terms(&stranger);
    unknown["onward"] = json!({ "onward": "named_parties", "parties": [stranger] });
    assert_eq!(fields(&mut unit, "write_agreement", write(&agreement, &unknown)), vec!["parties.1.partner", "onward"]);
}

/// ISA-4: the pair cannot be chosen, and the reason stands beside it; written all the same, it keeps the draft a draft.
#[test]
fn a_power_that_does_not_reach_the_recipient_is_refused_with_its_reason() {
    let (mut unit, agreement, partner) = with_draft();
    let choices = unit.give("agreement", which(&agreement))["choices"].clone();
    let gateway = |code: &str| choices["gateways"].as_array().unwrap().iter().find(|one| one["code"] == code).unwrap().clone();
    assert!(gateway("CDA-115")["refused"]["charity"].as_str().unwrap().contains("relevant authorities"));
    assert_eq!(gateway("CDA-115")["refused"]["probation_provider"], Value::Null);
    assert_eq!(gateway("CL-POLICING")["refused"], json!({}));
    let mut charity = terms(&partner);
    charity["parties"][1]["kind"] = json!("charity");
    charity["parties"][1]["regime"] = json!("uk_gdpr");
    charity["parties"][1]["grounds"][0]["bases"] = json!(["6(1)(ea)"]);
    charity["parties"][0]["grounds"][0]["further_processing"] = json!("Section 36(4) note 3");
    let view = unit.give("write_agreement", write(&agreement, &charity));
    let missing = view["missing"].as_array().unwrap();
    assert_eq!(missing.len(), 1, "{missing:?}");
    assert!(missing[0]["words"].as_str().unwrap().contains("Charity cannot be reached by it."));
}

/// ISA-3 and ISA-6: bases by kind and law; from Part 3 to UK GDPR the further authority.
#[test]
fn bases_are_offered_by_kind_of_party_and_the_further_authority_is_asked_for() {
    let (mut unit, agreement, partner) = with_draft();
    let choices = unit.give("agreement", which(&agreement))["choices"].clone();
    let offered = |kind: &str| {
        let all = choices["bases"].as_array().unwrap();
        all.iter().filter(|one| one["kind"] == kind).map(|one| one["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(!offered("nhs_body").contains(&"6(1)(ea)".to_owned()) && offered("charity").contains(&"6(1)(ea)".to_owned()));
    let codes: Vec<_> = choices["categories"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert!(!codes.contains(&json!("victim-contact")) && !codes.contains(&json!("audit")));
    let mut gdpr = terms(&partner);
    gdpr["parties"][1]["regime"] = json!("uk_gdpr");
    gdpr["parties"][1]["grounds"][0]["bases"] = json!(["6(1)(e)"]);
    let view = unit.give("write_agreement", write(&agreement, &gdpr));
    assert!(view["missing"][0]["words"].as_str().unwrap().contains("section 36(4)"), "{}", view["missing"]);
}

/// ISA-2: what was signed is not edited; what nobody has to sign again may be kept up.
#[test]
fn a_signed_version_keeps_what_was_agreed_and_takes_a_new_contact() {
    let (mut unit, agreement, partner) = signed();
    let mut basis = terms(&partner);
    basis["parties"][0]["grounds"][0]["bases"] = json!(["s35(2)(a)"]);
    assert_eq!(fields(&mut unit, "write_agreement", write(&agreement, &basis)), vec!["parties"]);
    let mut more = with(&terms(&partner), "categories", json!(["victim-narrative", "child"]));
    more["purposes"] = json!(["audit"]);
    assert_eq!(fields(&mut unit, "write_agreement", write(&agreement, &more)), vec!["purposes", "categories"]);
    let mut contact = terms(&partner);
    contact["parties"][1]["data_protection_contact"] = json!("another desk");
    let view = unit.give("write_agreement", write(&agreement, &contact));
    assert_eq!(view["terms"]["parties"][1]["data_protection_contact"], "another desk");
    assert_eq!(view["row"]["version"], 1);
    assert_eq!(unit.refused("sign_agreement", which(&agreement)), "already_signed");
}

/// ISA-2.
#[test]
fn a_new_version_is_a_draft_and_the_signed_one_stands_until_it_is_signed() {
    let (mut unit, agreement, partner) = signed();
    let before = unit.give("history", json!({ "record": agreement }));
    let next = unit.give("new_agreement_version", which(&agreement));
    assert_eq!((&next["row"]["version"], &next["row"]["standing"]), (&json!(2), &json!("draft")));
    assert_eq!((&next["terms"]["signatories"], &next["terms"]["signed_on"]), (&json!([]), &Value::Null));
    assert_eq!(next["terms"]["categories"], json!(["victim-narrative", "suspect-probation"]));
    assert_eq!(unit.refused("new_agreement_version", which(&agreement)), "draft_already_there");
    assert_eq!(unit.give("agreement", which(&agreement))["row"]["standing"], "in_force");
    let second = next["row"]["agreement"].clone();
    assert_eq!(unit.refused("new_agreement_version", which(&second)), "agreement_not_signed");
    let later = with(&terms(&partner), "starts_on", json!("2026-12-01"));
    unit.give("write_agreement", write(&second, &later));
    assert_eq!(unit.give("sign_agreement", which(&second))["row"]["standing"], "not_started");
    assert_eq!(unit.give("history", json!({ "record": agreement })), before, "nothing was written on the signed version");
    let first = unit.give("agreement", which(&agreement))["row"].clone();
    assert_eq!((&first["standing"], &first["open"]), (&json!("in_force"), &json!(true)));
    assert_eq!(first["standing_words"], "In force, until a later version starts on 1 Dec 2026");
    unit.later(9 * DAY);
    unit.sign_in_again();
    let list = unit.give("agreements", json!({}))["agreements"].clone();
    let standing: Vec<_> = list.as_array().unwrap().iter().map(|row| (row["version"].clone(), row["standing"].clone())).collect();
    assert_eq!(standing, vec![(json!(2), json!("in_force")), (json!(1), json!("replaced"))]);
}

#[test]
fn suspension_shuts_a_version_and_resuming_opens_it_and_revocation_is_for_good() {
    let (mut unit, agreement, partner) = signed();
    let why = |why: &str| json!({ "agreement": agreement, "why": why });
    assert_eq!(unit.refused("suspend_agreement", why(" ")), "fields");
    assert_eq!(unit.refused("resume_agreement", which(&agreement)), "agreement_not_suspended");
    let view = unit.give("suspend_agreement", why("A breach is looked into"));
    assert_eq!((&view["row"]["standing"], &view["row"]["open"]), (&json!("suspended"), &json!(false)));
    assert_eq!(view["ended_words"], "Suspended on 23 Nov 2026 by Dana Specimen: A breach is looked into");
    assert_eq!(unit.refused("suspend_agreement", why("again")), "agreement_not_signed");
    assert_eq!(unit.give("resume_agreement", which(&agreement))["row"]["standing"], "in_force");
    assert_eq!(unit.give("revoke_agreement", why("The partner left"))["row"]["standing"], "revoked");
    for (name, question) in [
        ("revoke_agreement", why("again")),
        ("write_agreement", write(&agreement, &terms(&partner))),
        ("review_agreement", json!({ "agreement": agreement, "next_due_on": "2027-01-01" })),
    ] {
        assert_eq!(unit.refused(name, question), "agreement_revoked", "{name}");
    }
    assert_eq!(unit.give("new_agreement_version", which(&agreement))["row"]["standing"], "draft");
}

#[test]
fn a_draft_is_given_up_by_revoking_it_and_another_may_follow() {
    let (mut unit, agreement, partner) = signed();
    let second = unit.give("new_agreement_version", which(&agreement))["row"]["agreement"].clone();
    unit.give("write_agreement", write(&second, &terms(&partner)));
    unit.give("revoke_agreement", json!({ "agreement": second, "why": "Begun by mistake" }));
    assert_eq!(unit.give("new_agreement_version", which(&agreement))["row"]["version"], 2);
    let first = unit.give("agreement", which(&agreement))["row"].clone();
    assert_eq!(
        (&first["standing"], &first["standing_words"]),
        (&json!("in_force"), &json!("In force")),
        "it took the place of nothing"
    );
}

#[test]
fn review_and_end_stand_on_today_and_a_late_review_shuts_after_thirty_days() {
    let (mut unit, agreement, partner) = with_draft();
    unit.give("write_agreement", write(&agreement, &with(&terms(&partner), "review_due_on", json!("2026-12-10"))));
    unit.give("sign_agreement", which(&agreement));
    let due = unit.give("today", json!({}))["agreements"].clone();
    assert_eq!((&due[0]["on"], &due[0]["due_now"]), (&json!("2026-12-10"), &json!(false)));
    assert_eq!(due[0]["title"], "Northmoor and Southmoor, version 1");
    unit.later(20 * DAY);
    unit.sign_in_again();
    let view = unit.give("agreement", which(&agreement));
    assert_eq!((&view["row"]["standing"], &view["row"]["open"]), (&json!("review_late"), &json!(true)));
    assert_eq!(unit.give("today", json!({}))["agreements"][0]["due_now"], true);
    unit.later(40 * DAY);
    unit.sign_in_again();
    let view = unit.give("agreement", which(&agreement));
    assert_eq!((&view["row"]["standing"], &view["row"]["open"]), (&json!("review_blocks"), &json!(false)));
    let review = |on: &str| json!({ "agreement": agreement, "next_due_on": on });
    assert_eq!(unit.refused("review_agreement", review("2027-01-22")), "fields");
    assert_eq!(unit.give("review_agreement", review("2027-07-22"))["row"]["standing"], "in_force");
    assert_eq!(unit.give("today", json!({}))["agreements"], json!([]));
}

#[test]
fn the_signed_paper_is_sealed_known_by_its_hash_and_never_replaced_once_the_version_is_signed() {
    let (mut unit, agreement, _) = with_draft();
    let keep = |file: String| json!({ "agreement": agreement, "file": file });
    let text = unit.desk.keep_file("letter.txt", b"only text");
    assert_eq!(unit.refused("keep_signed_document", keep(text)), "document_not_readable");
    let large = unit.desk.keep_file("scan.pdf", &[PDF, &vec![0; 20 << 20]].concat());
    assert_eq!(unit.refused("keep_signed_document", keep(large)), "file_too_large");
    assert_eq!(unit.refused("keep_signed_document", keep("picked:77".to_owned())), "no_file_picked");
    assert_eq!(unit.refused("save_signed_document", which(&agreement)), "not_found");
    let picture = unit.desk.keep_file("scan.png", b"\x89PNG\r\n\x1a\n specimen");
    let view = unit.give("keep_signed_document", keep(picture));
    assert!(view["document"]["picture"].as_str().unwrap().starts_with("data:image/png;base64,iVBORw0KGgo"));
    let paper = unit.desk.keep_file("signed by D. Dummy.pdf", PDF);
    let view = unit.give("keep_signed_document", keep(paper.clone()));
    let document = &view["document"];
    assert_eq!(
        (&document["media"], &document["bytes"], &document["picture"]),
        (&json!("application/pdf"), &json!(PDF.len()), &json!(""))
    );
    assert_eq!(document["sha256"].as_str().unwrap().len(), 64);
    unit.give("sign_agreement", which(&agreement));
    assert_eq!(unit.refused("keep_signed_document", keep(paper)), "document_there");
    for file in std::fs::read_dir(unit.store_folder()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!String::from_utf8_lossy(&bytes).contains("Canarypaper"));
    }
    assert_eq!(unit.give("save_signed_document", which(&agreement))["saved"], true);
    let saved: Vec<_> = std::fs::read_dir(unit.folder.path()).unwrap().map(|file| file.unwrap().path()).collect();
    let saved: Vec<_> = saved.iter().filter(|path| path.extension().is_some_and(|end| end == "pdf")).collect();
    assert_eq!(std::fs::read(saved[0]).unwrap(), PDF);
    assert!(!saved[0].to_string_lossy().contains("Dummy"));
}

#[test]
fn a_version_prints_as_a_numbered_copy_and_a_draft_without_number() {
    let (mut unit, agreement, _) = with_draft();
    let ask = json!({ "agreement": agreement, "holder": "P. Placeholder", "holder_agency": "probation", "purpose": "for the file",
        "of": null, "print": "standard", "printer": null });
    assert_eq!((&unit.give("print_agreement", ask.clone())["copy"], 0), (&json!(0), 0));
    unit.give("sign_agreement", which(&agreement));
    assert_eq!(unit.give("print_agreement", ask.clone())["copy"], 1);
    assert_eq!(unit.give("print_agreement", ask.clone())["copy"], 2);
    let mut nobody = ask;
    nobody["holder"] = json!("");
    assert_eq!(unit.refused("print_agreement", nobody), "fields");
}

#[test]
fn whoever_works_cases_reads_the_register_and_does_not_keep_it() {
    let (mut unit, agreement, partner) = signed();
    let officer = "marble willow tractor pencil six";
    let ask =
        json!({ "name": "Ruth Sample", "agency": "police", "role": "practitioner", "job": "constable", "passphrase": officer });
    unit.give("add_member", ask);
    unit.sign_out();
    unit.sign_in("Ruth Sample", officer);
    assert_eq!(unit.give("agreements", json!({}))["agreements"][0]["open"], true);
    assert_eq!(unit.give("agreement", which(&agreement))["row"]["standing"], "in_force");
    assert_eq!(unit.refused("write_agreement", write(&agreement, &terms(&partner))), "not_your_role");
    assert_eq!(unit.refused("revoke_agreement", json!({ "agreement": agreement, "why": "because" })), "not_your_role");
}

impl Unit {
    /// Whoever comes back another day signs in again.
    fn sign_in_again(&mut self) {
        self.sign_out();
        self.sign_in("Dana Specimen", PASSPHRASE);
    }
}
