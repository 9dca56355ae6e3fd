/* tradefig conflicts: who says what about the same months, and whether it can all be true. */
#include "tracker/cli/observed.h"
#include "tracker/cli/pairs.h"

#include <stdio.h>

/* ---- in words ---- */

/* "Tokayev, Trend": who is quoted where. */
static void add_said(TextBuilder *out, const TfSaid *said)
{
    text_addf(out, "claim %lld ", (long long)said->claim_id);
    if (said->attribution.length > 0) {
        text_add_shown(out, tf_slice_range(said->attribution, 0, 60));
        text_add(out, ", ");
    }
    TfSlice place = said->outlet.length > 0 ? said->outlet : said->url;
    text_add_shown(out, place.length > 0 ? tf_slice_range(place, 0, 60) : tf_slice("an unnamed outlet"));
}

static TfSlice said_text(const TfVoice *voice, TfArena *arena)
{
    TextBuilder text;
    text_init(&text, 0);
    for (size_t i = 0; i < voice->said_count; i++) {
        text_add(&text, i > 0 ? "; " : "");
        add_said(&text, &voice->said[i]);
    }
    TfSlice copy = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return copy;
}

static TfSlice value_text(const TfVoice *voice, TfArena *arena)
{
    const TfObservation *item = &voice->observation;
    TfSlice value = tf_observation_text(item, arena);
    const char *mark = item->is_derived ? " (derived)" : item->is_approximate ? " (converted)" : "";
    return mark[0] == '\0' ? value : tf_arena_format(arena, "%.*s%s", TF_SLICE_ARG(value), mark);
}

/* ---- text ---- */

typedef struct Widths {
    size_t value;
    size_t source;
} Widths;

static void widen(size_t *width, TfSlice text)
{
    size_t needed = display_width(text);
    if (needed > *width)
        *width = needed;
}

static Widths find_widths(const TfConflicts *conflicts, TfArena *arena)
{
    Widths widths = {0, 0};
    for (size_t i = 0; i < conflicts->count; i++)
        for (size_t k = 0; k < conflicts->periods[i].count; k++) {
            widen(&widths.value, value_text(&conflicts->periods[i].voices[k], arena));
            widen(&widths.source, conflicts->periods[i].voices[k].observation.source);
        }
    return widths;
}

static int blanks(size_t width, TfSlice text)
{
    return (int)(width - display_width(text));
}

static void print_voice(const TfVoice *voice, Widths widths, TfArena *arena, TextBuilder *out)
{
    const TfObservation *item = &voice->observation;
    TfSlice value = value_text(voice, arena);
    char day[TF_DATE_CHARS];
    text_addf(out, "  %*s%.*s  %.*s%*s  %-11s  ", blanks(widths.value, value), "", TF_SLICE_ARG(value),
              TF_SLICE_ARG(item->source), blanks(widths.source, item->source), "",
              tf_date_write_short(day, item->said));
    text_add_slice(out, said_text(voice, arena));
    text_add(out, "\n");
    if (item->doubt.bytes != NULL)
        text_addf(out, "      doubt: %.*s\n", TF_SLICE_ARG(item->doubt));
    if (tf_voice_is_outvoted(voice))
        text_addf(out, "      outvoted: %.1f standard deviations from what all figures together come to\n",
                  voice->sigmas);
}

static void print_text(const TfConflicts *conflicts, bool all, TfArena *arena, TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    TfPair pair = conflicts->series.pair;
    TfSlice name = tf_pair_name(pair, "en", arena);
    Widths widths = find_widths(conflicts, arena);
    text_addf(out, "%.*s: who says what, as of %s\n", TF_SLICE_ARG(name),
              tf_date_write_short(day, conflicts->series.as_of));
    if (conflicts->count == 0)
        text_addf(out, "no period with %s (%zu figure%s)\n",
                  all ? "more than one statement" : "contradicting, doubted or outvoted statements",
                  conflicts->series.count, conflicts->series.count == 1 ? "" : "s");
    for (size_t i = 0; i < conflicts->count; i++) {
        const TfPeriodVoices *period = &conflicts->periods[i];
        char months[TF_PERIOD_CHARS];
        TfSlice spread = tf_voices_spread(period, arena);
        TfSlice verdict = tf_voices_verdict(period, pair, arena);
        text_addf(out, "%s %s%s: %.*s%s%.*s\n",
                  tf_period_text(months, tf_observation_period(&period->voices[0].observation)),
                  period->is_growth ? "growth of " : "", tf_measure_name(period->flow), TF_SLICE_ARG(verdict),
                  spread.length > 0 ? "; " : "", TF_SLICE_ARG(spread));
        for (size_t k = 0; k < period->count; k++)
            print_voice(&period->voices[k], widths, arena, out);
    }
}

