//! Whether a message is about the other or about oneself: a count of the words that say so.

use unicode_segmentation::UnicodeSegmentation;

const THEM: &[&str] = &["you", "your", "yours", "yourself", "yourselves"];
// "Mine" is left out: it is a place as often as it is a word for oneself.
const US: &[&str] = &[
    "i",
    "me",
    "my",
    "myself",
    "we",
    "us",
    "our",
    "ours",
    "ourselves",
];

/// How many words of a text stand for the other, and how many for oneself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Balance {
    them: usize,
    us: usize,
}

impl Balance {
    /// Counts. "You're" and "I'll" count as "you" and "I", "the US" not as "us".
    pub(super) fn of(text: &str) -> Self {
        let mut balance = Self::default();
        for word in text.unicode_words() {
            let stem = word.split(['\'', '’']).next().unwrap_or_default();
            let lower = stem.to_lowercase();
            if THEM.contains(&lower.as_str()) {
                balance.them += 1;
            } else if US.contains(&lower.as_str()) && stem != "US" {
                balance.us += 1;
            }
        }
        balance
    }

    /// Two lines for a person.
    pub(super) fn lines(self) -> [String; 2] {
        let Self { them, us } = self;
        let figures = format!("you, your: {them} · I, we, our: {us}");
        let says = match (them, us) {
            (0, 0) => "it names neither them nor you".to_owned(),
            (them, us) if them == us => "as much about you as about them".to_owned(),
            (them, us) => {
                let more = if them > us {
                    "more about them than about you"
                } else {
                    "more about you than about them"
                };
                let all = them + us;
                let share = (200 * them + all) / (2 * all);
                format!("{more}: {share} % of these words are about them")
            }
        };
        [figures, says]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_whole() {
        let cases = [
            ("", (0, 0)),
            ("You're sure? Yours, you.", (3, 0)),
            ("We’ll send us, ours and our own.", (0, 4)),
            ("The US market, us, and my mine.", (0, 2)),
            ("Youth is a house, bus and meat.", (0, 0)),
        ];
        for (text, (them, us)) in cases {
            assert_eq!(Balance::of(text), Balance { them, us }, "{text}");
        }
    }

    #[test]
    fn what_is_said_fits_the_figures() {
        let says = |them, us| Balance { them, us }.lines()[1].clone();
        assert_eq!(says(0, 0), "it names neither them nor you");
        assert_eq!(says(2, 2), "as much about you as about them");
        assert!(says(2, 1).ends_with("67 % of these words are about them"));
        assert!(says(0, 1).starts_with("more about you than about them: 0 %"));
    }
}
