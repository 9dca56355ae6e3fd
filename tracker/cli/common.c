/* Options as values, the database's place, exit codes, remarks. */
#include "tracker/cli/common.h"

#include "tracker/base/file.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

OutputFormat output_format(const Options *options)
{
    static const char *const names[] = {"text", "json", "jsonl", "csv", "md"};
    for (size_t i = 0; options->format != NULL && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], options->format) == 0)
            return (OutputFormat)i;
    return FORMAT_TEXT;
}

/* "$XDG_DATA_HOME/tradefig/tradefig.db", or the same under ~/.local/share. */
static TfSlice default_database(TfArena *arena)
{
    const char *data = getenv("XDG_DATA_HOME");
    const char *home = getenv("HOME");
    if (data != NULL && data[0] != '\0')
        return tf_arena_format(arena, "%s/tradefig/tradefig.db", data);
    if (home != NULL && home[0] != '\0')
        return tf_arena_format(arena, "%s/.local/share/tradefig/tradefig.db", home);
    return tf_arena_copy(arena, tf_slice("tradefig.db"));
}

TfSlice database_path(const Context *context)
{
    const char *environment = getenv("TRADEFIG_DB");
    if (context->options->db != NULL)
        return tf_slice(context->options->db);
    if (environment != NULL && environment[0] != '\0')
        return tf_slice(environment);
    return default_database(context->arena);
}

TfStatus open_database(const Context *context, bool writable, Tradefig **tradefig)
{
    TfSlice path = database_path(context);
    if (path.bytes == NULL)
        return tf_fail_memory(context->error);
    TfStatus status = tf_open(path.bytes, writable, tradefig, context->error);
    if (status == TF_NOT_FOUND)
        return tf_fail(context->error, TF_NOT_FOUND,
                       "no database at %s yet; start with: tradefig import ARTICLE (or name one with --db)",
                       path.bytes);
    return status;
}

int exit_code_of(TfStatus status)
{
    switch (status) {
    case TF_OK:
        return EXIT_DONE;
    case TF_BAD_USAGE:
        return EXIT_USAGE;
    case TF_NOT_FOUND:
        return EXIT_NOTHING;
    case TF_INTERRUPTED:
        return EXIT_STOPPED;
    default:
        return EXIT_FAILED;
    }
}

TfDate as_of_day(const Options *options)
{
    TfDate day = tf_date_today();
    if (options->as_of != NULL)
        (void)tf_date_read(tf_slice(options->as_of), &day);
    return day;
}

TfStatus read_pair(const Context *context, size_t first, TfPair *pair)
{
    TextBuilder words;
    text_init(&words, 4096);
    for (size_t i = first; i < context->argument_count; i++)
        text_addf(&words, "%s%s", i > first ? " " : "", context->arguments[i]);
    TfStatus status = text_check(&words, context->error);
    if (status == TF_OK)
        status = tf_pair_read(text_slice(&words), pair, context->error);
    text_done(&words);
    return status;
}

/* "claim:12,claim:15", or the bare numbers. */
static TfStatus read_without(const Context *context, TfAsk *ask)
{
    TfSlice rest = tf_slice(context->options->without);
    int64_t *ids = NULL;
    size_t capacity = 0;
    while (rest.bytes != NULL) {
        TfSlice word = tf_slice_trim(tf_slice_split(&rest, ','));
        TfSlice number =
            tf_slice_starts_with(word, "claim:") ? tf_slice_range(word, strlen("claim:"), word.length) : word;
        if (!tf_arena_grow(context->arena, &ids, &capacity, ask->without_count, sizeof *ids))
            return tf_fail_memory(context->error);
        if (!tf_integer_read(number, &ids[ask->without_count]) || ids[ask->without_count] < 1)
            return tf_fail(context->error, TF_BAD_USAGE,
                           "--without '%.*s': needed claims by their numbers, like claim:12,claim:15",
                           TF_SLICE_ARG(word));
        ask->without_count++;
    }
    ask->without = ids;
    return TF_OK;
}

TfStatus read_ask_options(const Context *context, TfAsk *ask)
{
    const Options *options = context->options;
    *ask = (TfAsk){.as_of = as_of_day(options), .scope = tf_slice(options->scope)};
    TfStatus status = options->without != NULL ? read_without(context, ask) : TF_OK;
    if (status == TF_OK && options->only_side != NULL &&
        !tf_party_read(tf_slice(options->only_side), &ask->only_side))
        status = tf_fail(context->error, TF_BAD_USAGE, "--only-side '%s': needed a country or bloc, like KZ",
                         options->only_side);
    return status;
}

