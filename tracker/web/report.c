/* Which pages there are, from what, under which names. */
#include "tracker/web/report.h"

#include "tracker/base/file.h"
#include "tracker/web/overview.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define MOST_FILE ((size_t)256 << 20)

typedef struct Writer {
    Tradefig *tradefig;
    const WebOptions *options;
    TextBuilder out;
    TfArena kept; /* what the whole report needs */
    TfArena page; /* what one page needs */
    WebReport *report;
} Writer;

/* ---- files ---- */

/* Whether the file at `path` holds exactly these bytes. */
static bool is_same(const char *path, TfSlice bytes)
{
    struct stat about;
    TfArena arena;
    TfSlice old;
    if (stat(path, &about) != 0 || !S_ISREG(about.st_mode) || (size_t)about.st_size != bytes.length)
        return false;
    tf_arena_init(&arena, MOST_FILE + 1);
    bool same = file_read(path, MOST_FILE, &arena, &old, NULL) == TF_OK && tf_slice_equal(old, bytes);
    tf_arena_done(&arena);
    return same;
}

static TfStatus write_bytes(Writer *writer, TfSlice name, TfSlice bytes, TfError *error)
{
    TfSlice path = tf_arena_format(&writer->page, "%s/%.*s", writer->options->folder, TF_SLICE_ARG(name));
    if (path.bytes == NULL)
        return tf_fail_memory(error);
    writer->report->files++;
    if (is_same(path.bytes, bytes))
        return TF_OK;
    writer->report->written++;
    return file_write_whole(path.bytes, bytes, error);
}

/* What was gathered, under that name. */
static TfStatus write_page(Writer *writer, TfSlice name, TfError *error)
{
    TfStatus status = name.bytes == NULL ? tf_fail_memory(error) : text_check(&writer->out, error);
    if (status == TF_OK)
        status = write_bytes(writer, name, text_slice(&writer->out), error);
    text_clear(&writer->out);
    return status;
}

/* ---- pairs ---- */

static TfStatus write_drawing(Writer *writer, const char *pair, const TfDrawing *drawing, TfError *error)
{
    const struct {
        const char *ending;
        TfSlice bytes;
    } files[] = {{"svg", drawing->svg}, {"json", drawing->json}, {"csv", drawing->csv}};
    TfStatus status = TF_OK;
    for (size_t i = 0; i < sizeof files / sizeof files[0] && status == TF_OK; i++) {
        TfSlice name = tf_arena_format(&writer->page, WEB_PAIRS "%s-%s.%s", pair,
                                       tf_chart_kind_name(drawing->kind), files[i].ending);
        status =
            name.bytes == NULL ? tf_fail_memory(error) : write_bytes(writer, name, files[i].bytes, error);
    }
    return status;
}

static bool keep_card(Writer *writer, PairCard *card)
{
    card->row = tf_arena_copy(&writer->kept, card->row);
    card->conflicts = tf_arena_copy(&writer->kept, card->conflicts);
    card->news = tf_arena_copy(&writer->kept, card->news);
    return card->row.bytes != NULL && card->conflicts.bytes != NULL && card->news.bytes != NULL;
}

static TfStatus write_targets(Writer *writer, const TfView *view, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; i < view->target_count && status == TF_OK; i++) {
        TfSlice file = target_file(&view->targets[i].now.target, &writer->page);
        target_page(view, &view->targets[i], &writer->page, &writer->out);
        status =
            write_page(writer, tf_arena_format(&writer->page, WEB_TARGETS "%.*s", TF_SLICE_ARG(file)), error);
    }
    return status;
}

static TfStatus write_pair(Writer *writer, TfPair pair, PairCard *card, TfError *error)
{
    char name[TF_PAIR_CHARS];
    TfView view;
    TfAsk ask = writer->options->ask;
    ask.pair = pair;
    (void)tf_pair_short(name, pair);
    tf_arena_reset(&writer->page);
    TfStatus status =
        tf_view(writer->tradefig, &ask, tf_slice("../" WEB_ARTICLES), &writer->page, &view, error);
    if (status != TF_OK)
        return status;
    *card = pair_card(&view, &writer->page);
    if (!keep_card(writer, card))
        return tf_fail_memory(error);
    pair_page(&view, &writer->page, &writer->out);
    status = write_page(writer, tf_arena_format(&writer->page, WEB_PAIRS "%s.html", name), error);
    for (size_t i = 0; i < view.drawing_count && status == TF_OK; i++)
        status = write_drawing(writer, name, &view.drawings[i], error);
    if (status == TF_OK)
        status = write_targets(writer, &view, error);
    if (status != TF_OK)
        return status;
    pair_claims_csv(&view, &writer->page, &writer->out);
    return write_page(writer, tf_arena_format(&writer->page, WEB_PAIRS "%s-all-claims.csv", name), error);
}

