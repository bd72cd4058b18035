#!/usr/bin/env python3
"""trouble.py BINARY [--every N] [--only WORD] - saving fails for a while under a conversation on the screen, and works again.

A write that takes only the first k bytes, for each k up to the length of a record (a limit on the size of files, which is set from
outside while the program runs: the kernel itself writes k bytes and no more); no room at all; an error of the disk in write and in
fdatasync (strace). Each of it in the file of the session, and in that of the draft.

Meanwhile what was there has to stay byte for byte, what is typed has to appear, and the warning has to stand on the screen. Then either
there is room again, and every word has to be saved; or the program is killed, and all that was saved before has to be whole.

Needs Linux, and strace for a part; what cannot be tried is said. --every 7 tries every seventh k. Ends with 1 when something was lost."""
import argparse, glob, os, resource, shutil, signal, subprocess, sys, tempfile, time

sys.dont_write_bytecode = True
from power import Terminal, screen, squeezed

# Python ignores the signal that comes with a limit, and whatever it starts would, too: the program has to see to that itself.
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
CALLS = {"EIO": "write:error=EIO", "ENOSPC": "write:error=ENOSPC", "sync": "fdatasync:error=EIO"}
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
SECONDS = 30


def environment(home):
    return dict(PATH=os.environ["PATH"], TERM="xterm-256color", HOME=home, MINERAL_HOME=home, TZ="UTC", LC_ALL="C.UTF-8")


