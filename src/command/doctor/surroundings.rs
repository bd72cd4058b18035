//! What is around a library: the index, the disk, the settings, the user's own scripts and personas, the terminal.

use super::super::arguments::Arguments;
use super::super::context::{catalogue, index, personas, settings};
use crate::config::Places;
use crate::desk::{Catalogue, Definition, shown};
use crate::index::Compared;
use crate::store::{Finding, Library, Turn};
use crate::text::clean_line;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _};
use std::path::Path;

/// With less room than this, saving may soon fail.
const LITTLE: u64 = 50 << 20;
/// With less, a screen is too small to show a question and what was kept.
const SMALLEST: (u16, u16) = (40, 12);

/// What was seen around a library.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// A line for each thing that was looked at: its name, and how it is.
    pub(super) rows: Vec<(&'static str, String)>,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
}

/// Looks around.
pub(super) fn look(arguments: &Arguments, places: &Places, library: &Library) -> Around {
    let mut around = Around::default();
    vault(library, &mut around);
    the_index(arguments, places, library, &mut around);
    disk(library.dir(), &mut around);
    the_settings(arguments, &mut around);
    if let Ok(scripts) = catalogue(arguments) {
        own("scripts", &scripts, &mut around);
    }
    if let Ok(personas) = personas(arguments) {
        own("personas", &personas, &mut around);
    }
    terminal(&mut around);
    around
}

fn found(place: &str, what: impl Into<String>, hint: &str) -> Finding {
    let what: String = what.into();
    Finding {
        place: place.to_owned(),
        what: clean_line(&what),
        mend: None,
        hint: hint.to_owned(),
    }
}

/// Whether the library is encrypted, and whether its vault is whole.
fn vault(library: &Library, around: &mut Around) {
    const STATUS: &str = "mineral vault status says more";
    let text = match library.vault() {
        Ok(None) => "none: what is kept is plain text".to_owned(),
        Ok(Some(vault)) => {
            let ways = vault.ways().unwrap_or_default().len();
            if let Some(problem) = &vault.problem {
                let hint = "a way in opens it all the same; adding one writes it anew: mineral vault add-key";
                around.findings.push(found("vault", problem, hint));
            }
            if vault.turn() != Turn::Whole {
                let what = "the library is on its way into the vault or out of it, and not all of it is there";
                around.findings.push(found("vault", what, STATUS));
            }
            match ways {
                1 => "open; one way opens it".to_owned(),
                ways => format!("open; {ways} ways open it"),
            }
        }
        Err(error) => {
            around
                .findings
                .push(found("vault", error.told(), &error.hint()));
            "cannot be read".to_owned()
        }
    };
    around.rows.push(("vault", text));
}

fn the_index(arguments: &Arguments, places: &Places, library: &Library, around: &mut Around) {
    const MEND: &str = "throw it away and make it anew: mineral doctor --rebuild";
    let text = match index(arguments, library).map(|index| index.compare(library)) {
        Ok(Ok(Compared::None)) => "none yet; it is made when you search".to_owned(),
        Ok(Ok(Compared::Current)) => "as the files are".to_owned(),
        Ok(Ok(Compared::Behind { new, gone })) => {
            format!("{new} new or changed since, {gone} gone; the next search takes that in")
        }
        Ok(Err(error)) => {
            around
                .findings
                .push(found("index", error.to_string(), MEND));
            "broken".to_owned()
        }
        Err(_) => "unknown".to_owned(),
    };
    around.rows.push(("index", text));
    if let Some(mode) = super::super::open_to_others(&places.index) {
        let what = format!(
            "others than you may look into {}: its mode is {mode:04o}",
            shown(&places.index)
        );
        let hint = "chmod 700 its folder, or mineral doctor --rebuild";
        around.findings.push(found("index", what, hint));
    }
}

fn disk(data: &Path, around: &mut Around) {
    let there = data.ancestors().find(|dir| dir.exists());
    let Some(room) = there.and_then(|dir| rustix::fs::statvfs(dir).ok()) else {
        return;
    };
    let free = room.f_bavail.saturating_mul(room.f_frsize);
    around.rows.push(("disk", format!("{} free", bytes(free))));
    if free < LITTLE {
        let what = format!(
            "only {} are free where conversations are saved",
            bytes(free)
        );
        let hint = "make room, or put the library elsewhere with --data-dir";
        around.findings.push(found("disk", what, hint));
    }
    // Some file systems count none, and say 0 of 0.
    if room.f_files > 0 && room.f_favail == 0 {
        let what = "no more files can be made where conversations are saved";
        around
            .findings
            .push(found("disk", what, "remove files that nobody needs"));
    }
}

