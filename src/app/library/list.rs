//! Asking, and taking answers in.

use super::super::event::{Effect, Now};
use super::super::keymap::Action;
use super::{Answer, Ask, Found, Indexed, Library, MOST, Peek, Wish};
use crate::session::How;

/// While the index is being made, the list is asked for again so often, in milliseconds.
const AGAIN: u64 = 1_000;

impl Library {
    /// Asks for the rows that are to be seen. With `stay`, the chosen session stays chosen, wherever it is in the new list.
    pub(in super::super) fn ask(&mut self, stay: bool) -> Effect {
        self.asked += 1;
        self.stay = stay;
        let page = self.page();
        let from = self.top.saturating_sub(page);
        let most = (page * 3).clamp(1, MOST);
        self.window = (from, from + most);
        Effect::Library(Wish::Find(self.question(from, most)))
    }

    /// It is kept how a session ended: the list says it before the index has it.
    pub(in super::super) fn has_ended(&mut self, id: &str, how: How) -> Vec<Effect> {
        if let Some(row) = self.rows.iter_mut().find(|r| r.id == id) {
            row.ended = Some(how);
        }
        self.peeked = None;
        self.peek_at_chosen().into_iter().collect()
    }

    /// What is asked for, as it stands in the input.
    pub(super) fn question(&self, from: usize, most: usize) -> Ask {
        Ask {
            number: self.asked,
            text: self.input.text().to_owned(),
            typing: self.goes_on,
            sort: self.sort,
            from,
            most,
        }
    }

    /// Something else is asked for: the list begins anew.
    pub(super) fn ask_anew(&mut self) -> Vec<Effect> {
        (self.at, self.top) = (0, 0);
        vec![self.ask(false)]
    }

    /// It comes up again: what it shows may be otherwise by now.
    pub(in super::super) fn asks_again(&mut self) -> Vec<Effect> {
        self.peeked = None;
        vec![self.ask(true)]
    }

    /// What is to be done first.
    pub(in super::super) fn begin(&mut self) -> Vec<Effect> {
        vec![
            self.ask(true),
            Effect::Library(Wish::Look),
            Effect::Library(Wish::Filters),
        ]
    }

    /// Takes an answer in; any but that to the newest question is dropped.
    pub(super) fn answer(&mut self, answer: Answer) -> Vec<Effect> {
        if answer.number != self.asked {
            return Vec::new();
        }
        match answer.found {
            Found::Page {
                from,
                rows,
                total,
                near,
            } => {
                let chosen = self.row(self.at).map(|r| r.id.clone());
                let was = self.at.saturating_sub(self.top);
                (self.from, self.rows, self.found) = (from, rows, (total, near));
                (self.answered, self.misread) = (true, None);
                if let Some(at) = chosen
                    .filter(|_| self.stay)
                    .and_then(|id| self.by_id().get(id.as_str()).copied())
                {
                    self.at = at;
                    // Whoever looks at the beginning of the list goes on doing so.
                    if self.top > 0 || at >= self.page() {
                        self.top = at.saturating_sub(was);
                    }
                }
                self.at = self.at.min(total.saturating_sub(1));
                self.keep_in_view();
                let there = self.rows.iter().map(|r| &r.id);
                let there: Vec<&String> = there.filter(|id| self.gone.contains(*id)).collect();
                self.gone = there.into_iter().cloned().collect();
                let mut effects = self.window_again();
                effects.extend(self.peek_at_chosen());
                effects
            }
            // What was found last stays where it is, so that nothing flickers while one types.
            Found::Misread(misread) => {
                self.misread = Some(misread);
                Vec::new()
            }
            Found::Failed(why) => {
                let end = self.input.text().len();
                self.misread = Some(super::Misread {
                    span: end..end,
                    what: why,
                    mend: "it is tried again by itself".to_owned(),
                });
                Vec::new()
            }
        }
    }

    /// The lines of a session have come.
    pub(super) fn take_peek(&mut self, peek: Peek) {
        if self.peeked.as_ref() != Some(&peek.id) {
            return;
        }
        self.peek = Some(peek);
        self.peek_top = 0;
        self.wrap_peek();
        self.show_line();
    }

    /// Brings the line that was found into view.
    fn show_line(&mut self) {
        let Some(n) = self.chosen().and_then(|r| r.line.as_ref()).map(|s| s.n) else {
            return;
        };
        let lines = self.peek.as_ref().map_or(&[][..], |p| &p.lines);
        let of = |at: usize| lines.get(at).is_some_and(|l| l.n == Some(n));
        let height = self.layout().peek.map_or(1, |p| usize::from(p.height));
        if let Some(row) = self.peek_rows.iter().position(|(at, _)| of(*at)) {
            self.peek_top = row.saturating_sub(height / 3);
        }
    }

    /// Asks for the lines of the chosen session, where they are to be seen and are not here.
    pub(super) fn peek_at_chosen(&mut self) -> Option<Effect> {
        self.layout().peek?;
        let chosen = self.chosen()?.id.clone();
        if self.peeked.as_ref() == Some(&chosen) {
            self.show_line();
            return None;
        }
        self.peeked = Some(chosen.clone());
        Some(Effect::Library(Wish::Peek(chosen)))
    }

    /// The index stands otherwise than before.
    pub(super) fn indexed(&mut self, indexed: &Indexed, now: Now) -> Vec<Effect> {
        match indexed {
            Indexed::Reading { done, all } => {
                self.reading = Some((*done, *all));
                if now.ms.saturating_sub(self.again_ms) > AGAIN {
                    self.again_ms = now.ms;
                    return vec![self.ask(true)];
                }
            }
            Indexed::Current { changed, .. } => {
                let was_reading = self.reading.take().is_some();
                if *changed || was_reading || !self.answered {
                    // What stands beside the list may be another, too.
                    self.peeked = None;
                    return vec![self.ask(true)];
                }
            }
            Indexed::Elsewhere | Indexed::Failed(_) => self.reading = None,
        }
        Vec::new()
    }

    /// Goes through the list.
    pub(super) fn go(&mut self, action: Action) -> Vec<Effect> {
        let last = self.total().saturating_sub(1);
        let page = self.page().saturating_sub(1).max(1);
        let to = match action {
            Action::Up => self.at.saturating_sub(1),
            Action::Down => self.at + 1,
            Action::PageUp => self.at.saturating_sub(page),
            Action::PageDown => self.at + page,
            Action::Top => 0,
            Action::Bottom => last,
            _ => self.at,
        };
        self.go_to(to)
    }

    /// Chooses a row.
    pub(super) fn go_to(&mut self, at: usize) -> Vec<Effect> {
        self.at = at.min(self.total().saturating_sub(1));
        self.keep_in_view();
        let mut effects = self.window_again();
        effects.extend(self.peek_at_chosen());
        effects
    }

    /// Asks for other rows, where some that are to be seen are not here.
    pub(super) fn window_again(&mut self) -> Vec<Effect> {
        let seen = (self.top, (self.top + self.page()).min(self.total()));
        if seen.0 >= self.window.0 && seen.1 <= self.window.1 {
            return Vec::new();
        }
        vec![self.ask(false)]
    }

    pub(super) fn keep_in_view(&mut self) {
        let page = self.page();
        if self.at < self.top {
            self.top = self.at;
        } else if self.at >= self.top + page {
            self.top = self.at + 1 - page;
        }
        self.top = self.top.min(self.total().saturating_sub(page));
    }
}
