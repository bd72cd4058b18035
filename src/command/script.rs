//! The scripts: listing, showing, checking them, and writing one's own.

use super::arguments::{Arguments, ScriptCommand};
use super::context::{catalogue, scripts_dir};
use super::{Fail, print, tell};
use crate::desk::{self, Catalogue, DeskError, Listing, MOST_FILES, Origin, shown, write_new};
use crate::script::catalogue::builtin;
use crate::script::{Occasion, ScriptKind, With, as_name, is_name, outline, schema, template};
use crate::text::{clean_block, width};
use crate::yaml::Report;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

pub(super) fn script(arguments: &Arguments, command: &ScriptCommand) -> Result<u8, Fail> {
    match command {
        ScriptCommand::List => list(&catalogue(arguments)?, arguments.plain),
        ScriptCommand::Show { id } => {
            let (script, _) = catalogue(arguments)?.script(id)?;
            print(&clean_block(&outline(&script)))
        }
        ScriptCommand::Check { paths, strict } => check(arguments, paths, *strict),
        ScriptCommand::New { id, output } => new(arguments, id, output.as_deref()),
        ScriptCommand::Schema => {
            let text = serde_json::to_string_pretty(&schema())
                .map_err(|e| Fail::broken(format!("the schema could not be written: {e}"), ""))?;
            print(&(text + "\n"))
        }
        ScriptCommand::Guide => print(GUIDE),
        ScriptCommand::Where => print(&format!("{}\n", scripts_dir(arguments)?.display())),
    }
}

fn list(catalogue: &Catalogue, plain: bool) -> Result<u8, Fail> {
    let all = catalogue.list();
    let widest = all.iter().map(|l| width(&l.id)).max().unwrap_or(0);
    let mut out = String::new();
    for moment in Occasion::ALL {
        let mut rows = all.iter().filter(|l| l.moment == moment).peekable();
        if rows.peek().is_some() {
            let _ = writeln!(out, "{}", moment.words());
        }
        for row in rows {
            let gap = widest.saturating_sub(width(&row.id));
            let _ = if plain {
                writeln!(out, "  {}: {}", row.id, about(row))
            } else {
                writeln!(out, "  {}{:gap$}  {}", row.id, "", about(row))
            };
        }
    }
    let own = all.iter().filter(|l| l.origin != Origin::Builtin).count();
    if let Some(dir) = catalogue.dir() {
        let own = match own {
            0 => "none of your own yet; they would lie in".to_owned(),
            own => format!("{own} of your own, in"),
        };
        let _ = writeln!(out, "{own} {}", shown(dir));
    }
    let code = print(&out)?;
    for (_, report) in catalogue.problems() {
        tell(&report.to_string());
    }
    Ok(code)
}

/// A script in a few words, behind its id.
fn about(row: &Listing) -> String {
    let mut text = format!("{} · {}", row.title, row.kind.name());
    match (row.with, row.kind) {
        (_, ScriptKind::Conversation | ScriptKind::OneToOne) | (With::Me, _) => {}
        (With::Person, _) => text.push_str(" · about a person"),
    }
    if row.streak {
        text.push_str(" · counts the days in a row");
    }
    if let Origin::File(path) = &row.origin {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let _ = write!(text, " · yours, {}", shown(Path::new(name)));
    }
    if row.replaces_builtin {
        text.push_str(" · replaces the built-in one");
    }
    text
}

fn check(arguments: &Arguments, paths: &[PathBuf], strict: bool) -> Result<u8, Fail> {
    let own;
    let paths = if paths.is_empty() {
        let dir = scripts_dir(arguments)?;
        if !dir.exists() {
            return print(&format!(
                "there are no scripts of your own yet in {}: mineral script new ID\n",
                shown(&dir)
            ));
        }
        own = [dir];
        &own[..]
    } else {
        paths
    };
    let mut sum = Sum::default();
    for path in paths {
        if path.is_dir() {
            folder(path, &mut sum)?;
        } else if path.symlink_metadata().is_ok() {
            sum.add(&desk::check(path))?;
        } else if let Some(own) = among_own(arguments, path)? {
            sum.add(&desk::check(&own))?;
        } else {
            return Err(Fail::not_found(
                format!("there is no {}", shown(path)),
                "name a file, a folder with files, or the id of a script of your own",
            ));
        }
    }
    print(&format!("{sum}\n"))?;
    let fails = sum.errors > 0 || (strict && sum.warnings > 0);
    Ok(u8::from(fails))
}

