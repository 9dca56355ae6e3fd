#!/bin/sh
# Pages and feeds by their address, from a server of the test's own on loopback. Arguments: the program, the server, the source folder.
set -u
program=$1
serve=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-fetch-XXXXXX") || exit 1
trap 'exec 3>&-; rm -rf "$work"' EXIT
cd "$work" || exit 1
HOME=$work LC_ALL=C.UTF-8 no_proxy='*'
unset XDG_DATA_HOME TRADEFIG_DB http_proxy HTTP_PROXY
export HOME LC_ALL no_proxy
failed=0
# expect WHAT COMMAND...: the command's output holds the text.
expect() {
    what=$1
    shift
    "$@" >out 2>&1
    grep -qF -- "$what" out && return
    failed=1
    echo "expected '$what' of: $*"
    cat out
}

cat >page.html <<'END'
<html lang="en"><head><title>Trade of Kenya and India grew</title>
<meta property="article:published_time" content="2024-11-27T10:00:00Z"></head><body><article><h1>Trade of Kenya and India grew</h1>
<p>Trade turnover between Kenya and India reached 3.4 billion dollars in 2023, the ministry said on Wednesday. Both sides want to
bring it to 5 billion dollars by 2027.</p></article></body></html>
END
cat >undated.html <<'END'
<html lang="en"><body><article><p>Trade turnover between Chile and Peru reached 4.1 billion dollars in 2023, the ministry said, and both
sides want to bring it to 6 billion dollars by 2027 with a common list of tariffs.</p></article></body></html>
END
cat >feed.xml <<'END'
<rss><channel><title>Gauge</title><item><title>Told</title><link>/page</link></item>
<item><title>Undated</title><link>/undated</link><pubDate>Tue, 26 Nov 2024 10:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>/gone</link></item><item><title>Later</title><link>/later</link></item></channel></rss>
END
echo nothing >empty
mkfifo hold
"$serve" /page '200 OK' page.html /undated '200 OK' undated.html /feed '200 OK' feed.xml \
    /gone '410 Gone' empty /later '503 Service Unavailable' empty /away '404 Not Found' empty '/page?again' '200 OK' page.html <hold >served &
server=$!
exec 3>hold
while [ ! -s served ]; do sleep 0.05; done
url=$(head -1 served)

expect '1 article, 2 claims, 0 duplicates, 0 failed.' "$program" import --db one.db "$url/page"
expect '0 articles, 0 claims, 1 duplicate, 0 failed.' "$program" import --db one.db --url "$url/page"
expect "\"url\":\"$url/page\"" "$program" articles --db one.db --json
expect "$url/away: 404 not found" "$program" import --db one.db "http://me:secret@${url#http://}/away"
if grep -q secret one.db* out; then
    failed=1
    echo "a password was kept"
fi

expect '2 articles, 3 claims, 0 duplicates, 2 failed, 4 new links kept.' "$program" import --db two.db --feed "$url/feed"
expect '2  2024-11-26  ' "$program" articles --db two.db --links
expect "$url/later: 503" "$program" import --db two.db --feed "$url/feed"
expect '410 gone' "$program" import --db two.db --retry-failed
# What links of a file lead to is fetched as well, and known already: nothing is asked twice.
expect '0 articles, 0 claims, 1 duplicate, 0 failed, 1 new link kept.' sh -c \
    "printf '%s\n' '$url/page' '$url/page?again' >map.txt; '$program' import --db two.db --feed map.txt"

exec 3>&-
wait "$server"
cat >wanted <<'END'
/page 3
/undated 1
/feed 2
/gone 2
/later 2
/away 1
/page?again 1
END
sed 1d served | diff wanted - || failed=1
exit $failed
