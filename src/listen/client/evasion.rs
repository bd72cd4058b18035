//! Whether a client may be keeping out of the way of a question. A hint: some people just speak so.

use crate::listen::heard::{Question, Sign};
use crate::listen::phrase::{Phrases, span};
use crate::listen::tokens::{Shape, Tokens};
use std::sync::LazyLock;

const PHRASES: &str = "
    it|that all? depends !on+the+weather; <that's|it's|that+is|it+is|is|very|always|so hard|difficult|tricky|tough to say|tell; <^ hard|difficult to say|tell;
    <^|but|well|oh|and|, we'll|we+will|we+shall|i'll see !you|what|him|her|them|if|how+i+can|to; why|what do|are|would|makes you ask|asking|think+that; why would|should you ask|want+to+know; who wants to know;
    let's|lets|let+us|can+we|could+we|shall+we|may+we|i'd+like+to talk|speak about|of something else; change the subject; let's|lets|can+we|could+we|shall+we not|just? not go there|talk+about+that; let's|lets not get into; <!the|official no comment !on+the+file|function;
    you know how it|that|this|these|things is|goes|are|things+are|works|go; i'd|i+would|we'd|we+would|would rather talk|speak about|of; i'd|i+would|we'd|we+would rather|prefer not|not+to say|talk|discuss|go|get|comment|answer;
    can|could|shall|may we move on !to+the+new|later; let's|lets move on $|to|from|,|please|shall; that's|it's|that+is|it+is not the point|question|issue+here|important|relevant; that's|it's|it+is neither here nor there;
    i|we don't|do+not|can't|cannot|couldn't really? want|say|comment|discuss|speak to? talk|get|go|discuss|on|about|for|if|whether|anything|much|more; what do you mean by that; i|we don't|do+not recall|remember exactly|really|that+well?;
    it is what it is; these things happen; that's|it's|that+is just? how it is|goes; that's|it's|that+is private|confidential|personal|between+us|a+long+story|complicated; none of your business; not|nothing for me to say;
    you'd|you+would|you'll have to ask|talk+to him|her|them|my|our|the|someone|somebody|legal|finance; next question; <^ whatever $; ask me something else; i'll|i+will|let+me come back to that|this|it; some other time $; another time $;
    we don't need to go into; not worth|worth+it talking|going|getting? about|into|it; i|we haven't|have+not really? thought about it|that; i|we wouldn't|would+not know; if you say so; how about you $; what about you $; you tell me;
    the|our usual $; same as always|ever|usual $; same old !house|office|system|car|building; more or less $; not really my area|field|place; i|we never|don't|do+not really? think|thought about it|that|such; enough about me|that|this; it's|it+is a long story
";

/// Whole answers that say nothing where an open question was asked.
const EMPTY: &str = "
    fine; good; ok; okay; alright; all right; dunno; i dunno; don't know; dont know; i don't|dont know; no idea; nothing;
    nothing much|really|special?; not much; not really; the usual; same as always|ever|usual; so so; could be better|worse; can't complain; cant complain;
    it's|it+is|it's+all fine|okay|ok|good|alright; all|everything|we're|i'm fine|good|okay|ok; whatever; who knows; hard to say; sure; normal; as usual; i guess; not sure; i'm not sure; no; yes; maybe
";

static TABLE: LazyLock<Phrases<()>> = LazyLock::new(|| table(PHRASES));
static WHOLE: LazyLock<Phrases<()>> = LazyLock::new(|| table(EMPTY));

fn table(several: &str) -> Phrases<()> {
    let mut table = Phrases::new();
    table.add(several, ());
    table
}

/// A hint that somebody may not want to answer. `asked` is what kind of question came just before.
pub(in crate::listen) fn evasion(
    tokens: &Tokens,
    _text: &str,
    asked: Option<Question>,
) -> Option<Sign<()>> {
    let length = tokens.list().len();
    let open = asked == Some(Question::Open);
    let sign = |from: usize, end: usize, confidence: f32| Sign {
        what: (),
        at: span(tokens, from, end),
        confidence,
    };
    if open && let Some((from, end)) = empty(tokens) {
        return Some(sign(from, end, 0.5));
    }
    (0..length).find_map(|at| {
        let (end, ()) = TABLE.longest(tokens, at)?;
        // Behind a question it is likelier that the question is meant.
        let confidence = match asked {
            Some(Question::Open | Question::Closed) => 0.6,
            _ => 0.4,
        };
        Some(sign(at, end, confidence))
    })
}

/// Where the whole turn is "fine" or the like, with nothing but marks and "oh" around it.
fn empty(tokens: &Tokens) -> Option<(usize, usize)> {
    let word = |at: &usize| {
        let token = tokens.list().get(*at);
        token.is_some_and(|token| token.shape != Shape::Mark)
            && !matches!(
                tokens.at(*at),
                "oh" | "well"
                    | "um"
                    | "uh"
                    | "hm"
                    | "hmm"
                    | "thanks"
                    | "thank"
                    | "you"
                    | "honestly"
            )
    };
    let from = (0..tokens.list().len()).find(word)?;
    let (end, ()) = WHOLE.longest(tokens, from)?;
    (end..tokens.list().len())
        .all(|at| !word(&at))
        .then_some((from, end))
}

#[cfg(test)]
#[path = "evasion_tests.rs"]
mod tests;
