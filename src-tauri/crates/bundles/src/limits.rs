//! What a bundle may measure (security report B-9), and the numbers of the format.

/// The first eight bytes: no text, so that a transfer which mends line ends is noticed.
pub const MAGIC: [u8; 8] = *b"\x89HFB\r\n\x1a\n";
/// A higher major version is not read (B-17).
pub const MAJOR: u16 = 1;
/// A higher minor version may hold sections unknown here.
pub const MINOR: u16 = 0;
/// HPKE with X25519. Number 2 is kept for MLKEM768-X25519 (B-20).
pub const SUITE: u16 = 1;
/// The reader this is; a bundle that needs a later one says so in its manifest.
pub const READER: u32 = 1;
/// Bytes of the whole file.
pub const FILE: u64 = 512 * 1024 * 1024;
/// Bytes of the manifest.
pub const MANIFEST: usize = 64 * 1024;
/// Sections in a bundle.
pub const SECTIONS: usize = 10_000;
/// Bytes of one value of one entry.
pub const VALUE: usize = 256 * 1024;
/// Bytes of a section that is held whole while it is read: records, with all of a record's history in one.
pub const HELD: u64 = 8 * 1024 * 1024;
/// Bytes of a receipt, a withdrawal, a correction or a form definition.
pub const NOTICE: u64 = 256 * 1024;
/// Bytes of one attachment.
pub const ATTACHMENT: u64 = 64 * 1024 * 1024;
/// Objects and lists in one another.
pub const DEPTH: usize = 16;
/// Units a bundle is sealed to.
pub const RECIPIENTS: usize = 32;
/// Bytes of records that [`crate::OpenedBundle::contents`] gathers; a larger bundle is read part by part.
pub const GATHERED: u64 = 16 * 1024 * 1024;
