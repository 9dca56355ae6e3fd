#!/bin/sh
# Runs the demo and compares its chart with the one that README shows. Arguments: the program, the source folder. With
# UPDATE=1 the picture is written instead.
set -u
program=$1
source=$2
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-demo-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
command -v gnuplot >/dev/null 2>&1 || { echo "skipped: gnuplot is not installed"; exit 77; }
cd "$source" || exit 1
sh tests/demo.sh "$program" "$work" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
for file in kz-ru.svg kz-ru.png kz-ru.pdf kz-ru-dark.svg; do
    [ -s "$work/$file" ] || { echo "$file is missing or empty"; exit 1; }
done
xmllint --noout "$work/kz-ru.svg" "$work/kz-ru-dark.svg" || exit 1
if [ "${UPDATE:-}" = 1 ]; then
    cp "$work/kz-ru.svg" tests/golden/demo/kz-ru.svg
else
    cmp tests/golden/demo/kz-ru.svg "$work/kz-ru.svg"
fi
