/* tradefig claims: the stored claims as a list, one with its sentence, what a person decides of one, the
 * pairs. */
#include "tracker/cli/common.h"
#include "tracker/model/claim_json.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static TfSlice said_text(TfDate day, TfArena *arena)
{
    char text[TF_DATE_CHARS];
    return tf_arena_copy(arena, tf_slice(tf_date_write_short(text, day)));
}

/* The outlet, or the host of the page's address. */
static TfSlice source_text(const TfClaim *claim)
{
    if (claim->outlet.length > 0)
        return claim->outlet;
    TfSlice url = claim->url.length > 0 ? claim->url : claim->doc;
    size_t host = tf_slice_find(url, 0, "://");
    if (host == TF_NOWHERE)
        return url;
    TfSlice rest = tf_slice_range(url, host + 3, url.length);
    return tf_slice_split(&rest, '/');
}

static void print_list(const TfClaimRows *rows, bool with_pair, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"ID",    "PAIR", "PERIOD", "VALUE", "KIND",
                                           "ABOUT", "SAID", "SOURCE", "STATUS"};
    static const char *const without_pair[] = {"ID",    "PERIOD", "VALUE",  "KIND",
                                               "ABOUT", "SAID",   "SOURCE", "STATUS"};
    Table table;
    if (with_pair)
        table_init(&table, arena, headings, 9, "rllrlllll");
    else
        table_init(&table, arena, without_pair, 8, "rlrlllll");
    for (size_t i = 0; i < rows->count; i++) {
        const TfClaimRecord *record = &rows->items[i];
        char pair[TF_PAIR_CHARS];
        table_add(&table, tf_arena_format(arena, "%lld", (long long)record->id));
        if (with_pair)
            table_add(&table,
                      tf_arena_copy(arena, tf_slice(tf_pair_short(pair, tf_claim_pair(&record->claim)))));
        table_add(&table, tf_claim_when_text(&record->claim, arena));
        table_add(&table, tf_claim_value_text(&record->claim, arena));
        table_add(&table, tf_slice(tf_claim_sort_text(&record->claim)));
        table_add(&table, tf_claim_about_text(&record->claim, arena));
        table_add(&table, said_text(record->claim.pub_date, arena));
        table_add(&table, source_text(&record->claim));
        table_add(&table, tf_arena_format(arena, "%.*s %.2f", TF_SLICE_ARG(record->decision),
                                          record->claim.confidence));
    }
    table_print(&table, FORMAT_TEXT, out);
}

/* Every field in a form a spreadsheet takes. */
static void print_cells(const TfClaimRows *rows, OutputFormat format, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"id",         "reporter",  "partner",  "measure",  "scope",
                                           "period",     "relation",  "value",    "value_hi", "currency",
                                           "growth_pct", "status",    "deadline", "said",     "source",
                                           "decision",   "confidence"};
    enum { COLUMNS = sizeof headings / sizeof headings[0] };
    Table table;
    table_init(&table, arena, headings, COLUMNS, "rllllllrrlrlllllr");
    for (size_t i = 0; i < rows->count; i++) {
        const TfClaimRecord *record = &rows->items[i];
        const TfClaim *claim = &record->claim;
        const double none = (double)NAN;
        char period[TF_PERIOD_CHARS];
        const TfSlice cells[COLUMNS] = {
            tf_arena_format(arena, "%lld", (long long)record->id),
            tf_slice(claim->reporter.code),
            tf_slice(claim->partner.code),
            tf_slice(tf_measure_name(claim->measure)),
            claim->scope,
            tf_arena_copy(arena, tf_slice(tf_period_key(period, claim->period))),
            tf_slice(tf_relation_name(claim->relation)),
            number_cell(claim->has_value ? tf_decimal_to_double(claim->value) : none, arena),
            number_cell(claim->has_value_hi ? tf_decimal_to_double(claim->value_hi) : none, arena),
            tf_slice(claim->currency),
            number_cell(claim->has_growth ? tf_decimal_to_double(claim->growth_pct) : none, arena),
            tf_slice(tf_claim_status_name(claim->status)),
            date_cell(claim->deadline, arena),
            date_cell(claim->pub_date, arena),
            source_text(claim),
            record->decision,
            number_cell(claim->confidence, arena)};
        for (size_t c = 0; c < COLUMNS; c++)
            table_add(&table, cells[c]);
    }
    table_print(&table, format, out);
}

