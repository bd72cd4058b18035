//! Every screen with its styles, at three sizes, and in any state at any size: no panic, and the question is never
//! covered.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "tests"
)]

mod support;

use mineral::app::key::{Code, Key};
use mineral::app::keymap::TABLE;
use mineral::app::library::{
    Answer, Choice, Filter, Found, Indexed, Job, Listed, Misread, News, Peek, Shown, Sort, Wish,
    Worked,
};
use mineral::app::live::{Live, Practice};
use mineral::app::{
    App, Debriefed, Effect, Event, Followed, Loaded, Opened, RoleSheet, Row, Saving, Screen,
    SheetOf, Start, Wanted,
};
use mineral::client::{Client, Difficulty, persona};
use mineral::debrief::{Debrief, MeasureId, Weeks};
use mineral::export::redact::{Replaced, What};
use mineral::listen::Listener;
use mineral::script::catalogue;
use mineral::session::{
    Draft, Head, How, Kind, Mode, Moment, Observed, Person, PersonRef, PracticeRef, ScriptRef,
    Seat, Session, Viability, transcript,
};
use mineral::text::width;
use mineral::ui::theme::Theme;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};
use support::keys::{Press, presses};
use support::picture::{SIZES, picture};
use support::stage::{draw, now_at, rows, setup};

/// The machine without a disk: what it asks to open is opened from memory, what it keeps counts as saved.
#[derive(Clone)]
struct Show {
    app: App,
    ms: u64,
}

fn session(mode: Mode) -> Session {
    session_of(catalogue::BUILTIN[0].id, mode)
}

fn session_of(script: &str, mode: Mode) -> Session {
    let builtin = catalogue::builtin(script).unwrap();
    let head = Head {
        id: "01KTEST0000000000000000000".to_owned(),
        began: now_at(0).at,
        mode,
        script: ScriptRef {
            id: builtin.id.to_owned(),
            title: builtin.title.to_owned(),
            hash: String::new(),
        },
        person: PersonRef {
            id: "01KTEST0000000000000000001".to_owned(),
            name: "Ana Ruiz".to_owned(),
            organisation: Some("Halvorsen Mills".to_owned()),
        },
        practice: None,
    };
    let script = Arc::new(builtin.script().unwrap());
    Session::new(head, script, Vec::new(), BTreeSet::new())
}

/// A practice that has just begun.
fn practised(seat: Seat) -> Session {
    let before = session(Mode::Practice);
    let persona = neville().persona().clone();
    let head = Head {
        person: PersonRef {
            id: format!("persona-{}", persona.id),
            name: persona.name,
            organisation: Some(persona.organisation),
        },
        practice: Some(PracticeRef {
            persona: persona.id,
            hash: String::new(),
            seat,
            difficulty: (seat == Seat::Simulated).then(|| "fair".to_owned()),
            seed: (seat == Seat::Simulated).then_some(7),
        }),
        ..before.head().clone()
    };
    Session::new(
        head,
        Arc::new(before.script().clone()),
        Vec::new(),
        BTreeSet::new(),
    )
}

fn neville() -> Client {
    let persona = persona::builtin::builtin("acquired")
        .unwrap()
        .persona()
        .unwrap();
    let script = catalogue::BUILTIN[0].script().unwrap();
    Client::new(
        Arc::new(persona),
        &script,
        catalogue::vocabulary(),
        Difficulty::Fair,
        7,
    )
    .unwrap()
}

fn practice() -> Show {
    let wanted = Wanted {
        persona: "acquired".to_owned(),
        script: "mineral-rights-client".to_owned(),
        seat: Seat::Simulated,
        difficulty: Difficulty::Fair,
        seed: Some(7),
        glass: false,
    };
    let mut show = Show::new(Start::Practise(wanted), Vec::new());
    show.press("Before the recipes: how are you with all this?<enter><enter>~lost 3<enter>");
    show.press("Our platform has helped many companies in your place.<enter># too early<enter>");
    show.press("I'm sorry, I was running ahead of you. What else was said on Thursday?<enter>");
    show
}

fn in_a_pair(seat: Seat) -> Show {
    Show::new(
        Start::Practise(Wanted {
            persona: "acquired".to_owned(),
            script: "mineral-rights-client".to_owned(),
            seat,
            difficulty: Difficulty::Fair,
            seed: None,
            glass: false,
        }),
        Vec::new(),
    )
}

fn observed() -> Show {
    let mut show = in_a_pair(Seat::Observer);
    show.press("ooocrxn# he looked up at “what else”<enter>eoommu<wait:8>oi");
    show
}

fn role_sheet(of: SheetOf) -> RoleSheet {
    let persona = persona::builtin::builtin("acquired").unwrap();
    let script = catalogue::BUILTIN[0].script().unwrap();
    let page = persona::sheet(&persona.persona().unwrap(), Some(&script));
    RoleSheet { of, page }
}

