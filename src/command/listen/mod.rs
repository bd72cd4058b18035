//! What somebody's words do: line by line for other programs, or one text for a person.

mod answer;
mod balance;
mod explain;
mod line;
mod marks;
mod words;

use super::arguments::{Arguments, Who};
use super::{Fail, print_coloured, tell};
use crate::listen::{Listener, Speaker};
use crate::script::catalogue::vocabulary;
use line::{Next, Turn};
use std::io::{self, BufRead, IsTerminal as _, Write};

/// Explains a text, or answers the lines of standard input.
pub(super) fn listen(
    arguments: &Arguments,
    text: Option<&str>,
    speaker: Who,
    before: Option<&str>,
) -> Result<u8, Fail> {
    let listener = Listener::new(vocabulary())
        .map_err(|why| Fail::broken(format!("the listener could not begin: {why}"), ""))?;
    let Some(text) = text else {
        if io::stdin().is_terminal() {
            tell(HINT);
        }
        return stream(listener, &mut io::stdin().lock(), &mut io::stdout().lock());
    };
    let speaker = match speaker {
        Who::Coach => Speaker::Coach,
        Who::Client => Speaker::Client,
    };
    let paper = explain::paper(arguments)?;
    print_coloured(&explain::explain(listener, speaker, text, before, &paper))
}

/// For somebody who waits for a prompt that will not come.
const HINT: &str = "one JSON object a line: {\"speaker\": \"client\", \"text\": \"I'm worried\"}\n  \
                    Ctrl-d ends; for a text to be explained: mineral listen --explain TEXT";

/// Answers every line before the next one is read: whoever talks with the program line by line must not wait.
fn stream(
    listener: Listener,
    input: &mut impl BufRead,
    output: &mut impl Write,
) -> Result<u8, Fail> {
    let mut talk = Talk {
        listener,
        conversation: None,
    };
    let (mut line, mut answer) = (Vec::new(), Vec::new());
    let mut refused = false;
    for number in 1_u64.. {
        let next = line::next(input, &mut line)
            .map_err(|e| Fail::system("the input could not be read", &e))?;
        answer.clear();
        let heard = match next {
            Next::End => break,
            Next::Line if line.is_empty() => {
                talk.begin();
                continue;
            }
            Next::Line => talk.answer(&line, &mut answer),
            Next::TooLong => Err(format!("the line has more than {} bytes", line::MOST)),
        };
        if let Err(why) = heard {
            refused = true;
            answer.clear();
            answer::refuse(&why, number, &mut answer);
        }
        match output.write_all(&answer).and_then(|()| output.flush()) {
            Ok(()) => {}
            // A reader that has seen enough is no error.
            Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(0),
            Err(e) => return Err(Fail::system("standard output could not be written", &e)),
        }
    }
    Ok(u8::from(refused))
}

/// The conversation that the lines are about.
struct Talk {
    listener: Listener,
    /// What the last line that had it said in `conversation`, as it was written.
    conversation: Option<String>,
}

impl Talk {
    fn begin(&mut self) {
        self.listener.begin();
    }

    /// Listens to one line and writes the answer to it. A line that is refused leaves no trace.
    fn answer(&mut self, line: &[u8], out: &mut Vec<u8>) -> Result<(), String> {
        let turn = Turn::read(line)?;
        if let Some(conversation) = turn.conversation
            && self.conversation.as_deref() != Some(conversation)
        {
            self.begin();
            self.conversation = Some(conversation.to_owned());
        }
        let heard = self.listener.hear(turn.speaker, &turn.text);
        answer::answer(&turn, &heard, out)
    }
}
