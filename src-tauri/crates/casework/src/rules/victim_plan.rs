//! What must be settled before a victim's own plan may be printed (domain 5.3).

use super::Wrong;
use crate::victim_plan::{SafeToHoldPaper, SaidOfPage, VictimPlan};
use chrono::{Days, NaiveDate};

/// Days for which an answer about paper stands.
pub const ASKED_WITHIN_DAYS: u64 = 7;

/// Longest life of a page: the shortest review of a case judged high (domain 5.2). Tactics change, and an old page misleads.
pub const LONGEST_LIFE_DAYS: u64 = 28;

/// Everything that stands in the way of printing; empty when nothing does.
#[must_use]
pub fn blockers(plan: &VictimPlan, today: NaiveDate) -> Vec<Wrong> {
    let mut found = Vec::new();
    let page = &plan.page;
    if page.title.trim().is_empty() {
        found.push(Wrong::with("title", "Give the page a title that tells a finder nothing, such as My notes."));
    }
    if page.texts().iter().all(|(field, text)| *field == "title" || text.trim().is_empty()) {
        found.push(Wrong::with("my_advocate", "Nothing stands on the page yet. Write what helps, in the victim's words."));
    }
    found.extend(life(page.look_again_on, today));
    found.extend(paper(plan, today));
    found.extend(said(
        plan,
        plan.would_help_them.as_ref(),
        ("would_help_them", false),
        "Read the page as it stands now and say whether anything on it would help the person who stalks.",
        "Something on the page would help the person who stalks. Take it out, then read the page again.",
    ));
    found.extend(said(
        plan,
        plan.victim_agrees.as_ref(),
        ("victim_agrees", true),
        "Read the page to the victim as it stands now and ask whether every word may stand on paper.",
        "The victim does not want this on paper. Take out what they do not want, then ask again.",
    ));
    found
}

fn life(look_again_on: Option<NaiveDate>, today: NaiveDate) -> Option<Wrong> {
    let last = today.checked_add_days(Days::new(LONGEST_LIFE_DAYS))?;
    let words = match look_again_on {
        None => format!("Say by which day to look at the page again: {LONGEST_LIFE_DAYS} days from now at most."),
        Some(on) if on <= today => "The day to look at the page again has come. Go through it and choose a later day.".to_owned(),
        Some(on) if on > last => format!("Choose a day within {LONGEST_LIFE_DAYS} days: an old page misleads."),
        Some(_) => return None,
    };
    Some(Wrong::with("look_again_on", words))
}

fn paper(plan: &VictimPlan, today: NaiveDate) -> Option<Wrong> {
    let words = match &plan.paper {
        None => "Ask the victim whether paper is safe to hold.".to_owned(),
        Some(paper) => match paper.answer {
            SafeToHoldPaper::No => "Paper is not safe to hold. Do not print; tell it instead.".to_owned(),
            SafeToHoldPaper::ReadOutOnly => "Read it out. Do not print it.".to_owned(),
            SafeToHoldPaper::SafeDevice => "The victim wants it on a safe device only. Do not print it.".to_owned(),
            SafeToHoldPaper::Yes | SafeToHoldPaper::ThirdPartyKeeps => {
                let stands = paper.asked_on <= today
                    && paper.asked_on.checked_add_days(Days::new(ASKED_WITHIN_DAYS)).is_some_and(|until| today <= until);
                if stands {
                    return None;
                }
                format!("Whether paper is safe was asked more than {ASKED_WITHIN_DAYS} days ago. Ask again.")
            }
        },
    };
    Some(Wrong::with("paper", words))
}