fn sheet() -> Show {
    let of = SheetOf {
        persona: "acquired".to_owned(),
        script: "mineral-rights-client".to_owned(),
    };
    Show::new(Start::RoleSheet(of), Vec::new())
}

fn following() -> Show {
    Show::new(Start::Follow(String::new()), Vec::new())
}

#[test]
fn a_practice_in_a_pair() {
    coloured("pair", || {
        let mut show = in_a_pair(Seat::Pair);
        show.press("I'd best say it first: it was signed on Thursday<enter>~uneasy 3<enter><c-t>");
        show
    });
}

#[test]
fn observing() {
    coloured("observe", observed);
    coloured("observe-note", || {
        let mut show = observed();
        show.press("#she put the pen down");
        show
    });
    shots("observe-no-colour", &Theme::without_colour(), observed);
}

#[test]
fn reading_a_role_sheet() {
    coloured("role-sheet", sheet);
    coloured("role-sheet-step", || {
        let mut show = sheet();
        show.press("3");
        show
    });
}

#[test]
fn following_a_conversation() {
    coloured("follow", following);
}

#[test]
fn a_practice() {
    coloured("practice", || {
        let mut show = practice();
        show.press("What do you feel when");
        show
    });
}

#[test]
fn a_practice_in_a_glass_box() {
    coloured("practice-glass", || {
        let mut show = practice();
        show.press("<f3>");
        show
    });
}

#[test]
fn going_back_in_a_practice() {
    coloured("practice-rewind", || {
        let mut show = practice();
        show.press("<c-r><up>");
        show
    });
}

#[test]
fn choosing_a_client() {
    coloured("clients", || {
        let mut show = Show::home();
        show.press("p<down>d");
        show
    });
}

fn listed(person: &str, organisation: Option<&str>, began: &str, step: Option<&str>) -> Row {
    Row {
        id: "01KTEST0000000000000000002".to_owned(),
        person: person.to_owned(),
        organisation: organisation.map(str::to_owned),
        script: "Mineral Rights with a client".to_owned(),
        script_id: "mineral-rights-client".to_owned(),
        step: step.map(str::to_owned),
        began: Some(Moment::parse(began).unwrap()),
        length: 23 * 60_000,
        closed: step.is_none(),
        practice: false,
        words: true,
        broken: None,
    }
}

fn library() -> Vec<Row> {
    let mut broken = listed("", None, "2026-09-01T09:00:00+02:00", None);
    broken.broken = Some("its first line is no head".to_owned());
    vec![
        listed(
            "Ana Ruiz",
            Some("Halvorsen Mills"),
            "2026-11-21T13:49:00+01:00",
            Some("current impact"),
        ),
        listed(
            "Tom Okafor",
            None,
            "2026-11-20T10:00:00+01:00",
            Some("the issue"),
        ),
        listed(
            "Priya Raman",
            Some("Norrfrakt"),
            "2026-10-03T16:20:00+02:00",
            None,
        ),
        listed(
            "Ana Ruiz",
            Some("Halvorsen Mills"),
            "2026-03-03T08:00:00+01:00",
            None,
        ),
        broken,
    ]
}

fn page(rows: Vec<Listed>) -> Found {
    Found::Page {
        from: 0,
        total: rows.len(),
        rows,
        near: 0,
    }
}

/// What the library has; with something asked for, each with its line.
fn shelved(text: &str) -> Vec<Listed> {
    let row = |at: u8, name: &str, organisation: Option<&str>, began: &str| {
        let line =
            "Two have left since spring. The others stay until ten at month end, every month.";
        let mark = line.find("month end").unwrap();
        Listed {
            id: format!("01KTEST000000000000000001{at}"),
            began: Moment::parse(began).ok(),
            mode: Some(Mode::Live),
            person: (!name.is_empty()).then(|| format!("01KTEST000000000000000000{at}")),
            name: name.to_owned(),
            name_marks: Vec::new(),
            organisation: organisation.map(str::to_owned),
            script: "Mineral Rights with a client".to_owned(),
            warmth: vec![0.0, 2.0, 4.0, 3.5, 1.0, 5.0, 0.0],
            closed: true,
            viability: Some(Viability::NotYet),
            ended: None,
            open: 0,
            length: 23 * 60_000,
            line: (!text.is_empty()).then(|| Shown {
                n: 9,
                all: vec![9],
                text: line.to_owned(),
                marks: std::iter::once(mark..mark + 9).collect(),
            }),
            near: false,
            broken: None,
        }
    };
    let mut all = vec![
        row(
            1,
            "Ana Ruiz",
            Some("Halvorsen Mills"),
            "2026-11-21T13:49:00+01:00",
        ),
        row(2, "Tom Okafor", None, "2026-11-20T10:00:00+01:00"),
        row(
            3,
            "Priya Raman",
            Some("Norrfrakt"),
            "2026-10-03T16:20:00+02:00",
        ),
        row(4, "", None, "2026-03-03T08:00:00+01:00"),
        row(
            5,
            "Neville Ashdown",
            Some("Ashdown Bakeries"),
            "2025-12-24T08:00:00+01:00",
        ),
        row(6, "", None, "2025-09-01T09:00:00+02:00"),
    ];
    (all[0].closed, all[0].viability, all[0].open) = (false, None, 2);
    all[1].ended = Some(How::WalkedAway);
    "Tom Okafor van de Sluisveld zu Hohenzollern 東京都千代田区".clone_into(&mut all[1].name);
    all[2].near = !text.is_empty();
    "The daily standard".clone_into(&mut all[3].script);
    all[3].warmth.clear();
    (all[4].mode, all[4].person) = (Some(Mode::Practice), None);
    all[5].broken = Some("its first line is no head".to_owned());
    all
}

