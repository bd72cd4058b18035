//! The closing questions: what is missing, then three things about the conversation itself. Every one can
//! be left open with an empty line.

use super::Live;
use crate::app::event::{Effect, Now};
use crate::app::typed::{self, PREFIXES, Typed};
use crate::script::{KnownKind, ScriptKind};
use crate::session::{Capital, Closed, Gap, Judge, Judgement, Kind, Marked, Mode, Viability, gaps};

/// One thing to fill or to leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// Something that the script asks for.
    Gap(Gap),
    /// Is this an opportunity for us?
    Viability,
    /// Why.
    Reason,
    /// Emotional capital.
    Capital,
    /// One of the questions by which the user judges themselves, 1 to 5.
    Judge(Judge),
}

/// The closing questions with what was answered so far.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closing {
    /// All of them in order.
    pub items: Vec<Item>,
    /// The place of the one that is asked now.
    pub at: usize,
    closed: Closed,
    judged: Judgement,
}

impl Closing {
    /// The one that is asked now.
    pub fn item(&self) -> Option<&Item> {
        self.items.get(self.at)
    }

    pub(super) fn hint(&self, live: &Live, text: &str, now: Now) -> Option<String> {
        let item = self.item()?;
        if !text.is_empty() {
            return match item {
                Item::Gap(Gap::DatedCommitment { .. }) => {
                    match typed::commitment(text, now.at.date()) {
                        Typed::Commitment { owner, due, .. } => {
                            Some(super::complete::describe_commitment(
                                owner,
                                due.map(|(date, _)| date),
                                now,
                            ))
                        }
                        _ => None,
                    }
                }
                _ => None,
            };
        }
        Some(
            match item {
                Item::Gap(gap) => gap_hint(live, gap),
                Item::Viability => "yes · not yet · no, and the reason behind it if you like",
                Item::Reason => "in a few words",
                Item::Capital => "enriched · flat · spent",
                Item::Judge(_) => "1 (not at all) to 5 (wholly)",
            }
            .to_owned()
                + super::LEAVES_OPEN,
        )
    }

    pub(super) fn choices(&self, text: &str) -> Vec<(String, String)> {
        match self.item() {
            Some(Item::Gap(Gap::Feeling { .. })) if !text.starts_with(PREFIXES) => {
                Live::feeling_choices(text.trim_start(), "")
            }
            _ => match text.strip_prefix('~') {
                Some(typed) => Live::feeling_choices(typed.trim_start(), "~"),
                None => Vec::new(),
            },
        }
    }
}

fn gap_hint(live: &Live, gap: &Gap) -> &'static str {
    match gap {
        Gap::Feeling { .. } => "a feeling and how strong: worn down 4",
        Gap::Known { step, id } if kind_of(live, step, id) == Some(KnownKind::Date) => {
            "a date in plain words: 3 december"
        }
        Gap::DatedCommitment { .. } => "us or them, what, by when: us send the draft by friday",
        Gap::Answer { .. } | Gap::Known { .. } => "what did the client say?",
    }
}

fn kind_of(live: &Live, step: &str, id: &str) -> Option<KnownKind> {
    let known = &live.session.script().step(step)?.known;
    known.iter().find(|k| k.id == id).map(|k| k.kind)
}

impl Live {
    /// Begins the closing questions. The clock stops: what the user types now is no talk.
    pub fn end(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if self.read_only.is_some() {
            effects.push(Effect::Finish);
            return;
        }
        if self.observing.is_some() {
            self.close_observing(now, effects);
            return;
        }
        self.stop_clock(now, effects);
        let mut closing = Closing {
            items: self.closing_items(),
            ..Closing::default()
        };
        if let Some((viability, reason)) = self.left_viability() {
            closing.closed.viability = Some(viability);
            closing.closed.reason = reason;
            closing
                .items
                .retain(|item| !matches!(item, Item::Viability | Item::Reason));
        }
        let nothing = closing.items.is_empty();
        self.closing = Some(closing);
        self.quiet_since = None;
        self.notice = None;
        if nothing {
            self.close_now(now, effects);
        }
    }

    /// A conversation asks what is missing and five questions about how one did, one with a client three things before
    /// those; a form for oneself asks nothing.
    fn closing_items(&self) -> Vec<Item> {
        let own: &[Item] = match self.session.script().kind {
            // What is missing in a practice is told by its debrief.
            _ if self.session.head().mode == Mode::Practice => {
                return Judge::ALL.map(Item::Judge).to_vec();
            }
            ScriptKind::Conversation => &[Item::Viability, Item::Reason, Item::Capital],
            ScriptKind::OneToOne => &[],
            _ => return Vec::new(),
        };
        let gaps = gaps(&self.session).into_iter().map(Item::Gap);
        let judged = Judge::ALL.map(Item::Judge);
        gaps.chain(own.iter().cloned()).chain(judged).collect()
    }

