/* The sharp gate: a word of trade, near it an amount written out as number and unit, and near that the names
 * of those who trade. */
#include "importers/language/gate.h"

#include "importers/language/gate_find.h"

/* A number stands so near its magnitude, currency or mark, in bytes: its figures, and the last of its words.
 */
#define NUMBER_REACH ((size_t)40)
#define FIGURE_GAP   ((size_t)8)
#define WORD_GAP     ((size_t)6)

/* This near a word of trade stands its amount, or the word that tells its change. */
#define AMOUNT_REACH ((size_t)700)
#define CHANGE_REACH ((size_t)250)
/* And this near the amount is one of its parties; the other is on the page. */
#define PARTY_REACH ((size_t)800)

/* A word that is mostly about other things ("sold") needs a large amount, and both parties near it. */
#define WEAK_AMOUNT_REACH ((size_t)300)
#define WEAK_PARTY_REACH  ((size_t)500)

/* A text with so many amounts that none of the parties stands by is let through, for time's sake. */
#define MOST_AMOUNTS 256

typedef struct Look {
    TfSlice text;
    unsigned amounts;  /* looked at */
    bool has_counted;  /* the parties of the whole text: */
    bool has_two;      /* two or more */
    size_t without[2]; /* up to here no amount of a weak, of a strong word begins that would do */
} Look;

/* ---- amounts ---- */

static size_t whole_character(TfSlice text, size_t at)
{
    while (at > 0 && at < text.length && ((uint8_t)text.bytes[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool has_number_before(TfSlice text, size_t start)
{
    size_t at = whole_character(text, start > NUMBER_REACH ? start - NUMBER_REACH : 0);
    while (at < start) {
        FoldedChar next = fold_char(text, at);
        GateHit number;
        if (next.klass == CHAR_DIGIT && at + FIGURE_GAP >= start)
            return true;
        if (next.klass >= CHAR_LETTER && gate_form_at(gate_nodes[GATE_NUMBER], text, at, true, &number) &&
            number.end + WORD_GAP >= start)
            return true;
        at += next.width;
    }
    return false;
}

static bool has_figure_behind(TfSlice text, size_t end)
{
    size_t reach = end + FIGURE_GAP < text.length ? end + FIGURE_GAP : text.length;
    for (size_t at = end; at < reach;) {
        FoldedChar next = fold_char(text, at);
        if (next.klass >= CHAR_LETTER)
            return next.klass == CHAR_DIGIT;
        at += next.width;
    }
    return false;
}

static bool is_written_out(TfSlice text, const GateHit *unit)
{
    return (unit->flags & (GATE_CHANGE | GATE_ALONE)) != 0 || has_figure_behind(text, unit->end) ||
           has_number_before(text, unit->start);
}

/* ---- parties ---- */

/* How many parties are named in [from, to): 0, 1, or 2 and more. */
static unsigned count_parties(TfSlice text, size_t from, size_t to)
{
    GateHit hit;
    uint32_t first = 0;
    for (size_t at = from; gate_find(GATE_PARTY, true, text, at, to, &hit); at = hit.end) {
        uint32_t id = hit.flags >> GATE_ID_SHIFT;
        if ((hit.flags & GATE_PAIR) != 0 || (first != 0 && id != first))
            return 2;
        first = id;
    }
    return first != 0 ? 1 : 0;
}

static unsigned parties_near(TfSlice text, size_t at, size_t reach)
{
    return count_parties(text, whole_character(text, at > reach ? at - reach : 0), at + reach);
}

static bool page_has_two(Look *look)
{
    if (!look->has_counted)
        look->has_two = count_parties(look->text, 0, look->text.length) == 2;
    look->has_counted = true;
    return look->has_two;
}

/* ---- the gate ---- */

static bool goes_with(Look *look, const GateHit *trade, const GateHit *unit)
{
    bool is_strong = (trade->flags & GATE_STRONG) != 0;
    size_t distance = unit->start > trade->start ? unit->start - trade->start : trade->start - unit->start;
    if (((unit->flags & GATE_CHANGE) != 0 && distance > CHANGE_REACH) ||
        (!is_strong && (unit->flags & GATE_LARGE) == 0) || !is_written_out(look->text, unit))
        return false;
    if (++look->amounts > MOST_AMOUNTS)
        return true;
    return is_strong ? parties_near(look->text, unit->start, PARTY_REACH) > 0 && page_has_two(look)
                     : parties_near(look->text, unit->start, WEAK_PARTY_REACH) == 2;
}

/* Whether an amount goes with the word of trade; where an earlier one of its strength looked, none does. */
static bool has_amount(Look *look, const GateHit *trade)
{
    GateHit unit;
    bool is_strong = (trade->flags & GATE_STRONG) != 0;
    size_t reach = is_strong ? AMOUNT_REACH : WEAK_AMOUNT_REACH;
    size_t from = trade->start > reach ? whole_character(look->text, trade->start - reach) : 0;
    size_t to = trade->start + reach;
    size_t at = from > look->without[is_strong] ? from : look->without[is_strong];
    for (; gate_find(GATE_AMOUNT, true, look->text, at, to, &unit); at = unit.start + 1)
        if (goes_with(look, trade, &unit))
            return true;
    look->without[is_strong] = to;
    return false;
}

bool gate_admits_sharply(TfSlice text)
{
    GateHit trade;
    Look look = {.text = text};
    for (size_t at = 0; gate_find(GATE_TRADE, true, text, at, text.length, &trade); at = trade.start + 1)
        if (has_amount(&look, &trade))
            return true;
    return false;
}
