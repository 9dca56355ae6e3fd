#!/bin/sh
# Measures quality and speed and prints one Markdown row a figure: what, figure, how. Timings are of this machine and
# moment: medians, one core. Arguments: a Release build folder, then the names of parts to run (default: all).
set -u
build=$(cd "$1" && pwd)
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
shared=$root/../shared
program=$build/tradefig
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-bench-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
parts=${*:-claims pages readers quantities speed hostile damage projection backtest doubts series import kills archive chart charts report gate}

row() { printf '| %s | %s | `%s` |\n' "$1" "$2" "$3"; }
skip() { echo "skipped: $1 (shared/$2 is not here)" >&2; }

# Articles of a corpus folder as JSON Lines, one a file.
corpus_lines() {
    python3 - "$1" "$2" <<'P'
import glob, json, os, re, sys
for path in sorted(glob.glob(sys.argv[1] + "/" + sys.argv[2] + ".txt")):
    name = os.path.basename(path)[:-4]
    print(json.dumps({"id": name, "text": open(path, encoding="utf-8", newline="").read()}))
P
}

# median COMMAND: wall milliseconds of 11 runs
median() {
    hyperfine --warmup 1 --runs 11 --export-json "$work/time.json" -N "$@" >/dev/null 2>&1 || { echo failed; return; }
    python3 -c 'import json,sys; print("%.1f" % (1000 * json.load(open(sys.argv[1]))["results"][0]["median"]))' "$work/time.json"
}

# Gold and claims of one set of articles of one language: dev (from outside), tuned or aside (tests/corpus).
claims_of() { # SET LANG
    corpus=$shared/corpus
    mkdir -p "$work/gold-$1-$2"
    if [ "$1" = dev ]; then
        cp "$corpus"/dev/*-"$2"-*.jsonl "$work/gold-$1-$2/"
        texts=$corpus/dev
    else
        texts=$root/tests/corpus/$1/$2
        python3 "$corpus/mkgold.py" "$texts" "$texts/gold.table" "$work/gold-$1-$2" >/dev/null || return 1
    fi
    corpus_lines "$texts" "*-$2-*" >"$work/articles.jsonl"
    "$program" extract --input jsonl --format jsonl "$work/articles.jsonl" >"$work/claims-$1-$2.jsonl"
}

score_set() { # SET NAME: all that claims_of made of a set, in one row and one a language
    mkdir -p "$work/gold-$1"
    cp "$work/gold-$1-"*/* "$work/gold-$1/"
    cat "$work/claims-$1-"*.jsonl >"$work/claims-$1.jsonl"
    python3 "$shared/corpus/score.py" "$work/gold-$1" "$work/claims-$1.jsonl" >"$work/score"
    row "claims, $2, F1 by step" \
        "$(awk '/^(value|\+)/ { printf "%s%s %s", n++ ? "; " : "", $1, $4 }' "$work/score")" "./dev bench claims"
    row "claims, $2, full F1 by language" \
        "$(awk 'seen && NF == 9 { printf "%s%s %s", n++ ? ", " : "", $1, $9 } /^lang/ { seen = 1 }' "$work/score")" \
        "./dev bench claims"
}