fn reviewed() -> Show {
    Show::new(
        Start::Library {
            text: String::new(),
            sort: Sort::Newest,
        },
        library(),
    )
}

#[test]
fn reviewing() {
    coloured("library", reviewed);
    coloured("library-found", || {
        let mut show = reviewed();
        show.press("/month end");
        show
    });
    coloured("library-misread", || {
        let mut show = reviewed();
        show.press("/month mode:lvie ");
        show
    });
    coloured("library-nothing", || {
        let mut show = reviewed();
        show.press("/nothing of the kind");
        show
    });
    shots("library-no-colour", &Theme::without_colour(), || {
        let mut show = reviewed();
        show.press(" <down> /month");
        show
    });
}

#[test]
fn doing_something_in_the_library() {
    coloured("library-filter", || {
        let mut show = reviewed();
        show.press("f<down>");
        show
    });
    coloured("library-choices", || {
        let mut show = reviewed();
        show.press("fperson<enter>a");
        show
    });
    coloured("library-ended", || {
        let mut show = reviewed();
        show.press("ol too late");
        show
    });
    coloured("library-delete", || {
        let mut show = reviewed();
        show.press("aD");
        show
    });
    coloured("library-redacted", || {
        let mut show = reviewed();
        show.press("aer");
        show
    });
    coloured("library-exporting", || {
        let mut show = reviewed();
        show.press("aem");
        show
    });
    coloured("library-reading", || {
        let mut show = reviewed();
        show.event(Event::Library(News::Index(Indexed::Reading {
            done: 1_200,
            all: 100_000,
        })));
        show
    });
}

impl Show {
    fn new(start: Start, library: Vec<Row>) -> Self {
        let (app, effects) = App::new(setup(), start);
        let mut show = Self { app, ms: 0 };
        show.perform(effects);
        show.event(Event::Sessions(library));
        show.event(Event::People(vec![
            ("Ana Ruiz".to_owned(), Some("Halvorsen Mills".to_owned())),
            ("Priya Raman".to_owned(), Some("Norrfrakt".to_owned())),
        ]));
        show
    }

    fn home() -> Self {
        Self::new(Start::Home, library())
    }

    fn live() -> Self {
        Self::new(Start::Resume(String::new()), library())
    }

