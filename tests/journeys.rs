//! What a user does, as tables: keys in, what is kept, and what stands on the screen. The machine, the desk, the
//! files and the screens are the real ones; only the clock is ours.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    dead_code,
    reason = "tests"
)]

mod support;

use mineral::app::{Event, Saving, Start};
use mineral::script::Leaves;
use mineral::store::Library;
use std::path::Path;
use support::play::Look::{Not, See};
use support::play::{Look, Row, files_agree, play};
use support::stage::Stage;

fn dir() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn with(name: &str, organisation: Option<&str>) -> Start {
    Start::Begin {
        script: "mineral-rights-client".to_owned(),
        name: Some(name.to_owned()),
        organisation: organisation.map(str::to_owned),
    }
}

fn ana(dir: &Path) -> Stage {
    Stage::new(dir, with("Ana Ruiz", Some("Halvorsen Mills")))
}

/// A journey through a conversation that has just begun.
fn conversation(table: &[Row]) {
    let dir = dir();
    play(&mut ana(dir.path()), table);
}

const FIRST_QUESTION: &str =
    "Of everything on your mind right now, what most deserves our time today?";

#[test]
fn an_empty_home_says_what_to_do_and_q_leaves() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("⏎ or l  begin a live conversation"),
                    See("Sat 21 Nov 2026"),
                ],
            ),
            (
                "<f1>",
                "",
                &[See("begin a live conversation"), See("what is due")],
            ),
            ("<pagedown>", "", &[See("leave the program")]),
            (
                "twice",
                "",
                &[See("only lines with “twice”"), Not("the line above")],
            ),
            ("<esc>", "", &[See("seven steps"), Not("only lines with")]),
            ("<c-c>", "", &[See("^c again leaves; everything is kept")]),
        ],
    );
    assert!(!stage.quit);
    stage.press("q");
    assert!(stage.quit);
}

#[test]
fn two_interrupts_in_a_row_leave_and_one_does_not() {
    let dir = dir();
    let mut stage = ana(dir.path());
    stage.press("<c-c><wait:4><c-c>a<c-c>");
    assert!(!stage.quit);
    stage.press("<c-c>");
    assert!(stage.quit);
}

#[test]
fn a_conversation_begins_from_the_form() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[
            (
                "l",
                "",
                &[
                    See("A live conversation"),
                    See("works at"),
                    See("• Mineral Rights with a client"),
                ],
            ),
            (
                "<enter><enter><enter>",
                "",
                &[See("with whom? type a name")],
            ),
            (
                "Ana Ruis<backspace>z",
                "",
                &[See("› Ana Ruiz"), Not("type a name")],
            ),
            (
                "<enter><paste:Halvorsen\tMills\n>",
                "",
                &[See("› Halvorsen Mills")],
            ),
            ("<f1>", "", &[See("back to home")]),
            ("<esc>", "", &[See("works at"), Not("back to home")]),
            (
                "<enter><enter>",
                "",
                &[
                    See(FIRST_QUESTION),
                    See("Ana Ruiz · Halvorsen Mills"),
                    See("1 of 7 · the issue"),
                    See("then: the real issue"),
                    See("0:00   ● saved"),
                ],
            ),
        ],
    );
}

#[test]
fn escape_leaves_the_form_and_begins_nothing() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[("lAna<esc>", "", &[See("begin a live conversation")])],
    );
    assert_eq!(Library::at(dir.path()).people().unwrap().all, []);
}

#[test]
fn a_known_person_is_completed_and_stays_one_person() {
    let dir = dir();
    ana(dir.path()).leave();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[
            ("lán", "", &[See("⇥ Ana Ruiz (Halvorsen Mills)")]),
            (
                "<tab>",
                "",
                &[See("› Ana Ruiz"), See("works at    Halvorsen Mills")],
            ),
            (
                "<enter><enter><enter>",
                "",
                &[See("Ana Ruiz · Halvorsen Mills"), See(FIRST_QUESTION)],
            ),
        ],
    );
    assert_eq!(Library::at(dir.path()).people().unwrap().all.len(), 1);
}

#[test]
fn enter_takes_a_name_as_it_stands() {
    let dir = dir();
    ana(dir.path()).leave();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[
            ("lAn<enter>", "", &[Not("Ruiz"), Not("Halvorsen")]),
            ("<enter><enter>", "", &[See(FIRST_QUESTION), Not("Ruiz")]),
            (
                "<c-q>lana  RUIZ<enter>",
                "",
                &[See("works at  › Halvorsen Mills")],
            ),
        ],
    );
    let people = Library::at(dir.path()).people().unwrap().all;
    let names: Vec<&str> = people.iter().map(|p| p.name.as_str()).collect();
    assert_eq!(names, ["Ana Ruiz", "An"]);
}

#[test]
fn among_several_people_of_one_name_the_user_chooses() {
    let dir = dir();
    ana(dir.path()).leave();
    Stage::new(dir.path(), with("Ana Ruiz", Some("Kestrel"))).leave();
    let mut stage = Stage::new(dir.path(), Start::Home);
    let which: Row = (
        "lAna Ruiz<enter><enter><enter>",
        "",
        &[
            See("Several people have this name. Which one?"),
            See("Ana Ruiz · Halvorsen Mills"),
            See("Ana Ruiz · Kestrel"),
            See("somebody new"),
        ],
    );
    play(
        &mut stage,
        &[
            which,
            ("<esc>", "", &[See("works at"), Not("Which one?")]),
            ("<enter>", "", &[See("Which one?")]),
            (
                "<down><enter>",
                "",
                &[See(" Ana Ruiz · Kestrel"), See(FIRST_QUESTION)],
            ),
            // Nothing was said: there is nothing to go on with.
            (
                "<c-q>",
                "",
                &[See("begin a live conversation"), Not("Unfinished")],
            ),
            which,
            (
                "<down><down><down><enter>",
                "",
                &[See(FIRST_QUESTION), Not("Kestrel")],
            ),
        ],
    );
    let people = Library::at(dir.path()).people().unwrap().all;
    let of: Vec<_> = people.iter().map(|p| p.organisation.as_deref()).collect();
    assert_eq!(of, [Some("Halvorsen Mills"), Some("Kestrel"), None]);
}

