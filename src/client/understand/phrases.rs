//! What gives a move away by its words alone. What listening has a name for, listening says; here is the rest.

/// Something that a line does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::client) enum Does {
    /// Says goodbye.
    Parts,
    /// Takes the solution off the table.
    TakesAway,
    /// Blames, or makes wrong.
    Blames,
    /// Admits not to know, or not to be able to.
    Admits,
    /// Accepts how it was decided, and asks leave to add something.
    Adds,
    /// Says what a product of one's own would do.
    Pitches,
    /// Says sorry.
    Apologises,
    /// Asks leave to ask or to say something.
    AsksLeave,
    /// Greets, thanks, chats.
    Chats,
    /// Shows that it was heard how it is.
    Feels,
    /// Puts the answer into the other's mouth.
    Leads,
    /// "How does that make you feel".
    MakesFeel,
    /// Asks what somebody feels.
    AsksFeeling,
    /// "What else", "say more", "go on".
    WantsMore,
    /// Goes back to what was said.
    RefersBack,
    /// Speaks of a next step with somebody and a day.
    Binds,
    /// Begins as giving back what was heard does.
    GivesBack,
    /// Sums up.
    SumsUp,
    /// Hurries.
    Hurries,
    /// Asks about what it refers to, without naming it.
    PointsBack,
}

/// The words for each, parted by `|`, in lower case with a straight apostrophe; they stand as whole words.
const PHRASES: &[(Does, &str)] = &[
    (
        Does::Parts,
        "goodbye | bye | good bye | have a good day | have a nice day | talk soon | see you | take care | until next time | i'll let you go | speak soon | farewell",
    ),
    (
        Does::TakesAway,
        "perhaps we should leave it | maybe we should leave it | better to leave it | maybe it isn't worth | maybe this isn't worth | perhaps it isn't worth | perhaps it's not worth \
        | maybe it's not worth | isn't worth doing | not worth doing | not worth the trouble | maybe you should not do it | maybe we shouldn't | perhaps we shouldn't | maybe it can wait | perhaps it can wait | could just live with it | maybe you could live with | perhaps you don't need | maybe you don't need | maybe this isn't the one | better not to do it | leave it as it is | might not be worth",
    ),
    (
        Does::Blames,
        "your fault | your own fault | you should have | you shouldn't have | why didn't you | why haven't you | you ought to have | you failed | you were wrong | you're wrong | you are wrong | that was a mistake of yours | you've only yourself \
        | you have only yourself | your mistake | you let it | you caused | how could you | that was wrong of you | you neglected | you messed | you made a mistake | that's wrong | you did this to | i can't believe you | how dare you | you should know better | shame on you | blame you | irresponsible | you're to blame | you are to blame | you don't understand",
    ),
    (
        Does::Admits,
        "i don't know | i do not know | i can't do that | we can't do that | i'm not sure i can | i have no idea | i don't have an answer | that's beyond me | i may be wrong | i might be wrong | we're not the right | i couldn't tell you | i don't understand enough | not something we can | can't promise | i haven't a clue | i honestly don't | to be honest i",
    ),
    (
        Does::Adds,
        "may i add | can i add | could i add | might i add | i'd like to add | i would like to add | add a thought | add something to | and i'd add | something to put beside | put something beside | one thing to add",
    ),
    (
        Does::WantsMore,
        "what else | anything else | say more | say a bit more | say a little more | tell me more | go on | more about that | keep going | carry on | and what happened then | and then | what then | what happened next | what happened then | and after that | please continue",
    ),
    (
        Does::RefersBack,
        "you said | you told me | you mentioned | earlier you | you were saying | as you said | you spoke of | you talked about | you called it | you used the word | coming back to | come back to | going back to | go back to | when you say",
    ),
    (
        Does::Binds,
        "shall we | can we meet | let's meet | could we meet | let's book | let's put | put it in the calendar | in the calendar | i'll send you | i will send you | i'll call you | i'll write to you | shall i | will you take | what will you take on | who does what | which day | could you do that by | are you in | are you willing to | do we have an agreement | can i count on | let's agree | when shall we | come back in | get together again | meet again | what will you do by | next meeting | will you commit",
    ),
    (
        Does::GivesBack,
        "so you | it sounds like | sounds like | sounds as if | so it's | so it is | it seems | you feel | you felt | you're feeling | what i hear | i'm hearing | i hear that | so that's | so what you | in other words | you'd have | you would have | it's as if | so they | so he | so she | so there | you're saying | you're | you've | you have been | so for you | for you it's | you must feel | it feels",
    ),
    (
        Does::Hurries,
        "let's move on | moving on | cut to the chase | quickly | we don't have much time | i don't have much time | get to the point | bottom line | let's skip | enough of that | anyway let's | be quick | hurry",
    ),
    (
        Does::PointsBack,
        "about that | about it | about this | behind that | behind it | with that | with it | like that | by that | in that | of that | for that | is that | was that | does that | do that | why that | that like | that mean | how so | in what way | why is that | why's that | how do you mean | what do you mean | why not | like for you | doing to you",
    ),
];

