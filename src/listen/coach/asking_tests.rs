//! Acts that ask.

use super::hold;
use crate::listen::Act;

#[test]
fn open_questions() {
    hold(
        Act::Open,
        &[
            "What happened?",
            "How was that for you?",
            "Tell me more.",
            "Could you tell me about your week?",
            "I'm wondering what that was like.",
            "I'd be curious how you see it.",
            "Help me understand what changed.",
            "Can you remember a time when it was easy?",
            "so what happened then",
            "How do you feel about the move?",
            "Why not?",
            "What about your team?",
            "Anything else?",
            "What would have to be different?",
            "When you come home, what do you do?",
        ],
        &[
            "What I mean is that it was late.",
            "How we do it is different.",
            "What a day!",
            "How lovely!",
            "How many are you?",
            "Do you like it?",
            "He said, “Why me?”",
            "Tea or coffee?",
            "You left?",
            "I don't know what you want.",
            "When I was there, it rained.",
            "Really?",
        ],
    );
}

#[test]
fn closed_questions() {
    hold(
        Act::Closed,
        &[
            "Do you like it?",
            "Is it urgent?",
            "How many are you?",
            "When did it start?",
            "On a scale from 0 to 10, where are you?",
            "Tea or coffee?",
            "So you left?",
            "It is late, isn't it?",
            "You have tried that, right?",
            "Since Monday?",
            "do you want to go on",
            "Can I ask you something?",
            "Don't you think so?",
            "Would you like to begin?",
            "that's hard isn't it",
        ],
        &[
            "Do it.",
            "Have a good day.",
            "Will do.",
            "Which is fine.",
            "Yeah?",
            "Uh-huh?",
            "Oh?",
            "\"Is it urgent?\" he wrote.",
            "Isn't that something!",
            "What happened?",
            "Could you tell me more?",
            "You do have a plan.",
        ],
    );
}

#[test]
fn leading_questions() {
    hold(
        Act::Leading,
        &[
            "Don't you think it is too late?",
            "Surely you have a plan?",
            "Wouldn't it be better if you left?",
            "You'd agree that it is late?",
            "Isn't it true that you knew?",
            "So you want to stay, don't you?",
            "It is hard, isn't it?",
            "Aren't you just afraid?",
            "Wouldn't you say it is risky?",
            "don't you agree it costs too much",
            "You would agree that this cannot go on?",
            "Shouldn't you have told them?",
            "Isn't there a better way?",
            "You knew about it, didn't you?",
            "that was foolish wasn't it",
        ],
        &[
            "What don't you know yet?",
            "What isn't working?",
            "Why don't you call her?",
            "You must be tired.",
            "He asked, \"Don't you think so?\"",
            "Slowly but surely it grows.",
            "Do you think it is late?",
            "I don't think so.",
            "You don't agree with him.",
            "What would be better?",
            "It isn't late.",
            "Do you agree?",
        ],
    );
}

#[test]
fn two_questions_in_one_turn() {
    hold(
        Act::TwoInOne,
        &[
            "What happened? And who was there?",
            "How was it? Was it hard?",
            "Do you like it? Would you buy it?",
            "When did it start? How long has it been so?",
            "What happened and who was there?",
            "What do you need, and how do you get it?",
            "Is it urgent? Take your time. Who knows?",
            "So you left? What came then?",
            "Who decides? By when?",
            "Why now? Why you?",
            "Where did you go and what did you do?",
            "Did you call him and did he answer?",
            "Tell me about it. What happened? And what then?",
            "Are you well? Do you sleep?",
        ],
        &[
            "Is it red, or is it blue?",
            "What happened?",
            "Tell me about it. What happened?",
            "When and where was it?",
            "How and why did it happen?",
            "Really? What happened?",
            "May I ask you something? What happened?",
            "How are you? What brings you here?",
            "Did she say, \"Why? When?\"",
            "Which part do you know, and which is a hunch?",
            "Tea or coffee?",
            "Do you and your team like it?",
            "You asked who and why.",
        ],
    );
}

#[test]
fn asking_for_the_feeling() {
    hold(
        Act::WhatFelt,
        &[
            "What do you feel?",
            "What are you feeling right now?",
            "What did you feel when he left?",
            "And what do you really feel?",
            "what do you feel when you say that",
            "What would you feel if it stopped?",
            "What were you feeling then?",
            "What feelings come up?",
            "What feeling is that?",
            "What emotions do you notice?",
            "So what do you feel about it?",
            "What is the feeling behind it?",
            "What have you felt since?",
            "What else do you feel?",
            "What was your strongest emotion?",
        ],
        &[
            "How do you feel about the plan?",
            "How does that make you feel?",
            "What do you feel you should do?",
            "What do you feel is the problem?",
            "What do you feel like eating?",
            "Do you feel well?",
            "You said what you feel.",
            "I know what you feel.",
            "He asked, “What do you feel?”",
            "What do you think?",
            "What does it feel like to drive it?",
        ],
    );
}

#[test]
fn making_the_feeling_somebodys_doing() {
    hold(
        Act::MakesFeel,
        &[
            "How does that make you feel?",
            "How did it make you feel?",
            "Does it make you feel sad?",
            "how does that make you feel",
            "And how does your boss make you feel?",
            "What makes you feel so?",
            "How has it made you feel?",
            "Did he make you feel small?",
            "How is it making you feel?",
            "How does that really make you feel?",
            "So that made you feel angry?",
            "When he shouts, how does it make you feel?",
            "How would it make your team feel?",
            "Does this make them feel safe?",
            "What made her feel left out?",
        ],
        &[
            "What do you feel?",
            "How do you feel about it?",
            "What did you feel when she made you stay?",
            "It made you feel small.",
            "What makes you happy?",
            "Did you make it?",
            "How does that make sense?",
            "You make people feel welcome.",
            "He asked, “How does it make you feel?”",
            "Does it make you late?",
            "I feel it makes sense.",
        ],
    );
}

#[test]
fn asking_leave() {
    hold(
        Act::Leave,
        &[
            "Would it be all right if I took notes?",
            "May I ask what happened?",
            "Do you mind if I ask why?",
            "Can I share a thought?",
            "If it's okay with you, we begin.",
            "May I add something?",
            "Would it be okay to talk about money?",
            "Is it all right if we stop here?",
            "can i ask you something",
            "If you don't mind, I'd like to go back.",
            "Would you mind if we went on?",
            "Could I offer an idea?",
            "Are you open to a suggestion?",
            "With your permission, I take notes.",
            "Would you like me to show you?",
            "May I interrupt?",
        ],
        &[
            "Can I help you?",
            "I may ask him.",
            "He asked, 'May I come in?'",
            "\"May I ask you something?\" she said.",
            "Do you mind the noise?",
            "It was all right.",
            "Would it be better?",
            "May is fine.",
            "Ask them.",
            "You can share it.",
            "Could I have missed that?",
            "I don't mind.",
        ],
    );
}
