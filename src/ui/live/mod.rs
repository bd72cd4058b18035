//! The live screen, for eyes that are on the client: the question has the middle and the strongest style,
//! everything else is quieter. Nothing ever covers the question.

mod kept;
mod known;
mod line;
mod observe;
mod talk;

use super::bits::{columns, cut, input, input_rows, pieces, pieces_width, put, right, rule};
use super::theme::Theme;
use super::{footer, help};
use crate::app::live::{Live, Practice, Safety};
use crate::app::talk::INPUT_MARGIN;
use crate::app::{App, Now};
use crate::session::{Who, chart};
use crate::text::{width, wrap};
use crate::when;
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The widest that a question is set, in columns: longer rows cannot be taken in at one glance.
const QUESTION_COLUMNS: u16 = 64;
/// Below this, only question, input and the saved mark remain.
const SMALL: (u16, u16) = (60, 16);
/// Below this, one line.
const TINY: (u16, u16) = (20, 5);

type Pieces = Vec<(String, Style)>;

/// Draws a conversation. Returns where the cursor stands.
pub(super) fn draw(
    buf: &mut Buffer,
    area: Rect,
    app: &App,
    live: &Live,
    theme: &Theme,
    now: Now,
) -> Option<(u16, u16)> {
    let picture = Picture {
        app,
        live,
        theme,
        now,
    };
    if let Some(observing) = live.observing() {
        picture.observed(buf, area, observing)
    } else if area.width < TINY.0 || area.height < TINY.1 {
        picture.tiny(buf, area)
    } else if area.width < SMALL.0 || area.height < SMALL.1 {
        picture.small(buf, area)
    } else {
        picture.full(buf, area)
    }
}

struct Picture<'a> {
    app: &'a App,
    live: &'a Live,
    theme: &'a Theme,
    now: Now,
}

