#!/bin/sh
# A report of the samples and of hostile pages: whole, well-formed, every link leads somewhere, nothing of a page's words
# is markup, and a second run changes nothing. Arguments: the program, the source folder.
set -u
program=$1
source=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-report-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
command -v gnuplot >/dev/null 2>&1 || { echo "skipped: gnuplot is not installed"; exit 77; }
export TRADEFIG_DB="$work/a.db"
fail() { echo "FAILED: $*"; exit 1; }

"$program" import -q "$source/tests/samples" >/dev/null || fail "import"
hostile='Trade & <script>alert(1)</script> "quoted" '"'"'single'"'"' ]]> {up} %s &#65;'
printf '%s\n' "{\"id\":\"<b>bold.txt\",\"title\":\"$(printf '%s' "$hostile" | sed 's/"/\\"/g')\",\"date\":\"2024-12-01\",\"lang\":\"en\",\"url\":\"javascript:alert(1)//https\",\"text\":\"<img src=x onerror=alert(2)> Trade turnover between Kazakhstan and Uzbekistan reached 4.5 billion USD in 2023, \\\"<i>said</i>\\\" the ministry. In 2024 trade between Kazakhstan and Uzbekistan is to reach 5 to 6 billion USD. \\u202Eback\\u202C and on.\"}" >"$work/hostile.jsonl"
echo '{"id":"other","title":"Another figure","date":"2024-12-05","lang":"en","url":"https://example.org/other","text":"Trade turnover between Kazakhstan and Uzbekistan reached 3.1 billion USD in 2023."}' >>"$work/hostile.jsonl"
"$program" import -q --format jsonl "$work/hostile.jsonl" >/dev/null || fail "import of hostile words"

"$program" report -q -o "$work/site" --as-of 2024-12-31 >"$work/out" || fail "report"
[ "$(cat "$work/out")" = "$work/site/index.html" ] || fail "the first page is not named: $(cat "$work/out")"
for page in index.html pairs/KZ-RU.html pairs/KZ-UZ.html articles/1.html articles/4.html pairs/KZ-RU-trajectory.csv \
    pairs/KZ-RU-trajectory.json pairs/KZ-RU-trajectory.svg pairs/KZ-RU-all-claims.csv; do
    [ -s "$work/site/$page" ] || fail "$page is missing or empty"
done
target=$(grep -o 'targets/KZ-RU-[0-9]*\.html' "$work/site/pairs/KZ-RU.html" | head -1)
[ -n "$target" ] && grep -q '30 billion USD</mark>' "$work/site/$target" || fail "the target's page does not quote it"
find "$work/site" -name '*.html' -o -name '*.svg' | xargs xmllint --noout --nonet || fail "not well-formed"
sh "$source/tests/support/check_links.sh" "$work/site" || fail "links"

# Words of strangers are words: no element, attribute or address of theirs is there.
if grep -rlE '<(script|img|i|b)[ >](alert|src|said|old)|onerror="|href="javascript' "$work/site" --include='*.html' | grep .; then
    fail "markup from outside"
fi
grep -q '&lt;script&gt;alert(1)&lt;/script&gt;' "$work/site/articles/4.html" || fail "the hostile title is not shown as it is"
grep -q '&lt;img src=x onerror=alert(2)&gt;' "$work/site/articles/4.html" || fail "the hostile text is not shown as it is"
# No request leaves the page: nothing is loaded, and only links name other hosts.
if grep -rhoE '(src|data|action|poster)="[^"]*"|url\([^)]*\)|@import' "$work/site" --include='*.html' | grep .; then
    fail "a page loads something"
fi

