//! Saving fails: a disk without room.

use super::support::{BOUND, ENTER, Home, Program, ctrl, skipped, squeezed, until};
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

/// A tiny disk at the place of the data directory; it goes with the value.
struct Disk {
    at: PathBuf,
}

impl Disk {
    /// `None`, and a loud word, where disks cannot be mounted.
    fn at(home: &Home) -> Option<Self> {
        let at = home.data();
        fs::create_dir(&at).unwrap();
        let done = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=64k,mode=0700", "tmpfs"])
            .arg(&at)
            .output();
        if done.is_ok_and(|o| o.status.success()) {
            return Some(Self { at });
        }
        skipped("a disk can be mounted by root only, so no full disk was tried");
        None
    }

    fn filler(&self) -> PathBuf {
        self.at.join("filler")
    }

    fn fill(&self) {
        let error = fs::write(self.filler(), vec![0; 1 << 20]).unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::StorageFull);
    }

    fn make_room(&self) {
        fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let done = Command::new("umount").arg("-l").arg(&self.at).status();
        assert!(done.is_ok_and(|s| s.success()) || std::thread::panicking());
    }
}

/// Talks until saving fails; what was said. The last of it stands in the input.
#[track_caller]
fn talks_until_it_fails(program: &mut Program, disk: &Disk) -> Vec<String> {
    program.says("The very first words are on the disk.");
    let mut said = vec!["The very first words are on the disk.".to_owned()];
    disk.fill();
    let begun = Instant::now();
    while !program.screen().shows("not saved") {
        assert!(
            begun.elapsed() < BOUND && said.len() < 400,
            "saving does not fail"
        );
        let text = format!("Answer number {} about a disk that fills up.", said.len());
        program.types(&text);
        program.keys(ENTER);
        program.wait_until("taken", |s| s.input().as_deref() == Some(""));
        said.push(text);
    }
    program.wait_for("✗ not saved: the disk is full · words kept here · ^s save elsewhere");
    // It goes on taking words. These need more room than the last block of any file has left.
    let long = "a disk without room ".repeat(300) + "and the last of it.";
    program.paste(&long);
    program.wait_for_input(&long);
    program.keys(ENTER);
    program.wait_until("taken", |s| s.input().as_deref() == Some(""));
    program.wait_for("and the last of it.”");
    said.push(long);
    program.types("half a wo");
    said.push("half a wo".to_owned());
    assert!(program.screen().shows("not saved"));
    said
}

#[track_caller]
fn assert_has_every_word(text: &str, said: &[String]) {
    let text_squeezed = squeezed(text);
    for words in said {
        assert!(
            text_squeezed.contains(&squeezed(words)),
            "{words:?} is missing in\n{text}"
        );
    }
}

#[test]
fn when_there_is_room_again_everything_is_kept() {
    let home = Home::new();
    let Some(disk) = Disk::at(&home) else { return };
    let mut program = home.live("Ana Ruiz");
    let said = talks_until_it_fails(&mut program, &disk);
    disk.make_room();
    program.wait_for("saving works again; everything is kept");
    program.wait_until("saved", |s| s.rows[0].contains("● saved"));
    assert_has_every_word(&home.read(), &said);
    program.keys(&ctrl('q'));
    program.wait_for("Unfinished");
    program.keys("q");
    assert_eq!(program.exit_code(), 0);
    assert_has_every_word(&home.read(), &said);
}

#[test]
fn without_room_leaving_is_no_success_and_prints_the_words() {
    let home = Home::new();
    let Some(disk) = Disk::at(&home) else { return };
    // Standard error apart: what is there can be kept by whoever started the program.
    let mut program = home
        .setup(&["live", "--with", "Ana Ruiz"])
        .through("exec \"$@\" 2>told")
        .start();
    program.wait_for("1 of 7");
    let said = talks_until_it_fails(&mut program, &disk);
    program.keys(&ctrl('q'));
    program.wait_until("home", |s| s.shows("open live") || s.shows("Unfinished"));
    program.keys("q");
    assert_eq!(program.exit_code(), 3);
    let told = fs::read_to_string(home.here().join("told")).unwrap();
    assert!(
        told.contains("not on disk: there is no room on the disk"),
        "{told}"
    );
    // Between the disk and what was told, nothing is missing.
    assert_has_every_word(&format!("{}\n{told}", home.read()), &said);
    assert_has_every_word(&told, &said[said.len() - 2..]);
    drop(disk);
}

#[test]
fn a_signal_without_room_prints_the_words_too() {
    let home = Home::new();
    let Some(disk) = Disk::at(&home) else { return };
    let mut program = home.live("Ana Ruiz");
    let said = talks_until_it_fails(&mut program, &disk);
    program.signal(rustix::process::Signal::TERM);
    assert_ne!(program.exit_code(), 0);
    assert_eq!(program.modes(), program.modes_before());
    // Behind the last word of the alternate screen stands what the shell's screen got.
    let raw = String::from_utf8_lossy(&program.raw()).into_owned();
    let told = raw.rsplit_once("\x1b[?1049l").unwrap().1;
    assert_has_every_word(told, &said[said.len() - 2..]);
    drop(disk);
}

#[test]
fn the_session_is_saved_elsewhere() {
    let home = Home::new();
    let Some(disk) = Disk::at(&home) else { return };
    let mut program = home.live("Ana Ruiz");
    let mut said = talks_until_it_fails(&mut program, &disk);
    program.keys(&ctrl('s'));
    program.wait_for("the session goes on in");
    program.wait_until("saved", |s| s.rows[0].contains("● saved"));
    said.pop();
    program.keys("rd");
    program.keys(ENTER);
    program.wait_for("“half a word”");
    said.push("half a word".to_owned());
    program.types("and another ha");
    said.push("and another ha".to_owned());
    program.keys(&ctrl('q'));
    program.wait_until("home", |s| s.input().is_none());
    program.keys("q");
    assert_eq!(program.exit_code(), 0);

    // What was saved there is a session like any other.
    let name = home
        .session()
        .file_name()
        .unwrap()
        .to_str()
        .unwrap()
        .to_owned();
    let saved = home.here().join(format!("mineral-{name}"));
    let mut draft = saved.clone().into_os_string();
    draft.push(".draft");
    let other = Home::new();
    let year = home
        .session()
        .parent()
        .unwrap()
        .file_name()
        .unwrap()
        .to_owned();
    let year = other.data().join("sessions").join(year);
    fs::create_dir_all(&year).unwrap();
    fs::copy(&saved, year.join(&name)).unwrap();
    fs::copy(draft, year.join(&name).with_extension("draft")).unwrap();
    let read = other.read();
    assert_has_every_word(&read, &said);
    assert!(!read.contains("! "), "it is whole: {read}");
    drop(disk);
}

#[test]
fn in_a_pipe_a_full_disk_is_no_success() {
    let home = Home::new();
    let Some(disk) = Disk::at(&home) else { return };
    home.run(&["live", "--plain", "--with", "Ana Ruiz"], "On the disk.\n")
        .well();
    disk.fill();
    let said: Vec<String> = (0..300).map(|n| format!("Line {n} of many.")).collect();
    let ran = home.run(&["resume", "--plain"], said.join("\n"));
    assert_eq!(ran.code, Some(3), "{ran:#?}");
    assert!(
        ran.out.contains("! not saved: the disk is full"),
        "{}",
        ran.out
    );
    assert_has_every_word(&format!("{}\n{}", home.read(), ran.err), &said);
    until("the disk is full still", || disk.filler().exists());
}