#[test]
fn the_first_character_says_what_is_kept() {
    conversation(&[
        (
            "The close takes ",
            "",
            &[See("› The close takes"), Not("“")],
        ),
        (
            "long<enter>",
            "asked issue: prompt 1 | answer issue: The close takes long",
            &[See("“The close takes long”"), Not("› The"), See("● saved")],
        ),
        (
            "#",
            "",
            &[See("# your own note, apart from the client's words")],
        ),
        (" looked away", "", &[See("your own note")]),
        (
            "<enter>",
            "note issue: looked away",
            &[See("# looked away")],
        ),
        ("+", "", &[See("+ parked: a rabbit trail")]),
        (
            "the planner<enter>",
            "parked issue: the planner",
            &[See("+ the planner")],
        ),
        (
            "~sad 3<enter>",
            "feeling issue: sad 3 of 2",
            &[See("~ sad ●●●○○ 3 of 5")],
        ),
        ("/back<enter>", "", &[See("this is the first step")]),
        ("   <enter>", "", &[Not("“   ”")]),
        (
            "~<enter>",
            "",
            &[See("~ a feeling and how strong: ~worn down 4"), See("› ~")],
        ),
    ]);
}

#[test]
fn a_backslash_means_the_character_itself() {
    conversation(&[
        (
            "\\# 1 problem<enter>",
            "asked issue: prompt 1 | answer issue: # 1 problem",
            &[See("“# 1 problem”")],
        ),
        ("\\~ten<enter>", "answer issue: ~ten", &[]),
        ("\\+1<enter>", "answer issue: +1", &[]),
        ("\\!<enter>", "answer issue: !", &[]),
        ("\\/end<enter>", "answer issue: /end", &[Not("closing")]),
        ("\\\\host<enter>", "answer issue: \\host", &[]),
        ("C:\\temp<enter>", "answer issue: C:\\temp", &[]),
    ]);
}

#[test]
fn long_and_wide_words_and_pastes_are_edited_as_people_see_them() {
    conversation(&[
        (
            "漢字👩\u{200d}💻é<backspace><backspace>",
            "",
            &[See("› 漢字"), Not("💻")],
        ),
        (
            "<c-u><paste:two\r\nlines and\ta \u{1b}[31mtab>",
            "",
            &[See("› two"), See("lines and    a [31mtab")],
        ),
        ("<c-z>", "", &[Not("two")]),
        (
            "<c-y><enter>",
            "asked issue: prompt 1 | answer issue: two\nlines and    a [31mtab",
            &[See("“two")],
        ),
        (
            "one<a-enter>two<up><home>zero <enter>",
            "answer issue: zero one\ntwo",
            &[],
        ),
        (
            "abc<left><left><delete>x<end>d<c-a>_<c-e><c-w><enter>",
            "",
            &[],
        ),
    ]);
}

#[test]
fn feelings_are_completed_and_unknown_words_are_kept_as_such() {
    conversation(&[
        (
            "<c-n><c-n>",
            "moved clarify | moved impact",
            &[See("3 of 7 · current impact")],
        ),
        ("~wrn", "", &[See("⇥ worn down")]),
        (
            "<tab>",
            "",
            &[See("› ~worn down"), See("add 1 to 5 for how strong")],
        ),
        ("4", "", &[See("worn down · 4 of 5")]),
        (
            "<enter>",
            "feeling impact: worn down 4 | known impact: feeling by 3",
            &[See("~ worn down ●●●●○ 4 of 5"), See("✓ what they feel")],
        ),
        (
            "~flummoxed 2",
            "",
            &[See(
                "flummoxed · 2 of 5 · not in the vocabulary: kept as their own word",
            )],
        ),
        (
            "<enter>",
            "feeling impact: flummoxed 2 own word",
            &[See("~ flummoxed ●●○○○ 2 of 5 (own word)")],
        ),
        ("~Worn Out 9", "", &[See("Worn Out · how strong: 1 to 5")]),
        ("<enter>", "feeling impact: Worn Out -", &[]),
        (
            "They are tired<enter>",
            "asked impact: prompt 1 | answer impact: They are tired",
            &[],
        ),
        ("~wor<down><esc>", "", &[Not("⇥")]),
        (
            "<c-u>~wor<up><down><tab>1<enter>",
            "feeling impact: worried 1 of 8",
            &[],
        ),
    ]);
}

#[test]
fn a_commitment_is_shown_back_with_its_date() {
    conversation(&[
        ("!", "", &[See("⇥ !us  !them")]),
        ("u<tab>", "", &[See("› !us")]),
        (
            "send the draft by fri",
            "",
            &[See("we do it · by Friday, Fri 27 Nov 2026")],
        ),
        (
            "day<enter>",
            "commitment issue: us send the draft by 2026-11-27",
            &[See("! us: send the draft · by Fri 27 Nov 2026")],
        ),
        (
            "!them ask the CFO by 3 dec",
            "",
            &[See("they do it · by 3 December, Thu 3 Dec 2026")],
        ),
        (
            "<enter>",
            "commitment issue: them ask the CFO by 2026-12-03",
            &[],
        ),
        (
            "!them call back",
            "",
            &[See("they do it · no date yet: by friday, by 3 dec")],
        ),
        (
            "<enter>",
            "commitment issue: them call back by no date",
            &[See("! them: call back · no date")],
        ),
        (
            "!think it over",
            "",
            &[See("kept as ours; !them for theirs")],
        ),
        (
            "<enter>",
            "commitment issue: us think it over by no date",
            &[],
        ),
        ("!us meet by tom", "", &[See("⇥ tomorrow")]),
        (
            "<tab><enter>",
            "commitment issue: us meet by 2026-11-22",
            &[],
        ),
    ]);
}

#[test]
fn commands_are_completed_and_unknown_ones_told() {
    conversation(&[
        ("/st", "", &[See("⇥ /step")]),
        ("<tab>imp", "", &[See("⇥ impact")]),
        ("<tab><enter>", "moved impact", &[See("3 of 7")]),
        (
            "/step 7<enter>",
            "moved commit",
            &[See("7 of 7"), See("then: the closing questions")],
        ),
        ("/next<enter>", "", &[See("this is the last step")]),
        (
            "/step nowhere<enter>",
            "",
            &[
                See("which step? issue clarify impact future dna outcome commit"),
                See("› /step nowhere"),
            ],
        ),
        (
            "<c-u>/nxet<enter>",
            "",
            &[
                See("there is no command /nxet · /help lists them"),
                See("› /nxet"),
            ],
        ),
        ("<c-u>/BACK<enter>", "moved outcome", &[]),
        (
            "/known measure<enter>",
            "known outcome: measure by key",
            &[See("✓ measure")],
        ),
        (
            "/known what<enter>",
            "",
            &[See("which? outcome measure by-when feeling")],
        ),
        ("<c-u>/speaker me<enter>", "speaker me", &[See("active")]),
        ("/speaker nobody<enter>", "speaker nobody", &[Not("active")]),
        (
            "/speaker dog<enter>",
            "",
            &[See("who speaks? /speaker client, me or nobody")],
        ),
        (
            "<c-u>/else<enter>",
            "asked outcome: what else",
            &[See("What else?")],
        ),
        (
            "/probe<enter>",
            "",
            &[See("What would an ordinary Tuesday look like then?")],
        ),
        (
            "/prompt<enter>",
            "",
            &[See("Imagine this has gone as well as it possibly could")],
        ),
        (
            "/withdraw x<enter>",
            "",
            &[See("/withdraw takes the number of what was kept")],
        ),
        (
            "<c-u>/help<enter>",
            "",
            &[See("· ↑↓ · esc closes"), See("Imagine this has gone")],
        ),
        (
            "<esc>/leave<enter>",
            "",
            &[
                See("Unfinished"),
                See("Ana Ruiz (Halvorsen Mills) · ideal outcome"),
            ],
        ),
    ]);
}

