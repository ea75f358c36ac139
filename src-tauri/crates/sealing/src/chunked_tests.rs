//! What chunked sealing promises, tried at the lengths where it could go wrong.

use super::*;

fn key(n: u8) -> FileKey {
    FileKey::from_bytes(&[n; 32])
}

fn plain(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + 7) % 251).unwrap()).collect()
}

fn sealed(bytes: &[u8]) -> Vec<u8> {
    let mut sealer = ChunkSealer::begin(Vec::new(), &key(1), &[2; 24], b"context").unwrap();
    sealer.write_all(bytes).unwrap();
    sealer.finish().unwrap()
}

fn opened(sealed: &[u8], key: &FileKey, context: &[u8]) -> Result<Vec<u8>, ChunkTrouble> {
    let mut opener = ChunkOpener::begin(sealed, key, context)?;
    let mut out = Vec::new();
    while let Some(chunk) = opener.next_chunk()? {
        out.extend_from_slice(chunk);
    }
    Ok(out)
}

const LENGTHS: [usize; 9] = [0, 1, 5_000, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 3 * CHUNK + 17];

#[test]
fn every_length_opens_again_and_has_the_length_the_standard_gives() {
    for length in LENGTHS {
        let bytes = sealed(&plain(length));
        assert_eq!(bytes.len(), CHUNKED_PREFIX + length + (length / CHUNK + 1) * TAG);
        assert_eq!(opened(&bytes, &key(1), b"context").unwrap(), plain(length));
    }
}

#[test]
fn twenty_thousand_bytes_are_two_chunks() {
    assert_eq!(sealed(&plain(20_000)).len(), 24 + 32 + 16_384 + 16 + 3_616 + 16);
}

#[test]
fn how_the_bytes_come_in_makes_no_difference() {
    let bytes = plain(2 * CHUNK + 100);
    let mut sealer = ChunkSealer::begin(Vec::new(), &key(1), &[2; 24], b"context").unwrap();
    for part in bytes.chunks(777) {
        sealer.write_all(part).unwrap();
    }
    assert_eq!(sealer.finish().unwrap(), sealed(&bytes));
}

#[test]
fn another_key_or_context_is_noticed_before_a_chunk_is_opened() {
    let bytes = sealed(b"words");
    assert!(matches!(opened(&bytes, &key(2), b"context"), Err(ChunkTrouble::Commitment)));
    assert!(matches!(opened(&bytes, &key(1), b"other"), Err(ChunkTrouble::Commitment)));
    for at in 0..CHUNKED_PREFIX {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(matches!(opened(&changed, &key(1), b"context"), Err(ChunkTrouble::Commitment)), "{at}");
    }
}

#[test]
fn a_message_cut_anywhere_does_not_open() {
    for length in [0, 1, CHUNK, CHUNK + 1, 2 * CHUNK] {
        let bytes = sealed(&plain(length));
        let near = |at: usize| at.saturating_sub(2)..=(at + 2).min(bytes.len() - 1);
        let mut cuts: Vec<usize> = [0, 24, CHUNKED_PREFIX, bytes.len() - 1].into_iter().flat_map(near).collect();
        cuts.extend((0..=length / CHUNK).flat_map(|n| near(CHUNKED_PREFIX + n * SEALED_CHUNK)));
        for cut in cuts {
            assert!(opened(&bytes[..cut], &key(1), b"context").is_err(), "{length} cut to {cut}");
        }
    }
}

#[test]
fn a_cut_at_the_border_of_a_chunk_reads_as_cut_short() {
    let bytes = sealed(&plain(2 * CHUNK + 5));
    let border = CHUNKED_PREFIX + SEALED_CHUNK;
    for cut in 0..CHUNKED_PREFIX {
        assert!(matches!(opened(&bytes[..cut], &key(1), b"context"), Err(ChunkTrouble::Truncated)), "{cut}");
    }
    assert!(matches!(opened(&bytes[..border], &key(1), b"context"), Err(ChunkTrouble::Truncated)));
    assert!(matches!(opened(&bytes[..border + 15], &key(1), b"context"), Err(ChunkTrouble::Truncated)));
    assert!(matches!(opened(&bytes[..border + 16], &key(1), b"context"), Err(ChunkTrouble::Altered)));
}

