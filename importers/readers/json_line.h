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
    TfSlice html;
    bool text_is_kept;  /* the text lives in the arena already */
    bool date_is_alias; /* the day stands in a field whose form nobody has promised */
} LineFields;

typedef struct LineField {
    const char *name;
    size_t offset; /* in LineFields */
} LineField;

#define LINE_FIELD_COUNT ((size_t)8)
extern const LineField line_fields[LINE_FIELD_COUNT];

/* Keeps the string of a key that is another name of a field ("maintext", "publish_date"), as long as nothing
 * is known of the field itself. is_kept: the value lives in the arena. */
void json_line_keep_alias(LineFields *fields, TfSlice key, TfSlice value, bool is_kept);

/* Reads a line that is one flat object, which feeds write as a rule, in a single pass. Strings without
 * escapes are slices of the line, the others live in the arena. False when the line is anything else (lists,
 * objects within, a field of another type, no JSON at all) or memory is short: jansson then reads it and says
 * what is wrong. */
bool json_line_read(TfSlice line, TfArena *arena, LineFields *fields);

#endif
