#!/bin/sh
# Reads every #include "..." of the sources against tests/layers.txt; prints each that is not allowed. Argument: the
# source folder. A file may always include from its own folder.
set -u
root=$1
cd "$root" || exit 1
find tracker importers plots \( -name '*.c' -o -name '*.h' \) | sort | xargs awk '
    FILENAME == "tests/layers.txt" { next }
    BEGIN {
        while ((getline line < "tests/layers.txt") > 0) {
            if (line ~ /^#/ || line ~ /^[ \t]*$/)
                continue
            count = split(line, word, /[ \t]+/)
            known[word[1]] = 1
            for (i = 2; i <= count; i++)
                allowed[word[1] SUBSEP word[i]] = 1
        }
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
        included = $0
        sub(/^[^"]*"/, "", included)
        sub(/".*$/, "", included)
        own = FILENAME
        sub(/\/[^\/]*$/, "", own)
        folder = included
        sub(/\/[^\/]*$/, "", folder)
        seen++
        if (!(own in known)) {
            printf "%s:%d: folder %s is not listed in tests/layers.txt\n", FILENAME, FNR, own
            bad++
        } else if (folder != own && !((own SUBSEP "*") in allowed) && !((own SUBSEP folder) in allowed) && \
                   !((own SUBSEP included) in allowed)) {
            printf "%s:%d: %s may not include %s\n", FILENAME, FNR, own, included
            bad++
        }
    }
    END {
        printf "%d includes read, %d not allowed\n", seen, bad
        exit bad > 0 || seen == 0
    }'
