//! Sessions for other programs: chosen, shown what is taken out, written.

use super::arguments::{Arguments, ExportArguments, ExportFormat};
use super::context::{catalogue, library};
use super::{Fail, ask, print, tell};
use crate::desk::{Desk, DeskError, Export, Selection, Shelf, Stage, Written, shown};
use crate::export::redact::Replaced;
use crate::export::{self, Format};
use crate::store::Library;
use crate::text::{clean_line, ellipsis, width};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use std::fmt::Write as _;
use std::io::{self, IsTerminal, Write as _};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// How long something may take before it is said how far it is.
const SILENT: Duration = Duration::from_secs(1);
/// How often that is said.
const OFTEN: Duration = Duration::from_millis(100);
/// Columns of the list of what is replaced.
const COLUMNS: usize = 78;

/// Writes sessions for other programs.
pub(super) fn export(arguments: &Arguments, wanted: &ExportArguments) -> Result<u8, Fail> {
    if wanted.schema {
        let text = serde_json::to_string_pretty(&export::schema())
            .map_err(|e| Fail::broken(format!("the schema could not be made: {e}"), ""))?;
        return print(&format!("{text}\n"));
    }
    let desk = Desk::new(library(arguments)?, |_| {});
    let shelf = desk.with_scripts(catalogue(arguments)?).shelf();
    let ids = shelf.select(&selection(arguments, shelf.library(), wanted)?)?;
    if ids.is_empty() {
        return Err(nothing(wanted));
    }
    let Some(format) = format(wanted.format) else {
        return own_file(&shelf, &ids, wanted);
    };
    let mut export = shelf.exporting(ids, format);
    let stop = Arc::new(AtomicBool::new(false));
    if wanted.redact || !wanted.mark.is_empty() {
        // Until something is asked, the interrupt key ends the program as it always does.
        let replaced = export.redact(&wanted.mark, &mut meter(&stop))?;
        if let Some(fail) = tells_in_its_name(&mut export, wanted) {
            return Err(fail);
        }
        list(&replaced);
        if !wanted.yes && !ask("write it so?")? {
            return Err(not_confirmed());
        }
    }
    for signal in [SIGHUP, SIGINT, SIGTERM] {
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    let written = match &wanted.output {
        Some(path) => export.to_file(path, &mut meter(&stop))?,
        None => to_standard_output(&mut export, &stop)?,
    };
    said(&written, format, wanted.output.as_deref())
}

fn selection(
    arguments: &Arguments,
    library: &Library,
    wanted: &ExportArguments,
) -> Result<Selection, Fail> {
    if let Some(query) = &wanted.query {
        return Ok(Selection::Found(super::search::ids(
            arguments, library, query,
        )?));
    }
    Ok(match (&wanted.id, &wanted.person) {
        (Some(id), _) => Selection::One(id.clone()),
        (None, Some(name)) => Selection::Person {
            name: name.clone(),
            organisation: wanted.org.clone(),
        },
        (None, None) if wanted.all => Selection::All,
        (None, None) => Selection::Newest,
    })
}

fn nothing(wanted: &ExportArguments) -> Fail {
    if let Some(query) = &wanted.query {
        return Fail::not_found(
            format!("nothing was found for “{}”", clean_line(query)),
            "see what `mineral search` finds",
        );
    }
    match &wanted.person {
        Some(name) => Fail::not_found(
            format!("there is no conversation with {name:?}"),
            "see whether the name is right",
        ),
        None => Fail::not_found(
            "there is no conversation yet",
            "begin one: mineral live --with NAME",
        ),
    }
}

fn not_confirmed() -> Fail {
    Fail::not_found(
        "nothing was written",
        "once the list is right: the same with --yes",
    )
}

/// The form; nothing for a session's own file.
fn format(wanted: ExportFormat) -> Option<Format> {
    Some(match wanted {
        ExportFormat::Md => Format::Markdown,
        ExportFormat::Html => Format::Html,
        ExportFormat::Json => Format::Json,
        ExportFormat::Csv => Format::Csv,
        ExportFormat::Ics => Format::Calendar,
        ExportFormat::Yaml => return None,
    })
}

/// A session's own file, byte for byte.
fn own_file(shelf: &Shelf, ids: &[String], wanted: &ExportArguments) -> Result<u8, Fail> {
    if wanted.redact || !wanted.mark.is_empty() {
        return Err(Fail::usage(
            "yaml is the session's own file, with all that is in it",
            "redacted: md, html, json, csv or ics",
        ));
    }
    let [id] = ids else {
        return Err(Fail::usage(
            format!("yaml is one session's own file; these are {}", ids.len()),
            "name one by its id, or choose json",
        ));
    };
    let bytes = shelf.session_file(id)?;
    match &wanted.output {
        Some(path) => crate::desk::place_new(path, |file| {
            file.write_all(&bytes).map_err(DeskError::Output)?;
            Ok(((), true))
        })?,
        None => written_out(io::stdout().lock().write_all(&bytes))?,
    }
    Ok(0)
}

/// A reader that has seen enough is no error.
fn written_out(result: io::Result<()>) -> Result<(), Fail> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(e) => Err(Fail::system("standard output could not be written", &e)),
        Ok(()) => Ok(()),
    }
}

