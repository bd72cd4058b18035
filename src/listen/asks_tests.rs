use super::Asks::{self, Check, Choice, Fact, No, Open, Scrap, Tag, YesNo};
use super::*;
use crate::listen::tokens::Tokens;

fn each(text: &str) -> Vec<Asks> {
    let mut tokens = Tokens::default();
    tokens.read(text);
    tokens.each_sentence().map(asks).collect()
}

fn hold(cases: &[(&str, Asks)]) {
    let wrong: Vec<_> = cases
        .iter()
        .filter(|(text, wanted)| each(text) != [*wanted])
        .map(|(text, wanted)| format!("{text}: {:?} and not {wanted:?}", each(text)))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn questions_with_a_question_word() {
    hold(&[
        ("What happened?", Open),
        ("How was it?", Open),
        ("Why not?", Open),
        ("How come?", Open),
        ("What else?", Open),
        ("What about your team?", Open),
        ("What if it fails?", Open),
        ("And what do you make of it?", Open),
        ("How important is it to you?", Open),
        ("What matters most to you?", Open),
        ("Why me?", Open),
        ("What makes you say so?", Open),
        ("If you could choose, what would it be?", Open),
        ("When you come home, what do you do?", Open),
        ("Of everything, what deserves our time?", Open),
        ("What don't you know yet?", Open),
        ("Where do you think it comes from?", Open),
        ("What's on your mind?", Open),
        ("What's your view of it?", Open),
        ("How do you feel about the move?", Open),
        ("What is {issue} doing to you?", Open),
        ("How many of you are there?", Fact),
        ("When did it start?", Fact),
        ("Where do you work?", Fact),
        ("Who else knows?", Fact),
        ("Which of these is hardest?", Fact),
        ("How long has it been so?", Fact),
        ("What time is it?", Fact),
        ("What's your name?", Fact),
        ("What is the date?", Fact),
        ("To whom does it matter, do you think?", Fact),
        ("Who doesn't?", Fact),
        ("On a scale from 0 to 10, where are you?", Fact),
        ("On a scale of 1 to 10, how important is it?", Fact),
        ("From one to ten, how sure are you?", Fact),
    ]);
}

#[test]
fn questions_that_begin_with_the_verb() {
    hold(&[
        ("Do you want to go on?", YesNo),
        ("Is it urgent?", YesNo),
        ("And are you happy with it?", YesNo),
        ("Has anything changed?", YesNo),
        ("Could you do it?", YesNo),
        ("Can you swim?", YesNo),
        ("Can I ask you something?", YesNo),
        ("May I add a thought?", YesNo),
        ("Would you like to begin?", YesNo),
        ("Don't you think it is late?", YesNo),
        ("Would it help to wait?", YesNo),
        ("Looking back, did you listen?", YesNo),
        ("Have the others said anything?", YesNo),
        ("Is the team all right?", YesNo),
        ("Did Anna call?", YesNo),
        ("Do things change?", YesNo),
        ("{issue}: is it solved?", YesNo),
        ("Does it make sense?", YesNo),
        ("Do you want to go, or what?", YesNo),
        ("Do you want to go or?", YesNo),
        ("Is it done or not?", YesNo),
        ("Is it red, or is it blue?", Choice),
        ("Do you want tea or coffee?", Choice),
        ("Would you rather stay or leave?", Choice),
        ("Tea or coffee?", Choice),
        ("Today or tomorrow?", Choice),
        ("Could you tell me more?", Open),
        ("Can you please describe an ordinary day?", Open),
        ("Would you walk me through it?", Open),
        ("Can you remember a time when it was easy?", Open),
        ("Can you think of an example?", Open),
        ("Can you remember his name?", YesNo),
        ("May I ask what happened?", Open),
        ("Can I ask how old you are?", Fact),
        ("Do you mind if I ask why?", Open),
        ("Do you have any idea where to begin?", Open),
        ("Is there anything else?", Open),
        ("Have you any other thoughts?", Open),
    ]);
}

#[test]
fn asking_without_being_built_as_a_question() {
    hold(&[
        ("Tell me about it.", Open),
        ("Tell me more.", Open),
        ("Describe an ordinary day.", Open),
        ("Walk me through it.", Open),
        ("Say more about that.", Open),
        ("Go on.", Open),
        ("Help me understand what changed.", Open),
        ("Explain that to me.", Open),
        ("Give me an example.", Open),
        ("I'm wondering what that was like.", Open),
        ("I'd be curious how you see it.", Open),
        ("I'm curious about your week.", Open),
        ("I'd love to hear how it went.", Open),
        ("I wonder how that was for you.", Open),
        ("I'm interested in what you think.", Open),
        ("Curious what you make of it.", Open),
        ("Let me ask you this, what happened?", Open),
        ("I wonder if you could tell me more.", Open),
        ("I was wondering whether you slept.", YesNo),
        ("I'm curious when it began.", Fact),
        ("I wonder.", No),
        ("I'm interested in buying it.", No),
        ("Let me ask you something.", No),
        ("Anything else?", Open),
        ("Something else?", Open),
        ("Anything you'd like to add?", Open),
        ("Any thoughts?", Open),
    ]);
}

#[test]
fn statements_that_end_as_questions() {
    hold(&[
        ("So you left because of it?", Check),
        ("You have a plan for the summer?", Check),
        ("And that was in the spring?", Check),
        ("You left because of what?", Check),
        ("How we do it is different from yours?", Check),
        ("It is late, isn't it?", Tag),
        ("You have tried that, right?", Tag),
        ("You want out, don't you?", Tag),
        ("It is hard, isn't it.", Tag),
        ("That was a lot, yeah?", Tag),
        ("It depends on what happens, right?", Tag),
        ("You know him, or?", Tag),
        ("Three weeks off, is that right?", Tag),
        ("Right?", Tag),
        ("All right?", Tag),
        ("Yeah, right?", Tag),
        ("Correct?", Tag),
        ("Since Monday?", Scrap),
        ("Three weeks?", Scrap),
        ("And?", Scrap),
        ("So?", Scrap),
        ("Huh?", Scrap),
        ("You there?", Scrap),
        ("Yeah?", No),
        ("Uh-huh?", No),
        ("Mm-hmm?", No),
        ("Really?", No),
        ("Oh?", No),
        ("Oh really?", No),
        ("Okay?", No),
        ("Yes?", No),
        ("?", No),
    ]);
}

#[test]
fn what_only_looks_like_a_question() {
    hold(&[
        ("What I mean is that it was late.", No),
        ("What you are saying matters.", No),
        ("When I was there, it rained.", No),
        ("When you come home, you are tired.", No),
        ("How we do it is different.", No),
        ("What helps is sleep.", No),
        ("What happened was that he left.", No),
        ("What is hard is the waiting.", No),
        ("Why he left is a riddle.", No),
        ("Which is fine.", No),
        ("Which means that we wait.", No),
        ("Who was there first wins.", No),
        ("Have a good day.", No),
        ("Have a seat.", No),
        ("Do it.", No),
        ("Do that again.", No),
        ("Do it!", No),
        ("Do the dishes.", No),
        ("Don't do that.", No),
        ("Don't answer yet.", No),
        ("Will do.", No),
        ("Would love to.", No),
        ("Could be.", No),
        ("Being there was enough.", No),
        ("Should you need me, call.", No),
        ("Had you asked, I would have come.", No),
        ("What a day!", No),
        ("What a day.", No),
        ("How lovely!", No),
        ("How lovely that was.", No),
        ("How hard this was for you.", No),
        ("Isn't that something!", No),
        ("Isn't it great!", No),
        ("I don't know what you want.", No),
        ("You know how to do it.", No),
        ("You do have a plan.", No),
        ("No wonder.", No),
        ("Neither do you.", No),
        ("Good.", No),
    ]);
    assert_eq!(each(""), [Asks::No; 0]);
}

#[test]
fn what_others_ask_is_not_asked() {
    hold(&[
        ("He said, “Why me?”", No),
        ("He said, \"Why me?\"", No),
        ("He said, 'Why me?'", No),
        ("\"What now?\" she said.", No),
        ("“Is it urgent?” he wrote.", No),
        ("Ask them: “Is it urgent?”", No),
        ("Who asked “what is it?” and what came of it?", Fact),
        ("What did you say when he asked “why?”?", Open),
        ("You call that \"done\"?", Scrap),
        ("“And you, what do you feel?”", Open),
        ("\"What now?\"", Open),
        ("Is the 5\" or the 6\" one yours?", Choice),
    ]);
    assert_eq!(each("He said, \"Why me?\" Then he left."), [No, No]);
    assert_eq!(each("“Why? When?” That is all."), [No, No, No]);
}

#[test]
fn speech_without_marks() {
    hold(&[
        ("so what happened then", Open),
        ("what happened then", Open),
        ("how was that for you", Open),
        ("what do you think", Open),
        ("and why is that", Open),
        ("what about your kids", Open),
        ("how come", Open),
        ("how important is it to you", Open),
        ("okay so tell me about work", Open),
        ("what kind of help would you want", Open),
        ("and then what did you do", Open),
        ("i was thinking about the move what do you make of it", Open),
        ("could you tell me a bit more", Open),
        ("i'm wondering what that was like", Open),
        ("do you want to go on", YesNo),
        ("are you okay with that", YesNo),
        ("in the morning do you feel rested", YesNo),
        ("have you told her", YesNo),
        ("is it hard", YesNo),
        ("do you want tea or coffee", Choice),
        ("how many of you are there", Fact),
        ("when did you start", Fact),
        ("where are you from", Fact),
        ("on a scale from one to ten how sure are you", Fact),
        ("that's hard isn't it", Tag),
        ("you want to leave don't you", Tag),
        ("so you want to stay or", Tag),
        ("what i mean is it was late", No),
        ("when i was there it rained", No),
        ("which is fine", No),
        ("have a good day", No),
        ("will do", No),
        ("i was there and so were you", No),
        ("you know what you want", No),
        ("what helps me is sleep", No),
    ]);
}
