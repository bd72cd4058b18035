//! Watching a session that another program writes: everything is seen, nothing is kept.

use super::event::{Effect, Followed, Now};
use super::keymap::Action;
use super::live::Live;
use super::{App, Screen};

impl App {
    /// The id of the session that is watched, if one is.
    pub fn follows(&self) -> Option<&str> {
        super::screen_live(self)
            .filter(|live| live.is_following())
            .map(|live| live.session().head().id.as_str())
    }

    /// What is watched has changed. Somebody who looks at something else by now is not disturbed.
    pub(super) fn changed(&mut self, followed: Followed, now: Now) {
        if self.follows() != Some(followed.loaded.session.head().id.as_str()) {
            return;
        }
        if let Screen::Live(before) = &self.screen {
            let live = Live::follow(followed, Some(before), now);
            self.screen = Screen::Live(Box::new(live));
        }
    }

    /// What is watched cannot be read now: what was read last stays.
    pub(super) fn lost(&mut self, why: String) {
        if let Screen::Live(live) = &mut self.screen {
            live.lose(why);
        }
    }

    pub(super) fn follow_key(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Screen::Live(live) = &mut self.screen else {
            return Vec::new();
        };
        match action {
            Some(Action::Leave) => return vec![Effect::Quit],
            Some(Action::Open) if live.is_over() => {
                return vec![Effect::Load(live.session().head().id.clone())];
            }
            Some(action) => live.look_back(action),
            None => {}
        }
        Vec::new()
    }
}