    fn event(&mut self, event: Event) {
        let effects = self.app.handle(event, now_at(self.ms));
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            let event = match effect {
                Effect::Begin { ref script, .. } => Event::Opened(Box::new(Opened {
                    session: session_of(script, Mode::Run),
                    draft: None,
                    read_only: None,
                    problems: Vec::new(),
                    client: None,
                    glass: false,
                })),
                Effect::Practise(wanted) => Event::Opened(Box::new(Opened {
                    session: practised(wanted.seat),
                    draft: None,
                    read_only: None,
                    problems: Vec::new(),
                    client: (wanted.seat == Seat::Simulated).then(|| Box::new(neville())),
                    glass: false,
                })),
                Effect::Resume(_) => Event::Opened(Box::new(Opened {
                    session: session(Mode::Live),
                    draft: None,
                    read_only: None,
                    problems: Vec::new(),
                    client: None,
                    glass: false,
                })),
                Effect::Load(_) => Event::Loaded(Box::new(Loaded {
                    session: self.kept(),
                    draft: None,
                    problems: Vec::new(),
                })),
                Effect::Follow(_) => Event::Followed(Box::new(Followed {
                    loaded: Loaded {
                        session: busy().kept(),
                        draft: Some(Draft {
                            n: 99,
                            t: 130_000,
                            text: "I don't see my kids those we".to_owned(),
                            cursor: 28,
                        }),
                        problems: Vec::new(),
                    },
                    client: None,
                    since: 4_000,
                })),
                Effect::RoleSheet(of) => Event::RoleSheet(Box::new(role_sheet(of))),
                Effect::ExportSheet(_) => Event::Done("written to mineral-role-x.md".to_owned()),
                Effect::Debrief(_) => Event::Debriefed(Box::new(self.debriefed())),
                Effect::Weeks => Event::Weeks(weeks()),
                Effect::Append(entry) => Event::Saving(Saving::Synced(entry.n)),
                Effect::Elsewhere(_) => Event::Saving(Saving::Elsewhere("/tmp/x.yaml".into())),
                Effect::Export { .. } => {
                    Event::Done("written to mineral-ana-ruiz-2026-11-21.md".to_owned())
                }
                Effect::Replacing(_) => Event::Replacing(replaced()),
                Effect::Library(wish) => match Self::looked_up(wish) {
                    Some(news) => Event::Library(news),
                    None => continue,
                },
                Effect::Delete(id) => Event::Deleted(id),
                Effect::BringBack(_) => Event::BroughtBack,
                Effect::List
                | Effect::Ledger(_)
                | Effect::Personas
                | Effect::Draft(_)
                | Effect::Judge { .. }
                | Effect::TryAgain { .. }
                | Effect::Finish
                | Effect::Lock
                | Effect::Unlock(_)
                | Effect::Quit => continue,
            };
            self.event(event);
        }
    }

    /// What the library is told.
    fn looked_up(wish: Wish) -> Option<News> {
        let ids = || shelved("").into_iter().map(|r| r.id).collect::<Vec<_>>();
        Some(match wish {
            Wish::Find(ask) => News::Answer(Answer {
                number: ask.number,
                found: match ask.text.find("mode:lvie") {
                    Some(at) => Found::Misread(Misread {
                        span: at + 5..at + 9,
                        what: "`mode:` knows no “lvie”".to_owned(),
                        mend: "write mode:live, mode:practice or mode:run".to_owned(),
                    }),
                    None if ask.text.contains("nothing") => page(Vec::new()),
                    None => page(shelved(&ask.text)),
                },
            }),
            Wish::Peek(id) => News::Peek(Peek {
                id,
                lines: transcript(&busy().kept(), &[]),
            }),
            Wish::All(ask) => News::All(ask.number, ids()),
            Wish::Choices(field) => News::Choices(
                field,
                [
                    "Ana Ruiz · Halvorsen Mills",
                    "Priya Raman · Norrfrakt",
                    "Tom Okafor",
                ]
                .map(|words| Choice {
                    words: words.to_owned(),
                    query: "person:\"x y\"".to_owned(),
                    many: Some(words.len()),
                })
                .into(),
            ),
            Wish::Filters => News::Filters(vec![Filter {
                name: "worried, since spring".to_owned(),
                query: "feeling:worried since:march".to_owned(),
                sort: Sort::Warmest,
            }]),
            Wish::Work(Job::Delete(ids)) => News::Worked(Worked::Deleted(ids, Vec::new())),
            Wish::Work(Job::BringBack(ids)) => {
                News::Worked(Worked::BroughtBack(ids.len(), Vec::new()))
            }
            Wish::Work(Job::Replacing(_)) => News::Worked(Worked::Replacing(replaced())),
            // It goes on until it is stopped.
            Wish::Work(Job::Export { .. }) => News::Working {
                done: 412,
                all: 1_000,
            },
            Wish::Stop => News::Worked(Worked::Failed("stopped; nothing was written".to_owned())),
            Wish::SaveFilter(_) | Wish::DropFilter(_) | Wish::Look => return None,
        })
    }

    /// The session on the screen, with its debrief.
    fn debriefed(&self) -> Debriefed {
        let session = self.kept();
        let persona = neville().persona().clone();
        let mut listener = Listener::new(catalogue::vocabulary()).unwrap();
        Debriefed {
            debrief: Debrief::of(&session, Some(&persona), &mut listener),
            loaded: Loaded {
                session,
                draft: None,
                problems: Vec::new(),
            },
        }
    }

    /// The session on the screen, or an empty one.
    fn kept(&self) -> Session {
        match &self.app.screen {
            Screen::Live(live) => live.session().clone(),
            _ => session(Mode::Live),
        }
    }

    fn press(&mut self, keys: &str) {
        for press in presses(keys) {
            self.do_press(press);
        }
    }

    fn do_press(&mut self, press: Press) {
        match press {
            Press::Key(key) => self.event(Event::Key(key)),
            Press::Paste(text) => self.event(Event::Paste(text)),
            Press::Wait(seconds) => {
                self.ms += seconds * 1_000;
                self.event(Event::Tick);
            }
            Press::Resize(columns, rows) => self.event(Event::Resize(columns, rows)),
        }
    }

    fn draw(&self, theme: &Theme, size: (u16, u16)) -> (Buffer, Option<Position>) {
        draw(&self.app, theme, now_at(self.ms), size)
    }
}

/// One snapshot a size.
fn shots(name: &str, theme: &Theme, stage: impl Fn() -> Show) {
    for (columns, rows) in SIZES {
        let mut show = stage();
        show.event(Event::Resize(columns, rows));
        let (buffer, cursor) = show.draw(theme, (columns, rows));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("{name}-{columns}x{rows}"), picture(&buffer, cursor));
        });
    }
}

fn coloured(name: &str, stage: impl Fn() -> Show) {
    shots(name, &Theme::colours(), stage);
}

