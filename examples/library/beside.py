#!/usr/bin/env python3
"""Others on the same notes, in turns with mineral, so that whatever else the machine does falls on all of them.

    pip install tantivy jrnl pyte
    cargo install tui-journal
    cargo build --release
    python3 examples/library/beside.py notes.jsonl LIBRARY [ROUNDS]

NOTES has one JSON object a line (id, date, title, body); LIBRARY was made of it by `library make`. For each: seconds on the
clock, and seconds that the processors worked, the middle of some rounds. Opening is to show the newest conversation. tui-journal and the
library's screen are used in a terminal of 80x24, where the clock stops when the screen shows what was asked for.
"""
import atexit, fcntl, json, os, pty, re, resource, select, shutil, signal, statistics, struct, subprocess, sys, tempfile, termios, time
import pyte

HERE = os.path.dirname(os.path.abspath(__file__))
MINERAL = os.environ.get("MINERAL", os.path.join(HERE, "../../target/release/mineral"))
TANTIVY = """
import json, os, sys, tantivy
notes, out, stored = sys.argv[1:4]
schema = tantivy.SchemaBuilder()
schema.add_integer_field("id", stored=True, indexed=True)
schema.add_text_field("title", stored=True)
schema.add_text_field("body", stored=stored == "stored")
writer = tantivy.Index(schema.build(), path=out).writer(200_000_000, 2)
for name in sorted(os.listdir(notes)):
    note = json.load(open(os.path.join(notes, name)))
    writer.add_document(tantivy.Document(id=note["id"], title=note["title"], body=note["body"]))
writer.commit()
writer.wait_merging_threads()
"""
JRNL = """colors: {body: none, date: none, tags: none, title: none}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {default: {journal: %s}}
linewrap: 79
tagsymbols: '#@'
template: false
timeformat: '%%F %%R'
version: v4.6
"""


def run(command):
    """Seconds on the clock, seconds of work, and what it printed."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    out = subprocess.run(command, capture_output=True, text=True)
    took, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if out.returncode != 0:
        sys.exit(f"{command}: {out.stderr}")
    return took, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, out.stdout


class Screen:
    """A program in a terminal."""

    def __init__(self, command):
        self.screen = pyte.Screen(80, 24)
        self.stream = pyte.ByteStream(self.screen)
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
            os.environ["TERM"] = "xterm-256color"
            os.execvp(command[0], command)

    def shows(self, words):
        """Waits for words on the screen."""
        until = time.monotonic() + 120
        while not re.search(words, "\n".join(self.screen.display)):
            if time.monotonic() > until or not select.select([self.fd], [], [], 120)[0]:
                sys.exit(f"{words} was not shown:\n" + "\n".join(self.screen.display))
            try:
                self.stream.feed(os.read(self.fd, 65536))
            except OSError:
                sys.exit("it ended:\n" + "\n".join(self.screen.display))

    def end(self):
        os.kill(self.pid, signal.SIGKILL)
        _, _, used = os.wait4(self.pid, 0)
        os.close(self.fd)
        return used.ru_utime + used.ru_stime


def used(command, opened, keys, found):
    """Seconds until it is open, seconds from the first key until it is found, and seconds of work."""
    began = time.perf_counter()
    screen = Screen(command)
    screen.shows(opened)
    open_after = time.perf_counter() - began
    began = time.perf_counter()
    for key, shows in keys:
        os.write(screen.fd, key.encode())
        if shows:
            screen.shows(shows)
    screen.shows(found)
    return open_after, time.perf_counter() - began, screen.end()


def main():
    notes, library = sys.argv[1], os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    work = tempfile.mkdtemp(dir=os.environ.get("TMPDIR"))
    atexit.register(shutil.rmtree, work, ignore_errors=True)
    journal, single, settings = (os.path.join(work, name) for name in ("journal.txt", "notes", "jrnl.yaml"))
    os.mkdir(single)
    os.mkdir(os.path.join(work, "tjournal"))
    entries = []
    with open(journal, "w") as out:
        for line in open(notes):
            note = json.loads(line)
            out.write(f"[{note['date']}] {note['title']}.\n{note['body']}\n")
            with open(os.path.join(single, f"{note['id']:07}.json"), "w") as one:
                one.write(line)
            entries.append({"id": note["id"], "date": note["date"].replace(" ", "T") + ":00Z", "title": note["title"],
                            "content": note["body"], "tags": note.get("tags", []), "priority": None})
    many, rare = len(entries), sum("kaleidoscope" in e["content"] for e in entries)
    theirs = os.path.join(work, "entries.json")
    with open(theirs, "w") as out:
        json.dump(entries, out)
    del entries
    with open(settings, "w") as out:
        out.write(JRNL % journal)
    index = os.path.join(work, "index")
    mineral = [MINERAL, "--data-dir", library]
    jrnl = ["jrnl", "--config-file", settings]
    binding = [sys.executable, "-c", TANTIVY, single, index]
    jobs = {
        "index from nothing, mineral": mineral + ["doctor", "--rebuild"],
        "index from nothing, tantivy in Python": binding + ["no"],
        "index from nothing, tantivy in Python, with the texts": binding + ["stored"],
        "search a rare word, mineral": mineral + ["search", "kaleidoscope", "--exact"],
        "search a rare word, jrnl": jrnl + ["-contains", "kaleidoscope", "--short"],
        "open the newest, mineral": mineral + ["read", "--plain"],
        "open the newest, jrnl": jrnl + ["-n", "1"],
    }
    screens = {
        "mineral": (mineral + ["review"], rf"{many} · newest", [("/", None), ("kaleidoscope", None)], rf" {rare} found"),
        "tui-journal": (
            ["tjournal", "-c", os.path.join(work, "tjournal"), "-b", "json", "-j", theirs],
            rf"/{many}",
            [("f", "Matching"), ("\t", None), ("kaleidoscope", None), ("\r", None)],
            rf"/{rare}\b",
        ),
    }
    if not shutil.which("tjournal"):
        print("skipped: tui-journal is not installed")
        del screens["tui-journal"]
    took = {name: [] for name in jobs}
    seen = {name: [] for name in screens}
    for _ in range(rounds):
        for name, command in jobs.items():
            if command[0] == sys.executable:
                shutil.rmtree(index, ignore_errors=True)
                os.mkdir(index)
            took[name].append(run(command)[:2])
        for name, how in screens.items():
            seen[name].append(used(*how))
    for name, times in took.items():
        wall, worked = (statistics.median(t[i] for t in times) for i in (0, 1))
        print(f"{name:55} {wall:8.2f} s on the clock {worked:8.2f} s of work")
    for name, times in seen.items():
        opened, found, worked = (statistics.median(t[i] for t in times) for i in (0, 1, 2))
        print(f"on the screen, {name:12} open {opened:8.3f} s, a word typed and found {found:8.3f} s, {worked:8.2f} s of work")


main()
