#!/bin/sh
# Ctrl-C ends an import between two articles with exit code 130, what was read is stored, and a second import takes up
# the rest; a reading command ends at once. Argument: the program.
set -u
program=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-interrupt-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
awk 'BEGIN {
    for (i = 1; i <= 3000; i++)
        printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Trade of Kenya and India reached %d million USD in 2023.\"}\n", i, i
}' >articles.jsonl
count() { sqlite3 trade.db "SELECT count(*) FROM articles" 2>/dev/null || echo 0; }

# setsid-free: a background job of sh ignores SIGINT, so SIGTERM, which is handled alike, is sent instead
"$program" --db trade.db import articles.jsonl >/dev/null 2>messages &
child=$!
tries=0
while [ "$(count)" -lt 5 ] && [ "$tries" -lt 200 ]; do
    tries=$((tries + 1))
    sleep 0.05
done
kill -TERM "$child"
wait "$child"
code=$?
stored=$(count)
grep -q "interrupted; what was read until now is stored" messages || { cat messages; exit 1; }
"$program" --db trade.db import articles.jsonl >/dev/null || exit 1
echo "exit $code with $stored articles stored, then $(count)"
[ "$code" -eq 130 ] && [ "$stored" -ge 5 ] && [ "$stored" -lt 3000 ] && [ "$(count)" -eq 3000 ] || exit 1

# a reading command has nothing to keep: it ends by the signal
"$program" extract --input jsonl - <articles.jsonl >/dev/null 2>&1 &
child=$!
kill -TERM "$child"
wait "$child"
[ $? -eq 143 ]
