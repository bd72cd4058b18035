//! The same conversation as lines in a pipe.

use super::support::{Home, list};
use std::fs;

const LIVE: [&str; 6] = [
    "live",
    "--plain",
    "--with",
    "Mara Okafor",
    "--org",
    "Okafor Print",
];

/// All seven steps with everything that can be kept in them.
const WHOLE: &str = "\
The presses stand still every Monday until eleven.
# sounds tired
/known own-words
/next
It began when we took the big machine over from the other house.
/next
We lose about 3 % of the week's paper in those hours.
~worn down 4
/else
My people go out to smoke and talk about other jobs.
/next
By march we lose the school books.
~scared 5
/next
I never asked the printers how they would do it.
/next
A Monday that looks like a Thursday, by 1 may, with under 1 % waste.
~hopeful 4
+ a second set of rollers
/next
!us send the questions by 4 december
!them ask the printers by 9 december
My brother decides with me.
/withdraw
/restore
";

const EVERY_WORD: [&str; 16] = [
    "“The presses stand still every Monday until eleven.”",
    "# sounds tired",
    "“It began when we took the big machine over from the other house.”",
    "“We lose about 3 % of the week's paper in those hours.”",
    "~ worn down ●●●●○ 4 of 5",
    "What else?",
    "“My people go out to smoke and talk about other jobs.”",
    "“By march we lose the school books.”",
    "~ scared ●●●●● 5 of 5",
    "“I never asked the printers how they would do it.”",
    "“A Monday that looks like a Thursday, by 1 may, with under 1 % waste.”",
    "~ hopeful ●●●●○ 4 of 5",
    "+ a second set of rollers",
    "us: send the questions",
    "them: ask the printers",
    "“My brother decides with me.”",
];

#[track_caller]
fn assert_has_every_word(text: &str) {
    for words in EVERY_WORD {
        assert!(text.contains(words), "{words:?} is missing in\n{text}");
    }
}

#[test]
fn a_whole_conversation() {
    let home = Home::new();
    // The first closing questions are left open; those about the conversation itself are answered.
    let open = closing_questions_before_viability(WHOLE);
    let input = format!(
        "{WHOLE}/end\n{}not yet: no budget\nenriched\n4\n",
        "\n".repeat(open)
    );
    let ran = home.run(&LIVE, &input);
    assert!(ran.err.is_empty(), "{ran:#?}");
    let said = ran.well();
    for words in [
        "Mara Okafor, Okafor Print. Mineral Rights with a client.",
        "Step 1 of 7: the issue.",
        "Step 7 of 7: next steps.",
        "known now: own-words",
        "Closing 1 of",
        "Is this an opportunity for us?",
        "Closed and kept.",
    ] {
        assert!(said.contains(words), "{words:?} is missing in\n{said}");
    }
    let read = home.read();
    assert_has_every_word(&read);
    for words in [
        "viable for us: not yet · no budget",
        "emotional capital: enriched",
        "by my own judgement, of 5: listened 4",
    ] {
        assert!(read.contains(words), "{words:?} is missing in\n{read}");
    }
    assert!(!read.contains("not ended yet"), "{read}");
    let home_has = (home.files("yaml").len(), home.files("draft").len());
    assert_eq!(home_has, (1, 0));
    let exported = home.run(&["export"], "").well();
    assert!(
        exported.contains("# Mara Okafor") && exported.contains("until eleven"),
        "{exported}"
    );
}

/// How many closing questions come before the one that is always there.
fn closing_questions_before_viability(input: &str) -> usize {
    let said = Home::new().run(&LIVE, format!("{input}/end\n")).well();
    let all: usize = said
        .rsplit_once("Closing 1 of ")
        .and_then(|(_, rest)| rest.split_once('.')?.0.parse().ok())
        .unwrap();
    all - 8
}

#[test]
fn the_end_of_input_leaves_it_unfinished_and_resume_goes_on() {
    let home = Home::new();
    let (first, second) = WHOLE.split_at(WHOLE.find("/else").unwrap());
    // Not even the last line has an end.
    let ran = home.run(&LIVE, first.trim_end());
    assert!(
        ran.err
            .contains("left unfinished and kept · go on with: mineral resume")
    );
    ran.well();
    assert!(home.read().contains("not ended yet"));
    home.run(&["resume", "--plain"], second).well();
    let read = home.read();
    assert_has_every_word(&read);
    assert!(read.contains("not ended yet"));
    // A beginning of the id is enough; the end of input at the closing questions closes.
    let name = home
        .session()
        .file_stem()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    home.run(&["resume", "--plain", &name[..20]], "/end\n")
        .well();
    let read = home.read();
    assert_has_every_word(&read);
    assert!(!read.contains("not ended yet"), "{read}");
    home.run(&["resume", "--plain"], "")
        .fails(1, &["no unfinished conversation"]);
}

