//! The clients to practise with, to choose one from.

use super::event::ScriptRow;
use super::keymap::Action;
use crate::client::Difficulty;
use crate::client::persona::PersonaRow;
use crate::script::ScriptKind;

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