TfStatus read_ask(const Context *context, size_t first, TfAsk *ask)
{
    TfStatus status = read_ask_options(context, ask);
    if (status == TF_OK)
        status = read_pair(context, first, &ask->pair);
    if (status == TF_OK && ask->only_side.code[0] != '\0' && !tf_party_equal(ask->only_side, ask->pair.a) &&
        !tf_party_equal(ask->only_side, ask->pair.b)) {
        char pair[TF_PAIR_CHARS];
        status = tf_fail(context->error, TF_BAD_USAGE, "--only-side '%s' is no side of %s",
                         context->options->only_side, tf_pair_short(pair, ask->pair));
    }
    return status;
}

TfReadOptions read_options(const Options *options)
{
    TfReadOptions read = {
        .url = tf_slice(options->url), .lang = tf_slice(options->lang), .outlet = tf_slice(options->outlet)};
    if (options->date != NULL)
        (void)tf_date_read(tf_slice(options->date), &read.date);
    return read;
}

TfInputFormat input_format(const Options *options)
{
    static const char *const names[] = {"auto", "text", "jsonl", "claims"};
    for (size_t i = 0; options->input != NULL && i < sizeof names / sizeof names[0]; i++)
        if (strcmp(names[i], options->input) == 0)
            return (TfInputFormat)i;
    return TF_INPUT_AUTO;
}

void remark(const Options *options, const char *format, ...)
{
    if (options->quiet)
        return;
    va_list arguments;
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
}

void write_failure(const TfError *error, TextBuilder *out)
{
    text_add(out, "tradefig: ");
    text_add_shown(out, tf_slice(error->source));
    text_add(out, error->source[0] != '\0' ? ": " : "");
    text_add_shown(out, tf_slice(error->message));
    text_add(out, "\n");
}

void print_failure(const TfError *error)
{
    TextBuilder line;
    text_init(&line, 4096);
    write_failure(error, &line);
    (void)fputs(text_slice(&line).bytes, stderr);
    text_done(&line);
}

/* Output is written out when this much has gathered. */
#define FLUSH_BYTES ((size_t)1 << 20)

void flush_some(TextBuilder *out)
{
    if (out->length < FLUSH_BYTES || out->failed)
        return;
    /* What could not be written is not tried again; the stream remembers, and the program says so at its end.
     */
    (void)fwrite(out->bytes, 1, out->length, stdout);
    text_clear(out);
}

void objects_start(ObjectList *list, OutputFormat format, TextBuilder *out)
{
    list->lines = format == FORMAT_JSONL;
    jsonw_start(&list->json, out);
    if (!list->lines)
        jsonw_open_array(&list->json, NULL);
}

JsonWriter *objects_next(ObjectList *list)
{
    if (list->lines)
        jsonw_start(&list->json, list->json.out);
    jsonw_open_object(&list->json, NULL);
    return &list->json;
}

void objects_end(ObjectList *list)
{
    jsonw_close_object(&list->json);
    if (list->lines)
        text_add(list->json.out, "\n");
}

void objects_finish(ObjectList *list)
{
    if (list->lines)
        return;
    jsonw_close_array(&list->json);
    text_add(list->json.out, "\n");
}

void print_warnings(const Options *options, const TfSeries *series)
{
    char pair[TF_PAIR_CHARS];
    for (size_t i = 0; i < series->warning_count; i++)
        remark(options, "tradefig: %s: %.*s\n", tf_pair_short(pair, series->pair),
               TF_SLICE_ARG(series->warnings[i]));
}

TfSlice approximate_text(const TfSeries *series, TfArena *arena)
{
    char codes[64] = "";
    size_t used = 0;
    size_t count = 0;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (!item->is_approximate)
            continue;
        count++;
        if (strstr(codes, item->currency) == NULL && used + 6 < sizeof codes)
            used += (size_t)snprintf(codes + used, sizeof codes - used, "%s%s", used > 0 ? ", " : "",
                                     item->currency);
    }
    if (count == 0)
        return (TfSlice){NULL, 0};
    return tf_arena_format(arena, "%zu figure%s in %s at approximate rates", count, count == 1 ? "" : "s",
                           codes);
}

void print_json_warnings(JsonWriter *json, const TfSeries *series)
{
    jsonw_bool(json, "approximate", tf_series_is_approximate(series));
    jsonw_open_array(json, "warnings");
    for (size_t i = 0; i < series->warning_count; i++)
        jsonw_string(json, NULL, series->warnings[i]);
    jsonw_close_array(json);
}

TfStatus read_ask_pairs(const Context *context, TfAsk *ask)
{
    TfPair *pairs = tf_arena_alloc_array(context->arena, context->argument_count, sizeof *pairs);
    TfStatus status = pairs != NULL ? read_ask_options(context, ask) : tf_fail_memory(context->error);
    for (size_t i = 0; status == TF_OK && i < context->argument_count; i++)
        status = tf_pair_read(tf_slice(context->arguments[i]), &pairs[i], context->error);
    ask->pairs = pairs;
    ask->pair_count = context->argument_count;
    return status;
}
