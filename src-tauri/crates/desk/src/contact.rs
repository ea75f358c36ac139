//! Safe contact: recording it, doubting it, showing the numbers once the banner was read, and each call that was made.

use crate::asks::cases::{RevealContact, RevealedChannel, RevealedContact};
use crate::asks::casework::{ConfirmSafeContact, DoubtSafeContact, RecordContact, RecordSafeContact};
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Filing, Kept};
use crate::reading::protected_details;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain, Refusal};
use crate::views::hit_view;
use crate::walls::SAFE_CONTACT;
use casework::body::Category;
use casework::contact::{Channel, ContactChannel, ContactDetail, ContactMade, ContactRule, MayContact, SafeAnswer};
use casework::ids::{CaseId, RecordId};
use casework::incident::YesNoUnknown;
use casework::meeting::MeetingState;
use casework::note::{NoteOf, PrivateNote};
use casework::referral::CaseFile;
use casework::rules::safe_contact::{Standing, channel_is_usable, channel_label, standing};
use casework::rules::text_check;
use chrono::{NaiveDate, TimeDelta};

/// Seconds after which revealed numbers are masked again.
const SHOWN_FOR: u16 = 20;

/// Days until safe contact must be asked again, where nobody said otherwise (domain 8.1).
const CONFIRM_EVERY_DAYS: u16 = 14;

