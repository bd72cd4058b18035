//! Keys in a conversation.

use super::editor::{Editor, Move};
use super::event::{Effect, LedgerEffect, Now};
use super::key::Key;
use super::keymap::{Action, Place, has_input};
use super::live::{Item, Live};
use super::typed::PREFIXES;
use super::{App, Screen};
use crate::debrief::is_conversation;
use crate::session::Judge;
use crate::text::clean_block;

/// Columns around the input: a margin on either side, and the mark before it.
pub const INPUT_MARGIN: u16 = 5;

/// Rows by which a page key scrolls what was kept.
const KEPT_PAGE: usize = 3;

impl App {
    pub(super) fn talk_key(&mut self, action: Option<Action>, key: Key, now: Now) -> Vec<Effect> {
        let editing = self.setup.keymap.action(Place::Input, key);
        let columns = usize::from(self.columns.saturating_sub(INPUT_MARGIN));
        let Screen::Live(live) = &mut self.screen else {
            return Vec::new();
        };
        if action == Some(Action::Brief) {
            let person = live.session().head().person.clone();
            if person.is_me() {
                self.message = Some("there is no brief on oneself".to_owned());
                return Vec::new();
            }
            if self.help.take().is_some_and(|help| help.is_brief()) {
                return Vec::new();
            }
            return vec![Effect::Ledger(LedgerEffect::Brief(person.id))];
        }
        let before = live.editor.text() == "/help";
        let last = live.closing().and_then(|c| c.item()) == Some(&Item::Judge(Judge::Agreed));
        let effects = match action {
            Some(action) => live.action(action, now),
            None if !has_input(live.place()) => Vec::new(),
            None => live.edit(editing, key, columns, now),
        };
        if before && action == Some(Action::Keep) {
            self.toggle_help();
        }
        if last && action == Some(Action::Keep) {
            self.has_judged();
        }
        self.after_talk(effects)
    }

    /// Whoever came to the end of the closing questions was asked how they did, and is not asked again.
    fn has_judged(&mut self) {
        if let Screen::Live(live) = &self.screen
            && live.is_over()
        {
            self.asked_to_judge.insert(live.session().head().id.clone());
        }
    }

    /// A conversation that was left goes home; one that is over is looked back at, and a form is read.
    fn after_talk(&mut self, mut effects: Vec<Effect>) -> Vec<Effect> {
        let Screen::Live(live) = &self.screen else {
            return effects;
        };
        if effects.last() != Some(&Effect::Finish) {
            return effects;
        }
        if live.is_over() {
            let id = live.session().head().id.clone();
            effects.push(if is_conversation(live.session()) {
                Effect::Debrief(id)
            } else {
                Effect::Load(id)
            });
        } else {
            effects.extend(self.go_back());
        }
        effects
    }
}

impl Live {
    /// Where the keys count now.
    pub fn place(&self) -> Place {
        if self.is_following() {
            Place::Follow
        } else if self.closing().is_some() {
            Place::Closing
        } else if let Some(observing) = self.observing() {
            if observing.noting {
                Place::Note
            } else {
                Place::Observe
            }
        } else {
            match self.practice() {
                Some(practice) if practice.choosing.is_some() => Place::Rewind,
                Some(_) => Place::Practice,
                None => Place::Talk,
            }
        }
    }

    /// Says something in the line above the input.
    pub fn say(&mut self, text: &str, now: Now) {
        self.notice(text, now);
    }

    /// A paste is one change, cleaned as a whole.
    pub fn paste(&mut self, text: &str, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.editor.paste(&clean_block(text)) {
            self.edited(now, &mut effects);
        } else {
            self.notice("too long for one answer: paste it in parts", now);
        }
        effects
    }

    /// Does what a key of the conversation is for.
    pub fn action(&mut self, action: Action, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        if self.closing().is_some() {
            self.closing_action(action, now, &mut effects);
            return effects;
        }
        if self.observing().is_some() {
            self.observe_action(action, now, &mut effects);
            return effects;
        }
        if let Some(chosen) = self.practice().and_then(|p| p.choosing) {
            self.rewind_action(action, chosen, now, &mut effects);
            return effects;
        }
        match action {
            Action::Keep => return self.submit(now),
            Action::NextProbe => {
                if self.accept_completion() {
                    self.edited(now, &mut effects);
                } else if !self.editor.text().starts_with(PREFIXES) {
                    // Behind a prefix Tab was meant to complete: the question stays.
                    self.next_probe(now);
                }
            }
            Action::NextPrompt => self.next_prompt(now),
            Action::NextStep => self.next_step(now, &mut effects),
            Action::PreviousStep => self.previous_step(now, &mut effects),
            Action::WhatElse => self.what_else(now, &mut effects),
            Action::Speaker => self.speaker(now, &mut effects),
            Action::Tick(place) => self.tick_place(place, now, &mut effects),
            Action::Withdraw => self.withdraw(None, now, &mut effects),
            Action::Restore => self.restore(None, now, &mut effects),
            Action::End => self.keep_and_end(now, &mut effects),
            Action::Hint => self.give_hint(now),
            Action::Glass => self.toggle_glass(now),
            Action::Rewind => self.choose_line(now),
            action => self.anywhere(action, &mut effects),
        }
        effects
    }

