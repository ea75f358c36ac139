//! The processes that draw the pages: a page's words live on in them, so those of a locked desk must be gone.

use std::time::Duration;

/// How long a web process has to end by itself after its window was destroyed.
const PATIENCE: Duration = Duration::from_secs(2);

/// The web processes this program has started and that run now.
#[cfg(target_os = "linux")]
pub fn running() -> Vec<u32> {
    let own = std::process::id();
    let threads = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    let children: Vec<u32> =
        lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect();
    children.into_iter().filter(|child| draws_pages_for(*child, own)).collect()
}

/// Whether this process is a web process, alive, and a child of that one.
#[cfg(target_os = "linux")]
fn draws_pages_for(process: u32, parent: u32) -> bool {
    let Ok(stat) = std::fs::read_to_string(format!("/proc/{process}/stat")) else { return false };
    // "id (name) state parent …"; the name may hold anything, so it ends at the last bracket.
    let Some((head, rest)) = stat.rsplit_once(')') else { return false };
    let mut words = rest.split_whitespace();
    let (state, its_parent) = (words.next(), words.next());
    head.contains("(WebKitWebProc") && state != Some("Z") && its_parent == Some(parent.to_string().as_str())
}

/// Ends those of these processes that still run after two seconds. Never another program's: a number may be taken again.
#[cfg(target_os = "linux")]
pub fn end_soon(processes: Vec<u32>) {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        for process in processes.into_iter().filter(|process| draws_pages_for(*process, std::process::id())) {
            if let Ok(id) = i32::try_from(process) {
                // One that ended meanwhile is as good as ended.
                let _ = kill(Pid::from_raw(id), Signal::SIGKILL);
            }
        }
    });
}

/// Where the web view is the system's own, its processes end with its window.
#[cfg(not(target_os = "linux"))]
pub fn running() -> Vec<u32> {
    Vec::new()
}

/// As [`running`].
#[cfg(not(target_os = "linux"))]
pub fn end_soon(_processes: Vec<u32>) {}

#[cfg(target_os = "linux")]
#[cfg(test)]
mod tests {
    use super::{PATIENCE, draws_pages_for, end_soon, running};
    use std::process::{Child, Command};
    use std::time::{Duration, Instant};

    /// A child by this name that does nothing, and cannot end by itself either when it is stopped.
    fn child(folder: &std::path::Path, name: &str) -> Child {
        let program = folder.join(name);
        std::os::unix::fs::symlink("/bin/sleep", &program).unwrap();
        Command::new(program).arg("60").spawn().unwrap()
    }

    fn is_alive(process: u32) -> bool {
        std::fs::read_to_string(format!("/proc/{process}/stat")).is_ok_and(|stat| !stat.contains(") Z "))
    }

    #[test]
    fn a_web_process_that_does_not_end_is_ended_after_two_seconds_and_no_other_program_is() {
        let folder = tempfile::tempdir().unwrap();
        let (mut stuck, mut other) = (child(folder.path(), "WebKitWebProcess"), child(folder.path(), "another"));
        let stop = nix::unistd::Pid::from_raw(i32::try_from(stuck.id()).unwrap());
        nix::sys::signal::kill(stop, nix::sys::signal::Signal::SIGSTOP).unwrap();
        let begun = Instant::now();
        assert!(running().contains(&stuck.id()) && !running().contains(&other.id()));
        end_soon(vec![stuck.id(), other.id()]);
        std::thread::sleep(PATIENCE / 2);
        assert!(is_alive(stuck.id()), "it has two seconds to end by itself");
        while is_alive(stuck.id()) {
            assert!(begun.elapsed() < Duration::from_secs(30), "it lives on");
            std::thread::sleep(Duration::from_millis(20));
        }
        assert!(is_alive(other.id()) && !draws_pages_for(stuck.id(), std::process::id()));
        stuck.wait().unwrap();
        other.kill().unwrap();
        other.wait().unwrap();
    }
}
