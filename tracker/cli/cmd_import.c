/* tradefig import: reads articles or claims and stores what they say. */
#define _GNU_SOURCE /* sigaction, sysconf */
#include "tracker/cli/common.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>
#include <unistd.h>

typedef struct Listing {
    const Context *context;
    JsonWriter json;
    OutputFormat format;
    TfImportReport total;
    TfPair pair; /* of the first claim, for the hint */
    bool has_pair;
    bool has_progress; /* a line on the terminal says how far the import is */
} Listing;

/* ---- how far it is: one line on a terminal, gone at the end ---- */

#define MOST_JOBS 8 /* without --jobs: more readers than that wait for the one who writes */

static void clear_progress(Listing *listing)
{
    if (listing->has_progress)
        (void)fputs("\r\033[K", stderr);
    listing->has_progress = false;
}

/* "2 min 5 s" */
static void write_seconds(double seconds, char text[32])
{
    long whole = seconds < 1e8 ? (long)seconds : 100000000;
    if (whole >= 3600)
        (void)snprintf(text, 32, "%ld h %ld min", whole / 3600, whole / 60 % 60);
    else if (whole >= 60)
        (void)snprintf(text, 32, "%ld min %ld s", whole / 60, whole % 60);
    else
        (void)snprintf(text, 32, "%ld s", whole);
}

/* "  12 of 340 MB (3%), 25 MB/s, 900 pages/s, 13 s left" */
static void on_progress(void *context, const TfImportProgress *progress)
{
    Listing *listing = context;
    double seconds = progress->seconds > 0.1 ? progress->seconds : 0.1;
    double read = (double)progress->bytes_read / 1e6;
    double total = (double)progress->bytes_total / 1e6;
    char left[32];
    clear_progress(listing);
    listing->has_progress = true;
    (void)fprintf(stderr, "%.0f", read);
    if (total > 0)
        (void)fprintf(stderr, " of %.0f MB (%.0f%%)", total, 100 * (read < total ? read / total : 1));
    else
        (void)fputs(" MB", stderr);
    (void)fprintf(stderr, ", %.1f MB/s, %.0f pages/s", read / seconds, (double)progress->documents / seconds);
    if (total > read && read > 0) {
        write_seconds((total - read) * seconds / read, left);
        (void)fprintf(stderr, ", %s left", left);
    }
    (void)fflush(stderr);
}

/* "English" for "en". */
static void language_name(TfSlice code, char name[64])
{
    char locale[16];
    UChar wide[64];
    UErrorCode status = U_ZERO_ERROR;
    (void)snprintf(locale, sizeof locale, "%.*s", TF_SLICE_ARG(code));
    (void)uloc_getDisplayLanguage(locale, "en", wide, 64, &status);
    (void)u_strToUTF8(name, 64, NULL, wide, -1, &status);
    if (U_FAILURE(status))
        (void)snprintf(name, 64, "%s", locale);
}

static void print_count(TextBuilder *out, size_t count, const char *one, const char *many)
{
    if (count > 0)
        text_addf(out, ", %zu %s", count, count == 1 ? one : many);
}

/* "Báo Quốc Tế, 27 Nov 2024 (claims only)" for a page of a claims file. */
static void print_claims_head(const TfClaim *claim, TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    text_add_shown(out, claim->outlet.length > 0 ? claim->outlet : claim->doc);
    text_addf(out, ", %s (claims only)\n", tf_date_write_short(day, claim->pub_date));
}

/* "other.db  a tradefig database: 12 new articles, 30 new claims, 2 stored before" */
static void print_merged(const TfMerged *merged, TextBuilder *out)
{
    text_addf(out, "a tradefig database: %zu new article%s, %zu new claim%s", merged->articles,
              merged->articles == 1 ? "" : "s", merged->claims, merged->claims == 1 ? "" : "s");
    print_count(out, merged->decisions, "new decision", "new decisions");
    print_count(out, merged->duplicates, "article stored before", "articles stored before");
    text_add(out, "\n");
}

/* "seed.txt  Báo Quốc Tế, 27 Nov 2024 (English, via Vietnam.vn)" */
static void print_head(const TfImported *page, TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    char language[64] = "";
    const TfArticle *article = page->article;
    text_addf(out, "%s  ", page->file);
    if (page->merged != NULL) {
        print_merged(page->merged, out);
        return;
    }
    if (article == NULL) {
        print_claims_head(&page->claims[0], out);
        return;
    }
    if (article->lang.length > 0)
        language_name(article->lang, language);
    text_add_shown(out, article->outlet.length > 0 ? article->outlet : tf_slice("unknown outlet"));
    text_addf(out, ", %s", tf_date_write_short(day, article->date));
    bool via = article->publisher.length > 0 && !tf_slice_equal(article->publisher, article->outlet);
    text_add(out, language[0] != '\0' || via ? " (" : "");
    text_add_shown(out, tf_slice(language));
    text_add(out, language[0] != '\0' && via ? ", via " : via ? "via " : "");
    text_add_shown(out, via ? article->publisher : tf_slice(""));
    text_add(out, language[0] != '\0' || via ? ")" : "");
    text_add(out, page->was_new       ? "\n"
                  : page->was_redated ? "  stored before, its date corrected\n"
                                      : "  stored before, unchanged\n");
    if (article->lang.length > 0 && !tf_reads_language(article->lang))
        text_addf(out, "  no claims: %s is not read yet\n", language);
    if (article->bad_bytes > 0)
        text_addf(out, "  warning: %zu bytes are no %s and read as \uFFFD\n", article->bad_bytes,
                  article->encoding);
}

