//! Two people in a room and one who watches, as tables: keys in, what is kept, and what stands on the screen. And a session
//! that is watched while another program writes it.

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

use mineral::app::{Event, Screen, SheetOf, Start, Wanted};
use mineral::client::Difficulty;
use mineral::client::persona::{BUILTIN, Persona};
use mineral::desk::{Desk, Follower};
use mineral::script::{With, catalogue};
use mineral::session::{Kind, Mode, Observed, Seat};
use mineral::store::Library;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use support::play::Look::{Not, See};
use support::play::play;
use support::stage::{Stage, flat};

const SCRIPT: &str = "mineral-rights-client";

fn in_a_pair(seat: Seat) -> Start {
    Start::Practise(Wanted {
        persona: "acquired".to_owned(),
        script: SCRIPT.to_owned(),
        seat,
        difficulty: Difficulty::Fair,
        seed: None,
        glass: false,
    })
}

fn sheet() -> Start {
    Start::RoleSheet(SheetOf {
        persona: "acquired".to_owned(),
        script: SCRIPT.to_owned(),
    })
}

fn dir() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn neville() -> Persona {
    let builtin = BUILTIN.iter().find(|b| b.id == "acquired").unwrap();
    builtin.persona().unwrap()
}

#[test]
fn the_one_who_asks_notes_what_the_other_says() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), in_a_pair(Seat::Pair));
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("Neville Colclough"),
                    See("practice in a pair"),
                    See("what most deserves our time"),
                ],
            ),
            (
                "<c-t>I may be going out with the seconds<enter>",
                "speaker client | asked issue: prompt 1 | answer issue: I may be going out with the seconds",
                &[See("receptive")],
            ),
            ("~lost 3<enter>", "feeling issue: lost 3 of 3", &[]),
            ("# a long silence<enter>", "note issue: a long silence", &[]),
            ("<tab>", "", &[See("Tell me more about that last part.")]),
            ("<c-n>", "moved clarify", &[See("2 of 7")]),
            // No simulated client is there: what belongs to one says so.
            (
                "/glass<enter>",
                "",
                &[See("there is no simulated client here")],
            ),
            (
                "<c-u>/rewind<enter>",
                "",
                &[See("with a simulated client only")],
            ),
            (
                "<c-u><c-d>",
                "speaker nobody",
                &[See("How well did I listen?")],
            ),
            (
                "4<enter><c-d>",
                "judged 4 - - - - | closed None None -",
                &[See("Practice with Neville Colclough")],
            ),
            ("r", "", &[See("practice with somebody who plays them")]),
        ],
    );
    let head = Library::at(dir.path()).list(1).unwrap().remove(0);
    assert_eq!(head.mode, Some(Mode::Practice));
    assert!(head.closed);
}

/// The one who asks sees nothing that the persona hides or could say, wherever they look.
#[test]
fn the_guide_gives_nothing_away() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), in_a_pair(Seat::Pair));
    let persona = neville();
    let secret = |screen: &str| {
        let screen = flat(screen);
        let says = persona.holds.iter().flat_map(|h| &h.say);
        let all = says.chain(&persona.opening).chain([
            &persona.hides,
            &persona.presents,
            &persona.situation,
        ]);
        let words = |text: &str| {
            text.split_whitespace()
                .take(4)
                .collect::<Vec<_>>()
                .join(" ")
        };
        all.map(|text| words(text))
            .find(|beginning| screen.contains(beginning))
    };
    let looks = [
        "",
        "<f1>",
        "<pagedown>",
        "<esc>",
        "/hint<enter>",
        "<f2>",
        "<tab>",
        "<s-tab>",
        "<c-o>",
        "<c-n>",
        "<c-n>",
        "<c-n>",
        "<c-d>",
        "<enter>",
        "<c-d>",
    ];
    for keys in looks {
        stage.press(keys);
        assert_eq!(secret(&stage.screen()), None, "{keys}:\n{}", stage.screen());
    }
    // The check itself would find something: the role sheet has all of it.
    let sheet = Stage::new(dir.path(), sheet());
    let screen = sheet.screen();
    assert!(secret(&screen).is_some(), "{screen}");
}

