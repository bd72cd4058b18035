//! The machine: an event in, effects out. It performs nothing, waits for nothing and knows no clock, so that
//! every journey of a user can be played in a test. A screen is a value.

pub mod ask;
mod back;
pub mod begin;
pub mod bin;
pub mod choose;
pub mod clients;
pub mod debrief;
pub mod editor;
pub mod ended;
mod event;
pub mod export;
mod follow;
pub mod help;
pub mod home;
pub mod key;
pub mod keymap;
pub mod ledger;
pub mod library;
pub mod live;
pub mod lock;
pub mod read;
mod start;
pub mod talk;
pub mod typed;

pub use event::{
    Debriefed, Effect, Event, Followed, LedgerEffect, LedgerEvent, Loaded, Now, Opened, RoleSheet,
    Row, Saving, ScriptRow, SheetOf, Wanted,
};

use crate::client::persona::PersonaRow;
use crate::ledger::By;
use crate::script::catalogue;
use ask::Ask;
use begin::Begin;
use choose::Choose;
use clients::Clients;
use debrief::{Page, WeeksPage};
use ended::Ending;
use help::Help;
use home::Home;
use key::Key;
use keymap::{Action, Keymap, Place};
use ledger::{Ledger, View};
pub use ledger::{PersonFound, PersonRow, SessionRow};
use library::Library;
use live::Live;
use lock::Locked;
use read::Read;
pub use start::Start;
use std::collections::BTreeSet;

/// What the user looks at.
#[derive(Debug, Clone)]
pub enum Screen {
    /// Where everything begins.
    Home,
    /// The scripts of a moment.
    Choose(Choose),
    /// The clients to practise with.
    Clients(Box<Clients>),
    /// The form for a new conversation.
    Begin(Box<Begin>),
    /// A conversation.
    Live(Box<Live>),
    /// A transcript.
    Read(Box<Read>),
    /// A debrief.
    Debrief(Box<Page>),
    /// The measures over weeks.
    Weeks(WeeksPage),
    /// A vault that is locked.
    Locked(Box<Locked>),
    /// People, promises, figures over many sessions.
    Ledger(Box<Ledger>),
    /// The library.
    Library(Box<Library>),
}

/// What the machine is made with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// The keys.
    pub keymap: Keymap,
    /// The scripts that can be run.
    pub scripts: Vec<ScriptRow>,
    /// The clients to practise with.
    pub personas: Vec<PersonaRow>,
}

/// The machine.
#[derive(Debug, Clone)]
pub struct App {
    /// What the user looks at.
    pub screen: Screen,
    /// The home screen's list, which outlives the other screens.
    pub home: Home,
    /// Help, while it is open.
    pub help: Option<Help>,
    /// A line about what was asked for last, outside a conversation.
    pub message: Option<String>,
    /// What it was made with.
    pub setup: Setup,
    /// What is wrong with a script of the user's, until it is mended.
    script_problem: Option<String>,
    /// A line that is asked for.
    pub ask: Option<Ask>,
    /// What is asked about the end of a conversation.
    pub ending: Option<Ending>,
    /// The screens that one comes back to, the last one first.
    under: Vec<Screen>,
    /// Where to stand in the session that is read next: its id, what the entries are called, their numbers.
    wanted_lines: Option<(String, String, Vec<u32>)>,
    /// How often something was kept that screens over many sessions show.
    changes: u64,
    /// The sessions after which the user was asked to judge themselves.
    asked_to_judge: BTreeSet<String>,
    guard: lock::Guard,
    columns: u16,
    rows: u16,
    interrupted_ms: Option<u64>,
    /// The session that is about to be deleted, and the one that was deleted last.
    deleting: Option<String>,
    deleted: Option<String>,
}

/// How soon a second interrupt must follow the first, in milliseconds.
const TWICE: u64 = 3_000;

impl App {
    /// The machine, and what is to be done first.
    pub fn new(setup: Setup, start: Start) -> (Self, Vec<Effect>) {
        let mut app = Self {
            screen: Screen::Home,
            home: Home::default(),
            help: None,
            message: None,
            setup,
            script_problem: None,
            ask: None,
            ending: None,
            under: Vec::new(),
            wanted_lines: None,
            changes: 0,
            asked_to_judge: BTreeSet::new(),
            guard: lock::Guard::default(),
            columns: 80,
            rows: 24,
            interrupted_ms: None,
            deleting: None,
            deleted: None,
        };
        let effects = app.go(start);
        (app, effects)
    }

    /// Columns and rows of the terminal.
    pub fn size(&self) -> (u16, u16) {
        (self.columns, self.rows)
    }

    /// Whether the screen shows something that changes with time alone.
    pub fn is_live(&self) -> bool {
        matches!(self.screen, Screen::Live(_))
    }