/// A conversation in its third step with something of everything.
fn busy() -> Show {
    let mut show = Show::live();
    show.press("The close takes nine days, and nobody trusts the number before the ninth<enter>");
    show.press("<c-n>It began with the merger<enter>~hopeful 2<enter><c-n><c-o><c-o>");
    show.press("<c-t><wait:71><c-t><wait:29>Two have left since spring, the others stay until ten at month end<enter>");
    show.press("~worn down 4<enter># looked away when I asked about herself<enter>+ the planner module<enter>");
    show.press("!them ask the CFO by 3 dec<enter><f6><s-tab><wait:6>");
    show
}

fn ended() -> Show {
    let mut show = busy();
    show.press("<c-n>A third one leaves<enter>~worried 5<enter><c-x><c-n>I keep repairing it at night<enter>");
    show.press("<c-n>Close in three days by 1 march, and home by six<enter>~relieved 3<enter>");
    show.press("<c-n>!us send the draft by friday<enter><c-d>");
    show
}

fn read() -> Show {
    let mut show = ended();
    show.press("<enter><enter><enter>yes: they want it<enter>enriched<enter>4<enter>3<enter>4<enter>5<enter>2<enter>r");
    assert!(matches!(show.app.screen, Screen::Read(_)), "it is not read");
    show
}

#[test]
fn home_empty() {
    coloured("home-empty", || Show::new(Start::Home, Vec::new()));
}

#[test]
fn home_with_sessions() {
    coloured("home", Show::home);
}

#[test]
fn begin() {
    coloured("begin", || {
        let mut show = Show::home();
        show.press("lAna");
        show
    });
}

#[test]
fn begin_with_several_people() {
    coloured("begin-several", || {
        let mut show = Show::home();
        show.press("lAna Ruiz");
        let person = |organisation: Option<&str>| Person {
            id: String::new(),
            name: "Ana Ruiz".to_owned(),
            organisation: organisation.map(str::to_owned),
            other_names: Vec::new(),
        };
        show.event(Event::Which {
            people: vec![person(Some("Halvorsen Mills")), person(None)],
            script: "mineral-rights-client".to_owned(),
            name: "Ana Ruiz".to_owned(),
            organisation: None,
        });
        show.press("<down>");
        show
    });
}

#[test]
fn live_fresh() {
    coloured("live-fresh", || {
        let mut show = Show::live();
        // The head of the session has reached the disk.
        show.event(Event::Saving(Saving::Synced(0)));
        show
    });
}

#[test]
fn live_busy() {
    coloured("live-busy", busy);
}

#[test]
fn live_without_colour() {
    shots("live-busy-plain", &Theme::without_colour(), busy);
}

#[test]
fn live_completing() {
    coloured("live-completing", || {
        let mut show = busy();
        show.press("~wor<down>");
        show
    });
}

#[test]
fn live_with_a_long_answer() {
    coloured("live-long-answer", || {
        let mut show = busy();
        show.press("<paste:I don't see my kids those weeks, and when I do I am somewhere else, running the ledgers in my head. 漢字 and 👩\u{200d}💻 too.\nSecond line.>");
        show
    });
}

#[test]
fn live_with_a_notice() {
    coloured("live-notice", || {
        let mut show = busy();
        show.press("<c-x>");
        show
    });
}

#[test]
fn live_not_saved() {
    coloured("live-not-saved", || {
        let mut show = busy();
        show.event(Event::Saving(Saving::Failed("the disk is full".to_owned())));
        show.press("I don't see my kids");
        show
    });
}

#[test]
fn live_help() {
    coloured("live-help", || {
        let mut show = busy();
        show.press("<f1>");
        show
    });
}

#[test]
fn closing() {
    coloured("closing", || {
        let mut show = busy();
        show.press("<c-d>");
        show
    });
}

#[test]
fn closing_last_questions() {
    coloured("closing-viability", || {
        let mut show = ended();
        show.press("<enter><enter><enter>");
        show
    });
}

#[test]
fn reading() {
    coloured("read", read);
}

/// What redaction would replace: more than fits on a small screen.
fn replaced() -> Vec<Replaced> {
    let row = |what: What, n: usize, was: &[&str]| Replaced {
        what,
        placeholder: format!("{} {n}", what.word()),
        was: was.iter().map(|&w| w.to_owned()).collect(),
        times: n,
    };
    let mut rows = vec![
        row(What::Person, 1, &["Ana Ruiz", "Ana", "ana"]),
        row(What::Person, 2, &["Tom"]),
        row(What::Organisation, 1, &["Halvorsen Mills", "Halvorsen"]),
        row(What::Mail, 1, &["ana.ruiz@halvorsen.example"]),
    ];
    rows.extend((1..=30).map(|n| row(What::Amount, n, &["€40,000"])));
    rows
}

#[test]
fn exporting_without_names_shows_what_is_replaced() {
    coloured("read-export", || {
        let mut show = read();
        show.press("E");
        show
    });
    coloured("read-export-redacted", || {
        let mut show = read();
        show.press("Er<down>");
        show
    });
}

