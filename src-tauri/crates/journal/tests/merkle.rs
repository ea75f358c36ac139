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

/// The leaves of the Certificate Transparency test data (RFC 6962 reference implementation).
const LEAVES: [&[u8]; 8] = [
    &[],
    &[0x00],
    &[0x10],
    &[0x20, 0x21],
    &[0x30, 0x31],
    &[0x40, 0x41, 0x42, 0x43],
    &[0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57],
    &[0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d, 0x6e, 0x6f],
];

/// The root over the first one, two, … eight of them, from the same data.
const ROOTS: [&str; 8] = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn published() -> Vec<Hash> {
    LEAVES.iter().map(|leaf| leaf_hash(leaf)).collect()
}

#[test]
fn every_published_leaf_is_proven_under_every_published_root() {
    let hashes = published();
    assert_eq!(hashes[0], hex(ROOTS[0]));
    for size in 1..=8 {
        let root = hex(ROOTS[size - 1]);
        for at in 0..size {
            let proof = inclusion_proof(&hashes[..size], at).unwrap();
            assert!(is_included(hashes[at], at as u64, size as u64, &proof, root), "{at} of {size}");
        }
        for earlier in 1..=size {
            let proof = consistency_proof(&hashes[..size], earlier).unwrap();
            assert!(is_consistent(earlier as u64, hex(ROOTS[earlier - 1]), size as u64, root, &proof), "{earlier} in {size}");
        }
    }
    assert_eq!(Frontier::empty().root(), hex("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
}

/// RFC 6962 section 2.1.3 draws these; the numbers are those of the reference implementation's tests.
#[test]
fn the_proofs_are_the_published_ones_step_by_step() {
    let hashes = published();
    let from_two_to_five = [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ];
    let from_six_to_seven = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f",
        ROOTS[3],
    ];
    let from_six_to_eight = [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        ROOTS[3],
    ];
    let hashed = |steps: &[&str]| Some(steps.iter().map(|step| hex(step)).collect::<Vec<_>>());
    assert_eq!(consistency_proof(&hashes[..5], 2), hashed(&from_two_to_five));
    assert_eq!(consistency_proof(&hashes[..7], 6), hashed(&from_six_to_seven));
    assert_eq!(consistency_proof(&hashes, 6), hashed(&from_six_to_eight));
    assert_eq!(inclusion_proof(&hashes[..3], 2), hashed(&[ROOTS[1]]));
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

/// C2SP tlog-checkpoint over signed-note. Name, key and signature were put together by another implementation, whose
/// key id and signature for the example of the reference implementation (PeterNeumann, c74f20a3) are the published ones.
#[test]
fn a_checkpoint_is_written_as_the_published_form_has_it() {
    let checkpoint = Checkpoint { store: Id([7; 16]), size: 8, root: hex(ROOTS[7]) };
    let public = hex("1a5cd907143c384c41e830c5bce12aa8817ec5649aaabf2c31388b35b2d744d6").0;
    let halves = [
        "6774c5abbeae5adc20687fdb3ee1e271056d1e5c568076e6a1c48fed0c5d5f16",
        "d11e366cd2d45cf0523a297d46ffd3bb2938ff1f0188b9a96ee0506cbee8980d",
    ];
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&hex(halves[0]).0);
    signature[32..].copy_from_slice(&hex(halves[1]).0);
    let text = "holdfast/log/07070707-0707-0707-0707-070707070707\n\
                8\n\
                XcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n\
                \n\
                \u{2014} holdfast/log/07070707-0707-0707-0707-070707070707 \
                KCyGk2d0xau+rlrcIGh/2z7h4nEFbR5cVoB25qHEj+0MXV8W0R42bNLUXPBSOil9Rv/Tuyk4/x8BiLmpbuBQbL7omA0=\n";
    assert_eq!(checkpoint.text(&public, &signature), text);
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

#[test]
fn a_proof_with_a_step_more_or_less_or_for_a_place_beyond_the_log_proves_nothing() {
    for (frontier, leaves) in &logs(20)[1..] {
        let (size, root) = (frontier.size(), frontier.root());
        for at in 0..leaves.len() {
            let mut proof = inclusion_proof(leaves, at).unwrap();
            assert!(!is_included(leaves[at], size, size, &proof, root));
            proof.push(act(1));
            assert!(!is_included(leaves[at], at as u64, size, &proof, root));
            proof.truncate(proof.len().saturating_sub(2));
            assert!(!is_included(leaves[at], at as u64, size, &proof, root) || size == 1);
        }
    }
}

#[test]
fn only_a_real_beginning_is_proven_to_be_one() {
    let logs = logs(20);
    for (later, leaves) in &logs[1..] {
        let (size, root) = (later.size(), later.root());
        for (earlier, _) in &logs[1..=leaves.len()] {
            let mut proof = consistency_proof(leaves, earlier.size() as usize).unwrap();
            assert!(!is_consistent(earlier.size(), earlier.root(), size, leaf_hash(b"another"), &proof));
            assert!(!is_consistent(size + 1, earlier.root(), size, root, &proof));
            assert!(!is_consistent(0, Frontier::empty().root(), size, root, &proof));
            proof.push(act(1));
            assert!(!is_consistent(earlier.size(), earlier.root(), size, root, &proof));
            proof.truncate(proof.len().saturating_sub(2));
            assert!(!is_consistent(earlier.size(), earlier.root(), size, root, &proof) || earlier.size() == size);
        }
        assert_eq!(consistency_proof(leaves, 0), None);
        assert_eq!(consistency_proof(leaves, leaves.len() + 1), None);
    }
}
