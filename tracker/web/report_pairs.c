/* The pages of the pairs and their targets, and those about all pairs. */
#include "tracker/web/overview.h"
#include "tracker/web/report_parts.h"

#include <string.h>

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
        status = name.bytes == NULL ? tf_fail_memory(error) : writer_put(writer, name, files[i].bytes, error);
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
        status = writer_put_page(
            writer, tf_arena_format(&writer->page, WEB_TARGETS "%.*s", TF_SLICE_ARG(file)), error);
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
    status = writer_put_page(writer, tf_arena_format(&writer->page, WEB_PAIRS "%s.html", name), error);
    for (size_t i = 0; i < view.drawing_count && status == TF_OK; i++)
        status = write_drawing(writer, name, &view.drawings[i], error);
    if (status == TF_OK)
        status = write_targets(writer, &view, error);
    if (status != TF_OK)
        return status;
    pair_claims_csv(&view, &writer->page, &writer->out);
    return writer_put_page(writer, tf_arena_format(&writer->page, WEB_PAIRS "%s-all-claims.csv", name),
                           error);
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
        status = writer_put_page(writer, tf_slice(overview_file(i)), error);
    }
    return status;
}

bool report_is_about(const Writer *writer, TfPair pair)
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
        if (report_is_about(writer, pairs->items[i].pair))
            kept[count++] = pairs->items[i];
    *pairs = (TfPairRows){kept, count};
    return TF_OK;
}

TfStatus report_write_pairs(Writer *writer, TfError *error)
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
