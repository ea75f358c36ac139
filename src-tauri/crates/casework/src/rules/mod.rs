//! The rules of the field, pure: everything they need, the day included, is handed to them. They list, they never judge.

pub mod agenda;
pub mod agreement;
pub mod episodes;
pub mod gate;
pub mod plan;
pub mod plan_changes;
pub mod protective;
pub mod referral;
pub mod safe_contact;
pub mod screening;
pub mod states;
pub mod text_check;
pub mod victim_plan;

/// One thing that stands in the way: where it is, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Field of the form, dotted ("victim.name").
    pub field: String,
    /// What is wrong and what to do next, in plain words.
    pub words: String,
}

impl Wrong {
    /// Notes what is wrong with a field.
    #[must_use]
    pub fn with(field: &str, words: impl Into<String>) -> Self {
        Self { field: field.to_owned(), words: words.into() }
    }
}
