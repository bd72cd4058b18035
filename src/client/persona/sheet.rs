//! The role sheet: a persona as text to read before it is played. It gives everything away.

use super::{Depth, Disclosure, Persona};
use crate::text::escaped;
use std::fmt::Write as _;

/// One part of the sheet. Texts are those of the file; what the sheet itself says stands beside them.
enum Part<'p> {
    Title(&'p str),
    Heading(&'static str),
    Step(&'p str),
    Text(String),
    Quote(&'p str),
    /// A list entry: what it is, and the text.
    Item(String, String),
    /// What belongs to the entry above.
    Below(String, String),
}

/// The role sheet as Markdown.
pub fn markdown(persona: &Persona) -> String {
    let mut out = String::new();
    let mut in_list = false;
    for part in parts(persona) {
        let item = matches!(part, Part::Item(..) | Part::Below(..));
        if in_list && !item {
            out.push('\n');
        }
        in_list = item;
        // Writing to a string cannot fail.
        let _ = match part {
            Part::Title(text) => writeln!(out, "# {}\n", escaped(text)),
            Part::Heading(text) => writeln!(out, "## {text}\n"),
            Part::Step(text) => writeln!(out, "### {}\n", escaped(text)),
            Part::Text(text) => writeln!(out, "{}\n", escaped(&text)),
            Part::Quote(text) => writeln!(out, "> {}\n", escaped(text)),
            Part::Item(what, text) => writeln!(out, "- **{}**: {}", escaped(&what), escaped(&text)),
            Part::Below(what, text) => writeln!(out, "  - {}: {}", escaped(&what), escaped(&text)),
        };
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// The role sheet as plain lines, for screen readers.
pub fn plain(persona: &Persona) -> String {
    let mut out = String::new();
    for part in parts(persona) {
        let _ = match part {
            Part::Title(text) => writeln!(out, "{text}"),
            Part::Heading(text) => writeln!(out, "\n{text}."),
            Part::Step(text) => writeln!(out, "\nStep {text}."),
            Part::Text(text) => writeln!(out, "{text}"),
            Part::Quote(text) => writeln!(out, "“{text}”"),
            Part::Item(what, text) => writeln!(out, "{what}: {text}"),
            Part::Below(what, text) => writeln!(out, "  {what}: {text}"),
        };
    }
    out
}

fn parts(persona: &Persona) -> Vec<Part<'_>> {
    let item = |what: &str, text: String| Part::Item(what.to_owned(), text);
    let trust = persona.start;
    let mut parts = vec![
        Part::Title(&persona.name),
        Part::Text(format!("{}, {}", persona.role, persona.organisation)),
        Part::Heading("Situation"),
        Part::Text(persona.situation.clone()),
        Part::Heading("Manner"),
        Part::Text(persona.manner.clone()),
        item("style", persona.style.name().to_owned()),
        item("opens at", persona.opens.join("; ")),
        item("shuts at", persona.shuts.join("; ")),
        item("when there is silence", persona.silence.means().to_owned()),
    ];
    if !persona.never.is_empty() {
        parts.push(item("never says", persona.never.join(", ")));
    }
    parts.push(item(
        "trust at the start",
        format!(
            "{:.1} (credibility {}, reliability {}, intimacy {}, self-orientation {}, each of 6)",
            trust.figure(),
            trust.credibility,
            trust.reliability,
            trust.intimacy,
            trust.self_orientation
        ),
    ));
    parts.push(Part::Heading("What is presented"));
    parts.push(Part::Quote(&persona.presents));
    parts.push(Part::Heading("What is hidden"));
    parts.push(Part::Text(persona.hides.clone()));
    parts.push(Part::Heading("The first line"));
    parts.extend(persona.opening.first().map(|said| Part::Quote(said)));
    parts.push(Part::Heading("What each step holds"));
    for step in persona.steps() {
        parts.push(Part::Step(step));
        for depth in Depth::ALL {
            let here = |held: &&Disclosure| held.step == step && held.depth == *depth;
            for held in persona.holds.iter().filter(here) {
                disclosure(&mut parts, held);
            }
        }
    }
    parts.push(Part::Heading("Cues"));
    for cue in &persona.cues {
        parts.push(item(
            &cue.id,
            format!("“{}” ({})", cue.words, cue.kind.name()),
        ));
        parts.push(Part::Below("opens".to_owned(), cue.opens.join(", ")));
        parts.push(Part::Below("a better line".to_owned(), cue.better.clone()));
    }
    if let Some(drill) = &persona.drill {
        parts.push(Part::Heading("What one learns"));
        parts.push(Part::Text(drill.clone()));
    }
    parts
}

fn disclosure<'p>(parts: &mut Vec<Part<'p>>, held: &'p Disclosure) {
    let hidden = if held.hidden { ", hidden" } else { "" };
    let what = format!("{}{hidden}, {}", held.depth.name(), held.id);
    let said = held.say.first().map(|said| format!("“{said}”"));
    parts.push(Part::Item(what, said.unwrap_or_default()));
    let mut below = |what: &str, text: String| parts.push(Part::Below(what.to_owned(), text));
    if !held.after.is_empty() {
        below("only after", held.after.join(", "));
    }
    if let Some(felt) = &held.feeling {
        below("feels", format!("{}, {} of 5", felt.word, felt.strength));
    }
    if let Some(cue) = &held.cue {
        below("drops the cue", cue.clone());
    }
}
