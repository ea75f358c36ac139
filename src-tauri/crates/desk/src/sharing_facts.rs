//! Everything the gate is told about the records of a case: whose they are, about whom, what their owner said of them.

use crate::keeping::{Kept, id_of, record_of};
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use casework::agency::{Agency, Role};
use casework::body::{Category, Kind};
use casework::disclosure::Disclosure;
use casework::ids::{CaseId, MemberId, PartnerId, RecordId};
use casework::import::Import;
use casework::people::{KnownDetail, Person, PersonRole};
use casework::release::{OwnerHold, OwnerRelease};
use casework::rules::gate::{ImportedItem, ItemFacts, ReleaseFacts};
use casework::unit::Member;
use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::Record;

/// One record as the gate and whoever reads the preview see it.
#[derive(Debug)]
pub(crate) struct Item {
    /// As it stands. Its body is null where it lies behind a wall this session did not open.
    pub(crate) record: Record,
    /// None where this version does not know the kind: kept closed, never passed on.
    pub(crate) kind: Option<Kind>,
    pub(crate) category: Category,
    pub(crate) owner: Agency,
    /// About whom it speaks. Nobody for the case's own record, which names nobody.
    pub(crate) subjects: BTreeSet<PersonRole>,
    /// Entries of it that stand in the journal: all of them go, not only the last.
    pub(crate) entries: u32,
    /// Holds that stand today.
    pub(crate) holds: Vec<OwnerHold>,
    /// Releases that were not withdrawn, to whomever.
    pub(crate) releases: Vec<OwnerRelease>,
    /// The imports that brought it, with their terms; none for what was written here.
    pub(crate) imports: Vec<Import>,
    /// The compartment it lies in.
    pub(crate) compartment: Option<String>,
}

impl Item {
    pub(crate) fn id(&self) -> RecordId {
        record_of(self.record.id)
    }

    /// As the gate is told of it. Of several imports the one that is not the recipient's own speaks.
    pub(crate) fn for_gate(&self, case: CaseId, to: Option<PartnerId>, roles: &BTreeMap<MemberId, Role>) -> ItemFacts {
        let import = self.imports.iter().find(|import| Some(import.partner) != to).or(self.imports.first());
        let releases = self
            .releases
            .iter()
            .filter_map(|release| Some(ReleaseFacts { release: release.clone(), by_role: *roles.get(&release.by)? }));
        ItemFacts {
            record: self.id(),
            case: Some(case),
            kind: self.kind,
            category: self.category,
            // A restricted case's own wall is passed by who may open the case; the gate asks for it record by record.
            compartment: self.compartment.clone().filter(|code| store::case_of_restriction(code).is_none()),
            owner: self.owner,
            subjects: self.subjects.clone(),
            entries: self.entries,
            holds: self.holds.clone(),
            releases: releases.collect(),
            imported: import.map(|import| ImportedItem {
                from: import.partner,
                terms: import.terms.clone(),
                originator_agreed_to: import.agreed_to(case),
            }),
        }
    }
}

/// What the gate is told about the unit, whatever is shared and however.
pub(crate) struct UnitFacts {
    /// The role of every member, also of those who have left.
    pub(crate) roles: BTreeMap<MemberId, Role>,
    /// Who may approve what no agreement covers.
    pub(crate) approvers: BTreeSet<MemberId>,
    pub(crate) holidays: BTreeSet<NaiveDate>,
    /// The note of necessity of the last disclosure: the next may not repeat it.
    pub(crate) last_necessity: String,
}

impl UnitFacts {
    /// Looks them up.
    ///
    /// # Errors
    /// Faults of the store, or of the law that is shipped.
    pub(crate) fn of(sitting: &Sitting<'_>) -> Outcome<Self> {
        let roles: BTreeMap<MemberId, Role> =
            sitting.all_of::<Member>()?.into_iter().map(|kept| (kept.id.into(), kept.body.role)).collect();
        Ok(Self {
            approvers: roles.iter().filter(|(_, role)| **role == Role::Chair).map(|(member, _)| *member).collect(),
            roles,
            holidays: shipped()?.bank_holidays.days.iter().filter_map(|day| day.parse().ok()).collect(),
            last_necessity: sitting.newest_of::<Disclosure>(1)?.pop().map(|kept| kept.body.necessity).unwrap_or_default(),
        })
    }
}