# Contradictions are told with both sentences, and the pair leads to them.
grep -q '<section id="KZ-UZ"' "$work/site/conflicts.html" || fail "no contradictions of KZ-UZ"
grep -q 'href="../conflicts.html#KZ-UZ"' "$work/site/pairs/KZ-UZ.html" || fail "the pair does not lead to its contradictions"
[ "$(grep -o '<q lang' "$work/site/conflicts.html" | wc -l)" -ge 2 ] || fail "contradictions without their sentences"
# The pairs in several orders: the same rows, each order marked in its own page.
for order in name chance size news; do
    [ "$(grep -c '<tr><th scope="row">' "$work/site/index-$order.html")" = "$(grep -c '<tr><th scope="row">' "$work/site/index.html")" ] ||
        fail "other rows by $order"
    grep -q "index-$order.html\" aria-current" "$work/site/index-$order.html" || fail "the order by $order is not marked"
done
first() { grep -o 'href="pairs/[A-Z-]*' "$work/site/$1" | head -1; }
[ "$(first index-size.html)" = 'href="pairs/KZ-RU' ] || fail "the largest pair is not the first by size: $(first index-size.html)"

# Changes: a feed that is well-formed, with what Atom asks for; ids differ; a day comes from an article.
feed="$work/site/changes.xml"
xmllint --noout --nonet "$feed" || fail "the feed is not well-formed"
feed_has() { [ "$(xmllint --xpath "$1" "$2")" = "$3" ] || fail "the feed: $1 is $(xmllint --xpath "$1" "$2") and not $3"; }
feed_has 'count(/*[local-name()="feed"]/*[local-name()="id" or local-name()="title" or local-name()="updated"])' "$feed" 3
entries=$(xmllint --xpath 'count(//*[local-name()="entry"])' "$feed")
[ "$entries" -ge 4 ] || fail "$entries entries"
feed_has 'count(//*[local-name()="entry"][count(*[local-name()="id"])=1 and count(*[local-name()="title"])=1 and count(*[local-name()="updated"])=1 and count(*[local-name()="link"])=1])' "$feed" "$entries"
feed_has 'string(/*/*[local-name()="updated"])' "$feed" 2024-12-05T00:00:00Z
ids() { grep -o '<entry><id>urn:uuid:[0-9a-f-]*' "$1" | sort; }
[ "$(ids "$feed" | uniq | wc -l)" = "$entries" ] || fail "ids of entries are not unique"
grep -q 'Chance of 30.0 bn USD by 2025' "$feed" || fail "the feed does not tell what moved a target"
for page in index.html pairs/KZ-RU.html articles/1.html; do
    grep -q 'rel="alternate" type="application/atom+xml"' "$work/site/$page" || fail "$page does not name the feed"
done
"$program" report -q KZ-UZ --base-url https://example.org/trade -o "$work/one" --as-of 2024-12-31 >/dev/null || fail "report of a pair"
grep -q 'href="https://example.org/trade/articles/4.html#c' "$work/one/changes.xml" || fail "links of the feed are not absolute"
ids "$feed" >"$work/ids"
[ -z "$(ids "$work/one/changes.xml" | comm -23 - "$work/ids")" ] || fail "an article has another id in another report"
[ -s "$work/one/pairs/KZ-UZ.html" ] && [ ! -e "$work/one/pairs/KZ-RU.html" ] && [ ! -e "$work/one/articles/1.html" ] ||
    fail "a report of one pair holds others"
sh "$source/tests/support/check_links.sh" "$work/one" || fail "links of the report of one pair"
"$program" report -q KZ-VN -o "$work/none" >/dev/null 2>"$work/err"
[ $? = 3 ] && grep -q 'no claims about KZ-VN' "$work/err" || fail "a pair without claims: $(cat "$work/err")"
"$program" report -q -o "$work/none" --base-url 'ftp://example.org' >/dev/null 2>"$work/err"
[ $? = 2 ] || fail "a base that is no address: $(cat "$work/err")"

