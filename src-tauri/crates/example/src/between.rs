//! What two units do with each other, as anybody would by the same commands: cards, words read out, an agreement, a bundle.

use crate::morning::text;
use desk::commands::Window;
use desk::sitting::Desk;
use desk::trouble::{Outcome, Plain};
use serde_json::{Value, json};

/// An agreement between two units as both sign it.
#[derive(Debug, Clone)]
pub struct Pact<'p> {
    pub title: &'p str,
    /// The unit that keeps this register: name and kind of organisation.
    pub ours: (&'p str, &'p str),
    pub theirs: (&'p str, &'p str),
    /// The other unit in this register; nobody yet in a draft.
    pub partner: &'p Value,
    pub purpose: &'p str,
    pub purpose_words: &'p str,
    pub categories: &'p [&'p str],
    pub clauses: Value,
    /// Signed and in force from, its last day, the day of its review.
    pub days: [&'p str; 3],
}

fn give(desk: &mut Desk, command: &str, question: Value) -> Outcome<Value> {
    desk.give(command, Window::Main, question)
}

/// Our card, the keys made where nobody has made them yet.
///
/// # Errors
/// As the commands.
pub fn card(desk: &mut Desk) -> Outcome<String> {
    let view = give(desk, "partners", json!({}))?;
    let view = if view["own"] == "not_made" { give(desk, "make_exchange_keys", json!({}))? } else { view };
    Ok(text(&view, "card"))
}

/// Takes a partner's card in and returns who the partner is here.
///
/// # Errors
/// As `take_contact_card`.
pub fn take_card(desk: &mut Desk, card: &str, kind: &str) -> Outcome<Value> {
    let taken = give(desk, "take_contact_card", json!({ "text": card, "file": "", "kind": kind, "note": "" }))?;
    Ok(taken["partner"].clone())
}

/// The twelve words that stand here for both cards together.
///
/// # Errors
/// As `partners`; `not_found` where there is no such partner.
pub fn words(desk: &mut Desk, partner: &Value) -> Outcome<String> {
    let view = give(desk, "partners", json!({}))?;
    let partners = view["partners"].as_array().map(Vec::as_slice).unwrap_or_default();
    let found = partners.iter().find(|one| one["partner"] == *partner).ok_or(Plain::NotFound)?;
    let words = found["words"].as_array().into_iter().flatten().filter_map(Value::as_str);
    Ok(words.collect::<Vec<_>>().join(" "))
}

/// Types what somebody of the partner reads out over the phone.
///
/// # Errors
/// As `compare_partner`.
pub fn compare(desk: &mut Desk, partner: &Value, with: &str, heard: &str) -> Outcome<()> {
    let ask = json!({ "partner": partner, "how": "by_voice", "with": with, "heard": { "as": "typed", "heard": heard } });
    give(desk, "compare_partner", ask).map(drop)
}

impl Pact<'_> {
    fn party(&self, (name, kind): (&str, &str), partner: &Value) -> Value {
        let ground = |direction: &str| {
            json!({ "direction": direction, "bases": ["s35(2)(b)", "Sch8-1"], "gateway": "CDA-115",
                "policy_document": "Appropriate policy document 7", "further_processing": "" })
        };
        json!({
            "name": name, "kind": kind, "regime": "dpa_part3", "role": "controller", "partner": partner, "ico_number": "Z0000000",
            "data_protection_contact": "The data protection desk", "caldicott_guardian": "", "information_asset_owner": "",
            "requests_contact": "By post to the records desk", "grounds": [ground("sends"), ground("receives")]
        })
    }

    /// Everything that is written of it.
    #[must_use]
    pub fn terms(&self) -> Value {
        let [starts, ends, review] = self.days;
        let signed =
            |of: &str| json!({ "name": "D. Dummy", "post": "Head of unit", "organisation": of, "on": starts, "how": "on paper" });
        json!({
            "title": self.title,
            "parties": [self.party(self.ours, &Value::Null), self.party(self.theirs, self.partner)],
            "purposes": [self.purpose], "purpose_words": self.purpose_words, "prohibited_uses": "Not to be shown to the perpetrator.",
            "categories": self.categories, "subjects": ["victim", "perpetrator"], "excluded": "",
            "scope": { "scope": "partner_works_on_it" }, "onward": { "onward": "not_allowed" }, "printing": "allowed",
            "keeping": { "words": "Two years", "months": 24, "on_exit": "delete" },
            "signed_on": starts, "starts_on": starts, "ends_on": ends, "review_due_on": review, "notice_days": 28,
            "signatories": [signed(self.ours.0), signed(self.theirs.0)],
            "assurance": { "impact_assessment": "DPIA 12", "impact_assessment_on": null, "joint_controllers": "",
                "breach_contacts": "The duty desk of each unit", "rights_route": "Each answers for what it holds" },
            "clauses": self.clauses
        })
    }

    /// Writes it down and leaves it a draft.
    ///
    /// # Errors
    /// As `start_agreement` and `write_agreement`.
    pub fn draft(&self, desk: &mut Desk) -> Outcome<Value> {
        let begun = give(desk, "start_agreement", json!({ "title": self.title }))?;
        let agreement = begun["row"]["agreement"].clone();
        give(desk, "write_agreement", json!({ "agreement": agreement, "terms": self.terms() }))?;
        Ok(agreement)
    }

    /// Writes it down and signs it.
    ///
    /// # Errors
    /// As `sign_agreement`.
    pub fn sign(&self, desk: &mut Desk) -> Outcome<Value> {
        let agreement = self.draft(desk)?;
        give(desk, "sign_agreement", json!({ "agreement": agreement }))?;
        Ok(agreement)
    }
}

