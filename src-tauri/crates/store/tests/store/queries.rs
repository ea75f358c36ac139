//! Every query file is valid against the schema, and none lies about unused.

use std::path::{Path, PathBuf};

fn here(part: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(part)
}

fn files(folder: &Path, ending: &str, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, into);
        } else if path.extension().is_some_and(|e| e == ending) {
            into.push(path);
        }
    }
}

fn queries() -> Vec<(String, String)> {
    let mut found = Vec::new();
    files(&here("queries"), "sql", &mut found);
    assert!(found.len() > 80);
    found
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(here("queries")).unwrap().with_extension("");
            (name.to_string_lossy().replace('\\', "/"), std::fs::read_to_string(path).unwrap())
        })
        .collect()
}

/// The schema after every step, as the folder holds them.
fn migrated() -> rusqlite::Connection {
    drop(crate::common::place());
    let conn = rusqlite::Connection::open_in_memory().unwrap();
    let mut steps = Vec::new();
    files(&here("migrations"), "sql", &mut steps);
    steps.sort();
    for step in steps {
        conn.execute_batch(&std::fs::read_to_string(step).unwrap()).unwrap();
    }
    // The index of opened compartments is made in memory for each session.
    conn.execute_batch(&std::fs::read_to_string(here("queries/session/make.sql")).unwrap()).unwrap();
    conn
}

#[test]
fn every_query_file_prepares_against_the_migrated_schema() {
    let conn = migrated();
    for (name, text) in queries().into_iter().filter(|(name, _)| name != "session/make") {
        if let Err(error) = conn.prepare(&text) {
            panic!("{name}.sql does not prepare: {error}");
        }
    }
}

#[test]
fn every_query_file_is_used() {
    let mut sources = Vec::new();
    files(&here("src"), "rs", &mut sources);
    let code: String = sources.iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    for (name, _) in queries() {
        assert!(code.contains(&format!("\"{name}\"")), "nobody uses {name}.sql");
    }
}

#[test]
fn no_list_of_the_first_screen_reads_a_whole_table() {
    let conn = migrated();
    let scans_allowed = [
        // The whole journal, or the whole of a small table, is what these are asked for.
        "acts/in_order",
        "entries/in_order",
        "records/count",
        "meta/tables",
        "cases/count",
        "cases/counts",
        "cases/in_reference_order",
        "cases/newest",
        "cases/by_level",
        "cases/by_change",
        "cases/by_last_incident",
        // The same from the other end, along the same indexes.
        "cases/oldest",
        "cases/in_reference_order_from_back",
        "cases/by_level_from_back",
        "cases/by_change_from_back",
        "cases/by_last_incident_from_back",
        "cases/all_listed",
        "acts/latest",
        "checkpoints/all",
        "compartments/all",
        "compartments/grants_of_member",
        "records/in_order",
        // Of the records that other units brought, not of all.
        "records/in_conflict",
        "today/waiting",
        // A small table; and once, when a laptop is struck off.
        "laptops/held_back",
        "laptops/by_device",
    ];
    for (name, text) in queries().into_iter().filter(|(name, _)| name != "session/make") {
        let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {text}")).unwrap();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().unwrap() {
            let step: String = row.get("detail").unwrap();
            let scans = step.starts_with("SCAN")
                && !step.contains("VIRTUAL TABLE")
                && !step.contains("CONSTANT")
                && !["found", "record", "line"].contains(&step.trim_start_matches("SCAN "));
            assert!(!scans || scans_allowed.contains(&name.as_str()), "{name}: {step}");
        }
    }
}
