//! `AnnoMI` (Wu and others, 2022): counselling conversations, annotated by experts. For measuring alone: nothing of it is in
//! the program, nothing was trained on it. Where several annotated a turn, the majority holds.

use crate::score::{area, interval, print_f1};
use mineral::listen::{Act, Heard, Listener, Main, Question, Speaker, Talk};
use mineral::script::catalogue::vocabulary;
use std::collections::BTreeMap;
use std::path::Path;

type Row = BTreeMap<String, String>;

/// A turn with what its annotators said, and what was heard.
struct Turn {
    conversation: u32,
    rows: Vec<Row>,
    heard: Heard,
}

impl Turn {
    fn of<'r>(rows: impl Iterator<Item = &'r Row>, column: &str) -> String {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        for row in rows {
            let value = row.get(column).map_or("", String::as_str);
            match counts.iter_mut().find(|(known, _)| *known == value) {
                Some((_, count)) => *count += 1,
                None => counts.push((value, 1)),
            }
        }
        let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
        counts
            .iter()
            .find(|(_, count)| *count == most)
            .map_or_else(String::new, |(value, _)| (*value).to_owned())
    }

    fn majority(&self, column: &str) -> String {
        Self::of(self.rows.iter(), column)
    }

    fn coach(&self) -> bool {
        self.heard.speaker == Speaker::Coach
    }

    /// None, open, closed, by those who say that there is a question.
    fn question(&self) -> usize {
        if self.majority("question_exists") != "True" {
            return 0;
        }
        let asked = self
            .rows
            .iter()
            .filter(|row| row.get("question_exists").is_some_and(|v| v == "True"));
        if Self::of(asked, "question_subtype") == "open" {
            1
        } else {
            2
        }
    }
}

fn read(file: &Path) -> Result<Vec<Turn>, String> {
    let error = |e: csv::Error| format!("{}: {e}", file.display());
    let mut reader = csv::Reader::from_path(file).map_err(error)?;
    let mut turns: BTreeMap<(u32, u32), Vec<Row>> = BTreeMap::new();
    for row in reader.deserialize() {
        let row: Row = row.map_err(error)?;
        let number = |column: &str| {
            row.get(column)
                .and_then(|v| v.parse().ok())
                .ok_or_else(|| format!("{}: no {column}", file.display()))
        };
        turns
            .entry((number("transcript_id")?, number("utterance_id")?))
            .or_default()
            .push(row);
    }
    let mut listener = Listener::new(vocabulary())?;
    let mut last = None;
    let mut heard = Vec::new();
    for ((conversation, _), rows) in turns {
        if last != Some(conversation) {
            last = Some(conversation);
            listener.begin();
        }
        let first = &rows[0];
        let speaker = if first.get("interlocutor").is_some_and(|v| v == "therapist") {
            Speaker::Coach
        } else {
            Speaker::Client
        };
        let said = listener.hear(
            speaker,
            first.get("utterance_text").map_or("", String::as_str),
        );
        heard.push(Turn {
            conversation,
            rows,
            heard: said,
        });
    }
    Ok(heard)
}

fn reflects(heard: &Heard) -> bool {
    heard
        .acts
        .iter()
        .any(|sign| matches!(sign.what, Act::Repeats | Act::Deepens | Act::Summary))
}

