//! People who change their names, and people who are one.

use super::super::{ProblemKind, StoreError, TakenBack};
use super::lists::person;
use super::*;
use crate::session::Person;
use proptest::prelude::*;
use std::fmt::Write as _;

fn library(people: &[&Person]) -> Home {
    let home = Home::new();
    for one in people {
        home.library.add_person(one, at()).unwrap();
    }
    home
}

fn names(home: &Home) -> Vec<String> {
    let people = home.library.people().unwrap();
    assert_eq!(people.problems, []);
    people.all.into_iter().map(|p| p.name).collect()
}

#[test]
fn a_new_name_counts_and_the_old_ones_still_find_them() {
    let ana = person("Ana Ruiz", Some("Mina"));
    let home = library(&[&ana]);
    let was = home.library.rename_person(&ana.id, " Ana\tBerg ", at());
    assert_eq!(was.unwrap().name, "Ana Ruiz");
    home.library.rename_person(&ana.id, "Ana B", at()).unwrap();
    let people = home.library.people().unwrap();
    assert_eq!(people.all[0].name, "Ana B");
    assert_eq!(people.all[0].other_names, ["Ana Ruiz", "Ana Berg"]);
    for name in ["ana ruiz", "Ana Berg", "ANA B"] {
        assert_eq!(people.matching(name, Some("mina")).len(), 1, "{name}");
    }
    // Back to an old name: it is no other name any more. Another way to write it is a change, too.
    home.library
        .rename_person(&ana.id, "ANA RUIZ", at())
        .unwrap();
    let people = home.library.people().unwrap();
    assert_eq!(people.all[0].other_names, ["Ana Berg", "Ana B"]);
    assert_eq!(people.matching("ana ruiz", None).len(), 1);
}

#[test]
fn whoever_is_merged_belongs_to_the_other() {
    let (ana, berg, annie) = (
        person("Ana", None),
        person("Anna", None),
        person("Annie", None),
    );
    let home = library(&[&ana, &berg, &annie]);
    home.library.merge_people(&ana.id, &berg.id, at()).unwrap();
    home.library
        .merge_people(&berg.id, &annie.id, at())
        .unwrap();
    let people = home.library.people().unwrap();
    assert_eq!(people.all.len(), 1);
    assert_eq!(people.all[0].other_names, ["Anna", "Ana"]);
    for one in [&ana, &berg, &annie] {
        assert_eq!(people.of(&one.id).unwrap().id, annie.id);
        assert_eq!(people.root(&one.id), annie.id);
        assert_eq!(people.matching(&one.name, None)[0].id, annie.id);
        assert_eq!(people.meant(&one.id[..20], None).len(), 1);
    }
    assert_eq!(
        people.root("01ARZ3NDEKTSV4RRFFQ69G5FAV"),
        "01ARZ3NDEKTSV4RRFFQ69G5FAV"
    );
    // They are one already, whichever of the ids one gives.
    for (one, other) in [(&ana, &ana), (&ana, &annie), (&annie, &berg)] {
        let error = home
            .library
            .merge_people(&one.id, &other.id, at())
            .unwrap_err();
        assert!(matches!(error, StoreError::Unchanged(_)), "{error}");
    }
    // A name that is given now is the name of all three.
    home.library.rename_person(&ana.id, "Ann", at()).unwrap();
    assert_eq!(names(&home), ["Ann"]);
}

#[test]
fn each_change_is_undone_by_a_later_entry_the_newest_first() {
    let (ana, bea) = (person("Ana", None), person("Bea", None));
    let home = library(&[&ana, &bea]);
    home.library.rename_person(&ana.id, "Anna", at()).unwrap();
    home.library.merge_people(&bea.id, &ana.id, at()).unwrap();
    let before = std::fs::read(home.library.dir().join("people.yaml")).unwrap();
    assert_eq!(
        home.library.undo_people(at()).unwrap(),
        Some(TakenBack::Merged {
            id: bea.id.clone(),
            into: ana.id.clone()
        })
    );
    assert_eq!(names(&home), ["Anna", "Bea"]);
    assert!(matches!(
        home.library.undo_people(at()).unwrap(),
        Some(TakenBack::Renamed { name, .. }) if name == "Anna"
    ));
    assert_eq!(names(&home), ["Ana", "Bea"]);
    // Nobody who came is undone.
    assert_eq!(home.library.undo_people(at()).unwrap(), None);
    let people = home.library.people().unwrap();
    assert!(people.all.iter().all(|p| p.other_names.is_empty()));
    // Nothing was taken out of the file.
    let after = std::fs::read(home.library.dir().join("people.yaml")).unwrap();
    assert!(after.starts_with(&before) && after.len() > before.len());
    assert_eq!(Home::new().library.undo_people(at()).unwrap(), None);
}

#[test]
fn same_names_stay_apart() {
    let (one, other) = (
        person("Ana Ruiz", Some("Mina")),
        person("Ana Ruiz", Some("Norrfrakt")),
    );
    let home = library(&[&one, &other]);
    let people = home.library.people().unwrap();
    assert_eq!(people.meant("ana ruiz", None).len(), 2);
    assert_eq!(people.meant("ana ruiz", Some("MINA")), [&one]);
    assert_eq!(people.meant(&one.id, None), [&one]);
    // Also when somebody is given a name that another has.
    let third = person("Tom", None);
    home.library.add_person(&third, at()).unwrap();
    home.library
        .rename_person(&third.id, "Ana Ruiz", at())
        .unwrap();
    assert_eq!(
        home.library.people().unwrap().meant("Ana Ruiz", None).len(),
        3
    );
}