#[test]
fn what_was_typed_can_be_taken_back() {
    conversation(&[
        ("one two", "", &[See("› one two")]),
        ("<c-z>", "", &[See("› one"), Not("› one two")]),
        ("<c-y>", "", &[See("› one two")]),
        ("<c-z><c-z><c-z>", "", &[Not("› one")]),
    ]);
}

#[test]
fn what_was_kept_is_withdrawn_and_restored_by_new_entries() {
    conversation(&[
        (
            "first<enter>",
            "asked issue: prompt 1 | answer issue: first",
            &[],
        ),
        ("# second<enter>", "note issue: second", &[]),
        (
            "<c-x>",
            "withdrawn 3",
            &[See("(withdrawn) # second"), See("withdrawn: second")],
        ),
        ("<c-x>", "withdrawn 2", &[See("(withdrawn) “first”")]),
        ("<c-x>", "", &[See("there is nothing to withdraw")]),
        (
            "<c-g>",
            "restored 2",
            &[See("restored: first"), Not("(withdrawn) “first”")],
        ),
        ("<c-g>", "restored 3", &[Not("(withdrawn)")]),
        ("<c-g>", "", &[See("there is nothing to restore")]),
        (
            "/withdraw 2<enter>",
            "withdrawn 2",
            &[See("(withdrawn) “first”"), Not("(withdrawn) # second")],
        ),
        ("/restore 2<enter>", "restored 2", &[Not("(withdrawn)")]),
        (
            "/withdraw 99<enter>",
            "",
            &[See("there is nothing to withdraw")],
        ),
    ]);
}

#[test]
fn steps_are_walked_and_what_is_open_is_said_once() {
    conversation(&[
        ("<c-p>", "", &[See("this is the first step")]),
        (
            "<c-n>",
            "moved clarify",
            &[
                See("2 of 7 · the real issue"),
                See("Help me understand it properly."),
                See("left open: their words, one for today, why now"),
                See("then: current impact"),
            ],
        ),
        ("<wait:7>", "", &[Not("left open")]),
        ("<c-p>", "moved issue", &[See(FIRST_QUESTION)]),
        (
            "<f5><f6><f7><c-n>",
            "known issue: own-words by key | known issue: one-for-today by key | known issue: why-now by key | moved clarify",
            &[Not("left open")],
        ),
    ]);
}

#[test]
fn earlier_answers_come_back_in_later_questions() {
    conversation(&[
        (
            "<c-n><s-tab>",
            "moved clarify",
            &[See("How long has it been like this?"), Not("You said")],
        ),
        ("<c-p>", "moved issue", &[]),
        (
            "We lose people.<enter>",
            "asked issue: prompt 1 | answer issue: We lose people.",
            &[],
        ),
        (
            "<c-n><s-tab>",
            "moved clarify",
            &[See(
                "You said “We lose people”. What do you think lies underneath?",
            )],
        ),
        (
            "Money<enter>",
            "asked clarify: prompt 2 | answer clarify: Money",
            &[See("You said “We lose people”")],
        ),
        (
            "/withdraw 4<enter>",
            "withdrawn 4",
            &[Not("You said"), See("Help me understand it properly.")],
        ),
        ("<s-tab>", "", &[See("How long has it been like this?")]),
        (
            "/restore<enter><s-tab><s-tab><s-tab>",
            "restored 4",
            &[See("You said “We lose people”. If that were fixed")],
        ),
    ]);
}

#[test]
fn a_question_is_marked_as_asked_when_it_is_answered() {
    conversation(&[
        ("<tab>", "", &[See("Tell me more about that last part.")]),
        ("<tab>", "", &[See("What makes it matter now?")]),
        (
            "It costs us<enter>",
            "asked issue: probe 2 | answer issue: It costs us",
            &[],
        ),
        ("and more<enter>", "answer issue: and more", &[]),
        (
            "<s-tab>x<enter>",
            "asked issue: prompt 1 | answer issue: x",
            &[See(FIRST_QUESTION)],
        ),
    ]);
}

#[test]
fn what_else_is_counted_as_dots() {
    conversation(&[
        ("", "", &[See("what else ○ ○")]),
        (
            "<c-o>",
            "asked issue: what else",
            &[See("what else ● ○"), See("What else?")],
        ),
        ("More<enter>", "answer issue: More", &[]),
        (
            "<c-o><c-o>",
            "asked issue: what else | asked issue: what else",
            &[See("what else ● ● ●"), Not("○")],
        ),
        (
            "/step dna<enter>",
            "moved dna",
            &[Not("what else ●"), Not("what else ○")],
        ),
    ]);
}

#[test]
fn what_must_be_known_ticks_itself_and_by_key() {
    conversation(&[
        (
            "/step impact<enter>",
            "moved impact",
            &[See("known F5 · evidence"), See("F6 · who else")],
        ),
        (
            "We miss them<enter>",
            "asked impact: prompt 1 | answer impact: We miss them",
            &[See("· evidence")],
        ),
        (
            "It takes nine days<enter>",
            "answer impact: It takes nine days | known impact: evidence by 4",
            &[See("✓ evidence")],
        ),
        ("<c-x>", "withdrawn 4", &[See("· evidence")]),
        ("<c-g>", "restored 4", &[See("✓ evidence")]),
        (
            "<f5>",
            "unknown impact: evidence by key",
            &[See("· evidence")],
        ),
        (
            "Ten days<enter>",
            "answer impact: Ten days",
            &[See("· evidence")],
        ),
        (
            "<f5>",
            "known impact: evidence by key",
            &[See("✓ evidence")],
        ),
        (
            "<f6>",
            "known impact: who-else by key",
            &[See("✓ who else")],
        ),
        (
            "<f8>",
            "",
            &[See("this step has no more that must be known")],
        ),
        ("/step outcome<enter>", "moved outcome", &[]),
        (
            "Three days by 1 march<enter>",
            "asked outcome: prompt 1 | answer outcome: Three days by 1 march | known outcome: measure by 14 | known outcome: by-when by 14",
            &[See("✓ measure"), See("✓ by when")],
        ),
        (
            "<c-n>!us call by friday<enter>",
            "moved commit | commitment commit: us call by 2026-11-27 | known commit: who-does-what by 18",
            &[See("✓ who does what")],
        ),
    ]);
}

