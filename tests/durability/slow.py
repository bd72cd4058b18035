#!/usr/bin/env python3
"""slow.py BINARY [--keys N] [--most PERCENT] - does a key wait for the disk? Each sync takes 200 ms in one program, and what it takes in another.

Both run at the same time, and get their keys in turn, in an order that changes: whatever else the machine does is the same for both.
Both are traced, so that the tracing is no difference. From the key to the bytes that draw it; the pauses between keys are those of
somebody who types fast. The medians are compared, with the range in which 95 of 100 repetitions from the same keys would fall.

Needs strace; else it says so, and ends with 77. With --most 10 it ends with 1 when the difference is more than 10 % beyond any doubt
of the measure; without, when a key has waited for a sync."""
import argparse, os, random, re, shutil, signal, statistics, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
from power import Terminal

DELAY = 0.2
LETTERS = "bcdfghjkmpqvwxyz"


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


class Typed:
    """A conversation that is typed into, and how long each key took to its frame."""

    def __init__(self, binary, delay):
        self.home = tempfile.mkdtemp(prefix="slow-")
        env = dict(PATH=os.environ["PATH"], TERM="xterm-256color", HOME=self.home, MINERAL_HOME=self.home, TZ="UTC", LC_ALL="C.UTF-8")
        inject = ["-e", f"inject=fsync,fdatasync:delay_exit={int(DELAY * 1e6)}"] if delay else []
        # With a filter in the kernel, all other calls run as if nobody watched.
        self.trace = f"{self.home}/trace"
        self.t = Terminal(["strace", "-f", "--seccomp-bpf", "-o", self.trace, "-e", "trace=fsync,fdatasync", *inject,
                           binary, "live", "--with", "Ana Ruiz"], env)
        self.t.wait_for("1 of 7")
        self.took, self.length = [], 0

    def key(self, rnd):
        if self.length == 60:
            # So that the line does not grow, and the words are kept now and then.
            self.t.type("\r")
            self.t.drain(0.1)
            self.length = 0
        self.t.drain(0)
        letter = rnd.choice(LETTERS)
        before = len(self.t.parts)
        begun = time.monotonic()
        self.t.type(letter)
        seen = b""
        while letter.encode() not in re.sub(rb"\x1b\[[0-9;?]*[A-Za-z]", b"", seen):
            if time.monotonic() - begun > 10:
                raise SystemExit(f"{letter!r} did not come")
            self.t.drain(0.0005)
            seen = b"".join(part for _, part in self.t.parts[before:])
        self.took.append(self.t.parts[-1][0] - begun)
        self.length += 1
        del self.t.parts[:-1]

    def end(self):
        syncs = len(re.findall(r"f(data)?sync\(", open(self.trace).read()))
        os.kill(self.t.pid, signal.SIGKILL)
        os.waitpid(self.t.pid, 0)
        os.close(self.t.fd)
        shutil.rmtree(self.home, ignore_errors=True)
        return syncs


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("binary")
    ap.add_argument("--keys", type=int, default=2000)
    ap.add_argument("--most", type=float)
    ap.add_argument("--seed", type=int, default=1)
    a = ap.parse_args()
    if not shutil.which("strace"):
        skip("there is no strace")
    if subprocess.run(["strace", "-f", "--seccomp-bpf", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        skip("strace may trace nothing here, or is too old")
    rnd, load = random.Random(a.seed), os.getloadavg()[0]
    both = [Typed(os.path.abspath(a.binary), delay) for delay in (False, True)]
    for n in range(a.keys + 20):
        order = both if rnd.random() < 0.5 else both[::-1]
        for program in order:
            program.key(rnd)
            time.sleep(rnd.uniform(0.005, 0.03))
    syncs = [program.end() for program in both]
    # The first ones find nothing warm.
    usual, slow = [program.took[20:] for program in both]
    middle = statistics.median
    ratio = middle(slow) / middle(usual)
    resampled = sorted(middle(rnd.choices(slow, k=len(slow))) / middle(rnd.choices(usual, k=len(usual))) for _ in range(400))
    low, high = resampled[10], resampled[-11]
    for name, took, count in (("as it is", usual, syncs[0]), ("200 ms", slow, syncs[1])):
        took = sorted(took)
        print(f"{name:9} {len(took)} keys, {count} syncs: {middle(took) * 1000:.2f} ms (median), "
              f"{took[len(took) * 95 // 100] * 1000:.2f} ms (19 of 20), {took[-1] * 1000:.1f} ms (slowest)")
    print(f"200 ms against as it is: {(ratio - 1) * 100:+.1f} % ({(low - 1) * 100:+.1f} to {(high - 1) * 100:+.1f} %); load {load:.1f} to {os.getloadavg()[0]:.1f}")
    if syncs[1] < a.keys // 40:
        print("hardly anything was synced: this proves nothing")
        sys.exit(1)
    waited = sum(t > DELAY for t in slow)
    if waited:
        print(f"{waited} keys have waited for a sync")
    sys.exit(1 if waited or (a.most is not None and (low - 1) * 100 > a.most) else 0)
