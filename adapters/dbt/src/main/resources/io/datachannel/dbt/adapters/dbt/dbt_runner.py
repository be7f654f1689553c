"""Runs dbt once and tells what happens as JSON lines.

For the service: python -I dbt_runner.py --serve-once
    The first line of standard input is the request: {"cwd": folder, "args": [dbt's words], "env": {variables}}.
    dbt sees these variables and no others. Standard input stays open: {"cancel": true} interrupts dbt, its end (the service died)
    interrupts dbt and soon kills the process group; {"interrupt_in": seconds, "kill_in": seconds} does so unless it is said again.
By hand: python dbt_runner.py --project-dir PATH -- build
    One run with the variables of the shell, printing the same lines.

Lines out, one JSON object each, with "event" and "at" (UTC):
    log            level, text, unique_id or null
    node_started   unique_id, resource_type, name
    node_finished  the same, and status, message, started_at or null, seconds, rows_affected or null, thread
    _end           success, exit_code, interrupted, parsed, nothing_to_do, exception {types, message, traceback} or null,
                   cpu_seconds, peak_memory_bytes
No _end means that the process crashed. What dbt or a user's code prints itself goes to standard error, never between these lines. Only the
standard library and dbt (dbt-core 1.5 to 1.11) are used.
"""

import argparse
import contextvars
import datetime
import json
import os
import resource
import signal
import sys
import threading
import time
import traceback

sys.warnoptions.append("ignore:resource_tracker:UserWarning")  # A process of its own says it after our last word.
LONGEST_TEXT = 128 * 1024
SECONDS_UNTIL_KILL = 5
FAILED = ("error", "fail", "runtime error", "partial success")
LEVELS = ("debug", "info", "warn", "error")


class Protocol:
    """The private way out: a copy of standard output, which itself then leads to standard error."""

    def __init__(self):
        self.lock = threading.Lock()
        self.fd = os.dup(1)
        os.dup2(2, 1)
        sys.stdout.reconfigure(line_buffering=True, errors="backslashreplace")
        sys.stderr.reconfigure(line_buffering=True, errors="backslashreplace")

    def emit(self, event, **fields):
        line = json.dumps({"event": event, "at": utc(time.time()), **fields}, default=str) + "\n"
        data = line.encode("ascii")
        with self.lock:
            try:
                while data:
                    data = data[os.write(self.fd, data):]
            except OSError:
                pass  # The service is gone; the end of standard input tells it, too, and ends this process.


def utc(seconds):
    return datetime.datetime.fromtimestamp(seconds, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def bounded(text):
    text = str(text or "")
    return text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT]


class Skips:
    """Finds the failed parent of a skipped node, which dbt does not tell."""

    def __init__(self, target_folder):
        self.manifest = os.path.join(target_folder, "manifest.json")
        self.failed = []
        self.parents = None

    def reason(self, unique_id):
        ancestors = self.ancestors(unique_id)
        cause = next((node for node in ancestors if node in self.failed), None)
        if cause is None:  # In a build, a failed test stops what is behind the node that it tests.
            lineage = {unique_id, *ancestors}
            tests = (node for node in self.failed if node.split(".")[0] in ("test", "unit_test"))
            cause = next((test for test in tests if lineage & set(self.parents.get(test, ()))), None)
        return "Skipped because %s failed." % cause if cause else "Skipped because the run stopped before it."

    def ancestors(self, unique_id):
        """All of them, the nearest first."""
        if self.parents is None:
            try:
                with open(self.manifest, encoding="utf-8") as file:
                    self.parents = json.load(file).get("parent_map") or {}
            except (OSError, ValueError):
                self.parents = {}
        found = list(self.parents.get(unique_id, ()))
        seen = set(found)
        for node in found:
            fresh = [parent for parent in self.parents.get(node, ()) if parent not in seen]
            seen.update(fresh)
            found.extend(fresh)
        return found


