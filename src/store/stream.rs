//! Sealed streams, as values: head and entries with their state, and every problem with its place.

use super::cover::{Hole, Uncovered};
use super::problem::{Problem, ProblemKind};
use super::seal::{Chain, Digits, Part, Shape, parts};
use crate::session::{Document, Entry};
use crate::text::clean_line;
use crate::vault::frames::Tag;

/// Whether an entry is as the program wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Integrity {
    /// Its seal holds.
    Whole,
    /// It reads, but it was changed outside the program, or something before it is missing.
    Changed,
}

/// A document that has a number.
pub(super) trait Numbered {
    /// Its number, from 1.
    fn number(&self) -> u32;
}

impl Numbered for Entry {
    fn number(&self) -> u32 {
        self.n
    }
}

/// All that a file has.
pub(super) struct Stream<H, E> {
    pub(super) head: H,
    pub(super) head_state: Integrity,
    pub(super) entries: Vec<(E, Integrity)>,
    pub(super) problems: Vec<Problem>,
    pub(super) tail: Tail,
}

/// How a file ends, for one who wants to append.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Tail {
    /// How many bytes stay; what follows is a torn document.
    pub(super) keep: usize,
    /// What has to come before a new document.
    pub(super) before: &'static [u8],
    /// The seal that it follows.
    pub(super) seal: Option<Digits>,
    /// In a vault, the frame that it follows.
    pub(super) tag: Tag,
}

/// Why a stream has no head.
#[derive(Debug)]
pub(super) struct NoHead {
    pub(super) line: usize,
    pub(super) byte: u64,
    pub(super) why: String,
    /// Whether a vault has nothing left of it: then what follows may be read all the same.
    pub(super) lost: bool,
}

/// Reads a whole stream.
pub(super) fn read<H: Document, E: Document + Numbered>(
    found: &Uncovered<'_>,
) -> Result<Stream<H, E>, NoHead> {
    read_as(found, true)
}

/// Head, entries and problems of a stream, for who does not ask whether they were changed: its seals are not verified.
pub(super) fn content<H: Document, E: Document + Numbered>(
    found: &Uncovered<'_>,
) -> Result<(H, Vec<E>, Vec<Problem>), NoHead> {
    let stream = read_as(found, false)?;
    let entries = stream.entries.into_iter().map(|(entry, _)| entry);
    Ok((stream.head, entries.collect(), stream.problems))
}

/// Entries and problems of a stream whose head is lost.
pub(super) fn headless<E: Document + Numbered>(
    found: &Uncovered<'_>,
) -> (Vec<(E, Integrity)>, Vec<Problem>) {
    let bytes = found.text.as_ref();
    let mut all = parts(bytes);
    let mut reader = Reader::over(found, true);
    reader.tail(bytes, &mut all);
    for part in all {
        reader.entry(&part);
    }
    reader.problems.sort_by_key(|p| p.byte);
    (reader.entries, reader.problems)
}

fn read_as<H: Document, E: Document + Numbered>(
    found: &Uncovered<'_>,
    verify: bool,
) -> Result<Stream<H, E>, NoHead> {
    let bytes = found.text.as_ref();
    let mut all = parts(bytes);
    let mut reader = Reader::over(found, verify);
    let (keep, before) = reader.tail(bytes, &mut all);
    let mut rest = all.into_iter();
    let (head, head_state) = reader.head(&mut rest)?;
    for part in rest {
        reader.entry(&part);
    }
    reader.problems.sort_by_key(|p| p.byte);
    Ok(Stream {
        head,
        head_state,
        entries: reader.entries,
        problems: reader.problems,
        tail: Tail {
            keep: found.in_file(keep),
            before,
            seal: reader.chain.last(),
            tag: found.last(),
        },
    })
}

struct Reader<'h, E> {
    chain: Chain,
    /// Whether seals are verified; where they are not, nothing is said of them.
    verify: bool,
    /// Where something is left out or not in its place.
    holes: &'h [Hole],
    entries: Vec<(E, Integrity)>,
    problems: Vec<Problem>,
    /// The highest number so far.
    last: u32,
    /// How many parts could not be read since the last entry: they explain that many missing numbers.
    damaged: u32,
}

impl<'h, E: Document + Numbered> Reader<'h, E> {
    fn over(found: &'h Uncovered<'_>, verify: bool) -> Self {
        Self {
            chain: Chain::new(),
            verify,
            entries: Vec::new(),
            problems: found.problems.clone(),
            holes: &found.holes,
            last: 0,
            damaged: 0,
        }
    }

    fn problem(&mut self, part: &Part<'_>, what: ProblemKind) {
        self.problems.push(Problem {
            line: part.line,
            byte: part.byte as u64,
            what,
        });
    }

    /// Goes over what is left out before a part; whether the part is where it was written.
    fn over_hole(&mut self, part: &Part<'_>) -> bool {
        let Some((hole, rest)) = self.holes.split_first() else {
            return true;
        };
        if part.byte < hole.at {
            return true;
        }
        self.holes = rest;
        self.chain.is_behind(hole.before);
        self.damaged += hole.lost;
        hole.lost > 0
    }

