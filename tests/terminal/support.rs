//! A program in a pseudo-terminal, and a place for its files.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::fs::{Mode, OFlags};
use rustix::process::{Pid, Signal};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
};
use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long anything may take before it counts as not coming. Generous: it is there so that a hang fails, and
/// must hold on a machine that does many things at once.
pub(crate) const BOUND: Duration = Duration::from_secs(30);
/// How often a condition is looked at that nobody tells us of.
const LOOK: Duration = Duration::from_millis(5);

pub(crate) const ENTER: &str = "\r";
pub(crate) const ESC: &str = "\x1b";
pub(crate) const TAB: &str = "\t";
pub(crate) const DOWN: &str = "\x1b[B";
pub(crate) const END: &str = "\x1b[F";
pub(crate) const F5: &str = "\x1b[15~";
pub(crate) const F6: &str = "\x1b[17~";
pub(crate) const F7: &str = "\x1b[18~";
pub(crate) const F8: &str = "\x1b[19~";

/// A control key.
pub(crate) fn ctrl(letter: char) -> String {
    let code = u32::from(letter.to_ascii_uppercase()) & 0x1f;
    char::from_u32(code).unwrap().to_string()
}

/// Without white space: where a text breaks into rows does not matter.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Says that a test was skipped, past the harness, which hides what tests print that do not fail.
pub(crate) fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED: {why}");
}

/// Waits until something holds that nobody tells us of.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < BOUND, "this did not come: {what}");
        thread::sleep(LOOK);
    }
}

/// A place of its own for a program: its files, and the folder that it is started in.
pub(crate) struct Home {
    dir: TempDir,
}

/// What a program said that ran without a terminal.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Ran {
    /// What it said, after it ended well.
    #[track_caller]
    pub(crate) fn well(self) -> String {
        assert_eq!(self.code, Some(0), "{self:#?}");
        self.out
    }

    /// Asserts on the exit code and on words in what it said on standard error.
    #[track_caller]
    pub(crate) fn fails(&self, code: i32, words: &[&str]) {
        assert_eq!(self.code, Some(code), "{self:#?}");
        for word in words {
            assert!(self.err.contains(word), "{word:?} is missing: {self:#?}");
        }
    }
}

