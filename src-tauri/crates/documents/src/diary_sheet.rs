//! A blank sheet for a victim to write down what happens. It names nobody, no case and no unit (domain 8.4).

use crate::typeset::{Block, Frame, MadeFor, Marking, PaperRefusal, PrintSize, Rendered, Rich, Standing, render};

/// How many things one sheet holds; the sheet holds nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiarySheet {
    pub rows: u8,
}

const HOW: [&str; 3] = [
    "Write it soon after it happened: the day, the time, what was seen and heard. Your own words are right.",
    "Keep what arrived: messages, letters, pictures, call lists. Do not answer.",
    "This sheet may be read by others, also in court. Write here what happened, not what you do to keep safe.",
];

impl DiarySheet {
    /// Sets the sheet. It is the same whoever asks for it and whenever.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let frame = Frame {
            print: PrintSize::Standard,
            marking: Marking(String::new()),
            title: "Diary".to_owned(),
            reference: String::new(),
            version: String::new(),
            standing: Standing::Discreet,
            sample: false,
            made: "20260101000000".to_owned(),
        };
        let columns =
            [("Day and time", 17), ("What happened, and where", 40), ("Who saw it", 19), ("What I kept, whom I told", 24)];
        let rows = (0..self.rows).map(|_| vec![Rich::default(); 4]).collect();
        let blocks = [
            Block::Title { text: "Diary".to_owned() },
            Block::Bullets { field: "How".to_owned(), items: HOW.map(Rich::plain).to_vec() },
            Block::Space { points: 8 },
            Block::table("Diary", &columns, rows, MadeFor::Writing, "No line was asked for."),
        ];
        render(&frame, &blocks)
    }
}
