//! Five ways to talk with a client. None knows more than the script and what the client says.

use mineral::client::{Reply, ReplyKind};
use mineral::script::Script;

/// Somebody who talks with a client.
pub(crate) trait Player {
    /// What they say to a reply; nothing when they have had enough.
    fn next(&mut self, reply: &Reply) -> Option<String>;
}

pub(crate) fn player(name: &str, script: &Script, seed: u64) -> Box<dyn Player> {
    let said = |lines: &'static [&'static str], turns| Fixed {
        lines,
        at: usize::try_from(seed).unwrap(),
        left: turns,
    };
    match name {
        "skilled" => Box::new(Skilled::new(script, seed)),
        "pitcher" => Box::new(said(PITCHES, 20)),
        "closed" => Box::new(said(CLOSED, 40)),
        "silent" => Box::new(said(&[""], 30)),
        _ => Box::new(Random {
            seed,
            left: 40,
            asks: prompts(script).concat(),
        }),
    }
}

const PITCHES: &[&str] = &[
    "Our platform has helped companies like yours to save 20 percent.",
    "We offer a package that does all of that. Would a demo next week make sense?",
    "Our customers love it, and we are the market leader.",
    "What you need is our new solution. Shall I send you the case study?",
    "We guarantee a return on investment within a year.",
];

const CLOSED: &[&str] = &[
    "Is it a big problem?",
    "Do you have a deadline?",
    "Have you tried anything?",
    "Does it cost you money?",
    "Is your team affected?",
    "Are you worried about it?",
    "Do you decide that yourself?",
    "Is there a budget?",
    "Will it get worse?",
    "Did it start this year?",
    "Are there others involved?",
    "Is it urgent?",
    "Do you want it solved?",
    "Can you measure it?",
    "Is anything in the way?",
    "Is it your own doing?",
];

/// Says the same lines again and again.
struct Fixed {
    lines: &'static [&'static str],
    at: usize,
    left: usize,
}

impl Player for Fixed {
    fn next(&mut self, _: &Reply) -> Option<String> {
        self.left = self.left.checked_sub(1)?;
        self.at += 1;
        Some(self.lines[self.at % self.lines.len()].to_owned())
    }
}

/// Says anything.
struct Random {
    seed: u64,
    left: usize,
    asks: Vec<String>,
}

impl Player for Random {
    fn next(&mut self, _: &Reply) -> Option<String> {
        self.left = self.left.checked_sub(1)?;
        self.seed = self
            .seed
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let roll = usize::try_from(self.seed >> 40).unwrap();
        Some(match roll % 8 {
            0 => String::new(),
            1 => PITCHES[roll / 8 % PITCHES.len()].to_owned(),
            2 | 3 => CLOSED[roll / 8 % CLOSED.len()].to_owned(),
            4 => self.asks[roll / 8 % self.asks.len()].clone(),
            5 => "I had a lovely holiday, we went to the sea.".to_owned(),
            6 => "You should just talk to them.".to_owned(),
            _ => "Interesting.".to_owned(),
        })
    }
}

/// The prompts of each step that quote nothing.
fn prompts(script: &Script) -> Vec<Vec<String>> {
    let plain = |step: &mineral::script::Step| {
        let prompts = step.prompts.iter().filter(|p| p.recalls().count() == 0);
        prompts.map(mineral::script::Prompt::source).collect()
    };
    script.steps.iter().map(plain).collect()
}

/// Asks what the script asks, gives back what was said, leaves silence, follows what was let drop.
struct Skilled {
    steps: Vec<Vec<String>>,
    step: usize,
    prompt: usize,
    turn: usize,
    /// Turns since the last prompt.
    deep: usize,
    met: usize,
    /// What was said last in each answer, to come back to.
    heard: Vec<String>,
}

/// Prompts of a step, at most.
const PROMPTS: usize = 6;
/// Turns that stay with one answer.
const STAYS: usize = 4;

impl Skilled {
    fn new(script: &Script, seed: u64) -> Self {
        Self {
            steps: prompts(script),
            step: 0,
            prompt: 0,
            turn: usize::try_from(seed).unwrap(),
            deep: 0,
            met: 0,
            heard: Vec::new(),
        }
    }

    fn ask(&mut self) -> Option<String> {
        self.deep = 0;
        if self.prompt >= PROMPTS.min(self.steps.get(self.step).map_or(0, Vec::len)) {
            self.prompt = 0;
            self.step += 1;
        }
        let Some(prompts) = self.steps.get(self.step) else {
            return Some(format!(
                "I'd like to come back to something. You said: {} What is behind that?",
                self.heard.pop()?
            ));
        };
        let line = prompts[self.prompt].clone();
        self.prompt += 1;
        Some(line)
    }
}

impl Player for Skilled {
    fn next(&mut self, reply: &Reply) -> Option<String> {
        self.turn += 1;
        if reply.kind == ReplyKind::Asked
            || reply.kind == ReplyKind::Opened && reply.text.contains("your company")
        {
            return Some(
                "In a few words: we find out what gets stuck. What brings you here?".to_owned(),
            );
        }
        if reply.kind == ReplyKind::Told {
            return self.ask();
        }
        let last = sentences(&reply.text);
        if reply.kind == ReplyKind::Opened {
            return Some(format!("You said: {} What is behind that?", last.first()?));
        }
        if reply.kind == ReplyKind::DeclinedYet {
            self.met += 1;
            return if self.met % 2 == 1 {
                Some("That can't be easy to talk about.".to_owned())
            } else {
                self.ask()
            };
        }
        if reply.disclosed.is_empty() || self.deep >= STAYS {
            return self.ask();
        }
        self.deep += 1;
        let words = last.last()?.clone();
        if !self.heard.contains(&words) {
            self.heard.push(words.clone());
        }
        Some(match self.deep {
            1 => turned(&reply.text),
            2 => format!("You said: {words} What is behind that?"),
            3 => "What do you feel when you think of that?".to_owned(),
            _ => String::new(),
        })
    }
}

fn sentences(text: &str) -> Vec<String> {
    text.split_inclusive(['.', '?', '!'])
        .map(|part| part.trim().trim_end_matches('?').to_owned())
        .filter(|part| part.len() > 3)
        .collect()
}

/// What was said, given back: "I" is "you" then.
fn turned(text: &str) -> String {
    let list = sentences(text);
    let longest = list
        .iter()
        .max_by_key(|part| part.len())
        .cloned()
        .unwrap_or_default();
    let words = longest.split_whitespace().map(|word| match word {
        "I" | "me" | "we" | "We" => "you",
        "I'm" => "you're",
        "I've" => "you've",
        "my" | "My" | "our" => "your",
        other => other,
    });
    format!("So {}", words.collect::<Vec<_>>().join(" "))
}