fn the_settings(arguments: &Arguments, around: &mut Around) {
    let text = match settings(arguments) {
        Ok(_) => "read without a complaint".to_owned(),
        Err(fail) => {
            let told = fail.to_string();
            let what = told.trim_start_matches("mineral: ").lines().take(3);
            let what: Vec<&str> = what.collect();
            let hint = "mend the file where the report points: mineral keys";
            around
                .findings
                .push(found("settings", what.join(" · "), hint));
            "cannot be used".to_owned()
        }
    };
    around.rows.push(("settings", text));
}

/// The user's own scripts or personas.
fn own<T: Definition>(name: &'static str, all: &Catalogue<T>, around: &mut Around) {
    let own = all
        .list()
        .iter()
        .filter(|l| !matches!(l.origin, crate::desk::Origin::Builtin))
        .count();
    let mut broken = 0;
    for (path, report) in all.problems() {
        broken += 1;
        let first = report.to_string();
        let what = format!(
            "{}: {}",
            shown(path),
            first.lines().next().unwrap_or_default()
        );
        let thing = T::THING;
        let hint = format!("see all of it: mineral {thing} check");
        around.findings.push(found(name, what, &hint));
    }
    let text = match (own, broken) {
        (0, 0) => "none of your own".to_owned(),
        (own, 0) => format!("{own} of your own, all read"),
        (own, broken) => format!("{own} of your own, and {broken} that cannot be read"),
    };
    around.rows.push((name, text));
}

fn terminal(around: &mut Around) {
    let variable = |name: &str| std::env::var_os(name).unwrap_or_default();
    let kind = variable("TERM");
    let utf8 = says_utf8(&["LC_ALL", "LC_CTYPE", "LANG"].map(variable));
    let screen = io::stdin().is_terminal() && io::stdout().is_terminal();
    let mut text = match kind.to_string_lossy() {
        kind if kind.is_empty() => "TERM is not set".to_owned(),
        kind => clean_line(&kind),
    };
    let mut complain = |what: &str, hint: &str| around.findings.push(found("terminal", what, hint));
    if screen {
        if let Ok(size) = rustix::termios::tcgetwinsize(io::stdout()) {
            text = format!("{text}, {} by {}", size.ws_col, size.ws_row);
            if size.ws_col < SMALLEST.0 || size.ws_row < SMALLEST.1 {
                complain(
                    "it is smaller than 40 columns and 12 rows",
                    "make it larger; or talk in lines: --plain",
                );
            }
        }
        if kind.is_empty() || kind == "dumb" {
            complain(
                "it says that it cannot move its cursor",
                "set TERM; or talk in lines: --plain",
            );
        }
        if !utf8 {
            complain(
                "the language settings are not UTF-8: signs may be drawn wrongly",
                "such as: export LANG=C.UTF-8",
            );
        }
    } else {
        text.push_str(", not on a screen now");
    }
    text.push_str(if utf8 { ", UTF-8" } else { ", not UTF-8" });
    if !variable("NO_COLOR").is_empty() {
        text.push_str(", without colours");
    }
    around.rows.push(("terminal", text));
}

/// Whether the first of the variables that is set names UTF-8.
fn says_utf8(variables: &[OsString; 3]) -> bool {
    let set = variables.iter().find(|v| !v.is_empty());
    set.is_some_and(|v| {
        let name = v.to_string_lossy().to_lowercase();
        name.contains("utf-8") || name.contains("utf8")
    })
}

fn bytes(count: u64) -> String {
    const UNITS: [(&str, u32); 3] = [("GB", 30), ("MB", 20), ("KB", 10)];
    for (unit, shift) in UNITS {
        if count >> shift > 0 {
            let tenths = count.saturating_mul(10) >> shift;
            return format!("{}.{} {unit}", tenths / 10, tenths % 10);
        }
    }
    format!("{count} bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_is_said_as_people_do() {
        assert_eq!(bytes(0), "0 bytes");
        assert_eq!(bytes(1_536), "1.5 KB");
        assert_eq!(bytes(50 << 20), "50.0 MB");
        assert!(bytes(u64::MAX).ends_with(" GB"));
    }

    #[test]
    fn the_first_variable_that_is_set_counts() {
        let says = |all: [&str; 3]| says_utf8(&all.map(OsString::from));
        assert!(says(["", "", "de_DE.UTF-8"]));
        assert!(says(["C.utf8", "C", "C"]));
        assert!(!says(["C", "", "de_DE.UTF-8"]));
        assert!(!says(["", "", ""]));
    }
}
