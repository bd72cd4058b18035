//! A text that is explained on a terminal: in colours, unless none are wanted.

use super::support::Home;

const ASKED: [&str; 3] = [
    "listen",
    "--explain",
    "What happened when you told Ana Ruiz that you are worried?",
];

#[test]
fn words_that_gave_something_away_are_coloured() {
    let home = Home::new();
    let mut program = home.start(&ASKED);
    assert_eq!(program.exit_code(), 0);
    let screen = program.screen();
    assert!(screen.shows("feeling: worried: “worried”"), "{screen:#?}");
    assert!(!screen.alternate);
    let raw = String::from_utf8(program.raw()).unwrap();
    assert!(raw.contains("\x1b[4m"), "words are underlined: {raw:?}");
    assert!(!raw.contains("~~~"), "colours need no signs: {raw:?}");
}

#[test]
fn without_colours_there_are_signs() {
    let home = Home::new();
    let mut quiet = vec!["--no-color"];
    quiet.extend(ASKED);
    for setup in [
        home.setup(&ASKED).variable("NO_COLOR", "1"),
        home.setup(&quiet),
    ] {
        let mut program = setup.start();
        assert_eq!(program.exit_code(), 0);
        let raw = String::from_utf8(program.raw()).unwrap();
        assert!(!raw.contains('\x1b'), "{raw:?}");
        assert!(raw.contains("~~~~~~~"), "{raw:?}");
    }
}

#[test]
fn lines_fit_a_narrow_terminal() {
    let home = Home::new();
    let mut program = home.setup(&ASKED).size(40, 40).start();
    assert_eq!(program.exit_code(), 0);
    let raw = String::from_utf8(program.raw()).unwrap();
    let mut plain = String::new();
    let mut escaped = false;
    for c in raw.chars() {
        match c {
            '\x1b' => escaped = true,
            'm' if escaped => escaped = false,
            c if !escaped => plain.push(c),
            _ => {}
        }
    }
    for line in plain.lines() {
        assert!(line.chars().count() <= 40, "{line:?}");
    }
}
