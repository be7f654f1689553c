"""What dbt_server.py makes ready before it forks: imported modules, and a parsed project."""

import dataclasses
import datetime
import gc
import importlib
import json
import multiprocessing.resource_tracker
import os
import pkgutil
import re
import select
import shutil
import sys
import tempfile

import dbt_forks as forks

# A kept parse holds what these were at its time; a run of its own would ask them anew.
CHANGING = re.compile(r"run_started_at|invocation_id|invocation_args_dict|flags\.|modules\.(datetime|pytz)|thread_id")
# What adapters call by name, from Python.
CALLED_BY_NAME = {
    "alter_column_type", "check_schema_exists", "create_schema", "drop_relation", "generate_alias_name", "generate_database_name",
    "generate_schema_name", "get_columns_in_relation", "information_schema_name", "list_relations_without_caching", "list_schemas",
    "rename_relation", "run_hooks", "statement", "truncate_relation"}
MOST_TEMPLATES = 1000
CONFIG = re.compile(r"\{\{-?\s*config\s*\(.*?\}\}", re.DOTALL)
TINY_PROJECT = {
    "dbt_project.yml": "name: tiny\nversion: '1.0'\nprofile: tiny\n",
    "models/first.sql": "{{ config(materialized='table') }} select 1 as id",
    "models/second.sql": "{{ config(materialized='incremental', unique_key='id') }} select id from {{ ref('first') }}",
    "models/third.sql": "select id from {{ ref('second') }}",
    "models/schema.yml": "models: [{name: first, columns: [{name: id, tests: [not_null]}]}]\n",
    "seeds/seed.csv": "id\n1\n",
}


class Refused(Exception):
    """A manifest that cannot be kept; says why."""


def import_dbt(folder):
    """dbt, the adapters of this environment, and what a first run would import besides; no connection is made in this process."""
    import dbt.adapters
    import dbt.cli.main

    reader, writer = os.pipe()
    thrown_away = forks.in_child(tell_modules, writer, folder, adapters(dbt.adapters))
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as names:
        for name in names.read().split():
            try:
                importlib.import_module(name)
            except Exception:
                pass  # It needs what only a run has; then the run imports it.
    os.waitpid(thrown_away, 0)
    json.dump = dump_at_once


def dump_at_once(obj, fp, cls=None, **options):
    """The bytes of json.dump, which goes through Python for each piece of them; dbt writes megabytes of artifacts by it."""
    if cls is None or cls.iterencode is json.JSONEncoder.iterencode:
        fp.write(json.dumps(obj, cls=cls, **options))
    else:
        dump_by_pieces(obj, fp, cls=cls, **options)


dump_by_pieces = json.dump


def adapters(package):
    found = []
    for _, name, is_package in pkgutil.iter_modules(package.__path__):
        if is_package:
            plugin = getattr(importlib.import_module("dbt.adapters." + name), "Plugin", None)
            if plugin is not None:
                found.append((name, plugin))
    return found


def tell_modules(parent, writer, folder, found):
    """In a process that is thrown away, since an adapter at work leaves threads behind."""
    forks.die_with(parent)
    forks.silence(1, 2)
    os.environ.update(DBT_LOG_LEVEL="none")
    before = set(sys.modules)
    with tempfile.TemporaryDirectory(dir=folder) as project:
        for name, plugin in found:
            try:
                run_tiny(project, name, plugin)
            except Exception:
                pass  # Not every adapter can be guessed a profile for; its first run imports what is left.
    names = [name for name in sys.modules if name not in before and "__main__" not in name]
    with os.fdopen(writer, "w", encoding="utf-8") as told:
        told.write("\n".join(names))
    os._exit(0)


def run_tiny(project, adapter, plugin):
    from dbt.cli.main import dbtRunner

    output = {"type": adapter, "path": ":memory:", "schema": "main"} if adapter == "duckdb" else placeholders(adapter, plugin.credentials)
    files = {**TINY_PROJECT, "profiles.yml": json.dumps({"tiny": {"target": "t", "outputs": {"t": output}}})}
    for path, content in files.items():
        os.makedirs(os.path.join(project, os.path.dirname(path)), exist_ok=True)
        with open(os.path.join(project, path), "w", encoding="utf-8") as file:
            file.write(content)
    words = ["--project-dir", project, "--profiles-dir", project, "--target-path", os.path.join(project, "target"), "--log-path", project]
    dbtRunner().invoke(["build" if adapter == "duckdb" else "parse", *words])


def placeholders(adapter, credentials):
    """Enough for a parse, which makes no connection."""
    needed = [field for field in dataclasses.fields(credentials)
              if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING and not field.name.startswith("_")]
    return {"type": adapter, "threads": 1, **{field.name: 1 if field.type in (int, "int") else "x" for field in needed},
            **({"dbname": "x"} if adapter == "postgres" else {})}


