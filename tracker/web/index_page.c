/* The lists of pairs: the same rows in several orders, each a page, since there is no script to sort them. */
#include "tracker/web/overview.h"

#include <math.h>
#include <stdlib.h>

typedef struct Row {
    const PairCard *card;
    TfSlice name;
} Row;

/* ---- orders ---- */

static int by_place(const Row *a, const Row *b)
{
    return (a->card > b->card) - (a->card < b->card);
}

static int by_name(const void *left, const void *right)
{
    const Row *a = left;
    const Row *b = right;
    int order = tf_slice_compare(a->name, b->name);
    return order != 0 ? order : by_place(a, b);
}

/* Largest first; what has no value comes last. */
static int by_value(double a, double b)
{
    if (isnan(a) || isnan(b))
        return (int)isnan(a) - (int)isnan(b);
    return (a < b) - (a > b);
}

static int by_chance(const void *left, const void *right)
{
    const Row *a = left;
    const Row *b = right;
    int order = by_value(a->card->chance, b->card->chance);
    return order != 0 ? order : by_place(a, b);
}

static int by_size(const void *left, const void *right)
{
    const Row *a = left;
    const Row *b = right;
    int order = by_value(a->card->size_usd, b->card->size_usd);
    return order != 0 ? order : by_place(a, b);
}

static int by_news(const void *left, const void *right)
{
    const Row *a = left;
    const Row *b = right;
    int order = tf_date_compare(b->card->newest, a->card->newest);
    return order != 0 ? order : by_place(a, b);
}

static const struct {
    const char *file;
    const char *name;
    const char *words;
    int (*compare)(const void *, const void *);
} orders[PAIR_ORDERS] = {
    [PAIRS_BY_CLAIMS] = {"index.html", "claims", "most claims first", NULL},
    [PAIRS_BY_NAME] = {"index-name.html", "name", "by name", by_name},
    [PAIRS_BY_CHANCE] = {"index-chance.html", "chance", "best chance of their target first", by_chance},
    [PAIRS_BY_SIZE] = {"index-size.html", "size", "largest trade first", by_size},
    [PAIRS_BY_NEWS] = {"index-news.html", "news", "newest claim first", by_news},
};

const char *index_file(PairOrder order)
{
    return orders[order].file;
}

/* ---- the page ---- */

static void add_orders(PairOrder chosen, TextBuilder *out)
{
    html_add(out, "<nav class=\"orders\" aria-label=\"Order\">Order:");
    for (size_t i = 0; i < PAIR_ORDERS; i++)
        html(out, " <a href=\"{file}\"{!current}>{name}</a>", {"file", tf_slice(orders[i].file)},
             {"current", tf_slice(i == chosen ? " aria-current=\"page\"" : "")},
             {"name", tf_slice(orders[i].name)});
    html_add(out, "</nav>\n");
}

void index_page(const Overview *all, PairOrder order, TfArena *arena, TextBuilder *out)
{
    static const char *const columns[] = {"Pair",    "Finding", "Last figure", "Target",
                                          "#Chance", "#Claims", "Last claim",  NULL};
    Page page = {.title = tf_arena_format(arena, "Pairs, %s", orders[order].words),
                 .section = WEB_AT_PAIRS,
                 .as_of = all->as_of};
    Row *rows = tf_arena_alloc_array(arena, all->count, sizeof *rows);
    if (rows == NULL) {
        out->failed = out->out_of_memory = true;
        return;
    }
    for (size_t i = 0; i < all->count; i++)
        rows[i] = (Row){&all->cards[i], tf_pair_name(all->cards[i].pair, "en", arena)};
    if (orders[order].compare != NULL)
        qsort(rows, all->count, sizeof *rows, orders[order].compare);
    page_open(out, &page);
    html(out,
         "<h1>Trade as stated</h1>\n<p class=\"sub\">{count} {pairs} of trade partners of which figures are "
         "stated in public, {words}.</p>\n",
         {"count", page_number((int64_t)all->count, arena)},
         {"pairs", tf_slice(all->count == 1 ? "pair" : "pairs")}, {"words", tf_slice(orders[order].words)});
    if (all->count > 1)
        add_orders(order, out);
    page_table_open(out, tf_slice("Pairs of trade partners"), columns);
    for (size_t i = 0; i < all->count; i++)
        text_add_slice(out, rows[i].card->row);
    page_table_close(out);
    page_close(out, &page);
}
