//! How a row of the table is written.

use super::{Action, Binding, Place};
use crate::app::key::{Code, Key};

pub(super) const fn row(
    place: Place,
    action: Action,
    name: &'static str,
    keys: &'static [Key],
    footer: &'static str,
    help: &'static str,
) -> Binding {
    Binding {
        place,
        action,
        name,
        keys,
        footer,
        help,
    }
}

pub(super) const fn shift(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: false,
        shift: true,
    }
}
pub(super) const fn ctrl(code: Code) -> Key {
    Key {
        code,
        ctrl: true,
        alt: false,
        shift: false,
    }
}
pub(super) const fn alt(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: true,
        shift: false,
    }
}
pub(super) const fn plain(code: Code) -> Key {
    Key::plain(code)
}
pub(super) const fn ch(c: char) -> Key {
    Key::plain(Code::Char(c))
}

pub(super) const HELP: &[Key] = &[Key::f(1)];
pub(super) const INTERRUPT: &[Key] = &[Key::ctrl('c')];
