//! Values that stand side by side: listed with who said which and when, settled by a person, never by the program.

use crate::arriving_bring::kind_words;
use crate::asks::arrive::{ConflictValue, ConflictView, ConflictsView, ListConflicts, SettleConflict, SourceView};
use crate::asks::shared::Recorded;
use crate::history::agency_label;
use crate::keeping::{Doing, Kept, id_of, moment_of, record_of};
use crate::sitting::Sitting;
use crate::trouble::{Outcome, Plain};
use casework::agency::Role;
use casework::agreement::Onward;
use casework::body::Kind;
use casework::ids::{CaseId, RecordId};
use casework::import::Import;
use casework::partner::Partner;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use store::{Conflict, Id, Record, Store};

/// Who may have said a value: our members, and the partners by the imports that brought it.
pub(crate) struct Speakers {
    members: BTreeMap<Id, String>,
    imports: BTreeMap<Id, String>,
    role: Role,
}

impl Speakers {
    pub(crate) fn of(sitting: &Sitting<'_>) -> Outcome<Self> {
        let partners: Vec<Kept<Partner>> = sitting.all_of()?;
        let name = |id: RecordId| partners.iter().find(|kept| kept.id == id).map(|kept| kept.body.unit_name.clone());
        let imports: Vec<Kept<Import>> = sitting.all_of()?;
        let imports = imports
            .into_iter()
            .map(|kept| (id_of(kept.id), name(kept.body.partner.into()).unwrap_or_else(|| "another unit".to_owned())))
            .collect();
        Ok(Self { members: crate::history::names(sitting)?, imports, role: sitting.session.role })
    }

    /// The same with an import that is being weighed and has no record yet.
    pub(crate) fn with(mut self, import: Id, partner_name: &str) -> Self {
        self.imports.insert(import, partner_name.to_owned());
        self
    }
}

/// A record's conflicts, our own value first.
pub(crate) fn views(store: &Store, speakers: &Speakers, record: &Record) -> Outcome<Vec<ConflictView>> {
    let Some(kind) = Kind::from_code(&record.kind).filter(|_| !record.closed && !record.erased) else { return Ok(Vec::new()) };
    if record.conflicts.is_empty() {
        return Ok(Vec::new());
    }
    let brought: BTreeMap<Id, Id> = store
        .came_from(record.id)?
        .into_iter()
        .flat_map(|source| source.entries.into_iter().map(move |entry| (entry, source.import)))
        .collect();
    let reference = match record.case {
        Some(case) => store.case_row(case)?.map(|row| row.reference).unwrap_or_default(),
        None => String::new(),
    };
    let closed = crate::labels::is_closed_to(kind, speakers.role);
    let mut found = Vec::with_capacity(record.conflicts.len());
    for conflict in &record.conflicts {
        let mut values: Vec<ConflictValue> = Vec::with_capacity(conflict.values.len());
        for (entry, value) in &conflict.values {
            let import = brought.get(entry);
            let header = store.entry(*entry)?;
            let agency = header.as_ref().map_or(String::new(), |header| agency_label(&header.agency));
            let unit = import.map(|import| speakers.imports.get(import).map_or("another unit", String::as_str));
            let member = header.as_ref().and_then(|header| speakers.members.get(&header.author));
            let who = match (unit, member) {
                (Some(unit), _) => format!("{agency}, {unit}"),
                (None, Some(name)) => format!("{name}, {agency}"),
                (None, None) => agency,
            };
            values.push(ConflictValue {
                entry: record_of(*entry),
                ours: import.is_none(),
                shown: if closed { String::new() } else { words(value) },
                who,
                at: moment_of(header.map_or(record.changed_at_ms, |header| header.time_ms)),
            });
        }
        values.sort_by_key(|value| (!value.ours, value.at));
        found.push(ConflictView {
            record: record_of(record.id),
            case: record.case.map(|case| record_of(case).into()),
            reference: reference.clone(),
            field: conflict.field.clone(),
            what: format!("{}: {}", kind_words(&record.kind), field_words(&conflict.field)),
            dangerous: is_dangerous(kind, &conflict.field),
            meanwhile: if closed { String::new() } else { meanwhile(kind, conflict) },
            values,
        });
    }
    Ok(found)
}

fn field_words(field: &str) -> String {
    if field.is_empty() { "the whole record".to_owned() } else { field.replace('_', " ") }
}

/// A value as a person reads it: days written out, codes without their marks.
fn words(value: &Value) -> String {
    match value {
        Value::Null => "Not known".to_owned(),
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => match text.parse::<chrono::NaiveDate>() {
            Ok(day) => day.format("%-d %B %Y").to_string(),
            Err(_) if text.is_empty() => "Nothing".to_owned(),
            Err(_) if text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_') => text.replace('_', " "),
            Err(_) => text.clone(),
        },
        Value::Array(values) if values.is_empty() => "None".to_owned(),
        Value::Array(values) => values.iter().map(words).collect::<Vec<_>>().join(", "),
        Value::Object(members) => {
            members.iter().map(|(name, value)| format!("{}: {}", field_words(name), words(value))).collect::<Vec<_>>().join("; ")
        }
    }
}

