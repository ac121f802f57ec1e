#!/bin/sh
# Makes .venv from the hash-locked files and installs the command `allo` into it. Done once: a stamp remembers what was
# installed, and where. Usage: tools/setup.sh [runtime|dev]
set -eu

kind=${1:-runtime}
case $kind in
    runtime) lock=requirements.lock ;;
    dev) lock=requirements-dev.lock ;;
    *) echo "usage: tools/setup.sh [runtime|dev]" >&2; exit 2 ;;
esac
cd "$(dirname "$0")/.."

fail() {
    echo "Allô : $1" >&2
    exit 1
}

modern() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# The first Python that is recent enough; PYTHON=… chooses another.
find_python() {
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11}; do
        if modern "$candidate"; then
            echo "$candidate"
            return
        fi
    done
}

stamp() {
    { echo "$kind"; pwd -P; ls -d allo ivr_flows scheduler admin 2>/dev/null || true; cat pyproject.toml "$lock"; } | cksum
}

python=$(find_python)
[ -n "$python" ] || fail "il faut Python 3.11 ou plus récent : « sudo apt install python3 python3-venv »."
"$python" -c 'import ensurepip, venv' >/dev/null 2>&1 \
    || fail "il manque python3-venv : « sudo apt install python3-venv »."
command -v git >/dev/null 2>&1 \
    || echo "Allô : git manque, il sert aux mises à jour : « sudo apt install git »." >&2

# A copied or broken folder gets a new environment: its commands name the old place.
if [ "$(cat .venv/.allo-place 2>/dev/null || true)" != "$(pwd -P)" ] || ! modern .venv/bin/python; then
    echo "Allô : préparation de l'environnement Python…" >&2
    "$python" -m venv --clear .venv || fail "l'environnement Python n'a pas pu être créé dans « $(pwd)/.venv »."
    pwd -P > .venv/.allo-place
fi
if [ "$(cat ".venv/.allo-$kind" 2>/dev/null || true)" = "$(stamp)" ]; then
    exit 0
fi

echo "Allô : installation des paquets ($lock)…" >&2
install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "$@" \
        || fail "les paquets n'ont pas pu être installés : voyez les lignes ci-dessus, puis relancez la même commande."
}
install --require-hashes -r "$lock"
install --no-deps --no-build-isolation -e .
stamp > ".venv/.allo-$kind"
