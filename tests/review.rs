//! The library, as tables: keys in, and what stands on the screen. Machine, desk, files, index and screens are the real
//! ones.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "tests"
)]

mod support;

use mineral::app::library::{Found, Indexed, Mouse, MouseWhat, News};
use mineral::app::{Event, Screen, Start};
use mineral::store::Library;
use std::path::Path;
use support::play::Look::{Not, See};
use support::play::{Row, play};
use support::stage::Stage;

fn review(text: &str) -> Start {
    Start::Library {
        text: text.to_owned(),
        sort: mineral::app::library::Sort::Newest,
    }
}

/// Three conversations with two people, one of them unfinished; a practice; the daily standard.
fn filled(dir: &Path) {
    let mut stage = Stage::new(dir, Start::Home);
    stage.press("lAna Ruiz<enter>Halvorsen Mills<enter><enter>");
    stage.press("Nobody trusts the closing number before the ninth<enter>");
    stage.press("<c-n><c-n>It costs us nine days at month end<enter>~worn down 4<enter>");
    stage.press("!us send the draft by friday<enter><wait:120><c-d><c-d><esc>q");
    stage.press("<wait:5>lTom Berg<enter>Norrfrakt<enter><enter>");
    stage.press("The month end is fine, the board is worried<enter>~worried 2<enter><c-d>");
    stage.press("<c-d><esc>q");
    stage.press("<wait:5>lAna Ruiz<enter><enter><enter>");
    stage.press("We hired two people for the close<enter><c-q>");
    stage.press("<wait:5>p<enter>Before the recipes: how are you with all this?<enter><c-d><esc>q");
    stage.leave();
}

fn library(dir: &Path) -> Stage {
    Stage::new(dir, review(""))
}

/// A journey through a library with a few conversations.
fn journey(table: &[Row]) {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    play(&mut library(dir.path()), table);
}

#[test]
fn an_empty_library_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let mut stage = library(dir.path());
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("No conversation is kept yet"),
                    See("l begins one with a client"),
                ],
            ),
            ("<f1>mouse", "", &[See("with shift the mouse selects text")]),
            ("<esc>l", "", &[See("A live conversation")]),
            ("<esc>", "", &[See("No conversation is kept yet")]),
            ("q", "", &[See("⏎ or l begin a live conversation")]),
        ],
    );
}

#[test]
fn all_conversations_are_listed_the_newest_first() {
    journey(&[
        (
            "",
            "",
            &[
                See("4 · newest first"),
                See("21 Nov Ana Ruiz · Halvorsen Mills"),
                See("unfinished"),
                See("1 open"),
                See("practice ·"),
            ],
        ),
        ("s", "", &[See("oldest first")]),
        ("s", "", &[See("by person")]),
        ("s", "", &[See("warmest first")]),
        ("s", "", &[See("longest first")]),
        ("s", "", &[See("newest first")]),
        ("v", "", &[Not("1 of 7 · the issue")]),
        ("v<end>", "", &[See("Nobody trusts the closing number")]),
    ]);
}

#[test]
fn the_order_is_the_one_that_is_said() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    stage.press("v");
    let who = |stage: &Stage| -> Vec<String> {
        let screen = stage.screen();
        let rows = screen.lines().skip(3).take(4);
        rows.map(|r| r.chars().skip(15).take(4).collect()).collect()
    };
    assert_eq!(who(&stage), ["Malc", "Ana ", "Tom ", "Ana "]);
    stage.press("s");
    assert_eq!(who(&stage), ["Ana ", "Tom ", "Ana ", "Malc"]);
    stage.press("s");
    assert_eq!(who(&stage), ["Ana ", "Ana ", "Malc", "Tom "]);
    stage.press("s");
    assert_eq!(who(&stage)[..2], ["Ana ", "Tom "]);
    stage.press("s");
    assert_eq!(who(&stage)[0], "Ana ");
}

#[test]
fn words_are_found_as_they_are_typed_and_opened_at_their_line() {
    journey(&[
        (
            "/mont<tab>",
            "",
            &[See("2 found"), See("nine days at month end")],
        ),
        (
            "<esc>/mont",
            "",
            &[
                See("2 found"),
                See("It costs us nine days at month end"),
                See("the board is worried"),
            ],
        ),
        (
            "h end\"<backspace> -board",
            "",
            &[See("1 found"), See("› month end -board")],
        ),
        (
            "<enter>",
            "",
            &[
                See("“It costs us nine days at month end”"),
                See("month end -board: line 1 of 1"),
            ],
        ),
        ("q", "", &[See("› month end -board"), See("1 found")]),
        (
            "<tab><esc>",
            "",
            &[See("4 · newest first"), Not("month end -board")],
        ),
        ("/person:tom", "", &[See("1 found"), See("Tom Berg")]),
        ("<c-u>feeling:worn", "", &[See("1 found"), See("worn down")]),
        ("<c-u>step:impact nine", "", &[See("1 found")]),
        (
            "<c-u>step:issue zebrafinch",
            "",
            &[
                See("Nothing is found for “step:issue zebrafinch”"),
                See("Fewer words"),
            ],
        ),
        (
            "<c-u>boadr",
            "",
            &[See("2 near"), See("near The month end is fine")],
        ),
        ("<c-u>has:open", "", &[See("1 found"), See("1 open")]),
        (
            "<c-u>mode:practice",
            "",
            &[See("1 found"), See("practice ·")],
        ),
    ]);
}