#[test]
fn the_role_sheet_is_read_like_a_transcript() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), sheet());
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("You play Neville Colclough"),
                    See("Who you are"),
                    Not("What shuts you"),
                ],
            ),
            // By heading: to what they present, to what they hide.
            (
                "<tab><tab><tab>",
                "",
                &[See("What you hide"), Not("Who you are")],
            ),
            // By step.
            ("3", "", &[See("step 3: current impact")]),
            ("<home>/greenhouse", "", &[See("sat in the greenhouse")]),
            ("<enter><esc>", "", &[Not("greenhouse\n")]),
            ("<end>", "", &[See("100 %")]),
            // Another client may be played next, and then home.
            (
                "q",
                "",
                &[
                    See("Practise with a simulated client"),
                    See("A tile works was sold"),
                ],
            ),
            ("<esc>", "", &[See("Begin")]),
        ],
    );
    // No session comes of reading a role sheet.
    assert_eq!(Library::at(dir.path()).list(9).unwrap(), []);
}

#[test]
fn whoever_watches_counts_with_single_keys() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), in_a_pair(Seat::Observer));
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("practice, observed"),
                    See("o open question            0"),
                    Not("›"),
                ],
            ),
            // The next frame says which one was counted.
            (
                "o",
                "counted open question",
                &[See("o open question            1 +1 ●")],
            ),
            (
                "crefsmxpi",
                "counted closed question | counted reflection | counted “what else?” | counted asked what they feel \
                 | counted silence left alone | counted cue met | counted cue missed | counted pitch or advice \
                 | counted interrupted",
                &[
                    See("i interrupted              1 +1 ●"),
                    See("o open question            1    ●"),
                ],
            ),
            (
                "oo",
                "counted open question | counted open question",
                &[See("3 +1 ●●●")],
            ),
            // What was counted last is taken back, then the one before; and counted again.
            (
                "u",
                "withdrawn 12",
                &[
                    See("o open question            2    ●●"),
                    See("withdrawn: open question"),
                ],
            ),
            (
                "<c-x>",
                "withdrawn 11",
                &[See("o open question            1    ●")],
            ),
            (
                "<c-g>",
                "restored 11",
                &[See("o open question            2    ●●")],
            ),
            ("n", "moved clarify", &[See("2 of 7 · the real issue")]),
            ("<c-n>", "moved impact", &[See("3 of 7")]),
            ("b<c-p>", "moved clarify | moved issue", &[See("1 of 7")]),
            ("b", "", &[See("this is the first step")]),
            // Letters of a note are text.
            (
                "#ou she looked up",
                "",
                &[See("› # ou she looked up"), See("enter keep the note")],
            ),
            (
                "<enter>",
                "note issue: ou she looked up",
                &[See("# ou she looked up"), Not("›")],
            ),
            ("#nothing<esc>", "", &[Not("nothing")]),
            ("#   <enter>", "", &[Not("›")]),
            // Keys that mean nothing keep nothing.
            ("zZ19<enter><tab>", "", &[]),
            ("<paste:oooo>", "", &[See("o open question            2")]),
            // It closes without a question.
            (
                "<c-d>",
                "closed None None -",
                &[
                    See("Practice with Neville Colclough"),
                    Not("How well did I"),
                ],
            ),
            (
                "r",
                "",
                &[
                    See("practice, observed"),
                    See("counted: open question 2"),
                    See("counted: cue missed 1"),
                    See("# ou she looked up"),
                    Not("How well did I"),
                    Not("none kept"),
                ],
            ),
        ],
    );
}

#[test]
fn counting_goes_on_where_it_was_left() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), in_a_pair(Seat::Observer));
    play(
        &mut stage,
        &[
            (
                "ooxn",
                "counted open question | counted open question | counted cue missed | moved clarify",
                &[],
            ),
            ("#half a no", "", &[]),
            (
                "<c-q>",
                "",
                &[See("Unfinished"), See("Neville Colclough"), See("practice")],
            ),
            // The note that was being typed is gone on with.
            (
                "<enter>",
                "",
                &[
                    See("2 of 7"),
                    See("o open question            2"),
                    See("› # half a no"),
                ],
            ),
            (
                "te<enter>o",
                "note clarify: half a note | counted open question",
                &[See("3 +1")],
            ),
        ],
    );
    let live = stage.live();
    assert_eq!(live.counted(Observed::Open), 3);
    assert_eq!(
        live.session().head().practice.as_ref().unwrap().seat,
        Seat::Observer
    );
}

