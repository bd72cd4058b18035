//! How firmly a client binds themselves: "I'll send it", "I'll see", "I won't".

use crate::listen::heard::{Binding, Sign};
use crate::listen::phrase::{Phrases, previous, span};
use crate::listen::tokens::Tokens;
use std::sync::LazyLock;

/// What a phrase does to the sentence that it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Does {
    Binds,
    Hedges,
    Refuses,
    /// Makes a promise of the same sentence a hedged one, and is nothing alone.
    Softens,
    /// Is no promise, whatever it looks like.
    Nothing,
}

/// "I" and "we" with "will" in all ways.
const WILL: &str = "i'll|i+will|we'll|we+will|i'm+going+to|i+am+going+to|we're+going+to|we+are+going+to|i'm+gonna|i+shall|we+shall|ill";

const BINDS: &str = "
    @will definitely|certainly|absolutely|gladly|happily|personally|also|then|just|now? @act;
    @will be there|back|ready|in+touch; @will have it|that|them|this|something|the|a|everything|an|your;
    @will never+again; @will not|never let you down; i|we won't let you down; i|we won't forget; @will not forget;
    @will make sure|time|it|the|that|this; i'll|we'll do it|that|this|so; <^|,|and|sure|yes|okay|ok will do;
    count on me|us|it|that; you can count on me|us; count me|us in; you'll|you+will have|get|receive it|that|them|the|a|an|your|my|our|this|everything|something;
    you'll|you+will hear from me|us; <^|,|ok|okay|yes|it's+a|we+have+a|it+is+a|fine|good deal $|then; you've|you+have got? a deal; you+have|got my|our word;
    i|we promise !him|her|them|nothing|land|much; i|we commit to; i'm|we're|i+am|we+are committed|committing to; let's|lets do it|that|this $|then|now|,; i'm|we're|i+am in $;
    consider it done; leave it|that with|to me|us; i'm|we're|i+am on it $; it's|that's as+good+as done; you have my|our word; i|we give you my|our word;
    i|we guarantee; i|we agree to; it's a date $; put me|us down for; i'm|we're|i+am sending|booking|calling|setting it|that|them|him|her|this|the|you;
    i|we intend to; i|we plan to; i'm|we're planning to; my plan is to
";

/// What one can promise to do. Others ("I'll regret it", "I'll be fired") are what happens to one.
const ACTS: &str = "
    send|call|write|talk|speak|ask|tell|bring|book|check|set|schedule|invite|arrange|organise|organize|prepare|draft|finish|\
    deliver|sign|pay|meet|come|join|start|stop|begin|review|read|share|forward|introduce|present|propose|fix|handle|do|take|\
    give|put|make|get|help|provide|confirm|commit|cancel|change|raise|contact|email|mail|phone|ring|text|follow|report|\
    show|work|complete|submit|approve|order|hire|move|push|drop|pull|collect|gather|update|include|add|remove|run|test|go|\
    keep|support|sit|reach|cover|own|create|build|plan|chase|ping|clear|explain|apologise|apologize|hold|attend|return|\
    let+you+know|turn|lead|block|pick|block+out|sort|drive|compile|circulate|post|print|issue|buy|walk|open|close|rewrite|document|visit|see+to";

