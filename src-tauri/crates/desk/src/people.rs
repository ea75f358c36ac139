//! The people of a case, kept clearly apart, and what is known about where and how they can be found.

use crate::asks::casework::{AddKnownDetail, AddPerson};
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Filing, Kept};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::body::{Category, category_of_person};
use casework::ids::RecordId;
use casework::people::{DetailKind, KnownDetail, Person, PersonRole};
use casework::referral::CaseFile;
use casework::rules::text_check::is_protected;

/// The category of a person's known detail: whoever is protected has theirs closed.
#[must_use]
pub const fn category_of_detail(role: PersonRole) -> Category {
    if is_protected(role) { Category::VictimContact } else { category_of_person(role) }
}

/// Adds a person to a case. A case is about one victim and one perpetrator.
pub fn add_person(sitting: &mut Sitting<'_>, ask: AddPerson) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let people: Vec<Kept<Person>> = sitting.filed_under(ask.case)?;
    let role = ask.person.role;
    let taken = people.iter().any(|kept| kept.body.role == role);
    let mut form = Form::default();
    match role {
        PersonRole::Victim if taken => {
            form.wrong("person.role", "This case has its victim. Another victim of the same perpetrator is another case.");
        }
        PersonRole::Perpetrator if taken => {
            form.wrong("person.role", "This case has its perpetrator. Correct that person, or open another case.");
        }
        PersonRole::Perpetrator => {}
        PersonRole::Victim | PersonRole::Child | PersonRole::OtherProtected | PersonRole::Other => {
            form.needs("person.name", &ask.person.name, "Write the name. Only a suspect may be unknown.");
        }
    }
    if ask.person.born_on.is_some_and(|born| born > sitting.today()) {
        form.wrong("person.born_on", "This day has not come yet. Check the date of birth.");
    }
    form.done()?;
    let filing = Filing::under(ask.case, sitting.session.agency).as_category(category_of_person(role));
    let record = sitting.write(Doing::in_case("add_person", ask.case), |w| w.create(filing, &ask.person))?;
    Ok(Recorded { record })
}

/// Adds a known detail: an address to keep off papers, a plate to find by.
pub fn add_known_detail(sitting: &mut Sitting<'_>, ask: AddKnownDetail) -> Outcome<Recorded> {
    if ask.kind == DetailKind::CodeWord {
        return Err(Plain::WallsNotBuilt.into());
    }
    let person: Kept<Person> = sitting.read(ask.person)?;
    if person.group != Some(RecordId::from(ask.case)) {
        return Err(Plain::NotFound.into());
    }
    let mut form = Form::default();
    form.needs("text", &ask.text, "Write the detail itself.");
    form.done()?;
    let detail = KnownDetail { person: ask.person, kind: ask.kind, text: ask.text.trim().to_owned(), note: ask.note };
    let filing = Filing::under(ask.case, sitting.session.agency).as_category(category_of_detail(person.body.role));
    let doing = Doing::in_case("add_known_detail", ask.case).about(ask.person);
    let record = sitting.write(doing, |w| w.create(filing, &detail))?;
    Ok(Recorded { record })
}
