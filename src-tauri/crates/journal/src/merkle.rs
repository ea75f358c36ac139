//! The Merkle tree over the log (RFC 6962): its frontier, its root, and the two proofs an auditor is handed.

use crate::encoding::{Hash, sha256};

/// The hash of a leaf: SHA-256(0x00 ‖ bytes), RFC 6962 section 2.1.
#[must_use]
pub fn leaf_hash(bytes: &[u8]) -> Hash {
    let mut with_sign = Vec::with_capacity(bytes.len() + 1);
    with_sign.push(0);
    with_sign.extend_from_slice(bytes);
    sha256(&with_sign)
}

fn node_hash(left: Hash, right: Hash) -> Hash {
    let mut both = [1; 65];
    both[1..33].copy_from_slice(&left.0);
    both[33..].copy_from_slice(&right.0);
    sha256(&both)
}

/// The roots of the complete trees a log of some size is made of, largest first: all that is needed to go on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Frontier {
    size: u64,
    peaks: Vec<Hash>,
}

impl Frontier {
    /// The log before its first act.
    #[must_use]
    pub const fn empty() -> Self {
        Self { size: 0, peaks: Vec::new() }
    }

    /// A frontier as it was kept; nothing unless there are as many peaks as a log of this size has.
    #[must_use]
    pub fn kept(size: u64, bytes: &[u8]) -> Option<Self> {
        let peaks: Vec<Hash> = bytes.chunks(32).map(Hash::from_slice).collect::<Option<_>>()?;
        (peaks.len() == size.count_ones() as usize).then_some(Self { size, peaks })
    }

    /// The peaks, side by side, to be kept.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.peaks.iter().flat_map(|peak| peak.0).collect()
    }

    /// Takes in the next act by its hash.
    pub fn add(&mut self, act: Hash) {
        let mut node = leaf_hash(&act.0);
        let mut carried = self.size;
        while carried & 1 == 1 {
            // One complete tree for every one in the binary number of acts: there is a peak to join.
            if let Some(left) = self.peaks.pop() {
                node = node_hash(left, node);
            }
            carried >>= 1;
        }
        self.peaks.push(node);
        self.size += 1;
    }

    /// How many acts were taken in.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// The root of the whole tree; of an empty log the hash of nothing.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.peaks.iter().rev().copied().reduce(|right, left| node_hash(left, right)).unwrap_or_else(|| sha256(&[]))
    }
}

/// The root over these leaves (RFC 6962 section 2.1).
fn root_of(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => sha256(&[]),
        [only] => *only,
        _ => {
            let (left, right) = leaves.split_at(largest_below(leaves.len()));
            node_hash(root_of(left), root_of(right))
        }
    }
}

/// The largest power of two smaller than `n`, for n of two or more.
const fn largest_below(n: usize) -> usize {
    1 << (n - 1).ilog2()
}

/// The proof that the act at `at` (from 0) is in the log of these leaves: RFC 6962 section 2.1.1. An auditor is handed
/// the acts of one case and these, and nothing else. Nothing where there is no such act.
#[must_use]
pub fn inclusion_proof(leaves: &[Hash], at: usize) -> Option<Vec<Hash>> {
    if at >= leaves.len() {
        return None;
    }
    if leaves.len() == 1 {
        return Some(Vec::new());
    }
    let (left, right) = leaves.split_at(largest_below(leaves.len()));
    let (mut proof, other) = if at < left.len() {
        (inclusion_proof(left, at)?, root_of(right))
    } else {
        (inclusion_proof(right, at - left.len())?, root_of(left))
    };
    proof.push(other);
    Some(proof)
}

/// Whether an act is the one at `at` (from 0) in the log of this size and root (RFC 9162 section 2.1.3.2).
#[must_use]
pub fn is_included(leaf: Hash, at: u64, size: u64, proof: &[Hash], root: Hash) -> bool {
    if at >= size {
        return false;
    }
    let (mut place, mut last, mut node) = (at, size - 1, leaf);
    for other in proof {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            node = node_hash(*other, node);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            node = node_hash(node, *other);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && node == root
}

/// The proof that the log of these leaves begins with the log of the first `earlier`: RFC 6962 section 2.1.2.
#[must_use]
pub fn consistency_proof(leaves: &[Hash], earlier: usize) -> Option<Vec<Hash>> {
    (1..=leaves.len()).contains(&earlier).then(|| subproof(leaves, earlier, true))
}

fn subproof(leaves: &[Hash], earlier: usize, whole: bool) -> Vec<Hash> {
    if earlier == leaves.len() {
        return if whole { Vec::new() } else { vec![root_of(leaves)] };
    }
    let (left, right) = leaves.split_at(largest_below(leaves.len()));
    let (mut proof, other) = if earlier <= left.len() {
        (subproof(left, earlier, whole), root_of(right))
    } else {
        (subproof(right, earlier - left.len(), false), root_of(left))
    };
    proof.push(other);
    proof
}

/// Whether the log of `size` and `root` begins with the log of `earlier` and `earlier_root` (RFC 9162 section 2.1.4.2).
#[must_use]
pub fn is_consistent(earlier: u64, earlier_root: Hash, size: u64, root: Hash, proof: &[Hash]) -> bool {
    if earlier == 0 || earlier > size {
        return false;
    }
    if earlier == size {
        return proof.is_empty() && earlier_root == root;
    }
    let from_root = earlier.is_power_of_two();
    let mut steps = proof.iter().copied();
    let Some(first) = (if from_root { Some(earlier_root) } else { steps.next() }) else { return false };
    let (mut place, mut last) = (earlier - 1, size - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (mut old, mut new) = (first, first);
    for step in steps {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            old = node_hash(step, old);
            new = node_hash(step, new);
            while place & 1 == 0 && place != 0 {
                place >>= 1;
                last >>= 1;
            }
        } else {
            new = node_hash(new, step);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && old == earlier_root && new == root
}
