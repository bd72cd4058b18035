//! Every form, read back by somebody else's reader.
#![allow(clippy::string_slice, reason = "a test that panics has failed")]

mod every;

use super::redact::Redactor;
use super::*;
use crate::script::catalogue::builtin;
use crate::session::{
    Answer, Became, Commitment, Entry, Feeling, Head, Kept, Kind, Marked, Mode, Moment, Owner,
    Person, PersonRef, PracticeRef, ScriptRef, Seat, Who,
};
use every::everything;
use jiff::civil::Date;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

pub(super) const ID: &str = "01ARZ3NDEKTSV4RRFFQ69G5FAV";

pub(super) fn at() -> Moment {
    Moment::parse("2026-11-21T14:03:11+01:00").unwrap()
}

/// A session of the main conversation with these entries.
pub(super) fn with(name: &str, organisation: Option<&str>, kinds: Vec<Kind>) -> Exported {
    let script = builtin("mineral-rights-client").unwrap();
    let entries = kinds.into_iter().zip(1..).map(|(kind, n)| Entry {
        n,
        at: at(),
        t: u64::from(n) * 1_500,
        kind,
    });
    let head = Head {
        id: ID.to_owned(),
        began: at(),
        mode: Mode::Live,
        script: ScriptRef {
            id: script.id.to_owned(),
            title: script.title.to_owned(),
            hash: "0".repeat(32),
        },
        person: PersonRef {
            id: "01ARZ3NDEKTSV4RRFFQ69G5FAW".to_owned(),
            name: name.to_owned(),
            organisation: organisation.map(str::to_owned),
        },
        practice: None,
    };
    let script = Arc::new(script.script().unwrap());
    Exported {
        session: Session::new(head, script, entries.collect(), BTreeSet::new()),
        problems: Vec::new(),
    }
}

pub(super) fn answer(text: &str) -> Kind {
    Kind::Answer(Answer {
        step: "issue".to_owned(),
        question: None,
        text: text.to_owned(),
    })
}

pub(super) fn promise(text: &str, due: Option<&str>) -> Kind {
    Kind::Commitment(Commitment {
        step: "commit".to_owned(),
        question: None,
        owner: Owner::Us,
        text: text.to_owned(),
        due: due.map(|d| d.parse::<Date>().unwrap()),
        said: due.map(|_| "by then".to_owned()),
        from: None,
    })
}

pub(super) fn exported(format: Format, redacted: bool, items: &[Exported]) -> String {
    let mut exporter = Exporter::new(format, items.len(), redacted);
    let mut out = String::new();
    for item in items {
        out += &exporter.add(item).unwrap();
    }
    out + &exporter.end().unwrap()
}

/// The schema, ready to be held against.
fn reader() -> jsonschema::Validator {
    jsonschema::validator_for(&schema()).unwrap()
}

fn rows_of(text: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let row = |r: csv::StringRecord| r.iter().map(str::to_owned).collect();
    reader.records().map(|r| row(r.unwrap())).collect()
}

/// Holds every form of some sessions against its reader.
fn all_forms_read_back(items: &[Exported], redacted: bool, json: &jsonschema::Validator) {
    let value: serde_json::Value =
        serde_json::from_str(&exported(Format::Json, redacted, items)).unwrap();
    let problems: Vec<String> = json
        .iter_errors(&value)
        .map(|e| format!("{e} at {}", e.instance_path()))
        .collect();
    assert!(problems.is_empty(), "{problems:#?}");
    assert_eq!(value["sessions"].as_array().unwrap().len(), items.len());

    let rows = rows_of(&exported(Format::Csv, redacted, items));
    for row in &rows {
        assert_eq!(row.len(), 19);
        for cell in row {
            let first = cell.trim_start().chars().next();
            assert!(!matches!(first, Some('=' | '+' | '-' | '@')), "{cell:?}");
        }
    }

    let page = exported(Format::Html, redacted, items);
    let options = roxmltree::ParsingOptions {
        allow_dtd: true,
        ..roxmltree::ParsingOptions::default()
    };
    let page = roxmltree::Document::parse_with_options(&page, options)
        .unwrap_or_else(|e| panic!("{e}\n{page}"));
    let mut level = 0;
    for node in page.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(
            ![
                "script", "link", "img", "iframe", "object", "a", "form", "base"
            ]
            .contains(&name),
            "{name}"
        );
        for attribute in node.attributes() {
            let loads = ["src", "href", "srcset", "data", "action"].contains(&attribute.name());
            assert!(
                !loads && !attribute.name().starts_with("on"),
                "{attribute:?}"
            );
        }
        if let Some(heading) = name.strip_prefix('h').and_then(|n| n.parse::<u8>().ok()) {
            assert!(
                heading <= level + 1,
                "a heading of level {heading} below one of {level}"
            );
            level = heading;
        }
        if name == "svg" {
            let has = |what: &str| {
                node.children()
                    .any(|n| n.tag_name().name() == what && n.text().is_some())
            };
            assert!(has("title") && has("desc"));
        }
    }

    let calendar = exported(Format::Calendar, redacted, items);
    for line in calendar.split("\r\n") {
        assert!(line.len() <= 75 && !line.contains(['\r', '\n']), "{line:?}");
    }
    let read: icalendar::Calendar =
        icalendar::parser::read_calendar(&icalendar::parser::unfold(&calendar))
            .unwrap_or_else(|e| panic!("{e}\n{calendar}"))
            .into();
    assert_eq!(
        read.components.len(),
        calendar.matches("BEGIN:VEVENT\r\n").count()
    );
}

