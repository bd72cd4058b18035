//! Where things stand in the library. The machine has to know it as well as the screen: pages have a height, and a mouse
//! points at a place.

/// Rows above the list: title, input, rule.
const ABOVE: u16 = 3;
/// Rows below it: a message, the footer.
const BELOW: u16 = 2;
/// From this many columns on, a session is shown beside the list.
const WIDE: u16 = 110;
/// From this many rows on, it is shown below the list unless that is not wanted.
const HIGH: u16 = 20;

/// A part of the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Part {
    /// The first column.
    pub x: u16,
    /// The first row.
    pub y: u16,
    /// Columns.
    pub width: u16,
    /// Rows.
    pub height: u16,
}

impl Part {
    /// Whether a place lies in it.
    pub fn has(self, column: u16, row: u16) -> bool {
        let inside = |at: u16, from: u16, long: u16| at >= from && at - from < long;
        inside(column, self.x, self.width) && inside(row, self.y, self.height)
    }
}

/// Where the list stands, and the session beside or below it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Layout {
    /// The list.
    pub list: Part,
    /// The session, where there is room for it. The rule before it is not a part of it.
    pub peek: Option<Part>,
    /// Whether it stands beside the list, not below.
    pub beside: bool,
}

/// The layout for a terminal. `wanted` says whether a session is to be shown; without it, that depends on the room.
pub fn layout(columns: u16, rows: u16, wanted: Option<bool>) -> Layout {
    let body = Part {
        x: 0,
        y: ABOVE.min(rows),
        width: columns,
        height: rows.saturating_sub(ABOVE + BELOW),
    };
    let beside = columns >= WIDE;
    let shown = wanted.unwrap_or(beside || rows >= HIGH);
    if !shown || body.height < 4 {
        return Layout {
            list: body,
            peek: None,
            beside,
        };
    }
    if beside {
        // Most of it: the list has many columns, and a transcript few.
        let width = columns / 20 * 13;
        return Layout {
            list: Part { width, ..body },
            peek: Some(Part {
                x: width + 2,
                width: columns.saturating_sub(width + 3),
                ..body
            }),
            beside,
        };
    }
    let height = (body.height - 1) * 3 / 5;
    Layout {
        list: Part { height, ..body },
        peek: Some(Part {
            x: 1,
            y: body.y + height + 1,
            width: columns.saturating_sub(2),
            height: body.height - height - 1,
        }),
        beside,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_stay_inside_and_apart_at_any_size() {
        for columns in 0..200 {
            for rows in 0..60 {
                for wanted in [None, Some(true), Some(false)] {
                    let Layout { list, peek, .. } = layout(columns, rows, wanted);
                    for part in std::iter::once(list).chain(peek) {
                        assert!(part.x + part.width <= columns || part.width == 0);
                        assert!(part.y + part.height <= rows || part.height == 0);
                    }
                    if let Some(peek) = peek {
                        let apart =
                            peek.x > list.x + list.width || peek.y > list.y + list.height - 1;
                        assert!(
                            apart && wanted != Some(false),
                            "{columns}x{rows}: {list:?} {peek:?}"
                        );
                    }
                }
            }
        }
    }
}
