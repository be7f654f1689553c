#!/bin/sh
# The real uv, with one cache for all services of the tests, below the folder of this script. An environment that was built once is
# given out again by hard links, as uv itself takes its files from its cache, but with their byte code and without looking packages up.
set -eu
here=$(CDPATH= cd "$(dirname "$0")" && pwd)
uv="$here/uv/bin/uv"
# In a sandbox nothing of it is shared but uv itself.
[ -w "$here/shared_uv.sh" ] || exec "$uv" "$@"
export UV_CACHE_DIR="$here/cache"

copy() { # Across file systems there are no hard links.
  cp -alf "$@" 2>/dev/null || cp -a --remove-destination "$@"
}

if [ ! -x "$uv" ]; then
  exec 8> "$here/uv.lock"
  flock 8
  [ -x "$uv" ] || python3 -m pip install --quiet --only-binary :all: --target "$here/uv" 'uv>=0.13,<0.14'
  exec 8>&-
fi
if [ "$1 ${2-}" = 'pip compile' ]; then
  # What was resolved once stays so for all tests.
  before='' words='' written=''
  for word; do
    case "$before" in
      --output-file) written=$word ;;
      *) wanted=$word words="$words $word" ;;
    esac
    before=$word
  done
  name=$(printf '%s' "${words% *} $(cat "$wanted")" | sha256sum | cut -c 1-32)
  mkdir -p "$here/resolved"
  if [ ! -f "$here/resolved/$name" ]; then
    "$uv" "$@"
    cp "$written" "$here/resolved/$name.$$"
    mv "$here/resolved/$name.$$" "$here/resolved/$name"
  fi
  cp "$here/resolved/$name" "$written"
  exit 0
fi
if [ "$1 ${2-}" != 'pip install' ]; then
  exec "$uv" "$@"
fi

# What is installed, into whichever folder, makes the name of an environment.
words='' before=''
for word; do
  case "$before" in
    --python)
      folder=$(dirname "$(dirname "$word")")
      words="$words $(readlink -f "$word")" ;;
    --requirements)
      words="$words $(cat "$word")" ;;
    *)
      words="$words $word" ;;
  esac
  before=$word
done
name=$(printf '%s' "$words" | sha256sum | cut -c 1-32)
built="$here/built/$name"
mkdir -p "$here/built"

exec 9> "$built.lock"
flock 9
if [ ! -d "$built" ]; then
  "$uv" "$@" > "$built.said" 2>&1 9>&- || { code=$?; cat "$built.said" >&2; exit "$code"; }
  # As the service does, which then finds it done.
  "$folder/bin/python" -I -S -m compileall -q -j 0 "$folder/lib" || true
  rm -rf "$built.half"
  # uv venv and the service make the rest for each environment.
  mkdir "$built.half"
  copy "$folder/bin" "$folder/lib" "$built.half"
  mv "$built.half" "$built"
else
  copy "$built/." "$folder"
fi
cat "$built.said" >&2