#[test]
fn an_export_of_every_kind_reads_back_in_every_form() {
    let json = reader();
    let texts = [
        "plain words",
        "=1+1",
        "a;b,c\\d\ne",
        "]]>&<b>\"'",
        "{{ 7*7 }}{% raw %}",
        "\u{202e}x".trim_start_matches('\u{202e}'),
        "",
    ];
    for text in texts {
        let items = [everything(text), everything(text)];
        all_forms_read_back(&items, false, &json);
        let mut redactor = Redactor::new(&[], &[]);
        for item in &items {
            redactor.learn(item);
        }
        let items: Vec<_> = items.iter().map(|i| redactor.redact(i)).collect();
        all_forms_read_back(&items, true, &json);
    }
    // Nothing at all is an export, too.
    let value = serde_json::from_str(&exported(Format::Json, false, &[])).unwrap();
    assert!(json.is_valid(&value));
    // And the schema says no where it should.
    for wrong in [
        r#"{"format": 2, "redacted": false, "sessions": []}"#,
        r#"{"format": 1, "redacted": false, "sessions": [{}]}"#,
        r#"{"format": 1, "redacted": false, "sessions": [], "more": 1}"#,
    ] {
        assert!(
            !json.is_valid(&serde_json::from_str(wrong).unwrap()),
            "{wrong}"
        );
    }
    let mut value: serde_json::Value =
        serde_json::from_str(&exported(Format::Json, false, &[everything("x")])).unwrap();
    let entry = &mut value["sessions"][0]["entries"][2];
    entry["shouted"] = serde_json::json!({"text": "x"});
    assert!(!json.is_valid(&value), "an entry of two kinds");
}

#[test]
fn a_practice_reads_back_and_binds_nobody() {
    let practice = everything("words");
    let head = Head {
        mode: Mode::Practice,
        practice: Some(PracticeRef {
            persona: "acquired".to_owned(),
            hash: "1".repeat(32),
            seat: Seat::Simulated,
            difficulty: Some("fair".to_owned()),
            seed: Some(7),
        }),
        ..practice.session.head().clone()
    };
    let item = Exported {
        session: Session::new(
            head,
            Arc::new(practice.session.script().clone()),
            practice.session.entries().to_vec(),
            BTreeSet::from([3]),
        ),
        problems: Vec::new(),
    };
    all_forms_read_back(std::slice::from_ref(&item), false, &reader());
    assert!(!exported(Format::Calendar, false, &[item]).contains("VEVENT"));
}

#[test]
fn the_columns_say_what_was_kept() {
    let item = with(
        "Ana Ruiz",
        Some("=Halvorsen"),
        vec![
            answer("Nine days, \"at best\"\nor ten"),
            promise("send it", Some("2026-11-27")),
            Kind::Withdrawn(1),
            Kind::Kept(Kept {
                of: 2,
                what: Became::Moved,
                due: "2026-12-04".parse().ok(),
                said: None,
                why: Some("=ill".to_owned()),
            }),
        ],
    );
    let text = exported(Format::Csv, false, &[item]);
    assert!(
        text.starts_with("session,began,person,organisation,mode,script,n,at,t,step,kind,text,")
    );
    let rows = rows_of(&text);
    assert_eq!(rows.len(), 4, "{text}");
    assert_eq!(
        rows[1],
        [
            ID,
            "2026-11-21T14:03:11+01:00",
            "Ana Ruiz",
            "'=Halvorsen",
            "live",
            "mineral-rights-client",
            "1",
            "2026-11-21T14:03:11+01:00",
            "1.500",
            "issue",
            "answer",
            "Nine days, \"at best\"\nor ten",
            "",
            "",
            "",
            "",
            "withdrawn",
            "",
            "",
        ]
    );
    assert_eq!(
        rows[2][10..17],
        [
            "commitment",
            "send it",
            "",
            "us",
            "2026-11-27",
            "",
            "counts"
        ]
    );
    assert_eq!(rows[3][10..12], ["kept", "moved: =ill"]);
    assert_eq!(rows[3][14..], ["2026-12-04", "", "counts", "", "2"]);
}

