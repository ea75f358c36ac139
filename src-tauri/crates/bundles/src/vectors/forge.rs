//! Writes what the real writer would never write.

use super::readers;
use crate::chance::{Draws, Seeded, drawn};
use crate::header;
use crate::limits::MINOR;
use crate::manifest::{Manifest, Recipient};
use crate::seal::{SECTION_HEAD, padded, signatures, write_padding};
use crate::trial::{self, keys, pinned, reader, recipient};
use crate::{Signers, open};
use journal::canonical;
use sealing::{ChunkSealer, FileKey, sha512};
use serde_json::Value;
use std::io::Write;

/// Makes the signatures from header and manifest.
pub type Signing<'a> = Box<dyn Fn(&[u8], &[u8]) -> Vec<u8> + 'a>;

/// A bundle in its pieces.
pub struct Forge<'a> {
    pub seed: String,
    pub fixed: [u8; header::FIXED],
    pub recipients: Vec<Recipient>,
    pub manifest: Vec<u8>,
    /// What stands as its length, where it is not its length.
    pub length: Option<u32>,
    pub signing: Signing<'a>,
    /// The sections with their heads.
    pub sections: Vec<u8>,
    /// What follows the sections, where it is not the padding.
    pub ending: Option<Vec<u8>>,
    /// What the payload is bound to, where it is not the header.
    pub context: Option<Vec<u8>>,
}

/// The manifest and the sections of the first bundle.
pub fn parts() -> (Manifest, Vec<u8>) {
    let (bytes, _) = readers::first();
    let (keys, senders) = (keys(trial::RECEIVER), [pinned()]);
    let opened = open(&mut bytes.as_slice(), &reader(&keys, &senders)).unwrap().contents().unwrap();
    let frames: Vec<Vec<u8>> = opened.records.iter().map(|record| framed(&record.bytes())).collect();
    (opened.whole.manifest, section(1, 1, &frames.concat()))
}

pub fn framed(bytes: &[u8]) -> Vec<u8> {
    [&u32::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat()
}

pub fn section(number: u8, flags: u8, bytes: &[u8]) -> Vec<u8> {
    [&[number, flags], (bytes.len() as u64).to_be_bytes().as_slice(), bytes].concat()
}

/// Signed as it should be.
pub fn signed(header: &[u8], manifest: &[u8]) -> Vec<u8> {
    let (unit, exporter) = (keys(trial::SENDER), keys(trial::EXPORTER));
    signatures(header, manifest, &Signers { unit: &unit, exporter: &exporter })
}

impl Forge<'_> {
    /// The pieces of the first bundle, under another seed.
    pub fn of(seed: &str) -> Self {
        let (manifest, sections) = parts();
        Self {
            seed: seed.into(),
            fixed: header::fixed(MINOR, 8),
            recipients: vec![recipient(trial::RECEIVER)],
            manifest: manifest.bytes().unwrap(),
            length: None,
            signing: Box::new(signed),
            sections,
            ending: None,
            context: None,
        }
    }

    /// With the manifest changed as a value.
    pub fn with(seed: &str, change: impl FnOnce(&mut Value)) -> Self {
        let mut forge = Self::of(seed);
        let mut value: Value = serde_json::from_slice(&forge.manifest).unwrap();
        change(&mut value);
        forge.manifest = canonical(&value).unwrap();
        forge
    }

    /// With the manifest changed as a text.
    pub fn spelled(seed: &str, from: &str, to: &str) -> Self {
        let mut forge = Self::of(seed);
        let text = String::from_utf8(forge.manifest).unwrap();
        assert!(text.contains(from), "{from}");
        forge.manifest = text.replacen(from, to, 1).into_bytes();
        forge
    }

    /// With these records, whatever they are.
    pub fn of_records(seed: &str, frames: &[Vec<u8>]) -> Self {
        let bytes = frames.concat();
        let mut forge = Self::with(seed, |manifest| {
            manifest["sections"][0]["length"] = bytes.len().into();
            manifest["sections"][0]["sha256"] = journal::sha256(&bytes).to_string().into();
        });
        forge.sections = section(1, 1, &bytes);
        forge
    }

    /// With one more section of this number and flags.
    pub fn and_section(mut self, number: u8, flags: u8, bytes: &[u8]) -> Self {
        let mut value: Value = serde_json::from_slice(&self.manifest).unwrap();
        let info = serde_json::json!({
            "type": number, "flags": flags, "length": bytes.len(), "sha256": journal::sha256(bytes).to_string(), "case": null,
        });
        value["sections"].as_array_mut().unwrap().push(info);
        self.manifest = canonical(&value).unwrap();
        self.sections.extend(section(number, flags, bytes));
        self
    }

    /// The bytes before the padding.
    fn inside(&self, header: &[u8]) -> Vec<u8> {
        let length = self.length.unwrap_or_else(|| u32::try_from(self.manifest.len()).unwrap());
        let signatures = (self.signing)(header, &self.manifest);
        [&length.to_be_bytes(), self.manifest.as_slice(), &signatures, &self.sections].concat()
    }

    /// How long the padding would be.
    pub fn padding(&self) -> u64 {
        let inside = self.inside(&[]).len() as u64;
        padded(inside, self.recipients.len()) - inside - SECTION_HEAD
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut draws = Seeded::of(&self.seed);
        draws.draw(&mut [0; 16]).unwrap();
        let key = FileKey::take(&mut drawn(&mut draws).unwrap());
        let header = header::write_after(self.fixed, &self.recipients, &key, &mut draws).unwrap();
        let inside = self.inside(&header);
        let context = self.context.clone().unwrap_or_else(|| sha512(&header).to_vec());
        let mut sealer = ChunkSealer::begin(header, &key, &drawn(&mut draws).unwrap(), &context).unwrap();
        sealer.write_all(&inside).unwrap();
        match &self.ending {
            Some(ending) => sealer.write_all(ending).unwrap(),
            None => write_padding(&mut sealer, inside.len() as u64, self.recipients.len()).unwrap(),
        }
        sealer.finish().unwrap()
    }
}

#[test]
fn what_is_forged_without_a_change_is_the_real_thing() {
    let (real, _) = readers::first();
    assert!(Forge::of("whole").bytes() == real);
}