/* The address of the report with a slash at its end; bytes NULL when none is told. */
static TfStatus read_base(Writer *writer, TfSlice *base, TfError *error)
{
    const char *url = writer->options->base_url;
    *base = (TfSlice){NULL, 0};
    if (url == NULL)
        return TF_OK;
    TfSlice given = tf_slice(url);
    bool is_web = tf_slice_starts_with(given, "http://") || tf_slice_starts_with(given, "https://");
    if (!is_web || !html_address_is_safe(given) || strpbrk(url, "?#") != NULL)
        return tf_fail(error, TF_BAD_USAGE,
                       "--base-url '%s': needed an http or https address without ? and #, like "
                       "https://example.org/trade/",
                       url);
    bool has_slash = url[given.length - 1] == '/';
    *base = tf_arena_format(&writer->kept, "%s%s", url, has_slash ? "" : "/");
    return base->bytes == NULL ? tf_fail_memory(error) : TF_OK;
}

/* The pages about all pairs. */
static TfStatus write_overview(Writer *writer, const Overview *all, TfError *error)
{
    TfStatus status = TF_OK;
    for (size_t i = 0; overview_file(i) != NULL && status == TF_OK; i++) {
        tf_arena_reset(&writer->page);
        overview_page(i, all, &writer->page, &writer->out);
        status = write_page(writer, tf_slice(overview_file(i)), error);
    }
    return status;
}

/* Whether the report is about the pair. */
static bool is_asked(const Writer *writer, TfPair pair)
{
    const TfAsk *ask = &writer->options->ask;
    for (size_t i = 0; i < ask->pair_count; i++)
        if (tf_pair_equal(ask->pairs[i], pair))
            return true;
    return ask->pair_count == 0;
}

/* The pairs the report is about, most claims first. */
static TfStatus find_pairs(Writer *writer, TfPairRows *pairs, TfError *error)
{
    const TfAsk *ask = &writer->options->ask;
    TfStatus status = tf_pairs(writer->tradefig, &writer->kept, pairs, error);
    TfPairRow *kept = tf_arena_alloc_array(&writer->kept, status == TF_OK ? pairs->count : 0, sizeof *kept);
    size_t count = 0;
    if (status != TF_OK)
        return status;
    if (kept == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < ask->pair_count; i++) {
        size_t at = 0;
        char name[TF_PAIR_CHARS];
        while (at < pairs->count && !tf_pair_equal(pairs->items[at].pair, ask->pairs[i]))
            at++;
        if (at == pairs->count)
            return tf_fail(error, TF_NOT_FOUND,
                           "no claims about %s; `tradefig claims --pairs` lists the pairs",
                           tf_pair_short(name, ask->pairs[i]));
    }
    for (size_t i = 0; i < pairs->count; i++)
        if (is_asked(writer, pairs->items[i].pair))
            kept[count++] = pairs->items[i];
    *pairs = (TfPairRows){kept, count};
    return TF_OK;
}

static TfStatus write_pairs(Writer *writer, TfError *error)
{
    TfPairRows pairs;
    TfSlice base;
    TfStatus status = find_pairs(writer, &pairs, error);
    if (status == TF_OK)
        status = read_base(writer, &base, error);
    if (status != TF_OK)
        return status;
    PairCard *cards = tf_arena_alloc_array(&writer->kept, pairs.count, sizeof *cards);
    if (cards == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < pairs.count && status == TF_OK; i++) {
        status = write_pair(writer, pairs.items[i].pair, &cards[count], error);
        count += status == TF_OK;
        if (status == TF_NOT_FOUND) /* not known yet on that day */
            status = TF_OK;
    }
    if (status == TF_OK && count == 0)
        status = tf_fail(error, TF_NOT_FOUND, "nothing to report: no claims are stored or known on that day");
    if (status != TF_OK)
        return status;
    writer->report->pairs = count;
    return write_overview(writer, &(Overview){cards, count, writer->options->ask.as_of, base.bytes}, error);
}

