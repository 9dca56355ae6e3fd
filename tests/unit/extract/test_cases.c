/* Reads every folder tests/cases/<lang>/<case>: the claims of article.txt must be those of expected.tsv, no
 * more and no fewer. A folder that ends in ".known" holds what we cannot read yet: it must still fail, else
 * it wants its name back.
 *
 * Columns of expected.tsv: value_text, nth (which occurrence of it), reporter, partner, measure, scope, value
 * ("5..6" a range, "-" growth only), currency, relation, period (first..last day, empty where open, "-"
 * none), status, deadline, growth in percent, record (yes, no); "-" for none. */
#define _DEFAULT_SOURCE
#include "importers/extract/extract.h"
#include "tests/unit/extract/case_article.h"
#include "tracker/base/tsv.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#define MOST_EXPECTED 100
#define PATH_CHARS    1024

typedef struct Expected {
    const TfClaim *matched; /* NULL until found */
    TfSpan span;
    char line[512]; /* what the claim must say, as describe() writes it */
} Expected;

typedef struct Case {
    TfArena arena;
    TfArticle article;
    TfClaimList claims;
    Expected expected[MOST_EXPECTED];
    size_t expected_count;
} Case;

/* Everything of a claim that expected.tsv tells, in one line. */
static void describe(const TfClaim *claim, char line[512])
{
    char value[TF_NUMBER_CHARS] = "-";
    char high[TF_NUMBER_CHARS] = "";
    char from[TF_DATE_CHARS];
    char to[TF_DATE_CHARS];
    char deadline[TF_DATE_CHARS];
    if (claim->has_value)
        (void)tf_decimal_write(value, tf_decimal_normal(claim->value));
    if (claim->has_value_hi)
        (void)tf_decimal_write(high, tf_decimal_normal(claim->value_hi));
    double growth = claim->has_growth ? tf_decimal_to_double(claim->growth_pct) : 0;
    TfPair pair = tf_claim_pair(claim);
    bool both_ways = claim->measure == TF_TURNOVER;
    (void)snprintf(line, 512, "%s %s %s %.*s %s%s%s %s %s %s..%s %s %s %.1f %s",
                   both_ways ? pair.a.code : claim->reporter.code,
                   both_ways ? pair.b.code : claim->partner.code, tf_measure_name(claim->measure),
                   TF_SLICE_ARG(claim->scope), value, claim->has_value_hi ? ".." : "", high,
                   claim->currency[0] != '\0' ? claim->currency : "-", tf_relation_name(claim->relation),
                   tf_date_write(from, claim->period.from), tf_date_write(to, claim->period.to),
                   tf_claim_status_name(claim->status), tf_date_write(deadline, claim->deadline), growth,
                   claim->record ? "record" : "plain");
}

static bool is_none(TfSlice field)
{
    return tf_slice_is(field, "-");
}

static void read_date(TfSlice field, TfDate *date)
{
    if (field.length > 0 && !is_none(field))
        assert_true(tf_date_read(field, date));
}

/* "5..6" to its two parts; the second has bytes NULL when there is only one. */
static TfSlice split_range(TfSlice field, TfSlice *last)
{
    size_t at = tf_slice_find(field, 0, "..");
    *last = at == TF_NOWHERE ? (TfSlice){NULL, 0} : tf_slice_range(field, at + 2, field.length);
    return at == TF_NOWHERE ? field : tf_slice_range(field, 0, at);
}

static void read_value(const TsvReader *reader, TfClaim *claim)
{
    TfSlice high;
    TfSlice low = split_range(tsv_field(reader, 6), &high);
    claim->has_value = !is_none(low);
    claim->has_value_hi = high.bytes != NULL;
    if (claim->has_value)
        assert_true(tf_decimal_read(low, &claim->value));
    if (claim->has_value_hi)
        assert_true(tf_decimal_read(high, &claim->value_hi));
    TfSlice currency = tsv_field(reader, 7);
    if (!is_none(currency) && currency.length == 3)
        memcpy(claim->currency, currency.bytes, 3);
    TfSlice growth = tsv_field(reader, 12);
    claim->has_growth = !is_none(growth);
    if (claim->has_growth)
        assert_true(tf_decimal_read(growth, &claim->growth_pct));
}