#[test]
fn after_the_own_contribution_the_user_is_told_to_thank_and_no_more() {
    conversation(&[
        ("/step dna<enter>", "moved dna", &[]),
        (
            "I let it slide<enter>",
            "asked dna: prompt 1 | answer dna: I let it slide",
            &[See("Thank you for telling me that.")],
        ),
        ("<wait:8>", "", &[Not("Thank you for telling me that.")]),
    ]);
}

#[test]
fn the_chess_clock_shows_shares_gear_and_stretches() {
    let dir = dir();
    let mut stage = ana(dir.path());
    play(
        &mut stage,
        &[
            ("", "", &[Not("receptive"), Not("active")]),
            (
                "<c-t><wait:70>",
                "speaker client",
                &[See("receptive · client 100 you 0"), See("1:10")],
            ),
            (
                "<c-t><wait:30>",
                "speaker me",
                &[See("active · client 70 you 30")],
            ),
            (
                "<c-t><wait:20>",
                "speaker client",
                &[See("receptive · client 75 you 25")],
            ),
            (
                "/speaker stop<enter><wait:60>",
                "speaker nobody",
                &[See("client 75 you 25"), Not("receptive")],
            ),
            ("<c-d><c-d>", "closed None None -", &[]),
        ],
    );
    stage.press("<esc>r<end>");
    let screen = stage.screen();
    assert!(
        screen.contains("talk: client 75 %, you 25 %, by the clock key"),
        "{screen}"
    );
    assert!(
        screen.contains("longest stretch: client 1:10, you 0:30"),
        "{screen}"
    );
}

#[test]
fn quiet_is_counted_after_a_question_until_somebody_speaks() {
    conversation(&[
        ("<wait:5>", "", &[Not("quiet")]),
        ("<tab>", "", &[Not("quiet")]),
        ("<wait:6>", "", &[See("quiet 0:06")]),
        ("W", "", &[Not("quiet")]),
        (
            "<backspace><c-o><wait:65>",
            "asked issue: what else",
            &[See("quiet 1:05")],
        ),
        (
            "<c-t><c-t><c-t><wait:2>",
            "speaker client | speaker me | speaker client",
            &[See("quiet 0:02")],
        ),
        (
            "<c-n><wait:3><c-d>",
            "moved clarify | speaker nobody",
            &[Not("quiet")],
        ),
    ]);
}

#[test]
fn at_most_one_reminder_and_it_goes_away_by_itself() {
    const TALKING: &str = "you have been talking for";
    conversation(&[
        (
            "<c-t><c-t><wait:119>",
            "speaker client | speaker me",
            &[Not(TALKING)],
        ),
        (
            "<wait:1>",
            "",
            &[See("you have been talking for 2 minutes")],
        ),
        ("<wait:6>", "", &[See(TALKING)]),
        ("<wait:1>", "", &[Not(TALKING)]),
        ("<wait:22>", "", &[Not(TALKING)]),
        ("<wait:1>", "", &[See(TALKING)]),
        ("<wait:20>x<wait:60>", "", &[Not(TALKING)]),
        ("<backspace><wait:1>", "", &[See(TALKING)]),
    ]);
}

#[test]
fn while_the_client_speaks_there_is_no_reminder() {
    const NO_FEELING: &str = "no feeling kept in this step yet";
    conversation(&[
        (
            "/step impact<enter>It hurts<enter>",
            "moved impact | asked impact: prompt 1 | answer impact: It hurts",
            &[],
        ),
        ("<c-t><wait:300>", "speaker client", &[Not(NO_FEELING)]),
        ("<c-t><wait:1>", "speaker me", &[See(NO_FEELING)]),
        ("<wait:7>", "", &[Not(NO_FEELING)]),
        (
            "~sad 2<enter><wait:60>",
            "feeling impact: sad 2 of 3 | known impact: feeling by 6",
            &[Not(NO_FEELING)],
        ),
    ]);
}

#[test]
fn nothing_covers_the_question() {
    const SHORT: &str = "Of everything on";
    conversation(&[
        (
            "<f1>",
            "",
            &[
                See(FIRST_QUESTION),
                See("this step: Find the one thing"),
                See("trap"),
            ],
        ),
        (
            "~wor",
            "",
            &[See(FIRST_QUESTION), See("⇥ worried"), See("› ~wor")],
        ),
        (
            "<down><down><pagedown>",
            "",
            &[See(FIRST_QUESTION), Not("this step:")],
        ),
        ("<size:60x16>", "", &[See(FIRST_QUESTION)]),
        (
            "<size:59x15>",
            "",
            &[See("Of everything on your mind right now,")],
        ),
        ("<size:40x12>", "", &[See(SHORT), See("● saved")]),
        ("<size:20x5>", "", &[See("Of")]),
        ("<f1>", "", &[See("Of"), Not("⏎")]),
        ("<size:19x4>", "", &[See("Of everything on")]),
        ("<size:9x1>", "", &[See("Of every…")]),
        ("<size:300x100>", "", &[See(FIRST_QUESTION)]),
        (
            "<size:80x24><c-u><paste:a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk>",
            "",
            &[See(FIRST_QUESTION), See("k")],
        ),
    ]);
}

#[test]
fn a_failure_to_save_is_told_at_once_and_its_end_too() {
    let dir = dir();
    let mut stage = ana(dir.path());
    stage.event(Event::Saving(Saving::Failed("the disk is full".to_owned())));
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[See(
                    "✗ not saved: the disk is full · words kept here · ^s save elsewhere",
                )],
            ),
            (
                "It goes on<enter>",
                "asked issue: prompt 1 | answer issue: It goes on",
                &[See("“It goes on”"), See("✗ not saved")],
            ),
            (
                "<size:40x12>",
                "",
                &[See("✗ not saved · ^s elsewhere"), See("Of everything")],
            ),
            ("<size:80x24>", "", &[]),
        ],
    );
    stage.event(Event::Saving(Saving::Recovered));
    stage.settle();
    play(
        &mut stage,
        &[(
            "",
            "",
            &[
                See("saving works again; everything is kept"),
                See("● saved"),
                Not("✗"),
            ],
        )],
    );
    stage.event(Event::Saving(Saving::Safe(false)));
    play(&mut stage, &[("", "", &[See("○ not yet safe")])]);
    stage.event(Event::Saving(Saving::Safe(true)));
    play(&mut stage, &[("", "", &[See("● saved")])]);
}

