#!/bin/sh
# Runs every example that the help of the commands shows. Arguments: the program, the source folder.
set -u
program=$1
source=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-examples-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
ln -s "$program" "$work/bin/tradefig"
PATH=$work/bin:$PATH
HOME=$work/home
unset XDG_DATA_HOME TRADEFIG_DB
export PATH HOME
cd "$work/home" || exit 1
cp "$source/tests/samples/2024-11-eurasia-bulletin.txt" article.txt
cp "$source/tests/samples/2023-03-volga-business.txt" page.txt
cat >feed.xml <<'END'
<rss><channel><title>Eurasia Bulletin</title><item><title>Trade</title><link>https://bulletin.example/trade</link>
<pubDate>Wed, 27 Nov 2024 10:00:00 GMT</pubDate><encoded xmlns="http://purl.org/rss/1.0/modules/content/">Trade turnover between Kazakhstan and Russia reached 28 billion dollars
in 2023, the ministry said, and more than half of it was grain and metals. Both sides want to bring the figure to 30 billion
dollars by 2025, and officials named roads, border posts and a common industrial zone as the means to that end. The two
governments meet again in the spring, when the papers for a new crossing and for the railway line to it are to be signed.
The line is to be built within three years, and the first trains with grain are to run on it in the autumn after that.
</encoded></item></channel></rss>
END
printf 'period,reporter,partner,measure,value,currency\n2023,KZ,RU,exports,9.8e9,USD\n2023,KZ,RU,imports,16.2e9,USD\n' >official.csv
printf 'date,currency,usd\n2023,KZT,0.00219\n' >rates.csv
printf 'date,value\n2016,13.2\n2017,17.2\n2018,18.2\n2019,19.7\n2020,19.1\n2021,24.6\n2022,26.1\n' >series.csv
mkdir articles
cp "$source"/tests/samples/*.txt articles
tradefig import article.txt >/dev/null || exit 1
count=0
bad=0
for command in $(tradefig help | sed -n '/^commands/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
    tradefig help "$command" | sed -n '1,/^$/s/^  \(tradefig .*\)/\1/p' >examples
    while IFS= read -r example; do
        count=$((count + 1))
        case $example in *"jsonl -") printf '{"text":"Trade between Kenya and India hit $3 billion in 2023."}\n' >input ;; *) : >input ;; esac
        if ! sh -c "$example" <input >out 2>&1; then
            bad=$((bad + 1))
            echo "failed: $example"
            cat out
        fi
    done <examples
done
echo "$count examples, $bad failed"
[ "$bad" -eq 0 ] && [ "$count" -gt 20 ]