static void read_row(Case *one, const TsvReader *reader)
{
    assert_true(one->expected_count < MOST_EXPECTED);
    Expected *expected = &one->expected[one->expected_count++];
    TfClaim claim = tf_claim_default();
    TfSlice last;
    TfSlice first = split_range(tsv_field(reader, 9), &last);
    if (!tf_party_from_code(tsv_field(reader, 2), &claim.reporter) ||
        !tf_party_from_code(tsv_field(reader, 3), &claim.partner) ||
        !tf_measure_read(tsv_field(reader, 4), &claim.measure) ||
        !tf_relation_read(tsv_field(reader, 8), &claim.relation) ||
        !tf_claim_status_read(tsv_field(reader, 10), &claim.status))
        fail_msg("line %zu of expected.tsv is not well formed", reader->line);
    claim.scope = tsv_field(reader, 5);
    read_value(reader, &claim);
    read_date(first, &claim.period.from);
    read_date(last, &claim.period.to);
    read_date(tsv_field(reader, 11), &claim.deadline);
    claim.record = tf_slice_is(tsv_field(reader, 13), "yes");
    describe(&claim, expected->line);
    size_t at = 0;
    TfSlice words = tsv_field(reader, 0);
    char needle[256];
    (void)snprintf(needle, sizeof needle, "%.*s", TF_SLICE_ARG(words));
    for (int nth = 0; nth < atoi(tsv_field(reader, 1).bytes); nth++)
        at = tf_slice_find(one->article.text, nth == 0 ? 0 : at + 1, needle);
    assert_true(at != TF_NOWHERE);
    expected->span = (TfSpan){at, at + words.length};
}

static bool stands_at(const TfClaim *claim, TfSpan span)
{
    for (size_t i = 0; i < claim->mention_count; i++)
        if (claim->mentions[i].start < span.end && span.start < claim->mentions[i].end)
            return true;
    return false;
}

/* Pairs claims with rows; prints each difference and returns how many there are. */
static size_t compare(Case *one, bool quiet)
{
    size_t wrong = 0;
    for (size_t i = 0; i < one->claims.count; i++) {
        const TfClaim *claim = &one->claims.items[i];
        char line[512];
        bool matched = false;
        describe(claim, line);
        for (size_t k = 0; k < one->expected_count && !matched; k++) {
            Expected *expected = &one->expected[k];
            if (expected->matched != NULL || !stands_at(claim, expected->span) ||
                strcmp(line, expected->line) != 0)
                continue;
            expected->matched = claim;
            matched = true;
        }
        wrong += !matched;
        if (!matched && !quiet)
            print_error("    found    %s  \"%.*s\"\n", line, TF_SLICE_ARG(claim->value_text));
    }
    for (size_t k = 0; k < one->expected_count; k++) {
        wrong += one->expected[k].matched == NULL;
        if (one->expected[k].matched == NULL && !quiet)
            print_error("    expected %s  \"%.*s\"\n", one->expected[k].line,
                        TF_SLICE_ARG(tf_article_span(&one->article, one->expected[k].span)));
    }
    return wrong;
}

/* Reads one case and returns the number of differences. */
static size_t run_case(const char *folder, const char *lang, const char *name, bool quiet)
{
    static Case one;
    char path[PATH_CHARS];
    TfSlice text;
    TfSlice rows;
    TfError error;
    TsvReader reader;
    memset(&one, 0, sizeof one);
    tf_arena_init(&one.arena, 0);
    (void)snprintf(path, sizeof path, "%s/%s/article.txt", folder, name);
    assert_ok(file_read(path, 1 << 20, &one.arena, &text, &error), &error);
    (void)snprintf(path, sizeof path, "%s/%s/expected.tsv", folder, name);
    assert_ok(file_read(path, 1 << 20, &one.arena, &rows, &error), &error);
    one.article = case_article(text, tf_slice(lang), tf_slice(name), &one.arena);
    assert_true(tf_date_is_set(one.article.date));
    assert_ok(extract_claims(&one.article, &one.arena, &one.claims, &error), &error);
    tsv_open(&reader, rows);
    while (tsv_next(&reader))
        read_row(&one, &reader);
    size_t wrong = compare(&one, quiet);
    tf_arena_done(&one.arena);
    return wrong;
}