/// A file that is not where one stands, but among the user's own scripts: by its name, or by the id of its script.
fn among_own(arguments: &Arguments, name: &Path) -> Result<Option<PathBuf>, Fail> {
    let Some(text) = name.to_str().filter(|_| name.components().count() == 1) else {
        return Ok(None);
    };
    let dir = scripts_dir(arguments)?;
    let files = [dir.join(name), dir.join(format!("{text}.yaml"))];
    if let Some(file) = files.into_iter().find(|file| file.is_file()) {
        return Ok(Some(file));
    }
    let catalogue = catalogue(arguments)?;
    let found = catalogue.listing(text).ok().map(|l| l.origin.clone());
    Ok(match found {
        Some(Origin::File(path)) => Some(path),
        Some(Origin::Builtin) | None => None,
    })
}

fn folder(dir: &Path, sum: &mut Sum) -> Result<(), Fail> {
    let (files, more) = desk::yaml_files(dir)
        .map_err(|e| Fail::system(&format!("{} could not be read", shown(dir)), &e))?;
    if files.is_empty() {
        tell(&format!("there are no scripts in {}", shown(dir)));
    }
    if more > 0 {
        sum.errors += 1;
        tell(&format!(
            "{} has more than {MOST_FILES} scripts; the last {more} are not read\n  move some of them away",
            shown(dir)
        ));
    }
    for report in desk::check_together(&files) {
        sum.add(&report)?;
    }
    Ok(())
}

/// What checking found so far.
#[derive(Debug, Default)]
struct Sum {
    files: usize,
    errors: usize,
    warnings: usize,
}

impl Sum {
    fn add(&mut self, report: &Report) -> Result<(), Fail> {
        self.files += 1;
        self.errors += report.errors() + report.more();
        self.warnings += report.warnings();
        if !report.is_empty() {
            print(&format!("{report}\n\n"))?;
        }
        Ok(())
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let many = |n: usize, what: &str| match n {
            0 => format!("no {what}s"),
            1 => format!("1 {what}"),
            n => format!("{n} {what}s"),
        };
        let (files, errors) = (many(self.files, "script"), many(self.errors, "error"));
        write!(
            out,
            "{files} · {errors} · {}",
            many(self.warnings, "warning")
        )
    }
}

fn new(arguments: &Arguments, id: &str, output: Option<&Path>) -> Result<u8, Fail> {
    if !is_name(id) {
        let hint = as_name(id).map_or_else(
            || "an id has small letters, digits and -".to_owned(),
            |name| format!("an id has small letters, digits and -: mineral script new {name}"),
        );
        return Err(Fail::usage(format!("{id:?} cannot be an id"), hint));
    }
    let path = match output {
        Some(path) => path.to_owned(),
        None => free_place(arguments, id)?,
    };
    write_new(&path, &template(id))?;
    write_schema(&path)?;
    if builtin(id).is_some() {
        tell(&format!("it takes the place of the built-in script {id:?}"));
    }
    print(&format!("{}\n", shown(&path)))
}

/// Puts the schema beside a new script, where its first line looks for it. One that is there already stays.
fn write_schema(script: &Path) -> Result<(), Fail> {
    let path = script.with_file_name("script.schema.json");
    let text = serde_json::to_string_pretty(&schema()).unwrap_or_default() + "\n";
    match write_new(&path, &text) {
        Ok(()) | Err(DeskError::Exists(_)) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// How a script is written.
const GUIDE: &str = include_str!("../../scripts/README.md");

/// Where a new script goes: into the user's folder, unless there is one of that id already.
fn free_place(arguments: &Arguments, id: &str) -> Result<PathBuf, Fail> {
    let catalogue = catalogue(arguments)?;
    if let Some(Origin::File(path)) = catalogue
        .list()
        .iter()
        .find(|l| l.id == id)
        .map(|l| &l.origin)
    {
        return Err(Fail::not_found(
            format!("a script {id:?} is there already: {}", shown(path)),
            "choose another id, or edit that one",
        ));
    }
    let dir = scripts_dir(arguments)?;
    std::fs::create_dir_all(&dir)
        .map_err(|e| Fail::system(&format!("{} could not be made", shown(&dir)), &e))?;
    Ok(dir.join(format!("{id}.yaml")))
}
