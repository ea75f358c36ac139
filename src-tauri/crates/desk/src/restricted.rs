//! Restricted cases: put behind their own wall, opened by members chosen by name, shown to nobody else (C-9, C-10).

use crate::asks::restricted::{CaseRestricted, RestrictCase, RestrictTo};
use crate::keeping::{Doing, Filing, Kept, Writing, id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::ids::{CaseId, MemberId, RecordId};
use casework::people::Person;
use casework::referral::CaseFile;
use casework::restriction::{Restriction, is_party};
use casework::unit::Member;
use store::{Granter, Id, Store, case_of_restriction, restriction_code};

/// What sealing a case that was open cannot reach (C-11).
const SAYS: [&str; 3] = [
    "Backups made before still hold the case as it was, for everybody who could read it.",
    "Minutes and papers already signed or printed are not changed.",
    "The case is heard by its members alone: it stands on no agenda and in no list but theirs.",
];

/// Puts an open case behind its own wall: every record sealed anew, every list and search without it.
pub fn restrict_case(sitting: &mut Sitting<'_>, ask: RestrictCase) -> Outcome<CaseRestricted> {
    let case = ask.case;
    let file = sitting.read::<CaseFile>(case)?;
    if sitting.store().is_restricted(id_of(case.into()))? {
        return Err(Plain::AlreadyRestricted.into());
    }
    let people: Vec<Person> = sitting.filed_under::<Person>(case)?.into_iter().map(|kept| kept.body).collect();
    check_members(sitting, &ask.to, &names_of(&people))?;
    let doing = Doing::in_case("restrict_case", case);
    let sealed = sitting.write(doing, |w| {
        w.found_restricted(case, &ask.to, file.owner)?;
        let sealed = w.inner.seal_case(id_of(case.into()))?;
        crate::restricted::index_one(w.inner.store(), id_of(case.into()))?;
        Ok(sealed)
    })?;
    // What was written over leaves the write-ahead log too.
    sitting.store().checkpoint()?;
    Ok(CaseRestricted { case, sealed, says: SAYS.iter().map(|said| (*said).to_owned()).collect() })
}

/// Whether these members may be chosen: at least two, whoever asks among them, nobody of the case.
pub(crate) fn check_members(sitting: &Sitting<'_>, to: &RestrictTo, names: &[&str]) -> Outcome<()> {
    let mut form = Form::default();
    if to.members.len() < 2 {
        form.wrong("members", "Choose at least two members by name: with one alone the case is lost when they are.");
    }
    if !to.members.contains(&sitting.session.member) {
        form.wrong("members", "Choose yourself too, or ask one of those who will work the case to restrict it.");
    }
    form.done()?;
    for id in &to.members {
        let member = sitting.read::<Member>(*id)?.body;
        if !member.active {
            return Err(Plain::NotFound.into());
        }
        if is_party(*id, &member, names, &to.parties) {
            return Err(Plain::PartyToTheCase.into());
        }
    }
    Ok(())
}

/// Refuses to let a party into a restricted case.
pub(crate) fn refuse_party(sitting: &Sitting<'_>, code: &str, member: MemberId, body: &Member) -> Outcome<()> {
    let Some(case) = case_of_restriction(code) else { return Ok(()) };
    let case = record_of(case);
    let people: Vec<Person> = sitting.filed_under::<Person>(case)?.into_iter().map(|kept| kept.body).collect();
    let restrictions: Vec<Kept<Restriction>> = sitting.filed_under(case)?;
    let parties: Vec<MemberId> = restrictions.into_iter().flat_map(|kept| kept.body.parties).collect();
    if is_party(member, body, &names_of(&people), &parties) { Err(Plain::PartyToTheCase.into()) } else { Ok(()) }
}

/// Every name these people are known by.
fn names_of(people: &[Person]) -> Vec<&str> {
    people.iter().flat_map(|person| [person.name.as_str(), &person.latin_name]).collect()
}

/// Refuses to bring a restricted case before the whole room.
pub(crate) fn refuse_restricted(sitting: &Sitting<'_>, case: CaseId) -> Outcome<()> {
    if sitting.store().is_restricted(id_of(case.into()))? { Err(Plain::RestrictedStaysOut.into()) } else { Ok(()) }
}

impl Writing<'_, '_> {
    /// Founds the compartment of a case, lets its members in and keeps why. Records made in the case from here on are
    /// sealed there.
    pub(crate) fn found_restricted(&mut self, case: CaseId, to: &RestrictTo, owner: casework::agency::Agency) -> Outcome<()> {
        let own = self.hands.unlocked();
        let by = Granter { member: Id(own.member_id), keys: &own.user_keys };
        let case_id = id_of(case.into());
        self.inner.restrict(case_id, (by.member, *own.user_keys.sealing_public()), by)?;
        let compartment = self.inner.store().compartment(&restriction_code(case_id))?.ok_or(Plain::NotFound)?;
        for member in to.members.iter().map(|id| RecordId::from(*id)).filter(|id| id_of(*id) != by.member) {
            let seals_to = self.hands.slots().public_keys(member.0.as_bytes()).ok_or(Plain::NotFound)?.0;
            self.inner.let_in(&compartment, (id_of(member), seals_to), by, "needs_for_case")?;
        }
        let restriction = Restriction { because: to.because, parties: to.parties.clone() };
        self.create(Filing::under(case, owner), &restriction)?;
        Ok(())
    }
}

impl Sitting<'_> {
    /// Lists and searches for this session the restricted cases it opened.
    pub(crate) fn index_restricted(&self) -> Outcome<()> {
        let store = &self.opened.store;
        for known in store.compartments()? {
            if let Some(case) = case_of_restriction(&known.code).filter(|_| store.is_open(&known)) {
                index_one(store, case)?;
            }
        }
        Ok(())
    }

    /// Who may open a restricted case, by name; nobody named where it is not restricted.
    pub(crate) fn restricted_to(&self, case: CaseId) -> Outcome<Vec<String>> {
        let Some(compartment) = self.store().compartment(&restriction_code(id_of(case.into())))? else { return Ok(Vec::new()) };
        let names = crate::history::names(self)?;
        let grants = self.store().grants(&compartment)?;
        Ok(grants.iter().filter_map(|grant| names.get(&grant.member).cloned()).collect())
    }
}

fn index_one(store: &Store, case: Id) -> Outcome<()> {
    store.index_restricted(case, &|record| crate::indexing::rows_of(store, record))?;
    let changed = store.the_record(case)?.changed_at_ms;
    let row = crate::case_index::row(store, record_of(case), moment_of(changed))?;
    Ok(store.put_restricted_row(&row)?)
}
