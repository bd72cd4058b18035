//! Files that were damaged, cut or changed outside.

use super::support::{END, Home};
use std::fs;

const ANSWERS: [&str; 7] = [
    "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf",
];

fn with_answers() -> Home {
    let home = Home::new();
    let input: String = ANSWERS
        .iter()
        .map(|a| format!("{a} said something\n"))
        .collect();
    home.run(&["live", "--plain", "--with", "Ana Ruiz"], input)
        .well();
    home
}

/// Where the document begins that has these words: byte from 0, line from 1.
fn document_with(bytes: &[u8], words: &str) -> (usize, usize) {
    let text = String::from_utf8(bytes.to_owned()).unwrap();
    let byte = text[..text.find(words).unwrap()].rfind("---\n").unwrap();
    (byte, text[..byte].matches('\n').count() + 1)
}

#[test]
fn bytes_flipped_in_the_middle_are_named_and_the_rest_is_shown() {
    let home = with_answers();
    let path = home.session();
    let mut bytes = fs::read(&path).unwrap();
    let (byte, line) = document_with(&bytes, "delta said");
    let at = byte + 10;
    for b in &mut bytes[at..at + 40] {
        *b ^= 0xff;
    }
    fs::write(&path, &bytes).unwrap();

    let read = home.read();
    let place = format!("line {line} (byte {byte})");
    assert!(read.contains(&place), "{place} is missing in\n{read}");
    assert!(read.contains("damaged"), "{read}");
    for answer in ANSWERS {
        let shown = read.contains(&format!("“{answer} said something”"));
        assert_eq!(shown, answer != "delta", "{answer}: {read}");
    }
    assert!(
        !read.contains("changed outside"),
        "the others are as they were: {read}"
    );
    assert_eq!(fs::read(&path).unwrap(), bytes, "reading changes nothing");

    // On the screen as well, and in the Markdown.
    let mut program = home.start(&["read"]);
    program.wait_for(&place);
    program.keys(END);
    program.wait_for("Feelings over the steps");
    program.keys("qq");
    assert_eq!(program.exit_code(), 0);
    assert!(home.run(&["export"], "").well().contains(&place));
    assert_eq!(fs::read(&path).unwrap(), bytes, "reading changes nothing");

    // Going on says so too, keeps the damage as it is, and adds behind it.
    let ran = home
        .run(&["resume", "--plain"], "hotel said something\n")
        .well();
    assert!(ran.contains(&place), "{ran}");
    assert!(fs::read(&path).unwrap().starts_with(&bytes));
    let read = home.read();
    assert!(
        read.contains("“hotel said something”") && read.contains(&place),
        "{read}"
    );
}

#[test]
fn words_changed_outside_are_marked() {
    let home = with_answers();
    let path = home.session();
    let text = fs::read_to_string(&path).unwrap();
    let text = text.replace("delta said something", "delta said nothing at all");
    fs::write(&path, &text).unwrap();
    let read = home.read();
    assert!(
        read.contains("“delta said nothing at all”  [changed outside mineral]"),
        "{read}"
    );
    assert_eq!(read.matches("[changed outside").count(), 1, "{read}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn a_torn_end_is_left_out_and_said_and_put_in_the_bin() {
    let home = with_answers();
    let path = home.session();
    let whole = fs::read(&path).unwrap();
    let (byte, line) = document_with(&whole, "golf said");
    let bytes = &whole[..byte + 30];
    fs::write(&path, bytes).unwrap();
    let read = home.read();
    assert!(
        read.contains(&format!("line {line} (byte {byte})")),
        "{read}"
    );
    assert!(read.contains("torn"), "{read}");
    assert!(
        read.contains("“foxtrot said something”") && !read.contains("golf"),
        "{read}"
    );
    assert_eq!(fs::read(&path).unwrap(), bytes, "reading changes nothing");
    home.run(&["resume", "--plain"], "hotel said something\n")
        .well();
    let read = home.read();
    assert!(
        read.contains("“hotel said something”") && !read.contains("torn"),
        "{read}"
    );
    let bin = super::support::list(&home.data().join("bin"));
    assert!(
        bin.iter().any(|p| fs::read(p).unwrap() == bytes[byte..]),
        "{bin:?}"
    );
}
