//! Whatever the order in which sessions come, the same comes out.

use super::super::{Brief, By, Due, Insights, Page};
use super::*;
use proptest::prelude::*;

/// Days on which sessions begin: few, so that several begin at the same moment.
const DAYS: [&str; 4] = ["2026-09-03", "2026-10-03", "2026-10-10", "2026-11-20"];

fn any_session() -> impl Strategy<Value = Told> {
    let what = prop_oneof![
        (0usize..3, "[a-c]{1,4} said it so").prop_map(|(step, text)| {
            let step = ["issue", "impact", "outcome"][step].to_owned();
            Kind::Answer(Answer {
                step,
                question: None,
                text,
            })
        }),
        (0usize..3, 0u8..6).prop_map(|(word, intensity)| Kind::Feeling(Feeling {
            step: "impact".to_owned(),
            question: None,
            word: ["worn down", "hopeful", "flummoxed"][word].to_owned(),
            intensity: (intensity > 0).then_some(intensity),
            listed: true,
            of: None,
        })),
        (any::<bool>(), 0usize..4).prop_map(|(ours, due)| {
            let owner = if ours { Owner::Us } else { Owner::Them };
            promise(owner, "do it", ["", "2026-10-01", TODAY, "2026-12-24"][due])
        }),
        (1u32..6, 0usize..3).prop_map(|(of, what)| Kind::Kept(Kept {
            of,
            what: [Became::Done, Became::Moved, Became::Dropped][what],
            due: Some(day("2026-11-25")),
            said: None,
            why: None,
        })),
        (0usize..4).prop_map(|how| Kind::Ended(Ended {
            how: [How::Won, How::Lost, How::WalkedAway, How::Open][how],
            why: None,
        })),
        Just(Kind::Closed(Closed {
            viability: Some(Viability::Yes),
            reason: None,
            capital: Some(Capital::Spent),
        })),
        (1u32..6).prop_map(Kind::Withdrawn),
    ];
    let entries = proptest::collection::vec(what, 0..9);
    (0usize..DAYS.len(), 0usize..3, any::<bool>(), entries).prop_map(|(began, who, real, kinds)| {
        let mut session = told("", ["Ana", "Bea", "Cleo"][who], DAYS[began]);
        if !real && who == 2 {
            session = session.practised();
        }
        kinds.into_iter().fold(session, Told::and)
    })
}

fn numbered(all: Vec<Told>) -> Vec<Digest> {
    let ids = (1..).map(|n: u32| format!("S{n:03}"));
    ids.zip(all)
        .map(|(id, mut told)| {
            told.head.id = id;
            told.digest()
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn folding_in_any_order_gives_the_same(
        (all, mixed) in proptest::collection::vec(any_session(), 0..10)
            .prop_map(numbered)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))
    ) {
        prop_assert_eq!(Page::of(&ana(), &all), Page::of(&ana(), &mixed));
        prop_assert_eq!(
            Page::of(&ana(), &all).lines(today()),
            Page::of(&ana(), &mixed).lines(today())
        );
        prop_assert_eq!(
            Brief::of(&ana(), &all, today()).lines(),
            Brief::of(&ana(), &mixed, today()).lines()
        );
        prop_assert_eq!(Due::at(today(), &all), Due::at(today(), &mixed));
        for by in [By::Week, By::Month, By::Quarter] {
            prop_assert_eq!(
                Insights::of(&all, by, today(), None),
                Insights::of(&mixed, by, today(), None)
            );
        }
    }

    #[test]
    fn practice_counts_nowhere(all in proptest::collection::vec(any_session(), 0..6)) {
        let digests = numbered(all);
        let real: Vec<Digest> = digests.iter().filter(|d| d.mode != Mode::Practice).cloned().collect();
        prop_assert_eq!(Due::at(today(), &digests), Due::at(today(), &real));
        prop_assert_eq!(
            Insights::of(&digests, By::Week, today(), None),
            Insights::of(&real, By::Week, today(), None)
        );
    }
}
