//! The text check finds what could lead somebody to a protected person, however it is spelt, and leaves plain prose alone.

use super::*;
use uuid::Uuid;

pub(super) fn detail(kind: DetailKind, text: &str) -> ProtectedDetail {
    ProtectedDetail { record: RecordId(Uuid::from_u128(7)), person_label: "victim".to_owned(), kind, text: text.to_owned() }
}

fn found(kind: DetailKind, detail_text: &str, text: &str) -> Vec<String> {
    check_text(text, &[detail(kind, detail_text)]).into_iter().map(|hit| hit.found).collect()
}

/// Kind, the detail as recorded, a text, and the words that must be found in it.
#[rustfmt::skip]
const SPELLINGS: [(DetailKind, &str, &str, &str); 39] = [
    (DetailKind::Address, "14 Sample Street, Sampleton", "seen at flat 2, 14 Sample St. again", "14 Sample St"),
    (DetailKind::Address, "Flat 2, 14 Sample St., Sampleton SM1 2AB", "at 14 SAMPLE STREET", "14 SAMPLE STREET"),
    (DetailKind::Address, "Flat 2 14 Sample Street Sampleton SM1 2AB", "near Sample Street now", "Sample Street"),
    (DetailKind::Address, "14, Sample Street", "14 sample str", "14 sample str"),
    (DetailKind::Address, "14a Sample Rd", "14 A Sample Road", "14 A Sample Road"),
    (DetailKind::Address, "14 Sample Street", "moved to 14 Sample with a friend", "14 Sample"),
    (DetailKind::Address, "3 St. Example's Close", "by St Examples Cl", "St Examples Cl"),
    (DetailKind::Address, "9 Upper Park Road", "Upper Park Rd.", "Upper Park Rd"),
    (DetailKind::Address, "7 Broadway", "stood outside 7, Broadway", "7, Broadway"),
    (DetailKind::Address, "Rose Cottage, Sampleton", "came to rose-cottage", "rose-cottage"),
    (DetailKind::Address, "The Old Example Barn, Sampleton", "behind the old example barn", "the old example barn"),
    (DetailKind::Address, "12 Heol y Bont, Sampleton", "y tu allan i 12 Heol-y-Bont", "12 Heol-y-Bont"),
    (DetailKind::Address, "5 Ulica Łąkowa", "at 5 ulica lakowa", "5 ulica lakowa"),
    (DetailKind::Address, "2 High Street, Sampleton", "went to 2 High St", "2 High St"),
    (DetailKind::Address, "14 Sample Street\nSampleton\nSM1 2AB", "code sm12ab", "sm12ab"),
    (DetailKind::Address, "Sample Street 14", "Sample St", "Sample St"),
    (DetailKind::Postcode, "SM1 2AB", "SM12AB", "SM12AB"),
    (DetailKind::Postcode, "sm12ab", "in SM1\u{a0}2AB.", "SM1\u{a0}2AB"),
    (DetailKind::Postcode, "SO1 0AB", "S01 OAB", "S01 OAB"),
    (DetailKind::Phone, "07700 900123", "ring +44 (0)7700 900 123 now", "44 (0)7700 900 123"),
    (DetailKind::Phone, "+44 7700 900123", "ring 07700-900-123", "07700-900-123"),
    (DetailKind::Phone, "07700900123", "0 7 7 0 0 9 0 0 1 2 3", "0 7 7 0 0 9 0 0 1 2 3"),
    (DetailKind::Phone, "0044 7700 900123", "7700900123", "7700900123"),
    (DetailKind::Phone, "020 7946 0123", "call 7946 0123", "7946 0123"),
    (DetailKind::Phone, "07700 900123 / 07700 900456", "07700900456", "07700900456"),
    (DetailKind::Phone, "07700 900123", "٠٧٧٠٠ ٩٠٠١٢٣", "٠٧٧٠٠ ٩٠٠١٢٣"),
    (DetailKind::Email, "sam.example@mail.example", "Sam.Example @ mail.example", "Sam.Example @ mail.example"),
    (DetailKind::Email, "sam.example@mail.example", "sam example at mail dot example", "sam example at mail dot example"),
    (DetailKind::Workplace, "Quillfeather & Sons Ltd", "works at Quillfeather and Sons", "Quillfeather and Sons"),
    (DetailKind::Workplace, "The Quillfeather Bakery, 3 Other Lane", "at Quillfeather shop", "Quillfeather shop"),
    (DetailKind::Workplace, "The Quillfeather Bakery, 3 Other Lane", "near other ln", "other ln"),
    (DetailKind::School, "St. Example's Primary School", "outside St Examples", "St Examples"),
    (DetailKind::School, "Northfield Academy", "North-field Academy", "North-field Academy"),
    (DetailKind::SafePlace, "Café Łódź", "meets at cafe lodz", "cafe lodz"),
    (DetailKind::CodeWord, "pineapple", "she said PINEAPPLE, twice", "PINEAPPLE"),
    (DetailKind::CodeWord, "Blue Heron", "the blue-heron call", "blue-heron"),
    (DetailKind::CodeWord, "blå", "the word bla", "bla"),
    (DetailKind::Vehicle, "AB12 CDE, blue hatchback", "plate ab12cde", "ab12cde"),
    (DetailKind::Online, "@quill_feather9", "account quill.feather9 wrote", "quill.feather9"),
];

