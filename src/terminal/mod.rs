//! The driver: takes the terminal, turns what comes from it into events, performs effects, draws frames, and
//! gives the terminal back whatever happens.

mod clock;
mod ending;
mod follow;
mod guard;
mod keys;
mod ledger;
mod library;
mod mouse;
mod scripts;
mod watch;

use crate::app::lock::Typed;
use crate::app::{App, Effect, Event, Saving};
use crate::desk::{Catalogue, Desk, Follower, OpenedVault};
use crate::text::clean_block;
use crate::ui::{self, theme::Theme};
use guard::Guard;
use ledger::Clerk;
use library::Behind;
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Terminal, TerminalOptions, Viewport};
use std::io::{self, BufWriter, Stdout};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

pub use clock::Clock;
pub use ending::Ending;

/// How long a frame waits for what was typed to reach the operating system.
const BEFORE_FRAME: Duration = Duration::from_millis(5);
/// The largest frame that is drawn, in columns and rows: beyond it nobody reads, and a terminal that says it has
/// four thousand million cells is not believed.
const LARGEST: (u16, u16) = (1_000, 500);
/// Events that are taken in before a frame is drawn.
const BATCH: usize = 256;

/// What comes to the driver from its threads.
#[derive(Debug)]
pub(crate) enum Incoming {
    /// Something for the machine.
    Event(Event),
    /// The scripts were read anew.
    Scripts(Catalogue),
    /// The vault was opened, or why not.
    Opened(OpenedVault),
    /// Many sessions were moved: the index has to look.
    Moved,
    /// Something was kept in a session that is not open.
    Touched(String),
    /// The program has to end.
    End(Ending),
}

/// The way to the driver, for other threads.
#[derive(Debug, Clone)]
pub struct Line {
    sender: UnboundedSender<Incoming>,
}

impl Line {
    /// Says how saving goes.
    pub fn saving(&self, saving: Saving) {
        self.send(Incoming::Event(Event::Saving(saving)));
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }

    pub(crate) fn send(&self, incoming: Incoming) {
        // Nobody listens any more only when the program ends.
        let _ = self.sender.send(incoming);
    }
}

/// A line to the driver, and its end that the driver holds.
pub fn line() -> (Line, Receiver) {
    let (sender, receiver) = unbounded_channel();
    (Line { sender }, Receiver(receiver))
}

/// The driver's end of a [`Line`].
#[derive(Debug)]
pub struct Receiver(UnboundedReceiver<Incoming>);

type Screen = Terminal<CrosstermBackend<BufWriter<Stdout>>>;

/// Runs the machine on the terminal until it ends.
///
/// # Errors
/// When the terminal cannot be taken or drawn on.
pub fn run(
    app: App,
    first: Vec<Effect>,
    desk: &mut Desk,
    theme: Theme,
    clock: Clock,
    line: &Line,
    receiver: Receiver,
) -> io::Result<Ending> {
    let guard = Guard::take(line)?;
    watch::signals(line, guard.modes())?;
    watch::keys(line)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()?;
    let driver = Driver {
        app,
        desk,
        theme,
        clock,
        line: line.clone(),
        screen: screen()?,
        safe: true,
        busy: Arc::default(),
        followed: Arc::default(),
        clerk: Clerk::new(line.clone()),
        behind: Behind::default(),
    };
    let ended = runtime.block_on(driver.run(first, receiver.0));
    // A task that lists sessions is of no use any more.
    runtime.shutdown_background();
    drop(guard);
    match ended {
        // Drawing fails as soon as the terminal is gone, maybe before anybody has said that it is.
        Err(_) if watch::is_gone() => Ok(Ending::HungUp),
        ended => ended,
    }
}

fn screen() -> io::Result<Screen> {
    let backend = CrosstermBackend::new(BufWriter::with_capacity(1 << 16, io::stdout()));
    let area = area_of(crossterm::terminal::size().unwrap_or((80, 24)));
    Terminal::with_options(
        backend,
        TerminalOptions {
            viewport: Viewport::Fixed(area),
        },
    )
}

fn area_of((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns.min(LARGEST.0), rows.min(LARGEST.1))
}

