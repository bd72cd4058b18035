#!/usr/bin/env python3
"""faults.py BINARY [--every N] [--jobs N] - lets each system call of a conversation fail once, or kills the program in it.

For write, fsync, fdatasync, openat, renameat2, linkat and ftruncate, and for each n, the n-th call of a whole conversation is
made to fail (no room, an error of the disk) or ends the program on the spot. Afterwards each line that the program had said was
kept has to be in the library, or was given back word for word; and an earlier conversation has to be there byte for byte.

Needs strace; else it says so, and ends with 77. --every 7 tries every seventh call alone. Ends with 1 when a word was lost."""
import argparse, concurrent.futures, os, re, shutil, subprocess, sys, tempfile

LINES = ["alpha bravo charlie", "delta echo foxtrot", "golf hotel india", "# juliett kilo", "!us lima mike by friday", "~worried 4"]
WORDS = ["alpha bravo charlie", "delta echo foxtrot", "golf hotel india", "juliett kilo", "lima mike", "worried"]
FAULTS = {
    "write": ["error=ENOSPC", "error=EIO", "signal=KILL"],
    "fsync": ["error=EIO", "signal=KILL"],
    "fdatasync": ["error=EIO", "error=ENOSPC", "signal=KILL"],
    "openat": ["error=ENOSPC", "error=EIO", "signal=KILL"],
    "renameat2": ["error=ENOSPC", "signal=KILL"],
    "linkat": ["error=ENOSPC", "signal=KILL"],
    "ftruncate": ["error=EIO", "signal=KILL"],
}
LIVE = ["live", "--plain", "--with", "Ana Ruiz"]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def environment(home):
    return dict(PATH=os.environ["PATH"], HOME=home, MINERAL_HOME=home, TZ="UTC", LC_ALL="C.UTF-8", TMPDIR=home)


def files(home):
    found = {}
    for at, _, names in os.walk(f"{home}/data"):
        for name in names:
            with open(f"{at}/{name}", "rb") as f:
                found[os.path.relpath(f"{at}/{name}", home)] = f.read()
    return found


def prepared(binary):
    home = tempfile.mkdtemp(prefix="faults-")
    done = subprocess.run([binary, *LIVE], input="an earlier one\n/end\n", env=environment(home), capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return home


def counts(binary):
    """How many calls of each kind a conversation makes."""
    home = prepared(binary)
    trace = f"{home}/trace"
    calls = ",".join(FAULTS)
    subprocess.run(["strace", "-f", "-o", trace, "-e", f"trace={calls}", binary, *LIVE], input="\n".join(LINES) + "\n/end\n",
                   env=environment(home), capture_output=True, text=True)
    text = open(trace).read()
    shutil.rmtree(home, ignore_errors=True)
    return {call: len(re.findall(rf"\b{call}\(", text)) for call in FAULTS}


def once(binary, call, fault, n):
    home = prepared(binary)
    before = files(home)
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={n}", binary, *LIVE]
    try:
        ran = subprocess.run(command, input="\n".join(LINES) + "\n/end\n", env=environment(home), capture_output=True, text=True, timeout=60)
    except subprocess.TimeoutExpired:
        return f"{call}:{fault} {n}: it hangs"
    read = subprocess.run([binary, "export", "--all"], env=environment(home), capture_output=True, text=True)
    draft = subprocess.run([binary, "read", "--plain"], env=environment(home), capture_output=True, text=True)
    there = read.stdout + draft.stdout + ran.stderr
    # What the program has said is kept.
    said = [w for w in WORDS if re.search(rf"kept \d+: .*{re.escape(w)}", ran.stdout)]
    lost = [w for w in said if w not in there]
    after = files(home)
    hurt = [name for name, was in before.items() if name.endswith(".yaml") and not after.get(name, b"").startswith(was)]
    shutil.rmtree(home, ignore_errors=True)
    if lost:
        return f"{call}:{fault} {n}: lost {lost}; code {ran.returncode}; said: {ran.stderr[-300:]}"
    if hurt:
        return f"{call}:{fault} {n}: changed {hurt}"
    if "panicked" in ran.stderr:
        return f"{call}:{fault} {n}: {ran.stderr[-300:]}"
    return None


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("binary")
    ap.add_argument("--every", type=int, default=1)
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    a.binary = os.path.abspath(a.binary)
    if not shutil.which("strace"):
        skip("there is no strace")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        skip("strace may trace nothing here")
    wanted = [(call, fault, n) for call, count in counts(a.binary).items() for fault in FAULTS[call] for n in range(1, count + 1, a.every)]
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        bad = [r for r in pool.map(lambda w: once(a.binary, *w), wanted) if r]
    for line in bad:
        print(line)
    print(f"{len(wanted)} calls failed or ended the program, {len(bad)} of them cost something")
    sys.exit(1 if bad else 0)
