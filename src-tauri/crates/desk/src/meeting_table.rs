//! A meeting table for tests: a real store in a temporary folder, a chair, fictional cases, and a clock that is told.

use crate::asks::meeting::{
    OpenMeeting, OutcomeFacts, RecordAttendance, RecordDecision, RoomAction, RoomCaseView, TypeContribution, WhichItem,
};
use crate::example_unit::morning;
use crate::keeping::{Doing, Filing, Kept};
use crate::opening::Opened;
use crate::paper_places::Answers;
use crate::sitting::{Desk, House, Sitting};
use crate::surroundings::{Picked, Place, Progress, Surroundings};
use crate::trouble::{Outcome, Plain, Refusal, Trouble};
use crate::{agenda, room};
use casework::action::{Heading, Priority};
use casework::agency::{Agency, Role};
use casework::checks::{AgencyCheck, AgencyReply, ReplyKind};
use casework::ids::{CaseId, CheckId, MeetingId, PersonId};
use casework::meeting::Presence;
use casework::people::{DetailKind, KnownDetail, Person, PersonRole, Standing};
use casework::referral::{CaseFile, CaseState, Classification, Consent, Referral, ReferralSource, Relationship, SafeToContact};
use casework::unit::{Member, Unit};
use casework::when::Moment;
use chrono::TimeDelta;
use std::path::Path;

struct Nobody;

impl Surroundings for Nobody {
    fn now(&self) -> Moment {
        morning()
    }
    fn pick_file(&mut self, _wanted: crate::asks::unit::FileWanted) -> Option<Picked> {
        None
    }
    fn pick_place(&mut self, _name: &str) -> std::io::Result<Option<Box<dyn Place>>> {
        Ok(None)
    }
    fn go_on(&mut self, _progress: Progress<'_>) -> bool {
        true
    }
}

/// The passphrase of the chair below.
pub(crate) const PASSPHRASE: &str = "seven grey herons wade upstream";

/// A unit, and the chair who sets it up.
pub(crate) fn specimen() -> (Unit, Member) {
    let unit = Unit {
        name: "Specimen unit".to_owned(),
        pathway: "london".to_owned(),
        marking: "OFFICIAL-SENSITIVE".to_owned(),
        reference_prefix: "N".to_owned(),
        sample: false,
    };
    let chair = Member {
        name: "I. Specimen".to_owned(),
        agency: Agency::Police,
        role: Role::Chair,
        job: "detective inspector".to_owned(),
        active: true,
    };
    (unit, chair)
}

pub(crate) struct Table {
    desk: Desk,
    _folder: tempfile::TempDir,
    pub(crate) now: Moment,
}

