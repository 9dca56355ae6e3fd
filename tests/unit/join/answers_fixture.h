/* What the tests of whole answers share: claims put short, written as JSON Lines, imported into a database of
 * their own, asked about. */
#ifndef TESTS_UNIT_JOIN_ANSWERS_FIXTURE_H
#define TESTS_UNIT_JOIN_ANSWERS_FIXTURE_H

#include "tests/support/support.h"

#include "tracker/base/text.h"
#include "tracker/tradefig.h"

#include <math.h>
#include <stdlib.h>

static inline TfDate day_of(int year, int month, int day)
{
    return (TfDate){(int16_t)year, (int8_t)month, (int8_t)day};
}

/* A claim on its own page. value 0: none; growth 0: none. */
typedef struct Said {
    TfDate published;
    int year; /* of its months */
    int month;
    int months;
    TfMeasure measure;
    TfRelation relation;
    double value;
    double growth_pct;
    TfClaimStatus status;
} Said;

/* What may differ between two databases that should answer alike. */
typedef struct Writing {
    const char *reporter;
    const char *partner;
    int later;     /* years all dates are moved by */
    size_t copies; /* outlets that say each claim */
    size_t turn;   /* the claim that comes first */
    bool backwards;
} Writing;

static inline Writing plain_writing(void)
{
    return (Writing){.reporter = "KAZ", .partner = "RUS", .copies = 1};
}

static inline void write_said(TextBuilder *out, const Said *said, const Writing *writing, size_t page,
                              size_t outlet)
{
    int end = said->month + said->months - 1;
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = (said->year + writing->later) % 4 == 0 && end == 2;
    text_addf(out,
              "{\"schema\":\"tradefig-claim/1\",\"doc\":\"https://example.org/%zu-%zu\",\"outlet\":\"Outlet "
              "%zu\",\"lang\":\"en\",\"pub_date\":\"%04d-%02d-%02d\",\"kind\":\"%s\",\"reporter\":\"%s\","
              "\"partner\":\"%s\",\"measure\":\"%s\",\"scope\":\"goods\",\"relation\":\"%s\",",
              page, outlet, page * 100 + outlet, said->published.year + writing->later, said->published.month,
              said->published.day, said->value > 0 ? "level" : "growth", writing->reporter, writing->partner,
              tf_measure_name(said->measure), tf_relation_name(said->relation));
    if (said->value > 0)
        text_addf(out, "\"value\":%.0f,\"currency\":\"USD\",", said->value);
    else
        text_addf(out, "\"growth_pct\":%.1f,\"growth_base\":\"yoy\",", said->growth_pct);
    if (said->status == TF_TARGET)
        text_addf(out, "\"deadline\":\"%04d-12-31\",", said->year + writing->later);
    text_addf(out, "\"status\":\"%s\",\"period_from\":\"%04d-%02d-01\",\"period_to\":\"%04d-%02d-%02d\"}\n",
              tf_claim_status_name(said->status), said->year + writing->later, said->month,
              said->year + writing->later, end, days[end - 1] + leap);
}

typedef struct Answers {
    const char *folder;
    Tradefig *tradefig;
    TfArena arena;
    TfError error;
    int made; /* databases so far */
} Answers;

static inline void answers_start(Answers *answers)
{
    memset(answers, 0, sizeof *answers);
    answers->folder = scratch_folder();
    tf_arena_init(&answers->arena, 0);
}

static inline void answers_done(Answers *answers)
{
    tf_close(answers->tradefig);
    tf_arena_done(&answers->arena);
    scratch_remove();
}

/* An empty database. */
static inline void answers_anew(Answers *answers)
{
    char path[512];
    tf_close(answers->tradefig);
    (void)snprintf(path, sizeof path, "%s/%d.db", answers->folder, answers->made++);
    assert_ok(tf_open(path, true, &answers->tradefig, &answers->error), &answers->error);
}

static inline void answers_import_file(Answers *answers, const char *path, size_t failures)
{
    TfImportOptions options = {.format = TF_INPUT_CLAIMS};
    TfImportReport report;
    assert_ok(tf_import(answers->tradefig, path, &options, NULL, NULL, &report, &answers->error),
              &answers->error);
    assert_int_equal(report.failures, failures);
}

static inline void answers_import_text(Answers *answers, TfSlice text)
{
    char path[512];
    (void)snprintf(path, sizeof path, "%s/%d.jsonl", answers->folder, answers->made++);
    assert_ok(file_write_whole(path, text, &answers->error), &answers->error);
    answers_import_file(answers, path, 0);
}

/* Adds claims, written so, to the database. */
static inline void answers_add(Answers *answers, const Said *said, size_t count, const Writing *writing)
{
    TextBuilder out;
    text_init(&out, 0);
    for (size_t copy = 0; copy < writing->copies; copy++)
        for (size_t i = 0; i < count; i++) {
            size_t at = (writing->backwards ? count - 1 - i : i) + writing->turn;
            write_said(&out, &said[at % count], writing, at % count, copy);
        }
    assert_ok(text_check(&out, &answers->error), &answers->error);
    answers_import_text(answers, text_slice(&out));
    text_done(&out);
}

static inline TfAsk ask_pair(const char *a, const char *b, TfDate as_of)
{
    TfAsk ask = {.as_of = as_of};
    TfParty first;
    TfParty second;
    assert_true(tf_party_from_code(tf_slice(a), &first));
    assert_true(tf_party_from_code(tf_slice(b), &second));
    ask.pair = tf_pair(first, second);
    return ask;
}

#endif
