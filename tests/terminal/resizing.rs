//! A terminal that changes its size all the time, to sizes that make no sense as well.

use super::support::{ENTER, Home, Program, ctrl, squeezed, until};
use std::fs;

/// Columns and rows.
const SIZES: [(u16, u16); 15] = [
    (0, 0),
    (1, 1),
    (1, 500),
    (500, 1),
    (300, 100),
    (80, 0),
    (0, 24),
    (2, 2),
    (19, 4),
    (20, 5),
    (59, 15),
    (60, 16),
    (7, 40),
    (1000, 1000),
    (120, 40),
];

/// Waits until the draft on disk ends with a text: it can be seen there at any size.
fn wait_for_draft(home: &Home, program: &mut Program, text: &str, size: (u16, u16)) {
    until(&format!("{text:?} in the draft at {size:?}"), || {
        assert!(program.is_running(), "it died at {size:?}");
        let drafts = home.files("draft");
        let text_now = drafts
            .first()
            .map(|path| fs::read(path).unwrap_or_default());
        text_now.is_some_and(|bytes| String::from_utf8_lossy(&bytes).contains(text))
    });
}

#[test]
fn nothing_is_lost_in_a_storm_of_sizes() {
    let home = Home::new();
    let mut program = home.live("Ana Ruiz");
    let mut typed = String::new();
    // At each size until what was typed there is kept, then as fast as it goes.
    for (at, (columns, rows)) in SIZES.into_iter().enumerate() {
        program.resize(columns, rows);
        let word = format!("w{at:02}.");
        program.keys(&word);
        typed.push_str(&word);
        wait_for_draft(&home, &mut program, &typed, (columns, rows));
    }
    for round in 0..5 {
        for (at, (columns, rows)) in SIZES.into_iter().rev().enumerate() {
            program.resize(columns, rows);
            let word = format!("{round}{at:02},");
            program.keys(&word);
            typed.push_str(&word);
        }
    }
    wait_for_draft(&home, &mut program, &typed, (0, 0));
    program.resize(80, 24);
    program.wait_until("all that was typed", |screen| {
        screen.shows("1 of 7") && screen.input() == Some(squeezed(&typed))
    });
    program.keys(ENTER);
    program.wait_until("saved", |s| {
        s.input().as_deref() == Some("") && s.rows[0].contains("● saved")
    });
    program.keys(&ctrl('q'));
    program.wait_for("Unfinished");
    for (columns, rows) in SIZES {
        program.resize(columns, rows);
        program.keys("j");
    }
    program.resize(80, 24);
    program.wait_for("Unfinished");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
    assert!(home.read().contains(&typed));
    let raw = program.raw();
    assert!(!String::from_utf8_lossy(&raw).contains("panicked"));
}

#[test]
fn the_first_key_after_a_change_of_size_counts_at_once() {
    let home = Home::new();
    let mut program = home.live("Ana Ruiz");
    program.types("before");
    program.resize(90, 30);
    program.wait_until("drawn at the new size", |s| {
        s.rows.len() == 30 && s.shows("F1 help")
    });
    program.keys("x");
    program.wait_for_input("beforex");
}

#[test]
fn much_that_comes_at_once_all_arrives() {
    let home = Home::new();
    let mut program = home.live("Ana Ruiz");
    let mut text = String::new();
    for at in 0..500 {
        text.push_str(&format!("w{at:04} "));
    }
    // As a terminal sends a paste that it does not mark, or keys typed while the program was busy.
    program.keys(&text);
    program.wait_for_input(&text);
    program.keys(ENTER);
    program.wait_until("saved", |s| {
        s.input().as_deref() == Some("") && s.rows[0].contains("● saved")
    });
    assert!(home.read().contains(text.trim()));
}
