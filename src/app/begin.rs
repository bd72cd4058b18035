//! The form for a new conversation: with whom, where they work, which script.

use super::editor::Editor;
use super::event::{Effect, LedgerEffect, ScriptRow};
use super::key::Key;
use super::keymap::{Action, Place};
use super::talk::{Edit, edit};
use super::{App, Screen};
use crate::script::{ScriptKind, With};
use crate::session::Person;
use crate::text::{clean_line, folded};

/// The form.
#[derive(Debug, Clone)]
pub struct Begin {
    /// The person's name.
    pub name: Editor,
    /// Where they work.
    pub organisation: Editor,
    /// The scripts: id and title.
    pub scripts: Vec<(String, String)>,
    /// The chosen script.
    pub script: usize,
    /// Which line has the focus: 0 name, 1 organisation, 2 script.
    pub field: usize,
    /// Several people have the name: they, and the chosen one; the one behind the last is somebody new.
    pub which: Option<(Vec<Person>, usize)>,
}

/// The longest name that is taken, in bytes.
const MAX_NAME: usize = 200;

impl Begin {
    /// The form with a script chosen.
    pub fn new(scripts: &[ScriptRow], script: &str, organisation: Option<String>) -> Self {
        let organisation = organisation.unwrap_or_default();
        Self {
            name: Editor::default(),
            organisation: Editor::with(organisation.clone(), organisation.len()),
            script: scripts.iter().position(|s| s.id == script).unwrap_or(0),
            scripts: scripts
                .iter()
                .map(|s| (s.id.clone(), s.title.clone()))
                .collect(),
            field: 0,
            which: None,
        }
    }

    /// The form as it was filled, with the people of that name to choose from.
    pub fn which(
        scripts: &[ScriptRow],
        script: &str,
        name: String,
        organisation: Option<String>,
        people: Vec<Person>,
    ) -> Self {
        let cursor = name.len();
        Self {
            name: Editor::with(name, cursor),
            field: 2,
            which: Some((people, 0)),
            ..Self::new(scripts, script, organisation)
        }
    }

    pub(super) fn leave_which(&mut self) -> bool {
        self.which.take().is_some()
    }

    fn editor(&mut self) -> Option<&mut Editor> {
        match self.field {
            0 => Some(&mut self.name),
            1 => Some(&mut self.organisation),
            _ => None,
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        if let Some(editor) = self.editor()
            && editor.text().len() + text.len() <= MAX_NAME
        {
            editor.paste(&clean_line(text));
        }
    }

    /// A key; an error is a sentence about what is missing.
    pub(super) fn key(
        &mut self,
        action: Option<Action>,
        editing: Option<Action>,
        key: Key,
        people: &[(String, Option<String>)],
    ) -> Result<Vec<Effect>, String> {
        if self.which.is_some() {
            return Ok(self.which_key(action));
        }
        match action {
            Some(Action::Keep) if self.field == 2 => return self.begin(None),
            Some(Action::Keep) if self.field == 0 && self.name.text().trim().is_empty() => {
                return Err("with whom? type a name".to_owned());
            }
            Some(Action::Keep) => {
                self.take_over(people);
                self.field += 1;
            }
            Some(Action::NextProbe) => {
                if !self.complete(people) {
                    self.field = (self.field + 1) % 3;
                }
            }
            Some(Action::Down) if self.field == 2 => {
                self.script = (self.script + 1).min(self.scripts.len().saturating_sub(1));
            }
            Some(Action::Up) if self.field == 2 && self.script > 0 => self.script -= 1,
            Some(Action::Down) => self.field += 1,
            Some(Action::Up) => self.field = self.field.saturating_sub(1),
            _ if self.field == 2 => return Err("↑↓ choose the script · enter begins".to_owned()),
            _ => {
                if let Some(editor) = self.editor()
                    && (editor.text().len() < MAX_NAME || key.typed().is_none())
                    && editing != Some(Action::Newline)
                {
                    let _: Edit = edit(editor, editing, key);
                }
            }
        }
        Ok(Vec::new())
    }

    /// The rest of a known name, for the name that is being typed.
    pub fn completion<'a>(
        &self,
        people: &'a [(String, Option<String>)],
    ) -> Option<&'a (String, Option<String>)> {
        let typed = folded(self.name.text());
        if self.field != 0 || typed.is_empty() {
            return None;
        }
        people
            .iter()
            .find(|(name, _)| folded(name).starts_with(&typed))
    }

    /// Tab: the rest of a known name. Returns whether that changed the name.
    fn complete(&mut self, people: &[(String, Option<String>)]) -> bool {
        let Some((name, _)) = self.completion(people).cloned() else {
            return false;
        };
        let changed = self.name.text() != name;
        if changed {
            self.name.replace(name);
        }
        self.take_over(people);
        changed
    }

    /// Enter on "An" means An, also where Ana is known: only somebody of just this name is taken over, and
    /// where several have it, nobody is chosen before the user was asked.
    fn take_over(&mut self, people: &[(String, Option<String>)]) {
        let typed = folded(self.name.text());
        let mut same = people.iter().filter(|(name, _)| folded(name) == typed);
        if self.field == 0
            && self.organisation.is_empty()
            && let (Some((_, Some(organisation))), None) = (same.next(), same.next())
        {
            self.organisation.replace(organisation.clone());
        }
    }

    fn which_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Some((people, at)) = &mut self.which else {
            return Vec::new();
        };
        match action {
            Some(Action::Down) => *at = (*at + 1).min(people.len()),
            Some(Action::Up) => *at = at.saturating_sub(1),
            Some(Action::Keep) => {
                let person = people.get(*at).map(|p| p.id.clone()).unwrap_or_default();
                return self.begin(Some(person)).unwrap_or_default();
            }
            _ => {}
        }
        Vec::new()
    }

    fn begin(&mut self, person: Option<String>) -> Result<Vec<Effect>, String> {
        let name = clean_line(self.name.text());
        if name.is_empty() {
            self.field = 0;
            return Err("with whom? a name is needed".to_owned());
        }
        let organisation = clean_line(self.organisation.text());
        let (script, _) = self.scripts.get(self.script).ok_or("there is no script")?;
        Ok(vec![Effect::Begin {
            script: script.clone(),
            name,
            organisation: (!organisation.is_empty()).then_some(organisation),
            person,
        }])
    }
}

