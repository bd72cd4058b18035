//! Silence, as it is written down.

/// Whether nothing is said: no text, dots, or a note such as `[pause]` or `*(silence)*`.
pub(in crate::listen) fn silent(text: &str) -> bool {
    let mut rest = skip(text);
    while let Some(first) = rest.chars().next() {
        let close = match first {
            '(' => ')',
            '[' => ']',
            '<' => '>',
            '*' | '_' => first,
            _ => return false,
        };
        let inside = rest.get(first.len_utf8()..).unwrap_or_default();
        let Some((note, behind)) = inside.split_once(close) else {
            return false;
        };
        if !is_note(note) {
            return false;
        }
        rest = skip(behind);
    }
    true
}

fn skip(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '…' | '⋯'))
}

/// Whether a stage note tells of silence and of nothing else.
fn is_note(note: &str) -> bool {
    let mut tells = false;
    for word in note.split(|c: char| !c.is_alphanumeric()) {
        let word = word.to_lowercase();
        match word.as_str() {
            "silence" | "silent" | "silently" | "pause" | "pauses" | "paused" | "pausing"
            | "quiet" | "wait" | "waits" | "waiting" | "beat" | "nothing" | "still" => {
                tells = true;
            }
            "" | "a" | "an" | "the" | "long" | "short" | "brief" | "of" | "moment" | "moments"
            | "for" | "some" | "few" | "second" | "seconds" | "sec" | "s" | "in" | "says"
            | "say" | "stays" | "remains" | "keeps" | "leaves" | "there" | "is" | "he" | "she"
            | "they" | "i" | "and" | "coach" | "longer" | "about" | "awkward" | "comfortable" => {}
            other if other.chars().all(|c| c.is_ascii_digit()) => {}
            _ => return false,
        }
    }
    tells
}