#[test]
fn names_that_are_none_are_refused_and_hostile_ones_are_words() {
    let ana = person("Ana", None);
    let home = library(&[&ana]);
    for bad in [
        "",
        "   ",
        "\u{200b}\u{202e}",
        "\u{1b}",
        &"x".repeat(301),
        "Ana",
    ] {
        let error = home.library.rename_person(&ana.id, bad, at()).unwrap_err();
        assert!(
            matches!(error, StoreError::Unchanged(_)),
            "{bad:?}: {error}"
        );
    }
    let nobody = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    for id in [nobody, "", "../x", "me"] {
        let error = home.library.rename_person(id, "Eve", at()).unwrap_err();
        assert!(matches!(error, StoreError::NoPerson(_)), "{error}");
        assert!(home.library.merge_people(&ana.id, id, at()).is_err());
        assert!(home.library.merge_people(id, &ana.id, at()).is_err());
    }
    for (hostile, kept) in [
        ("a: b\n---\nn: 9", "a: b --- n: 9"),
        (
            "# seal 1 0123456789abcdef\n...",
            "# seal 1 0123456789abcdef ...",
        ),
        ("\u{1b}]0;x\u{7}Ana", "]0;xAna"),
        ("null", "null"),
        ("'; DROP TABLE people", "'; DROP TABLE people"),
        ("Ḿ̷̛a", "Ḿ̷̛a"),
    ] {
        home.library.rename_person(&ana.id, hostile, at()).unwrap();
        assert_eq!(names(&home), [crate::text::clean_line(kept)]);
    }
    assert_eq!(home.library.people().unwrap().all.len(), 1);
}

#[test]
fn several_at_once_change_people_without_loss() {
    let all: Vec<Person> = (0..4).map(|k| person(&format!("P{k}"), None)).collect();
    let home = library(&all.iter().collect::<Vec<_>>());
    std::thread::scope(|scope| {
        for one in &all {
            let library = home.library.clone();
            scope.spawn(move || {
                for j in 0..5 {
                    let name = format!("{} {j}", one.name);
                    library.rename_person(&one.id, &name, at()).unwrap();
                    library.add_person(&person(&name, None), at()).unwrap();
                }
            });
        }
    });
    let people = home.library.people().unwrap();
    assert_eq!((people.all.len(), &people.problems), (24, &vec![]));
    for one in &all {
        let now = people.of(&one.id).unwrap();
        assert_eq!(now.name, format!("{} 4", one.name));
        assert_eq!(now.other_names.len(), 5);
    }
    // Two who merge the same two, one each way round: one of them is too late.
    let (one, other) = (&all[0].id, &all[1].id);
    let merged = std::thread::scope(|scope| {
        let merging = [(one, other), (other, one)].map(|(a, b)| {
            let library = home.library.clone();
            scope.spawn(move || library.merge_people(a, b, at()).is_ok())
        });
        merging.map(|m| m.join().unwrap())
    });
    assert_eq!(merged.iter().filter(|done| **done).count(), 1);
    assert_eq!(home.library.people().unwrap().all.len(), 23);
}

#[test]
fn entries_by_hand_that_lead_round_in_a_circle_do_no_harm() {
    let (ana, bea) = (person("Ana", None), person("Bea", None));
    let home = library(&[&ana, &bea]);
    let path = home.library.dir().join("people.yaml");
    let mut text = std::fs::read_to_string(&path).unwrap();
    let at = at();
    for (n, what) in [
        (3, format!("merged:\n  id: {}\n  into: {}", ana.id, bea.id)),
        (4, format!("merged:\n  id: {}\n  into: {}", bea.id, ana.id)),
        (5, format!("merged:\n  id: {}\n  into: {}", ana.id, ana.id)),
        (6, "undone:\n  of: 1".to_owned()),
        (7, "undone:\n  of: 99".to_owned()),
        (8, "renamed:\n  id: nobody\n  name: Eve".to_owned()),
        (9, "undone:\n  of: 7".to_owned()),
        (10, "shouted: Ana".to_owned()),
    ] {
        writeln!(
            text,
            "---\nn: {n}\nat: {at}\n{what}\n# seal {n} 0123456789abcdef\n..."
        )
        .unwrap();
    }
    std::fs::write(&path, text).unwrap();
    let people = home.library.people().unwrap();
    assert_eq!(people.all.len(), 1);
    assert_eq!(people.of(&ana.id), people.of(&bea.id));
    let damaged = |p: &&super::super::Problem| matches!(p.what, ProblemKind::Damaged(_));
    assert_eq!(people.problems.iter().filter(damaged).count(), 1);
    assert_eq!(people.problems.len(), 8);
}

proptest! {
    #[test]
    fn any_name_reads_back(raw in any::<String>()) {
        let ana = person("Ana", None);
        let home = library(&[&ana]);
        if home.library.rename_person(&ana.id, &raw, at()).is_ok() {
            prop_assert_eq!(names(&home), [crate::text::clean_line(&raw)]);
        } else {
            prop_assert_eq!(names(&home), ["Ana"]);
        }
    }
}