/// Every record of one case. What was erased has nothing left to share and is not among them.
#[derive(Debug)]
pub(crate) struct CaseItems {
    pub(crate) case: CaseId,
    /// Whether the case stands behind a wall of its own.
    pub(crate) restricted: bool,
    pub(crate) items: Vec<Item>,
}

/// The records of a case, oldest first.
///
/// # Errors
/// `not_found` where there is no such case, or none that is open to whoever asks.
pub(crate) fn of_case(sitting: &Sitting<'_>, case: CaseId) -> Outcome<CaseItems> {
    let id = id_of(case.into());
    let store = sitting.store();
    sitting.read::<casework::referral::CaseFile>(case)?;
    let records: Vec<Record> = store.all_records_of_case(id)?.into_iter().filter(|record| !record.erased).collect();
    let roles = roles(&records);
    let mut holds = by_record(sitting.filed_under::<OwnerHold>(case)?, |hold: &OwnerHold| hold.record);
    let mut releases = by_record(sitting.filed_under::<OwnerRelease>(case)?, |release: &OwnerRelease| release.record);
    let mut compartments: BTreeMap<RecordId, String> =
        store.sealed_in_case(id)?.into_iter().map(|sealed| (record_of(sealed.record), sealed.compartment)).collect();
    let today = sitting.today();
    let mut items = Vec::with_capacity(records.len());
    for record in records {
        let (at, kind) = (record_of(record.id), Kind::from_code(&record.kind));
        let category = crate::indexing::category_from_code(&record.category);
        items.push(Item {
            kind,
            category,
            owner: Agency::from_code(&record.owner).unwrap_or(Agency::Other),
            subjects: subjects(kind, category, &record.body, &roles),
            entries: u32::try_from(store.history(record.id)?.len()).unwrap_or(u32::MAX),
            holds: holds.remove(&at).unwrap_or_default().into_iter().filter(|hold| hold.stands_on(today)).collect(),
            releases: releases.remove(&at).unwrap_or_default().into_iter().filter(|it| it.withdrawn_on.is_none()).collect(),
            imports: imports(sitting, record.id)?,
            compartment: compartments.remove(&at),
            record,
        });
    }
    Ok(CaseItems { case, restricted: store.is_restricted(id)?, items })
}

/// One record of a case among the rest.
///
/// # Errors
/// `not_found` where there is none in a case that is open to whoever asks.
pub(crate) fn of_record(sitting: &Sitting<'_>, record: RecordId) -> Outcome<(CaseId, Item)> {
    let (_, group) = sitting.kind_of(record)?;
    let case = CaseId::from(group.ok_or(Plain::NotFound)?);
    let found = of_case(sitting, case)?.items.into_iter().find(|item| item.id() == record);
    found.map(|item| (case, item)).ok_or_else(|| Plain::NotFound.into())
}

/// The imports that brought a record; none where it was written here.
///
/// # Errors
/// Faults of the store.
pub(crate) fn imports(sitting: &Sitting<'_>, record: store::Id) -> Outcome<Vec<Import>> {
    let from = sitting.store().came_from(record)?;
    from.into_iter().map(|came| Ok(sitting.read::<Import>(record_of(came.import))?.body)).collect()
}

fn by_record<B>(kept: Vec<Kept<B>>, of: impl Fn(&B) -> RecordId) -> BTreeMap<RecordId, Vec<B>> {
    let mut found: BTreeMap<RecordId, Vec<B>> = BTreeMap::new();
    for one in kept {
        found.entry(of(&one.body)).or_default().push(one.body);
    }
    found
}

/// What each person of the case is to it.
fn roles(records: &[Record]) -> BTreeMap<RecordId, PersonRole> {
    records
        .iter()
        .filter(|record| record.kind == Kind::Person.code())
        .filter_map(|record| Some((record_of(record.id), Person::deserialize(&record.body).ok()?.role)))
        .collect()
}