    /// Takes an event in; what is to be done comes out.
    pub fn handle(&mut self, event: Event, now: Now) -> Vec<Effect> {
        if let Some(effects) = self.guarded(&event, now) {
            return effects;
        }
        match event {
            Event::Key(key) => return self.key(key, now),
            Event::Paste(text) => return self.paste(&text, now),
            Event::Mouse(mouse) => return self.mouse(mouse),
            Event::Library(news) => return self.library_news(news, now),
            Event::Resize(columns, rows) => {
                (self.columns, self.rows) = (columns, rows);
                return self.resized();
            }
            Event::Tick => {
                if let Screen::Live(live) = &mut self.screen {
                    live.tick(now);
                }
            }
            Event::Saving(saving) => {
                if let Screen::Live(live) = &mut self.screen {
                    live.saving(saving, now);
                }
            }
            Event::Sessions(rows) => self.home.fill(rows),
            Event::People(people) => self.home.people = people,
            Event::Opened(opened) => {
                let mut live = Live::new(*opened, now);
                let effects = live.take_up(now);
                self.show_live(Screen::Live(Box::new(live)));
                return effects;
            }
            Event::Loaded(loaded) => self.read(Read::new(&loaded)),
            Event::RoleSheet(sheet) => self.read(Read::sheet(*sheet)),
            Event::Ledger(event) => return self.ledger(event),
            Event::Followed(followed) => {
                let live = Live::follow(*followed, None, now);
                self.show(Screen::Live(Box::new(live)));
            }
            Event::Changed(followed) => self.changed(*followed, now),
            Event::Lost(why) => self.lost(why),
            Event::Debriefed(debriefed) => self.debriefed(*debriefed),
            Event::TryAgain { opened, before } => return self.tried_again(*opened, before, now),
            Event::Weeks(weeks) => {
                if let Screen::Weeks(page) = &mut self.screen {
                    page.weeks = Some(weeks);
                }
            }
            Event::Which {
                people,
                script,
                name,
                organisation,
            } => {
                let form = Begin::which(&self.beside(&script), &script, name, organisation, people);
                self.show(Screen::Begin(Box::new(form)));
            }
            Event::Scripts { rows, problems } => {
                self.setup.scripts = rows;
                let problem = problems.into_iter().next();
                if let Screen::Choose(choose) = &mut self.screen {
                    choose.refresh(&self.setup.scripts);
                }
                // Another message is not taken away by scripts that are in order.
                let shown = matches!(self.screen, Screen::Home | Screen::Choose(_));
                if shown && (problem.is_some() || self.message == self.script_problem) {
                    self.message.clone_from(&problem);
                }
                self.script_problem = problem;
            }
            Event::Personas { rows, problems } => {
                self.setup.personas = rows;
                if let Screen::Clients(clients) = &mut self.screen {
                    clients.refresh(&self.setup.personas);
                    self.message = problems.into_iter().next();
                }
            }
            Event::Replacing(replaced) => self.replacing(&replaced),
            Event::Deleted(id) => return self.deleted(id),
            Event::BroughtBack => return self.brought_back(),
            Event::Unlocked | Event::StillLocked(_) => {}
            Event::Done(what) => self.message = Some(what),
            Event::Failed(what) => return self.failed(what),
        }
        Vec::new()
    }

    /// Where the keys count now.
    pub fn place(&self) -> Place {
        if self.deleting.is_some() {
            return Place::Delete;
        }
        if self.ask.is_some() {
            return Place::Ask;
        }
        if let Some(ending) = &self.ending {
            return ending.place();
        }
        match &self.screen {
            Screen::Home => Place::Home,
            Screen::Choose(_) => Place::Choose,
            Screen::Begin(_) => Place::Begin,
            Screen::Clients(_) => Place::Clients,
            Screen::Live(live) => live.place(),
            Screen::Read(read) if read.exporting.is_some() => Place::Export,
            Screen::Read(_) => Place::Read,
            Screen::Debrief(page) if page.asking().is_some() => Place::Judge,
            Screen::Debrief(_) => Place::Debrief,
            Screen::Weeks(_) => Place::Weeks,
            Screen::Locked(_) => Place::Locked,
            Screen::Ledger(ledger) => ledger.place(),
            Screen::Library(library) => library.place(),
        }
    }

