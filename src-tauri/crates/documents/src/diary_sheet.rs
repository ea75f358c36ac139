//! A blank sheet for a victim to write down what happens. It names nobody, no case and no unit (domain 8.4).

use crate::typeset::{Block, Frame, Language, MadeFor, Marking, PaperRefusal, PrintSize, Rendered, Rich, Standing, render};

/// How many things one sheet holds, and in which language it asks; the sheet holds nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiarySheet {
    pub rows: u8,
    pub language: Language,
}

impl DiarySheet {
    /// Sets the sheet. It is the same whoever asks for it and whenever.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let fixed = |key: &str| self.language.said(&format!("diary.{key}"), &[]);
        let title = fixed("title")?;
        let frame = Frame {
            print: PrintSize::Standard,
            language: self.language,
            marking: Marking(String::new()),
            title: title.clone(),
            reference: String::new(),
            version: String::new(),
            standing: Standing::Discreet,
            sample: false,
            made: "20260101000000".to_owned(),
        };
        let how = ["how_soon", "how_keep", "how_read"].map(|key| fixed(key).map(Rich::plain));
        let heads = [fixed("when")?, fixed("what")?, fixed("who")?, fixed("kept")?];
        let [when, what, who, kept] = &heads;
        let columns = [(when.as_str(), 17), (what.as_str(), 40), (who.as_str(), 19), (kept.as_str(), 24)];
        // A sheet without a line would hold nothing to fill in.
        let rows = (0..self.rows.max(1)).map(|_| vec![Rich::default(); 4]).collect();
        let blocks = [
            Block::Title { text: Rich::plain(&title) },
            Block::Bullets { field: "How".to_owned(), items: how.into_iter().collect::<Result<_, _>>()? },
            Block::Space { points: 8 },
            Block::table(&title, &columns, rows, MadeFor::Writing, ""),
        ];
        render(&frame, &blocks)
    }
}