/// About whom a record speaks. Where nothing says so it speaks about both, so that an agreement about one of them does
/// not carry the other.
fn subjects(
    kind: Option<Kind>,
    category: Category,
    body: &Value,
    roles: &BTreeMap<RecordId, PersonRole>,
) -> BTreeSet<PersonRole> {
    let both = BTreeSet::from([PersonRole::Victim, PersonRole::Perpetrator]);
    match kind {
        Some(Kind::CaseFile) => return BTreeSet::new(),
        Some(Kind::Person) => return Person::deserialize(body).map_or(both, |person| [person.role].into()),
        Some(Kind::KnownDetail) => {
            let role = KnownDetail::deserialize(body).ok().and_then(|detail| roles.get(&detail.person.into()).copied());
            return [role.unwrap_or(PersonRole::OtherProtected)].into();
        }
        // What an agency said stands in the category of the agency, about whomever it was.
        Some(Kind::AgencyReply | Kind::Contribution | Kind::CasCell) if category == Category::ThirdParty => return both,
        Some(_) | None => {}
    }
    match category {
        Category::VictimContact
        | Category::VictimHealth
        | Category::AdvocateCasework
        | Category::Counselling
        | Category::Equality => [PersonRole::Victim].into(),
        Category::SuspectIdentity
        | Category::SuspectCriminal
        | Category::SuspectHealth
        | Category::SuspectProbation
        | Category::Intelligence => [PersonRole::Perpetrator].into(),
        Category::Child => [PersonRole::Child].into(),
        Category::ThirdParty => [PersonRole::OtherProtected].into(),
        Category::VictimNarrative
        | Category::RiskAssessment
        | Category::PlanAction
        | Category::OrderCondition
        | Category::MeetingMinute
        | Category::Audit => both,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keeping::{Doing, Filing};
    use crate::meeting_table::Table;
    use casework::ids::MemberId;
    use casework::referral::CaseState;

    fn of_kind(found: &CaseItems, kind: Kind) -> Vec<&Item> {
        found.items.iter().filter(|item| item.kind == Some(kind)).collect()
    }

    #[test]
    fn each_record_has_its_category_its_subjects_and_the_count_of_its_entries() {
        let mut table = Table::laid();
        let case = table.case("N-26-0001", CaseState::Active, "");
        let found = of_case(&table.sit(), case).unwrap();
        let people: Vec<_> = of_kind(&found, Kind::Person).iter().map(|item| item.subjects.clone()).collect();
        assert_eq!(people, [[PersonRole::Victim].into(), [PersonRole::Perpetrator].into()]);
        let address = of_kind(&found, Kind::KnownDetail)[0];
        assert_eq!((address.category, &address.subjects), (Category::VictimContact, &[PersonRole::Victim].into()));
        let file = of_kind(&found, Kind::CaseFile)[0];
        assert!(file.subjects.is_empty(), "the case's own record names nobody");
        assert_eq!((file.entries, file.owner), (1, Agency::Police));
        table.sit().write(Doing::in_case("note", case), |w| w.amend(case, "headline", &"Visits again")).unwrap();
        let found = of_case(&table.sit(), case).unwrap();
        assert_eq!(of_kind(&found, Kind::CaseFile)[0].entries, 2, "what it said before goes too");
        assert!(!found.restricted);
    }

    #[test]
    fn a_hold_counts_until_its_last_day_and_only_for_its_record() {
        let mut table = Table::laid();
        let case = table.case("N-26-0001", CaseState::Active, "");
        let referral = of_kind(&of_case(&table.sit(), case).unwrap(), Kind::Referral)[0].id();
        let today = table.sit().today();
        let hold = OwnerHold {
            record: referral,
            by_agency: Agency::Police,
            by: MemberId(uuid::Uuid::nil()),
            why: "Under way".to_owned(),
            until: Some(today),
            lifted_on: None,
        };
        table.sit().write(Doing::in_case("hold_item", case), |w| w.create(Filing::under(case, Agency::Police), &hold)).unwrap();
        let held = |table: &mut Table| {
            let found = of_case(&table.sit(), case).unwrap();
            found.items.iter().filter(|item| !item.holds.is_empty()).map(Item::id).collect::<Vec<_>>()
        };
        assert_eq!(held(&mut table), [referral]);
        table.now += chrono::TimeDelta::days(1);
        assert!(held(&mut table).is_empty());
    }

    #[test]
    fn an_unknown_case_answers_nothing() {
        let mut table = Table::laid();
        let told = of_case(&table.sit(), CaseId(uuid::Uuid::nil())).unwrap_err();
        assert!(matches!(told, crate::trouble::Trouble::Refusal(crate::trouble::Refusal::Plain(Plain::NotFound))));
    }
}
