//! Random cases for tests of what papers hold: every text is a word that stands nowhere else, and the mint knows what it was.

use crate::asks::walls::WriteNote;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::meeting_table::Table;
use crate::notes;
use crate::papers_unit::text;
use crate::trouble::Outcome;
use casework::agency::Agency;
use casework::checks::{AgencyCheck, AgencyReply, ReplyKind};
use casework::contact::{
    Channel, ContactChannel, ContactDetail, ContactMade, ContactResult, ContactRule, MayContact, SafeAnswer,
};
use casework::ids::{AssessmentId, CasId, CaseId, DisclosureId, PersonId, PlanId};
use casework::incident::{Incident, YesNoUnknown};
use casework::order::{CaseEvent, CourtOrder};
use casework::people::{DetailKind, KnownDetail, Person, PersonRole, Standing};
use casework::referral::{CaseFile, CaseState, Classification, Referral};
use casework::screening::{
    ConcernLevel, FourCheck, InformationGap, ItemAnswer, ItemRecord, NextStep, OfficerAdvice, SashRecord, ScreeningDecision,
};
use casework::when::{Moment, Precision, When, london_day};
use chrono::TimeDelta;

/// Agencies that come and speak.
pub(crate) const ROOM: [Agency; 4] = [Agency::Police, Agency::Health, Agency::Probation, Agency::VictimAdvocacy];

/// Numbers from a seed (SplitMix64), so that a case that fails can be made again.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % most
    }

    pub(crate) fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    pub(crate) fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[usize::try_from(self.below(of.len() as u64)).unwrap()]
    }
}

/// A word that stands at one place, and what stands there.
#[derive(Debug, Clone)]
pub(crate) struct Minted {
    pub(crate) word: String,
    pub(crate) sort: &'static str,
    pub(crate) case: Option<CaseId>,
}

/// Makes words and remembers them.
#[derive(Default)]
pub(crate) struct Mint {
    pub(crate) words: Vec<Minted>,
    pub(crate) case: Option<CaseId>,
}

impl Mint {
    /// Seven letters, `zq....q`: none holds another, and no language has them.
    pub(crate) fn word(&mut self, sort: &'static str) -> String {
        let letters: String = format!("{:04x}", self.words.len())
            .bytes()
            .map(|digit| char::from(if digit.is_ascii_digit() { b'a' + digit - b'0' } else { digit - b'a' + b'k' }))
            .collect();
        let word = format!("zq{letters}q");
        self.words.push(Minted { word: word.clone(), sort, case: self.case });
        word
    }
}

/// A case and what can be printed of it.
pub(crate) struct Filled {
    pub(crate) case: CaseId,
    pub(crate) sash: AssessmentId,
    pub(crate) cas: Option<CasId>,
    /// Earlier, agreed, and a draft where there is one.
    pub(crate) plans: Vec<PlanId>,
    pub(crate) disclosure: Option<DisclosureId>,
}

/// A table with a mint and dice.
pub(crate) struct Maker<'t> {
    pub(crate) table: &'t mut Table,
    pub(crate) mint: &'t mut Mint,
    pub(crate) dice: &'t mut Dice,
}