/// What is to leave of one case under an agreement: to whom, and in which categories.
#[must_use]
pub fn what(agreement: &Value, partner: &Value, case: &Value, (purpose, categories): (&str, &[&str])) -> Value {
    json!({
        "footing": { "route": "agreement", "agreement": agreement }, "partner": partner, "name": "B. Dummy", "post": "Duty sergeant",
        "purpose": purpose, "cases": [case], "categories": categories, "left_out": [], "compartments": []
    })
}

/// Reads what would leave, leaving out every record whose words would give a protected detail away.
///
/// # Errors
/// As `share_preview`.
pub fn read(desk: &mut Desk, what: &mut Value) -> Outcome<Value> {
    loop {
        let preview = give(desk, "share_preview", what.clone())?;
        let rows = rows(&preview).into_iter().filter(|row| row["hits"].as_array().is_some_and(|hits| !hits.is_empty()));
        let telling: Vec<Value> = rows.flat_map(|row| row["records"].as_array().cloned().unwrap_or_default()).collect();
        let out = what["left_out"].as_array_mut().ok_or(Plain::NotFound)?;
        if telling.is_empty() || telling.iter().all(|record| out.contains(record)) {
            return Ok(preview);
        }
        out.extend(telling);
    }
}

/// Every row of a preview.
#[must_use]
pub fn rows(preview: &Value) -> Vec<&Value> {
    let cases = preview["cases"].as_array().map(Vec::as_slice).unwrap_or_default();
    cases.iter().filter_map(|case| case["rows"].as_array()).flatten().collect()
}

/// Seals what was read, the victim told by phone on `told_on`.
///
/// # Errors
/// As `seal_bundle`.
pub fn seal(desk: &mut Desk, what: &Value, preview: &Value, because: &Because<'_>) -> Outcome<Value> {
    give(desk, "seal_bundle", sealing(what, preview, because))
}

/// What `seal_bundle` is asked, without a second person.
#[must_use]
pub fn sealing(what: &Value, preview: &Value, because: &Because<'_>) -> Value {
    json!({
        "what": what, "seen": preview["token"], "necessity": because.necessity,
        "victim_told": { "told": "told", "channel": "phone", "on": because.told_on }, "passphrase": because.passphrase, "second": null
    })
}

/// Why it is necessary, when the victim was told, and the passphrase typed again.
#[derive(Clone, Copy)]
pub struct Because<'b> {
    pub necessity: &'b str,
    pub told_on: &'b str,
    pub passphrase: &'b str,
}

/// Opens a sealed file and brings every case of it in. Where something disagrees, both values stay side by side until
/// somebody of the unit settles it.
///
/// # Errors
/// As `open_bundle` and `take_bundle`.
pub fn bring_in(desk: &mut Desk, file: &[u8]) -> Outcome<(Value, Value)> {
    let token = desk.keep_file("bundle", file);
    let opened = give(desk, "open_bundle", json!({ "file": token, "agreement": null }))?;
    let cases = opened["cases"].as_array().cloned().unwrap_or_default();
    let accepted = |case: &Value| json!({ "case": case["case"], "verdict": { "verdict": "accept" } });
    let both = |one: &Value| json!({ "record": one["record"], "field": one["field"], "pick": { "pick": "both" } });
    let conflicts = cases.iter().filter_map(|case| case["conflicts"].as_array()).flatten();
    let ask = json!({
        "file": token, "agreement": null, "cases": cases.iter().map(accepted).collect::<Vec<_>>(),
        "conflicts": conflicts.map(both).collect::<Vec<_>>()
    });
    let taken = give(desk, "take_bundle", ask)?;
    Ok((opened, taken))
}
