//! Two people in a room and one who watches: on paper, as lines, and in a second terminal.

use super::support::{ENTER, ESC, Home, Program, ctrl, squeezed};
use mineral::client::persona::BUILTIN;
use mineral::session::Observed;
use roxmltree::{Document, ParsingOptions};
use rustix::process::Signal;
use std::fs;

/// The words of a page, after it was read as what it says to be, and nothing in it leads anywhere.
#[track_caller]
fn words_of(html: &str) -> String {
    let options = ParsingOptions {
        allow_dtd: true,
        ..ParsingOptions::default()
    };
    let page =
        Document::parse_with_options(html, options).unwrap_or_else(|e| panic!("{e}\n{html}"));
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    for element in page.descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        let plain = [
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "div",
            "h1",
            "h2",
            "h3",
            "p",
            "blockquote",
            "ul",
            "li",
            "b",
            "table",
            "tr",
            "th",
            "td",
            "br",
        ];
        assert!(plain.contains(&name), "<{name}> in a page");
        for attribute in element.attributes() {
            let known = ["lang", "charset", "name", "content", "class"];
            assert!(known.contains(&attribute.name()), "{attribute:?}");
        }
    }
    let texts = page.descendants().filter(roxmltree::Node::is_text);
    let style = |n: &roxmltree::Node<'_, '_>| n.parent().is_some_and(|p| p.has_tag_name("style"));
    for sheet in texts.clone().filter(style) {
        let css = sheet.text().unwrap_or_default();
        assert!(!css.contains("url") && !css.contains("@import"), "{css}");
    }
    texts
        .filter(|n| !style(n))
        .filter_map(|n| n.text())
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_page_is_well_formed_and_leads_nowhere() {
    let home = Home::new();
    for builtin in BUILTIN {
        let persona = builtin.persona().unwrap();
        let print = |part: &str, form: &str| {
            let arguments = ["practice", builtin.id, "--pair", part, "--print", form];
            home.run(&arguments, "").well()
        };
        let role = print("client", "html");
        assert!(
            !role.contains("http") && !role.contains("<script"),
            "{role}"
        );
        let words = squeezed(&words_of(&role));
        let says = persona.holds.iter().filter_map(|held| held.say.first());
        let texts = [
            &persona.situation,
            &persona.presents,
            &persona.hides,
            &persona.manner,
        ];
        for text in says.chain(texts) {
            assert!(
                words.contains(&squeezed(text)),
                "{}: {text:?} is missing",
                builtin.id
            );
        }
        // The guide says who they are, and nothing that they hide.
        let guide = words_of(&print("guide", "html"));
        assert!(guide.contains(&persona.name), "{guide}");
        assert!(!guide.contains(&persona.hides), "{guide}");
        for held in &persona.holds {
            assert!(held.say.iter().all(|said| !guide.contains(said)), "{guide}");
        }
    }
    let arguments = ["practice", "acquired", "--pair", "observer", "--print"];
    let html = home.run(&[&arguments[..], &["html"]].concat(), "").well();
    let words = words_of(&html);
    let markdown = home.run(&[&arguments[..], &["md"]].concat(), "").well();
    assert!(!html.contains("http"), "{html}");
    for what in Observed::ALL {
        assert!(words.contains(what.words()), "{words}");
        assert!(
            markdown.contains(&format!("| {} |", what.words())),
            "{markdown}"
        );
    }
    assert!(words.contains("current impact") && markdown.contains("| current impact |"));
}

