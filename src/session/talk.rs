//! The chess clock: who spoke for how long, kept by one key, without a microphone.

use super::entry::Who;

/// Talk times in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Talk {
    who: Who,
    since: u64,
    client: u64,
    me: u64,
    longest_client: u64,
    longest_me: u64,
}

impl Default for Talk {
    fn default() -> Self {
        Self {
            who: Who::Nobody,
            since: 0,
            client: 0,
            me: 0,
            longest_client: 0,
            longest_me: 0,
        }
    }
}

impl Talk {
    /// Somebody else speaks from `t` on.
    pub(super) fn turn(&mut self, who: Who, t: u64) {
        if who != self.who {
            *self = self.until(t);
            self.who = who;
            self.since = t;
        }
    }

    /// The clock stands still from `t` on.
    pub(super) fn stop(&mut self, t: u64) {
        self.turn(Who::Nobody, t);
    }

    /// The times with the running stretch counted up to `t`.
    #[must_use]
    pub fn until(mut self, t: u64) -> Self {
        let stretch = self.stretch(t);
        let (sum, longest) = match self.who {
            Who::Client => (&mut self.client, &mut self.longest_client),
            Who::Me => (&mut self.me, &mut self.longest_me),
            Who::Nobody => return self,
        };
        *sum += stretch;
        *longest = stretch.max(*longest);
        // A second look at the same moment must not count it twice.
        self.since = t;
        self
    }

    /// Who speaks now.
    pub fn who(&self) -> Who {
        self.who
    }

    /// How long the running stretch has lasted at `t`.
    pub fn stretch(&self, t: u64) -> u64 {
        if self.who == Who::Nobody {
            0
        } else {
            t.saturating_sub(self.since)
        }
    }

    /// The client's share and the user's in percent, rounded, adding up to 100; `None` while nothing was measured.
    pub fn share(&self) -> Option<(u64, u64)> {
        let all = self.client + self.me;
        let client = (self.client * 100 + all / 2).checked_div(all)?;
        Some((client, 100 - client))
    }

    /// The longest stretch of the client and of the user.
    pub fn longest(&self) -> (u64, u64) {
        (self.longest_client, self.longest_me)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_counts_each_side() {
        let mut talk = Talk::default();
        assert_eq!(talk.share(), None);
        talk.turn(Who::Client, 1_000);
        talk.turn(Who::Me, 71_000);
        assert_eq!(talk.stretch(75_000), 4_000);
        let now = talk.until(101_000);
        assert_eq!(now.share(), Some((70, 30)));
        assert_eq!(now.until(101_000), now);
        talk.stop(101_000);
        assert_eq!(talk.until(999_000).share(), Some((70, 30)));
        assert_eq!(talk.longest(), (70_000, 30_000));
    }

    #[test]
    fn saying_again_who_speaks_goes_on_with_the_stretch() {
        let mut talk = Talk::default();
        talk.turn(Who::Me, 0);
        talk.turn(Who::Me, 10);
        talk.turn(Who::Nobody, 20);
        assert_eq!(talk.longest(), (0, 20));
    }
}
