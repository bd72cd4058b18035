//! How a sentence or a turn is built.

use super::{Features, Kind, bucket, mix};
use crate::listen::asks::Asks;
use crate::listen::classes::Class;
use crate::listen::tokens::Shape;
use crate::listen::view::View;

/// How people begin to give back what they heard: what may follow a first word. Most sentences begin with another.
fn openings(first: &str) -> &'static [&'static str] {
    match first {
        "it" => &["sounds like", "seems", "looks like", "feels like"],
        "sounds" | "seems" | "you'd" => &["like"],
        "what" => &["i'm hearing", "i hear"],
        "i'm" => &["hearing"],
        "i" => &["hear"],
        "you're" | "you've" | "that's" => &[""],
        "you" => &[
            "said",
            "mentioned",
            "feel",
            "felt",
            "want",
            "don't",
            "know that",
        ],
        "if" => &["i understand"],
        "part" => &["of you"],
        "on" => &["the one hand", "one hand"],
        "it's" => &["hard", "been", "important", "like"],
        "for" | "because" | "cause" | "'cause" => &["you"],
        "let" => &["me see if"],
        _ => &[],
    }
}

/// Whether a sentence begins so.
fn opens(part: &View<'_>) -> bool {
    let rest = part.from(1);
    openings(part.at(0))
        .iter()
        .any(|words| words.is_empty() || rest.begins(words).is_some())
}

/// Classes that are counted.
const COUNTED: [Class; 9] = [
    Class::You,
    Class::I,
    Class::We,
    Class::Wh,
    Class::Hedge,
    Class::Not,
    Class::Figure,
    Class::Modal,
    Class::Other,
];

/// What is gathered over the sentences of a view.
#[derive(Default)]
struct Seen {
    sentences: usize,
    asked: u32,
    latest: u32,
    latest_asking: u32,
    begins_you: usize,
    openers: usize,
}

impl Features {
    pub(super) fn shape(&mut self, view: &View<'_>) {
        let last = view
            .len()
            .checked_sub(1)
            .and_then(|place| view.token(place))
            .map_or(0, |t| t.sentence);
        let mut seen = Seen::default();
        let mut from = 0;
        while let Some(token) = view.token(from) {
            let sentence = token.sentence;
            let to = (from..view.len())
                .find(|place| view.token(*place).is_none_or(|t| t.sentence != sentence));
            let part = view.part(from, to.unwrap_or(view.len()));
            self.sentence(&part, from == 0, sentence == last, &mut seen);
            from += part.len().max(1);
        }
        self.patterns(view);
        self.rules(view, &seen);
        self.counts(view, seen.sentences);
    }

    fn sentence(&mut self, part: &View<'_>, first: bool, last: bool, seen: &mut Seen) {
        let asking = part.back(0).contains('?');
        let state = 2 * u32::from(asking) + u32::from(last);
        // Fillers do not tell how a sentence begins.
        let mut start = 0;
        while matches!(part.class(start), Class::Filler | Class::Mark) && start + 1 < part.len() {
            start += 1;
        }
        let mut joined = 11;
        for place in start..part.len().min(start + 4) {
            joined = mix(joined, part.token(place).map_or(0, |t| t.hash));
            self.push(Kind::Shape, joined);
            self.push(Kind::Shape, mix(joined, 100 + u32::from(last)));
            self.push(Kind::Shape, mix(joined, 200 + u32::from(asking)));
            if first {
                self.push(Kind::Shape, mix(joined, 300));
            }
        }
        let mut joined = 61;
        for place in start..part.len().min(start + 5) {
            joined = mix(joined, part.class(place) as u32);
            self.push(Kind::Shape, mix(joined, state));
        }
        let mut joined = 77;
        for token in part.each().rev().take(3) {
            joined = mix(joined, token.hash);
            self.push(Kind::Shape, mix(joined, u32::from(last)));
        }
        self.push(Kind::Shape, mix(78, bucket(part.len()) * 4 + state));
        let how = part.asks() as u32;
        self.push(
            Kind::Shape,
            mix(mix(130, how), part.token(0).map_or(0, |t| t.hash)),
        );
        seen.sentences += 1;
        seen.asked |= 1 << how;
        seen.latest = how;
        if how != Asks::No as u32 {
            seen.latest_asking = how;
        }
        seen.begins_you += usize::from(part.class(0) == Class::You);
        seen.openers += usize::from(opens(part));
    }

    /// Patterns of word classes carry over to words never seen.
    fn patterns(&mut self, view: &View<'_>) {
        for from in 0..view.len() {
            let mut joined = 90;
            for place in from..view.len().min(from + 4) {
                joined = mix(joined, view.class(place) as u32);
                if place > from {
                    self.push(Kind::Shape, joined);
                }
            }
        }
    }

    fn rules(&mut self, view: &View<'_>, seen: &Seen) {
        let marks = view.each().any(|t| t.shape == Shape::Mark);
        let asking = view.each().any(|t| t.class == Class::Asking);
        let ends_asking = view.each().rev().take(2).any(|t| t.class == Class::Asking);
        let state = u32::from(marks) * 4 + u32::from(asking) * 2 + u32::from(ends_asking);
        for how in 0..8 {
            self.push(Kind::Rules, mix(131 + how, seen.asked >> how & 1));
        }
        let you = bucket(seen.begins_you);
        let opened = bucket(seen.openers);
        for rule in [
            mix(140, seen.asked),
            mix(141, seen.latest),
            mix(142, seen.latest_asking),
            mix(143, seen.latest_asking * 8 + seen.latest),
            mix(144, seen.latest * 16 + bucket(view.len())),
            mix(150, state),
            mix(151, state * 16 + seen.latest_asking),
            mix(152, state * 16 + seen.latest),
            mix(153, you * 16 + bucket(seen.sentences)),
            mix(154, you * 64 + state),
            mix(155, opened),
            mix(156, u32::from(seen.openers > 0) * 8 + state),
        ] {
            self.push(Kind::Rules, rule);
        }
    }

    fn counts(&mut self, view: &View<'_>, sentences: usize) {
        let many = |class: Class| view.each().filter(|t| t.class == class).count();
        self.push(Kind::Shape, mix(81, bucket(view.len())));
        self.push(Kind::Shape, mix(82, bucket(sentences)));
        for class in COUNTED {
            self.push(Kind::Shape, mix(83 + class as u32, bucket(many(class))));
        }
        let (you, me) = (many(Class::You), many(Class::I) + many(Class::We));
        self.push(Kind::Shape, mix(120, bucket(you) * 16 + bucket(me)));
        self.push(Kind::Shape, mix(121, bucket(many(Class::Asking))));
        let all = view.all();
        let lead = all.iter().take_while(|t| t.idle).count();
        let begins = all.first().map_or("", |t| view.key(t));
        let fresh = begins.starts_with(['-', '.', '—']);
        self.push(Kind::Shape, mix(122, u32::from(fresh)));
        self.push(Kind::Shape, mix(123, all.last().map_or(0, |t| t.hash)));
        self.push(Kind::Shape, mix(124, bucket(lead)));
        self.push(
            Kind::Shape,
            mix(125, bucket(lead) * 16 + bucket(view.len())),
        );
        if lead > 0 {
            self.push(Kind::Shape, mix(126, all.first().map_or(0, |t| t.hash)));
        }
    }
}