/// Prints all tasks.
pub(crate) fn measure(file: &Path) -> Result<(), String> {
    let turns = read(file)?;
    let coach: Vec<&Turn> = turns.iter().filter(|turn| turn.coach()).collect();
    let question: Vec<usize> = coach.iter().map(|turn| turn.question()).collect();
    let said: Vec<usize> = coach
        .iter()
        .map(|turn| crate::class(turn.heard.question))
        .collect();
    let whether = |list: &[usize]| list.iter().map(|q| (*q).min(1)).collect::<Vec<_>>();
    print_f1(
        "AnnoMI, question or not",
        &whether(&question),
        &whether(&said),
        &["none", "question"],
    );
    print_f1(
        "AnnoMI, none, open, closed",
        &question,
        &said,
        &["none", "open", "closed"],
    );
    // A question that was not heard as one counts as closed here: that is the likelier one.
    let asked = || question.iter().zip(&said).filter(|(gold, _)| **gold > 0);
    let gold: Vec<usize> = asked().map(|(gold, _)| gold - 1).collect();
    let told: Vec<usize> = asked().map(|(_, said)| usize::from(*said != 1)).collect();
    print_f1(
        "AnnoMI, open or closed, given a question",
        &gold,
        &told,
        &["open", "closed"],
    );
    let gold: Vec<usize> = coach
        .iter()
        .map(|turn| main(&turn.majority("main_therapist_behaviour")))
        .collect();
    let told: Vec<usize> = coach.iter().map(|turn| turn.heard.main as usize).collect();
    print_f1(
        "AnnoMI, main behaviour",
        &gold,
        &told,
        &["question", "reflection", "input", "other"],
    );
    let gold: Vec<usize> = coach
        .iter()
        .map(|turn| usize::from(turn.majority("reflection_exists") == "True"))
        .collect();
    let told: Vec<usize> = coach
        .iter()
        .map(|turn| usize::from(reflects(&turn.heard)))
        .collect();
    print_f1("AnnoMI, reflection present", &gold, &told, &["no", "yes"]);
    let client = || turns.iter().filter(|turn| !turn.coach());
    let gold: Vec<usize> = client()
        .map(|turn| talk(&turn.majority("client_talk_type")))
        .collect();
    let told: Vec<usize> = client()
        .map(|turn| turn.heard.talk.map_or(1, |talk| talk as usize))
        .collect();
    print_f1(
        "AnnoMI, client talk",
        &gold,
        &told,
        &["change", "neutral", "sustain"],
    );
    quality(&turns);
    Ok(())
}

fn main(label: &str) -> usize {
    (match label {
        "question" => Main::Question,
        "reflection" => Main::Reflection,
        "therapist_input" => Main::Input,
        _ => Main::Other,
    }) as usize
}

fn talk(label: &str) -> usize {
    (match label {
        "change" => Talk::Change,
        "sustain" => Talk::Sustain,
        _ => Talk::Neutral,
    }) as usize
}

/// One score for a conversation out of our own verdicts alone, and how well it tells high from low quality.
fn quality(turns: &[Turn]) {
    let mut conversations: BTreeMap<u32, Vec<&Turn>> = BTreeMap::new();
    for turn in turns {
        conversations
            .entry(turn.conversation)
            .or_default()
            .push(turn);
    }
    let (mut high, mut low) = (Vec::new(), Vec::new());
    for turns in conversations.values() {
        let list = if turns[0].majority("mi_quality") == "high" {
            &mut high
        } else {
            &mut low
        };
        list.push(score(turns));
    }
    let (from, to) = interval(&high, &low);
    println!(
        "{:58} {:.3}   95 % of redrawings between {from:.3} and {to:.3}; {} high, {} low",
        "AnnoMI, high or low quality, area under the curve",
        area(&high, &low),
        high.len(),
        low.len()
    );
}

/// Listening against telling: reflections and open questions for it, input and closed questions against it, for each turn of
/// the one who leads; half a turn is added, so that a short conversation is not all or nothing.
#[allow(clippy::cast_precision_loss, reason = "counts")]
fn score(turns: &[&Turn]) -> f64 {
    let coach: Vec<&Heard> = turns
        .iter()
        .map(|turn| &turn.heard)
        .filter(|heard| heard.speaker == Speaker::Coach)
        .collect();
    let count =
        |holds: fn(&Heard) -> bool| coach.iter().filter(|heard| holds(heard)).count() as f64;
    let reflections = count(reflects);
    let open = count(|heard| heard.question == Question::Open);
    let closed = count(|heard| heard.question == Question::Closed);
    let input = count(|heard| heard.main == Main::Input);
    (reflections + open - 0.5 * closed - input) / (coach.len() as f64 + 0.5)
}
