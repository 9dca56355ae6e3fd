/* tradefig targets: the stated targets of one pair, or of all: who said them when, in which words, and what
 * became of them. */
#include "tracker/cli/pairs.h"
#include "tracker/cli/target_output.h"

#include <math.h>

typedef struct Listing {
    const Context *context;
    OutputFormat format;
    ObjectList objects;
    Table table;
    bool any;
} Listing;

/* ---- a row a target ---- */

static TfSlice day_text(TfDate date, TfArena *arena)
{
    char text[TF_DATE_CHARS];
    return tf_arena_copy(arena, tf_slice(tf_date_write_short(text, date)));
}

static void add_row(Table *table, const TfProgressRows *rows, size_t at, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    const TfProgress *item = &rows->items[at];
    const TfTarget *target = &item->target;
    table_add(table, number_cell((double)target->claim_ids[0], arena));
    table_add(table, tf_arena_copy(arena, tf_slice(tf_pair_short(pair, target->pair))));
    table_add(table, tf_slice(tf_measure_name(target->flow)));
    table_add(table, tf_target_text(target, arena));
    table_add(table, day_text(target->stated, arena));
    table_add(table, day_text(target->statements[target->claim_count - 1]->claim.pub_date, arena));
    table_add(table, target->stated_by);
    table_add(table, number_cell((double)target->claim_count, arena));
    table_add(table, tf_slice(tf_target_status_name(item->status)));
    table_add(table, target_next_text(target, rows->items, rows->count, arena));
}

/* Plain values, for spreadsheets. */
static void add_cells(Table *table, const TfProgressRows *rows, size_t at, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    const TfProgress *item = &rows->items[at];
    const TfTarget *target = &item->target;
    table_add(table, number_cell((double)target->claim_ids[0], arena));
    table_add(table, tf_arena_copy(arena, tf_slice(tf_pair_short(pair, target->pair))));
    table_add(table, tf_slice(tf_measure_name(target->flow)));
    table_add(table, tf_target_text(target, arena));
    table_add(table, number_cell(round(target->value_usd), arena));
    table_add(table, date_cell(target->deadline, arena));
    table_add(table, date_cell(target->stated, arena));
    table_add(table, target->stated_by);
    table_add(table, number_cell((double)target->claim_count, arena));
    table_add(table, tf_slice(tf_target_status_name(item->status)));
    table_add(table, tf_slice(tf_target_link_name(target->link)));
    table_add(table, number_cell(target->next != 0 ? (double)target->next : (double)NAN, arena));
}

/* ---- a row a statement ---- */

static void add_statements(Table *table, const TfTarget *target, bool is_text, TfArena *arena)
{
    for (size_t i = 0; i < target->claim_count; i++) {
        const TfClaimRecord *record = target->statements[i];
        const TfClaim *claim = &record->claim;
        table_add(table, number_cell((double)target->claim_ids[0], arena));
        table_add(table, number_cell((double)record->id, arena));
        table_add(table, is_text ? day_text(claim->pub_date, arena) : date_cell(claim->pub_date, arena));
        table_add(table, tf_target_text(target, arena));
        table_add(table,
                  claim->value_text.length > 0 ? claim->value_text : tf_claim_value_text(claim, arena));
        table_add(table, claim->attribution);
        table_add(table, claim->outlet);
        table_add(table, record->sentence);
    }
}

/* ---- an object a target ---- */

static void add_object(ObjectList *objects, const TfProgress *item, const TfSeries *series)
{
    char pair[TF_PAIR_CHARS];
    JsonWriter *json = objects_next(objects);
    jsonw_text(json, "pair", tf_pair_short(pair, item->target.pair));
    jsonw_text(json, "measure", tf_measure_name(item->target.flow));
    jsonw_string_or_null(json, "scope", series->scope);
    target_print_json(json, &item->target);
    jsonw_text(json, "status", tf_target_status_name(item->status));
    jsonw_text(json, "rule", tf_target_status_rule(item->status));
    jsonw_string_or_null(json, "reason", item->reason);
    objects_end(objects);
}

/* ---- running ---- */

static void start(Listing *listing)
{
    static const char *const texts[] = {"CLAIM", "PAIR", "MEASURE", "TARGET", "SAID",
                                        "LAST",  "BY",   "TIMES",   "STATUS", "THEN"};
    static const char *const cells[] = {"claim",  "pair",      "measure", "target", "value_usd", "deadline",
                                        "stated", "stated_by", "times",   "status", "link",      "next"};
    static const char *const text_words[] = {"TARGET",  "CLAIM", "DATE",   "GOAL",
                                             "AS SAID", "BY",    "OUTLET", "SENTENCE"};
    static const char *const cell_words[] = {"target",     "claim",   "date",   "goal",
                                             "value_text", "speaker", "outlet", "sentence"};
    const Context *context = listing->context;
    bool is_text = listing->format == FORMAT_TEXT;
    if (listing->format == FORMAT_JSON || listing->format == FORMAT_JSONL)
        objects_start(&listing->objects, listing->format, context->out);
    else if (context->options->history)
        table_init(&listing->table, context->arena, is_text ? text_words : cell_words, 8, "rrllllll");
    else if (is_text)
        table_init(&listing->table, context->arena, texts, 10, "rllllllrll");
    else
        table_init(&listing->table, context->arena, cells, 12, "rlllrlllrllr");
}

static void add(Listing *listing, const TfProgressRows *rows, size_t at)
{
    TfArena *arena = listing->context->arena;
    listing->any = true;
    if (listing->format == FORMAT_JSON || listing->format == FORMAT_JSONL)
        add_object(&listing->objects, &rows->items[at], &rows->series);
    else if (listing->context->options->history)
        add_statements(&listing->table, &rows->items[at].target, listing->format == FORMAT_TEXT, arena);
    else if (listing->format == FORMAT_TEXT)
        add_row(&listing->table, rows, at, arena);
    else
        add_cells(&listing->table, rows, at, arena);
}

static TfStatus list_pair(void *state, Tradefig *tradefig, const TfAsk *ask)
{
    Listing *listing = state;
    const Context *context = listing->context;
    TfProgressRows rows = {.items = NULL};
    TfStatus status = tf_progress(tradefig, ask, context->arena, &rows, context->error);
    for (size_t i = 0; status == TF_OK && i < rows.count; i++)
        add(listing, &rows, i);
    return status;
}

int cmd_targets(const Context *context)
{
    Listing listing = {.context = context, .format = output_format(context->options)};
    start(&listing);
    TfAsk ask;
    TfStatus status = answer_pairs(context, list_pair, &listing, &ask);
    if (status == TF_OK && !listing.any)
        status = fail_not_found(context, "no target is stated", &ask);
    if (status == TF_OK && (listing.format == FORMAT_JSON || listing.format == FORMAT_JSONL))
        objects_finish(&listing.objects);
    else if (status == TF_OK)
        table_print(&listing.table, listing.format, context->out);
    return exit_code_of(status);
}