/* ---- cells ---- */

static const char *const cell_headings[] = {"pair",     "period", "flow",  "kind",   "relation", "value",
                                            "rounding", "source", "side",  "said",   "claims",   "conflict",
                                            "verdict",  "spread", "doubt", "sigmas", "outvoted"};
enum { CELLS = sizeof cell_headings / sizeof cell_headings[0] };

static void add_cells(Table *table, const TfConflicts *conflicts, const TfPeriodVoices *period,
                      const TfVoice *voice, TfArena *arena)
{
    const TfObservation *item = &voice->observation;
    char pair[TF_PAIR_CHARS];
    char key[TF_PERIOD_CHARS];
    const TfSlice cells[CELLS] = {
        tf_arena_copy(arena, tf_slice(tf_pair_short(pair, conflicts->series.pair))),
        tf_arena_copy(arena, tf_slice(tf_period_key(key, tf_observation_period(item)))),
        tf_slice(tf_measure_name(item->flow)),
        tf_slice(item->is_growth ? "growth" : "level"),
        tf_slice(tf_relation_name(item->relation)),
        number_cell(item->value_usd, arena),
        number_cell(item->rounding, arena),
        item->source,
        tf_arena_copy(arena, tf_slice(item->side.code)),
        date_cell(item->said, arena),
        said_text(voice, arena),
        tf_slice(tf_voices_conflict(period) ? "true" : "false"),
        tf_voices_verdict(period, conflicts->series.pair, arena),
        tf_arena_format(arena, "%.4g", period->spread),
        item->doubt,
        voice->is_weighed ? tf_arena_format(arena, "%.3g", voice->sigmas) : tf_slice(""),
        tf_slice(tf_voice_is_outvoted(voice) ? "true" : "false")};
    for (size_t c = 0; c < CELLS; c++)
        table_add(table, cells[c]);
}

/* ---- JSON ---- */

