//! At the door: what stands behind it, setting up a unit, the example unit, signing in and locking.

use crate::asks::door::{
    Door, DoorView, ExampleMember, Labelled, ProfileChoice, SessionView, SetUpChoices, SetUpUnit, StoreTrouble,
    SuggestedPassphrase, Unlock,
};
use crate::asks::shared::Nothing;
use crate::example_unit::ExampleUnit;
use crate::keeping::{Doing, Filing, Kept};
use crate::opening::{self, Opened};
use crate::sitting::{Desk, Session};
use crate::trouble::{Fault, Form, Outcome, Plain, Refusal, Trouble};
use crate::unit::{weak_words, who_am_i};
use casework::agency::{Agency, Role};
use casework::ids::{MemberId, RecordId};
use casework::unit::{Member, Unit};
use sealing::{ChosenPassphrase, Custody, CustodyTrouble, KdfCost};
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Area profiles a real unit may choose; the composite one is the example's alone.
const PROFILES: [&str; 3] = ["cheshire", "hampshire", "london"];

/// Failed tries that are written into the log one by one; more than these are one story.
const MOST_FAILED_WRITTEN: u32 = 100;

/// Says what stands behind the door. It opens nothing and makes nothing.
pub fn look_at_door(desk: &mut Desk, _ask: Nothing) -> Outcome<DoorView> {
    let now = desk.now();
    desk.recall_tries(now);
    let door = if desk.session.is_some() {
        Door::Open
    } else if let Some(trouble) = desk.trouble.take() {
        // Said once; looking again tries again.
        trouble_door(trouble)
    } else if let Some(example) = &desk.example {
        let other_unit = desk.other_example.as_ref().map(|other| other.name.clone());
        Door::ExampleLocked { members: example.members.clone(), unit: example.name.clone(), second: example.second, other_unit }
    } else {
        match opening::stands_at(&desk.house.folder) {
            Ok(false) => no_store(desk),
            Ok(true) => match desk.house_keyring() {
                Ok(_) => Door::Locked,
                Err(trouble) => trouble_door(trouble),
            },
            Err(trouble) => trouble_door(trouble),
        }
    };
    Ok(DoorView { door, sample: desk.example.is_some(), now, wait_seconds: desk.tries.wait_seconds(now) })
}

fn no_store(desk: &Desk) -> Door {
    // K-8: set-up asks the keyring before its first question.
    let probe = desk.house.custody.read(&[0; 16]);
    let trouble = match probe {
        Ok(_) | Err(CustodyTrouble::Missing | CustodyTrouble::Changed | CustodyTrouble::Forgot) => None,
        Err(CustodyTrouble::Unavailable) => Some(StoreTrouble::KeyringUnavailable),
        Err(CustodyTrouble::Locked) => Some(StoreTrouble::KeyringLocked),
    };
    Door::NoStore { keyring_ready: trouble.is_none(), keyring_trouble: trouble }
}

/// The calm screen of a trouble: what is wrong, what stays safe, what to do next.
pub(crate) fn trouble_door(trouble: StoreTrouble) -> Door {
    let (title, words, next) = crate::door_words::of(trouble);
    Door::Trouble { trouble, title: title.to_owned(), words: words.to_owned(), next: next.to_owned() }
}

/// What set-up may choose from.
pub fn set_up_choices(_desk: &mut Desk, _ask: Nothing) -> Outcome<SetUpChoices> {
    let shipped = opening::shipped()?;
    let profiles = PROFILES
        .iter()
        .filter_map(|id| shipped.pathway(id))
        .map(|p| ProfileChoice { id: p.id.clone(), name: p.display_name.clone(), about: p.note.clone() })
        .collect();
    let agencies = Agency::ALL.iter().map(|a| Labelled { code: a.code().to_owned(), label: a.label().to_owned() }).collect();
    let roles = Role::ALL.iter().map(|r| Labelled { code: role_code(*r).to_owned(), label: r.label().to_owned() }).collect();
    Ok(SetUpChoices { profiles, agencies, roles })
}

