#!/bin/sh
# An import that was stopped goes on where it was, and what failed can be tried again. Arguments: the program, the program
# that dumps a database.
set -u
program=$1
dump=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-resume-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/stop_midway.sh"
cd "$work" || exit 1
fail() { echo "$1"; exit 1; }
awk 'BEGIN {
    for (i = 1; i <= 2500; i++)
        printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Trade of Kenya and India reached %d million USD in 2023.\"}\n", i, i
}' >articles.jsonl
"$program" --db whole.db import articles.jsonl >/dev/null || exit 1

# stopped in the middle, it goes on behind what is stored
import_and_hold trade.db articles.jsonl 1000
kill -TERM "$child"
kill -CONT "$child"
wait "$child"
code=$?
stored=$(count trade.db)
[ "$code" -eq 130 ] && [ "$stored" -lt 2500 ] || fail "exit $code with $stored articles stored"
grep -q 'the same import again goes on there' messages || fail "$(cat messages)"
"$program" --db trade.db import articles.jsonl | tail -1 >total
echo "$stored stored when it was stopped; then: $(cat total)"
grep -q "^$((2500 - stored)) articles, .* 0 duplicates, 0 failed, 1 input taken up" total || fail "$(cat total)"
"$dump" whole.db >whole.txt && "$dump" trade.db >trade.txt && cmp whole.txt trade.txt || exit 1
[ "$(sqlite3 trade.db 'SELECT count(*) FROM checkpoints')" -eq 0 ] || fail "a checkpoint is left"

# an input that was changed meanwhile is read from its start
import_and_hold changed.db articles.jsonl 1000
kill -KILL "$child"
wait "$child" 2>/dev/null
echo '{"id":"last","date":"2024-11-27","text":"Trade of Chad and Peru reached 5 million USD in 2023."}' >>articles.jsonl
"$program" --db changed.db import articles.jsonl | tail -1 | grep -q 'taken up' && fail "a changed input was taken up in its middle"
[ "$(count changed.db)" -eq 2501 ] || fail "$(count changed.db) articles, 2501 were needed"

# pages without a day are remembered; with one they are read, from their places alone
for i in 1 2 3; do
    printf '{"text":"Trade of Chad and Mali reached %d million USD in 2023."}\n' $i
    printf '{"date":"2024-11-27","text":"Trade of Chad and Niger reached %d million USD in 2023."}\n' $i
done >undated.jsonl
printf 'Trade\n\nTrade of Chad and Togo reached 3 million USD in 2023.\n' >undated.txt
"$program" --db retry.db import undated.jsonl undated.txt >/dev/null 2>messages
[ $? -eq 4 ] && [ "$(count retry.db)" -eq 3 ] || fail "$(cat messages)"
"$program" --db retry.db import --retry-failed >/dev/null 2>messages
[ $? -eq 1 ] && [ "$(wc -l <messages)" -eq 4 ] || fail "$(cat messages)"
(cd / && "$program" --db "$work/retry.db" import --retry-failed --date 2024-11-28 | tail -1) >total
grep -q '^4 articles, 4 claims, 0 duplicates, 0 failed, 4 earlier failures mended' total || fail "$(cat total)"
"$program" --db retry.db import --retry-failed >total || fail "$(cat total)"
grep -q '^0 articles, 0 claims, 0 duplicates, 0 failed\.' total || fail "$(cat total)"

# what failed and is imported well later is no failure any longer
printf 'Trade\n\nTrade of Chad and Oman reached 3 million USD in 2023.\n' >later.txt
"$program" --db retry.db import later.txt >/dev/null 2>&1
"$program" --db retry.db import --date 2024-11-27 later.txt | grep -q '1 earlier failure mended' || fail "not mended"

# of standard input nothing is left to read again, which is said
printf '{"text":"Trade of Chad and Cuba reached 1 million USD in 2023."}\n' | "$program" --db retry.db import --input jsonl - >/dev/null 2>&1
"$program" --db retry.db import --retry-failed --date 2024-11-28 2>&1 | grep -q 'standard input: 1 of its pages failed and cannot be read again' ||
    fail "nothing is said of standard input"

# without a terminal there is no progress line; with one there is, and it is gone at the end
"$program" --db pipe.db import articles.jsonl >/dev/null 2>messages
[ ! -s messages ] || fail "$(cat messages)"
if command -v script >/dev/null; then
    script -qec "'$program' --db pty.db import articles.jsonl >/dev/null" /dev/null </dev/null >terminal
    grep -aq ' MB/s, .* pages/s' terminal || fail "no progress line: $(cat terminal)"
    tail -c 4 terminal | grep -aq '\[K' || fail "the progress line is not cleared"
    script -qec "'$program' --quiet --db quiet.db import articles.jsonl >/dev/null" /dev/null </dev/null >terminal
    [ ! -s terminal ] || fail "--quiet shows $(cat terminal)"
fi
exit 0
