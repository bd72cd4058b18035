//! Acts that tell.

use super::hold;
use crate::listen::Act;

#[test]
fn summaries() {
    hold(
        Act::Summary,
        &[
            "So let me see if I've got this.",
            "To sum up, there are two plans.",
            "Let me play that back.",
            "So far I've heard three things.",
            "Here is what I heard.",
            "Here's what I've understood so far.",
            "Let me summarise what you said.",
            "let me see if i understand you",
            "If I understand you correctly, it is about time.",
            "Let me check if I got it.",
            "Putting all of this together, you want out.",
            "What I've heard so far is that you are tired.",
            "So far you've told me about work.",
            "Let's recap.",
            "In summary, it is too much.",
            "Just to make sure I understand, you stay.",
        ],
        &[
            "Let me see the plan.",
            "So far so good.",
            "Send me a summary.",
            "Here's what I would do.",
            "The sum is too high.",
            "Let me check my calendar.",
            "He tried to sum up.",
            "Let me play devil's advocate.",
            "So far I've sold ten.",
            "I see.",
            "Can you put it together by Monday?",
            "Let me see if there's coffee.",
        ],
    );
}

#[test]
fn empathy() {
    hold(
        Act::Empathy,
        &[
            "That must be hard.",
            "That took courage.",
            "I can imagine.",
            "No wonder you are tired.",
            "Well done!",
            "Thank you for telling me.",
            "I'm sorry to hear that.",
            "That sounds really frustrating.",
            "that must have been so difficult",
            "It makes sense that you are angry.",
            "That's understandable.",
            "You've been through a lot.",
            "I really appreciate your honesty.",
            "Of course you were angry.",
            "I'm so sorry for your loss.",
            "You've worked so hard for this.",
            "I can see why you left.",
            "You should be proud of that.",
        ],
        &[
            "Thank you.",
            "Thanks a lot!",
            "That must be Anna.",
            "I can imagine a better tool.",
            "It took three weeks.",
            "I'm sorry about my delay.",
            "He said, “That must be hard.”",
            "Sorry?",
            "How hard is it?",
            "The steak was well done.",
            "I wonder.",
            "Is it hard?",
            "Great, just great.",
        ],
    );
}

#[test]
fn small_talk() {
    hold(
        Act::SmallTalk,
        &[
            "Hello!",
            "Hi Anna, good to see you.",
            "Good morning.",
            "How are you?",
            "how are you today",
            "Nice to meet you.",
            "Thank you.",
            "Thanks a lot!",
            "How was your weekend?",
            "Have a great day!",
            "See you on Monday.",
            "Goodbye!",
            "It's raining again.",
            "Lovely weather today.",
            "Any plans for the weekend?",
            "Talk to you soon.",
        ],
        &[
            "How are you going to solve it?",
            "How are you coping with it?",
            "Thank you for telling me.",
            "Saying goodbye to him was hard.",
            "I see you in his eyes.",
            "How was your talk with him?",
            "We will weather the storm.",
            "He said “hello” and left.",
            "It is a good morning routine.",
            "What happened?",
            "No thanks to you.",
            "They take care of the rest.",
        ],
    );
}

#[test]
fn apologies() {
    hold(
        Act::Apology,
        &[
            "I'm sorry about the delay.",
            "I'm sorry that I interrupted you.",
            "My mistake.",
            "I apologise.",
            "That was wrong of me.",
            "I'm so sorry for the mix-up.",
            "Sorry about that.",
            "We apologize for the error.",
            "i owe you an apology",
            "That was our fault.",
            "I shouldn't have said that.",
            "We let you down.",
            "Please accept my apologies.",
            "Sorry I'm late.",
            "I should have called.",
            "I want to apologise for last week.",
        ],
        &[
            "I'm sorry to hear that.",
            "Sorry?",
            "I'm sorry for your loss.",
            "I'm sorry you had to wait for them.",
            "Never apologise for it.",
            "Should I apologise?",
            "It's not my mistake.",
            "She said, “I'm sorry about that.”",
            "Did he say sorry?",
            "You were wrong.",
            "I'm not sorry about it.",
            "Is it my fault?",
        ],
    );
}