const HEDGES: &str = "
    @will try|see|think|consider|attempt|look|probably|maybe|possibly|perhaps|hopefully|likely|most+likely|aim|sleep; @will do my|our best;
    @will do what i|we can; @will have to see|think|check|ask; @will need to check|ask|think|see|talk; @will give it a go|try|shot|thought|some+thought; @will get back to you; @will come back to you;
    @will let you know if|whether|when; @will take a look; @will bear|keep it|that in mind; @will run it past|by; @will see what i|we can do;
    i|we might|may|could|should maybe|also|just|still|then? @act; i|we might $|if|be+able; i|we should be able to; <^ should be able to; <^ should be possible|fine|doable $;
    <^ probably|hopefully|maybe|possibly|perhaps $|so; <^ i guess|suppose so; <^ i hope so; let me|us think|see|sleep|check|talk|consider|have+a+think|get+back;
    i'd|i|we'd|we would? have|need to think|check|ask|see; i|we hope to; i'm|we're|i+am hoping to; i'd|we'd like|love to; i|we can try; i|we could try; i|we can probably|maybe|perhaps;
    i|we think i|we can; i|we can't|cannot promise; no promises; i'll|we'll see $; we|i will see $; don't hold me to it|that; it depends on whether i|we; i|we plan on maybe; let's see $; let's talk about it later;
    i'm|we're|i+am not sure i|we|if|whether can|i|we; i'm|we're|i+am trying to; i|we ought to @act; hopefully|maybe|perhaps|probably i|we can|could|'ll|will; hopefully|maybe|perhaps|probably i'll|we'll;
    i can @act it|that|them|you|this|him|her; @will @act if|when+i+can|unless; we'll|i'll touch base; i'm|we're inclined to; in principle $|,|yes
";

const REFUSES: &str = "
    i|we won't|wont !let+you+down|forget|be+surprised|lie|deny|pretend|know|have+to|need|bore|hide|go+into; i|we will|shall not|never !let|forget|be+surprised|lie|deny|pretend|know|have+to|need; i'll|we'll never|not !forget|let|know|understand|be; \
    i'm|i+am|we're|we+are not going to !lie|pretend|deny|hide; i'm|we're not gonna !lie; no way !of|to|he|she|they|it|you|that|this|around|in+hell+he; there's|there+is no way i|we; i|we can't|cannot|couldn't commit; \
    i'm|we're not able|ready|prepared|willing to; not happening $; that's|it's|this+is|it+is not+going+to|never+going+to|not+gonna happen; i'd|i+would|we'd|we+would rather not; i|we refuse !to+believe; i|we don't|do+not want to !be|sound|say|seem|offend|lose; \
    i|we can't|cannot do|make|take|sign|agree|accept|join|promise|send|afford|spare it|that|this|them|to|monday|tuesday|wednesday|thursday|friday|on|either; i'm|we're afraid not|i+can't|we+can't; i|we have to decline|say+no|pass; i'll|we'll pass $|on; count me|us out; \
    <^ absolutely|definitely|certainly not $; <^ not a chance $; <^ no chance $; <^ no ,? thanks|thank $|you; <^ never $; out of the question; over my dead body; i|we don't|do+not commit; that's|it's a no $|from; not interested $; \
    i'm|i+am|we're not doing|signing|sending|paying|coming|joining|changing|telling|making; i|we don't think i|we will|can|want; i|we don't think i'll|we'll; i|we decline";

const SOFTENS: &str = "
    probably; hopefully; maybe; perhaps; possibly; if i|we can|could|get|find|have|manage; if possible; if time allows; if all goes well; i guess; i suppose; i think; i hope; most likely; no promises; should|might|may be able to;
    when i|we get round|around; at some point; sometime; one of these days; try to; see if|whether|what; fingers crossed; with any luck; might; unless";

const NOTHING: &str = "
    @will be honest|frank|blunt|sorry|sick|late|damned|fired|gone|glad|happy|fine|ok|okay|angry|lucky|surprised; @will get fired|sacked|sick|old|into|in+trouble|lost|angry|the+blame|blamed|used; @will go mad|crazy|under|bust|broke; @will take the blame|hit|fall; \
    @will give you that; @will tell you what|why|how|something|this|that|the+truth; @will say this|that|it; @will put it this|another|that; @will have the|a blame|problem|problems|mess|fish|soup|coffee|tea|beer; @will have to !see|think|check|ask; @will do anything but|to; @will let it|that|you slide|decide|judge|guess; \
    @will make a fool|mistake|mess|loss; @will run out|into; @will make it short|quick|brief; i|we could do with; what|how|when|why|where|which i'll|we'll|will|should|might|could|shall i|we? do?; what|how|when|why|where|which|whether|if i|we should|might|could|may|will|shall; \
    i|we should|could|might|would|may have; i|we should|could say|mention|add; \
    it|that|he|she|they won't; @will never+know; i'll|we'll lose; \
    <no|big|great|good|bad|better|same|the|new|this|that|our|of deal; you'll|you+will get|have the|a idea|point|picture|chance|problem|laugh; i|we may|might be wrong|fired|gone|out|dead|mistaken|late|sick|the|one|old|in; i|we may|might lose|miss|sound|seem|look|never|know|not";

