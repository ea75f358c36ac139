//! From a record to the rows that lists, timelines and searches read. Everything here can be made again from the records.

use crate::keeping::{Writing, id_of, moment_of};
use crate::trouble::Outcome;
use casework::action::Action;
use casework::agency::Agency;
use casework::body::{Category, Kind, category_of, category_of_agency_word, category_of_person};
use casework::checks::{AgencyCheck, AgencyReply};
use casework::contact::{ContactMade, ContactResult, ContactRule};
use casework::ids::RecordId;
use casework::incident::{Incident, YesNoUnknown};
use casework::meeting::{Contribution, RoomDecision};
use casework::order::{CaseEvent, CourtOrder};
use casework::people::{DetailKind, KnownDetail, Person};
use casework::plan::{PaperCopy, Plan, PlanState};
use casework::referral::{CaseFile, Referral};
use casework::screening::{OfficerAdvice, SashRecord, ScreeningDecision};
use chrono::{Days, NaiveTime};
use serde::de::DeserializeOwned;
use serde_json::Value;
use store::{
    ActionRow, AlertRow, CheckRow, Contact, Done, Id, IndexRow, KeyKind, KeyRow, LinkRow, SearchedAs, TextRow, TimelineRow,
};

/// The category of a new record, from the one table in `casework::body`.
pub(crate) fn category_of_body(kind: Kind, body: &Value) -> Category {
    match kind {
        Kind::Person => typed::<Person>(body).map_or(Category::ThirdParty, |person| category_of_person(person.role)),
        Kind::AgencyReply | Kind::Contribution | Kind::CasCell => body
            .get("agency")
            .and_then(|agency| serde_json::from_value::<Agency>(agency.clone()).ok())
            .map_or(Category::ThirdParty, category_of_agency_word),
        _ => category_of(kind),
    }
}

/// The category with this code; an unknown one is treated as closed.
pub(crate) fn category_from_code(code: &str) -> Category {
    Category::ALL.iter().copied().find(|category| category.code() == code).unwrap_or(Category::Counselling)
}

fn typed<T: DeserializeOwned>(body: &Value) -> Option<T> {
    T::deserialize(body).ok()
}

/// Stands for the crime recorder, to whom reclassified cases are linked.
pub(crate) const CRIME_RECORDER: Id = Id([0xFE; 16]);
/// Relation of a case to the crime recorder.
pub(crate) const RECLASSIFIED: &str = "reclassified";

/// Alert for a copy in somebody's hands that is out of date.
pub(crate) const COPY_CALLED_BACK: &str = "copy_called_back";

/// A record about to be indexed.
struct Subject<'a> {
    record: Id,
    case: Id,
    owner: Agency,
    kind: Kind,
    searchable: bool,
    /// When what stands of it was written.
    at_ms: i64,
    /// When it changed here: what came from elsewhere is older.
    changed_ms: i64,
    body: &'a Value,
}

impl Subject<'_> {
    fn line(&self, at_ms: i64, headline: String) -> IndexRow {
        IndexRow::Timeline(TimelineRow {
            record: self.record,
            case: self.case,
            at_ms,
            what: self.kind.code().to_owned(),
            headline,
            agency: self.owner.code().to_owned(),
            severity: 0,
            contact: Contact::No,
        })
    }

    fn text(&self, searched_as: SearchedAs, text: String) -> Option<IndexRow> {
        (self.searchable && !text.trim().is_empty()).then(|| {
            IndexRow::Text(TextRow {
                record: self.record,
                case: Some(self.case),
                kind: self.kind.code().to_owned(),
                searched_as,
                text,
            })
        })
    }

    fn key(&self, kind: KeyKind, text: &str) -> Option<IndexRow> {
        (!text.trim().is_empty())
            .then(|| IndexRow::Key(KeyRow { record: self.record, case: Some(self.case), kind, text: text.to_owned() }))
    }

    fn alert(&self, on_day: chrono::NaiveDate, kind: &str, done: bool) -> IndexRow {
        IndexRow::Alert(AlertRow {
            record: self.record,
            case: self.case,
            on_day,
            kind: kind.to_owned(),
            words_code: kind.to_owned(),
            done: if done { Done::Yes } else { Done::No },
        })
    }
}

