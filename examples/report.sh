#!/usr/bin/env bash
# A pipeline that runs dbt itself, and tells the service about it over MetaAPI: row, status, models, errors and log.
#
#   TOKEN=dc_… PROJECT=1 examples/report.sh build --select orders
#
# TOKEN            a token of the role SERVICE
# PROJECT          the id of the project that the run is of
# PIPELINE         the id of the pipeline that has loaded the warehouse just now, if any
# PROJECT_DIR      the folder with dbt_project.yml and profiles.yml                  .
# DBT              dbt
# NAME             what you call this run; the same name is never entered twice      the time and the process
# SERVICE          http://127.0.0.1:8080
set -euo pipefail
service=${SERVICE:-http://127.0.0.1:8080}
project_dir=${PROJECT_DIR:-.}
dbt=${DBT:-dbt}
name=${NAME:-$(date -u +%Y%m%dT%H%M%SZ)-$$}
: "${TOKEN:?give a token of the role SERVICE}" "${PROJECT:?give the id of a project}"
[ $# -gt 0 ] || set -- build

# The token goes by a file: arguments of a process can be seen by others on the machine.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(umask 077; printf 'Authorization: Bearer %s\n' "$TOKEN" > "$folder/auth")

call() { # call METHOD PATH [more arguments of curl]: prints the answer; a problem ends the script
  local method=$1 path=$2 status
  shift 2
  # Every report may be sent again: a name, a key or the status itself tells the service that it knows it.
  status=$(curl -sS --retry 5 --retry-connrefused -X "$method" -H "@$folder/auth" -o "$folder/answer" -w '%{http_code}' \
    "$@" "$service/meta/v1/$path")
  cat "$folder/answer"
  [ "$status" -lt 400 ] || { echo >&2 "$method $path: $status $(cat "$folder/answer")"; exit 1; }
}
report() { # report METHOD PATH FILE-WITH-JSON KEY
  call "$1" "$2" -H 'Content-Type: application/json' -H "Idempotency-Key: $name-$4" --data-binary "@$3"
}
field() { # field NAME: a member of the JSON on stdin
  python3 -c 'import json, sys; print(json.load(sys.stdin).get(sys.argv[1], ""))' "$1"
}
json() { # json NAME VALUE ...: an object; values that are empty are left out, and whole numbers are numbers
  python3 -c '
import json, sys
words = sys.argv[1:]
print(json.dumps({k: int(v) if v.isdigit() and k == "projectId" else v for k, v in zip(words[::2], words[1::2]) if v}))' "$@"
}

if [ -n "${PIPELINE:-}" ]; then
  echo '{}' > "$folder/body"
  load=$(report POST "pipelines/$PIPELINE/loaded" "$folder/body" loaded | field id)
  echo "Load $load of pipeline $PIPELINE"
fi

commit=$(git -C "$project_dir" rev-parse HEAD 2>/dev/null || true)
json projectId "$PROJECT" runType SCHEDULED command "$1" status RUNNING commit "$commit" externalId "$name" > "$folder/body"
# By its name, the service knows a run that was entered before, and says what has become of it.
call POST runs -H 'Content-Type: application/json' --data-binary "@$folder/body" > /dev/null
run=$(field id < "$folder/answer")
status=$(field status < "$folder/answer")
echo "Run $run of project $PROJECT"
if [ "$status" != RUNNING ]; then
  echo "Run $run of project $PROJECT is $status already"
  exit 1
fi

code=0
"$dbt" --no-use-colors --log-path "$folder" "$@" --project-dir "$project_dir" --profiles-dir "$project_dir" \
  --target-path "$folder/target" > "$folder/output" 2>&1 &
process=$!
while kill -0 "$process" 2>/dev/null; do
  # A user who cancels the run cannot reach this process; it has to ask.
  if [ "$(call GET "runs/$run" | field cancelRequested)" = True ]; then
    cancelled=yes
    kill "$process" 2>/dev/null || true
  fi
  sleep 1
done
wait "$process" || code=$?

# What became of the nodes: bodies of at most 1000 each, and the status that follows from all of them.
python3 - "$folder" "$code" "${cancelled:-no}" <<'PYTHON'
import json, pathlib, sys

folder, code, cancelled = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3] == "yes"
results, end = folder / "target" / "run_results.json", {}
nodes = []
if results.exists():
    told = json.loads(results.read_text())
    end["dbtVersion"] = told["metadata"]["dbt_version"]
    for result in told["results"]:
        timing = {part["name"]: part for part in result.get("timing", [])}
        node = {
            "uniqueId": result["unique_id"], "dbtStatus": result["status"], "seconds": result["execution_time"],
            "startedAt": timing.get("execute", timing.get("compile", {})).get("started_at"),
            "message": result.get("message"), "thread": result.get("thread_id")}
        affected = (result.get("adapter_response") or {}).get("rows_affected")
        if isinstance(affected, int) and affected >= 0:
            node["rowsAffected"] = affected
        nodes.append(node)
for number, start in enumerate(range(0, len(nodes), 1000)):
    (folder / f"models-{number}.json").write_text(json.dumps({"models": nodes[start:start + 1000]}))

bad = [node for node in nodes if node["dbtStatus"] in ("error", "fail", "runtime error", "skipped", "partial success")]
if cancelled:
    end["status"] = "CANCELLED"
elif code == 0:
    end["status"] = "SUCCESSFUL"
elif bad and len(bad) < len(nodes):
    end["status"] = "PARTIAL SUCCESS"
else:
    end["status"] = "FAILED"
if code and not cancelled and not bad:
    # Nothing ran: the last words of dbt say why. Nodes that failed get their error rows by themselves.
    words = (folder / "output").read_text(errors="replace").strip()[-2000:] or f"dbt ended with {code}"
    (folder / "error.json").write_text(json.dumps({"type": "INTERNAL", "message": words}))
    end["failure"] = {"message": words}
(folder / "end.json").write_text(json.dumps(end))
PYTHON

for body in "$folder"/models-*.json; do
  [ ! -e "$body" ] || report POST "runs/$run/models" "$body" "$(basename "$body")" > /dev/null
done
[ ! -e "$folder/error.json" ] || report POST "runs/$run/errors" "$folder/error.json" error > /dev/null

# As a stream, however long it is; FrontendAPI shows the log at the address in the answer.
url=$(call POST "runs/$run/logs" -H 'Content-Type: text/plain' -T "$folder/output" | field url) || url=' none was taken'

status=$(report PATCH "runs/$run/status" "$folder/end.json" end | field status)
echo "Log of run $run: $url"
echo "Run $run of project $PROJECT is $status"
[ "$status" = SUCCESSFUL ]
