#!/bin/sh
# The charts of the case `kinds` through the program: their SVG is the one of docs/gallery (elements, classes, words, links; places
# within a tenth of a pixel), their numbers are those of tests/golden/gallery. Arguments: the program, the source folder. With
# UPDATE=1 both are written instead: read the difference and look at the pictures before committing it.
set -u
program=$1
source=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-golden-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
command -v gnuplot >/dev/null 2>&1 || { echo "skipped: gnuplot is not installed"; exit 77; }
export TRADEFIG_DB="$work/a.db" LC_ALL=C.UTF-8
"$program" import -q "$source/tests/gallery/kinds/claims.jsonl" >/dev/null || { echo "FAILED: import"; exit 1; }
failed=0

# Groups of gnuplot that paint nothing come and go with its version and with how it was asked; so do blank lines.
structure() { sed -e 's/<\/\{0,1\}g\( fill="none"[^>]*\)\{0,1\}>//g' -e 's/^[[:space:]]*//' -e '/^$/d' "$1"; }

# check FILE GOLDEN NEAR
check() {
    if [ "${UPDATE:-}" = 1 ]; then
        cp "$work/$1" "$2"
        return
    fi
    structure "$2" >"$work/wanted"
    structure "$work/$1" >"$work/got"
    if ! awk -v near="$3" -f "$source/tests/gallery/same.awk" "$work/wanted" "$work/got"; then
        echo "FAILED: $1 is not as $2"
        failed=1
    fi
}

grep -v '^#' "$source/tests/gallery/kinds/charts" >"$work/charts"
drawn=0
while read -r line; do
    kind=$(printf '%s' "$line" | sed 's/.*--kind \([a-z]*\).*/\1/')
    for ending in svg csv; do
        # shellcheck disable=SC2086
        "$program" chart $line -o "$work/$kind.$ending" >/dev/null || { echo "FAILED: tradefig chart $line"; failed=1; }
    done
    xmllint --noout --nonet "$work/$kind.svg" || failed=1
    check "$kind.svg" "$source/docs/gallery/$kind.svg" 0.1
    check "$kind.csv" "$source/tests/golden/gallery/$kind.csv" 0
    drawn=$((drawn + 1))
done <"$work/charts"
[ "$drawn" = 7 ] || { echo "FAILED: $drawn kinds were drawn, 7 are known"; failed=1; }
exit $failed