#[test]
fn deleting_asks_in_the_row_for_messages() {
    coloured("read-delete", || {
        let mut show = read();
        show.press("D");
        show
    });
    coloured("home-delete", || {
        let mut show = Show::home();
        show.press("<end>D");
        show
    });
}

#[test]
fn reading_without_colour() {
    shots("read-plain", &Theme::without_colour(), read);
}

#[test]
fn reading_the_end() {
    coloured("read-end", || {
        let mut show = read();
        show.press("<end>");
        show
    });
}

/// A practice that was looked back at, after oneself.
fn debrief() -> Show {
    let mut show = practice();
    show.press("<c-d>4<enter>2<enter><enter>1<enter><enter>");
    assert!(matches!(show.app.screen, Screen::Debrief(_)));
    show
}

/// The first of the five questions was answered.
fn judging() -> Show {
    let mut show = practice();
    show.press("<c-d><c-d>4");
    show
}

fn over_five_weeks() -> Show {
    let mut show = debrief();
    show.press("w");
    show
}

/// Five weeks of practice, and one live conversation.
fn weeks() -> Weeks {
    let practised = debrief();
    let Screen::Debrief(page) = &practised.app.screen else {
        panic!()
    };
    let mut all = Vec::new();
    for (day, talk, by_hand) in [
        (3, 61.0, 0.1),
        (10, 48.0, 0.3),
        (24, 22.0, 0.8),
        (28, 30.0, 1.4),
    ] {
        let mut debrief = page.debrief().clone();
        for measure in &mut debrief.measures {
            match measure.id {
                MeasureId::Talk => measure.numbers[0].value = talk,
                MeasureId::Reflections => measure.numbers[0].value = by_hand,
                _ => {}
            }
        }
        all.push((jiff::civil::date(2026, 10, day), debrief));
    }
    let mut live = page.debrief().clone();
    live.practice = false;
    all.push((jiff::civil::date(2026, 10, 28), live));
    Weeks::of(all.iter().map(|(date, debrief)| (*date, debrief)))
}

#[test]
fn looking_back() {
    coloured("debrief", debrief);
}

#[test]
fn looking_back_without_colour() {
    shots("debrief-plain", &Theme::without_colour(), debrief);
}

#[test]
fn looking_back_at_what_to_try() {
    coloured("debrief-try", || {
        let mut show = debrief();
        show.press("<end>");
        show
    });
}

#[test]
fn all_that_is_known_of_a_line_can_be_read_in_a_small_terminal() {
    coloured("debrief-more", || {
        let mut show = debrief();
        show.press("<down><down>m");
        show
    });
}

#[test]
fn looking_back_at_a_live_conversation() {
    coloured("debrief-live", || {
        let mut show = ended();
        show.press("<enter><enter><enter>yes: they want it<enter>enriched<enter>4<enter>3<enter>4<enter>5<enter>2<enter>");
        assert!(matches!(show.app.screen, Screen::Debrief(_)));
        show
    });
}

#[test]
fn judging_oneself_first() {
    coloured("judge", judging);
}

#[test]
fn over_weeks() {
    coloured("weeks", over_five_weeks);
}

#[test]
fn searching() {
    for (columns, rows) in SIZES {
        // The search stands where the size lets it stand: it is typed at that size.
        coloured_at("read-search", (columns, rows), || {
            let mut show = read();
            show.event(Event::Resize(columns, rows));
            show.press("/worn");
            show
        });
    }
}

fn coloured_at(name: &str, size: (u16, u16), stage: impl Fn() -> Show) {
    let show = stage();
    let (buffer, cursor) = show.draw(&Theme::colours(), size);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), picture(&buffer, cursor));
    });
}

#[test]
fn reading_a_damaged_session() {
    coloured("read-damaged", || {
        let mut show = busy();
        let Screen::Live(live) = &show.app.screen else {
            panic!()
        };
        let whole = live.session().clone();
        let session = Session::new(
            whole.head().clone(),
            Arc::new(whole.script().clone()),
            whole.entries().to_vec(),
            BTreeSet::from([2]),
        );
        let problem = "/data/sessions/2026/01KTEST0000000000000000000.yaml: line 14: this document does not read";
        show.event(Event::Loaded(Box::new(Loaded {
            session,
            draft: Some(live.draft(now_at(0))),
            problems: vec![problem.to_owned()],
        })));
        show
    });
}

/// All that a user or a terminal can do to the machine.
#[derive(Debug, Clone)]
enum Act {
    Press(Press),
    Saving(u8),
}

