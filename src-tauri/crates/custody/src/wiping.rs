//! Memory that is given back is overwritten at once, so that nothing a page held stands in this program after it is locked.

/// Where glibc's allocator looks for its settings.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const TUNABLES: &str = "GLIBC_TUNABLES";
/// What glibc's allocator is told before it begins: overwrite what is freed, and keep back nothing unwiped for reuse.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const WIPED: &str = "glibc.malloc.perturb=165:glibc.malloc.tcache_count=0";
/// Has the web view's side in this process take its memory from the same allocator.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const ONE_ALLOCATOR: (&str, &str) = ("Malloc", "1");

/// Starts this program anew in its own place, once, with an allocator that overwrites what is freed (security.md K-30,
/// K-31; decision 7). The allocator reads its settings before `main`, so they cannot be given any later; once they hold
/// they are taken out of the surroundings, so that the processes started from here run as the system runs them. Returns
/// when they hold; elsewhere than on glibc there is no such setting and it returns at once. To be called before anything
/// else, while there is one thread.
///
/// # Errors
/// When the program cannot be started anew; it may then go on without.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
pub fn begin_with_wiped_memory() -> std::io::Result<()> {
    use std::os::unix::process::CommandExt;
    let before = std::env::var(TUNABLES).unwrap_or_default();
    if let Some(own) = before.strip_suffix(WIPED) {
        match own.strip_suffix(':') {
            Some(own) => std::env::set_var(TUNABLES, own),
            None => std::env::remove_var(TUNABLES),
        }
        std::env::remove_var(ONE_ALLOCATOR.0);
        return Ok(());
    }
    let tunables = if before.is_empty() { WIPED.to_owned() } else { format!("{before}:{WIPED}") };
    Err(std::process::Command::new(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env(TUNABLES, tunables)
        .env(ONE_ALLOCATOR.0, ONE_ALLOCATOR.1)
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
