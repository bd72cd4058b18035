//! From one screen to another, and back.

use super::read::Read;
use super::{App, Effect, LedgerEffect, Screen};

/// Screens that one can come back to, at most: whoever goes round in circles forgets the first ones.
const DEEPEST: usize = 16;

impl App {
    /// Shows a screen from which one comes home.
    pub(super) fn show(&mut self, screen: Screen) {
        self.under.clear();
        self.show_instead(screen);
    }

    /// Shows a screen in the place of the one that is open.
    pub(super) fn show_instead(&mut self, screen: Screen) {
        self.screen = screen;
        self.help = None;
        self.message = None;
        self.ask = None;
        self.ending = None;
    }

    /// Shows a screen over the one that is open: one comes back to that.
    pub(super) fn show_over(&mut self, screen: Screen) {
        let before = std::mem::replace(&mut self.screen, Screen::Home);
        // Home is where one comes in the end; a conversation that was left is opened anew.
        if !matches!(before, Screen::Home | Screen::Choose(_) | Screen::Live(_)) {
            if self.under.len() == DEEPEST {
                self.under.remove(0);
            }
            self.under.push(before);
        }
        self.show_instead(screen);
    }

    /// Shows a conversation that begins or goes on: forms and lists in which it was chosen are not come back to.
    pub(super) fn show_live(&mut self, screen: Screen) {
        if matches!(self.screen, Screen::Begin(_) | Screen::Clients(_)) {
            self.show_instead(screen);
        } else {
            self.show_over(screen);
        }
    }

    /// The screen that one comes back to; none where that is home.
    pub(super) fn under(&self) -> Option<&Screen> {
        self.under.last()
    }

    /// To the screen under this one, or home.
    pub(super) fn go_back(&mut self) -> Vec<Effect> {
        let Some(screen) = self.under.pop() else {
            return self.go_home();
        };
        self.show_instead(screen);
        let mut effects = self.resized();
        effects.extend(self.look_again());
        effects
    }

    pub(super) fn go_home(&mut self) -> Vec<Effect> {
        self.show(Screen::Home);
        // A script may have been broken while another screen was open.
        self.message.clone_from(&self.script_problem);
        Self::list()
    }

    /// What fills home: the sessions, and then what presses.
    pub(super) fn list() -> Vec<Effect> {
        vec![Effect::List, Effect::Ledger(LedgerEffect::Pressing)]
    }

    /// A session that was read. One that is on the screen already has changed, and stays where it was.
    pub(super) fn read(&mut self, mut read: Read) {
        read.resize(self.columns, self.rows);
        if let Some((id, what, lines)) = self.wanted_lines.take()
            && read.session() == Some(&id)
        {
            read.mark(&what, &lines);
        }
        match &mut self.screen {
            Screen::Read(before)
                if before.session().is_some() && before.session() == read.session() =>
            {
                read.stand_as(before);
                **before = read;
            }
            _ => self.show_over(Screen::Read(Box::new(read))),
        }
    }

    /// Reads a session, and stands at some of its entries, which are called `what`.
    pub(super) fn read_at(&mut self, id: &str, what: &str, lines: Vec<u32>) -> Vec<Effect> {
        self.wanted_lines = (!lines.is_empty()).then(|| (id.to_owned(), what.to_owned(), lines));
        vec![Effect::Load(id.to_owned())]
    }
}