impl Home {
    pub(crate) fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("here")).unwrap();
        fs::create_dir(dir.path().join("tmp")).unwrap();
        Self { dir }
    }

    /// The folder that programs are started in.
    pub(crate) fn here(&self) -> PathBuf {
        self.dir.path().join("here")
    }

    /// Where sessions are kept.
    pub(crate) fn data(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    fn variables(&self) -> Vec<(&'static str, PathBuf)> {
        let at = |name| self.dir.path().join(name);
        vec![
            ("MINERAL_HOME", self.dir.path().to_owned()),
            ("HOME", self.dir.path().to_owned()),
            ("TMPDIR", at("tmp")),
            ("PATH", std::env::var_os("PATH").unwrap_or_default().into()),
            ("TERM", "xterm-256color".into()),
            ("LC_ALL", "C.UTF-8".into()),
            ("TZ", "UTC".into()),
        ]
    }

    /// Runs the program in pipes, with this on its standard input, until it ends.
    pub(crate) fn run(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Ran {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mineral"));
        command.args(arguments);
        self.run_command(command, arguments, input)
    }

    /// As [`Self::run`], through a shell, which sees the program as `"$@"`.
    pub(crate) fn run_through(
        &self,
        script: &str,
        arguments: &[&str],
        input: impl AsRef<[u8]>,
    ) -> Ran {
        let mut command = Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_mineral")]);
        command.args(arguments);
        self.run_command(command, arguments, input)
    }

    fn run_command(
        &self,
        mut command: Command,
        arguments: &[&str],
        input: impl AsRef<[u8]>,
    ) -> Ran {
        let output = tempfile::tempdir().unwrap();
        let file = |name| fs::File::create(output.path().join(name)).unwrap();
        let mut child = command
            .env_clear()
            .envs(self.variables())
            .current_dir(self.here())
            .stdin(Stdio::piped())
            .stdout(file("out"))
            .stderr(file("err"))
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let input = input.as_ref().to_owned();
        // A program that reads nothing closes the pipe: that is its right.
        let feeder = thread::spawn(move || drop(stdin.write_all(&input)));
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            if begun.elapsed() > BOUND {
                child.kill().unwrap();
                panic!("{arguments:?} did not end");
            }
            thread::sleep(LOOK);
        };
        feeder.join().unwrap();
        let text = |name| {
            let bytes = fs::read(output.path().join(name)).unwrap();
            String::from_utf8(bytes).expect("output is UTF-8")
        };
        Ran {
            code: status.code(),
            out: text("out"),
            err: text("err"),
        }
    }

    /// The newest session as plain lines.
    #[track_caller]
    pub(crate) fn read(&self) -> String {
        self.run(&["read", "--plain"], "").well()
    }

    /// The program in a terminal of 80 columns and 24 rows.
    pub(crate) fn start(&self, arguments: &[&str]) -> Program {
        self.setup(arguments).start()
    }

    /// As [`Self::start`], with more to be said about it.
    pub(crate) fn setup(&self, arguments: &[&str]) -> Setup {
        let program = env!("CARGO_BIN_EXE_mineral");
        let mut all = vec![program.to_owned()];
        all.extend(arguments.iter().map(|&a| a.to_owned()));
        Setup {
            command: all,
            variables: self.variables(),
            here: self.here(),
            size: (80, 24),
            controlling: true,
        }
    }

    /// Begins a conversation with somebody and waits for its first question.
    pub(crate) fn live(&self, name: &str) -> Program {
        let program = self.start(&["live", "--with", name]);
        program.wait_for("1 of 7");
        program
    }

    /// The files of sessions with this ending, the newest first.
    pub(crate) fn files(&self, ending: &str) -> Vec<PathBuf> {
        let mut found = Vec::new();
        for year in list(&self.data().join("sessions")) {
            found.extend(list(&year));
        }
        found.retain(|path| path.extension() == Some(OsStr::new(ending)));
        found.sort();
        found.reverse();
        found
    }

    /// The file of the newest session.
    pub(crate) fn session(&self) -> PathBuf {
        self.files("yaml").remove(0)
    }
}

/// What is in a directory; nothing when it is not there.
pub(crate) fn list(dir: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(dir) else {
        return Vec::new();
    };
    entries.map(|entry| entry.unwrap().path()).collect()
}

/// A program that is about to be started.
pub(crate) struct Setup {
    command: Vec<String>,
    variables: Vec<(&'static str, PathBuf)>,
    here: PathBuf,
    size: (u16, u16),
    controlling: bool,
}

impl Setup {
    /// Columns and rows.
    pub(crate) fn size(mut self, columns: u16, rows: u16) -> Self {
        self.size = (columns, rows);
        self
    }

    pub(crate) fn variable(mut self, name: &'static str, value: &str) -> Self {
        self.variables.push((name, value.into()));
        self
    }

    /// In a session that the terminal does not control: then no signal comes from it.
    pub(crate) fn not_controlled(mut self) -> Self {
        self.controlling = false;
        self
    }

    /// Through a shell, which sees the program as `"$@"`.
    pub(crate) fn through(mut self, script: &str) -> Self {
        let shell = ["sh", "-c", script, "sh"].map(ToOwned::to_owned);
        self.command.splice(0..0, shell);
        self
    }

    pub(crate) fn start(self) -> Program {
        let (columns, rows) = self.size;
        let pair = native_pty_system().openpty(size(columns, rows)).unwrap();
        let tty = pair.master.tty_name().unwrap();
        let modes = unlike_any_default(&tty);
        let mut command = CommandBuilder::new(&self.command[0]);
        command.args(&self.command[1..]);
        command.env_clear();
        for (name, value) in &self.variables {
            command.env(name, value);
        }
        command.cwd(self.here);
        command.set_controlling_tty(self.controlling);
        let child = pair.slave.spawn_command(command).unwrap();
        // From here on only the program has the terminal: when it ends, reading ends.
        drop(pair.slave);
        let terminal = Arc::new(Terminal {
            view: Mutex::new(View {
                parser: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0),
                raw: Vec::new(),
                ended: false,
            }),
            changed: Condvar::new(),
            let_go: AtomicBool::new(false),
        });
        let reader = pair.master.try_clone_reader().unwrap();
        let writer = pair.master.take_writer().unwrap();
        let to = Arc::clone(&terminal);
        Program {
            child,
            code: None,
            reader: Some(thread::spawn(move || to.listen(reader))),
            writer: Some(writer),
            master: Some(pair.master),
            terminal,
            tty,
            modes,
            size: (columns, rows),
        }
    }
}

