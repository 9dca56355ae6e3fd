#!/bin/sh
# The whole chain on the sample articles: import, claims, progress, chart. Arguments: the program, the folder to write.
set -eu
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
folder=$2
day=2024-11-27
mkdir -p "$folder"
TRADEFIG_DB=$folder/demo.db
export TRADEFIG_DB
rm -f "$TRADEFIG_DB" "$TRADEFIG_DB-wal" "$TRADEFIG_DB-shm"

show() {
    printf '\n$ tradefig %s\n' "$*"
    "$program" "$@"
}
show import tests/samples
show claims KZ-RU --as-of $day
show progress KZ-RU --as-of $day
for ending in svg png pdf; do
    "$program" chart KZ-RU -o "$folder/kz-ru.$ending" --as-of $day >/dev/null
done
"$program" chart KZ-RU -o "$folder/kz-ru-dark.svg" --theme dark --as-of $day >/dev/null
printf '\nwritten:\n'
printf '  %s\n' "$folder/kz-ru.svg" "$folder/kz-ru.png" "$folder/kz-ru.pdf" "$folder/kz-ru-dark.svg" "$TRADEFIG_DB"
