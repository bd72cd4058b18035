//! Any session at all: no panic, at most three things, and every line that is named is there.

use super::super::plain;
use super::*;
use proptest::prelude::*;

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("{issue} {last.issue} {".to_owned()),
        Just("“What else?” – do you feel? Why, and when?".to_owned()),
        Just("👩‍👩‍👧 ﷽ a\u{301}\n\n".repeat(40)),
        "\\PC{0,80}",
    ]
}

fn step() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["issue", "impact", "commit", "no-such-step", ""])
}

fn id() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["own-job", "tea", "six", "nobody", ""])
}

fn kind() -> impl Strategy<Value = Kind> {
    prop_oneof![
        (step(), text()).prop_map(|(s, t)| said(s, &t)),
        (step(), text(), id(), id(), -1e9..1e9f64).prop_map(|(s, t, told, cue, trust)| {
            let mut made = reply("cooled", &t, trust)
                .tells(&[told, told])
                .drops(cue)
                .met(told)
                .missed(cue)
                .moves("intimacy", trust, &t);
            made.0.step = s.to_owned();
            made.kept()
        }),
        (step(), text()).prop_map(|(s, t)| answer(s, &t)),
        (step(), text(), any::<Option<u8>>()).prop_map(|(s, t, i)| feeling(s, &t, i)),
        (step(), any::<u16>()).prop_map(|(s, i)| asked(s, AskedWhat::Probe, i)),
        text().prop_map(|t| promise(Owner::Us, &t, None)),
        Just(speaks(Who::Me)),
        Just(closed()),
        (0..40u32).prop_map(Kind::Branch),
        (0..40u32).prop_map(Kind::Withdrawn),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_session_has_a_debrief(
        kinds in prop::collection::vec(kind(), 0..40),
        seat in prop::option::of(prop::sample::select(vec![
            Seat::Simulated,
            Seat::Pair,
            Seat::Observer,
        ])),
    ) {
        let last = u32::try_from(kinds.len()).unwrap();
        let debrief = debrief_of(&session(seat, kinds));
        prop_assert!(debrief.advice.len() <= 3);
        let lines = debrief.measures.iter().flat_map(Measure::lines);
        for n in lines.chain(debrief.advice.iter().filter_map(|a| a.line)) {
            prop_assert!((1..=last).contains(&n), "line {} of {}", n, last);
        }
        for measure in &debrief.measures {
            prop_assert!(measure.numbers.iter().all(|n| n.value.is_finite()));
        }
        for line in plain(&debrief) {
            prop_assert!(!line.chars().any(|c| c.is_control() && c != '\n'), "{:?}", line);
        }
    }
}
