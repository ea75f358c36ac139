//! The Merkle tree against RFC 6962 and the proofs for every size up to 257 (security.md A-7).

#![expect(clippy::unwrap_used, reason = "a step of a test that fails is a failed test")]

use journal::{
    Checkpoint, Frontier, Hash, Id, consistency_proof, inclusion_proof, is_consistent, is_included, leaf_hash, sha256,
};

fn hex(text: &str) -> Hash {
    Hash::try_from(text.to_owned()).unwrap()
}

fn act(n: u64) -> Hash {
    sha256(&n.to_be_bytes())
}

fn logs(most: u64) -> Vec<(Frontier, Vec<Hash>)> {
    let mut frontier = Frontier::empty();
    let mut leaves = Vec::new();
    let mut logs = vec![(frontier.clone(), leaves.clone())];
    for n in 0..most {
        frontier.add(act(n));
        leaves.push(leaf_hash(&act(n).0));
        logs.push((frontier.clone(), leaves.clone()));
    }
    logs
}

/// The leaves and roots of the Certificate Transparency test data (RFC 6962 reference implementation).
#[test]
fn the_tree_of_the_published_leaves_has_the_published_roots() {
    let leaves: [&[u8]; 8] = [
        &[],
        &[0x00],
        &[0x10],
        &[0x20, 0x21],
        &[0x30, 0x31],
        &[0x40, 0x41, 0x42, 0x43],
        &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
        &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
    ];
    let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    assert_eq!(hashes[0], hex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"));
    let root = hex("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    for at in 0..8 {
        let proof = inclusion_proof(&hashes, at).unwrap();
        assert!(is_included(hashes[at], at as u64, 8, &proof, root), "leaf {at}");
    }
    let of_three = hex("aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    assert!(is_consistent(3, of_three, 8, root, &consistency_proof(&hashes, 3).unwrap()));
    assert_eq!(Frontier::empty().root(), hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

#[test]
fn every_act_of_every_log_up_to_257_is_proven_in_it_and_nowhere_else() {
    for (frontier, leaves) in logs(257) {
        let (size, root) = (frontier.size(), frontier.root());
        for at in 0..leaves.len() {
            let proof = inclusion_proof(&leaves, at).unwrap();
            assert!(is_included(leaves[at], at as u64, size, &proof, root), "{at} of {size}");
            assert!(!is_included(leaf_hash(b"another"), at as u64, size, &proof, root));
            assert!(!is_included(leaves[at], at as u64 + 1, size, &proof, root) || size == 1 && at == 1);
        }
        assert_eq!(inclusion_proof(&leaves, leaves.len()), None);
    }
}

#[test]
fn every_later_log_is_proven_to_begin_with_every_earlier_one_and_with_no_other() {
    let logs = logs(130);
    for (later, leaves) in &logs[1..] {
        for (earlier, _) in &logs[1..=leaves.len()] {
            let proof = consistency_proof(leaves, earlier.size() as usize).unwrap();
            assert!(is_consistent(earlier.size(), earlier.root(), later.size(), later.root(), &proof));
            assert!(!is_consistent(earlier.size(), leaf_hash(b"another"), later.size(), later.root(), &proof));
        }
    }
}

#[test]
fn a_frontier_goes_on_from_what_was_kept_of_it() {
    for (frontier, _) in logs(70) {
        let mut kept = Frontier::kept(frontier.size(), &frontier.bytes()).unwrap();
        assert_eq!(kept, frontier);
        let mut never_kept = frontier.clone();
        kept.add(act(999));
        never_kept.add(act(999));
        assert_eq!(kept.root(), never_kept.root());
    }
    assert_eq!(Frontier::kept(3, &[0; 32]), None, "two peaks belong to three acts");
}

#[test]
fn a_checkpoint_reads_back_and_another_spelling_of_it_does_not() {
    let checkpoint = Checkpoint { store: Id([7; 16]), size: 20, root: act(1) };
    let text = checkpoint.text(&[1; 32], &[2; 64]);
    assert_eq!(Checkpoint::read(&text), Ok(checkpoint));
    assert!(text.lines().nth(3) == Some("") && text.lines().nth(4).unwrap().starts_with("\u{2014} holdfast/log/"));
    assert!(Checkpoint::read(&text.replace("\n20\n", "\n020\n")).is_err());
    assert!(Checkpoint::read("something else").is_err());
}
