//! Finding sessions and people.

use super::super::{ProblemKind, StoreError};
use super::*;
use crate::session::{Closed, Person};

pub(super) fn person(name: &str, organisation: Option<&str>) -> Person {
    Person {
        id: Library::new_id(SystemTime::now()),
        name: name.to_owned(),
        organisation: organisation.map(str::to_owned),
        other_names: Vec::new(),
    }
}

const IDS: [&str; 3] = [
    "01ARZ3NDEKTSV4RRFFQ69G5FAV",
    "01ARZ3NDEKTSV4RRFFQ69G5FAW",
    "01BRZ3NDEKTSV4RRFFQ69G5FAV",
];

fn three() -> Home {
    let mut home = Home::new();
    for id in IDS {
        home.id = id.to_owned();
        home.create().finish(BOUND).unwrap();
    }
    home
}

#[test]
fn a_beginning_finds_the_one_session() {
    let home = three();
    assert_eq!(home.library.find("01b").unwrap(), IDS[2]);
    assert_eq!(home.library.find(IDS[0]).unwrap(), IDS[0]);
    let several = home.library.find("01A").unwrap_err();
    assert!(
        matches!(&several, StoreError::Several { ids, more: false, .. } if ids.len() == 2),
        "{several}"
    );
    for none in ["02", "", "01A RZ", "../x", "é"] {
        let error = home.library.find(none).unwrap_err();
        assert!(matches!(error, StoreError::NotFound(_)), "{error}");
    }
    assert_eq!(home.library.newest().unwrap().as_deref(), Some(IDS[2]));
}

#[test]
fn an_empty_library_is_no_error() {
    let home = Home::new();
    assert_eq!(home.library.newest().unwrap(), None);
    assert_eq!(home.library.list(5).unwrap(), []);
    assert!(home.library.people().unwrap().all.is_empty());
    assert!(!home.library.dir().exists());
}

#[test]
fn hostile_names_never_reach_a_path() {
    let home = three();
    std::fs::write(home.library.dir().join("x.yaml"), "secret").unwrap();
    let lower = IDS[0].to_lowercase();
    for id in ["../x", "../../x", "", "x\0", "/etc/passwd", lower.as_str()] {
        let error = home.library.load(id).unwrap_err();
        assert!(matches!(error, StoreError::BadId(_)), "{id:?}: {error}");
        assert!(home.library.resume(id, |_| {}).is_err());
        assert!(
            home.library
                .create(&head(id), SCRIPT, None, None, |_| {})
                .is_err()
        );
    }
    for hash in ["../x", "", "0123456789ABCDEF0123456789ABCDEF"] {
        assert!(home.library.script_used(hash).is_err());
    }
}

#[test]
fn a_script_that_was_changed_is_not_shown_as_used() {
    let home = three();
    let hash = Library::hash(SCRIPT);
    let path = home.library.dir().join(format!("scripts-used/{hash}.yaml"));
    std::fs::write(path, "other").unwrap();
    let error = home.library.script_used(&hash).unwrap_err();
    assert!(matches!(error, StoreError::Script { .. }), "{error}");
}

#[test]
fn the_list_says_what_each_session_came_to() {
    let mut home = three();
    home.id = IDS[1].to_owned();
    let (_, writer) = home.resume();
    writer.append(Entry {
        kind: Kind::Moved("impact".to_owned()),
        ..answer(1, "")
    });
    writer.append(Entry {
        kind: Kind::Closed(Closed::default()),
        ..answer(2, "")
    });
    writer.draft(draft(3, "yet"));
    writer.finish(BOUND).unwrap();
    let year = home.path().parent().unwrap().to_owned();
    std::fs::write(year.join(format!("{}.yaml", IDS[2])), "?").unwrap();
    // None of ours.
    std::fs::write(year.join("notes.yaml"), "?").unwrap();
    std::fs::write(year.join(format!("{}.yaml~", IDS[2])), "?").unwrap();
    std::fs::create_dir(home.library.dir().join("sessions/old")).unwrap();

    let list = home.library.list(9).unwrap();
    let ids: Vec<_> = list.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids, [IDS[2], IDS[1], IDS[0]]);
    assert!(list[0].broken.as_ref().unwrap().contains("line 1"));
    let one = &list[1];
    assert_eq!(one.broken, None);
    assert_eq!(one.last_step.as_deref(), Some("impact"));
    assert!(one.closed && one.draft);
    assert_eq!((one.entries, one.duration_ms), (2, 2000));
    assert_eq!(one.person.as_ref().unwrap().name, "Ana Ruiz");
    assert_eq!(
        (one.script_id.as_str(), one.mode),
        ("small", Some(Mode::Live))
    );
    assert!(!list[2].closed && !list[2].draft);
    assert_eq!(home.library.list(1).unwrap().len(), 1);

    let (_, writer) = home.resume();
    writer.append(Entry {
        kind: Kind::Withdrawn(2),
        ..answer(3, "")
    });
    writer.finish(BOUND).unwrap();
    assert!(!home.library.list(2).unwrap()[1].closed);
}

#[test]
fn people_are_found_whatever_the_accents() {
    let home = Home::new();
    let mut jose = person("José Núñez", Some("Mina Ñ"));
    jose.other_names.push("Pepe".to_owned());
    let ana = person("Ana", None);
    let other = person("jose nunez", None);
    for one in [&jose, &ana, &other, &jose] {
        home.library.add_person(one, at()).unwrap();
    }
    let people = home.library.people().unwrap();
    assert_eq!(people.problems, []);
    assert_eq!(people.all, [jose.clone(), ana.clone(), other.clone()]);
    assert_eq!(people.matching("JOSE  NUNEZ", None), [&jose, &other]);
    assert_eq!(people.matching("jose nunez", Some("mina n")), [&jose]);
    assert_eq!(people.matching("pepe", None), [&jose]);
    assert!(people.matching("Anna", None).is_empty());
    let mut taken = ana;
    taken.name = "Other".to_owned();
    let error = home.library.add_person(&taken, at()).unwrap_err();
    assert!(matches!(error, StoreError::PersonExists(_)), "{error}");
}

#[test]
fn people_who_were_torn_or_changed_are_told() {
    let home = Home::new();
    for name in ["Ana", "Bea"] {
        home.library.add_person(&person(name, None), at()).unwrap();
    }
    let path = home.library.dir().join("people.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("name: Ana", "name: Eve")).unwrap();
    let people = home.library.people().unwrap();
    assert_eq!(people.problems[0].what, ProblemKind::Changed { n: 1 });
    std::fs::write(&path, &text[..text.len() - 30]).unwrap();
    let people = home.library.people().unwrap();
    assert_eq!(people.all.len(), 1);
    home.library
        .add_person(&person("Cleo", None), at())
        .unwrap();
    let people = home.library.people().unwrap();
    let names: Vec<_> = people.all.iter().map(|p| p.name.as_str()).collect();
    assert_eq!((names, people.problems), (vec!["Ana", "Cleo"], vec![]));
    assert!(home.library.dir().join("bin/people-cut-1.yaml").exists());
}

#[test]
fn several_at_once_add_people_without_loss() {
    let home = Home::new();
    std::thread::scope(|scope| {
        for k in 0..4 {
            let library = home.library.clone();
            scope.spawn(move || {
                for j in 0..5 {
                    let one = person(&format!("P{k}{j}"), None);
                    library.add_person(&one, at()).unwrap();
                }
            });
        }
    });
    let people = home.library.people().unwrap();
    assert_eq!((people.all.len(), people.problems), (20, vec![]));
}
