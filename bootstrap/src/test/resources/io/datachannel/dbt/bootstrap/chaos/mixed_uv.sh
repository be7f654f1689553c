#!/bin/sh
# Stands for uv where the stub of dbt and the real one are used side by side: an environment for DuckDB is a real one, any other has the stub.
# The file real_uv beside this one names the program that builds real ones.
set -eu
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
real_uv=$(cat "$here/real_uv")

is_real() { # of a file of requirements
  grep -qi '^dbt-duckdb' "$1"
}

case "$1 ${2:-}" in
  'pip compile')
    for last; do :; done
    if is_real "$last"; then exec "$real_uv" "$@"; fi
    exec "$here/stub_uv.sh" "$@"
    ;;
  'pip install')
    before='' python='' wanted=''
    for word; do
      case "$before" in
        --python) python=$word ;;
        --requirements) wanted=$word ;;
      esac
      before=$word
    done
    if is_real "$wanted"; then exec "$real_uv" "$@"; fi
    # The empty environment was made before anyone could say whose it is.
    folder=$(dirname "$(dirname "$python")")
    real=$(readlink -f "$python")
    rm -rf "$folder/bin" "$folder/lib" "$folder/lib64" "$folder/pyvenv.cfg"
    "$here/stub_uv.sh" venv --relocatable --python "$real" "$folder"
    exec "$here/stub_uv.sh" "$@"
    ;;
  *)
    exec "$real_uv" "$@"
    ;;
esac
