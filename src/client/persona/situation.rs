//! The situations for which a client has lines that give nothing away.

use super::named::named;
use std::collections::BTreeMap;

named! {
    /// What has just happened in the conversation, so that a line is wanted that is no disclosure.
    Situation {
        Greeting "greeting" "Small talk, hello, thanks.",
        Yes "yes" "A closed question that is true of this person.",
        No "no" "A closed question that is not true, or of which nothing is known.",
        Short "short" "A closed question that asks for nothing particular: short and dry.",
        Fits "fits" "What was said was given back well; may stand before a deeper disclosure.",
        Misses "misses" "Something was given back that was not meant: corrected, without giving the truth away.",
        Summary "summary" "All of it was summed up well.",
        Silence "silence" "The other one is silent, and there is nothing to go on about.",
        More "more" "“What else?”, when nothing is left there.",
        NotYet "not-yet" "Asked for something deep too early: declines, and keeps the door.",
        Known "known" "Asked again for what was said already.",
        Unknown "unknown" "Asked for something that this person has nothing to say about.",
        Unclear "unclear" "What was said makes no sense, or is no sentence.",
        Two "two" "Two questions at once: stands before the answer to the easier one.",
        Leading "leading" "A leading question.",
        MakesFeel "makes-feel" "“How does that make you feel?”",
        Empathy "empathy" "It was shown that it was heard how it is for this person.",
        Leave "leave" "Leave was asked to ask or to say something: granted.",
        Honest "honest" "It was admitted that something is not known, or cannot be done.",
        FirstPitch "pitch-1" "The first pitch: cool and polite.",
        SecondPitch "pitch-2" "The second pitch: cooler.",
        ThirdPitch "pitch-3" "The third pitch: wants to get out.",
        Advice "advice" "Advice, too early.",
        Blame "blame" "Blamed, or made wrong.",
        AndAlso "and-also" "What was decided is accepted, and leave is asked to add a thought.",
        Apology "apology" "An honest apology after a slip.",
        NoNeed "no-need" "An apology for nothing.",
        Fights "fights" "The solution was taken off the table, and this person wants it.",
        LetsGo "lets-go" "The solution was taken off the table, and this person does not care.",
        AsksCompany "asks-company" "Asks about the other one, or their firm.",
        CompanyShort "company-short" "That was answered in a few words, and came back to this person.",
        CompanyLong "company-long" "That was answered at length.",
        Commits "commits" "Agrees to a next step, with who and when.",
        Hedges "hedges" "Half promises a next step.",
        Refuses "refuses" "Wants no next step.",
        Clock "clock" "Has had too much, and closes down.",
        Goodbye "goodbye" "The end, warm.",
        CoolGoodbye "goodbye-cool" "The end, cool.",
    }
}

/// What is said in situations: for each at least one variant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines(BTreeMap<Situation, Vec<String>>);

impl Lines {
    pub(super) fn of(lines: BTreeMap<Situation, Vec<String>>) -> Self {
        Self(lines)
    }

    /// The variants for a situation: any of them may be said. Never empty in a persona that was read.
    pub fn get(&self, situation: Situation) -> &[String] {
        self.0.get(&situation).map_or(&[], Vec::as_slice)
    }

    /// All situations with their variants, in the order of [`Situation::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Situation, &[String])> {
        self.0.iter().map(|(at, said)| (*at, said.as_slice()))
    }
}