#[test]
fn a_calendar_has_what_counts_and_has_a_date() {
    let known = |by| {
        Kind::Known(Marked {
            step: "outcome".to_owned(),
            id: "by-when".to_owned(),
            known: true,
            by: Some(by),
        })
    };
    let item = with(
        "Ana; Ruiz",
        Some("Halvorsen, Mills"),
        vec![
            promise("send the draft, with notes", Some("2026-11-27")),
            promise("withdrawn", Some("2026-11-28")),
            promise("no date", None),
            Kind::Withdrawn(2),
            Kind::Answer(Answer {
                step: "outcome".to_owned(),
                question: None,
                text: "Closed in three days by 31 March 2027".to_owned(),
            }),
            known(5),
        ],
    );
    let has_date = item
        .session
        .script()
        .step("outcome")
        .unwrap()
        .known
        .iter()
        .any(|k| k.id == "by-when");
    assert!(has_date, "the script asks for a date there");
    let text = exported(Format::Calendar, false, &[item]);
    assert!(
        text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
            && text.ends_with("END:VCALENDAR\r\n")
    );
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 2, "{text}");
    for line in [
        "METHOD:PUBLISH\r\n",
        &format!("UID:{ID}-1@mineral\r\n"),
        "DTSTAMP:20261121T130311Z\r\n",
        "DTSTART;VALUE=DATE:20261127\r\n",
        "SUMMARY:us: send the draft\\, with notes (Ana\\; Ruiz)\r\n",
        &format!("UID:{ID}-6@mineral\r\n"),
        "DTSTART;VALUE=DATE:20270331\r\n",
    ] {
        assert!(text.contains(line), "{line} in\n{text}");
    }
}

#[test]
fn a_page_draws_what_was_felt_and_who_spoke() {
    let feeling = |word: &str, intensity| {
        Kind::Feeling(Feeling {
            step: "impact".to_owned(),
            question: None,
            word: word.to_owned(),
            intensity,
            listed: true,
            of: None,
        })
    };
    let kinds = vec![
        Kind::Speaker(Who::Client),
        feeling("worn down", Some(4)),
        feeling("<hopeful>", None),
        Kind::Speaker(Who::Me),
        Kind::Speaker(Who::Nobody),
    ];
    let page = exported(Format::Html, false, &[with("Ana & Ruiz", None, kinds)]);
    for words in [
        "<title>Ana &amp; Ruiz · 2026-11-21</title>",
        "<html lang=\"en\"",
        "<title>Warmth over the steps</title>",
        "4.0 of 5",
        "&lt;hopeful&gt; named",
        "client 75 %, you 25 %",
        "<h1 dir=\"auto\">Ana &amp; Ruiz</h1>",
    ] {
        assert!(page.contains(words), "{words} in\n{page}");
    }
    let two = exported(
        Format::Html,
        false,
        &[
            with("A", None, vec![answer("x")]),
            with("B", None, vec![answer("y")]),
        ],
    );
    assert!(
        two.contains("<title>2 conversations</title>") && two.contains("<h2 dir=\"auto\">B</h2>")
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn any_text_is_exported_in_every_form_and_reads_back(raw in any::<String>(), name in any::<String>()) {
        // What comes from outside is cleaned at the door.
        let (text, name) = (crate::text::clean_block(&raw), crate::text::clean_line(&name));
        let json = reader();
        let items = [everything(&text), with(&name, Some(&name), vec![answer(&text), promise(&text, Some("2026-11-27"))])];
        all_forms_read_back(&items, false, &json);
        let person = Person { id: "p".into(), name, organisation: None, other_names: vec![text] };
        let mut redactor = Redactor::new(&[person], &[]);
        for item in &items {
        redactor.learn(item);
    }
        let items: Vec<_> = items.iter().map(|i| redactor.redact(i)).collect();
        all_forms_read_back(&items, true, &json);
        // Every row keeps its words, but for the mark that makes them harmless.
        let rows = rows_of(&exported(Format::Csv, false, &[with("x", None, vec![answer(&raw_text(&raw))])]));
        let kept = rows[1][11].strip_prefix('\'').unwrap_or(&rows[1][11]).to_owned();
        let whole = raw_text(&raw);
        prop_assert!(kept == whole || rows[1][11] == whole);
    }
}

fn raw_text(raw: &str) -> String {
    crate::text::clean_block(raw)
}