def size(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


class Trouble:
    """One conversation with one trouble in it."""

    def __init__(self, binary, kind, file, k=0, killed=False):
        self.binary, self.kind, self.file, self.k, self.killed = binary, kind, file, k, killed
        self.tracer = None
        self.home = tempfile.mkdtemp(prefix="trouble-")
        self.env = environment(self.home)
        # A session that is longer than any draft, where the session is to be hit; else one that is shorter.
        self.said = [f"line {n} of a conversation that is going on" for n in range(40 if file == "session" else 1)]
        done = subprocess.run([binary, "live", "--plain", "--with", "Ana Ruiz"], input="\n".join(self.said) + "\n", env=self.env,
                              capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        self.session = glob.glob(f"{self.home}/data/sessions/*/*.yaml")[0]
        self.draft = self.session.replace(".yaml", ".draft")

    def name(self):
        return f"{self.kind} in the {self.file}" + (f", {self.k} bytes are taken" if self.kind == "short" else "") + (", then killed" if self.killed else "")

    def wait(self, t, what, true):
        until = time.monotonic() + SECONDS
        while not true(screen(t.seen())):
            if time.monotonic() > until:
                raise AssertionError(f"{what}:\n{screen(t.seen())}")
            t.drain(0.02)

    def begin(self, t):
        """The trouble begins, from outside."""
        path = self.session if self.file == "session" else self.draft
        if self.kind == "short":
            resource.prlimit(t.pid, resource.RLIMIT_FSIZE, (size(path) + self.k, resource.RLIM_INFINITY))
            return
        self.tracer = subprocess.Popen(["strace", "-f", "-o", "/dev/null", "-p", str(t.pid), "-P", path, "-e", "trace=write,fdatasync",
                                        "-e", f"inject={CALLS[self.kind]}"], stderr=subprocess.PIPE, text=True)
        # It says how many threads it has got hold of.
        told = self.tracer.stderr.readline()
        assert "attached" in told, told

    def end(self, t):
        """All is well again."""
        if self.kind == "short":
            try:
                resource.prlimit(t.pid, resource.RLIMIT_FSIZE, NO_LIMIT)
            except ProcessLookupError:
                pass
        elif self.tracer:
            self.tracer.send_signal(signal.SIGINT)
            self.tracer.communicate()
            self.tracer = None

    def run(self):
        t = Terminal([self.binary, "resume"], self.env)
        try:
            return self.go(t)
        except AssertionError as e:
            return f"{self.name()}: {e}"
        finally:
            self.end(t)
            try:
                os.kill(t.pid, signal.SIGKILL)
                os.waitpid(t.pid, 0)
            except (ProcessLookupError, ChildProcessError):
                pass
            os.close(t.fd)
            shutil.rmtree(self.home, ignore_errors=True)

    def say(self, t, line):
        t.type(line + "\r")
        self.wait(t, f"{line!r} was not taken in", lambda s: squeezed("“" + line) in squeezed(s))
        self.said.append(line)

    def go(self, t):
        self.wait(t, "it did not begin", lambda s: "of 7" in s)
        self.say(t, "said before it began")
        self.wait(t, "it was not saved", lambda s: "● saved" in s)
        with open(self.session, "rb") as f:
            before = f.read()
        self.begin(t)
        if self.file == "session":
            self.say(t, "said while nothing could be saved")
        else:
            # One key is one record; the next ones find no room either.
            t.type("x")
        # It has to stand there, and to go on standing there while one types.
        self.wait(t, "no warning", lambda s: "not saved" in s)
        half = "typed meanwhile"
        t.type(half)
        self.wait(t, "what is typed does not appear", lambda s: squeezed(half) in squeezed(s))
        assert "not saved" in screen(t.seen()), "the warning went though nothing is better"
        with open(self.session, "rb") as f:
            assert f.read().startswith(before), "what was there was changed"
        if self.killed:
            os.kill(t.pid, signal.SIGKILL)
            self.there(self.said[:-1] if self.file == "session" else self.said)
            return None
        self.end(t)
        self.wait(t, "it is not saved though there is room", lambda s: "not saved" not in s and "● saved" in s)
        t.type("\r")
        self.said.append(half if self.file == "session" else "x" + half)
        self.wait(t, "it was not saved", lambda s: squeezed("“" + self.said[-1]) in squeezed(s) and "● saved" in s)
        t.type("\x11")
        self.wait(t, "it did not leave", lambda s: "Unfinished" in s)
        t.type("q")
        until = time.monotonic() + SECONDS
        while not (ended := os.waitpid(t.pid, os.WNOHANG))[0]:
            assert time.monotonic() < until, "it did not end"
            t.drain(0.02)
        assert ended[1] == 0, f"it ended with {ended[1]}"
        with open(self.session, "rb") as f:
            assert f.read().startswith(before), "what was there was changed"
        self.there(self.said)
        well = subprocess.run([self.binary, "doctor"], env=self.env, capture_output=True, text=True)
        assert "all is well" in well.stdout, well.stdout
        return None

    def there(self, said):
        out = subprocess.run([self.binary, "read", "--plain"], env=self.env, capture_output=True, text=True)
        for line in said:
            assert squeezed(line) in squeezed(out.stdout), f"{line!r} is lost:\n{out.stdout}{out.stderr}"


def can_attach():
    """Whether strace may attach to a program that lets nobody look into it, as ours does."""
    if os.geteuid() != 0 or not shutil.which("strace"):
        return False
    other = subprocess.Popen(["sleep", "60"])
    tracer = subprocess.Popen(["strace", "-o", "/dev/null", "-p", str(other.pid)], stderr=subprocess.PIPE, text=True)
    told = tracer.stderr.readline()
    other.kill()
    other.wait()
    tracer.communicate()
    return "attached" in told


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("binary")
    ap.add_argument("--every", type=int, default=1)
    ap.add_argument("--only", default="")
    a = ap.parse_args()
    a.binary = os.path.abspath(a.binary)
    if not hasattr(resource, "prlimit"):
        print("skipped: no limit can be set from outside here")
        sys.exit(77)
    # The record of the line has 143 bytes, that of one key in the draft 70.
    wanted = [("short", "session", k, killed) for k in range(0, 140, a.every) for killed in (False, True)]
    wanted += [("short", "draft", k, killed) for k in range(0, 70, a.every) for killed in (False, True)]
    if can_attach():
        wanted += [(kind, file, 0, False) for kind in ("EIO", "ENOSPC", "sync") for file in ("session", "draft")]
    else:
        print("strace cannot attach to a program here (that needs root): no errors of the disk")
    wanted = [w for w in wanted if a.only in ("", w[0], w[1])]
    bad = 0
    for kind, file, k, killed in wanted:
        wrong = Trouble(a.binary, kind, file, k, killed).run()
        if wrong:
            bad += 1
            print(wrong)
    print(f"{len(wanted)} troubles on the screen, {bad} of them cost something")
    sys.exit(1 if bad else 0)
