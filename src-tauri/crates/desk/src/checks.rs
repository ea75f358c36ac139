//! Agency checks: asking every agency the profile names, and recording the four things an answer can be.

use crate::asks::screening::{AgenciesAsked, RecordReply};
use crate::asks::shared::{Recorded, WhichCase};
use crate::keeping::{Doing, Filing, Kept};
use crate::reading::refuse_hits;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome, Plain};
use crate::views::{check_view, newest_reply};
use casework::agency::Agency;
use casework::body::category_of_agency_word;
use casework::checks::{AgencyCheck, AgencyReply, ReplyKind};
use casework::ids::CaseId;
use casework::referral::CaseFile;
use chrono::Days;

/// The agencies this profile asks, in its order.
pub(crate) fn agencies_of_profile(sitting: &Sitting<'_>) -> Vec<Agency> {
    sitting.pathway.check_agencies.iter().filter_map(|code| Agency::from_code(code)).collect()
}

/// The agencies that still owe an answer in a case.
fn still_asked(sitting: &Sitting<'_>, case: CaseId) -> Outcome<Vec<Agency>> {
    let checks: Vec<Kept<AgencyCheck>> = sitting.filed_under(case)?;
    let replies: Vec<Kept<AgencyReply>> = sitting.filed_under(case)?;
    Ok(checks.iter().filter(|check| newest_reply(check.id, &replies).is_none()).map(|check| check.body.agency).collect())
}

/// Asks every agency the profile names that has no question open in this case.
pub fn ask_agencies(sitting: &mut Sitting<'_>, ask: WhichCase) -> Outcome<AgenciesAsked> {
    let case = ask.case;
    sitting.read::<CaseFile>(case)?;
    let open = still_asked(sitting, case)?;
    let wanted: Vec<Agency> = agencies_of_profile(sitting).into_iter().filter(|agency| !open.contains(agency)).collect();
    if wanted.is_empty() {
        return Err(Plain::AllAgenciesAsked.into());
    }
    let today = sitting.today();
    let days = Days::new(u64::from(sitting.pathway.sla_info_request_days));
    let due_on = today.checked_add_days(days).unwrap_or(today);
    let (asked_at, asked_by, owner) = (sitting.now, sitting.session.member, sitting.session.agency);
    let asked = sitting.write(Doing::in_case("ask_agencies", case), |w| {
        wanted
            .iter()
            .map(|agency| {
                let check = AgencyCheck { agency: *agency, asked_at, asked_by, due_on, question: String::new() };
                let record = w.create(Filing::under(case, owner), &check)?;
                w.read::<AgencyCheck>(record)
            })
            .collect::<Outcome<Vec<Kept<AgencyCheck>>>>()
    })?;
    Ok(AgenciesAsked { asked: asked.iter().map(|check| check_view(check, None, today)).collect() })
}

/// Records an agency's answer. It is that agency's own, whoever types it; a later answer stands before an earlier one.
pub fn record_reply(sitting: &mut Sitting<'_>, ask: RecordReply) -> Outcome<Recorded> {
    let check: Kept<AgencyCheck> = sitting.read(ask.check)?;
    let case = CaseId::from(check.group.ok_or(Plain::NotFound)?);
    let mut form = Form::default();
    form.needs("said_by", &ask.said_by, "Write who at the agency answered, by name or job.");
    match ask.kind {
        ReplyKind::Shared => {
            form.needs("text", &ask.text, "Write what the agency shares. If it holds nothing, choose that answer.");
        }
        ReplyKind::Withheld => {
            form.needs("reason", &ask.reason, "Write why the agency withholds it.");
        }
        ReplyKind::NotAsked => {
            form.needs("reason", &ask.reason, "Write why this agency is not asked.");
        }
        ReplyKind::NothingHeld => {}
    }
    form.done()?;
    let texts = [("the answer", ask.text.as_str()), ("the reason", &ask.reason), ("who answered", &ask.said_by)];
    refuse_hits(sitting, case, &texts)?;
    let agency = check.body.agency;
    let reply = AgencyReply {
        check: ask.check,
        agency,
        kind: ask.kind,
        text: ask.text,
        reason: ask.reason,
        said_by: ask.said_by,
        typed_by: sitting.session.member,
        at: sitting.now,
    };
    let record = sitting.write(Doing::in_case("record_reply", case).about(ask.check), |w| {
        w.create(Filing::under(case, agency).as_category(category_of_agency_word(agency)), &reply)
    })?;
    Ok(Recorded { record })
}
