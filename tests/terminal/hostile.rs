//! Text that wants to be more than text: nothing of it reaches the terminal, wherever it comes from.

use super::support::{DOWN, END, ENTER, Home, Program, ctrl};
use std::fs;

/// Names and payloads, as in the tool that terminal programs are tried with.
const PAYLOADS: [(&str, &str); 19] = [
    ("OSC 52 clipboard", "\x1b]52;c;ZXZpbA==\x07"),
    ("OSC 0 title", "\x1b]0;PWNED\x07"),
    ("CSI title report", "\x1b[21t"),
    ("DECRQSS", "\x1bP$qm\x1b\\"),
    ("DSR", "\x1b[6n"),
    ("clear", "\x1b[2J"),
    ("C1 CSI", "\u{9b}2J"),
    ("C1 OSC", "\u{9d}0;PWN2\u{9c}"),
    ("BEL", "a\x07b"),
    ("BS overstrike", "ok\x08\x08NO"),
    ("CR overwrite", "safe\rEVIL"),
    ("OSC 8 link", "\x1b]8;;http://evil/\x1b\\x\x1b]8;;\x1b\\"),
    ("bidi override", "a\u{202e}b"),
    ("bidi isolate", "a\u{2066}b"),
    ("tag", "a\u{e0041}b"),
    ("DEL", "a\x7fb"),
    ("NUL", "a\0b"),
    ("SO charset", "a\x0eb"),
    ("zero width", "a\u{200b}\u{feff}b"),
];

