//! Two programs on one session.

use super::support::{ENTER, Home, ctrl};
use std::fs;

#[test]
fn the_second_program_reads_only_and_keeps_nothing() {
    let home = Home::new();
    let mut first = home.live("Ana Ruiz");
    first.says("The close takes nine days.");
    first.types("half a wo");
    let files = || {
        let (session, draft) = (home.session(), home.files("draft").remove(0));
        (fs::read(session).unwrap(), fs::read(draft).unwrap())
    };
    let before = files();

    let mut second = home.start(&["resume"]);
    second.wait_for("read only");
    second.wait_for("The close takes nine days.");
    second.keys("rd that is not ours");
    second.keys(ENTER);
    second.wait_for("another mineral is writing this session");
    second.keys(&ctrl('n'));
    second.keys(&ctrl('o'));
    second.keys(&ctrl('t'));
    second.keys(&ctrl('q'));
    second.wait_for("Unfinished");
    second.keys("q");
    assert_eq!(second.exit_code(), 0);
    assert_eq!(files(), before);

    // In a pipe as well.
    let ran = home.run(&["resume", "--plain"], "not ours either\n");
    assert!(
        ran.out.contains("! read only: another mineral is writing"),
        "{ran:#?}"
    );
    assert_eq!(files(), before);

    // The first one is not disturbed, and when it is gone the session can be written again.
    first.keys("rd");
    first.keys(ENTER);
    first.wait_for("“half a word”");
    first.kill();
    home.run(&["resume", "--plain"], "Ours now.\n").well();
    let read = home.read();
    assert!(
        read.contains("“half a word”") && read.contains("“Ours now.”"),
        "{read}"
    );
    assert!(
        !read.contains("ours e") && !read.contains("not ours"),
        "{read}"
    );
}
