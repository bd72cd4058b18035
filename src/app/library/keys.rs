//! Keys in the library.

use super::super::event::{Effect, Now};
use super::super::key::Key;
use super::super::keymap::{Action, Place};
use super::super::talk::{Edit, edit};
use super::super::{App, Screen};
use super::{Doing, Indexed, Library, News, Sort, Wish};
use crate::text::{clean_block, clean_line};

impl App {
    /// Opens the library.
    pub(in super::super) fn open_library(
        &mut self,
        text: &str,
        typing: bool,
        sort: Sort,
    ) -> Vec<Effect> {
        let mut library = Library::new(text, typing);
        library.sort = sort;
        library.reading = self.home.reading;
        library.resize(self.columns, self.rows);
        let effects = library.begin();
        self.show_over(Screen::Library(Box::new(library)));
        effects
    }

    pub(in super::super) fn library_key(
        &mut self,
        action: Option<Action>,
        key: Key,
        now: Now,
    ) -> Vec<Effect> {
        let place = self.place();
        let editing = self.setup.keymap.action(Place::Input, key);
        if place != Place::Working {
            self.message = None;
        }
        match place {
            Place::Filter => return self.filter_key(action, editing, key, now),
            Place::Working => return self.working_key(action),
            Place::Export => return self.library_export_key(action),
            Place::Delete => return self.library_delete_key(action),
            _ => {}
        }
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        let Some(action) = action else {
            return library.type_key(editing, key);
        };
        match action {
            Action::Back => return self.library_back(),
            Action::Open => return self.open_listed(),
            Action::Search => library.typing = true,
            Action::NextProbe => library.typing = false,
            Action::Sort => {
                library.sort = library.sort.next();
                return library.ask_anew();
            }
            Action::Mark => {
                if let Some(id) = library.chosen().map(|r| r.id.clone()) {
                    if !library.marked.remove(&id) {
                        library.marked.insert(id);
                    }
                    return library.go(Action::Down);
                }
            }
            Action::MarkAll => return library.mark_all(),
            Action::Peek => {
                let shown = library.layout().peek.is_some();
                library.peek_wanted = Some(!shown);
                library.keep_in_view();
                library.wrap_peek();
                return library.peek_at_chosen().into_iter().collect();
            }
            Action::PeekUp => library.scroll_peek(-3),
            Action::PeekDown => library.scroll_peek(3),
            Action::Filter => return self.open_chooser(),
            Action::SaveFilter => self.ask_for_name(),
            action => return self.library_act(action),
        }
        Vec::new()
    }

    /// What is left: what was marked, what is asked for, the library.
    fn library_back(&mut self) -> Vec<Effect> {
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        if library.typing {
            library.typing = false;
            return Vec::new();
        }
        if !library.marked.is_empty() {
            library.marked.clear();
            self.message = Some("nothing is marked now".to_owned());
            return Vec::new();
        }
        if !library.input.is_empty() {
            library.input.clear();
            return library.ask_anew();
        }
        self.go_back()
    }

    /// Opens the chosen session, at the line that was found.
    pub(super) fn open_listed(&mut self) -> Vec<Effect> {
        let Screen::Library(library) = &self.screen else {
            return Vec::new();
        };
        let Some(row) = library.chosen() else {
            return Vec::new();
        };
        let id = row.id.clone();
        self.wanted_lines = row.line.as_ref().map(|shown| {
            let mut lines = vec![shown.n];
            lines.extend(shown.all.iter().filter(|n| **n != shown.n));
            let what = clean_line(library.input.text().trim());
            (id.clone(), what, lines)
        });
        vec![Effect::Load(id)]
    }

    /// The terminal has another size.
    pub(in super::super) fn resized(&mut self) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Read(read) => read.resize(self.columns, self.rows),
            Screen::Library(library) => return library.resized(self.columns, self.rows),
            _ => {}
        }
        Vec::new()
    }

    pub(in super::super) fn library_paste(&mut self, text: &str) -> Vec<Effect> {
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        let line = clean_line(&clean_block(text));
        match &mut library.doing {
            Some(Doing::Filter(chooser)) => {
                chooser.typed(|input| input.paste(&line));
                Vec::new()
            }
            Some(_) => Vec::new(),
            None => {
                (library.typing, library.goes_on) = (true, true);
                library.input.paste(&line);
                library.ask_anew()
            }
        }
    }

    /// Something has come for the library.
    pub(in super::super) fn library_news(&mut self, news: News, now: Now) -> Vec<Effect> {
        if let News::Index(indexed) = &news {
            self.home.indexed(indexed);
        }
        let message = match &news {
            News::Index(Indexed::Failed(why)) => Some(why.clone()),
            _ => None,
        };
        let Screen::Library(library) = &mut self.screen else {
            // The one that stands behind another screen is asked anew when one comes back to it.
            return Vec::new();
        };
        if message.is_some() {
            self.message = message;
        }
        match news {
            News::Answer(answer) => return library.answer(answer),
            News::Peek(peek) => library.take_peek(peek),
            News::All(number, ids) => self.marked_all(number, ids),
            News::Choices(field, choices) => {
                if let Some(Doing::Filter(chooser)) = &mut library.doing {
                    chooser.take(field, choices);
                }
            }
            News::Filters(filters) => library.filters = filters,
            News::Working { done, all } => {
                if let Some(Doing::Work(_, far)) = &mut library.doing {
                    *far = Some((done, all));
                }
            }
            News::Worked(worked) => return self.worked(worked),
            News::Index(indexed) => return library.indexed(&indexed, now),
        }
        Vec::new()
    }
}

impl Library {
    /// A key that is none of the place's: it edits, where the input has the focus.
    fn type_key(&mut self, editing: Option<Action>, key: Key) -> Vec<Effect> {
        if !self.typing || editing == Some(Action::Newline) {
            return Vec::new();
        }
        let before = self.input.text().to_owned();
        if matches!(edit(&mut self.input, editing, key), Edit::Nothing) {
            return Vec::new();
        }
        // Moving the cursor asks for nothing.
        if self.input.text() == before {
            return Vec::new();
        }
        self.goes_on = true;
        self.ask_anew()
    }

    /// Marks all that was found; once all are marked, none.
    fn mark_all(&mut self) -> Vec<Effect> {
        if !self.marked.is_empty() && self.marked.len() == self.total() {
            self.marked.clear();
            return Vec::new();
        }
        if self.total() == 0 {
            return Vec::new();
        }
        self.marking = Some(self.asked);
        let ask = self.question(0, self.total());
        vec![Effect::Library(Wish::All(ask))]
    }
}
