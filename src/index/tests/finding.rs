use super::*;
use crate::index::Sort;
use crate::session::{Ended, How, Role};

fn library() -> (Shelf, Index) {
    let shelf = Shelf::new();
    let ana = person(1, "Ana Ruiz", "Halvorsen Mills");
    let jose = Person {
        other_names: vec!["Pepe".into()],
        ..person(2, "José Núñez", "Norrfrakt")
    };
    shelf
        .library
        .add_person(&jose, moment("2026-01-01"))
        .unwrap();
    shelf.put(
        1,
        "2026-03-02",
        &ana,
        Mode::Live,
        vec![
            answer("issue", "The month end close takes nine days."),
            answer(
                "impact",
                "Two have left since spring. The others stay until ten.",
            ),
            feeling("impact", "worn down"),
            note("impact", "looked away"),
            promise("send the draft"),
            closed(Viability::Yes),
        ],
    );
    shelf.put(
        2,
        "2026-10-05",
        &jose,
        Mode::Live,
        vec![
            answer("issue", "Deadlines slip, and nobody says so."),
            answer(
                "impact",
                "At month end everybody is worried about the board.",
            ),
            Kind::Moved("future".into()),
            answer(
                "future",
                "If nothing changes I will leave before the end of the month.",
            ),
            closed(Viability::NotYet),
        ],
    );
    shelf.put(
        3,
        "2026-11-17",
        &ana,
        Mode::Practice,
        vec![
            answer("issue", "We were bought on Monday."),
            answer("issue", "A thing that was said and taken back: zebra"),
            Kind::Withdrawn(2),
            answer("future", "month"),
            answer("future", "end"),
        ],
    );
    let index = shelf.index();
    shelf.refresh(&index);
    (shelf, index)
}

#[test]
fn what_was_done_or_dropped_is_not_open_and_what_was_moved_is() {
    let shelf = Shelf::new();
    let ana = person(1, "Ana Ruiz", "Halvorsen Mills");
    let kept = |of, what| {
        Kind::Kept(Kept {
            of,
            what,
            due: None,
            said: None,
            why: None,
        })
    };
    let (one, other) = (promise("send it"), promise("call them"));
    let all: [(u64, Vec<Kind>); 4] = [
        (1, vec![one.clone(), kept(1, Became::Done)]),
        (2, vec![one.clone(), kept(1, Became::Dropped)]),
        (3, vec![one.clone(), kept(1, Became::Moved)]),
        (4, vec![one, other, kept(1, Became::Done)]),
    ];
    for (number, kinds) in all {
        shelf.put(number, "2026-11-02", &ana, Mode::Live, kinds);
    }
    let index = shelf.index();
    shelf.refresh(&index);
    let found = ask(&index, "has:open");
    assert_eq!(numbers(&found), [4, 3]);
    assert_eq!(found.hits[0].row.open, 1);
}

#[test]
fn questions_find_what_they_ask_for_newest_first() {
    let (_shelf, index) = library();
    let cases: [(&str, &[u64]); 40] = [
        ("", &[3, 2, 1]),
        ("month", &[3, 2, 1]),
        ("month end", &[3, 2, 1]),
        ("\"month end\"", &[2, 1]),
        ("\"end month\"", &[]),
        ("MONTH worried", &[2]),
        ("mon*", &[3, 2, 1]),
        ("m*", &[3, 2, 1]),
        ("\"month e*\"", &[2, 1]),
        ("mont", &[]),
        ("month -worried", &[3, 1]),
        ("-\"month end\"", &[3]),
        ("zebra", &[]),
        ("draft", &[1]),
        ("budget", &[2, 1]),
        ("ana", &[3, 1]),
        ("jose", &[2]),
        ("nunez month", &[2]),
        ("pepe", &[2]),
        ("person:pepe", &[2]),
        ("person:\"ana ruiz\"", &[3, 1]),
        ("person:\"ruiz ana\"", &[]),
        ("-person:ana", &[2]),
        ("org:norrfrakt", &[2]),
        ("script:mineral", &[3, 2, 1]),
        ("mode:practice", &[3]),
        ("mode:live month", &[2, 1]),
        ("-mode:live", &[3]),
        ("feeling:worn", &[1]),
        ("feeling:\"worn down\"", &[1]),
        ("feeling:month", &[]),
        ("step:impact", &[2, 1]),
        ("step:impact \"month end\"", &[2]),
        ("step:issue \"month end\"", &[1]),
        ("step:future month", &[3, 2]),
        ("step:future mo*", &[3, 2]),
        ("step:future \"month end\"", &[]),
        ("has:open viability:yes", &[1]),
        ("viability:not-yet", &[2]),
        ("since:\"last month\" before:today month", &[3, 2]),
    ];
    for (text, expected) in cases {
        let found = ask(&index, text);
        assert_eq!(numbers(&found), expected, "{text}");
        assert_eq!(found.total, expected.len(), "{text}");
    }
}

