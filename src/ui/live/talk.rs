//! What was said between the user and a simulated client, the newest at the bottom.

use super::{Picture, Pieces};
use crate::app::live::Practice;
use crate::session::{Entry, Kind, Role, glass, line_of};
use crate::text::{width, wrap};
use crate::ui::bits::{columns, cut, pieces, put, rule};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The widest that who speaks is set, in columns.
const WHO: u16 = 12;
/// Below this width, who speaks stands in the words.
const NARROW: u16 = 36;
/// From this height on, turns stand apart.
const APART: u16 = 10;

/// A row of the talk, and the number of the line of the user's that it belongs to.
struct Row {
    pieces: Pieces,
    of: Option<u32>,
}

impl Picture<'_> {
    /// The guide above, the talk below.
    pub(super) fn practised(&self, buf: &mut Buffer, area: Rect, practice: &Practice) {
        let guide = self.guide(area);
        for (row, y) in guide.iter().zip(area.top()..area.bottom()) {
            pieces(buf, area, area.left() + 1, y, row);
        }
        let line = area.y.saturating_add(columns(guide.len()));
        rule(buf, area, line, self.theme.muted);
        let rest = Rect {
            y: line + 1,
            height: area.bottom().saturating_sub(line + 1),
            ..area
        };
        self.talked(buf, rest, practice);
    }

    /// What the script would ask now, and what should be known, in at most a third of the room.
    fn guide(&self, area: Rect) -> Vec<Pieces> {
        let most = usize::from(area.height / 3).clamp(1, 4);
        let question = self.question();
        let rows = wrap(&question, usize::from(area.width.saturating_sub(3)).max(1));
        let mut all: Vec<Pieces> = rows
            .iter()
            .take(most.min(2))
            .map(|row| {
                let text = question.get(row.clone()).unwrap_or_default();
                vec![(text.to_owned(), self.theme.question)]
            })
            .collect();
        all.extend(self.known_rows(area.width));
        all.truncate(most);
        all
    }

    /// The talk alone, as much of it as fits.
    pub(super) fn talked(&self, buf: &mut Buffer, area: Rect, practice: &Practice) {
        let rows = self.talk_rows(area, practice);
        let height = usize::from(area.height);
        let last = rows.len().saturating_sub(height);
        let top = match practice.choosing {
            // The chosen line is always seen, with a little of what came before it.
            Some(chosen) => {
                let at = rows.iter().position(|row| row.of == Some(chosen));
                at.map_or(last, |at| at.saturating_sub(height / 3).min(last))
            }
            None => last - self.live.kept_scroll.min(last),
        };
        for (row, y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
            pieces(buf, area, area.left() + 1, y, &row.pieces);
        }
    }

    fn talk_rows(&self, area: Rect, practice: &Practice) -> Vec<Row> {
        let person = &self.live.session().head().person.name;
        let name = person.split_whitespace().next().unwrap_or_default();
        let margin = Margin::of(name, area.width);
        let mut rows: Vec<Row> = Vec::new();
        let mut trust = None;
        for entry in self.newest(area, practice) {
            let (label, text, style) = match &entry.kind {
                Kind::Said(said) => {
                    let (text, style) = self.own_line(entry.n, &said.text, practice);
                    ("You", text, style)
                }
                Kind::Reply(reply) => (name, reply.text.clone(), self.theme.answer),
                _ => match self.noted(entry) {
                    Some((text, style)) => ("", text, style),
                    None => continue,
                },
            };
            if area.height >= APART && !label.is_empty() && !rows.is_empty() {
                rows.push(blank());
            }
            let of = matches!(entry.kind, Kind::Said(_)).then_some(entry.n);
            let all = margin.rows(label, &text, style, self.theme.muted);
            rows.extend(all.into_iter().map(|pieces| Row { pieces, of }));
            if let Kind::Reply(reply) = &entry.kind {
                if practice.glass {
                    let style = self.theme.role(Role::Meta);
                    let all = margin.rows("", &glass(reply, trust), style, style);
                    rows.extend(all.into_iter().map(|pieces| Row { pieces, of: None }));
                }
                trust = Some(reply.trust.figure());
            }
        }
        rows
    }

    /// What may be seen: each entry has a row at least, so that a long talk does not slow a key down. Somebody who chooses a
    /// line chooses among all.
    fn newest(&self, area: Rect, practice: &Practice) -> Vec<&Entry> {
        // Trust before the first reply that is seen is that of one more.
        const BEFORE: usize = 8;
        let most = match practice.choosing {
            Some(_) => usize::MAX,
            None => usize::from(area.height) + self.live.kept_scroll + BEFORE,
        };
        let mut back: Vec<&Entry> = self.live.session().counting_back().take(most).collect();
        back.reverse();
        back
    }

    /// A line of the user's; while one is chosen to go back to, with its number.
    fn own_line(&self, n: u32, said: &str, practice: &Practice) -> (String, Style) {
        let text = if said.is_empty() { "(silence)" } else { said };
        match practice.choosing {
            Some(chosen) if chosen == n => (format!("{n} {text}"), self.theme.chosen),
            Some(_) => (format!("{n} {text}"), self.theme.question),
            None => (text.to_owned(), self.theme.question),
        }
    }

    /// A feeling, a note, an idea or a promise that was put down on the way.
    fn noted(&self, entry: &Entry) -> Option<(String, Style)> {
        let noted = matches!(
            entry.kind,
            Kind::Feeling(_) | Kind::Note(_) | Kind::Parked(_) | Kind::Commitment(_)
        );
        let line = line_of(self.live.session(), entry).filter(|_| noted)?;
        Some((line.text, self.theme.role(line.role)))
    }

    /// In a terminal of a line or two: what was said last.
    pub(super) fn last_said(&self) -> String {
        let session = self.live.session();
        let mut back = session.counting_back();
        let said = back.find_map(|e| match &e.kind {
            Kind::Reply(reply) => Some(reply.text.clone()),
            _ => None,
        });
        said.unwrap_or_default()
    }

    /// The talk in a small terminal, above the status.
    pub(super) fn small_talk(&self, buf: &mut Buffer, area: Rect, practice: &Practice) {
        if area.height < 2 {
            put(
                buf,
                area,
                area.left(),
                area.top(),
                &self.last_said(),
                self.theme.answer,
            );
        } else {
            self.talked(buf, area, practice);
        }
    }
}

/// Where who speaks stands: before the words, or, where there is little room, in them.
struct Margin {
    who: u16,
    words: usize,
}

impl Margin {
    fn of(name: &str, width: u16) -> Self {
        let who = match width {
            ..NARROW => 0,
            _ => columns(crate::text::width(name)).clamp(3, WHO) + 2,
        };
        Self {
            who,
            words: usize::from(width.saturating_sub(who + 3)).max(1),
        }
    }

    fn rows(&self, label: &str, text: &str, style: Style, quiet: Style) -> Vec<Pieces> {
        let inside = self.who == 0 && !label.is_empty();
        let text = if inside {
            format!("{label}: {text}")
        } else {
            text.to_owned()
        };
        let rows = wrap(&text, self.words).into_iter().enumerate();
        rows.map(|(at, row)| {
            let label = if at == 0 && self.who > 0 {
                cut(label, self.who - 2)
            } else {
                String::new()
            };
            let pad = " ".repeat(usize::from(self.who).saturating_sub(width(&label)));
            let words = text.get(row).unwrap_or_default().to_owned();
            vec![(label, quiet), (pad, Style::new()), (words, style)]
        })
        .collect()
    }
}

fn blank() -> Row {
    Row {
        pieces: Pieces::new(),
        of: None,
    }
}