#[test]
fn pitches() {
    hold(
        Act::Pitch,
        &[
            "Our platform is the best there is.",
            "Our clients love it.",
            "We can help you with that.",
            "We've helped many companies.",
            "That is one of our success stories.",
            "Our price is fair.",
            "Let me book you a demo.",
            "We offer three packages.",
            "We're the leading firm in the field.",
            "What we do is simple.",
            "Let me tell you about our product.",
            "companies like yours do this all the time",
            "They saved about 30 percent.",
            "Customers cut their costs by 20% in a year.",
            "We had a client who was just like you.",
            "Our software saves hours.",
        ],
        &[
            "How can we help you?",
            "What do our customers need?",
            "Our platform was down on Monday.",
            "Your platform is great.",
            "We can meet on Tuesday.",
            "We offered him the job.",
            "I'm not here to sell you our product.",
            "Prices rose by 10 percent.",
            "Is our price too high?",
            "Our meeting is at nine.",
            "They said, “Our product is the best.”",
            "We are late.",
            "Let me tell you about my weekend.",
        ],
    );
}

#[test]
fn advice() {
    hold(
        Act::Advice,
        &[
            "You should talk to her.",
            "You need to sleep more.",
            "Why don't you call him?",
            "Have you thought about leaving?",
            "Have you thought of asking her?",
            "If I were you, I would wait.",
            "I'd recommend a coach.",
            "I suggest that we wait.",
            "What you could do is write it down.",
            "Make sure you call her.",
            "Try to rest.",
            "Talk to her.",
            "you should um talk to her",
            "My advice is to wait.",
            "You could always ask her.",
            "Stop worrying.",
            "I think you should go.",
        ],
        &[
            "I'm not going to give you advice.",
            "What do you think you should do?",
            "You feel you should do more.",
            "He said you should leave.",
            "“You should leave,” he said.",
            "Should you go?",
            "Tell me about it.",
            "Take your time.",
            "Talk to me.",
            "You should be proud.",
            "I'm not saying you should leave.",
            "You know what you need to do.",
            "Why did you leave?",
            "Have you thought about it?",
            "My mother's advice was good.",
            "Did you try to rest?",
        ],
    );
}

#[test]
fn information() {
    hold(
        Act::Information,
        &[
            "According to the report, it grows.",
            "Studies show that it helps.",
            "The way it works is simple.",
            "Research suggests the opposite.",
            "For your information, it closes at six.",
            "On average it takes a year.",
            "One in four has this.",
            "30 percent of people do that.",
            "Most people need two weeks.",
            "A recent study found the same.",
            "The law requires a form.",
            "There are three types of it.",
            "It takes about two weeks.",
            "FYI, the office moved.",
            "what happens next is a call",
            "Experts agree on that.",
        ],
        &[
            "According to you, it works.",
            "What do studies show?",
            "I study law.",
            "Do your own research.",
            "How does it work?",
            "The average was yours.",
            "You are one in a million.",
            "Most of it is yours.",
            "It takes courage.",
            "What does the law require?",
            "You said it works.",
            "“Studies show nothing,” he said.",
        ],
    );
}

#[test]
fn saying_it_again() {
    hold(
        Act::Repeats,
        &[
            "You said it was late.",
            "So you're saying it is too much.",
            "You mentioned your brother.",
            "As you said, it is late.",
            "you told me about the move",
            "In your words, a mess.",
            "I heard you say it is over.",
            "I'm hearing that you are tired.",
            "What I'm hearing is that it is too much.",
            "You called it a mess.",
            "Earlier you mentioned Anna.",
            "You used the word trapped.",
            "You described a long week.",
            "To use your words, a mess.",
        ],
        &[
            "What you said matters.",
            "When you said that, he left.",
            "I wish you said more.",
            "What did you say?",
            "Say more.",
            "He said it was late.",
            "She wrote, “You said so.”",
            "If you said no, what then?",
            "You say little.",
            "You said nothing.",
            "I said so.",
        ],
    );
}

#[test]
fn saying_what_was_meant() {
    hold(
        Act::Deepens,
        &[
            "It sounds like you feel alone.",
            "Sounds like you've had enough.",
            "Part of you wants to go and part of you wants to stay.",
            "On the one hand it pays, on the other it hurts.",
            "You're torn between the two.",
            "You feel left out.",
            "A part of you hopes.",
            "It seems like you want out.",
            "You're feeling stuck.",
            "Deep down you know it.",
            "You wish they had asked.",
            "Underneath all that there's fear.",
            "it feels like there's no way out",
            "You'd rather stay.",
        ],
        &[
            "It sounds like a plan.",
            "On the one hand it pays.",
            "Does it sound like you?",
            "What do you feel?",
            "Take part of it.",
            "You feel like having lunch.",
            "He said, “You feel left out.”",
            "It looks like rain.",
            "Part of the plan is yours.",
            "Do you wish to go?",
            "I feel left out.",
        ],
    );
}