/* One claim with what the store knows of it around the schema's own object. */
static void print_record_json(JsonWriter *json, const TfClaimRecord *record, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    char key[TF_PERIOD_CHARS];
    jsonw_open_object(json, NULL);
    jsonw_integer(json, "id", record->id);
    jsonw_text(json, "pair", tf_pair_short(pair, tf_claim_pair(&record->claim)));
    jsonw_text(json, "period", tf_period_key(key, record->claim.period));
    jsonw_string(json, "text", tf_claim_value_text(&record->claim, arena));
    jsonw_string(json, "decision", record->decision);
    jsonw_integer(json, "article_id", record->article_id);
    jsonw_string_or_null(json, "article_title", record->article_title);
    jsonw_string_or_null(json, "sentence", record->sentence);
    claim_write_json(json, "claim", &record->claim, tf_slice(""));
    jsonw_close_object(json);
}

static void print_json(const TfClaimRows *rows, TfDate as_of, TfArena *arena, TextBuilder *out)
{
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_date(&json, "as_of", as_of);
    jsonw_integer(&json, "count", (int64_t)rows->count);
    jsonw_open_array(&json, "claims");
    for (size_t i = 0; i < rows->count; i++)
        print_record_json(&json, &rows->items[i], arena);
    jsonw_close_array(&json);
    jsonw_close_object(&json);
    text_add(out, "\n");
}

/* JSON Lines are the claims themselves, so that `tradefig import` reads them back. */
static void print_json_lines(const TfClaimRows *rows, TfArena *arena, TextBuilder *out)
{
    for (size_t i = 0; i < rows->count; i++) {
        JsonWriter json;
        jsonw_start(&json, out);
        claim_write_json(&json, NULL, &rows->items[i].claim,
                         tf_arena_format(arena, "%lld", (long long)rows->items[i].id));
        text_add(out, "\n");
    }
}

/* ---- claims show ID ---- */

/* The sentence with the claim's own amount between marks: the same figure may stand in it twice. */
static void print_sentence(const TfClaimRecord *record, TextBuilder *out)
{
    TfSlice sentence = record->sentence;
    TfSpan span = record->claim.span;
    if (sentence.bytes == NULL) {
        text_addf(out, "  (the page came as claims only; its text is not stored)\n");
        return;
    }
    text_add(out, "  ");
    if (span.start < record->sentence_start || span.end - record->sentence_start > sentence.length) {
        text_add_shown(out, sentence); /* an amount longer than what is shown of its sentence */
    } else {
        size_t start = span.start - record->sentence_start;
        size_t end = span.end - record->sentence_start;
        text_add_shown(out, tf_slice_range(sentence, 0, start));
        text_add(out, "[");
        text_add_shown(out, tf_slice_range(sentence, start, end));
        text_add(out, "]");
        text_add_shown(out, tf_slice_range(sentence, end, sentence.length));
    }
    text_add(out, "\n");
}

static void print_optional(const char *label, TfSlice value, TextBuilder *out)
{
    if (value.length == 0)
        return;
    text_addf(out, "  %-12s ", label);
    text_add_shown(out, value);
    text_add(out, "\n");
}

static void print_one(const TfClaimRecord *record, TfArena *arena, TextBuilder *out)
{
    const TfClaim *claim = &record->claim;
    TfSlice pair = tf_pair_name(tf_claim_pair(claim), "en", arena);
    TfSlice when = tf_claim_when_text(claim, arena);
    TfSlice value = tf_claim_value_text(claim, arena);
    TfSlice about = tf_claim_about_text(claim, arena);
    text_addf(out, "claim %lld: %.*s, %.*s: %.*s (%.*s)\n", (long long)record->id, TF_SLICE_ARG(pair),
              TF_SLICE_ARG(when), TF_SLICE_ARG(value), TF_SLICE_ARG(about));
    print_sentence(record, out);
    print_optional("said by", claim->attribution, out);
    print_optional("outlet", claim->outlet, out);
    print_optional("published", said_text(claim->pub_date, arena), out);
    print_optional("article", record->article_title, out);
    print_optional("address", claim->url, out);
    print_optional("status", record->decision, out);
    print_optional("rule", claim->rule, out);
    print_optional("entries", claim->entries, out);
    if (claim->has_span)
        text_addf(out, "  %-12s bytes %zu to %zu\n", "place", claim->span.start, claim->span.end);
}