#[test]
fn chunks_swapped_repeated_or_left_out_and_bytes_added_do_not_open() {
    let bytes = sealed(&plain(3 * CHUNK + 9));
    let (prefix, body) = bytes.split_at(CHUNKED_PREFIX);
    let chunks: Vec<&[u8]> = body.chunks(SEALED_CHUNK).collect();
    for order in [vec![1, 0, 2, 3], vec![0, 0, 1, 2, 3], vec![0, 2, 3], vec![0, 1, 2, 2], vec![3]] {
        let mut changed = prefix.to_vec();
        order.iter().for_each(|at| changed.extend_from_slice(chunks[*at]));
        assert!(opened(&changed, &key(1), b"context").is_err(), "{order:?}");
    }
    let mut longer = bytes.clone();
    longer.push(0);
    assert!(matches!(opened(&longer, &key(1), b"context"), Err(ChunkTrouble::Altered)));
}

#[test]
fn one_changed_bit_of_a_chunk_is_noticed_and_nothing_of_that_chunk_comes_out() {
    let mut bytes = sealed(&plain(CHUNK + 40));
    let last = bytes.len() - 1;
    bytes[last] ^= 0x80;
    let mut opener = ChunkOpener::begin(bytes.as_slice(), &key(1), b"context").unwrap();
    assert_eq!(opener.next_chunk().unwrap().unwrap().len(), CHUNK);
    assert!(matches!(opener.next_chunk(), Err(ChunkTrouble::Altered)));
    assert!(opener.chunk.is_empty());
}

#[test]
fn a_message_that_was_not_finished_reads_as_cut_short() {
    let mut out = Vec::new();
    let mut sealer = ChunkSealer::begin(&mut out, &key(1), &[2; 24], b"context").unwrap();
    sealer.write_all(&plain(CHUNK)).unwrap();
    drop(sealer);
    assert!(matches!(opened(&out, &key(1), b"context"), Err(ChunkTrouble::Truncated)));
}

#[test]
fn the_number_of_a_chunk_reaches_the_last_eight_bytes_of_its_nonce_and_ends_before_four_pebibytes() {
    let mut under = Under::of(&key(1), &[2; 24], b"").unwrap();
    let base = *under.base;
    under.next = 0x01_0203_0405;
    let nonce = under.nonce().unwrap();
    let number: Vec<u8> = nonce.iter().zip(base).map(|(a, b)| a ^ b).collect();
    assert_eq!(number, [0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5]);
    under.next = MOST_CHUNKS;
    assert!(under.nonce().is_none());
}

/// A source that is interrupted before every read, and breaks after so many.
struct Unsteady<'a> {
    bytes: &'a [u8],
    reads: usize,
    breaks_after: usize,
}

impl Read for Unsteady<'_> {
    fn read(&mut self, place: &mut [u8]) -> io::Result<usize> {
        self.reads += 1;
        if self.reads > self.breaks_after {
            return Err(ErrorKind::PermissionDenied.into());
        }
        if self.reads % 2 == 1 {
            return Err(ErrorKind::Interrupted.into());
        }
        self.bytes.read(place)
    }
}

#[test]
fn an_interrupted_read_is_tried_again_and_a_broken_source_is_said_to_be_unreadable() {
    let bytes = sealed(b"words");
    let open = |breaks_after| {
        let source = Unsteady { bytes: &bytes, reads: 0, breaks_after };
        let mut opener = ChunkOpener::begin(source, &key(1), b"context")?;
        opener.next_chunk().map(|chunk| chunk.map(<[u8]>::to_vec))
    };
    assert_eq!(open(usize::MAX).unwrap().unwrap(), b"words");
    assert!(matches!(open(3), Err(ChunkTrouble::Unreadable(ErrorKind::PermissionDenied))));
}
