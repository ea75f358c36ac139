//! The rows of what leaves and what stays: every record of every case is in one of them.

use crate::asks::sharing::{RowState, ShareCaseRows, ShareRow};
use crate::history::act_words;
use crate::keeping::id_of;
use crate::opening::shipped;
use crate::reading::TextReader;
use crate::sharing_facts::{CaseItems, Item};
use crate::sharing_gate::{Known, Sifted, Stays};
use crate::sharing_values::Travelling;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::person_label;
use casework::body::{Category, Kind};
use casework::gate_code::GateCode;
use casework::people::{KnownDetail, Person, PersonRole};
use std::collections::BTreeMap;

/// What was sifted, with what travels of it.
pub(crate) struct Shown<'a> {
    pub(crate) known: &'a Known,
    pub(crate) sifted: &'a Sifted,
    pub(crate) travelling: &'a Travelling,
}

impl Shown<'_> {
    /// The rows of every case, in the order chosen.
    ///
    /// # Errors
    /// Faults of the store.
    pub(crate) fn cases(&self, sitting: &Sitting<'_>) -> Outcome<Vec<ShareCaseRows>> {
        self.known.cases.iter().map(|found| self.case(sitting, found)).collect()
    }

    fn case(&self, sitting: &Sitting<'_>, found: &CaseItems) -> Outcome<ShareCaseRows> {
        let texts = TextReader::of(sitting, found.case)?;
        let people = hidden_people(found, self.sifted);
        let mut rows: Vec<ShareRow> = found
            .items
            .iter()
            .filter(|item| self.sifted.leaving.contains(&item.id()))
            .map(|item| self.leaving(item, found, &texts, &people))
            .collect();
        rows.sort_by_key(|row| place(row.category));
        rows.extend(self.staying(found));
        let count = |state| u32::try_from(rows.iter().filter(|row| row.state == state).count()).unwrap_or(u32::MAX);
        Ok(ShareCaseRows {
            case: found.case,
            reference: self.known.references.get(&found.case.into()).cloned().unwrap_or_default(),
            leaves: count(RowState::Leaves),
            reduced: count(RowState::Reduced),
            withheld: count(RowState::Withheld),
            rows,
        })
    }

    fn leaving(&self, item: &Item, found: &CaseItems, texts: &TextReader, people: &[String]) -> ShareRow {
        let what = what(item, found);
        let values = self.travelling.values(item.id());
        let read: Vec<(String, &str)> =
            values.iter().map(|value| (format!("{what}: {}", value.label), value.text.as_str())).collect();
        let read: Vec<(&str, &str)> = read.iter().map(|(field, text)| (field.as_str(), *text)).collect();
        // A detail that its advocate released is the detail itself: it cannot but name it.
        let hits = if item.category == Category::VictimContact { Vec::new() } else { texts.hits(&read) };
        let state = if self.travelling.is_reduced(item.id()) { RowState::Reduced } else { RowState::Leaves };
        let mut warnings: Vec<String> = people
            .iter()
            .filter(|name| values.iter().any(|value| value.text.to_lowercase().contains(&name.to_lowercase())))
            .map(|_| "Names somebody else of this case whose own record stays. Read it again with them in mind.".to_owned())
            .collect();
        warnings.dedup();
        if values.iter().any(|value| value.corrected_on.is_some()) {
            warnings.push("It was corrected: what it said before goes too.".to_owned());
        }
        ShareRow {
            state,
            what,
            values,
            records: vec![item.id()],
            category: item.category,
            category_label: category_label(item.category).to_owned(),
            owner_label: crate::history::agency_label(&item.record.owner),
            why: self.clause(item.category),
            next: String::new(),
            hits,
            warnings,
        }
    }

    fn clause(&self, category: Category) -> String {
        let agreement = self.known.agreement.as_ref().map(|kept| &kept.body);
        match agreement {
            Some(agreement) => agreement
                .clauses
                .get(&category)
                .cloned()
                .unwrap_or_else(|| format!("The agreement covers it: {}", category_label(category).to_lowercase())),
            None => "Chosen for this disclosure alone".to_owned(),
        }
    }

    /// What stays, those of one sort for one reason in one row.
    fn staying(&self, found: &CaseItems) -> Vec<ShareRow> {
        let mut groups: BTreeMap<(u8, String, &Stays), Vec<&Item>> = BTreeMap::new();
        for item in &found.items {
            if let Some(stays) = self.sifted.withheld.get(&item.id()) {
                groups.entry((place(item.category), kind_words(item), stays)).or_default().push(item);
            }
        }
        groups.into_iter().map(|((_, what, stays), items)| self.stays(what, stays, &items)).collect()
    }

    fn stays(&self, what: String, stays: &Stays, items: &[&Item]) -> ShareRow {
        let category = items.first().map_or(Category::Audit, |item| item.category);
        let (mut why, next) = words_of(stays);
        if matches!(stays, Stays::Gate(GateCode::Category | GateCode::SubjectKind | GateCode::ContactUnderAgreement))
            && let Some(clause) = self.known.agreement.as_ref().and_then(|kept| kept.body.clauses.get(&category))
        {
            why = format!("{clause}. {why}");
        }
        let mut holds = items.iter().flat_map(|item| &item.holds).map(|hold| hold.by_agency.label());
        if let (Stays::Gate(GateCode::OwnerHold), Some(owner)) = (stays, holds.next()) {
            why = format!("{why} Held by {owner}.");
        }
        let counted = match items.len() {
            1 => what,
            count => format!("{what} ({count} records)"),
        };
        ShareRow {
            state: RowState::Withheld,
            what: counted,
            values: Vec::new(),
            records: items.iter().map(|item| item.id()).collect(),
            category,
            category_label: category_label(category).to_owned(),
            owner_label: items.first().map(|item| crate::history::agency_label(&item.record.owner)).unwrap_or_default(),
            why,
            next,
            hits: Vec::new(),
            warnings: Vec::new(),
        }
    }
}

