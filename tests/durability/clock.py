#!/usr/bin/env python3
"""clock.py BINARY - lets the clock jump by +400 days and back by 2 hours while a conversation runs, in lines and on a screen.

The program must not fall, every line must be kept, and the order must be that in which the lines were said. Needs faketime; else it says
so, and ends with 77."""
import fcntl, glob, json, os, pty, re, select, shutil, signal, struct, subprocess, sys, tempfile, termios, time

JUMPS = ["+0", "+400d", "-2h", "+0", "+400d", "-400d"]


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


binary = os.path.abspath(sys.argv[1])
found = glob.glob("/usr/lib/*/faketime/libfaketimeMT.so.1") + glob.glob("/usr/lib/faketime/libfaketimeMT.so.1")
if not found:
    skip("there is no libfaketime")
bad = []
for screen in (False, True):
    home = tempfile.mkdtemp(prefix="clock-")
    stamp = f"{home}/stamp"
    env = dict(PATH=os.environ["PATH"], HOME=home, MINERAL_HOME=home, TZ="UTC", LC_ALL="C.UTF-8", TERM="xterm-256color")
    fake = dict(env, LD_PRELOAD=found[0], FAKETIME_TIMESTAMP_FILE=stamp, FAKETIME_NO_CACHE="1", DONT_FAKE_MONOTONIC="1")
    open(stamp, "w").write("+0")
    words = [f"line number {n} of this conversation" for n in range(len(JUMPS))]
    live = [binary, "live", "--with", "Ana Ruiz"]
    if screen:
        pid, fd = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
            os.execve(binary, live, fake)
        seen = b""

        def until(text):
            global seen
            end = time.time() + 20
            while text.encode() not in seen:
                if time.time() > end or not select.select([fd], [], [], 20)[0]:
                    bad.append(f"{text!r} did not come on the screen")
                    return
                seen += os.read(fd, 1 << 16)

        until("1 of 7")
        for jump, line in zip(JUMPS, words):
            open(stamp, "w").write(jump)
            os.write(fd, line.encode() + b"\r")
            end = time.time() + 20
            while not any(line in open(f).read() for f in glob.glob(f"{home}/data/sessions/*/*.yaml")):
                while select.select([fd], [], [], 0.01)[0]:
                    os.read(fd, 1 << 16)
                if time.time() > end:
                    bad.append(f"{line!r} was not kept")
                    break
        os.write(fd, b"\x11")
        time.sleep(0.2)
        os.kill(pid, signal.SIGTERM)
        os.waitpid(pid, 0)
    else:
        p = subprocess.Popen(live + ["--plain"], env=fake, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, bufsize=1)
        said = ""
        for jump, line in zip(JUMPS, words):
            open(stamp, "w").write(jump)
            p.stdin.write(line + "\n")
            while line not in (got := p.stdout.readline()):
                said += got
                if not got:
                    bad.append(f"it ended: {said[-400:]}")
                    break
        p.stdin.close()
        said += p.stdout.read()
        if p.wait() != 0 or "panicked" in said:
            bad.append(f"code {p.returncode}: {said[-400:]}")
    out = subprocess.run([binary, "export", "--format", "json"], env=env, capture_output=True, text=True).stdout
    entries = json.loads(out)["sessions"][0]["entries"]
    numbers = [e["n"] for e in entries]
    texts = [e["answer"]["text"] for e in entries if "answer" in e]
    if texts != words:
        bad.append(f"{'screen' if screen else 'lines'}: {texts}")
    if numbers != list(range(1, len(numbers) + 1)):
        bad.append(f"numbers: {numbers}")
    if any(b["t"] < a["t"] for a, b in zip(entries, entries[1:])):
        bad.append("the conversation's own clock went back")
    well = subprocess.run([binary, "doctor"], env=env, capture_output=True, text=True)
    if well.returncode != 0:
        bad.append(well.stdout[-400:])
    shutil.rmtree(home, ignore_errors=True)
for line in bad:
    print(line)
print(f"{len(JUMPS)} jumps in lines and on a screen: {'nothing lost, nothing in another order' if not bad else 'failed'}")
sys.exit(1 if bad else 0)
