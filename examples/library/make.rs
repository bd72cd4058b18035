//! Makes a library of sessions out of a corpus of notes.
//!
//! Each note becomes a live conversation of seven steps (every tenth one a practice): its answers (`A: …`) and feelings (`feels X in the
//! Y (n/10)`), what was asked, a commitment in every third one, and an end. Nothing is synced; it is for measuring.

use mineral::script::catalogue::BUILTIN;
use mineral::session::{
    Answer, Asked, AskedWhat, Closed, Commitment, Entry, Feeling, Head, Kind, Mode, Moment, Owner,
    Person, PersonRef, ScriptRef, Viability,
};
use mineral::store::{Library, sealed};
use serde::Deserialize;
use std::collections::HashMap;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, SystemTime};

const STEPS: [&str; 7] = [
    "issue", "clarify", "impact", "future", "dna", "outcome", "commit",
];

#[derive(Deserialize)]
pub(crate) struct Note {
    pub(crate) id: u64,
    date: String,
    pub(crate) client: String,
    pub(crate) body: String,
}

/// Reads notes, one JSON object a line, and writes the library.
pub(crate) fn make(notes: &Path, dir: &Path) {
    let file = std::fs::File::open(notes).expect("the notes are there");
    let lines = Mutex::new(BufReader::new(file).lines());
    let people = Mutex::new(HashMap::new());
    let script = BUILTIN[0].text;
    let hash = blake3::hash(script.as_bytes()).to_hex();
    let hash = &hash.as_str()[..32];
    std::fs::create_dir_all(dir.join("scripts-used")).unwrap();
    std::fs::write(dir.join(format!("scripts-used/{hash}.yaml")), script).unwrap();
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(Ok(line)) = { lines.lock().unwrap().next() } {
                    let note: Note = serde_json::from_str(&line).expect("a note");
                    place(dir, &note, hash, &people);
                }
            });
        }
    });
    let library = Library::at(dir);
    let at = moment("2016-01-01 08:00");
    let mut people: Vec<Person> = people.into_inner().unwrap().into_values().collect();
    people.sort_by(|a, b| a.id.cmp(&b.id));
    for person in people {
        library.add_person(&person, at).unwrap();
    }
}

fn moment(date: &str) -> Moment {
    Moment::parse(&format!("{}:00+00:00", date.replace(' ', "T"))).expect("a date")
}

fn ulid(seconds: u64, random: u128) -> String {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(seconds);
    let ulid = ulid::Ulid::from_datetime(time);
    ulid::Ulid::from_parts(ulid.timestamp_ms(), random).to_string()
}

fn place(dir: &Path, note: &Note, hash: &str, people: &Mutex<HashMap<String, Person>>) {
    let began = moment(&note.date);
    let seconds = u64::try_from(began.instant().unwrap().as_second()).unwrap();
    let person = {
        let mut people = people.lock().unwrap();
        let known = people.len() as u128;
        people
            .entry(note.client.clone())
            .or_insert_with(|| Person {
                id: ulid(1_451_606_400, known),
                name: note.client.clone(),
                organisation: note
                    .client
                    .split(' ')
                    .next_back()
                    .map(|l| format!("{l} Mills")),
                other_names: Vec::new(),
            })
            .clone()
    };
    let head = Head {
        id: ulid(seconds, u128::from(note.id)),
        began,
        mode: if note.id % 10 == 9 {
            Mode::Practice
        } else {
            Mode::Live
        },
        script: ScriptRef {
            id: BUILTIN[0].id.to_owned(),
            title: BUILTIN[0].title.to_owned(),
            hash: hash.to_owned(),
        },
        person: PersonRef {
            id: person.id,
            name: person.name,
            organisation: person.organisation,
        },
        practice: None,
    };
    let bytes = sealed(&head, &entries(note, began)).expect("a session");
    let year = dir.join(format!("sessions/{:04}", began.date().year()));
    std::fs::create_dir_all(&year).unwrap();
    std::fs::write(year.join(format!("{}.yaml", head.id)), bytes).unwrap();
}

fn entries(note: &Note, at: Moment) -> Vec<Entry> {
    let mut out: Vec<Entry> = Vec::new();
    let answers = note
        .body
        .lines()
        .filter(|l| l.starts_with("A: "))
        .count()
        .max(1);
    let (mut step, mut answered, mut t) = (0, 0, 0);
    let mut add = |t: &mut u64, kind| {
        let n = u32::try_from(out.len()).unwrap() + 1;
        *t += 20_000;
        out.push(Entry { n, at, t: *t, kind });
        n
    };
    let mut last = 0;
    for line in note.body.lines() {
        if let Some(text) = line.strip_prefix("A: ") {
            let here = answered * STEPS.len() / answers;
            if here != step {
                step = here;
                add(&mut t, Kind::Moved(STEPS[step].to_owned()));
            }
            let asked = Asked {
                step: STEPS[step].to_owned(),
                what: AskedWhat::Prompt,
                index: 1,
            };
            add(&mut t, Kind::Asked(asked));
            let answer = Answer {
                step: STEPS[step].to_owned(),
                question: None,
                text: text.to_owned(),
            };
            last = add(&mut t, Kind::Answer(answer));
            answered += 1;
        } else if let Some(feeling) = line.trim().strip_prefix("feels ") {
            let word = feeling.split(' ').next().unwrap_or_default();
            let strength = feeling
                .rsplit('(')
                .next()
                .and_then(|x| x.split('/').next())
                .and_then(|x| x.parse::<u8>().ok());
            add(
                &mut t,
                Kind::Feeling(Feeling {
                    step: STEPS[step].to_owned(),
                    question: None,
                    word: word.to_owned(),
                    intensity: strength.map(|s| s.div_ceil(2).clamp(1, 5)),
                    listed: true,
                    of: Some(last),
                }),
            );
        }
    }
    if note.id.is_multiple_of(3) {
        add(
            &mut t,
            Kind::Commitment(Commitment {
                step: "commit".to_owned(),
                question: None,
                owner: Owner::Us,
                text: "send the draft".to_owned(),
                due: Some(at.date()),
                said: None,
                from: None,
            }),
        );
    }
    add(
        &mut t,
        Kind::Closed(Closed {
            viability: Some(
                [Viability::Yes, Viability::NotYet, Viability::No][(note.id % 3) as usize],
            ),
            reason: None,
            capital: None,
        }),
    );
    out
}