impl Begin {
    /// Whom the form names, if they are known: the chosen one, or the only one of that name.
    fn known(&self, people: &[(String, Option<String>)]) -> Option<LedgerEffect> {
        if let Some((several, at)) = &self.which {
            return Some(LedgerEffect::Brief(several.get(*at)?.id.clone()));
        }
        let typed = folded(self.name.text());
        let organisation = clean_line(self.organisation.text());
        people.iter().find(|(name, _)| folded(name) == typed)?;
        Some(LedgerEffect::BriefNamed {
            name: clean_line(self.name.text()),
            organisation: (!organisation.is_empty()).then_some(organisation),
        })
    }

    /// Whether somebody of this name is known, so that there is a brief on them.
    pub fn is_known(&self, people: &[(String, Option<String>)]) -> bool {
        self.known(people).is_some()
    }
}

impl App {
    /// Begins a script: about oneself at once, and so with a person who is named; else the form asks with whom.
    pub(super) fn begin(
        &mut self,
        script: String,
        name: Option<String>,
        organisation: Option<String>,
    ) -> Vec<Effect> {
        let row = self.setup.scripts.iter().find(|s| s.id == script);
        let asks = row.is_some_and(|s| s.with == With::Person) && name.is_none();
        if asks {
            self.ask_with_whom(&script, organisation);
            return vec![Effect::List];
        }
        let name = name.unwrap_or_else(|| crate::session::ME.to_owned());
        vec![Effect::Begin {
            script,
            name,
            organisation,
            person: None,
        }]
    }

    pub(super) fn ask_with_whom(&mut self, script: &str, organisation: Option<String>) {
        let form = Begin::new(&self.beside(script), script, organisation);
        self.show_over(Screen::Begin(Box::new(form)));
    }

    /// What the form lets one choose from: for a conversation with a client all scripts for one, else only this script.
    pub(super) fn beside(&self, script: &str) -> Vec<ScriptRow> {
        let all = &self.setup.scripts;
        let talk = |s: &ScriptRow| s.kind == ScriptKind::Conversation;
        let talks = all.iter().any(|s| s.id == script && talk(s));
        let choice = all.iter().filter(|s| s.id == script || (talks && talk(s)));
        choice.cloned().collect()
    }

    /// The brief on whom the form names; the form stays as it is.
    fn brief_of_form(&mut self) -> Vec<Effect> {
        let people = &self.home.people;
        let known = match &self.screen {
            Screen::Begin(begin) => begin.known(people),
            _ => None,
        };
        let Some(effect) = known else {
            let words = "nobody of this name is known yet: there is no brief";
            self.message = Some(words.to_owned());
            return Vec::new();
        };
        vec![Effect::Ledger(effect)]
    }

    pub(super) fn begin_key(&mut self, action: Option<Action>, key: Key) -> Vec<Effect> {
        if action == Some(Action::Back) {
            let Screen::Begin(begin) = &mut self.screen else {
                return Vec::new();
            };
            if begin.leave_which() {
                return Vec::new();
            }
            return self.go_back();
        }
        if action == Some(Action::Brief) {
            return self.brief_of_form();
        }
        let editing = self.setup.keymap.action(Place::Input, key);
        let people = &self.home.people;
        let Screen::Begin(begin) = &mut self.screen else {
            return Vec::new();
        };
        match begin.key(action, editing, key, people) {
            Ok(effects) => {
                self.message = None;
                effects
            }
            Err(why) => {
                self.message = Some(why);
                Vec::new()
            }
        }
    }
}
