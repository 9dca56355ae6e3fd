#!/bin/sh
# A report that was there before: what changed is written, what did not is not drawn again, what is gone is removed, and
# the folder is byte for byte that of a report made afresh; also after damage, an interruption and a kill, and with any
# number of jobs. Arguments: the program, the source folder.
set -u
program=$1
source=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-again-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
gnuplot=$(command -v gnuplot) || { echo "skipped: gnuplot is not installed"; exit 77; }
export TRADEFIG_DB="$work/a.db"
fail() { echo "FAILED: $*"; exit 1; }

# A gnuplot that leaves a line for each of its starts.
mkdir "$work/bin"
printf '#!/bin/sh\necho started >>"%s/starts"\nexec "%s" "$@"\n' "$work" "$gnuplot" >"$work/bin/gnuplot"
chmod +x "$work/bin/gnuplot"
PATH="$work/bin:$PATH"
: >"$work/starts"

python3 "$source/tests/bench/many_pairs.py" 2 | sed -n '1,9p;34,42p' >"$work/articles.jsonl"
"$program" import -q --format jsonl "$work/articles.jsonl" >/dev/null || fail "import"
"$program" import -q "$source/tests/samples" >/dev/null || fail "import of samples"

# same WHAT OPTION...: the old report brought up to date is a new one.
same() {
    what=$1
    shift
    "$program" report -q -o "$work/site" "$@" >/dev/null || fail "$what: report"
    rm -rf "$work/fresh"
    "$program" report -q --jobs 1 -o "$work/fresh" "$@" >/dev/null || fail "$what: a new report"
    diff -r "$work/site" "$work/fresh" >"$work/diff" || fail "$what: differs from a new report: $(head -5 "$work/diff")"
}

same "two jobs and one" --jobs 2 --as-of 2024-12-31
before=$(wc -l <"$work/starts")
said=$("$program" report -o "$work/site" --as-of 2024-12-31 2>&1 >/dev/null)
case $said in *" 0 of them new or changed"*) ;; *) fail "the same again writes: $said" ;; esac
[ "$(wc -l <"$work/starts")" = "$before" ] || fail "the same again draws"
pairs=$(ls "$work/site/pairs"/*.html | wc -l)
[ "$pairs" -ge 3 ] || fail "too few pairs to tell: $pairs"

printf '%s\n' '{"id":"new","title":"New","date":"2024-12-02","lang":"en","text":"Trade turnover between Kazakhstan and Russia reached 27 billion USD in 2024. Trade between Kazakhstan and Uzbekistan reached 4.5 billion USD in 2023."}' >"$work/new.jsonl"
"$program" import -q --format jsonl "$work/new.jsonl" >/dev/null || fail "import of a new article"
other=$(ls "$work/site/pairs" | grep -v KZ | grep 'html$' | head -1)
touch -d '2001-01-01' "$work/site/pairs/$other"
same "a new article" --as-of 2024-12-31
[ -s "$work/site/pairs/KZ-UZ.html" ] || fail "the new pair has no page"
[ -n "$(find "$work/site/pairs/$other" ! -newermt 2001-01-02)" ] || fail "a pair of which nothing is new was written"

id=$("$program" claims KZ-UZ --format jsonl | sed -n '1s/.*"id": *"*\([0-9]*\).*/\1/p')
[ -n "$id" ] || fail "no claim of KZ-UZ"
: >"$work/site/pairs/KZ-UZ-notes.txt"
: >"$work/site/notes.txt"
"$program" claims reject "$id" "a test" >/dev/null || fail "reject"
"$program" report -q -o "$work/site" --as-of 2024-12-31 >/dev/null || fail "report after a rejection"
[ ! -e "$work/site/pairs/KZ-UZ.html" ] || fail "the page of a pair without claims stays"
[ -e "$work/site/pairs/KZ-UZ-notes.txt" ] && [ -e "$work/site/notes.txt" ] || fail "a file that is not ours is gone"
rm "$work/site/pairs/KZ-UZ-notes.txt" "$work/site/notes.txt"
same "a rejected claim" --as-of 2024-12-31
"$program" claims undo "$id" >/dev/null || fail "undo"
same "the rejection undone" --as-of 2024-12-31
same "another day" --as-of 2024-11-30
same "one pair" --as-of 2024-11-30 KZ-RU
[ "$(ls "$work/site/pairs"/*.html | wc -l)" = 1 ] || fail "pages of pairs that are not asked for stay"
same "another address" --as-of 2024-12-31 --base-url https://example.org/x

printf '1,2\n' >>"$work/site/pairs/KZ-RU-all-claims.csv"
rm "$work/site/pairs/KZ-RU.html" "$work/site/articles/$(ls "$work/site/articles" | head -1)"
same "files missing and other" --as-of 2024-12-31

# A manifest that is damaged, or lists what no report of ours has.
: >"$work/mine.html"
for change in 's/is_whole/is_hole/' 's/"pages":/"pages":7,"more":/' 's/\[\["index.html",/[["..\/mine.html",1],["index.html",/' \
    '1,$d' 's/"key":"[0-9a-f]*"/"key":"0"/' 's/"claims":/"claims":-/'; do
    sed -i "$change" "$work/site/manifest.json"
    same "a manifest changed by $change" --as-of 2024-12-31
done
"$program" report -o "$work/site" --as-of 1950-01-01 >/dev/null 2>"$work/err" && fail "a report of nothing"
grep -q "of an earlier report" "$work/err" || fail "old pages pass for new ones: $(cat "$work/err")"
same "a day on which nothing was known, between" --as-of 2024-12-31

# Files of others that a manifest lists are not removed.
for foreign in mine.html pairs/mine.csv pairs/KZ.csv articles/mine.html; do
    echo theirs >"$work/site/$foreign"
    sed -i "s#^{\"schema\":\"\([^\"]*\)\",\"is_whole\":true,\"pages\":\[#&[\"$foreign\",7],#" "$work/site/manifest.json"
    grep -q "$foreign" "$work/site/manifest.json" || fail "the manifest does not list $foreign"
    "$program" report -o "$work/site" --as-of 2024-12-31 >"$work/out" 2>&1 || fail "a report over a foreign $foreign"
    "$program" report -o "$work/site" --as-of 2024-12-31 >"$work/out" 2>&1 || fail "a report over a foreign $foreign"
    [ "$(cat "$work/site/$foreign")" = theirs ] || fail "$foreign of others is gone"
    rm -f "$work/site/$foreign"
done
head -c 2000 "$work/site/manifest.json" >"$work/cut" && cp "$work/cut" "$work/site/manifest.json"
same "a manifest cut off" --as-of 2024-12-31
[ -e "$work/mine.html" ] || fail "a file outside the report is gone"

# Stopped and killed at several moments.
for signal in INT KILL; do
    for moment in 0.05 0.2 0.5; do
        rm -rf "$work/site"
        timeout -s "$signal" "$moment" "$program" report -q -o "$work/site" --as-of 2024-12-31 >/dev/null 2>&1
        code=$?
        case $signal:$code in INT:0 | INT:124 | INT:130 | KILL:0 | KILL:137) ;; *) fail "SIG$signal gives $code" ;; esac
        if [ "$signal" = INT ] && find "$work/site" -name '.part-*' 2>/dev/null | grep .; then fail "half a file stays"; fi
        tries=0 # the processes of a killed report end behind the pair they are at
        until "$program" report -q -o "$work/site" --as-of 2024-12-31 >/dev/null 2>"$work/err"; do
            grep -q 'another tradefig report' "$work/err" || fail "after SIG$signal: $(cat "$work/err")"
            tries=$((tries + 1))
            [ $tries -lt 300 ] || fail "a killed report does not end"
            sleep 0.1
        done
        diff -r "$work/site" "$work/fresh" >"$work/diff" || fail "after SIG$signal at $moment: $(head -5 "$work/diff")"
    done
