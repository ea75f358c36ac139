//! The parts of the case page: levels, weeks, orders, assessments, checks, plan in short.

use crate::asks::cases::{
    AssessmentRow, ChartMarker, CheckView, IncidentWeek, OrderView, PlanSummary, SafeContactBanner, TabCounts,
};
use crate::asks::shared::LevelView;
use crate::keeping::{Kept, id_of};
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::body::Kind;
use casework::cas::{Cas, CasStatus};
use casework::checks::{AgencyCheck, AgencyReply};
use casework::contact::{ContactRule, MayContact};
use casework::ids::{CaseId, RecordId};
use casework::meeting::RoomDecision;
use casework::order::{CaseEvent, CourtOrder};
use casework::plan::{LineStatus, Plan, PlanState};
use casework::screening::{FourCheck, SashRecord};
use casework::when::london_day;
use std::collections::BTreeMap;
use store::CaseRow;

/// An order that ends within this many days is shown as ending soon.
const SOON_DAYS: i64 = 28;

/// The safe-contact strip: the newest rule, and what it allows today. It holds no number and no address.
pub(crate) fn banner(sitting: &Sitting<'_>, case: CaseId) -> Outcome<SafeContactBanner> {
    let newest = sitting.filed_under::<ContactRule>(case)?.into_iter().max_by_key(|kept| (kept.made_at, kept.id));
    let standing = casework::rules::safe_contact::standing(newest.as_ref().map(|kept| &kept.body), sitting.today());
    Ok(SafeContactBanner {
        contact_allowed: standing.allowed,
        may_contact: newest.as_ref().map_or(MayContact::NotAsked, |kept| kept.body.may_contact),
        words: standing.words,
        lines: standing.lines,
        confirmed_on: newest.as_ref().and_then(|kept| kept.body.last_confirmed_on),
        out_of_date: standing.out_of_date,
        rule_record: newest.as_ref().map(|kept| kept.id),
        rule: newest.map(|kept| kept.body),
    })
}

