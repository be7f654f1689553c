"""Stands for dbt in tests of several copies of the service: does as it is told, and notes what it does in a journal that all share.

The folder of this file holds the journal (journal.jsonl), locks/, and released/, whose files let runs end that wait for them.
What to do is told by chaos.json of the project and, above it, by --vars:
    seconds   how long the models take together                          0.2
    until     goes on, after that, until released/NAME is there          nothing
    outcome   success, error (models fail), crash (the process is gone)  success
    stubborn  goes on when it is interrupted                             false
    lines     numbered lines in the log                                  3
A line of the journal is START, END or OVERLAP, with the run, its attempt (the name of its work folder), the process, its parent and
the time by the clock that never jumps. OVERLAP means that another process that lives has a lock on the same run or relation: the
system frees the locks of a process that dies, however it dies.
"""

import fcntl
import json
import os
import re
import time
from types import SimpleNamespace

HERE = os.path.dirname(os.path.realpath(__file__))
STANDARD = {"seconds": 0.2, "until": None, "outcome": "success", "stubborn": False, "lines": 3}


class dbtRunner:
    def __init__(self, manifest=None, callbacks=()):
        self.callbacks = callbacks

    def invoke(self, args):
        work = Work(args, self.callbacks)
        if args[0] in ("build", "run", "test", "seed", "snapshot"):
            work.carry_out()
            return SimpleNamespace(exception=None, success=work.orders["outcome"] != "error", result=None)
        work.write("manifest.json", work.manifest())
        return SimpleNamespace(exception=None, success=True, result=None)


class Work:
    def __init__(self, args, callbacks):
        self.callbacks = callbacks
        self.command = args[0]
        self.target = word(args, "--target-path", "target")
        self.orders = {**STANDARD, **told("chaos.json"), **json.loads(word(args, "--vars", "{}"))}
        with open(os.path.join(word(args, "--profiles-dir", "."), "profiles.yml"), encoding="utf-8") as text:
            profiles = text.read()
        selected, excluded = names(args, "--select"), names(args, "--exclude")
        self.models = [model for model in models(profiles)
                       if (selected is None or model["name"] in selected) and model["name"] not in (excluded or [])]
        found = re.search(r"/run-([0-9]+)-([0-9a-f-]+)", self.target)
        self.run = int(found.group(1)) if found else 0
        self.attempt = found.group(0)[1:] if found else self.target
        self.held = []

    def carry_out(self):
        self.lock("run-%d" % self.run)
        for model in self.models:
            self.lock("relation-" + model["relation_name"])
        self.note("START", command=self.command, relations=[model["relation_name"] for model in self.models])
        ended = "INTERRUPTED"
        try:
            self.tell("FoundStats", "Found %d models" % len(self.models))
            # A password in the log is a fault of the project; the service is to hide it all the same.
            self.tell("Said", "secrets: " + " ".join(value for name, value in os.environ.items() if "SECRET" in name))
            for model in self.models:
                self.build(model)
            self.write("manifest.json", self.manifest())
            self.write("run_results.json", {"results": []})
            self.tell("Said", "chaos is over")
            ended = "DONE"
        finally:
            self.note("END", how=ended)
            for descriptor in self.held:
                os.close(descriptor)

    def build(self, model):
        node = SimpleNamespace(
            unique_id=model["unique_id"], resource_type="model", node_name=model["name"],
            node_started_at=time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime()))
        self.tell("NodeStart", "START " + model["name"], node_info=node)
        for number in range(self.orders["lines"]):
            self.tell("Said", "chaos line %d of %d of %s" % (number + 1, self.orders["lines"], model["name"]))
        self.wait(self.orders["seconds"] / len(self.models))
        if self.orders["outcome"] == "crash":
            os._exit(9)
        status = "error" if self.orders["outcome"] == "error" else "success"
        result = SimpleNamespace(
            status=status, message="The chaos wants it." if status == "error" else "OK",
            execution_time=0.1, adapter_response={"rows_affected": 1}, thread="Thread-1")
        self.tell("NodeFinished", status + " " + model["name"], node_info=node, run_result=result)

    def wait(self, seconds):
        until = self.orders["until"] and os.path.join(HERE, "released", self.orders["until"])
        end = time.monotonic() + seconds
        while time.monotonic() < end or (until and not os.path.exists(until)):
            try:
                time.sleep(0.02)
            except KeyboardInterrupt:
                if not self.orders["stubborn"]:
                    raise

    def lock(self, name):
        path = os.path.join(HERE, "locks", re.sub(r"[^A-Za-z0-9._-]", "_", name))
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        self.held.append(descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.note("OVERLAP", what=name, holder=os.read(descriptor, 200).decode())
            return
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, self.attempt.encode(), 0)

    def note(self, event, **more):
        line = json.dumps({
            "event": event, "run": self.run, "attempt": self.attempt, "pid": os.getpid(), "parent": os.getppid(),
            "nanos": time.monotonic_ns(), **more}) + "\n"
        descriptor = os.open(os.path.join(HERE, "journal.jsonl"), os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o600)
        os.write(descriptor, line.encode())
        os.close(descriptor)

    def tell(self, name, text, **data):
        message = SimpleNamespace(info=SimpleNamespace(name=name, level="info", msg=text), data=SimpleNamespace(**data))
        for callback in self.callbacks:
            callback(message)

    def manifest(self):
        return {"nodes": {model["unique_id"]: model for model in self.models}}

    def write(self, name, content):
        os.makedirs(self.target, exist_ok=True)
        with open(os.path.join(self.target, name), "w", encoding="utf-8") as file:
            json.dump(content, file)


def models(profiles):
    """One for each file. As with dbt, what it writes is told by the database and the schema of the profile, and by its name."""
    database, schema = (re.search(key + r"\W+(\w+)", profiles).group(1) for key in ("dbname", "schema"))
    found = []
    for file in sorted(os.listdir("models")):
        name = file[:-len(".sql")]
        found.append({
            "unique_id": "model.chaos." + name, "resource_type": "model", "name": name, "fqn": ["chaos", name],
            "original_file_path": "models/" + file, "relation_name": ".".join((database, schema, name)),
            "database": database, "schema": schema, "alias": name,
            "depends_on": {"nodes": []}, "tags": [], "config": {"materialized": "table", "enabled": True}})
    return found


def names(args, option):
    """The models behind an option, up to the next one; nothing when it is not given."""
    if option not in args:
        return None
    found = []
    for given in args[args.index(option) + 1:]:
        if given.startswith("--"):
            break
        found.append(given.split(":")[-1].split(".")[-1])
    return found


def word(args, name, standard):
    return args[args.index(name) + 1] if name in args else standard


def told(file):
    try:
        with open(file, encoding="utf-8") as text:
            return json.load(text)
    except FileNotFoundError:
        return {}
