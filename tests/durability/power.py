#!/usr/bin/env python3
"""power.py BINARY [--fs ext4|xfs] [--cuts N] [--seed N] [--eatmydata] - cuts the power while somebody types.

A file system of its own on a loop device; the program runs on it in a pseudo-terminal; in the middle of a burst the file system is
shut down without its log being flushed, which is what a power cut does to it. Then it is mounted again, and what is there is
compared with what stood on the screen: whatever was marked as saved has to be there, and everything that was visible 100 ms and one
sync before the cut. With --eatmydata nothing is ever synced: such a run has to lose something, else this proves nothing.

Needs root, loop devices, mkfs and mount; else it says so, and ends with 77. Ends with 1 when a word was lost."""
import argparse, ctypes, fcntl, os, pty, random, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time

SHUTDOWN, WITHOUT_LOG = 0x8004587D, 2
AGE = 0.100
# How old the oldest lost character was, for each cut that cost one.
AGES = []


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


class Terminal:
    """The program in a terminal of 100 columns; remembers when each byte came."""

    def __init__(self, command, env):
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
            os.environ.clear()
            os.environ.update(env)
            os.execvp(command[0], command)
        self.parts = []

    def drain(self, seconds):
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 or seconds == 0:
            if not select.select([self.fd], [], [], max(left, 0))[0]:
                break
            try:
                got = os.read(self.fd, 1 << 16)
            except OSError:
                break
            if not got:
                break
            self.parts.append((time.monotonic(), got))

    def seen(self, before=None):
        return b"".join(b for t, b in self.parts if before is None or t <= before)

    def wait_for(self, words, seconds=20):
        until = time.monotonic() + seconds
        while words not in screen(self.seen()):
            if time.monotonic() > until:
                raise SystemExit(f"{words!r} did not come:\n{screen(self.seen())}")
            self.drain(0.02)

    def type(self, text):
        os.write(self.fd, text.encode())


def screen(raw):
    """What stands on the screen: enough of a terminal for a program that moves and writes."""
    rows, at, style = {}, [0, 0], re.compile(rb"\x1b\[([0-9;?]*)([A-Za-z])")
    text, i = raw, 0
    while i < len(text):
        m = style.match(text, i)
        if m:
            what, args = m[2], [int(a) if a.isdigit() else 0 for a in m[1].split(b";")]
            if what == b"H":
                at = [max(args[0], 1) - 1, (max(args[1], 1) if len(args) > 1 else 1) - 1]
            elif what == b"J":
                rows = {}
            elif what == b"K":
                rows.setdefault(at[0], {})
                for column in [c for c in rows[at[0]] if c >= at[1]]:
                    del rows[at[0]][column]
            i = m.end()
            continue
        n = 1
        while i + n < len(text) and text[i + n] & 0xC0 == 0x80:
            n += 1
        c = text[i : i + n].decode(errors="replace")
        i += n
        if c == "\r":
            at[1] = 0
        elif c == "\n":
            at[0] += 1
        elif c >= " ":
            rows.setdefault(at[0], {})[at[1]] = c
            at[1] += 1
    line = lambda row: "".join(row.get(c, " ") for c in range(max(row, default=-1) + 1))
    return "\n".join(line(rows[r]) for r in sorted(rows))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def prefix(typed, text):
    typed, text = squeezed(typed), squeezed(text)
    return next(k for k in range(len(typed), -1, -1) if typed[:k] in text)