/// Whether a wrong choice may hurt somebody (security.md B-12): addresses, ends of orders, levels of concern, safe contact,
/// what an agency does to keep somebody safe. Nothing is chosen beforehand there.
pub(crate) fn is_dangerous(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::KnownDetail | Kind::ContactRule | Kind::ContactDetail | Kind::Plan | Kind::VictimPlan | Kind::Action => true,
        Kind::CourtOrder => matches!(field, "ends_on" | "until_further_order" | "conditions" | "order_type" | ""),
        Kind::SashRecord | Kind::RoomDecision => matches!(field, "level" | ""),
        Kind::Person => matches!(field, "role" | "standing" | ""),
        _ => false,
    }
}

fn meanwhile(kind: Kind, conflict: &Conflict) -> String {
    match (kind, conflict.field.as_str()) {
        (Kind::CourtOrder, "ends_on") => match crate::protective_reading::earlier(conflict) {
            Some(day) => {
                format!("Until somebody chooses, alerts go by the earlier day, {}. If unsure, ask the court.", words(&day))
            }
            None => String::new(),
        },
        (Kind::SashRecord | Kind::RoomDecision, "level") => "Until somebody chooses, the higher level is shown.".to_owned(),
        (Kind::ContactRule, _) => "Until somebody chooses, contact only as every one of them allows.".to_owned(),
        (Kind::KnownDetail | Kind::ContactDetail, _) => {
            "Until somebody chooses, every one of them is kept out of texts that others read.".to_owned()
        }
        _ => String::new(),
    }
}

/// Conflicts that are open, of one case with where its records came from, or of every case open to whoever asks.
pub fn conflicts(sitting: &mut Sitting<'_>, ask: ListConflicts) -> Outcome<ConflictsView> {
    let speakers = Speakers::of(sitting)?;
    let records = match ask.case {
        Some(case) => {
            sitting.read::<casework::referral::CaseFile>(case)?;
            sitting.store().brought_records_of_case(id_of(case.into()))?
        }
        None => sitting.store().records_in_conflict()?,
    };
    let mut found = Vec::new();
    for record in &records {
        found.extend(views(sitting.store(), &speakers, record)?);
    }
    found.sort_by(|one, other| {
        (!one.dangerous, &one.reference, &one.what).cmp(&(!other.dangerous, &other.reference, &other.what))
    });
    let sources = match ask.case {
        Some(case) => sources(sitting, case, &records)?,
        None => Vec::new(),
    };
    Ok(ConflictsView { conflicts: found, sources })
}

/// Which imports brought records of a case, and what binds what they brought (rules.md ISA-11, security.md B-14).
fn sources(sitting: &Sitting<'_>, case: CaseId, records: &[Record]) -> Outcome<Vec<SourceView>> {
    let mut by_import: BTreeMap<Id, BTreeSet<RecordId>> = BTreeMap::new();
    for record in records {
        for source in sitting.store().came_from(record.id)? {
            by_import.entry(source.import).or_default().insert(record_of(record.id));
        }
    }
    let mut views = Vec::with_capacity(by_import.len());
    for (import, records) in by_import {
        let kept: Kept<Import> = sitting.read(record_of(import))?;
        views.push(SourceView {
            import: kept.id.into(),
            partner_name: sitting.read::<Partner>(kept.body.partner)?.body.unit_name,
            brought_in_at: kept.body.brought_in_at,
            records: records.into_iter().collect(),
            under: crate::arriving_view::under(sitting, &kept.body)?,
            terms: crate::arriving_view::terms_in_words(&kept.body.terms),
            delete_by: kept.body.terms.delete_by,
            asks_originator: kept.body.terms.onward == Onward::WithOriginatorsAgreement,
            originator_agreed: crate::arriving_onward::agreed_in_words(sitting, &kept.body, case)?,
        });
    }
    views.sort_by_key(|view| std::cmp::Reverse(view.brought_in_at));
    Ok(views)
}

/// Lets one of the values stand. The others stay in the history, with who said them.
pub fn settle_conflict(sitting: &mut Sitting<'_>, ask: SettleConflict) -> Outcome<Recorded> {
    let record = sitting.store().record(id_of(ask.record))?.filter(|record| !record.closed).ok_or(Plain::NotFound)?;
    let kind = Kind::from_code(&record.kind).ok_or(Plain::NotFound)?;
    if crate::labels::is_closed_to(kind, sitting.session.role) {
        return Err(Plain::NotOwner.into());
    }
    let value = value_of(&record, &ask.field, ask.entry).ok_or(Plain::ConflictSettled)?.clone();
    let doing = match record.case {
        Some(case) => Doing::in_case("settle_conflict", CaseId::from(record_of(case))).about(ask.record),
        None => Doing::of_unit("settle_conflict").about(ask.record),
    };
    sitting.write(doing, |w| w.amend(ask.record, &ask.field, &value))?;
    Ok(Recorded { record: ask.record })
}

/// The value an entry gives a field that is in conflict.
pub(crate) fn value_of<'r>(record: &'r Record, field: &str, entry: RecordId) -> Option<&'r Value> {
    let conflict = record.conflicts.iter().find(|conflict| conflict.field == field)?;
    conflict.values.iter().find(|(known, _)| *known == id_of(entry)).map(|(_, value)| value)
}
