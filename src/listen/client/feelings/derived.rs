//! What is made of the vocabulary's words: verbs, nouns, adjectives for what brings the feeling on.

use super::forms::Need;

/// For each need, lines with a word of the vocabulary and the phrases that say it. `phrase` tells how these are
/// written. A word that the vocabulary does not have is passed over.
pub(super) const DERIVED: &[(Need, &str)] = &[
    (
        Need::Doer,
        "
    worried: worry|worries !@whom; worrying about
    afraid: fear|fears|feared !of
    dreading it: dread|dreads|dreaded; dreading
    panicky: panic|panicked|panicking
    regretful: regret|regrets|regretted
    resentful: resent|resents|resented
    jealous: envy|envies|envied
    ",
    ),
    (
        Need::Noun,
        "
    worried: <my|our|his|her|their|biggest|main|only|real|big|of worry|worries
    afraid: <my|our|his|her|their|biggest|of|pure|without|greatest|with fear|fears
    dreading it: sense of dread; <with|the|pure|of dread
    anxious: anxiety
    angry: anger; <the|my|our|his|her|their|with|of|pure rage
    furious: <the|my|our|his|her|their|with|of|pure fury
    frustrated: frustration|frustrations
    disappointed: disappointment
    embarrassed: embarrassment
    humiliated: humiliation
    ashamed: <!a|real|such shame !on|that
    guilty: guilt
    sad: sadness
    lonely: loneliness
    grieving: grief; <am|i'm|is|are|still grieving
    resentful: resentment
    jealous: jealousy; envy
    relieved: relief
    proud: <my|our|with|of|some|great|real|the pride !and
    happy: happiness; <with|of|pure|real|the|much joy
    grateful: gratitude
    excited: excitement
    exhausted: exhaustion
    confused: <the|my|our|pure|total|of confusion
    despairing: despair
    stressed: <the|my|our|of|this|much|more|under|constant|pure|no|all+this stress
    ",
    ),
    (
        Need::Object,
        "
    worried: worries|worried|worry|worrying @whom
    scared: scares|scared|scare|scaring @whom
    scared: frightens|frightened|frighten|frightening @whom
    terrified: terrifies|terrified|terrify @whom
    annoyed: annoys|annoyed|annoy|annoying @whom
    irritated: irritates|irritated|irritate @whom
    frustrated: frustrates|frustrated|frustrate|frustrating @whom
    furious: infuriates|infuriated|infuriate @whom
    angry: angers|angered @whom; drives|drove @whom mad|crazy|nuts
    exhausted: exhausts|exhausted|exhausting @whom; wears|wore|wearing @whom out
    worn down: wears|wore|wearing|grinds|grinding @whom down
    drained: drains|drained|draining @whom
    overwhelmed: overwhelms|overwhelmed @whom
    disappointed: disappoints|disappointed|disappoint @whom
    let down: let|lets|letting @whom down
    embarrassed: embarrasses|embarrassed|embarrass @whom
    humiliated: humiliates|humiliated|humiliate @whom
    confused: confuses|confused|confuse @whom
    surprised: surprises|surprised|surprise @whom
    shocked: shocks|shocked|shock @whom
    upset: upsets|upset @whom
    troubled: bothers|bothered|bother|bothering|troubles|troubled @whom
    concerned: concerns @whom
    depressed: depresses|depressed @whom; gets|got|getting @whom down
    hurt: hurts|hurt @whom
    excited: excites|excited @whom
    inspired: inspires|inspired @whom
    encouraged: encourages @whom
    delighted: delights|delighted @whom
    stressed: stresses|stressed|stressing @whom out?
    bored: bores|bored @whom
    disgusted: disgusts|disgusted @whom; makes me|us sick
    insulted: insulted|offended @whom
    intimidated: intimidates|intimidated @whom
    shaken: rattles|rattled|shakes|shook @whom
    unsettled: unsettles|unsettled|unnerves @whom
    touched: moves|touches|touched @whom
    ",
    ),
    (
        Need::Thing,
        "
    hurt: <it|that|this|really|still|which hurts !the|our|sales|margins|revenue|business
    worried: worrying !about; worrisome
    scared: scary; frightening
    terrified: terrifying
    annoyed: annoying
    irritated: irritating
    frustrated: frustrating
    furious: infuriating; maddening
    exhausted: exhausting; tiring
    overwhelmed: overwhelming !majority
    disappointed: disappointing
    disheartened: disheartening; discouraging; demoralising; demoralizing
    embarrassed: embarrassing
    awkward: <it's|that's|so|bit|really|very|pretty|feels awkward
    humiliated: humiliating
    confused: confusing
    shocked: shocking
    upset: upsetting
    depressed: depressing
    heartbroken: heartbreaking
    stressed: stressful
    bored: boring
    intimidated: intimidating; daunting
    unsettled: unsettling; unnerving
    excited: exciting
    reassured: reassuring
    touched: <it's|that's|so|very|really|was touching
    encouraged: encouraging !them|him|her|us|people|the
    insulted: insulting
    outraged: outrageous
    horrified: horrifying
    ",
    ),
];

/// A word and the phrases that say it, in turn.
pub(super) fn lines(several: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    several
        .lines()
        .filter_map(|line| line.trim().split_once(": "))
}