#[test]
fn a_pair_is_begun_where_a_client_is_chosen() {
    let dir = dir();
    for (key, sees) in [
        ("g", "practice in a pair"),
        ("o", "practice, observed"),
        ("c", "You play Neville Colclough"),
    ] {
        let mut stage = Stage::new(dir.path(), Start::Home);
        stage.press("p");
        assert!(
            flat(&stage.screen())
                .contains("with two in the room: g guide · c role sheet · o observe")
        );
        stage.press(&format!("<down>{key}"));
        let screen = stage.screen();
        assert!(screen.contains(sees), "{key}: {screen}");
    }
}

/// Whoever has the persona's name and works where they do is somebody else, and no script recalls what was practised.
#[test]
fn practice_in_a_pair_is_nobodys_history() {
    let dir = dir();
    for seat in [Seat::Pair, Seat::Observer] {
        let mut stage = Stage::new(dir.path(), in_a_pair(seat));
        match seat {
            Seat::Observer => stage.press("oo#they laughed<enter><c-d>"),
            _ => stage.press("I may be going out with the seconds<enter><c-d><c-d>"),
        }
        stage.leave();
    }
    let library = Library::at(dir.path());
    assert_eq!(library.people().unwrap().all, []);
    assert!(
        library
            .list(9)
            .unwrap()
            .iter()
            .all(|s| s.closed && s.mode == Some(Mode::Practice))
    );
    let back = |b: &&catalogue::Builtin| b.with == With::Person && b.script().unwrap().looks_back();
    let mut looked = 0;
    for builtin in catalogue::BUILTIN.iter().filter(back) {
        looked += 1;
        let start = Start::Begin {
            script: builtin.id.to_owned(),
            name: Some("Neville Colclough".to_owned()),
            organisation: Some("Ladderbank Tile".to_owned()),
        };
        let stage = Stage::new(dir.path(), start);
        let session = stage.live().session();
        assert_ne!(session.head().person.id, "persona-acquired");
        assert!(!session.earlier().any, "{}", builtin.id);
        stage.leave();
    }
    assert!(looked > 0, "no script looks back");
    // The people that a name is completed from are real.
    let people = Library::at(dir.path()).people().unwrap().all;
    assert_eq!(people.len(), 1);
    assert_ne!(people[0].id, "persona-acquired");
}

/// The session's file in a directory.
fn file(dir: &Path) -> PathBuf {
    let id = Library::at(dir).newest().unwrap().unwrap();
    dir.join("sessions/2026").join(format!("{id}.yaml"))
}

fn follower(dir: &Path) -> (Stage, Follower) {
    let id = Library::at(dir).newest().unwrap().unwrap();
    let shelf = Desk::new(Library::at(dir), |_| {}).shelf();
    let mut watcher = Follower::new(shelf, &id[..10]).unwrap();
    assert!(watcher.look().is_some());
    (Stage::new(dir, Start::Follow(id)), watcher)
}

/// What has changed comes to whoever watches.
fn look(stage: &mut Stage, watcher: &mut Follower) -> bool {
    match watcher.look() {
        None => false,
        Some(Ok(followed)) => {
            stage.event(Event::Changed(Box::new(followed)));
            true
        }
        Some(Err(error)) => {
            stage.event(Event::Lost(error.sentence()));
            true
        }
    }
}

/// Looks until whoever watches sees a text: what is typed reaches the file soon, and not at once.
fn sees_soon(stage: &mut Stage, watcher: &mut Follower, text: &str) {
    let begun = Instant::now();
    while !flat(&stage.screen()).contains(&flat(text)) {
        let late = begun.elapsed() > Duration::from_secs(30);
        assert!(!late, "{text:?} does not come:\n{}", stage.screen());
        look(stage, watcher);
    }
}