#[test]
fn what_cannot_be_meant_is_said_with_its_place_and_nothing_flickers() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    play(
        &mut stage,
        &[
            ("/norrfrakt", "", &[See("1 found")]),
            (
                " mode:lvie ",
                "",
                &[
                    See("`mode:` knows no “lvie”"),
                    See("Tom Berg"),
                    See("1 found"),
                ],
            ),
        ],
    );
    let (buffer, _) = stage.frame();
    let marked: String = (0..80)
        .filter(|x| {
            buffer[(*x, 1)]
                .modifier
                .contains(ratatui::style::Modifier::UNDERLINED)
        })
        .map(|x| buffer[(x, 1)].symbol().to_owned())
        .collect();
    assert_eq!(marked, "lvie");
    play(
        &mut stage,
        &[("<c-w>", "", &[See("1 found"), Not("knows no")])],
    );
}

#[test]
fn a_chooser_narrows_the_list_down_without_a_word_of_syntax() {
    journey(&[
        (
            "f",
            "",
            &[
                See("narrow down by"),
                See("person"),
                See("whom it was with"),
            ],
        ),
        (
            "per<enter>",
            "",
            &[
                See("Ana Ruiz · Halvorsen Mills 2"),
                See("Tom Berg · Norrfrakt 1"),
            ],
        ),
        (
            "tom<enter>",
            "",
            &[See("› person:\"Tom Berg\""), See("1 found")],
        ),
        (
            "fper<enter>ana<enter>",
            "",
            &[
                See("› person:\"Ana Ruiz\""),
                See("2 found"),
                Not("Tom Berg\""),
            ],
        ),
        ("ffeel<enter>", "", &[See("worn down 1"), See("worried 1")]),
        (
            "worn<enter>",
            "",
            &[See("feeling:\"worn down\""), See("1 found")],
        ),
        (
            "<esc>fwhen<enter>",
            "",
            &[See("on last month · Thu 1 Oct 2026 to Sat 31 Oct 2026")],
        ),
        (
            "3 weeks ago",
            "",
            &[See("since 3 weeks ago · from Sat 31 Oct 2026 on")],
        ),
        (
            "<down><enter>",
            "",
            &[See("› since:\"3 weeks ago\""), See("4 found")],
        ),
        (
            "<esc>fopen<enter>",
            "",
            &[See("› has:open"), See("1 found")],
        ),
        (
            "fmode<enter><enter>",
            "",
            &[See("› has:open mode:live"), See("1 found")],
        ),
        (
            "fstep<enter>impact<enter>",
            "",
            &[See("step:\"impact\""), See("1 found")],
        ),
        ("fxyz", "", &[See("nothing is called so")]),
        ("<esc><esc>", "", &[See("4 · newest first")]),
    ]);
}

#[test]
fn filters_are_saved_under_a_name_used_again_and_forgotten() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    play(
        &mut library(dir.path()),
        &[
            ("S", "", &[See("f narrows the list down")]),
            (
                "/person:ana<tab>ssS<enter>",
                "",
                &[See("a filter needs a name")],
            ),
            (
                "Ana by name<enter>",
                "",
                &[See("saved: f finds “Ana by name” again")],
            ),
            ("<esc>", "", &[See("4 · by person")]),
        ],
    );
    // Another program, on another day.
    play(
        &mut library(dir.path()),
        &[
            (
                "f",
                "",
                &[See("Ana by name"), See("saved · person:ana · by person")],
            ),
            (
                "<enter>",
                "",
                &[See("2 found · by person"), See("› person:ana")],
            ),
            (
                "f<delete>",
                "",
                &[See("“Ana by name” is forgotten"), Not("saved · person:ana")],
            ),
            ("<delete>", "", &[See("only a saved filter can be deleted")]),
            ("<esc>u", "", &[See("the filter “Ana by name” is back")]),
            ("f", "", &[See("saved · person:ana · by person")]),
        ],
    );
}