#[test]
fn details_are_found_in_every_usual_spelling() {
    for (kind, known, text, expected) in SPELLINGS {
        let hits = found(kind, known, text);
        assert!(hits.iter().any(|hit| hit == expected), "{known:?} in {text:?}: {hits:?}");
    }
}

#[test]
fn plain_prose_is_left_alone() {
    use DetailKind::*;
    let prose = "For example, 14 calls in 3 weeks on the high street; police attended at 20:15 on 14 March 2026. \
        The school and the office were told. High risk, main road closed, crime 0123456/26. \
        No contact at home or work since the 2 new reports. She walked by the park to get her coat.";
    let details = [
        detail(Address, "14 High Street, Sampleton"),
        detail(Address, "2 New Road"),
        detail(Address, "3 The Close"),
        detail(Address, ""),
        detail(Postcode, "SM1 2AB"),
        detail(Phone, "07700 900123"),
        detail(School, "Example Primary School"),
        detail(School, "school"),
        detail(Workplace, "the office"),
        detail(CodeWord, "together"),
        detail(CodeWord, "arch"),
        detail(Vehicle, "AB12 CDE"),
    ];
    let hits: Vec<_> = check_text(prose, &details).into_iter().map(|hit| hit.found).collect();
    assert_eq!(hits, Vec::<String>::new());
}

#[test]
fn a_house_number_is_not_found_inside_a_longer_one() {
    assert_eq!(found(DetailKind::Address, "4 Broadway", "at 14 Broadway"), Vec::<String>::new());
    assert_eq!(found(DetailKind::Address, "14 Broadway", "at 141 Broadway"), Vec::<String>::new());
}

#[test]
fn offsets_count_characters_and_the_longest_match_stands_alone() {
    let text = "Łódź — 14 Sample St., SM1 2AB";
    let hits = check_text(text, &[detail(DetailKind::Address, "14 Sample Street, Sampleton SM1 2AB")]);
    let spans: Vec<(u32, u32)> = hits.iter().map(|hit| (hit.start, hit.end)).collect();
    assert_eq!(spans, [(7, 19), (22, 29)]);
}

#[test]
fn a_release_covers_other_spellings_of_the_same_words_and_nothing_more() {
    let known = [detail(DetailKind::Address, "14 Sample Street")];
    let mut released = Released::default();
    for hit in check_text("on Sample Street", &known) {
        released.release(hit.key());
    }
    assert!(released.unresolved(check_text("on SAMPLE ST.", &known)).is_empty());
    assert_eq!(released.unresolved(check_text("at 14 Sample St", &known)).len(), 1);
    let other = ProtectedDetail { record: RecordId(Uuid::from_u128(8)), ..detail(DetailKind::Address, "14 Sample Street") };
    assert_eq!(released.unresolved(check_text("on Sample Street", &[other])).len(), 1);
}

#[test]
fn every_part_of_the_contact_details_is_protected() {
    use crate::contact::{ContactChannel, SafeAnswer};
    use crate::incident::YesNoUnknown;
    let channel = |kind, address: &str| ContactChannel {
        kind,
        address: address.to_owned(),
        safe: SafeAnswer::Yes,
        shared_device: YesNoUnknown::No,
        perpetrator_may_access: YesNoUnknown::No,
    };
    let contact = ContactDetail {
        channels: vec![
            channel(Channel::Phone, "07700 900123"),
            channel(Channel::Email, "sam@mail.example"),
            channel(Channel::Post, "14 Sample Street"),
            channel(Channel::App, "quillfeather"),
        ],
        code_word: "pineapple".to_owned(),
        safe_place: "Wren Library".to_owned(),
        emergency_contact: "sister 07700 900456".to_owned(),
    };
    let known = contact_details(RecordId(Uuid::from_u128(9)), "victim", &contact);
    let text = "07700900123 sam@mail.example; 14 Sample St; quillfeather; pineapple; wren library; +447700900456";
    assert_eq!(known.len(), 7);
    assert_eq!(check_text(text, &known).len(), 7);
}