static void print_claims(const TfImported *page, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"", "", "", "", ""};
    Table table;
    table_init(&table, arena, headings, 5, "lllrl");
    for (size_t i = 0; i < page->claim_count; i++) {
        const TfClaim *claim = &page->claims[i];
        char pair[TF_PAIR_CHARS];
        table_add(&table, tf_slice(""));
        table_add(&table, tf_arena_copy(arena, tf_slice(tf_pair_short(pair, tf_claim_pair(claim)))));
        table_add(&table, tf_claim_when_text(claim, arena));
        table_add(&table, tf_claim_value_text(claim, arena));
        const char *sort = tf_claim_sort_text(claim);
        TfSlice about = tf_claim_about_text(claim, arena);
        bool plain = strcmp(sort, "exact") == 0 || claim->kind == TF_CLAIM_GROWTH ||
                     strcmp(sort, tf_claim_status_name(claim->status)) == 0;
        table_add(&table, plain ? about : tf_arena_format(arena, "%.*s, %s", TF_SLICE_ARG(about), sort));
    }
    TextBuilder text;
    text_init(&text, 0);
    table_print(&table, FORMAT_TEXT, &text);
    TfSlice rows = text_slice(&text);
    (void)tf_slice_split(&rows, '\n'); /* the empty headings */
    text_add_slice(out, rows);
    text_done(&text);
}

static void print_json(Listing *listing, const TfImported *page)
{
    JsonWriter *json = &listing->json;
    jsonw_open_object(json, NULL);
    jsonw_text(json, "file", page->file);
    jsonw_bool(json, "new", page->was_new);
    jsonw_bool(json, "redated", page->was_redated);
    jsonw_text(json, "error", page->failure != NULL ? page->failure->message : NULL);
    if (page->merged != NULL) {
        jsonw_integer(json, "articles", (int64_t)page->merged->articles);
        jsonw_integer(json, "duplicates", (int64_t)page->merged->duplicates);
        jsonw_integer(json, "decisions", (int64_t)page->merged->decisions);
    }
    if (page->article != NULL) {
        jsonw_string_or_null(json, "outlet", page->article->outlet);
        jsonw_date(json, "date", page->article->date);
        jsonw_string_or_null(json, "lang", page->article->lang);
        jsonw_string_or_null(json, "url", page->article->url);
        jsonw_string(json, "title", tf_article_span(page->article, page->article->title));
    }
    jsonw_integer(json, "claims", (int64_t)(page->merged != NULL ? page->merged->claims : page->claim_count));
    jsonw_close_object(json);
}

/* Told of each page as it is stored. A page of a large import is a line; the claims of few pages are shown.
 */
static void on_page(void *context, const TfImported *page)
{
    Listing *listing = context;
    if (page->claim_count > 0 && !listing->has_pair) {
        listing->pair = tf_claim_pair(&page->claims[0]);
        listing->has_pair = true;
    }
    clear_progress(listing);
    if (page->failure != NULL)
        print_failure(page->failure);
    if (listing->format == FORMAT_JSON) {
        print_json(listing, page);
        flush_some(listing->context->out);
        return;
    }
    if (page->failure != NULL || listing->context->options->quiet)
        return;
    TfArena arena;
    tf_arena_init(&arena, (size_t)1 << 26);
    print_head(page, listing->context->out);
    if (page->was_new) /* of a page stored before, the stored claims stand, not this reading */
        print_claims(page, &arena, listing->context->out);
    tf_arena_done(&arena);
    flush_some(listing->context->out);
}

