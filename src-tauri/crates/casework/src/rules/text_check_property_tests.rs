//! Whatever is planted is found however it is spelt, and no text makes the check fail.

use super::text_check_tests::detail;
use super::*;
use proptest::prelude::*;

const FILLER: [&str; 5] =
    ["", "Reported again at night. ", "Neighbour saw a car, ", "2 calls since Monday: ", "(told by health) "];

fn spelling(text: String) -> impl Strategy<Value = String> {
    let letters = text.chars().count();
    (
        proptest::collection::vec(0u8..6, letters),
        prop_oneof![Just(" "), Just("  "), Just("\n"), Just("-"), Just(", "), Just("\u{a0}")],
    )
        .prop_map(move |(choices, gap)| {
            text.chars()
                .zip(choices)
                .map(|(part, choice)| match (part, choice) {
                    (' ', _) => gap.to_owned(),
                    (part, 0) => part.to_uppercase().to_string(),
                    (part, 1) if part.is_alphabetic() => format!("{part}\u{301}"),
                    (part, 2) => format!("{part}\u{200b}"),
                    (part, _) => part.to_string(),
                })
                .collect()
        })
}

type Planted = (DetailKind, String, String);

fn planted_address() -> impl Strategy<Value = Planted> {
    let street = proptest::sample::select(vec![
        ("street", "st"),
        ("road", "rd."),
        ("avenue", "ave"),
        ("lane", "ln"),
        ("close", "cl"),
        ("drive", "dr."),
        ("court", "ct"),
    ]);
    (1u16..400, "[b-z]{5,9}", street).prop_map(|(number, name, (long, short))| {
        (DetailKind::Address, format!("Flat 3, {number} {name} {long}, Sampleton"), format!("{number} {name} {short}"))
    })
}

fn planted_code() -> impl Strategy<Value = Planted> {
    let postcode = ("[A-Z]{1,2}[0-9]{1,2}", "[0-9][A-Z]{2}", proptest::sample::select(vec!["", " "]))
        .prop_map(|(out, inward, gap)| (DetailKind::Postcode, format!("{out} {inward}"), format!("{out}{gap}{inward}")));
    let lead = proptest::sample::select(vec!["0", "+44 ", "+44 (0)", "0044"]);
    let phone = ("7[0-9]{3}", "[0-9]{3}", "[0-9]{3}", lead)
        .prop_map(|(a, b, c, lead)| (DetailKind::Phone, format!("0{a} {b}{c}"), format!("{lead}{a} {b} {c}")));
    let vehicle = "[A-Z]{2}[0-9]{2} [A-Z]{3}".prop_map(|plate| (DetailKind::Vehicle, format!("{plate} red van"), plate));
    prop_oneof![postcode, phone, vehicle]
}

fn planted() -> impl Strategy<Value = Planted> {
    let kind = proptest::sample::select(vec![DetailKind::School, DetailKind::Workplace, DetailKind::SafePlace]);
    let place =
        ("[b-z]{5,9}", "[b-z]{5,9}", kind).prop_map(|(a, b, kind)| (kind, format!("The {a} {b} School"), format!("{a} {b}")));
    let code = "[b-z]{3,9}( [b-z]{3,9})?".prop_map(|word| (DetailKind::CodeWord, word.clone(), word));
    let email = ("[a-z]{3,8}", "[a-z]{3,8}")
        .prop_map(|(name, host)| (DetailKind::Email, format!("{name}@{host}.example"), format!("{name} at {host}.example")));
    prop_oneof![planted_address(), planted_code(), place, code, email]
}

proptest! {
    #[test]
    fn every_planted_detail_is_found_in_any_spelling(
        (kind, known, (spelt, before, after)) in planted().prop_flat_map(|(kind, known, text)| {
            (Just(kind), Just(known), (spelling(text), 0usize..5, 0usize..5))
        })
    ) {
        let text = format!("{}{spelt} {}", FILLER[before], FILLER[after]);
        let hits = check_text(&text, &[detail(kind, &known)]);
        prop_assert!(!hits.is_empty(), "{known:?} not found in {text:?}");
    }

    #[test]
    fn any_text_and_any_detail_are_read_without_failing(text in ".{0,80}", known in ".{0,40}") {
        let length = text.chars().count();
        for kind in [DetailKind::Address, DetailKind::Phone, DetailKind::School, DetailKind::Email, DetailKind::Vehicle] {
            for hit in check_text(&text, &[detail(kind, &known)]) {
                prop_assert!(hit.start < hit.end && usize::try_from(hit.end).unwrap() <= length);
            }
        }
    }
}