class Events:
    """Turns dbt's events into lines. dbt calls it from all of its threads."""

    def __init__(self, protocol, args):
        self.protocol = protocol
        self.lowest = LEVELS.index("debug" if "--debug" in args or "-d" in args else "info")
        self.target = target_folder(args)
        self.skips = Skips(self.target)
        self.lock = threading.Lock()
        self.finished = set()
        self.parsed = False
        self.context = contextvars.copy_context()
        self.nothing_to_do = False

    def __call__(self, message):
        try:
            name = message.info.name
            if name == "NodeStart":
                self.parsed = True
                node = message.data.node_info
                self.protocol.emit("node_started", unique_id=node.unique_id, resource_type=node.resource_type, name=node.node_name)
            elif name == "NodeFinished":
                node = message.data.node_info
                self.tell(node.unique_id, node.resource_type, node.node_name, message.data.run_result, node.node_started_at)
            elif name == "FoundStats":
                self.parsed = True
                self.context = contextvars.copy_context()
            elif name in ("NothingToDo", "NoNodesSelected"):
                self.nothing_to_do = True
            self.log(message)
        except Exception:  # A listener that fails must not fail the run.
            self.protocol.emit("log", level="warn", text=bounded(traceback.format_exc()), unique_id=None)

    def log(self, message):
        level = message.info.level if message.info.level in LEVELS else "debug"
        text = bounded(message.info.msg)
        if LEVELS.index(level) >= self.lowest and text.strip():
            node = getattr(message.data, "node_info", None)
            self.protocol.emit("log", level=level, text=text, unique_id=getattr(node, "unique_id", None) or None)

    def results_without_event(self, results):
        """Nodes that dbt gave up before they began have a result, but no event."""
        for result in results if isinstance(results, (list, tuple)) else ():
            node = getattr(result, "node", None)
            if hasattr(node, "unique_id") and hasattr(result, "status") and node.unique_id not in self.finished:
                self.tell(node.unique_id, str(getattr(node.resource_type, "value", node.resource_type)), node.name, result, None)

    def tell(self, unique_id, resource_type, name, result, started_at):
        status = str(getattr(result.status, "value", result.status))
        message = bounded(result.message)
        with self.lock:
            self.finished.add(unique_id)
            if status in FAILED:
                self.skips.failed.append(unique_id)
            if status == "skipped" and message in ("", "Skipping due to fail_fast"):
                message = self.skips.reason(unique_id)
        self.protocol.emit(
            "node_finished", unique_id=unique_id, resource_type=resource_type, name=name, status=status, message=message,
            started_at=started_at + "Z" if started_at else None, seconds=result.execution_time or 0.0,
            rows_affected=rows_affected(result), thread=getattr(result, "thread", None) or getattr(result, "thread_id", None) or "")


def rows_affected(result):
    try:
        rows = int(result.adapter_response["rows_affected"])
        return rows if rows >= 0 else None
    except (KeyError, TypeError, ValueError):
        return None


def target_folder(args):
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--target-path", default=os.environ.get("DBT_TARGET_PATH", "target"))
    return parser.parse_known_args(args)[0].target_path


def described(exception):
    text = "".join(traceback.format_exception(type(exception), exception, exception.__traceback__))
    return {"types": [kind.__name__ for kind in type(exception).__mro__], "message": bounded(exception), "traceback": bounded(text)}


def run(args, protocol, events, manifest=None, *listeners):
    """Invokes dbt in this process and emits everything including _end; gives the exit code. With a manifest, dbt does not parse."""
    exception, success = None, False
    try:
        from dbt.cli.main import dbtRunner

        outcome = dbtRunner(manifest=manifest, callbacks=[events, *listeners]).invoke(list(args))
        exception, success = outcome.exception, bool(outcome.success)
        events.results_without_event(getattr(outcome.result, "results", None))
    except BaseException as raised:  # KeyboardInterrupt and SystemExit, too: whatever it was, the service is to know.
        exception, success = raised, False
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    exit_code = 0 if success else 2 if exception is not None else 1
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    protocol.emit(
        "_end", success=success, exit_code=exit_code, interrupted=isinstance(exception, KeyboardInterrupt), parsed=events.parsed,
        nothing_to_do=events.nothing_to_do, exception=described(exception) if exception is not None else None,
        cpu_seconds=round(sum(usage.ru_utime + usage.ru_stime for usage in used), 3),
        peak_memory_bytes=max(usage.ru_maxrss for usage in used) * (1 if sys.platform == "darwin" else 1024))
    return exit_code


