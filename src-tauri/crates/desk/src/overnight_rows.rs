//! Rows of an overnight list: shown with what would become of each, and turned into referrals as they stand.

use crate::asks::intake::{CellTroubleView, DryRunRow, DryRunView, FieldChoice, ReferredPerson};
use crate::case_opening::{NewCase, safe_headline};
use casework::agency::Agency;
use casework::people::Standing;
use casework::referral::{Classification, Consent, Referral, ReferralSource, Relationship, SafeToContact};
use casework::when::Moment;
use intake::{
    CellTrouble, Columns, DryRun, Encoding, Field, OvernightRecord, PersonAsListed, RecordedAs, RowVerdict, Sheet, Verdict,
};
use std::collections::BTreeMap;

/// Rows shown of a long list; the counts are of all of them.
const MOST_SHOWN: usize = 5_000;

/// What taking a list would do, for the page.
pub(crate) fn view(
    file: &str,
    sheet: &Sheet,
    columns: &Columns,
    remembered: bool,
    run: &DryRun,
    trouble: Option<String>,
) -> DryRunView {
    let counts = run.counts();
    let count = |rows: usize| u32::try_from(rows).unwrap_or(u32::MAX);
    DryRunView {
        file: file.to_owned(),
        format: sheet.format.label().to_owned(),
        encoding: sheet.encoding.map_or("", Encoding::label).to_owned(),
        headings: sheet.headings.clone(),
        columns: columns_by_code(columns),
        fields: fields(),
        columns_remembered: remembered,
        rows: rows_to_show(run).into_iter().map(row_view).collect(),
        new: count(counts.new),
        already_known: count(counts.already_known),
        duplicates: count(counts.duplicates),
        broken: count(counts.broken),
        notes: notes(sheet, columns, run, trouble),
    }
}

fn columns_by_code(columns: &Columns) -> BTreeMap<String, String> {
    columns.iter().map(|(field, heading)| (field.code().to_owned(), heading.to_owned())).collect()
}

fn fields() -> Vec<FieldChoice> {
    Field::ALL
        .into_iter()
        .map(|field| FieldChoice { code: field.code().to_owned(), label: field.label().to_owned(), needed: field.is_required() })
        .collect()
}

/// Broken rows are never left out of a long list: their number has to be confirmed.
fn rows_to_show(run: &DryRun) -> Vec<&RowVerdict> {
    let broken = |row: &&RowVerdict| matches!(row.verdict, Verdict::Broken(_));
    if run.rows.len() <= MOST_SHOWN {
        return run.rows.iter().collect();
    }
    let mut shown: Vec<&RowVerdict> = run.rows.iter().filter(broken).take(MOST_SHOWN).collect();
    let rest = MOST_SHOWN - shown.len();
    shown.extend(run.rows.iter().filter(|row| !broken(row)).take(rest));
    shown.sort_by_key(|row| row.row);
    shown
}

fn notes(sheet: &Sheet, columns: &Columns, run: &DryRun, trouble: Option<String>) -> Vec<String> {
    let mut notes: Vec<String> = trouble.into_iter().collect();
    notes.extend(sheet.notes.iter().map(intake::Note::words));
    let unused = columns.unused(&sheet.headings);
    if !unused.is_empty() {
        notes.push(format!("Columns that are not read: {}.", unused.join(", ")));
    }
    if run.rows.len() > MOST_SHOWN {
        notes.push(format!("{MOST_SHOWN} rows are shown, every broken one first; the counts are of all {}.", run.rows.len()));
    }
    notes
}

fn row_view(row: &RowVerdict) -> DryRunRow {
    let plain = |verdict: &str, words: String, crime_reference: &str| DryRunRow {
        row: row.row,
        verdict: verdict.to_owned(),
        words,
        crime_reference: crime_reference.to_owned(),
        victim: String::new(),
        suspect: String::new(),
        offence: String::new(),
        troubles: Vec::new(),
    };
    match &row.verdict {
        Verdict::New(record) => DryRunRow {
            victim: record.victim.name.clone(),
            suspect: record.suspect.as_ref().map_or("Not known", |suspect| suspect.name.as_str()).to_owned(),
            offence: record.recorded_offence.clone(),
            ..plain("new", record.recorded_as.label().to_owned(), &record.crime_reference)
        },
        Verdict::AlreadyKnown { crime_reference } => {
            plain("already_known", "The unit holds this crime already.".to_owned(), crime_reference)
        }
        Verdict::DuplicateInFile { crime_reference, of_row, differs_in } => {
            plain("duplicate", duplicate_words(*of_row, differs_in), crime_reference)
        }
        Verdict::Broken(troubles) => DryRunRow {
            troubles: troubles.iter().map(trouble_view).collect(),
            ..plain("broken", broken_words(troubles.len()), "")
        },
    }
}

