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
LONGEST_EVENT = 4 * 1024 * 1024
LONGEST_CONTROL = 1024 * 1024
LAST_OUTPUT_SECONDS = 1
LAST_KILL_SECONDS = 5
# The run ends itself when the client is gone; what keeps it from that is ended here.
SECONDS_WITHOUT_CLIENT = runner.SECONDS_UNTIL_KILL + 2
# What only a keeper says: users' code has the other end of the pipe of events, too.
KEEPERS_OWN = tuple(b'{"event": "%s"' % name for name in (b"hello", b"started", b"printed", b"refused", b"_exit"))
DIE_WITH_PARENT, DUMPABLE, ADOPT_ORPHANS = 1, 4, 36  # of prctl(2)

libc = ctypes.CDLL(None)


def die_with(parent):
    libc.prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def tell(connection, event, **fields):
    connection.sendall((json.dumps({"event": event, "at": runner.utc(time.time()), **fields}) + "\n").encode("ascii"))


def refuse(connection, reason):
    try:
        tell(connection, "refused", reason=reason)
    except OSError:
        pass  # The client went by itself.


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
    control_end, control_pipe = os.pipe()
    pid = in_child(run, (control_end, events_end, printed_end), (events, printed, control_pipe, wakes, wake), connection, manifest)
    libc.prctl(DUMPABLE, 0)  # So that the run cannot take the connection from it, or its memory.
    for fd in (events_end, printed_end, control_end):
        os.close(fd)
    forward = Forward(connection)
    forward.tell("started", pid=pid)
    control = Control(connection, control_pipe)
    streams = {events: Lines(forward.event, LONGEST_EVENT), printed: Pieces(forward.printed, LONGEST_LINE)}
    ended, until = None, None
    while ended is None or streams and time.monotonic() < until:
        ready = select.select([*streams, wakes, *control.reads()], control.writes(), [], 0.1 if ended else control.patience())[0]
        if wakes in ready:
            os.read(wakes, 4096)
        for stream in [fd for fd in ready if fd in streams]:
            data = os.read(stream, 64 * 1024)
            streams[stream].add(data)
            if not data:
                del streams[stream]
        control.hand_on(connection in ready)
        if control.is_overdue():
            kill_group(pid)
        if ended is None:
            ended = ended_child(pid)
            if ended:  # What it started may have something to say or to clean up, as the tracker of its semaphores has.
                until = time.monotonic() + LAST_OUTPUT_SECONDS
    left = kill_rest(pid)
    status, usage = ended
    forward.tell("_exit", signal=os.WTERMSIG(status) if os.WIFSIGNALED(status) else None,
                 code=os.WEXITSTATUS(status) if os.WIFEXITED(status) else None, left=left,
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


def kill_group(group):
    try:
        os.killpg(group, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass


def kill_rest(group):
    """
    The run's process group, and what left it: that became a child of this process when its parent died. Gives whether something still lives:
    what forks faster than it is killed. Without a pause, so that few things do.
    """
    kill_group(group)
    until = time.monotonic() + LAST_KILL_SECONDS
    while time.monotonic() < until:
        try:
            with open("/proc/self/task/%d/children" % os.getpid()) as children:
                left = children.read().split()
        except FileNotFoundError:
            return False  # Some kernels do not tell.
        if not left:
            return False
        for child in left:
            try:
                os.kill(int(child), signal.SIGKILL)
            except ProcessLookupError:
                pass
        ended_child(group)
        os.sched_yield()
    return True


class Control:
    """
    What the client says, handed on to the run by a pipe: the connection itself, by which this process tells how the run ends, is not for users'
    code. A run that reads nothing holds nothing up.
    """

    def __init__(self, connection, pipe):
        self.connection = connection
        self.pipe = pipe
        self.rest = bytearray()
        self.gone = None
        os.set_blocking(pipe, False)

    def reads(self):
        return [self.connection] if self.gone is None and len(self.rest) < LONGEST_CONTROL else []

    def writes(self):
        return [self.pipe] if self.rest else []

    def patience(self):
        return None if self.gone is None else 0.5

    def is_overdue(self):
        return self.gone is not None and time.monotonic() > self.gone + SECONDS_WITHOUT_CLIENT

    def hand_on(self, readable):
        if readable:
            try:
                data = self.connection.recv(64 * 1024)
            except OSError:
                data = b""
            self.rest += data
            if not data:
                self.gone = time.monotonic()
        try:
            while self.rest:
                del self.rest[:os.write(self.pipe, self.rest)]
        except BlockingIOError:
            return
        except OSError:
            self.rest.clear()  # The run reads no more.
        if self.gone is not None and self.pipe >= 0:
            os.close(self.pipe)
            self.pipe = -1


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
        """A line of the run."""
        self.send(b" " * line.startswith(KEEPERS_OWN) + line)

    def send(self, line):
        try:
            self.connection.sendall(line + b"\n")
        except OSError:
            self.send = lambda line: None

    def printed(self, piece, goes_on):
        self.tell("printed", text=piece.decode("utf-8", "replace"), goes_on=goes_on)

    def tell(self, event, **fields):
        self.send(json.dumps({"event": event, "at": runner.utc(time.time()), **fields}).encode("ascii"))


def run(keeper, ends, keepers, connection, manifest):
    """ends are of the pipes for control, events and print; keepers the file handles that only the keeper is to have."""
    die_with(keeper)
    signal.set_wakeup_fd(-1)
    with open("/proc/self/oom_score_adj", "w") as file:
        file.write("500")  # Before the server, which others need.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for fd, end in enumerate(ends):
        os.dup2(end, fd)
    connection.close()
    for fd in (*ends, *keepers):
        os.close(fd)
    sys.stdout, sys.stderr = (open(fd, "w", encoding="utf-8", closefd=False) for fd in (1, 2))  # The server's were of other kinds of files.
    os._exit(runner.serve_once(runner.Protocol(), manifest.hand_over if manifest else lambda *_: ()))
