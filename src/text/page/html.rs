//! A page for a browser and a printer: one file, without a script and without anything from elsewhere.

use super::{Page, Part, step};
use std::fmt::Write as _;

/// Sizes for A4: what is played or filled in lies on a table, and is read from there.
const STYLE: &str = "
@page { size: A4; margin: 12mm 14mm; }
body { font-family: Georgia, 'Times New Roman', serif; font-size: 12pt; line-height: 1.4; color: #000;
  background: #fff; max-width: 182mm; margin: 6mm auto; padding: 0 4mm; }
h1 { font-size: 1.7em; line-height: 1.1; margin: 0; }
h1 + p { margin: 0.2em 0 0.8em; color: #333; }
h2 { font-size: 1.1em; margin: 0.9em 0 0.2em; border-bottom: 0.4mm solid #000; }
h3 { font-size: 1em; margin: 0.7em 0 0.1em; }
h2, h3 { break-after: avoid; }
p, blockquote { margin: 0.25em 0; }
blockquote { margin-left: 1em; font-size: 1.1em; font-style: italic; }
ul { margin: 0.2em 0; padding-left: 1.3em; }
ul.boxes { list-style: none; padding-left: 0; }
ul.boxes li::before { content: '\\2610\\00a0\\00a0'; }
li { break-inside: avoid; margin: 0.1em 0; }
li ul { font-size: 0.9em; color: #333; }
table { border-collapse: collapse; width: 100%; margin: 0.6em 0; table-layout: fixed; }
th, td { border: 0.2mm solid #000; padding: 1.2mm; text-align: left; vertical-align: top; height: 7mm;
  overflow-wrap: anywhere; }
th { font-size: 0.8em; }
tr { break-inside: avoid; }
tr > :first-child { width: 34mm; }
@media print {
  body { font-size: 9pt; line-height: 1.24; margin: 0; padding: 0; max-width: none; }
  div.words { columns: 2; column-gap: 7mm; }
}
";

impl Page {
    /// As a page for a browser, which prints on A4. It is well-formed XML as well.
    pub fn html(&self) -> String {
        let title = text(&self.title);
        let mut out = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n\
             <title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
        );
        if !self.under.is_empty() {
            let _ = writeln!(out, "<p>{}</p>", text(&self.under));
        }
        // Words are set in two columns on paper; what is filled in needs the width.
        let filled = self.parts.iter().any(|p| matches!(p, Part::Table(_)));
        out.push_str(if filled {
            "<div>\n"
        } else {
            "<div class=\"words\">\n"
        });
        let mut list = List::None;
        for part in &self.parts {
            list = list.before(part, &mut out);
            let _ = match part {
                Part::Heading(of) => writeln!(out, "<h2>{}</h2>", text(of)),
                Part::Step(at, of) => writeln!(out, "<h3>{}</h3>", text(&step(*at, of))),
                Part::Text(of) => writeln!(out, "<p>{}</p>", text(of)),
                Part::Quote(of) => writeln!(out, "<blockquote>{}</blockquote>", text(of)),
                Part::Item(what, of) if what.is_empty() => write!(out, "<li>{}", text(of)),
                Part::Item(what, of) => {
                    write!(out, "<li><b>{}</b>: {}", text(what), text(of))
                }
                Part::Below(what, of) => writeln!(out, "<li>{}: {}</li>", text(what), text(of)),
                Part::Box(of) => write!(out, "<li>{}", text(of)),
                Part::Table(rows) => {
                    table(rows, &mut out);
                    Ok(())
                }
            };
        }
        list.end(&mut out);
        out.push_str("</div>\n</body>\n</html>\n");
        out
    }
}

/// Which list is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    None,
    /// Entries, and the last one is open.
    Items,
    /// What belongs to the last entry.
    Below,
    /// Things to be ticked, and the last one is open.
    Boxes,
}

impl List {
    /// Opens and closes what has to be before a part.
    fn before(self, part: &Part, out: &mut String) -> Self {
        match (self, part) {
            (Self::Items, Part::Item(..)) | (Self::Boxes, Part::Box(_)) => {
                out.push_str("</li>\n");
                self
            }
            (Self::Below, Part::Item(..)) => {
                out.push_str("</ul></li>\n");
                Self::Items
            }
            (Self::Items, Part::Below(..)) => {
                out.push_str("\n<ul>\n");
                Self::Below
            }
            (Self::Below, Part::Below(..)) => self,
            (_, Part::Item(..)) => {
                self.end(out);
                out.push_str("<ul>\n");
                Self::Items
            }
            // It has nothing that it belongs to: then it is a list of its own.
            (_, Part::Below(..)) => {
                self.end(out);
                out.push_str("<ul><li>\n<ul>\n");
                Self::Below
            }
            (_, Part::Box(_)) => {
                self.end(out);
                out.push_str("<ul class=\"boxes\">\n");
                Self::Boxes
            }
            _ => {
                self.end(out);
                Self::None
            }
        }
    }

    fn end(self, out: &mut String) {
        out.push_str(match self {
            Self::None => "",
            Self::Items | Self::Boxes => "</li>\n</ul>\n",
            Self::Below => "</ul></li>\n</ul>\n",
        });
    }
}

fn table(rows: &[Vec<String>], out: &mut String) {
    out.push_str("<table>\n");
    for (at, row) in rows.iter().enumerate() {
        out.push_str("<tr>");
        for (column, cell) in row.iter().enumerate() {
            let head = at == 0 || (column == 0 && !cell.is_empty());
            let name = if head { "th" } else { "td" };
            let _ = write!(out, "<{name}>{}</{name}>", text(cell));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</table>\n");
}

/// Text as HTML: no character of it means anything else.
fn text(of: &str) -> String {
    let mut out = String::with_capacity(of.len());
    for c in of.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' => out.push_str("<br/>"),
            // Nothing that is no text in a page gets here; should it, it is left out.
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}