fn to_standard_output(export: &mut Export, stop: &Arc<AtomicBool>) -> Result<Written, Fail> {
    let mut out = io::BufWriter::new(io::stdout().lock());
    match export.write(&mut out, &mut meter(stop)) {
        Err(DeskError::Output(e)) if e.kind() == io::ErrorKind::BrokenPipe => Ok(Written {
            things: 1,
            ..Written::default()
        }),
        other => Ok(other?),
    }
}

/// A file whose name says what the file does not.
fn tells_in_its_name(export: &mut Export, wanted: &ExportArguments) -> Option<Fail> {
    let name = wanted.output.as_deref()?.file_name()?.to_string_lossy();
    let other = export.tells(&name)?;
    Some(Fail::usage(
        format!("the file's name {name:?} says what is taken out of the file"),
        format!(
            "another name, such as {:?}",
            other.replace(' ', "-").to_lowercase()
        ),
    ))
}

/// Says how far it is, on a terminal, once it has taken a second; and whether to go on.
fn meter(stop: &Arc<AtomicBool>) -> impl FnMut(Stage, usize, usize) -> bool + use<> {
    let stop = Arc::clone(stop);
    let (begun, mut last) = (Instant::now(), Instant::now());
    let mut shows = false;
    let terminal = io::stderr().is_terminal();
    move |stage, done, all| {
        let due = begun.elapsed() >= SILENT && last.elapsed() >= OFTEN;
        if terminal && due && done < all {
            last = Instant::now();
            shows = true;
            let what = match stage {
                Stage::Looking => "looking for names",
                Stage::Writing => "writing",
            };
            let percent = (done * 100).checked_div(all).unwrap_or(100);
            let _ = write!(io::stderr().lock(), "\r{what}: {percent:3} %  ");
        }
        let on = !stop.load(Ordering::Relaxed);
        if shows && (!on || done + 1 >= all) {
            shows = false;
            let _ = write!(io::stderr().lock(), "\r{:30}\r", "");
        }
        on
    }
}

/// What is replaced, as a table on standard error.
fn list(replaced: &[Replaced]) {
    if replaced.is_empty() {
        tell("nothing was found to replace; read it before you hand it on");
        return;
    }
    let widest = replaced
        .iter()
        .map(|r| width(&r.placeholder))
        .max()
        .unwrap_or(0);
    let mut text = String::from("this is replaced:\n");
    for row in replaced {
        let pad = " ".repeat(widest.saturating_sub(width(&row.placeholder)));
        let was = ellipsis(&row.was.join(", "), COLUMNS.saturating_sub(widest + 10));
        let _ = writeln!(
            text,
            "  {}{pad}  {:>4} ×  {was}",
            row.placeholder, row.times
        );
    }
    text.push_str(
        "what nobody knows stays: read it before you hand it on, and --mark WORD what is left",
    );
    tell(&text);
}

/// Says what was left out, and where it is.
fn said(written: &Written, format: Format, output: Option<&Path>) -> Result<u8, Fail> {
    for reason in &written.left_out {
        tell(&format!("left out: {reason}"));
    }
    if format == Format::Calendar && written.things == 0 {
        return Err(Fail::not_found(
            "nothing in it has a date",
            "a practice binds nobody; a promise needs a date to stand in a calendar",
        ));
    }
    if written.sessions == 0 && !written.left_out.is_empty() {
        return Err(Fail::broken("no session could be read", ""));
    }
    if let Some(path) = output.filter(|_| io::stderr().is_terminal()) {
        tell(&format!("written to {}", shown(path)));
    }
    Ok(0)
}