const fn role_code(role: Role) -> &'static str {
    match role {
        Role::Chair => "chair",
        Role::Coordinator => "coordinator",
        Role::Practitioner => "practitioner",
        Role::VictimAdvocate => "victim_advocate",
        Role::BusinessSupport => "business_support",
        Role::Auditor => "auditor",
    }
}

/// Five words from a list of 7,776: 64 bits, easy to keep in mind (K-11).
pub fn suggest_passphrase(_desk: &mut Desk, _ask: Nothing) -> Outcome<SuggestedPassphrase> {
    let words = sealing::suggest_words().map_err(|cause| Fault { place: "door.suggest", cause: cause.to_string() })?;
    Ok(SuggestedPassphrase { words: words.to_string() })
}

/// Makes a real unit: device secret in the keyring first, then slots, then the store.
pub fn set_up_unit(desk: &mut Desk, ask: SetUpUnit) -> Outcome<SessionView> {
    desk.may_begin_a_store()?;
    let mut form = Form::default();
    form.needs("unit_name", &ask.unit_name, "Write the unit's name as it stands on its papers.");
    form.needs("your_name", &ask.your_name, "Write your name as colleagues know it. You sign in with it.");
    form.needs("marking", &ask.marking, "Write the protective marking your force uses, such as OFFICIAL-SENSITIVE.");
    if !PROFILES.contains(&ask.pathway.as_str()) {
        form.wrong("pathway", "Choose your area's profile.");
    }
    if ask.role != Role::Chair && ask.role != Role::Coordinator {
        form.wrong("role", "The first member sets the unit up: choose chair or co-ordinator. Others are taken on afterwards.");
    }
    if !ask.reference_prefix.chars().all(|c| c.is_ascii_uppercase())
        || ask.reference_prefix.is_empty()
        || ask.reference_prefix.len() > 3
    {
        form.wrong("reference_prefix", "One to three capital letters, as in N-26-0147.");
    }
    let chosen = ChosenPassphrase::choose(&ask.passphrase, &[&ask.your_name, &ask.unit_name, ask.agency.label()]);
    if let Err(weak) = &chosen {
        form.wrong("passphrase", &weak_words(*weak));
    }
    form.done()?;
    let Ok(chosen) = chosen else { return Err(Plain::WrongPassphrase.into()) };
    let unit = Unit {
        name: ask.unit_name,
        pathway: ask.pathway,
        marking: ask.marking,
        reference_prefix: ask.reference_prefix,
        sample: false,
    };
    let first = Member { name: ask.your_name, agency: ask.agency, role: ask.role, job: ask.job, active: true };
    let folder = desk.house.folder.clone();
    let now = desk.now();
    let made = Opened::create(&folder, desk.house.custody.as_ref(), unit, &first, &chosen, opening::product_cost(), now)?;
    desk.enter(made.0, made.1, first, "set_up_unit")
}

/// Makes the throw-away example unit, fills it, and locks it again so that anybody may sign in.
pub fn try_example(desk: &mut Desk, ask: Nothing) -> Outcome<DoorView> {
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    if desk.example.is_none() {
        let example = ExampleUnit::make(&desk.house.scratch)?;
        desk.example = Some(example);
        let fill = desk.house.fill_example;
        let filled = fill(desk);
        let clock = desk.house.surroundings.now();
        for example in [&mut desk.example, &mut desk.other_example].into_iter().flatten() {
            example.start_clock(clock);
        }
        desk.session = None;
        desk.opened = None;
        if let Err(trouble) = filled {
            desk.example = None;
            desk.other_example = None;
            return Err(trouble);
        }
    }
    look_at_door(desk, ask)
}

