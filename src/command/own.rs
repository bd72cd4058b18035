//! What can be done alike with all that people define in files of their own, scripts and personas.

use super::arguments::{Check, New};
use super::{Fail, print, tell};
use crate::desk::{
    self, Catalogue, Definition, DeskError, Listing, MOST_FILES, Origin, shown, write_new,
};
use crate::yaml::{Report, as_name, is_name};
use std::fmt::Write as _;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

/// Prints a list, where the user's own lie, and what is wrong with them.
pub(super) fn listed<T: Definition>(mut out: String, catalogue: &Catalogue<T>) -> Result<u8, Fail> {
    let all = catalogue.list();
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

/// Whose it is, behind what a list says of it; nothing where it is built in.
pub(super) fn whose<T: Definition>(listing: &Listing<T>) -> String {
    let mut text = String::new();
    if let Origin::File(path) = &listing.origin {
        let name = path.file_name().unwrap_or(path.as_os_str());
        let _ = write!(text, " · yours, {}", shown(Path::new(name)));
    }
    if listing.replaces_builtin {
        text.push_str(" · replaces the built-in one");
    }
    text
}

/// Prints the folder of the user's own.
pub(super) fn place<T: Definition>(catalogue: &Catalogue<T>) -> Result<u8, Fail> {
    print(&format!("{}\n", folder_of(catalogue).display()))
}

fn folder_of<T: Definition>(catalogue: &Catalogue<T>) -> &Path {
    catalogue.dir().unwrap_or(Path::new("."))
}

/// Prints the JSON Schema.
pub(super) fn schema<T: Definition>() -> Result<u8, Fail> {
    print(&schema_text::<T>()?)
}

fn schema_text<T: Definition>() -> Result<String, Fail> {
    let text = serde_json::to_string_pretty(&T::schema())
        .map_err(|e| Fail::broken(format!("the schema could not be written: {e}"), ""))?;
    Ok(text + "\n")
}

/// Says what is wrong in files, where, and how to mend it.
pub(super) fn check<T: Definition>(catalogue: &Catalogue<T>, what: &Check) -> Result<u8, Fail> {
    let thing = T::THING;
    let own = [folder_of(catalogue).to_owned()];
    let paths = if what.paths.is_empty() {
        let [dir] = &own;
        if !dir.exists() {
            return print(&format!(
                "there are no {thing}s of your own yet in {}: mineral {thing} new ID\n",
                shown(dir)
            ));
        }
        &own[..]
    } else {
        &what.paths
    };
    let mut sum = Sum::of(thing);
    for path in paths {
        if path.is_dir() {
            folder::<T>(path, &mut sum)?;
        } else if path.symlink_metadata().is_ok() {
            sum.add(&desk::check::<T>(path))?;
        } else if let Some(own) = among_own(catalogue, path) {
            sum.add(&desk::check::<T>(&own))?;
        } else {
            return Err(Fail::not_found(
                format!("there is no {}", shown(path)),
                format!("name a file, a folder with files, or the id of a {thing} of your own"),
            ));
        }
    }
    print(&format!("{sum}\n"))?;
    let fails = sum.errors > 0 || (what.strict && sum.warnings > 0);
    Ok(u8::from(fails))
}

/// A file that is not where one stands, but among the user's own: by its name, or by the id that it defines.
fn among_own<T: Definition>(catalogue: &Catalogue<T>, name: &Path) -> Option<PathBuf> {
    let text = name.to_str().filter(|_| name.components().count() == 1)?;
    let dir = folder_of(catalogue);
    let files = [dir.join(name), dir.join(format!("{text}.yaml"))];
    if let Some(file) = files.into_iter().find(|file| file.is_file()) {
        return Some(file);
    }
    match &catalogue.listing(text).ok()?.origin {
        Origin::File(path) => Some(path.clone()),
        Origin::Builtin => None,
    }
}

fn folder<T: Definition>(dir: &Path, sum: &mut Sum) -> Result<(), Fail> {
    let (files, more) = desk::yaml_files(dir)
        .map_err(|e| Fail::system(&format!("{} could not be read", shown(dir)), &e))?;
    if files.is_empty() {
        tell(&format!("there are no {}s in {}", sum.thing, shown(dir)));
    }
    if more > 0 {
        sum.errors += 1;
        tell(&format!(
            "{} has more than {MOST_FILES} {}s; the last {more} are not read\n  move some of them away",
            shown(dir),
            sum.thing
        ));
    }
    for report in desk::check_together::<T>(&files) {
        sum.add(&report)?;
    }
    Ok(())
}

/// What checking found so far.
#[derive(Debug)]
struct Sum {
    thing: &'static str,
    files: usize,
    errors: usize,
    warnings: usize,
}

impl Sum {
    fn of(thing: &'static str) -> Self {
        Self {
            thing,
            files: 0,
            errors: 0,
            warnings: 0,
        }
    }

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
        let (files, errors) = (many(self.files, self.thing), many(self.errors, "error"));
        write!(
            out,
            "{files} · {errors} · {}",
            many(self.warnings, "warning")
        )
    }
}

/// Writes the beginning of one's own, and its schema beside it.
pub(super) fn new<T: Definition>(catalogue: &Catalogue<T>, what: &New) -> Result<u8, Fail> {
    let (thing, id) = (T::THING, what.id.as_str());
    if !is_name(id) {
        let hint = as_name(id).map_or_else(
            || "an id has small letters, digits and -".to_owned(),
            |name| format!("an id has small letters, digits and -: mineral {thing} new {name}"),
        );
        return Err(Fail::usage(format!("{id:?} cannot be an id"), hint));
    }
    let path = match &what.output {
        Some(path) => path.clone(),
        None => free_place(catalogue, id)?,
    };
    write_new(&path, &T::template(id))?;
    // The first line of the file looks for it there. One that is there already stays.
    let schema = path.with_file_name(format!("{thing}.schema.json"));
    match write_new(&schema, &schema_text::<T>()?) {
        Ok(()) | Err(DeskError::Exists(_)) => {}
        Err(error) => return Err(error.into()),
    }
    if T::builtin().any(|(row, _)| T::id(&row) == id) {
        tell(&format!(
            "it takes the place of the built-in {thing} {id:?}"
        ));
    }
    print(&format!("{}\n", shown(&path)))
}

/// Where a new one goes: into the user's folder, unless there is one of that id already.
fn free_place<T: Definition>(catalogue: &Catalogue<T>, id: &str) -> Result<PathBuf, Fail> {
    let same = catalogue.list().iter().find(|l| l.id() == id);
    if let Some(Origin::File(path)) = same.map(|l| &l.origin) {
        return Err(Fail::not_found(
            format!("a {} {id:?} is there already: {}", T::THING, shown(path)),
            "choose another id, or edit that one",
        ));
    }
    let dir = folder_of(catalogue);
    let mut dirs = std::fs::DirBuilder::new();
    dirs.recursive(true)
        .mode(0o700)
        .create(dir)
        .map_err(|e| Fail::system(&format!("{} could not be made", shown(dir)), &e))?;
    Ok(dir.join(format!("{id}.yaml")))
}
