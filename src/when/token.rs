//! Cuts a text into words, and notes what stands between them.

use super::words::is_day_dot_month;

/// What stands between a token and the next one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gap {
    /// White space only: the words belong to one phrase.
    Space,
    /// A hyphen: two halves of one written word.
    Hyphen,
    /// A comma.
    Comma,
    /// A full stop.
    Dot,
    /// Anything else that parts two words.
    Break,
    /// Nothing follows.
    End,
}

/// One word or number, lower-cased.
#[derive(Debug)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: String,
    pub(super) after: Gap,
}

/// Underscores and combining marks belong to the word, so that `friday_report` is no Friday.
fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || matches!(c, '\u{300}'..='\u{36f}' | '\u{200d}' | '\u{fe0f}')
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '–')
}

/// Characters that hold a chunk such as `10:30`, `1.2.3`, `monday.com` or `friday's` together.
fn is_joiner(c: char) -> bool {
    is_hyphen(c)
        || matches!(
            c,
            '.' | ':' | '/' | '\\' | '\'' | '’' | '@' | '&' | '+' | '='
        )
}

pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !is_word(c) {
            continue;
        }
        let mut end = start + c.len_utf8();
        while let Some(&(at, c)) = chars.peek() {
            let after = at + c.len_utf8();
            let goes_on = is_word(c)
                || (is_joiner(c)
                    && text
                        .get(after..)
                        .is_some_and(|rest| rest.starts_with(is_word)));
            if !goes_on {
                break;
            }
            end = after;
            chars.next();
        }
        if let Some(chunk) = text.get(start..end) {
            part(chunk, start, &mut out);
        }
    }
    mark_gaps(text, &mut out);
    out
}

/// Splits "mid-december" at its hyphens; everything else stays one word, which then matches nothing
/// unless it is a date in figures.
fn part(chunk: &str, start: usize, out: &mut Vec<Token>) {
    let mut push = |from: usize, piece: &str| {
        out.push(Token {
            start: start + from,
            end: start + from + piece.len(),
            word: piece.to_lowercase().replace('’', "'"),
            after: Gap::Hyphen,
        });
    };
    let only_hyphens = chunk.chars().all(|c| is_word(c) || is_hyphen(c));
    let is_figures = |piece: &str| piece.ends_with(|c: char| c.is_ascii_digit());
    let pieces: Vec<&str> = chunk.split(is_hyphen).collect();
    let is_range = pieces.windows(2).any(|pair| match pair {
        [left, right] => is_figures(left) && right.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    });
    if !only_hyphens || is_range {
        push(0, chunk);
        return;
    }
    let mut from = 0;
    for piece in pieces {
        push(from, piece);
        from += piece.len();
        let hyphen = chunk.get(from..).and_then(|rest| rest.chars().next());
        from += hyphen.map_or(0, char::len_utf8);
    }
}

fn mark_gaps(text: &str, tokens: &mut [Token]) {
    let starts: Vec<usize> = tokens.iter().skip(1).map(|token| token.start).collect();
    let mut starts = starts.into_iter();
    for token in tokens {
        token.after = match starts.next() {
            Some(next) => {
                let between = text.get(token.end..next).unwrap_or_default();
                // In "3.12." the last dot does not end a sentence.
                let own_dot = between
                    .strip_prefix('.')
                    .filter(|_| is_day_dot_month(&token.word));
                gap(own_dot.unwrap_or(between))
            }
            None => Gap::End,
        };
    }
}

fn gap(between: &str) -> Gap {
    if between.matches('\n').count() > 1 {
        return Gap::Break;
    }
    let mut inner = between.trim().chars();
    match (inner.next(), inner.next()) {
        (None, _) => Gap::Space,
        // "in two weeks' time"
        (Some('\'' | '’'), None) if !between.starts_with(char::is_whitespace) => Gap::Space,
        (Some(','), None) => Gap::Comma,
        (Some('.'), None) => Gap::Dot,
        // "Fri., 3 dec"
        (Some('.'), Some(',')) if inner.next().is_none() => Gap::Comma,
        (Some(c), None) if is_hyphen(c) && between.trim().len() == between.len() => Gap::Hyphen,
        _ => Gap::Break,
    }
}
