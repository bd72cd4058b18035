//! The program opens no connection: a whole session under `strace` makes no socket that could leave the machine.

use std::io::Write as _;
use std::process::{Command, Stdio};

#[test]
fn a_whole_session_opens_no_socket_to_the_network() {
    let dir = tempfile::tempdir().unwrap();
    let trace = dir.path().join("trace");
    let traced = |arguments: &[&str], input: &str| {
        let mut child = Command::new("strace")
            .args([
                "-f",
                "-A",
                "-o",
                trace.to_str().unwrap(),
                "-e",
                "trace=socket,connect,bind,sendto",
            ])
            .arg(env!("CARGO_BIN_EXE_mineral"))
            .args(arguments)
            .env("MINERAL_HOME", dir.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        child.stdin.take().unwrap().write_all(input.as_bytes())?;
        child.wait()
    };
    let said = "Nobody trusts the number\n~worried 4\n!us send the draft by friday\n/next\n/end\n";
    match traced(&["live", "--plain", "--with", "Ana Ruiz"], said) {
        Ok(status) if status.success() => {}
        other => {
            println!("skipped: strace cannot be used here: {other:?}");
            return;
        }
    }
    for arguments in [
        vec!["practice", "acquired", "--plain"],
        vec!["search", "number"],
        vec!["read", "--plain"],
        vec!["debrief", "--plain"],
        vec!["export", "--format", "html"],
        vec!["insights"],
        vec!["due"],
        vec!["doctor"],
        vec!["backup", "/dev/shm/never/there.tar"],
        vec!["listen"],
    ] {
        traced(&arguments, "").unwrap();
    }
    let trace = std::fs::read_to_string(&trace).unwrap();
    // So that an empty file proves nothing: each program leaves a line at its end.
    assert!(trace.matches("exited with").count() >= 11, "{trace}");
    for family in ["AF_INET", "AF_INET6", "AF_PACKET", "AF_NETLINK"] {
        assert!(!trace.contains(family), "{trace}");
    }
}
