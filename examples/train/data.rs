//! Reading what is trained on: our own dialogues, and the public sets, of which every file's hash is checked.

use mineral::listen::Speaker;
use std::fs;
use std::path::Path;

/// The public files, and the BLAKE3 of each as it was trained on.
const PUBLIC: [(&str, &str); 3] = [
    (
        "mrda/train_set.txt",
        "26bebd49203a9277a0e62cb204f2897bc3e86ab1dccff8ce59a14adf2165fd10",
    ),
    (
        "goemotions/train.tsv",
        "86e3683b1a8822df4a7d6e871cff0212a35f7e4b57c6edd491e6f2de259e4411",
    ),
    (
        "goemotions/labels.txt",
        "6b9cc7e285c63f5869c67f925cadb5fb196c61cc5e3906524774030b4b0552df",
    ),
];

/// A turn, and what is known of it. Classes are numbered as in the model.
#[derive(Debug, Clone)]
pub(crate) struct Turn {
    pub(crate) conversation: usize,
    pub(crate) speaker: Speaker,
    pub(crate) text: String,
    /// What the sentences of a user's turn do, in the order in which they were noted; the first is the main act.
    pub(crate) does: Vec<usize>,
    pub(crate) main: Option<usize>,
    pub(crate) reflection: Option<usize>,
    pub(crate) question: Option<usize>,
    pub(crate) talk: Option<usize>,
}

/// Our own dialogues, in the order of files and lines.
pub(crate) fn dialogues(folder: &Path) -> Result<Vec<Turn>, String> {
    let read = fs::read_dir(folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    let mut files: Vec<_> = read
        .filter_map(|entry| entry.ok().map(|e| e.path()))
        .collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    let mut turns = Vec::new();
    let mut conversation = 0;
    for file in files {
        let text = fs::read_to_string(&file).map_err(|e| format!("{}: {e}", file.display()))?;
        for (nth, line) in text
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.is_empty())
        {
            if line.starts_with('#') {
                conversation += 1;
                continue;
            }
            let turn = turn(line, conversation);
            turns.push(
                turn.ok_or_else(|| format!("{}: line {} cannot be read", file.display(), nth + 1))?,
            );
        }
    }
    Ok(turns)
}

fn turn(line: &str, conversation: usize) -> Option<Turn> {
    let (head, text) = line.split_once(" | ")?;
    let mut codes = head.split(' ');
    let speaker = match codes.next()? {
        "coach" => Speaker::Coach,
        "client" => Speaker::Client,
        _ => return None,
    };
    let codes: Vec<&str> = codes.collect();
    let mut turn = Turn {
        conversation,
        speaker,
        text: text.to_owned(),
        does: Vec::new(),
        main: None,
        reflection: None,
        question: None,
        talk: None,
    };
    if speaker == Speaker::Client {
        turn.talk = Some(match *codes.first()? {
            "c" => 0,
            "n" => 1,
            "s" => 2,
            _ => return None,
        });
        return Some(turn);
    }
    let does: Option<Vec<usize>> = codes.iter().map(|code| does(code)).collect();
    turn.does = does?;
    turn.does.dedup();
    turn.main = Some(match turn.does.first()? {
        0 | 1 => 0,
        2 | 3 => 1,
        4..=6 => 2,
        _ => 3,
    });
    let has = |class: usize| turn.does.contains(&class);
    turn.question = Some(if has(0) {
        1
    } else if has(1) {
        2
    } else {
        0
    });
    turn.reflection = Some(if has(3) { 2 } else { usize::from(has(2)) });
    Some(turn)
}

/// The class of a sentence that a code stands for, in the order of `model::SENTENCE`.
fn does(code: &str) -> Option<usize> {
    Some(match code {
        "qo" | "fe" | "mk" => 0,
        "qc" | "lv" | "le" | "tw" => 1,
        "rs" => 2,
        "rc" | "su" => 3,
        "in" => 4,
        "ad" => 5,
        "pi" => 6,
        "em" | "st" | "ap" => 7,
        "o" => 8,
        _ => return None,
    })
}

/// A public file, if it is the one that was trained on.
fn public(data: &Path, nth: usize) -> Result<String, String> {
    let (name, hash) = PUBLIC.get(nth).ok_or("no such file")?;
    let bytes =
        fs::read(data.join(name)).map_err(|e| format!("{}: {e}", data.join(name).display()))?;
    let found = blake3::hash(&bytes).to_hex();
    if found.as_str() != *hash {
        return Err(format!(
            "{name} is not the file that was trained on: its BLAKE3 is {found}, not {hash}"
        ));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The meetings. Speakers alternate between the two whenever another one speaks.
pub(crate) fn meetings(data: &Path) -> Result<Vec<Turn>, String> {
    Ok(read_meetings(&public(data, 0)?))
}

/// The lines of such a file: `speaker|text|basic|general|full`. Wh-, open-ended and rhetorical questions are open; yes/no
/// questions, choices and what is added behind them are closed.
pub(crate) fn read_meetings(text: &str) -> Vec<Turn> {
    let mut last = "";
    let mut speaker = Speaker::Coach;
    let mut turns = Vec::new();
    for line in text.lines() {
        let [who, said, _, general, _] = line.split('|').collect::<Vec<_>>()[..] else {
            continue;
        };
        if who != last {
            last = who;
            speaker = if speaker == Speaker::Coach {
                Speaker::Client
            } else {
                Speaker::Coach
            };
        }
        let question = match general {
            "qw" | "qo" | "qh" => 1,
            "qy" | "qr" | "qrr" => 2,
            _ => 0,
        };
        turns.push(Turn {
            conversation: 0,
            speaker,
            text: said.to_owned(),
            does: Vec::new(),
            main: None,
            reflection: None,
            question: Some(question),
            talk: None,
        });
    }
    turns
}

/// The comments, each with its groups.
pub(crate) fn comments(data: &Path) -> Result<Vec<(String, Vec<usize>)>, String> {
    let labels = public(data, 2)?;
    Ok(read_comments(&public(data, 1)?, &labels))
}

/// The lines of a file of comments, with the groups of Ekman as in the paper's table.
pub(crate) fn read_comments(text: &str, labels: &str) -> Vec<(String, Vec<usize>)> {
    let groups: Vec<usize> = labels.split_whitespace().map(group).collect();
    let mut comments = Vec::new();
    for line in text.lines() {
        let mut columns = line.split('\t');
        let (Some(text), Some(ids)) = (columns.next(), columns.next()) else {
            continue;
        };
        let mut found: Vec<usize> = ids
            .split(',')
            .filter_map(|id| groups.get(id.parse::<usize>().ok()?).copied())
            .collect();
        found.sort_unstable();
        found.dedup();
        comments.push((text.to_owned(), found));
    }
    comments
}

fn group(label: &str) -> usize {
    match label {
        "anger" | "annoyance" | "disapproval" => 0,
        "disgust" => 1,
        "fear" | "nervousness" => 2,
        "sadness" | "disappointment" | "embarrassment" | "grief" | "remorse" => 4,
        "surprise" | "realization" | "confusion" | "curiosity" => 5,
        "neutral" => 6,
        _ => 3,
    }
}

/// A text as it is heard: no marks, no capitals.
pub(crate) fn bare(text: &str) -> String {
    let heard = |c: &char| c.is_alphanumeric() || c.is_whitespace() || *c == '\'';
    text.chars()
        .filter(heard)
        .flat_map(char::to_lowercase)
        .collect()
}