fn live(dir: &Path) -> Stage {
    Stage::new(
        dir,
        Start::Begin {
            script: SCRIPT.to_owned(),
            name: Some("Ana Ruiz".to_owned()),
            organisation: None,
        },
    )
}

#[test]
fn whoever_follows_sees_what_the_other_sees_and_writes_nothing() {
    let dir = dir();
    let mut writer = live(dir.path());
    writer.press("<wait:5>The close takes nine days<enter>~worn down 4<enter>");
    let (mut reader, mut watcher) = follower(dir.path());
    let sees = |reader: &Stage, text: &str| {
        let screen = reader.screen();
        assert!(
            flat(&screen).contains(text),
            "{text:?} is missing in\n{screen}"
        );
    };
    for text in [
        "Ana Ruiz",
        "following",
        "“The close takes nine days”",
        "worn down ●●●●○",
        "1 of 7",
    ] {
        sees(&reader, text);
    }
    assert!(!look(&mut reader, &mut watcher), "nothing has changed");
    writer.press("<c-n>half a thou");
    sees_soon(&mut reader, &mut watcher, "2 of 7 · the real issue");
    sees_soon(&mut reader, &mut watcher, "› half a thou");
    let (_, cursor) = reader.frame();
    assert_eq!(cursor.unwrap().x, 3 + 11, "the other's cursor");
    // The question that was asked last in the step.
    writer.press("ght<enter><tab>");
    writer.press("and more<enter>");
    let asked = writer.live().question();
    sees_soon(&mut reader, &mut watcher, "“and more”");
    sees_soon(&mut reader, &mut watcher, &asked);
    // What is typed here goes nowhere.
    let before = fs::read(file(dir.path())).unwrap();
    reader.kept.clear();
    reader.press("not ours<enter><c-n><c-o><c-t><f5><c-x><c-d>/end<enter><paste:x>");
    assert_eq!(reader.kept, []);
    assert!(!reader.quit, "{}", reader.screen());
    assert_eq!(fs::read(file(dir.path())).unwrap(), before);
    sees(&reader, "“and more”");
    // It is ended: that is said, and all of it can be read.
    writer.press("<c-d><c-d>");
    sees_soon(&mut reader, &mut watcher, "ended");
    sees(&reader, "it was ended · enter reads all of it, q leaves");
    reader.press("<enter>");
    assert!(matches!(reader.app.screen, Screen::Read(_)));
    sees(&reader, "“The close takes nine days”");
}

#[test]
fn the_keys_of_whoever_follows_scroll_and_leave() {
    let dir = dir();
    let mut writer = live(dir.path());
    for n in 1..=30 {
        writer.press(&format!("line {n}<enter>"));
    }
    for leave in ["q", "<esc>", "<c-q>"] {
        let (mut reader, mut watcher) = follower(dir.path());
        assert!(reader.screen().contains("“line 30”"));
        reader.press("<pageup><pageup><k>");
        assert!(
            !reader.screen().contains("“line 30”"),
            "{}",
            reader.screen()
        );
        // A change does not take away what one reads.
        writer.press("x<backspace>");
        look(&mut reader, &mut watcher);
        assert!(
            !reader.screen().contains("“line 30”"),
            "{}",
            reader.screen()
        );
        reader.press("<pagedown><pagedown><j>");
        assert!(reader.screen().contains("“line 30”"));
        reader.press("<f1>goes on");
        assert!(flat(&reader.screen()).contains("leave; the other program goes on"));
        reader.press("<f1>");
        reader.press(leave);
        assert!(reader.quit, "{leave}");
    }
}

