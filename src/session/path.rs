//! Which entries belong to the way that the conversation took in the end. Whoever goes back to a line of theirs and tries
//! another leaves what came after it behind; it stays in the file, and counts no more.

use super::entry::{Entry, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// For each entry the number of the one that it follows; 0 for the first. And the number of the last one.
fn ways(entries: &[Entry]) -> (BTreeMap<u32, u32>, u32) {
    let mut before: BTreeMap<u32, u32> = BTreeMap::new();
    let mut head = 0;
    for entry in entries {
        // An entry that goes back stands on the way that it begins.
        if let Kind::Branch(after) = entry.kind {
            head = if before.contains_key(&after) {
                after
            } else {
                0
            };
        }
        before.insert(entry.n, head);
        head = entry.n;
    }
    (before, head)
}

/// The number of the entry that another one follows, on the way to which that belongs; 0 for the very first.
pub fn before(entries: &[Entry], n: u32) -> u32 {
    ways(entries).0.get(&n).copied().unwrap_or(0)
}

/// The numbers of the entries that were left behind.
pub fn left_behind(entries: &[Entry]) -> BTreeSet<u32> {
    if !entries.iter().any(|e| matches!(e.kind, Kind::Branch(_))) {
        return BTreeSet::new();
    }
    let (before, mut head) = ways(entries);
    let mut way = BTreeSet::new();
    // Each number is visited once, also in a file whose numbers lead round in a circle.
    while head != 0 && way.insert(head) {
        head = before.get(&head).copied().unwrap_or(0);
    }
    entries
        .iter()
        .map(|e| e.n)
        .filter(|n| !way.contains(n))
        .collect()
}

/// Whether a session with these entries is over: it was closed, and that still counts.
pub fn is_closed(entries: &[Entry]) -> bool {
    let left = left_behind(entries);
    let mut closing = BTreeSet::new();
    for entry in entries.iter().filter(|e| !left.contains(&e.n)) {
        match entry.kind {
            Kind::Closed(_) => {
                closing.insert(entry.n);
            }
            Kind::Withdrawn(n) => {
                closing.remove(&n);
            }
            Kind::Restored(n)
                if entries
                    .iter()
                    .any(|e| e.n == n && matches!(e.kind, Kind::Closed(_))) =>
            {
                closing.insert(n);
            }
            _ => {}
        }
    }
    !closing.is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::Moment;
    use super::super::practice::Said;
    use super::*;

    fn entries(kinds: &[Option<u32>]) -> Vec<Entry> {
        let kind = |after: &Option<u32>| match after {
            Some(after) => Kind::Branch(*after),
            None => Kind::Said(Said {
                step: "issue".into(),
                text: "x".into(),
            }),
        };
        (1..)
            .zip(kinds)
            .map(|(n, after)| Entry {
                n,
                at: Moment::parse("2026-11-22T09:00:00+01:00").unwrap(),
                t: 0,
                kind: kind(after),
            })
            .collect()
    }

    #[test]
    fn what_came_after_a_line_is_left_behind_and_can_be_come_back_to() {
        let left = |kinds: &[Option<u32>]| -> Vec<u32> {
            left_behind(&entries(kinds)).into_iter().collect()
        };
        assert!(left(&[None, None, None]).is_empty());
        assert_eq!(left(&[None, None, None, Some(1), None]), [2, 3]);
        // Back again to the first try: the second is left.
        assert_eq!(
            left(&[None, None, None, Some(1), None, Some(3), None]),
            [4, 5]
        );
        assert_eq!(left(&[None, None, Some(0), None]), [1, 2]);
        // To a number that is not there, and to one's own.
        assert_eq!(left(&[None, Some(9), None]), [1]);
        assert_eq!(left(&[None, Some(2), None]), [1]);
    }
}
