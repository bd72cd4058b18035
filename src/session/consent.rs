//! On what basis notes about somebody are kept, and until when. It is said in the conversation or on any later day; the newest
//! counts.

use super::entry::{Entry, Kind};
use super::moment::Moment;
use crate::text::clean_line;
use crate::when;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The longest remark, in characters.
const LONGEST: usize = 300;

/// On what basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Basis {
    /// They were asked, and have not answered yet.
    Asked,
    /// They agreed.
    Agreed,
    /// It needs no consent.
    NotNeeded,
}

impl Basis {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Agreed => "agreed",
            Self::NotNeeded => "not needed",
        }
    }
}

/// On what basis the notes of a session are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Consent {
    /// On what basis.
    pub basis: Basis,
    /// The last day on which they may be kept; `None` where no day was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Date>,
    /// What else was said about it, such as "by mail".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

impl Consent {
    /// Reads what was typed: `agreed by mail until 3 march 2027`.
    ///
    /// # Errors
    /// What is wrong with it, in one sentence.
    pub fn read(text: &str, today: Date) -> Result<Self, String> {
        let text = clean_line(text);
        let (basis, rest) = basis(&text)
            .ok_or("say on what basis: asked, agreed or not needed, and until when".to_owned())?;
        let (said, due) = when::split_due(rest, today);
        let until = due.as_ref().map(|(date, _)| *date);
        if let Some(until) = until.filter(|until| *until < today) {
            return Err(format!("{} has passed", when::exact(until)));
        }
        let said = said.trim_matches(|c: char| c.is_whitespace() || ",;:·-".contains(c));
        // What is nothing but the date is no remark.
        let is_date = due.is_some_and(|(_, phrase)| phrase.trim() == said);
        if said.chars().count() > LONGEST {
            return Err(format!("a remark has at most {LONGEST} characters"));
        }
        let remark = (!said.is_empty() && !is_date).then(|| said.to_owned());
        Ok(Self {
            basis,
            until,
            remark,
        })
    }

    /// As it may come out of a file that was changed by hand.
    pub(super) fn cleaned(self) -> Self {
        Self {
            remark: self.remark.map(|r| clean_line(&r)),
            ..self
        }
    }

    /// Whether its day has passed.
    pub fn is_past(&self, today: Date) -> bool {
        self.until.is_some_and(|until| until < today)
    }

    /// In words: `agreed, until Wed 3 Mar 2027 · by mail`.
    pub fn words(&self) -> String {
        let mut text = self.basis.words().to_owned();
        match self.until {
            Some(until) => text = format!("{text}, until {}", when::exact(until)),
            None => text.push_str(", no day was said"),
        }
        match &self.remark {
            Some(remark) => format!("{text} · {remark}"),
            None => text,
        }
    }
}

/// The basis that the words begin with, and the rest.
fn basis(text: &str) -> Option<(Basis, &str)> {
    const WORDS: [(&str, Basis); 4] = [
        ("asked", Basis::Asked),
        ("agreed", Basis::Agreed),
        ("not needed", Basis::NotNeeded),
        ("not-needed", Basis::NotNeeded),
    ];
    WORDS.iter().find_map(|(word, basis)| {
        let (head, rest) = text.split_at_checked(word.len())?;
        let ends = !rest.starts_with(char::is_alphanumeric);
        (head.eq_ignore_ascii_case(word) && ends).then_some((*basis, rest))
    })
}

/// A consent, with the entry that says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreement {
    /// What was said.
    pub consent: Consent,
    /// The number of the entry.
    pub by: u32,
    /// When.
    pub at: Moment,
}

/// What counting entries say about it: the newest by number.
pub(super) fn agreement<'a>(entries: impl Iterator<Item = &'a Entry>) -> Option<Agreement> {
    let said = entries.filter_map(|e| match &e.kind {
        Kind::Consent(consent) => Some((e, consent)),
        _ => None,
    });
    let (entry, consent) = said.max_by_key(|(e, _)| e.n)?;
    Some(Agreement {
        consent: consent.clone(),
        by: entry.n,
        at: entry.at,
    })
}

#[cfg(test)]
mod tests {
    use super::super::Document;
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn read(text: &str) -> Result<Consent, String> {
        Consent::read(text, date(2026, 11, 21))
    }

    #[test]
    fn it_is_read_as_people_say_it() {
        for (text, basis, until, remark) in [
            (
                "agreed until 3 march 2027",
                Basis::Agreed,
                Some(date(2027, 3, 3)),
                None,
            ),
            (
                "Agreed by mail until 3 march 2027",
                Basis::Agreed,
                Some(date(2027, 3, 3)),
                Some("by mail"),
            ),
            ("asked", Basis::Asked, None, None),
            ("not needed", Basis::NotNeeded, None, None),
            (
                "not-needed: part of the contract",
                Basis::NotNeeded,
                None,
                Some("part of the contract"),
            ),
            (
                "agreed, until end of year",
                Basis::Agreed,
                Some(date(2026, 12, 31)),
                None,
            ),
            (
                "agreed until today",
                Basis::Agreed,
                Some(date(2026, 11, 21)),
                None,
            ),
        ] {
            let found = read(text).unwrap();
            assert_eq!((found.basis, found.until), (basis, until), "{text:?}");
            assert_eq!(found.remark.as_deref(), remark, "{text:?}");
        }
        for bad in [
            "",
            "perhaps",
            "agreedly",
            "until friday",
            "agreed until 3 march 2020",
            "notneeded",
        ] {
            assert!(read(bad).is_err(), "{bad:?}");
        }
        assert_eq!(
            read("agreed by mail until 3 march 2027").unwrap().words(),
            "agreed, until Wed 3 Mar 2027 · by mail"
        );
    }

    #[test]
    fn the_newest_by_number_counts_and_its_last_day_does_too() {
        let entry = |n, text| Entry {
            n,
            at: Moment::parse("2026-11-21T09:00:00+01:00").unwrap(),
            t: 0,
            kind: Kind::Consent(read(text).unwrap()),
        };
        let all = [entry(7, "agreed until 3 march 2027"), entry(3, "asked")];
        let found = agreement(all.iter()).unwrap();
        assert_eq!((found.by, found.consent.basis), (7, Basis::Agreed));
        assert!(!found.consent.is_past(date(2027, 3, 3)));
        assert!(found.consent.is_past(date(2027, 3, 4)));
        assert!(!read("asked").unwrap().is_past(date(2100, 1, 1)));
    }

    proptest! {
        #[test]
        fn any_words_are_read_or_refused_and_read_back(raw in any::<String>()) {
            if let Ok(consent) = read(&format!("agreed {raw}")) {
                let entry = Entry {
                    n: 1,
                    at: Moment::parse("2026-11-21T09:00:00+01:00").unwrap(),
                    t: 0,
                    kind: Kind::Consent(consent),
                };
                prop_assert_eq!(Entry::from_yaml(&entry.to_yaml().unwrap()).unwrap(), entry);
            }
        }
    }
}
