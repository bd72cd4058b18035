//! A session in memory: its head, its entries, the script it runs, and the fold.

use super::entry::{Entry, Head, Kind};
use super::facts::Earlier;
use super::fold::Fold;
use crate::script::{Script, Step};
use std::collections::BTreeSet;
use std::sync::Arc;

/// A conversation as it happened so far.
#[derive(Debug, Clone)]
pub struct Session {
    head: Head,
    script: Arc<Script>,
    entries: Vec<Entry>,
    changed: BTreeSet<u32>,
    fold: Fold,
    earlier: Earlier,
}

impl Session {
    /// A session from what was kept. `changed` are the numbers of entries that were changed outside
    /// the program.
    pub fn new(
        head: Head,
        script: Arc<Script>,
        entries: Vec<Entry>,
        changed: BTreeSet<u32>,
    ) -> Self {
        let fold = Fold::of(&script, &entries);
        Self {
            head,
            script,
            entries,
            changed,
            fold,
            earlier: Earlier::default(),
        }
    }

    /// Adds an entry, which must have the number [`Self::next_n`].
    pub fn push(&mut self, entry: Entry) {
        self.entries.push(entry);
        self.fold = Fold::of(&self.script, &self.entries);
    }

    /// Who and when.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// What it runs.
    pub fn script(&self) -> &Script {
        &self.script
    }

    /// All entries in order, also those that no longer count.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What they amount to.
    pub fn fold(&self) -> &Fold {
        &self.fold
    }

    /// The number of the entry that comes next.
    pub fn next_n(&self) -> u32 {
        self.fold.last_n.saturating_add(1)
    }

    /// An entry by its number.
    pub fn entry(&self, n: u32) -> Option<&Entry> {
        self.entries.iter().find(|e| e.n == n)
    }

    /// Whether an entry was changed outside the program.
    pub fn is_changed(&self, n: u32) -> bool {
        self.changed.contains(&n)
    }

    /// Whether an entry was withdrawn.
    pub fn is_withdrawn(&self, n: u32) -> bool {
        self.fold.withdrawn.contains(&n)
    }

    /// Whether an entry was left behind, when another way was tried.
    pub fn is_left(&self, n: u32) -> bool {
        self.fold.left.contains(&n)
    }

    /// The current step.
    pub fn step(&self) -> Option<&Step> {
        self.script.steps.get(self.fold.step)
    }

    /// What was said in earlier sessions.
    pub fn earlier(&self) -> &Earlier {
        &self.earlier
    }

    /// The same session, knowing what was said in earlier ones.
    #[must_use]
    pub fn after(self, earlier: Earlier) -> Self {
        Self { earlier, ..self }
    }

    /// The entries that count, the newest first.
    pub fn counting_back(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().rev().filter(|e| self.fold.counts(e.n))
    }

    /// The words of the client and of the user, in a practice.
    pub fn words(&self) -> (usize, usize) {
        let count = |text: &str| text.split_whitespace().count();
        self.counting()
            .fold((0, 0), |(client, me), e| match &e.kind {
                Kind::Reply(x) => (client + count(&x.text), me),
                Kind::Said(x) => (client, me + count(&x.text)),
                _ => (client, me),
            })
    }

    /// The client's share of all words and the user's, in percent, adding up to 100; `None` where nobody said anything.
    pub fn words_share(&self) -> Option<(usize, usize)> {
        let (client, me) = self.words();
        let all = client + me;
        let share = (client * 100 + all / 2).checked_div(all)?;
        Some((share, 100 - share))
    }

    /// The commitments that count, in order.
    pub fn commitments(&self) -> impl Iterator<Item = (u32, &super::Commitment)> {
        self.counting().filter_map(|e| match &e.kind {
            Kind::Commitment(c) => Some((e.n, c)),
            _ => None,
        })
    }

    /// The parked ideas that count, in order.
    pub fn parked(&self) -> impl Iterator<Item = (u32, &super::Remark)> {
        self.counting().filter_map(|e| match &e.kind {
            Kind::Parked(p) => Some((e.n, p)),
            _ => None,
        })
    }

    /// The entries that count.
    pub fn counting(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|e| self.fold.counts(e.n))
    }
}
