//! Watching a session that another program writes, on the screen or as lines.

use super::Fail;
use super::arguments::Arguments;
use super::context::{has_screen, library};
use super::read::shelf;
use super::screen::on_screen;
use super::vault::open::Found;
use crate::app::Start;
use crate::desk::{Follower, Shelf};
use crate::session::{Entry, Kind, Session, Who, line_of};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use std::io::{self, Write as _};
use std::time::Duration;

/// How often the files are looked at.
const EVERY: Duration = Duration::from_millis(250);

/// Watches a session until it is ended or the reader goes away.
pub(super) fn follow(arguments: &Arguments, id: Option<&str>) -> Result<u8, Fail> {
    if has_screen(arguments) {
        return on_screen(arguments, Found::Open(library(arguments)?), |desk| {
            Ok(Start::Follow(running(&desk.shelf(), id)?))
        });
    }
    let shelf = shelf(arguments)?;
    let id = running(&shelf, id)?;
    lines(Follower::new(shelf, &id)?)
}

fn running(shelf: &Shelf, id: Option<&str>) -> Result<String, Fail> {
    if let Some(id) = id {
        return Ok(id.to_owned());
    }
    shelf.running()?.ok_or_else(|| {
        Fail::not_found(
            "no conversation runs",
            "begin one in another terminal: mineral live --with NAME, mineral practice PERSONA",
        )
    })
}

fn lines(mut watcher: Follower) -> Result<u8, Fail> {
    let (mut begun, mut last) = (false, 0);
    loop {
        match watcher.look() {
            Some(Ok(followed)) => {
                let session = &followed.loaded.session;
                let mut out = Vec::new();
                if !begun {
                    begun = true;
                    out.extend(beginning(session));
                    out.extend(followed.loaded.problems.iter().map(|p| format!("! {p}")));
                }
                let new = session.entries().iter().filter(|e| e.n > last);
                out.extend(new.filter_map(|entry| told(session, entry)));
                last = last.max(session.fold().last_n);
                if !said(&out)? || session.fold().closed.is_some() {
                    return Ok(0);
                }
            }
            Some(Err(error)) if !begun => return Err(error.into()),
            Some(Err(error)) => {
                if !said(&[format!("! {}", error.sentence())])? {
                    return Ok(0);
                }
            }
            None if reader_is_gone() => return Ok(0),
            None => std::thread::sleep(EVERY),
        }
    }
}

fn beginning(session: &Session) -> Vec<String> {
    let head = session.head();
    let place = head.person.organisation.as_ref();
    let place = place.map(|o| format!(", {o}")).unwrap_or_default();
    let who = if head.person.is_me() {
        String::new()
    } else {
        format!("{}{place}. ", head.person.name)
    };
    let first = session.script().steps.first();
    let mut lines = vec![format!("{who}{}.", head.script.title)];
    lines.extend(first.map(|step| in_step(session, &step.id)));
    lines
}

fn in_step(session: &Session, id: &str) -> String {
    let script = session.script();
    match (script.position(id), script.step(id)) {
        (Some(at), Some(step)) => {
            let all = script.steps.len();
            format!("Step {} of {all}: {}.", at + 1, step.title)
        }
        _ => format!("Step {id}."),
    }
}

/// An entry as a line; nothing for what is no news to somebody who watches.
fn told(session: &Session, entry: &Entry) -> Option<String> {
    let about = |n: u32| {
        let line = session.entry(n).and_then(|e| told(session, e));
        line.unwrap_or_else(|| format!("number {n}"))
    };
    Some(match &entry.kind {
        Kind::Moved(step) => in_step(session, step),
        Kind::Known(mark) if mark.known => format!("known now: {}", mark.id),
        Kind::Known(mark) => format!("open again: {}", mark.id),
        Kind::Speaker(Who::Client) => "speaking: the client".to_owned(),
        Kind::Speaker(Who::Me) => "speaking: the one who asks".to_owned(),
        Kind::Speaker(Who::Nobody) => return None,
        Kind::Counted(what) => format!("counted: {}", what.words()),
        // What they are about may have been put down in words that are marked as withdrawn by now.
        Kind::Withdrawn(n) => format!("withdrawn: {}", unmarked(&about(*n))),
        Kind::Restored(n) => format!("restored: {}", unmarked(&about(*n))),
        Kind::Branch(after) => format!("back to behind number {after}: another try"),
        Kind::Closed(_) => "Ended.".to_owned(),
        kind => {
            let line = line_of(session, entry)?;
            let question = kind.answers().and_then(|(id, _)| session.question(id));
            let asked = question.and_then(|q| session.spoken(&q.ask));
            let asked = asked.map(|a| format!("{a} ")).unwrap_or_default();
            format!("{} {asked}{}", line.time, unmarked(&line.text))
        }
    })
}

/// When a line comes it is not withdrawn yet, or that is told by a line of its own.
fn unmarked(text: &str) -> &str {
    text.strip_prefix("(withdrawn) ").unwrap_or(text)
}

/// Says lines. Returns whether anybody still reads them.
fn said(lines: &[String]) -> Result<bool, Fail> {
    let mut out = io::stdout().lock();
    for line in lines {
        // What goes on in the next row belongs to the line before it.
        let line = line.replace('\n', "\n        ");
        match writeln!(out, "{line}").and_then(|()| out.flush()) {
            Ok(()) => {}
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(false),
            Err(e) => return Err(Fail::system("standard output could not be written", &e)),
        }
    }
    Ok(true)
}

/// Whether nobody reads what is printed any more: nothing may come for a long time in which that could be noticed.
fn reader_is_gone() -> bool {
    let out = rustix::stdio::stdout();
    let mut fds = [PollFd::new(&out, PollFlags::empty())];
    if poll(&mut fds, Some(&Timespec::default())).is_err() {
        return false;
    }
    let [fd] = &fds;
    let gone = PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL;
    fd.revents().intersects(gone)
}
