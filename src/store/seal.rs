//! Sealed streams, as bytes: how documents are framed, chained, and found again in a file that may have
//! been changed, torn or overwritten in places.
//!
//! A document is `---`, its YAML, `# seal N HHHHHHHHHHHHHHHH`, `...`, each on lines of its own. The seal
//! covers the seal before it, as it stands in the file, and the bytes from `---` to just before `# seal`.

/// The first 16 hexadecimal digits of a seal.
pub(super) type Digits = [u8; 16];

const START: &[u8] = b"---";
const END: &[u8] = b"...";
const MARK: &[u8] = b"# seal ";

/// The digits that seal `document` after the document sealed with `previous`.
pub(super) fn digits(previous: Option<&Digits>, document: &[u8]) -> Digits {
    let mut hasher = blake3::Hasher::new();
    if let Some(previous) = previous {
        hasher.update(previous);
    }
    hasher.update(document);
    let hex = hasher.finalize().to_hex();
    let mut digits = [b'0'; 16];
    for (to, from) in digits.iter_mut().zip(hex.as_bytes()) {
        *to = *from;
    }
    digits
}

/// A framed and sealed document, and the seal that the next one follows.
pub(super) fn frame(previous: Option<&Digits>, n: u32, yaml: &str) -> (Vec<u8>, Digits) {
    let mut bytes = Vec::with_capacity(yaml.len() + 48);
    bytes.extend_from_slice(b"---\n");
    bytes.extend_from_slice(yaml.as_bytes());
    if !yaml.ends_with('\n') {
        bytes.push(b'\n');
    }
    let digits = digits(previous, &bytes);
    bytes.extend_from_slice(MARK);
    bytes.extend_from_slice(n.to_string().as_bytes());
    bytes.push(b' ');
    bytes.extend_from_slice(&digits);
    bytes.extend_from_slice(b"\n...\n");
    (bytes, digits)
}

/// Reads a seal line; `None` unless it is exactly as [`frame`] writes it (white space at its end apart).
fn seal_line(line: &[u8]) -> Option<(u32, Digits)> {
    let rest = line.strip_prefix(MARK)?;
    let (number, digits) = rest.split_at_checked(rest.len().checked_sub(17)?)?;
    let n: u32 = std::str::from_utf8(number).ok()?.parse().ok()?;
    let digits: Digits = digits.strip_prefix(b" ")?.try_into().ok()?;
    let plain = n.to_string().as_bytes() == number
        && digits
            .iter()
            .all(|d| matches!(d, b'0'..=b'9' | b'a'..=b'f'));
    plain.then_some((n, digits))
}

/// One stretch of a file.
#[derive(Debug, Clone)]
pub(super) struct Part<'a> {
    /// Where it begins, in bytes.
    pub(super) byte: usize,
    /// Where it begins, as a line from 1.
    pub(super) line: usize,
    /// Just behind its last byte that belongs to the frame.
    pub(super) end: usize,
    /// What it is.
    pub(super) shape: Shape,
    /// What a seal covers: from `---` to the seal line, or where that would have been. Junk: all of it.
    pub(super) covered: &'a [u8],
    /// The number and the digits of the seal that is written in it.
    pub(super) seal: Option<(u32, Digits)>,
}

/// What a stretch of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// A document with its end mark.
    Ended,
    /// A document with a seal, but something else stands where the end mark should be.
    Endless,
    /// A document that begins, and neither seal nor end mark follow.
    Torn,
    /// No document: no `---` before it.
    Junk,
}

impl<'a> Part<'a> {
    /// The YAML text as bytes.
    pub(super) fn yaml(&self) -> &'a [u8] {
        let line = self.covered.iter().position(|b| *b == b'\n');
        line.and_then(|at| self.covered.get(at + 1..))
            .unwrap_or_default()
    }
}

/// Cuts a file into its parts; white space between them is all that is left out.
pub(super) fn parts(bytes: &[u8]) -> Vec<Part<'_>> {
    let mut cutter = Cutter {
        bytes,
        parts: Vec::new(),
        open: None,
    };
    let mut byte = 0;
    let line_ends = memchr::memchr_iter(b'\n', bytes).map(|at| at + 1);
    let cut = !bytes.is_empty() && !bytes.ends_with(b"\n");
    let ends = line_ends.chain(cut.then_some(bytes.len()));
    for (at, end) in ends.enumerate() {
        let whole = bytes.get(byte..end).unwrap_or_default();
        let line = Line {
            text: whole.trim_ascii_end(),
            byte,
            number: at + 1,
        };
        byte = end;
        cutter.take(&line, byte);
    }
    cutter.finish();
    cutter.parts
}

struct Line<'a> {
    text: &'a [u8],
    byte: usize,
    number: usize,
}

struct Cutter<'a> {
    bytes: &'a [u8],
    parts: Vec<Part<'a>>,
    open: Option<Open>,
}

/// The part that is being read.
struct Open {
    byte: usize,
    line: usize,
    junk: bool,
    /// Just behind the last line that belongs to it.
    end: usize,
    /// Where its last line begins.
    last: usize,
    seal: Option<(u32, Digits)>,
}

