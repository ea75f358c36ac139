//! Annexes to a plan and the part of one agency: who writes, who reads, who holds, and which copies are called back.

use crate::walls::{NURSE, case};
use crate::world::{PASSPHRASE, Unit, unit};
use serde_json::{Value, json};

const CANARY: &str = "quinquereme";

fn line(agency: &str, text: &str) -> Value {
    json!({ "heading": "victim_safety", "text": text, "owner_agency": agency, "owner_person": "K. Specimen", "due_on": "2026-11-27",
        "priority": "routine", "status": "open", "accepted": true, "status_reason": "" })
}

/// An agreed plan of three lines, written by the chair; a nurse works in the unit.
fn agreed() -> (Unit, String, String) {
    let mut unit = unit();
    unit.ready();
    let case = case(&mut unit);
    let plan = unit.give("start_plan", json!({ "case": case }))["current"]["plan"].as_str().unwrap().to_owned();
    let lines = [
        line("police", "Put a marker on both addresses"),
        line("health", "Offer an appointment"),
        line("police", "Tell the CPS"),
    ];
    let ifs =
        json!([{ "if_text": "A visit", "then_text": "Ring 999", "who_acts": "Everyone", "within": "", "out_of_hours": "" }]);
    for part in [
        json!({ "part": "what_worries_us", "text": "Visits are closer together." }),
        json!({ "part": "victim_wishes", "text": "Work is told." }),
        json!({ "part": "lines", "lines": lines }),
        json!({ "part": "contingencies", "lines": ifs }),
        json!({ "part": "review_on", "on": "2026-12-04" }),
    ] {
        unit.give("write_plan", json!({ "plan": plan, "part": part }));
    }
    let by = |agency: &str| json!({ "agency": agency, "name": "P. Dummy", "job": "sergeant" });
    unit.give("agree_plan", json!({ "plan": plan, "agreed_by": [by("police"), by("victim_advocacy")] }));
    let ask = json!({ "name": "Ruth Sample", "agency": "health", "role": "practitioner", "job": "nurse", "passphrase": NURSE });
    unit.give("add_member", ask);
    (unit, case, plan)
}

fn health(case: &str, text: &str, told: &[&str]) -> Value {
    json!({ "case": case, "which": "health", "text": text, "terms": "Overriding public interest, decided with the Caldicott Guardian.",
        "told": told })
}

fn printing(case: &str, which: &str, agency: &str) -> Value {
    json!({ "which": { "paper": "plan_annex", "case": case, "which": which }, "holder": "R. Mockford", "holder_agency": agency,
        "purpose": "To supervise safely" })
}

/// Text of a PDF in the unit's folder.
fn read(unit: &Unit, name: &str) -> String {
    let out =
        std::process::Command::new("pdftotext").arg("-layout").arg(unit.folder.path().join(name)).arg("-").output().unwrap();
    assert!(out.status.success(), "{name}");
    String::from_utf8(out.stdout).unwrap()
}

#[test]
fn an_annex_is_written_read_and_printed_by_its_agency_and_held_only_by_those_told() {
    let (mut unit, case, _) = agreed();
    assert_eq!(unit.refused("write_annex", health(&case, "x", &[])), "behind_a_wall", "the chair is of the police");
    unit.sign_out();
    unit.sign_in("Ruth Sample", NURSE);
    assert_eq!(unit.refused("write_annex", health(&case, " ", &[])), "fields");
    assert_eq!(unit.refused("print_paper", printing(&case, "health", "health")), "not_found", "nothing is written yet");
    let text = format!("Appointments on Tuesdays.\n\nThe {CANARY} was prescribed.");
    let view = unit.give("write_annex", health(&case, &text, &["probation"]));
    assert_eq!((&view["annexes"][0]["versions"], &view["annexes"][0]["words"]["text"]), (&json!(1), &json!(text)));
    assert_eq!(unit.refused("print_paper", printing(&case, "health", "police")), "fields", "the police were not told");
    assert_eq!(unit.refused("print_paper", printing(&case, "intelligence", "police")), "behind_a_wall");
    let saved = unit.give("print_paper", printing(&case, "health", "probation"));
    assert_eq!(saved["copy"], 1);
    let page = read(&unit, "N-26-0001-annex-a-v1-c1.pdf");
    for words in ["Annex A: health of the perpetrator", CANARY, "NHS, Probation", "Caldicott", "Copy 1, issued to Probation"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("Placeholder"), "an annex names nobody: {page}");

    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    let seen = unit.give("plan_annexes", json!({ "case": case }));
    assert_eq!((&seen["annexes"][0]["versions"], &seen["annexes"][0]["words"]), (&json!(1), &Value::Null));
    assert!(!seen.to_string().contains(CANARY));
    let notes = unit.give("notes", json!({ "case": case }));
    assert_eq!(notes["sealed"], json!([]), "an annex stands beside the plan, not among the notes");
    let copies = |unit: &mut Unit| unit.give("list_copies", json!({ "with_ended": false }))["to_call_back"].clone();
    assert_eq!(copies(&mut unit), 0);
    unit.sign_out();
    unit.sign_in("Ruth Sample", NURSE);
    unit.give("write_annex", health(&case, "Appointments on Fridays.", &[]));
    assert_eq!(unit.refused("print_paper", printing(&case, "health", "probation")), "fields", "nobody named is nobody else");
    unit.sign_out();
    unit.sign_in("Dana Specimen", PASSPHRASE);
    assert_eq!(copies(&mut unit), 1, "who may not read the annex still hears that a copy is out of date");
}

#[test]
fn a_copy_for_one_agency_holds_its_lines_under_their_numbers_and_no_judgement() {
    let (mut unit, _, plan) = agreed();
    let ask = |agency: &str| {
        json!({ "which": { "paper": "plan_for_agency", "plan": plan }, "holder": "R. Sample", "holder_agency": agency,
        "purpose": "To do the lines" })
    };
    assert_eq!(unit.refused("print_paper", ask("housing")), "fields", "no line is housing's");
    unit.give("print_paper", ask("health"));
    let page = read(&unit, "N-26-0001-v1-health-c1.pdf");
    for words in ["the part of NHS", "Offer an appointment", "2 lines of other agencies are left out", "Ring 999", "Work is told"]
    {
        assert!(page.contains(words), "{words}: {page}");
    }
    for words in ["Put a marker", "Tell the CPS", "Visits are closer together", "Concern"] {
        assert!(!page.contains(words), "{words}: {page}");
    }
    let row = page.lines().find(|line| line.contains("Offer an appointment")).unwrap();
    assert!(row.trim_start().starts_with('2'), "{row}");
}
