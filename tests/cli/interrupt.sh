#!/bin/sh
# Ctrl-C ends an import between two articles with exit code 130, what was read is stored, and a second import takes up
# the rest; a reading command ends at once. Argument: the program.
set -u
program=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-interrupt-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/stop_midway.sh"
cd "$work" || exit 1
awk 'BEGIN {
    for (i = 1; i <= 3000; i++)
        printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Trade of Kenya and India reached %d million USD in 2023.\"}\n", i, i
}' >articles.jsonl

# setsid-free: a background job of sh ignores SIGINT, so SIGTERM, which is handled alike, is sent instead
import_and_hold trade.db articles.jsonl 1500
kill -TERM "$child"
kill -CONT "$child"
wait "$child"
code=$?
stored=$(count trade.db)
grep -q "interrupted; what was read until now is stored" messages || { cat messages; exit 1; }
"$program" --db trade.db import articles.jsonl >/dev/null || exit 1
echo "exit $code with $stored articles stored, then $(count trade.db)"
[ "$code" -eq 130 ] && [ "$stored" -gt 0 ] && [ "$stored" -lt 3000 ] && [ "$(count trade.db)" -eq 3000 ] || exit 1

# a reading command has nothing to keep: it ends by the signal, here while it waits for more
mkfifo held
exec 3<>held
cat articles.jsonl >&3 &
feeder=$!
"$program" extract --input jsonl - <held >/dev/null 2>&1 &
child=$!
kill -TERM "$child"
wait "$child"
code=$?
kill "$feeder" 2>/dev/null
[ "$code" -eq 143 ]
