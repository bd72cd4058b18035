//! A better line for exactly one moment: a prompt or a probe of the script's step, with the client's own words in it, and
//! never one that was asked already.

use crate::debrief::matter::Matter;
use crate::debrief::say::{sentences, telling};
use crate::script::{Prompt, Recall, Step};
use crate::session::{Kind, Replied, Session, line_of};
use crate::text::folded;

/// What the line is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// Something that invites a story.
    Story,
    /// What they feel.
    Feeling,
    /// Who does what by when.
    Promise,
}

/// Fewer words than these are not worth giving back.
const SAYS_SOMETHING: usize = 4;

/// A line that could have been said before entry `n`, in a step. `used` are lines that were offered already.
pub(super) fn line(
    matter: &Matter<'_>,
    n: u32,
    step: &str,
    wanted: For,
    used: &[String],
) -> Option<String> {
    let session = matter.session;
    let step = session.script().step(step)?;
    let asked = asked(session);
    let used: Vec<String> = used.iter().map(|words| folded(words)).collect();
    let fresh = |words: &String| {
        let folded = folded(words);
        let known = |before: &String| before.contains(&folded);
        !asked.iter().any(known) && !used.iter().any(known)
    };
    let fits = |words: &String| match wanted {
        For::Story => !is_feeling(words),
        For::Feeling => is_feeling(words),
        For::Promise => folded(words).contains("by when"),
    };
    let spoken = |prompt: &Prompt| {
        let holds = session.holds(prompt.when());
        let quotes = |recall: Recall<'_>| match recall {
            Recall::Here(id) => said_before(matter, id, n),
            Recall::Last(_) => None,
        };
        prompt.spoken(quotes).filter(|_| holds)
    };
    let recalls = |p: &&Prompt| p.recalls().count() > 0;
    let bare = |p: &&Prompt| p.recalls().count() == 0;
    let good = |words: &String| fresh(words) && fits(words);
    let quoting = both(step).filter(recalls).filter_map(spoken);
    let probes = step.probes.iter().filter(bare).filter_map(spoken);
    let prompts = step.prompts.iter().filter(bare).filter_map(spoken);
    let quoting = find(quoting, good);
    if quoting.is_some() && wanted != For::Promise {
        return quoting;
    }
    let last = last_words(matter, n);
    let after = |words: String| match last {
        Some(said) => given_back(said, &words),
        None => words,
    };
    match wanted {
        For::Story => {
            // A probe goes on from what was said; without that, the step's own question comes first.
            let (first, then): (Option<String>, Option<String>) = if last.is_some() {
                (find(probes, good), find(prompts, good))
            } else {
                (find(prompts, good), find(probes, good))
            };
            first.or(then).map(after)
        }
        For::Feeling => find(prompts.chain(probes), good).map(after),
        For::Promise => find(prompts.chain(probes), good),
    }
}

fn find(mut all: impl Iterator<Item = String>, good: impl Fn(&String) -> bool) -> Option<String> {
    all.find(good)
}

fn both(step: &Step) -> impl Iterator<Item = &Prompt> {
    step.prompts.iter().chain(&step.probes)
}

/// What was said, given back, and then the question.
pub(super) fn given_back(said: &str, question: &str) -> String {
    let quoting = Prompt::new("You said {said}.");
    let before = quoting.spoken(|_| Some(said)).unwrap_or_default();
    format!("{before} {question}")
}

fn is_feeling(words: &str) -> bool {
    folded(words).contains("you feel")
}

/// All that was asked, in the user's words or marked as asked, to be compared.
fn asked(session: &Session) -> Vec<String> {
    let asked = session.counting().filter_map(|e| match &e.kind {
        Kind::Said(said) => Some(folded(&said.text)),
        Kind::Asked(_) => Some(folded(&line_of(session, e)?.text)),
        _ => None,
    });
    asked.collect()
}

/// What the client said last before an entry that is worth giving back.
pub(super) fn last_words<'a>(matter: &Matter<'a>, n: u32) -> Option<&'a str> {
    let session: &'a Session = matter.session;
    let mut said = session
        .counting_back()
        .filter(|e| e.n < n)
        .filter_map(|e| match &e.kind {
            Kind::Reply(reply) => dropped(matter, reply).or_else(|| told(reply)),
            Kind::Answer(answer) => Some(telling(&answer.text)),
            _ => None,
        });
    said.find(|text| text.split_whitespace().count() >= SAYS_SOMETHING)
}

/// What a reply has told: a cool or a short one has nothing to give back.
fn told(reply: &Replied) -> Option<&str> {
    let told = !reply.disclosed.is_empty() || reply.kind == "opened";
    told.then(|| telling(&reply.text))
}

/// The clause with which a reply let something drop: the one that has most words of the cue.
fn dropped<'a>(matter: &Matter<'_>, reply: &'a Replied) -> Option<&'a str> {
    let cue = matter.persona?.cue(reply.cue.as_ref()?)?;
    let cue = folded(&cue.words);
    let shared = |clause: &str| {
        let words = folded(clause);
        let words: Vec<&str> = words.split_whitespace().collect();
        cue.split_whitespace().filter(|w| words.contains(w)).count()
    };
    let clauses = sentences(&reply.text).flat_map(|s| s.split([',', ';', ':', '–']));
    let best = clauses
        .map(|clause| (shared(clause), clause.trim()))
        .filter(|(n, _)| *n >= 2)
        .max_by_key(|(n, _)| *n);
    let (_, clause) = best?;
    let joined = ["and ", "but ", "so "]
        .iter()
        .find_map(|w| clause.strip_prefix(w));
    Some(joined.unwrap_or(clause))
}

/// What the client had said in a step before an entry: of what a simulated client told, what belongs to the step.
fn said_before<'a>(matter: &Matter<'a>, id: &str, n: u32) -> Option<&'a str> {
    let session: &'a Session = matter.session;
    let told = matter.replies.iter().rev().filter(|a| a.n < n).find(|a| {
        let mut held = matter.disclosed(a.reply);
        held.any(|held| held.step == id)
    });
    if let Some(told) = told {
        return Some(telling(&told.reply.text));
    }
    if matter.persona.is_some() {
        return None;
    }
    let mut before = session.counting_back().filter(|e| e.n < n);
    before.find_map(|e| match (&e.kind, e.kind.answers()) {
        (_, Some((question, text))) => (question == id).then_some(text),
        (kind, None) => kind.client_words(id).map(telling),
    })
}
