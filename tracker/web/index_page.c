/* The first page: all pairs, each with what is answered about it. */
#include "tracker/web/pages.h"

#include <math.h>

static void add_chance(const PairCard *card, TfArena *arena, TextBuilder *out)
{
    bool is_known = card->has_target && isfinite(card->chance);
    html_add(out, is_known ? "<td class=\"n\" data-label=\"Chance\">" : "<td>");
    if (is_known)
        html(out,
             "{chance} <svg class=\"meter\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" "
             "aria-hidden=\"true\"><rect class=\"f-main\" width=\"{width}\" height=\"8\"/></svg>",
             {"chance", page_chance(card->chance, arena)},
             {"width", page_number(lround(100 * card->chance), arena)});
    html_add(out, "</td>");
}

static void add_card(const PairCard *card, TfArena *arena, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    html(out,
         "<tr><th scope=\"row\"><a href=\"" WEB_PAIRS
         "{pair}.html\">{name}</a></th><td>{finding}</td><td>{figure}</td>"
         "<td>{target} ",
         {"pair", tf_slice(tf_pair_short(pair, card->pair))}, {"name", tf_pair_name(card->pair, "en", arena)},
         {"finding", card->finding}, {"figure", card->figure}, {"target", card->target});
    if (card->has_target)
        page_status(out, card->status);
    html_add(out, "</td>");
    add_chance(card, arena, out);
    html(out,
         "<td class=\"n\" data-label=\"Claims\">{claims}</td><td class=\"w\" data-label=\"Last "
         "claim\">{day}</td></tr>\n",
         {"claims", page_number((int64_t)card->claims, arena)}, {"day", page_day(card->newest, arena)});
}

void index_page(const PairCard *cards, size_t count, TfDate as_of, TfArena *arena, TextBuilder *out)
{
    Page page = {tf_slice("Pairs"), WEB_AT_PAIRS, false, as_of};
    page_open(out, &page);
    html(out,
         "<h1>Trade as stated</h1>\n<p class=\"sub\">{count} {pairs} of trade partners of which figures are "
         "stated in public, most claims first.</p>\n",
         {"count", page_number((int64_t)count, arena)}, {"pairs", tf_slice(count == 1 ? "pair" : "pairs")});
    html_add(out,
             "<table class=\"stack\"><thead><tr><th scope=\"col\">Pair</th><th scope=\"col\">Finding</th><th "
             "scope=\"col\">Last figure</th><th scope=\"col\">Target</th><th scope=\"col\" "
             "class=\"n\">Chance</th><th scope=\"col\" class=\"n\">Claims</th><th scope=\"col\">Last "
             "claim</th></tr></thead>\n<tbody>\n");
    for (size_t i = 0; i < count; i++)
        add_card(&cards[i], arena, out);
    html_add(out, "</tbody></table>\n");
    page_close(out, &page);
}
