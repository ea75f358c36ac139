//! Every command, every role, every window: allowed or refused as the table says.

use crate::world::{desk_in, done, sign_in};
use desk::casework::agency::Role;
use desk::commands::{COMMANDS, Who as May, Window};
use desk::trouble::{Plain, Refusal, Trouble};
use example::Who;
use serde_json::json;

const SEATS: [(Who, Role); 6] = [
    (Who::Chair, Role::Chair),
    (Who::Coordinator, Role::Coordinator),
    (Who::Officer, Role::Practitioner),
    (Who::Advocate, Role::VictimAdvocate),
    (Who::Support, Role::BusinessSupport),
    (Who::Auditor, Role::Auditor),
];

#[test]
fn every_command_is_allowed_or_refused_for_every_role_and_window_as_the_table_says() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    done(&mut desk, "try_example", json!({}));
    // A question no command can read: whoever is let through is told so, and nothing is done.
    let unreadable = || json!("not a question");
    for (who, role) in SEATS {
        sign_in(&mut desk, who);
        for line in COMMANDS {
            let told = desk.give(line.name, Window::Room, unreadable()).unwrap_err();
            assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::NotFromThisWindow))), "{} from the room", line.name);
            let told = desk.give(line.name, Window::Main, unreadable()).unwrap_err();
            let let_through = matches!(told, Trouble::Refusal(Refusal::BadQuestion { .. }));
            let turned_away = matches!(told, Trouble::Refusal(Refusal::NotYourRole { .. }));
            let expected = match line.who {
                May::AtTheDoor => true,
                May::Roles(roles) => roles.contains(&role),
            };
            assert_eq!((let_through, turned_away), (expected, !expected), "{} as {role:?}", line.name);
        }
    }
}

#[test]
fn nobody_gives_a_command_of_the_desk_before_signing_in() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = desk_in(folder.path());
    for line in COMMANDS.iter().filter(|line| !matches!(line.who, May::AtTheDoor)) {
        let told = desk.give(line.name, Window::Main, json!({})).unwrap_err();
        assert!(matches!(told, Trouble::Refusal(Refusal::Plain(Plain::NotSignedIn))), "{}", line.name);
    }
}
