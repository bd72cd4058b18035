//! Journeys as tables: keys in, what is kept, and what stands on the screen.

use super::stage::{Stage, describe, flat};
use mineral::app::Screen;
use mineral::app::live::Safety;
use mineral::store::Library;

/// What must be on the screen, or must not.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Look {
    See(&'static str),
    Not(&'static str),
}
use Look::{Not, See};

/// Keys; the entries that they keep, with ` | ` between them; what the screen shows then.
pub(crate) type Row = (&'static str, &'static str, &'static [Look]);

pub(crate) fn play(stage: &mut Stage, table: &[Row]) {
    for (at, (keys, kept, looks)) in table.iter().enumerate() {
        stage.kept.clear();
        stage.press(keys);
        let screen = stage.screen();
        let row = at + 1;
        let entries: Vec<String> = stage.kept.iter().map(describe).collect();
        assert_eq!(
            entries.join(" | "),
            *kept,
            "kept by row {row}, {keys:?}, with this screen:\n{screen}"
        );
        for look in *looks {
            let (text, wanted) = match look {
                See(text) => (text, true),
                Not(text) => (text, false),
            };
            let there = screen.contains(text) || flat(&screen).contains(text);
            let word = if wanted { "is not" } else { "is" };
            assert_eq!(
                there, wanted,
                "row {row}, {keys:?}: {text:?} {word} on the screen:\n{screen}"
            );
        }
    }
    files_agree(stage);
}

/// What is on the disk is what the machine has.
pub(crate) fn files_agree(stage: &Stage) {
    let Screen::Live(live) = &stage.app.screen else {
        return;
    };
    if live.safety() != Safety::Saved {
        return;
    }
    let session = live.session();
    let loaded = Library::at(stage.dir())
        .load(&session.head().id)
        .expect("the session reads");
    assert_eq!(loaded.problems, []);
    let on_disk: Vec<_> = loaded.entries.into_iter().map(|(entry, _)| entry).collect();
    assert_eq!(on_disk, session.entries());
}
