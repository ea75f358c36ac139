//! What is shown while a field is in conflict: for three kinds of field, the value that protects more.

use crate::id::Id;
use serde_json::Value;

/// What a field shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown<'a> {
    /// Nothing stands for it here.
    Nothing,
    /// One head: settled.
    Settled(&'a Value),
    /// More than one head, and this value protects more than the others until a person resolves it.
    UntilResolved(&'a Value),
    /// More than one head and no value may be shown as fact.
    Unresolved,
}

/// Chooses what is shown from the heads of a field.
///
/// `protects` gives how strongly a value protects, more is stronger, for level of concern, safe contact and disclosure
/// of an address (docs/journal-format.md 7); it is `None` for every other field, and for a value it does not know,
/// and then nothing is shown as fact. Equal values agree. Of equally strong ones the lower entry id is taken,
/// so that every machine shows the same.
#[must_use]
pub fn more_protective<'a>(heads: &'a [(Id, Value)], protects: impl Fn(&Value) -> Option<u32>) -> Shown<'a> {
    let Some((_, first)) = heads.first() else {
        return Shown::Nothing;
    };
    if heads.len() == 1 {
        return Shown::Settled(first);
    }
    let mut best: Option<(u32, Id, &Value)> = None;
    for (id, value) in heads {
        let Some(strength) = protects(value) else {
            return Shown::Unresolved;
        };
        let better = best.is_none_or(|(held, held_id, _)| strength > held || (strength == held && *id < held_id));
        if better {
            best = Some((strength, *id, value));
        }
    }
    best.map_or(Shown::Unresolved, |(_, _, value)| Shown::UntilResolved(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn level(value: &Value) -> Option<u32> {
        match value.as_str() {
            Some("standard") => Some(0),
            Some("medium") => Some(1),
            Some("high") => Some(2),
            Some(_) | None => None,
        }
    }

    #[test]
    fn a_conflict_about_the_level_shows_the_higher_one_in_any_order() {
        let high = (Id([1; 16]), json!("high"));
        let medium = (Id([2; 16]), json!("medium"));
        for heads in [vec![high.clone(), medium.clone()], vec![medium.clone(), high.clone()]] {
            assert_eq!(more_protective(&heads, level), Shown::UntilResolved(&json!("high")));
        }
        assert_eq!(more_protective(&[medium], level), Shown::Settled(&json!("medium")));
    }

    #[test]
    fn a_value_nobody_knows_is_never_weighed() {
        let heads = [(Id([1; 16]), json!("high")), (Id([2; 16]), json!("level of a later version"))];
        assert_eq!(more_protective(&heads, level), Shown::Unresolved);
        assert_eq!(more_protective(&[], level), Shown::Nothing);
    }

    /// Both "medium" and this word of an older version weigh the same; every machine is to show the same of the two.
    #[test]
    fn of_equally_strong_values_the_lower_id_s_is_shown_in_any_order() {
        let weigh = |value: &Value| if value == "raised" { Some(1) } else { level(value) };
        let [low, middle, high] = [(1, "medium"), (2, "raised"), (3, "medium")].map(|(id, value)| (Id([id; 16]), json!(value)));
        for heads in [[low.clone(), middle.clone()], [middle.clone(), low]] {
            assert_eq!(more_protective(&heads, weigh), Shown::UntilResolved(&json!("medium")));
        }
        for heads in [[high.clone(), middle.clone()], [middle, high]] {
            assert_eq!(more_protective(&heads, weigh), Shown::UntilResolved(&json!("raised")));
        }
    }

    #[test]
    fn a_weaker_value_of_a_lower_id_is_not_shown() {
        let heads = [(Id([2; 16]), json!("high")), (Id([1; 16]), json!("medium")), (Id([3; 16]), json!("standard"))];
        assert_eq!(more_protective(&heads, level), Shown::UntilResolved(&json!("high")));
    }
}
