//! The names that are looked for, and whose they are.

use super::What;
use super::words::{Word, is_of_firms, is_ordinary, is_particle, is_title, words};
use std::collections::BTreeMap;
use std::ops::Range;

/// Names of more words than this are looked for in pieces of so many.
const LONGEST: usize = 48;

/// How a name has to be written to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Written {
    /// In any way.
    Any,
    /// With a capital: else it is an ordinary word.
    Capital,
    /// In capitals: an abbreviation.
    Capitals,
}

/// How sure it is that a name is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sure {
    /// Listening has heard it.
    Heard,
    /// The library knows it, or the user has marked it.
    Known,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Claim {
    group: usize,
    written: Written,
    sure: Sure,
}

/// Somebody or something with all names that it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Group {
    /// What it is.
    pub(super) what: What,
    /// Whether a session that is exported is with them.
    pub(super) is_with: bool,
}

/// All names.
#[derive(Debug, Clone, Default)]
pub(super) struct Names {
    groups: Vec<Group>,
    /// The words of the longest name.
    longest: usize,
    /// By the words of a name: who may be meant.
    claims: BTreeMap<Vec<String>, Vec<Claim>>,
    /// Names without a letter or a digit, as they are written.
    literal: Vec<(String, usize)>,
    /// Who is meant by a name that several have.
    shared: BTreeMap<Vec<String>, usize>,
}

impl Names {
    /// A new group without names.
    pub(super) fn group(&mut self, what: What) -> usize {
        self.groups.push(Group {
            what,
            is_with: false,
        });
        self.groups.len() - 1
    }

    pub(super) fn what(&self, group: usize) -> What {
        self.groups.get(group).map_or(What::Marked, |g| g.what)
    }

    /// A session that is exported is with them.
    pub(super) fn is_with(&mut self, group: usize) {
        if let Some(group) = self.groups.get_mut(group) {
            group.is_with = true;
        }
    }

    /// A person's name: as a whole, each part of it, and with initials.
    pub(super) fn person(&mut self, name: &str, group: usize, sure: Sure) {
        let Some(all) = self.whole(name, group, sure) else {
            return;
        };
        let all: Vec<String> = all.into_iter().filter(|w| !is_title(w)).collect();
        for part in parts_of(name, &all) {
            self.claim(part, group, sure);
        }
        if let [first, .., last] = all.as_slice() {
            let initial = |word: &String| word.chars().next().map(String::from);
            if let (Some(f), Some(l)) = (initial(first), initial(last)) {
                for key in [vec![f, last.clone()], vec![first.clone(), l]] {
                    // "Ana R.", but not "ana r".
                    let written = Written::Capital;
                    self.add(
                        key,
                        Claim {
                            group,
                            written,
                            sure,
                        },
                    );
                }
            }
        }
    }

    /// A firm's name: as a whole, each part that is not a word for firms, and its abbreviation.
    pub(super) fn organisation(&mut self, name: &str, group: usize) {
        let Some(all) = self.whole(name, group, Sure::Known) else {
            return;
        };
        let own: Vec<String> = all.iter().filter(|w| !is_of_firms(w)).cloned().collect();
        for part in parts_of(name, &own) {
            self.claim(part, group, Sure::Known);
        }
        let letters: String = all.iter().filter_map(|w| w.chars().next()).collect();
        if all.len() >= 3 {
            let claim = Claim {
                group,
                written: Written::Capitals,
                sure: Sure::Known,
            };
            self.add(vec![letters], claim);
        }
    }

    /// What the user wants to have replaced: as a whole, in any case.
    pub(super) fn mark(&mut self, text: &str, group: usize) {
        let key = key(text);
        if key.is_empty() {
            self.as_it_is(text, group);
            return;
        }
        // What somebody is called anyway stays theirs.
        self.longest = self.longest.max(key.len());
        let claims = self.claims.entry(key).or_default();
        if !claims
            .iter()
            .any(|c| c.written == Written::Any && c.sure == Sure::Known)
        {
            claims.clear();
            claims.push(Claim {
                group,
                written: Written::Any,
                sure: Sure::Known,
            });
        }
    }

    /// Whether a name is looked for.
    pub(super) fn knows(&self, name: &[String]) -> bool {
        self.claims.contains_key(name)
    }

    /// The one whose name stands in a longer one, where only one has it: "Ana Ruiz" in "Ana Ruiz Weber".
    pub(super) fn within(&self, name: &[String]) -> Option<usize> {
        let inner = (2..name.len()).rev().flat_map(|n| name.windows(n));
        let mut found = inner.filter_map(|part| self.claims.get(part));
        match found.next()?.as_slice() {
            [one] => Some(one.group),
            _ => None,
        }
    }

    fn as_it_is(&mut self, text: &str, group: usize) {
        let text = text.trim();
        if !text.is_empty() {
            self.literal.push((text.to_owned(), group));
            // The longest first: a shorter one may stand in it.
            self.literal
                .sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
        }
    }

