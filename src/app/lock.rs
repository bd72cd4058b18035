//! Hiding what is on the screen: at once with one key, and in a vault so that only the passphrase brings it back.
//!
//! A vault is locked by a key, or when nobody has pressed one for a time (not in a conversation that runs). Then every word goes out of the
//! machine; what stays is where one was, as something the program can be started for.

use super::key::{Code, Key};
use super::keymap::{Action, Place};
use super::{App, Effect, Event, Now, Screen, Start};
use zeroize::Zeroizing;

/// The longest passphrase that is taken in, in bytes.
const LONGEST: usize = 1_000;

/// What was typed and is shown to nobody.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Typed(Zeroizing<String>);

impl Typed {
    /// The words.
    pub fn words(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(…)")
    }
}

/// The screen of a vault that is locked.
#[derive(Debug, Clone)]
pub struct Locked {
    typed: Typed,
    /// Whether the passphrase is being tried.
    pub trying: bool,
    /// What was wrong with the last one.
    pub wrong: Option<String>,
    then: Start,
}

impl Locked {
    pub(super) fn new(then: Start) -> Self {
        // Never moved while it grows: a copy on the way would not be wiped.
        let typed = Typed(Zeroizing::new(String::with_capacity(LONGEST)));
        Self {
            typed,
            trying: false,
            wrong: None,
            then,
        }
    }

    /// How many characters are typed.
    pub fn length(&self) -> usize {
        self.typed.0.chars().count()
    }

    fn push(&mut self, text: &str) {
        for c in text.chars().filter(|c| !c.is_control()) {
            if self.typed.0.len() + c.len_utf8() <= LONGEST {
                self.typed.0.push(c);
            }
        }
    }
}

/// What guards the screen.
#[derive(Debug, Clone, Default)]
pub(super) struct Guard {
    /// Nothing is shown until a key is pressed.
    blank: bool,
    /// Whether the library is a vault.
    vault: bool,
    /// After so long without a key it locks itself, in milliseconds.
    idle: Option<u64>,
    /// When a key was pressed last.
    touched: Option<Now>,
}

impl App {
    /// The machine of a vault that has to be opened first.
    pub fn locked(setup: super::Setup, start: Start) -> Self {
        let (mut app, _) = Self::new(setup, Start::Home);
        app.screen = Screen::Locked(Box::new(Locked::new(start)));
        app
    }

    /// Says that the library is a vault, which locks itself after `idle` milliseconds.
    pub fn guards_a_vault(&mut self, idle: Option<u64>) {
        self.guard.vault = true;
        self.guard.idle = idle;
    }

    /// Whether nothing is to be shown.
    pub fn is_blank(&self) -> bool {
        self.guard.blank
    }

    /// In how many milliseconds it has to be asked whether to lock.
    pub fn locks_in(&self, now: Now) -> Option<u64> {
        let idle = self.guard.idle.filter(|_| self.may_lock())?;
        let since = self.guard.touched.map_or(0, |at| since(at, now));
        Some(idle.saturating_sub(since).max(1))
    }

    /// Whether it locks by itself: a conversation that runs is left alone.
    fn may_lock(&self) -> bool {
        let talks = matches!(&self.screen, Screen::Live(live) if !live.is_following());
        self.guard.vault && !talks && !matches!(self.screen, Screen::Locked(_))
    }

    /// What the guard makes of an event, before anybody else sees it; `None` where it lets it pass.
    pub(super) fn guarded(&mut self, event: &Event, now: Now) -> Option<Vec<Effect>> {
        let by_hand = matches!(event, Event::Key(_) | Event::Paste(_));
        let idle = self.guard.idle.filter(|_| self.may_lock());
        let before = match self.guard.touched {
            Some(at) => at,
            None => *self.guard.touched.insert(now),
        };
        if by_hand {
            self.guard.touched = Some(now);
        }
        // Also when the machine has slept, and the first thing that comes is a key.
        if (by_hand || matches!(event, Event::Tick))
            && idle.is_some_and(|i| since(before, now) >= i)
        {
            return Some(self.lock());
        }
        if by_hand && std::mem::take(&mut self.guard.blank) {
            return Some(Vec::new());
        }
        if let Event::Key(key) = event {
            match self.setup.keymap.action(Place::Anywhere, *key) {
                Some(Action::Blank) => {
                    self.guard.blank = true;
                    return Some(Vec::new());
                }
                Some(Action::Lock) if !matches!(self.screen, Screen::Locked(_)) => {
                    if self.guard.vault {
                        return Some(self.lock());
                    }
                    // Nothing could be asked for: hidden it is all the same.
                    self.guard.blank = true;
                    return Some(Vec::new());
                }
                _ => {}
            }
        }
        matches!(self.screen, Screen::Locked(_)).then(|| self.while_locked(event, now))
    }

