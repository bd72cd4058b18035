//! A feeling as it is typed: "worn down 4".

/// A feeling as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// The word, with single spaces; empty when only a figure was typed.
    pub word: String,
    /// How strong it is, 1 to 5, if that was typed.
    pub intensity: Option<u8>,
    /// Whether a figure was typed that is not 1 to 5.
    pub out_of_range: bool,
}

/// Reads "worn down", "worn down 4", "worn down 4/5" or "4".
pub fn parse_feeling(typed: &str) -> Typed {
    let tokens: Vec<&str> = typed.split_whitespace().collect();
    let (words, figure) = match tokens.as_slice() {
        [words @ .., over, "/", of] if is_figure(over) && is_figure(of) => {
            (words, format!("{over}/{of}"))
        }
        [words @ .., last] if is_figure(last) => (words, (*last).to_owned()),
        all => {
            return Typed {
                word: all.join(" "),
                ..Typed::default()
            };
        }
    };
    let intensity = figure
        .strip_suffix("/5")
        .unwrap_or(&figure)
        .parse::<u8>()
        .ok()
        .filter(|n| (1..=5).contains(n));
    let word = words.join(" ");
    Typed {
        word: word.trim_end_matches([',', ':', ';', ' ']).to_owned(),
        intensity,
        out_of_range: intensity.is_none(),
    }
}

/// Whether this was meant as a figure, even if it is none that fits.
fn is_figure(token: &str) -> bool {
    token.chars().any(|c| c.is_ascii_digit())
        && token
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '/' | '.' | ',' | '-' | '+'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_figure_at_the_end_is_how_strong_it_is() {
        let cases = [
            ("worn down 4", "worn down", Some(4), false),
            ("worn down", "worn down", None, false),
            ("4", "", Some(4), false),
            ("", "", None, false),
            ("  worn   down   1 ", "worn down", Some(1), false),
            ("worn down 4/5", "worn down", Some(4), false),
            ("worn down 4 / 5", "worn down", Some(4), false),
            ("worn down, 4", "worn down", Some(4), false),
            ("worn down 7", "worn down", None, true),
            ("worn down 0", "worn down", None, true),
            ("worn down 6/5", "worn down", None, true),
            ("worn down 8/10", "worn down", None, true),
            ("worn down -3", "worn down", None, true),
            ("worn down 4.5", "worn down", None, true),
            ("worn down 99999999999999999999", "worn down", None, true),
            ("sad / tired", "sad / tired", None, false),
            ("worn down4", "worn down4", None, false),
            ("4 sad", "4 sad", None, false),
        ];
        for (typed, word, intensity, out_of_range) in cases {
            let expected = Typed {
                word: word.to_owned(),
                intensity,
                out_of_range,
            };
            assert_eq!(parse_feeling(typed), expected, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(typed in any::<String>()) {
            let read = parse_feeling(&typed);
            prop_assert!(read.intensity.is_none_or(|n| (1..=5).contains(&n)));
        }
    }
}