#[test]
fn a_session_moves_to_another_place_on_demand() {
    let dir = dir();
    let mut stage = ana(dir.path());
    let path = dir.path().join("elsewhere.yaml");
    stage.press(&format!("It goes on<enter>/save {}<enter>", path.display()));
    stage.wait_for(|saving| matches!(saving, Saving::Elsewhere(_)));
    let screen = stage.screen();
    assert!(screen.contains("the session goes on in"), "{screen}");
    stage.press("Still here<enter>");
    stage.leave();
    let text = std::fs::read_to_string(path).unwrap();
    assert!(
        text.contains("It goes on") && text.contains("Still here"),
        "{text}"
    );
}

#[test]
fn an_unfinished_conversation_comes_back_with_draft_and_cursor() {
    let dir = dir();
    let mut stage = ana(dir.path());
    stage.press("<c-n>It is old<enter><wait:100>I don't see my<left><left>");
    let (screen, cursor) = (stage.screen(), stage.frame().1);
    assert!(screen.contains("› I don't see my"));
    stage.leave();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[(
            "",
            "",
            &[See(
                "Unfinished   Ana Ruiz (Halvorsen Mills) · the real issue",
            )],
        )],
    );
    stage.press("<enter>");
    assert_eq!(stage.frame().1, cursor);
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("2 of 7 · the real issue"),
                    See("“It is old”"),
                    See("› I don't see my"),
                    See("1:40"),
                ],
            ),
            (
                "X<enter>",
                "answer clarify: I don't see Xmy",
                &[See("“I don't see Xmy”")],
            ),
        ],
    );
}

#[test]
fn a_second_program_on_a_session_only_reads_it() {
    let dir = dir();
    let mut first = ana(dir.path());
    first.press("It is old<enter>");
    let id = first.live().session().head().id.clone();
    let mut second = Stage::new(dir.path(), Start::Resume(id));
    play(
        &mut second,
        &[
            ("", "", &[See("read only"), See("“It is old”")]),
            ("More<enter>", "", &[See("read only: "), Not("“More”")]),
            ("<c-u><c-n>", "", &[See("read only: "), See("1 of 7")]),
            ("<c-o><f5><c-t><c-x><c-g>", "", &[]),
            ("<c-d>", "", &[Not("closing ·")]),
        ],
    );
    first.press("Still mine<enter>");
    files_agree(&first);
}

#[test]
#[expect(clippy::too_many_lines, reason = "one journey, row by row")]
fn the_closing_names_every_gap_and_takes_what_fills_it() {
    let dir = dir();
    let mut stage = ana(dir.path());
    play(
        &mut stage,
        &[
            (
                "The close<enter>+ the planner<enter>",
                "asked issue: prompt 1 | answer issue: The close | parked issue: the planner",
                &[],
            ),
            (
                "<c-d>",
                "",
                &[
                    See("closing · 1 of"),
                    See("Nothing is kept for “the real issue”. What was said?"),
                    See("+ the planner"),
                ],
            ),
            (
                "<esc>",
                "",
                &[See("back in the conversation"), See(FIRST_QUESTION)],
            ),
            (
                "/end<enter>",
                "",
                &[See("closing · 1 of"), See("“the real issue”")],
            ),
            (
                "It is trust<enter>",
                "answer clarify: It is trust",
                &[See("Nothing is kept for “current impact”")],
            ),
            (
                "Two have left<enter>",
                "answer impact: Two have left | known impact: evidence by 5",
                &[See(
                    "No feeling is kept for “current impact”. Was there one?",
                )],
            ),
            ("wor", "", &[See("⇥ worried")]),
            (
                "<tab>3<enter>",
                "feeling impact: worried 3 of 5 | known impact: feeling by 7",
                &[See("Nothing is kept for “if nothing changes”")],
            ),
            (
                "<enter>",
                "",
                &[See("No feeling is kept for “if nothing changes”")],
            ),
            (
                "<enter>",
                "",
                &[See(
                    "Still open in “if nothing changes”: when. Is it known?",
                )],
            ),
            (
                "in spring<enter>",
                "answer future: in spring",
                &[
                    See("no date was found in it"),
                    See("Nothing is kept for “own contribution”"),
                ],
            ),
            ("<enter>", "", &[See("Nothing is kept for “ideal outcome”")]),
            (
                "/step issue<enter>",
                "",
                &[
                    See("/step is not for here"),
                    See("“ideal outcome”"),
                    See("› /step issue"),
                ],
            ),
            (
                "<c-u>~<enter>",
                "",
                &[See("what did the client say?"), See("“ideal outcome”")],
            ),
            (
                "<c-u>/help<enter>",
                "",
                &[
                    See("· ↑↓ · esc closes"),
                    See("Nothing is kept for “ideal outcome”"),
                ],
            ),
            (
                "<esc>Three days by 1 march<enter>",
                "answer outcome: Three days by 1 march | known outcome: measure by 10 | known outcome: by-when by 10",
                &[See("No feeling is kept for “ideal outcome”")],
            ),
            (
                "<enter>",
                "",
                &[See("Nothing is kept for “next steps”"), Not("Still open")],
            ),
            (
                "# not asked<enter>",
                "note commit: not asked",
                &[See("Who does what by when?")],
            ),
        ],
    );
}

