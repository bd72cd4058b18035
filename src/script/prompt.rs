//! Something to say or to ask, with places where earlier answers are quoted.

use super::{Condition, Rewrite};

/// A question or a follow-up. `{issue}` in its text quotes the newest answer to the step or question `issue`,
/// `{last.issue}` the one from the last ended session.
#[derive(Debug, Clone, PartialEq)]
pub struct Prompt {
    parts: Vec<Part>,
    when: Option<Condition>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Words(String),
    Here(String),
    Last(String),
}

/// An answer that a prompt quotes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Recall<'p> {
    /// `{issue}`: the newest answer in this session to the step or question with this id.
    Here(&'p str),
    /// `{last.issue}`: the newest answer with this id in the last ended session with the same person; for a
    /// script about oneself, in the last ended session of that script. The id may belong to another script.
    Last(&'p str),
}

impl Prompt {
    /// Reads the places of recalled answers out of a text. A brace that is not `{name}` or `{last.name}`, with a
    /// name of letters, digits and `-`, is an ordinary character.
    pub fn new(text: &str) -> Self {
        let mut parts = Vec::new();
        let mut words = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            words.push_str(before);
            if let Some((part, behind)) = recall(after) {
                if !words.is_empty() {
                    parts.push(Part::Words(std::mem::take(&mut words)));
                }
                parts.push(part);
                rest = behind;
            } else {
                words.push('{');
                rest = after;
            }
        }
        words.push_str(rest);
        if !words.is_empty() {
            parts.push(Part::Words(words));
        }
        Self { parts, when: None }
    }

    /// The same, to be said only when a condition holds.
    #[must_use]
    pub fn only_when(self, when: Option<Condition>) -> Self {
        Self { when, ..self }
    }

    /// The same with other words, quoting by other ids.
    pub(super) fn rewritten(&self, by: &mut impl Rewrite) -> Self {
        let part = |part: &Part| match part {
            Part::Words(words) => Part::Words(by.words(words)),
            Part::Here(id) => Part::Here(by.id(id)),
            Part::Last(id) => Part::Last(by.id(id)),
        };
        Self {
            parts: self.parts.iter().map(part).collect(),
            when: self.when.clone(),
        }
    }

    /// When it is to be said; `None` for always.
    pub fn when(&self) -> Option<&Condition> {
        self.when.as_ref()
    }

    /// The answers that it quotes.
    pub fn recalls(&self) -> impl Iterator<Item = Recall<'_>> {
        self.parts.iter().filter_map(|part| match part {
            Part::Here(id) => Some(Recall::Here(id)),
            Part::Last(id) => Some(Recall::Last(id)),
            Part::Words(_) => None,
        })
    }

    /// The words that stand in the script itself, without what is quoted.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(|part| match part {
            Part::Words(words) => Some(words.as_str()),
            Part::Here(_) | Part::Last(_) => None,
        })
    }

    /// The text as it stands in the script.
    pub fn source(&self) -> String {
        self.told(|recall| match recall {
            Recall::Here(id) => format!("{{{id}}}"),
            Recall::Last(id) => format!("{{last.{id}}}"),
        })
    }

    /// The text with something in the place of each recalled answer.
    pub fn told(&self, mut instead: impl FnMut(Recall<'_>) -> String) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                Part::Words(words) => words.clone(),
                Part::Here(id) => instead(Recall::Here(id)),
                Part::Last(id) => instead(Recall::Last(id)),
            })
            .collect()
    }

    /// The text to say, with every recalled answer quoted; `None` when one of them is not there yet. Whether
    /// [`Self::when`] holds is for the caller to ask.
    pub fn spoken<'a>(
        &self,
        mut answer: impl FnMut(Recall<'_>) -> Option<&'a str>,
    ) -> Option<String> {
        let mut out = String::new();
        for part in &self.parts {
            let recall = match part {
                Part::Words(words) => {
                    out.push_str(words);
                    continue;
                }
                Part::Here(id) => Recall::Here(id),
                Part::Last(id) => Recall::Last(id),
            };
            out.push_str(&quoted(answer(recall)?));
        }
        Some(out)
    }
}

