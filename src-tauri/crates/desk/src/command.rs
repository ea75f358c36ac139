//! What a line of the command table is made of: the window, who may ask, the act that stays, and the roles by name.

use casework::agency::Role;

/// A window of the program. The label comes from the window system, never from the question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// The desk.
    Main,
    /// The door: it signs in, and holds nothing of the unit.
    Lock,
    /// The room's own window on the projector: it reads one screen.
    Room,
}

/// Who may give a command.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    /// Before anybody has signed in.
    AtTheDoor,
    /// Members with one of these roles.
    Roles(&'static [Role]),
}

/// What a command leaves behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaves {
    /// Nothing: it reads what the screen already shows, or keeps a draft or a setting.
    Nothing,
    /// Exactly one root act of this name.
    Act(&'static str),
}

/// One line of the table.
#[derive(Debug, Clone, Copy)]
pub struct Command {
    pub name: &'static str,
    pub who: Who,
    pub windows: &'static [Window],
    pub leaves: Leaves,
    /// Screens that must read again.
    pub stale: &'static [&'static str],
}

pub(crate) const EVERYONE: &[Role] = &Role::ALL;
pub(crate) const WORKERS: &[Role] =
    &[Role::Chair, Role::Coordinator, Role::Practitioner, Role::VictimAdvocate, Role::BusinessSupport];
pub(crate) const CASE_WORKERS: &[Role] = &[Role::Chair, Role::Coordinator, Role::Practitioner, Role::VictimAdvocate];
pub(crate) const ROOM: &[Role] = &[Role::Chair, Role::Coordinator, Role::BusinessSupport];
pub(crate) const SCREENERS: &[Role] = &[Role::Chair, Role::Coordinator, Role::Practitioner];
pub(crate) const SIGNERS: &[Role] = &[Role::Chair];
pub(crate) const KEEPERS: &[Role] = &[Role::Chair, Role::Coordinator];
/// The victim's own plan is the advocate's work with the victim, and nobody else's to read.
pub(crate) const ADVOCATES: &[Role] = &[Role::VictimAdvocate];
pub(crate) const CONTACTERS: &[Role] = &[Role::Chair, Role::VictimAdvocate];
/// Whoever reads the log reads colleagues' work: the auditor alone, not the chair (rules.md LOG-6).
pub(crate) const LOG_READERS: &[Role] = &[Role::Auditor];
/// Whoever may see whether the log is whole, which says nothing about anybody.
pub(crate) const LOG_CHECKERS: &[Role] = &[Role::Auditor, Role::Chair];