/// Signs in by name and passphrase.
pub fn unlock(desk: &mut Desk, ask: Unlock) -> Outcome<SessionView> {
    if desk.session.is_some() {
        return Err(Plain::AlreadySignedIn.into());
    }
    let now = desk.now();
    desk.may_try(now)?;
    let tried = match &desk.example {
        Some(example) => Opened::unlock(&example.folder(), example.custody(), &ask.name, &ask.passphrase, now),
        None => Opened::unlock(&desk.house.folder, desk.house.custody.as_ref(), &ask.name, &ask.passphrase, now),
    };
    let (opened, member) = match tried {
        Ok(through) => through,
        Err(trouble) => {
            match &trouble {
                Trouble::Refusal(Refusal::Store(found)) => desk.trouble = Some(*found),
                Trouble::Refusal(_) => desk.count_failed_try(now),
                Trouble::Fault(_) => {}
            }
            return Err(trouble);
        }
    };
    let failed = desk.tries.went_through();
    if failed > 0 {
        desk.keep_tries(now);
    }
    desk.opened = Some(opened);
    desk.session = Some(Session::placeholder(member));
    let body = desk.sit()?.read::<Member>(member);
    let seated = match body {
        Ok(Kept { body, .. }) if body.active => {
            let seated = desk.seat(member, body, failed)?;
            desk.lay_out_waiting();
            // The example's slots are thrown away with it.
            if desk.example.is_none()
                && let Some(opened) = &mut desk.opened
            {
                opened.raise_cost(&ask.passphrase, opening::product_cost());
            }
            Ok(seated)
        }
        _ => {
            desk.session = None;
            desk.opened = None;
            Err(Plain::WrongPassphrase.into())
        }
    };
    desk.finish_rotation();
    seated
}

/// Locks the desk: keys, store and picked files are dropped.
pub fn lock(desk: &mut Desk, ask: Nothing) -> Outcome<DoorView> {
    if desk.session.is_some() {
        let mut sitting = desk.sit()?;
        // Walked again next time where it cannot be kept.
        let _ = sitting.keep_place_of_checking();
        sitting.note(Doing::of_unit("lock"))?;
        desk.keep_newest_mark();
    }
    desk.let_go();
    look_at_door(desk, ask)
}

impl Desk {
    /// Where the store lies, who keeps its device secret, and what a passphrase costs there.
    pub(crate) fn place(&self) -> (PathBuf, &dyn Custody, KdfCost) {
        match &self.example {
            Some(example) => (example.folder(), example.custody(), KdfCost::FLOOR),
            None => (self.house.folder.clone(), self.house.custody.as_ref(), opening::product_cost()),
        }
    }

    /// Refuses to begin a store where somebody works, where one stands, or where others may write to it.
    pub(crate) fn may_begin_a_store(&self) -> Outcome<()> {
        if self.session.is_some() {
            return Err(Plain::AlreadySignedIn.into());
        }
        if opening::stands_at(&self.house.folder).unwrap_or(true) {
            return Err(Plain::UnitAlreadyThere.into());
        }
        let machine = self.house.surroundings.machine();
        if machine.is_some_and(|machine| machine.shared(&self.house.folder).is_some()) {
            return Err(Refusal::Store(StoreTrouble::SharedPlace).into());
        }
        Ok(())
    }

    /// Takes up the failed tries of an earlier run; the example unit has none.
    pub(crate) fn recall_tries(&mut self, now: casework::when::Moment) {
        if self.example.is_none() {
            self.tries.recall(&self.house.folder, now);
        }
    }

    pub(crate) fn count_failed_try(&mut self, now: casework::when::Moment) {
        self.tries.failed(now);
        self.keep_tries(now);
    }

    pub(crate) fn keep_tries(&self, now: casework::when::Moment) {
        if self.example.is_none() {
            self.tries.keep(&self.house.folder, now);
        }
    }

    fn house_keyring(&self) -> Result<(), StoreTrouble> {
        opening::keyring_of(&self.house.folder, self.house.custody.as_ref())
    }

    /// First entry into a new store: its unit and its first member are recorded, and the member sits down.
    pub(crate) fn enter(&mut self, opened: Opened, member: MemberId, first: Member, act: &'static str) -> Outcome<SessionView> {
        let unit = opened.unit.clone();
        self.opened = Some(opened);
        self.session = Some(Session::of(member, &first));
        let agency = first.agency;
        let entered = self.sit().and_then(|mut sitting| {
            sitting.write(Doing::of_unit(act), |w| {
                w.create_as(member.into(), Filing::of_unit(agency), &first)?;
                w.create(Filing::of_unit(agency), &unit)?;
                w.found_compartments(agency, first.role)
            })?;
            sitting.open_compartments()
        });
        if let Err(trouble) = entered {
            self.session = None;
            self.opened = None;
            return Err(trouble);
        }
        who_am_i(&mut self.sit()?, Nothing {})
    }