#[test]
fn a_page_goes_into_a_file_that_is_not_there_yet() {
    let home = Home::new();
    let show = ["persona", "show", "acquired", "--format", "html"];
    let shown = home.run(&show, "").well();
    for arguments in [
        &[
            "persona", "show", "acquired", "--format", "html", "-o", "one.html",
        ][..],
        &[
            "practice", "acquired", "--pair", "client", "--print", "html", "-o", "two.html",
        ],
    ] {
        assert_eq!(home.run(arguments, "").well(), "");
        let file = home.here().join(arguments.last().unwrap());
        assert_eq!(fs::read_to_string(&file).unwrap(), shown);
        home.run(arguments, "").fails(1, &["is there already"]);
    }
    let plain = home
        .run(&["persona", "show", "acquired", "--format", "plain"], "")
        .well();
    assert!(
        plain.starts_with("Neville Colclough\nhead of colour"),
        "{plain}"
    );
    assert!(plain.lines().all(|l| l.chars().count() <= 80), "{plain}");
    let list = home.run(&["persona", "list", "--plain"], "").well();
    let rows = || list.lines().filter(|l| !l.contains("they would lie in"));
    assert!(rows().all(|l| l.chars().count() <= 80), "{list}");
}

#[test]
fn hostile_names_mean_nothing_in_a_page() {
    const HOSTILE: &str = r#"<script src="http://x.example/a.js">alert(1)</script>&amp;'"]]>--><!-- `x` | # *y* onload="#;
    let home = Home::new();
    let text = include_str!("../personas/valid/smallest.yaml");
    let quoted = serde_json::to_string(HOSTILE).unwrap();
    let name = text.lines().find(|l| l.starts_with("name:")).unwrap();
    let id = text
        .lines()
        .find_map(|l| l.strip_prefix("id:"))
        .unwrap()
        .trim();
    let hides = text.lines().find(|l| l.starts_with("hides:")).unwrap();
    let text = text
        .replace(name, &format!("name: {quoted}"))
        .replace(hides, &format!("hides: {quoted}"));
    let folder = home.here().join("personas");
    fs::create_dir(&folder).unwrap();
    fs::write(folder.join(format!("{id}.yaml")), text).unwrap();
    let folder = folder.display().to_string();
    let run = |rest: &[&str]| {
        home.run(&[rest, &["--personas", &folder]].concat(), "")
            .well()
    };
    for part in ["client", "guide", "observer"] {
        let html = run(&["practice", id, "--pair", part, "--print", "html"]);
        assert!(
            !html.contains("<script") && !html.contains("<!--"),
            "{html}"
        );
        let words = words_of(&html);
        assert!(
            words.contains("<script src=\"http://x.example/a.js\">"),
            "{words}"
        );
        let markdown = run(&["practice", id, "--pair", part, "--print", "md"]);
        let markdown = markdown.replace("\\<", "");
        assert!(!markdown.contains("<script"), "{markdown}");
    }
    assert!(run(&["persona", "show", id, "--format", "html"]).contains("&lt;script"));
    // It is written into a session and read again, and nothing is made of it there either.
    let ran = home.run(
        &[
            "practice",
            id,
            "--pair",
            "guide",
            "--plain",
            "--personas",
            &folder,
        ],
        "They leave late.\n/end\n",
    );
    assert_eq!(ran.code, Some(0), "{ran:#?}");
    assert!(home.read().contains("They leave late."));
}

