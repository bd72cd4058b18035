//! Plain mode: the same conversation as lines of text, for a screen reader and for a pipe.

use super::{Fail, tell, told};
use crate::app::live::{Live, Safety, letters};
use crate::app::{Effect, Event, Now, Saving, Wanted};
use crate::client::persona::Persona;
use crate::debrief::{is_conversation, plain};
use crate::desk::{Catalogue, Desk, DeskError};
use crate::session::{Entry, Kind, Person, Replied, Role, Session, glass, line_of};
use crate::store::Library;
use crate::terminal::Clock;
use crate::text::clean_block;
use std::fmt::Write as _;
use std::io::{self, BufRead, IsTerminal as _, Read as _, Write};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

/// The longest line that is taken, in bytes.
const MAX_LINE: u64 = 200_000;
/// How long a line waits for its words to reach the operating system before it goes on and says so.
const PATIENCE: Duration = Duration::from_secs(2);

/// A live conversation as lines.
pub(super) fn live(
    library: Library,
    catalogue: Catalogue,
    script: &str,
    name: &str,
    organisation: Option<&str>,
) -> Result<u8, Fail> {
    let (desk, news) = desk(library);
    let mut desk = desk.with_scripts(catalogue);
    let begin = Effect::Begin {
        script: script.to_owned(),
        name: name.to_owned(),
        organisation: organisation
            .filter(|o| !o.is_empty())
            .map(ToOwned::to_owned),
        person: None,
    };
    talk(&mut desk, &news, begin)
}

/// A practice as lines.
pub(super) fn practice(
    library: Library,
    catalogue: Catalogue,
    personas: Catalogue<Persona>,
    wanted: Wanted,
) -> Result<u8, Fail> {
    let (desk, news) = desk(library);
    let mut desk = desk.with_scripts(catalogue).with_personas(personas);
    talk(&mut desk, &news, Effect::Practise(wanted))
}

/// Going on with a conversation as lines.
pub(super) fn resume(
    library: Library,
    catalogue: Catalogue,
    personas: Catalogue<Persona>,
    id: Option<&str>,
) -> Result<u8, Fail> {
    let (desk, news) = desk(library);
    let mut desk = desk.with_scripts(catalogue).with_personas(personas);
    let id = match id {
        Some(id) => id.to_owned(),
        None => super::context::unfinished(&desk.shelf())?,
    };
    talk(&mut desk, &news, Effect::Resume(id))
}

fn desk(library: Library) -> (Desk, Receiver<Saving>) {
    let (sender, news) = channel();
    let desk = Desk::new(library, move |saving| {
        // Nobody listens any more only when the conversation is over.
        let _ = sender.send(saving);
    });
    (desk, news)
}

fn talk(desk: &mut Desk, news: &Receiver<Saving>, opening: Effect) -> Result<u8, Fail> {
    let clock = Clock::start();
    let opened = match desk.open(opening, clock.now())?.pop() {
        Some(Event::Opened(opened)) => *opened,
        Some(Event::Which { people, .. }) => return Err(several(&people).into()),
        Some(Event::Loaded(loaded)) => {
            let id = &loaded.session.head().id;
            return Err(Fail::not_found(
                "this conversation was ended",
                format!("read it: mineral read {id}"),
            ));
        }
        _ => return Err(Fail::broken("the conversation could not be opened", "")),
    };
    let mut voice = Voice {
        desk,
        news,
        live: Live::new(opened, clock.now()),
        clock,
        said: Said::default(),
        refused: Vec::new(),
        echoes: !io::stdin().is_terminal(),
    };
    let effects = voice.live.take_up(voice.clock.now());
    voice.perform(effects);
    voice.greet();
    let ended = voice.converse();
    let (over, refused) = (voice.live.is_over(), std::mem::take(&mut voice.refused));
    let session = voice.live.session().clone();
    let id = session.head().id.clone();
    desk.finish();
    if told(desk) {
        return Ok(Fail::BROKEN);
    }
    ended?;
    if over {
        look_back(desk, &session);
    } else {
        tell(&format!(
            "left unfinished and kept · go on with: mineral resume {id}"
        ));
    }
    if refused.is_empty() {
        return Ok(0);
    }
    Err(Fail::not_found(
        format!("these lines were not taken:\n  {}", refused.join("\n  ")),
        "each is answered above, where it was refused",
    ))
}

