#!/usr/bin/env bash
# slow.sh BINARY PTYLAT - a key on the screen while each sync takes 200 ms, against the same where each takes what it takes.
# PTYLAT is a tool that times keys in a pseudo-terminal: `ptylat.py keys -n N --pre KEYS -- COMMAND`, one line of JSON with the
# median of a frame. Both runs are traced, so that the tracing itself is no difference. Needs strace; else it says so, and ends with 77.
set -euo pipefail
binary="$1" ptylat="$2"
strace -o /dev/null true 2> /dev/null || { echo "skipped: strace can trace nothing here"; exit 77; }
one() {
    local home; home="$(mktemp -d)"
    "$ptylat" keys -n "${KEYS:-300}" --env MINERAL_HOME="$home" -- \
        strace -f -o /dev/null -e trace=fsync,fdatasync ${1:+-e "inject=fsync,fdatasync:delay_exit=$1"} \
        "$binary" live --with 'Ana Ruiz'
    rm -rf "$home"
}
for round in 1 2 3; do
    echo "as it is:  $(one '')"
    echo "200 ms:    $(one 200000)"
done
