//! Every disclosure in one list: to whom, by which route, what of it, the victim, the review; and the declined ones.

use crate::asks::disclosures::{CategoryCount, DisclosedCase, DisclosureRow, DisclosuresView, ListDisclosures, WhichDisclosures};
use crate::disclosing::reference_of;
use crate::disclosures_report::{organisation, report};
use crate::history::names;
use crate::keeping::{Kept, id_of};
use crate::sharing_rows::category_label;
use crate::sitting::Sitting;
use crate::trouble::Outcome;
use crate::views::short_day;
use casework::body::Category;
use casework::contact::Channel;
use casework::disclosure::{AdvocateTold, Disclosure, DisclosureOutcome, Review, Shared, SharingChannel, VictimTold};
use casework::ids::MemberId;
use casework::rules::safe_contact::channel_label;
use casework::when::london_day;
use chrono::{NaiveDate, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};

/// Names of members by their id.
type Names = BTreeMap<store::Id, String>;

/// Entered within these minutes, it was entered as it was told.
const AS_IT_WAS_TOLD_MINUTES: i64 = 15;

/// The disclosures that were asked for, newest first, and the counts of their days.
pub fn disclosures(sitting: &mut Sitting<'_>, ask: ListDisclosures) -> Outcome<DisclosuresView> {
    let mut all = standing(sitting)?;
    all.sort_by_key(|kept| std::cmp::Reverse((kept.body.told_at, kept.id)));
    let organisations: BTreeSet<String> = all.iter().map(|kept| organisation(&kept.body)).collect();
    let report = report(all.iter().map(|kept| &kept.body), (ask.from, ask.until), sitting.today());
    let names = names(sitting)?;
    let mut rows = Vec::new();
    for kept in all.iter().filter(|kept| is_asked_for(&kept.body, &ask)) {
        rows.push(row(sitting, kept, &names)?);
    }
    Ok(DisclosuresView { rows, organisations: organisations.into_iter().collect(), report })
}

/// Every disclosure whose cases are all open to whoever asks: of a restricted case nothing is heard (security.md C-9).
///
/// # Errors
/// Faults of the store only.
pub(crate) fn standing(sitting: &Sitting<'_>) -> Outcome<Vec<Kept<Disclosure>>> {
    let mut open = Vec::new();
    for kept in sitting.all_of::<Disclosure>()? {
        let mut is_open = true;
        for case in &kept.body.cases {
            is_open &= reference_of(sitting, *case)?.is_some();
        }
        if is_open {
            open.push(kept);
        }
    }
    Ok(open)
}

fn is_asked_for(told: &Disclosure, ask: &ListDisclosures) -> bool {
    let wanted = match ask.which {
        WhichDisclosures::Everything => true,
        WhichDisclosures::Disclosed => told.outcome == DisclosureOutcome::Disclosed,
        WhichDisclosures::Declined => told.outcome != DisclosureOutcome::Disclosed,
        WhichDisclosures::ToReview => to_review(told).is_some(),
        WhichDisclosures::VictimNotTold => victim_is_open(told),
    };
    let day = london_day(told.told_at);
    wanted
        && ask.from.is_none_or(|from| from <= day)
        && ask.until.is_none_or(|until| day <= until)
        && ask.route.is_none_or(|route| route == told.route)
        && ask.case.is_none_or(|case| told.cases.contains(&case))
        && (ask.organisation.trim().is_empty() || organisation(told) == ask.organisation.trim())
}

/// The review an emergency still waits for. What was never told needs none.
pub(crate) fn to_review(told: &Disclosure) -> Option<&Review> {
    told.review.as_ref().filter(|review| review.done.is_none() && told.outcome == DisclosureOutcome::Disclosed)
}

fn victim_is_open(told: &Disclosure) -> bool {
    told.outcome == DisclosureOutcome::Disclosed && !matches!(told.victim_told, VictimTold::Told { .. })
}

/// To whom, in one line.
pub(crate) fn to_words(told: &Disclosure) -> String {
    let to = &told.recipient;
    [&to.name, &to.post, &to.organisation].map(String::as_str).join(", ")
}

