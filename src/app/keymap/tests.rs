//! The table of keys as a whole.

use super::row::ch;
use super::*;
use std::collections::{HashMap, HashSet};

#[test]
fn no_key_does_two_things_and_no_name_stands_twice() {
    for place in PLACES {
        let mut keys = HashMap::new();
        let mut names = HashSet::new();
        for binding in TABLE.iter().filter(|b| b.place == place) {
            for key in binding.keys {
                let other = keys.insert(*key, binding.name);
                assert_eq!(other, None, "{key} in {place:?}: {}", binding.name);
            }
            assert!(names.insert(binding.name), "{}", binding.name);
        }
    }
}

#[test]
fn no_character_is_a_key_where_the_input_has_the_focus() {
    for binding in TABLE {
        if has_input(binding.place) {
            assert!(
                binding.keys.iter().all(|k| k.typed().is_none()),
                "{}",
                binding.name
            );
        }
    }
}

#[test]
fn keys_of_a_conversation_are_not_editing_keys() {
    let map = Keymap::default();
    let shared = |k: &Key| map.action(Place::Input, *k).is_some();
    for (binding, keys) in map.rows(Place::Talk) {
        assert!(!keys.iter().any(shared), "{}", binding.name);
    }
}

#[test]
fn a_key_is_changed_or_the_reason_why_not_is_told() {
    let mut map = Keymap::default();
    map.rebind(Place::Talk, "next-step", vec![Key::f(10)])
        .unwrap();
    assert_eq!(map.action(Place::Talk, Key::f(10)), Some(Action::NextStep));
    assert_eq!(map.action(Place::Talk, Key::ctrl('n')), None);
    for (name, key, why) in [
        ("next-stop", Key::f(10), "no action"),
        ("end", ch('x'), "types a character"),
    ] {
        let error = map.rebind(Place::Talk, name, vec![key]).unwrap_err();
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn keys_are_swapped_and_what_is_taken_is_told() {
    let mut map = Keymap::default();
    map.rebind(Place::Talk, "next-step", vec![Key::ctrl('p')])
        .unwrap();
    let taken = map.conflict(Place::Talk, "next-step").unwrap();
    assert!(taken.contains("previous-step"), "{taken}");
    map.rebind(Place::Talk, "previous-step", vec![Key::ctrl('n')])
        .unwrap();
    assert_eq!(map.conflict(Place::Talk, "next-step"), None);
    map.rebind(Place::Talk, "leave", vec![Key::ctrl('a')])
        .unwrap();
    let taken = map.conflict(Place::Talk, "leave").unwrap();
    assert!(taken.contains("line-start in input"), "{taken}");
}

#[test]
fn what_counts_anywhere_is_nothing_else_in_any_place() {
    let anywhere = |binding: &&Binding| binding.place == Place::Anywhere;
    let keys: HashSet<Key> = TABLE
        .iter()
        .filter(anywhere)
        .flat_map(|binding| binding.keys.iter().copied())
        .collect();
    assert!(!keys.is_empty());
    for binding in TABLE.iter().filter(|binding| !anywhere(binding)) {
        assert!(
            !binding.keys.iter().any(|key| keys.contains(key)),
            "{}",
            binding.name
        );
    }
}
