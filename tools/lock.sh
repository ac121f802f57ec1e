#!/bin/sh
# Rewrites both lock files from pyproject.toml: exact versions, every hash, no address. Pinned versions stay unless
# asked: tools/lock.sh --upgrade
set -eu
cd "$(dirname "$0")/.."

uv=.venv/bin/uv
[ -x "$uv" ] || uv=uv
command -v "$uv" >/dev/null || { echo "Allô : uv manque : « .venv/bin/pip install uv »." >&2; exit 1; }
compile() {
    "$uv" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header --no-annotate pyproject.toml "$@"
}
compile "$@" --extra install --output-file requirements.lock
compile "$@" --extra install --extra dev --output-file requirements-dev.lock
