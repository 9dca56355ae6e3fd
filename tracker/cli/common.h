/* What the commands share: options as values, the database, exit codes, tables. */
#ifndef TRACKER_CLI_COMMON_H
#define TRACKER_CLI_COMMON_H

#include "tracker/base/json_writer.h"
#include "tracker/cli/commands.h"

typedef enum OutputFormat {
    FORMAT_TEXT = 0,
    FORMAT_JSON,
    FORMAT_JSONL,
    FORMAT_CSV,
    FORMAT_MARKDOWN
} OutputFormat;
OutputFormat output_format(const Options *options);

/* The path of the database that options, environment or the user's data folder name; bytes NULL when memory
 * is short. */
TfSlice database_path(const Context *context);
/* Opens the database that options, environment or the user's data folder name. */
TF_CHECKED TfStatus open_database(const Context *context, bool writable, Tradefig **tradefig);
/* The exit code for a failure; TF_OK gives EXIT_DONE. */
int exit_code_of(TfStatus status);

/* --as-of, or today. */
TfDate as_of_day(const Options *options);
/* The pair that the arguments from `first` on name together. */
TF_CHECKED TfStatus read_pair(const Context *context, size_t first, TfPair *pair);
/* The pair of the arguments from `first` on, with --as-of, --without, --only-side and --scope. Lives in the
 * context's arena. */
TF_CHECKED TfStatus read_ask(const Context *context, size_t first, TfAsk *ask);
/* The same but for the pair, for answers about all of them. */
TF_CHECKED TfStatus read_ask_options(const Context *context, TfAsk *ask);
/* The same where every argument is one pair of several. */
TF_CHECKED TfStatus read_ask_pairs(const Context *context, TfAsk *ask);
/* What --url, --date, --lang and --outlet say. */
TfReadOptions read_options(const Options *options);
/* --input */
TfInputFormat input_format(const Options *options);

/* A remark on standard error, unless --quiet. */
void remark(const Options *options, const char *format, ...) TF_PRINTF_LIKE(2, 3);

/* What a reader of an answer has to know, a line each, on standard error unless --quiet. */
void print_warnings(const Options *options, const TfSeries *series);
/* "3 figures in RUB at approximate rates", or bytes NULL when all are exact or in dollars. In the arena. */
TfSlice approximate_text(const TfSeries *series, TfArena *arena);
/* The same as members "approximate" and "warnings". */
void print_json_warnings(JsonWriter *json, const TfSeries *series);

/* "tradefig: FILE: MESSAGE" on standard error, safe to show on a terminal whatever the message quotes. */
void print_failure(const TfError *error);
/* The same line onto a builder. */
void write_failure(const TfError *error, TextBuilder *out);

/* Writes out what has gathered once it is much, so that a long input needs no long memory. */
void flush_some(TextBuilder *out);

/* ---- lists of objects: one array for json, an object a line for jsonl ---- */

typedef struct ObjectList {
    JsonWriter json;
    bool lines;
} ObjectList;

void objects_start(ObjectList *list, OutputFormat format, TextBuilder *out);
/* Opens the next object and gives the writer for its members; objects_end closes it. */
JsonWriter *objects_next(ObjectList *list);
void objects_end(ObjectList *list);
void objects_finish(ObjectList *list);

/* ---- tables ---- */

#define TABLE_MOST_COLUMNS 20

typedef struct Table {
    TfArena *arena;
    size_t columns;
    const char *const *headings;
    const char *alignment; /* one letter a column: l or r */
    TfSlice *cells;
    size_t cell_count;
    size_t capacity;
} Table;

void table_init(Table *table, TfArena *arena, const char *const *headings, size_t columns,
                const char *alignment);
/* Adds the next cell, left to right, row by row. */
void table_add(Table *table, TfSlice cell);
/* Text with aligned columns, CSV (RFC 4180) or a Markdown table. */
void table_print(const Table *table, OutputFormat format, TextBuilder *out);

/* A number as a spreadsheet takes it ("28000000000", "0.34"); empty when it is not known. In the arena. */
TfSlice number_cell(double value, TfArena *arena);
/* An amount that a model made, in dollars: six digits, which come out the same on any machine. In the arena.
 */
TfSlice outlook_cell(double usd, TfArena *arena);
/* "2024-11-27", or empty. In the arena. */
TfSlice date_cell(TfDate date, TfArena *arena);

/* Columns a terminal needs for the text. */
size_t display_width(TfSlice text);

#endif
