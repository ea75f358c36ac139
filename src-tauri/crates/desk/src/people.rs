//! The people of a case, kept clearly apart, and what is known about where and how they can be found.

use crate::asks::casework::{AddKnownDetail, AddPerson};
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Filing, Kept};
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::body::{category_of_detail, category_of_person};
use casework::ids::RecordId;
use casework::people::{DetailKind, KnownDetail, Person, PersonRole};
use casework::referral::CaseFile;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asks::today::Find;
    use crate::keeping::id_of;
    use crate::meeting_table::Table;
    use casework::body::Category;
    use casework::ids::CaseId;
    use casework::referral::CaseState;

    fn person_of(table: &mut Table, case: CaseId, role: PersonRole) -> RecordId {
        let people: Vec<Kept<Person>> = table.sit().filed_under(case).unwrap();
        people.iter().find(|kept| kept.body.role == role).unwrap().id
    }

    fn category(table: &mut Table, record: RecordId) -> String {
        table.sit().store().record(id_of(record)).unwrap().unwrap().category
    }

    fn address(person: RecordId, text: &str) -> KnownDetail {
        KnownDetail { person: person.into(), kind: DetailKind::Address, text: text.to_owned(), note: String::new() }
    }

    #[test]
    fn a_detail_is_as_closed_as_the_person_it_is_about_and_no_search_finds_any() {
        let mut table = Table::laid();
        let case = table.case("N-26-0001", CaseState::Active, "");
        let victim = person_of(&mut table, case, PersonRole::Victim);
        let perpetrator = person_of(&mut table, case, PersonRole::Perpetrator);
        let wanted = [(victim, Category::VictimContact), (perpetrator, Category::SuspectIdentity)];
        for (person, category_of_theirs) in wanted {
            let ask = AddKnownDetail {
                case,
                person: person.into(),
                kind: DetailKind::Address,
                text: "9 Fictional Row".to_owned(),
                note: String::new(),
            };
            let told = table.give(add_known_detail, ask).record;
            assert_eq!(category(&mut table, told), category_of_theirs.code());
            let bare = address(person, "9 Fictional Row");
            let unsaid = table
                .sit()
                .write(Doing::in_case("add_known_detail", case), |w| {
                    w.create(Filing::under(case, casework::agency::Agency::Police), &bare)
                })
                .unwrap();
            assert_eq!(category(&mut table, unsaid), category_of_theirs.code(), "where no category was given");
        }
        let found = crate::find::find(&mut table.sit(), Find { text: "Fictional Row".to_owned() }).unwrap();
        assert!(found.found.is_empty(), "{found:?}");
    }

    #[test]
    fn a_text_is_read_for_a_protected_persons_detail_whatever_its_category() {
        let mut table = Table::laid();
        let case = table.case("N-26-0001", CaseState::Active, "");
        let victim = person_of(&mut table, case, PersonRole::Victim);
        let open = Filing::under(case, casework::agency::Agency::Police).as_category(Category::SuspectIdentity);
        let kept = table
            .sit()
            .write(Doing::in_case("add_known_detail", case), |w| w.create(open, &address(victim, "9 Fictional Row")))
            .unwrap();
        let read = crate::reading::protected_details(&table.sit(), case).unwrap();
        assert!(read.iter().any(|detail| detail.record == kept));
    }
}
