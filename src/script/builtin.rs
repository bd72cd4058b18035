//! The scripts that are built in, as a table: what home and lists show of them stands here, so that nothing has to be
//! read for it.

use super::{Occasion, Script, ScriptKind, With, read};
use crate::yaml::Report;

/// A script that is built in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Builtin {
    /// Its id.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What sort of conversation or practice it is.
    pub kind: ScriptKind,
    /// When people need it.
    pub moment: Occasion,
    /// Whom it is about.
    pub with: With,
    /// Whether its days in a row are counted.
    pub streak: bool,
    /// Its text, as it stands in `scripts/`.
    pub text: &'static str,
}

impl Builtin {
    /// The script.
    ///
    /// # Errors
    /// The problems in its text; a test holds that there are none.
    pub fn script(&self) -> Result<Script, Report> {
        read(&format!("{}.yaml", self.id), self.text)
    }
}

/// Id, title, kind, moment, with whom, and whether its days in a row are counted.
macro_rules! builtin {
    ($($id:literal, $title:literal, $kind:ident, $moment:ident, $with:ident, $streak:literal;)*) => {
        &[$(Builtin {
            id: $id,
            title: $title,
            kind: ScriptKind::$kind,
            moment: Occasion::$moment,
            with: With::$with,
            streak: $streak,
            text: include_str!(concat!("../../scripts/", $id, ".yaml")),
        }),*]
    };
}

/// The scripts that are built in: first the one that a conversation begins with, then by moment, and within a
/// moment in the order in which one comes to need them.
pub const BUILTIN: &[Builtin] = builtin! {
    "mineral-rights-client", "Mineral Rights with a client", Conversation, During, Person, false;
    "warm-up", "Three minutes before", WarmUp, Before, Me, false;
    "cusp-plan", "CUSP, before the call", Planning, Before, Person, false;
    "layered-curiosity", "Layers of curiosity", Planning, Before, Person, false;
    "risky-gift", "A risky gift", Planning, Before, Person, false;
    "define-the-outcome", "The outcome before the means", Conversation, Before, Person, false;
    "qualify-the-opportunity", "Is this one for us?", Audit, Before, Person, false;
    "advisory-courage", "Where I should say no", Planning, Before, Person, false;
    "client-consequence", "Would I carry this risk?", Audit, Before, Person, false;
    "pair-call", "Two of us on one call", Planning, Before, Person, false;
    "message-check", "Before you send it", Audit, Before, Me, false;
    "tell-us-about-your-company", "Tell us about your company", Drill, Before, Me, false;
    "mineral-rights-prospect", "Mineral Rights with a fixed request", Conversation, During, Person, false;
    "mineral-rights-one-to-one", "Mineral Rights with a team member", OneToOne, During, Person, false;
    "first-meeting", "Open a first meeting", Conversation, During, Person, false;
    "what-has-changed", "What is new since last time", Conversation, During, Person, false;
    "cusp-do", "CUSP, in the conversation", Conversation, During, Person, false;
    "trust-path", "From rapport to a good decision", Conversation, During, Person, false;
    "two-big-questions", "Are we there yet, and why?", Conversation, During, Person, false;
    "wider-goals", "The client's wider goals", Conversation, During, Person, false;
    "client-planning", "Planning with the client in the room", Conversation, During, Person, false;
    "expectation-agreement", "Expectations, said aloud", Conversation, During, Person, false;
    "change-consensus", "Who is needed to make it happen", Conversation, During, Person, false;
    "insight-offer", "An offer of insight", Conversation, During, Person, false;
    "and-also", "And also", Conversation, During, Person, false;
    "apologise-and-put-right", "Apologise, and put it right", Conversation, During, Person, false;
    "cusp-review", "CUSP, after the call", SelfReflection, After, Person, false;
    "mineral-rights-myself", "Mineral Rights with myself", SelfReflection, After, Me, false;
    "mindset-triggers", "What set me off", SelfReflection, After, Me, false;
    "effort-balance", "Who goes how far", Audit, After, Person, false;
    "stewardship-review", "Did it work?", Conversation, After, Person, false;
    "lost-deal-feedback", "After a lost deal", Conversation, After, Person, false;
    "goodbye", "Say goodbye to work that should not go on", Conversation, After, Person, false;
    "daily-standard", "The daily standard", SelfReflection, Day, Me, true;
    "relationship-diagnosis", "How we stand", Audit, Quarter, Person, false;
    "who-needs-to-hear", "Who needs to hear from us", Planning, Quarter, Me, false;
    "prospect-list", "The list of hopes", Audit, Quarter, Me, false;
    "squid-eye", "Squid eye", Audit, Quarter, Me, false;
    "beliefs-check", "What I live by", Audit, Quarter, Me, false;
    "acid-test", "The acid test", Audit, Quarter, Me, false;
    "four-principles", "Four principles", Audit, Quarter, Me, false;
    "own-expectations", "What I expect of myself", Audit, Quarter, Me, false;
    "stump-speech", "The stump speech", Planning, Quarter, Me, false;
    "yearly-feedback", "Frank feedback, once a year", Conversation, Quarter, Person, false;
};

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// The row that a script ought to have.
    fn row(out: &mut String, script: &Script) {
        let _ = writeln!(
            out,
            "    {:?}, {:?}, {:?}, {:?}, {:?}, {};",
            script.id, script.title, script.kind, script.moment, script.with, script.streak
        );
    }

    #[test]
    fn every_built_in_script_reads() {
        let reports: Vec<String> = BUILTIN
            .iter()
            .filter_map(|b| b.script().err())
            .map(|report| report.to_string())
            .collect();
        assert!(reports.is_empty(), "{}", reports.join("\n\n"));
    }

    #[test]
    fn the_table_says_what_the_scripts_say() {
        let (mut table, mut wanted) = (String::new(), String::new());
        for builtin in BUILTIN {
            let script = builtin.script().unwrap_or_else(|report| panic!("{report}"));
            row(&mut wanted, &script);
            let said = Script {
                id: builtin.id.into(),
                title: builtin.title.into(),
                kind: builtin.kind,
                moment: builtin.moment,
                with: builtin.with,
                streak: builtin.streak,
                ..script
            };
            row(&mut table, &said);
        }
        if std::env::var_os("UPDATE").is_some() {
            println!("{wanted}");
        }
        assert_eq!(table, wanted, "UPDATE=1 prints the table as it ought to be");
    }

    #[test]
    fn every_script_in_the_folder_is_in_the_table_once() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
            .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
            .collect();
        files.sort();
        let mut ids: Vec<&str> = BUILTIN.iter().map(|b| b.id).collect();
        ids.sort_unstable();
        assert_eq!(ids, files);
    }

    #[test]
    fn the_main_conversation_comes_first_and_then_the_moments_in_order() {
        assert_eq!(BUILTIN[0].id, "mineral-rights-client");
        assert!(BUILTIN[1..].is_sorted_by_key(|b| b.moment));
    }
}