/* Other pages that say the same, so that a wire copy is seen as one. */
static TfStatus print_copies(const Context *context, Tradefig *tradefig, const TfClaimRecord *record)
{
    TfClaimRows rows = {NULL, 0};
    TfClaimFilter filter = {.has_pair = true, .pair = tf_claim_pair(&record->claim)};
    TfSlice key = tf_claim_key(&record->claim, context->arena);
    TfStatus status = tf_claims(tradefig, &filter, context->arena, &rows, context->error);
    for (size_t i = 0; status == TF_OK && i < rows.count; i++) {
        const TfClaimRecord *other = &rows.items[i];
        char day[TF_DATE_CHARS];
        TfSlice source = source_text(&other->claim);
        if (other->id == record->id || !tf_slice_equal(tf_claim_key(&other->claim, context->arena), key))
            continue;
        text_addf(context->out, "  %-12s claim %lld, ", "also said", (long long)other->id);
        text_add_shown(context->out, source);
        text_addf(context->out, ", %s\n", tf_date_write_short(day, other->claim.pub_date));
    }
    return status;
}

static int show_claim(const Context *context, Tradefig *tradefig)
{
    int64_t id = 0;
    if (context->argument_count != 2 || !tf_integer_read(tf_slice(context->arguments[1]), &id) || id < 1) {
        (void)tf_fail(context->error, TF_BAD_USAGE,
                      "claims show needs the ID of one claim, as tradefig claims lists it");
        return EXIT_USAGE;
    }
    TfClaimRows rows = {NULL, 0};
    TfClaimFilter filter = {.claim_id = id, .with_rejected = true};
    TfStatus status = tf_claims(tradefig, &filter, context->arena, &rows, context->error);
    if (status == TF_OK && rows.count == 0)
        status = tf_fail(context->error, TF_NOT_FOUND, "there is no claim %lld", (long long)id);
    if (status != TF_OK)
        return exit_code_of(status);
    OutputFormat format = output_format(context->options);
    if (format == FORMAT_CSV || format == FORMAT_MARKDOWN) {
        print_cells(&rows, format, context->arena, context->out);
        return EXIT_DONE;
    }
    if (format == FORMAT_TEXT) {
        print_one(&rows.items[0], context->arena, context->out);
        return exit_code_of(print_copies(context, tradefig, &rows.items[0]));
    }
    JsonWriter json;
    jsonw_start(&json, context->out);
    print_record_json(&json, &rows.items[0], context->arena);
    text_add(context->out, "\n");
    return EXIT_DONE;
}

/* ---- claims accept|reject|undo ID [WHY...] ---- */