impl Picture<'_> {
    fn question(&self) -> String {
        if self.live.closing().is_some() {
            self.live.closing_question()
        } else {
            self.live.question()
        }
    }

    fn tiny(&self, buf: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
        let (mark, style) = self.saved_short();
        let text = match self.practising() {
            Some(_) => self.last_said(),
            None => self.question(),
        };
        put(
            buf,
            area,
            area.left(),
            area.top(),
            &cut(&text, area.width),
            self.theme.question,
        );
        if area.height < 2 {
            return None;
        }
        let y = area.bottom() - 1;
        let x = put(buf, area, area.left(), y, mark, style);
        let room = Rect {
            x,
            y,
            width: area.right().saturating_sub(x),
            height: 1,
        };
        input(buf, room, &self.live.editor, self.theme.plain)
    }

    fn small(&self, buf: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
        let rows =
            input_rows(&self.live.editor, area.width.saturating_sub(INPUT_MARGIN)).clamp(1, 3);
        let rows = rows.min(area.height.saturating_sub(3));
        let input_top = area.bottom().saturating_sub(rows);
        let said = self.small_said(area);
        let foot = input_top.saturating_sub(columns(said.len()).max(1));
        let top = Rect {
            height: foot.saturating_sub(area.y),
            ..area
        };
        if self.app.help.is_some() {
            let question = self.question_rows(area.width);
            let used = columns(question).min(top.height / 2);
            self.draw_question(
                buf,
                Rect {
                    height: used,
                    ..top
                },
            );
            let rest = Rect {
                y: top.y + used,
                height: top.height - used,
                ..top
            };
            help::draw(buf, rest, self.app, self.theme);
        } else if let Some(practice) = self.practising() {
            self.small_talk(buf, top, practice);
        } else {
            self.draw_question(buf, top);
        }
        self.small_status(buf, area, foot, &said);
        self.draw_input(
            buf,
            Rect {
                y: input_top,
                height: rows,
                ..area
            },
        )
    }

    /// What stands beside the saved mark; the options of a choice need more than a row.
    fn small_said(&self, area: Rect) -> Vec<Pieces> {
        if let Safety::NotSaved(_) = self.live.safety() {
            return Vec::new();
        }
        let mark = columns(width(self.saved_short().0));
        let most = usize::from(area.height / 4).max(1);
        self.above_input(area.width.saturating_sub(mark + 2), most)
    }

    fn small_status(&self, buf: &mut Buffer, area: Rect, y: u16, said: &[Pieces]) {
        if let Safety::NotSaved(_) = self.live.safety() {
            self.warn(buf, area, y);
            return;
        }
        let (mark, style) = self.saved_short();
        let x = put(buf, area, area.left().saturating_add(1), y, mark, style);
        let x = put(buf, area, x, y, " ", self.theme.muted);
        if said.is_empty() {
            put(buf, area, x, y, &self.place(), self.theme.muted);
        }
        for (row, y) in said.iter().zip(y..) {
            pieces(buf, area, x, y, row);
        }
    }

    fn saved_short(&self) -> (&'static str, Style) {
        match self.live.safety() {
            Safety::Saved => ("● saved", self.theme.good),
            Safety::Saving => ("○ saving", self.theme.muted),
            Safety::NotYetSafe => ("○ not yet safe", self.theme.notice),
            Safety::NotSaved(_) => ("✗ not saved", self.theme.warning),
            Safety::ReadOnly(_) if self.live.is_following() => {
                let ended = self.live.is_over();
                (if ended { "ended" } else { "following" }, self.theme.notice)
            }
            Safety::ReadOnly(_) => ("read only", self.theme.warning),
        }
    }

    fn full(&self, buf: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
        self.head(buf, area);
        let foot_most = if area.height >= 20 { 2 } else { 1 };
        let foot = footer::rows(
            self.app,
            self.app.place(),
            area.width,
            foot_most,
            self.theme,
        );
        let typed = input_rows(&self.live.editor, area.width.saturating_sub(INPUT_MARGIN));
        let input_height = typed.clamp(1, (area.height / 4).max(2));
        let foot_top = area.bottom() - foot;
        let status = foot_top - 1;
        let input_top = status - input_height;
        let said = match self.live.safety() {
            Safety::NotSaved(_) => Vec::new(),
            _ => self.above_input(area.width.saturating_sub(2), 2),
        };
        let above = input_top - columns(said.len()).max(1);
        let middle = Rect {
            y: area.y + 3,
            height: above - area.y - 3,
            ..area
        };
        footer::draw(
            buf,
            Rect {
                y: foot_top,
                height: foot,
                ..area
            },
            self.app,
            self.app.place(),
            self.theme,
        );
        self.status(buf, area, status);
        if let Safety::NotSaved(_) = self.live.safety() {
            self.warn(buf, area, above);
        } else {
            for (row, y) in said.iter().zip(above..) {
                pieces(buf, area, area.left() + 1, y, row);
            }
        }
        self.middle(buf, middle);
        self.draw_input(
            buf,
            Rect {
                y: input_top,
                height: input_height,
                ..area
            },
        )
    }

    /// The question, what must be known, and what was kept.
    fn middle(&self, buf: &mut Buffer, area: Rect) {
        let question = columns(self.question_rows(area.width));
        if self.app.help.is_some() {
            let used = (question + 2).min(area.height / 2);
            self.draw_question(
                buf,
                Rect {
                    height: used,
                    ..area
                },
            );
            rule(buf, area, area.y + used, self.theme.muted);
            let rest = Rect {
                y: area.y + used + 1,
                height: area.height - used - 1,
                ..area
            };
            help::draw(buf, rest, self.app, self.theme);
            return;
        }
        if let Some(practice) = self.practising() {
            self.practised(buf, area, practice);
            return;
        }
        let known = self.known_rows(area.width);
        let known_height = columns(known.len()) + 1;
        let spare = area.height.saturating_sub(question + 2 + known_height);
        let kept = (area.height / 4).clamp(1, 10).min(spare);
        let room = area.height.saturating_sub(known_height + kept);
        self.draw_question(
            buf,
            Rect {
                height: room,
                ..area
            },
        );
        for (row, y) in known.iter().zip(area.y + room..) {
            pieces(buf, area, area.left() + 1, y, row);
        }
        let line = area.y + room + columns(known.len());
        rule(buf, area, line, self.theme.muted);
        self.kept(
            buf,
            Rect {
                y: line + 1,
                height: area.bottom().saturating_sub(line + 1),
                ..area
            },
        );
    }

    /// What there is of a simulated client, while they are talked with.
    fn practising(&self) -> Option<&Practice> {
        let practice = self.live.practice();
        practice.filter(|_| self.live.closing().is_none())
    }

    fn question_width(width: u16) -> u16 {
        width
            .saturating_sub(8)
            .min(QUESTION_COLUMNS)
            .max(width.min(12))
    }

    fn question_rows(&self, width: u16) -> usize {
        wrap(&self.question(), usize::from(Self::question_width(width))).len()
    }

    /// The question stands a little above the middle of its room, where the eye falls first.
    fn draw_question(&self, buf: &mut Buffer, area: Rect) {
        let text = self.question();
        let wide = Self::question_width(area.width);
        let rows = wrap(&text, usize::from(wide));
        let spare = area.height.saturating_sub(columns(rows.len()));
        let top = area.y + spare.div_ceil(2).min(spare);
        let x = area.x + if area.width > SMALL.0 { 6 } else { 1 };
        let most = usize::from(area.height);
        for (at, (row, y)) in rows.iter().zip(top..area.bottom()).enumerate() {
            let line = text.get(row.clone()).unwrap_or_default();
            // Where there is no room for all of it, the last row says so.
            let line = if at + 1 == most && rows.len() > most {
                cut(&format!("{line} ………"), columns(width(line) + 2))
            } else {
                line.to_owned()
            };
            put(buf, area, x, y, &line, self.theme.question);
        }
    }

    fn place(&self) -> String {
        let session = self.live.session();
        if let Some(closing) = self.live.closing() {
            return format!("closing · {} of {}", closing.at + 1, closing.items.len());
        }
        let title = self.live.step().map_or("", |s| s.title.as_str());
        let question = self
            .live
            .question_place()
            .map(|(at, of)| format!(" · question {at} of {of}"));
        format!(
            "{} of {} · {title}{}",
            session.fold().step + 1,
            session.script().steps.len(),
            question.unwrap_or_default()
        )
    }

    fn head(&self, buf: &mut Buffer, area: Rect) {
        let head = self.live.session().head();
        let person = &head.person;
        let name = if person.is_me() {
            &head.script.title
        } else {
            &person.name
        };
        let mut who: Pieces = vec![(name.clone(), self.theme.title)];
        if let Some(organisation) = &person.organisation {
            who.push((format!(" · {organisation}"), self.theme.muted));
        }
        let (mark, style) = self.saved_short();
        let time = when::clock(self.live.t(self.now));
        let at_right: Pieces = vec![
            (format!("{time}   "), self.theme.muted),
            (mark.to_owned(), style),
        ];
        let room = area.width.saturating_sub(pieces_width(&at_right) + 4);
        let left = Rect {
            width: room,
            ..area
        };
        pieces(buf, left, area.left() + 1, area.top(), &who);
        right(buf, area, area.top(), area.left(), &at_right);
        let end = put(
            buf,
            area,
            area.left() + 1,
            area.top() + 1,
            &self.place(),
            self.theme.title,
        );
        if self.live.observing().is_some() {
            let how = ("practice, observed".to_owned(), self.theme.muted);
            right(buf, area, area.top() + 1, end, &[how]);
        } else if self.live.is_conversation() {
            let warmth = chart(self.live.session().fold().steps.iter().map(|s| s.warmth));
            let warmth: Pieces = vec![
                (self.practice_words(), self.theme.muted),
                ("warmth ".to_owned(), self.theme.muted),
                (warmth, self.theme.feeling),
            ];
            right(buf, area, area.top() + 1, end, &warmth);
        }
        rule(buf, area, area.top() + 2, self.theme.muted);
    }

    /// How a practice is held.
    fn practice_words(&self) -> String {
        let head = self.live.session().head();
        let Some(practice) = head.practice.as_ref().filter(|_| self.live.is_practice()) else {
            return String::new();
        };
        match (&practice.difficulty, practice.seed) {
            (Some(difficulty), Some(seed)) => format!("practice · {difficulty} · seed {seed}   "),
            _ => "practice in a pair   ".to_owned(),
        }
    }

    fn draw_input(&self, buf: &mut Buffer, area: Rect) -> Option<(u16, u16)> {
        put(buf, area, area.left() + 1, area.top(), "› ", self.theme.key);
        let room = Rect {
            x: area.x + 3,
            width: area.width.saturating_sub(INPUT_MARGIN),
            ..area
        };
        input(buf, room, &self.live.editor, self.theme.plain)
    }

    /// What comes next, the gear with the talk shares, and the quiet after a question.
    fn status(&self, buf: &mut Buffer, area: Rect, y: u16) {
        if self.live.closing().is_some() {
            return;
        }
        let then = match self.live.step_after() {
            Some(step) => format!("then: {}", step.title),
            None if self.live.is_conversation() => "then: the closing questions".to_owned(),
            None => "then: the end".to_owned(),
        };
        let end = put(buf, area, area.left() + 2, y, &then, self.theme.muted);
        if self.practising().is_some() {
            if let Some((client, me)) = self.live.session().words_share() {
                let row = format!("words: client {client} you {me}");
                right(buf, area, y, end, &[(row, self.theme.muted)]);
            }
            return;
        }
        let talk = self.live.talk(self.now);
        let gear = match talk.who() {
            Who::Client => "receptive",
            Who::Me => "active",
            Who::Nobody => "",
        };
        let mut row = String::from(gear);
        if let Some((client, me)) = talk.share() {
            let dot = if row.is_empty() { "" } else { " · " };
            row = format!("{row}{dot}client {client} you {me}");
        }
        if let Some(quiet) = self.live.quiet(self.now)
            && quiet >= 1_000
        {
            row = format!("{row}     quiet {}", when::clock(quiet));
        }
        right(buf, area, y, end, &[(row, self.theme.muted)]);
    }
}
