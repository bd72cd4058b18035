//! Comparing words as people do: case and accents do not count.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// The text in lower case, without accents, white space made single: for comparing and searching.
pub fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(
            word.nfd()
                .filter(|c| !is_combining_mark(*c))
                .flat_map(char::to_lowercase),
        );
    }
    out
}

/// Whether two texts are the same but for case, accents and white space.
pub fn same_words(one: &str, other: &str) -> bool {
    folded(one) == folded(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_spaces_do_not_count() {
        assert!(same_words("José  Núñez", "jose nunez"));
        assert!(same_words("Ø", "ø"));
        assert!(!same_words("Ana", "Anna"));
    }
}
