//! The clocks of this machine.

use crate::app::Now;
use crate::session::Moment;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::time::Instant;

/// The clock on the wall, and the one that only goes forward.
#[derive(Debug, Clone)]
pub struct Clock {
    began: Instant,
    zone: TimeZone,
}

impl Clock {
    /// Starts now.
    pub fn start() -> Self {
        Self {
            began: Instant::now(),
            zone: zone(),
        }
    }

    /// The time.
    pub fn now(&self) -> Now {
        Now {
            at: Moment::of(&Timestamp::now().to_zoned(self.zone.clone())),
            ms: u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX),
        }
    }
}

/// The zone of this machine. Its name is not needed, only its rules: looking the name up walks through the whole
/// time zone database, which takes longer than drawing the first frame.
fn zone() -> TimeZone {
    let named = std::env::var_os("TZ").is_some();
    let local = if named {
        None
    } else {
        std::fs::read("/etc/localtime").ok()
    };
    local
        .and_then(|rules| TimeZone::tzif("Local", &rules).ok())
        .unwrap_or_else(TimeZone::system)
}