/// Why a record stays, and what can be done about it.
pub(crate) fn words_of(stays: &Stays) -> (String, String) {
    match stays {
        Stays::Gate(code) => gate_words(*code),
        Stays::NotNamed(code) => (
            format!("It lies behind a wall: {}.", crate::walls::label(code)),
            "Choose that compartment by name if it should leave; a second person confirms.".to_owned(),
        ),
        Stays::Closed(code) => (
            format!("It lies behind a wall that is closed to you: {}.", crate::walls::label(code)),
            "Ask a colleague there to share it.".to_owned(),
        ),
    }
}

/// A reason of the gate in words, with what to do next.
pub(crate) fn gate_words(code: GateCode) -> (String, String) {
    let found = shipped().ok().and_then(|data| data.gate.get(code.key()));
    found.map_or_else(|| (code.key().replace('_', " "), String::new()), |said| (said.words.clone(), said.next.clone()))
}

/// Names of people of the case whose own record does not leave, other than the two it is about.
fn hidden_people(found: &CaseItems, sifted: &Sifted) -> Vec<String> {
    let hidden = found.items.iter().filter(|item| item.kind == Some(Kind::Person) && !sifted.leaving.contains(&item.id()));
    hidden
        .filter_map(|item| item.record.read::<Person>().ok())
        .filter(|person| !matches!(person.role, PersonRole::Victim | PersonRole::Perpetrator))
        .flat_map(|person| [person.name, person.latin_name])
        .map(|name| name.trim().to_owned())
        .filter(|name| name.chars().count() > 3)
        .collect()
}

/// What a row is about, as a caseworker would say it.
pub(crate) fn what(item: &Item, found: &CaseItems) -> String {
    match item.kind {
        Some(Kind::Person) => item.record.read::<Person>().map_or_else(
            |_| kind_words(item),
            |person| format!("{}: name and birth date", person_label(person.role, person.standing)),
        ),
        Some(Kind::KnownDetail) => item.record.read::<KnownDetail>().map_or_else(
            |_| kind_words(item),
            |detail| {
                let of = found.items.iter().find(|other| other.record.id == id_of(detail.person.into()));
                let whose = of.and_then(|other| other.record.read::<Person>().ok());
                let whose = whose.map_or("Person", |person| person_label(person.role, person.standing));
                format!("{whose}: {}", crate::views::code_of(&detail.kind).replace('_', " "))
            },
        ),
        Some(_) | None => kind_words(item),
    }
}

/// What a kind of record is called where many of them stand in one row.
fn kind_words(item: &Item) -> String {
    kind_called(item.kind)
}

/// The same by the kind alone.
pub(crate) fn kind_called(kind: Option<Kind>) -> String {
    const CALLED: [(Kind, &str); 11] = [
        (Kind::CaseFile, "Case reference and dates"),
        (Kind::ContactRule, "Safe contact: how"),
        (Kind::ContactDetail, "Safe contact: numbers, places and code word"),
        (Kind::ContactMade, "Contact with the victim"),
        (Kind::SashRecord, "SASH record"),
        (Kind::Cas, "Case analysis summary"),
        (Kind::CasCell, "Agency's part of the case analysis summary"),
        (Kind::Contribution, "What an agency said in the meeting"),
        (Kind::CourtOrder, "Court order"),
        (Kind::PartnerPart, "A partner's part in the case"),
        (Kind::CaseEvent, "Event in court or custody"),
    ];
    match kind {
        Some(kind) => {
            let called = CALLED.iter().find(|(known, _)| *known == kind);
            called.map_or_else(|| act_words(kind.code()), |(_, words)| (*words).to_owned())
        }
        None => "A record of a kind this version does not know".to_owned(),
    }
}

/// The order in which categories are read: the case, the two people, what happened, what was judged and planned.
const fn place(category: Category) -> u8 {
    match category {
        Category::VictimNarrative => 0,
        Category::SuspectIdentity => 1,
        Category::SuspectCriminal => 2,
        Category::SuspectProbation => 3,
        Category::OrderCondition => 4,
        Category::RiskAssessment => 5,
        Category::PlanAction => 6,
        Category::MeetingMinute => 7,
        Category::Child => 8,
        Category::ThirdParty => 9,
        Category::AdvocateCasework => 10,
        Category::VictimHealth => 11,
        Category::SuspectHealth => 12,
        Category::Intelligence => 13,
        Category::Counselling => 14,
        Category::VictimContact => 15,
        Category::Equality => 16,
        Category::Audit => 17,
    }
}

/// A category as it stands on screen and paper.
pub(crate) const fn category_label(category: Category) -> &'static str {
    match category {
        Category::VictimContact => "Where and how the victim can be reached",
        Category::VictimNarrative => "The case and what happened",
        Category::VictimHealth => "The victim's health",
        Category::AdvocateCasework => "The advocate's work",
        Category::Counselling => "Counselling",
        Category::Child => "Children",
        Category::ThirdParty => "Other people and agencies",
        Category::SuspectIdentity => "Who the perpetrator is",
        Category::SuspectCriminal => "The perpetrator: police",
        Category::SuspectHealth => "The perpetrator: health",
        Category::SuspectProbation => "The perpetrator: probation",
        Category::Intelligence => "Intelligence",
        Category::RiskAssessment => "Assessments",
        Category::PlanAction => "Plan and actions",
        Category::OrderCondition => "Orders and conditions",
        Category::MeetingMinute => "Meetings and checks",
        Category::Equality => "Equality monitoring",
        Category::Audit => "The unit's own records",
    }
}
