//! The command line, and what runs without a screen.

mod arguments;
mod backup;
mod bin;
mod care;
mod context;
mod converse;
mod debrief;
mod doctor;
mod export;
mod fail;
mod follow;
mod ledger;
mod listen;
mod own;
mod pair;
mod paper;
mod persona;
mod progress;
mod read;
mod review;
mod screen;
mod script;
mod search;
mod secret;
mod start;
mod vault;

use crate::desk::Desk;
use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
pub use fail::Fail;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

/// A limit on the size of files (`ulimit -f`) is told like a disk without room, instead of ending the program at the next key.
fn outlive_limits() {
    let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default());
}

/// Runs the program with the arguments of the process.
///
/// Exit codes: 0 done, 1 what was asked for does not hold, 2 wrong usage, 3 could not read or save; a signal that
/// ended it as shells know it.
pub fn main() -> ExitCode {
    crate::vault::hardened();
    say_little_of_faults();
    outlive_limits();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(told) => return usage(&told),
    };
    let ran = std::panic::catch_unwind(|| run(&arguments));
    match ran {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(fail)) => {
            tell(&fail.to_string());
            ExitCode::from(fail.code())
        }
        Err(_) => {
            tell("mineral has a fault and had to stop; what was typed is kept: mineral resume");
            ExitCode::from(Fail::BROKEN)
        }
    }
}

/// What is wrong with the arguments, or the help that was asked for. What was typed is repeated in it, and cleaned.
fn usage(told: &clap::Error) -> ExitCode {
    if told.use_stderr() {
        tell(&told.render().to_string());
    } else {
        // Help, and nothing that anybody typed.
        let _ = told.print();
    }
    ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2))
}

/// A fault is told by its place alone: the words of a panic may be a client's.
fn say_little_of_faults() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string);
        tell(&format!("a fault in {}", place.unwrap_or_default()));
    }));
}

fn run(arguments: &Arguments) -> Result<u8, Fail> {
    match &arguments.command {
        Some(Command::Keys) => {
            let settings = context::settings(arguments)?;
            print(&crate::app::keymap::reference(&settings.keymap))
        }
        Some(Command::Completions { shell }) => {
            let mut out = Vec::new();
            clap_complete::generate(*shell, &mut Arguments::command(), "mineral", &mut out);
            print(&String::from_utf8_lossy(&out))
        }
        Some(Command::Man) => {
            let mut out = Vec::new();
            clap_mangen::Man::new(Arguments::command())
                .render(&mut out)
                .map_err(|e| Fail::system("the manual page could not be made", &e))?;
            print(&String::from_utf8_lossy(&out))
        }
        Some(Command::Export(wanted)) => export::export(arguments, wanted),
        Some(Command::Delete { id, yes }) => bin::delete(arguments, id, *yes),
        Some(Command::Bin(command)) => bin::bin(arguments, command),
        Some(Command::Read { id }) => read::read(arguments, id.as_deref()),
        Some(Command::Follow { id }) => follow::follow(arguments, id.as_deref()),
        Some(Command::Listen {
            explain,
            speaker,
            before,
        }) => listen::listen(arguments, explain.as_deref(), *speaker, before.as_deref()),
        Some(Command::Debrief {
            id,
            json,
            weeks,
            schema,
        }) => {
            let how = debrief::How {
                json: *json,
                weeks: *weeks,
                schema: *schema,
            };
            debrief::debrief(arguments, id.as_deref(), how)
        }
        Some(Command::Person { command }) => ledger::person(arguments, command.as_ref()),
        Some(Command::Brief(options)) => ledger::brief(arguments, options),
        Some(Command::Due(options)) => ledger::due(arguments, options),
        Some(Command::Ended(options)) => ledger::ended(arguments, options),
        Some(Command::Consent(options)) => ledger::consent(arguments, options),
        Some(Command::Insights(options)) => ledger::insights(arguments, options),
        Some(Command::Review { query, order }) => {
            review::review(arguments, &query.join(" "), order.sort())
        }
        Some(Command::Search {
            query,
            json,
            exact,
            limit,
            schema,
        }) => {
            if *schema {
                return search::schema();
            }
            let form = search::Form {
                json: *json,
                exact: *exact,
                limit: *limit,
            };
            search::search(arguments, &query.join(" "), form)
        }
        Some(Command::Backup(options)) => backup::backup(arguments, options),
        Some(Command::Restore(options)) => backup::restore(arguments, options),
        Some(Command::Doctor(options)) => doctor::doctor(arguments, options),
        Some(Command::Vault(command)) => vault::vault(arguments, command),
        Some(Command::Script(command)) => script::script(arguments, command),
        Some(Command::Persona(command)) => persona::persona(arguments, command),
        Some(
            Command::Live { .. }
            | Command::Run { .. }
            | Command::Practice { .. }
            | Command::Resume { .. },
        )
        | None => start::converse(arguments),
    }
}

/// Prints to standard output. A reader that has seen enough is no error.
fn print(text: &str) -> Result<u8, Fail> {
    // All that comes in was cleaned; what quotes a file that was refused was not.
    print_coloured(&crate::text::marked(text))
}

/// The same for what has colours of the program's own in it, and nothing else that was not cleaned.
fn print_coloured(text: &str) -> Result<u8, Fail> {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Ok(()) => Ok(0),
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(0),
        Err(e) => Err(Fail::system("standard output could not be written", &e)),
    }
}

/// Asks once on the terminal, and takes anything but a yes for a no. Without a terminal nobody can be asked: no.
fn ask(question: &str) -> Result<bool, Fail> {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return Ok(false);
    }
    let _ = write!(io::stderr().lock(), "{question} [y/N] ");
    let mut answer = String::new();
    io::stdin()
        .read_line(&mut answer)
        .map_err(|e| Fail::system("the answer could not be read", &e))?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// The mode of a directory that others than its owner may look into.
fn open_to_others(dir: &std::path::Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = dir.metadata().ok()?.permissions().mode() & 0o777;
    (mode & 0o077 != 0).then_some(mode)
}

/// Says something on standard error. Where that fails there is nobody left to tell.
fn tell(text: &str) {
    // An argument or a file's name may be in it, and have anything in it.
    let text = crate::text::clean_block(text);
    let _ = writeln!(io::stderr().lock(), "{}", text.trim_end());
}

/// Says at the end where a session went that had to move, and what could not be saved, word for word. Returns whether
/// something could not.
fn told(desk: &Desk) -> bool {
    if let Some(path) = desk.moved() {
        tell(&format!(
            "the session was saved outside the library: {}",
            path.display()
        ));
    }
    let unsaved = desk.unsaved();
    if let Some(words) = &unsaved {
        tell(words);
    }
    unsaved.is_some()
}
