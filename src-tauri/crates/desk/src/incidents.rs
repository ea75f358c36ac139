//! Incidents, orders and events of a case, and corrections that keep what stood before.

use crate::asks::casework::{CorrectRecord, RecordEvent, RecordIncident, RecordOrder};
use crate::asks::shared::Recorded;
use crate::keeping::{Doing, Filing, Kept, Writing};
use crate::moves::{list_by_rule, say};
use crate::opening::shipped;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use casework::agency::Role;
use casework::body::{Body, Kind};
use casework::ids::{CaseId, RecordId};
use casework::incident::Incident;
use casework::order::{CaseEvent, CourtOrder};
use casework::people::{KnownDetail, Person, PersonRole};
use casework::referral::{CaseFile, CaseState, Referral};
use casework::rules::referral::troubles;
use casework::when::Moment;
use chrono::TimeDelta;
use serde_json::Value;

/// Clocks on two machines differ by less than this; anything later has not happened yet.
const CLOCK_SLACK: TimeDelta = TimeDelta::minutes(5);

/// Why a case that was ended and is watched is listed again (domain 7.2, guards).
const WHILE_MONITORED: &str = "New incident while the case is watched";

fn incident_troubles(incident: &Incident, now: Moment, form: &mut Form) -> Outcome<()> {
    let law = &shipped()?.law;
    form.needs("incident.what", &incident.what, "Say in a sentence what was done.");
    if incident.behaviours.is_empty() {
        form.wrong("incident.behaviours", "Choose at least one kind of behaviour.");
    }
    if incident.behaviours.iter().any(|code| law.behaviour(code).is_none()) {
        form.wrong("incident.behaviours", "Choose from the list of behaviours.");
    }
    if law.severity(incident.severity).is_none() {
        form.wrong("incident.severity", "Choose a severity from the list.");
    }
    if incident.occurred.at > now + CLOCK_SLACK {
        form.wrong("incident.occurred", "This moment has not come yet. Check the date.");
    }
    Ok(())
}

/// Records an incident as it was told.
pub fn record_incident(sitting: &mut Sitting<'_>, ask: RecordIncident) -> Outcome<Recorded> {
    let file: Kept<CaseFile> = sitting.read(ask.case)?;
    let mut form = Form::default();
    incident_troubles(&ask.incident, sitting.now, &mut form)?;
    form.done()?;
    let owner = sitting.session.agency;
    let record = sitting.write(Doing::in_case("record_incident", ask.case), |w| {
        let record = w.create(Filing::under(ask.case, owner), &ask.incident)?;
        if file.body.state == CaseState::Monitoring {
            list_by_rule(w, &file, WHILE_MONITORED)?;
        }
        Ok(record)
    })?;
    Ok(Recorded { record })
}

fn order_troubles(order: &CourtOrder, form: &mut Form) -> Outcome<()> {
    if shipped()?.law.order(&order.order_type).is_none() {
        form.wrong("order.order_type", "Choose the kind of order from the list.");
    }
    if order.ends_on.is_none() && !order.until_further_order {
        form.wrong("order.ends_on", "Write the day it ends, or mark it as lasting until further order.");
    }
    if order.ends_on.is_some() && order.until_further_order {
        form.wrong("order.ends_on", "It has a last day or lasts until further order, not both.");
    }
    let after = |later: Option<_>, earlier: Option<_>| later.zip(earlier).is_none_or(|(later, earlier)| later >= earlier);
    if !after(order.served_on, order.made_on) {
        form.wrong("order.served_on", "It cannot be served before it is made. Check both days.");
    }
    if !after(order.ends_on, order.made_on) {
        form.wrong("order.ends_on", "It ends before it is made. Check both days.");
    }
    Ok(())
}

/// Records an order, bail or licence with its end.
pub fn record_order(sitting: &mut Sitting<'_>, ask: RecordOrder) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    order_troubles(&ask.order, &mut form)?;
    form.done()?;
    let owner = sitting.session.agency;
    let doing = Doing::in_case("record_order", ask.case);
    let record = sitting.write(doing, |w| w.create(Filing::under(ask.case, owner), &ask.order))?;
    Ok(Recorded { record })
}

/// Records an arrest, charge, release and the like.
pub fn record_event(sitting: &mut Sitting<'_>, ask: RecordEvent) -> Outcome<Recorded> {
    sitting.read::<CaseFile>(ask.case)?;
    let mut form = Form::default();
    if shipped()?.law.event(&ask.event.code).is_none() {
        form.wrong("event.code", "Choose the kind of event from the list.");
    }
    if ask.event.occurred.at > sitting.now + CLOCK_SLACK {
        form.wrong("event.occurred", "This moment has not come yet. Record it when it has happened.");
    }
    form.done()?;
    let owner = sitting.session.agency;
    let event: CaseEvent = ask.event;
    let doing = Doing::in_case("record_event", ask.case);
    let record = sitting.write(doing, |w| w.create(Filing::under(ask.case, owner), &event))?;
    Ok(Recorded { record })
}

