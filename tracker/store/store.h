/* The store: articles, claims, decisions, rates and runs in one SQLite file. The only folder that speaks SQL.
 *
 * Rows are never overwritten: a newer reading supersedes an older one and a decision is a new row, so any
 * past day can be asked for. An article is in with all its claims or not at all; each is a transaction, or
 * many are one in a batch. A Store belongs to one thread; several processes may read while one writes. */
#ifndef TRACKER_STORE_STORE_H
#define TRACKER_STORE_STORE_H

#include "tracker/model/article.h"
#include "tracker/model/official.h"
#include "tracker/model/query.h"
#include "tracker/model/rate.h"

typedef struct Store Store;

/* Opens the database.
 *
 * path       a file; ":memory:" for tests
 * writable   true creates the file and its missing folder, and brings an older schema up to date; false
 *            never writes
 * Errors     TF_NOT_FOUND no such file (read only); TF_STORE not a tradefig database, damaged, made by a
 *            newer tradefig, or busy for more than 10 s; TF_IO. Messages name the file and what to do,
 *            never bare SQL */
TF_CHECKED TfStatus store_open(const char *path, bool writable, Store **store, TfError *error);
/* NULL is allowed. */
void store_close(Store *store);

/* ---- writing ---- */

/* Several articles (and whatever else is written) in one transaction, which waits for the disk once at its
 * end. A step that fails is undone alone and the batch goes on, unless the database itself gave up: then
 * every later step fails with that error, store_end_batch reports it too, and nothing of the batch is stored.
 * Errors  TF_BAD_USAGE a batch is under way */
TF_CHECKED TfStatus store_begin_batch(Store *store, TfError *error);
TF_CHECKED TfStatus store_end_batch(Store *store, TfError *error);
/* Takes everything of the batch back; nothing when none is under way. */
void store_drop_batch(Store *store);

