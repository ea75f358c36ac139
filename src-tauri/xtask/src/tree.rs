//! A running program and everything it started.

use crate::process::Step;

/// Ends a program and what it started, and what those started.
pub fn end(program: u32) {
    let mut found = vec![program];
    let mut next = 0;
    while next < found.len() {
        found.extend(started_by(found[next]));
        next += 1;
    }
    for process in found {
        // One that ended meanwhile is as good as ended.
        let _gone = Step::program("kill").args(["-KILL", &process.to_string()]).works();
    }
}

/// What this process started and still runs; nothing where the system has no such list.
fn started_by(process: u32) -> Vec<u32> {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let lists = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("children")).ok());
    lists.flat_map(|list| list.split_whitespace().filter_map(|id| id.parse().ok()).collect::<Vec<_>>()).collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use crate::process::Step;
    use std::time::{Duration, Instant};

    #[test]
    fn a_program_that_hangs_is_ended_with_all_it_started() {
        let begun = Instant::now();
        let hanging = Step::program("sh").args(["-c", "echo begun; sh -c 'sleep 300; true'; true"]);
        let ending = hanging.no_longer_than(Duration::from_secs(1)).follow().unwrap();
        assert!(!ending.well && ending.output.contains("begun"));
        assert!(begun.elapsed() < Duration::from_secs(60), "the pipe is let go");
    }
}