/// The rows of a record as it stands: what memory holds of a restricted case is made from these.
pub(crate) fn rows_of(store: &store::Store, record: &store::Record) -> Vec<IndexRow> {
    let (Some(kind), Some(case)) = (Kind::from_code(&record.kind), record.case) else { return Vec::new() };
    let subject = Subject {
        record: record.id,
        case,
        owner: Agency::from_code(&record.owner).unwrap_or(Agency::Other),
        kind,
        searchable: category_from_code(&record.category).is_searchable(),
        at_ms: written_ms(store, record).unwrap_or(record.changed_at_ms),
        changed_ms: record.changed_at_ms,
        body: &record.body,
    };
    let mut found = rows(&subject);
    if kind == Kind::AgencyReply {
        found.extend(answered(store, &subject).ok().flatten().map(IndexRow::Check));
    }
    found
}

/// When what stands of a record was written. Nothing was written after it came, whatever clock says so.
pub(crate) fn written_ms(store: &store::Store, record: &store::Record) -> Outcome<i64> {
    Ok(store.newest_at_ms(record.id)?.map_or(record.changed_at_ms, |at_ms| at_ms.min(record.changed_at_ms)))
}

/// The row of a check that a reply answers; none where the check is not here. A partner may share what its agency said and
/// keep what it was asked.
fn answered(store: &store::Store, subject: &Subject<'_>) -> Outcome<Option<CheckRow>> {
    let Some(reply) = typed::<AgencyReply>(subject.body) else { return Ok(None) };
    let Some(check) = crate::keeping::look_up::<AgencyCheck>(store, reply.check.into())? else { return Ok(None) };
    Ok(Some(CheckRow {
        record: id_of(check.id),
        case: subject.case,
        agency: check.body.agency.code().to_owned(),
        asked_at_ms: check.body.asked_at.timestamp_millis(),
        replied_at_ms: Some(reply.at.timestamp_millis()),
        reply: crate::views::code_of(&reply.kind),
    }))
}

impl Writing<'_, '_> {
    pub(crate) fn index(
        &mut self,
        kind: Kind,
        record: RecordId,
        group: Option<RecordId>,
        (owner, category): (Agency, Category),
        (at_ms, body): (i64, &Value),
    ) -> Outcome<()> {
        let Some(group) = group else { return Ok(()) };
        let subject = Subject {
            record: id_of(record),
            case: id_of(group),
            owner,
            kind,
            searchable: category.is_searchable(),
            at_ms,
            changed_ms: self.now.timestamp_millis(),
            body,
        };
        for row in rows(&subject) {
            self.inner.index(row)?;
        }
        // A reply closes its check in the lists.
        if kind == Kind::AgencyReply
            && let Some(row) = answered(self.inner.store(), &subject)?
        {
            self.inner.index(IndexRow::Check(row))?;
        }
        if crate::case_index::belongs_to_case(kind) {
            self.touched.insert(group);
        }
        Ok(())
    }

    /// Keeps the last case number given and makes the index row of every case touched afresh.
    pub(crate) fn settle(&mut self) -> Outcome<()> {
        if let Some((key, number)) = self.referenced.take() {
            self.inner.store().set_setting(&key, &serde_json::json!(number))?;
        }
        for case in std::mem::take(&mut self.touched) {
            let row = crate::case_index::row(self.inner.store(), case, self.now)?;
            self.inner.index(IndexRow::Case(Box::new(row)))?;
            self.inner.recount(id_of(case))?;
        }
        Ok(())
    }
}

