//! A blank onto which recovery words are copied by hand: no file ever holds the words (security K-21).

use crate::issued::heading;
use crate::typeset::{Block, Frame, Language, MadeFor, Marking, PaperRefusal, PrintSize, Rendered, Rich, Standing, render};

/// Which half of which set, and how many words it takes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecoveryBlank {
    pub unit: String,
    pub marking: String,
    /// "Unit, set 1, half A"; the other half is held by another agency.
    pub which: String,
    /// What somebody can do who holds it: "Whoever holds both halves opens the store. "
    pub opens: String,
    pub words: u8,
    pub sample: bool,
    pub made: String,
}

impl RecoveryBlank {
    /// Sets the blank.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let frame = Frame {
            print: PrintSize::Standard,
            language: Language::English,
            marking: Marking(self.marking.clone()),
            title: "Recovery sheet, blank".to_owned(),
            reference: self.which.clone(),
            version: "recovery".to_owned(),
            standing: Standing::Blank,
            sample: self.sample,
            made: self.made.clone(),
        };
        render(&frame, &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let said = "Copy the words from the screen by hand. Never photograph, type or send them. Keep this sheet away from the \
                    laptop and from any other sheet.";
        let third = self.words.div_ceil(3);
        let cell = |number: u8| {
            if number <= self.words { Rich::bold(number.to_string()) } else { Rich::default() }
        };
        let row = |line: u8| {
            let [left, middle, right] = [line, line + third, line + 2 * third].map(cell);
            vec![left, Rich::default(), middle, Rich::default(), right, Rich::default()]
        };
        let columns = [("No.", 8), ("Word", 25), ("No.", 8), ("Word", 25), ("No.", 8), ("Word", 25)];
        let rows = (1..=third).map(row).collect();
        let by_hand = ["Copied by", "Checked by", "Held by, where", "Day"].map(|what| vec![Rich::bold(what), Rich::default()]);
        vec![
            Block::Small { field: "Unit".to_owned(), text: Rich::plain(&self.unit) },
            Block::Title { text: Rich::plain("Recovery sheet") },
            Block::Paragraph { field: "Which".to_owned(), text: Rich::bold(&self.which) },
            Block::Boxed { field: "Handling".to_owned(), text: Rich::bold(&self.opens).then(said) },
            heading("Words"),
            Block::table("Words", &columns, rows, MadeFor::Signing, "No word was asked for."),
            heading("Who holds it"),
            Block::table("Who holds it", &[("What", 30), ("By hand", 70)], by_hand.to_vec(), MadeFor::Signing, ""),
        ]
    }
}