    /// Back from the closing questions to the conversation. What was filled stays kept.
    pub fn reopen(&mut self, now: Now) {
        if self.closing.take().is_some() {
            self.notice("back in the conversation", now);
            self.recomplete(now);
        }
    }

    /// Closes with what there is; what stands in the input is taken as an answer first. An input that is no answer
    /// holds the closing up: no word is thrown away.
    pub(crate) fn keep_and_close(&mut self, now: Now, effects: &mut Vec<Effect>) {
        if !self.editor.text().trim().is_empty() {
            let text = self.editor.text().to_owned();
            self.submit_closing(&text, now, effects);
        }
        if self.editor.text().trim().is_empty() {
            self.close_now(now, effects);
        }
    }

    /// Closes with what there is.
    pub fn close_now(&mut self, now: Now, effects: &mut Vec<Effect>) {
        let Some(closing) = self.closing.take() else {
            return;
        };
        if !closing.judged.is_empty() {
            self.keep(Kind::Judged(closing.judged), now, effects);
        }
        self.keep(Kind::Closed(closing.closed), now, effects);
        self.editor.clear();
        effects.push(Effect::Draft(self.draft(now)));
        effects.push(Effect::Finish);
    }

    /// What the closing question asks, in words.
    pub fn closing_question(&self) -> String {
        let Some(item) = self.closing.as_ref().and_then(Closing::item) else {
            return String::new();
        };
        let script = self.session.script();
        let title = |step: &str| {
            script
                .step(step)
                .map_or("", |s| s.title.as_str())
                .to_owned()
        };
        match item {
            Item::Gap(Gap::Answer { step }) => {
                format!("Nothing is kept for “{}”. What was said?", title(step))
            }
            Item::Gap(Gap::Feeling { step }) => {
                format!("No feeling is kept for “{}”. Was there one?", title(step))
            }
            Item::Gap(Gap::Known { step, id }) => {
                let known = script
                    .step(step)
                    .and_then(|s| s.known.iter().find(|k| k.id == *id));
                let what = known.map_or(id.as_str(), |k| k.text.as_str());
                format!("Still open in “{}”: {what}. Is it known?", title(step))
            }
            Item::Gap(Gap::DatedCommitment { .. }) => {
                "Nobody has promised anything by a date. Who does what by when?".to_owned()
            }
            Item::Viability => "Is this an opportunity for us?".to_owned(),
            Item::Reason => "What is the reason?".to_owned(),
            Item::Capital => "What did this conversation do to the relationship?".to_owned(),
            Item::Judge(judge) => judge.asks().to_owned(),
        }
    }

    pub(super) fn submit_closing(&mut self, text: &str, now: Now, effects: &mut Vec<Effect>) {
        // What was said about the last try is over.
        self.notice = None;
        if text.trim() == "/leave" {
            self.take_input(now, effects);
            effects.push(Effect::Finish);
            return;
        }
        // Shown by whoever shows the conversation.
        if text.trim() == "/help" {
            self.take_input(now, effects);
            return;
        }
        if text.trim() == "/end" {
            self.close_now(now, effects);
            return;
        }
        let Some(item) = self.closing.as_ref().and_then(Closing::item).cloned() else {
            return;
        };
        if let Some((named, answer)) = named_item(text) {
            if self.fill(&named, answer, now, effects) {
                self.take_input(now, effects);
                if named == item {
                    self.advance(now, effects);
                }
            }
            return;
        }
        if !text.trim().is_empty() && !self.fill(&item, text, now, effects) {
            return;
        }
        self.take_input(now, effects);
        self.advance(now, effects);
    }

    fn advance(&mut self, now: Now, effects: &mut Vec<Effect>) {
        // Filling one gap may fill the next ones too.
        let open: Vec<Item> = gaps(&self.session).into_iter().map(Item::Gap).collect();
        let Some(closing) = &mut self.closing else {
            return;
        };
        closing.at += 1;
        while closing.item().is_some_and(|item| match item {
            Item::Gap(_) => !open.contains(item),
            Item::Viability => closing.closed.viability.is_some(),
            Item::Reason => closing.closed.viability.is_none() || closing.closed.reason.is_some(),
            Item::Capital => closing.closed.capital.is_some(),
            Item::Judge(judge) => closing.judged.of(*judge).is_some(),
        }) {
            closing.at += 1;
        }
        if closing.at >= closing.items.len() {
            self.close_now(now, effects);
        } else {
            self.recomplete(now);
        }
    }

