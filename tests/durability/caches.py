#!/usr/bin/env python3
"""caches.py BINARY [--every N] [--jobs N] - index and digests, whose writing fails or is ended at any call. They may be lost, but never mislead.

A search and a list of what is due make both anew, and once more after a conversation was added. For each call that writes, names, syncs
or removes, and for each n, the n-th one fails (no room, an error of the disk), or the program is ended in it. What it answers all the
same has to be right, or say what could not be read; and so has what is answered by the next one, to whom nothing happens.

Needs strace; else it says so, and ends with 77. --every 7 tries every seventh call alone. Ends with 1 when an answer was wrong."""
import argparse, concurrent.futures, glob, os, re, shutil, subprocess, sys, tempfile, time

CALLS = ["write", "openat", "renameat2", "renameat", "rename", "fsync", "fdatasync", "ftruncate", "unlink", "mkdir"]
FAULTS = ["error=ENOSPC", "error=EIO", "signal=KILL"]
ASKED = [["search", "--json", "--exact", "charlie"], ["due"]]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def environment(home):
    return dict(PATH=os.environ["PATH"], HOME=home, MINERAL_HOME=home, TZ="UTC", LC_ALL="C.UTF-8", TMPDIR=home)


def run(binary, home, *arguments, said=""):
    return subprocess.run([binary, *arguments], input=said, env=environment(home), capture_output=True, text=True, timeout=60)


class World:
    """A library without index and digests, one in which they are older than the library, and what is right in each."""

    def __init__(self, binary):
        self.binary, self.root = binary, tempfile.mkdtemp(prefix="caches-")
        fresh, older = f"{self.root}/fresh", f"{self.root}/older"
        os.mkdir(fresh)
        for n, name in enumerate(["Ana Ruiz", "Tom Berg"]):
            self.talk(fresh, name, n)
        shutil.rmtree(f"{fresh}/cache", ignore_errors=True)
        shutil.copytree(fresh, older)
        for asked in ASKED:
            run(binary, older, *asked)
        self.talk(older, "Nadia Holm", 7)
        self.homes = {"made anew": fresh, "brought up to date": older}
        self.right = {}
        for what, home in self.homes.items():
            for asked in ASKED:
                copy = self.copy(home)
                self.right[what, asked[0]] = run(binary, copy, *asked).stdout
                assert "charlie" in self.right[what, asked[0]] or asked[0] == "due"
                shutil.rmtree(copy)
            assert "foxtrot" in self.right[what, "due"], self.right

    def talk(self, home, name, n):
        done = run(self.binary, home, "live", "--plain", "--with", name, said=f"alpha {n} bravo charlie\n!us foxtrot {n} by friday\n/end\n")
        assert done.returncode == 0, done.stderr
        # What was written just now is not taken into the digests yet.
        for path in glob.glob(f"{home}/data/sessions/*/*.yaml"):
            os.utime(path, (time.time() - 3600, time.time() - 3600))

    def copy(self, home):
        dir = tempfile.mkdtemp(prefix="trial-", dir=self.root)
        # With the times, so that the copy of a cache is believed as the cache is.
        shutil.copytree(home, f"{dir}/home")
        return f"{dir}/home"

    def traced(self, home, asked, more):
        return subprocess.run(["strace", "-f", *more, self.binary, *asked], env=environment(home), capture_output=True, text=True, timeout=60)

    def counts(self, what, asked):
        home = self.copy(self.homes[what])
        self.traced(home, asked, ["-o", f"{home}/trace"])
        text = open(f"{home}/trace").read()
        shutil.rmtree(home)
        return {call: len(re.findall(rf"\b{call}\(", text)) for call in CALLS}

    def trial(self, what, asked, call, fault, n):
        home, right = self.copy(self.homes[what]), self.right[what, asked[0]]
        name = f"{asked[0]}, {what}: {call}:{fault} {n}"
        try:
            ran = self.traced(home, asked, ["-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={n}"])
        except subprocess.TimeoutExpired:
            return f"{name}: it hangs"
        told = ran.stdout + ran.stderr
        if ran.returncode == 0 and ran.stdout != right and "could not" not in told and "cannot" not in told:
            return f"{name}: a wrong answer: {ran.stdout!r} {ran.stderr[-200:]!r}"
        if "has a fault" in told:
            return f"{name}: {told[-300:]}"
        for again in ASKED:
            after = run(self.binary, home, *again)
            if after.stdout != self.right[what, again[0]]:
                return f"{name}: then {again[0]} answers {after.stdout!r} {after.stderr[-200:]!r}"
        shutil.rmtree(home)
        return None


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("binary")
    ap.add_argument("--every", type=int, default=1)
    ap.add_argument("--jobs", type=int, default=2)
    a = ap.parse_args()
    if not shutil.which("strace"):
        skip("there is no strace")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        skip("strace may trace nothing here")
    world = World(os.path.abspath(a.binary))
    wanted = [(what, asked, call, fault, n) for what in world.homes for asked in ASKED for call, count in world.counts(what, asked).items()
              for fault in FAULTS for n in range(1, count + 1, a.every)]
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        bad = [r for r in pool.map(lambda w: world.trial(*w), wanted) if r]
    shutil.rmtree(world.root)
    for line in bad:
        print(line)
    print(f"{len(wanted)} calls that make index and digests failed or ended the program, {len(bad)} of them led to a wrong answer")
    sys.exit(1 if bad else 0)
