//! Looking back at a conversation: first the user judges themselves, then the measures stand beside it.

use super::event::{Debriefed, Effect, Loaded, Now};
use super::keymap::Action;
use super::live::Live;
use super::read::Read;
use super::{App, Screen};
use crate::debrief::{Advice, Debrief, Measure, Way, Weeks};
use crate::session::{Entry, Judge, Judgement, Kind, Session};

/// A debrief on the screen.
#[derive(Debug, Clone)]
pub struct Page {
    loaded: Loaded,
    debrief: Debrief,
    /// The chosen line: the measures first, then what to keep and to try.
    pub at: usize,
    /// How often the page below the list was turned, since this line was chosen.
    pub turned: usize,
    asking: Option<Asking>,
}

/// The questions by which the user judges themselves, while they are asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Asking {
    at: usize,
    judged: Judgement,
}

impl Asking {
    /// The question that is asked now, and its place from 1.
    pub fn question(&self) -> Option<(usize, Judge)> {
        Some((self.at + 1, *Judge::ALL.get(self.at)?))
    }

    /// What was answered so far.
    pub fn judged(&self) -> &Judgement {
        &self.judged
    }
}

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// A measure.
    Measure(&'a Measure),
    /// Something to take along.
    Advice(&'a Advice),
}

impl Page {
    /// A debrief. The user is asked first where they have not judged themselves, and may be asked.
    pub fn new(debriefed: Debriefed, may_ask: bool) -> Self {
        let Debriefed { loaded, debrief } = debriefed;
        let open = debrief.judged.is_empty() && debrief.ended && debrief.way != Way::Counts;
        Self {
            loaded,
            at: 0,
            turned: 0,
            asking: (open && may_ask).then(Asking::default),
            debrief,
        }
    }

    /// The session that is looked back at.
    pub fn session(&self) -> &Session {
        &self.loaded.session
    }

    /// What is shown.
    pub fn debrief(&self) -> &Debrief {
        &self.debrief
    }

    /// The questions, while they are asked.
    pub fn asking(&self) -> Option<&Asking> {
        self.asking.as_ref()
    }

    /// All lines in order.
    pub fn items(&self) -> Vec<Item<'_>> {
        let measures = self.debrief.measures.iter().map(Item::Measure);
        let advice = self.debrief.advice.iter().map(Item::Advice);
        measures.chain(advice).collect()
    }

    /// The chosen line.
    pub fn chosen(&self) -> Option<Item<'_>> {
        self.items().get(self.at).copied()
    }

    /// Whether another line can be tried from here on.
    pub fn can_try(&self) -> bool {
        self.debrief.way == Way::Words
    }

    /// What the chosen line is called, and the entries that show it.
    fn shown(&self) -> (&'static str, Vec<u32>) {
        match self.chosen() {
            Some(Item::Measure(measure)) => (measure.id.title(), measure.lines()),
            Some(Item::Advice(advice)) => (advice.kind.title(), advice.line.into_iter().collect()),
            None => ("", Vec::new()),
        }
    }

    /// The line of the user's that the chosen line is about: the one that shows it, or the one before what the client said.
    fn moment(&self) -> Option<u32> {
        let (_, lines) = self.shown();
        let first = lines.first().copied()?;
        let session = &self.loaded.session;
        let own = session
            .counting()
            .filter(|e| matches!(e.kind, Kind::Said(_)));
        let own: Vec<u32> = own.map(|e| e.n).collect();
        let before = own.iter().rev().find(|n| **n <= first);
        before.or_else(|| own.first()).copied()
    }

    /// Takes an answer to the question that is asked, or skips it. Returns what was judged when that was the last one.
    fn answer(&mut self, answer: Option<u8>) -> Option<Judgement> {
        let asking = self.asking.as_mut()?;
        let (_, judge) = asking.question()?;
        asking.judged.set(judge, answer);
        asking.at += 1;
        if asking.question().is_some() {
            return None;
        }
        self.end_asking()
    }

    /// What was left open stays open.
    fn end_asking(&mut self) -> Option<Judgement> {
        Some(self.asking.take()?.judged)
    }

    /// The judgement counts here at once, whatever becomes of it on the disk.
    fn take_in(&mut self, judged: Judgement, now: Now) {
        self.debrief.judged = judged;
        let session = &mut self.loaded.session;
        let entry = Entry {
            n: session.next_n(),
            at: now.at,
            t: session.fold().last_t,
            kind: Kind::Judged(judged),
        };
        session.push(entry);
    }
}