    /// Lets all words go.
    fn lock(&mut self) -> Vec<Effect> {
        let then = self.whereabouts();
        let mut effects = Vec::new();
        if matches!(&self.screen, Screen::Live(live) if !live.is_following()) {
            effects.push(Effect::Finish);
        }
        let (fresh, _) = Self::new(self.setup.clone(), Start::Home);
        let (guard, columns, rows) = (self.guard.clone(), self.columns, self.rows);
        let asked = std::mem::take(&mut self.asked_to_judge);
        let script_problem = self.script_problem.take();
        *self = fresh;
        (self.columns, self.rows) = (columns, rows);
        (self.guard, self.asked_to_judge, self.script_problem) = (guard, asked, script_problem);
        self.guard.blank = false;
        self.screen = Screen::Locked(Box::new(Locked::new(then)));
        effects.push(Effect::Lock);
        effects
    }

    /// Where one is, as something that the program can be started for.
    fn whereabouts(&self) -> Start {
        match &self.screen {
            Screen::Live(live) => {
                let id = live.session().head().id.clone();
                if live.is_following() {
                    Start::Follow(id)
                } else {
                    Start::Resume(id)
                }
            }
            Screen::Read(read) => match (read.sheet_of(), read.session()) {
                (Some(of), _) => Start::RoleSheet(of.clone()),
                (None, Some(id)) => Start::Read(id.to_owned()),
                (None, None) => Start::Home,
            },
            Screen::Debrief(page) => Start::Debrief(page.session().head().id.clone()),
            Screen::Weeks(_) => Start::Weeks,
            Screen::Clients(_) => Start::Clients,
            Screen::Locked(locked) => locked.then.clone(),
            _ => Start::Home,
        }
    }

    /// Only what opens the vault comes in; words that are still on their way do not.
    fn while_locked(&mut self, event: &Event, now: Now) -> Vec<Effect> {
        let Screen::Locked(locked) = &mut self.screen else {
            return Vec::new();
        };
        match event {
            Event::Key(key) => return self.locked_key(*key, now),
            Event::Paste(text) => locked.push(text),
            Event::Resize(columns, rows) => (self.columns, self.rows) = (*columns, *rows),
            Event::StillLocked(why) => {
                locked.trying = false;
                locked.wrong = Some(why.clone());
            }
            Event::Unlocked => {
                let then = std::mem::replace(&mut locked.then, Start::Home);
                self.screen = Screen::Home;
                self.guard.vault = true;
                let mut effects = self.go(then.clone());
                if then != Start::Home {
                    effects.push(Effect::List);
                }
                return effects;
            }
            _ => {}
        }
        Vec::new()
    }

    fn locked_key(&mut self, key: Key, now: Now) -> Vec<Effect> {
        let action = self.setup.keymap.action(Place::Locked, key);
        let Screen::Locked(locked) = &mut self.screen else {
            return Vec::new();
        };
        match action {
            Some(Action::Interrupt) => return self.interrupt(now),
            Some(Action::Help) => self.toggle_help(),
            Some(Action::Leave) => return vec![Effect::Quit],
            Some(Action::Back) if self.help.is_some() => self.help = None,
            Some(Action::Back | Action::DeleteToStart) => locked.typed.0.clear(),
            Some(Action::DeleteBack) => {
                locked.typed.0.pop();
            }
            Some(Action::Open) if !locked.trying => {
                locked.trying = true;
                locked.wrong = None;
                let next = Typed(Zeroizing::new(String::with_capacity(LONGEST)));
                let typed = std::mem::replace(&mut locked.typed, next);
                return vec![Effect::Unlock(typed)];
            }
            None => {
                if let (Code::Char(c), Some(_)) = (key.code, key.typed()) {
                    locked.push(c.encode_utf8(&mut [0; 4]));
                }
            }
            Some(_) => {}
        }
        Vec::new()
    }
}

/// Milliseconds between two moments, by the clock that says more: one stands still while the machine sleeps.
fn since(at: Now, now: Now) -> u64 {
    let by_wall = match (at.at.instant(), now.at.instant()) {
        (Some(at), Some(now)) => now.as_millisecond().saturating_sub(at.as_millisecond()),
        _ => 0,
    };
    let by_wall = u64::try_from(by_wall).unwrap_or(0);
    by_wall.max(now.ms.saturating_sub(at.ms))
}