#[test]
fn several_people_of_a_name_are_listed() {
    let home = Home::new();
    for organisation in ["North Mill", "South Mill"] {
        let arguments = [
            "live",
            "--plain",
            "--with",
            "Ana Ruiz",
            "--org",
            organisation,
        ];
        home.run(&arguments, "").well();
    }
    let before = home.files("yaml");
    home.run(&["live", "--plain", "--with", "ana ruíz"], "lost?\n")
        .fails(
            2,
            &[
                "several people",
                "Ana Ruiz · North Mill",
                "Ana Ruiz · South Mill",
                "--org",
            ],
        );
    assert_eq!(home.files("yaml"), before, "nothing was begun");
    let arguments = [
        "live",
        "--plain",
        "--with",
        "ana ruíz",
        "--org",
        "south mill",
    ];
    home.run(&arguments, "found\n").well();
    assert!(home.read().contains("Ana Ruiz · South Mill"));
}

#[test]
fn what_cannot_work_says_why_and_has_its_exit_code() {
    let home = Home::new();
    home.run(&["live", "no-such-script", "--plain", "--with", "Ana"], "")
        .fails(
            2,
            &[
                "there is no script \"no-such-script\"",
                "mineral script list",
            ],
        );
    home.run(&["live", "--plain"], "").fails(2, &["with whom?"]);
    home.run(&["live", "--plain", "--with", "  "], "")
        .fails(2, &["a name is needed"]);
    home.run(&[], "").fails(2, &["home needs a terminal"]);
    home.run(&["rea"], "").fails(2, &["read"]);
    home.run(&["read"], "")
        .fails(1, &["there is no conversation yet"]);
    home.run(&["resume"], "")
        .fails(1, &["there is no unfinished conversation"]);
    home.run(&["read", "01NOSUCH"], "").fails(1, &["01NOSUCH"]);
    home.run(&["resume", "01NOSUCH"], "")
        .fails(1, &["01NOSUCH"]);
    home.run(&["read", "../../etc/passwd"], "")
        .fails(1, &["no session"]);
    assert_eq!(
        list(&home.data()),
        Vec::<std::path::PathBuf>::new(),
        "nothing was made"
    );
}

#[test]
fn a_data_directory_that_cannot_be() {
    let home = Home::new();
    fs::write(home.here().join("file"), "").unwrap();
    let arguments = [
        "live",
        "--plain",
        "--with",
        "Ana",
        "--data-dir",
        "file/below",
    ];
    home.run(&arguments, "words\n").fails(3, &["file/below"]);
}

#[test]
fn an_export_writes_over_nothing() {
    let home = Home::new();
    home.run(&LIVE, "Words.\n").well();
    fs::write(home.here().join("there.md"), "mine").unwrap();
    home.run(&["export", "-o", "there.md"], "")
        .fails(1, &["there.md is there already"]);
    assert_eq!(
        fs::read_to_string(home.here().join("there.md")).unwrap(),
        "mine"
    );
    home.run(&["export", "-o", "new.md"], "").well();
    assert!(
        fs::read_to_string(home.here().join("new.md"))
            .unwrap()
            .contains("> ")
    );
}

#[test]
fn a_reader_that_goes_away_stops_no_words() {
    let home = Home::new();
    // Standard output is a pipe that nobody reads.
    let script = format!(
        "printf 'one\\ntwo\\nthree\\n' | '{}' live --plain --with Ana --data-dir data | true",
        env!("CARGO_BIN_EXE_mineral")
    );
    let status = std::process::Command::new("sh")
        .args(["-c", &script])
        .env("MINERAL_HOME", home.here())
        .current_dir(home.here())
        .status()
        .unwrap();
    assert!(status.success());
    let read = home
        .run(&["read", "--plain", "--data-dir", "data"], "")
        .well();
    for words in ["“one”", "“two”", "“three”"] {
        assert!(read.contains(words), "{words} is missing in\n{read}");
    }
}

#[test]
fn files_are_for_the_user_alone_whatever_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let mut program = home
        .setup(&["live", "--with", "Ana Ruiz"])
        .through("umask 000; exec \"$@\"")
        .start();
    program.wait_for("1 of 7");
    program.types("half a wo");
    let mut todo = vec![home.data()];
    let mut files = 0;
    while let Some(path) = todo.pop() {
        let about = fs::metadata(&path).unwrap();
        let mode = about.permissions().mode() & 0o7777;
        if about.is_dir() {
            assert_eq!(mode, 0o700, "{}", path.display());
            todo.extend(list(&path));
        } else {
            files += 1;
            assert_eq!(mode, 0o600, "{}", path.display());
        }
    }
    assert!(files >= 4, "session, draft, people, script: {files}");
}
