//! Pages, printed in one of their forms.

use super::arguments::Paper;
use super::context::columns;
use super::{Fail, print as out};
use crate::desk::write_new;
use crate::text::{Page, clean_block, wrapped};
use std::path::Path;

/// Prints a page, to standard output or into a file that is not there yet.
pub(super) fn print(page: &Page, form: Paper, output: Option<&Path>) -> Result<u8, Fail> {
    let text = clean_block(&match form {
        // A file may be read anywhere: only a terminal has a width.
        Paper::Plain if output.is_some() => page.plain(),
        Paper::Plain => wrapped(&page.plain(), columns()),
        Paper::Md => page.markdown(),
        Paper::Html => page.html(),
    });
    match output {
        Some(path) => {
            write_new(path, &text)?;
            Ok(0)
        }
        None => out(&text),
    }
}