    fn rewind_action(&mut self, action: Action, chosen: u32, now: Now, effects: &mut Vec<Effect>) {
        match action {
            Action::Up => self.choose_other(false),
            Action::Down => self.choose_other(true),
            Action::Open => {
                self.rewind(Some(chosen), now, effects);
            }
            Action::Back => self.choose_none(),
            _ => {}
        }
    }

    /// What stands in the input was said in this step: it is kept before the closing questions come.
    fn keep_and_end(&mut self, now: Now, effects: &mut Vec<Effect>) {
        // In a practice nothing is silence, and not meant here.
        let said = !(self.is_practice() && self.editor.is_empty());
        if !self.is_read_only() && said {
            effects.extend(self.submit(now));
        }
        if (self.editor.is_empty() || self.is_read_only()) && self.closing().is_none() {
            self.end(now, effects);
        }
    }

    fn closing_action(&mut self, action: Action, now: Now, effects: &mut Vec<Effect>) {
        match action {
            Action::Keep => effects.extend(self.submit(now)),
            Action::NextProbe => {
                if self.accept_completion() {
                    self.edited(now, effects);
                }
            }
            Action::Back if !self.close_completion() => self.reopen(now),
            Action::End => self.keep_and_close(now, effects),
            action => self.anywhere(action, effects),
        }
    }

    pub(super) fn anywhere(&mut self, action: Action, effects: &mut Vec<Effect>) {
        match action {
            Action::Leave => effects.push(Effect::Finish),
            Action::SaveElsewhere => effects.push(Effect::Elsewhere(None)),
            Action::Back => {
                self.close_completion();
            }
            action => self.look_back(action),
        }
    }

    /// Scrolls what was kept.
    pub(super) fn look_back(&mut self, action: Action) {
        let most = self.session().entries().len();
        let scrolled = self.kept_scroll;
        self.kept_scroll = match action {
            Action::PageUp => scrolled.saturating_add(KEPT_PAGE).min(most),
            Action::PageDown => scrolled.saturating_sub(KEPT_PAGE),
            Action::Up => scrolled.saturating_add(1).min(most),
            Action::Down => scrolled.saturating_sub(1),
            _ => scrolled,
        };
    }

    fn edit(&mut self, action: Option<Action>, key: Key, columns: usize, now: Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        let row = match action {
            Some(Action::Up) => Some(false),
            Some(Action::Down) => Some(true),
            _ => None,
        };
        if let Some(down) = row {
            if !self.choose(down) && self.editor.go_row(down, columns) {
                self.edited(now, &mut effects);
            }
            return effects;
        }
        match edit(&mut self.editor, action, key) {
            Edit::Done => self.edited(now, &mut effects),
            Edit::Full => self.notice("too long for one answer: keep this and go on", now),
            Edit::Nothing => {}
        }
        effects
    }
}

/// What became of a key in an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Edit {
    /// The text or the cursor changed.
    Done,
    /// There was no room.
    Full,
    /// The key is none of an input's.
    Nothing,
}

/// Edits any input.
pub(super) fn edit(editor: &mut Editor, action: Option<Action>, key: Key) -> Edit {
    let Some(action) = action else {
        let Some(c) = key.typed() else {
            return Edit::Nothing;
        };
        // Terminals send what they please: a character that is not text is no text.
        let clean = clean_block(c.encode_utf8(&mut [0; 4]));
        return match clean.chars().next() {
            Some(c) if editor.type_char(c) => Edit::Done,
            Some(_) => Edit::Full,
            None => Edit::Nothing,
        };
    };
    match action {
        Action::Left => editor.go(Move::Left),
        Action::Right => editor.go(Move::Right),
        Action::WordLeft => editor.go(Move::WordLeft),
        Action::WordRight => editor.go(Move::WordRight),
        Action::LineStart => editor.go(Move::LineStart),
        Action::LineEnd => editor.go(Move::LineEnd),
        Action::DeleteBack => editor.delete(Move::Left),
        Action::DeleteOn => editor.delete(Move::Right),
        Action::DeleteWord => editor.delete(Move::WordLeft),
        Action::DeleteToStart => editor.delete(Move::LineStart),
        Action::DeleteToEnd => editor.delete(Move::LineEnd),
        Action::Newline => {
            if !editor.type_char('\n') {
                return Edit::Full;
            }
        }
        Action::Undo => {
            editor.undo();
        }
        Action::Redo => {
            editor.redo();
        }
        _ => return Edit::Nothing,
    }
    Edit::Done
}