def watch(control, events):
    """Reads the rest of the control stream: a cancel line, how long dbt may go on, or the end of the stream."""
    lease = Lease(events)
    for line in control:
        try:
            told = json.loads(line)
        except ValueError:
            break  # Half a line: the service died while it wrote.
        if "cancel" in told:
            interrupt(events)
        else:
            lease.prolong(told["interrupt_in"], told["kill_in"])
    # The lease goes on to count: when it is over, another copy may begin the run, or one that waited for it.
    lease.prolong(0, min(SECONDS_UNTIL_KILL, lease.ends[1] - time.monotonic()))


class Lease:
    """Ends dbt when the service does not prolong its time: a suspended service keeps the stream open, and another copy may begin the run anew."""

    def __init__(self, events):
        self.events = events
        self.ends = (float("inf"), float("inf"))
        threading.Thread(target=self.keep, daemon=True).start()

    def prolong(self, interrupt_in, kill_in):
        self.ends = (time.monotonic() + interrupt_in, time.monotonic() + kill_in)

    def keep(self):
        while time.monotonic() < min(self.ends):
            time.sleep(0.1)
        interrupt(self.events)
        while time.monotonic() < self.ends[1]:
            time.sleep(0.1)
        os.killpg(os.getpgid(0), signal.SIGKILL)


def interrupt(events):
    """To the main thread by name, since a signal that another thread takes does not wake it up."""
    signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
    threading.Thread(target=events.context.run, args=(keep_cancelling,), daemon=True).start()


def keep_cancelling():
    """dbt cancels its queries once and waits for its threads; a query that began just after that would be waited for to its end."""
    while True:
        time.sleep(1)
        try:
            from dbt.adapters.factory import FACTORY

            for adapter in list(FACTORY.adapters.values()):
                if adapter.is_cancelable():
                    with adapter.connection_named("cancel"):
                        list(adapter.cancel_open_connections())
        except Exception:
            pass  # The grace of the service ends what cannot be cancelled.


def serve_once(protocol, kept=lambda events, request: ()):
    if os.getpgid(0) != os.getpid():
        os.setpgid(0, 0)
    control = os.fdopen(os.dup(0), "r", encoding="utf-8")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    request = json.loads(control.readline())
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    events = Events(protocol, request["args"])
    threading.Thread(target=watch, args=(control, events), daemon=True).start()
    return run(request["args"], protocol, events, *kept(events, request))


def main():
    parser = argparse.ArgumentParser(description="Runs dbt once and tells what happens as JSON lines.")
    parser.add_argument("--serve-once", action="store_true", help="read the request from standard input")
    parser.add_argument("--project-dir", help="the folder of dbt_project.yml")
    parser.add_argument("args", nargs="*", help="dbt's command line, behind --")
    options = parser.parse_args()
    if not options.serve_once and not (options.project_dir and options.args):
        parser.error("give --project-dir PATH -- and dbt's command line, for example build")
    if not sys.flags.isolated:
        del sys.path[0]  # dbt imports every dbt_*.py that it finds there, this file too.
    signal.signal(signal.SIGINT, signal.default_int_handler)  # A service that a shell started with & hands on to ignore it.
    protocol = Protocol()
    if options.serve_once:
        return serve_once(protocol)
    os.chdir(options.project_dir)
    os.environ.update(DBT_SEND_ANONYMOUS_USAGE_STATS="false", DBT_VERSION_CHECK="false", DBT_LOG_LEVEL="none")
    return run(options.args, protocol, Events(protocol, options.args))


if __name__ == "__main__":
    os._exit(main())  # Not sys.exit: the native threads of some adapters never end.