#[test]
fn a_torn_file_shows_the_last_whole_state() {
    let dir = dir();
    let mut writer = live(dir.path());
    writer.press("The close takes nine days<enter>");
    let (mut reader, mut watcher) = follower(dir.path());
    let path = file(dir.path());
    let whole = fs::read(&path).unwrap();
    // Of what comes next, every beginning may be all that is there when one looks.
    writer.press("<c-n>");
    let after = fs::read(&path).unwrap();
    writer.leave();
    for end in whole.len()..after.len() {
        fs::write(&path, &after[..end]).unwrap();
        look(&mut reader, &mut watcher);
        let screen = reader.screen();
        // With its seal an entry is whole, also before its end mark has come.
        let entered = end + "...\n".len() >= after.len() - 1;
        assert!(screen.contains("1 of 7") || entered, "{end}: {screen}");
        assert!(!screen.contains(".yaml"), "{end}: {screen}");
    }
    fs::write(&path, &after).unwrap();
    assert!(look(&mut reader, &mut watcher));
    assert!(reader.screen().contains("2 of 7"), "{}", reader.screen());
    // Something else was put behind it: what is whole stays.
    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"---\nn: 99\n\xff\xfe").unwrap();
    assert!(look(&mut reader, &mut watcher));
    assert!(reader.screen().contains("2 of 7"), "{}", reader.screen());
    // And when it is gone, that is said once, and what was read stays.
    fs::remove_file(&path).unwrap();
    assert!(look(&mut reader, &mut watcher));
    assert!(!look(&mut reader, &mut watcher));
    let screen = reader.screen();
    assert!(
        screen.contains("as it was last") && screen.contains("2 of 7"),
        "{screen}"
    );
    fs::write(&path, &after).unwrap();
    assert!(look(&mut reader, &mut watcher));
    assert!(
        !reader.screen().contains("as it was last"),
        "{}",
        reader.screen()
    );
}

#[test]
fn a_practice_and_an_observer_can_be_followed() {
    let dir = dir();
    let mut writer = Stage::new(dir.path(), in_a_pair(Seat::Observer));
    let (mut reader, mut watcher) = follower(dir.path());
    writer.press("oox");
    sees_soon(&mut reader, &mut watcher, "o open question 2");
    sees_soon(&mut reader, &mut watcher, "x cue missed 1 +1");
    writer.press("#she looks aw");
    sees_soon(&mut reader, &mut watcher, "› # she looks aw");
    // Letters count nothing here.
    reader.press("ooo");
    assert!(
        reader.screen().contains("o open question            2"),
        "{}",
        reader.screen()
    );
    writer.leave();

    let other = tempfile::tempdir().unwrap();
    let mut writer = Stage::new(other.path(), in_a_pair(Seat::Simulated));
    let (mut reader, mut watcher) = self::follower(other.path());
    assert!(reader.screen().contains("Neville  "), "{}", reader.screen());
    writer.press("How are you with it?<enter>");
    sees_soon(&mut reader, &mut watcher, "You How are you with it?");
    let mut entries = writer.live().session().entries().iter().rev();
    let said = entries.find_map(|e| match &e.kind {
        Kind::Reply(reply) => Some(reply.text.clone()),
        _ => None,
    });
    let last = said.unwrap().split_whitespace().last().unwrap().to_owned();
    sees_soon(&mut reader, &mut watcher, &last);
}

#[test]
fn the_one_that_was_written_to_last_runs() {
    let dir = dir();
    let shelf = Desk::new(Library::at(dir.path()), |_| {}).shelf();
    assert_eq!(shelf.running().unwrap(), None);
    let mut first = live(dir.path());
    let first_id = first.live().session().head().id.clone();
    // A session without a word runs, too.
    assert_eq!(shelf.running().unwrap(), Some(first_id.clone()));
    let mut second = Stage::new(dir.path(), in_a_pair(Seat::Observer));
    second.press("o");
    let second_id = second.live().session().head().id.clone();
    let touch = |stage: &mut Stage, keys: &str, id: &str| {
        // Files are dated in steps of some milliseconds.
        let begun = Instant::now();
        while shelf.running().unwrap().as_deref() != Some(id) {
            assert!(
                begun.elapsed() < Duration::from_secs(30),
                "{id} does not run"
            );
            stage.press(keys);
        }
    };
    touch(&mut second, "o", &second_id);
    touch(&mut first, "word<enter>", &first_id);
    first.press("<c-d><c-d>");
    assert_eq!(shelf.running().unwrap(), Some(second_id));
    second.press("<c-d>");
    assert_eq!(shelf.running().unwrap(), None);
}