fn duplicate_words(of_row: u32, differs_in: &[Field]) -> String {
    if differs_in.is_empty() {
        return format!("The same as row {of_row}.");
    }
    let fields: Vec<&str> = differs_in.iter().map(|field| field.label()).collect();
    format!("The same crime as row {of_row}, but differs in: {}. Add what is new to that case by hand.", fields.join(", "))
}

fn broken_words(cells: usize) -> String {
    if cells == 1 { "One cell cannot be taken.".to_owned() } else { format!("{cells} cells cannot be taken.") }
}

fn trouble_view(trouble: &CellTrouble) -> CellTroubleView {
    CellTroubleView {
        column: format!("{} ({})", trouble.heading, trouble.column),
        words: trouble.reason.words(),
        shown: trouble.shown.clone(),
    }
}

/// A crime record as a referral: nothing in it is judged, and nobody has asked the victim anything yet.
pub(crate) fn new_case(record: &OvernightRecord, now: Moment) -> NewCase {
    let victim = person(&record.victim, "");
    let perpetrator = record
        .suspect
        .as_ref()
        .map(|suspect| person(suspect, &record.vehicle_plate))
        .unwrap_or_else(|| ReferredPerson { vehicle: record.vehicle_plate.clone(), ..ReferredPerson::default() });
    let referral = referral(record, now);
    let headline = safe_headline(&referral, &victim, &perpetrator);
    NewCase { referral, victim, perpetrator, standing: Standing::Suspected, headline }
}

fn person(listed: &PersonAsListed, plate: &str) -> ReferredPerson {
    ReferredPerson {
        name: listed.name.clone(),
        born_on: listed.born_on,
        about: String::new(),
        phone: listed.phone.as_ref().map(|phone| phone.as_written.clone()).unwrap_or_default(),
        address: listed.address.clone(),
        vehicle: plate.to_owned(),
    }
}

fn referral(record: &OvernightRecord, now: Moment) -> Referral {
    let either = |first: &str, second: &str| {
        if first.trim().is_empty() { second.to_owned() } else { first.to_owned() }
    };
    let officer = [&record.officer, &record.station].into_iter().filter(|text| !text.trim().is_empty());
    let officer: Vec<&str> = officer.map(String::as_str).collect();
    let officer = officer.join(", ");
    Referral {
        source: ReferralSource::OvernightList,
        referrer: either(&officer, "Overnight list"),
        referrer_agency: Agency::Police,
        received_at: now,
        crime_reference: record.crime_reference.clone(),
        recorded_offence: either(&record.recorded_offence, &record.offence_code),
        recorded_as: match record.recorded_as {
            RecordedAs::Stalking => Classification::Stalking,
            RecordedAs::Harassment => Classification::Harassment,
            RecordedAs::Other => Classification::OtherOffence,
        },
        relationship: relationship(&record.relationship),
        what_happened: either(&record.summary, "The list says nothing about what happened."),
        safe_to_contact: SafeToContact::NotAsked,
        consent: Consent::NotAsked,
        consent_reason: "Taken from the overnight list; nobody has asked yet.".to_owned(),
        officer,
    }
}

/// Every relationship of the form.
const RELATIONSHIPS: [Relationship; 15] = [
    Relationship::ExPartnerCohabited,
    Relationship::ExPartnerNotCohabited,
    Relationship::CurrentPartner,
    Relationship::Family,
    Relationship::Friend,
    Relationship::Acquaintance,
    Relationship::Neighbour,
    Relationship::Colleague,
    Relationship::ProfessionalContact,
    Relationship::ClientOrPatient,
    Relationship::OnlineOnly,
    Relationship::Stranger,
    Relationship::Unidentified,
    Relationship::Other,
    Relationship::Unknown,
];

/// The relationship as listed, where the force uses the words of the form; anything else is not known, never guessed.
fn relationship(listed: &str) -> Relationship {
    let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let wanted = plain(listed);
    RELATIONSHIPS.into_iter().find(|known| plain(known.label()) == wanted).unwrap_or(Relationship::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relationship_is_taken_as_listed_or_not_known() {
        assert_eq!(relationship("EX-PARTNER, lived together"), Relationship::ExPartnerCohabited);
        assert_eq!(relationship("colleague"), Relationship::Colleague);
        assert_eq!(relationship("used to sit next to each other"), Relationship::Unknown);
        assert_eq!(relationship(""), Relationship::Unknown);
    }
}
