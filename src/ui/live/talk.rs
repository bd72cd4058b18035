//! What was said between the user and a simulated client, the newest at the bottom.

use super::{Picture, Pieces};
use crate::app::live::Practice;
use crate::session::{Entry, Kind, Replied, Role, glass, line_of};
use crate::text::{width, wrap};
use crate::ui::bits::{columns, cut, pieces, put, rule};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

/// The widest that who speaks is set, in columns.
const WHO: u16 = 12;
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
        let who = columns(width(name)).clamp(3, WHO);
        let wide = usize::from(area.width.saturating_sub(who + 5)).max(1);
        let mut rows: Vec<Row> = Vec::new();
        let mut trust = None;
        for entry in self.live.session().counting() {
            let chosen = practice.choosing == Some(entry.n);
            let (label, text, style) = match &entry.kind {
                Kind::Said(said) => {
                    let text = match said.text.as_str() {
                        "" => "(silence)".to_owned(),
                        text => text.to_owned(),
                    };
                    let number = practice.choosing.map(|_| format!("{} ", entry.n));
                    let style = if chosen {
                        self.theme.chosen
                    } else {
                        self.theme.question
                    };
                    ("You", number.unwrap_or_default() + &text, style)
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
            for (at, row) in wrap(&text, wide).into_iter().enumerate() {
                let label = if at == 0 {
                    cut(label, who)
                } else {
                    String::new()
                };
                let pad = " ".repeat(usize::from(who).saturating_sub(width(&label)) + 2);
                let words = text.get(row).unwrap_or_default().to_owned();
                let pieces = vec![
                    (label, self.theme.muted),
                    (pad, Style::new()),
                    (words, style),
                ];
                rows.push(Row { pieces, of });
            }
            if let Kind::Reply(reply) = &entry.kind {
                if practice.glass {
                    rows.extend(self.seen_through(reply, trust, who, wide));
                }
                trust = Some(reply.trust.figure());
            }
        }
        rows
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

    /// What has moved inside the client, and why.
    fn seen_through(
        &self,
        reply: &Replied,
        before: Option<f64>,
        who: u16,
        wide: usize,
    ) -> Vec<Row> {
        let text = glass(reply, before);
        let pad = " ".repeat(usize::from(who) + 2);
        let rows = wrap(&text, wide);
        let row = |words: &str| Row {
            pieces: vec![
                (pad.clone(), Style::new()),
                (words.to_owned(), self.theme.role(Role::Meta)),
            ],
            of: None,
        };
        rows.into_iter()
            .map(|at| row(text.get(at).unwrap_or_default()))
            .collect()
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

fn blank() -> Row {
    Row {
        pieces: Pieces::new(),
        of: None,
    }
}