fn rows(subject: &Subject<'_>) -> Vec<IndexRow> {
    let body = subject.body;
    let rows: Option<Vec<Option<IndexRow>>> = match subject.kind {
        Kind::CaseFile => typed::<CaseFile>(body).map(|file| of_case_file(subject, &file)),
        Kind::Referral => typed::<Referral>(body).map(|referral| of_referral(subject, &referral)),
        Kind::Person => typed::<Person>(body)
            .map(|person| vec![subject.text(SearchedAs::Name, format!("{} {}", person.name, person.latin_name))]),
        Kind::KnownDetail => typed::<KnownDetail>(body).map(|detail| of_detail(subject, &detail)),
        Kind::Incident => typed::<Incident>(body).map(|incident| of_incident(subject, &incident)),
        Kind::ContactMade => typed::<ContactMade>(body).map(|made| {
            vec![Some(
                subject.line(made.at.timestamp_millis(), format!("Contact with the victim: {}", result_words(made.result))),
            )]
        }),
        Kind::ContactRule => typed::<ContactRule>(body).map(|rule| of_rule(subject, &rule)),
        Kind::CourtOrder => typed::<CourtOrder>(body).map(|order| of_order(subject, &order)),
        Kind::CaseEvent => typed::<CaseEvent>(body).map(|event| of_event(subject, &event)),
        Kind::AgencyCheck => typed::<AgencyCheck>(body).map(|check| of_check(subject, &check)),
        Kind::AgencyReply => typed::<AgencyReply>(body).map(|reply| {
            vec![Some(subject.line(
                reply.at.timestamp_millis(),
                format!("{}: {}", reply.agency.label(), crate::views::reply_label(reply.kind)),
            ))]
        }),
        Kind::SashRecord => typed::<SashRecord>(body).map(|sash| of_sash(subject, &sash)),
        Kind::ScreeningDecision => {
            typed::<ScreeningDecision>(body).map(|made| {
                vec![Some(subject.line(
                    made.decided_at.timestamp_millis(),
                    format!("Screening: {}", crate::labels::outcome_label(&made.outcome)),
                ))]
            })
        }
        Kind::OfficerAdvice => typed::<OfficerAdvice>(body)
            .map(|advice| vec![Some(subject.line(advice.given_at.timestamp_millis(), "Advice given to the officer".to_owned()))]),
        Kind::Action => typed::<Action>(body).map(|action| vec![Some(of_action(subject, &action))]),
        Kind::Contribution => typed::<Contribution>(body)
            .map(|said| vec![Some(subject.line(subject.at_ms, format!("{} spoke in the meeting", said.agency.label())))]),
        Kind::RoomDecision => typed::<RoomDecision>(body).map(|decision| of_decision(subject, &decision)),
        Kind::Plan => typed::<Plan>(body).map(|plan| of_plan(subject, &plan)),
        Kind::PaperCopy => typed::<PaperCopy>(body)
            .map(|copy| vec![copy.call_back_on.map(|day| subject.alert(day, COPY_CALLED_BACK, copy.ended.is_some()))]),
        Kind::FourCheck => Some(vec![Some(subject.line(subject.at_ms, "FOUR check recorded".to_owned()))]),
        Kind::Cas => Some(vec![Some(subject.line(subject.at_ms, "Case analysis summary".to_owned()))]),
        _ => None,
    };
    rows.unwrap_or_default().into_iter().flatten().collect()
}

/// A case once reclassified stays linked to the crime recorder's list; reading the list asks whether it still is.
fn of_case_file(subject: &Subject<'_>, file: &CaseFile) -> Vec<Option<IndexRow>> {
    let link = LinkRow { target: CRIME_RECORDER, relation: RECLASSIFIED.to_owned(), record: subject.record };
    vec![
        subject.key(KeyKind::Reference, &file.reference),
        casework::rules::screening::is_reclassified(file.recorded_as, file.judged_as).then_some(IndexRow::Link(link)),
    ]
}

fn of_referral(subject: &Subject<'_>, referral: &Referral) -> Vec<Option<IndexRow>> {
    vec![
        Some(subject.line(referral.received_at.timestamp_millis(), format!("Referred by {}", referral.source.label()))),
        subject.key(KeyKind::CrimeReference, &referral.crime_reference),
        subject.text(SearchedAs::Text, referral.what_happened.clone()),
    ]
}

fn of_detail(subject: &Subject<'_>, detail: &KnownDetail) -> Vec<Option<IndexRow>> {
    match detail.kind {
        DetailKind::Phone => vec![subject.key(KeyKind::Phone, &detail.text)],
        DetailKind::Vehicle => vec![subject.key(KeyKind::Plate, &detail.text)],
        DetailKind::Address
        | DetailKind::Postcode
        | DetailKind::Email
        | DetailKind::Workplace
        | DetailKind::School
        | DetailKind::SafePlace
        | DetailKind::CodeWord
        | DetailKind::Online => Vec::new(),
    }
}

fn of_incident(subject: &Subject<'_>, incident: &Incident) -> Vec<Option<IndexRow>> {
    let mut row = TimelineRow {
        record: subject.record,
        case: subject.case,
        at_ms: incident.occurred.at.timestamp_millis(),
        what: subject.kind.code().to_owned(),
        headline: casework::rules::referral::headline(&incident.what),
        agency: incident.told_by.code().to_owned(),
        severity: incident.severity,
        contact: Contact::Yes,
    };
    if incident.is_contact == YesNoUnknown::No {
        row.contact = Contact::No;
    }
    vec![Some(IndexRow::Timeline(row)), subject.text(SearchedAs::Text, incident.what.clone())]
}

const fn result_words(result: ContactResult) -> &'static str {
    match result {
        ContactResult::Attempted => "attempted",
        ContactResult::Spoke => "spoke",
        ContactResult::Message => "message",
        ContactResult::Met => "met",
    }
}

