//! The clients to practise with, to choose one from.

use super::event::{Effect, ScriptRow, SheetOf, Wanted};
use super::keymap::Action;
use super::{App, Screen};
use crate::client::Difficulty;
use crate::client::persona::PersonaRow;
use crate::script::ScriptKind;
use crate::session::Seat;

/// The clients to practise with, and how.
#[derive(Debug, Clone)]
pub struct Clients {
    /// They.
    pub personas: Vec<PersonaRow>,
    /// The chosen one.
    pub at: usize,
    /// How much has to be earned.
    pub difficulty: Difficulty,
    /// The scripts for a conversation with somebody: id and title.
    pub scripts: Vec<(String, String)>,
    /// The place of the chosen script.
    pub script: usize,
}

impl Clients {
    /// The clients, the first chosen, as people are, with the main conversation.
    pub fn new(personas: &[PersonaRow], scripts: &[ScriptRow]) -> Self {
        let talk =
            |s: &&ScriptRow| matches!(s.kind, ScriptKind::Conversation | ScriptKind::OneToOne);
        let mut clients = Self {
            personas: personas.to_vec(),
            at: 0,
            difficulty: Difficulty::default(),
            scripts: Vec::new(),
            script: 0,
        };
        clients.scripts = scripts
            .iter()
            .filter(talk)
            .map(|s| (s.id.clone(), s.title.clone()))
            .collect();
        let main = super::first_script();
        clients.script = clients
            .scripts
            .iter()
            .position(|s| s.0 == main)
            .unwrap_or(0);
        clients
    }

    /// Takes the clients as they are now; the chosen one stays chosen.
    pub(super) fn refresh(&mut self, personas: &[PersonaRow]) {
        let chosen = self.chosen().map(|p| p.id.clone());
        self.personas = personas.to_vec();
        let same = self
            .personas
            .iter()
            .position(|p| Some(&p.id) == chosen.as_ref());
        let last = self.personas.len().saturating_sub(1);
        self.at = same.unwrap_or(self.at.min(last));
    }

    /// The chosen client.
    pub fn chosen(&self) -> Option<&PersonaRow> {
        self.personas.get(self.at)
    }

    /// The chosen script: id and title.
    pub fn chosen_script(&self) -> Option<&(String, String)> {
        self.scripts.get(self.script)
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        match action {
            Action::Harder => {
                let all = Difficulty::ALL;
                let at = all.iter().position(|d| *d == self.difficulty).unwrap_or(0);
                self.difficulty = all.get((at + 1) % all.len()).copied().unwrap_or_default();
            }
            Action::OtherScript if !self.scripts.is_empty() => {
                self.script = (self.script + 1) % self.scripts.len();
            }
            action => {
                let last = self.personas.len().saturating_sub(1);
                self.at = super::home::moved(self.at, last, action, rows);
            }
        }
    }
}

impl App {
    /// The clients to practise with; the user's own come as soon as they are read.
    pub(super) fn choose_client(&mut self) -> Vec<Effect> {
        let clients = Clients::new(&self.setup.personas, &self.setup.scripts);
        self.show(Screen::Clients(Box::new(clients)));
        vec![Effect::Personas]
    }

    /// As [`Self::choose_client`], with a client chosen.
    pub(super) fn choose_client_after(&mut self, persona: &str) -> Vec<Effect> {
        let effects = self.choose_client();
        if let Screen::Clients(clients) = &mut self.screen {
            let at = clients.personas.iter().position(|p| p.id == persona);
            clients.at = at.unwrap_or(0);
        }
        effects
    }

    pub(super) fn clients_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = self.rows;
        let Screen::Clients(clients) = &mut self.screen else {
            return Vec::new();
        };
        let seat = match action {
            Some(Action::Back) => return self.go_home(),
            Some(Action::Open) => Seat::Simulated,
            Some(Action::Guide) => Seat::Pair,
            Some(Action::Observe) => Seat::Observer,
            Some(Action::RoleSheet) => {
                return clients
                    .sheet_of()
                    .map(Effect::RoleSheet)
                    .into_iter()
                    .collect();
            }
            Some(action) => {
                clients.go(action, rows);
                return Vec::new();
            }
            None => return Vec::new(),
        };
        let wanted = clients.wanted(seat);
        wanted.map(Effect::Practise).into_iter().collect()
    }
}

impl Clients {
    /// The practice that is chosen, in one of its ways.
    fn wanted(&self, seat: Seat) -> Option<Wanted> {
        let of = self.sheet_of()?;
        Some(Wanted {
            persona: of.persona,
            script: of.script,
            seat,
            difficulty: self.difficulty,
            seed: None,
            glass: false,
        })
    }

    fn sheet_of(&self) -> Option<SheetOf> {
        Some(SheetOf {
            persona: self.chosen()?.id.clone(),
            script: self.chosen_script()?.0.clone(),
        })
    }
}
