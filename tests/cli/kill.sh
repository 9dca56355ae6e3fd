#!/bin/sh
# Kills an import, workers and all, at random moments again and again; after each the database must be sound and every
# article there with all its claims, and once the import comes to its end the database must say, byte for byte, what that
# of an undisturbed import says. Arguments: the program, the program that dumps a database; kills (12), pages (2000).
set -u
program=$1
dump=$2
kills=${3:-12}
pages=${4:-2000}
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-kill-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
. "$(dirname "$0")/stop_midway.sh"
cd "$work" || exit 1
awk -v pages="$pages" 'BEGIN {
    for (i = 1; i <= pages; i++) {
        if (i % 100 == 0) print "{\"id\": \"broken " i "\", \"text\": "
        printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Talks number %d\\n\\nTrade turnover between Kazakhstan and " \
               "Russia reached %d.%d billion USD in 2023. In 2022 it was %d.%d billion USD.\"}\n", i, i, 10 + i % 20, i % 9 + 1, \
               10 + i % 17, i % 7 + 1
    }
}' >articles.jsonl
"$program" --db whole.db import articles.jsonl >whole.out 2>/dev/null
[ $? -eq 4 ] || { cat whole.out; exit 1; }
"$dump" whole.db >whole.txt || exit 1

finish() {
    "$program" --db killed.db import articles.jsonl >/dev/null 2>&1
    "$dump" killed.db >killed.txt
    cmp whole.txt killed.txt || exit 1
    failures=$(sqlite3 killed.db "SELECT count(*) FROM failures")
    [ "$failures" -eq $((pages / 100)) ] || { echo "$failures failures are remembered"; exit 1; }
}

check() {
    sound=$(sqlite3 killed.db "PRAGMA integrity_check; PRAGMA foreign_key_check;" 2>&1)
    # killed before the schema was there is as if it had never run
    tables=$(sqlite3 killed.db "SELECT count(*) FROM sqlite_master WHERE name = 'claims'")
    [ "$tables" = 1 ] || return 0
    half=$(sqlite3 killed.db "SELECT count(*) FROM articles a
        LEFT JOIN (SELECT article_id, count(*) AS claims FROM claims GROUP BY article_id) c ON c.article_id = a.id
        WHERE claims IS NOT 2")
    stored=$(sqlite3 killed.db "SELECT count(*) FROM articles")
    [ "$sound" = ok ] && [ "$half" = 0 ] && return 0
    echo "after kill $killed: integrity '$sound', $half articles without all their claims"
    exit 1
}

seed=7
killed=0
inside=0 # kills with some of the pages stored, and not all
rounds=0
stored=0
while [ "$killed" -lt "$kills" ] && [ "$rounds" -lt $((kills * 4)) ]; do
    rounds=$((rounds + 1))
    seed=$(((seed * 1103515245 + 12345) % 2147483648))
    "$program" --db killed.db import articles.jsonl >/dev/null 2>&1 &
    child=$!
    if [ $((rounds % 2)) -eq 0 ]; then # as soon as more is stored than before, however slow the machine is
        hold_when_stored "$child" killed.db "$stored"
    else
        sleep "0.$(printf '%03d' $((seed / 65536 % 250)))"
    fi
    kill -9 "$child" 2>/dev/null && killed=$((killed + 1))
    wait "$child" 2>/dev/null
    [ -f killed.db ] && check
    [ "$stored" -gt 0 ] && [ "$stored" -lt "$pages" ] && inside=$((inside + 1))
    if [ "$stored" -ge "$pages" ]; then # it is complete: compare, and begin anew
        finish
        rm -f killed.db*
        stored=0
    fi
done
finish
echo "$killed kills, $inside of them with some pages stored and not all; $(wc -l <whole.txt) lines are the same"
[ "$killed" -ge "$kills" ] && [ "$inside" -gt 0 ]
