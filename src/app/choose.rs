//! The scripts of a moment, to choose one from.

use super::event::{Effect, ScriptRow};
use super::keymap::Action;
use super::{App, Screen};
use crate::script::Occasion;

/// The scripts of a moment.
#[derive(Debug, Clone)]
pub struct Choose {
    /// The moment.
    pub moment: Occasion,
    /// Its scripts.
    pub scripts: Vec<ScriptRow>,
    /// The chosen one.
    pub at: usize,
}

impl Choose {
    /// The scripts of a moment, the first chosen.
    pub fn new(moment: Occasion, scripts: &[ScriptRow]) -> Self {
        let scripts = scripts
            .iter()
            .filter(|s| s.moment == moment)
            .cloned()
            .collect();
        Self {
            moment,
            scripts,
            at: 0,
        }
    }

    /// Takes the scripts as they are now; the chosen one stays chosen.
    pub(super) fn refresh(&mut self, scripts: &[ScriptRow]) {
        let chosen = self.chosen().map(|s| s.id.clone());
        let again = Self::new(self.moment, scripts);
        let same = again
            .scripts
            .iter()
            .position(|s| Some(&s.id) == chosen.as_ref());
        let last = again.scripts.len().saturating_sub(1);
        self.at = same.unwrap_or(self.at.min(last));
        self.scripts = again.scripts;
    }

    /// The chosen script.
    pub fn chosen(&self) -> Option<&ScriptRow> {
        self.scripts.get(self.at)
    }

    pub(super) fn go(&mut self, action: Action, rows: u16) {
        let last = self.scripts.len().saturating_sub(1);
        self.at = super::home::moved(self.at, last, action, rows);
    }
}

impl App {
    pub(super) fn choose_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let rows = self.rows;
        let Screen::Choose(choose) = &mut self.screen else {
            return Vec::new();
        };
        match action {
            Some(Action::Back) => return self.go_home(),
            Some(Action::Open) => {
                let Some(script) = choose.chosen().cloned() else {
                    return Vec::new();
                };
                return self.begin(script.id, None, None);
            }
            Some(action) => choose.go(action, rows),
            None => {}
        }
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::{ScriptKind, With};

    fn row(id: &str, moment: Occasion) -> ScriptRow {
        ScriptRow {
            id: id.into(),
            title: id.into(),
            kind: ScriptKind::Drill,
            moment,
            with: With::Me,
            streak: false,
        }
    }

    #[test]
    fn the_chosen_script_stays_chosen_when_others_come_and_go() {
        let rows = |ids: &[&str]| -> Vec<ScriptRow> {
            ids.iter().map(|id| row(id, Occasion::Day)).collect()
        };
        let mut choose = Choose::new(Occasion::Day, &rows(&["a", "b", "c"]));
        choose.at = 1;
        let mut more = rows(&["new", "a", "b"]);
        more.insert(0, row("other", Occasion::After));
        choose.refresh(&more);
        assert_eq!(choose.chosen().unwrap().id, "b");
        choose.refresh(&rows(&["a"]));
        assert_eq!(choose.chosen().unwrap().id, "a");
        choose.refresh(&[]);
        assert!(choose.chosen().is_none());
    }
}
