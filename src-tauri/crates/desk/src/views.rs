//! How records are shown on more than one screen: people, actions, checks, levels, and the words for them.

use crate::asks::cases::CheckView;
use crate::asks::shared::{CaseRowView, HitView, LevelView, PersonView};
use crate::asks::today::ActionRowView;
use crate::keeping::Kept;
use casework::action::{Action, ActionStatus};
use casework::checks::{AgencyCheck, AgencyReply, ReplyKind};
use casework::ids::{ActionId, CaseId, CheckId, RecordId};
use casework::people::{Person, PersonRole, Standing};
use casework::referral::{CaseState, Classification, Consent, ReferralSource, Relationship};
pub use casework::rules::states::label as state_label;
use casework::rules::text_check::Hit;
use casework::screening::ConcernLevel;
use casework::when::{Moment, Precision, When, london_day};
use chrono::{DateTime, Datelike, NaiveDate};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The code a value of ours is kept under, as in the journal and the index.
#[must_use]
pub fn code_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        Ok(_) | Err(_) => String::new(),
    }
}

/// The value kept under a code; none for an empty code or one of a newer version.
#[must_use]
pub fn of_code<T: DeserializeOwned>(code: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::String(code.to_owned())).ok()
}

/// Whether two texts are the same words, whatever their case and spacing.
pub(crate) fn same_words(one: &str, other: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ");
    plain(one) == plain(other)
}

/// What a person is to the case, in words ("Perpetrator (suspected)").
#[must_use]
pub const fn person_label(role: PersonRole, standing: Standing) -> &'static str {
    match (role, standing) {
        (PersonRole::Victim, _) => "Victim",
        (PersonRole::Perpetrator, Standing::Suspected) => "Perpetrator (suspected)",
        (PersonRole::Perpetrator, Standing::Convicted) => "Perpetrator",
        (PersonRole::Child, _) => "Child",
        (PersonRole::OtherProtected, _) => "Other protected person",
        (PersonRole::Other, _) => "Other person",
    }
}

/// Whole years between birth and a day; none where the birth lies after it.
#[must_use]
pub fn age_on(born_on: NaiveDate, today: NaiveDate) -> Option<u16> {
    let years = today.years_since(born_on)?;
    u16::try_from(years).ok()
}

/// A person as shown to somebody who may read names.
#[must_use]
pub fn person_view(kept: &Kept<Person>, today: NaiveDate) -> PersonView {
    let person = &kept.body;
    PersonView {
        record: kept.id,
        name: person.shown_name().to_owned(),
        initials: person.initials(),
        age: person.born_on.and_then(|born| age_on(born, today)),
        about: person.about.clone(),
        standing: person.standing,
        label: person_label(person.role, person.standing).to_owned(),
    }
}

/// A judged level: the words say who judged and when, without names.
#[must_use]
pub fn level_view(level: ConcernLevel, judged_by: &str, judged_at: Moment) -> LevelView {
    LevelView {
        level,
        label: level.label().to_owned(),
        judged_by: format!("judged {} by {judged_by}", short_day(london_day(judged_at))),
        judged_at,
    }
}

/// An action in a list. `from` says where it came from ("Morning meeting, 20 Nov").
#[must_use]
pub fn action_row(kept: &Kept<Action>, reference: &str, from: &str, today: NaiveDate) -> ActionRowView {
    let action = &kept.body;
    let open = action.status.is_open();
    ActionRowView {
        action: ActionId::from(kept.id),
        case: CaseId::from(kept.group.unwrap_or(RecordId(uuid::Uuid::nil()))),
        reference: reference.to_owned(),
        text: action.text.clone(),
        owner_agency: action.owner_agency,
        owner_label: action.owner_agency.label().to_owned(),
        owner_person: action.owner_person.clone(),
        due_on: action.due_on,
        due_words: due_words_of(action.status, action.due_on, &action.due_time, today),
        overdue: open && action.due_on < today,
        today: open && action.due_on == today,
        status: action.status,
        status_label: status_label(action.status).to_owned(),
        from: from.to_owned(),
    }
}

/// A question to an agency and its newest answer. Silence has no reply kind: it looks like a gap.
#[must_use]
pub fn check_view(check: &Kept<AgencyCheck>, reply: Option<&Kept<AgencyReply>>, today: NaiveDate) -> CheckView {
    let asked = &check.body;
    let said = reply.map(|kept| &kept.body);
    CheckView {
        check: CheckId::from(check.id),
        agency: asked.agency,
        label: asked.agency.label().to_owned(),
        asked_at: asked.asked_at,
        asked_words: format!("asked {}", ago_words(london_day(asked.asked_at), today)),
        due_on: asked.due_on,
        late: said.is_none() && asked.due_on < today,
        reply: said.map(|reply| reply.kind),
        reply_label: said.map_or("No answer yet", |reply| reply_label(reply.kind)).to_owned(),
        text: said.map(|reply| reply.text.clone()).unwrap_or_default(),
        reason: said.map(|reply| reply.reason.clone()).unwrap_or_default(),
        said_by: said.map(|reply| reply.said_by.clone()).unwrap_or_default(),
        replied_at: said.map(|reply| reply.at),
    }
}