#[test]
fn a_hit_shows_its_line_with_the_matches() {
    let (_shelf, index) = library();
    let shown = |text: &str, typing| {
        let found = ask_with(&index, text, typing, Page::default());
        let hit = &found.hits[0];
        let said = hit.line.clone();
        let text = said.as_ref().map(|s| s.text.clone()).unwrap_or_default();
        let matches: Vec<String> = hit
            .ranges
            .iter()
            .map(|r| text.get(r.clone()).unwrap().to_owned())
            .collect();
        let person = hit.row.person.clone().unwrap();
        let names: Vec<String> = hit
            .name
            .iter()
            .map(|r| person.name.get(r.clone()).unwrap().to_owned())
            .collect();
        (
            said.map(|s| (s.n, s.step, s.role)),
            matches,
            names,
            hit.lines.len(),
        )
    };
    let line = |n, step: &str, role| Some((n, step.to_owned(), role));
    let none = Vec::<String>::new;
    assert_eq!(
        shown("worried \"month end\"", false),
        (
            line(2, "impact", Role::Answer),
            vec!["month end".into(), "worried".into()],
            none(),
            1
        )
    );
    assert_eq!(
        shown("step:future mon", true).0,
        line(4, "future", Role::Answer)
    );
    assert_eq!(
        shown("feeling:worn", false),
        (
            line(3, "impact", Role::Feeling),
            vec!["worn".into()],
            none(),
            1
        )
    );
    assert_eq!(shown("budget", false).0, line(5, "", Role::Figure));
    assert_eq!(
        shown("nunez", false),
        (None, none(), vec!["Núñez".into()], 0)
    );
    assert_eq!(shown("mode:live", false), (None, none(), none(), 0));
    assert_eq!(shown("jose dead", true).2, ["José"]);
}

#[test]
fn small_slips_are_forgiven_and_said_when_little_is_found() {
    let (_shelf, index) = library();
    let near = |text: &str, slips| {
        let found = ask_with(
            &index,
            text,
            false,
            Page {
                slips,
                ..Page::default()
            },
        );
        let near: Vec<bool> = found.hits.iter().map(|h| h.near).collect();
        assert_eq!(
            (found.total + found.near, found.hits.len()),
            (near.len(), near.len()),
            "{text}"
        );
        (numbers(&found), near)
    };
    assert_eq!(near("woried", true), (vec![2], vec![true]));
    assert_eq!(near("wroried", true), (vec![2], vec![true]));
    assert_eq!(near("deedlinse", true), (vec![2], vec![true]));
    assert_eq!(near("woried", false), (vec![], vec![]));
    // Three letters are too few for a slip, and a word that is there often enough has none.
    assert_eq!(near("teh", true), (vec![], vec![]));
    assert_eq!(near("month", true), (vec![3, 2, 1], vec![false; 3]));
    assert_eq!(near("step:impact woried", true), (vec![2], vec![true]));
    assert_eq!(near("step:issue woried", true), (vec![], vec![]));
    let hit = &ask_with(&index, "woried", false, Page::default()).hits[0];
    assert_eq!(
        hit.line
            .as_ref()
            .unwrap()
            .text
            .get(hit.ranges[0].clone())
            .unwrap(),
        "worried"
    );
}

#[test]
fn pages_follow_each_other() {
    let shelf = Shelf::new();
    for number in 0..25 {
        shelf.say(
            number,
            if number % 2 == 0 {
                "worried"
            } else {
                "worrier"
            },
        );
    }
    let index = shelf.index();
    shelf.refresh(&index);
    let page = |from| {
        let page = Page {
            from,
            most: 10,
            slips: false,
            ..Page::default()
        };
        let found = ask_with(&index, "worr*", false, page);
        assert_eq!(found.total, 25);
        numbers(&found)
    };
    let all: Vec<u64> = [page(0), page(10), page(20), page(30)].concat();
    assert_eq!(all, (0..25).rev().collect::<Vec<_>>());
    // All are found as they were written before any that is near.
    let found = ask_with(
        &index,
        "worriex",
        false,
        Page {
            most: 30,
            ..Page::default()
        },
    );
    assert_eq!((found.total, found.near, found.hits.len()), (0, 25, 25));
}

#[test]
fn a_row_tells_what_a_list_shows() {
    let (_shelf, index) = library();
    let found = ask(&index, "");
    let row = &found.hits[2].row;
    assert_eq!(row.title, "Mineral Rights with a client");
    assert_eq!(
        (row.closed, row.open, row.length, row.entries),
        (true, 1, 6_000, 6)
    );
    assert_eq!(row.viability, Some(Viability::Yes));
    let steps: Vec<_> = row
        .steps
        .iter()
        .map(|s| (s.id.as_str(), s.warmth))
        .collect();
    assert_eq!(steps, [("issue", 0.0), ("impact", 4.0), ("commit", 0.0)]);
}

