//! What the reading of Rust source must keep apart.

use super::*;

#[test]
fn comments_and_literals_are_not_code_and_lines_stay_where_they_were() {
    let text = "let a = \"x.unwrap() \\\" y\"; // panic!\n/* a /* b */ todo! */ let b = 'c';\nlet d = r#\"q \"w\" {\"#;\n";
    let source = read(text);
    assert!(!source.code.contains("unwrap"), "{}", source.code);
    assert!(!source.code.contains("panic"), "{}", source.code);
    assert!(!source.code.contains("todo"), "{}", source.code);
    assert!(!source.code.contains('{'), "{}", source.code);
    assert_eq!(source.code.lines().count(), 3);
    assert_eq!(source.literals, [(1, "x.unwrap() \\\" y".to_owned()), (3, "q \"w\" {".to_owned())]);
}

#[test]
fn a_lifetime_is_not_a_character_and_a_quote_character_opens_no_string() {
    let source = read("fn f<'a>(x: &'a str) -> char { let q = '\"'; let n = '\\''; let u = '\\u{41}'; x.unwrap() }");
    assert!(source.code.contains("x.unwrap()"), "{}", source.code);
    assert!(source.literals.is_empty());
}

#[test]
fn a_name_ending_in_r_before_a_string_is_not_a_raw_string() {
    let source = read("concat!(bar\"\", for_r#\"\"); r#type.go()");
    assert!(source.code.contains("r#type.go()"), "{}", source.code);
}

#[test]
fn letters_beyond_ascii_do_not_disturb_the_reading() {
    let source = read("let ż = \"Świątek – „ul.”\"; let e = 'é'; go.unwrap();");
    assert!(source.code.contains("go.unwrap()"));
    assert_eq!(source.literals.len(), 1);
}

#[test]
fn the_range_of_a_test_module_ends_where_its_block_does() {
    let source = read("fn a() {}\n#[cfg(test)]\nmod tests { fn b() { } }\nfn c() {}\n");
    let ranges = source.test_ranges();
    assert_eq!(ranges.len(), 1);
    let inside = source.code.get(ranges[0].clone()).unwrap();
    assert!(inside.contains("fn b()") && !inside.contains("fn c()"), "{inside}");
}