    /// Returns whether the text was an answer to the item.
    fn fill(&mut self, item: &Item, text: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        let refused = match item {
            Item::Gap(gap) => return self.fill_gap(gap, text, now, effects),
            Item::Viability => match viability(text) {
                Some((viability, reason)) => {
                    return self.set(|c| {
                        c.closed.viability = Some(viability);
                        c.closed.reason = reason;
                    });
                }
                None => "yes, not yet, or no",
            },
            Item::Reason => {
                let reason = text.trim().to_owned();
                return self.set(|c| c.closed.reason = Some(reason));
            }
            Item::Capital => match capital(text) {
                Some(capital) => return self.set(|c| c.closed.capital = Some(capital)),
                None => "enriched, flat, or spent",
            },
            Item::Judge(judge) => match text.trim().parse().ok().filter(|n| (1..=5).contains(n)) {
                Some(answer) => return self.set(|c| c.judged.set(*judge, Some(answer))),
                None => "a number from 1 to 5",
            },
        };
        self.notice(format!("{refused}, or an empty line"), now);
        false
    }

    fn set(&mut self, change: impl FnOnce(&mut Closing)) -> bool {
        if let Some(closing) = &mut self.closing {
            change(closing);
        }
        true
    }

    fn fill_gap(&mut self, gap: &Gap, text: &str, now: Now, effects: &mut Vec<Effect>) -> bool {
        let step = gap.step().to_owned();
        let today = now.at.date();
        let typed = match gap {
            _ if text.trim().starts_with(PREFIXES) => typed::read(text, today),
            Gap::Feeling { .. } => typed::feeling(text),
            Gap::DatedCommitment { .. } => typed::commitment(text, today),
            Gap::Answer { .. } | Gap::Known { .. } => typed::read(text, today),
        };
        let refused = match &typed {
            Typed::Command(name, _) => Some(format!(
                "/{name} is not for here · an empty line goes on, /end closes"
            )),
            Typed::Nothing | Typed::Unfinished(_) => Some(gap_hint(self, gap).to_owned()),
            _ => None,
        };
        if let Some(why) = refused {
            self.notice(why, now);
            return false;
        }
        let answered = matches!(typed, Typed::Answer(_));
        self.keep_in(&step, typed, now, effects);
        let Gap::Known { step, id } = gap else {
            return true;
        };
        if !answered || !gaps(&self.session).contains(gap) {
            return true;
        }
        if kind_of(self, step, id) == Some(KnownKind::Date) {
            self.notice("kept; no date was found in it, so that stays open", now);
        } else {
            // The user was asked for just this: it is known now, whatever the words look like.

            let mark = Marked {
                step: step.clone(),
                id: id.clone(),
                known: true,
                by: None,
            };
            self.keep(Kind::Known(mark), now, effects);
        }
        true
    }
}

/// Something about the conversation that is named, such as `/viable yes`, whatever is asked just now: so that a pipe
/// does not have to know which questions will come.
fn named_item(text: &str) -> Option<(Item, &str)> {
    let (name, answer) = text.trim().split_once(char::is_whitespace)?;
    let item = match name {
        "/viable" => Item::Viability,
        "/capital" => Item::Capital,
        "/listened" => Item::Judge(Judge::Listened),
        "/depth" => Item::Judge(Judge::Depth),
        "/feelings" => Item::Judge(Judge::Feelings),
        "/restraint" => Item::Judge(Judge::Restraint),
        "/agreed" => Item::Judge(Judge::Agreed),
        _ => return None,
    };
    Some((item, answer.trim()))
}

pub(super) fn viability(text: &str) -> Option<(Viability, Option<String>)> {
    const WORDS: [(&str, Viability); 9] = [
        ("not yet", Viability::NotYet),
        ("later", Viability::NotYet),
        ("yes", Viability::Yes),
        ("no", Viability::No),
        ("y", Viability::Yes),
        ("n", Viability::No),
        ("1", Viability::Yes),
        ("2", Viability::NotYet),
        ("3", Viability::No),
    ];
    let text = text.trim();
    let lower = text.to_lowercase();
    WORDS.iter().find_map(|(word, viability)| {
        let rest = lower.strip_prefix(word)?;
        if rest.starts_with(char::is_alphanumeric) {
            return None;
        }
        let reason = text.get(word.len()..).unwrap_or_default();
        let reason = reason
            .trim_start_matches([':', ',', '.', ';', '-', '–', '—', ' '])
            .trim();
        Some((*viability, (!reason.is_empty()).then(|| reason.to_owned())))
    })
}

fn capital(text: &str) -> Option<Capital> {
    match text.trim().to_lowercase().as_str() {
        "enriched" | "e" | "1" | "+" | "richer" => Some(Capital::Enriched),
        "flat" | "f" | "2" | "=" | "same" => Some(Capital::Flat),
        "spent" | "s" | "3" | "-" | "poorer" => Some(Capital::Spent),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn viability_is_read_with_its_reason() {
        let reason = |r: &str| Some(r.to_owned());
        assert_eq!(viability("yes"), Some((Viability::Yes, None)));
        assert_eq!(
            viability("Not yet: no budget before May"),
            Some((Viability::NotYet, reason("no budget before May")))
        );
        assert_eq!(
            viability("no, wrong fit"),
            Some((Viability::No, reason("wrong fit")))
        );
        assert_eq!(viability("nobody knows"), None);
        assert_eq!(viability("perhaps"), None);
    }
}
