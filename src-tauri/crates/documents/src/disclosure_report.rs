//! Disclosures by month and organisation: counts by route and category, what was declined, and emergencies. No names.

use crate::issued::{Issued, heading};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// What one organisation received in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthOf {
    /// "November 2026".
    pub month: String,
    pub organisation: String,
    pub under_agreement: u32,
    pub one_off: u32,
    pub emergency: u32,
    pub declined: u32,
    /// More emergencies than in the month before: an agreement may be missing (rules.md 1.4).
    pub rising: bool,
}

/// How many records of one category an organisation received in one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CategoryOf {
    pub month: String,
    pub organisation: String,
    pub category: String,
    pub records: u32,
}

/// Reviews of emergencies in the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Reviews {
    pub upheld: u32,
    pub not_upheld: u32,
    pub agreement_needed: u32,
    pub not_yet: u32,
    /// Of those not yet reviewed.
    pub overdue: u32,
}

/// Everything the report prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisclosureReport {
    pub issued: Issued,
    /// Last day of the report, as a reference: "2026-11-30".
    pub day: String,
    /// "1 September 2026 to 30 November 2026".
    pub span: String,
    /// Newest month first.
    pub months: Vec<MonthOf>,
    pub categories: Vec<CategoryOf>,
    pub reviews: Reviews,
}

impl DisclosureReport {
    /// Sets the report.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        render(&self.issued.frame("Disclosure report", &self.day, "disclosures".to_owned()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let sum = |of: fn(&MonthOf) -> u32| Rich::plain(self.months.iter().map(of).sum::<u32>().to_string());
        let facts = [
            ("Time", Rich::plain(&self.span)),
            ("Agreement", sum(|month| month.under_agreement)),
            ("One-off", sum(|month| month.one_off)),
            ("Emergency", sum(|month| month.emergency)),
            ("Declined", sum(|month| month.declined)),
            ("Reviews", Rich::plain(reviews_words(self.reviews))),
        ];
        let handling = "Counts only: it names no case and nobody.";
        let further = "More emergencies than in the month before mean that an agreement may be missing.";
        let mut blocks = self.issued.head("Disclosure report", &facts, handling, further);
        blocks.push(heading("By month and organisation"));
        let columns =
            [("Month", 20), ("Organisation", 28), ("Agreement", 15), ("One-off", 10), ("Emergency", 15), ("Declined", 12)];
        let rows = self.months.iter().map(month_row).collect();
        let none = "Nothing was disclosed or declined in this time.";
        blocks.push(Block::table("By month and organisation", &columns, rows, MadeFor::Reading, none));
        blocks.push(heading("Records by category"));
        let columns = [("Month", 20), ("Organisation", 32), ("Category", 34), ("Records", 14)];
        let rows = self.categories.iter().map(category_row).collect();
        blocks.push(Block::table(
            "Records by category",
            &columns,
            rows,
            MadeFor::Reading,
            "No record was disclosed in this time.",
        ));
        blocks
    }
}

fn reviews_words(reviews: Reviews) -> String {
    let Reviews { upheld, not_upheld, agreement_needed, not_yet, overdue } = reviews;
    format!(
        "{upheld} upheld, {not_upheld} not upheld, {agreement_needed} an agreement is needed, {not_yet} not yet reviewed, {overdue} of them overdue"
    )
}

fn month_row(month: &MonthOf) -> Row {
    let emergency = Rich::plain(month.emergency.to_string());
    vec![
        Rich::plain(&month.month),
        Rich::plain(&month.organisation),
        Rich::plain(month.under_agreement.to_string()),
        Rich::plain(month.one_off.to_string()),
        if month.rising { emergency.then(", ").then_bold("rising") } else { emergency },
        Rich::plain(month.declined.to_string()),
    ]
}

fn category_row(of: &CategoryOf) -> Row {
    vec![Rich::plain(&of.month), Rich::plain(&of.organisation), Rich::plain(&of.category), Rich::plain(of.records.to_string())]
}