#[test]
fn the_closing_asks_about_the_conversation_and_the_user_and_saves() {
    let dir = dir();
    let mut stage = ana(dir.path());
    let to_viability = "<c-d><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter><enter>";
    play(
        &mut stage,
        &[
            ("+ later<enter>", "parked issue: later", &[]),
            (
                to_viability,
                "",
                &[See(
                    "Nobody has promised anything by a date. Who does what by when?",
                )],
            ),
            ("us send it", "", &[See("we do it · no date yet")]),
            (
                " by friday<enter>",
                "commitment commit: us send it by 2026-11-27 | known commit: who-does-what by 2",
                &[See(
                    "Still open in “next steps”: next meeting. Is it known?",
                )],
            ),
            (
                "3 december<enter>",
                "answer commit: 3 december | known commit: next-meeting by 4",
                &[
                    See("Is this an opportunity for us?"),
                    See("yes · not yet · no"),
                    See("+ later"),
                ],
            ),
            (
                "perhaps<enter>",
                "",
                &[
                    See("yes, not yet, or no, or an empty line"),
                    See("Is this an opportunity"),
                ],
            ),
            ("<c-u>not yet<enter>", "", &[See("What is the reason?")]),
            (
                "no budget<enter>",
                "",
                &[
                    See("What did this conversation do to the relationship?"),
                    See("enriched · flat · spent"),
                ],
            ),
            ("enriched<enter>", "", &[See("How well did I listen?")]),
            ("9<enter>", "", &[See("a number from 1 to 5")]),
            (
                "<backspace>4<enter>",
                "",
                &[See("How far did I get beneath the first answer?")],
            ),
            (
                "3<enter><enter>5<enter>",
                "",
                &[See("How clear is it who does what by when?")],
            ),
            (
                "2<enter>",
                "judged 4 3 - 5 2 | closed Some(NotYet) Some(Enriched) no budget",
                &[
                    See("Ana Ruiz · under a minute"),
                    See("you said 2 / 5"),
                    Not("Before you see any figure"),
                ],
            ),
            ("r", "", &[See("Ana Ruiz · Halvorsen Mills"), See("%")]),
            (
                "<end>",
                "",
                &[
                    See("viable for us: not yet · no budget"),
                    See("emotional capital: enriched"),
                    See("by my own judgement, of 5: listened 4 · depth 3 · restraint 5 · agreed 2"),
                    See("us: send it · by Fri 27 Nov 2026"),
                    See("Parked"),
                ],
            ),
            ("q", "", &[See("you said 2 / 5")]),
            (
                "q",
                "",
                &[
                    See("Saved"),
                    See("Ana Ruiz (Halvorsen Mills) · just now · 0 min"),
                    Not("Unfinished"),
                ],
            ),
        ],
    );
}

#[test]
fn a_reason_behind_the_answer_is_not_asked_again() {
    let dir = dir();
    let mut stage = ana(dir.path());
    for gap in 0..40 {
        if stage
            .live()
            .closing()
            .is_some_and(|c| c.item() == Some(&mineral::app::live::Item::Viability))
        {
            break;
        }
        assert!(gap < 39, "the closing questions never came to viability");
        stage.press(if gap == 0 { "<c-d>" } else { "<enter>" });
    }
    play(
        &mut stage,
        &[
            (
                "No, wrong fit<enter>",
                "",
                &[See("What did this conversation do")],
            ),
            ("<enter>", "", &[See("How well did I listen?")]),
            (
                "<enter><enter><enter><enter>",
                "",
                &[See("How clear is it")],
            ),
            ("<enter>", "closed Some(No) None wrong fit", &[]),
        ],
    );
}

#[test]
fn what_stands_in_the_input_is_kept_before_the_end() {
    conversation(&[(
        "one more thing<c-d>",
        "asked issue: prompt 1 | answer issue: one more thing",
        &[See("closing · 1 of")],
    )]);
}

#[test]
fn leaving_during_the_closing_leaves_it_unfinished() {
    conversation(&[
        (
            "It hurts<enter><c-d>",
            "asked issue: prompt 1 | answer issue: It hurts",
            &[See("closing")],
        ),
        ("<c-q>", "", &[See("Unfinished")]),
        ("<enter>", "", &[See(FIRST_QUESTION), See("“It hurts”")]),
        ("/leave<enter>", "", &[See("Unfinished")]),
        ("<enter>", "", &[See("“It hurts”"), Not("/leave")]),
        ("<c-d>/leave<enter>", "", &[See("Unfinished")]),
        ("<enter>", "", &[See("“It hurts”"), Not("/leave")]),
        ("Still<enter>", "answer issue: Still", &[See("● saved")]),
    ]);
}

/// A session with something in every step, ended, and open for reading.
fn reading(dir: &Path) -> Stage {
    let mut stage = ana(dir);
    stage.press("The close takes nine days<enter><c-n>Nobody trusts the number<enter>");
    stage.press("<c-n>Two have left<enter>~worn down 4<enter># looked away<enter>");
    stage.press("<c-n>A third leaves<enter>~worried 5<enter><c-n>I keep repairing it<enter>");
    stage.press("<c-n>Three days by 1 march<enter>~hopeful 3<enter>");
    stage.press("<c-n>!us send the draft by friday<enter>+ the planner<enter><c-d><c-d>");
    // Read from the debrief, without judging oneself.
    stage.press("<esc>r");
    stage
}

#[test]
fn a_session_is_read_by_scrolling_jumping_and_searching() {
    let dir = dir();
    let mut stage = reading(dir.path());
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("Ana Ruiz · Halvorsen Mills"),
                    See("Mineral Rights with a client · Sat 21 Nov 2026 at 14:03"),
                    See("1 of 7 · the issue"),
                    See("“The close takes nine days”"),
                    See("0 %"),
                ],
            ),
            (
                "<end>",
                "",
                &[
                    See("100 %"),
                    See("Feelings over the steps"),
                    See("worn down 4"),
                ],
            ),
            (
                "<home>j",
                "",
                &[Not("0 %"), Not("Ana Ruiz · Halvorsen Mills")],
            ),
            ("g<tab>", "", &[See("1 of 7")]),
            (
                "<tab><tab>",
                "",
                &[See("3 of 7 · current impact"), Not("2 of 7")],
            ),
            ("<s-tab>", "", &[See("2 of 7")]),
            (
                "4",
                "",
                &[See("4 of 7 · if nothing changes"), Not("3 of 7")],
            ),
            (
                "g/WORN",
                "",
                &[
                    See("/WORN"),
                    See("1 of 2 found"),
                    See("~ worn down ●●●●○ 4 of 5"),
                ],
            ),
            ("<enter>n", "", &[See("2 of 2 found")]),
            ("N", "", &[See("1 of 2 found")]),
            ("<esc>", "", &[Not("found")]),
            ("/zebra<enter>", "", &[See("nothing found")]),
            ("<esc><f1>", "", &[See("write it as Markdown")]),
            ("<esc>qq", "", &[See("Saved")]),
            ("<end><enter>", "", &[See("“The close takes nine days”")]),
        ],
    );
}

