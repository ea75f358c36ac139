//! The continuity pack: high-concern cases and plans in force, as text, sealed beside the store when a meeting ends.

use crate::keeping::{Kept, id_of};
use crate::plan_view::{in_force, safe_contact_words};
use crate::restoring::unlock_slots;
use crate::sitting::Sitting;
use crate::trouble::{Fault, Outcome, Plain, Trouble};
use casework::ids::{CaseId, RecordId};
use casework::plan::{Plan, PlanState};
use casework::referral::CaseFile;
use documents::safeguarding_plan::{Person, SafeguardingPlan};
use sealing::Custody;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use store::{CasesAsked, CasesSort, Chosen, Walls};
use zeroize::Zeroizing;

/// More cases than this are never in one pack; how many were left out is said in it.
const MOST: u32 = 1_000;

/// What a pack holds of one case.
struct InPack {
    reference: String,
    plan: Option<Kept<Plan>>,
}

/// Makes the pack anew. The minutes stand whether or not this goes well; the age of the pack on the unit page says it.
///
/// # Errors
/// Faults of the store or the disk; the pack before then still stands.
pub(crate) fn make(sitting: &Sitting<'_>) -> Outcome<()> {
    let text = pack_text(sitting)?;
    let opened = &*sitting.opened;
    let slots = opened.slots.to_json().map_err(|cause| Fault { place: "continuity.slots", cause: cause.to_string() })?;
    let (store, key, at) = (opened.store.store_id(), &opened.unlocked.store_key, sitting.now.timestamp_millis());
    store::write_pack(&opened.folder, store, &slots, key, at, &text)?;
    if let Some(second) = sitting.second_place()?.filter(|second| second.is_dir()) {
        store::write_pack(&second, store, &slots, key, at, &text)?;
    }
    Ok(())
}

fn pack_text(sitting: &Sitting<'_>) -> Outcome<Zeroizing<String>> {
    let mut cases: BTreeMap<CaseId, InPack> = BTreeMap::new();
    let asked = CasesAsked {
        levels: Chosen::Only(vec!["high".to_owned()]),
        sort: CasesSort::Reference,
        limit: MOST,
        ..CasesAsked::default()
    };
    let high = sitting.store().cases(&asked)?;
    for row in &high.cases {
        let case = CaseId::from(crate::keeping::record_of(row.case));
        cases.insert(case, InPack { reference: row.reference.clone(), plan: None });
    }
    for plan in sitting.all_of::<Plan>()?.into_iter().filter(|plan| plan.body.state == PlanState::Agreed) {
        let Some(case) = plan.group.map(CaseId::from) else { continue };
        let reference = sitting.read::<CaseFile>(case)?.body.reference;
        cases.entry(case).or_insert(InPack { reference, plan: None }).plan = Some(plan);
    }
    let mut text = Zeroizing::new(String::new());
    let (mut restricted, left_out) = (0, high.total.saturating_sub(u64::from(MOST)));
    let mut bodies = Zeroizing::new(String::new());
    for (case, in_pack) in &cases {
        let row = sitting.store().case_row(id_of(RecordId::from(*case)))?;
        if row.is_some_and(|row| row.restricted == Walls::Restricted) {
            restricted += 1;
            continue;
        }
        write_case(sitting, *case, in_pack, &mut bodies)?;
    }
    let made = sitting.now.with_timezone(&chrono_tz::Europe::London).format("%A %-d %B %Y, %H:%M");
    line(&mut text, &format!("{} · {}", sitting.unit.name, sitting.unit.marking));
    line(&mut text, &format!("Continuity pack, made {made}. To read only: what is done from it is written into Holdfast later."));
    line(&mut text, &format!("{} cases: concern high, or a plan in force.", cases.len() - restricted));
    if restricted > 0 {
        line(&mut text, &format!("{restricted} restricted cases are not in it."));
    }
    if left_out > 0 {
        line(&mut text, &format!("{left_out} further high-concern cases did not fit."));
    }
    text.push_str(&bodies);
    Ok(text)
}

fn line(text: &mut String, words: &str) {
    text.push_str(words);
    text.push('\n');
}

fn write_case(sitting: &Sitting<'_>, case: CaseId, in_pack: &InPack, text: &mut String) -> Outcome<()> {
    line(text, &format!("\n=== {} ===", in_pack.reference));
    match &in_pack.plan {
        None => line(text, "Concern high. No plan in force."),
        Some(plan) => match crate::papers_plan::paper(sitting, case, plan, None) {
            Ok(paper) => {
                write_plan(&paper, text);
                return Ok(());
            }
            // A text that names a protected detail is held back here as on any paper; the rest of the pack is made.
            Err(Trouble::Refusal(_)) => {
                line(text, "A plan is in force. Its words name a protected detail and are held back here.")
            }
            Err(fault) => return Err(fault),
        },
    }
    line(text, &format!("Safe contact: {}", safe_contact_words(sitting, case)?));
    let orders = in_force(sitting, case)?;
    if !orders.is_empty() {
        line(text, &format!("In force: {}.", orders.join("; ")));
    }
    Ok(())
}