fn row(sitting: &Sitting<'_>, kept: &Kept<Disclosure>, names: &Names) -> Outcome<DisclosureRow> {
    let told = &kept.body;
    let name = |member: MemberId| names.get(&id_of(member.into())).cloned().unwrap_or_default();
    let mut cases = Vec::new();
    for case in &told.cases {
        cases.push(DisclosedCase { case: *case, reference: reference_of(sitting, *case)?.unwrap_or_default() });
    }
    let today = sitting.today();
    let open = to_review(told);
    Ok(DisclosureRow {
        disclosure: kept.id.into(),
        told_at: told.told_at,
        entered_at: told.entered_at,
        entered_later: told.entered_at - told.told_at > TimeDelta::minutes(AS_IT_WAS_TOLD_MINUTES),
        to: to_words(told),
        organisation: organisation(told),
        identity_checked: told.recipient.identity_checked.clone(),
        route: told.route,
        route_label: told.route.label().to_owned(),
        how: how_words(told),
        declined: match &told.outcome {
            DisclosureOutcome::Disclosed => String::new(),
            DisclosureOutcome::Declined(why) => why.clone(),
        },
        cases,
        records: u32::try_from(told.shared.len()).unwrap_or(u32::MAX),
        categories: categories(&told.shared),
        purpose: told.purpose.label().to_owned(),
        by_name: name(told.by),
        approver: told.approver.as_ref().map(|one| format!("{}, {}: {}", name(one.by), one.as_what, one.why)).unwrap_or_default(),
        harm: told.harm.map(|harm| harm.label().to_owned()).unwrap_or_default(),
        why_not_wait: told.why_not_wait.clone(),
        necessity: told.necessity.clone(),
        victim: victim_words(&told.victim_told, &name),
        victim_open: victim_is_open(told),
        review_due_on: told.review.as_ref().map(|review| review.due_on),
        review: told.review.as_ref().map(|review| review_words(review, today, &name)).unwrap_or_default(),
        review_open: open.is_some(),
        overdue: open.is_some_and(|review| review.due_on < today),
        own: told.by == sitting.session.member,
        advocate: advocate_words(&told.advocate, &name),
    })
}

fn how_words(told: &Disclosure) -> String {
    match (told.channel, told.spoken) {
        (SharingChannel::Bundle, _) => "Sealed file",
        (SharingChannel::Paper, _) => "On paper",
        (SharingChannel::Oral, Some(Channel::Phone)) => "By phone",
        (SharingChannel::Oral, Some(Channel::InPerson)) => "In person",
        (SharingChannel::Oral, Some(_) | None) => "By voice",
    }
    .to_owned()
}

/// Records by category, in the order of the categories.
pub(crate) fn categories(shared: &[Shared]) -> Vec<CategoryCount> {
    let mut counts: BTreeMap<Category, u32> = BTreeMap::new();
    for one in shared {
        *counts.entry(one.category).or_default() += 1;
    }
    let count = |(category, records)| CategoryCount { category, label: category_label(category).to_owned(), records };
    counts.into_iter().map(count).collect()
}

fn victim_words(told: &VictimTold, name: &dyn Fn(MemberId) -> String) -> String {
    match told {
        VictimTold::Told { by, channel, on } => {
            format!("Told {} by {}, safe way: {}", short_day(*on), name(*by), channel_label(*channel))
        }
        VictimTold::NotSafeToTell(why) => format!("Not safe to tell: {why}"),
        VictimTold::NotYet(why) if why.is_empty() => String::new(),
        VictimTold::NotYet(why) => format!("Not told yet: {why}"),
    }
}

fn review_words(review: &Review, today: NaiveDate, name: &dyn Fn(MemberId) -> String) -> String {
    match &review.done {
        None => format!("Review {}", due_words(review.due_on, today)),
        Some(done) => {
            let with = done.with.map(|with| format!(" with {}", name(with))).unwrap_or_default();
            format!("{} {} by {}{with}: {}", done.result.label(), short_day(done.on), name(done.by), done.words)
        }
    }
}

/// "due today", "3 days late".
pub(crate) fn due_words(due_on: NaiveDate, today: NaiveDate) -> String {
    match (today - due_on).num_days() {
        0 => "due today".to_owned(),
        1 => "1 day late".to_owned(),
        late if late > 1 => format!("{late} days late"),
        _ => format!("due {}", short_day(due_on)),
    }
}

fn advocate_words(advocate: &AdvocateTold, name: &dyn Fn(MemberId) -> String) -> String {
    match advocate {
        AdvocateTold::NotNeeded => String::new(),
        AdvocateTold::AtNextUnlock => "Told when an advocate next signs in".to_owned(),
        AdvocateTold::Told { who, at } => format!("{} read it {}", name(*who), short_day(london_day(*at))),
    }
}