#[test]
fn a_session_is_exported_as_markdown() {
    let dir = dir();
    let mut stage = reading(dir.path());
    // The file goes to the folder that the user stands in; no other journey looks at it.
    let folder = dir.path().join("here");
    std::fs::create_dir(&folder).unwrap();
    std::env::set_current_dir(&folder).unwrap();
    play(
        &mut stage,
        &[
            ("e", "", &[See("written to mineral-ana-ruiz-2026-11-21.md")]),
            (
                "e",
                "",
                &[See("written to mineral-ana-ruiz-2026-11-21-2.md")],
            ),
            (
                "E",
                "",
                &[
                    See("export as … · with all names"),
                    See("h HTML"),
                    See("m Markdown"),
                ],
            ),
            ("<esc>", "", &[Not("export as"), See("Ana Ruiz")]),
            (
                "Ej",
                "",
                &[See("written to mineral-ana-ruiz-2026-11-21.json")],
            ),
            ("E<f1>", "", &[See("a table, for spreadsheets")]),
            (
                "<esc>i",
                "",
                &[See("written to mineral-ana-ruiz-2026-11-21.ics")],
            ),
            // What is replaced is seen before anything is written.
            (
                "Er",
                "",
                &[
                    See("redacted: this is replaced"),
                    See("Person 1  Ana Ruiz · once"),
                    See("Organisation 1  Halvorsen Mills"),
                ],
            ),
            ("r", "", &[See("with all names"), Not("Person 1")]),
            (
                "rh",
                "",
                &[See("written to mineral-person-1-2026-11-21.html")],
            ),
        ],
    );
    std::env::set_current_dir(std::env::temp_dir()).unwrap();
    let text = std::fs::read_to_string(folder.join("mineral-ana-ruiz-2026-11-21.md")).unwrap();
    for words in [
        "The close takes nine days",
        "worn down",
        "looked away",
        "send the draft",
        "the planner",
    ] {
        assert!(text.contains(words), "{words} in\n{text}");
    }
}

#[test]
fn a_session_is_deleted_after_one_question_and_comes_back() {
    let dir = dir();
    let mut stage = reading(dir.path());
    play(
        &mut stage,
        &[
            (
                "D",
                "",
                &[
                    See("delete this conversation? y deletes it"),
                    See("y delete"),
                ],
            ),
            ("x", "", &[See("it stays"), Not("y deletes")]),
            ("<delete><esc>", "", &[See("it stays")]),
            ("<f1>", "", &[See("delete it; asks first")]),
            (
                "<esc>Dy",
                "",
                &[
                    See("deleted · u brings it back"),
                    See("Begin"),
                    Not("Saved"),
                ],
            ),
            ("u", "", &[See("it is back"), See("Saved"), See("Ana Ruiz")]),
            ("u", "", &[See("nothing was deleted just now")]),
            (
                "<home>D",
                "",
                &[See("only a saved conversation can be deleted")],
            ),
            ("<end>D", "", &[See("y deletes it")]),
            ("n", "", &[See("it stays"), See("Saved")]),
            ("Dy", "", &[See("deleted · u brings it back"), Not("Saved")]),
            ("q", "", &[]),
        ],
    );
    let library = Library::at(dir.path());
    assert_eq!(library.deleted().unwrap().len(), 1);
    assert_eq!(library.all_ids().unwrap().len(), 0);
}

#[test]
fn what_was_in_the_bin_for_too_long_goes_when_a_conversation_begins() {
    let dir = dir();
    let stage = reading(dir.path());
    stage.leave();
    let library = Library::at(dir.path());
    let id = library.newest().unwrap().unwrap();
    // The journeys begin on 21 November 2026.
    library.delete(&id, "2026-10-21".parse().unwrap()).unwrap();
    let mut stage = Stage::new(dir.path(), Start::Home);
    assert_eq!(
        library.deleted().unwrap().len(),
        1,
        "looking at home writes nothing"
    );
    stage.press("lBo<enter><enter><enter>");
    stage.live();
    let begun = std::time::Instant::now();
    while !library.deleted().unwrap().is_empty() {
        assert!(begun.elapsed().as_secs() < 30, "it is still there");
        std::thread::yield_now();
    }
}

#[test]
fn damage_in_a_file_is_shown_with_its_place() {
    let dir = dir();
    let mut stage = ana(dir.path());
    stage.press("first words<enter>second words<enter>third words<enter>");
    let id = stage.live().session().head().id.clone();
    stage.leave();
    let file = dir.path().join(format!("sessions/2026/{id}.yaml"));
    let text = std::fs::read_to_string(&file).unwrap();
    let text =
        text.replace("second words", "altered words")
            .replacen("third words", "third: [words", 1);
    std::fs::write(&file, text).unwrap();
    let mut stage = Stage::new(dir.path(), Start::Read(id));
    play(
        &mut stage,
        &[(
            "<size:200x40>",
            "",
            &[
                See("“first words”"),
                See("“altered words”  [changed outside mineral]"),
                Not("“first words”  [changed"),
                See("! "),
                See("line"),
            ],
        )],
    );
}

#[test]
fn home_lists_what_is_unfinished_first_and_what_is_saved_last() {
    let dir = dir();
    reading(dir.path()).leave();
    let mut stage = Stage::new(dir.path(), with("Tom", None));
    stage.press("<c-n><c-q>");
    play(
        &mut stage,
        &[
            (
                "",
                "",
                &[
                    See("Unfinished   Tom · the real issue"),
                    See("Due          us    Ana Ruiz: send the draft"),
                    See("Begin        live"),
                    See("Saved        Ana Ruiz"),
                ],
            ),
            ("<down><down><enter>", "", &[See("A live conversation")]),
            (
                "<esc><end><enter>",
                "",
                &[See("“The close takes nine days”")],
            ),
            ("<esc><home><enter>", "", &[See("2 of 7 · the real issue")]),
        ],
    );
}

fn run(script: &str, name: Option<&str>) -> Start {
    Start::Begin {
        script: script.to_owned(),
        name: name.map(str::to_owned),
        organisation: None,
    }
}

#[test]
fn questions_take_their_kind_of_answer_and_say_what_it_is() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), run("relationship-diagnosis", Some("Ana Ruiz")));
    play(
        &mut stage,
        &[
            // Nobody was asked before: the step about last time is passed over.
            (
                "",
                "",
                &[
                    See("2 of 4"),
                    See("How readily do they believe"),
                    See("1 they ask someone else"),
                ],
            ),
            (
                "eleven<enter>",
                "",
                &[See("a whole number from 1 to 10"), See("› eleven")],
            ),
            (
                "<c-u>9<enter>",
                "answer four-parts: 9",
                &[See("How sure are they")],
            ),
            (
                "# she smiled<enter>",
                "note four-parts: she smiled",
                &[See("How sure are they")],
            ),
            (
                "8<enter>",
                "answer four-parts: 8",
                &[See("How safe do they feel")],
            ),
            // Left open, and the figure with it.
            ("<enter>", "", &[See("How much do they feel that you")]),
            (
                "4<enter>",
                "answer four-parts: 4 | moved weak-spot",
                &[See("3 of 4"), Not("trust ")],
            ),
            ("<c-p>", "moved four-parts", &[See("How safe do they feel")]),
            // The last figure that was missing: what it comes to is said at once.
            (
                "7<enter>",
                "answer four-parts: 7 | moved weak-spot",
                &[See("trust 6")],
            ),
        ],
    );
}

