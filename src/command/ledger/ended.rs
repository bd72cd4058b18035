//! How it ended, said at any time.

use super::super::arguments::Arguments;
use super::super::{Fail, print};
use super::arguments::{EndedOptions, Way};
use super::shown::quoted;
use super::{desk, reason};
use crate::desk::Afterwards;
use crate::session::{Ended, Head, How};
use crate::terminal::Clock;
use crate::text::clean_line;
use std::fmt::Write as _;

/// The script for the conversation after a lost deal.
const FEEDBACK: &str = "lost-deal-feedback";

/// Keeps how a conversation ended.
pub(in crate::command) fn ended(arguments: &Arguments, options: &EndedOptions) -> Result<u8, Fail> {
    let how = match options.how {
        Way::Won => How::Won,
        Way::Lost => How::Lost,
        Way::WalkedAway => How::WalkedAway,
        Way::Open => How::Open,
    };
    let why = reason(&options.why)?;
    let said = Afterwards::Ended(Ended { how, why });
    let noted = desk(arguments)?.afterwards(&options.id, &said, Clock::start().now())?;
    let mut out = format!("kept: {}\n", clean_line(&noted.words));
    if how == How::Lost {
        let _ = writeln!(
            out,
            "What can be learned from it, they know best. Ask them:"
        );
        let _ = writeln!(out, "  {}", asking(&noted.head));
    }
    print(&out)
}

/// The command that asks this person for feedback, as a shell takes it.
fn asking(head: &Head) -> String {
    let mut command = format!(
        "mineral live {FEEDBACK} --with {}",
        quoted(&head.person.name)
    );
    if let Some(organisation) = &head.person.organisation {
        let _ = write!(command, " --org {}", quoted(organisation));
    }
    command
}
