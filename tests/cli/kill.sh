#!/bin/sh
# Kills the importing program at 50 random moments of one long import; after each the database must be sound, every
# article there with all its claims, and at the end it must hold what an undisturbed import holds. Arguments: the program.
set -u
program=$1
kills=${2:-50}
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-kill-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
awk 'BEGIN {
    for (i = 1; i <= 400; i++)
        printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Talks number %d\\n\\nTrade turnover between Kazakhstan and " \
               "Russia reached %d.%d billion USD in 2023. In 2022 it was %d.%d billion USD.\"}\n", i, i, 10 + i % 20, i % 9 + 1, \
               10 + i % 17, i % 7 + 1
}' >articles.jsonl

"$program" --db whole.db import articles.jsonl >/dev/null || exit 1
dump() {
    sqlite3 "$1" "SELECT a.doc, c.claim_key FROM claims c JOIN articles a ON a.id = c.article_id ORDER BY 1, 2"
}
seed=7
killed=0
attempts=0
while [ "$killed" -lt "$kills" ] && [ "$attempts" -lt $((kills * 4)) ]; do
    attempts=$((attempts + 1))
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    "$program" --db killed.db import articles.jsonl >/dev/null 2>&1 &
    child=$!
    sleep "0.$(printf '%03d' $((seed / 65536 % 50)))"
    if kill -9 "$child" 2>/dev/null; then killed=$((killed + 1)); fi
    wait "$child" 2>/dev/null
    [ -f killed.db ] || continue
    sound=$(sqlite3 killed.db "PRAGMA integrity_check; PRAGMA foreign_key_check;" 2>&1)
    # killed before the schema was there is as if it had never run
    tables=$(sqlite3 killed.db "SELECT count(*) FROM sqlite_master WHERE name = 'claims'")
    [ "$tables" = 1 ] || continue
    half=$(sqlite3 killed.db "SELECT count(*) FROM articles a
        WHERE (SELECT count(*) FROM claims c WHERE c.article_id = a.id) <> 2")
    if [ "$sound" != ok ] || [ "$half" != 0 ]; then
        echo "after kill $killed: integrity '$sound', $half articles without all their claims"
        exit 1
    fi
done
"$program" --db killed.db import articles.jsonl >/dev/null || exit 1
dump whole.db >whole.txt
dump killed.db >killed.txt
lines=$(wc -l <whole.txt)
echo "$killed kills in $attempts runs; $lines claims"
cmp whole.txt killed.txt && [ "$lines" -eq 800 ] && [ "$killed" -ge "$kills" ]