/// The debrief of a conversation that was closed.
fn look_back(desk: &Desk, session: &Session) {
    if !is_conversation(session) {
        return;
    }
    match desk.shelf().debrief_of(session) {
        Ok(debrief) => say(&format!("\n{}", plain(&debrief).join("\n"))),
        Err(error) => say(&format!("! {}", error.sentence())),
    }
}

fn several(people: &[Person]) -> DeskError {
    let name = people.first().map(|p| p.name.clone()).unwrap_or_default();
    let mut list = String::new();
    for person in people {
        let organisation = person.organisation.as_deref().unwrap_or("no organisation");
        let _ = write!(list, "\n  {} · {organisation}", person.name);
    }
    DeskError::Several { name, list }
}

/// What was said already, so that nothing is said twice.
#[derive(Debug, Default, PartialEq, Eq)]
struct Said {
    question: String,
    place: String,
    notices: u64,
    entries: usize,
    safety: Option<Safety>,
}

/// A reader that went away does not stop the words from being kept.
fn say(text: &str) {
    let _ = writeln!(io::stdout().lock(), "{text}");
}

struct Voice<'a> {
    desk: &'a mut Desk,
    news: &'a Receiver<Saving>,
    clock: Clock,
    live: Live,
    said: Said,
    /// Lines that were not taken.
    refused: Vec<String>,
    /// Whether lines are read from a file or a program: what is typed by hand is seen anyway.
    echoes: bool,
}