/// What listening has a name for and passes by in these words. Its models look at what its rules say, so that a phrase more
/// there needs new weights; and to some of these a client answers otherwise than they are counted: "I'm sorry" is sympathy to
/// who counts acts, and to who was just hurried it mends something.
const PASSED_BY: &[(Does, &str)] = &[
    // What is one's own, and what it would do: also before a question such as "Shall I show you?".
    (
        Does::Pitches,
        "a demo | a free trial | our platform can | our platform could | our platform will | our platform would | our platform does | our platform takes | our platform gives | our platform saves | our product can | our product could | our product will | our product would | our product does | our product takes | our product gives | our product saves | our software can | our software could | our software will | our software would | our software does | our software takes | our software gives | our software saves | our solution can | our solution could | our solution will | our solution would | our solution does | our solution takes | our solution gives | our solution saves | our system can | our system could | our system will | our system would | our system does | our system takes | our system gives | our system saves | our tool can | our tool could | our tool will | our tool would | our tool does | our tool takes | our tool gives | our tool saves | our service can | our service could | our service will | our service would | our service does | our service takes | our service gives | our service saves | our planner can | our planner could | our planner will | our planner would | our planner does | our planner takes | our planner gives | our planner saves | our app can | our app could | our app will | our app would | our app does | our app takes | our app gives | our app saves | our package can | our package could | our package will | our package would | our package does | our package takes | our package gives | our package saves",
    ),
    (
        Does::Apologises,
        "i'm sorry | i am sorry | forgive me | ahead of myself",
    ),
    (
        Does::AsksLeave,
        "do you mind me asking | i'd like to ask something | i would like to ask something | would you allow me | is that okay | is that ok | is that all right | is that alright | would that be okay | would that be all right",
    ),
    (
        Does::Feels,
        "can't be easy | cannot be easy | can't have been easy | cannot have been easy | must be hard | must be tough | that's hard | that is hard | that's heavy | i hear you",
    ),
    (
        Does::AsksFeeling,
        "how do you feel | how did you feel | how would you feel | how are you feeling | your feelings | the feeling",
    ),
];

/// What a line does, by its words. `line` is in lower case with a space at both ends and between words.
pub(super) fn does(line: &str, out: &mut Vec<Does>) {
    use std::sync::LazyLock;
    static WAYS: LazyLock<Vec<(Does, Vec<String>)>> = LazyLock::new(|| {
        PHRASES
            .iter()
            .chain(PASSED_BY)
            .map(|(does, ways)| {
                (
                    *does,
                    ways.split('|')
                        .map(|way| format!(" {} ", way.trim()))
                        .collect(),
                )
            })
            .collect()
    });
    for (does, ways) in WAYS.iter() {
        if ways.iter().any(|way| line.contains(way.as_str())) {
            out.push(*does);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::words::spaced;
    use super::*;

    #[test]
    fn words_give_moves_away() {
        for (line, wanted) in [
            ("Goodbye, and thank you.", Does::Parts),
            ("Perhaps we should leave it.", Does::TakesAway),
            ("That was your own fault.", Does::Blames),
            ("I don't know. Honestly.", Does::Admits),
            ("I see why you did. May I add a thought?", Does::Adds),
            ("I’m sorry, I was running ahead.", Does::Apologises),
            (
                "Our platform could do that. Shall I show you?",
                Does::Pitches,
            ),
            ("That can't be easy.", Does::Feels),
            ("How do you feel about it?", Does::AsksFeeling),
            ("What else?", Does::WantsMore),
            ("You said that it is slow.", Does::RefersBack),
            ("Shall we meet on Tuesday?", Does::Binds),
            ("It sounds like a betrayal.", Does::GivesBack),
            ("Let's move on, please.", Does::Hurries),
            ("What's behind that?", Does::PointsBack),
        ] {
            let mut found = Vec::new();
            does(&spaced(line), &mut found);
            assert!(found.contains(&wanted), "{line}: {found:?}");
        }
    }
}