#[test]
fn a_pair_practises_in_a_pipe() {
    let home = Home::new();
    let pair = |part: &'static str| ["practice", "acquired", "--plain", "--pair", part];
    let said = home
        .run(
            &pair("guide"),
            "I may be going out with the seconds\n~lost 3\n/next\n/end\n4\n",
        )
        .well();
    for words in [
        "Neville Colclough, Ladderbank Tile. Mineral Rights with a client.",
        "Ask: Of everything on your mind",
        "“I may be going out with the seconds”",
        "~ lost ●●●○○ 3 of 5",
        "How well did I listen?",
        "Closed and kept.",
    ] {
        assert!(said.contains(words), "{words:?} is missing in\n{said}");
    }
    assert!(
        home.read()
            .contains("practice with somebody who plays them")
    );

    let said = home
        .run(
            &pair("observer"),
            "o\nopen question\nOPEN\nx\nu\n\nn\n# she looked up\nreflection\n/withdraw\n/step commit\n/end\n",
        )
        .well();
    for words in [
        "Step 1 of 7: the issue.",
        "Count: o open question, c closed question",
        "open question 3",
        "cue missed 1",
        "withdrawn: cue missed",
        "Step 2 of 7",
        "kept 7: # she looked up",
        "withdrawn: reflection",
        "Step 7 of 7",
        "Closed and kept.",
    ] {
        assert!(said.contains(words), "{words:?} is missing in\n{said}");
    }
    let read = home.read();
    assert!(
        read.contains("counted: open question 3") && read.contains("practice, observed"),
        "{read}"
    );
    assert!(
        !read.contains("counted: cue missed") && !read.contains("counted: reflection"),
        "{read}"
    );

    let said = home.run(&pair("observer"), "/help\n").well();
    assert!(
        said.contains("/step ID: where they are") && !said.contains("the client's words"),
        "{said}"
    );

    // A line that is nothing is not taken, and that is told.
    let ran = home.run(&pair("observer"), "o\ncue\nzebra\n/probe\n");
    assert!(
        ran.out
            .contains("\"zebra\" is not counted: o open question"),
        "{ran:#?}"
    );
    ran.fails(
        1,
        &[
            "these lines were not taken",
            "zebra",
            "cue",
            "/probe",
            "left unfinished",
        ],
    );
    // What was left is gone on with.
    let said = home.run(&["resume", "--plain"], "open\n/end\n").well();
    assert!(said.contains("open question 2"), "{said}");

    let said = home
        .run(&["practice", "acquired", "--pair", "client"], "")
        .well();
    assert!(said.contains("What you hide."), "{said}");
}

#[test]
fn the_role_sheet_on_the_screen_can_be_written_down() {
    let home = Home::new();
    let mut program = home.start(&["practice", "acquired", "--pair", "client"]);
    program.wait_for("You play Neville Colclough");
    program.keys("e");
    program.wait_for("written to mineral-role-acquired.md");
    let written = fs::read_to_string(home.here().join("mineral-role-acquired.md")).unwrap();
    let shown = home.run(&["persona", "show", "acquired"], "").well();
    assert_eq!(written, shown);
    // Nothing is ever overwritten.
    program.keys("e");
    program.wait_for("is there already");
    program.keys("q");
    program.wait_for("Practise with a simulated client");
    program.keys(ESC);
    program.wait_for("Begin");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
    assert!(home.files("yaml").is_empty());
}

#[test]
fn what_does_not_go_together_is_said() {
    let home = Home::new();
    home.run(&["practice", "--pair", "guide"], "")
        .fails(2, &["PERSONA"]);
    for other in [
        &["--glass"][..],
        &["--seed", "7"],
        &["--difficulty", "hard"],
    ] {
        let all = [&["practice", "acquired", "--pair", "guide"], other].concat();
        home.run(&all, "").fails(2, &["cannot be used with"]);
    }
    home.run(&["practice", "acquired", "--print", "md"], "")
        .fails(2, &["--pair"]);
    home.run(&["practice", "aquired", "--pair", "client"], "")
        .fails(2, &["did you mean `acquired`?"]);
    home.run(&["follow"], "")
        .fails(1, &["no conversation runs"]);
    home.run(&["follow", "01ABC"], "").fails(1, &["01ABC"]);
}

/// Somebody who follows the newest session.
fn follows(home: &Home) -> Program {
    let reader = home.start(&["follow"]);
    reader.wait_for("following");
    reader
}

#[test]
fn a_second_terminal_sees_the_words_as_they_are_typed() {
    let home = Home::new();
    let mut writer = home.live("Ana Ruiz");
    writer.says("The close takes nine days.");
    let mut reader = follows(&home);
    reader.wait_for("“The close takes nine days.”");
    writer.types("nobody trusts the num");
    reader.wait_for_input("nobody trusts the num");
    writer.keys(ENTER);
    reader.wait_for("“nobody trusts the num”");
    writer.keys(&ctrl('n'));
    reader.wait_for("2 of 7");
    // Nothing that is pressed there reaches the session.
    let before = fs::read(home.session()).unwrap();
    reader.keys("not ours");
    reader.keys(ENTER);
    reader.keys(&ctrl('n'));
    reader.keys(&ctrl('d'));
    writer.types("ours");
    reader.wait_for_input("ours");
    assert_eq!(fs::read(home.session()).unwrap(), before);
    writer.keys(ENTER);
    writer.keys(&ctrl('d'));
    writer.wait_for("closing · 1 of");
    writer.keys(&ctrl('d'));
    reader.wait_for("it was ended");
    reader.wait_for("“ours”");
    reader.keys("q");
    assert_eq!(reader.exit_code(), 0);
}