/// Every judgement of concern that stands, newest first.
pub(crate) fn levels(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<LevelView>> {
    let mut levels: Vec<LevelView> = sitting
        .filed_under::<SashRecord>(case)?
        .iter()
        .map(|kept| crate::views::level_view(kept.body.level, "SASH", kept.body.signed_at))
        .collect();
    for kept in sitting.filed_under::<RoomDecision>(case)? {
        if let Some(level) = kept.body.level {
            levels.push(crate::views::level_view(level, "the meeting", kept.body.decided_at));
        }
    }
    levels.sort_by_key(|level| std::cmp::Reverse(level.judged_at));
    Ok(levels)
}

/// Incidents per week, by the chart's three groups of severity.
pub(crate) fn weeks(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<IncidentWeek>> {
    let mut weeks: BTreeMap<chrono::NaiveDate, IncidentWeek> = BTreeMap::new();
    for found in sitting.store().incident_weeks(id_of(case.into()))? {
        let week = weeks.entry(found.monday).or_insert(IncidentWeek {
            monday: found.monday,
            message_call_post: 0,
            approach_damage: 0,
            violence_threat: 0,
        });
        let group = match found.severity {
            0 | 1 => &mut week.message_call_post,
            2 => &mut week.approach_damage,
            _ => &mut week.violence_threat,
        };
        *group = group.saturating_add(found.incidents);
    }
    Ok(weeks.into_values().collect())
}

/// Arrests, charges and orders served, marked on the chart.
pub(crate) fn markers(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<ChartMarker>> {
    let mut markers: Vec<ChartMarker> = sitting
        .filed_under::<CaseEvent>(case)?
        .iter()
        .map(|kept| ChartMarker { on: london_day(kept.body.occurred.at), label: crate::labels::event_label(&kept.body.code) })
        .collect();
    for kept in sitting.filed_under::<CourtOrder>(case)? {
        if let Some(on) = kept.body.served_on.or(kept.body.made_on) {
            markers.push(ChartMarker { on, label: "Order served".to_owned() });
        }
    }
    markers.sort_by_key(|marker| marker.on);
    Ok(markers)
}

/// Orders and conditions, the soonest end first.
pub(crate) fn orders(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<OrderView>> {
    let today = sitting.today();
    let mut orders: Vec<OrderView> = sitting
        .filed_under::<CourtOrder>(case)?
        .into_iter()
        .map(|kept| {
            let left = kept.body.ends_on.map(|on| (on - today).num_days());
            OrderView {
                record: kept.id,
                title: crate::labels::order_label(&kept.body.order_type),
                conditions: kept.body.conditions,
                ends_on: kept.body.ends_on,
                ends_words: match left {
                    None if kept.body.until_further_order => "until further order".to_owned(),
                    None => "end not recorded".to_owned(),
                    Some(days) if days < 0 => "ended".to_owned(),
                    Some(0) => "ends today".to_owned(),
                    Some(1) => "1 day left".to_owned(),
                    Some(days) => format!("{days} days left"),
                },
                ending_soon: left.is_some_and(|days| (0..=SOON_DAYS).contains(&days)),
            }
        })
        .collect();
    orders.sort_by_key(|order| order.ends_on.unwrap_or(chrono::NaiveDate::MAX));
    Ok(orders)
}

/// Checks with their newest answers.
pub(crate) fn checks(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<CheckView>> {
    let replies = sitting.filed_under::<AgencyReply>(case)?;
    let today = sitting.today();
    Ok(sitting
        .filed_under::<AgencyCheck>(case)?
        .iter()
        .map(|check| crate::views::check_view(check, crate::views::newest_reply(check.id, &replies), today))
        .collect())
}

/// Signed assessments, newest first.
pub(crate) fn assessments(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<AssessmentRow>> {
    let sashes = sitting.filed_under::<SashRecord>(case)?;
    let superseded: Vec<RecordId> = sashes.iter().filter_map(|kept| kept.body.supersedes.map(RecordId::from)).collect();
    let mut rows: Vec<AssessmentRow> = sashes
        .iter()
        .map(|kept| {
            let (unknown, not_asked) = casework::rules::screening::counts(&kept.body.items);
            AssessmentRow {
                record: kept.id,
                title: "SASH".to_owned(),
                on: london_day(kept.body.signed_at),
                by: kept.owner.label().to_owned(),
                level: Some(kept.body.level),
                detail: format!("{unknown} unknown, {not_asked} not asked"),
                superseded: superseded.contains(&kept.id),
            }
        })
        .collect();
    for kept in sitting.filed_under::<Cas>(case)? {
        rows.push(AssessmentRow {
            record: kept.id,
            title: format!("CAS {}", kept.body.number),
            on: london_day(kept.body.agreed_at.unwrap_or(kept.body.started_at)),
            by: kept.owner.label().to_owned(),
            level: None,
            detail: cas_words(kept.body.status).to_owned(),
            superseded: kept.body.status == CasStatus::Superseded,
        });
    }
    for kept in sitting.filed_under::<FourCheck>(case)? {
        rows.push(AssessmentRow {
            record: kept.id,
            title: "FOUR check".to_owned(),
            on: london_day(kept.made_at),
            by: kept.owner.label().to_owned(),
            level: None,
            detail: kept.body.note,
            superseded: false,
        });
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.on));
    Ok(rows)
}

const fn cas_words(status: CasStatus) -> &'static str {
    match status {
        CasStatus::Draft => "being written",
        CasStatus::Agreed => "agreed",
        CasStatus::Superseded => "superseded",
        CasStatus::Void => "void",
    }
}

/// The newest version of the plan, in short.
pub(crate) fn plan_summary(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<PlanSummary>> {
    let today = sitting.today();
    let newest = sitting.filed_under::<Plan>(case)?.into_iter().max_by_key(|kept| kept.body.version);
    Ok(newest.map(|kept| {
        let lines = &kept.body.lines;
        let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let overdue = |status: LineStatus| matches!(status, LineStatus::Open | LineStatus::Late);
        PlanSummary {
            plan: kept.id.into(),
            version: kept.body.version,
            state_label: match kept.body.state {
                PlanState::Draft => "draft",
                PlanState::Agreed => "agreed",
                PlanState::Superseded => "superseded",
            }
            .to_owned(),
            done: count(lines.iter().filter(|line| line.status == LineStatus::Done).count()),
            lines: count(lines.len()),
            overdue: count(
                lines.iter().filter(|line| overdue(line.status) && line.due_on.is_some_and(|due| due < today)).count(),
            ),
            review_on: kept.body.review_on,
        }
    }))
}

/// Says, as a fact, that the newest SASH is older than incidents recorded since. It suggests nothing.
pub(crate) fn stale_words(sitting: &Sitting<'_>, case: CaseId) -> Outcome<String> {
    let Some(sash) = sitting.filed_under::<SashRecord>(case)?.into_iter().max_by_key(|kept| kept.body.signed_at) else {
        return Ok(String::new());
    };
    let since = store::TimelineAsked {
        what: store::Chosen::Only(vec![Kind::Incident.code().to_owned()]),
        limit: 200,
        ..store::TimelineAsked::default()
    };
    let signed = sash.body.signed_at.timestamp_millis();
    let rows = sitting.store().timeline(id_of(case.into()), &since)?;
    let newer: Vec<_> = rows.iter().filter(|row| row.at_ms > signed).collect();
    let serious = newer.iter().filter(|row| row.severity >= 3).count();
    Ok(match (newer.len(), serious) {
        (0, _) => String::new(),
        (1, 0) => "The SASH is older than 1 incident.".to_owned(),
        (count, 0) => format!("The SASH is older than {count} incidents."),
        (count, serious) => format!("The SASH is older than {count} incidents, {serious} of them threat or violence."),
    })
}

/// Urgent factors of the newest FOUR check, in our own words.
pub(crate) fn urgent_factors(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<String>> {
    let newest = sitting.filed_under::<FourCheck>(case)?.into_iter().max_by_key(|kept| kept.made_at);
    Ok(newest.map_or(Vec::new(), |kept: Kept<FourCheck>| {
        kept.body.urgent_factors.iter().map(|code| crate::labels::urgent_factor_label(code)).collect()
    }))
}

/// Numbers on the tabs.
pub(crate) fn counts(row: &CaseRow, assessments: usize, orders: usize, people: usize) -> TabCounts {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    TabCounts {
        incidents: row.incidents_count,
        assessments: count(assessments),
        orders: count(orders),
        people: count(people),
        timeline: 0,
    }
}

/// What a line of the timeline is.
pub(crate) fn kind_label(code: &str) -> &'static str {
    match Kind::from_code(code) {
        Some(Kind::Incident) => "Incident",
        Some(Kind::ContactMade) => "Contact",
        Some(Kind::ContactRule) => "Safe contact",
        Some(Kind::Referral) => "Referral",
        Some(Kind::SashRecord | Kind::FourCheck | Kind::Cas) => "Assessment",
        Some(Kind::ScreeningDecision | Kind::RoomDecision) => "Decision",
        Some(Kind::OfficerAdvice) => "Advice",
        Some(Kind::CourtOrder) => "Order",
        Some(Kind::CaseEvent) => "Event",
        Some(Kind::AgencyReply) => "Agency check",
        Some(Kind::Contribution) => "Meeting",
        Some(Kind::Plan) => "Plan",
        Some(_) | None => "Record",
    }
}
