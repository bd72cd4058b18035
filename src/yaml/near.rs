//! "Did you mean": the known name that a slip of the hand turned into another one.

/// A typed name longer than this is not a slip.
const LONGEST: usize = 64;

/// The name among `known` that is nearest to `typed`, if a few slips explain the difference.
pub fn did_you_mean<'k>(typed: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = typed.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let typed = typed.to_lowercase().replace(['_', ' '], "-");
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&typed, name), name))
        .filter(|&(slips, name)| slips <= (length.min(name.chars().count()) / 3).max(1))
        .min_by_key(|&(slips, _)| slips)
        .map(|(_, name)| name)
}

/// What to do about an unknown name: the near one if there is one, and all that are known.
pub(super) fn hint(typed: &str, known: &[&str]) -> String {
    let all = format!("known here: {}", known.join(", "));
    match did_you_mean(typed, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`? {all}"),
        None => all,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_name_and_other_words_do_not() {
        let known = ["id", "title", "prompts", "what-else"];
        let cases = [
            ("promts", Some("prompts")),
            ("porompts", Some("prompts")),
            ("Title", Some("title")),
            ("what_else", Some("what-else")),
            ("tilte", Some("title")),
            ("x", None),
            ("", None),
            ("colour", None),
        ];
        for (typed, near) in cases {
            assert_eq!(did_you_mean(typed, known), near, "{typed:?}");
        }
    }
}
