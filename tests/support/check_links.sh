#!/bin/sh
# Every relative link of the pages under a folder leads to a file, and its fragment to an id in it; an id stands once in a
# page. Prints each that does not; says how many it followed. Argument: the folder.
set -u
cd "$1" || exit 1
find . -name '*.html' | sort >.pages || exit 1
awk '
    function ids_of(page,    line, rest, id) {
        if (page in read) return
        read[page] = 1
        while ((getline line < page) > 0)
            while (match(line, /[ ]id=["\x27][^"\x27]*["\x27]/)) {
                id = substr(line, RSTART + 5, RLENGTH - 6)
                if ((page SUBSEP id) in known) { print page ": id " id " stands twice"; bad++ }
                known[page SUBSEP id] = 1
                line = substr(line, RSTART + RLENGTH)
            }
        close(page)
    }
    function resolve(page, href,    parts, count, i, kept, path) {
        sub(/[^\/]*$/, "", page)
        count = split(page href, parts, "/")
        kept = 0
        for (i = 1; i <= count; i++)
            if (parts[i] == "..") kept--
            else if (parts[i] != ".") stack[++kept] = parts[i]
        path = "."
        for (i = 1; i <= kept; i++) path = path "/" stack[i]
        return path
    }
    function follow(page, href,    target, fragment, line) {
        if (href ~ /^(https?|mailto|data):/) return
        followed++
        fragment = ""
        if (match(href, /#.*/)) { fragment = substr(href, RSTART + 1); href = substr(href, 1, RSTART - 1) }
        target = href == "" ? page : resolve(page, href)
        if ((getline line < target) < 0) { print page ": no file " target; bad++; return }
        close(target)
        if (fragment == "") return
        ids_of(target)
        if (!((target SUBSEP fragment) in known)) { print page ": no " fragment " in " target; bad++ }
    }
    { pages[++count] = $0 }
    END {
        for (i = 1; i <= count; i++) {
            page = pages[i]
            ids_of(page)
            while ((getline line < page) > 0)
                while (match(line, /[ ](xlink:)?href=["\x27][^"\x27]*["\x27]/)) {
                    found = substr(line, RSTART, RLENGTH)
                    line = substr(line, RSTART + RLENGTH)
                    sub(/^ (xlink:)?href=./, "", found)
                    from[++links] = page
                    to[links] = substr(found, 1, length(found) - 1)
                }
            close(page)
        }
        for (i = 1; i <= links; i++)
            follow(from[i], to[i])
        printf "%d pages, %d links followed, %d faults\n", count, followed, bad
        exit bad > 0 || followed == 0
    }' .pages
status=$?
rm -f .pages
exit $status
