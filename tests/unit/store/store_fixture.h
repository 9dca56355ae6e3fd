/* What the tests of the store share: a database in a clean folder, articles made from a number, questions put
 * short. Every test file includes it once. */
#ifndef TESTS_UNIT_STORE_STORE_FIXTURE_H
#define TESTS_UNIT_STORE_STORE_FIXTURE_H

#define _GNU_SOURCE /* setenv, fork */
#include "tests/support/support.h"

#include "tracker/store/store_internal.h"

#include <stdlib.h>

static inline const char *scratch_path(const char *name)
{
    static char path[512];
    (void)snprintf(path, sizeof path, "%s/%s", scratch_folder(), name);
    return path;
}

static inline Store *open_store(const char *path)
{
    Store *store = NULL;
    TfError error;
    assert_ok(store_open(path, true, &store, &error), &error);
    return store;
}

/* The clock of the store: decides imported_at and decided_at. */
static inline void set_day(const char *day)
{
    TfDate date;
    char seconds[32];
    assert_true(tf_date_read(tf_slice(day), &date));
    (void)snprintf(seconds, sizeof seconds, "%lld", (long long)tf_date_to_days(date) * 86400 + 86399);
    (void)setenv("SOURCE_DATE_EPOCH", seconds, 1);
}

static inline TfDate day_of(const char *text)
{
    TfDate date = {0, 0, 0};
    assert_true(text[0] == '\0' || tf_date_read(tf_slice(text), &date));
    return date;
}

/* A yearly turnover of a pair, in billions of dollars, without a place. */
static inline TfClaim make_claim(const char *reporter, const char *partner, int year, int billions)
{
    TfClaim claim = tf_claim_default();
    assert_true(tf_party_from_code(tf_slice(reporter), &claim.reporter));
    assert_true(tf_party_from_code(tf_slice(partner), &claim.partner));
    claim.has_value = true;
    claim.value = (TfDecimal){billions, 9};
    memcpy(claim.currency, "USD", 4);
    claim.currency_basis = TF_BASIS_EXPLICIT;
    claim.period = (TfPeriod){tf_date_first_of_month(year, 1), tf_date_last_of_month(year, 12),
                              TF_PERIOD_YEAR, TF_BASIS_EXPLICIT};
    claim.confidence = 0.9;
    return claim;
}

static inline TfArticle make_article(const char *id, const char *text, const char *day)
{
    return (TfArticle){.id = tf_slice(id),
                       .text = tf_slice(text),
                       .outlet = tf_slice("The Daily Ledger"),
                       .url = {NULL, 0},
                       .lang = tf_slice("en"),
                       .date = day_of(day),
                       .date_basis = day[0] != '\0' ? TF_DATE_PAGE : TF_DATE_UNKNOWN,
                       .encoding = "UTF-8"};
}

/* Puts the claim at the first place of `amount` in the article. */
static inline TfClaim at_amount(TfClaim claim, const TfArticle *article, const char *amount)
{
    size_t start = tf_slice_find(article->text, 0, amount);
    assert_true(start != TF_NOWHERE);
    claim.has_span = true;
    claim.span = (TfSpan){start, start + strlen(amount)};
    claim.value_text = tf_article_span(article, claim.span);
    return claim;
}

static inline StoreAdded add(Store *store, const TfArticle *article, TfClaim *claims, size_t count,
                             int extractor)
{
    StoreAdded added = {0};
    TfError error;
    TfClaimList list = {claims, count, count};
    assert_ok(store_add_article(store, article, &list, extractor, &added, &error), &error);
    return added;
}

static inline TfClaimRows ask_claims(Store *store, TfClaimFilter filter, TfArena *arena)
{
    TfClaimRows claims = {NULL, 0};
    TfError error;
    assert_ok(store_claims(store, &filter, arena, &claims, &error), &error);
    return claims;
}

static inline void decide(Store *store, int64_t claim_id, StoreDecision decision)
{
    TfError error;
    assert_ok(store_decide(store, claim_id, decision, NULL, tf_slice("ana"), tf_slice(""), &error), &error);
}

