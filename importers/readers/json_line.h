/* One line of JSON Lines: the strings that make an article. Private to the readers. */
#ifndef IMPORTERS_READERS_JSON_LINE_H
#define IMPORTERS_READERS_JSON_LINE_H

#include "tracker/base/arena.h"

/* The strings of one line; bytes NULL where a field is missing or null. */
typedef struct LineFields {
    TfSlice id;
    TfSlice text;
    TfSlice date;
    TfSlice lang;
    TfSlice title;
    TfSlice url;
    TfSlice outlet;
    bool text_is_kept; /* the text lives in the arena already */
} LineFields;

typedef struct LineField {
    const char *name;
    size_t offset; /* in LineFields */
} LineField;

#define LINE_FIELD_COUNT ((size_t)7)
extern const LineField line_fields[LINE_FIELD_COUNT];

/* Reads a line that is one flat object, which feeds write as a rule, in a single pass. Strings without
 * escapes are slices of the line, the others live in the arena. False when the line is anything else (lists,
 * objects within, a field of another type, no JSON at all) or memory is short: jansson then reads it and says
 * what is wrong. */
bool json_line_read(TfSlice line, TfArena *arena, LineFields *fields);

#endif