impl Cutter<'_> {
    fn take(&mut self, line: &Line<'_>, end: usize) {
        if line.text == START {
            self.close(false);
            self.begin(line, end, false);
            return;
        }
        let Some(open) = &mut self.open else {
            if !line.text.is_empty() {
                self.begin(line, end, true);
                // An end mark that ends nothing stands for itself.
                if line.text == END {
                    self.close(true);
                }
            }
            return;
        };
        if line.text == END {
            open.end = end;
            self.close(true);
        } else if open.seal.is_some() && !open.junk {
            // Behind the seal only the end mark may stand: all else is not covered.
            if !line.text.is_empty() {
                self.close(false);
                self.begin(line, end, true);
            }
        } else {
            open.end = end;
            open.last = line.byte;
            if let Some(seal) = seal_line(line.text) {
                open.seal = Some(seal);
                open.end = line.byte + line.text.len();
            }
        }
    }

    fn begin(&mut self, line: &Line<'_>, end: usize, junk: bool) {
        self.open = Some(Open {
            byte: line.byte,
            line: line.number,
            junk,
            end,
            last: line.byte,
            seal: None,
        });
    }

    fn close(&mut self, ended: bool) {
        let Some(open) = self.open.take() else { return };
        let shape = match (open.junk, ended, open.seal.is_some()) {
            (true, ..) => Shape::Junk,
            (_, true, _) => Shape::Ended,
            (_, false, true) => Shape::Endless,
            (_, false, false) => Shape::Torn,
        };
        let covered = match (open.junk, open.seal.is_some()) {
            (false, true) => open.byte..open.last,
            _ => open.byte..open.end,
        };
        let mut part = Part {
            byte: open.byte,
            line: open.line,
            end: open.end,
            shape,
            covered: self.bytes.get(covered).unwrap_or_default(),
            seal: open.seal,
        };
        if shape == Shape::Ended && part.seal.is_none() {
            part.covered = without_end(part.covered);
        }
        self.parts.push(part);
    }

    fn finish(&mut self) {
        self.close(false);
    }
}

/// The document without its end mark and blank lines before it.
fn without_end(document: &[u8]) -> &[u8] {
    let text = document.trim_ascii_end();
    let text = text.strip_suffix(END).unwrap_or(text).trim_ascii_end();
    document.get(..=text.len()).unwrap_or(document)
}

/// The seals that a following document may build upon, the likeliest first.
///
/// The first is the one that stands in the file; the others let a document that was changed, or whose
/// seal was, flag itself alone and not the one behind it.
#[derive(Debug, Default, Clone)]
pub(super) struct Chain {
    candidates: Vec<Option<Digits>>,
}

/// How many candidates are kept.
const CANDIDATES: usize = 6;

impl Chain {
    pub(super) fn new() -> Self {
        Self {
            candidates: vec![None],
        }
    }

    /// What the next document is to be chained to.
    pub(super) fn last(&self) -> Option<Digits> {
        self.candidates.first().copied().flatten()
    }

    /// What the next document was chained to, where what stood before it cannot be read.
    pub(super) fn is_behind(&mut self, before: Option<Digits>) {
        self.candidates.insert(0, before);
    }

    /// Whether the part is sealed as it should be; the chain goes on behind it.
    pub(super) fn verify(&mut self, part: &Part<'_>) -> bool {
        let sealed = part.seal.map(|(_, digits)| digits);
        let document = part.shape != Shape::Junk;
        let good = document
            && sealed.is_some_and(|sealed| {
                let mut seals = self.candidates.iter();
                seals.any(|c| digits(c.as_ref(), part.covered) == sealed)
            });
        let mut next: Vec<_> = sealed.into_iter().map(Some).collect();
        if !good {
            if document {
                let before = self.last();
                next.push(Some(digits(before.as_ref(), part.covered)));
                if sealed.is_none() {
                    // The seal may stand there still, and only what stands before it be hurt.
                    let at_end = digits_at_end(part.covered);
                    next.splice(0..0, at_end.into_iter().map(Some));
                    let shorter = without_last_line(part.covered);
                    next.push(Some(digits(before.as_ref(), shorter)));
                }
            }
            next.append(&mut self.candidates);
            next.truncate(CANDIDATES);
        }
        self.candidates = next;
        good
    }
}

/// Digits at the end of a document that look like those of a seal.
fn digits_at_end(document: &[u8]) -> Option<Digits> {
    let digits: Digits = *document.trim_ascii_end().last_chunk()?;
    let hex = |d: &u8| matches!(d, b'0'..=b'9' | b'a'..=b'f');
    digits.iter().all(hex).then_some(digits)
}

/// For a document whose seal line itself was damaged.
fn without_last_line(document: &[u8]) -> &[u8] {
    let text = document.trim_ascii_end();
    let end = text
        .iter()
        .rposition(|b| *b == b'\n')
        .map_or(0, |at| at + 1);
    text.get(..end).unwrap_or_default()
}
