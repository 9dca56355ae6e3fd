#!/bin/sh
# Makes a report of the sample articles and of this folder's, and looks at it in Chromium. Arguments: the program, the source
# folder. PICTURES=FOLDER keeps a screenshot of every page there, wide and narrow, light and dark.
set -u
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
source=$(cd "$2" && pwd)
tools=$source/build/browser # filled by ./dev test
skip() { echo "skipped: $*"; exit 77; }
fail() { echo "FAILED: $*"; exit 1; }

CHROMIUM=$(command -v chromium) || skip "chromium is not installed"
command -v node >/dev/null 2>&1 || skip "node is not installed"
command -v gnuplot >/dev/null 2>&1 || skip "gnuplot is not installed"
cmp -s "$source/tests/browser/package-lock.json" "$tools/package-lock.json" && [ -d "$tools/node_modules/axe-core" ] &&
    [ -d "$tools/node_modules/playwright-core" ] || skip "npm's packages are not in build/browser (./dev test puts them there)"

work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-browser-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
export TRADEFIG_DB="$work/a.db" CHROMIUM NODE_MODULES="$tools/node_modules"
"$program" import -q "$source/tests/samples" >/dev/null || fail "import of the samples"
"$program" import -q --format jsonl "$source/tests/browser/articles.jsonl" >/dev/null || fail "import of articles.jsonl"
"$program" claims --format jsonl >"$work/claims.jsonl" || fail "claims"
"$program" report -q -o "$work/site" --as-of 2024-12-31 >/dev/null || fail "report"
"$program" report -q KZ-RU --single-file -o "$work/site/kz-ru.html" --as-of 2024-12-31 >/dev/null || fail "report --single-file"
[ -z "${PICTURES:-}" ] || mkdir -p "$PICTURES" || exit 1
node "$source/tests/browser/check.mjs" "$work/site" "$work/claims.jsonl" ${PICTURES:+"$PICTURES"}
