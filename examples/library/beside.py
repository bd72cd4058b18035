#!/usr/bin/env python3
"""Others on the same notes, in turns with mineral, so that whatever else the machine does falls on all of them.

    pip install tantivy jrnl
    cargo build --release
    python3 examples/library/beside.py notes.jsonl LIBRARY [ROUNDS]

NOTES has one JSON object a line (id, date, title, body); LIBRARY was made of it by `library make`. For each: seconds on the
clock, and seconds that the processors worked, the middle of some rounds. Opening is to show the newest conversation.
"""
import json, os, resource, shutil, statistics, subprocess, sys, tempfile, time

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


def main():
    notes, library = sys.argv[1], os.path.abspath(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    work = tempfile.mkdtemp(dir=os.environ.get("TMPDIR"))
    journal, single, settings = (os.path.join(work, name) for name in ("journal.txt", "notes", "jrnl.yaml"))
    os.mkdir(single)
    with open(journal, "w") as out:
        for line in open(notes):
            note = json.loads(line)
            out.write(f"[{note['date']}] {note['title']}.\n{note['body']}\n")
            with open(os.path.join(single, f"{note['id']:07}.json"), "w") as one:
                one.write(line)
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
    took = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, command in jobs.items():
            if command[0] == sys.executable:
                shutil.rmtree(index, ignore_errors=True)
                os.mkdir(index)
            took[name].append(run(command)[:2])
    for name, times in took.items():
        wall, worked = (statistics.median(t[i] for t in times) for i in (0, 1))
        print(f"{name:55} {wall:8.2f} s on the clock {worked:8.2f} s of work")
    shutil.rmtree(work)


main()
