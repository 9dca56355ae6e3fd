/* libtradefig: from articles to claims, from claims to a projection and to how a target stands.
 *
 *     Tradefig *tradefig;
 *     TfError error;
 *     if (tf_open("trade.db", true, &tradefig, &error) != TF_OK) ...
 *     tf_import(tradefig, "article.txt", &options, sink, context, &report, &error);
 *     tf_progress(tradefig, &(TfAsk){.pair = pair}, &arena, &answers, &error);
 *     tf_close(tradefig);
 *
 * Amounts are exact decimals in whole units of a currency; projected totals are US dollars as doubles; growth
 * is a fraction a year (0.05 is 5%) unless a name ends in _pct. Text is UTF-8. Results live in the arena the
 * caller passes and end with it. Every function that can fail returns a TfStatus and fills the TfError, which
 * may be NULL. A Tradefig belongs to one thread; the functions that take none may run in any. */
#ifndef TRACKER_TRADEFIG_H
#define TRACKER_TRADEFIG_H

#ifdef __cplusplus
extern "C" {
#endif

#include "tracker/base/arena.h"
#include "tracker/base/date.h"
#include "tracker/base/slice.h"
#include "tracker/base/status.h"
#include "tracker/model/article.h"
#include "tracker/model/claim.h"
#include "tracker/model/conflict.h"
#include "tracker/model/import.h"
#include "tracker/model/official.h"
#include "tracker/model/ordinary.h"
#include "tracker/model/party.h"
#include "tracker/model/projection.h"
#include "tracker/model/query.h"
#include "tracker/model/rate.h"
#include "tracker/model/series.h"
#include "tracker/model/spread.h"
#include "tracker/model/target.h"
#include "tracker/model/wording.h"

/* The version of the library, "0.1.0". */
TF_EXPORT const char *tf_version(void);

/* ---- reading an article, without a database ---- */

/* What the caller knows better than the page; empty slices and an unset date mean "find it yourself". */
typedef struct TfReadOptions {
    TfSlice url;
    TfSlice lang;
    TfSlice outlet;
    TfDate date;
    bool claims_only; /* leave an article of JSON Lines unread (is_skimmed) when its text cannot hold a claim
                       */
} TfReadOptions;

/* Reads a plain-text article as saved from the web, in any usual encoding.
 * id      names it in messages and claims; not empty
 * Errors  TF_BAD_INPUT empty, binary or no text; TF_LIMIT over 64 MB; TF_NO_MEMORY */
TF_EXPORT TF_CHECKED TfStatus tf_read_text(TfSlice bytes, TfSlice id, const TfReadOptions *options,
                                           TfArena *arena, TfArticle *article, TfError *error);
/* Reads one line {"id","text","date","lang","title","url"} of JSON Lines.
 * Errors  TF_BAD_INPUT naming the line and the field */
TF_EXPORT TF_CHECKED TfStatus tf_read_jsonl(TfSlice line, size_t line_number, const TfReadOptions *options,
                                            TfArena *arena, TfArticle *article, TfError *error);
typedef enum TfPageKind {
    TF_PAGE_AUTO = 0, /* by content */
    TF_PAGE_TEXT,
    TF_PAGE_HTML, /* a web page, or a piece of one */
} TfPageKind;
/* Reads one page: a text, a web page or a JSON line.
 * id      names it in messages and claims; not empty
 * Errors  TF_BAD_INPUT nothing in it that reads as an article; TF_LIMIT; TF_NO_MEMORY */
TF_EXPORT TF_CHECKED TfStatus tf_read_page(TfSlice bytes, TfSlice id, TfPageKind kind,
                                           const TfReadOptions *options, TfArena *arena, TfArticle *article,
                                           TfError *error);
/* Finds the trade claims of an article, in the order of their places. No claims is TF_OK with a count of 0.
 * An article of more than 64 KB is read in pieces. */
TF_EXPORT TF_CHECKED TfStatus tf_extract(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                         TfError *error);

/* Takes some of an article's claims, valid during the call; false stops with TF_NO_MEMORY. */
typedef bool TfClaimSink(void *context, const TfClaimList *claims);
/* The same, for articles of any length in little memory: the claims of each piece go to the sink and are
 * forgotten. */
TF_EXPORT TF_CHECKED TfStatus tf_extract_each(const TfArticle *article, TfArena *arena, TfClaimSink *sink,
                                              void *context, TfError *error);

/* The same, with the amounts of money that were seen and left, and why. */
TF_EXPORT TF_CHECKED TfStatus tf_explain(const TfArticle *article, TfArena *arena, TfClaimList *claims,
                                         TfLeftAmounts *left, TfError *error);

/* Whether there are lexicons for a language (ISO 639-1): articles in others give no claims. */
TF_EXPORT bool tf_reads_language(TfSlice lang);

/* A money amount or percentage, whatever it is about. */
typedef struct TfAmount {
    TfDecimal value;
    bool has_value_max;
    TfDecimal value_max; /* ranges */
    char unit[8];        /* ISO 4217, or "percent" */
    TfRelation relation;
    TfSpan span;
} TfAmount;
/* Finds every amount with a currency and every percentage of an article's text. */
TF_EXPORT TF_CHECKED TfStatus tf_amounts(const TfArticle *article, TfArena *arena, const TfAmount **amounts,
                                         size_t *count, TfError *error);

/* ---- the database ---- */

typedef struct Tradefig Tradefig;

/* Opens the database at `path`; a writable one is made when it is not there.
 * Errors  TF_NOT_FOUND, TF_STORE, TF_IO: messages name the file and what to do */
TF_EXPORT TF_CHECKED TfStatus tf_open(const char *path, bool writable, Tradefig **tradefig, TfError *error);
/* NULL is allowed. */
TF_EXPORT void tf_close(Tradefig *tradefig);

typedef enum TfInputFormat {
    TF_INPUT_AUTO = 0, /* by content */
    TF_INPUT_TEXT,     /* one article a file */
    TF_INPUT_JSONL,    /* one article a line */
    TF_INPUT_CLAIMS,   /* one claim a line, schema tradefig-claim/1 */
    TF_INPUT_HTML,     /* one web page a file */
} TfInputFormat;

typedef struct TfImportOptions {
    TfReadOptions read;
    TfInputFormat format;
    bool dry_run;         /* read and extract, store nothing */
    bool keep_all;        /* of archives the pages without claims too */
    const char *feed;     /* NULL, or a feed or sitemap, by address or path: see tf_import_all */
    unsigned jobs;        /* processes that read pages; 0: they are read in this one. See below */
    TfImportWatch *watch; /* NULL, or told a few times a second how far the import is */
    void *watch_context;
} TfImportOptions;

/* The format of an input by its first bytes: TEXT, JSONL or CLAIMS. */
TF_EXPORT TfInputFormat tf_input_format(TfSlice head);

/* Imports files of any kind, folders (with everything in them), pages by their address (http, https;
 * robots.txt is heeded), other tradefig databases (merged, with their decisions) and standard input ("-").
 * Pages are stored whole, many in a transaction; a page that fails (one without a publication date, say) is
 * told, remembered and left out, the rest goes on. An import that ended before its time, however, goes on
 * where it was when it is called again; the result is the same as in one go.
 *
 * With jobs, pages are read in processes forked from this one: one over which a reader crashes, or that needs
 * more than 10 s or 1 GB, costs only itself. The result is the same with any number. Call it while no other
 * thread holds a lock that reading needs.
 *
 * tradefig  may be NULL in a dry run
 * sink      may be NULL
 * report    out, also when the import stopped half-way
 * Errors    TF_STORE; TF_INTERRUPTED after tf_interrupt: what was stored stays; TF_NO_MEMORY. A path that
 *           cannot be read is a failure told to the sink
 */
TF_EXPORT TF_CHECKED TfStatus tf_import(Tradefig *tradefig, const char *path, const TfImportOptions *options,
                                        TfImportSink *sink, void *context, TfImportReport *report,
                                        TfError *error);
/* The same of several paths, one after the other. `feed` of the options comes before them: of a feed or
 * sitemap, what the database has not seen yet is stored, and the pages of its links are fetched, one at a
 * time; pages that are gone or not allowed become failures and are not asked for again. Not in a dry run
 * (TF_BAD_USAGE). */
TF_EXPORT TF_CHECKED TfStatus tf_import_all(Tradefig *tradefig, const char *const *paths, size_t count,
                                            const TfImportOptions *options, TfImportSink *sink, void *context,
                                            TfImportReport *report, TfError *error);
/* Takes up again the pages that failed in earlier imports. */
TF_EXPORT TF_CHECKED TfStatus tf_import_failed(Tradefig *tradefig, const TfImportOptions *options,
                                               TfImportSink *sink, void *context, TfImportReport *report,
                                               TfError *error);
/* Makes the running import, or the next one, stop after the page it is at; safe in a signal handler. */
TF_EXPORT void tf_interrupt(void);

TF_EXPORT TF_CHECKED TfStatus tf_articles(Tradefig *tradefig, TfArena *arena, TfArticleRows *rows,
                                          TfError *error);
/* Addresses kept from feeds and sitemaps, whether their pages were fetched or not. */
TF_EXPORT TF_CHECKED TfStatus tf_links(Tradefig *tradefig, TfArena *arena, TfLinkRows *rows, TfError *error);
TF_EXPORT TF_CHECKED TfStatus tf_pairs(Tradefig *tradefig, TfArena *arena, TfPairRows *rows, TfError *error);
TF_EXPORT TF_CHECKED TfStatus tf_claims(Tradefig *tradefig, const TfClaimFilter *filter, TfArena *arena,
                                        TfClaimRows *rows, TfError *error);
typedef enum TfDecision { TF_DECIDE_ACCEPT = 0, TF_DECIDE_REJECT, TF_DECIDE_UNDO } TfDecision;
/* Records what a person thinks of a claim; rejected claims take no part in any answer. Nothing is
 * overwritten: undo takes the newest decision back and is itself kept.
 *
 * by, why  who and for what reason; may be empty
 * Errors   TF_NOT_FOUND no such claim, or nothing to undo */
TF_EXPORT TF_CHECKED TfStatus tf_decide(Tradefig *tradefig, int64_t claim_id, TfDecision decision, TfSlice by,
                                        TfSlice why, TfError *error);
TF_EXPORT TF_CHECKED TfStatus tf_search(Tradefig *tradefig, TfSlice words, size_t most, TfArena *arena,
                                        TfSearchRows *rows, TfError *error);
/* Counts, and the database's own checks of its integrity. */
TF_EXPORT TF_CHECKED TfStatus tf_check(Tradefig *tradefig, TfArena *arena, TfStoreSummary *summary,
                                       TfError *error);

/* ---- exchange rates ---- */

typedef struct TfRateFile {
    TfSlice name;
    TfSlice kind; /* "euro reference rates of the ECB", ... */
    size_t rates;
    size_t empty_cells; /* days without a rate of some currency */
    TfSlice fault;      /* why nothing of it was taken; bytes NULL: it was read */
} TfRateFile;

typedef struct TfRateImport {
    const TfRateFile *files;
    size_t file_count;
    size_t rates;      /* in US dollars, of all files */
    size_t added;      /* of them new, or another value than before */
    size_t unresolved; /* given in a currency that nobody knows in dollars for those days: not kept */
    TfSlice remark;    /* which, and what to do; bytes NULL when there are none */
} TfRateImport;

/* Takes files of exchange rates ("-": standard input), known by their content: eurofxref-hist.csv of the
 * European Central Bank, XML_dynamic and XML_daily of the Bank of Russia, a CSV with the columns date,
 * currency, usd. A file that cannot be read is told in the report and the others are taken; all rates are
 * stored or none.
 *
 * Errors  TF_BAD_INPUT two files contradict one another; TF_STORE; TF_NO_MEMORY */
TF_EXPORT TF_CHECKED TfStatus tf_fx_import(Tradefig *tradefig, const char *const *paths, size_t count,
                                           TfArena *arena, TfRateImport *report, TfError *error);
/* The rates that are there, imported and built in. currency  NULL or "": all */
TF_EXPORT TF_CHECKED TfStatus tf_fx_list(Tradefig *tradefig, const char *currency, TfArena *arena,
                                         TfRateSpans *spans, TfError *error);
/* The mean rate of a run of whole months, from what was known on `as_of` (unset: from all).
 * Errors  TF_NOT_FOUND there is none, with the reason; TF_BAD_USAGE no whole months */
TF_EXPORT TF_CHECKED TfStatus tf_fx_rate(Tradefig *tradefig, const char *currency, TfPeriod period,
                                         TfDate as_of, TfArena *arena, TfMeanRate *rate, TfError *error);

/* Claims that take no part in any answer for want of a rate. */
TF_EXPORT TF_CHECKED TfStatus tf_fx_missing(Tradefig *tradefig, TfArena *arena, TfMissingRates *rates,
                                            TfError *error);

/* ---- answers ---- */

/* The observations of a pair.
 * Errors  TF_NOT_FOUND no claims for the pair, naming the closest pair there is */
TF_EXPORT TF_CHECKED TfStatus tf_series(Tradefig *tradefig, const TfAsk *ask, TfArena *arena,
                                        TfSeries *series, TfError *error);

/* Who says what about the same months: the periods in which statements contradict each other, one looks like
 * a slip, or the projection outvotes one; with `all` also those in which two or more agree.
 *
 * Errors  TF_NOT_FOUND as of tf_series */
TF_EXPORT TF_CHECKED TfStatus tf_conflicts(Tradefig *tradefig, const TfAsk *ask, bool all, TfArena *arena,
                                           TfConflicts *conflicts, TfError *error);

/* What to project; zeroed: yearly turnover. */
typedef struct TfProjectOptions {
    TfMeasure measure; /* seen from pair.a; a balance is exports less imports and may be below 0 */
    int last_year;     /* 0: a year past the last claim, target or as-of day */
    double reach_usd;  /* above 0: the chances of reaching it; not of a balance */
    bool months;       /* the months still to come of the running year too */
} TfProjectOptions;

typedef struct TfPairProjection {
    TfSeries series;
    TfProjection projection; /* yearly totals */
    TfMeasure measure;
    double reach_usd;
    const TfReach *reach; /* one a projected year, when asked for */
    size_t reach_count;
    const TfProjectedMonth *months;
    size_t month_count;
} TfPairProjection;
/* Projects yearly turnover up to the year `last_year` (0: a year past the last claim, target or as-of day).
 * Method  claim projection, tracker/projection/README.md
 * Errors  TF_NOT_FOUND no claims; TF_BAD_INPUT no figure to project from; TF_NUMERIC */
TF_EXPORT TF_CHECKED TfStatus tf_project(Tradefig *tradefig, const TfAsk *ask, int last_year, TfArena *arena,
                                         TfPairProjection *projection, TfError *error);
/* The same of any flow, and more about it.
 * Errors  TF_BAD_USAGE too: a year that is over or too far, a balance that is to reach a value */
TF_EXPORT TF_CHECKED TfStatus tf_project_flow(Tradefig *tradefig, const TfAsk *ask,
                                              const TfProjectOptions *options, TfArena *arena,
                                              TfPairProjection *projection, TfError *error);

typedef struct TfProgressRows {
    const TfProgress *items; /* by deadline, open ones last */
    size_t count;
    TfSeries series; /* the observations the targets were judged by */
} TfProgressRows;
/* How every target of the pair stands. No target is TF_OK with a count of 0. */
TF_EXPORT TF_CHECKED TfStatus tf_progress(Tradefig *tradefig, const TfAsk *ask, TfArena *arena,
                                          TfProgressRows *rows, TfError *error);

typedef struct TfHistoryRows {
    const TfTargetHistory *items; /* in the order of TfProgressRows */
    size_t count;
    TfSeries series;
} TfHistoryRows;
/* How every target of the pair stood from article to article, each judged as on the day it came out; of a day
 * by article id. The last step ends where tf_progress stands. Of more than 400 articles the first are taken
 * together. */
TF_EXPORT TF_CHECKED TfStatus tf_progress_history(Tradefig *tradefig, const TfAsk *ask, TfArena *arena,
                                                  TfHistoryRows *rows, TfError *error);

typedef enum TfChartTheme { TF_THEME_LIGHT = 0, TF_THEME_DARK } TfChartTheme;
typedef enum TfChartKind {
    TF_CHART_TRAJECTORY = 0,
    TF_CHART_ODDS,
    TF_CHART_TARGETS,
    TF_CHART_BALANCE,
    TF_CHART_PACE,
    TF_CHART_CLAIMS,
    TF_CHART_PAIRS /* of ask->pairs */
} TfChartKind;
/* Draws a chart of a pair into a .svg, .png, .pdf or .six file, or writes its numbers into a .json or .csv
 * file. Errors  TF_NOT_FOUND nothing to draw; TF_TOOL gnuplot is missing or failed; TF_IO; TF_BAD_USAGE
 * another file ending */
TF_EXPORT TF_CHECKED TfStatus tf_chart(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind,
                                       TfChartTheme theme, const char *path, TfError *error);
/* The same as sixel graphics for a terminal that shows them, in the arena, `width` pixels wide (400 to 2400).
 * Errors  as tf_chart */
TF_EXPORT TF_CHECKED TfStatus tf_chart_sixel(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind,
                                             TfChartTheme theme, size_t width, TfArena *arena,
                                             TfSlice *picture, TfError *error);
/* What a terminal can show: 40 to 200 columns are used; without UTF-8 all is plain ASCII. */
typedef struct TfTerminal {
    size_t width;
    size_t pixels; /* the width of sixel graphics */
    bool has_utf8;
    bool has_colour;
} TfTerminal;
/* The same chart as lines of text, in the arena; needs no gnuplot. Errors  TF_NOT_FOUND nothing to draw */
TF_EXPORT TF_CHECKED TfStatus tf_chart_text(Tradefig *tradefig, const TfAsk *ask, TfChartKind kind,
                                            const TfTerminal *terminal, TfArena *arena, TfSlice *text,
                                            TfError *error);
/* "trajectory", "odds", "targets", "balance", "pace", "claims", "pairs"; false for others. */
TF_EXPORT bool tf_chart_kind_read(TfSlice name, TfChartKind *kind);

/* ---- official figures ---- */

typedef struct TfOfficialImport {
    size_t figures;
    size_t added;     /* new ones; a correction is one */
    TfParty reporter; /* of the first row */
    TfParty partner;
} TfOfficialImport;
/* Takes a table of official figures in whole ("-": standard input): CSV whose first row names the columns
 * period, reporter, partner, measure, value, currency, and valuation and source where there are any. Errors
 * TF_BAD_INPUT naming line and column, then nothing is stored; TF_IO; TF_STORE */
TF_EXPORT TF_CHECKED TfStatus tf_official_import(Tradefig *tradefig, const char *path, TfArena *arena,
                                                 TfOfficialImport *report, TfError *error);
/* The figures between two parties, by either of them, as they were stored on `as_of` (unset: now). */
TF_EXPORT TF_CHECKED TfStatus tf_official(Tradefig *tradefig, TfPair pair, TfDate as_of, TfArena *arena,
                                          TfOfficials *figures, TfError *error);

/* ---- pages ---- */

/* A stored article with its text; without one when its claims came alone.
 * Errors  TF_NOT_FOUND */
TF_EXPORT TF_CHECKED TfStatus tf_article(Tradefig *tradefig, int64_t article_id, TfArena *arena,
                                         TfArticle *article, TfError *error);

/* A chart, drawn and in numbers. */
typedef struct TfDrawing {
    TfChartKind kind;
    TfSlice title; /* the finding */
    TfSlice
        svg; /* in light colours, with the classes of plots/README.md; ids are the pair's and kind's own */
    TfSlice json;
    TfSlice csv;
} TfDrawing;

/* All that a page about a pair shows, worked out once. */
typedef struct TfView {
    TfClaimRows claims;
    TfSeries series;
    TfProjection projection;        /* yearly turnover; no years when none could be made */
    TfConflicts conflicts;          /* as of tf_conflicts without `all` */
    const TfTargetHistory *targets; /* in the order of tf_progress, each with how it stands */
    size_t target_count;
    const TfDrawing *drawings; /* by kind, those there is something to draw for */
    size_t drawing_count;
} TfView;

/* articles  what stands before "ID.html#cCLAIM" in the links of points; empty: they lead to the pages' own
 *           addresses
 * Errors    as of tf_progress and tf_chart, but for charts without anything to draw, which are left out */
TF_EXPORT TF_CHECKED TfStatus tf_view(Tradefig *tradefig, const TfAsk *ask, TfSlice articles, TfArena *arena,
                                      TfView *view, TfError *error);
/* A digest, in hexadecimal digits, of all that tf_view makes a view of: while it stays, the same library
 * gives the same view. In the arena. */
TF_EXPORT TF_CHECKED TfStatus tf_view_key(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, TfSlice *key,
                                          TfError *error);
TF_EXPORT const char *tf_chart_kind_name(TfChartKind kind);

/* ---- ordinary series ---- */

/* Reads a table of dates and values (CSV, semicolons, tabs); see tracker/projection/series_table.h.
 * frequency  0: found from the dates; else 1, 4 or 12 a year
 * Errors     TF_BAD_INPUT naming line and column */
TF_EXPORT TF_CHECKED TfStatus tf_read_series(TfSlice text, int frequency, TfArena *arena, TfOrdinary *series,
                                             TfError *error);
/* Projects an ordinary series; no database, no claims.
 * horizon  periods ahead, at most 30 years; 0: 5 years, 8 quarters or 12 months
 * Method   median of exponential smoothing and two thetas, tracker/projection/README.md
 * Errors   TF_BAD_INPUT, TF_NUMERIC */
TF_EXPORT TF_CHECKED TfStatus tf_project_series(const TfOrdinary *series, size_t horizon, TfArena *arena,
                                                TfOrdinaryProjection *projection, TfError *error);
/* Spreads the totals of a complete yearly or quarterly series over quarters or months that add up to them.
 *
 * indicator  NULL, or a series of the shorter periods that covers the totals' (Denton: above 0);
 *            where it goes on before and after them, so does the answer
 * Method     Denton (1971), Dagum & Cholette (2006), Chow & Lin (1971), Fernandez (1981); limits and
 *            figures in tracker/projection/README.md
 * Errors     TF_BAD_USAGE, TF_BAD_INPUT, TF_LIMIT, TF_NUMERIC */
TF_EXPORT TF_CHECKED TfStatus tf_spread_series(const TfOrdinary *totals, const TfOrdinary *indicator,
                                               const TfSpreadOptions *options, TfArena *arena,
                                               TfSpread *spread, TfError *error);

/* Answers one line of the claim projection protocol; see `tradefig project --protocol jsonl` and
 * tracker/projection/README.md. `*protocol`, NULL at first, is made by the first call and ended by
 * tf_protocol_end. */
typedef struct TfProtocol TfProtocol;
TF_EXPORT TF_CHECKED TfStatus tf_protocol_answer(TfProtocol **protocol, TfSlice line, TfSlice *answer,
                                                 TfError *error);
/* The same for the protocol of ordinary series, `tradefig project --protocol series-jsonl`. */
TF_EXPORT TF_CHECKED TfStatus tf_series_protocol_answer(TfProtocol **protocol, TfSlice line, TfSlice *answer,
                                                        TfError *error);
TF_EXPORT void tf_protocol_end(TfProtocol *protocol);

#ifdef __cplusplus
}
#endif

#endif
