//! A crash leaves no copy of the keys: no core file, no look inside for the user's other programs, no words of anybody's.

use thiserror::Error;

/// The system would not promise to keep this program's memory to itself.
#[derive(Debug, Error)]
#[error("the system did not switch off memory dumps: {0}")]
pub struct DumpsLeft(String);

/// Switches off core files and the reading of this process's memory by the user's other programs, and has a panic say
/// where it happened and nothing else (security.md K-32). To be called first of all, before any key exists. The limit on
/// core files holds for the programs this one starts; the ban on reading does not outlive their start.
///
/// # Errors
/// When the system refuses either of the two.
pub fn leave_no_dumps() -> Result<(), DumpsLeft> {
    std::panic::set_hook(Box::new(|panic| {
        // A panic's message may quote what it choked on.
        eprintln!("fault: the program stopped at {}", panic.location().map_or_else(String::new, ToString::to_string));
    }));
    keep_memory_private()
}

#[cfg(target_os = "linux")]
fn keep_memory_private() -> Result<(), DumpsLeft> {
    use nix::sys::resource::{setrlimit, Resource};
    setrlimit(Resource::RLIMIT_CORE, 0, 0).map_err(|cause| DumpsLeft(cause.to_string()))?;
    nix::sys::prctl::set_dumpable(false).map_err(|cause| DumpsLeft(cause.to_string()))
}

/// Windows and macOS write no core file of a program unless told to; reading its memory there needs rights a user has not.
#[cfg(not(target_os = "linux"))]
fn keep_memory_private() -> Result<(), DumpsLeft> {
    Ok(())
}