#[test]
fn whoever_follows_outlives_the_one_who_writes() {
    let home = Home::new();
    let mut writer = home.live("Ana Ruiz");
    writer.says("The close takes nine days.");
    let mut reader = follows(&home);
    writer.types("half a wo");
    reader.wait_for_input("half a wo");
    writer.kill();
    // A torn entry, as a crash leaves it.
    let path = home.session();
    let mut torn = fs::read(&path).unwrap();
    torn.extend_from_slice(b"---\nn: 9\nat: 20");
    fs::write(&path, &torn).unwrap();
    reader.wait_for("“The close takes nine days.”");
    assert!(reader.is_running());
    // It has no lock: somebody can go on, and that is followed, too.
    let said = home.run(&["resume", "--plain"], "and on it goes\n").well();
    assert!(!said.contains("read only"), "{said}");
    reader.wait_for("“half a wo”");
    reader.wait_for("“and on it goes”");
    reader.signal(Signal::TERM);
    assert_eq!(reader.exit_code(), 143);
    assert_eq!(reader.modes(), reader.modes_before());
}

#[test]
fn lines_come_as_they_are_kept_until_the_end() {
    let home = Home::new();
    let mut writer = home.live("Ana Ruiz");
    writer.says("The close takes nine days.");
    let mut reader = home.start(&["follow", "--plain"]);
    reader.wait_for("Ana Ruiz. Mineral Rights with a client.");
    reader.wait_for("Step 1 of 7: the issue.");
    reader.wait_for("“The close takes nine days.”");
    writer.says("~worn down 4");
    reader.wait_for("~ worn down");
    writer.keys(&ctrl('n'));
    reader.wait_for("Step 2 of 7");
    writer.says("more of it");
    reader.wait_for("“more of it”");
    writer.keys(&ctrl('x'));
    reader.wait_for("withdrawn:");
    assert!(reader.is_running());
    writer.keys(&ctrl('d'));
    writer.wait_for("closing · 1 of");
    writer.keys(&ctrl('d'));
    assert_eq!(reader.exit_code(), 0);
    assert!(reader.screen().shows("Ended."), "{:#?}", reader.screen());
    // One that was ended is told to its end.
    let id = home
        .session()
        .file_stem()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    let said = home.run(&["follow", &id], "").well();
    assert!(
        said.ends_with("Ended.\n") && said.contains("“more of it”"),
        "{said}"
    );
}

#[test]
fn lines_end_when_nobody_reads_them_any_more() {
    let home = Home::new();
    let mut writer = home.live("Ana Ruiz");
    writer.says("The close takes nine days.");
    let reader = home
        .setup(&["follow", "--plain"])
        .through("\"$@\" | head -n 4; echo all over")
        .start();
    // The fourth line is the last that there is: nothing more is written in which the end could be noticed. The shell
    // says so when both have ended.
    reader.wait_for("all over");
    assert!(reader.screen().shows("“The close takes nine days.”"));
    assert!(writer.is_running());
}

#[test]
fn an_observer_is_followed_in_a_second_terminal() {
    let home = Home::new();
    let mut writer = home.start(&["practice", "acquired", "--pair", "observer"]);
    writer.wait_for("o open question");
    let mut reader = follows(&home);
    writer.keys("oox");
    reader.wait_for("o open question 2");
    reader.wait_for("x cue missed 1 +1");
    writer.keys("#a look");
    reader.wait_for_input("# a look");
    writer.keys(ENTER);
    writer.keys(&ctrl('d'));
    writer.wait_for("Practice with Neville Colclough");
    writer.keys("r");
    writer.wait_for("counted: open question 2");
    reader.wait_for("it was ended");
    reader.keys(&ctrl('q'));
    assert_eq!(reader.exit_code(), 0);
}
