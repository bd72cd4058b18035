//! Plain text as people write it: cleaned once at the door, measured in graphemes and columns.

mod clean;
mod fold;
mod markdown;
mod page;
mod wrap;

pub use clean::{clean_block, clean_line, cleaned_block, cleaned_line, marked};
pub use fold::{folded, same_words};
pub use markdown::escaped;
pub use page::{Page, Part};
pub use wrap::{Row, ellipsis, is_simple, width, wrap, wrapped};