static void print_total(const Listing *listing)
{
    const TfImportReport *total = &listing->total;
    const Options *options = listing->context->options;
    TextBuilder *out = listing->context->out;
    char pair[TF_PAIR_CHARS];
    text_addf(out, "%zu article%s, %zu claim%s, %zu duplicate%s, %zu failed", total->pages,
              total->pages == 1 ? "" : "s", total->claims, total->claims == 1 ? "" : "s", total->duplicates,
              total->duplicates == 1 ? "" : "s", total->failures);
    print_count(out, total->unread, "page left unread", "pages left unread");
    print_count(out, total->claimless, "page read without claims", "pages read without claims");
    print_count(out, total->others, "record without a page", "records without a page");
    print_count(out, total->links, "new link kept", "new links kept");
    if (total->links > 0 && options->feed == NULL && !options->dry_run)
        text_add(out, " (import --feed fetches their pages)");
    print_count(out, total->left, "link left for the next time", "links left for the next time");
    print_count(out, total->decisions, "new decision", "new decisions");
    print_count(out, total->mended, "earlier failure mended", "earlier failures mended");
    print_count(out, total->resumed, "input taken up where it was interrupted",
                "inputs taken up where they were interrupted");
    text_add(out, options->dry_run ? "; nothing was stored." : ".");
    if (listing->has_pair && !options->dry_run && total->pages + total->duplicates > 0)
        text_addf(out, "   Next: tradefig progress %s", tf_pair_short(pair, listing->pair));
    text_add(out, "\n");
}

static int code_of_import(const Listing *listing, TfStatus status)
{
    if (status != TF_OK)
        return exit_code_of(status);
    if (listing->total.failures == 0)
        return EXIT_DONE;
    size_t good = listing->total.pages + listing->total.duplicates + listing->total.unread +
                  listing->total.claimless + listing->total.links;
    return good > 0 ? EXIT_PARTLY : EXIT_FAILED;
}

static unsigned import_jobs(const Options *options)
{
    long cores = options->jobs != NULL ? strtol(options->jobs, NULL, 10) : sysconf(_SC_NPROCESSORS_ONLN);
    if (options->jobs == NULL && cores > MOST_JOBS)
        cores = MOST_JOBS;
    return cores > 0 ? (unsigned)cores : 1;
}

static TfStatus import_all(const Context *context, Tradefig *tradefig, Listing *listing)
{
    const Options *given = context->options;
    /* An address alone is the page itself; with a file it is the file's. */
    const char *paths[] = {given->url};
    bool is_page = given->url != NULL && context->argument_count == 0 && given->feed == NULL;
    bool is_watched = isatty(STDERR_FILENO) && !given->quiet;
    TfImportOptions options = {.read = read_options(given),
                               .format = input_format(given),
                               .dry_run = given->dry_run,
                               .keep_all = given->keep_all,
                               .feed = given->feed,
                               .jobs = import_jobs(given),
                               .watch = is_watched ? on_progress : NULL,
                               .watch_context = listing};
    if (is_page)
        options.read.url = tf_slice("");
    TfStatus status = given->retry_failed ? tf_import_failed(tradefig, &options, on_page, listing,
                                                             &listing->total, context->error)
                                          : tf_import_all(tradefig, is_page ? paths : context->arguments,
                                                          is_page ? 1 : context->argument_count, &options,
                                                          on_page, listing, &listing->total, context->error);
    clear_progress(listing);
    return status;
}

static void on_interrupt(int signal_number)
{
    (void)signal_number;
    tf_interrupt();
}

/* Stop between two articles, and go on when whoever reads the listing goes away: what is imported must not
 * depend on it. */
static void handle_signals(void)
{
    struct sigaction stop = {.sa_handler = on_interrupt}; /* no SA_RESTART: a read that waits is to end */
    (void)sigaction(SIGINT, &stop, NULL);
    (void)sigaction(SIGTERM, &stop, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

static TfStatus check_usage(const Context *context)
{
    const Options *given = context->options;
    if (given->feed != NULL && given->retry_failed)
        return tf_fail(context->error, TF_BAD_USAGE, "--feed and --retry-failed are two imports");
    if (given->feed != NULL && given->url != NULL)
        return tf_fail(context->error, TF_BAD_USAGE, "--url is the address of one page, --feed brings many");
    if (given->feed != NULL && given->dry_run)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "--feed takes what the database has not seen yet, so it cannot be a dry run");
    if (context->argument_count == 0 && !given->retry_failed && given->feed == NULL && given->url == NULL)
        return tf_fail(context->error, TF_BAD_USAGE,
                       "import needs FILE|DIR|URL|-...; see tradefig help import");
    return TF_OK;
}

int cmd_import(const Context *context)
{
    Listing listing = {.context = context, .format = output_format(context->options)};
    Tradefig *tradefig = NULL;
    TfStatus usage = check_usage(context);
    if (usage != TF_OK)
        return exit_code_of(usage);
    bool needs_none = context->options->dry_run && !context->options->retry_failed;
    TfStatus status = needs_none ? TF_OK : open_database(context, true, &tradefig);
    if (status != TF_OK)
        return exit_code_of(status);
    handle_signals();
    jsonw_start(&listing.json, context->out);
    if (listing.format == FORMAT_JSON)
        jsonw_open_array(&listing.json, NULL);
    status = import_all(context, tradefig, &listing);
    if (listing.format == FORMAT_JSON) {
        jsonw_close_array(&listing.json);
        text_add(context->out, "\n");
    } else if (listing.format == FORMAT_TEXT) {
        print_total(&listing);
    }
    tf_close(tradefig);
    return code_of_import(&listing, status);
}
