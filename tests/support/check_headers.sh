#!/bin/sh
# Compiles each header alone: it must include what it needs. The headers that are installed are also compiled under
# strict flags and as C++ where a C++ compiler is at hand. Arguments: source folder, C compiler, include folders.
set -u
root=$1
compiler=$2
shift 2
cd "$root" || exit 1
includes="-I."
for folder in "$@"; do includes="$includes -isystem $folder"; done
bad=0
count=0
for header in $(find tracker importers plots tests/support -name '*.h' | sort); do
    count=$((count + 1))
    # shellcheck disable=SC2086
    printf '#include "%s"\n#include "%s"\nextern int unused;\n' "$header" "$header" |
        "$compiler" -std=c17 -Wall -Wextra -Werror -fsyntax-only $includes -x c - || {
        echo "$header does not compile alone"
        bad=$((bad + 1))
    }
done
public=tracker/tradefig.h
if [ -f $public ]; then
    strict="-Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wstrict-prototypes -Wundef"
    # shellcheck disable=SC2086
    printf '#include "%s"\nextern int unused;\n' $public |
        "$compiler" -std=c99 $strict -Wno-c11-extensions -fsyntax-only -I. -x c - || bad=$((bad + 1))
    if command -v c++ >/dev/null 2>&1; then
        printf '#include "%s"\n' $public | c++ -std=c++17 -Wall -Wextra -Werror -fsyntax-only -I. -x c++ - ||
            bad=$((bad + 1))
    fi
fi
echo "$count headers, $bad faults"
[ "$bad" -eq 0 ]
