//! A stage for journeys: the real machine, the real desk on a directory of its own, the real screens on a buffer,
//! and a clock that goes only when it is told to.

use mineral::app::keymap::Keymap;
use mineral::app::live::{Live, Safety};
use mineral::app::{App, Effect, Event, Now, Saving, Screen, Setup, Start};
use mineral::desk::{Catalogue, Desk};
use mineral::session::{AskedWhat, Entry, Kind, Moment, Owner, Who};
use mineral::store::Library;
use mineral::ui::{self, theme::Theme};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use std::collections::VecDeque;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use super::keys::{Press, presses};

/// When every journey begins: a Saturday.
pub(crate) const BEGINS: &str = "2026-11-21T14:03:11+01:00";
/// How long the disk may take before a test calls it a hang.
const HANG: Duration = Duration::from_secs(30);

/// The time, so many milliseconds after the journey began.
pub(crate) fn now_at(ms: u64) -> Now {
    let begins: jiff::civil::DateTime = BEGINS.split_once('+').unwrap().0.parse().unwrap();
    let wall = begins + Duration::from_secs(ms / 1_000);
    Now {
        at: Moment::parse(&format!("{wall}+01:00")).unwrap(),
        ms,
    }
}

/// What the machine is made with when nobody has a config.
pub(crate) fn setup() -> Setup {
    Setup {
        keymap: Keymap::default(),
        scripts: Catalogue::<mineral::script::Script>::at(None).rows(),
        personas: Catalogue::<mineral::client::persona::Persona>::at(None).rows(),
    }
}

/// Draws the machine.
pub(crate) fn draw(
    app: &App,
    theme: &Theme,
    now: Now,
    size: (u16, u16),
) -> (Buffer, Option<Position>) {
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    let mut cursor = None;
    terminal
        .draw(|frame| {
            ui::draw(frame, app, theme, now);
        })
        .unwrap();
    if terminal.backend().cursor_visible() {
        cursor = Some(terminal.backend().cursor_position());
    }
    (terminal.backend().buffer().clone(), cursor)
}

/// The rows of a frame as text. What stands behind a wide character belongs to it.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (0..area.height)
        .map(|y| {
            let mut row = String::new();
            let mut x = 0;
            while x < area.width {
                let symbol = buffer[(x, y)].symbol();
                row.push_str(symbol);
                let wide = mineral::text::width(symbol).max(1);
                x += u16::try_from(wide).unwrap();
            }
            row.trim_end().to_owned()
        })
        .collect()
}

/// Text with every run of white space as one space: a question may be wrapped anywhere.
pub(crate) fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The stage.
pub(crate) struct Stage {
    pub(crate) app: App,
    pub(crate) theme: Theme,
    /// What was kept since the last look.
    pub(crate) kept: Vec<Entry>,
    /// Whether the machine asked to leave.
    pub(crate) quit: bool,
    ms: u64,
    desk: Desk,
    reports: Receiver<Saving>,
    dir: PathBuf,
}

impl Stage {
    /// The program, started on a directory.
    pub(crate) fn new(dir: &Path, start: Start) -> Self {
        Self::of(Library::at(dir), App::new(setup(), start))
    }