#[test]
fn naughty_strings_are_words_like_others() {
    let mut strings: Vec<String> = [
        "undefined",
        "null",
        "NaN",
        "-1",
        "\"",
        "'; DROP TABLE s; --",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "%s%n",
        "田中さんにあげて下さい",
        "社會科學院語學研究所",
        "찦차를 타고 온",
        "مُنَاقَشَةُ",
        "Ṱ̺̺̕o͞ ̷i̲̬n̝̗v̟̜o̘̦k̫e",
        "❤️ 💔 💌",
        "🇷🇺🇸",
        "👨‍👩‍👧",
        "ﬁ ﬂ",
        "ǅ İstanbul ß",
        "a\u{0}b",
        "\u{202e}test\u{202c}",
        "nul\u{7f}l",
        "ʇǝɯɐ ʇᴉs ɹolop",
        "1/0",
        "0x0",
        "\\\\",
        "{{7*7}}",
        "$HOME",
        "AND OR NOT",
        "title:foo^2~1 [a TO b]",
    ]
    .map(str::to_owned)
    .into();
    match std::env::var_os("MINERAL_DATA") {
        Some(data) => {
            let file = std::path::Path::new(&data).join("naughty-strings/blns.json");
            let more: Vec<String> = serde_json::from_slice(&fs::read(file).unwrap()).unwrap();
            strings.extend(more.into_iter().filter(|s| s.len() < 2_000));
        }
        None => eprintln!("SKIPPED: the big list of naughty strings: MINERAL_DATA is not set"),
    }
    let shelf = Shelf::new();
    for (number, text) in (1..).zip(&strings) {
        let text = crate::text::clean_block(text);
        let name = crate::text::clean_line(&text);
        let who = person(number, &name, &name);
        shelf.put(
            number,
            "2026-11-02",
            &who,
            Mode::Live,
            vec![answer("issue", &text), feeling("issue", &name)],
        );
    }
    let index = shelf.index();
    shelf.refresh(&index);
    for (number, text) in (1..).zip(&strings) {
        let clean = crate::text::clean_block(text);
        let words = clean.replace(['"', '“', '”', '„'], " ");
        let has_word = super::super::words::words(&words).next().is_some();
        for typing in [false, true] {
            let reading = Reading {
                today: date(2026, 11, 18),
                typing,
            };
            // However it is asked for, there is an answer or a reason.
            if let Ok(query) = Query::parse(text, reading) {
                index.search(&query, Page::default()).unwrap();
            }
        }
        if has_word {
            for field in ["", "person:", "org:", "feeling:"] {
                let page = Page {
                    slips: false,
                    most: strings.len(),
                    ..Page::default()
                };
                let asked = format!("{field}\"{words}\"");
                let found = ask_with(&index, &asked, false, page);
                assert!(numbers(&found).contains(&number), "{field}{text:?}");
            }
        }
    }
}

#[test]
fn the_order_can_be_another_one_and_how_it_ended_is_asked_for() {
    let shelf = Shelf::new();
    let won = Kind::Ended(Ended {
        how: How::Won,
        why: None,
    });
    let put = |number, name: &str, kinds| {
        let who = person(number, name, "Norrfrakt");
        shelf.put(number, "2026-10-05", &who, Mode::Live, kinds);
    };
    put(1, "Tom Berg", vec![answer("issue", "one"), won]);
    put(
        2,
        "Ána Weiss",
        vec![answer("issue", "two"), answer("issue", "more")],
    );
    put(
        3,
        "ana ruiz",
        vec![answer("impact", "three"), feeling("impact", "worn down")],
    );
    let index = shelf.index();
    shelf.refresh(&index);
    let in_order = |sort| {
        let page = Page {
            sort,
            ..Page::default()
        };
        numbers(&ask_with(&index, "", false, page))
    };
    assert_eq!(in_order(Sort::Newest), [3, 2, 1]);
    assert_eq!(in_order(Sort::Oldest), [1, 2, 3]);
    assert_eq!(in_order(Sort::Person), [3, 2, 1]);
    assert_eq!(in_order(Sort::Warmest), [3, 2, 1]);
    let today = date(2026, 11, 18);
    let typing = false;
    let query = |text| Query::parse(text, Reading { today, typing }).unwrap();
    assert_eq!(index.ids(&query("")).unwrap(), [3, 2, 1].map(ulid));
    assert_eq!(index.ids(&query("tw*")).unwrap(), [ulid(2)]);
    assert_eq!(index.count(&query("-one")).unwrap(), 2);
    assert_eq!(index.ids(&query("ended:won")).unwrap(), [ulid(1)]);
    assert_eq!(index.steps().unwrap(), ["impact", "issue"]);
}
