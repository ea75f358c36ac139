//! What is measured of one caseload: the desk's own commands, timed from question to answer.

use crate::bench_ground::{Copied, put_out_of_memory};
use crate::bench_list::overnight_list;
use desk::commands::Window;
use desk::sitting::Desk;
use example::many::{CRIME_REFERENCE_OF_LARGEST, Caseload, crime_reference, searched};
use serde_json::{Value, json};
use std::time::Instant;

/// Ordinary cases opened, saved to and searched for.
const CASES: u32 = 60;
const ROWS: u32 = 1_000;

/// Times of one thing done many times over, in milliseconds.
#[derive(Debug, Clone, Default)]
pub struct Times(Vec<f64>);

impl Times {
    fn at(&self, part: f64) -> Option<f64> {
        let mut sorted = self.0.clone();
        sorted.sort_by(f64::total_cmp);
        let last = sorted.len().checked_sub(1)?;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place in a short list"
        )]
        sorted.get((last as f64 * part).round() as usize).copied()
    }

    /// The one in the middle; none where nothing was timed.
    pub fn p50(&self) -> Option<f64> {
        self.at(0.5)
    }

    /// The one that 95 in 100 do not go over.
    pub fn p95(&self) -> Option<f64> {
        self.at(0.95)
    }
}

/// Everything measured of one caseload. Times in milliseconds.
#[derive(Debug, Default)]
pub struct Measured {
    pub with_passphrase: f64,
    pub unlock: Times,
    pub today_first: Times,
    pub today: Times,
    pub open: Times,
    pub largest_first: Times,
    pub largest: Times,
    pub search: Times,
    pub save: Times,
    pub import: Times,
    pub plan: Times,
    pub bytes: u64,
}

impl Measured {
    /// Rows a second, from the list in the middle.
    pub fn rows_a_second(&self) -> Option<f64> {
        self.import.p50().map(|ms| f64::from(ROWS) * 1000.0 / ms)
    }
}

/// What the same reading takes, from the disk and from memory.
#[derive(Debug, Default)]
pub struct Reading {
    pub today: Times,
    pub open: Times,
    pub largest: Times,
    pub search: Times,
}

/// A desk being measured.
pub struct Bench<'c> {
    pub copy: &'c Copied,
    pub desk: Desk,
    pub caseload: Caseload,
}