def once(binary, device, mount, rnd, preload):
    """One cut: characters marked as saved and lost, visible long before and lost, and lost at all."""
    assert run("mount", device, mount).returncode == 0
    home = f"{mount}/home"
    shutil.rmtree(home, ignore_errors=True)
    os.makedirs(home)
    os.sync()
    env = dict(PATH=os.environ["PATH"], TERM="xterm-256color", LC_ALL="C.UTF-8", HOME=home, MINERAL_HOME=home)
    if preload:
        env["LD_PRELOAD"] = preload
    t = Terminal([binary, "live", "--with", "Ana Ruiz"], env)
    t.wait_for("1 of 7")
    saved, kept, number = [], [], 0
    until = time.monotonic() + rnd.uniform(0.3, 2.5)
    draft = ""
    while time.monotonic() < until:
        word = f"w{number:04d} "
        for c in word:
            t.type(c)
            t.drain(rnd.uniform(0.001, 0.012))
        draft += word
        number += 1
        if rnd.random() < 0.12:
            t.type("\r")
            t.drain(0.001)
            kept.append(draft)
            draft = ""
            if rnd.random() < 0.6:
                # Until it says that it is saved: or for half a second.
                for _ in range(50):
                    t.drain(0.01)
                    if "● saved" in screen(t.seen()):
                        break
    t.drain(0.001)
    cut = time.monotonic()
    fd = os.open(mount, os.O_RDONLY)
    fcntl.ioctl(fd, SHUTDOWN, struct.pack("I", WITHOUT_LOG))
    os.close(fd)
    os.kill(t.pid, signal.SIGKILL)
    os.waitpid(t.pid, 0)
    os.close(t.fd)
    now, then = screen(t.seen(cut)), screen(t.seen(cut - AGE - SYNC))
    assert run("umount", mount).returncode == 0
    assert run("mount", device, mount).returncode == 0
    env.pop("LD_PRELOAD", None)
    out = subprocess.run([binary, "read", "--plain"], env=env, capture_output=True, text=True).stdout
    run("umount", mount)
    lost_saved = 0
    if "● saved" in now:
        # The mark speaks of all that was kept until then; what was sent just now may not have been taken in yet.
        shown = [k for k in kept if k is not kept[-1] or squeezed("“" + k) in squeezed(now)]
        lost_saved = sum(squeezed(k) not in squeezed(out) for k in shown)
    everything = kept + [draft]
    visible = max(everything, key=lambda part: prefix(part, then)) if then else ""
    # The newest words that stood there: in the input, or among what was kept.
    old = sum(max(0, prefix(p, then) - prefix(p, out)) for p in everything[-3:])
    new = sum(max(0, prefix(p, now) - prefix(p, out)) for p in everything[-3:])
    if new:
        AGES.append(cut - oldest(t, everything[-3:], out))
    return lost_saved, old, new, sum(prefix(p, now) for p in everything[-3:])


def oldest(t, parts, out):
    """When the oldest character that is lost came onto the screen."""
    times = [when for when, _ in t.parts]
    lost = lambda when: any(prefix(p, screen(t.seen(when))) > prefix(p, out) for p in parts)
    low, high = 0, len(times) - 1
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if lost(times[middle]) else (middle + 1, high)
    return times[low]


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("binary")
    ap.add_argument("--fs", default="ext4")
    ap.add_argument("--cuts", type=int, default=5)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--eatmydata", action="store_true")
    a = ap.parse_args()
    if os.geteuid() != 0:
        skip("a power cut needs root")
    if not os.path.exists("/dev/loop-control") or not shutil.which(f"mkfs.{a.fs}") or not shutil.which("losetup"):
        skip(f"there are no loop devices, or no mkfs.{a.fs}")
    preload = None
    if a.eatmydata:
        preload = next((p for p in run("sh", "-c", "ls /usr/lib/*/libeatmydata.so* /usr/lib/libeatmydata.so* 2>/dev/null").stdout.split()), None)
        if not preload:
            skip("there is no libeatmydata")
    work = tempfile.mkdtemp(prefix="power-")
    image, mount = f"{work}/image", f"{work}/mount"
    os.mkdir(mount)
    with open(image, "wb") as f:
        f.truncate((512 if a.fs == "xfs" else 96) << 20)
    if run(f"mkfs.{a.fs}", "-q", image).returncode != 0:
        skip(f"mkfs.{a.fs} failed")
    device = run("losetup", "-f", "--show", image).stdout.strip()
    if not device or run("mount", device, mount).returncode != 0:
        run("losetup", "-d", device)
        skip(f"a loop device with {a.fs} cannot be mounted here")
    # How long one sync takes here, the slowest of some.
    SYNC = 0
    with open(f"{mount}/probe", "wb") as f:
        for _ in range(20):
            begun = time.monotonic()
            f.write(b"x" * 200)
            f.flush()
            os.fsync(f.fileno())
            SYNC = max(SYNC, time.monotonic() - begun)
    run("umount", mount)
    rnd, total = random.Random(a.seed), [0, 0, 0, 0]
    try:
        for _ in range(a.cuts):
            total = [x + y for x, y in zip(total, once(a.binary, device, mount, rnd, preload))]
    finally:
        run("umount", mount)
        run("losetup", "-d", device)
        shutil.rmtree(work, ignore_errors=True)
    print(f"{a.fs}{' with eatmydata' if preload else ''}: {a.cuts} cuts, {total[3]} characters visible; lost: {total[0]} of what was "
          f"marked as saved, {total[1]} characters visible {AGE * 1000:.0f} ms and one sync ({SYNC * 1000:.1f} ms) before, {total[2]} at all")
    if AGES:
        AGES.sort()
        print(f"the oldest character that was lost had been visible for {AGES[len(AGES) // 2] * 1000:.0f} ms (median), {AGES[-1] * 1000:.0f} ms (most)")
    bad = total[0] + total[1] > 0
    if preload:
        print("as it must" if bad else "a run that syncs nothing must lose something: this proves nothing")
        sys.exit(0 if bad else 1)
    sys.exit(1 if bad else 0)
