#!/bin/sh
# Stands for uv: an environment is the machine's own Python with stub_dbt.py, which lies beside this script, in the place of dbt.
# A file "away" beside it says that the index of packages is.
set -eu
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
if [ -e "$here/away" ]; then
  echo "error: the index does not answer" >&2
  exit 2
fi
case "$1" in
  venv) # --relocatable --python PYTHON FOLDER
    packages="$5/lib/$(basename "$(readlink -f "$4")")/site-packages"
    mkdir -p "$5/bin" "$packages/dbt/cli"
    ln -s "$4" "$5/bin/python"
    printf 'home = %s\n' "$(dirname "$4")" > "$5/pyvenv.cfg"
    cp "$here/stub_dbt.py" "$packages/dbt/cli/main.py"
    cp "$here/stub_mischief.py" "$packages/dbt/cli/mischief.py"
    ;;
  pip)
    if [ "$2" = compile ]; then # ... --output-file FOLDER/requirements.txt FOLDER/requirements.in
      for last; do :; done
      cp "$last" "$(dirname "$last")/requirements.txt"
    else
      echo "Installed the stub of dbt"
    fi
    ;;
  *)
    echo "The stub of uv does not know $1." >&2
    exit 2
    ;;
esac