#[test]
fn deleting_asks_once_and_is_taken_back() {
    journey(&[
        (
            "/tom<tab>D",
            "",
            &[See("delete this conversation? y deletes it")],
        ),
        ("n", "", &[See("nothing was deleted"), See("1 found")]),
        (
            "Dy",
            "",
            &[
                See("deleted · u brings it back"),
                See("Nothing is found for “tom”"),
            ],
        ),
        ("u", "", &[See("it is back"), See("1 found")]),
        ("u", "", &[See("nothing was deleted just now")]),
        (
            "<esc>a",
            "",
            &[See("4 conversations marked"), See("4 marked")],
        ),
        (
            "Dy",
            "",
            &[
                See("4 deleted · u brings them back"),
                See("No conversation is kept yet"),
            ],
        ),
        ("u", "", &[See("4 are back"), See("4 · newest first")]),
        (" <space>", "", &[See("2 marked")]),
        (
            "<esc>",
            "",
            &[See("nothing is marked now"), Not("2 marked")],
        ),
    ]);
}

#[test]
fn how_it_ended_is_kept_and_a_lost_one_offers_its_script() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    play(
        &mut stage,
        &[
            ("o", "", &[See("practice neither wins nor loses anybody")]),
            ("F", "", &[See("o says how it ended")]),
            (
                "/tom<tab>o",
                "",
                &[See("how did it end?"), See("a walked away")],
            ),
            ("l", "", &[See("lost: why?")]),
            (
                "too late for <paste:them\nall><enter>",
                "",
                &[
                    See("kept: lost. Tom Berg knows best why: ask for feedback?"),
                    See("lost"),
                ],
            ),
            ("<esc>", "", &[See("lost"), Not("knows best why")]),
            ("<esc>/ended:lost", "", &[See("1 found"), See("Tom Berg")]),
            ("<tab>ow<enter>", "", &[See("kept: how it ended: won")]),
            ("<c-c>", "", &[See("^c again leaves")]),
            (
                "<esc>/tom<tab>ol<enter><enter>",
                "",
                &[See("Tom Berg"), See("thank, and ask leave")],
            ),
        ],
    );
    let library = Library::at(stage.dir());
    stage.leave();
    let tom: Vec<_> = library
        .ids()
        .unwrap()
        .into_iter()
        .map(|id| library.load(&id).unwrap())
        .filter(|l| l.head.person.name == "Tom Berg")
        .collect();
    let people: std::collections::BTreeSet<_> = tom.iter().map(|l| &l.head.person.id).collect();
    assert_eq!(
        (tom.len(), people.len()),
        (2, 1),
        "the feedback is asked of the same person"
    );
}

#[test]
fn an_unfinished_one_goes_on_and_one_comes_back_to_the_list() {
    journey(&[
        ("/ana<tab>", "", &[See("2 found")]),
        (
            "r",
            "",
            &[
                See("Ana Ruiz · Halvorsen Mills"),
                See("We hired two people"),
            ],
        ),
        ("<c-q>", "", &[See("› ana"), See("2 found")]),
        (
            "<down>r",
            "",
            &[See("it was ended: ⏎ reads it, d looks back at it")],
        ),
        ("d", "", &[See("How well did I listen?")]),
        ("<esc>q", "", &[See("› ana"), See("2 found")]),
        ("<enter>D", "", &[See("delete this conversation?")]),
        (
            "y",
            "",
            &[See("deleted · u brings it back"), See("1 found")],
        ),
        ("u", "", &[See("it is back"), See("2 found")]),
        ("q", "", &[See("Unfinished"), See("review")]),
        ("/hired", "", &[See("1 found"), See("We hired two people")]),
    ]);
}

#[test]
fn the_page_of_the_person_is_one_key_away_and_one_comes_back() {
    journey(&[
        ("w", "", &[See("it was with nobody who has a page")]),
        ("/tom<tab>w", "", &[See("Tom Berg"), Not("newest first")]),
        ("q", "", &[See("› tom"), See("1 found")]),
    ]);
}

#[test]
fn what_is_marked_is_written_into_one_file() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    play(
        &mut stage,
        &[
            (
                "/-mode:practice<tab>a",
                "",
                &[See("3 conversations marked")],
            ),
            (
                "e",
                "",
                &[See("3 conversations: export as … · with all names")],
            ),
            (
                "r",
                "",
                &[
                    See("redacted: this is replaced"),
                    See("Person 1"),
                    See("Ana Ruiz"),
                ],
            ),
            ("<esc>", "", &[See("3 marked"), Not("Person 1")]),
        ],
    );
}

#[test]
fn only_the_newest_answer_counts() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    let shown = stage.screen();
    stage.event(Event::Library(News::Answer(
        mineral::app::library::Answer {
            number: 0,
            found: Found::Page {
                from: 0,
                rows: Vec::new(),
                total: 99,
                near: 0,
            },
        },
    )));
    assert_eq!(stage.screen(), shown);
}