class KeptManifest:
    """A parsed project. Only forks run with it, since a run changes it."""

    def __init__(self, manifest, target, warnings):
        self.manifest = manifest
        self.file = os.path.join(target, "manifest.json")
        self.warnings = warnings

    def hand_over(self, events, request):
        """What a run of its own would have found by parsing: the manifest, its file and the warnings."""
        target = events.target
        os.makedirs(target, exist_ok=True)
        shutil.copyfile(self.file, os.path.join(target, "manifest.json"))
        for warning in self.warnings:
            events.protocol.emit("log", level=warning["level"], text=warning["text"], unique_id=warning["unique_id"])
        return self.manifest, self.stamp

    def stamp(self, message):
        """manifest.json is to name the run that writes it."""
        metadata = self.manifest.metadata
        if metadata.invocation_id != message.info.invocation_id:
            metadata.invocation_id = message.info.invocation_id
            now = datetime.datetime.now(datetime.timezone.utc)
            for name in ("generated_at", "invocation_started_at", "run_started_at"):
                kept = getattr(metadata, name, None)
                if kept is not None:
                    setattr(metadata, name, now if kept.tzinfo else now.replace(tzinfo=None))


def keep(connection, request):
    """Parses in a child, loads what that wrote, and gives what is to be kept; raises Refused."""
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    if os.path.exists("catalogs.yml"):
        raise Refused("The project has a catalogs.yml.")
    target = forks.runner.target_folder(request["args"])
    os.makedirs(target, exist_ok=True)
    told = os.path.join(target, "parse.jsonl")
    parsing = forks.in_child(parse, request["args"], told)
    while True:
        ended, status = os.waitpid(parsing, os.WNOHANG)
        if ended:
            break
        if select.select([connection], [], [], 0.01)[0]:
            os._exit(0)  # No one wants it any more; the child goes with this process.
    if status != 0:
        raise Refused("The project cannot be parsed.")
    manifest = load(request["args"])
    with open(told, encoding="utf-8") as lines:
        warnings = [line for line in map(json.loads, lines) if line["event"] == "log" and line["level"] in ("warn", "error")]
    return KeptManifest(manifest, os.path.abspath(target), warnings)


def parse(parent, args, told):
    forks.die_with(parent)
    with open(told, "wb") as file:
        os.dup2(file.fileno(), 1)
    protocol = forks.runner.Protocol()
    os._exit(forks.runner.run(args, protocol, forks.runner.Events(protocol, args)))


def load(args):
    from dbt.cli.main import dbtRunner

    loaded = dbtRunner().invoke(["--no-write-json", *args])
    if not loaded.success:
        raise Refused("What was parsed cannot be loaded: %s" % loaded.exception)
    end_tracker()
    get_ready(loaded.result)
    changing = sorted(found_changing(loaded.result))
    if changing:
        raise Refused("It depends on what changes between runs: " + ", ".join(changing))
    return loaded.result


def get_ready(manifest):
    """Does what each run would otherwise do anew: compile the code that writes a manifest, and the macros that are likely to be called."""
    try:
        manifest.write(os.devnull)
        try:
            from dbt_common.clients.jinja import template_cache
        except ImportError:  # Up to dbt-core 1.7.
            from dbt.clients.jinja import template_cache
    except Exception:
        return  # A run does it then.
    for macro in reachable(manifest):
        try:
            template_cache.get_node_template(macro)
        except Exception:
            pass  # Whoever calls it is told.


def reachable(manifest):
    """The macros that nodes, their materializations and the adapter call, and those that these call, the nearest first."""
    used = {str(node.config.materialized) for node in manifest.nodes.values() if hasattr(node.config, "materialized")}
    wanted = [name for node in manifest.nodes.values() for name in node.depends_on.macros]
    for macro in manifest.macros.values():
        materialization = re.fullmatch(r"materialization_(.+)_[a-z0-9]+", macro.name)
        if (materialization.group(1) in used) if materialization else macro.name.split("__")[-1] in CALLED_BY_NAME:
            wanted.append(macro.unique_id)
    wanted = list(dict.fromkeys(wanted))
    seen = set(wanted)
    for name in wanted:
        macro = manifest.macros.get(name)
        if macro is not None and len(seen) < MOST_TEMPLATES:
            fresh = [called for called in dict.fromkeys(macro.depends_on.macros) if called not in seen]
            seen.update(fresh)
            wanted.extend(fresh)
    return [manifest.macros[name] for name in wanted[:MOST_TEMPLATES] if name in manifest.macros]


def end_tracker():
    """The process that cleans up semaphores: it has the variables of the parse, and runs are to have one each, which ends with them."""
    tracker = multiprocessing.resource_tracker._resource_tracker
    if getattr(tracker, "_fd", None) is not None:
        os.close(tracker._fd)
        os.waitpid(tracker._pid, 0)
        tracker._fd = tracker._pid = None


def found_changing(manifest):
    """Where the parse itself asked for what another run would be answered differently."""
    for node in manifest.nodes.values():
        if any(CHANGING.search(config) for config in CONFIG.findall(getattr(node, "raw_code", None) or "")):
            yield node.unique_id
    for macro in manifest.macros.values():
        if re.search(r"generate_(schema|database|alias)_name", macro.name) and CHANGING.search(macro.macro_sql):
            yield macro.unique_id
    for file in manifest.files.values():
        if CHANGING.search(json.dumps(getattr(file, "dict_from_yaml", None) or {}, default=str)):
            yield file.path.relative_path
    with open("dbt_project.yml", encoding="utf-8") as project:
        if CHANGING.search(project.read()):
            yield "dbt_project.yml"
    for of_one_run in ("HOME", "TRACEPARENT"):
        if of_one_run in manifest.env_vars:
            yield of_one_run
