//! What has moved inside a simulated client, in words.

use super::practice::{Moving, Replied};
use std::fmt::Write as _;

/// From here on, a part of trust has moved so far that it shows.
const SHOWS: f64 = 0.05;

/// What has moved, and why; `before` is the figure of trust before it, where there was one.
pub fn glass(reply: &Replied, before: Option<f64>) -> String {
    let now = reply.trust.figure();
    let mut text = match before {
        Some(before) if (now - before).abs() >= SHOWS => format!("trust {before:.1} → {now:.1}"),
        _ => format!("trust {now:.1}"),
    };
    let mut whys: Vec<&str> = Vec::new();
    for moved in &reply.moves {
        if !whys.contains(&moved.why.as_str()) {
            whys.push(&moved.why);
        }
    }
    for why in whys {
        let parts = moved(reply, why);
        let why = why.trim_end_matches('.');
        // What moved nothing that shows is said where it is all that has happened.
        let _ = if parts.is_empty() {
            write!(text, " · {why}")
        } else {
            write!(text, " · {why}: {}", parts.join(", "))
        };
    }
    if !reply.disclosed.is_empty() {
        let _ = write!(text, " · opened: {}", reply.disclosed.join(", "));
    }
    if let Some(cue) = &reply.cue {
        let _ = write!(text, " · lets drop: {cue}");
    }
    text
}

/// How far each part of trust has moved for one reason, where it shows.
fn moved(reply: &Replied, why: &str) -> Vec<String> {
    let mut parts: Vec<(&str, f64)> = Vec::new();
    let of_trust = |m: &&Moving| m.why == why && !matches!(m.part.as_str(), "depth" | "cue");
    for moving in reply.moves.iter().filter(of_trust) {
        match parts.iter_mut().find(|(part, _)| *part == moving.part) {
            Some((_, by)) => *by += moving.by,
            None => parts.push((&moving.part, moving.by)),
        }
    }
    parts.retain(|(_, by)| by.abs() >= SHOWS);
    let words = parts
        .into_iter()
        .map(|(part, by)| format!("{part} {by:+.1}"));
    words.collect()
}

#[cfg(test)]
mod tests {
    use super::super::practice::TrustParts;
    use super::*;

    #[test]
    fn what_one_move_did_stands_together() {
        let moving = |part: &str, by, why: &str| Moving {
            part: part.into(),
            by,
            why: why.into(),
        };
        let reply = Replied {
            step: "issue".into(),
            text: "…".into(),
            kind: "confirmed".into(),
            disclosed: vec!["own-job".into()],
            cue: None,
            met: Vec::new(),
            missed: Vec::new(),
            moves: vec![
                moving("intimacy", 0.11, "It fits."),
                moving("intimacy", 0.1, "It fits."),
                moving("credibility", 0.1, "It fits."),
                moving("self-orientation", -0.02, "You stayed with them."),
                moving("depth", 4.0, "They tell you what they feel."),
            ],
            trust: TrustParts {
                credibility: 2.0,
                reliability: 3.0,
                intimacy: 3.0,
                self_orientation: 2.0,
            },
            over: false,
        };
        assert_eq!(
            glass(&reply, Some(3.8)),
            "trust 3.8 → 4.0 · It fits: intimacy +0.2, credibility +0.1 · You stayed with them · \
             They tell you what they feel · opened: own-job"
        );
        assert!(glass(&reply, None).starts_with("trust 4.0 · "));
    }
}
