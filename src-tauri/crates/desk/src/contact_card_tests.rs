//! Contact cards: read back as written, refused once touched, and compared to the same words at both ends.

use super::*;
use sealing::UserRootSecret;

fn keys(n: u8) -> UserKeys {
    UserKeys::of(UserRootSecret::from_bytes(&[n; 32])).unwrap()
}

fn side(card: &ContactCard) -> Side {
    (card.unit, card.sealing, card.signing)
}

#[test]
fn a_card_reads_back_as_it_was_written_with_other_line_ends_and_spaces_too() {
    let card = ContactCard::of("Northmoor  unit", [7; 16], &keys(1), Some(&keys(2)));
    let text = card.text(&keys(1));
    assert_eq!(ContactCard::read(&text).as_ref(), Some(&card));
    assert_eq!(ContactCard::read(&format!("\u{feff}\r\n  {}\r\n", text.replace('\n', "  \r\n"))), Some(card));
}

#[test]
fn a_card_with_any_one_letter_changed_is_not_read() {
    let text = ContactCard::of("Northmoor unit", [7; 16], &keys(1), Some(&keys(2))).text(&keys(1));
    for (at, letter) in text.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
        let changed = if letter == '0' { '1' } else { '0' };
        let mut touched = text.clone();
        touched.replace_range(at..=at, &changed.to_string());
        assert_eq!(ContactCard::read(&touched), None, "letter {at} of the card");
    }
}

#[test]
fn a_card_cut_short_lengthened_or_signed_by_other_keys_is_not_read() {
    let card = ContactCard::of("Northmoor unit", [7; 16], &keys(1), None);
    let text = card.text(&keys(1));
    let lines: Vec<&str> = text.lines().collect();
    for kept in 0..lines.len() {
        assert_eq!(ContactCard::read(&lines[..kept].join("\n")), None);
    }
    assert_eq!(ContactCard::read(&format!("{text}one more line\n")), None);
    assert_eq!(ContactCard::read(&card.text(&keys(3))), None);
    assert_eq!(ContactCard::read(&format!("{text}{}", " ".repeat(5000))), None);
    assert_eq!(ContactCard::read(""), None);
}

#[test]
fn only_the_keys_before_hand_on() {
    let card = ContactCard::of("Northmoor unit", [7; 16], &keys(1), Some(&keys(2)));
    assert!(card.is_handed_on_by(&keys(2).signing_public()));
    assert!(!card.is_handed_on_by(&keys(3).signing_public()));
    let other = ContactCard { sealing: [9; 32], ..card };
    assert!(!other.is_handed_on_by(&keys(2).signing_public()), "signed for other keys");
    assert!(!ContactCard::of("N", [7; 16], &keys(1), None).is_handed_on_by(&keys(2).signing_public()));
}

#[test]
fn both_ends_read_the_same_twelve_words_and_sixty_digits_and_a_third_card_reads_others() {
    let (one, two, three) = (
        ContactCard::of("A", [1; 16], &keys(1), None),
        ContactCard::of("B", [2; 16], &keys(2), None),
        ContactCard::of("B", [2; 16], &keys(3), None),
    );
    let (here, there, between) =
        (compare(&side(&one), &side(&two)), compare(&side(&two), &side(&one)), compare(&side(&one), &side(&three)));
    assert_eq!((&here.words, &here.digits), (&there.words, &there.digits));
    assert_eq!((here.words.len(), here.digits.concat().len()), (12, 60));
    assert!(here.words.iter().zip(&between.words).filter(|(a, b)| a == b).count() <= 2);
    assert_ne!(here.digits, between.digits);
}

#[test]
fn what_is_typed_may_differ_in_case_and_spacing_and_in_nothing_else() {
    let made = compare(&([1; 16], [2; 32], [3; 32]), &([4; 16], [5; 32], [6; 32]));
    assert!(made.is_typed(&made.words.join(", ").to_uppercase()));
    assert!(made.is_typed(&format!(" {} ", made.digits.join(" "))));
    assert!(made.is_typed(&made.digits.concat()));
    assert!(!made.is_typed(&made.words[..11].join(" ")));
    assert!(!made.is_typed(&made.digits[1..].join(" ")));
    assert!(!made.is_typed(""));
    let mut swapped = made.words.clone();
    swapped.swap(0, 11);
    assert!(!made.is_typed(&swapped.join(" ")));
}
