# Every case of tests/degenerate/claims.tsv through every answer about a pair: an answer or a refusal in one
# line, never a number that is none, JSON that parses, no crash.
# Arguments: the program, the source folder.
set -u
program=$1
samples=$2/tests/degenerate
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-degenerate-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$program" "$work/bin/tradefig"
PATH=$work/bin:$PATH
SOURCE_DATE_EPOCH=1732838400 # 2024-11-29
export PATH SOURCE_DATE_EPOCH
cd "$work" || exit 1
failures=0

complain() { # WHAT: with what was printed
    echo "$case_name: $asked: $1"
    head -c 600 out err
    failures=$((failures + 1))
}

parses() { # FILE: every line is JSON
    command -v sqlite3 >/dev/null 2>&1 || return 0
    { printf '['; paste -s -d, "$1"; printf ']'; } >lines.json
    [ "$(sqlite3 :memory: "SELECT json_valid(CAST(readfile('lines.json') AS TEXT))")" = 1 ]
}

ask() { # ARGUMENT...
    asked="$*"
    tradefig "$@" --db trial.db >out 2>err
    code=$?
    case $code in
    0 | 3 | 5) ;;
    1) grep -q '^tradefig: ' err || complain "failed without a word" ;;
    *) complain "ended with $code" ;;
    esac
    [ "$code" -eq 0 ] || [ "$(grep -c '^tradefig: ' err)" -eq 1 ] || complain "not one line of refusal"
    ! grep -qE 'Sanitizer|runtime error' err || complain "sanitizer"
    ! grep -qiwE '[-+]?(nan|inf|infinity)' out err || complain "a number that is none"
    case " $asked " in *" --json "*) parses out || complain "no JSON" ;; esac
    [ ! -f chart.json ] || { parses chart.json || complain "no JSON in the chart"; }
    [ ! -f chart.json ] || ! grep -qiwE '[-+]?(nan|inf|infinity)' chart.json || complain "a number that is none, drawn"
    rm -f chart.json
}

for case_name in $(cut -f1 "$samples/claims.tsv" | grep -v '^#' | sort -u); do
    asked=import
    sh "$samples/try.sh" "$case_name" >out 2>&1 || complain "not made"
    as_of=2024-11-29
    [ "$case_name" != from-the-future ] || as_of=2100-01-01
    ask series KZ-RU --as-of $as_of --json
    ask conflicts KZ-RU --as-of $as_of --all --json
    for command in project progress; do
        ask $command KZ-RU --as-of $as_of
        ask $command KZ-RU --as-of $as_of --json
    done
    ask chart KZ-RU --as-of $as_of -o chart.json
done
[ "$failures" -eq 0 ]