/* The decision a word stands for; false when it is none. */
static bool decision_of(const char *word, TfDecision *decision)
{
    static const char *const words[] = {
        [TF_DECIDE_ACCEPT] = "accept", [TF_DECIDE_REJECT] = "reject", [TF_DECIDE_UNDO] = "undo"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (strcmp(words[i], word) == 0) {
            *decision = (TfDecision)i;
            return true;
        }
    return false;
}

static int decide(const Context *context, Tradefig *tradefig, TfDecision decision)
{
    int64_t id = 0;
    if (context->argument_count < 2 || !tf_integer_read(tf_slice(context->arguments[1]), &id) || id < 1) {
        (void)tf_fail(context->error, TF_BAD_USAGE,
                      "claims %s needs the ID of one claim, as tradefig claims lists it",
                      context->arguments[0]);
        return EXIT_USAGE;
    }
    TextBuilder why;
    text_init(&why, 4096);
    for (size_t i = 2; i < context->argument_count; i++)
        text_addf(&why, "%s%s", i > 2 ? " " : "", context->arguments[i]);
    const char *user = getenv("USER");
    TfStatus status = text_check(&why, context->error);
    if (status == TF_OK)
        status = tf_decide(tradefig, id, decision, tf_slice(user != NULL ? user : ""), text_slice(&why),
                           context->error);
    text_done(&why);
    TfClaimRows rows = {NULL, 0};
    TfClaimFilter filter = {.claim_id = id, .with_rejected = true};
    if (status == TF_OK)
        status = tf_claims(tradefig, &filter, context->arena, &rows, context->error);
    if (status == TF_OK && rows.count > 0)
        print_list(&rows, true, context->arena, context->out);
    return exit_code_of(status);
}

/* ---- claims --pairs ---- */

static int list_pairs(const Context *context, Tradefig *tradefig)
{
    static const char *const headings[] = {"PAIR", "NAME", "CLAIMS"};
    TfPairRows rows = {NULL, 0};
    TfStatus status = tf_pairs(tradefig, context->arena, &rows, context->error);
    if (status != TF_OK)
        return exit_code_of(status);
    OutputFormat format = output_format(context->options);
    Table table;
    ObjectList list;
    table_init(&table, context->arena, headings, 3, "llr");
    bool is_json = format == FORMAT_JSON || format == FORMAT_JSONL;
    if (is_json)
        objects_start(&list, format, context->out);
    for (size_t i = 0; i < rows.count; i++) {
        char pair[TF_PAIR_CHARS];
        TfSlice name = tf_pair_name(rows.items[i].pair, "en", context->arena);
        TfSlice code = tf_arena_copy(context->arena, tf_slice(tf_pair_short(pair, rows.items[i].pair)));
        if (is_json) {
            JsonWriter *json = objects_next(&list);
            jsonw_string(json, "pair", code);
            jsonw_string(json, "name", name);
            jsonw_integer(json, "claims", (int64_t)rows.items[i].claims);
            objects_end(&list);
        }
        table_add(&table, code);
        table_add(&table, name);
        table_add(&table, tf_arena_format(context->arena, "%zu", rows.items[i].claims));
    }
    if (is_json) {
        objects_finish(&list);
    } else {
        table_print(&table, format, context->out);
    }
    return EXIT_DONE;
}

/* ---- the list ---- */

static TfStatus read_filter(const Context *context, TfClaimFilter *filter)
{
    const Options *options = context->options;
    if (context->argument_count > 0) {
        TfStatus status = read_pair(context, 0, &filter->pair);
        if (status != TF_OK)
            return status;
        filter->has_pair = true;
    }
    filter->as_of = as_of_day(options);
    filter->with_rejected = options->all;
    filter->outlet = tf_slice(options->source);
    if (options->status != NULL)
        filter->has_status = tf_claim_status_read(tf_slice(options->status), &filter->status);
    if (options->min_confidence != NULL)
        (void)tf_double_read(tf_slice(options->min_confidence), &filter->min_confidence);
    return TF_OK;
}

static int list_claims(const Context *context, Tradefig *tradefig)
{
    TfClaimRows rows = {NULL, 0};
    TfClaimFilter filter = {.has_pair = false};
    TfStatus status = read_filter(context, &filter);
    if (status == TF_OK)
        status = tf_claims(tradefig, &filter, context->arena, &rows, context->error);
    bool only_pair =
        filter.has_pair && !filter.has_status && filter.outlet.length == 0 && filter.min_confidence <= 0;
    TfSeries series;
    if (status == TF_OK && rows.count == 0 && only_pair)
        /* names the closest pair there is */
        status = tf_series(tradefig, &(TfAsk){.pair = filter.pair, .as_of = filter.as_of}, context->arena,
                           &series, context->error);
    else if (status == TF_OK && rows.count == 0)
        status = tf_fail(context->error, TF_NOT_FOUND, "no claims fit");
    if (status != TF_OK)
        return exit_code_of(status);
    OutputFormat format = output_format(context->options);
    if (format == FORMAT_JSON)
        print_json(&rows, filter.as_of, context->arena, context->out);
    else if (format == FORMAT_JSONL)
        print_json_lines(&rows, context->arena, context->out);
    else if (format == FORMAT_TEXT)
        print_list(&rows, !filter.has_pair, context->arena, context->out);
    else
        print_cells(&rows, format, context->arena, context->out);
    return EXIT_DONE;
}

int cmd_claims(const Context *context)
{
    Tradefig *tradefig = NULL;
    TfDecision decision = TF_DECIDE_ACCEPT;
    const char *word = context->argument_count > 0 ? context->arguments[0] : "";
    bool decides = decision_of(word, &decision);
    TfStatus status = open_database(context, decides, &tradefig);
    if (status != TF_OK)
        return exit_code_of(status);
    int code;
    if (context->options->pairs)
        code = list_pairs(context, tradefig);
    else if (decides)
        code = decide(context, tradefig, decision);
    else if (strcmp(word, "show") == 0)
        code = show_claim(context, tradefig);
    else
        code = list_claims(context, tradefig);
    tf_close(tradefig);
    return code;
}
