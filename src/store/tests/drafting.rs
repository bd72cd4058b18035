//! What stood in the input.

use super::super::{ProblemKind, drafts};
use super::*;

fn file(drafts: &[Draft]) -> Vec<u8> {
    let frames = drafts.iter().map(|d| drafts::frame(d).unwrap());
    frames.collect::<Vec<_>>().concat()
}

fn chosen(bytes: &[u8], next: u32) -> Option<Draft> {
    drafts::choose(bytes, next).draft
}

#[test]
fn the_last_draft_counts_and_an_empty_one_shadows() {
    let bytes = file(&[draft(1, "a"), draft(1, "ab")]);
    assert_eq!(chosen(&bytes, 1), Some(draft(1, "ab")));
    let bytes = file(&[draft(1, "a"), draft(1, "")]);
    assert_eq!(chosen(&bytes, 1), None);
    assert_eq!(chosen(b"", 1), None);
}

#[test]
fn a_draft_that_became_an_entry_is_stale() {
    assert_eq!(chosen(&file(&[draft(1, "a")]), 2), None);
}

#[test]
fn a_torn_draft_gives_the_one_before_at_every_byte() {
    let whole = file(&[draft(1, "one")]);
    let both = file(&[draft(1, "one"), draft(1, "one two")]);
    for cut in whole.len()..both.len() {
        let text = chosen(&both[..cut], 1).unwrap().text;
        assert!(text == "one" || (text == "one two" && cut > both.len() - 6));
    }
    for at in whole.len()..both.len() {
        let mut flipped = both.clone();
        flipped[at] ^= 1;
        let text = chosen(&flipped, 1).unwrap().text;
        assert!(text == "one" || text == "one two", "byte {at}: {text}");
    }
}

#[test]
fn words_of_entries_that_never_arrived_come_back() {
    // The draft went on to entry 3; neither 2 nor what came after are in the session.
    let bytes = file(&[draft(1, "old"), draft(2, "lost"), draft(3, "")]);
    let found = drafts::choose(&bytes, 2);
    assert_eq!(found.draft, Some(draft(2, "lost")));
    assert_eq!(found.problems.len(), 1);
    let bytes = file(&[draft(2, "los"), draft(2, "lost"), draft(3, "n")]);
    let found = drafts::choose(&bytes, 2);
    assert_eq!(found.draft, Some(draft(3, "n")));
    let unkept = ProblemKind::Unkept {
        n: 2,
        text: "lost".to_owned(),
    };
    assert_eq!(found.problems[1].what, unkept);
    // Text that stayed in the input while a key kept something else is not told twice.
    let bytes = file(&[draft(2, "still"), draft(3, "still here")]);
    assert_eq!(drafts::choose(&bytes, 2).problems.len(), 1);
}

#[test]
fn a_draft_survives_its_program() {
    let home = Home::new();
    let writer = home.create();
    for text in ["I", "I f", "I feel"] {
        writer.draft(draft(1, text));
        assert!(writer.settle(BOUND));
        // What settled is there for whoever comes now, as after a kill.
        assert_eq!(home.load().draft, Some(draft(1, text)));
    }
    writer.append(answer(1, "I feel"));
    writer.draft(draft(2, ""));
    assert!(writer.settle(BOUND));
    let loaded = home.load();
    assert_eq!(loaded.draft, None);
    assert_eq!(texts(&loaded), [(1, "I feel".to_owned())]);
    writer.draft(draft(2, "and"));
    writer.finish(BOUND).unwrap();
    let (loaded, writer) = home.resume();
    assert_eq!(loaded.draft, Some(draft(2, "and")));
    // Untouched, it stays.
    writer.finish(BOUND).unwrap();
    assert_eq!(home.load().draft, Some(draft(2, "and")));
}

#[test]
fn an_empty_or_stale_draft_goes_with_a_clean_finish() {
    for (entry, text) in [(None, ""), (Some(answer(1, "kept")), "kept")] {
        let home = Home::new();
        let writer = home.create();
        writer.draft(draft(1, "kept"));
        writer.draft(draft(1, text));
        assert!(writer.settle(BOUND));
        assert!(home.draft_path().exists());
        if let Some(entry) = entry {
            writer.append(entry);
        }
        writer.finish(BOUND).unwrap();
        assert!(!home.draft_path().exists());
    }
}

#[test]
fn a_grown_draft_file_begins_anew_and_loses_nothing() {
    let home = Home::new();
    let writer = home.create();
    let words = "words ".repeat(3000);
    let mut seen_small_again = false;
    let mut highest = 0;
    let until = std::time::Instant::now() + BOUND;
    for k in 0.. {
        let text = format!("{words}{k}");
        writer.draft(draft(1, &text));
        assert!(writer.settle(BOUND));
        assert_eq!(home.load().draft.unwrap().text, text);
        let length = std::fs::metadata(home.draft_path()).unwrap().len();
        if length < highest {
            seen_small_again = true;
            break;
        }
        highest = length;
        assert!(std::time::Instant::now() < until);
    }
    assert!(seen_small_again && highest > 200 << 10);
    assert_eq!(writing::mode(&home.draft_path()), 0o600);
    writer.draft(draft(1, "last"));
    writer.finish(BOUND).unwrap();
    assert_eq!(home.load().draft.unwrap().text, "last");
    let left = std::fs::read_dir(home.path().parent().unwrap()).unwrap();
    assert_eq!(left.count(), 2, "a temporary file was left");
}

#[test]
fn a_torn_draft_file_is_written_on_after_it() {
    let home = Home::new();
    home.create().finish(BOUND).unwrap();
    let mut bytes = file(&[draft(1, "one")]);
    bytes.extend_from_slice(b"---\ndraft: 1\nt");
    std::fs::write(home.draft_path(), bytes).unwrap();
    let (loaded, writer) = home.resume();
    assert_eq!(loaded.draft, Some(draft(1, "one")));
    writer.draft(draft(1, "one two"));
    assert!(writer.settle(BOUND));
    assert_eq!(home.load().draft, Some(draft(1, "one two")));
    drop(writer);
    // One from which nothing can be read is put by before it is written over.
    std::fs::write(home.draft_path(), "draft: 1\ntext: by hand\n").unwrap();
    let (_, writer) = home.resume();
    drop(writer);
    let bin = home.library.dir().join("bin");
    let kept = std::fs::read_to_string(bin.join(format!("{}-draft-1.yaml", home.id))).unwrap();
    assert!(kept.contains("by hand"));
}

#[test]
fn a_draft_path_that_cannot_be_read_is_a_problem_not_an_error() {
    let home = Home::new();
    home.create().finish(BOUND).unwrap();
    std::fs::create_dir(home.draft_path()).unwrap();
    let loaded = home.load();
    assert!(matches!(
        loaded.problems[0].what,
        ProblemKind::DraftUnread(_)
    ));
}
