//! Small things that commands about many sessions show.

use std::collections::HashMap;

/// Letters of an id that are shown at least.
const LEAST: usize = 8;

/// For each id the shortest beginning that no other one has.
pub(super) fn shortest<'a>(ids: impl IntoIterator<Item = &'a str>) -> HashMap<&'a str, &'a str> {
    let mut all: Vec<&str> = ids.into_iter().collect();
    all.sort_unstable();
    all.dedup();
    let shared = |one: &str, other: Option<&&str>| {
        let same = |other: &&str| {
            one.bytes()
                .zip(other.bytes())
                .take_while(|(a, b)| a == b)
                .count()
        };
        other.map_or(0, same)
    };
    let short = |at: usize, id: &'a str| {
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        let needed = shared(id, before).max(shared(id, all.get(at + 1))) + 1;
        id.get(..needed.max(LEAST)).unwrap_or(id)
    };
    all.iter()
        .enumerate()
        .map(|(at, id)| (*id, short(at, id)))
        .collect()
}

/// A word as a shell takes it for one, whatever is in it.
pub(super) fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_beginning_is_enough_and_no_more() {
        let ids = ["01ARZ3NDEK", "01ARZ3NDEM", "01BRZ3NDEK", "x", "01BRZ3NDEK"];
        let short = shortest(ids);
        assert_eq!(short["01ARZ3NDEK"], "01ARZ3NDEK");
        assert_eq!(short["01BRZ3NDEK"], "01BRZ3ND");
        assert_eq!(short["x"], "x");
        assert!(shortest([]).is_empty());
    }

    #[test]
    fn a_shell_takes_a_name_for_one_word() {
        assert_eq!(quoted("Ana"), "'Ana'");
        assert_eq!(
            quoted("O'Brien; rm -rf $HOME"),
            r"'O'\''Brien; rm -rf $HOME'"
        );
    }
}