    /// The program, started on a library in its own way.
    pub(crate) fn of(library: Library, (app, effects): (App, Vec<Effect>)) -> Self {
        let dir = library.dir().to_owned();
        let (sender, reports) = channel();
        let desk = Desk::new(library, move |saving| {
            let _ = sender.send(saving);
        })
        .with_earlier_filters(dir.join("filters.yaml"));
        let mut stage = Self {
            app,
            theme: Theme::colours(),
            kept: Vec::new(),
            quit: false,
            ms: 0,
            desk,
            reports,
            dir,
        };
        stage.perform(effects);
        stage.settle();
        stage
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn now(&self) -> Now {
        now_at(self.ms)
    }

    pub(crate) fn live(&self) -> &Live {
        match &self.app.screen {
            Screen::Live(live) => live,
            _ => panic!("no conversation on the screen:\n{}", self.screen()),
        }
    }

    /// Something happens, and all that follows from it.
    pub(crate) fn event(&mut self, event: Event) {
        let effects = self.app.handle(event, self.now());
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut todo: VecDeque<Effect> = effects.into();
        while let Some(effect) = todo.pop_front() {
            match &effect {
                Effect::Append(entry) => self.kept.push(entry.clone()),
                Effect::Quit => self.quit = true,
                _ => {}
            }
            let now = self.now();
            for event in self.desk.perform(effect, now) {
                todo.extend(self.app.handle(event, now));
            }
        }
    }

    /// Waits until the disk has what was kept, and tells the machine so.
    pub(crate) fn settle(&mut self) {
        while matches!(&self.app.screen, Screen::Live(live) if live.safety() == Safety::Saving) {
            let saving = self.reports.recv_timeout(HANG).expect("the disk answers");
            self.event(Event::Saving(saving));
        }
    }

    /// Waits for a report of a kind, and tells the machine so.
    pub(crate) fn wait_for(&mut self, wanted: impl Fn(&Saving) -> bool) {
        loop {
            let saving = self.reports.recv_timeout(HANG).expect("the disk answers");
            let found = wanted(&saving);
            self.event(Event::Saving(saving));
            if found {
                return;
            }
        }
    }

    /// Presses keys, pastes and waits, as written.
    pub(crate) fn press(&mut self, keys: &str) {
        for press in presses(keys) {
            match press {
                Press::Key(key) => self.event(Event::Key(key)),
                Press::Paste(text) => self.event(Event::Paste(text)),
                Press::Wait(seconds) => {
                    for _ in 0..seconds {
                        self.ms += 1_000;
                        self.event(Event::Tick);
                    }
                }
                Press::Resize(columns, rows) => self.event(Event::Resize(columns, rows)),
            }
        }
        self.settle();
    }

    /// The frame and the cursor.
    pub(crate) fn frame(&self) -> (Buffer, Option<Position>) {
        draw(&self.app, &self.theme, self.now(), self.app.size())
    }

    /// The text of the frame, as rows.
    pub(crate) fn screen(&self) -> String {
        rows(&self.frame().0).join("\n")
    }

    /// Leaves the program as the driver does, so that another can begin on the same directory.
    pub(crate) fn leave(mut self) {
        self.desk.finish();
        assert_eq!(self.desk.unsaved(), None);
    }
}

/// An entry in a few words, for tables.
pub(crate) fn describe(entry: &Entry) -> String {
    match &entry.kind {
        Kind::Answer(x) => format!("answer {}: {}", x.step, x.text),
        Kind::Feeling(x) => {
            let strong = x.intensity.map_or("-".to_owned(), |i| i.to_string());
            let own = if x.listed { "" } else { " own word" };
            let of = x.of.map_or(String::new(), |of| format!(" of {of}"));
            format!("feeling {}: {} {strong}{own}{of}", x.step, x.word)
        }
        Kind::Note(x) => format!("note {}: {}", x.step, x.text),
        Kind::Parked(x) => format!("parked {}: {}", x.step, x.text),
        Kind::Commitment(x) => {
            let owner = match x.owner {
                Owner::Us => "us",
                Owner::Them => "them",
            };
            let due = x.due.map_or("no date".to_owned(), |d| d.to_string());
            format!("commitment {}: {owner} {} by {due}", x.step, x.text)
        }
        Kind::Known(x) => {
            let by = x.by.map_or("by key".to_owned(), |by| format!("by {by}"));
            let mark = if x.known { "known" } else { "unknown" };
            format!("{mark} {}: {} {by}", x.step, x.id)
        }
        Kind::Moved(step) => format!("moved {step}"),
        Kind::Asked(x) => match x.what {
            AskedWhat::Prompt => format!("asked {}: prompt {}", x.step, x.index),
            AskedWhat::Probe => format!("asked {}: probe {}", x.step, x.index),
            AskedWhat::Else => format!("asked {}: what else", x.step),
        },
        Kind::Speaker(Who::Client) => "speaker client".to_owned(),
        Kind::Speaker(Who::Me) => "speaker me".to_owned(),
        Kind::Speaker(Who::Nobody) => "speaker nobody".to_owned(),
        Kind::Withdrawn(n) => format!("withdrawn {n}"),
        Kind::Restored(n) => format!("restored {n}"),
        Kind::Judged(x) => {
            let of = |judge| x.of(judge).map_or("-".to_owned(), |n| n.to_string());
            format!("judged {}", mineral::session::Judge::ALL.map(of).join(" "))
        }
        Kind::Said(x) => format!("said {}: {}", x.step, x.text),
        Kind::Reply(x) => format!("reply {}: {}", x.step, x.kind),
        Kind::Branch(after) => format!("branch after {after}"),
        Kind::Counted(what) => format!("counted {}", what.words()),
        Kind::Kept(x) => format!("{} {}", x.what.word(), x.of),
        Kind::Ended(x) => format!("ended {}", x.how.words()),
        Kind::Consent(x) => format!("consent {}", x.words()),
        Kind::Closed(x) => format!(
            "closed {:?} {:?} {}",
            x.viability,
            x.capital,
            x.reason.as_deref().unwrap_or("-")
        ),
    }
}
