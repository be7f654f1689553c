"""What the processes of dbt_server.py do: fork, tell, and watch over the process of a run."""

import ctypes
import json
import os
import select
import signal
import sys
import time
import traceback

import dbt_runner as runner

LONGEST_LINE = 64 * 1024
LONGEST_EVENT = 64 * 1024 * 1024
LAST_OUTPUT_SECONDS = 1
DIE_WITH_PARENT, ADOPT_ORPHANS = 1, 36  # of prctl(2)

libc = ctypes.CDLL(None)


def die_with(parent):
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def tell(connection, event, **fields):
    connection.sendall((json.dumps({"event": event, "at": runner.utc(time.time()), **fields}) + "\n").encode("ascii"))


def read_line(connection):
    """No more than the line: what is behind it is for whoever gets the connection next."""
    line = bytearray()
    while not line.endswith(b"\n"):
        byte = connection.recv(1)
        if not byte:
            os._exit(0)  # The client went without asking for anything.
        line += byte
    return json.loads(line)


def in_child(work, *arguments):
    """Forks; work is all that the child does. Gives its pid."""
    parent = os.getpid()
    pid = os.fork()
    if pid == 0:
        try:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            work(parent, *arguments)
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(1)
    return pid


def silence(*fds):
    with open(os.devnull, "r+b") as nothing:
        for fd in fds:
            os.dup2(nothing.fileno(), fd)


def threads():
    return len(os.listdir("/proc/self/task"))


def keep_run(connection, manifest):
    libc.prctl(ADOPT_ORPHANS, 1)
    wakes, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    events, events_end = os.pipe()
    printed, printed_end = os.pipe()
    pid = in_child(run, connection, (events_end, printed_end), manifest)
    os.close(events_end)
    os.close(printed_end)
    forward = Forward(connection)
    forward.tell("started", pid=pid)
    streams = {events: Lines(forward.event, LONGEST_EVENT), printed: Pieces(forward.printed, LONGEST_LINE)}
    ended, until = None, None
    while streams and (until is None or time.monotonic() < until):
        ready = select.select([*streams, wakes], [], [], 0.1 if ended else None)[0]
        if wakes in ready:
            os.read(wakes, 4096)
        for stream in [fd for fd in ready if fd in streams]:
            data = os.read(stream, 64 * 1024)
            streams[stream].add(data)
            if not data:
                del streams[stream]
        if ended is None:
            ended = ended_child(pid)
            if ended:  # What it started may have something to say or to clean up, as the tracker of its semaphores has.
                until = time.monotonic() + LAST_OUTPUT_SECONDS
    while ended is None:
        select.select([wakes], [], [])
        os.read(wakes, 4096)
        ended = ended_child(pid)
    kill_rest(pid)
    status, usage = ended
    forward.tell("_exit", signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
                 code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else None,
                 cpu_seconds=round(usage.ru_utime + usage.ru_stime, 3), peak_memory_bytes=usage.ru_maxrss * 1024)
    os._exit(0)


def ended_child(pid):
    """How the run ended; adopted processes are seen off, too."""
    ended = None
    try:
        while True:
            gone, status, usage = os.wait4(-1, os.WNOHANG)
            if gone == 0:
                return ended
            if gone == pid:
                ended = (status, usage)
    except ChildProcessError:
        return ended


def kill_rest(group):
    """The run's process group, and what left it: that became a child of this process when its parent died."""
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    for _ in range(100):
        try:
            with open("/proc/self/task/%d/children" % os.getpid()) as children:
                left = children.read().split()
        except FileNotFoundError:
            return  # Some kernels do not tell.
        if not left:
            return
        for child in left:
            os.kill(int(child), signal.SIGKILL)
        ended_child(group)
        time.sleep(0.005)


class Lines:
    def __init__(self, listener, longest):
        self.listener = listener
        self.longest = longest
        self.rest = b""

    def add(self, data):
        *lines, self.rest = (self.rest + (data or b"\n" * bool(self.rest))).split(b"\n")
        for line in lines:
            self.listener(line)
        self.rest = self.rest[:self.longest]


class Pieces:
    """Lines, the longer ones piece by piece: the listener takes a piece and whether its line goes on. No character is torn."""

    def __init__(self, listener, longest):
        self.listener = listener
        self.longest = longest
        self.rest = b""
        self.goes_on = False

    def add(self, data):
        *lines, rest = (self.rest + data).split(b"\n")
        for line in lines:
            self.tell(self.cut(line), False)
        self.rest = self.cut(rest)
        if not data and (self.rest or self.goes_on):
            self.tell(self.rest, False)

    def cut(self, line):
        """Tells what is too much; gives the rest."""
        while len(line) > self.longest:
            end = self.longest
            while end > self.longest - 3 and line[end] & 0xC0 == 0x80:
                end -= 1
            self.tell(line[:end], True)
            line = line[end:]
        return line

    def tell(self, piece, goes_on):
        self.goes_on = goes_on
        self.listener(piece, goes_on)


class Forward:
    """To the client, while there is one: the run notices by itself that it is gone, and is not to wait for a reader until then."""

    def __init__(self, connection):
        self.connection = connection

    def event(self, line):
        try:
            self.connection.sendall(line + b"\n")
        except OSError:
            self.event = lambda line: None

    def printed(self, piece, goes_on):
        self.tell("printed", text=piece.decode("utf-8", "replace"), goes_on=goes_on)

    def tell(self, event, **fields):
        self.event(json.dumps({"event": event, "at": runner.utc(time.time()), **fields}).encode("ascii"))


def run(keeper, connection, outputs, manifest):
    die_with(keeper)
    signal.set_wakeup_fd(-1)
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("500")  # Before the server, which others need.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.dup2(connection.fileno(), 0)
    os.dup2(outputs[0], 1)
    os.dup2(outputs[1], 2)
    connection.close()
    for fd in outputs:
        os.close(fd)
    sys.stdout, sys.stderr = (open(fd, "w", encoding="utf-8", closefd=False) for fd in (1, 2))  # The server's were of other kinds of files.
    os._exit(runner.serve_once(runner.Protocol(), manifest.hand_over if manifest else lambda *_: ()))
