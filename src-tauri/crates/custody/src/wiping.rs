//! Memory that is given back is overwritten at once, so that nothing a page held stands in this program after it is locked.

/// What glibc's allocator is told before it begins: overwrite what is freed, and keep back nothing unwiped for reuse.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const WIPED: &str = "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0";
/// Has the web view's side in this process take its memory from the same allocator.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ONE_ALLOCATOR: (&str, &str) = ("Malloc", "1");

/// Starts this program anew in its own place, once, with an allocator that overwrites what is freed (security.md K-30,
/// K-31; decision 7). The allocator reads its settings before `main`, so they cannot be given any later. Returns when they already
/// hold; elsewhere than on glibc there is no such setting and it returns at once. To be called before anything else.
///
/// # Errors
/// When the program cannot be started anew; it may then go on without.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn begin_with_wiped_memory() -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;
    let before = std::env::var("GLIBC_TUNABLES").unwrap_or_default();
    if before.contains(WIPED) {
        return Ok(());
    }
    let tunables = if before.is_empty() { WIPED.to_owned() } else { format!("{before}:{WIPED}") };
    let (name, value) = ONE_ALLOCATOR;
    Err(std::process::Command::new(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env("GLIBC_TUNABLES", tunables)
        .env(name, value)
        .exec())
}

/// As on glibc, where nothing can be set.
///
/// # Errors
/// None.
#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
pub fn begin_with_wiped_memory() -> std::io::Result<()> {
    Ok(())
}