fn any_key() -> impl Strategy<Value = Key> {
    let code = prop_oneof![
        3 => prop::sample::select("abdegDEhrulnqyz ~#+!/\\1259".chars().collect::<Vec<_>>()).prop_map(Code::Char),
        1 => any::<char>().prop_map(Code::Char),
        1 => (1u8..=12).prop_map(Code::F),
        6 => prop::sample::select(vec![
            Code::Enter, Code::Tab, Code::Backspace, Code::Delete, Code::Esc, Code::Left, Code::Right, Code::Up,
            Code::Down, Code::Home, Code::End, Code::PageUp, Code::PageDown,
        ]),
    ];
    (
        code,
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
        prop::bool::weighted(0.1),
    )
        .prop_map(|(code, ctrl, alt, shift)| Key {
            code,
            ctrl,
            alt,
            shift: shift && !matches!(code, Code::Char(_)),
        })
}

/// Keys of the table: what a random key rarely hits.
fn bound_key() -> impl Strategy<Value = Key> {
    let keys: Vec<Key> = TABLE.iter().flat_map(|b| b.keys.to_vec()).collect();
    prop::sample::select(keys)
}

fn typed() -> impl Strategy<Value = Vec<Act>> {
    let lines = vec![
        "It costs us nine days<enter>",
        "~worn down 4<enter>",
        "~flummoxed 9<enter>",
        "# a note<enter>",
        "+ an idea<enter>",
        "!us send the draft by friday<enter>",
        "!them nothing<enter>",
        "/end<enter>",
        "/leave<enter>",
        "/help<enter>",
        "/step commit<enter>",
        "/step issue<enter>",
        "<c-t>",
        "<c-o>",
        "<c-x>",
        "<c-n>",
        "<c-n><c-n>",
        "<f1>",
        "<c-d>",
        "l",
        "Ana<enter>",
        "~wor",
        "/s",
        "!us x by fr",
        "not yet: no<enter>",
        "<wait:130>",
        "/save x<enter>",
        "/withdraw 2<enter>",
        "<paste:漢字 👩\u{200d}💻 e\u{301}\n\n>",
    ];
    prop::sample::select(lines).prop_map(|line| presses(line).into_iter().map(Act::Press).collect())
}

fn act() -> impl Strategy<Value = Vec<Act>> {
    prop_oneof![
        4 => any_key().prop_map(|k| vec![Act::Press(Press::Key(k))]),
        4 => bound_key().prop_map(|k| vec![Act::Press(Press::Key(k))]),
        5 => typed(),
        1 => any::<String>().prop_map(|text| vec![Act::Press(Press::Paste(text))]),
        1 => (0u64..200).prop_map(|s| vec![Act::Press(Press::Wait(s))]),
        1 => (0u8..6).prop_map(|s| vec![Act::Saving(s)]),
    ]
}

fn size() -> impl Strategy<Value = (u16, u16)> {
    prop_oneof![
        3 => (0u16..90, 0u16..30),
        1 => (0u16..8, 0u16..8),
        1 => (0u16..=300, 0u16..=100),
    ]
}

fn saving(which: u8) -> Saving {
    match which {
        0 => Saving::Failed("the disk is full".to_owned()),
        1 => Saving::Recovered,
        2 => Saving::Safe(false),
        3 => Saving::Safe(true),
        4 => Saving::ElsewhereFailed("no".to_owned()),
        _ => Saving::Synced(1_000),
    }
}

