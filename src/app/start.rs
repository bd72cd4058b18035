//! What the program can be started for; also where one comes back to.

use super::debrief::WeeksPage;
use super::ledger::View;
use super::library;
use super::{App, Effect, Screen, SheetOf, Wanted};

/// What the program was started for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    /// Home.
    Home,
    /// A script; without a name the form asks with whom, where it is about somebody.
    Begin {
        /// The script's id.
        script: String,
        /// With whom.
        name: Option<String>,
        /// Where they work.
        organisation: Option<String>,
    },
    /// The clients to practise with.
    Clients,
    /// A practice.
    Practise(Wanted),
    /// Going on with a session.
    Resume(String),
    /// Reading a session.
    Read(String),
    /// Reading a role sheet.
    RoleSheet(SheetOf),
    /// Watching a session that another program writes.
    Follow(String),
    /// Looking back at a session.
    Debrief(String),
    /// The measures over weeks.
    Weeks,
    /// People, promises, figures over many sessions.
    Look(View),
    /// The library.
    Library {
        /// What is asked for.
        text: String,
        /// In which order.
        sort: library::Sort,
    },
}

impl App {
    /// Goes where the program was started for.
    pub(super) fn go(&mut self, start: Start) -> Vec<Effect> {
        match start {
            Start::Home => Self::list(),
            Start::Look(view) => self.look(view),
            Start::Begin {
                script,
                name,
                organisation,
            } => self.begin(script, name, organisation),
            Start::Clients => self.choose_client(),
            Start::Practise(wanted) => vec![Effect::Practise(wanted)],
            Start::Resume(id) => vec![Effect::Resume(id)],
            Start::Read(id) => vec![Effect::Load(id)],
            Start::RoleSheet(of) => vec![Effect::RoleSheet(of)],
            Start::Follow(id) => vec![Effect::Follow(id)],
            Start::Debrief(id) => vec![Effect::Debrief(id)],
            Start::Weeks => {
                self.screen = Screen::Weeks(WeeksPage::default());
                vec![Effect::Weeks]
            }
            Start::Library { text, sort } => self.open_library(&text, false, sort),
        }
    }
}
