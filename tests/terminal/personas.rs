//! The clients to practise with: listed, shown, checked, and written anew.

use super::support::{Home, squeezed};
use mineral::client::persona::BUILTIN;
use std::fs;
use std::path::PathBuf;

/// The folder of the user's own personas.
fn personas(home: &Home) -> PathBuf {
    home.data().with_file_name("config").join("personas")
}

#[test]
fn the_list_names_all_and_gives_nothing_away() {
    let home = Home::new();
    let personas = personas(&home);
    for plain in [&["persona", "list"][..], &["persona", "list", "--plain"]] {
        let said = home.run(plain, "").well();
        let one_line = said.split_whitespace().collect::<Vec<_>>().join(" ");
        for builtin in BUILTIN {
            let persona = builtin.persona().unwrap();
            for there in [builtin.id, builtin.name, builtin.summary] {
                assert!(one_line.contains(there), "{there:?} is missing:\n{said}");
            }
            assert!(!one_line.contains(&persona.hides), "{said}");
            assert!(!one_line.contains(&persona.presents), "{said}");
        }
        assert!(said.contains(&personas.display().to_string()), "{said}");
        assert!(said.lines().all(|line| line.len() < 400), "{said}");
    }
}

#[test]
fn ones_own_stand_beside_the_built_in_ones_and_a_broken_one_disturbs_none() {
    let home = Home::new();
    let personas = personas(&home);
    let said = home.run(&["persona", "check"], "").well();
    assert!(
        said.starts_with("there are no personas of your own yet"),
        "{said}"
    );
    let there = home.run(&["persona", "where"], "").well();
    assert_eq!(there.trim(), personas.display().to_string());

    for id in ["rita", "acquired"] {
        let said = home.run(&["persona", "new", id], "").well();
        assert!(said.trim().ends_with(&format!("{id}.yaml")), "{said}");
    }
    assert!(personas.join("persona.schema.json").is_file());
    home.run(&["persona", "new", "rita"], "")
        .fails(1, &["a persona \"rita\" is there already"]);
    home.run(&["persona", "new", "Rita O."], "")
        .fails(2, &["mineral persona new rita-o"]);
    let said = home.run(&["persona", "check", "--strict"], "").well();
    assert_eq!(said, "2 personas · no errors · no warnings\n");

    fs::write(personas.join("zoe.yaml"), "format: 1\nid: zoe\n").unwrap();
    let listed = home.run(&["persona", "list"], "");
    assert!(listed.err.contains("zoe.yaml:1:1"), "{listed:#?}");
    let said = listed.well();
    assert!(
        said.contains("yours, acquired.yaml · replaces the built-in one"),
        "{said}"
    );
    assert!(said.contains("yours, rita.yaml\n"), "{said}");
    assert!(said.contains("2 of your own, in "), "{said}");
    let checked = home.run(&["persona", "check", "zoe"], "");
    assert_eq!(checked.code, Some(1));
    assert!(
        checked.out.contains("a persona needs `name`"),
        "{checked:#?}"
    );
    home.run(&["persona", "show", "zoe"], "")
        .fails(2, &["`mineral persona check` says why"]);
}

#[test]
fn the_role_sheet_gives_everything_away() {
    let home = Home::new();
    for builtin in BUILTIN {
        let persona = builtin.persona().unwrap();
        let show = ["persona", "show", builtin.id, "--plain"];
        let said = home.run(&show, "").well();
        let texts = [
            &persona.situation,
            &persona.manner,
            &persona.presents,
            &persona.hides,
        ];
        let says = persona.holds.iter().filter_map(|held| held.say.first());
        let better = persona.cues.iter().map(|cue| &cue.better);
        // Lines are broken at the width of a terminal.
        let said = squeezed(&said);
        for text in texts.into_iter().chain(says).chain(better) {
            assert!(
                said.contains(&squeezed(text)),
                "{}: {text:?} is missing",
                builtin.id
            );
        }
    }
    let said = home.run(&["persona", "show", "acquired"], "").well();
    assert!(said.starts_with("# Neville Colclough\n\n"), "{said:.200}");
    home.run(&["persona", "show", "acquird"], "")
        .fails(2, &["did you mean `acquired`?", "`mineral persona list`"]);
}

#[test]
fn another_folder_can_be_named() {
    let home = Home::new();
    let folder = home.here().display().to_string();
    let run = |rest: &[&str]| {
        let all = [&["persona", "--personas", &folder][..], rest].concat();
        home.run(&all, "").well()
    };
    assert_eq!(run(&["where"]).trim_end(), folder);
    run(&["new", "mine"]);
    assert!(home.here().join("mine.yaml").is_file());
    assert!(run(&["list"]).contains("mine: Rita Osgood"));
}
