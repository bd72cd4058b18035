#!/usr/bin/env python3
"""backups.py BINARY [--every N] [--jobs N] - a backup, and bringing one back, that fails or is ended at any call.

For each call that writes, names or syncs, and for each n, the n-th one fails (no room, an error of the disk), or the program is ended
in it (KILL, TERM, HUP). Under the name of the backup there has to be nothing, or a whole backup; the library it is made from has to be
as it was, to the byte. Of a library that is brought back, each file has to be missing or whole, files that were there before have to
be as they were, and doing it again has to bring all of it back.

Needs strace; else it says so, and ends with 77. --every 7 tries every seventh call alone. Ends with 1 when something was lost."""
import argparse, concurrent.futures, os, re, shutil, subprocess, sys, tempfile

CALLS = ["write", "fsync", "fdatasync", "openat", "renameat2", "renameat", "rename", "linkat", "link", "unlink", "ftruncate", "mkdir"]
FAULTS = ["error=ENOSPC", "error=EIO", "signal=KILL", "signal=TERM", "signal=HUP"]
SAID = ["alpha bravo charlie", "~worried 4", "# delta echo", "!us foxtrot by friday"]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def environment(home):
    return dict(PATH=os.environ["PATH"], HOME=home, MINERAL_HOME=home, TZ="UTC", LC_ALL="C.UTF-8", TMPDIR=home)


def run(binary, home, *arguments, said=""):
    return subprocess.run([binary, *arguments], input=said, env=environment(home), capture_output=True, text=True, timeout=60)


def files(home):
    """Each file of a library and of its settings, and its bytes; temporary files are none."""
    found = {}
    for at, _, names in [*os.walk(f"{home}/data"), *os.walk(f"{home}/config")]:
        for name in names:
            if not name.startswith("."):
                with open(f"{at}/{name}", "rb") as f:
                    found[os.path.relpath(f"{at}/{name}", home)] = f.read()
    return found


class World:
    """A library and a backup of it; copied for each trial."""

    def __init__(self, binary):
        self.binary, self.root = binary, tempfile.mkdtemp(prefix="backups-")
        self.home = f"{self.root}/home"
        os.mkdir(self.home)
        for name in ["Ana Ruiz", "Tom Berg"]:
            done = run(binary, self.home, "live", "--plain", "--with", name, said="\n".join(SAID) + "\n")
            assert done.returncode == 0, done.stderr
        os.mkdir(f"{self.home}/config")
        for name, text in [("config.yaml", "theme: none\n"), ("filters.yaml", "filters:\n- name: cold\n  query: person:ana\n")]:
            with open(f"{self.home}/config/{name}", "w") as f:
                f.write(text)
        self.backup = f"{self.root}/whole.tar"
        done = run(binary, self.home, "backup", self.backup)
        assert done.returncode == 0, done.stderr
        self.files = files(self.home)
        # One file is there already: it may not be touched.
        self.some = sorted(name for name in self.files if name.endswith(".yaml") and "sessions/" in name)[0]

    def prepared(self, what):
        dir = tempfile.mkdtemp(prefix="trial-", dir=self.root)
        home = f"{dir}/home"
        if what == "backup":
            shutil.copytree(self.home, home)
            return dir, home, ["backup", f"{dir}/it.tar"]
        os.makedirs(os.path.dirname(f"{home}/{self.some}"))
        shutil.copy(f"{self.home}/{self.some}", f"{home}/{self.some}")
        return dir, home, ["restore", self.backup]

    def counts(self, what):
        dir, home, arguments = self.prepared(what)
        trace = f"{dir}/trace"
        subprocess.run(["strace", "-f", "-o", trace, self.binary, *arguments], env=environment(home), capture_output=True)
        text = open(trace).read()
        shutil.rmtree(dir)
        return {call: len(re.findall(rf"\b{call}\(", text)) for call in CALLS}

    def trial(self, what, call, fault, n):
        dir, home, arguments = self.prepared(what)
        name = f"{what}: {call}:{fault} {n}"
        before = files(home)
        traced = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={n}", self.binary, *arguments]
        try:
            ran = subprocess.run(traced, env=environment(home), capture_output=True, text=True, timeout=60)
        except subprocess.TimeoutExpired:
            return f"{name}: it hangs"
        if "panicked" in ran.stderr or "has a fault" in ran.stderr:
            return f"{name}: {ran.stderr[-300:]}"
        wrong = self.of_backup(dir, home, before, ran) if what == "backup" else self.of_restore(home, ran)
        shutil.rmtree(dir)
        return wrong and f"{name} (code {ran.returncode}): {wrong}"

    def of_backup(self, dir, home, before, ran):
        if files(home) != before:
            return "the library was changed"
        at = f"{dir}/it.tar"
        if os.path.exists(at):
            again = f"{dir}/again"
            os.mkdir(again)
            back = run(self.binary, again, "restore", at)
            if back.returncode != 0 or files(again) != before:
                return f"what has the backup's name is no whole backup: {back.stderr[-300:]}"
        elif ran.returncode == 0:
            return "it says that all went well, and there is nothing"
        left = [n for n in os.listdir(dir) if n not in ("home", "it.tar", "again")]
        # Whoever is killed cannot tidy up; who is told to end, or fails, can.
        if left and ran.returncode != -9 and ran.returncode != 137:
            return f"left beside it: {left}"
        return None

    def of_restore(self, home, ran):
        for file, bytes in files(home).items():
            if file in self.files and bytes != self.files[file]:
                return f"{file} is neither missing nor whole"
        if ran.returncode == 0 and not self.files.items() <= files(home).items():
            return "it says that all went well, and something is missing"
        again = run(self.binary, home, "restore", self.backup)
        there = files(home)
        if again.returncode != 0 or any(there.get(file) != bytes for file, bytes in self.files.items()):
            return f"doing it again does not bring it all back: {again.stderr[-300:]}"
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
    wanted = [(what, call, fault, n) for what in ("backup", "restore") for call, count in world.counts(what).items()
              for fault in FAULTS for n in range(1, count + 1, a.every)]
    with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
        bad = [r for r in pool.map(lambda w: world.trial(*w), wanted) if r]
    shutil.rmtree(world.root)
    for line in bad:
        print(line)
    print(f"{len(wanted)} calls of a backup or of bringing one back failed or ended the program, {len(bad)} of them cost something")
    sys.exit(1 if bad else 0)
