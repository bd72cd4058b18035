#!/usr/bin/env python3
"""turning.py BINARY [--every N] [--jobs N] [--ways in,out] - a library becomes a vault, and a plain one again, while each system call
fails once, or ends the program on the spot.

For each call that changes something on the disk (write, fsync, openat, renameat2, rename, linkat, unlink, unlinkat, mkdir, ftruncate), and
for each n, the n-th of `mineral vault create` (in) or `mineral vault dissolve` (out) is made to fail (no room, an error of the disk) or
ends the program. Then everything has to be readable with the key: a conversation that was ended, one with words in its input, one in the
bin, the people, a saved filter. Done once more it has to end well, and then: on the way in, no word of a client can be read in any file,
byte by byte, and nothing is left over; on the way out, each file has the bytes that it had before.

Needs strace, and ssh-keygen or a key file in MINERAL_KEY; else it says so, and ends with 77. --every 7 tries every seventh call alone. Ends
with 1 when something was lost or was left plain."""
import argparse, concurrent.futures, os, re, shutil, subprocess, sys, tempfile

WORDS = [b"Tom Berg", b"Ines Duarte", b"closing number", b"nine days", b"half a thought", b"to be deleted"]
FAULTS = {
    "write": ["error=ENOSPC", "error=EIO", "signal=KILL"],
    "fsync": ["error=EIO", "signal=KILL"],
    "openat": ["error=ENOSPC", "signal=KILL"],
    "renameat2": ["error=ENOSPC", "signal=KILL"],
    "rename": ["error=EIO", "signal=KILL"],
    "linkat": ["error=ENOSPC", "signal=KILL"],
    "unlink": ["error=EIO", "signal=KILL"],
    "unlinkat": ["error=EIO", "signal=KILL"],
    "mkdir": ["error=ENOSPC", "signal=KILL"],
    "ftruncate": ["error=EIO", "signal=KILL"],
}
# A key file; where none is named, one is made that opens nothing else.
KEY = os.environ.get("MINERAL_KEY", "")


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def environment(home):
    return dict(PATH=os.environ["PATH"], HOME=home, MINERAL_HOME=f"{home}/m", MINERAL_IDENTITY=KEY, TZ="UTC", LC_ALL="C.UTF-8", TMPDIR=home)


def run(binary, home, *arguments, text=""):
    return subprocess.run([binary, *arguments], input=text, env=environment(home), capture_output=True, text=True, cwd=home)


def files(home):
    found = {}
    for at, _, names in os.walk(f"{home}/m"):
        for name in names:
            with open(f"{at}/{name}", "rb") as f:
                found[os.path.relpath(f"{at}/{name}", f"{home}/m")] = f.read()
    return found


def ours(found):
    """The library's own files, without what is made anew."""
    return {name: was for name, was in found.items() if name.startswith("data/") and not name.startswith("data/vault/")}


def model(binary):
    home = tempfile.mkdtemp(prefix="turning-")
    def well(*arguments, text=""):
        ran = run(binary, home, *arguments, text=text)
        assert ran.returncode == 0, (arguments, ran.stderr)
    well("live", "--plain", "--with", "Tom Berg", text="Nobody trusts the closing number\n/step impact\nIt costs nine days\n/end\n")
    well("live", "--plain", "--with", "Ines Duarte", text="We are nine days late\n")
    well("live", "--plain", "--with", "Tom Berg", text="to be deleted\n")
    newest = max(name for at, _, names in os.walk(f"{home}/m/data/sessions") for name in names)
    well("delete", newest.removesuffix(".yaml"), "--yes")
    with open(f"{home}/m/data/filters.yaml", "w") as f:
        f.write("filters:\n- name: half a thought\n  query: person:\"Tom Berg\"\n")
    well("search", "nine days")
    return home


def copied(model):
    home = tempfile.mkdtemp(prefix="turning-")
    shutil.copytree(f"{model}/m", f"{home}/m")
    return home


def command(way):
    return ["vault", "create", "--key", KEY, "--no-passphrase"] if way == "in" else ["vault", "dissolve", "--yes"]