impl Table {
    pub(crate) fn laid() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let custody = sealing::ThrowAwayCustody::default();
        let (unit, chair) = specimen();
        let chosen = sealing::ChosenPassphrase::choose(PASSPHRASE, &[]).unwrap_or_else(|_| unreachable!());
        let place = folder.path().join("unit");
        let made = Opened::create(&place, &custody, unit, &chair, &chosen, sealing::KdfCost::FLOOR, morning()).unwrap();
        let house = House {
            folder: place,
            scratch: folder.path().to_path_buf(),
            custody: Box::new(custody),
            fill_example: |_| Ok(()),
            surroundings: Box::new(Nobody),
        };
        let mut desk = Desk::new(house);
        desk.enter(made.0, made.1, chair, "set_up_unit").unwrap();
        Self { desk, _folder: folder, now: morning() }
    }

    pub(crate) fn sit(&mut self) -> Sitting<'_> {
        self.desk.sit_at(self.now).unwrap()
    }

    /// Gives a command a minute later, and sees that it leaves exactly one act.
    pub(crate) fn give<Q, A>(&mut self, run: fn(&mut Sitting<'_>, Q) -> Outcome<A>, ask: Q) -> A {
        self.now += TimeDelta::minutes(1);
        let before = self.sit().store().audit_head().0;
        let answer = run(&mut self.sit(), ask).unwrap();
        assert_eq!(self.sit().store().audit_head().0, before + 1, "one root act");
        answer
    }

    /// Gives a command whose papers are saved in this folder.
    pub(crate) fn saving<Q, A>(&mut self, folder: &Path, run: fn(&mut Sitting<'_>, Q) -> Outcome<A>, ask: Q) -> Outcome<A> {
        let mut to = Answers::Saves(folder.to_owned());
        let mut sitting = self.sit();
        sitting.surroundings = &mut to;
        run(&mut sitting, ask)
    }

    /// Gives a command that is refused, and sees that it leaves nothing.
    pub(crate) fn refused<Q, A: std::fmt::Debug>(&mut self, run: fn(&mut Sitting<'_>, Q) -> Outcome<A>, ask: Q) -> Refusal {
        let before = self.sit().store().audit_head().0;
        let told = run(&mut self.sit(), ask).unwrap_err();
        assert_eq!(self.sit().store().audit_head().0, before, "a refusal leaves nothing");
        match told {
            Trouble::Refusal(refusal) => refusal,
            Trouble::Fault(fault) => unreachable!("{fault:?}"),
        }
    }

    pub(crate) fn case(&mut self, reference: &str, state: CaseState, listed_because: &str) -> CaseId {
        let at = self.now;
        let file = CaseFile {
            reference: reference.to_owned(),
            opened_at: at,
            state,
            relationship: Relationship::ExPartnerCohabited,
            recorded_as: Classification::Harassment,
            judged_as: Classification::NotYetJudged,
            listed_because: listed_because.to_owned(),
            headline: "Visits after the order".to_owned(),
        };
        let person = |role, name: &str| Person {
            role,
            name: name.to_owned(),
            latin_name: String::new(),
            born_on: chrono::NaiveDate::from_ymd_opt(1992, 3, 4),
            about: String::new(),
            standing: Standing::Suspected,
        };
        let referral = Referral {
            source: ReferralSource::Police,
            referrer: "PC Mock".to_owned(),
            referrer_agency: Agency::Police,
            received_at: at,
            crime_reference: String::new(),
            recorded_offence: "Harassment".to_owned(),
            recorded_as: Classification::Harassment,
            relationship: Relationship::ExPartnerCohabited,
            what_happened: "Dewi Sample stood outside twice in a week.".to_owned(),
            safe_to_contact: SafeToContact::Yes,
            consent: Consent::Given,
            consent_reason: String::new(),
            officer: String::new(),
        };
        self.sit()
            .write(Doing::of_unit("take_referral"), |w| {
                let case = w.open_case(Agency::Police, &file)?;
                let under = Filing::under(case, Agency::Police);
                let victim = w.create(under, &person(PersonRole::Victim, "Alys Example"))?;
                w.create(under, &person(PersonRole::Perpetrator, "Dewi Sample"))?;
                w.create(under, &referral)?;
                let home = KnownDetail {
                    person: PersonId::from(victim),
                    kind: DetailKind::Address,
                    text: "12 Mulberry Court, Sampleford".to_owned(),
                    note: String::new(),
                };
                w.create(under, &home)?;
                Ok(case)
            })
            .unwrap()
    }

    pub(crate) fn check(&mut self, case: CaseId, agency: Agency, reply: Option<ReplyKind>) {
        let at = self.now;
        let mut sitting = self.sit();
        let (by, due_on) = (sitting.session.member, sitting.today());
        let check = AgencyCheck { agency, asked_at: at, asked_by: by, due_on, question: "On licence?".to_owned() };
        sitting
            .write(Doing::in_case("ask_agencies", case), |w| {
                let asked = w.create(Filing::under(case, Agency::Police), &check)?;
                if let Some(kind) = reply {
                    let said = AgencyReply {
                        check: CheckId::from(asked),
                        agency,
                        kind,
                        text: String::new(),
                        reason: "Patient did not consent".to_owned(),
                        said_by: "R. Pattern".to_owned(),
                        typed_by: by,
                        at,
                    };
                    w.create(Filing::under(case, agency), &said)?;
                }
                Ok(())
            })
            .unwrap();
    }

    pub(crate) fn open(&mut self) -> MeetingId {
        let ask = OpenMeeting { confidentiality_confirmed: true, place: "Room 2".to_owned() };
        self.give(agenda::open_meeting, ask).meeting.unwrap()
    }

    pub(crate) fn come(&mut self, meeting: MeetingId, agencies: &[Agency]) {
        for agency in agencies {
            let ask =
                RecordAttendance { meeting, agency: *agency, presence: Presence::Present, people: "A. Specimen".to_owned() };
            self.give(agenda::record_attendance, ask);
        }
    }

    pub(crate) fn room(&mut self, meeting: MeetingId, case: CaseId) -> RoomCaseView {
        self.give(room::room_case, WhichItem { meeting, case })
    }

    pub(crate) fn state(&mut self, case: CaseId) -> CaseFile {
        let file: Kept<CaseFile> = self.sit().read(case).unwrap();
        file.body
    }

    pub(crate) fn action(&self, agency: Agency) -> RoomAction {
        RoomAction {
            text: "Record the breach".to_owned(),
            heading: Heading::Investigation,
            owner_agency: agency,
            owner_person: "the officer in charge".to_owned(),
            due_on: casework::when::london_day(self.now),
            due_time: "16:00".to_owned(),
            priority: Priority::Now,
        }
    }

    pub(crate) fn decide(&self, meeting: MeetingId, case: CaseId, outcomes: &[&str]) -> RecordDecision {
        RecordDecision {
            meeting,
            case,
            outcomes: outcomes.iter().map(|code| (*code).to_owned()).collect(),
            reason: "Two visits after the order was served.".to_owned(),
            level: None,
            level_reason: String::new(),
            dissent: Vec::new(),
            actions: Vec::new(),
            facts: OutcomeFacts::default(),
            seconds: 300,
        }
    }
}

pub(crate) const THREE: [Agency; 3] = [Agency::Police, Agency::Health, Agency::VictimAdvocacy];

pub(crate) fn said(meeting: MeetingId, case: CaseId, agency: Agency, knows: &str, advises: &str) -> TypeContribution {
    TypeContribution { meeting, case, agency, knows: knows.to_owned(), advises: advises.to_owned(), said_by: String::new() }
}

pub(crate) fn plain(refusal: &Refusal) -> Option<Plain> {
    match refusal {
        Refusal::Plain(plain) => Some(*plain),
        _ => None,
    }
}

pub(crate) fn fields(refusal: Refusal) -> Vec<String> {
    match refusal {
        Refusal::Fields(troubles) => troubles.into_iter().map(|trouble| trouble.field).collect(),
        other => unreachable!("{other:?}"),
    }
}