    fn whole(&mut self, name: &str, group: usize, sure: Sure) -> Option<Vec<String>> {
        let all = key(name);
        if all.is_empty() {
            self.as_it_is(name, group);
            return None;
        }
        for piece in all.chunks(LONGEST) {
            self.claim(piece.to_vec(), group, sure);
        }
        if all.len() > 1 {
            self.claim(vec![all.concat()], group, sure);
        }
        Some(all)
    }

    fn claim(&mut self, key: Vec<String>, group: usize, sure: Sure) {
        let written = if key.iter().all(|w| is_ordinary(w)) {
            Written::Capital
        } else {
            Written::Any
        };
        let claim = Claim {
            group,
            written,
            sure,
        };
        self.add(key, claim);
    }

    fn add(&mut self, key: Vec<String>, claim: Claim) {
        self.longest = self.longest.max(key.len());
        let claims = self.claims.entry(key).or_default();
        if claims.iter().any(|c| c.group == claim.group) {
            return;
        }
        // What the library knows stands before what was heard.
        if claims.iter().any(|c| c.sure > claim.sure) {
            return;
        }
        claims.retain(|c| c.sure >= claim.sure);
        claims.push(claim);
    }

    /// Finds the names in the words of a text, the longest at each place; `with` are those whom this session is with.
    pub(super) fn find(&mut self, words: &[Word], with: &[usize]) -> Vec<(Range<usize>, usize)> {
        let mut out = Vec::new();
        let mut at = 0;
        while let Some(rest) = words.get(at..).filter(|r| !r.is_empty()) {
            let longest = rest.len().min(self.longest);
            let found = (1..=longest).rev().find_map(|n| {
                let name = rest.get(..n)?;
                Some((name, self.meant(name, with)?))
            });
            let Some((name, group)) = found else {
                at += 1;
                continue;
            };
            if let (Some(first), Some(last)) = (name.first(), name.last()) {
                out.push((first.at.start..last.at.end, group));
            }
            at += name.len();
        }
        out
    }

    /// Names without letters and digits, in the order of the text.
    pub(super) fn literal(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut out: Vec<(Range<usize>, usize)> = Vec::new();
        for (name, group) in &self.literal {
            for (at, _) in text.match_indices(name.as_str()) {
                let range = at..at + name.len();
                let free = out
                    .iter()
                    .all(|(r, _)| r.end <= range.start || range.end <= r.start);
                if free {
                    out.push((range, *group));
                }
            }
        }
        out.sort_by_key(|(range, _)| range.start);
        out
    }

    /// Who is meant by a name as it is written here.
    fn meant(&mut self, name: &[Word], with: &[usize]) -> Option<usize> {
        let key: Vec<String> = name.iter().map(|w| w.folded.clone()).collect();
        let claims = self.claims.get(&key)?;
        let fits = |c: &&Claim| match c.written {
            Written::Any => true,
            Written::Capital => name.iter().all(|w| w.capital),
            Written::Capitals => name.iter().all(|w| w.upper),
        };
        let groups: Vec<usize> = claims.iter().filter(fits).map(|c| c.group).collect();
        let one = |wanted: &dyn Fn(usize) -> bool| {
            let mut them = groups.iter().copied().filter(|g| wanted(*g));
            them.next().filter(|_| them.next().is_none())
        };
        let first = *groups.first()?;
        let meant = one(&|_| true)
            .or_else(|| one(&|g| with.contains(&g)))
            .or_else(|| one(&|g| self.groups.get(g).is_some_and(|g| g.is_with)));
        if meant.is_some() {
            return meant;
        }
        // Several have it, and nobody can tell who is meant: that is somebody else's place.
        if let Some(shared) = self.shared.get(&key) {
            return Some(*shared);
        }
        let what = self.what(first);
        let shared = self.group(what);
        self.shared.insert(key, shared);
        Some(shared)
    }
}

/// The words by which a name is found.
pub(super) fn key(name: &str) -> Vec<String> {
    words(name).into_iter().map(|w| w.folded).collect()
}

/// The parts of a name that are names by themselves: each word, words in a row, and what is written together with a mark between,
/// without it.
fn parts_of(name: &str, all: &[String]) -> Vec<Vec<String>> {
    let tells = |word: &String| {
        let letters = word.chars().count();
        let digits = word.chars().all(char::is_numeric);
        // A single character says nothing, also in a script where it is a word.
        letters > 1 && !digits && !is_particle(word)
    };
    let mut out: Vec<Vec<String>> = all
        .iter()
        .filter(|w| tells(w))
        .map(|w| vec![w.clone()])
        .collect();
    for n in 2..all.len().min(LONGEST) {
        let rows = all
            .windows(n)
            .filter(|row| !row.iter().all(|w| is_particle(w)));
        out.extend(rows.map(<[String]>::to_vec));
    }
    for piece in name.split_whitespace() {
        let key = key(piece);
        if key.len() > 1 {
            let joined = key.concat();
            if tells(&joined) {
                out.push(vec![joined]);
            }
        }
    }
    out
}