def traced(home, binary, way, *options):
    return subprocess.run(["strace", "-f", *options, binary, *command(way)], env=environment(home), capture_output=True, text=True, cwd=home, timeout=120)


def counts(binary, model, way):
    home = copied(model)
    traced(home, binary, way, "-o", f"{home}/trace", "-e", "trace=" + ",".join(FAULTS))
    text = open(f"{home}/trace").read()
    shutil.rmtree(home, ignore_errors=True)
    return {call: len(re.findall(rf"\b{call}\(", text)) for call in FAULTS}


def missing(binary, home):
    """What cannot be read any more."""
    read = run(binary, home, "export", "--all")
    people = run(binary, home, "person", "list")
    bin_ = run(binary, home, "bin", "list")
    said = read.stdout + people.stdout
    lost = [w for w in ["closing number", "nine days late", "It costs nine days", "Tom Berg", "Ines Duarte"] if w not in said]
    if "Tom Berg" not in bin_.stdout:
        lost.append(f"the bin ({bin_.stderr.strip()})")
    return lost + ([read.stderr.strip()] if read.returncode else [])


def once(binary, model, plain, way, call, fault, n):
    home = copied(model)
    what = f"{way} {call}:{fault} {n}"
    try:
        ran = traced(home, binary, way, "-o", "/dev/null", "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={n}")
        if "panicked" in ran.stderr or "a fault in" in ran.stderr:
            return f"{what}: {ran.stderr[-300:]}"
        if lost := missing(binary, home):
            return f"{what}: cannot be read: {lost}; said {ran.stderr[-300:]}"
        is_vault = os.path.isdir(f"{home}/m/data/vault")
        again = run(binary, home, *command(way)) if way == "in" or is_vault else None
        if again and again.returncode != 0 and "a vault already" not in again.stderr:
            return f"{what}: once more: {again.stderr[-300:]}"
        if lost := missing(binary, home):
            return f"{what}: at the end cannot be read: {lost}"
        found = files(home)
        left = [name for name in found if ".wiping" in name or "/.mineral-" in name or "/.digests-" in name]
        if left:
            return f"{what}: left over: {left}"
        if way == "in":
            tells = [(name, word) for name, text in found.items() for word in WORDS if word.lower() in text.lower()]
            return f"{what}: can be read: {tells}" if tells else None
        differs = sorted(name for name, was in plain.items() if ours(found).get(name) != was)
        return f"{what}: not as before: {differs}" if differs else None
    except subprocess.TimeoutExpired:
        return f"{what}: it hangs"
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("binary")
    ap.add_argument("--every", type=int, default=1)
    ap.add_argument("--jobs", type=int, default=2)
    ap.add_argument("--ways", default="in,out")
    a = ap.parse_args()
    a.binary = os.path.abspath(a.binary)
    if not shutil.which("strace"):
        skip("there is no strace")
    if subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True).returncode != 0:
        skip("strace may trace nothing here")
    if not KEY:
        if not shutil.which("ssh-keygen"):
            skip("there is neither ssh-keygen nor a key file in MINERAL_KEY")
        KEY = tempfile.mkdtemp(prefix="turning-key-") + "/key"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", KEY], check=True, capture_output=True)
    one = model(a.binary)
    plain = ours(files(one))
    sealed = copied(one)
    made = run(a.binary, sealed, *command("in"))
    assert made.returncode == 0, made.stderr
    bad, all_ = [], 0
    for way in a.ways.split(","):
        start = one if way == "in" else sealed
        wanted = [(call, fault, n) for call, count in counts(a.binary, start, way).items() for fault in FAULTS[call] for n in range(1, count + 1, a.every)]
        with concurrent.futures.ThreadPoolExecutor(a.jobs) as pool:
            bad += [r for r in pool.map(lambda w: once(a.binary, start, plain, way, *w), wanted) if r]
        all_ += len(wanted)
    for line in bad:
        print(line)
    print(f"{all_} calls failed or ended the program, {len(bad)} of them cost something")
    shutil.rmtree(one, ignore_errors=True)
    shutil.rmtree(sealed, ignore_errors=True)
    sys.exit(1 if bad else 0)
