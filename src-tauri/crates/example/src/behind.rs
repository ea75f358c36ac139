//! What lies behind walls in the example unit: notes of each agency to its own people, and one restricted case.

use crate::diary::Diary;
use crate::members::Who;
use crate::morning::sign_in;
use crate::telling::{Telling, ago};
use chrono::{DateTime, Utc};
use desk::casework::ids::MemberId;
use desk::commands::Window;
use desk::trouble::Outcome;
use serde_json::{Value, json};

/// Who writes for their own agency, in which kind of case, what.
const NOTES: [(Who, &str, &str, &str); 5] = [
    (
        Who::Officer,
        "prison release",
        "agency:police",
        "Intelligence unit asked for the visits book; the answer is not for the room until it is graded.",
    ),
    (
        Who::Nurse,
        "prison release",
        "agency:health",
        "Missed the last two depot appointments. The clinic rings before it tells anybody else.",
    ),
    (Who::Nurse, "colleague", "agency:health", "Seen by the crisis team in the spring under another spelling of the name."),
    (
        Who::Probation,
        "prison release",
        "agency:probation",
        "Approved premises are not agreed; the second choice is nearer than anybody would like.",
    ),
    (
        Who::Advocate,
        "neighbour",
        "agency:victim_advocacy",
        "Sleeps in the van some nights and has told nobody but us. Said in confidence.",
    ),
];

/// Each agency's people sign in and write what only they may read; then the chair takes a referral only three may open.
pub(crate) fn leave(telling: &mut Telling<'_>, diary: &Diary, at: DateTime<Utc>) -> Outcome<()> {
    telling.now = telling.now.max(at);
    telling.desk.act_at(telling.now);
    for (who, kind, compartment, text) in NOTES {
        let number = diary.stories.iter().position(|story| story.kind == kind);
        let Some(case) = number.and_then(|number| diary.cases.get(number)).filter(|case| !case.is_empty()) else { continue };
        sign_in(telling.desk, who)?;
        telling.desk.give("write_note", Window::Main, json!({ "case": case, "compartment": compartment, "text": text }))?;
    }
    sign_in(telling.desk, Who::Chair)?;
    let member = |who: Who| telling.members.get(&who).copied();
    let restricted = referral([member(Who::Chair), member(Who::Advocate), member(Who::Nurse)], member(Who::Probation));
    telling.desk.give("take_referral", Window::Main, restricted)?;
    Ok(())
}

/// A probation officer's own colleague is the suspect: probation is not let in.
fn referral(members: [Option<MemberId>; 3], party: Option<MemberId>) -> Value {
    let person = |name: &str, about: &str| json!({ "name": name, "born_on": null, "about": about, "phone": "", "address": "", "vehicle": "" });
    json!({
        "referral": { "source": "police", "referrer": "Professional standards, by hand", "referrer_agency": "police",
            "received_at": ago(3, 15, 10), "crime_reference": "EX/900/26", "recorded_offence": "Stalking (PHA 1997 s.2A)",
            "recorded_as": "stalking", "relationship": "colleague",
            "what_happened": "A colleague at the probation office reads her diary there, turns up at her evening class and knows what she told nobody.",
            "safe_to_contact": "not_asked", "consent": "not_asked", "consent_reason": "taken by hand from professional standards; nobody has rung yet",
            "officer": "DS Sample" },
        "victim": person("Ffion Makebelieve", "Administrator at a partner's office"),
        "perpetrator": person("Glen Notreal", "Works for a partner of the unit"),
        "standing": "suspected", "headline": "Somebody in it works for a partner",
        "restricted": { "because": "perpetrator_works_for_partner", "members": members, "parties": [party] }
    })
}
