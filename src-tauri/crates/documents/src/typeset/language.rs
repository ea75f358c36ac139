//! The languages a paper is printed in, and the fixed words of the papers that are printed in more than one.

use super::PaperRefusal;
use chrono::{Datelike, NaiveDate};

/// A language of a paper, or of a stretch of text on one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    Welsh,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::Welsh];

    /// As files name it (BCP 47).
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en-GB",
            Self::Welsh => "cy-GB",
        }
    }

    /// Fixed words by their key in `assets/wording/papers.*.toml`.
    pub(crate) fn said(self, key: &str, values: &[(&str, &str)]) -> Result<String, PaperRefusal> {
        let lacking = || PaperRefusal::Library(format!("no words for {key} in {}", self.tag()));
        let shipped = forms::shipped().map_err(|cause| PaperRefusal::Library(cause.to_string()))?;
        shipped.paper_words(self.tag()).and_then(|words| words.say(key, values)).ok_or_else(lacking)
    }

    /// "Friday 4 December 2026".
    pub(crate) fn day(self, day: NaiveDate) -> Result<String, PaperRefusal> {
        let named = |part: &str| self.said(&format!("date.{}", day.format(part).to_string().to_lowercase()), &[]);
        let (weekday, month) = (named("%A")?, named("%B")?);
        let (number, year) = (day.day().to_string(), day.year().to_string());
        self.said("date.words", &[("weekday", &weekday), ("day", &number), ("month", &month), ("year", &year)])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_said_in_the_language_of_the_paper() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 4).unwrap();
        assert_eq!(Language::English.day(day).unwrap(), "Friday 4 December 2026");
        assert_eq!(Language::Welsh.day(day).unwrap(), "Dydd Gwener 4 Rhagfyr 2026");
    }
}
