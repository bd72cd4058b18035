use super::{WEDNESDAY, check};

#[test]
fn inside_a_sentence() {
    check(
        WEDNESDAY,
        &[
            ("send the draft by friday please", "2026-11-20", "by friday"),
            ("Send the draft by Friday.", "2026-11-20", "by Friday"),
            ("(friday)", "2026-11-20", "friday"),
            ("“tomorrow”, she said", "2026-11-19", "tomorrow"),
            ("call on monday, no, tuesday", "2026-11-24", "tuesday"),
            ("in 9 days the close takes", "2026-11-27", "in 9 days"),
            ("we may meet on the 3rd", "2026-12-03", "on the 3rd"),
            ("the 3rd may be late", "2026-12-03", "the 3rd"),
            (
                "pay 3.12. at the latest",
                "2026-12-03",
                "3.12. at the latest",
            ),
            ("carry on tomorrow", "2026-11-19", "tomorrow"),
            ("log in next week", "2026-11-23", "next week"),
            ("we start next week", "2026-11-23", "next week"),
            ("check in on friday", "2026-11-20", "on friday"),
            ("what I asked for by friday", "2026-11-20", "by friday"),
            ("the friday meeting", "2026-11-20", "friday"),
            (
                "no later than friday, please",
                "2026-11-20",
                "no later than friday",
            ),
            ("once a week from monday", "2026-11-23", "from monday"),
            ("Fri., 3 dec.", "2026-12-03", "Fri., 3 dec"),
            ("we may 3 times call by friday", "2026-11-20", "by friday"),
            ("friday 3 people come", "2026-11-20", "friday"),
            ("friday 3pm", "2026-11-20", "friday"),
            ("friday at 10:30", "2026-11-20", "friday"),
            ("ask Jan by fri", "2026-11-20", "by fri"),
            ("übergabe für Zoë by friday ✅", "2026-11-20", "by friday"),
            ("friday🎉", "2026-11-20", "friday"),
            ("by\nfriday", "2026-11-20", "by\nfriday"),
            ("by  the  3rd", "2026-12-03", "by  the  3rd"),
            ("İstanbul by friday", "2026-11-20", "by friday"),
            ("before friday: numbers", "2026-11-20", "before friday"),
            ("the numbers on 3 dec, 4 people", "2026-12-03", "on 3 dec"),
            (
                "finish by the end of the month and rest",
                "2026-11-30",
                "by the end of the month",
            ),
        ],
    );
}