fn size(cols: u16, rows: u16) -> PtySize {
    PtySize {
        rows,
        cols,
        pixel_width: 0,
        pixel_height: 0,
    }
}

fn at_least_one(n: u16) -> NonZeroU16 {
    NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN)
}

fn open(tty: &Path) -> OwnedFd {
    // Never to become the terminal of the test itself.
    rustix::fs::open(tty, OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).unwrap()
}

/// Sets modes that no program would set when it means to put things right, so that only one which gives back
/// what it found gives back these.
fn unlike_any_default(tty: &Path) -> String {
    let tty = open(tty);
    let mut modes = tcgetattr(&tty).unwrap();
    modes.special_codes[SpecialCodeIndex::VERASE] = 0x15;
    modes.special_codes[SpecialCodeIndex::VKILL] = 0x18;
    modes.local_modes.toggle(LocalModes::ECHOK);
    modes.input_modes.toggle(rustix::termios::InputModes::IXANY);
    tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
    described(&tcgetattr(&tty).unwrap())
}

fn described(modes: &Termios) -> String {
    format!(
        "{:?} | {:?} | {:?} | {:?} | {:?}",
        modes.input_modes,
        modes.output_modes,
        modes.control_modes,
        modes.local_modes,
        modes.special_codes
    )
}

struct Terminal {
    view: Mutex<View>,
    changed: Condvar,
    let_go: AtomicBool,
}

struct View {
    parser: vt100::Parser,
    raw: Vec<u8>,
    ended: bool,
}

impl Terminal {
    fn view(&self) -> MutexGuard<'_, View> {
        self.view.lock().unwrap()
    }

    fn listen(&self, mut reader: Box<dyn Read + Send>) {
        let mut bytes = vec![0; 1 << 16];
        while !self.let_go.load(Ordering::SeqCst) {
            let read = reader.read(&mut bytes).unwrap_or(0);
            let mut view = self.view();
            if read == 0 {
                view.ended = true;
            }
            view.parser.process(&bytes[..read]);
            view.raw.extend_from_slice(&bytes[..read]);
            drop(view);
            self.changed.notify_all();
            if read == 0 {
                break;
            }
        }
    }
}

/// What stands on the screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Screen {
    pub(crate) rows: Vec<String>,
    /// Row and column.
    pub(crate) cursor: (usize, usize),
    pub(crate) cursor_hidden: bool,
    pub(crate) alternate: bool,
    pub(crate) bracketed_paste: bool,
}

impl Screen {
    fn of(screen: &vt100::Screen) -> Self {
        let (_, columns) = screen.size();
        let (row, column) = screen.cursor_position();
        Self {
            rows: screen
                .rows(0, columns.get())
                .map(|row| row.trim_end().to_owned())
                .collect(),
            cursor: (row.into(), column.into()),
            cursor_hidden: screen.hide_cursor(),
            alternate: screen.alternate_screen(),
            bracketed_paste: screen.bracketed_paste(),
        }
    }

    pub(crate) fn text(&self) -> String {
        self.rows.join("\n")
    }

    /// Whether it shows a text, wherever that breaks into rows.
    pub(crate) fn shows(&self, text: &str) -> bool {
        squeezed(&self.text()).contains(&squeezed(text))
    }

    /// The rows of the input in a conversation.
    fn input_rows(&self) -> Vec<(usize, &str)> {
        let begins = |row: &String| row == " ›" || row.starts_with(" › ");
        let Some(first) = self.rows.iter().rposition(begins) else {
            return Vec::new();
        };
        let mut rows = vec![(
            first,
            self.rows[first].trim_start_matches(" ›").trim_start(),
        )];
        for (at, row) in self.rows.iter().enumerate().skip(first + 1) {
            let Some(text) = row.strip_prefix("   ") else {
                break;
            };
            rows.push((at, text));
        }
        rows
    }

