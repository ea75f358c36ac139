//! Two laptops of one unit with a stick between them, for tests: real stores, real files, a door each.

use crate::asks::laptops::{EnrolLaptop, ExchangeView, JoinUnit, LaptopsView};
use crate::asks::restricted::RestrictTo;
use crate::asks::shared::Nothing;
use crate::asks::unit::{AddMember, FileWanted};
use crate::example_unit::morning;
use crate::keeping::{Doing, Filing, id_of};
use crate::meeting_table::{PASSPHRASE, specimen};
use crate::opening::Opened;
use crate::place::FilePlace;
use crate::sitting::{Desk, House, Sitting};
use crate::surroundings::{Picked, Place, Progress, Surroundings};
use crate::trouble::Outcome;
use casework::agency::{Agency, Role};
use casework::ids::{CaseId, MemberId, RecordId};
use casework::order::CourtOrder;
use casework::referral::{CaseFile, CaseState, Classification, Relationship};
use casework::when::Moment;
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use store::{Hash, Id};

pub(crate) const CHAIR: (&str, &str) = ("I. Specimen", PASSPHRASE);
pub(crate) const NURSE: (&str, &str) = ("R. Pattern", "copper lantern orchard kettle nine");

/// What a laptop has around it: a clock of its own, a stick, a file to pick, and how often a long job may go on.
struct Around {
    now: Moment,
    stick: PathBuf,
    pick: Option<Picked>,
    steps_left: u32,
}

struct Hands(Arc<Mutex<Around>>);

impl Surroundings for Hands {
    fn now(&self) -> Moment {
        self.0.lock().unwrap().now
    }
    fn pick_file(&mut self, _wanted: FileWanted) -> Option<Picked> {
        self.0.lock().unwrap().pick.take()
    }
    fn pick_place(&mut self, name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        let target = self.0.lock().unwrap().stick.join(name);
        Ok(Some(Box::new(FilePlace::create(&target)?)))
    }
    fn pick_folder(&mut self) -> Option<PathBuf> {
        Some(self.0.lock().unwrap().stick.clone())
    }
    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        let mut around = self.0.lock().unwrap();
        around.steps_left = around.steps_left.saturating_sub(1);
        around.steps_left > 0
    }
}

/// One laptop.
pub(crate) struct OneLaptop {
    pub(crate) desk: Desk,
    around: Arc<Mutex<Around>>,
    folder: tempfile::TempDir,
}

impl OneLaptop {
    fn bare(stick: &Path, custody: Box<dyn sealing::Custody>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let around = Around { now: morning(), stick: stick.to_path_buf(), pick: None, steps_left: u32::MAX };
        let around = Arc::new(Mutex::new(around));
        let house = House {
            folder: folder.path().join("unit"),
            scratch: folder.path().to_path_buf(),
            custody,
            fill_example: |_| Ok(()),
            surroundings: Box::new(Hands(around.clone())),
        };
        Self { desk: Desk::new(house), around, folder }
    }

