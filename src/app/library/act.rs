//! What is done from the list: going on, looking back, exporting, deleting, saying how it ended.

use super::super::ask::{Ask as Question, What};
use super::super::event::Effect;
use super::super::export::{self, Exporting};
use super::super::keymap::Action;
use super::super::ledger::View;
use super::super::{App, Screen};
use super::{Doing, Filter, Job, Library, Wish, Worked};
use crate::session::{How, Mode, PersonRef};

/// So many conversations, in words.
pub(super) fn conversations(many: usize) -> String {
    match many {
        1 => "1 conversation".to_owned(),
        many => format!("{many} conversations"),
    }
}

impl App {
    pub(super) fn library_act(&mut self, action: Action) -> Vec<Effect> {
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        match action {
            Action::NewLive => self.new_live(),
            Action::Practise => return self.choose_client(),
            Action::Resume => return self.resume_listed(),
            Action::Debrief => {
                if let Some(id) = library.chosen().map(|r| r.id.clone()) {
                    return vec![Effect::Debrief(id)];
                }
            }
            Action::ExportAs => {
                let ids = library.meant();
                if !ids.is_empty() {
                    library.doing = Some(Doing::Export(Exporting::default(), ids));
                }
            }
            Action::Delete => {
                let ids = library.meant();
                if !ids.is_empty() {
                    library.doing = Some(Doing::Delete(ids));
                }
            }
            Action::BringBack => {
                if let Some(filter) = library.forgotten.take() {
                    self.message = Some(format!("the filter “{}” is back", filter.name));
                    return vec![Effect::Library(Wish::SaveFilter(filter))];
                }
                let ids = std::mem::take(&mut library.deleted);
                if ids.is_empty() {
                    return self.bring_back();
                }
                library.doing = Some(Doing::Work("bringing back", None));
                return vec![Effect::Library(Wish::Work(Job::BringBack(ids)))];
            }
            Action::Ended => self.ask_how_it_ended(),
            Action::Feedback => return self.ask_for_feedback(),
            Action::Person => {
                if let Some(person) = library.chosen().and_then(|r| r.person.clone()) {
                    return self.look(View::Person(person));
                }
                self.message = Some("it was with nobody who has a page".to_owned());
            }
            Action::Quit => return self.go_home(),
            action => return library.go(action),
        }
        Vec::new()
    }

    fn resume_listed(&mut self) -> Vec<Effect> {
        let Screen::Library(library) = &self.screen else {
            return Vec::new();
        };
        let Some(row) = library.chosen() else {
            return Vec::new();
        };
        if row.closed {
            self.message = Some("it was ended: ⏎ reads it, d looks back at it".to_owned());
            return Vec::new();
        }
        vec![Effect::Resume(row.id.clone())]
    }

    /// Asks how the chosen conversation ended, where that can be said.
    fn ask_how_it_ended(&mut self) {
        let Screen::Library(library) = &self.screen else {
            return;
        };
        let Some(row) = library.chosen() else { return };
        let why_not = if row.mode == Some(Mode::Practice) {
            "practice neither wins nor loses anybody"
        } else if row.person.is_none() {
            "it was about yourself: nobody was won or lost"
        } else {
            let id = row.id.clone();
            self.ask_ending(&id);
            return;
        };
        self.message = Some(why_not.to_owned());
    }

    /// What is asked for is saved under the name that was typed.
    pub(in super::super) fn save_filter(&mut self, name: String) -> Vec<Effect> {
        let Screen::Library(library) = &self.screen else {
            return Vec::new();
        };
        let filter = Filter {
            name,
            query: library.input.text().trim().to_owned(),
            sort: library.sort,
        };
        self.message = Some(format!("saved: f finds “{}” again", filter.name));
        vec![Effect::Library(Wish::SaveFilter(filter))]
    }

    /// Begins the script for a lost deal with whoever the chosen one was lost with.
    fn ask_for_feedback(&mut self) -> Vec<Effect> {
        let Screen::Library(library) = &self.screen else {
            return Vec::new();
        };
        let chosen = library.chosen().filter(|r| r.ended == Some(How::Lost));
        let with = chosen.and_then(|r| {
            Some(PersonRef {
                id: r.person.clone()?,
                name: r.name.clone(),
                organisation: r.organisation.clone(),
            })
        });
        let Some(person) = with else {
            let words = "o says how it ended; a lost one can be asked about";
            self.message = Some(words.to_owned());
            return Vec::new();
        };
        Self::begin_feedback(person)
    }

