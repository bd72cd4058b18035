//! How good a passphrase is, in words.

/// What can be said about a passphrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strength {
    /// From 0, found at once, to 4.
    pub score: u8,
    /// In a word.
    pub word: &'static str,
    /// How long a guesser needs who has the files and a fast machine.
    pub time: String,
    /// How to make it better; empty where it is good.
    pub advice: String,
}

impl Strength {
    /// Whether it is good enough for what a client said in confidence.
    pub fn is_enough(&self) -> bool {
        self.score >= 3
    }
}

/// Looks at a passphrase as a guesser would.
pub fn strength(words: &str) -> Strength {
    // A guesser knows what the program is called.
    let found = zxcvbn::zxcvbn(words, &["mineral", "rights", "vault"]);
    let score = u8::from(found.score());
    let word = match score {
        0 => "very weak",
        1 => "weak",
        2 => "fair",
        3 => "good",
        _ => "strong",
    };
    let mut advice = Vec::new();
    if let Some(feedback) = found.feedback() {
        advice.extend(feedback.warning().map(|w| w.to_string()));
        advice.extend(feedback.suggestions().iter().map(ToString::to_string));
    }
    Strength {
        score,
        word,
        // The work that each guess takes here slows it to about this pace.
        time: found
            .crack_times()
            .offline_slow_hashing_1e4_per_second()
            .to_string(),
        advice: advice.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_odd_words_are_better_than_a_clever_one() {
        for weak in ["", "password", "mineral1", "P@ssw0rd!", "qwertyuiop"] {
            let said = strength(weak);
            assert!(
                !said.is_enough() && !said.word.is_empty(),
                "{weak}: {said:?}"
            );
        }
        let said = strength("seven quiet herons mend nets");
        assert!(said.is_enough() && !said.time.is_empty(), "{said:?}");
    }
}