done

# Folders of others.
mkdir "$work/home"
echo mine >"$work/home/index.html"
"$program" report -q -o "$work/home" >/dev/null 2>"$work/err"
[ $? = 1 ] && grep -q 'holds other things (index.html)' "$work/err" || fail "a folder of others: $(cat "$work/err")"
[ "$(cat "$work/home/index.html")" = mine ] && [ ! -e "$work/home/pairs" ] || fail "a folder of others is touched"
mkdir "$work/app" "$work/app/pairs"
echo '{"name":"an app"}' >"$work/app/manifest.json"
echo mine >"$work/app/index.html"
"$program" report -q -o "$work/app" >/dev/null 2>"$work/err"
[ $? = 1 ] && [ "$(cat "$work/app/index.html")" = mine ] || fail "an app with a manifest of its own: $(cat "$work/err")"
"$program" report -q -o "$work/app/index.html" >/dev/null 2>"$work/err"
[ $? = 1 ] && grep -q 'is a file, a folder was needed' "$work/err" || fail "a file for a folder: $(cat "$work/err")"
if command -v flock >/dev/null 2>&1; then
    flock "$work/site" "$program" report -q -o "$work/site" >/dev/null 2>"$work/err"
    [ $? = 1 ] && grep -q 'another tradefig report' "$work/err" || fail "two at once: $(cat "$work/err")"
fi

# A failing gnuplot is an error of the report, with its message.
printf '#!/bin/sh\nexit 3\n' >"$work/bin/gnuplot"
"$program" report -q --jobs 2 -o "$work/broken" --as-of 2024-12-31 >/dev/null 2>"$work/err"
[ $? = 1 ] && grep -q gnuplot "$work/err" || fail "a failing gnuplot: $(cat "$work/err")"
echo passed
