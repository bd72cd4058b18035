//! What was kept, below the question.

use super::Picture;
use crate::session::{Entry, Line, Role, line_of};
use crate::text::{ellipsis, wrap};
use crate::ui::bits::put;
use ratatui::{buffer::Buffer, layout::Rect};

/// Columns of a question before its answer.
const ASK_COLUMNS: usize = 44;

impl Picture<'_> {
    /// What was kept in this step, the newest last; at the end, what was parked.
    pub(super) fn kept(&self, buf: &mut Buffer, area: Rect) {
        let lines = if self.live.closing().is_some() {
            self.parked()
        } else {
            self.kept_lines(usize::from(area.height) + self.live.kept_scroll)
        };
        let wide = usize::from(area.width.saturating_sub(4)).max(1);
        let mut rows: Vec<(Role, String)> = Vec::new();
        for line in lines {
            for row in wrap(&line.text, wide) {
                rows.push((line.role, line.text.get(row).unwrap_or_default().to_owned()));
            }
        }
        let height = usize::from(area.height);
        let last = rows.len().saturating_sub(height);
        let top = last - self.live.kept_scroll.min(last);
        for ((role, text), y) in rows.iter().skip(top).zip(area.top()..area.bottom()) {
            put(buf, area, area.left() + 2, y, text, self.theme.role(*role));
        }
    }

    /// The newest lines of this step, at most `most`: a long conversation must not slow a key down.
    fn kept_lines(&self, most: usize) -> Vec<Line> {
        let session = self.live.session();
        let step = self.live.step().map(|s| s.id.as_str());
        let here = session
            .entries()
            .iter()
            .rev()
            .filter(|e| e.kind.step() == step);
        let mut lines: Vec<Line> = here
            .filter_map(|e| Some((e, line_of(session, e)?)))
            .filter(|(_, l)| l.role != Role::Question)
            .take(most)
            .map(|(entry, line)| self.named(entry, line))
            .collect();
        lines.reverse();
        lines
    }

    /// A figure or a yes says nothing without its question.
    fn named(&self, entry: &Entry, line: Line) -> Line {
        let session = self.live.session();
        let question = entry
            .kind
            .answers()
            .and_then(|(id, _)| session.question(id));
        let Some(ask) = question.and_then(|q| session.spoken(&q.ask)) else {
            return line;
        };
        Line {
            text: format!("{} {}", ellipsis(&ask, ASK_COLUMNS), line.text),
            ..line
        }
    }

    fn parked(&self) -> Vec<Line> {
        let session = self.live.session();
        session
            .parked()
            .filter_map(|(n, _)| line_of(session, session.entry(n)?))
            .collect()
    }
}
