//! Answers to questions, each in its kind.

use super::Live;
use crate::app::event::{Effect, Now};
use crate::app::typed::{self, Typed};
use crate::script::{AnswerKind, Leaves, Question, Scale};
use crate::session::{Commitment, Entry, Kind, Owner, Viability};
use crate::when;

impl Live {
    /// Keeps an answer to the question on the screen and goes on. Returns whether it was one; what it should be is said.
    pub(super) fn answer_question(
        &mut self,
        question: &Question,
        text: &str,
        now: Now,
        effects: &mut Vec<Effect>,
    ) -> bool {
        let text = text.trim();
        let kept = match read(&question.answer, text, now) {
            Ok(kept) => kept,
            Err(why) => {
                self.notice(format!("{why} · an empty line leaves it open"), now);
                return false;
            }
        };
        // What was said about an earlier try would be read as said about the next question.
        self.notice = None;
        let values = self.values();
        let step = self.step().map(|s| s.id.clone()).unwrap_or_default();
        match question.answer {
            AnswerKind::Commitment | AnswerKind::Feeling => {
                let typed = match question.answer {
                    AnswerKind::Feeling => typed::feeling(text),
                    _ => typed::commitment(text, now.at.date()),
                };
                if matches!(typed, Typed::Unfinished(_)) {
                    self.notice(hint(question), now);
                    return false;
                }
                self.keep_for(&step, Some(question.id.clone()), typed, now, effects);
            }
            _ => {
                let answer = Typed::Answer(kept.clone());
                self.keep_for(&step, Some(question.id.clone()), answer, now, effects);
            }
        }
        self.leave_behind(question, &kept, &step, now, effects);
        self.after_question(now, effects);
        self.say_new_value(&values, now);
        true
    }

    fn leave_behind(
        &mut self,
        question: &Question,
        text: &str,
        step: &str,
        now: Now,
        effects: &mut Vec<Effect>,
    ) {
        let today = now.at.date();
        let answers = |e: &&Entry| e.kind.answers().is_some_and(|(id, _)| id == question.id);
        let from = self.session.counting_back().find(answers).map(|e| e.n);
        let commitment = match question.leaves {
            Some(Leaves::Review) => {
                let found = find_date(text, today);
                let title = &self.session.script().title;
                Commitment {
                    step: step.to_owned(),
                    question: None,
                    owner: Owner::Us,
                    text: format!("look again: {title}"),
                    due: found,
                    said: Some(text.to_owned()),
                    from,
                }
            }
            Some(Leaves::Contact) => {
                let (who, due) = when::split_due(text, today);
                let (due, said) = due.unzip();
                let text = format!("speak with {who}");
                let step = step.to_owned();
                Commitment {
                    step,
                    question: None,
                    owner: Owner::Us,
                    text,
                    due,
                    said,
                    from,
                }
            }
            Some(Leaves::Viability) | None => return,
        };
        self.keep(Kind::Commitment(commitment), now, effects);
    }

    /// Whether this is an opportunity for us, where a question of the script has answered it.
    pub(super) fn left_viability(&self) -> Option<(Viability, Option<String>)> {
        let questions = self
            .session
            .script()
            .steps
            .iter()
            .flat_map(|s| &s.questions);
        let mut leaving = questions.filter(|q| q.leaves == Some(Leaves::Viability));
        leaving.find_map(|q| super::closing::viability(self.session.answer_to(&q.id)?))
    }

    fn values(&self) -> Vec<Option<f64>> {
        let computed = &self.session.script().computed;
        computed.iter().map(|c| self.session.value(c)).collect()
    }

    /// A figure that can be worked out now, and could not before, is said at once.
    fn say_new_value(&mut self, before: &[Option<f64>], now: Now) {
        let session = &self.session;
        let found = session
            .script()
            .computed
            .iter()
            .zip(before)
            .rev()
            .find_map(|(c, before)| {
                let value = session.value(c).filter(|_| before.is_none())?;
                Some(crate::session::figure(c, Some(value)))
            });
        if let Some(text) = found {
            self.notice(text, now);
        }
    }
}

fn find_date(text: &str, today: jiff::civil::Date) -> Option<jiff::civil::Date> {
    // Alone in its field even "sat" is a date.
    let found = when::find(text, today).or_else(|| when::find(&format!("by {text}"), today));
    found.map(|f| f.date)
}

/// The answer as it is kept; an error says what it should be.
fn read(kind: &AnswerKind, text: &str, now: Now) -> Result<String, String> {
    match kind {
        AnswerKind::Rating(scale) => rating(scale, text),
        AnswerKind::Choice(options) => {
            let options: Vec<&str> = options.iter().map(String::as_str).collect();
            choice(&options, text).ok_or_else(|| format!("one of: {}", numbered(&options)))
        }
        AnswerKind::YesNo => {
            let text = match text.to_lowercase().as_str() {
                "y" => "yes",
                "n" => "no",
                _ => text,
            };
            choice(&["yes", "no"], text).ok_or_else(|| "yes or no".to_owned())
        }
        AnswerKind::Date if find_date(text, now.at.date()).is_none() => {
            Err("a date in plain words, such as 3 december".to_owned())
        }
        _ => Ok(text.to_owned()),
    }
}