/// Lists say that safe contact changed and when it must be asked again, never what it says.
fn of_rule(subject: &Subject<'_>, rule: &ContactRule) -> Vec<Option<IndexRow>> {
    // A rule that came from elsewhere is news on the day it came.
    let changed = casework::when::london_day(moment_of(subject.changed_ms));
    let stale = rule.last_confirmed_on.and_then(|on| on.checked_add_days(Days::new(u64::from(rule.confirm_every_days))));
    vec![
        Some(subject.line(subject.at_ms, "Safe contact changed".to_owned())),
        Some(subject.alert(changed, "safe_contact_changed", false)),
        stale.map(|day| subject.alert(day, "safe_contact_stale", false)),
    ]
}

fn of_order(subject: &Subject<'_>, order: &CourtOrder) -> Vec<Option<IndexRow>> {
    let title = crate::labels::order_label(&order.order_type);
    let made =
        order.served_on.or(order.made_on).map_or(subject.at_ms, |day| day.and_time(NaiveTime::MIN).and_utc().timestamp_millis());
    vec![Some(subject.line(made, title)), order.ends_on.map(|day| subject.alert(day, "order_ends", false))]
}

fn of_event(subject: &Subject<'_>, event: &CaseEvent) -> Vec<Option<IndexRow>> {
    let at = event.occurred.at;
    let title = crate::labels::event_label(&event.code);
    let release = event.code == "CJ-REL";
    vec![
        Some(subject.line(at.timestamp_millis(), title)),
        release.then(|| subject.alert(casework::when::london_day(at), "release", false)),
    ]
}

fn of_check(subject: &Subject<'_>, check: &AgencyCheck) -> Vec<Option<IndexRow>> {
    vec![Some(IndexRow::Check(CheckRow {
        record: subject.record,
        case: subject.case,
        agency: check.agency.code().to_owned(),
        asked_at_ms: check.asked_at.timestamp_millis(),
        replied_at_ms: None,
        reply: String::new(),
    }))]
}

fn of_sash(subject: &Subject<'_>, sash: &SashRecord) -> Vec<Option<IndexRow>> {
    let (unknown, not_asked) = casework::rules::screening::counts(&sash.items);
    let headline =
        format!("SASH signed: concern judged {}. {unknown} unknown, {not_asked} not asked.", sash.level.label().to_lowercase());
    vec![Some(subject.line(sash.signed_at.timestamp_millis(), headline))]
}

fn of_action(subject: &Subject<'_>, action: &Action) -> IndexRow {
    IndexRow::Action(ActionRow {
        record: subject.record,
        case: subject.case,
        owner_agency: action.owner_agency.code().to_owned(),
        owner_person: action.owner_person.clone(),
        due_on: action.due_on,
        status: crate::views::code_of(&action.status),
        done: if action.status.is_open() { Done::No } else { Done::Yes },
        done_at_ms: action.done_at.map(|at| at.timestamp_millis()),
        text: action.text.clone(),
    })
}

/// A decision taken back stays in the timeline as that. A day set to look again is an alert until it is taken back.
fn of_decision(subject: &Subject<'_>, decision: &RoomDecision) -> Vec<Option<IndexRow>> {
    let outcomes: Vec<String> = decision.outcomes.iter().map(|code| crate::labels::outcome_label(code)).collect();
    let level =
        decision.level.map_or(String::new(), |level| format!(" Concern judged {} by the room.", level.label().to_lowercase()));
    let words = match outcomes.as_slice() {
        [] => "Meeting: decision withdrawn before signing.".to_owned(),
        known => format!("Meeting: {}.{level}", known.join(", ")),
    };
    vec![
        Some(subject.line(decision.decided_at.timestamp_millis(), words)),
        decision.review_on.map(|day| subject.alert(day, "room_review", decision.outcomes.is_empty())),
    ]
}

fn of_plan(subject: &Subject<'_>, plan: &Plan) -> Vec<Option<IndexRow>> {
    let (at, words) = match plan.agreed_at {
        Some(at) => (at.timestamp_millis(), format!("Plan version {} agreed", plan.version)),
        None => (subject.at_ms, format!("Plan version {} begun", plan.version)),
    };
    let over = plan.state == PlanState::Superseded;
    vec![
        Some(subject.line(at, words)),
        plan.review_on.filter(|_| plan.state != PlanState::Draft).map(|day| subject.alert(day, "plan_review", over)),
    ]
}

#[cfg(test)]
#[path = "indexing_tests.rs"]
mod tests;