static TABLE: LazyLock<Phrases<Does>> = LazyLock::new(|| {
    let mut table = Phrases::new();
    let acts: String = ACTS.split_whitespace().collect();
    // What is nothing goes first: of two phrases of the same length the first counts.
    for (several, does) in [
        (NOTHING, Does::Nothing),
        (REFUSES, Does::Refuses),
        (HEDGES, Does::Hedges),
        (BINDS, Does::Binds),
        (SOFTENS, Does::Softens),
    ] {
        let several = several.replace("@will", WILL).replace("@act", &acts);
        table.add(&several, does);
    }
    table
});

/// How firmly somebody binds themselves in a turn, if they do. What is said last counts; a hedge makes a promise of
/// the same sentence a hedged one, unless "but" stands between.
pub(in crate::listen) fn binding(tokens: &Tokens, text: &str) -> Option<Sign<Binding>> {
    let mut found: Option<(Binding, usize, usize)> = None;
    let mut softened = None;
    let mut at = 0;
    let mut sentence = 0;
    while let Some(token) = tokens.list().get(at) {
        if token.sentence != sentence || tokens.at(at) == "but" {
            sentence = token.sentence;
            softened = None;
        }
        let Some((end, does)) = TABLE.longest(tokens, at) else {
            at += 1;
            continue;
        };
        let same = |from: usize| {
            let begun = tokens.list().get(from).map(|token| token.sentence);
            begun == Some(sentence) && !(from..at).any(|n| tokens.at(n) == "but")
        };
        match does {
            Does::Nothing => {}
            Does::Refuses if asks(tokens, at) => {}
            Does::Refuses => found = Some((Binding::Refused, at, end)),
            Does::Hedges => found = Some((Binding::Hedged, at, end)),
            Does::Binds if reported(tokens, at) => {}
            Does::Binds => match (softened, found) {
                (Some(from), _) => found = Some((Binding::Hedged, from, end)),
                (None, Some((Binding::Hedged, from, _))) if same(from) => {}
                _ => found = Some((Binding::Strong, at, end)),
            },
            Does::Softens => match found {
                Some((Binding::Strong, from, _)) if same(from) => {
                    found = Some((Binding::Hedged, from, end));
                }
                _ => softened = Some(at),
            },
        }
        at = end;
    }
    let (what, from, end) = found.filter(|(_, from, _)| !asks(tokens, *from))?;
    debug_assert!(text.len() >= span(tokens, from, end).end);
    Some(Sign {
        what,
        at: span(tokens, from, end),
        confidence: match what {
            Binding::Strong => 0.8,
            Binding::Hedged => 0.7,
            Binding::Refused => 0.75,
        },
    })
}

/// Whether the sentence is a question: "shall I send it?"
fn asks(tokens: &Tokens, at: usize) -> bool {
    let sentence = tokens.list().get(at).map(|token| token.sentence);
    let here = tokens.list().iter().skip(at);
    here.take_while(|token| Some(token.sentence) == sentence)
        .any(|token| tokens.key(token) == "?")
}

/// Whether somebody said it then, or it is only thought of: "I told him I'll call", "if I'll be there".
fn reported(tokens: &Tokens, at: usize) -> bool {
    let before = previous(tokens, at).map_or("", |before| tokens.at(before));
    if matches!(
        before,
        "if" | "unless" | "until" | "wish" | "afraid" | "whether"
    ) {
        return true;
    }
    let mut before = at;
    for _ in 0..3 {
        let Some(place) = previous(tokens, before) else {
            return false;
        };
        if matches!(
            tokens.at(place),
            "told" | "said" | "says" | "thinks" | "promised" | "hopes" | "claims"
        ) {
            return true;
        }
        before = place;
    }
    false
}

#[cfg(test)]
#[path = "binding_tests.rs"]
mod tests;
