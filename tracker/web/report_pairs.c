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

static bool keep_card(Writer *writer, const PairCard *from, PairCard *card)
{
    *card = *from;
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

/* The pages of what was looked up. */
static TfStatus write_view(Writer *writer, const char *name, const TfView *view, TfError *error)
{
    pair_page(view, &writer->page, &writer->out);
    TfStatus status =
        writer_put_page(writer, tf_arena_format(&writer->page, WEB_PAIRS "%s.html", name), error);
    for (size_t i = 0; i < view->drawing_count && status == TF_OK; i++)
        status = write_drawing(writer, name, &view->drawings[i], error);
    if (status == TF_OK)
        status = write_targets(writer, view, error);
    if (status != TF_OK)
        return status;
    pair_claims_csv(view, &writer->page, &writer->out);
    return writer_put_page(writer, tf_arena_format(&writer->page, WEB_PAIRS "%s-all-claims.csv", name),
                           error);
}

static TfStatus make_pair(Writer *writer, const TfAsk *ask, PairEntry *entry, TfError *error)
{
    char name[TF_PAIR_CHARS];
    TfView view;
    (void)tf_pair_short(name, ask->pair);
    TfStatus status =
        tf_view(writer->tradefig, ask, tf_slice("../" WEB_ARTICLES), &writer->page, &view, error);
    if (status != TF_OK)
        return status;
    PairCard card = pair_card(&view, &writer->page);
    if (card.row.bytes == NULL || !keep_card(writer, &card, &entry->card))
        return tf_fail_memory(error);
    writer->files = (FileList){NULL, 0, 0};
    status = write_view(writer, name, &view, error);
    entry->files = writer->files;
    return status;
}

/* What the pages of a pair are made of and by; empty when that cannot be told. */
static TfStatus find_key(Writer *writer, const TfAsk *ask, char key[DIGEST_CHARS], TfError *error)
{
    struct sha256_ctx digest;
    TfSlice of_view = {NULL, 0};
    key[0] = '\0';
    if (writer->program[0] == '\0')
        return TF_OK;
    TfStatus status = tf_view_key(writer->tradefig, ask, &writer->page, &of_view, error);
    if (status != TF_OK)
        return status;
    sha256_init(&digest);
    digest_text(&digest, tf_slice(writer->program));
    digest_text(&digest, of_view);
    digest_end(&digest, key);
    return TF_OK;
}

/* Whether the old pages are what would be made, and are all there. */
static bool is_unchanged(Writer *writer, const PairEntry *old, const char *key)
{
    if (old == NULL || key[0] == '\0' || strcmp(old->key, key) != 0)
        return false;
    for (size_t i = 0; i < old->files.count; i++)
        if (!writer_has(writer, old->files.items[i].name, old->files.items[i].size))
            return false;
    return true;
}

TfStatus report_write_pair(Writer *writer, TfPair pair, size_t at, PairEntry *entry, TfError *error)
{
    TfAsk ask = writer->options->ask;
    const PairEntry *old = manifest_pair(writer->old, pair, at);
    ask.pair = pair;
    tf_arena_reset(&writer->page);
    memset(entry, 0, sizeof *entry);
    TfStatus status = find_key(writer, &ask, entry->key, error);
    if (status != TF_OK)
        return status;
    if (!is_unchanged(writer, old, entry->key))
        return make_pair(writer, &ask, entry, error);
    *entry = *old;
    return TF_OK;
}

/* ---- all pairs ---- */

bool report_is_about(const Writer *writer, TfPair pair)
{
    const TfAsk *ask = &writer->options->ask;
    for (size_t i = 0; i < ask->pair_count; i++)
        if (tf_pair_equal(ask->pairs[i], pair))
            return true;
    return ask->pair_count == 0;
}

/* The pairs the report is about, most claims first. */
TfStatus report_find_pairs(Writer *writer, TfPairRows *pairs, TfError *error)
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

TfStatus report_write_overview(Writer *writer, Manifest *now, TfError *error)
{
    PairCard *cards = tf_arena_alloc_array(&writer->kept, now->pair_count, sizeof *cards);
    TfStatus status = TF_OK;
    if (cards == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < now->pair_count; i++)
        cards[i] = now->pairs[i].card;
    const Overview all = {cards, now->pair_count, writer->options->ask.as_of, writer->base_url};
    writer->files = (FileList){NULL, 0, 0};
    for (size_t i = 0; overview_file(i) != NULL && status == TF_OK; i++) {
        tf_arena_reset(&writer->page);
        overview_page(i, &all, &writer->page, &writer->out);
        status = writer_put_page(writer, tf_slice(overview_file(i)), error);
    }
    now->pages = writer->files;
    return status;
}
