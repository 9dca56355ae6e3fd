#!/bin/sh
# Runs a transcript: lines of the form "    $ COMMAND" are run by sh, and what they print (both outputs, indented by four
# blanks, the temporary folder as WORK, "[exit N]" when N is not 0) must be what stands in the file. Other lines are prose. Arguments: the program, the
# source folder, the transcript. With UPDATE=1 the transcript is rewritten instead.
set -u
program=$1
source=$2
transcript=$3
work=$(mktemp -d "${TMPDIR:-/tmp}/tradefig-cli-XXXXXX") || exit 1
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
case $program in /*) ;; *) program=$PWD/$program ;; esac
ln -s "$program" "$work/bin/tradefig"
PATH=$work/bin:$PATH
HOME=$work/home
SAMPLES=$source/tests/samples
SOURCE_DATE_EPOCH=1732838400 # 2024-11-29
LC_ALL=C.UTF-8
unset XDG_DATA_HOME TRADEFIG_DB
export PATH HOME SAMPLES SOURCE_DATE_EPOCH LC_ALL
case $transcript in /*) ;; *) transcript=$PWD/$transcript ;; esac
case $source in /*) ;; *) source=$PWD/$source SAMPLES=$PWD/$SAMPLES ;; esac
cd "$work/home" || exit 1

while IFS= read -r line; do
    case $line in
    "    \$ "*)
        printf '%s\n' "$line"
        sh -c "${line#    \$ }" >"$work/out" 2>&1 </dev/null
        code=$?
        sed "s|$work|WORK|g; s/^/    /" "$work/out"
        [ "$code" -eq 0 ] || printf '    [exit %d]\n' "$code"
        ;;
    "    "*) ;;
    *) printf '%s\n' "$line" ;;
    esac
done <"$transcript" >"$work/got"
if [ "${UPDATE:-}" = 1 ]; then
    cp "$work/got" "$transcript"
else
    diff -u "$transcript" "$work/got"
fi
