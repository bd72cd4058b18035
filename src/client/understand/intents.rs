//! What people ask for whatever the talk is about: what it costs, since when, who else, what if nothing changes.

use super::words::{Word, stem};
use crate::client::persona::Depth;
use std::sync::LazyLock;

/// What a line asks for by its build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::client) struct Sought {
    /// The step to which such a question belongs.
    pub(in crate::client) step: Option<&'static str>,
    /// The least and the most depth that such a question asks for.
    pub(in crate::client) depth: Option<(Depth, Depth)>,
}

use Depth::{Evidence, Feeling, Personal, Surface};

/// A kind of question: the step, the depths, and the words that make it. Words stand in this order with at most three others
/// between; `|` parts the ways to say it.
type Kind = (&'static str, Option<(Depth, Depth)>, &'static str);

/// From the most telling to the least: the first that fits counts.
const KINDS: &[Kind] = &[
    (
        "future",
        None,
        "if nothing change | future look | if this continue | if it continue | like this what then | nobody do anything | where do this lead | where do it lead | become of it | become of this | come of it | how do this end | another year of | nothing change | if it stay | if it carry on | if this carry on | if it go on | if this go on | if you leave it | do nothing \
        | year from now | in a year | a year on | stay the same | stays as it is | too late | at stake | how will it look | long run | five years | worst case | worst that | never get fix | live with it | keep going like this | get worse | where will this | where is this head | what lie ahead | down the line | in two year | next year | stay as they are",
    ),
    (
        "dna",
        Some((Personal, Feeling)),
        "your part | your own part | part do you play | your share | part of this is yours | your role in | you contribute | contribute to | own contribution \
        | done differently | do differently | have you done | left undone | your side of | your hand in | you keep it | your doing | you yourself do | to do with you | stood in your way | part might be yours | stopped you | hold you back | stop you from | hard for you | let go of | hard about change | reluctant",
    ),
    (
        "outcome",
        Some((Feeling, Feeling)),
        "feel on the day | feel when it done | feel if it work | feel if this work | feel once | feel like if",
    ),
    (
        "outcome",
        Some((Evidence, Evidence)),
        "how would you know | how will you know | measure success | know it worked | know that it worked | prove it | what would you measure | what figure would | tell it had worked | by what date | how would we know | sign of success",
    ),
    (
        "outcome",
        None,
        "would it look like | what would good | ideally | ideal | magic wand | would you like instead | would you love | would winning | success look | best possible | would you want | what do you want | would you wish | as well as it could | perfect world | would be different | you hoping for | would better look | you like to see | you like it to be | what would you have in",
    ),
    (
        "commit",
        Some((Surface, Evidence)),
        "who decide | to decide about | say yes | get a yes | last word | hold the budget | need to convince | on board | have authority | which people decide | who sign | whose yes | decision made | decision get made | get made | who has to agree | who need to agree | say yes to this | who approve | final say | who else need to be | whose permission | whose approval",
    ),
    (
        "commit",
        None,
        "get in the way | in the way | stop us | trip us | next step | happen first | do first | what next | first step | who might not want | go wrong | when shall we | by when | who do what | take on | need from me | which day | who is missing | suits you | next move | where do we go from here | get start",
    ),
    (
        "clarify",
        None,
        "since when | how long has | how long have | when did it start | when did this start | when did it begin | how did it start | how did this start | been tried | did not work | didn't work | what effort | effort have | attempt | step have you taken | done about it | done about this | done so far | do about it so far | did you do to | have you done about | have you tried | you tried | already tried | did you try | go on until now | what lie underneath | underneath | symptom | root | real issue | behind it | behind this | what cause | why is it | why do you think | how come | what lead to | walk me through | take me through | what been going on | see it differently | sort it out before | up to now | what explain | come about",
    ),
    (
        "impact",
        Some((Evidence, Evidence)),
        "cost you | costing you | cost so far | what do it cost | costing | what figure | how much money | what number | how big | in figure | in number | price of",
    ),
    (
        "impact",
        Some((Feeling, Feeling)),
        "bear up | worry you most | you worry most | do this do to you | do it do to you | doing to you | how do you sleep | keep you awake | how are you with | weigh on you",
    ),
    (
        "impact",
        Some((Personal, Feeling)),
        "for you personally | you personally | and for you | affect you | like for you | mean for you | for you yourself | and you | live with | what is it like to | it like for you | how are you in all | on you",
    ),
    (
        "impact",
        Some((Evidence, Personal)),
        "who else | who is affect | who suffer | who notice | who carry | other people | the people around | your team affect | other notice",
    ),
    (
        "impact",
        None,
        "what effect | what impact | affect | what happen because | because of this | because of it | bad week | what do it lead | how do it show | consequence | no longer get done | what is it doing | day to day | from day to day | knock on | happen now",
    ),
    (
        "issue",
        Some((Surface, Personal)),
        "talk about today | deserve our time | on your mind | most important | what bring you | what brought you | what is the issue | what the problem | what's the problem | what the trouble | one subject | main thing | the one thing | start with | what is going on | keep coming back | want to discuss | what would you like to | way home | what can we | top of your | harder than it ought | help you with | what matter most | why now | why are we here",
    ),
];