/// The characters that no renderer of text may emit.
fn is_hostile(c: char) -> bool {
    matches!(c,
        '\0'..='\x08' | '\x0b'..='\x1a' | '\x1c'..='\x1f' | '\x7f'..='\u{9f}'
        | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}'
        | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

/// What a screen drawn with cursor moves and styles alone does not have, with what stands around it.
fn hostile_in_a_screen(raw: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(raw).expect("the output is UTF-8");
    // The shell's screen before and after may have line ends; the program's has none.
    let begin = text.find("\x1b[?1049h").expect("the screen was taken");
    let text = &text[begin..text.rfind("\x1b[?1049l").unwrap_or(text.len())];
    let allowed = regex::Regex::new(r"\x1b\[(?:[0-9;]*[HmJK]|\?(?:25|1049|2004)[hl])").unwrap();
    let rest = allowed.replace_all(text, "");
    rest.char_indices()
        .filter(|(_, c)| *c == '\x1b' || *c == '\n' || is_hostile(*c))
        .map(|(at, _)| rest[at..].chars().take(24).collect())
        .collect()
}

/// How often the screen was cleared.
fn clears(raw: &[u8]) -> usize {
    String::from_utf8_lossy(raw).matches("\x1b[2J").count()
}

#[track_caller]
fn assert_clean_screen(program: &Program, cleared: usize) {
    let raw = program.raw();
    let found = hostile_in_a_screen(&raw);
    assert!(found.is_empty(), "{found:?}");
    assert_eq!(clears(&raw), cleared, "cleared by what it shows");
}

#[track_caller]
fn assert_clean_lines(text: &str) {
    let found: Vec<char> = text
        .chars()
        .filter(|c| *c == '\x1b' || is_hostile(*c))
        .collect();
    assert!(found.is_empty(), "{found:?} in {text:?}");
}

/// The clears that the program itself makes for these steps, with harmless words.
fn clears_with(arguments: &[&str], home: &Home, steps: impl Fn(&mut Program)) -> usize {
    let mut program = home.start(arguments);
    steps(&mut program);
    program.exit_code();
    clears(&program.raw())
}

fn leave(program: &mut Program) {
    program.keys(&ctrl('q'));
    program.wait_for("Unfinished");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
}

#[test]
fn the_watch_over_the_output_sees_what_it_should() {
    for (name, payload) in PAYLOADS {
        let raw = format!("\x1b[?1049h\x1b[2J\x1b[1;1Hgood\x1b[0m{payload}\x1b[?1049l\r\n");
        let seen = !hostile_in_a_screen(raw.as_bytes()).is_empty() || clears(raw.as_bytes()) > 1;
        assert!(seen, "{name}");
    }
    let good = "\x1b[?1049h\x1b[2J\x1b[1;1Hgood\x1b[38;5;8m \u{2500}\x1b[?25l\x1b[?1049l\r\n";
    assert_eq!(hostile_in_a_screen(good.as_bytes()), Vec::<String>::new());
}

#[test]
fn pasted_as_answers() {
    let home = Home::new();
    let harmless = clears_with(&["live", "--with", "Ana"], &Home::new(), |program| {
        program.wait_for("1 of 7");
        program.says("harmless");
        leave(program);
    });
    let mut program = home.live("Ana Ruiz");
    for (at, (_, payload)) in PAYLOADS.iter().enumerate() {
        program.paste(&format!("begin{at:02}{payload}end{at:02}"));
        program.wait_until("pasted", |s| {
            s.input()
                .is_some_and(|i| i.ends_with(&format!("end{at:02}")))
        });
        program.keys(ENTER);
        program.wait_until("taken", |s| s.input().as_deref() == Some(""));
        program.wait_for(&format!("end{at:02}”"));
    }
    leave(&mut program);
    assert_clean_screen(&program, harmless);
    let read = home.read();
    assert_clean_lines(&read);
    for at in 0..PAYLOADS.len() {
        assert!(read.contains(&format!("begin{at:02}")), "{at}: {read}");
        assert!(read.contains(&format!("end{at:02}")), "{at}: {read}");
    }
    // What is a line end stays one; all else that was visible stays.
    assert!(
        read.contains("]52;c;ZXZpbA==end00") && read.contains("okNOend09"),
        "{read}"
    );
    let file = fs::read_to_string(home.session()).unwrap();
    assert_clean_lines(&file);
}

/// Keys that are no text do what they do, but none of them is ever shown.
#[test]
fn typed_as_keys() {
    let home = Home::new();
    let mut program = home.live("Ana Ruiz");
    for (_, payload) in PAYLOADS {
        program.keys(payload);
    }
    program.keys("the-end");
    program.wait_until("the end", |s| s.shows("the-end"));
    let raw = program.raw();
    let found = hostile_in_a_screen(&raw);
    assert!(found.is_empty(), "{found:?}");
    assert!(program.is_running());
    program.kill();
    assert_clean_lines(&home.read());
}

#[test]
fn in_a_pipe() {
    let home = Home::new();
    let lines: String = PAYLOADS
        .iter()
        .map(|(_, payload)| format!("begin{payload}end\n"))
        .collect();
    let mut bytes = lines.into_bytes();
    bytes.extend_from_slice(b"not \xff\xfe UTF-8 \xc3\n");
    let name = "Ana \x1b]0;PWNED\x07Ruiz\u{202e}";
    let ran = home.run(
        &["live", "--plain", "--with", name, "--org", "Mill\x1b[2J"],
        bytes,
    );
    assert_clean_lines(&ran.err);
    let said = ran.well();
    assert_clean_lines(&said);
    assert!(said.starts_with("Ana ]0;PWNEDRuiz, Mill[2J. "), "{said:?}");
    let read = home.read();
    assert_clean_lines(&read);
    assert!(read.contains("not ") && read.contains("UTF-8"), "{read}");
    assert_clean_lines(&home.run(&["export"], "").well());
    for path in [home.session(), home.data().join("people.yaml")] {
        assert_clean_lines(&fs::read_to_string(path).unwrap());
    }
}

/// A payload as YAML text between double quotes.
fn quoted(payload: &str) -> String {
    let escaped: String = payload
        .chars()
        .map(|c| match u32::from(c) {
            n @ (0x22 | 0x5c | 0..=0x1f | 0x7f..=0xffff) => format!("\\u{n:04x}"),
            n if n > 0xffff => format!("\\U{n:08x}"),
            _ => c.to_string(),
        })
        .collect();
    format!("\"{escaped}\"")
}

/// Reads to the end, on the screen.
fn reads(program: &mut Program) {
    program.wait_for("e export");
    program.keys(END);
    program.wait_for("Feelings over the steps");
    program.keys("q");
    program.wait_for("l live");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
}

/// From home into the form, where names are completed, and into the session.
fn looks_around(program: &mut Program) {
    program.wait_for("Unfinished");
    program.keys(DOWN);
    program.keys("l");
    program.wait_for("A live conversation");
    program.keys("x");
    program.wait_for("› x");
    program.keys("\x1b");
    program.wait_for("Unfinished");
    program.keys("\x1b[H");
    program.keys(ENTER);
    program.wait_for("1 of 7");
    program.wait_for("beginning");
    leave(program);
}

/// A way through the program to its end.
type Way = fn(&mut Program);

/// Everything that shows a session, on the screen and as lines; how often each screen was cleared.
#[track_caller]
fn shown_everywhere(home: &Home) -> [usize; 2] {
    for arguments in [
        &["read", "--plain"][..],
        &["export"],
        &["resume", "--plain"],
    ] {
        let ran = home.run(arguments, "");
        assert_clean_lines(&ran.out);
        assert_clean_lines(&ran.err);
        ran.well();
    }
    let ways: [(&[&str], Way); 2] = [(&["read"], reads), (&[], looks_around)];
    ways.map(|(arguments, way)| {
        let mut program = home.start(arguments);
        way(&mut program);
        let raw = program.raw();
        let found = hostile_in_a_screen(&raw);
        assert!(found.is_empty(), "{arguments:?}: {found:?}");
        clears(&raw)
    })
}

/// A session with a word to be replaced in every place that has words.
fn with_marks() -> Home {
    let home = Home::new();
    let input =
        "MARKANSWER\n~MARKFEELING 3\n# MARKNOTE\n+ MARKPARKED\n!us MARKPROMISE\nbeginning\n";
    let arguments = [
        "live",
        "--plain",
        "--with",
        "xMARKNAME",
        "--org",
        "MARKMILL",
    ];
    home.run(&arguments, input).well();
    home
}

/// The files of a session are changed outside the program, in every place that has words.
fn changed_outside(how: impl Fn(&str) -> String) -> Home {
    let home = with_marks();
    for path in [home.session(), home.data().join("people.yaml")] {
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, how(&text)).unwrap();
    }
    home
}