static bool is_case(const char *folder, const char *name)
{
    char path[PATH_CHARS];
    struct stat about;
    (void)snprintf(path, sizeof path, "%s/%s/expected.tsv", folder, name);
    return name[0] != '.' && stat(path, &about) == 0;
}

/* Runs all cases of a language; returns how many did not do what their name says. */
static size_t run_language(const char *lang, size_t *count)
{
    char folder[PATH_CHARS];
    struct dirent **names = NULL;
    size_t wrong = 0;
    (void)snprintf(folder, sizeof folder, "%s/tests/cases/%s", TEST_SOURCE_DIR, lang);
    int found = scandir(folder, &names, NULL, alphasort);
    for (int i = 0; i < found; i++) {
        const char *name = names[i]->d_name;
        bool is_known = tf_slice_ends_with(tf_slice(name), ".known");
        if (is_case(folder, name)) {
            (*count)++;
            size_t differences = run_case(folder, lang, name, is_known);
            if (differences > 0 && is_known)
                print_message("known: %s/%s, %zu differences\n", lang, name, differences);
            else if (differences > 0)
                print_error("%s/%s: %zu differences\n", lang, name, differences);
            else if (is_known)
                print_error("%s/%s passes now: take \".known\" off its name\n", lang, name);
            wrong += (differences > 0) != is_known;
        }
        free(names[i]);
    }
    free(names);
    return wrong;
}

static void finds_the_claims_of_every_case(void **state)
{
    (void)state;
    struct dirent **languages = NULL;
    size_t wrong = 0;
    size_t count = 0;
    int found = scandir(TEST_SOURCE_DIR "/tests/cases", &languages, NULL, alphasort);
    assert_true(found > 0);
    for (int i = 0; i < found; i++) {
        if (strlen(languages[i]->d_name) == 2 && languages[i]->d_name[0] != '.')
            wrong += run_language(languages[i]->d_name, &count);
        free(languages[i]);
    }
    free(languages);
    assert_true(count >= 12);
    assert_int_equal(wrong, 0);
}

/* Whether tests/cases/<name> is a folder, as it is called or with ".known" behind. */
static bool has_folder(TfSlice name)
{
    char path[PATH_CHARS];
    struct stat about;
    (void)snprintf(path, sizeof path, "%s/tests/cases/%.*s", TEST_SOURCE_DIR, TF_SLICE_ARG(name));
    if (stat(path, &about) == 0)
        return S_ISDIR(about.st_mode);
    (void)snprintf(path, sizeof path, "%s/tests/cases/%.*s.known", TEST_SOURCE_DIR, TF_SLICE_ARG(name));
    return stat(path, &about) == 0 && S_ISDIR(about.st_mode);
}

static void shows_every_hard_case(void **state)
{
    (void)state;
    TfArena arena;
    TfSlice rows;
    TfError error;
    TsvReader reader;
    int number = 0;
    tf_arena_init(&arena, 0);
    assert_ok(file_read(TEST_SOURCE_DIR "/tests/cases/hard-cases.tsv", 1 << 20, &arena, &rows, &error),
              &error);
    tsv_open(&reader, rows);
    while (tsv_next(&reader)) {
        TfSlice folders = tsv_field(&reader, 2);
        assert_int_equal(atoi(tsv_field(&reader, 0).bytes), ++number);
        assert_true(folders.length > 0);
        while (folders.bytes != NULL) {
            TfSlice name = tf_slice_split(&folders, ' ');
            if (!has_folder(name))
                fail_msg("case %d: no folder tests/cases/%.*s", number, TF_SLICE_ARG(name));
        }
    }
    assert_int_equal(number, 44);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(finds_the_claims_of_every_case),
                                       cmocka_unit_test(shows_every_hard_case)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