/// Corrects one field of a record that nobody signed. The owner does it, or the chair; the old value stays.
pub fn correct_record(sitting: &mut Sitting<'_>, ask: CorrectRecord) -> Outcome<Recorded> {
    let (kind, group) = sitting.kind_of(ask.record)?;
    let case = CaseId::from(group.ok_or(Plain::NotFound)?);
    if kind == Kind::Incident {
        return correct::<Incident>(sitting, &ask, case, incident_troubles);
    }
    if kind == Kind::CourtOrder {
        return correct::<CourtOrder>(sitting, &ask, case, |order, _, form| order_troubles(order, form));
    }
    if kind == Kind::Person {
        return correct::<Person>(sitting, &ask, case, person_troubles);
    }
    if kind == Kind::KnownDetail {
        return correct::<KnownDetail>(sitting, &ask, case, |detail, _, form| {
            form.needs("text", &detail.text, "Write the detail. A wrong one is put right, not emptied.");
            Ok(())
        });
    }
    if kind == Kind::Referral {
        return correct::<Referral>(sitting, &ask, case, |referral, now, form| {
            // The victim is a person of the case by now and is corrected there.
            say(form, troubles(referral, "named", now));
            Ok(())
        });
    }
    Err(Plain::AlreadySigned.into())
}

fn person_troubles(person: &Person, _now: Moment, form: &mut Form) -> Outcome<()> {
    if person.role != PersonRole::Perpetrator {
        form.needs("name", &person.name, "Write the name. Only a suspect may be unknown.");
    }
    Ok(())
}

/// Fields that place a record: another value would put it into another category or under another person.
const PLACING_FIELDS: [(Kind, &str); 3] = [(Kind::Person, "role"), (Kind::KnownDetail, "person"), (Kind::KnownDetail, "kind")];

fn correct<B: Body>(
    sitting: &mut Sitting<'_>,
    ask: &CorrectRecord,
    case: CaseId,
    check: impl Fn(&B, Moment, &mut Form) -> Outcome<()>,
) -> Outcome<Recorded> {
    let kept: Kept<B> = sitting.read(ask.record)?;
    if kept.owner != sitting.session.agency && sitting.session.role != Role::Chair {
        return Err(Plain::NotOwner.into());
    }
    let mut form = Form::default();
    let fits = merged(&kept.body, &ask.field, &ask.value);
    match &fits {
        Some((corrected, _)) => check(corrected, sitting.now, &mut form)?,
        None => {
            form.wrong(&ask.field, "This does not fit the field. Type it again.");
        }
    }
    if PLACING_FIELDS.contains(&(B::KIND, ask.field.as_str())) {
        form.wrong(&ask.field, "This cannot be changed afterwards. Record a new one instead.");
    }
    form.done()?;
    let Some((_, value)) = fits else {
        return Err(Plain::NotFound.into());
    };
    sitting.write(Doing::in_case("correct_record", case).about(kept.id), |w| {
        w.amend(kept.id, &ask.field, &value)?;
        if B::KIND == Kind::Referral { correct_case(w, case, &ask.field, &value) } else { Ok(()) }
    })?;
    Ok(Recorded { record: kept.id })
}

/// The body with one field replaced, where the field is one of its own and the whole still reads as its type.
/// The value is returned as the type writes it, so that nothing unknown gets into the journal.
fn merged<B: Body>(body: &B, field: &str, value: &str) -> Option<(B, Value)> {
    let mut whole = serde_json::to_value(body).ok()?;
    let place = whole.as_object_mut()?.get_mut(field)?;
    *place = serde_json::from_str(value).ok()?;
    let corrected: B = serde_json::from_value(whole).ok()?;
    let written = serde_json::to_value(&corrected).ok()?.get(field)?.clone();
    Some((corrected, written))
}

/// What the case repeats of its referral is corrected with it.
fn correct_case(w: &mut Writing<'_, '_>, case: CaseId, field: &str, value: &Value) -> Outcome<()> {
    if matches!(field, "recorded_as" | "relationship") { w.amend(RecordId::from(case), field, value) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use casework::people::Standing;

    fn person() -> Person {
        Person {
            role: PersonRole::Victim,
            name: "Ann Sample".to_owned(),
            latin_name: String::new(),
            born_on: None,
            about: String::new(),
            standing: Standing::Suspected,
        }
    }

    #[test]
    fn a_correction_must_fit_the_field_it_corrects() {
        let fits = merged(&person(), "born_on", "\"1991-03-14\"");
        assert!(fits.is_some_and(|(corrected, _)| corrected.born_on.is_some()));
        assert!(merged(&person(), "born_on", "\"the fourteenth\"").is_none());
        assert!(merged(&person(), "no_such_field", "\"x\"").is_none(), "a field of its own or none");
        assert!(merged(&person(), "name", "not json").is_none());
    }
}
