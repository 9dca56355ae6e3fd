#!/bin/sh
# tradefig import --jobs N gives the same database and the same listing with any N. Arguments: the program, the program
# that dumps a database.
set -u
program=$1
dump=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-import-jobs-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
mkdir folder
awk 'BEGIN {
    for (i = 1; i <= 1000; i++) {
        if (i % 97 == 0) print "{\"id\": \"broken " i "\", \"text\": "
        else if (i % 89 == 0) print "{\"id\": \"no text " i "\"}"
        else if (i % 83 == 0) print ""
        else if (i % 7 == 0) printf "{\"id\":\"a%d\",\"text\":\"Trade of Kenya and India reached %d million USD.\"}\n", i, i
        else printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Talks %d\\n\\nTrade turnover between Kazakhstan and " \
                    "Russia reached %d.%d billion USD in 2023.\"}\n", i, i, 10 + i % 20, i % 9 + 1
    }
}' >folder/lines.jsonl
for i in 1 2 3 4 5 6 7 8 9; do
    printf 'Talks %d\n\n27 November 2024\n\nTrade between Kenya and India reached %d billion USD in 2023.\n' $i $i >folder/text$i.txt
done
printf '' >folder/empty.txt
for jobs in 1 2 4; do
    "$program" --db jobs$jobs.db import --jobs $jobs folder >out$jobs 2>err$jobs
    [ $? -eq 4 ] || { tail -3 out$jobs; exit 1; }
    "$dump" jobs$jobs.db >dump$jobs || exit 1
    cmp out1 out$jobs && cmp err1 err$jobs && cmp dump1 dump$jobs || exit 1
    sqlite3 jobs$jobs.db "SELECT id, doc FROM articles ORDER BY id" >order$jobs
    cmp order1 order$jobs || exit 1
done
tail -1 out1
[ "$(wc -l <order1)" -gt 800 ]
