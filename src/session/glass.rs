//! What has moved inside a simulated client, in words.

use super::practice::Replied;
use std::fmt::Write as _;

/// What has moved, and why; `before` is the figure of trust before it, where there was one.
pub fn glass(reply: &Replied, before: Option<f64>) -> String {
    let now = reply.trust.figure();
    let mut text = match before {
        Some(before) if (now - before).abs() >= 0.05 => format!("trust {before:.1} → {now:.1}"),
        _ => format!("trust {now:.1}"),
    };
    for moved in &reply.moves {
        let _ = match moved.part.as_str() {
            "depth" => write!(text, " · {}", moved.why),
            "cue" => write!(text, " · cue: {}", moved.why),
            part => write!(text, " · {part} {:+.1} ({})", moved.by, moved.why),
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