/// The words at the question's beginning that stand in one row whatever the width.
fn beginning(question: &str) -> String {
    let mut out = String::new();
    for word in question.split_whitespace() {
        if width(&out) + 1 + width(word) > 11 && !out.is_empty() {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Where a text stands in the strongest style: its row, if it does.
fn row_of_question(buffer: &Buffer, wanted: &str) -> Option<u16> {
    let area = buffer.area;
    (0..area.height).find(|y| {
        let mut bold = String::new();
        for x in 0..area.width {
            let cell = &buffer[(x, *y)];
            let strong = cell.modifier.contains(Modifier::BOLD) && cell.fg == Color::Reset;
            bold.push_str(if strong { cell.symbol() } else { " " });
        }
        bold.contains(wanted)
    })
}

/// In a practice the talk has the middle: where nobody looks further up, the end of what was said last is seen.
fn what_was_said_is_seen(
    show: &Show,
    live: &Live,
    practice: &Practice,
    buffer: &Buffer,
) -> Result<(), TestCaseError> {
    if practice.choosing.is_some()
        || practice.glass
        || live.kept_scroll > 0
        || show.app.help.is_some()
    {
        return Ok(());
    }
    let mut back = live.session().counting_back();
    let Some(Kind::Reply(reply)) = back.next().map(|e| &e.kind) else {
        return Ok(());
    };
    let last = reply.text.split_whitespace().last().unwrap_or_default();
    let screen = rows(buffer).join("\n");
    prop_assert!(
        screen.contains(last),
        "{last:?} of {:?} is covered at {}:\n{screen}",
        reply.text,
        buffer.area
    );
    Ok(())
}

/// Each thing that is counted is there, with its key and how often.
fn what_is_counted_is_seen(show: &Show, live: &Live, buffer: &Buffer) -> Result<(), TestCaseError> {
    if show.app.help.is_some() {
        return Ok(());
    }
    let screen: String = rows(buffer).concat().split_whitespace().collect();
    for (what, key) in Observed::ALL.into_iter().zip("ocrefsmxpi".chars()) {
        let times = live.counted(what);
        let name: String = what.words().split_whitespace().collect();
        let wanted = format!("{key}{times}");
        let cut = |end: usize| name.get(..end).map(|part| format!("{key}{part}…{times}"));
        let named = screen.contains(&format!("{key}{name}{times}"))
            || (1..name.len()).filter_map(cut).any(|c| screen.contains(&c));
        prop_assert!(
            named || screen.contains(&wanted),
            "{wanted:?} is missing at {}:\n{}",
            buffer.area,
            rows(buffer).join("\n")
        );
    }
    Ok(())
}

fn question_is_seen(show: &Show, buffer: &Buffer) -> Result<(), TestCaseError> {
    let Screen::Live(live) = &show.app.screen else {
        return Ok(());
    };
    if buffer.area.width < 20 || buffer.area.height < 5 || show.app.is_blank() {
        return Ok(());
    }
    if let Some(practice) = live.practice().filter(|_| live.closing().is_none()) {
        return what_was_said_is_seen(show, live, practice, buffer);
    }
    if live.observing().is_some() {
        return what_is_counted_is_seen(show, live, buffer);
    }
    let question = if live.closing().is_some() {
        live.closing_question()
    } else {
        live.question()
    };
    prop_assert!(!question.is_empty(), "there is no question");
    let wanted = beginning(&question);
    prop_assert!(
        row_of_question(buffer, &wanted).is_some(),
        "{wanted:?} of {question:?} is covered at {}:\n{}",
        buffer.area,
        rows(buffer).join("\n")
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn no_screen_panics_and_nothing_covers_the_question(
        start in 0usize..12,
        acts in prop::collection::vec((act(), size()), 1..24),
    ) {
        static STARTS: LazyLock<[Show; 12]> = LazyLock::new(|| {
            [
                Show::home(), Show::live(), busy(), read(), practice(), in_a_pair(Seat::Pair), observed(), sheet(),
                following(), debrief(), judging(), reviewed(),
            ]
        });
        let mut show = STARTS[start].clone();
        let theme = Theme::colours();
        for (acts, size) in acts {
            show.event(Event::Resize(size.0, size.1));
            for act in acts {
                match act {
                    Act::Press(press) => show.do_press(press),
                    Act::Saving(which) => show.event(Event::Saving(saving(which))),
                }
            }
            let (buffer, cursor) = show.draw(&theme, size);
            question_is_seen(&show, &buffer)?;
            if let Some(at) = cursor {
                prop_assert!(at.x < size.0.max(1) && at.y < size.1.max(1));
            }
        }
    }
}

/// Every size once, with the fullest screens, and help open and closed.
#[test]
fn every_small_size_is_drawn() {
    let mut shows = vec![
        Show::home(),
        practice(),
        in_a_pair(Seat::Pair),
        observed(),
        sheet(),
        following(),
        debrief(),
        judging(),
        over_five_weeks(),
        reviewed(),
        busy(),
        ended(),
        read(),
        Show::new(Start::Home, Vec::new()),
    ];
    let mut form = Show::home();
    form.press("lAna");
    shows.push(form);
    let helped = shows.iter().map(|show| {
        let mut show = Show {
            app: show.app.clone(),
            ms: show.ms,
        };
        show.press("<f1>");
        show
    });
    let helped: Vec<Show> = helped.collect();
    shows.extend(helped);
    for show in &mut shows {
        for columns in 0..=24 {
            for rows in 0..=8 {
                show.event(Event::Resize(columns, rows));
                let (buffer, _) = show.draw(&Theme::without_colour(), (columns, rows));
                question_is_seen(show, &buffer).unwrap();
            }
        }
    }
}

#[test]
fn choosing_a_practice() {
    coloured("choose", || {
        let mut show = Show::home();
        show.event(Event::Sessions(Vec::new()));
        show.press("<down><down><enter><down>");
        show
    });
}

#[test]
fn the_form_for_one_script() {
    coloured("begin-one", || {
        Show::new(
            Start::Begin {
                script: "relationship-diagnosis".to_owned(),
                name: None,
                organisation: None,
            },
            library(),
        )
    });
}

#[test]
fn a_form_with_a_rating_and_a_choice() {
    coloured("form-rating", || form("9<enter>"));
    // The figure that has just come out, and what the next question wants.
    coloured("form-choice", || form("9<enter>8<enter>7<enter>4<enter>"));
    coloured("form-refused", || form("eleven<enter>"));
}

fn form(keys: &str) -> Show {
    let start = Start::Begin {
        script: "relationship-diagnosis".to_owned(),
        name: Some("Ana Ruiz".to_owned()),
        organisation: None,
    };
    let mut show = Show::new(start, library());
    show.press(keys);
    show
}
