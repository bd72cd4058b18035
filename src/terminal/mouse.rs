//! The mouse: asked for only where it is of use, since a terminal that gives it to us selects no text with it.

use crate::app::library::{Mouse, MouseWhat};
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use std::io::{self, Write as _};
use std::sync::atomic::{AtomicBool, Ordering};

/// Buttons and the wheel, no movements; in the form that has no largest column.
const ON: &[u8] = b"\x1b[?1000h\x1b[?1006h";
const OFF: &[u8] = b"\x1b[?1006l\x1b[?1000l";

/// Whether the terminal gives us the mouse now.
static GIVEN: AtomicBool = AtomicBool::new(false);

/// Asks for the mouse, or gives it back; nothing where that is so already.
pub(super) fn wanted(wanted: bool) -> io::Result<()> {
    if GIVEN.swap(wanted, Ordering::SeqCst) == wanted {
        return Ok(());
    }
    let mut out = io::stdout().lock();
    out.write_all(if wanted { ON } else { OFF })?;
    out.flush()
}

/// What was done, as the machine knows it; `None` for what it has no use for.
pub(super) fn mouse_of(event: MouseEvent) -> Option<Mouse> {
    let what = match event.kind {
        MouseEventKind::Down(MouseButton::Left) => MouseWhat::Click,
        MouseEventKind::ScrollUp => MouseWhat::WheelUp,
        MouseEventKind::ScrollDown => MouseWhat::WheelDown,
        _ => return None,
    };
    Some(Mouse {
        what,
        column: event.column,
        row: event.row,
    })
}
