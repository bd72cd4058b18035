//! Whether a sentence has a figure in it: something that was counted or measured.

use unicode_segmentation::UnicodeSegmentation;

/// Words that count. "One" and "a couple" are left out: they rarely do.
const COUNTING: &[&str] = &[
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
    "hundred",
    "hundreds",
    "thousand",
    "thousands",
    "million",
    "millions",
    "billion",
    "dozen",
    "dozens",
    "half",
    "quarter",
    "percent",
    "twice",
    "double",
    "doubled",
    "tripled",
    "halved",
];

/// Whether a sentence has a number in it, in digits or in words.
pub fn has_figure(text: &str) -> bool {
    text.unicode_words().any(|word| {
        word.chars().any(char::is_numeric)
            || COUNTING
                .iter()
                .any(|counting| word.eq_ignore_ascii_case(counting))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_seen_in_digits_and_words() {
        for text in [
            "it takes 9 days",
            "Two have left",
            "half of them",
            "20%",
            "twenty-one people",
        ] {
            assert!(has_figure(text), "{text}");
        }
        for text in ["one of these days", "everybody is tired", "no one", ""] {
            assert!(!has_figure(text), "{text}");
        }
    }
}
