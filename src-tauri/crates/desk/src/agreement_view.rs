//! An agreement as the register, its page and Today show it: where it stands is worked out for the day, never stored.

use crate::agreement_terms::{choices, terms_of};
use crate::asks::agreements::{AgreementDueView, AgreementRow, AgreementStanding, AgreementView, MissingView, NamedCase};
use crate::history::names;
use crate::keeping::{Kept, id_of};
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use casework::agreement::{Agreement, AgreementScope, AgreementState, Ended};
use casework::ids::AgreementId;
use casework::rules::agreement::{Due, DueWhat, REVIEW_GRACE_DAYS, Standing, due, missing, on_day, superseded_on};
use casework::when::london_day;
use chrono::NaiveDate;
use forms::SharingLaw;
use std::collections::BTreeSet;

/// Where a version stands, as shown: on the first day of a later one it is replaced, whatever its own dates say.
pub(crate) fn standing(body: &Agreement, replaced_on: Option<NaiveDate>, today: NaiveDate) -> AgreementStanding {
    let by_itself = match on_day(body, today) {
        Standing::Draft => return AgreementStanding::Draft,
        Standing::Revoked => return AgreementStanding::Revoked,
        Standing::InForce => AgreementStanding::InForce,
        Standing::NotStarted => AgreementStanding::NotStarted,
        Standing::ReviewOverdueWarn { .. } => AgreementStanding::ReviewLate,
        Standing::ReviewOverdueBlocked => AgreementStanding::ReviewBlocks,
        Standing::Expired => AgreementStanding::Expired,
        Standing::Suspended => AgreementStanding::Suspended,
    };
    if replaced_on.is_some_and(|first| first <= today) { AgreementStanding::Replaced } else { by_itself }
}

/// The first day of the later version that was signed, where there is one.
pub(crate) fn replaced_on(all: &[Kept<Agreement>], id: AgreementId) -> Option<NaiveDate> {
    superseded_on(id, &numbered(all))
}

fn numbered(all: &[Kept<Agreement>]) -> Vec<(AgreementId, &Agreement)> {
    all.iter().map(|kept| (kept.id.into(), &kept.body)).collect()
}

pub(crate) fn day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

fn standing_words(body: &Agreement, law: &SharingLaw, today: NaiveDate) -> String {
    match on_day(body, today) {
        Standing::InForce => "In force".to_owned(),
        Standing::Draft => match missing(body, law, today).len() {
            0 => "Draft, ready to be signed".to_owned(),
            1 => "Draft: one thing is missing".to_owned(),
            many => format!("Draft: {many} things are missing"),
        },
        Standing::NotStarted => match body.starts_on {
            Some(first) => format!("Signed, starts on {}", day(first)),
            None => "Signed, with no first day".to_owned(),
        },
        Standing::ReviewOverdueWarn { days } => {
            let left = REVIEW_GRACE_DAYS.saturating_sub(u64::from(days));
            format!("In force; the review is {days} days late, and nothing leaves after {left} more")
        }
        Standing::ReviewOverdueBlocked => "Nothing leaves: the review is overdue".to_owned(),
        Standing::Expired => "Ended".to_owned(),
        Standing::Suspended => "Suspended: nothing leaves".to_owned(),
        Standing::Revoked => "Revoked".to_owned(),
    }
}

pub(crate) fn row(kept: &Kept<Agreement>, all: &[Kept<Agreement>], (law, today): (&SharingLaw, NaiveDate)) -> AgreementRow {
    let body = &kept.body;
    let agreement = kept.id.into();
    let later = replaced_on(all, agreement);
    let stands = standing(body, later, today);
    let with = body.parties.iter().filter(|party| party.partner.is_some()).map(|party| party.name.as_str());
    let dates = [body.starts_on.map(|on| format!("from {}", day(on))), body.ends_on.map(|on| format!("until {}", day(on)))];
    let open = matches!(stands, AgreementStanding::InForce | AgreementStanding::ReviewLate);
    let words = standing_words(body, law, today);
    let words = match later {
        Some(first) if stands == AgreementStanding::Replaced => format!("Replaced by a later version on {}", day(first)),
        Some(first) if open => format!("{words}, until a later version starts on {}", day(first)),
        Some(_) | None => words,
    };
    AgreementRow {
        agreement,
        title: body.title.clone(),
        version: body.version,
        standing: stands,
        standing_words: words,
        open,
        with: with.collect::<Vec<_>>().join(", "),
        dates: dates.into_iter().flatten().collect::<Vec<_>>().join(" "),
    }
}