/// The measures over weeks on the screen.
#[derive(Debug, Clone, Default)]
pub struct WeeksPage {
    /// They; nothing while they are read.
    pub weeks: Option<Weeks>,
    /// How many lines are scrolled away.
    pub top: usize,
}

impl WeeksPage {
    /// How many lines there are.
    pub fn lines(&self) -> usize {
        let courses = self.weeks.iter().flat_map(|w| &w.courses);
        courses.map(|c| c.tracks.len() + 2).sum()
    }
}

impl App {
    pub(super) fn debriefed(&mut self, debriefed: Debriefed) {
        let id = debriefed.loaded.session.head().id.clone();
        let page = Page::new(debriefed, !self.asked_to_judge.contains(&id));
        let page = Screen::Debrief(Box::new(page));
        // It takes the place of the transcript or the conversation, and not that of the list.
        if matches!(self.screen, Screen::Library(_)) {
            self.show_over(page);
        } else {
            self.show_instead(page);
        }
    }

    /// A practice that was opened again goes on before a line.
    pub(super) fn tried_again(
        &mut self,
        opened: super::Opened,
        before: u32,
        now: Now,
    ) -> Vec<Effect> {
        let mut live = Live::new(opened, now);
        let mut effects = Vec::new();
        live.rewind(Some(before), now, &mut effects);
        self.show(Screen::Live(Box::new(live)));
        effects
    }

    pub(super) fn judge_key(&mut self, action: Option<Action>, now: Now) -> Vec<Effect> {
        let Screen::Debrief(page) = &mut self.screen else {
            return Vec::new();
        };
        let done = match action {
            Some(Action::Rate(answer)) => page.answer(Some(answer)),
            Some(Action::Keep) => page.answer(None),
            Some(Action::Up) => {
                if let Some(asking) = &mut page.asking {
                    asking.at = asking.at.saturating_sub(1);
                }
                None
            }
            Some(Action::Back) => page.end_asking(),
            _ => None,
        };
        let Some(judged) = done else {
            return Vec::new();
        };
        let id = page.loaded.session.head().id.clone();
        self.asked_to_judge.insert(id.clone());
        if judged.is_empty() {
            return Vec::new();
        }
        page.take_in(judged, now);
        vec![Effect::Judge { id, judged }]
    }

    pub(super) fn debrief_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = self.rows;
        let Screen::Debrief(page) = &mut self.screen else {
            return Vec::new();
        };
        let Some(action) = action else {
            return Vec::new();
        };
        self.message = None;
        match action {
            Action::Back => return self.go_back(),
            Action::Open | Action::Read => {
                self.read_from_debrief(action == Action::Open);
            }
            Action::TryAgain => return self.try_again(),
            Action::More => page.turned += 1,
            Action::Weeks => {
                self.show_over(Screen::Weeks(WeeksPage::default()));
                return vec![Effect::Weeks];
            }
            action => {
                let last = page.items().len().saturating_sub(1);
                page.at = super::home::moved(page.at, last, action, rows);
                page.turned = 0;
            }
        }
        Vec::new()
    }

    /// The transcript, at the lines of what is chosen, or from its beginning. The debrief stands behind it.
    fn read_from_debrief(&mut self, at_lines: bool) {
        let Screen::Debrief(page) = &self.screen else {
            return;
        };
        let mut read = Read::new(&page.loaded);
        read.resize(self.columns, self.rows);
        let (what, lines) = page.shown();
        if at_lines && !read.mark(what, &lines) {
            self.message = Some("no line shows this".to_owned());
            return;
        }
        self.show_over(Screen::Read(Box::new(read)));
    }

    fn try_again(&mut self) -> Vec<Effect> {
        let Screen::Debrief(page) = &self.screen else {
            return Vec::new();
        };
        if !page.can_try() {
            self.message = Some("only a line to a simulated client can be tried again".to_owned());
            return Vec::new();
        }
        let Some(before) = page.moment() else {
            self.message = Some("you have not said anything yet".to_owned());
            return Vec::new();
        };
        let id = page.loaded.session.head().id.clone();
        vec![Effect::TryAgain { id, before }]
    }

    pub(super) fn weeks_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = self.rows;
        let Screen::Weeks(page) = &mut self.screen else {
            return Vec::new();
        };
        match action {
            Some(Action::Back) => return self.go_back(),
            Some(action) => {
                let last = page.lines().saturating_sub(1);
                page.top = super::home::moved(page.top, last, action, rows);
            }
            None => {}
        }
        Vec::new()
    }
}