# One file: whole without any other, ids apart, headings below its own, every fragment there, downloads inside.
"$program" report -q KZ-UZ KZ-RU --single-file -o "$work/single/a.html" --as-of 2024-12-31 >/dev/null 2>"$work/err" && fail "a folder that is not there is made"
mkdir "$work/single" "$work/tmp"
TMPDIR="$work/tmp" "$program" report -q KZ-UZ KZ-RU --single-file -o "$work/single/a.html" --as-of 2024-12-31 >/dev/null || fail "one file"
[ -z "$(ls "$work/tmp")" ] || fail "temporary files are left"
xmllint --noout --nonet "$work/single/a.html" || fail "the one file is not well-formed"
sh "$source/tests/support/check_links.sh" "$work/single" || fail "links of the one file"
[ "$(grep -o '<h1' "$work/single/a.html" | wc -l)" = 1 ] || fail "the one file has not one h1"
grep -q '<section class="page" id="articles.4"' "$work/single/a.html" || fail "the article is no section"
grep -q 'href="#articles.3.c[0-9]' "$work/single/a.html" || fail "no point leads to its sentence in the one file"
grep -q 'download="KZ-RU-trajectory.csv" href="data:text/csv;base64,' "$work/single/a.html" || fail "no download in the one file"
if grep -oE 'href="[^"#][^"]{0,9}' "$work/single/a.html" | grep -vE '="(data:|https?:|mailto:)'; then fail "the one file leads to another"; fi
grep -oE '<script|onerror="|<(img|b)[ >](alert|src)' "$work/single/a.html" | grep . && fail "markup from outside in the one file"
"$program" report -q KZ-UZ KZ-RU --single-file -o "$work/single/b.html" --as-of 2024-12-31 >/dev/null
cmp "$work/single/a.html" "$work/single/b.html" || fail "one file, twice: other bytes"
rm -r "$work/single"

# The policy lets in the style by its hash: no page brings another, in an element or an attribute.
page="$work/site/pairs/KZ-RU.html"
awk '/<style>/ { inside = 1; sub(/.*<style>/, "") } inside { if (/<\/style>/) { sub(/<\/style>.*/, ""); printf "%s", $0; exit } print }' "$page" >"$work/style"
if command -v openssl >/dev/null 2>&1; then
    hash=$(openssl dgst -sha256 -binary "$work/style" | base64)
    grep -qF "style-src 'sha256-$hash'" "$page" || fail "the style has another hash than the policy says"
fi
if grep -rlE ' style=' "$work/site" --include='*.html' | grep .; then fail "a style in an attribute"; fi
[ "$(grep -c '<style' "$page")" = 1 ] || fail "another style"

# The figures that Methods cites stand where they were measured.
grep -o 'class="fig">[^<]*' "$source/tracker/web/methods.html" | sed 's/.*>//' | while read -r figure; do
    grep -qF -- "$figure" "$source/tests/bench/README.md" || { echo "$figure"; exit 1; }
done || fail "Methods cites a figure that tests/bench/README.md does not have"

# A point of the chart leads to the marked sentence.
id=$(grep -o 'articles/3.html#c[0-9]*' "$work/site/pairs/KZ-RU.html" | head -1 | sed 's/.*#//')
[ -n "$id" ] || fail "no point leads to article 3"
grep -q "<mark><span id=\"$id\"></span>" "$work/site/articles/3.html" || fail "$id does not mark anything"

find "$work/site" -type f -exec cksum {} + | sort >"$work/first"
"$program" report -o "$work/site" --as-of 2024-12-31 2>&1 >/dev/null | grep -q ' 0 of them new or changed' || fail "a second run writes"
"$program" report -q -o "$work/other" --as-of 2024-12-31 >/dev/null || fail "report elsewhere"
diff -r "$work/site" "$work/other" || fail "two runs differ"

"$program" report >/dev/null 2>"$work/err"
[ $? = 2 ] || fail "no folder is no usage error"
"$program" report -q -o "$work/early" --as-of 1990-01-01 >/dev/null 2>"$work/err"
[ $? = 3 ] || fail "nothing known is not told: $(cat "$work/err")"
: >"$work/file"
"$program" report -q -o "$work/file" >/dev/null 2>"$work/err"
[ $? = 1 ] || fail "a file in place of the folder is not told"
echo passed
