#!/bin/sh
# PostgreSQL for the tests, without root: Debian's or Ubuntu's own packages, unpacked into .tools/postgresql, where
# tests/support/postgres.py finds them. Nothing is done where the machine has a server already. Exit code 0: it is there.
# ALLO_IGNORE_SYSTEM_POSTGRESQL=1 behaves as if the machine had none.
set -eu
umask 022

cd "$(dirname "$0")/.."
place=$(pwd -P)/.tools/postgresql
ignore=${ALLO_IGNORE_SYSTEM_POSTGRESQL:-}

fail() {
    echo "Allô : $1 Pour les essais sur PostgreSQL : « sudo apt install postgresql »." >&2
    exit 1
}

on_this_machine() {
    for found in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$found" ] && [ -x "${found%/initdb}/postgres" ] && return 0
    done
    return 1
}

[ -z "$ignore" ] && on_this_machine && exit 0
starts() {
    for found in "$place"/usr/lib/postgresql/*/bin/postgres; do
        [ -x "$found" ] || return 1
        libraries=$(printf '%s:' "$place"/usr/lib/*-linux-gnu*)
        LD_LIBRARY_PATH="$libraries" "$found" --version >/dev/null 2>&1
        return
    done
}
starts && exit 0
command -v apt-get >/dev/null 2>&1 && command -v dpkg-deb >/dev/null 2>&1 \
    || fail "PostgreSQL manque et cette machine n'a pas apt pour le chercher."

echo "Allô : recherche de PostgreSQL pour les essais (une fois)…" >&2
rm -rf "$place"
mkdir -p "$place/apt/lists/partial" "$place/apt/archives/partial"
log=$place/apt/log

# An apt state of its own: the machine's sources, keys and installed packages, but lists and archives of ours.
awk -v ignore="$ignore" 'BEGIN { RS = ""; ORS = "\n\n" } ignore == "" || !/^Package: (postgresql|libpq)/' \
    /var/lib/dpkg/status > "$place/apt/status"
{
    echo "Dir::State::Lists \"$place/apt/lists\";"
    echo "Dir::State::status \"$place/apt/status\";"
    echo "Dir::Cache \"$place/apt\";"
    echo "Dir::Cache::archives \"$place/apt/archives\";"
    echo 'Acquire::Languages "none";'
    echo 'APT::Install-Recommends "false";'
    echo 'Debug::NoLocking "true";'
    if [ "$(id -u)" = 0 ]; then echo 'APT::Sandbox::User "root";'; fi
} > "$place/apt/apt.conf"
export APT_CONFIG="$place/apt/apt.conf"

apt-get -qq update > "$log" 2>&1 || { tail -n 3 "$log" >&2; fail "les listes de paquets ne peuvent pas être lues."; }
server=$(apt-cache depends postgresql 2>> "$log" | sed -n 's/^ *Depends: *\(postgresql-[0-9][0-9]*\)$/\1/p' | head -n 1)
[ -n "$server" ] || fail "aucun paquet PostgreSQL dans les sources de cette machine."

# The server, its client and the libraries this machine lacks; no compiler for queries (LLVM), no Perl.
names=$(apt-get -s -q install "$server" 2>> "$log" | sed -n 's/^Inst \([^ ]*\) .*/\1/p' \
    | grep -E '^(postgresql-[0-9]+$|postgresql-client-[0-9]+$|lib)' | grep -v -E '^lib(llvm|z3|perl|.*-perl)' || true)
[ -n "$names" ] || { tail -n 3 "$log" >&2; fail "PostgreSQL ne peut pas être choisi parmi les paquets."; }
# shellcheck disable=SC2086
(cd "$place/apt/archives" && apt-get -qq download $names) >> "$log" 2>&1 \
    || { tail -n 3 "$log" >&2; fail "les paquets de PostgreSQL n'ont pas pu être téléchargés."; }
for package in "$place"/apt/archives/*.deb; do
    dpkg-deb -x "$package" "$place"
done
if [ -d "$place/lib" ]; then cp -a "$place/lib/." "$place/usr/lib/"; fi # packages from before /usr was merged
rm -rf "$place/apt" "$place/lib" "$place/etc" "$place/var" "$place/usr/share/doc"
starts || fail "PostgreSQL a été téléchargé mais ne démarre pas."