typedef struct StoreAdded {
    int64_t article_id;
    bool was_new;     /* false: this text was there already; a new address is added to it */
    bool was_redated; /* the known text got the day given with it */
    size_t claims_added;
    int64_t copy_of; /* the stored article whose text it carries with small changes; 0: none, or no claims */
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
 * text, the claims were exported from here and that article is their page.
 *
 * Errors  TF_BAD_INPUT no doc, or claims of two pages, or a claim that could not be read again */
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

typedef TfRate StoreRate;
/* Adds a table of rates, all of them or none; those that are there already count as not added. A rate that
 * differs from one of the same days and source corrects it.
 *
 * Errors  TF_BAD_INPUT naming the row (from 1) and its fault */
TF_CHECKED TfStatus store_add_rates(Store *store, const StoreRate *rates, size_t count, size_t *added,
                                    TfError *error);

typedef TfOfficial StoreOfficial;
/* The same for official figures; a revised figure is kept beside the one it revises. */
TF_CHECKED TfStatus store_add_official(Store *store, const StoreOfficial *figures, size_t count,
                                       size_t *added, TfError *error);

/* What one import did. */
typedef struct StoreRun {
    TfSlice source;
    size_t articles;
    size_t claims;
    size_t duplicates;
    size_t failures;
    TfSlice message; /* what stopped it, or empty */
} StoreRun;
/* The row of an import is made when it starts and completed when it ends: one that was killed has no end.
 * Once the end is written, everything before it is on the disk. counts->source is not looked at.
 * Errors  TF_NOT_FOUND no such run, or it has an end */
TF_CHECKED TfStatus store_start_run(Store *store, TfSlice source, int64_t *run, TfError *error);
TF_CHECKED TfStatus store_end_run(Store *store, int64_t run, const StoreRun *counts, TfError *error);
/* Both at once. */
TF_CHECKED TfStatus store_log_run(Store *store, const StoreRun *run, TfError *error);

/* A page that could not be taken in. */
typedef struct StoreFailure {
    int64_t id;     /* given by the store */
    int64_t run;    /* the import in which it failed last */
    TfSlice path;   /* the input, */
    TfSlice doc;    /* the page in it, */
    size_t number;  /* its number there, from 1, */
    uint64_t place; /* and the bytes of the input in front of it */
    TfSlice url;    /* bytes NULL when unknown */
    TfSlice reason;
} StoreFailure;
typedef struct StoreFailures {
    const StoreFailure *items;
    size_t count;
} StoreFailures;
/* The same path, doc and number that fails again stays one failure, with the newer run, reason and place. */
TF_CHECKED TfStatus store_add_failure(Store *store, const StoreFailure *failure, TfError *error);
/* Those still open, by path, place, number and id. */
TF_CHECKED TfStatus store_failures(Store *store, TfArena *arena, StoreFailures *failures, TfError *error);
/* The page was taken in after all, by that run. Errors  TF_NOT_FOUND no such open failure */
TF_CHECKED TfStatus store_mend_failure(Store *store, int64_t failure, int64_t run, TfError *error);

/* How far the import of an input got, for going on there after it was interrupted. Written inside a batch it
 * holds exactly when the articles of the batch do.
 *
 * input  which input, in which state, read with which options: whatever makes going on wrong when it changes
 * place  bytes of the input in front of what is still to do; 0 when nothing is known */
TF_CHECKED TfStatus store_set_checkpoint(Store *store, TfSlice input, uint64_t place, TfError *error);
TF_CHECKED TfStatus store_checkpoint(Store *store, TfSlice input, uint64_t *place, TfError *error);
TF_CHECKED TfStatus store_drop_checkpoint(Store *store, TfSlice input, TfError *error);

/* An address that a feed or sitemap told of. */
typedef TfLinkRow StoreLink;
typedef TfLinkRows StoreLinks;
/* An address is kept once, whichever sources tell of it; a title and a day that were not told before are
 * added. was_new  out, may be NULL: no source told of it before */
TF_CHECKED TfStatus store_add_link(Store *store, const StoreLink *link, bool *was_new, TfError *error);
/* In the order they were found. source  empty: of all, each with the first by name that told of it */
TF_CHECKED TfStatus store_links(Store *store, TfSlice source, bool only_open, TfArena *arena,
                                StoreLinks *links, TfError *error);
/* Whether a link's page is still to be had: its article is not there, and fetching or reading it did not fail
 * for good (an open failure whose path is the address and number not 0). False for an address that no source
 * told of. */
TF_CHECKED TfStatus store_link_is_open(Store *store, TfSlice url, bool *is_open, TfError *error);
/* The link's article is there; an address that no source told of is let pass. */
TF_CHECKED TfStatus store_link_fetched(Store *store, TfSlice url, int64_t article, TfError *error);

/* What HTTP said of an address when it was fetched last; bytes NULL for what it did not say. */
typedef struct StoreVisit {
    TfSlice url;
    TfSlice etag;
    TfSlice last_modified;
} StoreVisit;
/* Never fetched is TF_OK with nothing but the address. */
TF_CHECKED TfStatus store_visit(Store *store, TfSlice url, TfArena *arena, StoreVisit *visit, TfError *error);
TF_CHECKED TfStatus store_set_visit(Store *store, const StoreVisit *visit, TfError *error);

/* What a merge brought. */
typedef struct StoreMerged {
    size_t articles;   /* new here */
    size_t claims;     /* new here */
    size_t duplicates; /* articles that both have */
    size_t decisions;  /* new here */
} StoreMerged;
/* Takes in another tradefig database, all of it or nothing: articles by their text, addresses, claims,
 * decisions, rates, official figures and links. A second merge changes nothing. What both know keeps what is
 * stored here, unless the other's claims are a newer extractor's. The other file is only read.
 * Errors  as store_open, for the other file too; TF_BAD_USAGE into itself, or in a batch */
TF_CHECKED TfStatus store_merge(Store *store, const char *path, StoreMerged *merged, TfError *error);

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

/* The article that stands for all that carry its text: itself, or the one it is a copy of. TF_NOT_FOUND. */
TF_CHECKED TfStatus store_family(Store *store, int64_t article_id, int64_t *family, TfError *error);

/* Text of an article as it was imported; bytes NULL for pages that came as claims only. TF_NOT_FOUND. */
TF_CHECKED TfStatus store_article_text(Store *store, int64_t article_id, TfArena *arena, TfSlice *text,
                                       TfError *error);

/* Sentences that hold all the words (FTS5), newest article first: of the articles claims were read from;
 * others are not indexed. */
TF_CHECKED TfStatus store_search(Store *store, TfSlice words, size_t most, TfArena *arena, TfSearchRows *hits,
                                 TfError *error);

typedef TfRates StoreRates;
/* Rates of a currency ("" for all) for days up to `as_of` (unset: all), by currency, first day, last day and
 * source; corrected ones are left out. */
TF_CHECKED TfStatus store_rates(Store *store, const char *currency, TfDate as_of, TfArena *arena,
                                StoreRates *rates, TfError *error);

/* What there is of each currency from each source, by currency and source. */
TF_CHECKED TfStatus store_rate_spans(Store *store, TfArena *arena, TfRateSpans *spans, TfError *error);

typedef TfOfficials StoreOfficials;
/* Official figures between two parties, by either of them, as they stood on `as_of` (unset: now): by
 * reporter, measure, first day, last day and source; revised ones are left out. */
TF_CHECKED TfStatus store_official(Store *store, TfPair pair, TfDate as_of, TfArena *arena,
                                   StoreOfficials *figures, TfError *error);

/* Counts and the database's own checks (pages, foreign keys, the index of words, readable claims): for doctor
 * and the tests of failure. */
TF_CHECKED TfStatus store_check(Store *store, TfArena *arena, TfStoreSummary *summary, TfError *error);

#endif