/// The rule that stands: the one recorded last.
///
/// # Errors
/// Faults of the store only.
pub fn newest_rule(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<Kept<ContactRule>>> {
    let mut rules: Vec<Kept<ContactRule>> = sitting.filed_under(case)?;
    Ok(rules.pop())
}

/// The details that stand: those recorded last.
///
/// # Errors
/// Faults of the store only.
pub fn newest_detail(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Option<Kept<ContactDetail>>> {
    let mut details: Vec<Kept<ContactDetail>> = sitting.filed_under(case)?;
    Ok(details.pop())
}

/// Whether a meeting runs, so that a screen may be seen by a room.
fn meeting_runs(sitting: &Sitting<'_>) -> Outcome<bool> {
    let meetings = crate::listing::late_meetings(sitting)?;
    Ok(meetings.iter().any(|meeting| meeting.body.state == MeetingState::Running))
}

/// Refuses while a room may see the screen.
///
/// # Errors
/// `refused_while_projecting`; faults of the store.
pub(crate) fn refuse_before_a_room(sitting: &Sitting<'_>) -> Outcome<()> {
    if meeting_runs(sitting)? || sitting.session.projecting.is_some() {
        return Err(Plain::RefusedWhileProjecting.into());
    }
    Ok(())
}

/// Shows the victim's numbers after the banner was read. Only ways that are safe today show their address.
pub fn reveal_contact(sitting: &mut Sitting<'_>, ask: RevealContact) -> Outcome<RevealedContact> {
    sitting.read::<CaseFile>(ask.case)?;
    if !ask.banner_acknowledged {
        return Err(Plain::BannerNotAcknowledged.into());
    }
    refuse_before_a_room(sitting)?;
    let rule = newest_rule(sitting, ask.case)?;
    let detail = newest_detail(sitting, ask.case)?;
    let allowed = standing(rule.as_ref().map(|kept| &kept.body), sitting.today());
    let record = detail.as_ref().map(|kept| kept.id);
    let body = detail.map(|kept| kept.body);
    // Written down before anything is shown; if it cannot be, nothing is.
    sitting.note(Doing::in_case("reveal_contact", ask.case))?;
    Ok(RevealedContact {
        channels: body.iter().flat_map(|detail| &detail.channels).map(|channel| revealed(channel, &allowed)).collect(),
        safe_place: body.as_ref().map(|detail| detail.safe_place.clone()).unwrap_or_default(),
        emergency_contact: body.as_ref().map(|detail| detail.emergency_contact.clone()).unwrap_or_default(),
        record,
        seconds: SHOWN_FOR,
    })
}

fn revealed(channel: &ContactChannel, standing: &Standing) -> RevealedChannel {
    let way = channel_label(channel.kind);
    let (usable, words) = match (standing.allowed, channel_is_usable(channel)) {
        (true, true) => (true, format!("Safe by {way}")),
        (true, false) => (false, format!("Do not use this {way}: not known to be safe")),
        (false, _) => (false, standing.words.clone()),
    };
    let address = if usable { channel.address.clone() } else { String::new() };
    RevealedChannel { kind: channel.kind, address, usable, words }
}

/// Records an attempt to reach the victim.
pub fn record_contact(sitting: &mut Sitting<'_>, ask: RecordContact) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    form.needs("what", &ask.what, "Say in a sentence how it went.");
    if ask.at > sitting.now + TimeDelta::minutes(5) {
        form.wrong("at", "This moment has not come yet. Check the time.");
    }
    if ask.fear_now.is_some_and(|fear| fear > 10) {
        form.wrong("fear_now", "The victim's own word, from 0 to 10. Leave it empty if it was not asked.");
    }
    if ask.next_on.is_some_and(|on| on < sitting.today()) {
        form.wrong("next_on", "This day has passed. Choose today or later.");
    }
    form.done()?;
    let made = ContactMade {
        at: ask.at,
        channel: ask.channel,
        result: ask.result,
        safe_checked: ask.safe_checked,
        what: ask.what,
        next: ask.next,
        next_on: ask.next_on,
        fear_now: ask.fear_now,
    };
    let owner = sitting.session.agency;
    let doing = Doing::in_case("record_contact", ask.case);
    let record = sitting.write(doing, |w| w.create(Filing::under(ask.case, owner), &made))?;
    Ok(Recorded { record })
}

/// Records how the victim may be reached. What stood before stays in the history.
pub fn record_safe_contact(sitting: &mut Sitting<'_>, ask: RecordSafeContact) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let has_code_word = ask.detail.as_ref().is_some_and(|detail| !detail.code_word.trim().is_empty());
    if has_code_word && !sitting.holds(SAFE_CONTACT)? {
        return Err(Plain::WallsNotBuilt.into());
    }
    let mut form = Form::default();
    rule_troubles(&ask.rule, sitting.today(), &mut form);
    if let Some(detail) = &ask.detail {
        detail_troubles(detail, &mut form);
    }
    form.done()?;
    refuse_details_in_rule(sitting, &ask)?;
    // The word itself goes behind the wall; the rest of the detail is the unit's.
    let mut ask = ask;
    let code_word = ask.detail.as_mut().map(|detail| std::mem::take(&mut detail.code_word)).unwrap_or_default();
    let owner = sitting.session.agency;
    let record = sitting.write(Doing::in_case("record_safe_contact", ask.case), |w| {
        let record = w.create(Filing::under(ask.case, owner), &ask.rule)?;
        if let Some(detail) = &ask.detail {
            w.create(Filing::under(ask.case, owner), detail)?;
        }
        if has_code_word {
            let filing = Filing::under(ask.case, owner).as_category(Category::VictimContact);
            w.create_sealed(SAFE_CONTACT, filing, &PrivateNote { what: NoteOf::CodeWord, text: code_word })?;
        }
        Ok(record)
    })?;
    Ok(Recorded { record })
}

fn rule_troubles(rule: &ContactRule, today: NaiveDate, form: &mut Form) {
    match rule.may_contact {
        MayContact::Yes => {
            if rule.channels.is_empty() {
                form.wrong("rule.channels", "Choose at least one way that is safe.");
            }
            if rule.last_confirmed_on.is_none() {
                form.wrong("rule.last_confirmed_on", "Write the day on which the victim said so.");
            }
        }
        MayContact::No | MayContact::OnlyIfTheyCall | MayContact::NotAsked | MayContact::Unsure => {}
    }
    if rule.last_confirmed_on.is_some_and(|on| on > today) {
        form.wrong("rule.last_confirmed_on", "This day has not come yet. Check the date.");
    }
    if !(1..=365).contains(&rule.confirm_every_days) {
        form.wrong("rule.confirm_every_days", "Say after how many days it is asked again; 14 is usual.");
    }
}

fn detail_troubles(detail: &ContactDetail, form: &mut Form) {
    for (place, channel) in detail.channels.iter().enumerate() {
        let field = format!("detail.channels.{place}.address");
        form.needs(&field, &channel.address, "Write the number or address, or take this way out.");
    }
}

/// The rule may stand on a plan, so no number, address or place may have slipped into it.
fn refuse_details_in_rule(sitting: &Sitting<'_>, ask: &RecordSafeContact) -> Outcome<()> {
    let mut details = protected_details(sitting, ask.case)?;
    if let Some(detail) = &ask.detail {
        details.extend(text_check::contact_details(RecordId::from(ask.case), "victim", detail));
    }
    let rule = &ask.rule;
    let texts = [
        ("name for calls", &rule.preferred_name_for_calls),
        ("what a text may say", &rule.text_wording_allowed),
        ("best days", &rule.best_days),
        ("best times", &rule.best_times),
        ("never at", &rule.never_times),
        ("who else may answer", &rule.who_else_may_answer),
        ("interpreter", &rule.interpreter),
        ("access", &rule.accessibility),
    ];
    let hits: Vec<_> = texts
        .iter()
        .flat_map(|(field, text)| text_check::check_text(text, &details).into_iter().map(move |hit| hit_view(&hit, field)))
        .collect();
    if hits.is_empty() { Ok(()) } else { Err(Refusal::TextHits(hits).into()) }
}

/// A rule for a case in which nobody has asked yet.
fn unsure_rule() -> ContactRule {
    ContactRule {
        may_contact: MayContact::Unsure,
        preferred_name_for_calls: String::new(),
        channels: Vec::<Channel>::new(),
        leave_voicemail: SafeAnswer::Unsure,
        say_unit_name: SafeAnswer::Unsure,
        text_wording_allowed: String::new(),
        best_days: String::new(),
        best_times: String::new(),
        never_times: String::new(),
        withheld_number: YesNoUnknown::Unknown,
        who_else_may_answer: String::new(),
        interpreter: String::new(),
        accessibility: String::new(),
        silent_solution_told: YesNoUnknown::Unknown,
        last_confirmed_on: None,
        confirm_every_days: CONFIRM_EVERY_DAYS,
    }
}

/// The perpetrator may have got hold of a phone or a home: nothing is safe until it was asked again (domain 8.1).
pub fn doubt_safe_contact(sitting: &mut Sitting<'_>, ask: DoubtSafeContact) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    form.needs("reason", &ask.reason, "Say in a few words why contact may no longer be safe.");
    form.done()?;
    let mut rule = newest_rule(sitting, ask.case)?.map_or_else(unsure_rule, |kept| kept.body);
    rule.may_contact = MayContact::Unsure;
    rule.leave_voicemail = SafeAnswer::Unsure;
    rule.say_unit_name = SafeAnswer::Unsure;
    rule.last_confirmed_on = None;
    let mut detail = newest_detail(sitting, ask.case)?.map(|kept| kept.body);
    for channel in detail.iter_mut().flat_map(|detail| &mut detail.channels) {
        channel.safe = SafeAnswer::Unsure;
        if channel.perpetrator_may_access == YesNoUnknown::No {
            channel.perpetrator_may_access = YesNoUnknown::Unknown;
        }
    }
    let owner = sitting.session.agency;
    let record = sitting.write(Doing::in_case("doubt_safe_contact", ask.case), |w| {
        let record = w.create(Filing::under(ask.case, owner), &rule)?;
        // The reason may say which phone or door: it stands in the rule's own closed category and in no list.
        w.amend(record, "doubt_reason", &ask.reason.trim())?;
        if let Some(detail) = &detail {
            w.create(Filing::under(ask.case, owner), detail)?;
        }
        Ok(record)
    })?;
    Ok(Recorded { record })
}

/// Safe contact was asked again today. A yes confirms what stood; it opens nothing that was closed.
pub fn confirm_safe_contact(sitting: &mut Sitting<'_>, ask: ConfirmSafeContact) -> Outcome<Recorded> {
    let rule = newest_rule(sitting, ask.case)?.ok_or(Plain::NotFound)?;
    let open = matches!(rule.body.may_contact, MayContact::Yes | MayContact::OnlyIfTheyCall);
    let mut form = Form::default();
    if ask.still_safe == YesNoUnknown::Yes && !open {
        form.wrong("still_safe", "Contact is closed in this case. Record safe contact anew, with the ways that are safe now.");
    }
    form.done()?;
    let may_contact = match ask.still_safe {
        YesNoUnknown::Yes => rule.body.may_contact,
        YesNoUnknown::No => MayContact::No,
        YesNoUnknown::Unknown => MayContact::Unsure,
    };
    let today = sitting.today();
    sitting.write(Doing::in_case("confirm_safe_contact", ask.case).about(rule.id), |w| {
        if may_contact != rule.body.may_contact {
            w.amend(rule.id, "may_contact", &may_contact)?;
        }
        w.amend(rule.id, "last_confirmed_on", &Some(today))
    })?;
    Ok(Recorded { record: rule.id })
}
