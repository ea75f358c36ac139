//! An agreement to share on two pages: who, what for, on what basis, which categories, how long. Names officers who signed,
//! never anybody a case is about.

use crate::issued::{Issued, heading, named, said, subheading};
use crate::typeset::{Block, MadeFor, PaperRefusal, Rendered, Rich, Row, render};

/// One organisation that is bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    pub name: String,
    /// "Probation provider; UK GDPR; controller".
    pub what: String,
    /// "Data protection: ...; Caldicott Guardian: ...".
    pub contacts: String,
    /// "Sends: public task; power: Crime and Disorder Act 1998 s.115."
    pub grounds: Vec<String>,
}

/// A category that may leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    pub name: String,
    /// The clause of the signed paper; empty where none is named.
    pub clause: String,
    /// "Each record needs its owner's release"; empty where nothing more is asked.
    pub limit: String,
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signatory {
    pub organisation: String,
    pub name: String,
    pub post: String,
    pub on: String,
}

/// Everything the summary prints.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgreementSummary {
    pub issued: Issued,
    pub title: String,
    pub version: u32,
    /// "In force on 23 November 2026".
    pub standing: String,
    pub parties: Vec<Party>,
    pub purposes: Vec<String>,
    pub purpose_words: String,
    pub prohibited: String,
    pub categories: Vec<Category>,
    pub subjects: Vec<String>,
    pub excluded: String,
    pub scope: String,
    pub onward: String,
    pub printing: String,
    pub keeping: String,
    /// "Signed", "Starts", "Ends", "Review due", "Notice", each with its words.
    pub times: Vec<(String, String)>,
    pub assurance: Vec<(String, String)>,
    pub signatories: Vec<Signatory>,
    /// SHA-256 of the signed paper that is kept, in groups; empty where none is.
    pub document: String,
}

impl AgreementSummary {
    /// Sets the summary.
    ///
    /// # Errors
    /// [`PaperRefusal`], before any byte is written.
    pub fn render(&self) -> Result<Rendered, PaperRefusal> {
        let version = format!("v{}", self.version);
        render(&self.issued.frame("Agreement to share", &version, version.clone()), &self.blocks())
    }

    fn blocks(&self) -> Vec<Block> {
        let facts = [
            ("Agreement", Rich::plain(&self.title)),
            ("Version", Rich::plain(self.version.to_string())),
            ("Stands", Rich::plain(&self.standing)),
        ];
        let further = "It sums up the signed agreement; where they differ, the signed one holds.";
        let mut blocks = self.issued.head("Agreement to share", &facts, "A summary, for the parties.", further);
        self.push_parties(&mut blocks);
        self.push_what(&mut blocks);
        self.push_limits(&mut blocks);
        self.push_signatures(&mut blocks);
        blocks
    }

    fn push_parties(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("Parties"));
        for party in &self.parties {
            blocks.push(subheading(&party.name));
            blocks.push(said("What it is", &party.what));
            if !party.contacts.is_empty() {
                blocks.push(said("Contacts", &party.contacts));
            }
            for ground in &party.grounds {
                blocks.push(said("Ground", ground));
            }
        }
    }

    fn push_what(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("What for"));
        blocks.push(named("Purposes", &self.purposes.join("; ")));
        if !self.purpose_words.is_empty() {
            blocks.push(said("Purpose in words", &self.purpose_words));
        }
        blocks.push(named("Not to be used for", &self.prohibited));
        blocks.push(heading("What may leave"));
        let row = |one: &Category| -> Row { vec![Rich::plain(&one.name), Rich::plain(&one.clause), Rich::plain(&one.limit)] };
        let columns = [("Category", 36), ("Clause", 34), ("Limit", 30)];
        let rows = self.categories.iter().map(row).collect();
        blocks.push(Block::table("What may leave", &columns, rows, MadeFor::Reading, "Nothing leaves."));
        blocks.push(named("About whom", &self.subjects.join("; ")));
        blocks.push(named("Which cases", &self.scope));
        if !self.excluded.is_empty() {
            blocks.push(named("Left out", &self.excluded));
        }
        blocks.push(said("Never", "The victim's contact details never leave under this or any agreement."));
    }

    fn push_limits(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("What the receiver may do"));
        for (name, words) in [("Passing on", &self.onward), ("Printing", &self.printing), ("Keeping", &self.keeping)] {
            blocks.push(named(name, words));
        }
        blocks.push(heading("Time"));
        for (name, words) in &self.times {
            blocks.push(named(name, words));
        }
        blocks.push(heading("Assurance"));
        for (name, words) in &self.assurance {
            blocks.push(named(name, words));
        }
    }

    fn push_signatures(&self, blocks: &mut Vec<Block>) {
        blocks.push(heading("Signed by"));
        let row = |one: &Signatory| -> Row {
            vec![Rich::plain(&one.organisation), Rich::plain(&one.name), Rich::plain(&one.post), Rich::plain(&one.on)]
        };
        let columns = [("Organisation", 34), ("Name", 26), ("Post", 24), ("On", 16)];
        let rows = self.signatories.iter().map(row).collect();
        blocks.push(Block::table("Signed by", &columns, rows, MadeFor::Reading, "Nobody has signed it."));
        if !self.document.is_empty() {
            let text = Rich::bold("Signed paper, SHA-256: ").then_mono(&self.document);
            blocks.push(Block::Paragraph { field: "Signed paper".to_owned(), text });
        }
    }
}
