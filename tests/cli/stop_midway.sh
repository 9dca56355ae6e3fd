# Sourced by tests that stop an import in its middle. The import runs in short steps and is held still between them, so
# that a busy machine, where looking takes longer than importing, cannot make it end unseen. Needs $program.

count() { sqlite3 "$1" "SELECT count(*) FROM articles" 2>/dev/null || echo 0; }

# Lets process $1 run until database $2 holds more than $3 articles, and leaves it held; 1 when it ended before.
hold_when_stored() {
    while kill -STOP "$1" 2>/dev/null; do
        [ "$(count "$2")" -gt "$3" ] && return 0
        kill -CONT "$1" 2>/dev/null
        sleep 0.01
    done
    return 1
}

# Imports file $2 into a new database $1 and holds the import, $child, with something and less than $3 articles stored.
import_and_hold() {
    for try in 1 2 3 4 5 6 7 8; do
        rm -f "$1" "$1-wal" "$1-shm"
        "$program" --db "$1" import "$2" >/dev/null 2>messages &
        child=$!
        hold_when_stored "$child" "$1" 0 && [ "$(count "$1")" -lt "$3" ] && return 0
        kill -KILL "$child" 2>/dev/null
        wait "$child" 2>/dev/null
    done
    echo "an import could not be held with less than $3 articles stored, in $try tries"
    exit 1
}