#[test]
fn the_list_follows_the_index_and_the_chosen_one_stays_chosen() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    stage.press("<down><down>");
    let chosen = |stage: &Stage| match &stage.app.screen {
        Screen::Library(library) => library.chosen().unwrap().id.clone(),
        _ => panic!("no library"),
    };
    let before = chosen(&stage);
    let mut other = Stage::new(dir.path(), Start::Home);
    other.press("<wait:999>lPriya Nair<enter><enter><enter>It is new<enter><c-q>");
    other.leave();
    stage.event(Event::Library(News::Index(Indexed::Reading {
        done: 3,
        all: 50,
    })));
    assert!(stage.screen().contains("reading 3 of 50"));
    let current = Indexed::Current {
        changed: true,
        sessions: 5,
    };
    stage.event(Event::Library(News::Index(current)));
    let screen = stage.screen();
    assert!(
        screen.contains("5 · newest first") && screen.contains("Priya Nair"),
        "{screen}"
    );
    assert!(!screen.contains("reading"), "{screen}");
    assert_eq!(chosen(&stage), before);
}

#[test]
fn a_click_chooses_a_second_one_opens_and_the_wheel_scrolls() {
    let dir = tempfile::tempdir().unwrap();
    filled(dir.path());
    let mut stage = library(dir.path());
    assert!(stage.app.wants_mouse());
    let mouse = |stage: &mut Stage, what, row| {
        stage.event(Event::Mouse(Mouse {
            what,
            column: 20,
            row,
        }));
    };
    let at = |stage: &Stage| match &stage.app.screen {
        Screen::Library(library) => library.at,
        _ => 99,
    };
    mouse(&mut stage, MouseWhat::Click, 5);
    assert_eq!(at(&stage), 2);
    mouse(&mut stage, MouseWhat::Click, 9);
    assert_eq!(at(&stage), 2, "there is nothing");
    mouse(&mut stage, MouseWhat::WheelUp, 4);
    assert_eq!(at(&stage), 0);
    mouse(&mut stage, MouseWhat::WheelDown, 4);
    assert_eq!(at(&stage), 3);
    let before = stage.screen();
    mouse(&mut stage, MouseWhat::WheelDown, 20);
    assert_ne!(stage.screen(), before, "what is shown below scrolls");
    assert_eq!(at(&stage), 3);
    mouse(&mut stage, MouseWhat::Click, 6);
    assert!(stage.screen().contains("Ana Ruiz"), "{}", stage.screen());
    assert!(
        !stage.app.wants_mouse(),
        "the transcript is left to the terminal"
    );
}

#[test]
fn hostile_names_and_questions_are_words_like_any_other() {
    const NAUGHTY: [&str; 14] = [
        "\u{202e}evil\u{202c}",
        "Z\u{335}\u{348}a\u{336}l\u{31f}go",
        "👩‍👩‍👧‍👦🏳️‍🌈",
        "田中さんにあげて下さい",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "\"); DROP TABLE x;--",
        "::: -- - * **",
        "\u{feff}\u{200b}",
        "ﷺﷺﷺ",
        "person:person:person:",
        "a:b \"c -\"d*",
        "%s%n$HOME`id`",
        "ÅÄÖ\u{1f468}\u{200d}",
    ];
    let dir = tempfile::tempdir().unwrap();
    // Some of these keys export, and that goes where the program runs.
    let before = std::env::current_dir().unwrap();
    std::env::set_current_dir(dir.path()).unwrap();
    let mut stage = Stage::new(dir.path(), Start::Home);
    for name in NAUGHTY {
        stage.press("l");
        stage.event(Event::Paste(name.to_owned()));
        stage.press("<enter><enter><enter>");
        if matches!(stage.app.screen, Screen::Live(_)) {
            stage.event(Event::Paste(name.to_owned()));
            stage.press("<enter><c-q>");
        } else {
            stage.press("<esc>");
        }
    }
    stage.leave();
    for size in ["80x24", "40x12", "120x40", "9x4"] {
        let mut stage = library(dir.path());
        stage.press(&format!("<size:{size}>/"));
        for name in NAUGHTY {
            stage.event(Event::Paste(name.to_owned()));
            let screen = stage.screen();
            assert!(!screen.contains(['\u{202e}', '\u{1b}']), "{screen}");
            stage.press("<tab>Sx<enter>fper<enter>");
            stage.event(Event::Paste(name.to_owned()));
            stage.press("<enter><esc><esc>/<c-e><c-u>");
        }
    }
    std::env::set_current_dir(before).unwrap();
}
