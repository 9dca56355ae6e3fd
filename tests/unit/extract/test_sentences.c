/* Reads tests/sentences/<lang>.tsv: each sentence must make the claims its line tells, and no others. A line
 * that begins with "?" is not read yet and must still fail, else it wants its sign taken away. */
#define _DEFAULT_SOURCE
#include "importers/extract/extract.h"
#include "tests/support/support.h"
#include "tracker/base/text.h"
#include "tracker/base/tsv.h"

#include <dirent.h>
#include <math.h>
#include <stdlib.h>

#define PATH_CHARS 1024

static const TfDate published = {2024, 10, 15};

/* "28bn", "450mn", "70000". */
static void write_value(TextBuilder *out, TfDecimal value)
{
    static const struct {
        const char *name;
        int exponent;
    } scales[] = {{"tn", 12}, {"bn", 9}, {"mn", 6}, {"", 0}};
    char text[TF_NUMBER_CHARS];
    double size = fabs(tf_decimal_to_double(value));
    size_t row = 0;
    while (row < 3 && size < pow(10, scales[row].exponent))
        row++;
    value.exponent = (int16_t)(value.exponent - scales[row].exponent);
    size_t length = tf_decimal_write(text, tf_decimal_normal(value));
    text_addf(out, "%.*s%s", (int)length, text, scales[row].name);
}

static bool is_first(TfDate date)
{
    return date.day == 1;
}

static bool is_last(TfDate date)
{
    return date.day == tf_days_in_month(date.year, date.month);
}

static void write_date(TextBuilder *out, TfDate date, bool by_month)
{
    if (by_month)
        text_addf(out, "%04d-%02d", date.year, date.month);
    else
        text_addf(out, "%04d-%02d-%02d", date.year, date.month, date.day);
}

static void write_period(TextBuilder *out, const TfPeriod *period)
{
    bool has_from = tf_date_is_set(period->from);
    bool has_to = tf_date_is_set(period->to);
    bool by_month = (!has_from || is_first(period->from)) && (!has_to || is_last(period->to));
    if (!has_from && !has_to)
        return;
    text_add(out, " ");
    bool year = by_month && has_from && has_to && period->from.year == period->to.year &&
                period->from.month == 1 && period->to.month == 12;
    bool month = by_month && has_from && has_to && period->from.year == period->to.year &&
                 period->from.month == period->to.month;
    if (year) {
        text_addf(out, "%04d", period->from.year);
        return;
    }
    if (has_from)
        write_date(out, period->from, by_month);
    if (month)
        return;
    text_add(out, "..");
    if (has_to)
        write_date(out, period->to, by_month);
}

static void write_deadline(TextBuilder *out, TfDate deadline)
{
    if (!tf_date_is_set(deadline))
        return;
    text_add(out, " by ");
    if (deadline.month == 12 && deadline.day == 31)
        text_addf(out, "%04d", deadline.year);
    else
        write_date(out, deadline, is_last(deadline));
}

static void write_claim(TextBuilder *out, const TfClaim *claim)
{
    TfPair pair = tf_claim_pair(claim);
    if (claim->measure == TF_TURNOVER)
        text_addf(out, "%s-%s", pair.a.code, pair.b.code);
    else
        text_addf(out, "%s>%s", claim->reporter.code, claim->partner.code);
    text_addf(out, " %s", tf_measure_name(claim->measure));
    if (claim->has_value) {
        text_add(out, " ");
        write_value(out, claim->value);
        if (claim->has_value_hi) {
            text_add(out, "..");
            write_value(out, claim->value_hi);
        }
        text_addf(out, " %s", claim->currency[0] != '\0' ? claim->currency : "none");
        if (claim->relation != TF_EQ)
            text_addf(out, " %s", tf_relation_name(claim->relation));
    }
    if (!tf_date_is_set(claim->deadline)) /* else the period is the one that ends there */
        write_period(out, &claim->period);
    write_deadline(out, claim->deadline);
    if (claim->status != TF_ACTUAL)
        text_addf(out, " %s", tf_claim_status_name(claim->status));
    if (claim->has_growth)
        text_addf(out, " %+.4g%%", tf_decimal_to_double(claim->growth_pct));
    if (claim->record)
        text_add(out, " record");
    if (!tf_slice_is(claim->scope, "goods"))
        text_addf(out, " scope %.*s", TF_SLICE_ARG(claim->scope));
}

