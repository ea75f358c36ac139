//! Two real units, each with a store and a clock of its own, that compared their cards and keep the same agreement.

use crate::{Clock, desk_of, give, make_ready};
use chrono::TimeDelta;
use desk::Custody;
use desk::sitting::Desk;
use desk::trouble::Outcome;
use example::between::{self, Because, Pact};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The passphrase of everybody in these units.
pub const PASSPHRASE: &str = "teapot orchard lantern gravel";

/// Name, agency and kind of organisation of the two.
pub const NORTH: [&str; 3] = ["Testshire Unit", "police", "police_force"];
pub const SOUTH: [&str; 3] = ["Placeholder Probation", "probation", "probation_provider"];

/// One unit, its chair signed in.
pub struct Unit {
    pub desk: Desk,
    pub clock: Clock,
    pub papers: PathBuf,
    /// The other unit in this register, and the agreement with it.
    pub partner: Value,
    pub agreement: Value,
    who: [&'static str; 3],
}

impl Unit {
    /// Sets a unit up, its chair signed in, ready for real people.
    ///
    /// # Errors
    /// As the commands.
    pub fn set_up(folder: &Path, custody: Box<dyn Custody>, who: [&'static str; 3]) -> Outcome<Self> {
        let (mut desk, clock) = desk_of(folder, custody);
        let [name, agency, _] = who;
        let ask = json!({
            "unit_name": name, "pathway": "london", "reference_prefix": name.get(..1), "marking": "OFFICIAL-SENSITIVE",
            "your_name": format!("Una of {name}"), "agency": agency, "role": "chair", "job": "inspector", "passphrase": PASSPHRASE
        });
        give(&mut desk, "set_up_unit", ask)?;
        make_ready(&mut desk)?;
        Ok(Self { desk, clock, papers: folder.join("papers"), partner: Value::Null, agreement: Value::Null, who })
    }

    /// Gives a command.
    ///
    /// # Errors
    /// As the command.
    pub fn give(&mut self, command: &str, question: Value) -> Outcome<Value> {
        give(&mut self.desk, command, question)
    }

    /// Takes on a member, and lets somebody else sit down.
    ///
    /// # Errors
    /// As the commands.
    pub fn take_on(&mut self, name: &str, agency: &str, role: &str) -> Outcome<()> {
        let ask = json!({ "name": name, "agency": agency, "role": role, "job": "of the unit", "passphrase": PASSPHRASE });
        self.give("add_member", ask).map(drop)
    }

    /// Lets a member sit down; the chair is "Una of" the unit.
    ///
    /// # Errors
    /// As `unlock`.
    pub fn sit_down(&mut self, name: &str) -> Outcome<()> {
        self.give("lock", json!({}))?;
        self.give("unlock", json!({ "name": name, "passphrase": PASSPHRASE })).map(drop)
    }

    /// The chair's name.
    #[must_use]
    pub fn chair(&self) -> String {
        format!("Una of {}", self.who[0])
    }

    /// Puts the clock forward.
    pub fn later(&self, by: TimeDelta) {
        self.clock.put_forward(by);
    }

    /// The day so many days from the unit's today, as the desk reads days.
    #[must_use]
    pub fn day(&self, days: i64) -> String {
        (self.clock.now() + TimeDelta::days(days)).date_naive().to_string()
    }

    /// The case of a referral about these two people.
    ///
    /// # Errors
    /// As `take_referral`.
    pub fn case(&mut self, victim: &str, perpetrator: &str, happened: &str) -> Outcome<Value> {
        let person =
            |name: &str| json!({ "name": name, "born_on": null, "about": "", "phone": "", "address": "", "vehicle": "" });
        let ask = json!({
            "referral": {
                "source": "police", "referrer": "Desk", "referrer_agency": "police", "received_at": "2026-01-05T08:00:00Z",
                "crime_reference": "", "recorded_offence": "", "recorded_as": "harassment", "relationship": "stranger",
                "what_happened": happened, "safe_to_contact": "unsure", "consent": "given", "consent_reason": "", "officer": ""
            },
            "victim": person(victim), "perpetrator": person(perpetrator), "standing": "suspected", "headline": ""
        });
        Ok(self.give("take_referral", ask)?["case"].clone())
    }

    /// Says that the other unit works on a case.
    ///
    /// # Errors
    /// As `link_partner`.
    pub fn link(&mut self, case: &Value) -> Outcome<()> {
        let ask = json!({ "case": case, "partner": self.partner, "part": "works_on_the_case", "words": "Asked for by them" });
        self.give("link_partner", ask).map(drop)
    }

    /// What is to leave of a case under the agreement.
    #[must_use]
    pub fn what(&self, case: &Value, categories: &[&str]) -> Value {
        between::what(&self.agreement, &self.partner, case, (PURPOSE, categories))
    }

    /// Seals what an agreement lets go, and returns the answer and the file.
    ///
    /// # Errors
    /// As `seal_bundle`.
    pub fn seal(&mut self, what: &Value, second: Option<&str>) -> Outcome<(Value, Vec<u8>)> {
        let before = self.files();
        let preview = self.give("share_preview", what.clone())?;
        let told_on = self.day(0);
        let mut ask = between::sealing(
            what,
            &preview,
            &Because {
                necessity: &format!("They manage him from now on, sheet {}", before.len()),
                told_on: &told_on,
                passphrase: PASSPHRASE,
            },
        );
        if let Some(name) = second {
            ask["second"] = json!({ "name": name, "passphrase": PASSPHRASE });
        }
        let sealed = self.give("seal_bundle", ask)?;
        let made = self.files().difference(&before).next().cloned();
        Ok((sealed, made.and_then(|made| std::fs::read(self.papers.join(made)).ok()).unwrap_or_default()))
    }

    /// The names of the files saved so far.
    #[must_use]
    pub fn files(&self) -> BTreeSet<String> {
        let entries = std::fs::read_dir(&self.papers).into_iter().flatten().filter_map(Result::ok);
        entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect()
    }

    /// Looks into a file that came.
    ///
    /// # Errors
    /// As `open_bundle`.
    pub fn open(&mut self, file: &[u8]) -> Outcome<(String, Value)> {
        let token = self.desk.keep_file("bundle", file);
        let opened = self.give("open_bundle", json!({ "file": token, "agreement": null }))?;
        Ok((token, opened))
    }

    /// What the store holds of a case: kind and body of every record.
    ///
    /// # Errors
    /// As `sit`; faults of the store.
    pub fn held(&mut self, case: &Value) -> Outcome<Vec<(store::Id, String, Value)>> {
        let id = id_of(case).unwrap_or(store::Id([0; 16]));
        let sitting = self.desk.sit()?;
        let records = sitting.store().all_records_of_case(id)?;
        Ok(records.into_iter().map(|record| (record.id, record.kind, record.body)).collect())
    }
}

/// For what these units share.
pub const PURPOSE: &str = "offender_management";

/// An id that a command answered, as the store writes it.
#[must_use]
pub fn id_of(id: &Value) -> Option<store::Id> {
    id.as_str()?.parse().ok()
}

/// An id as the commands write it.
#[must_use]
pub fn id(of: store::Id) -> Value {
    json!(of.to_string())
}

/// The two exchange cards, and each types the words that the other reads out.
///
/// # Errors
/// As the commands.
pub fn meet(one: &mut Unit, other: &mut Unit) -> Outcome<()> {
    let (ours, theirs) = (between::card(&mut one.desk)?, between::card(&mut other.desk)?);
    one.partner = between::take_card(&mut one.desk, &theirs, other.who[2])?;
    other.partner = between::take_card(&mut other.desk, &ours, one.who[2])?;
    let here = between::words(&mut one.desk, &one.partner)?;
    let there = between::words(&mut other.desk, &other.partner)?;
    between::compare(&mut one.desk, &one.partner, "B. Dummy", &there)?;
    between::compare(&mut other.desk, &other.partner, "C. Dummy", &here)
}

/// Both sign the same agreement, from so many days from today until so many.
///
/// # Errors
/// As the commands.
pub fn agree(one: &mut Unit, other: &mut Unit, (from, until): (i64, i64), categories: &[&str]) -> Outcome<()> {
    let days = [one.day(from), one.day(until), one.day(until - 1)];
    let days = [days[0].as_str(), days[1].as_str(), days[2].as_str()];
    let named = |unit: &Unit| (unit.who[0], unit.who[2]);
    let (ours, theirs) = (named(one), named(other));
    for (unit, (ours, theirs)) in [(&mut *one, (ours, theirs)), (&mut *other, (theirs, ours))] {
        let partner = unit.partner.clone();
        let pact = Pact {
            title: "Testshire and Placeholder",
            ours,
            theirs,
            partner: &partner,
            purpose: PURPOSE,
            purpose_words: "Managing somebody on licence",
            categories,
            clauses: json!({}),
            days,
        };
        unit.agreement = pact.sign(&mut unit.desk)?;
    }
    Ok(())
}
