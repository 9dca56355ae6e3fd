/* How fast the store takes articles and answers: bench_store FILE.db [ARTICLES [BATCH [PAGES]]]. Three
 * claims an article, 4 kB of text, BATCH articles a transaction; then pages of ten claims without a text, as
 * many as articles unless PAGES says so, and a merge into FILE.db.merged, twice. Figures on standard output,
 * tab separated. */
#define _GNU_SOURCE /* clock_gettime */
#include "tracker/store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#define CLAIMS 3

static double seconds(clockid_t clock)
{
    struct timespec now;
    (void)clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

static const char *const codes[] = {"KAZ", "RUS", "CHN", "UZB", "VNM", "DEU", "FRA", "TUR", "IND", "BRA",
                                    "USA", "JPN", "KOR", "IDN", "ITA", "ESP", "POL", "EGY", "KEN", "MEX"};
#define CODES (sizeof codes / sizeof codes[0])

/* About 4 kB: a line for each claim and filler of words that differ from article to article. */
static TfArticle make_article(size_t n, TfArena *arena, TfClaim claims[CLAIMS])
{
    char *text = tf_arena_alloc(arena, 8192);
    size_t length = 0;
    unsigned random = (unsigned)n * 2654435761U + 1;
    for (size_t i = 0; i < CLAIMS; i++) {
        char amount[32];
        int billions = (int)(n % 900) + 1;
        length += (size_t)sprintf(text + length, "In %d trade between the two sides came to ", 2000 + (int)i);
        size_t start = length;
        (void)snprintf(amount, sizeof amount, "%d billion dollars", billions);
        length += (size_t)sprintf(text + length, "%s.", amount);
        TfClaim claim = tf_claim_default();
        (void)tf_party_from_code(tf_slice(codes[n % CODES]), &claim.reporter);
        (void)tf_party_from_code(tf_slice(codes[(n + 1 + i) % CODES]), &claim.partner);
        claim.has_value = true;
        claim.value = (TfDecimal){billions, 9};
        memcpy(claim.currency, "USD", 4);
        claim.period =
            (TfPeriod){tf_date_first_of_month(2000 + (int)i, 1), tf_date_last_of_month(2000 + (int)i, 12),
                       TF_PERIOD_YEAR, TF_BASIS_EXPLICIT};
        claim.has_span = true;
        claim.span = (TfSpan){start, start + strlen(amount)};
        claim.value_text = tf_slice_of(text + start, strlen(amount));
        claim.confidence = 0.9;
        claims[i] = claim;
        while (length < (i + 1) * 1350) {
            random = random * 1664525 + 1013904223;
            length += (size_t)sprintf(text + length, (random >> 28) == 0 ? ". The w%u" : " w%u",
                                      random >> 12 & 16383);
        }
        length += (size_t)sprintf(text + length, ".\n");
    }
    TfSlice id = tf_arena_format(arena, "article-%zu", n);
    return (TfArticle){.id = id,
                       .text = tf_slice_of(text, length),
                       .outlet = tf_slice("Bench"),
                       .url = tf_arena_format(arena, "https://bench.example/%zu", n),
                       .lang = tf_slice("en"),
                       .date = tf_date_from_days(15000 + (int32_t)(n % 4000)),
                       .date_basis = TF_DATE_PAGE,
                       .encoding = "UTF-8"};
}

static void fail(const TfError *error)
{
    (void)fprintf(stderr, "bench_store: %s: %s\n", error->source, error->message);
    exit(1);
}

/* Adds all articles and says how long it took, the making of them left out. */
static void import(Store *store, size_t count, size_t batch, const char *what)
{
    TfArena arena;
    TfError error;
    double wall = 0;
    double processor = 0;
    tf_arena_init(&arena, 0);
    for (size_t n = 0; n < count; n++) {
        TfClaim claims[CLAIMS];
        TfArticle article = make_article(n, &arena, claims);
        TfClaimList list = {claims, CLAIMS, CLAIMS};
        double wall_before = seconds(CLOCK_MONOTONIC);
        double processor_before = seconds(CLOCK_PROCESS_CPUTIME_ID);
        if (batch > 1 && n % batch == 0 && store_begin_batch(store, &error) != TF_OK)
            fail(&error);
        if (store_add_article(store, &article, &list, 1, NULL, &error) != TF_OK)
            fail(&error);
        if (batch > 1 && (n % batch == batch - 1 || n == count - 1) &&
            store_end_batch(store, &error) != TF_OK)
            fail(&error);
        wall += seconds(CLOCK_MONOTONIC) - wall_before;
        processor += seconds(CLOCK_PROCESS_CPUTIME_ID) - processor_before;
        tf_arena_done(&arena);
    }
    double rate = (double)count / wall;
    (void)printf("%s\t%.0f articles/s\t%.0f claims/s\t%.0f articles per processor second\n", what, rate,
                 rate * CLAIMS, (double)count / processor);
}

#define PAGE_CLAIMS 10

static void make_page(size_t n, TfArena *arena, TfClaim claims[PAGE_CLAIMS])
{
    TfSlice doc = tf_arena_format(arena, "page-%zu", n);
    for (size_t i = 0; i < PAGE_CLAIMS; i++) {
        TfClaim claim = tf_claim_default();
        int year = 2000 + (int)i;
        (void)tf_party_from_code(tf_slice(codes[n % CODES]), &claim.reporter);
        (void)tf_party_from_code(tf_slice(codes[(n + 1 + i) % CODES]), &claim.partner);
        claim.has_value = true;
        claim.value = (TfDecimal){(int64_t)(n % 9000) + 1, 8};
        memcpy(claim.currency, "USD", 4);
        claim.period = (TfPeriod){tf_date_first_of_month(year, 1), tf_date_last_of_month(year, 12),
                                  TF_PERIOD_YEAR, TF_BASIS_EXPLICIT};
        claim.confidence = 0.9;
        claim.doc = doc;
        claim.outlet = tf_slice("Bench");
        claim.pub_date = tf_date_from_days(15000 + (int32_t)(n % 4000));
        claims[i] = claim;
    }
}

/* Pages of a claims file, a thousand a transaction. */
static void import_pages(Store *store, size_t count, const char *what)
{
    TfArena arena;
    TfError error;
    double wall = 0;
    double processor = 0;
    tf_arena_init(&arena, 0);
    for (size_t n = 0; n < count; n++) {
        TfClaim claims[PAGE_CLAIMS];
        make_page(n, &arena, claims);
        double wall_before = seconds(CLOCK_MONOTONIC);
        double processor_before = seconds(CLOCK_PROCESS_CPUTIME_ID);
        if (n % 1000 == 0 && store_begin_batch(store, &error) != TF_OK)
            fail(&error);
        if (store_add_page_claims(store, claims, PAGE_CLAIMS, NULL, &error) != TF_OK)
            fail(&error);
        if ((n % 1000 == 999 || n == count - 1) && store_end_batch(store, &error) != TF_OK)
            fail(&error);
        wall += seconds(CLOCK_MONOTONIC) - wall_before;
        processor += seconds(CLOCK_PROCESS_CPUTIME_ID) - processor_before;
        tf_arena_reset(&arena);
    }
    tf_arena_done(&arena);
    double claims = (double)(count * PAGE_CLAIMS);
    (void)printf("%s\t%.0f claims/s\t%.0f claims per processor second\n", what, claims / wall,
                 claims / processor);
}

static void merge(const char *path, const char *what)
{
    char name[4096];
    Store *store = NULL;
    TfError error;
    StoreMerged merged;
    (void)snprintf(name, sizeof name, "%s.merged", path);
    double processor_start = seconds(CLOCK_PROCESS_CPUTIME_ID);
    double start = seconds(CLOCK_MONOTONIC);
    if (store_open(name, true, &store, &error) != TF_OK || store_merge(store, path, &merged, &error) != TF_OK)
        fail(&error);
    double wall = seconds(CLOCK_MONOTONIC) - start;
    double processor = seconds(CLOCK_PROCESS_CPUTIME_ID) - processor_start;
    store_close(store);
    (void)printf("%s\t%zu claims\t%.2f s\t%.2f processor seconds\t%.0f claims/s\n", what, merged.claims, wall,
                 processor, (double)merged.claims / wall);
}

static void ask(Store *store)
{
    TfArena arena;
    TfError error;
    TfClaimRows claims;
    TfPairRows pairs;
    TfSearchRows hits;
    TfClaimFilter pair = {.has_pair = true};
    TfClaimFilter all = {0};
    tf_arena_init(&arena, (size_t)4 << 30);
    if (tf_pair_read(tf_slice("KZ-RU"), &pair.pair, &error) != TF_OK)
        fail(&error);
    double start = seconds(CLOCK_MONOTONIC);
    if (store_claims(store, &pair, &arena, &claims, &error) != TF_OK)
        fail(&error);
    double one = seconds(CLOCK_MONOTONIC);
    (void)printf("claims of a pair\t%zu rows\t%.1f ms\n", claims.count, (one - start) * 1e3);
    if (store_claims(store, &all, &arena, &claims, &error) != TF_OK)
        fail(&error);
    double two = seconds(CLOCK_MONOTONIC);
    (void)printf("all claims\t%zu rows\t%.1f ms\t%.0f rows/s\n", claims.count, (two - one) * 1e3,
                 (double)claims.count / (two - one));
    if (store_pairs(store, &arena, &pairs, &error) != TF_OK)
        fail(&error);
    double three = seconds(CLOCK_MONOTONIC);
    (void)printf("pairs\t%zu rows\t%.1f ms\n", pairs.count, (three - two) * 1e3);
    if (store_search(store, tf_slice("w77 w78"), 50, &arena, &hits, &error) != TF_OK)
        fail(&error);
    double four = seconds(CLOCK_MONOTONIC);
    (void)printf("search, two rare words\t%zu hits\t%.1f ms\n", hits.count, (four - three) * 1e3);
    if (store_search(store, tf_slice("trade billion"), 50, &arena, &hits, &error) != TF_OK)
        fail(&error);
    (void)printf("search, two words of every article\t%zu hits\t%.1f ms\n", hits.count,
                 (seconds(CLOCK_MONOTONIC) - four) * 1e3);
    tf_arena_done(&arena);
}

int main(int count, char **arguments)
{
    Store *store = NULL;
    TfError error;
    struct stat about;
    size_t articles = count > 2 ? (size_t)strtoul(arguments[2], NULL, 10) : 5000;
    size_t batch = count > 3 ? (size_t)strtoul(arguments[3], NULL, 10) : 1;
    size_t pages = count > 4 ? (size_t)strtoul(arguments[4], NULL, 10) : articles;
    if (count < 2 || count > 5 || batch == 0) {
        (void)fprintf(stderr, "usage: bench_store FILE.db [ARTICLES [BATCH [PAGES]]]\n");
        return 2;
    }
    if (store_open(arguments[1], true, &store, &error) != TF_OK)
        fail(&error);
    if (articles > 0) {
        import(store, articles, batch, "new articles");
        import(store, articles, batch, "the same again");
        ask(store);
    }
    store_close(store);
    if (articles > 0 && stat(arguments[1], &about) == 0)
        (void)printf("file\t%.0f bytes/article\n", (double)about.st_size / (double)articles);
    if (store_open(arguments[1], true, &store, &error) != TF_OK)
        fail(&error);
    import_pages(store, pages, "pages of ten claims");
    import_pages(store, pages, "the same again");
    store_close(store);
    merge(arguments[1], "merge");
    merge(arguments[1], "the same again");
    return 0;
}