impl Maker<'_> {
    pub(crate) fn word(&mut self, sort: &'static str) -> String {
        self.mint.word(sort)
    }

    pub(crate) fn create<T>(&mut self, case: CaseId, work: impl FnOnce(&mut Writing<'_, '_>) -> Outcome<T>) -> T {
        self.table.sit().write(Doing::in_case("record_incident", case), work).unwrap()
    }

    /// A case with its people, its referral and a random number of every record that stands in a case.
    pub(crate) fn case(&mut self, reference: &str) -> Filled {
        self.mint.case = None;
        let case = self.table.case(reference, CaseState::AwaitingMeeting, "");
        self.mint.case = Some(case);
        self.mint.words.push(Minted { word: reference.to_lowercase(), sort: "case reference", case: Some(case) });
        self.name_everybody(case);
        self.tell_the_referral(case);
        for _ in 0..=self.dice.below(2) {
            self.other_people(case);
            self.contact(case);
            self.events(case);
            self.checks(case);
        }
        self.screening(case);
        self.advice(case);
        let sash = self.sash(case);
        Filled { case, sash, cas: None, plans: Vec::new(), disclosure: None }
    }

    fn name_everybody(&mut self, case: CaseId) {
        let file: Kept<CaseFile> = self.table.sit().read(case).unwrap();
        let (why, headline) = (self.word("why it is on the agenda"), self.word("headline"));
        let people: Vec<Kept<Person>> = self.table.sit().filed_under(case).unwrap();
        let mut named = Vec::new();
        for person in &people {
            let (name, about) = match person.body.role {
                PersonRole::Victim => ("name of the victim", "what to know of the victim"),
                _ => ("name of the perpetrator", "what to know of the perpetrator"),
            };
            named.push((person.id, person.body.role, self.word(name), self.word(about)));
        }
        let kinds = [DetailKind::Workplace, DetailKind::SafePlace, DetailKind::School, DetailKind::CodeWord];
        let details: Vec<KnownDetail> = named
            .iter()
            .map(|(id, role, ..)| {
                let sort = if *role == PersonRole::Victim { "detail of the victim" } else { "detail of the perpetrator" };
                let kind = if *role == PersonRole::Victim { self.dice.one(&kinds) } else { DetailKind::Workplace };
                KnownDetail { person: PersonId::from(*id), kind, text: self.mint.word(sort), note: self.mint.word(sort) }
            })
            .collect();
        self.create(case, |w| {
            w.amend(file.id, "listed_because", &why)?;
            w.amend(file.id, "headline", &headline)?;
            for (id, _, name, about) in &named {
                w.amend(*id, "name", name)?;
                w.amend(*id, "about", about)?;
            }
            details.iter().try_for_each(|detail| w.create(Filing::under(case, Agency::Police), detail).map(|_| ()))
        });
    }

    fn tell_the_referral(&mut self, case: CaseId) {
        let referral: Kept<Referral> = self.table.sit().filed_under(case).unwrap().remove(0);
        let told = [
            ("referrer", self.word("referrer")),
            ("officer", self.word("referrer")),
            ("what_happened", self.word("story of the referral")),
            ("consent_reason", self.word("consent of the victim")),
            ("crime_reference", self.word("crime reference")),
            ("recorded_offence", self.word("recorded offence")),
        ];
        self.create(case, |w| told.iter().try_for_each(|(field, words)| w.amend(referral.id, field, words)));
    }

    fn other_people(&mut self, case: CaseId) {
        let role = self.dice.one(&[PersonRole::Child, PersonRole::OtherProtected, PersonRole::Other]);
        let somebody = Person {
            role,
            name: self.word("somebody else"),
            latin_name: String::new(),
            born_on: None,
            about: self.word("somebody else"),
            standing: Standing::Suspected,
        };
        let owner = self.dice.one(&ROOM);
        let person = self.create(case, |w| w.create(Filing::under(case, owner), &somebody));
        let theirs = KnownDetail {
            person: PersonId::from(person),
            kind: self.dice.one(&[DetailKind::School, DetailKind::Workplace, DetailKind::Online]),
            text: self.word("somebody else"),
            note: self.word("somebody else"),
        };
        self.create(case, |w| w.create(Filing::under(case, owner), &theirs));
    }

    fn contact(&mut self, case: CaseId) {
        let (now, today) = (self.table.now, self.table.sit().today());
        let channel = ContactChannel {
            kind: Channel::Phone,
            address: self.word("contact detail"),
            safe: SafeAnswer::Yes,
            shared_device: YesNoUnknown::No,
            perpetrator_may_access: YesNoUnknown::No,
        };
        let detail = ContactDetail {
            channels: vec![channel],
            code_word: self.word("contact detail"),
            safe_place: self.word("contact detail"),
            emergency_contact: self.word("contact detail"),
        };
        let rule = ContactRule {
            may_contact: self.dice.one(&[MayContact::Yes, MayContact::OnlyIfTheyCall]),
            preferred_name_for_calls: self.word("contact rule"),
            channels: vec![Channel::Phone],
            leave_voicemail: SafeAnswer::No,
            say_unit_name: SafeAnswer::No,
            text_wording_allowed: self.word("contact rule"),
            best_days: self.word("contact rule"),
            best_times: self.word("contact rule"),
            never_times: self.word("contact rule"),
            withheld_number: YesNoUnknown::No,
            who_else_may_answer: self.word("contact rule"),
            interpreter: self.word("contact rule"),
            accessibility: self.word("contact rule"),
            silent_solution_told: YesNoUnknown::Yes,
            last_confirmed_on: Some(today),
            confirm_every_days: 14,
        };
        let made = ContactMade {
            at: now,
            channel: Channel::Phone,
            result: ContactResult::Spoke,
            safe_checked: true,
            what: self.word("talk with the victim"),
            next: self.word("talk with the victim"),
            next_on: None,
            fear_now: Some(8),
        };
        let under = Filing::under(case, Agency::VictimAdvocacy);
        self.create(case, |w| {
            w.create(under, &detail)?;
            w.create(under, &rule)?;
            w.create(under, &made)
        });
    }

    fn events(&mut self, case: CaseId) {
        let (now, today) = (self.table.now, self.table.sit().today());
        let order = CourtOrder {
            order_type: text("OR-ISPO"),
            conditions: vec![self.word("condition of an order")],
            made_on: Some(today),
            served_on: None,
            ends_on: None,
            until_further_order: true,
            note: self.word("note beside an order"),
        };
        let when = When { at: now - TimeDelta::days(2), precision: Precision::Day, words: self.word("incident") };
        let incident = Incident {
            occurred: when.clone(),
            behaviours: vec![text("BE-FOL")],
            what: self.word("incident"),
            is_contact: YesNoUnknown::Yes,
            severity: 2,
            reported: YesNoUnknown::Yes,
            told_by: self.dice.one(&ROOM),
            evidence: self.word("incident"),
        };
        let event = CaseEvent { code: text("CJ-ARR"), occurred: when, text: self.word("event") };
        let (with_order, with_event) = (self.dice.often(), self.dice.often());
        let owner = self.dice.one(&ROOM);
        self.create(case, |w| {
            let under = Filing::under(case, owner);
            if with_order {
                w.create(under, &order)?;
            }
            if with_event {
                w.create(under, &event)?;
            }
            w.create(under, &incident)
        });
    }

    /// A question to an agency, and often an answer of one of the four kinds.
    fn checks(&mut self, case: CaseId) {
        let (now, today, by) = (self.table.now, self.table.sit().today(), self.table.sit().session.member);
        let agency = self.dice.one(&ROOM);
        let question = self.word("question to an agency");
        let check = AgencyCheck { agency, asked_at: now, asked_by: by, due_on: today, question };
        let asked = self.create(case, |w| w.create(Filing::under(case, Agency::Police), &check));
        if self.dice.often() {
            let said = AgencyReply {
                check: asked.into(),
                agency,
                kind: self.dice.one(&[ReplyKind::Shared, ReplyKind::Withheld, ReplyKind::NothingHeld]),
                text: self.word("answer of an agency"),
                reason: self.word("answer of an agency"),
                said_by: self.word("answer of an agency"),
                typed_by: by,
                at: now,
            };
            self.create(case, |w| w.create(Filing::under(case, agency), &said));
        }
    }

    fn screening(&mut self, case: CaseId) {
        let (now, by) = (self.table.now, self.table.sit().session.member);
        let four = FourCheck {
            fixated: YesNoUnknown::Yes,
            obsessive: YesNoUnknown::Yes,
            unwanted: YesNoUnknown::Yes,
            repeated: YesNoUnknown::Unknown,
            note: self.word("FOUR check"),
            urgent_factors: Vec::new(),
        };
        let decided = ScreeningDecision {
            outcome: text("more_information"),
            reason: self.word("reason of the screening"),
            recorded_as: Classification::Harassment,
            judged_as: Classification::Stalking,
            other_case: None,
            stage: None,
            decided_by: by,
            decided_at: now,
        };
        let with_decision = self.dice.often();
        let note = WriteNote { case, compartment: text("agency:police"), text: self.word("private note") };
        self.create(case, |w| {
            w.create(Filing::under(case, Agency::Police), &four)?;
            if with_decision {
                w.create(Filing::under(case, Agency::Police), &decided)?;
            }
            Ok(())
        });
        self.table.give(notes::write_note, note);
    }

    /// Advice to somebody else first, then to the officer, then advice that was taken back.
    fn advice(&mut self, case: CaseId) {
        let (now, by) = (self.table.now, self.table.sit().session.member);
        let officer = self.word("officer who was advised");
        let told = [
            ("advice to somebody else", self.word("advice to somebody else"), 0, false),
            ("advice to the officer", officer.clone(), 1, false),
            ("advice taken back", officer, 2, true),
        ];
        let told = told.map(|(sort, officer, minutes, withdrawn)| OfficerAdvice {
            officer,
            text: self.word(sort),
            meeting: None,
            withdrawn,
            given_by: by,
            given_at: now + TimeDelta::minutes(minutes),
        });
        self.create(case, |w| told.iter().try_for_each(|one| w.create(Filing::under(case, Agency::Police), one).map(|_| ())));
    }

    fn one_sash(&mut self, now: Moment, sort: &'static str) -> SashRecord {
        let (me, today) = (self.table.sit().session.member, london_day(now));
        let item = |number: &str, note, source| ItemRecord {
            number: text(number),
            answer: ItemAnswer::Yes,
            note,
            source,
            as_at: Some(today),
        };
        let items =
            vec![item("1", self.mint.word(sort), self.mint.word(sort)), item("2", self.mint.word(sort), self.mint.word(sort))];
        let gap =
            InformationGap { from: text("1"), question: self.mint.word(sort), owner_agency: self.dice.one(&ROOM), due_on: today };
        SashRecord {
            edition: text("2020"),
            pack_sha256: String::new(),
            completed_by: me,
            trained: true,
            trained_on: Some(today),
            signed_at: now,
            sources: vec![self.mint.word(sort)],
            ex_partner_case: YesNoUnknown::Yes,
            items,
            gaps: vec![gap],
            level: self.dice.one(&[ConcernLevel::Low, ConcernLevel::Moderate, ConcernLevel::High]),
            reason: self.mint.word(sort),
            next_step: NextStep::DiscussAtNextMeeting,
            supersedes: None,
        }
    }

    fn sash(&mut self, case: CaseId) -> AssessmentId {
        let now = self.table.now;
        let earlier = self.one_sash(now - TimeDelta::days(1), "earlier SASH");
        let newest = self.one_sash(now, "SASH");
        let under = Filing::under(case, Agency::Police);
        self.create(case, |w| {
            let before = w.create(under, &earlier)?;
            w.create(under, &SashRecord { supersedes: Some(before.into()), ..newest })
        })
        .into()
    }
}