const MARKS: [&str; 7] = [
    "MARKANSWER",
    "MARKFEELING",
    "MARKNOTE",
    "MARKPARKED",
    "MARKPROMISE",
    "xMARKNAME",
    "MARKMILL",
];

#[test]
fn written_into_the_files_by_somebody_else() {
    let harmless = shown_everywhere(&with_marks());
    // All payloads in all places at once: as YAML says such characters, so that it reads.
    let all: String = PAYLOADS.iter().map(|(_, payload)| *payload).collect();
    let home = changed_outside(|text| {
        MARKS.iter().fold(text.to_owned(), |text, mark| {
            text.replace(mark, &quoted(&format!("x{all}MARK")))
        })
    });
    let read = home.read();
    assert!(read.contains("[changed outside mineral]"), "{read}");
    assert!(
        read.contains("]52;c;ZXZpbA=="),
        "the harmless part is there: {read}"
    );
    assert_eq!(
        shown_everywhere(&home),
        harmless,
        "cleared by what it shows"
    );
}

#[test]
fn written_into_the_files_raw() {
    let harmless = shown_everywhere(&with_marks());
    for (name, payload) in PAYLOADS {
        // Whether that is YAML or damage, the terminal is not to see it. The name stays: without a head there
        // is no session.
        let home = changed_outside(|text| {
            MARKS[..5].iter().fold(text.to_owned(), |text, mark| {
                text.replace(mark, &format!("x{payload}MARK"))
            })
        });
        let read = home.run(&["read", "--plain"], "");
        assert_clean_lines(&read.out);
        if matches!(name, "OSC 52 clipboard" | "clear" | "bidi override") {
            assert_eq!(shown_everywhere(&home), harmless, "{name}");
        }
    }
}

#[test]
fn a_head_and_a_draft_that_are_hostile() {
    let home = with_marks();
    let all: String = PAYLOADS.iter().map(|(_, payload)| *payload).collect();
    let draft = home.session().with_extension("draft");
    // A draft counts only when its seal holds: so it is written by the program, then spoilt.
    let mut program = home.start(&["resume"]);
    program.wait_for("beginning");
    program.types("half");
    program.kill();
    let text = fs::read_to_string(&draft).unwrap();
    fs::write(&draft, text.replace("half", &quoted(&all))).unwrap();
    let ran = home.run(&["read", "--plain"], "");
    assert_clean_lines(&ran.out);
    fs::write(&draft, all.as_bytes()).unwrap();
    assert_clean_lines(&home.run(&["read", "--plain"], "").out);
    // A head that cannot be read: the error is a line of text, and so is home's.
    let text = fs::read_to_string(home.session()).unwrap();
    fs::write(
        home.session(),
        text.replacen("mode: live", &format!("mode: {all}"), 1),
    )
    .unwrap();
    let ran = home.run(&["read", "--plain"], "");
    assert_eq!(ran.code, Some(3), "{ran:#?}");
    assert_clean_lines(&ran.err);
    let mut program = home.start(&[]);
    program.wait_for("cannot be read");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
    assert_eq!(hostile_in_a_screen(&program.raw()), Vec::<String>::new());
}

#[test]
fn names_of_files_in_error_messages() {
    let home = Home::new();
    let hostile = "no\x1b]0;PWNED\x07such";
    for arguments in [
        &["read", "--plain", hostile][..],
        &["resume", "--plain", hostile],
        &["live", "--plain", "--with", "Ana", hostile],
        &["--config", hostile, "keys"],
    ] {
        let ran = home.run(arguments, "");
        assert_ne!(ran.code, Some(0), "{ran:#?}");
        assert_clean_lines(&ran.err);
        assert_clean_lines(&ran.out);
    }
}
