//! Free text on its way to the room: read against protected details, and names turned into initials until they are shown.

use crate::asks::shared::HitView;
use crate::keeping::Kept;
use crate::reading::{hits_in, protected_details};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::ids::CaseId;
use casework::people::Person;

/// What stands in place of a text that names a protected detail.
pub(crate) const HELD_BACK: &str = "Held back: names a protected detail";

/// Parts of names shorter than this are too common to be taken for names ("de", "ap").
const SHORTEST_NAME: usize = 3;

/// Reads the texts of one case for the room, and remembers what was held back.
pub(crate) struct RoomText<'s, 'd> {
    sitting: &'s Sitting<'d>,
    case: CaseId,
    has_details: bool,
    names: Vec<(String, String)>,
    held: Vec<HitView>,
}

impl<'s, 'd> RoomText<'s, 'd> {
    /// For a case of the sitting's unit.
    ///
    /// # Errors
    /// Faults of the store only.
    pub(crate) fn of_case(sitting: &'s Sitting<'d>, case: CaseId) -> Outcome<Self> {
        let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
        let names = if sitting.session.names_shown { Vec::new() } else { names_of(&people, &initialled) };
        let has_details = !protected_details(sitting, case)?.is_empty();
        Ok(Self { sitting, case, has_details, names, held: Vec::new() })
    }

    /// For the room's own window, where people stand by these words whatever the chair shows elsewhere.
    ///
    /// # Errors
    /// Faults of the store only.
    pub(crate) fn for_window(sitting: &'s Sitting<'d>, case: CaseId, word: &dyn Fn(&Person, &str) -> String) -> Outcome<Self> {
        let people: Vec<Kept<Person>> = sitting.filed_under(case)?;
        let has_details = !protected_details(sitting, case)?.is_empty();
        Ok(Self { sitting, case, has_details, names: names_of(&people, word), held: Vec::new() })
    }

    /// For a paper, which is read as a whole before it is printed: texts as they are kept, names and all.
    pub(crate) const fn for_paper(sitting: &'s Sitting<'d>, case: CaseId) -> Self {
        Self { sitting, case, has_details: false, names: Vec::new(), held: Vec::new() }
    }

    /// The text as the room may see it. `field` names it in plain words for the list of what was held back.
    ///
    /// # Errors
    /// Faults of the store only.
    pub(crate) fn read(&mut self, field: &str, text: &str) -> Outcome<String> {
        if text.trim().is_empty() {
            return Ok(String::new());
        }
        if self.has_details {
            let hits = hits_in(self.sitting, self.case, field, text)?;
            if !hits.is_empty() {
                self.held.extend(hits);
                return Ok(HELD_BACK.to_owned());
            }
        }
        Ok(without_names(text, &self.names))
    }

    /// Everything held back so far.
    pub(crate) fn held_back(self) -> Vec<HitView> {
        self.held
    }
}

/// What stands for a person's name or for a part of it: the initials, the part's first letter.
pub(crate) fn initialled(person: &Person, part: &str) -> String {
    if part.contains(' ') { person.initials() } else { part.chars().take(1).chain(['.']).collect() }
}

/// Names, their parts and what stands for them, the longest first.
fn names_of(people: &[Kept<Person>], word: &dyn Fn(&Person, &str) -> String) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for person in people.iter().map(|kept| &kept.body) {
        for whole in [&person.name, &person.latin_name] {
            let parts: Vec<&str> = whole.split_whitespace().collect();
            if parts.len() > 1 {
                names.push((parts.join(" "), word(person, &parts.join(" "))));
            }
            for part in parts.into_iter().filter(|part| part.chars().count() >= SHORTEST_NAME) {
                names.push((part.to_owned(), word(person, part)));
            }
        }
    }
    let loud: Vec<(String, String)> = names.iter().map(|(name, short)| (name.to_uppercase(), short.clone())).collect();
    names.extend(loud);
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.chars().count()));
    names
}

fn without_names(text: &str, names: &[(String, String)]) -> String {
    names.iter().fold(text.to_owned(), |text, (name, short)| replace_word(&text, name, short))
}

/// Replaces a name where it stands as a word of its own: "Sample's" has it, "Sampleton" has not.
fn replace_word(text: &str, word: &str, by: &str) -> String {
    if word.is_empty() || !text.contains(word) {
        return text.to_owned();
    }
    let mut done = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(word) {
        let left = before.chars().next_back().or_else(|| done.chars().next_back());
        let right = after.chars().next();
        let joined = left.is_some_and(char::is_alphanumeric) || right.is_some_and(char::is_alphanumeric);
        done.push_str(before);
        done.push_str(if joined { word } else { by });
        rest = after;
    }
    done.push_str(rest);
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::agency::Agency;
    use casework::ids::RecordId;
    use casework::people::{PersonRole, Standing};

    fn person(name: &str) -> Kept<Person> {
        Kept {
            id: RecordId(uuid::Uuid::nil()),
            group: None,
            owner: Agency::Police,
            made_at: chrono::DateTime::UNIX_EPOCH,
            changed_at: chrono::DateTime::UNIX_EPOCH,
            body: Person {
                role: PersonRole::Victim,
                name: name.to_owned(),
                latin_name: String::new(),
                born_on: None,
                about: String::new(),
                standing: Standing::Suspected,
            },
        }
    }

    #[test]
    fn a_name_becomes_initials_wherever_it_stands_as_a_word() {
        let names = names_of(&[person("Alys Example"), person("Dai Sample-Jones")], &initialled);
        let said = "ALYS told Sample-Jones to stop; Alys Example's sister heard. Examples abound. Dai, too.";
        let seen = without_names(said, &names);
        assert_eq!(seen, "A. told S. to stop; A.E.'s sister heard. Examples abound. D., too.");
    }

    #[test]
    fn an_unknown_suspect_changes_nothing() {
        assert_eq!(without_names("A man nobody knows.", &names_of(&[person("")], &initialled)), "A man nobody knows.");
    }
}
