/* Datelines: the place, day and agency that a report begins with. */
#include "importers/html/facts_internal.h"

#include "importers/readers/character.h"

#include <string.h>

/* Bytes before the agency's name, and of it. */
#define MOST_PLACE  60
#define MOST_AGENCY 30

/* What stands around an agency's name, and behind it. */
typedef struct Frame {
    TfSlice open;
    TfSlice close;
} Frame;

static const Frame frames[] = {
    {TF_SLICE("("), TF_SLICE(")")},
    {TF_SLICE("/"), TF_SLICE("/")},
    {TF_SLICE("\xEF\xBC\x88"), TF_SLICE("\xEF\xBC\x89")},
};

/* "-", "--", a dash, or ".-" as in Spanish; "/TASS/." ends with a full stop alone. */
static bool goes_on(TfSlice rest, bool by_stop)
{
    static const char *const marks[] = {"-",
                                        "\xE2\x80\x93",
                                        "\xE2\x80\x94",
                                        ".-",
                                        ". -",
                                        ".\xE2\x80\x93",
                                        ". \xE2\x80\x93",
                                        ".\xE2\x80\x94",
                                        ". \xE2\x80\x94"};
    while (rest.length > 0 && rest.bytes[0] == ' ')
        rest = tf_slice_range(rest, 1, rest.length);
    if (tf_slice_starts_with(rest, "\xC2\xA0"))
        rest = tf_slice_range(rest, 2, rest.length);
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        if (tf_slice_starts_with(rest, marks[i]))
            return true;
    return by_stop && tf_slice_starts_with(rest, ".");
}

/* A place in capitals, one with a day behind it, or none: a company with its letters at the exchange is not
 * meant. */
static bool is_place(TfSlice text)
{
    bool small = false;
    bool comma = false;
    bool figure = false;
    for (size_t at = 0; at < text.length;) {
        UChar32 character = character_next(text, &at);
        comma |= character == ',';
        figure |= u_isdigit(character);
        small |= u_islower(character);
    }
    return !small || (comma && figure);
}

/* At most three words of letters, the first with a capital or all of it small: "dpa". */
static bool is_agency(TfSlice name)
{
    size_t blanks = 0;
    if (name.length < 2 || name.length > MOST_AGENCY)
        return false;
    for (size_t at = 0; at < name.length;) {
        UChar32 character = character_next(name, &at);
        if (!character_is_letter(character) && character != ' ' && character != '-')
            return false;
        blanks += character == ' ';
    }
    return blanks < 3;
}

TfSlice fact_dateline_agency(TfSlice text)
{
    TfSlice start = tf_slice_range(text, 0, MOST_PLACE + MOST_AGENCY + 8);
    for (size_t i = 0; i < sizeof frames / sizeof frames[0]; i++) {
        size_t open = tf_slice_find(start, 0, frames[i].open.bytes);
        if (open == TF_NOWHERE || open > MOST_PLACE)
            continue;
        size_t from = open + frames[i].open.length;
        size_t close = tf_slice_find(start, from, frames[i].close.bytes);
        if (close == TF_NOWHERE)
            continue;
        TfSlice name = tf_slice_range(start, from, close);
        TfSlice rest = tf_slice_range(text, close + frames[i].close.length, text.length);
        if (is_agency(name) && is_place(tf_slice_range(start, 0, open)) && goes_on(rest, i == 1))
            return name;
    }
    return (TfSlice){NULL, 0};
}