    /// What is seen of the input, without white space; `None` where there is no input.
    pub(crate) fn input(&self) -> Option<String> {
        let rows = self.input_rows();
        (!rows.is_empty()).then(|| rows.iter().map(|(_, text)| squeezed(text)).collect())
    }

    /// Whether the cursor stands behind the last character of the input.
    pub(crate) fn cursor_is_behind_the_input(&self) -> bool {
        let behind = |(at, text): &(usize, &str)| (*at, 3 + text.chars().count());
        !self.cursor_hidden && self.input_rows().last().map(behind) == Some(self.cursor)
    }
}

/// A program that runs in a terminal. It is killed when the test lets go of it.
pub(crate) struct Program {
    child: Box<dyn Child + Send + Sync>,
    code: Option<u32>,
    reader: Option<JoinHandle<()>>,
    writer: Option<Box<dyn Write + Send>>,
    master: Option<Box<dyn MasterPty + Send>>,
    terminal: Arc<Terminal>,
    tty: PathBuf,
    modes: String,
    size: (u16, u16),
}

impl Program {
    /// Sends keys as a terminal does.
    pub(crate) fn keys(&mut self, keys: &str) {
        let writer = self.writer.as_mut().unwrap();
        writer.write_all(keys.as_bytes()).unwrap();
        writer.flush().unwrap();
    }

    /// Pastes a text as a terminal does that marks where a paste begins and ends.
    pub(crate) fn paste(&mut self, text: &str) {
        self.keys(&format!("\x1b[200~{text}\x1b[201~"));
    }

    pub(crate) fn screen(&self) -> Screen {
        Screen::of(self.terminal.view().parser.screen())
    }

    /// Every byte that came from the program so far.
    pub(crate) fn raw(&self) -> Vec<u8> {
        self.terminal.view().raw.clone()
    }

    /// Waits until a text stands on the screen.
    #[track_caller]
    pub(crate) fn wait_for(&self, text: &str) {
        self.wait_until(&format!("{text:?}"), |screen| screen.shows(text));
    }

    /// Waits until something holds on the screen.
    #[track_caller]
    pub(crate) fn wait_until(&self, what: &str, mut holds: impl FnMut(&Screen) -> bool) {
        let end = Instant::now() + BOUND;
        let mut view = self.terminal.view();
        loop {
            let screen = Screen::of(view.parser.screen());
            if holds(&screen) {
                return;
            }
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || view.ended {
                let how = if view.ended {
                    "the program ended"
                } else {
                    "time is up"
                };
                drop(view);
                panic!("{how}, and this did not come: {what}\n{screen:#?}");
            }
            view = self.terminal.changed.wait_timeout(view, left).unwrap().0;
        }
    }

    /// Waits until the terminal shows nothing of what is typed, as when a passphrase is asked for by a line.
    #[track_caller]
    pub(crate) fn waits_until_nothing_is_echoed(&self) {
        until("no echo", || {
            let modes = tcgetattr(open(&self.tty)).unwrap();
            !modes.local_modes.contains(LocalModes::ECHO)
        });
    }

    /// As [`Self::wait_for`], of a program that may have ended.
    #[track_caller]
    pub(crate) fn wait_for_last(&self, text: &str) {
        until(&format!("{text:?}"), || self.screen().shows(text));
    }

    /// Types a text into the input of a conversation, and waits until it stands there.
    #[track_caller]
    pub(crate) fn types(&mut self, text: &str) {
        self.keys(text);
        self.wait_for_input(text);
    }

    /// Waits until the input holds a text, or the end of it where it does not show all.
    #[track_caller]
    pub(crate) fn wait_for_input(&self, text: &str) {
        let text = squeezed(text);
        self.wait_until(&format!("{text:?} in the input"), |screen| {
            let input = screen.input().unwrap_or_default();
            !input.is_empty() && text.ends_with(&input)
        });
    }

    /// Types a text, keeps it with Enter, and waits until it is on the disk.
    #[track_caller]
    pub(crate) fn says(&mut self, text: &str) {
        self.types(text);
        self.keys(ENTER);
        self.wait_until(&format!("{text:?} kept and saved"), |screen| {
            screen.input().as_deref() == Some("") && screen.rows[0].contains("● saved")
        });
    }