    fn key(&mut self, key: Key, now: Now) -> Vec<Effect> {
        let place = self.place();
        let action = self.setup.keymap.action(place, key);
        if action == Some(Action::Interrupt) {
            return self.interrupt(now);
        }
        self.interrupted_ms = None;
        if action == Some(Action::Help) {
            self.toggle_help();
            return Vec::new();
        }
        if let Some(help) = &mut self.help
            && help.takes(place, action, key)
        {
            if help.is_done() {
                self.help = None;
            }
            return Vec::new();
        }
        match place {
            Place::Ask => self.ask_key(action, key, now),
            Place::Ended | Place::Feedback => self.ended_key(action),
            _ if matches!(self.screen, Screen::Library(_)) => self.library_key(action, key, now),
            Place::Home => self.home_key(action),
            Place::Choose => self.choose_key(action),
            Place::Clients => self.clients_key(action),
            Place::Begin => self.begin_key(action, key),
            Place::Follow => self.follow_key(action),
            Place::Read => self.read_key(action, key),
            Place::Export => self.export_key(action),
            Place::Delete => self.delete_key(action),
            Place::Judge => self.judge_key(action, now),
            Place::Debrief => self.debrief_key(action),
            Place::Weeks => self.weeks_key(action),
            Place::People
            | Place::Merge
            | Place::Person
            | Place::Brief
            | Place::Due
            | Place::Insights
            | Place::Sessions => self.ledger_key(action),
            _ => self.talk_key(action, key, now),
        }
    }

    /// Opens or closes help.
    pub fn toggle_help(&mut self) {
        self.help = if self.help.is_some() {
            None
        } else {
            Some(Help::default())
        };
    }

    fn interrupt(&mut self, now: Now) -> Vec<Effect> {
        let twice = self
            .interrupted_ms
            .is_some_and(|at| now.ms.saturating_sub(at) <= TWICE);
        if twice {
            return vec![Effect::Quit];
        }
        self.interrupted_ms = Some(now.ms);
        let words = "^c again leaves; everything is kept";
        match &mut self.screen {
            Screen::Live(live) => live.say(words, now),
            _ => self.message = Some(words.to_owned()),
        }
        Vec::new()
    }

    fn paste(&mut self, text: &str, now: Now) -> Vec<Effect> {
        let types = keymap::has_input(self.place());
        if let Some(ask) = &mut self.ask {
            ask.paste(text);
            self.asked_on();
            return Vec::new();
        }
        match &mut self.screen {
            Screen::Library(_) => self.library_paste(text),
            Screen::Live(live) if types => live.paste(text, now),
            Screen::Begin(begin) => {
                begin.paste(text);
                Vec::new()
            }
            Screen::Read(read) => {
                read.paste(text);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn home_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Some(action) = action else {
            return Vec::new();
        };
        self.message = None;
        match action {
            Action::Quit => return vec![Effect::Quit],
            Action::NewLive => self.new_live(),
            Action::Due => return self.look(View::Due),
            Action::People => return self.look(View::People),
            Action::Insights => return self.look(View::Insights(By::Month)),
            Action::Practise => return self.choose_client(),
            Action::Review => return self.open_library("", false, library::Sort::Newest),
            Action::Search => return self.open_library("", true, library::Sort::Newest),
            Action::Debrief => {
                if let home::Chosen::Read(id) = self.home.chosen() {
                    return vec![Effect::Debrief(id)];
                }
            }
            Action::Open => match self.home.chosen() {
                home::Chosen::New => self.new_live(),
                home::Chosen::Practise => return self.choose_client(),
                home::Chosen::Review => return self.open_library("", false, library::Sort::Newest),
                home::Chosen::Moment(moment) => {
                    let choose = Choose::new(moment, &self.setup.scripts);
                    self.show(Screen::Choose(choose));
                }
                home::Chosen::GoOn(id) => return vec![Effect::Resume(id)],
                home::Chosen::Read(id) => return vec![Effect::Load(id)],
                home::Chosen::Due(session, n) => {
                    return self.read_at(&session, "promised here", n.into_iter().collect());
                }
                home::Chosen::Look(view) => return self.look(view),
                home::Chosen::Nothing => {}
            },
            Action::Delete => self.ask_to_delete(),
            Action::Ended => match self.home.chosen_saved().map(str::to_owned) {
                Some(id) => self.ask_ending(&id),
                None => self.message = Some("choose a saved conversation first".to_owned()),
            },
            Action::BringBack => return self.bring_back(),
            action => self.home.go(action, self.rows),
        }
        Vec::new()
    }

    /// The form for a conversation with a client, with all scripts for one to choose from.
    fn new_live(&mut self) {
        // Mineral Rights is chosen, whatever else there is.
        self.ask_with_whom(first_script(), None);
    }
}

/// The id of the main conversation.
pub fn first_script() -> &'static str {
    catalogue::BUILTIN.first().map_or("", |b| b.id)
}

/// The conversation on the screen, if there is one.
pub fn screen_live(app: &App) -> Option<&Live> {
    match &app.screen {
        Screen::Live(live) => Some(live),
        _ => None,
    }
}