    /// Takes off what a torn write left at the end; says what to keep and what must come next.
    fn tail(&mut self, bytes: &[u8], all: &mut Vec<Part<'_>>) -> (usize, &'static [u8]) {
        if let Some(last) = all.last()
            && (last.shape == Shape::Torn || is_torn_start(last))
        {
            let bytes = (bytes.len() - last.byte) as u64;
            self.problem(&last.clone(), ProblemKind::Cut { bytes });
            let keep = last.byte;
            all.pop();
            // What is in front ends with a line end, or is nothing.
            return (keep, b"");
        }
        let torn_end = all
            .pop_if(|p| p.shape == Shape::Junk && matches!(p.covered, b"." | b".."))
            .is_some();
        match all.last() {
            Some(last)
                if last.shape == Shape::Endless
                    && (torn_end || bytes.get(last.end..).is_some_and(is_blank)) =>
            {
                (last.end, b"\n...\n")
            }
            _ => (bytes.len(), fresh_line(bytes)),
        }
    }

    fn head<'a, H: Document>(
        &mut self,
        rest: &mut impl Iterator<Item = Part<'a>>,
    ) -> Result<(H, Integrity), NoHead> {
        let at = |line, byte, why: &str| NoHead {
            line,
            byte,
            why: why.to_owned(),
            lost: why == LOST_HEAD,
        };
        let Some(part) = rest.next() else {
            let why = match self.problems.first().map(|p| &p.what) {
                Some(ProblemKind::Cut { .. }) => "the first document is torn",
                Some(_) => LOST_HEAD,
                None => "the file is empty",
            };
            return Err(at(1, 0, why));
        };
        if self.holes.first().is_some_and(|hole| hole.at <= part.byte) {
            return Err(at(0, 0, LOST_HEAD));
        }
        let place = |why: &str| at(part.line, part.byte as u64, why);
        if part.shape == Shape::Junk {
            return Err(place("a file begins with a line ---"));
        }
        let good = self.verify && self.chain.verify(&part);
        let (head, exact) = parse::<H>(&part).map_err(|why| place(&why))?;
        self.endless(&part);
        let numbered = part.seal.is_some_and(|(n, _)| n == 0);
        Ok((head, integrity(good && exact && numbered)))
    }

    fn endless(&mut self, part: &Part<'_>) {
        if part.shape != Shape::Ended {
            self.problem(part, ProblemKind::NoEnd);
        }
    }

    fn entry(&mut self, part: &Part<'_>) {
        let in_place = self.over_hole(part);
        let good = self.verify && self.chain.verify(part) && in_place;
        if part.shape == Shape::Junk {
            self.damaged += u32::from(part.seal.is_some());
            self.problem(part, ProblemKind::Stray);
            return;
        }
        match parse::<E>(part) {
            Err(why) => {
                self.damaged += 1;
                self.problem(part, ProblemKind::Damaged(why));
            }
            Ok((entry, exact)) => {
                self.endless(part);
                let n = entry.number();
                self.numbering(part, n);
                let numbered = part.seal.is_some_and(|(sealed, _)| sealed == n);
                let state = integrity(good && exact && numbered);
                self.entries.push((entry, state));
            }
        }
    }

    fn numbering(&mut self, part: &Part<'_>, n: u32) {
        let expected = self.last.saturating_add(1);
        if n <= self.last {
            self.problem(part, ProblemKind::Repeated { n });
        } else if n - expected > self.damaged {
            self.problem(part, ProblemKind::Gap { expected, found: n });
        }
        self.last = self.last.max(n);
        self.damaged = 0;
    }
}

const LOST_HEAD: &str =
    "the first document is damaged or missing: the file was changed outside the program";

fn integrity(whole: bool) -> Integrity {
    if whole {
        Integrity::Whole
    } else {
        Integrity::Changed
    }
}

/// How many characters of an error are shown; it may quote the file.
const MOST_WORDS: usize = 200;

/// The value, and whether its bytes were text: bytes that are not become U+FFFD, since one bad byte must
/// not hide an answer.
fn parse<D: Document>(part: &Part<'_>) -> Result<(D, bool), String> {
    let text = String::from_utf8_lossy(part.yaml());
    let exact = matches!(text, std::borrow::Cow::Borrowed(_));
    D::from_yaml(&text)
        .map(|value| (value, exact))
        .map_err(|fault| {
            let words: String = clean_line(&fault.message)
                .chars()
                .take(MOST_WORDS)
                .collect();
            match fault.line {
                0 => words,
                line => format!("line {}: {words}", part.line + line),
            }
        })
}

/// What a torn write leaves when not even `---` arrived, or when only the file's length did.
fn is_torn_start(part: &Part<'_>) -> bool {
    part.shape == Shape::Junk
        && part.seal.is_none()
        && (matches!(part.covered, b"-" | b"--") || part.covered.iter().all(|b| *b == 0))
}

fn is_blank(bytes: &[u8]) -> bool {
    bytes.iter().all(u8::is_ascii_whitespace)
}

fn fresh_line(bytes: &[u8]) -> &'static [u8] {
    match bytes.last() {
        None | Some(b'\n') => b"",
        Some(_) => b"\n",
    }
}
