#!/usr/bin/env bash
# The specification's flow, from a warehouse to a log, as calls of the FrontendAPI.
#
#   TOKEN=dc_… REPOSITORY_URL=https://github.com/acme/shop.git examples/flow.sh
#
# TOKEN            an editor's or admin's token; the service prints the first one when it starts for the first time
# REPOSITORY_URL   a git repository with a dbt project that DuckDB can build
# GIT_TOKEN        a personal access token, when the repository is not public
# BRANCH           main
# SERVICE          http://127.0.0.1:8080
set -euo pipefail
service=${SERVICE:-http://127.0.0.1:8080}
branch=${BRANCH:-main}
: "${TOKEN:?give an API token}" "${REPOSITORY_URL:?give the address of a git repository}"

# The token goes by a file: arguments of a process can be seen by others on the machine.
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
(umask 077; printf 'Authorization: Bearer %s\n' "$TOKEN" > "$folder/auth")

call() { # call METHOD PATH [JSON] [more arguments of curl]: prints the answer; a problem ends the script
  local method=$1 path=$2 body=${3:-} status
  shift $(($# > 2 ? 3 : 2))
  [ -z "$body" ] || set -- -H 'Content-Type: application/json' -d "$body" "$@"
  status=$(curl -sS -X "$method" -H "@$folder/auth" -D "$folder/headers" -o "$folder/answer" -w '%{http_code}' "$@" "$service/api/v1/$path")
  cat "$folder/answer"
  [ "$status" -lt 400 ] || { echo >&2 "$method $path: $status $(cat "$folder/answer")"; exit 1; }
}
field() { # field NAME: a member of the JSON on stdin
  python3 -c 'import json, sys; print(json.load(sys.stdin)[sys.argv[1]])' "$1"
}
etag() { sed -n 's/^[Ee][Tt]ag: *\([^\r]*\).*/\1/p' "$folder/headers"; }

echo "Step 1: a warehouse"
call GET warehouse-types > /dev/null   # what there is, with the fields of each
warehouse=$(call POST warehouses '{"name": "duck", "type": "duckdb", "connection": {"path": "example.duckdb"}}' | field id)

echo "Step 2: a credential"
if [ -n "${GIT_TOKEN:-}" ]; then
  credential=$(call POST credentials '{"name": "git", "kind": "https-token", "token": "'"$GIT_TOKEN"'"}' | field id)
else
  credential=$(call POST credentials '{"name": "public", "kind": "public"}' | field id)
fi

echo "Step 3: the project"
# The same key gives the same answer: sent again, it does not make a second project.
key=flow-$warehouse-$credential
definition='{"name": "example", "warehouseId": '$warehouse', "credentialId": '$credential', "repositoryUrl": "'$REPOSITORY_URL'",
  "branch": "'$branch'"}'
project=$(call POST projects "$definition" -H "Idempotency-Key: $key" | field id)
again=$(call POST projects "$definition" -H "Idempotency-Key: $key" | field id)
echo "  project $project (and again: $again)"

# A change says which revision it was made from; had someone else changed it meanwhile, it would be refused with 412.
call GET "projects/$project" > /dev/null
tag=$(etag)
call PATCH "projects/$project" '{"threads": 2}' -H "If-Match: $tag" > /dev/null

echo "Refresh: reads the models"
job=$(call POST "projects/$project/refresh" | field id)
while state=$(call GET "projects/$project/refreshes/$job" | field state); [ "$state" = QUEUED ] || [ "$state" = RUNNING ]; do
  sleep 0.5
done
echo "  $state"
call GET "projects/$project/models?resourceType=model&limit=200" |
  python3 -c 'import json, sys; [print("  model", m["uniqueId"]) for m in json.load(sys.stdin)["items"]]'
call GET "projects/$project/lineage" |
  python3 -c 'import json, sys; print("  with %d edges between them and what they are built of" % len(json.load(sys.stdin)["edges"]))'

echo "A run"
run=$(call POST "projects/$project/runs" '{"command": "build"}' -H "Idempotency-Key: $key-run" | field id)
curl -sSN -H "@$folder/auth" "$service/api/v1/runs/$run/events" |    # server-sent events; the stream ends with the run
  sed -n 's/^data: .*"status":"\([A-Z ]*\)".*/  \1/p' | uniq
status=$(call GET "runs/$run" | field status)
call GET "runs/$run/models?limit=200" |
  python3 -c 'import json, sys; [print("  %-9s %s" % (n["status"], n["uniqueId"])) for n in json.load(sys.stdin)["items"]]'

echo "Its log"
call GET "runs/$run/log" | tail -n 3
echo "Run $run of project $project is $status"

# Deleting keeps what was done; ?purge=true (an admin's) takes it away.
call DELETE "projects/$project" '' -H 'If-Match: *' > /dev/null
[ "$status" = SUCCESSFUL ]
