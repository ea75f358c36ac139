//! How long something took: on the clock, and of the processors' time with all the programs it started and waited for.

use std::time::{Duration, Instant};

/// When something began.
pub struct Began(Instant, Duration);

/// How long it took.
#[derive(Clone, Copy)]
pub struct Took {
    /// On the clock.
    passed: Duration,
    /// Of the processors.
    worked: Duration,
}

impl Began {
    /// Now.
    pub fn now() -> Self {
        Self(Instant::now(), processors())
    }

    /// What has passed since.
    pub fn took(self) -> Took {
        Took { passed: self.0.elapsed(), worked: processors().saturating_sub(self.1) }
    }
}

/// Time of the processors this program and those it waited for have used.
#[cfg(unix)]
fn processors() -> Duration {
    use nix::sys::resource::{UsageWho, getrusage};
    let times = [UsageWho::RUSAGE_SELF, UsageWho::RUSAGE_CHILDREN].map(|who| {
        getrusage(who).map_or(Duration::ZERO, |used| {
            let [user, system] = [used.user_time(), used.system_time()].map(|time| {
                Duration::new(time.tv_sec().unsigned_abs(), 0) + Duration::from_micros(time.tv_usec().unsigned_abs())
            });
            user + system
        })
    });
    times.iter().sum()
}

/// Elsewhere the clock has to do.
#[cfg(not(unix))]
fn processors() -> Duration {
    static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    BEGUN.get_or_init(Instant::now).elapsed()
}

/// The median on the clock, milliseconds.
pub fn passed(took: &[Took]) -> f64 {
    median(took.iter().map(|took| took.passed).collect())
}

/// The median of the processors, milliseconds.
pub fn worked(took: &[Took]) -> f64 {
    median(took.iter().map(|took| took.worked).collect())
}

fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1000.0)
}
