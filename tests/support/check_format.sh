#!/bin/sh
# Says which sources clang-format would change. Arguments: source folder, clang-format.
set -u
cd "$1" || exit 1
find tracker importers plots tests \( -name '*.c' -o -name '*.h' \) -print0 | xargs -0 "$2" --dry-run --Werror