#[test]
fn a_practice_is_chosen_by_its_moment_and_ends_by_itself() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), Start::Home);
    play(
        &mut stage,
        &[
            ("<down><down><down><down><down>", "", &[See("every day")]),
            (
                "<enter>",
                "",
                &[See("The daily standard"), See("by yourself")],
            ),
            ("<enter>", "", &[See("Did somebody get closer today")]),
            ("y<enter>", "answer today: yes", &[See("Did you speak up")]),
            ("perhaps<enter>", "", &[See("yes or no")]),
            (
                "<c-u>no, I was tired<enter>",
                "answer today: no, I was tired",
                &[],
            ),
            ("<enter><enter>", "moved tomorrow", &[See("2 of 2")]),
            (
                "<enter>",
                "closed None None -",
                &[See("1 of 2 · today"), Not("viable")],
            ),
            ("q", "", &[See("every day · done 1 day")]),
        ],
    );
}

#[test]
fn a_form_about_somebody_asks_about_whom() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), run("relationship-diagnosis", None));
    play(
        &mut stage,
        &[
            ("", "", &[See("with"), See("How we stand")]),
            (
                "Ana Ruiz<enter><enter><enter>",
                "moved four-parts",
                &[See("How readily do they believe")],
            ),
        ],
    );
}

#[test]
fn a_slip_in_a_form_is_mended_by_withdrawing_it() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), run("daily-standard", None));
    play(
        &mut stage,
        &[
            ("", "", &[See("Did somebody get closer")]),
            (
                "yes<enter>",
                "answer today: yes",
                &[See("Did you speak up")],
            ),
            // The question whose answer was withdrawn is asked again, and then the next one that is open.
            ("<c-x>", "withdrawn 1", &[See("Did somebody get closer")]),
            ("no<enter>", "answer today: no", &[See("Did you speak up")]),
            // A refusal goes away with the question that it belongs to.
            ("perhaps<enter>", "", &[See("an empty line leaves it open")]),
            (
                "<c-u><enter>",
                "",
                &[
                    See("Where the easy way"),
                    Not("an empty line leaves it open"),
                ],
            ),
        ],
    );
}

#[test]
fn scripts_that_change_are_seen_on_home_and_while_one_is_chosen() {
    const TOLD: &[Look] = &[
        See("Three minutes before, renewed"),
        See("`mineral script check` shows all"),
    ];
    let dir = dir();
    let mut stage = Stage::new(dir.path(), run("daily-standard", None));
    // Something is kept, so that home has its list.
    play(
        &mut stage,
        &[
            ("yes<enter>", "answer today: yes", &[]),
            ("<c-q>", "", &[See("Unfinished")]),
        ],
    );
    stage.press("<home><down><down><down><enter>");
    assert!(stage.screen().contains("Three minutes before"));
    let mut rows = stage.app.setup.scripts.clone();
    for row in &mut rows {
        row.title = format!("{}, renewed", row.title);
    }
    let problem = "good.yaml, line 4: `convers` is not a kind of script · as it was before, it still runs · \
                   `mineral script check` shows all";
    stage.event(Event::Scripts {
        rows: rows.clone(),
        problems: vec![problem.to_owned()],
    });
    play(&mut stage, &[("", "", TOLD)]);
    // Home says it too: the program may have been elsewhere when it happened.
    play(
        &mut stage,
        &[("<esc>", "", TOLD), ("<down>", "", &[Not("convers`")])],
    );
    stage.event(Event::Scripts {
        rows,
        problems: Vec::new(),
    });
    play(&mut stage, &[("<enter><esc>", "", &[Not("convers`")])]);
}

#[test]
fn what_a_question_wants_is_not_cut_off() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), run("daily-standard", None));
    play(
        &mut stage,
        &[
            // The words of the script come before those that hold for every question.
            (
                "<enter><enter><enter>",
                "",
                &[See("the thing they told only you."), Not("empty l")],
            ),
            ("<size:40x12>", "", &[See("the thing they told only you.")]),
            ("perhaps<enter>", "", &[See("an empty line leaves it open")]),
        ],
    );
}

#[test]
fn mineral_rights_is_chosen_first_whatever_scripts_one_has() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), Start::Home);
    let mut rows = stage.app.setup.scripts.clone();
    let mut own = rows.first().unwrap().clone();
    own.id = "my-own".to_owned();
    own.title = "A talk of my own".to_owned();
    rows.insert(0, own);
    stage.event(Event::Scripts {
        rows,
        problems: Vec::new(),
    });
    play(
        &mut stage,
        &[(
            "l",
            "",
            &[
                See("• Mineral Rights with a client"),
                See("A talk of my own"),
            ],
        )],
    );
}

#[test]
fn the_form_offers_conversations_and_no_practice() {
    let dir = dir();
    let start = Start::Begin {
        script: "mineral-rights-client".to_owned(),
        name: None,
        organisation: None,
    };
    let mut stage = Stage::new(dir.path(), start);
    play(
        &mut stage,
        &[(
            "",
            "",
            &[
                See("• Mineral Rights with a client"),
                See("Open a first meeting"),
                Not("Three minutes before"),
                Not("The daily standard"),
            ],
        )],
    );
}

#[test]
fn a_promise_that_an_answer_left_goes_and_comes_with_it() {
    let dir = dir();
    let mut stage = Stage::new(dir.path(), run("who-needs-to-hear", None));
    for _ in 0..20 {
        let asks = stage.live().asked_question();
        if asks.is_some_and(|q| q.leaves == Some(Leaves::Contact)) {
            break;
        }
        stage.press("<enter>");
    }
    let asked = stage.live().question();
    let promises = |stage: &Stage| stage.live().session().commitments().count();
    stage.press("Priya<enter>");
    assert_eq!(promises(&stage), 1, "{}", stage.screen());
    // One stroke takes back what was said, and with it what came of it.
    stage.press("<c-x>");
    assert_eq!(promises(&stage), 0, "{}", stage.screen());
    assert_eq!(
        stage.live().question(),
        asked,
        "the question is asked again"
    );
    stage.press("<c-g>");
    assert_eq!(promises(&stage), 1, "{}", stage.screen());
}
