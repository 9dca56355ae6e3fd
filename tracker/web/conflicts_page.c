/* Contradictions: the periods of which statements differ, one is doubted, or one was outvoted, each with its
 * sentences and what the program made of them. */
#include "tracker/web/overview.h"

#include <math.h>

/* The newest periods of a pair that are shown, claims that are quoted for one statement, and how much of all
 * pairs one page holds; `tradefig conflicts` tells the rest. */
#define MOST_PERIODS 40
#define MOST_QUOTES  3
#define MOST_BYTES   ((size_t)8 << 20)

typedef struct PairPart {
    const TfView *view;
    TfArena *arena;
    TextBuilder *out;
    char pair[TF_PAIR_CHARS];
} PairPart;

static void add_quote(const PairPart *part, const TfSaid *said)
{
    const TfClaimRecord *record = page_claim(part->view, said->claim_id);
    if (record == NULL)
        return;
    html(part->out, "<p><a href=\"" WEB_ARTICLES "{article}.html#c{id}\"><bdi>{source}</bdi></a>, {day}",
         {"article", page_number(record->article_id, part->arena)},
         {"id", page_number(record->id, part->arena)}, {"source", page_source(record)},
         {"day", page_day(record->claim.pub_date, part->arena)});
    if (said->attribution.length > 0)
        html(part->out, ", after <bdi>{who}</bdi>", {"who", said->attribution});
    page_quote(part->out, record);
    html_add(part->out, "</p>");
}

static void add_quotes(const PairPart *part, const TfVoice *voice)
{
    size_t shown = voice->said_count < MOST_QUOTES ? voice->said_count : MOST_QUOTES;
    html_add(part->out, "<td data-label=\"Said\">");
    for (size_t i = 0; i < shown; i++)
        add_quote(part, &voice->said[i]);
    if (shown < voice->said_count)
        html(part->out, "<p>and {count} more of the same</p>",
             {"count", page_number((int64_t)(voice->said_count - shown), part->arena)});
    if (voice->said_count == 0)
        html_add(part->out, "<p>an official table</p>");
    html_add(part->out, "</td>");
}

/* "KZ, officials" */
static TfSlice books_text(const TfObservation *item, TfArena *arena)
{
    size_t colon = tf_slice_find_byte(item->source, 0, ':');
    if (!tf_party_is_set(item->side))
        return tf_slice("nobody tells");
    TfSlice name = tf_party_name(item->side, "en", arena);
    TfSlice kind = tf_slice_range(item->source, 0, colon == TF_NOWHERE ? item->source.length : colon);
    return tf_arena_format(arena, "%.*s, %.*s", TF_SLICE_ARG(name), TF_SLICE_ARG(kind));
}

/* What the program made of it. */
static TfSlice outcome_text(const TfVoice *voice, TfArena *arena)
{
    const TfObservation *item = &voice->observation;
    if (item->doubt.bytes != NULL)
        return tf_arena_format(arena, "doubted: %.*s", TF_SLICE_ARG(item->doubt));
    if (tf_voice_is_outvoted(voice))
        return tf_arena_format(arena, "outvoted: %.1f standard deviations from what all figures come to",
                               voice->sigmas);
    if (voice->is_weighed)
        return tf_arena_format(arena, "takes part, %.1f standard deviations from what all figures come to",
                               voice->sigmas);
    return tf_slice("does not enter the projection");
}

static void add_voice(const PairPart *part, const TfVoice *voice)
{
    const TfObservation *item = &voice->observation;
    TfSlice how = tf_slice(item->is_derived ? " (derived)" : item->is_approximate ? " (converted)" : "");
    html(part->out,
         "<tr><th scope=\"row\" class=\"w\">{value}{how}</th><td data-label=\"Whose books\">{books}</td>",
         {"value", tf_observation_text(item, part->arena)}, {"how", how},
         {"books", books_text(item, part->arena)});
    add_quotes(part, voice);
    html(part->out, "<td data-label=\"What became of it\">{outcome}</td></tr>\n",
         {"outcome", outcome_text(voice, part->arena)});
}

static TfSlice subject_text(const TfPeriodVoices *period, TfArena *arena)
{
    char months[TF_PERIOD_CHARS];
    TfPeriod when = tf_observation_period(&period->voices[0].observation);
    return tf_arena_format(arena, "%s, %s%s", tf_period_text(months, when),
                           period->is_growth ? "growth of " : "", tf_measure_name(period->flow));
}