/// The newest answer to a question: corrections are new answers, and the earlier ones stay in the history.
#[must_use]
pub fn newest_reply(check: RecordId, replies: &[Kept<AgencyReply>]) -> Option<&Kept<AgencyReply>> {
    replies.iter().filter(|reply| RecordId::from(reply.body.check) == check).max_by_key(|reply| (reply.made_at, reply.id))
}

/// A protected detail found in a text. `field` names the field in plain words.
#[must_use]
pub fn hit_view(hit: &Hit, field: &str) -> HitView {
    HitView {
        kind: hit.kind,
        found: hit.found.clone(),
        start: hit.start,
        end: hit.end,
        detail: hit.detail,
        field: field.to_owned(),
        whose: hit.whose.clone(),
    }
}

/// A case in a list, from its index row. A code of a newer version shows as the plainest state there is.
#[must_use]
pub fn case_row_view(row: &store::CaseRow) -> CaseRowView {
    let state = of_code(&row.state).unwrap_or(CaseState::Received);
    CaseRowView {
        case: CaseId(uuid::Uuid::from_bytes(row.case.0)),
        reference: row.reference.clone(),
        victim: row.victim_label.clone(),
        perpetrator: row.perpetrator_label.clone(),
        state,
        state_label: state_label(state).to_owned(),
        // The row holds the words themselves; a code is put into words all the same.
        relationship: of_code(&row.relationship).map_or_else(|| row.relationship.clone(), |r: Relationship| r.label().to_owned()),
        source: of_code(&row.source).map_or_else(|| row.source.clone(), |s: ReferralSource| s.label().to_owned()),
        headline: row.headline.clone(),
        level: of_code(&row.level),
        received_at: DateTime::from_timestamp_millis(row.received_at_ms).unwrap_or_default(),
        agencies_asked: u16::try_from(row.agencies_asked).unwrap_or(u16::MAX),
        agencies_replied: u16::try_from(row.agencies_replied).unwrap_or(u16::MAX),
        incidents: row.incidents_count,
        open_actions: row.open_actions,
        listed_because: row.listed_why.clone(),
    }
}

/// How an action stands, in words.
#[must_use]
pub const fn status_label(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Proposed => "Proposed",
        ActionStatus::Accepted => "Accepted",
        ActionStatus::InProgress => "In progress",
        ActionStatus::Done => "Done",
        ActionStatus::NotPossible => "Not possible",
        ActionStatus::NotDone => "Not done",
        ActionStatus::Cancelled => "Cancelled",
    }
}

/// What an agency's answer was, in words.
#[must_use]
pub const fn reply_label(kind: ReplyKind) -> &'static str {
    match kind {
        ReplyKind::Shared => "Shared",
        ReplyKind::NothingHeld => "Checked, nothing held",
        ReplyKind::Withheld => "Withheld",
        ReplyKind::NotAsked => "Not asked",
    }
}

/// How an offence is classed, in words.
#[must_use]
pub const fn classification_label(class: Classification) -> &'static str {
    match class {
        Classification::Stalking => "Stalking",
        Classification::Harassment => "Harassment",
        Classification::OtherOffence => "Another offence",
        Classification::NoCrime => "No crime",
        Classification::NotYetJudged => "Not yet judged",
    }
}

/// Whether the victim agreed to the referral, in words.
#[must_use]
pub const fn consent_label(consent: Consent) -> &'static str {
    match consent {
        Consent::Given => "Given",
        Consent::Refused => "Refused",
        Consent::NotAskedUnsafe => "Not asked: not safe to ask",
        Consent::NotAsked => "Not asked",
        Consent::NotAble => "Not able to say",
    }
}

/// "Sun 22 Nov 23:40", London time.
#[must_use]
pub fn moment_words(at: Moment) -> String {
    at.with_timezone(&chrono_tz::Europe::London).format("%a %-d %b %H:%M").to_string()
}

/// "Sun 22 Nov", with the year where it is not this one.
#[must_use]
pub fn day_words(day: NaiveDate, today: NaiveDate) -> String {
    let form = if day.year() == today.year() { "%a %-d %b" } else { "%a %-d %b %Y" };
    day.format(form).to_string()
}