/// The recall behind an opening brace, and what follows it. Looks no further than a name reaches, so that a text
/// full of braces is read in one go.
fn recall(after: &str) -> Option<(Part, &str)> {
    let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'))?;
    let (inside, behind) = after.split_at_checked(end)?;
    let behind = behind.strip_prefix('}')?;
    let part = match inside.strip_prefix("last.") {
        Some(id) => Part::Last(id.to_owned()),
        None => Part::Here(inside.to_owned()),
    };
    let (Part::Here(id) | Part::Last(id)) = &part else {
        return None;
    };
    (!id.is_empty() && !id.contains('.')).then_some((part, behind))
}

/// Columns of a recalled answer that stand in a question; more cannot be taken in at a glance.
const QUOTE_COLUMNS: usize = 72;

/// An answer as it is quoted: its first line, cut where it is long, with quotes inside it made single. A figure needs
/// no marks.
fn quoted(answer: &str) -> String {
    let first = answer.lines().next().unwrap_or_default();
    if !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()) {
        return first.to_owned();
    }
    let short = crate::text::ellipsis(first, QUOTE_COLUMNS)
        .replace('“', "‘")
        .replace('”', "’");
    format!("“{}”", short.trim_end_matches(['.', ',', ';', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_quotes_what_was_said() {
        let prompt = Prompt::new("You said {issue}. What does {it costs?");
        assert_eq!(
            prompt.recalls().collect::<Vec<_>>(),
            [Recall::Here("issue")]
        );
        assert_eq!(prompt.source(), "You said {issue}. What does {it costs?");
        assert_eq!(prompt.spoken(|_| None), None);
        assert_eq!(
            prompt.spoken(|_| Some("the close takes nine days.\nReally.")),
            Some("You said “the close takes nine days”. What does {it costs?".to_owned())
        );
    }

    #[test]
    fn a_figure_is_quoted_bare_and_a_quote_in_a_quote_has_single_marks() {
        let said = |answer: &'static str| Prompt::new("So {x}.").spoken(|_| Some(answer));
        assert_eq!(said("7").as_deref(), Some("So 7."));
        assert_eq!(
            said("he said “no”, twice").as_deref(),
            Some("So “he said ‘no’, twice”.")
        );
    }

    #[test]
    fn a_prompt_quotes_this_time_and_last_time() {
        let prompt = Prompt::new("Then {last.issue}, now {issue}.");
        let said = prompt.spoken(|recall| match recall {
            Recall::Here("issue") => Some("hiring"),
            Recall::Last("issue") => Some("the close"),
            _ => None,
        });
        assert_eq!(said.as_deref(), Some("Then “the close”, now “hiring”."));
    }

    #[test]
    fn other_braces_are_ordinary_characters() {
        let texts = [
            "{",
            "}",
            "{}",
            "{{",
            "{a",
            "{a b}",
            "{last.}",
            "{.a}",
            "{a.b}",
            "{last.a.b}",
            "{ a }",
        ];
        for text in texts {
            let prompt = Prompt::new(text);
            assert_eq!(prompt.recalls().count(), 0, "{text}");
            assert_eq!(prompt.spoken(|_| None).as_deref(), Some(text));
        }
        assert_eq!(Prompt::new("{{a}}").recalls().count(), 1);
        assert_eq!(
            Prompt::new("{last}").recalls().collect::<Vec<_>>(),
            [Recall::Here("last")]
        );
    }

    /// Quadratic reading would take minutes here.
    #[test]
    fn a_megabyte_of_braces_is_read_in_one_go() {
        assert_eq!(Prompt::new(&"{".repeat(1 << 20)).recalls().count(), 0);
        assert_eq!(Prompt::new(&"{a".repeat(1 << 19)).recalls().count(), 0);
    }
}
