//! Every key of the program, place by place.

use super::{Action, Binding, Place};
use crate::app::key::{Code, Key};

const fn row(
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

const fn shift(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: false,
        shift: true,
    }
}
const fn ctrl(code: Code) -> Key {
    Key {
        code,
        ctrl: true,
        alt: false,
        shift: false,
    }
}
const fn alt(code: Code) -> Key {
    Key {
        code,
        ctrl: false,
        alt: true,
        shift: false,
    }
}
const fn plain(code: Code) -> Key {
    Key::plain(code)
}
pub(super) const fn ch(c: char) -> Key {
    Key::plain(Code::Char(c))
}

const HELP: &[Key] = &[Key::f(1)];
const INTERRUPT: &[Key] = &[Key::ctrl('c')];

/// Every key of the program. The order within a place is the order of footer and help.
#[rustfmt::skip]
pub const TABLE: &[Binding] = &[
    row(Place::Home, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "the line above"),
    row(Place::Home, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "the line below"),
    row(Place::Home, Action::PageUp, "page-up", &[plain(Code::PageUp)], "", "a page up"),
    row(Place::Home, Action::PageDown, "page-down", &[plain(Code::PageDown)], "", "a page down"),
    row(Place::Home, Action::Top, "top", &[plain(Code::Home)], "", "to the first line"),
    row(Place::Home, Action::Bottom, "bottom", &[plain(Code::End)], "", "to the last line"),
    row(Place::Home, Action::Open, "open", &[plain(Code::Enter)], "open", "open the chosen line: go on with it, or read it"),
    row(Place::Home, Action::NewLive, "new-live", &[ch('l')], "live", "begin a live conversation"),
    row(Place::Home, Action::Practise, "practise", &[ch('p')], "practise", "practise with a simulated client"),
    row(Place::Home, Action::Delete, "delete", &[ch('D'), plain(Code::Delete)], "", "delete the chosen saved conversation; asks first"),
    row(Place::Home, Action::BringBack, "bring-back", &[ch('u')], "", "bring back what was deleted last"),
    row(Place::Home, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Home, Action::Quit, "quit", &[ch('q'), plain(Code::Esc)], "quit", "leave the program"),
    row(Place::Home, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Choose, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "the line above"),
    row(Place::Choose, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "the line below"),
    row(Place::Choose, Action::PageUp, "page-up", &[plain(Code::PageUp)], "", "a page up"),
    row(Place::Choose, Action::PageDown, "page-down", &[plain(Code::PageDown)], "", "a page down"),
    row(Place::Choose, Action::Top, "top", &[plain(Code::Home)], "", "to the first line"),
    row(Place::Choose, Action::Bottom, "bottom", &[plain(Code::End)], "", "to the last line"),
    row(Place::Choose, Action::Open, "open", &[plain(Code::Enter)], "begin", "begin with the chosen script"),
    row(Place::Choose, Action::Back, "back", &[plain(Code::Esc), ch('q')], "home", "back to home"),
    row(Place::Choose, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Choose, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Clients, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "the line above"),
    row(Place::Clients, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "the line below"),
    row(Place::Clients, Action::PageUp, "page-up", &[plain(Code::PageUp)], "", "a page up"),
    row(Place::Clients, Action::PageDown, "page-down", &[plain(Code::PageDown)], "", "a page down"),
    row(Place::Clients, Action::Top, "top", &[plain(Code::Home)], "", "to the first line"),
    row(Place::Clients, Action::Bottom, "bottom", &[plain(Code::End)], "", "to the last line"),
    row(Place::Clients, Action::Open, "open", &[plain(Code::Enter)], "begin", "begin to talk with the chosen client"),
    row(Place::Clients, Action::Harder, "difficulty", &[ch('d')], "difficulty", "how much has to be earned: easy, fair, hard"),
    row(Place::Clients, Action::OtherScript, "script", &[ch('s')], "script", "another script as the guide"),
    row(Place::Clients, Action::Back, "back", &[plain(Code::Esc), ch('q')], "home", "back to home"),
    row(Place::Clients, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Clients, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Begin, Action::Keep, "next-field", &[plain(Code::Enter)], "next, begin", "the next line; on the last one, begin"),
    row(Place::Begin, Action::Down, "field-down", &[plain(Code::Down)], "", "the next line, or the next choice"),
    row(Place::Begin, Action::Up, "field-up", &[plain(Code::Up)], "", "the line above, or the choice above"),
    row(Place::Begin, Action::NextProbe, "complete", &[plain(Code::Tab)], "complete", "complete a name that is known, else the next line"),
    row(Place::Begin, Action::Back, "cancel", &[plain(Code::Esc)], "home", "back to home"),
    row(Place::Begin, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Begin, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Talk, Action::Keep, "keep", &[plain(Code::Enter)], "", "keep what was typed"),
    row(Place::Talk, Action::NextProbe, "probe", &[plain(Code::Tab)], "probe", "the next probe of this step; while a completion is open, complete"),
    row(Place::Talk, Action::NextPrompt, "prompt", &[shift(Code::Tab)], "prompt", "another prompt of this step"),
    row(Place::Talk, Action::NextStep, "next-step", &[Key::ctrl('n')], "next step", "the next step"),
    row(Place::Talk, Action::PreviousStep, "previous-step", &[Key::ctrl('p')], "back", "the step before"),
    row(Place::Talk, Action::WhatElse, "what-else", &[Key::ctrl('o')], "what else", "\"what else?\" was asked"),
    row(Place::Talk, Action::Speaker, "speaker", &[Key::ctrl('t')], "who speaks", "the chess clock: the client speaks, you speak"),
    row(Place::Talk, Action::Tick(1), "tick-1", &[Key::f(5)], "known", "tick or untick the first must-know"),
    row(Place::Talk, Action::Tick(2), "tick-2", &[Key::f(6)], "", "tick or untick the second must-know"),
    row(Place::Talk, Action::Tick(3), "tick-3", &[Key::f(7)], "", "tick or untick the third must-know"),
    row(Place::Talk, Action::Tick(4), "tick-4", &[Key::f(8)], "", "tick or untick the fourth must-know"),
    row(Place::Talk, Action::Tick(5), "tick-5", &[Key::f(9)], "", "tick or untick the fifth must-know"),
    row(Place::Talk, Action::Withdraw, "withdraw", &[Key::ctrl('x')], "", "withdraw the newest thing kept, then the one before"),
    row(Place::Talk, Action::Restore, "restore", &[Key::ctrl('g')], "", "restore what was withdrawn last"),
    row(Place::Talk, Action::End, "end", &[Key::ctrl('d')], "end", "end the conversation: the closing questions"),
    row(Place::Talk, Action::Leave, "leave", &[Key::ctrl('q')], "leave", "leave; the session stays unfinished and kept"),
    row(Place::Talk, Action::SaveElsewhere, "save-elsewhere", &[Key::ctrl('s')], "", "save the session in another place, when saving fails"),
    row(Place::Talk, Action::PageUp, "kept-up", &[plain(Code::PageUp)], "", "look further up in what was kept"),
    row(Place::Talk, Action::PageDown, "kept-down", &[plain(Code::PageDown)], "", "look further down in what was kept"),
    row(Place::Talk, Action::Back, "back", &[plain(Code::Esc)], "", "close help or a completion"),
    row(Place::Talk, Action::Help, "help", HELP, "help", "the keys, the prefixes, and the traps of this step"),
    row(Place::Talk, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program; everything is kept"),

    row(Place::Practice, Action::Keep, "say", &[plain(Code::Enter)], "say, or stay silent", "say what was typed; on an empty line, stay silent"),
    row(Place::Practice, Action::Hint, "hint", &[Key::f(2)], "hint", "what would help now, without the words for it"),
    row(Place::Practice, Action::Rewind, "rewind", &[Key::ctrl('r')], "go back", "go back to a line of yours and try another"),
    row(Place::Practice, Action::NextProbe, "probe", &[plain(Code::Tab)], "probe", "the next probe of this step; while a completion is open, complete"),
    row(Place::Practice, Action::NextPrompt, "prompt", &[shift(Code::Tab)], "", "another prompt of this step"),
    row(Place::Practice, Action::NextStep, "next-step", &[Key::ctrl('n')], "next step", "the next step"),
    row(Place::Practice, Action::PreviousStep, "previous-step", &[Key::ctrl('p')], "", "the step before"),
    row(Place::Practice, Action::WhatElse, "what-else", &[Key::ctrl('o')], "", "say \"What else?\""),
    row(Place::Practice, Action::Glass, "glass", &[Key::f(3)], "", "show what moves inside the client, or no longer"),
    row(Place::Practice, Action::Tick(1), "tick-1", &[Key::f(5)], "", "tick or untick the first must-know"),
    row(Place::Practice, Action::Tick(2), "tick-2", &[Key::f(6)], "", "tick or untick the second must-know"),
    row(Place::Practice, Action::Tick(3), "tick-3", &[Key::f(7)], "", "tick or untick the third must-know"),
    row(Place::Practice, Action::Tick(4), "tick-4", &[Key::f(8)], "", "tick or untick the fourth must-know"),
    row(Place::Practice, Action::Tick(5), "tick-5", &[Key::f(9)], "", "tick or untick the fifth must-know"),
    row(Place::Practice, Action::Withdraw, "withdraw", &[Key::ctrl('x')], "", "withdraw the newest feeling, note or commitment"),
    row(Place::Practice, Action::Restore, "restore", &[Key::ctrl('g')], "", "restore what was withdrawn last"),
    row(Place::Practice, Action::End, "end", &[Key::ctrl('d')], "end", "end the practice, and look back at it"),
    row(Place::Practice, Action::Leave, "leave", &[Key::ctrl('q')], "", "leave; the practice stays unfinished and kept"),
    row(Place::Practice, Action::SaveElsewhere, "save-elsewhere", &[Key::ctrl('s')], "", "save the session in another place, when saving fails"),
    row(Place::Practice, Action::PageUp, "kept-up", &[plain(Code::PageUp)], "", "look further up in what was said"),
    row(Place::Practice, Action::PageDown, "kept-down", &[plain(Code::PageDown)], "", "look further down in what was said"),
    row(Place::Practice, Action::Back, "back", &[plain(Code::Esc)], "", "close help or a completion"),
    row(Place::Practice, Action::Help, "help", HELP, "help", "the keys, the prefixes, and the traps of this step"),
    row(Place::Practice, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program; everything is kept"),

    row(Place::Rewind, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "the line of yours above"),
    row(Place::Rewind, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "the line of yours below"),
    row(Place::Rewind, Action::Open, "open", &[plain(Code::Enter)], "try another line here", "go back to the chosen line and try another; what came after it stays kept"),
    row(Place::Rewind, Action::Back, "back", &[plain(Code::Esc), ch('q')], "go on", "go on where you were"),
    row(Place::Rewind, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Rewind, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program; everything is kept"),

    row(Place::Closing, Action::Keep, "keep", &[plain(Code::Enter)], "keep, or leave open", "keep what was typed; an empty line leaves the question open"),
    row(Place::Closing, Action::NextProbe, "complete", &[plain(Code::Tab)], "", "complete, while a completion is open"),
    row(Place::Closing, Action::Back, "back", &[plain(Code::Esc)], "back to the conversation", "close help or a completion; else back to the conversation"),
    row(Place::Closing, Action::End, "end", &[Key::ctrl('d')], "close now", "close with what there is"),
    row(Place::Closing, Action::Leave, "leave", &[Key::ctrl('q')], "leave", "leave; the session stays unfinished and kept"),
    row(Place::Closing, Action::SaveElsewhere, "save-elsewhere", &[Key::ctrl('s')], "", "save the session in another place, when saving fails"),
    row(Place::Closing, Action::PageUp, "parked-up", &[plain(Code::PageUp)], "", "look further up in what was parked"),
    row(Place::Closing, Action::PageDown, "parked-down", &[plain(Code::PageDown)], "", "look further down in what was parked"),
    row(Place::Closing, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Closing, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program; everything is kept"),

    row(Place::Read, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "a line up"),
    row(Place::Read, Action::Down, "down", &[plain(Code::Down), ch('j')], "", "a line down"),
    row(Place::Read, Action::PageUp, "page-up", &[plain(Code::PageUp), ch('b')], "", "a page up"),
    row(Place::Read, Action::PageDown, "page-down", &[plain(Code::PageDown), ch(' ')], "page", "a page down"),
    row(Place::Read, Action::Top, "top", &[plain(Code::Home), ch('g')], "", "to the beginning"),
    row(Place::Read, Action::Bottom, "bottom", &[plain(Code::End), ch('G')], "", "to the end"),
    row(Place::Read, Action::NextHeading, "next-heading", &[plain(Code::Tab), ch(']')], "next step", "to the next step"),
    row(Place::Read, Action::PreviousHeading, "previous-heading", &[shift(Code::Tab), ch('[')], "", "to the step before"),
    row(Place::Read, Action::Search, "search", &[ch('/')], "search", "search in this session"),
    row(Place::Read, Action::NextMatch, "next-match", &[ch('n')], "", "the next place found"),
    row(Place::Read, Action::PreviousMatch, "previous-match", &[ch('N')], "", "the place found before"),
    row(Place::Read, Action::Export, "export", &[ch('e')], "export", "write it as Markdown into the current folder"),
    row(Place::Read, Action::ExportAs, "export-as", &[ch('E')], "", "write it in another form, or without names"),
    row(Place::Read, Action::Delete, "delete", &[ch('D'), plain(Code::Delete)], "", "delete it; asks first"),
    row(Place::Read, Action::Help, "help", HELP, "help", "the keys and what they do"),
    row(Place::Read, Action::Back, "back", &[ch('q'), plain(Code::Esc)], "back", "close help or a search; else back to home"),
    row(Place::Read, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Export, Action::AsMarkdown, "markdown", &[ch('m')], "Markdown", "Markdown, for notes and mails"),
    row(Place::Export, Action::AsHtml, "html", &[ch('h')], "HTML", "a page that prints well"),
    row(Place::Export, Action::AsJson, "json", &[ch('j')], "JSON", "JSON, for programs"),
    row(Place::Export, Action::AsCsv, "csv", &[ch('c')], "CSV", "a table, for spreadsheets"),
    row(Place::Export, Action::AsCalendar, "calendar", &[ch('i')], "calendar", "what has a date, for calendars"),
    row(Place::Export, Action::Redact, "redact", &[ch('r')], "redact", "without names, amounts and addresses; shows what is replaced"),
    row(Place::Export, Action::Up, "up", &[plain(Code::Up), ch('k')], "", "further up in what is replaced"),
    row(Place::Export, Action::Down, "down", &[plain(Code::Down)], "", "further down in what is replaced"),
    row(Place::Export, Action::Help, "help", HELP, "", "the keys and what they do"),
    row(Place::Export, Action::Back, "back", &[plain(Code::Esc), ch('q')], "back", "back to the conversation"),
    row(Place::Export, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Delete, Action::Delete, "delete", &[ch('y')], "delete", "put it into the bin, where it stays for thirty days"),
    row(Place::Delete, Action::Back, "keep", &[ch('n'), plain(Code::Esc)], "keep it", "keep it; so does any other key"),
    row(Place::Delete, Action::Interrupt, "interrupt", INTERRUPT, "", "twice: leave the program"),

    row(Place::Input, Action::Left, "left", &[plain(Code::Left), Key::ctrl('b')], "", "a character back"),
    row(Place::Input, Action::Right, "right", &[plain(Code::Right), Key::ctrl('f')], "", "a character on"),
    row(Place::Input, Action::WordLeft, "word-left", &[ctrl(Code::Left), alt(Code::Left), alt(Code::Char('b'))], "", "a word back"),
    row(Place::Input, Action::WordRight, "word-right", &[ctrl(Code::Right), alt(Code::Right), alt(Code::Char('f'))], "", "a word on"),
    row(Place::Input, Action::LineStart, "line-start", &[plain(Code::Home), Key::ctrl('a')], "", "to the beginning of the line"),
    row(Place::Input, Action::LineEnd, "line-end", &[plain(Code::End), Key::ctrl('e')], "", "to the end of the line"),
    row(Place::Input, Action::Up, "row-up", &[plain(Code::Up)], "", "a row up"),
    row(Place::Input, Action::Down, "row-down", &[plain(Code::Down)], "", "a row down"),
    row(Place::Input, Action::DeleteBack, "delete-back", &[plain(Code::Backspace), Key::ctrl('h')], "", "delete the character before"),
    row(Place::Input, Action::DeleteOn, "delete-on", &[plain(Code::Delete)], "", "delete the character behind"),
    row(Place::Input, Action::DeleteWord, "delete-word", &[Key::ctrl('w'), alt(Code::Backspace)], "", "delete the word before"),
    row(Place::Input, Action::DeleteToStart, "delete-to-start", &[Key::ctrl('u')], "", "delete to the beginning of the line"),
    row(Place::Input, Action::DeleteToEnd, "delete-to-end", &[Key::ctrl('k')], "", "delete to the end of the line"),
    row(Place::Input, Action::Newline, "newline", &[alt(Code::Enter), Key::ctrl('j')], "", "a new line"),
    row(Place::Input, Action::Undo, "undo", &[Key::ctrl('z')], "", "take back the last change in the input"),
    row(Place::Input, Action::Redo, "redo", &[Key::ctrl('y')], "", "do it again"),
];