impl Voice<'_> {
    fn greet(&mut self) {
        let head = self.live.session().head();
        let organisation = head
            .person
            .organisation
            .as_ref()
            .map(|o| format!(", {o}"))
            .unwrap_or_default();
        if head.person.is_me() {
            say(&format!("{}.", head.script.title));
        } else {
            say(&format!(
                "{}{organisation}. {}.",
                head.person.name, head.script.title
            ));
        }
        if io::stdin().is_terminal() {
            say("/help lists what you can do.");
        }
        self.said.entries = self.said_before();
        for problem in self.live.problems() {
            say(&format!("! {problem}"));
        }
        if !self.live.editor.is_empty() {
            say(&format!("In the input: {}", self.live.editor.text()));
            // A line that comes now is a new one; what stood there is not to be lost either.
            let effects = self.live.submit(self.clock.now());
            self.perform(effects);
        }
        self.say_what_changed();
    }

    /// How many entries need not be said again. With a simulated client, what was said last is: one has to answer it.
    fn said_before(&self) -> usize {
        let session = self.live.session();
        let entries = session.entries();
        let counts = |e: &Entry| !session.is_left(e.n);
        let last = |e: &Entry| matches!(e.kind, Kind::Reply(_)) && counts(e);
        let said = |e: &Entry| matches!(e.kind, Kind::Said(_)) && counts(e);
        let place = entries.iter().rposition(said);
        let place = place.or_else(|| entries.iter().rposition(last));
        place.unwrap_or(entries.len())
    }

    fn converse(&mut self) -> Result<(), Fail> {
        let stdin = io::stdin();
        let mut input = stdin.lock();
        loop {
            let Some(line) = read_line(&mut input)? else {
                self.end_of_input();
                return Ok(());
            };
            let now = self.clock.now();
            let effects = match line {
                Ok(text) => self.line(&text, now),
                Err(bytes) => {
                    say(&format!("! a line of over {bytes} bytes was not taken"));
                    self.refused.push(format!("(a line of over {bytes} bytes)"));
                    Vec::new()
                }
            };
            let left = effects.last() == Some(&Effect::Finish);
            self.perform(effects);
            self.say_what_changed();
            if left {
                return Ok(());
            }
        }
    }

    fn line(&mut self, text: &str, now: Now) -> Vec<Effect> {
        self.live.tick(now);
        if text.trim() == "/help" {
            self.help();
            return Vec::new();
        }
        // A line that was refused is not put before the next one.
        self.live.editor.clear();
        self.live.paste(text, now);
        let mut effects = self.live.submit(now);
        let back = |e: &Effect| matches!(e, Effect::Append(e) if matches!(e.kind, Kind::Branch(_)));
        if effects.iter().any(back) {
            // What was said there comes back into an input; here the next line takes its place.
            self.live.editor.clear();
            self.live.edited(now, &mut effects);
        } else if !self.live.editor.is_empty() {
            self.refused.push(text.to_owned());
            self.live.editor.clear();
            self.live.edited(now, &mut effects);
        }
        effects
    }

    /// The end of input leaves the session unfinished; at the closing questions it closes with what there is.
    fn end_of_input(&mut self) {
        if self.live.closing().is_some() {
            let mut effects = Vec::new();
            self.live.close_now(self.clock.now(), &mut effects);
            self.perform(effects);
            self.say_what_changed();
        }
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let now = self.clock.now();
        for effect in effects {
            for event in self.desk.perform(effect, now) {
                if let Event::Failed(why) | Event::Done(why) = event {
                    say(&format!("! {why}"));
                }
            }
        }
        let safe = self.desk.settle(PATIENCE);
        self.live.saving(Saving::Safe(safe), now);
        while let Ok(saving) = self.news.try_recv() {
            self.live.saving(saving, now);
        }
    }

    fn say_what_changed(&mut self) {
        let session = self.live.session();
        let new: Vec<String> = session
            .entries()
            .iter()
            .skip(self.said.entries)
            .filter_map(|entry| match &entry.kind {
                Kind::Known(mark) => {
                    let what = if mark.known {
                        "known now"
                    } else {
                        "open again"
                    };
                    Some(format!("{what}: {}", mark.id))
                }
                Kind::Speaker(who) => Some(format!("speaking: {who:?}").to_lowercase()),
                Kind::Said(said) => self.echoes.then(|| match said.text.as_str() {
                    "" => format!("You ({}): (silence)", entry.n),
                    text => format!("You ({}): {text}", entry.n),
                }),
                Kind::Reply(reply) => Some(self.replied(entry.n, reply)),
                Kind::Counted(what) => {
                    Some(format!("{} {}", what.words(), self.live.counted(*what)))
                }
                _ => line_of(session, entry)
                    .filter(|l| l.role != Role::Question)
                    .map(|l| format!("kept {}: {}", entry.n, l.text)),
            })
            .collect();
        self.said.entries = session.entries().len();
        for line in new {
            say(&line);
        }
        self.say_notice();
        self.say_safety();
        self.say_question();
    }

    /// What a simulated client answers, and in a glass box what has moved.
    fn replied(&self, n: u32, reply: &Replied) -> String {
        let session = self.live.session();
        let person = &session.head().person.name;
        let name = person.split_whitespace().next().unwrap_or_default();
        let mut text = format!("{name}: {}", reply.text);
        if self.live.practice().is_some_and(|p| p.glass) {
            let mut before = session.counting_back().filter(|e| e.n < n);
            let trust = before.find_map(|e| match &e.kind {
                Kind::Reply(reply) => Some(reply.trust.figure()),
                _ => None,
            });
            let _ = write!(text, "\n  ({})", glass(reply, trust));
        }
        text
    }

    fn say_notice(&mut self) {
        let notice = self.live.notice_now().unwrap_or_default().to_owned();
        if !notice.is_empty() && self.live.notices() != self.said.notices {
            say(&notice);
        }
        self.said.notices = self.live.notices();
    }

    fn say_safety(&mut self) {
        let safety = self.live.safety();
        let text = match &safety {
            Safety::NotSaved(why) => Some(format!(
                "! not saved: {why} · words kept here · /save PATH saves elsewhere"
            )),
            Safety::ReadOnly(why) => Some(format!("! read only: {why}")),
            Safety::NotYetSafe => Some("! not yet safe".to_owned()),
            Safety::Saved | Safety::Saving => None,
        };
        let old = self.said.safety.replace(safety);
        if let Some(text) = text
            && old != self.said.safety
        {
            say(&text);
        }
    }

    fn say_question(&mut self) {
        if self.live.is_over() {
            say(&format!(
                "Closed and kept. Read it with: mineral read {}",
                self.live.session().head().id
            ));
            return;
        }
        let (place, question) = if let Some(closing) = self.live.closing() {
            let place = format!("Closing {} of {}.", closing.at + 1, closing.items.len());
            let hint = self.live.hint(self.clock.now()).unwrap_or_default();
            (place, format!("{} ({hint})", self.live.closing_question()))
        } else {
            let session = self.live.session();
            let step = self.live.step().map_or("", |s| s.title.as_str());
            let place = format!(
                "Step {} of {}: {step}.",
                session.fold().step + 1,
                session.script().steps.len()
            );
            (place, self.asked())
        };
        if place != self.said.place {
            say(&place);
            self.said.place = place;
            self.said.question.clear();
        }
        if question != self.said.question {
            say(&question);
            self.said.question = question;
        }
    }

    /// What to ask, or, in a form for oneself, the question with what it takes for an answer.
    fn asked(&self) -> String {
        if self.live.observing().is_some() {
            return format!(
                "Count: {}, u takes back, # notes, n next step, b back",
                letters()
            );
        }
        let ask = if self.live.practice().is_some() {
            "Guide: "
        } else if self.live.is_conversation() {
            "Ask: "
        } else {
            ""
        };
        let hint = self
            .live
            .hint(self.clock.now())
            .map(|h| format!(" ({h})"))
            .unwrap_or_default();
        format!("{ask}{}{hint}", self.live.question())
    }

    fn help(&self) {
        if self.live.observing().is_some() {
            say(&self.asked());
            say(
                "/next, /back, /step ID: where they are. /withdraw [N], /restore [N]. /save [PATH]. /leave. /end: to what was counted.",
            );
            return;
        }
        say(
            "A line is the client's words. ~word 4: a feeling. #: your note. +: parked. !us or !them: a commitment.",
        );
        for (name, takes, does) in crate::app::live::COMMANDS {
            let command = format!("/{name} {takes}");
            say(&format!("{}: {does}", command.trim_end()));
        }
        say(
            "At the closing questions: /viable yes, not yet or no, with the reason. /capital enriched, flat or spent. /listened, /depth, /feelings, /restraint and /agreed 1 to 5.",
        );
        for trap in self.live.step().into_iter().flat_map(|s| &s.traps) {
            say(&format!("trap: {} → {}", trap.trap, trap.back));
        }
    }
}

type Line = Result<String, u64>;

/// The next line, cleaned, without its end; `Err` with the limit for one that is too long; `None` at the end.
fn read_line(input: &mut impl BufRead) -> Result<Option<Line>, Fail> {
    let failed = |e: io::Error| Fail::system("the input could not be read", &e);
    let mut bytes = Vec::new();
    let read = input
        .by_ref()
        .take(MAX_LINE)
        .read_until(b'\n', &mut bytes)
        .map_err(failed)?;
    if read == 0 {
        return Ok(None);
    }
    let whole = bytes.last() == Some(&b'\n') || (read as u64) < MAX_LINE;
    if !whole {
        input.skip_until(b'\n').map_err(failed)?;
        return Ok(Some(Err(MAX_LINE)));
    }
    let text = clean_block(&String::from_utf8_lossy(&bytes));
    Ok(Some(Ok(text.trim_end_matches('\n').to_owned())))
}
