/* How often figures are doubted: reads cases of claims (JSON Lines, the protocol of tracker/projection), all
 * of which are about trade as it was but for one claim in fifty that quotes another year or flow; then spoils
 * one amount of each case by a factor and counts how often that one is doubted, and how often another is.
 *
 *   bench_doubts CASES.jsonl */
#include "tracker/base/file.h"
#include "tracker/series/doubt.h"
#include "tracker/series/merge.h"

#include <jansson.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CLAIMS = 400 };
#define FILE_LIMIT ((size_t)1 << 30)

typedef struct Case {
    TfObservation items[MOST_CLAIMS];
    size_t count;
} Case;

typedef struct Tally {
    size_t cases, figures, doubted, cases_doubted;
    size_t spoiled, found, blamed;
} Tally;

static int month_of(json_t *claim, const char *key)
{
    int year = 0;
    int month = 1;
    const char *text = json_string_value(json_object_get(claim, key));
    (void)sscanf(text != NULL ? text : "", "%d-%d", &year, &month);
    return tf_month_index(year, month);
}

static TfRelation relation_of(const char *sign)
{
    static const char signs[] = "=~><";
    static const TfRelation relations[] = {TF_EQ, TF_APPROX, TF_GT, TF_LT};
    return relations[strchr(signs, sign[0]) - signs];
}

static bool read_case(TfSlice line, Case *into, json_t **root)
{
    json_t *claim;
    size_t i;
    *root = json_loadb(line.bytes, line.length, 0, NULL);
    into->count = 0;
    json_array_foreach(json_object_get(*root, "claims"), i, claim)
    {
        const char *flow = json_string_value(json_object_get(claim, "flow"));
        TfObservation *item = &into->items[into->count];
        if (into->count == MOST_CLAIMS)
            return false;
        *item = (TfObservation){
            .from_month = month_of(claim, "from"),
            .to_month = month_of(claim, "to"),
            .is_growth = strcmp(json_string_value(json_object_get(claim, "kind")), "growth") == 0,
            .value_usd = json_number_value(json_object_get(claim, "value")),
            .rounding = json_number_value(json_object_get(claim, "rounding")),
            .relation = relation_of(json_string_value(json_object_get(claim, "relation"))),
            .source = tf_slice(json_string_value(json_object_get(claim, "source"))),
            .currency = "USD",
            .article_count = 1,
        };
        (void)tf_measure_read(tf_slice(flow), &item->flow);
        into->count++;
    }
    qsort(into->items, into->count, sizeof into->items[0], series_compare_observations);
    return *root != NULL;
}

static void doubt(Case *one, const CurrencyTable *rates, TfPair pair, TfArena *arena)
{
    TfError error;
    for (size_t i = 0; i < one->count; i++)
        one->items[i].doubt = (TfSlice){NULL, 0};
    if (series_doubt(one->items, one->count, pair, rates, arena, &error) != TF_OK)
        exit(1);
}

static void tally_as_it_is(const Case *one, Tally *tally)
{
    size_t doubted = 0;
    tally->cases++;
    for (size_t i = 0; i < one->count; i++) {
        tally->figures += !one->items[i].is_growth;
        doubted += one->items[i].doubt.bytes != NULL;
        if (one->items[i].doubt.bytes != NULL && getenv("SHOW") != NULL)
            (void)fprintf(stderr, "%.*s\n", TF_SLICE_ARG(one->items[i].doubt));
    }
    tally->doubted += doubted;
    tally->cases_doubted += doubted > 0;
}

/* Spoils the amount after the `at`-th; false when there is none. */
static bool spoil(Case *one, size_t at, double factor, size_t *which)
{
    for (size_t i = 0; i < one->count; i++) {
        TfObservation *item = &one->items[(at + i) % one->count];
        if (item->is_growth)
            continue;
        item->value_usd *= factor;
        item->rounding *= factor;
        *which = (at + i) % one->count;
        return true;
    }
    return false;
}

static void tally_spoiled(Case *one, size_t number, double factor, const CurrencyTable *rates, TfPair pair,
                          TfArena *arena, Tally *tally)
{
    size_t which;
    double rate = factor;
    TfMeanRate mean = {.usd = 0};
    TfError error;
    if (!spoil(one, number, 1, &which))
        return;
    if (factor == 0) { /* roubles for dollars */
        if (currency_mean(rates, "RUB", one->items[which].from_month, one->items[which].to_month, arena,
                          &mean, &error) != TF_OK)
            exit(1);
        rate = mean.usd > 0 ? 1 / mean.usd : 1;
        if (rate < 3)
            return;
    }
    factor = rate;
    (void)spoil(one, which, factor, &which);
    doubt(one, rates, pair, arena);
    tally->spoiled++;
    tally->found += one->items[which].doubt.bytes != NULL;
    for (size_t i = 0; i < one->count; i++)
        if (i != which && one->items[i].doubt.bytes != NULL) {
            tally->blamed++;
            break;
        }
    one->items[which].value_usd /= factor;
    one->items[which].rounding /= factor;
}

int main(int argc, char **argv)
{
    static const double factors[] = {10, 100, 1000, 0.1, 0.01, 0.001, 0};
    static const char *const names[] = {"10", "100", "1000", "0.1", "0.01", "0.001", "the rouble rate"};
    enum { FACTORS = sizeof factors / sizeof factors[0] };
    static Case one;
    Tally tally = {.cases = 0};
    Tally each[FACTORS] = {{.cases = 0}};
    TfArena file;
    TfArena arena;
    TfSlice cases;
    TfError error;
    TfPair pair;
    const CurrencyTable *rates;
    tf_arena_init(&file, 0);
    tf_arena_init(&arena, 0);
    if (argc != 2 || file_read(argv[1], FILE_LIMIT, &file, &cases, &error) != TF_OK ||
        tf_pair_read(tf_slice("KZ-RU"), &pair, &error) != TF_OK ||
        currency_table_make((TfRates){NULL, 0}, &file, &rates, &error) != TF_OK)
        return EXIT_FAILURE;
    while (cases.bytes != NULL) {
        json_t *root = NULL;
        TfSlice line = tf_slice_split(&cases, '\n');
        if (line.length > 0 && read_case(line, &one, &root)) {
            doubt(&one, rates, pair, &arena);
            tally_as_it_is(&one, &tally);
            for (size_t i = 0; i < FACTORS; i++)
                tally_spoiled(&one, tally.cases, factors[i], rates, pair, &arena, &each[i]);
        }
        json_decref(root);
        tf_arena_reset(&arena);
    }
    (void)printf("as they are: %zu cases, %zu amounts, %zu doubted (%.2f%%), in %zu cases\n", tally.cases,
                 tally.figures, tally.doubted, 100.0 * (double)tally.doubted / (double)tally.figures,
                 tally.cases_doubted);
    for (size_t i = 0; i < FACTORS; i++)
        (void)printf("one amount times %s: doubted in %.1f%% of %zu cases, another one in %.1f%%\n", names[i],
                     100.0 * (double)each[i].found / (double)each[i].spoiled, each[i].spoiled,
                     100.0 * (double)each[i].blamed / (double)each[i].spoiled);
    tf_arena_done(&file);
    tf_arena_done(&arena);
    return EXIT_SUCCESS;
}
