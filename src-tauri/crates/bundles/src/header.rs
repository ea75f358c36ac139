//! The header: who can open the bundle, without saying who that is (docs/bundle-format.md 2).

use crate::chance::{Draws, below, drawn};
use crate::counted::CountedRead;
use crate::limits::{MAGIC, MAJOR, MINOR, RECIPIENTS, SUITE};
use crate::manifest::Recipient;
use crate::refusal::{Limit, NewerWhy, OpenRefusal, SealTrouble};
use sealing::{FileKey, SealedTo, UserKeys, UserRootSecret, seal_to_drawn};
use zeroize::Zeroizing;

/// What a stanza is sealed for.
const INFO: &[u8] = b"bundle/v1/stanza";
/// Bytes before the stanzas; also what each stanza is bound to.
pub(crate) const FIXED: usize = 16;
/// Bytes of the encapsulated key in suite 1.
const ENC: usize = 32;
/// The sealed file key: 32 bytes and the tag.
const SEALED_KEY: usize = 48;
/// One stanza of suite 1.
pub(crate) const STANZA: usize = ENC + SEALED_KEY;
/// The value that vouches for the header.
pub(crate) const MAC: usize = 32;

/// How many stanzas so many recipients get: 8, 16 or 32, so that their number does not show (B-2).
pub(crate) fn stanzas_for(recipients: usize) -> Option<u16> {
    match recipients {
        0 => None,
        1..=8 => Some(8),
        9..=16 => Some(16),
        17..=RECIPIENTS => Some(32),
        _ => None,
    }
}

/// The sixteen bytes in front.
pub(crate) fn fixed(minor: u16, stanzas: u16) -> [u8; FIXED] {
    let mut fixed = [0; FIXED];
    fixed[..8].copy_from_slice(&MAGIC);
    for (at, number) in [(8, MAJOR), (10, minor), (12, SUITE), (14, stanzas)] {
        fixed[at..at + 2].copy_from_slice(&number.to_be_bytes());
    }
    fixed
}

/// The whole header for these recipients.
pub(crate) fn write(recipients: &[Recipient], key: &FileKey, draws: &mut dyn Draws) -> Result<Vec<u8>, SealTrouble> {
    let count = stanzas_for(recipients.len()).ok_or(SealTrouble::OverLimit(Limit::Recipients))?;
    write_after(fixed(MINOR, count), recipients, key, draws)
}

/// As [`write`], after these sixteen bytes: stanzas shuffled, the unused ones sealed to keys nobody holds.
pub(crate) fn write_after(
    fixed: [u8; FIXED],
    recipients: &[Recipient],
    key: &FileKey,
    draws: &mut dyn Draws,
) -> Result<Vec<u8>, SealTrouble> {
    let count = u16::from_be_bytes([fixed[14], fixed[15]]);
    let mut stanzas = Vec::with_capacity(usize::from(count));
    for recipient in recipients {
        let file_key = key.expose_bytes_dangerously();
        let sealed = seal_to_drawn(&recipient.key.0, INFO, &fixed, file_key, drawn(draws)?);
        stanzas.push(sealed.map_err(|_| SealTrouble::RecipientKey(recipient.unit))?);
    }
    while stanzas.len() < usize::from(count) {
        // A key pair made and forgotten: no other way gives bytes that cannot be told from a real stanza.
        let nobody = UserKeys::of(UserRootSecret::take(&mut drawn(draws)?))?;
        let nothing = Zeroizing::new(drawn::<32>(draws)?);
        stanzas.push(seal_to_drawn(nobody.sealing_public(), INFO, &fixed, nothing.as_slice(), drawn(draws)?)?);
    }
    for last in (1..stanzas.len()).rev() {
        stanzas.swap(last, below(draws, last + 1)?);
    }
    let mut header = fixed.to_vec();
    for stanza in stanzas {
        header.extend_from_slice(&stanza.enc);
        header.extend_from_slice(&stanza.sealed);
    }
    let mac = key.vouch_header(&header)?;
    header.extend_from_slice(&mac);
    Ok(header)
}

/// A header that was read, with the file key its stanza for us held.
pub(crate) struct ReadHeader {
    /// All its bytes.
    pub(crate) bytes: Vec<u8>,
    /// How many stanzas.
    pub(crate) stanzas: u16,
    /// The file key.
    pub(crate) key: FileKey,
}

/// Reads the header and finds our stanza; then the header is vouched for.
pub(crate) fn read(source: &mut CountedRead<'_>, keys: &UserKeys) -> Result<ReadHeader, OpenRefusal> {
    let mut fixed = [0; FIXED];
    if source.fill(&mut fixed)? < FIXED || fixed[..8] != MAGIC {
        return Err(OpenRefusal::NotABundle);
    }
    let stanzas = known_shape(&fixed)?;
    let mut bytes = fixed.to_vec();
    bytes.resize(FIXED + usize::from(stanzas) * STANZA + MAC, 0);
    let rest = &mut bytes[FIXED..];
    if source.fill(rest)? < rest.len() {
        return Err(OpenRefusal::CutShort);
    }
    let (vouched, mac) = bytes.split_last_chunk::<MAC>().ok_or(OpenRefusal::BadHeader)?;
    let key = vouched[FIXED..].chunks_exact(STANZA).find_map(|stanza| open_stanza(keys, &fixed, stanza));
    let key = key.ok_or(OpenRefusal::NotForUs)?;
    match key.vouches_header(vouched, mac) {
        Ok(true) => Ok(ReadHeader { stanzas, key, bytes }),
        Ok(false) | Err(_) => Err(OpenRefusal::HeaderAltered),
    }
}

/// The number of stanzas, if version, suite and number are ones this program reads.
fn known_shape(fixed: &[u8; FIXED]) -> Result<u16, OpenRefusal> {
    let number = |at: usize| u16::from_be_bytes([fixed[at], fixed[at + 1]]);
    let (major, suite, stanzas) = (number(8), number(12), number(14));
    if major > MAJOR {
        return Err(OpenRefusal::Newer(NewerWhy::Major(major)));
    }
    if major < MAJOR || suite == 0 {
        return Err(OpenRefusal::BadHeader);
    }
    if suite != SUITE {
        return Err(OpenRefusal::Newer(NewerWhy::Suite(suite)));
    }
    if matches!(stanzas, 8 | 16 | 32) { Ok(stanzas) } else { Err(OpenRefusal::BadHeader) }
}

fn open_stanza(keys: &UserKeys, fixed: &[u8; FIXED], stanza: &[u8]) -> Option<FileKey> {
    let (enc, sealed) = stanza.split_first_chunk::<ENC>()?;
    let sealed = SealedTo { enc: *enc, sealed: sealed.to_vec() };
    let opened = keys.open(INFO, fixed, &sealed).ok()?;
    Some(FileKey::from_bytes(opened.as_slice().try_into().ok()?))
}