part_claims() {
    corpus=$shared/corpus
    [ -d "$corpus/dev" ] || { skip claims corpus/dev; return; }
    for lang in en vi ru fr de es zh; do claims_of dev $lang; done
    score_set dev "corpus/dev"
    for set in tuned aside; do
        for folder in "$root/tests/corpus/$set"/*/; do claims_of $set "$(basename "$folder")"; done
        score_set $set "tests/corpus/$set"
    done
    echo "confidence of claims of corpus/dev, tuned and aside, and the share that is right:"
    /usr/bin/python3 "$root/tests/bench/confidence.py" "$corpus" "$work/gold-dev=$work/claims-dev.jsonl" \
        "$work/gold-tuned=$work/claims-tuned.jsonl"
    /usr/bin/python3 "$root/tests/bench/confidence.py" "$corpus" "$work/gold-aside=$work/claims-aside.jsonl"
}

part_quantities() {
    specs=$shared/data/recognizers
    [ -d "$specs" ] || { skip quantities data/recognizers; return; }
    python3 "$shared/tools/recognizers/score.py" "$specs" \
        "$program extract --quantities --input jsonl --format jsonl --lang {lang} -" --langs en >"$work/score" 2>&1
    row "amounts and percentages of the Recognizers-Text specifications (English)" \
        "$(tail -n 4 "$work/score" | tr '\n' ' ' | tr -s ' ')" "./dev bench quantities"
}

# Megabytes of input a processor second, median of 5 runs.
throughput() {
    python3 - "$@" <<'P'
import os, resource, subprocess, sys
runs = []
for _ in range(5):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    runs.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
print("%.1f" % (os.path.getsize(sys.argv[1]) / 1e6 / sorted(runs)[2]))
P
}

# Wall seconds of a run, the best of 5: scaling is asked of the program, not of what else the machine does.
best_wall() {
    python3 - "$@" <<'P'
import subprocess, sys, time
runs = []
for _ in range(5):
    start = time.monotonic()
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    runs.append(time.monotonic() - start)
print("%.3f" % min(runs))
P
}

# Claims found on web pages of all kinds, nearly none of which is about the trade of states: each is likely false.
part_pages() {
    truth=$shared/data/articles/truth.jsonl
    [ -f "$truth" ] || { skip pages data/articles; return; }
    python3 - "$truth" >"$work/pages.jsonl" <<'P'
import json, sys
for line in open(sys.argv[1], encoding="utf-8"):
    page = json.loads(line)
    if page.get("bag"):
        print(json.dumps({"id": page["id"], "date": "2025-06-01", "text": page["bag"]}, ensure_ascii=False))
P
    row "claims on $(wc -l <"$work/pages.jsonl") web pages of all kinds (few if any are of trade)" \
        "$("$program" extract --input jsonl --format jsonl "$work/pages.jsonl" 2>/dev/null | wc -l)" \
        "./dev bench pages"
}

part_speed() {
    corpus=$shared/corpus
    [ -d "$corpus/dev" ] || { skip speed corpus/dev; return; }
    corpus_lines "$corpus/dev" "*-en-*" >"$work/one.jsonl"
    python3 - "$work" <<'P'
import json, sys
work = sys.argv[1]
lines = open(work + "/one.jsonl", encoding="utf-8").read().splitlines()
filler = "The committee met on Tuesday to discuss roads, schools and the weather of the coming season. " * 25
def other(i):
    return json.dumps({"id": str(i), "date": "2024-11-27", "text": "Notes %d\n\n%s" % (i, filler)})
def write(name, count, every):
    with open(work + "/" + name, "w", encoding="utf-8") as out:
        for i in range(count):
            out.write((lines[i // every % len(lines)] if every and i % every == 0 else other(i)) + "\n")
write("all.jsonl", 8000, 1)
write("tenth.jsonl", 20000, 10)
write("none.jsonl", 20000, 0)
P
    set -- extract --input jsonl --format jsonl
    row "extract, every document holds claims, MB of JSON Lines a CPU second" \
        "$(throughput "$work/all.jsonl" "$program" "$@" "$work/all.jsonl")" "./dev bench speed"
    row "extract, a tenth of the documents holds claims, MB a CPU second" \
        "$(throughput "$work/tenth.jsonl" "$program" "$@" "$work/tenth.jsonl")" "./dev bench speed"
    row "extract, no document holds a claim, MB a CPU second" \
        "$(throughput "$work/none.jsonl" "$program" "$@" "$work/none.jsonl")" "./dev bench speed"
    one=$(best_wall "$program" "$@" "$work/all.jsonl")
    two=$(best_wall "$program" "$@" --jobs 2 "$work/all.jsonl")
    row "extract, --jobs 1 and 2, wall seconds; times as fast" \
        "$(awk -v a="$one" -v b="$two" 'BEGIN { printf "%s, %s; %.2f", a, b, a / b }')" "./dev bench speed"
}

# Lines made to be slow: CPU seconds for N and 2N bytes must be as 1 to 2, and memory must stay small.
part_hostile() {
    python3 - "$program" "$work/hostile.jsonl" <<'P'
import json, os, subprocess, sys
program, path = sys.argv[1:]
first = "Trade between Kazakhstan and Russia was 5 billion USD. "
makers = [
    ("a run of digits", lambda n: first + "7" * n),
    ("billion again and again", lambda n: first + "billion " * (n // 8)),
    ("open brackets", lambda n: first + "(" * n),
    ("between again and again", lambda n: first + "between " * (n // 8)),
    ("dollar signs", lambda n: first + "$" * n),
    ("years", lambda n: first + "2024 " * (n // 5)),
    ("blanks", lambda n: first + " " * n + "x"),
    ("figures and commas", lambda n: first + "1," * (n // 2)),
    ("names of two states", lambda n: first + "Kazakhstan and Russia, " * (n // 23)),
    ("amounts without trade", lambda n: first + "$5 billion, " * (n // 12)),
    ("trade, then amounts", lambda n: "trade " * (n // 12) + "5 billion " * (n // 20)),
    ("short lines", lambda n: first + "\n" + "a\n" * (n // 20) + "x" * (n // 2)),
    ("different claims", lambda n: " ".join("Trade between Kazakhstan and Russia came to %d.%d billion USD in %d."
                                            % (5 + i % 90, i % 997, 1990 + i % 30) for i in range(n // 72))),
]
def run(text):
    with open(path, "w", encoding="utf-8") as out:
        out.write(json.dumps({"id": "x", "date": "2024-11-27", "text": text}) + "\n")
    best = None
    for _ in range(3):
        child = subprocess.Popen([program, "extract", "--input", "jsonl", "--format", "jsonl", path],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(child.pid, 0)
        used = usage.ru_utime + usage.ru_stime
        best = (used, usage.ru_maxrss) if best is None or used < best[0] else best
    return best
for name, make in makers:
    half, whole = run(make(1900000)), run(make(3800000))
    print("| extract, hostile line of 1.9 and 3.8 MB, %s: CPU seconds; MB of memory | %.2f, %.2f; %.0f | `./dev bench hostile` |"
          % (name, half[0], whole[0], whole[1] / 1024))
P
}

# Pages, archives and feeds made to do harm, read and imported: a row each, and what is said of it.
part_damage() {
    words=
    for word in read import; do "$program" help "$word" >/dev/null 2>&1 && words="$words $word"; done
    python3 "$root/tests/bench/hostile_pages.py" run "$program" "$work/hostile" $words
}

# Saved article pages against their truth: words, segments, title, date, author; and how fast.
part_readers() {
    truth=$shared/data/articles/truth.jsonl
    [ -f "$truth" ] || { skip readers data/articles; return; }
    "$program" help read >/dev/null 2>&1 || { echo "skipped: readers (no command read)" >&2; return; }
    python3 "$shared/tools/readers/score.py" --suite jsonl --data "$truth" --cmd "$program read --jsonl" >"$work/score" 2>&1
    row "article pages read ($(wc -l <"$truth") pages)" "$(grep -v '^ *$' "$work/score" | tr '\n' ';' | tr -s ' ')" \
        "./dev bench readers"
}

# Raw pages and texts judged before they are read: how many are kept, MB a CPU second.
part_gate() {
    row "gate, articles of tests/corpus as text" \
        "$("$build/tests/bench/bench_gate" --text "$root"/tests/corpus/*/*/*.txt | tail -n 1 | cut -f 2-)" "./dev bench gate"
    [ -d "$shared/data/articles/pages" ] || { skip gate data/articles; return; }
    row "gate, raw web pages of all kinds" \
        "$("$build/tests/bench/bench_gate" "$shared"/data/articles/pages/*.html | cut -f 2-)" "./dev bench gate"
}

part_projection() {
    row "200 made-up claims over 20 years, some of them wrong" "$("$build/tests/bench/bench_projection" --made 200 20)" \
        "./dev bench projection"
    cases=$shared/data/forecast/claims-dev.cases.jsonl
    [ -f "$cases" ] || { skip projection data/forecast; return; }
    row "claim projections a second, one core (cases of claims-dev)" \
        "$("$build/tests/bench/bench_projection" "$cases")" "./dev bench projection"
    python3 -c '
import json, sys
sys.stdout.writelines(line for line in sys.stdin if len(json.loads(line)["claims"]) == 8)' <"$cases" >"$work/eight.jsonl"
    row "the same, cases with 8 claims" "$("$build/tests/bench/bench_projection" "$work/eight.jsonl")" "./dev bench projection"
}

part_backtest() {
    for set in devlate devbig dev; do
        cases=$shared/data/forecast/claims-$set.cases.jsonl
        [ -f "$cases" ] || { skip backtest data/forecast; return; }
        python3 "$shared/tools/forecast/claims_backtest.py" score --cases "$cases" \
            --truth "$shared/data/forecast/claims-$set.truth.jsonl" \
            --cmd "$program project --protocol jsonl" --json >"$work/score" 2>"$work/score.err"
        row "backtest claims-$set: Brier, quantile score, calibration error, 80% and 95% intervals hold (0, 1, 2, 3 years ahead)" \
            "$(python3 -c '
import json, sys
groups = json.load(open(sys.argv[1]))
r = groups["ALL"]
by = lambda key: " ".join("%.0f" % groups["h=%d" % h][key] for h in range(4))
print("%.4f, %.2f, %.1f%%, %.0f%% (%s), %.0f%% (%s)" % (r["brier"], r["qs"], r["ece"], r["c80"], by("c80"), r["c95"], by("c95")))' \
                "$work/score")" "./dev bench backtest"
        "$build/tests/bench/bench_projection" --answers "$cases" >"$work/$set.jsonl"
        python3 "$root/tests/bench/claims_halves.py" halves "$shared/data/forecast" "$work/$set.jsonl" | while read -r figures; do
            row "by halves of the partners" "$figures" "./dev bench backtest"
        done
    done
    row "what the drag of volatile trade rests on" \
        "$(python3 "$root/tests/bench/claims_halves.py" growth "$shared/data/forecast" | head -1)" "./dev bench backtest"
}

part_doubts() {
    for set in devlate devbig dev; do
        cases=$shared/data/forecast/claims-$set.cases.jsonl
        [ -f "$cases" ] || { skip doubts data/forecast; return; }
        "$build/tests/bench/bench_doubts" "$cases" | while read -r figures; do
            row "doubts, claims-$set" "$figures" "./dev bench doubts"
        done
    done
}

part_series() {
    folder=$shared/data/forecast
    [ -f "$folder/m1-yearly.jsonl" ] || { skip series data/forecast; return; }
    for set in m1 tourism; do
        /usr/bin/python3 "$shared/tools/forecast/score.py" "$folder" --files "$set-*.jsonl" --json \
            --cmd "$program project --protocol series-jsonl" >"$work/score"
        row "ordinary series of $set: sMAPE, MASE, MSIS95 by series; 80% and 95% hold (yearly, quarterly, monthly)" \
            "$(python3 -c '
import json, sys
r = {d["file"]: d for d in json.load(open(sys.argv[1]))}
a = r["ALL"]
print("%.2f, %.3f, %.1f; %s" % (a["smape"], a["mase"], a["msis95"], ", ".join("%.0f/%.0f" % (r["%s-%s.jsonl" % (sys.argv[2], f)]["c80"],
    r["%s-%s.jsonl" % (sys.argv[2], f)]["c95"]) for f in ("yearly", "quarterly", "monthly"))))' "$work/score" "$set")" \
            "./dev bench series"
        for frequency in yearly quarterly monthly; do
            row "$set $frequency, series a second, one core" \
                "$("$build/tests/bench/bench_series" "$folder/$set-$frequency.jsonl" | sed 's/.*failed, //')" "./dev bench series"
        done
    done
    /usr/bin/python3 "$root/tests/bench/calibrate_series.py" "$build/tests/bench/bench_series" "$folder"
}

# Kazakhstan-Russia as the claims of shared/data tell it: each year's total as expected on 15 October of it, [80% range], and what
# most pages said later; the chance of 30 bn in 2025 over time.
part_story() {
    claims=$shared/data/kazakhstan-russia.claims.jsonl
    [ -f "$claims" ] || { skip story data/kazakhstan-russia.claims.jsonl; return; }
    "$build/tests/bench/bench_story" "$claims" "$work/story.db" "$build/bench-story.svg" >"$work/story" || return
    awk -F '\t' '$1 ~ /^20[0-9][0-9]$/ && $6 != "-" {
        printf "| Kazakhstan-Russia %s, expected on 15 October; said later | %s [%s-%s] bn USD; %s, %s | `./dev bench story` |\n",
               $1, $2, $3, $4, $6, $7 }' "$work/story"
    row "chance of 30 bn in 2025, by the end of each month from November 2024" \
        "$(awk -F '\t' '$1 ~ /-/ { printf "%s%s", n++ ? ", " : "", $2 }' "$work/story")" "./dev bench story"
}

part_import() {
    python3 - >"$work/articles.jsonl" <<'P'
import json
for i in range(5000):
    filler = "Ministers met for the %d. time and spoke of roads, wheat and students. " % i * 40
    print(json.dumps({"id": "a%d" % i, "date": "2024-11-27", "text": "Talks %d\n\n%s\n\nTrade turnover between Kazakhstan and "
        "Russia reached %d.%d billion USD in 2023, in 2022 it was %d billion USD and in 2021 it was %d billion USD."
        % (i, filler, 10 + i % 20, i % 10, 10 + i % 17, 5 + i % 13)}))
P
    start=$(date +%s.%N)
    "$program" -q --db "$work/bench.db" import "$work/articles.jsonl" >/dev/null
    row "import of 5,000 articles of 3 KB with 3 claims each, articles a second (batches of 200, worker processes)" \
        "$(awk -v a="$start" -v b="$(date +%s.%N)" 'BEGIN { printf "%.0f", 5000 / (b - a) }')" "./dev bench import"
    row "the same import again (nothing changes), ms" \
        "$(median "$program -q --db $work/bench.db import $work/articles.jsonl")" "./dev bench import"
}

# Archives made of the pages of shared/data/articles: reading them, with every page left out at the door, and importing them.
part_archive() {
    pages=$shared/data/articles/pages
    [ -d "$pages" ] || { skip archive data/articles; return; }
    bench=$build/tests/bench/bench_archive
    mkdir -p "$build/bench-archive"
    "$bench" make "$pages" "$build/bench-archive" || return
    for file in pages.warc.gz one.warc.gz text.wet.gz pages.warc.zst; do
        row "reading $file, MB a CPU second" "$("$bench" read "$build/bench-archive/$file")" "./dev bench archive"
    done
    for file in pages.warc.gz text.wet.gz; do
        row "libdeflate alone, $file" "$("$bench" unpack "$build/bench-archive/$file")" "./dev bench archive"
        row "gunzip -c alone, $file, MB of gzip a CPU second" \
            "$(throughput "$build/bench-archive/$file" gunzip -c "$build/bench-archive/$file")" "./dev bench archive"
        row "import of $file, MB of gzip a CPU second of all processes" \
            "$(throughput "$build/bench-archive/$file" sh -c 'rm -f "$1"; "$2" -q --db "$1" import "$3"' - \
                "$work/archive.db" "$program" "$build/bench-archive/$file")" "./dev bench archive"
    done
}

# An import of 5,000 pages killed 100 times at random moments: what the database says in the end must be, byte for byte, what that
# of an undisturbed import says.
part_kills() {
    row "100 kills of an import of 5,000 pages: the same database in the end" \
        "$(sh "$root/tests/cli/kill.sh" "$program" "$build/tests/store_dump" 100 5000 2>&1 | tail -1)" "./dev bench kills"
}

part_chart() {
    "$program" -q --db "$work/chart.db" import "$root/tests/samples" >/dev/null
    for ending in svg png pdf; do
        row "chart KZ-RU, cold, .$ending, ms" \
            "$(median "$program --db $work/chart.db chart KZ-RU --as-of 2024-11-27 -o $work/x.$ending")" "./dev bench chart"
    done
    row "progress KZ-RU, ms" "$(median "$program --db $work/chart.db progress KZ-RU --as-of 2024-11-27")" "./dev bench chart"
}

# report_time WHAT: makes or brings up to date the report of 1,000 pairs
report_time() {
    rm -f "$work/took"
    /usr/bin/time -o "$work/took" -f '%e %U %S %M' "$program" report -o "$work/site" --as-of 2026-06-30 --db "$work/many.db" \
        >/dev/null 2>"$work/said" || { echo "report failed: $(cat "$work/said")" >&2; return; }
    row "report of 1,000 pairs, 33,000 articles, 100,000 claims, $1: wall s, CPU s of all processes, memory of the largest" \
        "$(awk '{ printf "%s, %.1f, %d MB", $1, $2 + $3, $4 / 1024 }' "$work/took")" "./dev bench report"
}

part_report() {
    python3 "$root/tests/bench/many_pairs.py" 1000 >"$work/many.jsonl"
    "$program" import -q --db "$work/many.db" --format jsonl "$work/many.jsonl" >/dev/null || return
    report_time "new"
    report_time "nothing new"
    printf '%s\n' '{"id":"one more","title":"News","date":"2026-06-01","lang":"en","text":"Trade turnover between Kazakhstan and Uzbekistan reached 4.5 billion USD in 2025."}' >"$work/one.jsonl"
    "$program" import -q --db "$work/many.db" --format jsonl "$work/one.jsonl" >/dev/null
    report_time "one new claim"
}

# Times of a chart of each kind, "seed 3.1, pace 2.9 ...", out of the lines of one format and one way.
medians_of() { # FILE FORMAT WAY
    awk -v format="$2" -v way="$3" '$2 == format && index($0, way) {
        for (i = 1; i < NF; i++) if ($i == "median") printf "%s%s %s", n++ ? ", " : "", $1, $(i + 1) }' "$1"
}

part_charts() {
    bench=$build/tests/bench/bench_plots
    "$bench" --time 25 >"$work/charts" || return 1
    for format in SVG PNG PDF sixel; do
        row "chart of each kind, one gnuplot for all, $format, median ms" \
            "$(medians_of "$work/charts" $format "one gnuplot")" "./dev bench charts"
    done
    row "chart of each kind, a gnuplot each, SVG into a file, median ms" \
        "$(medians_of "$work/charts" SVG "one each")" "./dev bench charts"
}

echo "| what | figure | command |"
echo "| --- | --- | --- |"
for part in $parts; do "part_$part"; done
