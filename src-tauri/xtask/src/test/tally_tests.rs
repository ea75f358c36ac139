//! What the counting of test output must get right.

use super::*;

const TWO_PROGRAMS: &str = "\
   Compiling store v0.1.0
     Running unittests src/lib.rs (target/debug/deps/store-0123456789abcdef)

running 3 tests
test a_save_is_kept ... ok
test a_full_disk ... ignored, needs a small disk
test a_wrong_key_is_refused ... FAILED

test result: FAILED. 1 passed; 1 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.03s

     Running journeys/main.rs (target/debug/deps/morning-triage-fedcba9876543210)

running 2 tests
test one ... ok
test two ... ok

test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.00s
";

fn suite(name: &str, passed: usize, failed: &[&str], skipped: &[&str]) -> Suite {
    let own = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect();
    Suite { name: name.to_owned(), passed, failed: own(failed), skipped: own(skipped) }
}

#[test]
fn every_test_program_is_counted_under_its_own_name() {
    let suites = of_cargo("libraries", TWO_PROGRAMS, false);
    assert_eq!(
        suites,
        [
            suite("store", 1, &["a_wrong_key_is_refused"], &["a_full_disk (needs a small disk)"]),
            suite("morning-triage", 2, &[], &[]),
        ]
    );
}

#[test]
fn a_build_that_fails_is_a_failure_although_no_test_failed() {
    let suites = of_cargo("libraries", "error: could not compile `store`\n", false);
    assert_eq!(suites, [suite("libraries", 0, &["it did not build, or did not come to its end"], &[])]);
}

#[test]
fn a_stage_that_ran_nothing_is_a_failure_although_cargo_was_content() {
    let suites = of_cargo("screens", "warning: nothing to do\n", true);
    assert_eq!(suites.len(), 1, "silence is not success");
    assert_eq!(suites[0].failed.len(), 1);
}

#[test]
fn a_test_program_that_dies_is_a_failure_of_that_program() {
    let output = "     Running unittests src/lib.rs (target/debug/deps/store-01)\n\nrunning 2 tests\ntest a ... ok\n";
    let suites = of_cargo("libraries", output, false);
    assert_eq!(suites, [suite("store", 0, &["the test program did not come to its end"], &[])]);
}

#[test]
fn a_verdict_lost_between_other_words_is_still_counted() {
    let output = "     Running screens/main.rs (target/debug/deps/screens-01)\n\
                  test the_room ... printing\nFAILED\n\
                  test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1s\n";
    let suites = of_cargo("screens", output, false);
    assert_eq!(suites, [suite("screens", 0, &["a test whose name could not be read"], &[])]);
}

#[test]
fn vitest_counts_tests_and_files_that_do_not_load() {
    let text = r#"{"testResults":[
        {"name":"/x/a.test.ts","status":"passed","assertionResults":[
            {"fullName":"keys move","status":"passed"},{"fullName":"later","status":"todo"}]},
        {"name":"/x/b.test.ts","status":"failed","assertionResults":[]}]}"#;
    assert_eq!(of_vitest(text), Some(suite("interface", 1, &["b.test.ts"], &["later"])));
    assert_eq!(of_vitest("not json"), None);
}