/// Blocks unless the wanted answer was given to these very words.
fn said(
    plan: &VictimPlan,
    answer: Option<&SaidOfPage>,
    (field, wanted): (&str, bool),
    ask: &str,
    otherwise: &str,
) -> Option<Wrong> {
    match answer {
        Some(answer) if answer.page == plan.page => (answer.yes != wanted).then(|| Wrong::with(field, otherwise)),
        Some(_) | None => Some(Wrong::with(field, ask)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::MemberId;
    use crate::victim_plan::{PaperAnswer, VictimPage};

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, day).unwrap()
    }

    fn ready() -> VictimPlan {
        let page = VictimPage {
            title: "My notes".to_owned(),
            at_home: "Lock the side gate.".to_owned(),
            look_again_on: Some(day(30)),
            ..VictimPage::default()
        };
        let said =
            |yes| Some(SaidOfPage { page: page.clone(), yes, by: MemberId(uuid::Uuid::nil()), at: chrono::DateTime::UNIX_EPOCH });
        VictimPlan {
            paper: Some(PaperAnswer { answer: SafeToHoldPaper::Yes, asked_on: day(23), asked_by: MemberId(uuid::Uuid::nil()) }),
            would_help_them: said(false),
            victim_agrees: said(true),
            page,
        }
    }

    fn fields(plan: &VictimPlan, today: NaiveDate) -> Vec<String> {
        blockers(plan, today).into_iter().map(|wrong| wrong.field).collect()
    }

    #[test]
    fn a_page_asked_about_read_and_agreed_may_be_printed() {
        assert_eq!(fields(&ready(), day(23)), Vec::<String>::new());
        let kept = VictimPlan {
            paper: ready().paper.map(|paper| PaperAnswer { answer: SafeToHoldPaper::ThirdPartyKeeps, ..paper }),
            ..ready()
        };
        assert_eq!(fields(&kept, day(23)), Vec::<String>::new());
    }

    #[test]
    fn any_change_of_the_page_leaves_both_answers_behind() {
        let mut plan = ready();
        plan.page.at_home.push('!');
        assert_eq!(fields(&plan, day(23)), ["would_help_them", "victim_agrees"]);
    }

    #[test]
    fn the_answer_about_paper_stands_for_seven_days_and_not_before_it_was_given() {
        let mut plan = ready();
        plan.page.look_again_on = Some(NaiveDate::from_ymd_opt(2026, 12, 10).unwrap());
        for answer in [&mut plan.would_help_them, &mut plan.victim_agrees] {
            answer.as_mut().unwrap().page = plan.page.clone();
        }
        assert_eq!(fields(&plan, day(30)), Vec::<String>::new());
        assert_eq!(fields(&plan, NaiveDate::from_ymd_opt(2026, 12, 1).unwrap()), ["paper"]);
        assert_eq!(fields(&plan, day(22)), ["paper"], "a day that has not come");
    }

    #[test]
    fn no_answer_and_every_answer_but_paper_block() {
        for answer in [SafeToHoldPaper::No, SafeToHoldPaper::ReadOutOnly, SafeToHoldPaper::SafeDevice] {
            let plan = VictimPlan { paper: ready().paper.map(|paper| PaperAnswer { answer, ..paper }), ..ready() };
            assert_eq!(fields(&plan, day(23)), ["paper"], "{answer:?}");
        }
        assert_eq!(fields(&VictimPlan { paper: None, ..ready() }, day(23)), ["paper"]);
    }

    #[test]
    fn the_unwanted_answer_blocks_as_much_as_none() {
        let other = |said: Option<SaidOfPage>| said.map(|said| SaidOfPage { yes: !said.yes, ..said });
        let plan = VictimPlan { would_help_them: other(ready().would_help_them), ..ready() };
        assert_eq!(fields(&plan, day(23)), ["would_help_them"]);
        let plan = VictimPlan { victim_agrees: other(ready().victim_agrees), ..ready() };
        assert_eq!(fields(&plan, day(23)), ["victim_agrees"]);
    }

    #[test]
    fn a_page_has_a_title_some_words_and_a_short_life() {
        let mut plan = ready();
        plan.page = VictimPage { look_again_on: Some(day(23)), ..VictimPage::default() };
        let wanted = ["title", "my_advocate", "look_again_on", "would_help_them", "victim_agrees"];
        assert_eq!(fields(&plan, day(23)), wanted);
        for (on, blocked) in [(day(24), false), (NaiveDate::from_ymd_opt(2026, 12, 21).unwrap(), false)] {
            assert_eq!(life(Some(on), day(23)).is_some(), blocked, "{on}");
        }
        assert!(life(NaiveDate::from_ymd_opt(2026, 12, 22), day(23)).is_some(), "29 days");
        assert!(life(None, day(23)).is_some());
    }
}