    pub(crate) fn sit(&mut self) -> Sitting<'_> {
        self.desk.sit().unwrap()
    }

    pub(crate) fn later(&mut self, minutes: i64) {
        self.around.lock().unwrap().now += TimeDelta::minutes(minutes);
    }

    pub(crate) fn now(&self) -> Moment {
        self.around.lock().unwrap().now
    }

    /// Lets a long job go on so often, and stops it then.
    pub(crate) fn stop_after(&self, steps: u32) {
        self.around.lock().unwrap().steps_left = steps;
    }

    pub(crate) fn store_folder(&self) -> PathBuf {
        self.folder.path().join("unit")
    }

    pub(crate) fn sign_in(&mut self, (name, passphrase): (&str, &str)) {
        if self.desk.session.is_some() {
            crate::door::lock(&mut self.desk, Nothing {}).unwrap();
        }
        let ask = crate::asks::door::Unlock { name: name.to_owned(), passphrase: passphrase.to_owned() };
        crate::door::unlock(&mut self.desk, ask).unwrap();
    }

    pub(crate) fn take_on(&mut self, (name, passphrase): (&str, &str), agency: Agency, role: Role) -> MemberId {
        let ask = AddMember { name: name.to_owned(), agency, role, job: "nurse".to_owned(), passphrase: passphrase.to_owned() };
        crate::unit::add_member(&mut self.sit(), ask).unwrap().record.into()
    }

    /// A case with an order that ends in December.
    pub(crate) fn case(&mut self) -> (CaseId, RecordId) {
        self.case_for(None)
    }

    /// A case for these members alone, where some are named.
    pub(crate) fn case_for(&mut self, members: Option<&RestrictTo>) -> (CaseId, RecordId) {
        self.later(1);
        let at = self.now();
        let order = CourtOrder {
            order_type: "OR-ISPO".to_owned(),
            conditions: vec!["not to go there".to_owned()],
            made_on: "2026-10-01".parse().ok(),
            served_on: None,
            ends_on: "2026-12-12".parse().ok(),
            until_further_order: false,
            note: String::new(),
        };
        self.sit()
            .write(Doing::of_unit("take_referral"), |w| {
                let file = CaseFile {
                    reference: w.next_reference("N")?,
                    opened_at: at,
                    state: CaseState::Active,
                    relationship: Relationship::ExPartnerCohabited,
                    recorded_as: Classification::Harassment,
                    judged_as: Classification::NotYetJudged,
                    listed_because: String::new(),
                    headline: "Visits after the order".to_owned(),
                };
                let case = w.fresh_case()?;
                members.map_or(Ok(()), |to| w.found_restricted(case, to, Agency::Police))?;
                w.create_as(case.into(), Filing::under(case, Agency::Police), &file)?;
                Ok((case, w.create(Filing::under(case, Agency::Police), &order)?))
            })
            .unwrap()
    }

    pub(crate) fn reference(&mut self, case: CaseId) -> String {
        self.sit().read::<CaseFile>(case).unwrap().body.reference
    }

    pub(crate) fn amend(&mut self, record: RecordId, field: &str, value: serde_json::Value) {
        self.later(1);
        self.sit().write(Doing::of_unit("correct_record"), |w| w.amend(record, field, &value)).unwrap();
    }

    pub(crate) fn order(&mut self, record: RecordId) -> CourtOrder {
        self.sit().read::<CourtOrder>(record).unwrap().body
    }

    pub(crate) fn note(&mut self, case: CaseId, text: &str) -> RecordId {
        self.later(1);
        let compartment = crate::walls::of_agency(Agency::Health);
        let ask = crate::asks::walls::WriteNote { case, compartment, text: text.to_owned() };
        crate::notes::write_note(&mut self.sit(), ask).unwrap().record
    }

    pub(crate) fn look(&mut self) -> Outcome<ExchangeView> {
        self.later(1);
        crate::laptops_exchange::look_at_laptops_folder(&mut self.sit(), Nothing {})
    }

    pub(crate) fn exchange(&mut self) -> ExchangeView {
        self.look().unwrap();
        self.later(1);
        crate::laptops_exchange::exchange_laptops(&mut self.sit(), Nothing {}).unwrap()
    }

    pub(crate) fn laptops(&mut self) -> LaptopsView {
        crate::laptops_view::laptops(&mut self.sit(), Nothing {}).unwrap()
    }

    /// Every record with the hash of what stands of it.
    pub(crate) fn state(&mut self) -> BTreeMap<Id, Option<Hash>> {
        let sitting = self.sit();
        let store = sitting.store();
        let ids = store.changed_after(0, Id([0; 16])).unwrap();
        ids.into_iter().map(|id| (id, store.record_hash(id).ok())).collect()
    }

    /// Every entry, whatever stands.
    pub(crate) fn entries(&mut self) -> std::collections::BTreeSet<Id> {
        let sitting = self.sit();
        let store = sitting.store();
        let mut found = std::collections::BTreeSet::new();
        for id in store.changed_after(0, Id([0; 16])).unwrap() {
            match store.for_laptop(id).unwrap() {
                store::ForLaptop::Open(carried) => found.extend(carried.entries.iter().map(|entry| entry.header.id)),
                store::ForLaptop::Sealed(carried) => found.extend(carried.entries.iter().map(|(header, _)| header.id)),
                store::ForLaptop::Waits => {}
            }
        }
        found
    }

    pub(crate) fn body(&mut self, record: RecordId) -> Option<serde_json::Value> {
        let found = self.sit().store().record(id_of(record)).unwrap();
        found.filter(|record| !record.closed).map(|record| record.body)
    }

    pub(crate) fn whole(&mut self) {
        let sitting = self.sit();
        sitting.store().verify_chains().unwrap();
        sitting.store().verify_records().unwrap();
    }
}