static void add_period(const PairPart *part, const TfPeriodVoices *period)
{
    static const char *const columns[] = {"Value", "Whose books", "Said", "What became of it", NULL};
    TfSlice subject = subject_text(period, part->arena);
    TfSlice verdict = tf_voices_verdict(period, part->view->series.pair, part->arena);
    TfSlice spread = tf_voices_spread(period, part->arena);
    html(part->out, "<h3>{subject}</h3>\n<p class=\"sub\">{verdict}{comma}{spread}</p>\n",
         {"subject", subject}, {"verdict", verdict}, {"comma", tf_slice(spread.length > 0 ? "; " : "")},
         {"spread", spread});
    page_table_open(part->out, tf_arena_format(part->arena, "Statements about %.*s", TF_SLICE_ARG(subject)),
                    columns);
    for (size_t i = 0; i < period->count; i++)
        add_voice(part, &period->voices[i]);
    page_table_close(part->out);
}

void conflicts_of_pair(const TfView *view, TfArena *arena, TextBuilder *out)
{
    PairPart part = {.view = view, .arena = arena, .out = out};
    const TfConflicts *conflicts = &view->conflicts;
    size_t shown = conflicts->count < MOST_PERIODS ? conflicts->count : MOST_PERIODS;
    if (conflicts->count == 0)
        return;
    html(
        out,
        "<section id=\"{pair}\" aria-labelledby=\"{pair}-name\">\n<h2 id=\"{pair}-name\"><a href=\"" WEB_PAIRS
        "{pair}.html\">{name}</a></h2>\n",
        {"pair", tf_slice(tf_pair_short(part.pair, view->series.pair))},
        {"name", tf_pair_name(view->series.pair, "en", arena)});
    for (size_t i = 0; i < shown; i++)
        add_period(&part, &conflicts->periods[conflicts->count - 1 - i]);
    if (shown < conflicts->count)
        html(out, "<p>The newest {shown} of {count}; all: <code>tradefig conflicts {pair}</code></p>\n",
             {"shown", page_number((int64_t)shown, arena)},
             {"count", page_number((int64_t)conflicts->count, arena)}, {"pair", tf_slice(part.pair)});
    html_add(out, "</section>\n");
}

/* ---- all pairs ---- */

/* Pairs for which the page has no room left have their link all the same. */
static void add_without_room(const PairCard *card, TfArena *arena, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    html(
        out,
        "<section id=\"{pair}\" aria-labelledby=\"{pair}-name\">\n<h2 id=\"{pair}-name\"><a href=\"" WEB_PAIRS
        "{pair}.html\">{name}</a></h2>\n<p>{count} {periods}, left out for length: <code>tradefig conflicts "
        "{pair}</code></p>\n</section>\n",
        {"pair", tf_slice(tf_pair_short(pair, card->pair))}, {"name", tf_pair_name(card->pair, "en", arena)},
        {"count", page_number((int64_t)card->conflict_count, arena)},
        {"periods", tf_slice(card->conflict_count == 1 ? "period" : "periods")});
}

void conflicts_page(const Overview *all, TfArena *arena, TextBuilder *out)
{
    Page page = {.title = tf_slice("Contradictions"), .section = WEB_AT_CONFLICTS, .as_of = all->as_of};
    size_t periods = 0;
    size_t pairs = 0;
    for (size_t i = 0; i < all->count; i++) {
        periods += all->cards[i].conflict_count;
        pairs += all->cards[i].conflict_count > 0;
    }
    page_open(out, &page);
    html(out,
         "<h1>Contradictions</h1>\n<p class=\"sub\">{periods} {words} of {pairs} {pair_words} of which "
         "statements cannot all be true, one looks like a slip, or one was outvoted by all others; newest "
         "period first. "
         "Rounded figures agree when they have a value in common: <a "
         "href=\"methods.html#contradictions\">methods</a>.</p>\n",
         {"periods", page_number((int64_t)periods, arena)},
         {"words", tf_slice(periods == 1 ? "period" : "periods")},
         {"pairs", page_number((int64_t)pairs, arena)},
         {"pair_words", tf_slice(pairs == 1 ? "pair" : "pairs")});
    size_t start = out->length;
    for (size_t i = 0; i < all->count; i++) {
        const PairCard *card = &all->cards[i];
        if (out->length - start + card->conflicts.length <= MOST_BYTES)
            text_add_slice(out, card->conflicts);
        else if (card->conflict_count > 0)
            add_without_room(card, arena, out);
    }
    page_close(out, &page);
}
