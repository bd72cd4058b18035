//! Text inside Markdown.

/// Characters that Markdown would take for its own mean themselves.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '~' | '#' | '|'
        ) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