struct Driver<'a> {
    app: App,
    desk: &'a mut Desk,
    theme: Theme,
    clock: Clock,
    line: Line,
    screen: Screen,
    safe: bool,
    /// Whether a conversation runs: nobody then looks for new scripts.
    busy: Arc<AtomicBool>,
    /// Told when nobody is to be followed any more: the one who looks has the key of a vault.
    followed: Arc<AtomicBool>,
    /// Whoever looks up and keeps for the screens over many sessions.
    clerk: Clerk,
    /// Who works behind the library.
    behind: Behind,
}

impl Driver<'_> {
    /// Runs until the end. What was to be kept by then is kept.
    async fn run(
        mut self,
        first: Vec<Effect>,
        incoming: UnboundedReceiver<Incoming>,
    ) -> io::Result<Ending> {
        let ended = self.until_the_end(first, incoming).await;
        self.clerk.finish();
        ended
    }

    async fn until_the_end(
        &mut self,
        first: Vec<Effect>,
        mut incoming: UnboundedReceiver<Incoming>,
    ) -> io::Result<Ending> {
        let size = crossterm::terminal::size().unwrap_or((80, 24));
        let mut effects = first;
        effects.extend(self.take(Event::Resize(size.0, size.1)));
        self.perform(effects);
        self.busy.store(self.app.is_live(), Ordering::Relaxed);
        let catalogue = self.desk.shelf().catalogue().clone();
        scripts::watch(catalogue, self.line.clone(), Arc::clone(&self.busy));
        self.follow();
        self.draw()?;
        // After the first frame: it has to wait for nothing.
        self.behind.ask();
        self.behind.keep(&self.desk.shelf(), &self.line);
        loop {
            let next = if self.app.is_live() || self.app.message.is_some() {
                let tick = Duration::from_millis(1_000 - u64::from(subsecond(&self.clock)));
                match tokio::time::timeout(tick, incoming.recv()).await {
                    Ok(next) => next,
                    Err(_) => Some(Incoming::Event(Event::Tick)),
                }
            } else {
                self.next_or_idle(&mut incoming).await
            };
            let Some(next) = next else {
                return Ok(Ending::Quit);
            };
            // What is taken from the line is always carried out: a batch ends before the next one is taken.
            let mut ended = self.step(next)?;
            for _ in 1..BATCH {
                if ended.is_some() {
                    break;
                }
                let Ok(next) = incoming.try_recv() else {
                    break;
                };
                ended = self.step(next)?;
            }
            if let Some(ending) = ended {
                return Ok(ending);
            }
            self.busy.store(self.app.is_live(), Ordering::Relaxed);
            self.draw()?;
            self.behind.ask();
        }
    }

    /// Waits for what comes; where a vault locks itself, not longer than until then.
    async fn next_or_idle(&self, incoming: &mut UnboundedReceiver<Incoming>) -> Option<Incoming> {
        let Some(ms) = self.app.locks_in(self.clock.now()) else {
            return incoming.recv().await;
        };
        // The clock of the wait stands still while the machine sleeps: so it is asked now and then.
        let wait = Duration::from_millis(ms.min(5_000));
        match tokio::time::timeout(wait, incoming.recv()).await {
            Ok(next) => next,
            Err(_) => Some(Incoming::Event(Event::Tick)),
        }
    }

    /// Looks after the session that is followed, if one is.
    fn follow(&mut self) {
        let followed = self.app.follows().map(ToOwned::to_owned);
        let watcher = followed.and_then(|id| Follower::new(self.desk.shelf(), &id).ok());
        if let Some(watcher) = watcher {
            self.followed = Arc::default();
            follow::watch(watcher, self.line.clone(), Arc::clone(&self.followed));
        }
    }

    fn step(&mut self, incoming: Incoming) -> io::Result<Option<Ending>> {
        let event = match incoming {
            Incoming::End(ending) => return Ok(Some(ending)),
            Incoming::Moved => {
                self.behind.look();
                return Ok(None);
            }
            Incoming::Touched(session) => {
                self.behind.look_at(&[session]);
                return Ok(None);
            }
            Incoming::Scripts(catalogue) => {
                let (rows, problems) = (catalogue.rows(), catalogue.sentences());
                self.desk.use_scripts(catalogue);
                Event::Scripts { rows, problems }
            }
            Incoming::Opened(opened) => {
                let opens = opened.is_ok();
                let event = self.desk.unlock(opened);
                if opens {
                    self.behind.keep(&self.desk.shelf(), &self.line);
                }
                let effects = self.take(event);
                self.perform(effects);
                self.follow();
                return Ok(None);
            }
            Incoming::Event(event) => event,
        };
        if let Event::Resize(columns, rows) = event {
            self.screen.resize(area_of((columns, rows)))?;
        }
        let effects = self.take(event);
        let quit = effects.contains(&Effect::Quit);
        self.perform(effects);
        Ok(quit.then_some(Ending::Quit))
    }

    fn take(&mut self, event: Event) -> Vec<Effect> {
        self.app.handle(event, self.clock.now())
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut todo: std::collections::VecDeque<Effect> = effects.into();
        while let Some(effect) = todo.pop_front() {
            match effect {
                Effect::List => {
                    self.list();
                    continue;
                }
                Effect::Weeks => {
                    self.weeks();
                    continue;
                }
                Effect::Unlock(typed) => {
                    self.unlock(typed);
                    continue;
                }
                Effect::Lock => {
                    self.followed.store(true, Ordering::Relaxed);
                    self.behind = Behind::default();
                }
                Effect::Ledger(effect) => {
                    let (from, now) = (self.desk.shelf(), self.clock.now());
                    self.clerk.perform(from, effect, now);
                    continue;
                }
                _ => {}
            }
            let now = self.clock.now();
            let Some(effect) = self.behind.take(effect, self.desk, &self.line, now) else {
                continue;
            };
            for event in self.desk.perform(effect, self.clock.now()) {
                todo.extend(self.take(event));
            }
        }
        self.behind.look_at(&self.desk.touched());
    }

    /// Listing reads many files: it never keeps a key waiting.
    fn list(&mut self) {
        let (all, line) = (self.desk.shelf(), self.line.clone());
        tokio::task::spawn_blocking(move || {
            for event in all.list() {
                line.send(Incoming::Event(event));
            }
        });
    }

    /// To try a passphrase takes half a second, on purpose.
    fn unlock(&mut self, typed: Typed) {
        let (opening, line) = (self.desk.opening(typed), self.line.clone());
        tokio::task::spawn_blocking(move || line.send(Incoming::Opened(opening())));
    }

    /// Looking back over many sessions takes a while: it has a task of its own, too.
    fn weeks(&mut self) {
        let (all, line) = (self.desk.shelf(), self.line.clone());
        tokio::task::spawn_blocking(move || {
            let event = all
                .weeks()
                .map_or_else(|e| Event::Failed(e.sentence()), Event::Weeks);
            line.send(Incoming::Event(event));
        });
    }

    /// What was typed is with the operating system before it is drawn; if that takes long, the frame says so.
    fn draw(&mut self) -> io::Result<()> {
        #[cfg(debug_assertions)]
        break_on_purpose(&self.app);
        let safe = self.desk.settle(BEFORE_FRAME);
        if safe != self.safe {
            self.safe = safe;
            self.take(Event::Saving(Saving::Safe(safe)));
        }
        mouse::wanted(self.app.wants_mouse())?;
        let now = self.clock.now();
        let (app, theme) = (&self.app, &self.theme);
        self.screen.draw(|frame| ui::draw(frame, app, theme, now))?;
        Ok(())
    }
}

/// Milliseconds into the second that the session's clock shows.
fn subsecond(clock: &Clock) -> u16 {
    u16::try_from(clock.now().ms % 1_000).unwrap_or(0)
}

/// So that a test can see a panic mended: typing the word in the variable breaks the program. Only in debug builds.
#[cfg(debug_assertions)]
#[expect(clippy::panic, reason = "this is what it is for")]
fn break_on_purpose(app: &App) {
    if let Ok(word) = std::env::var("MINERAL_TEST_PANIC")
        && let Some(live) = crate::app::screen_live(app)
        && !word.is_empty()
        && live.editor.text().contains(&word)
    {
        panic!("broken on purpose");
    }
}

/// A paste or a key as the machine knows it, cleaned.
pub(crate) fn event_of(event: crossterm::event::Event) -> Option<Event> {
    use crossterm::event::Event as E;
    match event {
        E::Key(key) => keys::key_of(key).map(Event::Key),
        E::Paste(text) => Some(Event::Paste(clean_block(&text))),
        E::Mouse(event) => mouse::mouse_of(event).map(Event::Mouse),
        E::Resize(columns, rows) => Some(Event::Resize(columns, rows)),
        _ => None,
    }
}