impl Bench<'_> {
    fn give(&mut self, command: &str, question: Value) -> Result<Value, String> {
        self.desk
            .give(command, Window::Main, question)
            .map_err(|trouble| format!("{command}: {}", crate::morning::words(&trouble)))
    }

    fn timed(&mut self, times: &mut Times, command: &str, question: Value) -> Result<Value, String> {
        let begun = Instant::now();
        let answer = self.give(command, question)?;
        times.0.push(begun.elapsed().as_secs_f64() * 1000.0);
        Ok(answer)
    }

    fn again(&mut self, times: &mut Times) -> Result<(), String> {
        let keys = self.desk.lock_and_keep_keys().map_err(|trouble| crate::morning::words(&trouble))?;
        let begun = Instant::now();
        self.desk.unlock_with_keys(keys).map_err(|trouble| crate::morning::words(&trouble))?;
        times.0.push(begun.elapsed().as_secs_f64() * 1000.0);
        Ok(())
    }

    fn case_with(&mut self, reference: &str) -> Result<Value, String> {
        let found = self.give("find", json!({ "text": reference }))?;
        found.pointer("/found/0/case").cloned().ok_or_else(|| "A case of the caseload was not found again.".to_owned())
    }

    /// Cases spread evenly over the caseload, the largest left out.
    fn numbers(&self) -> Vec<u32> {
        let step = (self.caseload.cases / CASES).max(1);
        (1..self.caseload.cases).step_by(usize::try_from(step).unwrap_or(1)).take(60).collect()
    }

    fn ordinary(&mut self) -> Result<Vec<Value>, String> {
        self.numbers().into_iter().map(|number| self.case_with(&crime_reference(number))).collect()
    }

    /// Measures everything.
    ///
    /// # Errors
    /// Words on what the desk refused.
    pub fn all(&mut self, measured: &mut Measured) -> Result<(), String> {
        let ordinary = self.ordinary()?;
        let largest = self.case_with(CRIME_REFERENCE_OF_LARGEST)?;
        for _ in 0..7 {
            self.again(&mut measured.unlock)?;
            self.timed(&mut measured.today_first, "today", json!({}))?;
        }
        for _ in 0..20 {
            self.timed(&mut measured.today, "today", json!({}))?;
        }
        for case in &ordinary {
            self.timed(&mut measured.open, "open_case", json!({ "case": case }))?;
        }
        for _ in 0..7 {
            self.again(&mut Times::default())?;
            self.timed(&mut measured.largest_first, "open_case", json!({ "case": largest }))?;
            self.timed(&mut measured.largest, "open_case", json!({ "case": largest }))?;
        }
        self.search(&mut measured.search)?;
        for case in &ordinary {
            self.timed(&mut measured.save, "record_incident", json!({ "case": case, "incident": incident() }))?;
        }
        self.plans(&mut measured.plan)?;
        for list in 0..3 {
            let file = self.desk.keep_file("overnight.csv", overnight_list(list, ROWS).as_bytes());
            let take = json!({ "file": file, "columns": {}, "date_order": "", "leave_out_broken": 0 });
            let taken = self.timed(&mut measured.import, "take_overnight_list", take)?;
            if taken.get("taken") != Some(&json!(ROWS)) {
                return Err("The list was not taken whole.".to_owned());
            }
        }
        Ok(())
    }

    /// Each word typed letter by letter, from the third.
    fn search(&mut self, times: &mut Times) -> Result<(), String> {
        let numbers: Vec<u32> = self.numbers().into_iter().step_by(3).collect();
        for word in searched(&numbers) {
            for length in 3..=word.chars().count() {
                let typed: String = word.chars().take(length).collect();
                self.timed(times, "find", json!({ "text": typed }))?;
            }
        }
        Ok(())
    }

    fn plans(&mut self, times: &mut Times) -> Result<(), String> {
        let case = self.case_with(&crime_reference(self.caseload.cases / 40 * 20 + 7))?;
        let page = self.give("plan", json!({ "case": case }))?;
        let plan = page.pointer("/current/plan").cloned().ok_or("The case has no plan.")?;
        for _ in 0..20 {
            let copy = json!({ "plan": plan, "holder": "K. Specimen", "holder_agency": "victim_advocacy", "purpose": "to carry on visits" });
            self.timed(times, "print_plan", copy)?;
        }
        Ok(())
    }

    /// The same reading from the disk and from memory; without a cipher where a copy without one is given.
    ///
    /// # Errors
    /// Words on what the desk refused.
    pub fn reading(&mut self, unkeyed: Option<&std::path::Path>) -> Result<(Reading, Reading), String> {
        let (mut cold, mut warm) = (Reading::default(), Reading::default());
        let ordinary: Vec<Value> = self.ordinary()?.into_iter().step_by(12).collect();
        let largest = self.case_with(CRIME_REFERENCE_OF_LARGEST)?;
        let words = searched(&self.numbers().into_iter().step_by(12).collect::<Vec<_>>());
        for (place, case) in ordinary.iter().enumerate() {
            let typed: String = words.get(place * 5).cloned().unwrap_or_default().chars().take(5).collect();
            for (command, question, of) in questions(case, &largest, &typed) {
                if self.reopened_from_disk(unkeyed)? {
                    self.timed(of(&mut cold), command, question.clone())?;
                }
                self.give(command, question.clone())?;
                for _ in 0..5 {
                    self.timed(of(&mut warm), command, question.clone())?;
                }
            }
        }
        Ok((cold, warm))
    }

    /// Opens the store again with nothing of it in memory. False where this machine cannot do that.
    fn reopened_from_disk(&mut self, unkeyed: Option<&std::path::Path>) -> Result<bool, String> {
        let words = |trouble| crate::morning::words(&trouble);
        let keys = self.desk.lock_and_keep_keys().map_err(words)?;
        let store = self.copy.store();
        let out = put_out_of_memory(unkeyed.unwrap_or(&store));
        match unkeyed {
            Some(copy) => self.desk.open_unkeyed_copy(copy, keys).map_err(words)?,
            None => self.desk.unlock_with_keys(keys).map_err(words)?,
        }
        Ok(out)
    }
}

type Part = fn(&mut Reading) -> &mut Times;

fn questions(case: &Value, largest: &Value, typed: &str) -> [(&'static str, Value, Part); 4] {
    [
        ("today", json!({}), |reading| &mut reading.today),
        ("open_case", json!({ "case": case }), |reading| &mut reading.open),
        ("open_case", json!({ "case": largest }), |reading| &mut reading.largest),
        ("find", json!({ "text": typed }), |reading| &mut reading.search),
    ]
}

fn incident() -> Value {
    json!({
        "occurred": { "at": example::first_moment(), "precision": "minute", "words": "" }, "behaviours": ["follow"],
        "what": "The car stood across the road again with its engine running. A neighbour saw it.",
        "is_contact": "yes", "severity": 2, "reported": "yes", "told_by": "police", "evidence": ""
    })
}
