//! Figures from elsewhere. None was found for conversations as they are held here, where the user speaks far less than in a
//! sales call: they are information, and never a pass mark.

use super::model::Reference;

const fn from(
    what: &'static str,
    source: &'static str,
    vendor: bool,
    second_hand: bool,
) -> Reference {
    Reference {
        what,
        source,
        vendor,
        second_hand,
    }
}

/// For whose words or minutes. A correlation from calls in which something is sold, and one from counselling.
pub(super) const TALK: &[Reference] = &[
    from(
        "in sales calls that were won, the seller spoke 43 % of the time",
        "Gong Labs, 25,537 calls",
        true,
        false,
    ),
    from(
        "the more a counsellor talks, the lower the quality: r = -0.40",
        "ReadMI, PMC8186935",
        false,
        false,
    ),
];

/// For the longest stretch, where it is known in seconds.
pub(super) const STRETCH: &[Reference] = &[from(
    "at most 76 seconds by the seller did best",
    "Demodesk, 328 meetings",
    true,
    false,
)];

/// For the number of questions.
pub(super) const QUESTIONS: &[Reference] = &[
    from(
        "10 to 14 questions a meeting, 4 or more of them open, did best",
        "Demodesk, 328 meetings",
        true,
        false,
    ),
    from(
        "11 to 14 questions a call did best",
        "Gong Labs",
        true,
        true,
    ),
];

/// For reflections.
pub(super) const REFLECTIONS: &[Reference] = &[
    from(
        "counsellors' trainers call 1 reflection to 1 question fair and 2 to 1 good",
        "MITI 4",
        false,
        false,
    ),
    from(
        "and 40 % of them complex fair, 50 % good",
        "MITI 4",
        false,
        false,
    ),
];

/// For questions that follow up.
pub(super) const FOLLOW_UPS: &[Reference] = &[from(
    "people who ask follow-up questions are liked more",
    "Huang 2017",
    false,
    true,
)];

/// For promises with a date.
pub(super) const PROMISES: &[Reference] = &[from(
    "what is promised with when and where is kept more often: d = 0.65 over 94 tests",
    "Gollwitzer and Sheeran",
    false,
    false,
)];
