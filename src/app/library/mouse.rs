//! The mouse in the library: a click chooses, a click on what is chosen opens it, the wheel scrolls.

use super::super::event::Effect;
use super::super::{App, Screen};
use super::Library;

/// Rows that the wheel scrolls by.
const WHEEL: isize = 3;

/// Something that was done with the mouse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mouse {
    /// What.
    pub what: MouseWhat,
    /// In which column.
    pub column: u16,
    /// In which row.
    pub row: u16,
}

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MouseWhat {
    /// The first button was pressed.
    Click,
    /// The wheel was turned up.
    WheelUp,
    /// The wheel was turned down.
    WheelDown,
}

impl App {
    /// Whether the mouse is of use now. Elsewhere it is left to the terminal, which selects text with it.
    pub fn wants_mouse(&self) -> bool {
        let list = |library: &Library| library.doing.is_none();
        matches!(&self.screen, Screen::Library(library) if list(library)) && self.help.is_none()
    }

    pub(in super::super) fn mouse(&mut self, mouse: Mouse) -> Vec<Effect> {
        if !self.wants_mouse() {
            return Vec::new();
        }
        let Screen::Library(library) = &mut self.screen else {
            return Vec::new();
        };
        let layout = library.layout();
        if layout.peek.is_some_and(|p| p.has(mouse.column, mouse.row)) {
            match mouse.what {
                MouseWhat::WheelUp => library.scroll_peek(-WHEEL),
                MouseWhat::WheelDown => library.scroll_peek(WHEEL),
                MouseWhat::Click => {}
            }
            return Vec::new();
        }
        match mouse.what {
            MouseWhat::WheelUp => library.go_to(library.at.saturating_sub(WHEEL.unsigned_abs())),
            MouseWhat::WheelDown => library.go_to(library.at + WHEEL.unsigned_abs()),
            MouseWhat::Click if layout.list.has(mouse.column, mouse.row) => {
                let behind = (mouse.row - layout.list.y) / library.rows_each();
                let at = library.top + usize::from(behind);
                if at >= library.total() {
                    return Vec::new();
                }
                if at == library.at {
                    return self.open_listed();
                }
                library.go_to(at)
            }
            MouseWhat::Click => {
                // The input stands above the list.
                if mouse.row < layout.list.y {
                    library.typing = true;
                }
                Vec::new()
            }
        }
    }
}
