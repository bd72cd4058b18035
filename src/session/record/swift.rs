//! Entries straight from the simple form in which this program writes them. A library has millions of them, and nearly all are
//! answers, questions and feelings. Whatever is in any way otherwise is left to [`Doc`](super::Doc), which also says what is wrong.

use super::{Branched, Counted, Moved, Of};
use super::{answer, asked, clean, closed, commitment, feeling, marked, remark, replied, said};
use crate::session::practice::Judgement;
use crate::session::{Ended, Entry, Kept, Kind};
use serde::de::{Deserialize, Deserializer, Error, MapAccess, Visitor};
use std::fmt;

/// An entry that was read in one go.
pub(super) struct Swift(pub(super) Entry);

impl<'de> Deserialize<'de> for Swift {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(OneKind)
    }
}

struct OneKind;

impl<'de> Visitor<'de> for OneKind {
    type Value = Swift;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("number, times and one kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Swift, A::Error> {
        let otherwise = || A::Error::custom("left to the other reader");
        let (mut n, mut at, mut t, mut kind) = (None, None, None, None);
        while let Some(key) = map.next_key::<&str>()? {
            match key {
                "n" => n = Some(map.next_value()?),
                "at" => at = Some(map.next_value()?),
                "t" => t = Some(map.next_value()?),
                _ if kind.is_some() => return Err(otherwise()),
                key => kind = Some(kind_of(key, &mut map)?),
            }
        }
        match (n, at, t, kind) {
            (Some(n), Some(at), Some(t), Some(kind)) if n > 0 => {
                Ok(Swift(Entry { n, at, t, kind }))
            }
            _ => Err(otherwise()),
        }
    }
}

fn kind_of<'de, A: MapAccess<'de>>(key: &str, map: &mut A) -> Result<Kind, A::Error> {
    Ok(match key {
        "answer" => answer(map.next_value()?),
        "asked" => asked(map.next_value()?),
        "feeling" => feeling(map.next_value()?),
        "note" => Kind::Note(remark(map.next_value()?)),
        "parked" => Kind::Parked(remark(map.next_value()?)),
        "commitment" => commitment(map.next_value()?),
        "known" => marked(map.next_value()?),
        "moved" => Kind::Moved(clean(map.next_value::<Moved>()?.to)),
        "speaker" => Kind::Speaker(map.next_value()?),
        "withdrawn" => Kind::Withdrawn(map.next_value::<Of>()?.of),
        "restored" => Kind::Restored(map.next_value::<Of>()?.of),
        "said" => said(map.next_value()?),
        "reply" => Kind::Reply(Box::new(replied(map.next_value()?))),
        "branch" => Kind::Branch(map.next_value::<Branched>()?.after),
        "counted" => Kind::Counted(map.next_value::<Counted>()?.what),
        "judged" => Kind::Judged(map.next_value::<Judgement>()?.bounded()),
        "closed" => closed(map.next_value()?),
        "kept" => Kind::Kept(map.next_value::<Kept>()?.cleaned()),
        "ended" => Kind::Ended(map.next_value::<Ended>()?.cleaned()),
        _ => return Err(A::Error::custom("left to the other reader")),
    })
}