fn write_plan(paper: &SafeguardingPlan, text: &mut String) {
    let agreed = paper.agreed_on.map_or_else(String::new, |day| format!(", agreed {}", day.format("%-d %B %Y")));
    line(text, &format!("Safeguarding plan, version {}{agreed}.", paper.version));
    if let Some(level) = &paper.level {
        line(text, &format!("Concern: {}, {}.", level.word, level.judged));
    }
    for dissent in &paper.dissents {
        line(text, &format!("A different view: {dissent}"));
    }
    for person in [&paper.victim, &paper.perpetrator] {
        write_person(person, text);
    }
    for (title, words) in
        [("What worries us", &paper.worries), ("Not known", &paper.not_known), ("Victim's wishes", &paper.wishes)]
    {
        if !words.trim().is_empty() {
            line(text, &format!("{title}: {}", words.trim()));
        }
    }
    for section in &paper.sections {
        line(text, &section.heading);
        for item in &section.lines {
            line(text, &format!("  - {} ({}; {})", item.text, item.who, item.by));
        }
    }
    for item in &paper.if_then {
        line(text, &format!("If {}, then {} ({})", item.if_text, item.then_text, item.who));
    }
    for ring in &paper.ring {
        line(text, &format!("Ring: {}: {} ({})", ring.what, ring.number, ring.who));
    }
}

fn write_person(person: &Person, text: &mut String) {
    // Writing to a String cannot fail.
    let _ = write!(text, "{}: {}", person.label, person.name);
    for words in person.lines.iter().filter(|words| !words.trim().is_empty()) {
        let _ = write!(text, ". {}", words.trim());
    }
    text.push('\n');
    for (label, words) in &person.bold_lines {
        line(text, &format!("  {label}: {words}"));
    }
}

/// Opens a pack without the database: its own slots, the name and passphrase of that time, this laptop's device secret.
///
/// # Errors
/// `wrong_passphrase`, the troubles of the keyring, or `backup_not_whole` for a pack that is damaged.
pub fn open_pack(path: &Path, custody: &dyn Custody, name: &str, passphrase: &str) -> Outcome<Zeroizing<String>> {
    let pack = store::read_pack(path)?;
    let slots = sealing::choose_copy(Some(&pack.slots), None, None).map_err(|_| Plain::BackupNotWhole)?.slots;
    let unlocked = unlock_slots(&slots, custody, name, passphrase)?;
    Ok(pack.open(&unlocked.store_key)?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asks::meeting::EndMeeting;
    use crate::meeting_table::{THREE, Table};
    use crate::minutes::end_meeting;
    use casework::referral::CaseState;
    use casework::screening::ConcernLevel;

    #[test]
    fn a_person_in_the_pack_has_the_lines_of_the_paper_and_no_more() {
        let person = Person {
            label: "Victim".to_owned(),
            name: "Example One".to_owned(),
            lines: vec![String::new(), "Works shifts".to_owned()],
            bold_lines: vec![("Safe contact".to_owned(), "text only.".to_owned())],
        };
        let mut text = String::new();
        write_person(&person, &mut text);
        assert_eq!(text, "Victim: Example One. Works shifts\n  Safe contact: text only.\n");
    }

    #[test]
    fn when_a_meeting_ends_a_pack_is_made_that_opens_without_the_database_for_a_member_alone() {
        let mut table = Table::laid();
        let high = table.case("N-26-0001", CaseState::AwaitingMeeting, "");
        table.case("N-26-0002", CaseState::AwaitingMeeting, "");
        let meeting = table.open();
        table.come(meeting, &THREE);
        let mut ask = table.decide(meeting, high, &["to_consultation"]);
        ask.level = Some(ConcernLevel::High);
        ask.level_reason = "Visits are closer together.".to_owned();
        table.give(crate::decisions::record_decision, ask);
        table.give(end_meeting, EndMeeting { meeting, carry_over: 1, reflection: "Nothing to note.".to_owned() });
        let sitting = table.sit();
        let path = sitting.opened.folder.join(store::PACK_FILE);
        let key = sitting.opened.unlocked.store_key.expose_bytes_dangerously().to_owned();
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"N-26-0001"), "sealed");
        let pack = store::read_pack(&path).unwrap();
        let text = pack.open(&sealing::StoreKey::from_bytes(&key)).unwrap();
        assert!(text.contains("=== N-26-0001 ===") && !text.contains("N-26-0002"), "{}", text.as_str());
        assert!(!text.contains("Mulberry"), "no address of a protected person");
        let custody = sealing::ThrowAwayCustody::default();
        assert!(open_pack(&path, &custody, "I. Specimen", "seven grey herons wade upstream").is_err(), "another laptop");
    }
}