    /// Gives the terminal another size. The emulated screen is empty then, so that what is seen on it afterwards
    /// was drawn for the new size.
    pub(crate) fn resize(&mut self, columns: u16, rows: u16) {
        self.size = (columns, rows);
        {
            let mut view = self.terminal.view();
            view.parser
                .set_size(at_least_one(rows), at_least_one(columns));
            view.parser.process(b"\x1b[2J");
        }
        let master = self.master.as_ref().unwrap();
        master.resize(size(columns, rows)).unwrap();
    }

    fn pid(&self) -> Pid {
        let pid = self.child.process_id().unwrap();
        Pid::from_raw(i32::try_from(pid).unwrap()).unwrap()
    }

    pub(crate) fn signal(&self, signal: Signal) {
        rustix::process::kill_process(self.pid(), signal).unwrap();
    }

    /// kill -9, and waits until it is gone.
    pub(crate) fn kill(mut self) {
        self.signal(Signal::KILL);
        self.ended();
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Waits until the program ends and all that it wrote was read; its exit code.
    #[track_caller]
    pub(crate) fn exit_code(&mut self) -> u32 {
        if self.code.is_none() {
            self.ended();
        }
        self.code.unwrap()
    }

    #[track_caller]
    fn ended(&mut self) {
        let begun = Instant::now();
        let status = loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                break status;
            }
            assert!(
                begun.elapsed() < BOUND,
                "the program does not end\n{:#?}",
                self.screen()
            );
            thread::sleep(LOOK);
        };
        self.code = Some(status.exit_code());
        if self.master.is_some() {
            until("the end of what the program wrote", || {
                self.terminal.view().ended
            });
        }
    }

    /// The modes of the terminal now.
    pub(crate) fn modes(&self) -> String {
        described(&tcgetattr(open(&self.tty)).unwrap())
    }

    /// The modes of the terminal before the program was started.
    pub(crate) fn modes_before(&self) -> &str {
        &self.modes
    }

    /// Closes the terminal under the program, as when its window is closed.
    pub(crate) fn close_terminal(&mut self) {
        // The library types an end-of-file when its writer goes, unless the terminal has no such character.
        // A window that is closed types nothing.
        let tty = open(&self.tty);
        let mut modes = tcgetattr(&tty).unwrap();
        modes.special_codes[SpecialCodeIndex::VEOF] = 0;
        tcsetattr(&tty, OptionalActions::Now, &modes).unwrap();
        drop(tty);
        // The reader lets go when something comes: another size makes the program draw, or else its clock does.
        self.terminal.let_go.store(true, Ordering::SeqCst);
        let (columns, rows) = self.size;
        self.resize(columns - 1, rows);
        let reader = self.reader.take().unwrap();
        until("the reader lets go", || reader.is_finished());
        reader.join().unwrap();
        self.writer = None;
        self.master = None;
    }

    /// What the program has in memory and may write to; `None` where the system lets nobody look.
    pub(crate) fn memory(&self) -> Option<Vec<Vec<u8>>> {
        use std::os::unix::fs::FileExt as _;
        let pid = self.pid().as_raw_nonzero();
        let maps = fs::read_to_string(format!("/proc/{pid}/maps")).ok()?;
        let memory = fs::File::open(format!("/proc/{pid}/mem")).ok()?;
        let mut all = Vec::new();
        for line in maps.lines().filter(|line| line.contains(" rw")) {
            let (from, to) = line.split_whitespace().next()?.split_once('-')?;
            let from = u64::from_str_radix(from, 16).ok()?;
            let to = u64::from_str_radix(to, 16).ok()?;
            let mut bytes = vec![0; usize::try_from(to - from).ok()?];
            // It may have been given back meanwhile.
            if memory.read_exact_at(&mut bytes, from).is_ok() {
                all.push(bytes);
            }
        }
        (!all.is_empty()).then_some(all)
    }

    /// The processor time that the program has used; `None` where the system does not tell, or it has ended.
    pub(crate) fn processor_time(&self) -> Option<Duration> {
        let path = format!("/proc/{}/stat", self.pid().as_raw_nonzero());
        let text = fs::read_to_string(path).ok()?;
        // The name of the program stands in brackets and may have anything in it.
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
        // A tick is ten milliseconds wherever there is such a file.
        Some(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        if self.code.is_none() {
            // It may have ended by itself meanwhile.
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}