/// One version's page.
pub(crate) fn page(sitting: &Sitting<'_>, id: AgreementId) -> Outcome<AgreementView> {
    let kept: Kept<Agreement> = sitting.read(id)?;
    let all: Vec<Kept<Agreement>> = sitting.all_of()?;
    let (law, today) = (&shipped()?.sharing, sitting.today());
    let mut versions: Vec<&Kept<Agreement>> = family(&all, id);
    versions.sort_by_key(|one| std::cmp::Reverse((one.body.version, one.id)));
    let wrong = match kept.body.state {
        AgreementState::Draft => missing(&kept.body, law, today),
        AgreementState::Signed | AgreementState::Suspended | AgreementState::Revoked => Vec::new(),
    };
    Ok(AgreementView {
        row: row(&kept, &all, (law, today)),
        terms: terms_of(&kept.body),
        missing: wrong.into_iter().map(|wrong| MissingView { field: wrong.field, words: wrong.words }).collect(),
        ended_words: ended_words(sitting, &kept.body)?,
        versions: versions.into_iter().map(|one| row(one, &all, (law, today))).collect(),
        named: named(sitting, &kept.body)?,
        document: crate::agreement_document::view(sitting, &kept)?,
        choices: choices(sitting)?,
    })
}

/// Every version of the agreement one version belongs to.
fn family(all: &[Kept<Agreement>], id: AgreementId) -> Vec<&Kept<Agreement>> {
    let mut ids = BTreeSet::from([id]);
    loop {
        let before = ids.len();
        for kept in all {
            let own: AgreementId = kept.id.into();
            if let Some(earlier) = kept.body.supersedes
                && (ids.contains(&own) || ids.contains(&earlier))
            {
                ids.extend([own, earlier]);
            }
        }
        if ids.len() == before {
            break;
        }
    }
    all.iter().filter(|kept| ids.contains(&kept.id.into())).collect()
}

fn ended_words(sitting: &Sitting<'_>, body: &Agreement) -> Outcome<String> {
    let names = names(sitting)?;
    let said = |what: &str, ended: &Ended| {
        let by = names.get(&id_of(ended.by.into())).map_or("a member who has left", String::as_str);
        format!("{what} on {} by {by}: {}", day(london_day(ended.at)), ended.why)
    };
    Ok(match (body.state, &body.suspended, &body.revoked) {
        (AgreementState::Revoked, _, Some(ended)) => said("Revoked", ended),
        (AgreementState::Suspended, Some(ended), _) => said("Suspended", ended),
        (AgreementState::Draft | AgreementState::Signed | AgreementState::Suspended | AgreementState::Revoked, _, _) => {
            String::new()
        }
    })
}

/// The cases of a scope by reference; one that is closed to whoever asks is not named.
fn named(sitting: &Sitting<'_>, body: &Agreement) -> Outcome<Vec<NamedCase>> {
    let Some(AgreementScope::Named(cases)) = &body.scope else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for case in cases {
        let row = sitting.store().case_row(id_of((*case).into()))?;
        found.push(NamedCase { case: *case, reference: row.map_or("a case closed to you".to_owned(), |row| row.reference) });
    }
    Ok(found)
}

/// What is due about agreements, soonest first.
pub(crate) fn due_views(sitting: &Sitting<'_>) -> Outcome<Vec<AgreementDueView>> {
    let all: Vec<Kept<Agreement>> = sitting.all_of()?;
    let (all, today) = (numbered(&all), sitting.today());
    Ok(due(&all, today).iter().filter_map(|line| due_view(line, &all, today)).collect())
}

fn due_view(line: &Due, all: &[(AgreementId, &Agreement)], today: NaiveDate) -> Option<AgreementDueView> {
    let (_, body) = all.iter().find(|(id, _)| *id == line.agreement)?;
    let words = match line.what {
        DueWhat::Review => "The agreement is to be reviewed.",
        DueWhat::ReviewLate => "The review is late: from this day nothing leaves under the agreement.",
        DueWhat::ReviewBlocks => "The review is overdue: nothing leaves under the agreement.",
        DueWhat::Ends => "The agreement ends. A new version has to be signed before.",
        DueWhat::Ended => "The agreement has ended: nothing leaves under it.",
    };
    Some(AgreementDueView {
        agreement: line.agreement,
        title: format!("{}, version {}", body.title, body.version),
        on: line.on,
        on_words: crate::views::near_day_words(line.on, today),
        due_now: line.on <= today || matches!(line.what, DueWhat::ReviewLate | DueWhat::ReviewBlocks | DueWhat::Ended),
        words: words.to_owned(),
    })
}