static void write_voice(JsonWriter *json, const TfVoice *voice, TfArena *arena)
{
    const TfObservation *item = &voice->observation;
    jsonw_open_object(json, NULL);
    jsonw_text(json, "relation", tf_relation_name(item->relation));
    observed_write_value(json, item, arena);
    jsonw_string(json, "source", item->source);
    jsonw_text(json, "side", item->side.code[0] != '\0' ? item->side.code : NULL);
    jsonw_bool(json, "derived", item->is_derived);
    jsonw_bool(json, "approximate", item->is_approximate);
    jsonw_string_or_null(json, "doubt", item->doubt);
    if (voice->is_weighed)
        jsonw_rounded(json, "sigmas", voice->sigmas, 3);
    else
        jsonw_null(json, "sigmas");
    jsonw_bool(json, "outvoted", tf_voice_is_outvoted(voice));
    jsonw_date(json, "said", item->said);
    jsonw_integer(json, "pages", (int64_t)item->article_count);
    jsonw_open_array(json, "claims");
    for (size_t i = 0; i < voice->said_count; i++) {
        const TfSaid *said = &voice->said[i];
        jsonw_open_object(json, NULL);
        jsonw_integer(json, "claim", said->claim_id);
        jsonw_string_or_null(json, "outlet", said->outlet);
        jsonw_string_or_null(json, "attribution", said->attribution);
        jsonw_date(json, "said", said->date);
        jsonw_string_or_null(json, "url", said->url);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
    jsonw_close_object(json);
}

static void write_period(JsonWriter *json, const TfPeriodVoices *period, TfPair pair, TfArena *arena)
{
    char key[TF_PERIOD_CHARS];
    jsonw_open_object(json, NULL);
    jsonw_text(json, "period", tf_period_key(key, tf_observation_period(&period->voices[0].observation)));
    jsonw_text(json, "flow", tf_measure_name(period->flow));
    jsonw_text(json, "kind", period->is_growth ? "growth" : "level");
    jsonw_bool(json, "conflict", tf_voices_conflict(period));
    jsonw_open_array(json, "within");
    if (period->conflict_a)
        jsonw_text(json, NULL, pair.a.code);
    if (period->conflict_b)
        jsonw_text(json, NULL, pair.b.code);
    jsonw_close_array(json);
    jsonw_bool(json, "between", period->conflict_between);
    jsonw_bool(json, "untold", period->conflict_untold);
    jsonw_rounded(json, "spread", period->spread, 4);
    jsonw_open_array(json, "statements");
    for (size_t i = 0; i < period->count; i++)
        write_voice(json, &period->voices[i], arena);
    jsonw_close_array(json);
    jsonw_close_object(json);
}

static void write_members(JsonWriter *json, const TfConflicts *conflicts, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    jsonw_text(json, "pair", tf_pair_short(pair, conflicts->series.pair));
    jsonw_date(json, "as_of", conflicts->series.as_of);
    jsonw_string(json, "scope", conflicts->series.scope);
    jsonw_open_array(json, "periods");
    for (size_t i = 0; i < conflicts->count; i++)
        write_period(json, &conflicts->periods[i], conflicts->series.pair, arena);
    jsonw_close_array(json);
    print_json_warnings(json, &conflicts->series);
}

/* ---- the command ---- */

/* Where the answers about one or many pairs go. */
typedef struct Printing {
    const Context *context;
    OutputFormat format;
    bool is_one;
    ObjectList objects;
    Table table;
    size_t shown;
} Printing;

static void start_printing(Printing *printing)
{
    const Context *context = printing->context;
    if (printing->format == FORMAT_CSV || printing->format == FORMAT_MARKDOWN)
        table_init(&printing->table, context->arena, cell_headings, CELLS, "lllllrrllllllrlrl");
    /* one pair is one object, as of the other commands */
    if (printing->format == FORMAT_JSON || printing->format == FORMAT_JSONL)
        objects_start(&printing->objects, printing->is_one ? FORMAT_JSONL : printing->format, context->out);
}

static void print_pair(Printing *printing, const TfConflicts *conflicts, TfArena *arena)
{
    const Context *context = printing->context;
    if (printing->format == FORMAT_TEXT) {
        if (!printing->is_one && conflicts->count == 0)
            return;
        text_add(context->out, printing->shown > 0 ? "\n" : "");
        print_text(conflicts, context->options->all, arena, context->out);
        print_warnings(context->options, &conflicts->series);
    } else if (printing->format == FORMAT_JSON || printing->format == FORMAT_JSONL) {
        write_members(objects_next(&printing->objects), conflicts, arena);
        objects_end(&printing->objects);
    } else
        for (size_t i = 0; i < conflicts->count; i++)
            for (size_t k = 0; k < conflicts->periods[i].count; k++)
                add_cells(&printing->table, conflicts, &conflicts->periods[i],
                          &conflicts->periods[i].voices[k], context->arena);
    printing->shown++;
}

static void finish_printing(Printing *printing)
{
    const Context *context = printing->context;
    if (printing->format == FORMAT_CSV || printing->format == FORMAT_MARKDOWN)
        table_print(&printing->table, printing->format, context->out);
    else if (printing->format != FORMAT_TEXT)
        objects_finish(&printing->objects);
    else if (printing->shown == 0)
        text_add(context->out, "no pair has a period with contradicting, doubted or outvoted statements\n");
}

/* Tables keep what they print until the end; all else is printed at once. */
static TfStatus show_pair(void *state, Tradefig *tradefig, const TfAsk *ask)
{
    Printing *printing = state;
    const Context *context = printing->context;
    bool keeps = printing->format == FORMAT_CSV || printing->format == FORMAT_MARKDOWN;
    TfArena own;
    TfConflicts conflicts;
    TfArena *arena = keeps ? context->arena : &own;
    tf_arena_init(&own, 0);
    TfStatus status = tf_conflicts(tradefig, ask, context->options->all, arena, &conflicts, context->error);
    if (status == TF_OK)
        print_pair(printing, &conflicts, arena);
    tf_arena_done(&own);
    flush_some(context->out);
    return status;
}

int cmd_conflicts(const Context *context)
{
    TfAsk ask;
    Printing printing = {
        .context = context, .format = output_format(context->options), .is_one = context->argument_count > 0};
    start_printing(&printing);
    TfStatus status = answer_pairs(context, show_pair, &printing, &ask);
    if (status == TF_OK)
        finish_printing(&printing);
    return exit_code_of(status);
}