/// "22 Nov", as it stands within a sentence.
#[must_use]
pub fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b").to_string()
}

/// "Today", "Tomorrow", "Thu 26" within a week, "Thu 3 Dec" beyond.
#[must_use]
pub fn near_day_words(day: NaiveDate, today: NaiveDate) -> String {
    match (day - today).num_days() {
        0 => "Today".to_owned(),
        1 => "Tomorrow".to_owned(),
        2..=6 => day.format("%a %-d").to_string(),
        _ => day_words(day, today),
    }
}

/// "today", "yesterday", "6 days ago"; "on Thu 3 Dec" where the day is still to come.
#[must_use]
pub fn ago_words(day: NaiveDate, today: NaiveDate) -> String {
    match (today - day).num_days() {
        0 => "today".to_owned(),
        1 => "yesterday".to_owned(),
        days if days > 1 => format!("{days} days ago"),
        _ => format!("on {}", day_words(day, today)),
    }
}

/// When an action falls due; what nobody has to do any more is not late, but done, or why not.
#[must_use]
pub fn due_words_of(status: ActionStatus, due_on: NaiveDate, due_time: &str, today: NaiveDate) -> String {
    if status.is_open() { due_words(due_on, due_time, today) } else { status_label(status).to_owned() }
}

/// "Today 16:00", "Tomorrow", "Thu 3 Dec", "2 days late".
#[must_use]
pub fn due_words(due_on: NaiveDate, due_time: &str, today: NaiveDate) -> String {
    let late = (today - due_on).num_days();
    let day = match late {
        1 => return "1 day late".to_owned(),
        days if days > 1 => return format!("{days} days late"),
        _ => near_day_words(due_on, today),
    };
    if due_time.trim().is_empty() { day } else { format!("{day} {}", due_time.trim()) }
}

/// When something happened, no more exactly than it is known. Given words are shown as they were given.
#[must_use]
pub fn when_words(when: &When) -> String {
    if !when.words.trim().is_empty() {
        return when.words.trim().to_owned();
    }
    let day = london_day(when.at);
    match when.precision {
        Precision::Minute => moment_words(when.at),
        Precision::Day => day.format("%a %-d %b %Y").to_string(),
        Precision::Week => format!("week of {}", day.format("%-d %b %Y")),
        Precision::Month => day.format("%B %Y").to_string(),
        Precision::Year => day.format("%Y").to_string(),
        Precision::About => format!("about {}", day.format("%-d %b %Y")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeZone;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn moments_are_shown_in_london_time() {
        let winter = chrono::Utc.with_ymd_and_hms(2026, 11, 22, 23, 40, 0).unwrap();
        let summer = chrono::Utc.with_ymd_and_hms(2026, 7, 1, 23, 40, 0).unwrap();
        assert_eq!(moment_words(winter), "Sun 22 Nov 23:40");
        assert_eq!(moment_words(summer), "Thu 2 Jul 00:40", "an hour ahead in summer, so the next day");
    }

    #[test]
    fn due_days_are_told_apart() {
        let today = day(2026, 11, 23);
        assert_eq!(due_words(today, "16:00", today), "Today 16:00");
        assert_eq!(due_words(day(2026, 11, 24), "", today), "Tomorrow");
        assert_eq!(due_words(day(2026, 11, 26), "", today), "Thu 26");
        assert_eq!(due_words(day(2026, 12, 3), "", today), "Thu 3 Dec");
        assert_eq!(due_words(day(2026, 11, 22), "16:00", today), "1 day late");
        assert_eq!(due_words(day(2026, 11, 20), "", today), "3 days late");
        assert_eq!(due_words_of(ActionStatus::Accepted, day(2026, 11, 20), "", today), "3 days late");
        assert_eq!(due_words_of(ActionStatus::Done, day(2026, 11, 20), "", today), status_label(ActionStatus::Done));
    }

    #[test]
    fn a_birthday_still_to_come_does_not_count() {
        assert_eq!(age_on(day(1990, 11, 24), day(2026, 11, 23)), Some(35));
        assert_eq!(age_on(day(1990, 11, 23), day(2026, 11, 23)), Some(36));
        assert_eq!(age_on(day(2027, 1, 1), day(2026, 11, 23)), None);
    }

    #[test]
    fn codes_come_back_as_what_they_were() {
        for state in [CaseState::Received, CaseState::InfoGathering, CaseState::NotStalking] {
            assert_eq!(of_code::<CaseState>(&code_of(&state)), Some(state));
        }
        assert_eq!(of_code::<CaseState>("no_such_state"), None);
    }
}