/// The office's laptop, where the unit was set up, and the advocate's, which joined.
pub(crate) struct Laptops {
    pub(crate) stick: tempfile::TempDir,
    pub(crate) office: OneLaptop,
    pub(crate) advocate: OneLaptop,
    pub(crate) nurse: MemberId,
}

/// The office's laptop with its chair signed in, and another with nothing on it.
pub(crate) fn before_joining() -> Laptops {
    let stick = tempfile::tempdir().unwrap();
    let custody = Arc::new(sealing::ThrowAwayCustody::default());
    let (unit, chair) = specimen();
    let mut office = OneLaptop::bare(stick.path(), Box::new(custody.clone()));
    let chosen = sealing::ChosenPassphrase::choose(CHAIR.1, &[]).unwrap_or_else(|_| unreachable!());
    let place = office.store_folder();
    let made = Opened::create(&place, custody.as_ref(), unit, &chair, &chosen, sealing::KdfCost::FLOOR, morning()).unwrap();
    office.desk.enter(made.0, made.1, chair, "set_up_unit").unwrap();
    let nurse = office.take_on(NURSE, Agency::Health, Role::Practitioner);
    let advocate = OneLaptop::bare(stick.path(), Box::new(sealing::ThrowAwayCustody::default()));
    Laptops { stick, office, advocate, nurse }
}

impl Laptops {
    fn the_file(&self, ending: &str) -> Vec<u8> {
        let mut found: Vec<PathBuf> = std::fs::read_dir(self.stick.path())
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|found| found == ending))
            .collect();
        found.sort_by_key(|path| std::fs::metadata(path).unwrap().modified().unwrap());
        std::fs::read(found.pop().unwrap()).unwrap()
    }

    /// Seals the invitation at the office; its words.
    pub(crate) fn invite(&mut self) -> Outcome<String> {
        let asked = crate::laptops_join::ask_to_join(&mut self.advocate.desk, Nothing {}).unwrap();
        let bytes = self.the_file("laptop");
        let file = self.office.sit().remember(Picked { name: "r.laptop".to_owned(), bytes });
        let ask = EnrolLaptop {
            file,
            words: asked.words.to_uppercase(),
            name: "advocate's laptop".to_owned(),
            this_name: "office laptop".to_owned(),
            passphrase: CHAIR.1.to_owned(),
        };
        Ok(crate::laptops_enrol::enrol_laptop(&mut self.office.sit(), ask)?.words)
    }

    /// Joins with these words; what the chair typed.
    pub(crate) fn join(&mut self, words: &str, passphrase: &str) -> Outcome<()> {
        let bytes = self.the_file("bundle");
        self.advocate.around.lock().unwrap().pick = Some(Picked { name: "i.bundle".to_owned(), bytes });
        crate::laptops_join::pick_invitation(&mut self.advocate.desk, Nothing {})?;
        let ask = JoinUnit { words: words.to_owned(), name: CHAIR.0.to_owned(), passphrase: passphrase.to_owned() };
        crate::laptops_join::join_unit(&mut self.advocate.desk, ask).map(|_| ())
    }

    /// Both bring the laptops together, until neither has anything new.
    pub(crate) fn come_together(&mut self) {
        self.office.exchange();
        self.advocate.exchange();
        self.office.exchange();
    }
}

/// Two laptops that hold the same. The nurse has signed in at the office, so that health has a compartment.
pub(crate) fn two_laptops() -> Laptops {
    let mut both = before_joining();
    both.office.sign_in(NURSE);
    both.office.sign_in(CHAIR);
    let words = both.invite().unwrap();
    both.join(&words, CHAIR.1).unwrap();
    both
}