    pub(super) fn library_export_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = usize::from(self.size().1);
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        let Some(Doing::Export(exporting, ids)) = &mut library.doing else {
            return Vec::new();
        };
        match export::exporting_key(exporting, action, rows) {
            export::Chosen::Nothing => Vec::new(),
            export::Chosen::Replacing => {
                let ids = ids.clone();
                vec![Effect::Library(Wish::Work(Job::Replacing(ids)))]
            }
            export::Chosen::Back => {
                library.doing = None;
                // What redaction replaces may still be looked for.
                vec![Effect::Library(Wish::Stop)]
            }
            export::Chosen::Write(format, redact) => {
                let ids = std::mem::take(ids);
                library.doing = Some(Doing::Work("exporting", None));
                vec![Effect::Library(Wish::Work(Job::Export {
                    ids,
                    format,
                    redact,
                }))]
            }
        }
    }

    pub(super) fn library_delete_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        let Some(Doing::Delete(ids)) = library.doing.take() else {
            return Vec::new();
        };
        if action == Some(Action::Delete) {
            library.doing = Some(Doing::Work("deleting", None));
            return vec![Effect::Library(Wish::Work(Job::Delete(ids)))];
        }
        self.message = Some("nothing was deleted".to_owned());
        Vec::new()
    }

    pub(super) fn working_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        match action {
            Some(Action::Stop) => {
                self.message = Some("stopping …".to_owned());
                vec![Effect::Library(Wish::Stop)]
            }
            _ => Vec::new(),
        }
    }

    /// Work is done.
    pub(super) fn worked(&mut self, worked: Worked) -> Vec<Effect> {
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        if let Worked::Replacing(replaced) = worked {
            if let Some(Doing::Export(exporting, _)) = &mut library.doing {
                exporting.replaced = Some(replaced.iter().map(export::row).collect());
            }
            return Vec::new();
        }
        self.changes += u64::from(matches!(
            worked,
            Worked::Deleted(..) | Worked::BroughtBack(..)
        ));
        let looks = matches!(library.doing, Some(Doing::Export(..)));
        if !looks {
            library.doing = None;
        }
        let (message, effects) = library.take_worked(worked);
        self.message = Some(message);
        effects
    }

    /// All that was found is to be marked.
    pub(super) fn marked_all(&mut self, number: u64, ids: Vec<String>) {
        let Screen::Library(library) = &mut self.screen else {
            return;
        };
        if library.marking.take() == Some(number) {
            library.marked = ids.into_iter().collect();
            if library.marked.is_empty() {
                let words = "what is only near is marked one by one, with space";
                self.message = Some(words.to_owned());
                return;
            }
            let many = conversations(library.marked.len());
            self.message = Some(format!("{many} marked · esc takes the marks away"));
        }
    }

    /// Asks under which name what is asked for is saved.
    pub(super) fn ask_for_name(&mut self) {
        if let Screen::Library(library) = &mut self.screen {
            if library.input.text().trim().is_empty() {
                self.message = Some("f narrows the list down; then it can be saved".to_owned());
            } else {
                self.ask = Some(Question::new("the filter's name", "", What::Filter));
            }
        }
    }
}

impl Library {
    fn take_worked(&mut self, worked: Worked) -> (String, Vec<Effect>) {
        let and = |what: String, left: &[String]| match left {
            [] => what,
            [why] => format!("{what} · {why}"),
            [why, ..] => format!("{what} · {why} · and {} more stay", left.len() - 1),
        };
        match worked {
            Worked::Deleted(ids, left) => {
                let many = match ids.len() {
                    0 => "nothing was deleted".to_owned(),
                    1 => "deleted · u brings it back".to_owned(),
                    many => format!("{many} deleted · u brings them back"),
                };
                for id in &ids {
                    self.marked.remove(id);
                    self.gone.insert(id.clone());
                }
                if !ids.is_empty() {
                    (self.deleted, self.forgotten) = (ids, None);
                }
                (and(many, &left), vec![self.ask(true)])
            }
            Worked::BroughtBack(many, left) => {
                self.gone.clear();
                let what = match many {
                    1 => "it is back".to_owned(),
                    many => format!("{many} are back"),
                };
                (and(what, &left), vec![self.ask(true)])
            }
            Worked::Exported(what) | Worked::Failed(what) => (what, Vec::new()),
            Worked::Replacing(_) => (String::new(), Vec::new()),
        }
    }
}
