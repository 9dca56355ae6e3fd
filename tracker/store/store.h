/* The store: articles, claims, decisions, rates and runs in one SQLite file. The only folder that speaks SQL.
 *
 * Rows are never overwritten: a newer reading supersedes an older one and a decision is a new row, so any
 * past day can be asked for. One transaction an article: it is in with all its claims or not at all. A Store
 * belongs to one thread; several processes may read while one writes. */
#ifndef TRACKER_STORE_STORE_H
#define TRACKER_STORE_STORE_H

#include "tracker/model/article.h"
#include "tracker/model/query.h"

typedef struct Store Store;

/* Opens the database.
 *
 * path       a file; ":memory:" for tests
 * writable   true creates the file and its missing folder, and brings an older schema up to date; false never
 * writes Errors     TF_NOT_FOUND no such file (read only); TF_STORE not a tradefig database, damaged, made by
 * a newer tradefig, or busy for more than 10 s; TF_IO. Messages name the file and what to do, never bare SQL
 */
TF_CHECKED TfStatus store_open(const char *path, bool writable, Store **store, TfError *error);
/* NULL is allowed. */
void store_close(Store *store);

/* ---- writing ---- */

typedef struct StoreAdded {
    int64_t article_id;
    bool was_new;     /* false: this text was there already; a new address is added to it */
    bool was_redated; /* the known text got the day given with it */
    size_t claims_added;
} StoreAdded;

/* Adds one article with the claims read from it, or nothing at all. A known text keeps what is stored of it,
 * but for two things: a newer extractor supersedes its claims; and when it comes with another publication day
 * that somebody gave (TF_DATE_GIVEN), that day and the claims read with it replace the stored ones. A copy at
 * an address that is not the article's own is a reprint, whose day says nothing of the first. Decisions stay
 * in both cases. extractor  version of the rules that made the claims */
TF_CHECKED TfStatus store_add_article(Store *store, const TfArticle *article, const TfClaimList *claims,
                                      int extractor, StoreAdded *added, TfError *error);

/* Adds claims that came without their article (a claims file): one page, found again by `claims[0].doc`,
 * which all of them share. A claim that page already has (same key and span) is left as it is, so importing
 * twice changes nothing. When an article of that name is stored and every amount stands at its place in its
 * text, the claims were exported from here and that article is their page. Errors  TF_BAD_INPUT no doc, or
 * claims of two pages, or a claim that could not be read again */
TF_CHECKED TfStatus store_add_page_claims(Store *store, const TfClaim *claims, size_t count,
                                          StoreAdded *added, TfError *error);

typedef enum StoreDecision { STORE_ACCEPTED, STORE_REJECTED, STORE_EDITED, STORE_UNDONE } StoreDecision;
/* Records a decision on a claim. It belongs to the statement, so it stays when a newer extractor reads that
 * again. STORE_UNDONE takes back the newest decision that still stands; STORE_ACCEPTED after an edit accepts
 * the corrected claim. It waits for the disk.
 *
 * edited   the corrected claim for STORE_EDITED, else NULL
 * by, why  may be empty
 * Errors   TF_NOT_FOUND no such claim, or nothing to take back; TF_BAD_INPUT; TF_BAD_USAGE */
TF_CHECKED TfStatus store_decide(Store *store, int64_t claim_id, StoreDecision decision,
                                 const TfClaim *edited, TfSlice by, TfSlice why, TfError *error);

/* What one unit of a currency was worth, on a day or as the average of a run of days. */
typedef struct StoreRate {
    char currency[4]; /* ISO 4217 */
    TfDate from;
    TfDate to;  /* both days included */
    double usd; /* US dollars for one unit, > 0 */
    TfSlice source;
} StoreRate;
/* Adds a table of rates, all of them or none; those that are there already count as not added. A rate that
 * differs from one of the same days and source corrects it. Errors  TF_BAD_INPUT naming the row (from 1) and
 * its fault */
TF_CHECKED TfStatus store_add_rates(Store *store, const StoreRate *rates, size_t count, size_t *added,
                                    TfError *error);

/* A figure of a statistical office: goods that went from or to the reporter. */
typedef struct StoreOfficial {
    TfParty reporter;
    TfParty partner;
    TfMeasure measure; /* TF_EXPORTS to the partner or TF_IMPORTS from it */
    TfDate from;
    TfDate to;
    double value; /* whole units of the currency */
    char currency[4];
    TfSlice valuation; /* "fob", "cif", or bytes NULL */
    TfSlice source;
} StoreOfficial;
/* The same for official figures; a revised figure is kept beside the one it revises. */
TF_CHECKED TfStatus store_add_official(Store *store, const StoreOfficial *figures, size_t count,
                                       size_t *added, TfError *error);

/* A log line of one import: what was read, when, counts, the error when there was one. */
typedef struct StoreRun {
    TfSlice source;
    size_t articles;
    size_t claims;
    size_t duplicates;
    size_t failures;
    TfSlice message; /* what stopped it, or empty */
} StoreRun;
TF_CHECKED TfStatus store_log_run(Store *store, const StoreRun *run, TfError *error);

/* ---- reading ---- */

/* Claims of pages without a date count as known from the day they were imported. What a newer extractor
 * superseded is left out for every day; its number (claim_id) still finds the same statement. */
TF_CHECKED TfStatus store_claims(Store *store, const TfClaimFilter *filter, TfArena *arena,
                                 TfClaimRows *claims, TfError *error);

TF_CHECKED TfStatus store_articles(Store *store, TfArena *arena, TfArticleRows *articles, TfError *error);

/* Every pair that has claims, with how many, most first. */
TF_CHECKED TfStatus store_pairs(Store *store, TfArena *arena, TfPairRows *pairs, TfError *error);

/* An article as it was imported, for reading it again: id, text, title and body spans, outlet, date, first
 * address. Text bytes NULL for pages that came as claims only. TF_NOT_FOUND. */
TF_CHECKED TfStatus store_article(Store *store, int64_t article_id, TfArena *arena, TfArticle *article,
                                  TfError *error);

/* Text of an article as it was imported; bytes NULL for pages that came as claims only. TF_NOT_FOUND. */
TF_CHECKED TfStatus store_article_text(Store *store, int64_t article_id, TfArena *arena, TfSlice *text,
                                       TfError *error);

/* Sentences that hold all the words (FTS5), newest article first: of the articles claims were read from;
 * others are not indexed. */
TF_CHECKED TfStatus store_search(Store *store, TfSlice words, size_t most, TfArena *arena, TfSearchRows *hits,
                                 TfError *error);

typedef struct StoreRates {
    const StoreRate *items;
    size_t count;
} StoreRates;
/* Rates of a currency ("" for all) for days up to `as_of` (unset: all), by currency, first day, last day and
 * source; corrected ones are left out. */
TF_CHECKED TfStatus store_rates(Store *store, const char *currency, TfDate as_of, TfArena *arena,
                                StoreRates *rates, TfError *error);

typedef struct StoreOfficials {
    const StoreOfficial *items;
    size_t count;
} StoreOfficials;
/* Official figures between two parties, by either of them, as they stood on `as_of` (unset: now): by
 * reporter, measure, first day, last day and source; revised ones are left out. */
TF_CHECKED TfStatus store_official(Store *store, TfPair pair, TfDate as_of, TfArena *arena,
                                   StoreOfficials *figures, TfError *error);

/* Counts and the database's own checks (pages, foreign keys, the index of words, readable claims): for doctor
 * and the tests of failure. */
TF_CHECKED TfStatus store_check(Store *store, TfArena *arena, TfStoreSummary *summary, TfError *error);

#endif