static inline TfClaimFilter of_pair(const char *pair)
{
    TfClaimFilter filter = {.has_pair = true};
    TfError error;
    assert_ok(tf_pair_read(tf_slice(pair), &filter.pair, &error), &error);
    return filter;
}

static inline TfStoreSummary check_store(Store *store, TfArena *arena)
{
    TfStoreSummary summary = {0};
    TfError error;
    assert_ok(store_check(store, arena, &summary, &error), &error);
    assert_slice(summary.integrity_message, "ok");
    assert_true(summary.integrity_ok);
    return summary;
}

/* Every row that says what was read, in an order that does not depend on row numbers, one a line. */
static inline TfSlice dump_store(Store *store, TfArena *arena)
{
    static const char sql[] =
        "SELECT group_concat(line, char(10)) FROM (SELECT line FROM ("
        " SELECT 'A ' || ifnull(hash, page) || ' ' || doc || ' ' || ifnull(date, '-') || ' ' || "
        "ifnull(title, '-') || ' '"
        " || indexed || ' ' || ifnull((SELECT hex(tf_text(text)) || body FROM article_texts WHERE article_id "
        "= a.id), "
        "'-') AS line"
        " FROM articles a UNION ALL"
        " SELECT 'W ' || ifnull(a.hash, a.page) || ' ' || w.url FROM article_addresses w JOIN articles a"
        " ON a.id = w.article_id UNION ALL"
        " SELECT 'C ' || ifnull(a.hash, a.page) || ' ' || c.span_start || ' ' || c.claim || ' ' || "
        "r.extractor || ' '"
        " || (c.superseded_by IS NULL) FROM claims c JOIN articles a ON a.id = c.article_id JOIN readings r"
        " ON r.id = c.reading_id) ORDER BY line)";
    TfError error;
    bool found;
    StoreQuery query = store_query(store, sql);
    assert_ok(store_next(&query, &found, &error), &error);
    TfSlice dump = store_column_text(&query, 0, arena);
    store_query_end(&query);
    return dump.bytes != NULL ? dump : tf_slice("");
}

/* Article number `n`: its text, 1 + n % 3 claims with places, and an address. */
typedef struct Numbered {
    TfArticle article;
    TfClaim claims[3];
    size_t claim_count;
} Numbered;

static inline void make_numbered(int n, TfArena *arena, Numbered *made)
{
    static const char *const partners[] = {"RUS", "CHN", "UZB"};
    TfSlice text =
        tf_arena_format(arena,
                        "Report %d on trade\n\nTurnover with Russia reached %d billion dollars in 2021. With "
                        "China it was %d billion dollars. Uzbekistan took %d billion dollars.\n",
                        n, n + 1, n + 20001, n + 40001);
    *made = (Numbered){
        .article = make_article(tf_arena_format(arena, "n%d.txt", n).bytes, text.bytes, "2022-03-04")};
    made->article.url = tf_arena_format(arena, "https://ledger.example/%d", n);
    made->article.title = (TfSpan){0, tf_slice_find_byte(text, 0, '\n')};
    made->claim_count = 1 + (size_t)n % 3;
    for (size_t i = 0; i < made->claim_count; i++) {
        int billions = n + 1 + 20000 * (int)i;
        made->claims[i] = at_amount(make_claim("KAZ", partners[i], 2021, billions), &made->article,
                                    tf_arena_format(arena, "%d billion dollars", billions).bytes);
    }
}

static inline TfStatus add_numbered(Store *store, int n, StoreAdded *added, TfError *error)
{
    Numbered made;
    TfArena arena;
    tf_arena_init(&arena, 0);
    make_numbered(n, &arena, &made);
    TfClaimList list = {made.claims, made.claim_count, made.claim_count};
    TfStatus status = store_add_article(store, &made.article, &list, 1, added, error);
    tf_arena_done(&arena);
    return status;
}

#endif
