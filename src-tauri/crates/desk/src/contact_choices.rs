//! Which contact details of a case may be chosen for a paper, which not and why, and that no paper holds both parties'.

use crate::contact::{newest_detail, newest_rule};
use crate::history::capital;
use crate::keeping::Kept;
use crate::reading::details_of;
use crate::sitting::Sitting;
use crate::trouble::{Form, Outcome};
use casework::contact::ContactDetail;
use casework::ids::{CaseId, RecordId};
use casework::people::{DetailKind, KnownDetail, Person, PersonRole};
use casework::plan::{ContactItem, ContactPart, Plan};
use casework::rules::safe_contact::{Standing, channel_is_usable, channel_label, standing};
use casework::rules::text_check::{self, check_text};
use documents::safeguarding_plan::{ContactLine, SafeguardingPlan};

/// One detail that may be chosen, or may not for a reason.
pub(crate) struct Offered {
    pub(crate) item: ContactItem,
    /// "Victim", "Child, K.E.".
    pub(crate) whose: String,
    /// "Phone", "Workplace".
    pub(crate) what: String,
    pub(crate) text: String,
    pub(crate) note: String,
    /// Why it may not; empty where it may.
    pub(crate) refused: String,
}

/// Everything that stands today of how to reach or find those the case protects. A code word is never offered: whoever
/// found it on a paper could pass for the unit.
///
/// # Errors
/// Faults of the store only.
pub(crate) fn offered(sitting: &Sitting<'_>, case: CaseId, people: &[Kept<Person>]) -> Outcome<Vec<Offered>> {
    let rule = newest_rule(sitting, case)?;
    let allowed = standing(rule.as_ref().map(|kept| &kept.body), sitting.today());
    let mut all = newest_detail(sitting, case)?.map(|kept| of_contact(kept.id, &kept.body, &allowed)).unwrap_or_default();
    for kept in sitting.filed_under::<KnownDetail>(case)? {
        let person = people.iter().find(|person| person.id == RecordId::from(kept.body.person)).map(|person| &person.body);
        let Some(person) = person.filter(|person| text_check::is_protected(person.role)) else { continue };
        if kept.body.kind != DetailKind::CodeWord {
            all.push(of_known(kept.id, &kept.body, person));
        }
    }
    all.retain(|one| !one.text.trim().is_empty());
    Ok(all)
}

fn of_contact(record: RecordId, detail: &ContactDetail, allowed: &Standing) -> Vec<Offered> {
    let one = |part, what: &str, text: &str, refused: String| Offered {
        item: ContactItem { record, part },
        whose: "Victim".to_owned(),
        what: what.to_owned(),
        text: text.trim().to_owned(),
        note: String::new(),
        refused,
    };
    let channels = detail.channels.iter().zip(0_u16..).map(|(channel, place)| {
        let refused = match (allowed.allowed, channel_is_usable(channel)) {
            (true, true) => String::new(),
            (true, false) => "Not known to be safe to use: ask the victim first.".to_owned(),
            (false, _) => format!("{}.", allowed.words.trim_end_matches('.')),
        };
        one(ContactPart::Channel(place), &capital(channel_label(channel.kind)), &channel.address, refused)
    });
    let rest = [
        one(ContactPart::SafePlace, "Safe place", &detail.safe_place, String::new()),
        one(ContactPart::EmergencyContact, "Emergency contact", &detail.emergency_contact, String::new()),
    ];
    channels.chain(rest).collect()
}

fn of_known(record: RecordId, detail: &KnownDetail, person: &Person) -> Offered {
    let whose = match person.role {
        PersonRole::Victim => "Victim".to_owned(),
        PersonRole::Child => format!("Child, {}", person.initials()),
        PersonRole::OtherProtected => format!("Another protected person, {}", person.initials()),
        PersonRole::Perpetrator | PersonRole::Other => String::new(),
    };
    // Nobody asked whether such a number is safe: only what stands under safe contact was asked about.
    let refused = match detail.kind {
        DetailKind::Phone | DetailKind::Email | DetailKind::Online => {
            "Nobody asked whether this is safe to use. Record it under safe contact first.".to_owned()
        }
        DetailKind::Address
        | DetailKind::Postcode
        | DetailKind::Workplace
        | DetailKind::School
        | DetailKind::SafePlace
        | DetailKind::CodeWord
        | DetailKind::Vehicle => String::new(),
    };
    Offered {
        item: ContactItem { record, part: ContactPart::Whole },
        whose,
        what: kind_label(detail.kind).to_owned(),
        text: detail.text.trim().to_owned(),
        note: detail.note.trim().to_owned(),
        refused,
    }
}

const fn kind_label(kind: DetailKind) -> &'static str {
    match kind {
        DetailKind::Address => "Address",
        DetailKind::Postcode => "Postcode",
        DetailKind::Phone => "Phone",
        DetailKind::Email => "Email",
        DetailKind::Workplace => "Workplace",
        DetailKind::School => "School",
        DetailKind::SafePlace => "Safe place",
        DetailKind::CodeWord => "Code word",
        DetailKind::Vehicle => "Vehicle",
        DetailKind::Online => "Account",
    }
}

/// Refuses a paper with contact details of those the case protects where any of its words, or the chosen details themselves,
/// name a detail of the perpetrator. A vehicle is no way of reaching anybody and everybody is to know it.
///
/// # Errors
/// A form that names the texts; nothing releases them. Faults of the store.
pub(crate) fn refuse_both_parties(
    sitting: &Sitting<'_>,
    case: CaseId,
    people: &[Kept<Person>],
    plan: &Plan,
    paper: &SafeguardingPlan,
    lines: &[ContactLine],
) -> Outcome<()> {
    // An old address is still somebody's.
    let mut known: Vec<Kept<KnownDetail>> = sitting.every_version(case)?;
    known.retain(|kept| kept.body.kind != DetailKind::Vehicle);
    let theirs = details_of(people, &known, |role| role == PersonRole::Perpetrator);
    let mut texts = crate::plan_text::named_texts(plan);
    for person in [&paper.victim, &paper.perpetrator] {
        let of_person = person.lines.iter().chain(person.bold_lines.iter().map(|(_, text)| text));
        texts.extend(of_person.map(|text| ("what to know of a person".to_owned(), text.as_str())));
    }
    texts.extend(paper.dissents.iter().map(|text| ("a different view".to_owned(), text.as_str())));
    texts.extend(lines.iter().map(|line| (format!("{}: {}", line.whose, line.what.to_lowercase()), line.text.as_str())));
    let mut form = Form::default();
    for (field, text) in texts {
        if !check_text(text, &theirs).is_empty() {
            let words = format!("A contact detail of the perpetrator stands in: {field}. One paper never holds both parties'.");
            form.wrong("details", &words);
        }
    }
    form.done()
}
