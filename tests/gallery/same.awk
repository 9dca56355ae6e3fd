# Says where two files differ, numbers apart that are near each other: awk -v near=0.1 -f same.awk WANTED GOT
# `near` is how far two numbers may be apart; beyond it, a millionth of the number. Everything else is the same, byte by byte.
function distance(a, b) { return a > b ? a - b : b - a }

# The first number of `rest`: what stands before it in `text`, itself in `number`; `rest` goes on behind. False when there is none.
function take() {
    if (!match(rest, /-?[0-9]+(\.[0-9]+)?/)) return 0
    text = substr(rest, 1, RSTART - 1)
    number = substr(rest, RSTART, RLENGTH)
    rest = substr(rest, RSTART + RLENGTH)
    return 1
}

function is_same(wanted, got,    others, wanted_text, wanted_number, found) {
    others = got
    while (1) {
        rest = wanted; found = take(); wanted = rest; wanted_text = text; wanted_number = number
        rest = others
        if (!found) return !take() && wanted == others
        if (!take()) return 0
        others = rest
        if (text != wanted_text || distance(number, wanted_number) > near + 1e-6 * distance(wanted_number, 0)) return 0
    }
}

NR == FNR { lines[FNR] = $0; count = FNR; next }
{ seen = FNR }
!differs && (FNR > count || !is_same(lines[FNR], $0)) {
    differs = 1
    printf "line %d: wanted %s\n         got %s\n", FNR, (FNR > count ? "(no more lines)" : lines[FNR]), $0
}
END {
    if (!differs && seen < count) { differs = 1; printf "line %d is missing: %s\n", seen + 1, lines[seen + 1] }
    exit differs
}