/* ---- articles ---- */

static int by_article(const void *left, const void *right)
{
    const TfClaimRecord *a = *(const TfClaimRecord *const *)left;
    const TfClaimRecord *b = *(const TfClaimRecord *const *)right;
    int order = (a->article_id > b->article_id) - (a->article_id < b->article_id);
    return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static TfStatus write_article(Writer *writer, const TfArticleRow *row, const TfClaimRecord *const *claims,
                              size_t count, TfError *error)
{
    TfArticle article;
    tf_arena_reset(&writer->page);
    TfStatus status = tf_article(writer->tradefig, row->id, &writer->page, &article, error);
    if (status != TF_OK)
        return status;
    article_page(&article, row, claims, count, writer->options->ask.as_of, &writer->page, &writer->out);
    writer->report->articles++;
    return write_page(writer, tf_arena_format(&writer->page, WEB_ARTICLES "%lld.html", (long long)row->id),
                      error);
}

/* Both lists are by article. */
static TfStatus write_each_article(Writer *writer, const TfArticleRows *rows,
                                   const TfClaimRecord *const *claims, size_t count, TfError *error)
{
    TfStatus status = TF_OK;
    size_t row = 0;
    for (size_t first = 0; first < count && status == TF_OK;) {
        size_t end = first;
        while (end < count && claims[end]->article_id == claims[first]->article_id)
            end++;
        while (row < rows->count && rows->items[row].id < claims[first]->article_id)
            row++;
        if (row < rows->count && rows->items[row].id == claims[first]->article_id)
            status = write_article(writer, &rows->items[row], claims + first, end - first, error);
        first = end;
    }
    return status;
}

static TfStatus write_articles(Writer *writer, TfError *error)
{
    TfArticleRows rows;
    TfClaimRows claims;
    TfClaimFilter filter = {.as_of = writer->options->ask.as_of};
    TfStatus status = tf_articles(writer->tradefig, &writer->kept, &rows, error);
    if (status == TF_OK)
        status = tf_claims(writer->tradefig, &filter, &writer->kept, &claims, error);
    if (status != TF_OK)
        return status;
    const TfClaimRecord **sorted = tf_arena_alloc_array(&writer->kept, claims.count, sizeof *sorted);
    if (sorted == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < claims.count; i++)
        if (is_asked(writer, tf_claim_pair(&claims.items[i].claim)))
            sorted[count++] = &claims.items[i];
    qsort(sorted, count, sizeof *sorted, by_article);
    return write_each_article(writer, &rows, sorted, count, error);
}

/* ---- all ---- */

static TfStatus make_folders(Writer *writer, TfError *error)
{
    static const char *const names[] = {WEB_PAIRS, WEB_ARTICLES, WEB_TARGETS};
    TfStatus status = TF_OK;
    for (size_t i = 0; i < sizeof names / sizeof names[0] && status == TF_OK; i++) {
        TfSlice path = tf_arena_format(&writer->kept, "%s/%s", writer->options->folder, names[i]);
        status = path.bytes == NULL ? tf_fail_memory(error) : file_make_folder(path.bytes, error);
    }
    return status;
}

TfStatus web_report(Tradefig *tradefig, const WebOptions *options, WebReport *report, TfError *error)
{
    Writer writer = {.tradefig = tradefig, .options = options, .report = report};
    *report = (WebReport){.pairs = 0};
    text_init(&writer.out, MOST_FILE);
    tf_arena_init(&writer.kept, 0);
    tf_arena_init(&writer.page, 0);
    TfStatus status = make_folders(&writer, error);
    if (status == TF_OK)
        status = write_pairs(&writer, error);
    if (status == TF_OK)
        status = write_articles(&writer, error);
    text_done(&writer.out);
    tf_arena_done(&writer.kept);
    tf_arena_done(&writer.page);
    return status;
}