fn rating(scale: &Scale, text: &str) -> Result<String, String> {
    let number = text
        .split_whitespace()
        .next()
        .and_then(|n| n.trim_end_matches([',', ':', '.']).parse::<i32>().ok());
    match number.filter(|n| (scale.from..=scale.to).contains(n)) {
        Some(number) => {
            let rest = text
                .split_once(char::is_whitespace)
                .map_or("", |(_, rest)| rest.trim());
            let space = if rest.is_empty() { "" } else { " " };
            Ok(format!("{number}{space}{rest}"))
        }
        None => Err(format!(
            "a whole number from {} to {}",
            scale.from, scale.to
        )),
    }
}

/// The option that was meant, by its number, its beginning or its words, and what stands behind it.
fn choice(options: &[&str], text: &str) -> Option<String> {
    let by_number = text
        .parse::<usize>()
        .ok()
        .and_then(|n| options.get(n.checked_sub(1)?));
    if let Some(option) = by_number {
        return Some((*option).to_owned());
    }
    let lower = text.to_lowercase();
    let whole = options.iter().filter(|o| {
        let rest = lower.strip_prefix(&o.to_lowercase());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    if let Some(option) = whole.max_by_key(|o| o.len()) {
        let rest: String = text.chars().skip(option.chars().count()).collect();
        return Some(format!("{option}{}", rest.trim_end()));
    }
    let mut begun = options
        .iter()
        .filter(|o| o.to_lowercase().starts_with(&lower));
    match (begun.next(), begun.next()) {
        (Some(option), None) if !lower.is_empty() => Some((*option).to_owned()),
        _ => None,
    }
}

fn numbered(options: &[&str]) -> String {
    let all = options
        .iter()
        .enumerate()
        .map(|(at, o)| format!("{} {o}", at + 1));
    all.collect::<Vec<_>>().join(" · ")
}

/// What the hint line says below a question.
pub(super) fn hint(question: &Question) -> String {
    let kind = match &question.answer {
        AnswerKind::Words => String::new(),
        AnswerKind::Rating(scale) => {
            format!("{} {} … {} {}", scale.from, scale.low, scale.to, scale.high)
        }
        AnswerKind::Choice(options) => {
            numbered(&options.iter().map(String::as_str).collect::<Vec<_>>())
        }
        AnswerKind::YesNo => "yes or no".to_owned(),
        AnswerKind::List => "several, with commas between".to_owned(),
        AnswerKind::Date => "a date in plain words: 3 december".to_owned(),
        AnswerKind::Person => "a name".to_owned(),
        AnswerKind::Commitment => "us or them, what, by when".to_owned(),
        AnswerKind::Feeling => "a feeling and how strong: worn down 4".to_owned(),
    };
    let parts = [kind, question.hint.clone().unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Moment;

    fn now() -> Now {
        Now {
            at: Moment::parse("2026-11-21T14:00:00+01:00").unwrap(),
            ms: 0,
        }
    }

    #[test]
    fn each_kind_takes_its_answers_and_says_what_it_wants() {
        let scale = Scale {
            from: 1,
            to: 10,
            low: "no".into(),
            high: "yes".into(),
        };
        let viable = ["yes", "not yet", "no"].map(str::to_owned).to_vec();
        let cases: [(AnswerKind, &str, Result<&str, &str>); 15] = [
            (AnswerKind::Rating(scale.clone()), "7", Ok("7")),
            (
                AnswerKind::Rating(scale.clone()),
                "7, they asked twice",
                Ok("7 they asked twice"),
            ),
            (AnswerKind::Rating(scale.clone()), "11", Err("from 1 to 10")),
            (AnswerKind::Rating(scale), "seven", Err("a whole number")),
            (AnswerKind::Choice(viable.clone()), "2", Ok("not yet")),
            (
                AnswerKind::Choice(viable.clone()),
                "Not yet: no budget",
                Ok("not yet: no budget"),
            ),
            (AnswerKind::Choice(viable.clone()), "y", Ok("yes")),
            (AnswerKind::Choice(viable.clone()), "no", Ok("no")),
            (
                AnswerKind::Choice(viable),
                "perhaps",
                Err("1 yes · 2 not yet · 3 no"),
            ),
            (AnswerKind::YesNo, "n", Ok("no")),
            (AnswerKind::YesNo, "Yes, twice", Ok("yes, twice")),
            (AnswerKind::YesNo, "maybe", Err("yes or no")),
            (AnswerKind::Date, "3 december", Ok("3 december")),
            (AnswerKind::Date, "sat", Ok("sat")),
            (AnswerKind::Date, "soon", Err("a date")),
        ];
        for (kind, typed, wanted) in cases {
            match (read(&kind, typed, now()), wanted) {
                (Ok(kept), Ok(wanted)) => assert_eq!(kept, wanted, "{typed}"),
                (Err(said), Err(wanted)) => assert!(said.contains(wanted), "{typed}: {said}"),
                (got, _) => panic!("{typed}: {got:?}"),
            }
        }
    }
}
