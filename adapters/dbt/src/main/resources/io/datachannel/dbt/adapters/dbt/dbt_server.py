"""Serves runs of dbt from a process that has imported it, and keeps parsed projects: a run is a fork.

    python -I dbt_server.py SOCKET
Standard input stays open; its end (the service died) ends this process and what keeps manifests for it. Standard output says {"event": "ready"}
once, or {"event": "refused", "reason"} before the process ends.

A connection to the socket is answered by a process of its own with {"event": "hello"}; until then nothing was begun, and a client that waits
no longer may go. The client then says what it is for, as a JSON line:
    {"serve": "run"}   Behind it goes what dbt_runner.py --serve-once reads from its standard input, and back comes what that writes:
                       {"event": "started", "pid": the run's process and process group}, the lines of dbt_runner.py,
                       {"event": "printed", "text"} for what that prints to standard error, and at the very end
                       {"event": "_exit", "signal" or null, "code" or null, "left": whether something of it could not be killed,
                       "cpu_seconds", "peak_memory_bytes"}. Lines of the run that look like these have a space before them.
    {"serve": "manifest", "socket": PATH}   Behind it goes such a request whose "args" are those of dbt parse, with a target folder of its own.
                       {"event": "ready", "pid"} says that PATH serves runs of that parse, until this connection ends;
                       {"event": "refused", "reason"} that it never will.
Nothing is forked from a process with more than one thread, since a lock that another thread holds would stay locked for ever; so no server
opens a connection of an adapter itself. Linux only.
"""

import functools
import gc
import json
import os
import select
import signal
import socket
import sys
import traceback

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import dbt_forks as forks  # noqa: E402
import dbt_parsed as parsed  # noqa: E402

del sys.path[0]  # dbt imports every dbt_*.py that it finds there.


class Server:
    """Answers each connection by a fork. Also a fork of one may be a server, which has a manifest."""

    def __init__(self, path, life):
        """life ends when whoever wants this server is gone."""
        self.life = life
        self.manifest = None
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        self.listener.bind(path)
        os.umask(before)

    def get_ready(self):
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # Nothing waits for the keepers.
        gc.collect()
        gc.freeze()  # Else a collection in a child would write to, and so copy, every page.
        self.listener.listen(64)

    def serve(self):
        while True:
            ready = select.select([self.listener, self.life], [], [])[0]
            if self.life in ready and not os.read(self.life.fileno(), 4096):
                os._exit(0)
            if self.listener in ready:
                connection = self.listener.accept()[0]
                if forks.threads() != 1:
                    forks.tell(connection, "refused", reason="The server has threads.")
                    os._exit(3)
                try:
                    forks.in_child(self.answer, connection)
                except OSError as full:  # No room for one more process: what takes it all will be gone, and this server not.
                    forks.refuse(connection, "It cannot make a process: %s" % full)
                connection.close()

    def answer(self, server, connection):
        self.listener.close()
        if self.manifest:
            self.life.close()
        os.setsid()
        forks.silence(0, 1, 2)
        forks.tell(connection, "hello")
        asked = forks.read_line(connection)
        try:
            if asked["serve"] == "manifest":
                forks.die_with(server)
                serve_manifest(connection, asked["socket"])
            else:
                forks.keep_run(connection, self.manifest)
        except Exception:
            forks.tell(connection, "refused", reason=traceback.format_exc()[-forks.LONGEST_LINE:])


def serve_manifest(connection, path):
    server = Server(path, connection)
    try:
        server.manifest = parsed.keep(connection, forks.read_line(connection))
        serve_single(server, functools.partial(forks.tell, connection))
    except parsed.Refused as refused:
        forks.tell(connection, "refused", reason=str(refused))
        os._exit(0)


def serve_single(server, say):
    if forks.threads() != 1:
        raise parsed.Refused("What was made ready left threads.")
    server.get_ready()
    say("ready", pid=os.getpid())
    server.serve()


def main(path):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    server = Server(path, sys.stdin)

    def say(event, **fields):
        print(json.dumps({"event": event, **fields}), flush=True)

    try:
        parsed.import_dbt(os.path.dirname(path))
        serve_single(server, say)
    except Exception as failed:
        say("refused", reason=str(failed) if isinstance(failed, parsed.Refused) else traceback.format_exc())
        os._exit(3)


if __name__ == "__main__":
    main(sys.argv[1])
