//! The permission walk: every command, every role, every window, allowed or refused as the table says.

use desk::casework::agency::Role;
use desk::commands::{COMMANDS, Who as Allowed, Window};
use example::Who;
use journeys::{SharedKeyring, desk_in, give, key_of};
use serde_json::{Value, json};

const CAST: [(Who, Role); 6] = [
    (Who::Chair, Role::Chair),
    (Who::Coordinator, Role::Coordinator),
    (Who::Officer, Role::Practitioner),
    (Who::Advocate, Role::VictimAdvocate),
    (Who::Support, Role::BusinessSupport),
    (Who::Auditor, Role::Auditor),
];

#[test]
fn every_command_refuses_every_role_the_table_does_not_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    give(&mut desk, "try_example", json!({})).unwrap();
    for (who, role) in CAST {
        example::morning::sign_in(&mut desk, who).unwrap();
        for command in COMMANDS {
            let Allowed::Roles(roles) = command.who else { continue };
            // A question no command can read: whoever is let in is told so, and nothing is done.
            let key = key_of(&desk.give(command.name, Window::Main, Value::from(7)));
            let wanted = if roles.contains(&role) { "bad_question" } else { "not_your_role" };
            assert_eq!(key, wanted, "{} as {}", command.name, role.label());
        }
    }
}

#[test]
fn every_command_refuses_the_window_the_table_does_not_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    for command in COMMANDS.iter().filter(|command| !command.windows.contains(&Window::Room)) {
        assert_eq!(key_of(&desk.give(command.name, Window::Room, json!({}))), "not_from_this_window", "{}", command.name);
    }
}

#[test]
fn nobody_does_anything_before_signing_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path(), Box::new(SharedKeyring::default()));
    for command in COMMANDS.iter().filter(|command| matches!(command.who, Allowed::Roles(_))) {
        assert_eq!(key_of(&give(&mut desk, command.name, json!({}))), "not_signed_in", "{}", command.name);
    }
}