/// Words that ask for a depth wherever they stand.
const FEELING: &str = "feel | feeling | feelings | emotion | afraid of | scare you | hurt | keep you awake | worry you | worries you | most worried | weigh on | how are you with | heart | proud | dread | hardest";
const EVIDENCE: &str = "how many | how much | how often | how long | since when | by when | what date | which date | figure | number | percent | when do | when did | when is | how far";
const PERSONAL: &str = "for you | yourself | personally | to you | like to be | how are you";

type Patterns = Vec<Vec<String>>;

fn patterns(text: &str) -> Patterns {
    text.split('|')
        .map(|way| way.split_whitespace().map(stem).collect())
        .collect()
}

static STEPS: LazyLock<Vec<Patterns>> =
    LazyLock::new(|| KINDS.iter().map(|(_, _, ways)| patterns(ways)).collect());
static DEPTHS: LazyLock<[(Patterns, (Depth, Depth)); 3]> = LazyLock::new(|| {
    [
        (patterns(FEELING), (Feeling, Feeling)),
        (patterns(EVIDENCE), (Surface, Evidence)),
        (patterns(PERSONAL), (Personal, Feeling)),
    ]
});

/// All kinds of question that a line is built as: the places of the steps' kinds, then of the depths'.
pub(super) fn all(line: &[Word]) -> Vec<usize> {
    STEPS
        .iter()
        .chain(DEPTHS.iter().map(|(ways, _)| ways))
        .enumerate()
        .filter(|(_, ways)| says(line, ways))
        .map(|(place, _)| place)
        .collect()
}

/// What a line asks for by its build, whatever it is about: of [`all`], the first counts.
pub(super) fn sought(all: &[usize]) -> Sought {
    let step = all.iter().find_map(|place| KINDS.get(*place));
    let depth = all
        .iter()
        .find_map(|place| DEPTHS.get(place.checked_sub(KINDS.len())?))
        .map(|(_, depth)| *depth);
    Sought {
        step: step.map(|(step, _, _)| *step),
        depth: depth
            .filter(|depth| *depth == (Feeling, Feeling))
            .or(step.and_then(|(_, depth, _)| *depth))
            .or(depth),
    }
}

fn says(line: &[Word], ways: &Patterns) -> bool {
    ways.iter()
        .any(|way| (0..line.len()).any(|at| stands(line, at, way)))
}

/// Whether the words of a pattern stand here, in this order, with at most one other between two of them.
fn stands(line: &[Word], at: usize, way: &[String]) -> bool {
    let mut words = line.iter().skip(at);
    let Some((first, rest)) = way.split_first() else {
        return false;
    };
    words.next().is_some_and(|word| word.stem == *first)
        && rest
            .iter()
            .all(|part| words.by_ref().take(2).any(|word| word.stem == *part))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn questions_show_their_step_whatever_they_are_about() {
        for (line, step) in [
            ("What happens if nothing changes here?", "future"),
            ("What is this costing you at the moment?", "impact"),
            ("Who else is affected by that?", "impact"),
            ("Since when has it been like that?", "clarify"),
            ("What have you tried so far?", "clarify"),
            ("What part do you play in it?", "dna"),
            ("What would it look like if it all went well?", "outcome"),
            ("How will you know that it has worked?", "outcome"),
            ("Who decides on that?", "commit"),
            ("What could get in the way?", "commit"),
            ("What would you like to talk about today?", "issue"),
        ] {
            assert_eq!(sought(&all(&words(line))).step, Some(step), "{line}");
        }
        assert_eq!(
            sought(&all(&words("Do you like pizza?"))),
            Sought::default()
        );
    }

    #[test]
    fn questions_show_how_deep_they_go() {
        let depth = |line: &str| sought(&all(&words(line))).depth;
        assert_eq!(
            depth("What do you feel when you hear that?"),
            Some((Feeling, Feeling))
        );
        assert_eq!(
            depth("How many of them are there?"),
            Some((Surface, Evidence))
        );
        assert_eq!(depth("What is it like for you?"), Some((Personal, Feeling)));
    }
}
