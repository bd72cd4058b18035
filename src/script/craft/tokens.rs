//! A text in words and marks, and these in sentences.

use std::ops::Range;

/// A word in lower case, or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) word: String,
    /// Whether it is a mark such as a comma.
    pub(super) mark: bool,
    /// Where it stands.
    pub(super) at: Range<usize>,
}

/// A sentence.
#[derive(Debug, Clone)]
pub(super) struct Sentence<'t> {
    /// Its words and marks, without the one that ends it.
    pub(super) tokens: &'t [Token],
    /// The mark that ends it.
    pub(super) end: Option<char>,
    /// Where it stands.
    pub(super) at: Range<usize>,
    /// Whether it is said by somebody else: in quotes, while the whole text is not.
    pub(super) quoted: bool,
}

/// The words and marks of a text. A hyphen parts words, an apostrophe does not; what stands in braces is one mark.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let mut end = at + c.len_utf8();
        if c.is_alphanumeric() {
            let mut word = c.to_lowercase().collect::<String>();
            while let Some(&(at, c)) = rest.peek() {
                let apostrophe = matches!(c, '\'' | '’');
                let mut behind = rest.clone();
                behind.next();
                let goes_on = behind.peek().is_some_and(|(_, c)| c.is_alphanumeric());
                if apostrophe && goes_on {
                    word.push('\'');
                } else if c.is_alphanumeric() {
                    word.extend(c.to_lowercase());
                } else {
                    break;
                }
                end = at + c.len_utf8();
                rest.next();
            }
            found.push(Token {
                word,
                mark: false,
                at: at..end,
            });
        } else if c == '{' {
            for (at, c) in rest.by_ref() {
                end = at + c.len_utf8();
                if c == '}' {
                    break;
                }
            }
            found.push(Token {
                word: "{".to_owned(),
                mark: true,
                at: at..end,
            });
        } else if c != '-' && !c.is_whitespace() {
            found.push(Token {
                word: c.to_string(),
                mark: true,
                at: at..end,
            });
        }
    }
    found
}

/// The sentences of a text.
pub(super) fn sentences(tokens: &[Token]) -> Vec<Sentence<'_>> {
    let opens = |t: &Token| t.mark && t.word == "“";
    let closes = |t: &Token| t.mark && t.word == "”";
    let all_quoted = tokens.first().is_some_and(opens) && tokens.last().is_some_and(closes);
    let mut found = Vec::new();
    let mut start = 0;
    let mut within = false;
    for (nth, token) in tokens.iter().enumerate() {
        let quoted = within && !all_quoted;
        within = (within || opens(token)) && !closes(token);
        let end = token.word.chars().next().filter(|_| token.mark);
        let ends = end.is_some_and(|c| matches!(c, '.' | '?' | '!' | '…'));
        if ends || nth + 1 == tokens.len() {
            let words = tokens
                .get(start..nth + usize::from(!ends))
                .unwrap_or_default();
            let first = words.iter().find(|t| !t.mark);
            let first = first.map_or(token.at.start, |t| t.at.start);
            if words.iter().any(|t| !t.mark) {
                found.push(Sentence {
                    tokens: words,
                    end: end.filter(|_| ends),
                    at: first..token.at.end,
                    quoted,
                });
            }
            start = nth + 1;
        }
    }
    found
}

/// Whether a word is one of these.
pub(super) fn is(token: &Token, words: &[&str]) -> bool {
    !token.mark && words.contains(&token.word.as_str())
}

/// Where these words stand one behind the other.
pub(super) fn whole(text: &[Token], phrase: &str) -> Option<Range<usize>> {
    let wanted = tokens(phrase);
    text.windows(wanted.len().max(1)).find_map(|window| {
        let same = window
            .iter()
            .zip(&wanted)
            .all(|(one, other)| one.word == other.word);
        let (first, last) = (window.first()?, window.last()?);
        same.then_some(first.at.start..last.at.end)
    })
}