    /// Seats whoever came through, and leaves the act with the tries that failed before it: only now can they be written.
    pub(crate) fn seat(&mut self, member: MemberId, body: Member, failed: u32) -> Outcome<SessionView> {
        self.session = Some(Session::of(member, &body));
        let mut sitting = self.sit()?;
        sitting.open_compartments()?;
        sitting.match_new_referrals()?;
        sitting.take_up_checking();
        let found = sitting.look_at_machine();
        let waited = sitting.write(Doing::of_unit("unlock").about(RecordId::from(member)), |w| {
            found.into_iter().try_for_each(|act| w.child_act(act, None))?;
            (0..failed.min(MOST_FAILED_WRITTEN)).try_for_each(|_| w.child_act("failed_unlock", None))?;
            w.found_compartments(body.agency, body.role)?;
            crate::sharing_cut_off::look(w)?;
            crate::laptops_waiting::take_what_waited(w)
        })?;
        if waited {
            self.sit()?.open_compartments()?;
        }
        self.note_restored()?;
        who_am_i(&mut self.sit()?, Nothing {})
    }

    /// Changes places within the example unit while its past is written. Never in a real store.
    ///
    /// # Errors
    /// `not_signed_in` outside the example unit, `not_found` when there is no such member.
    pub fn change_places(&mut self, member: MemberId) -> Outcome<()> {
        if self.example.is_none() {
            return Err(Plain::NotSignedIn.into());
        }
        let body = self.sit()?.read::<Member>(member)?.body;
        self.session = Some(Session::of(member, &body));
        Ok(())
    }

    /// Takes on a member of the example unit and shows them on its sign-in screen.
    ///
    /// # Errors
    /// As `add_member`; `not_signed_in` outside the example unit.
    pub fn take_on_example(&mut self, member: &crate::asks::unit::AddMember, shown: ExampleMember) -> Outcome<MemberId> {
        if self.example.is_none() {
            return Err(Plain::NotSignedIn.into());
        }
        let recorded = crate::unit::add_member(&mut self.sit()?, member.clone())?;
        if let Some(example) = &mut self.example {
            example.members.push(shown);
        }
        Ok(recorded.record.into())
    }

    /// Moves the example unit's clock to a past moment while its history is written. Nothing happens in a real store.
    pub fn act_at(&mut self, at: casework::when::Moment) {
        if let Some(example) = &mut self.example {
            example.act_at(at);
        }
    }

    /// Opens the fresh example store for its filler, as its chair.
    ///
    /// # Errors
    /// `not_signed_in` outside the example unit; faults of the store.
    pub fn open_example(&mut self, unit: Unit, chair: &Member, passphrase: &str, shown: ExampleMember) -> Outcome<MemberId> {
        let now = self.now();
        let example = self.example.as_mut().ok_or(Plain::NotSignedIn)?;
        let chosen = ChosenPassphrase::choose(passphrase, &[]).map_err(|_| Plain::WrongPassphrase)?;
        let cost = KdfCost::FLOOR;
        let (opened, member) = Opened::create(&example.folder(), example.custody(), unit, chair, &chosen, cost, now)?;
        example.members.push(shown);
        example.name.clone_from(&opened.unit.name);
        self.enter(opened, member, chair.clone(), "set_up_unit")?;
        Ok(member)
    }
}

impl Session {
    pub(crate) fn of(member: MemberId, body: &Member) -> Self {
        Self {
            member,
            name: body.name.clone(),
            agency: body.agency,
            role: body.role,
            job: body.job.clone(),
            names_shown: false,
            projecting: None,
            in_meeting: false,
            closed_matches: Vec::new(),
            before_room: None,
            consulted: BTreeSet::new(),
            saved: Vec::new(),
            looked: None,
        }
    }

    fn placeholder(member: MemberId) -> Self {
        let nobody =
            Member { name: String::new(), agency: Agency::Other, role: Role::Auditor, job: String::new(), active: false };
        Self::of(member, &nobody)
    }
}