/* What a sentence claims, as a line of the table tells it. */
static void read_sentence(TfSlice sentence, const char *lang, TfArena *arena, TextBuilder *out)
{
    TfSpan body = {0, sentence.length};
    TfArticle article = {.id = tf_slice("sentence"),
                         .text = sentence,
                         .lang = tf_slice(lang),
                         .encoding = "UTF-8",
                         .date = published,
                         .date_basis = TF_DATE_GIVEN,
                         .body = &body,
                         .body_count = 1};
    TfClaimList claims;
    TfError error;
    assert_ok(extract_claims(&article, arena, &claims, &error), &error);
    text_clear(out);
    for (size_t i = 0; i < claims.count; i++) {
        if (i > 0)
            text_add(out, "; ");
        write_claim(out, &claims.items[i]);
    }
    if (claims.count == 0)
        text_add(out, "-");
}

/* A slip in what is expected would make a line that is "known" for ever. */
static void check_form(TfSlice claims, const char *lang, size_t line)
{
    while (claims.bytes != NULL && !tf_slice_is(claims, "-")) {
        TfMeasure measure;
        TfSlice claim = tf_slice_trim(tf_slice_split(&claims, ';'));
        TfSlice pair = tf_slice_split(&claim, ' ');
        bool joined =
            tf_slice_find_byte(pair, 0, '-') != TF_NOWHERE || tf_slice_find_byte(pair, 0, '>') != TF_NOWHERE;
        if (!joined || !tf_measure_read(tf_slice_split(&claim, ' '), &measure))
            fail_msg("%s.tsv:%zu: what is expected is not well formed", lang, line);
    }
}

/* Runs the table of a language; returns how many lines did not do what they say. */
static size_t run_table(const char *lang, const char *path, size_t *count)
{
    TfArena arena;
    TfSlice rows;
    TfError error;
    TsvReader reader;
    TextBuilder found;
    size_t wrong = 0;
    tf_arena_init(&arena, 0);
    text_init(&found, 0);
    assert_ok(file_read(path, 1 << 20, &arena, &rows, &error), &error);
    tsv_open(&reader, rows);
    for (; tsv_next(&reader); (*count)++) {
        TfSlice sentence = tsv_field(&reader, 0);
        bool is_known = tf_slice_starts_with(sentence, "?");
        check_form(tsv_field(&reader, 1), lang, reader.line);
        if (is_known)
            sentence = tf_slice_trim(tf_slice_range(sentence, 1, sentence.length));
        read_sentence(sentence, lang, &arena, &found);
        bool same = tf_slice_equal(text_slice(&found), tsv_field(&reader, 1));
        if (same != is_known)
            continue;
        wrong++;
        if (is_known)
            print_error("%s.tsv:%zu is read now: take the \"?\" away\n", lang, reader.line);
        else
            print_error("%s.tsv:%zu %.*s\n    expected %.*s\n    found    %.*s\n", lang, reader.line,
                        TF_SLICE_ARG(sentence), TF_SLICE_ARG(tsv_field(&reader, 1)),
                        TF_SLICE_ARG(text_slice(&found)));
    }
    text_done(&found);
    tf_arena_done(&arena);
    return wrong;
}

static void reads_every_sentence(void **state)
{
    (void)state;
    struct dirent **names = NULL;
    size_t wrong = 0;
    size_t count = 0;
    int found = scandir(TEST_SOURCE_DIR "/tests/sentences", &names, NULL, alphasort);
    assert_true(found > 0);
    for (int i = 0; i < found; i++) {
        char path[PATH_CHARS];
        char lang[3] = {0};
        TfSlice name = tf_slice(names[i]->d_name);
        if (tf_slice_ends_with(name, ".tsv") && name.length == 6) {
            memcpy(lang, name.bytes, 2);
            (void)snprintf(path, sizeof path, "%s/tests/sentences/%s", TEST_SOURCE_DIR, names[i]->d_name);
            wrong += run_table(lang, path, &count);
        }
        free(names[i]);
    }
    free(names);
    assert_true(count > 0);
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_every_sentence)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
