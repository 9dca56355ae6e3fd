/* tradefig doctor: is the database sound, and is everything there that charts need? */
#include "tracker/base/file.h"
#include "tracker/cli/common.h"

#include <string.h>

typedef struct Checkup {
    const Context *context;
    JsonWriter json;
    bool is_json;
    size_t warnings;
} Checkup;

static void report(Checkup *checkup, bool good, TfSlice finding, const char *advice)
{
    checkup->warnings += !good;
    if (checkup->is_json) {
        jsonw_open_object(&checkup->json, NULL);
        jsonw_bool(&checkup->json, "ok", good);
        jsonw_string(&checkup->json, "finding", finding);
        jsonw_text(&checkup->json, "advice", good ? NULL : advice);
        jsonw_close_object(&checkup->json);
        return;
    }
    text_addf(checkup->context->out, "%-5s %.*s\n", good ? "ok" : "warn", TF_SLICE_ARG(finding));
    if (!good)
        text_addf(checkup->context->out, "      %s\n", advice);
}

static void check_database(Checkup *checkup)
{
    Tradefig *tradefig = NULL;
    TfStoreSummary summary;
    TfArena *arena = checkup->context->arena;
    TfError *error = checkup->context->error;
    TfStatus status = open_database(checkup->context, false, &tradefig);
    if (status == TF_OK)
        status = tf_check(tradefig, arena, &summary, error);
    if (status != TF_OK) {
        report(checkup, false, tf_arena_format(arena, "database: %s", error->message),
               "see the message; a damaged file is best restored from a copy");
        error->status = TF_OK;
    } else {
        const char *state = summary.integrity_ok ? "ok" : "damaged: ";
        TfSlice detail = summary.integrity_ok ? tf_slice("") : summary.integrity_message;
        report(checkup, summary.integrity_ok,
               tf_arena_format(arena, "database %zu articles, %zu claims, schema %d, integrity %s%.*s",
                               summary.articles, summary.claims, summary.schema_version, state,
                               TF_SLICE_ARG(detail)),
               "restore the file from a copy, or import the articles into a new one");
    }
    tf_close(tradefig);
}

/* Claims that no answer counts, for want of a rate. */
static void check_rates(Checkup *checkup)
{
    Tradefig *tradefig = NULL;
    TfMissingRates missing = {NULL, 0};
    TfArena *arena = checkup->context->arena;
    TfError *error = checkup->context->error;
    TfStatus status = open_database(checkup->context, false, &tradefig);
    if (status == TF_OK)
        status = tf_fx_missing(tradefig, arena, &missing, error);
    tf_close(tradefig);
    if (status != TF_OK) { /* told by the check of the database */
        error->status = TF_OK;
        return;
    }
    for (size_t i = 0; i < missing.count; i++) {
        const TfMissingRate *item = &missing.items[i];
        char period[TF_PERIOD_CHARS];
        TfDate from = tf_month_first_day(item->from_month);
        TfDate to = tf_month_last_day(item->to_month);
        TfPeriod months = {from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT};
        report(checkup, false,
               tf_arena_format(arena, "exchange rates: %zu figure%s in %s of %s left out: %.*s%s",
                               item->claims, item->claims == 1 ? "" : "s", item->currency,
                               tf_period_text(period, months), TF_SLICE_ARG(item->reason),
                               item->claims == 1 ? "" : ", and more"),
               "tradefig fx import FILE takes rates of the ECB, the Bank of Russia, or date,currency,usd");
    }
    if (missing.count == 0)
        report(checkup, true, tf_slice("exchange rates there is one for every figure"), NULL);
}

int cmd_doctor(const Context *context)
{
    OutputFormat format = output_format(context->options);
    Checkup checkup = {.context = context, .is_json = format == FORMAT_JSON || format == FORMAT_JSONL};
    jsonw_start(&checkup.json, context->out);
    if (checkup.is_json)
        jsonw_open_array(&checkup.json, NULL);
    check_database(&checkup);
    check_rates(&checkup);
    char gnuplot[FILE_PATH_CHARS];
    bool has_gnuplot = file_find_program("gnuplot", gnuplot);
    report(&checkup, has_gnuplot,
           tf_slice(has_gnuplot ? "gnuplot is there, charts can be drawn" : "no gnuplot in PATH"),
           "install it to draw charts: apt-get install gnuplot-nox");
    if (checkup.is_json) {
        jsonw_close_array(&checkup.json);
        text_add(context->out, "\n");
    } else {
        text_addf(context->out, "%zu warning%s\n", checkup.warnings, checkup.warnings == 1 ? "" : "s");
    }
    return checkup.warnings == 0 ? EXIT_DONE : EXIT_CHECK;
}
