#!/bin/sh
# tradefig extract --jobs N prints the same bytes with any N, in the order of the input, also with broken lines among
# good ones; a line beyond the limit costs only itself. Argument: the program.
set -u
program=$1
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-jobs-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 1
awk 'BEGIN {
    for (i = 1; i <= 3000; i++) {
        if (i % 97 == 0) print "{\"id\": \"broken " i "\", \"text\": "
        else if (i % 89 == 0) print "{\"id\": \"no text " i "\"}"
        else if (i % 83 == 0) print ""
        else if (i % 5 == 0) printf "{\"id\":\"a%d\",\"text\":\"Notes\\n\\nThe council met in room %d.\"}\n", i, i
        else printf "{\"id\":\"a%d\",\"date\":\"2024-11-27\",\"text\":\"Talks %d\\n\\nTrade turnover between Kazakhstan and " \
                    "Russia reached %d.%d billion USD in 2023.\"}\n", i, i, 10 + i % 20, i % 9 + 1
    }
    printf "{\"id\":\"long\",\"text\":\""
    for (i = 0; i < 100000; i++) printf "Trade between Kazakhstan and Russia came to 5 billion USD. "
    print "\"}"
    print "{\"id\":\"last\",\"date\":\"2024-11-27\",\"text\":\"Trade between Kazakhstan and Russia was 5 billion USD.\"}"
}' >lines.jsonl
for format in jsonl json text; do
    for jobs in 1 2 4; do
        "$program" extract --jobs $jobs --input jsonl --format $format lines.jsonl - lines.jsonl </dev/null \
            >out.$jobs 2>err.$jobs
        code=$?
        [ $code -eq 4 ] || { echo "--format $format --jobs $jobs ends with $code, 4 was needed"; exit 1; }
        cmp out.1 out.$jobs && cmp err.1 err.$jobs || exit 1
    done
    grep -q 'last' out.1 || { echo "--format $format: the line behind the long one is missing"; exit 1; }
done
grep -q 'line 3001 is longer than the limit of 4 MB' err.1 || { cat err.1; exit 1; }
lines=$(wc -l <err.1)
[ "$lines" -eq 128 ] || { echo "$lines errors, 128 were needed"; exit 1; }
