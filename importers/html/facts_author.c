/* The author: names that metadata or a byline give, without the words around them. */
#include "importers/html/facts_internal.h"

#include "importers/readers/character.h"
#include "importers/readers/date_find.h"
#include "importers/readers/page_words.h"

#include <string.h>

#define MOST_NAME_WORDS 8

/* --- cleaning a name --- */

static bool is_nobody(TfSlice name)
{
    static const char *const names[] = {"admin",  "administrator", "webmaster", "root",      "user",
                                        "author", "none",          "null",      "anonymous", "guest",
                                        "editor", "redaktion",     "unknown",   "undefined", "super user"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (tf_slice_equal_ascii_case(name, tf_slice(names[i])))
            return true;
    return false;
}

/* "By", "Von", "Written by:", more than once. */
static TfSlice strip_byline(TfSlice text)
{
    size_t length;
    for (int times = 0; times < 3; times++) {
        unsigned kinds = page_prefix_kinds(text, PAGE_BYLINE | PAGE_PUBLISHED, &length);
        if (kinds == 0)
            break;
        text = tf_slice_range(text, length, text.length);
        while (text.length > 0 && strchr(" :\t|-,.", text.bytes[0]) != NULL)
            text = tf_slice_range(text, 1, text.length);
    }
    return text;
}

/* What follows a name in its line: a day, a mark, a place. */
static TfSlice cut_tail(TfSlice text)
{
    static const char *const marks[] = {" | ",
                                        " \xE2\x80\xA2 ",
                                        " \xC2\xB7 ",
                                        " / ",
                                        " \xE2\x80\x94 ",
                                        " \xE2\x80\x93 ",
                                        " - ",
                                        "(",
                                        "@",
                                        "http",
                                        "\n",
                                        " \xE2\x80\xBA "};
    ReaderDate date;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t at = tf_slice_find(text, 0, marks[i]);
        if (at != TF_NOWHERE)
            text = tf_slice_range(text, 0, at);
    }
    if (reader_date_find(text, 0, true, &date))
        text = tf_slice_range(text, 0, date.start);
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9' && i > 0 && text.bytes[i - 1] == ' ')
            text.length = i;
    while (text.length > 0 && strchr(" ,;:.|-", text.bytes[text.length - 1]) != NULL &&
           !(text.length > 1 && text.bytes[text.length - 1] == '.' &&
             (unsigned char)text.bytes[text.length - 2] < 'a'))
        text.length--;
    size_t length;
    for (int times = 0; times < 2; times++) /* "Ann Lee on", "Ann Lee updated" */
        if (page_suffix_kinds(text, PAGE_PUBLISHED | PAGE_UPDATED, &length) != 0 && length < text.length)
            text = tf_slice_trim(tf_slice_range(text, 0, text.length - length));
    return tf_slice_trim(text);
}

static TfSlice clean_name(const FactScan *scan, TfSlice text, size_t most_words)
{
    text = fact_clean(text, scan->arena);
    if (tf_slice_find(text, 0, "://") != TF_NOWHERE || tf_slice_starts_with(text, "@") ||
        tf_slice_starts_with(text, "www."))
        return (TfSlice){NULL, 0};
    text = cut_tail(strip_byline(text));
    size_t words = fact_count_words(fact_fold(text, scan->arena));
    if (text.length < 2 || words == 0 || words > most_words || is_nobody(text))
        return (TfSlice){NULL, 0};
    return text;
}

/* --- candidates --- */

typedef struct Author {
    TfSlice name;
    double weight;
} Author;

typedef struct Choice {
    const FactScan *scan;
    const HtmlFacts *facts;
    Author best;
    const FactMark *title;
} Choice;

static void offer(Choice *choice, TfSlice text, double weight, size_t most_words)
{
    TfSlice name = clean_name(choice->scan, text, most_words);
    if (name.bytes == NULL)
        return;
    if (fact_is_site_name(choice->scan, choice->facts, name, false))
        weight -= 2.2;
    if (weight > choice->best.weight)
        choice->best = (Author){name, weight};
}

/* Several metas of one name give an author each. */
static TfSlice joined_metas(const FactScan *scan, const char *key)
{
    TfSlice joined = {NULL, 0};
    for (size_t i = 0; i < scan->meta_count; i++) {
        TfSlice value = scan->metas[i].value;
        if (!tf_slice_equal_ascii_case(scan->metas[i].key, tf_slice(key)) || tf_slice_equal(value, joined))
            continue;
        joined = joined.bytes == NULL
                     ? value
                     : tf_arena_format(scan->arena, "%.*s, %.*s", TF_SLICE_ARG(joined), TF_SLICE_ARG(value));
        if (joined.bytes == NULL || joined.length > FACT_MOST_BYTES)
            break;
    }
    return joined;
}

static void offer_metas(Choice *choice)
{
    static const struct {
        const char *key;
        double weight;
    } rows[] = {
        {"author", 3.0},
        {"article:author", 2.8},
        {"parsely-author", 3.1},
        {"sailthru.author", 3.0},
        {"dc.creator", 2.9},
        {"dcterms.creator", 2.9},
        {"citation_author", 3.2},
        {"byl", 3.0},
        {"authors", 3.0},
        {"cXenseParse:author", 3.0},
        {"article:author_name", 3.0},
        {"article.author", 3.0},
        {"shareaholic:article_author_name", 3.0},
        {"og:article:author", 2.8},
        {"dc.contributor", 2.0},
        {"twitter:data1", 0.9},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        offer(choice, joined_metas(choice->scan, rows[i].key), rows[i].weight, 30);
}

static double weight_of_mark(const Choice *choice, const FactMark *mark)
{
    double weight = (mark->signs & SIGN_AUTHOR) != 0 ? 2.2 : 1.6;
    weight -= (mark->zones & ZONE_OUT) != 0 ? 1.2 : 0;
    if (choice->title == NULL)
        return weight;
    int behind = (int)mark->order - (int)choice->title->order;
    if (behind >= -6 && behind <= 16)
        weight += 0.9 - 0.02 * behind;
    else
        weight -= behind < 0 ? 0.8 : behind > 60 ? 0.3 : 0;
    return weight;
}

/* People's names begin with capitals where there are any: at least the first word and the last. */
static bool looks_like_names(TfSlice name)
{
    size_t at = 0;
    if (name.length == 0 || u_islower(character_next(name, &at)))
        return false;
    size_t last = name.length;
    while (last > 0 && name.bytes[last - 1] != ' ')
        last--;
    return last >= name.length || !u_islower(character_next(name, &last));
}

/* The element around a byline's word holds the name, and perhaps more before it. */
static void offer_byline(Choice *choice, const FactMark *mark)
{
    TfSlice around = fact_node_text(mark->node, 300, choice->scan->arena, NULL);
    TfSlice word = tf_arena_copy(choice->scan->arena, fact_clean(mark->value, choice->scan->arena));
    size_t at = word.bytes != NULL ? tf_slice_find(around, 0, word.bytes) : TF_NOWHERE;
    TfSlice name = clean_name(choice->scan,
                              at != TF_NOWHERE ? tf_slice_range(around, at, around.length) : mark->value, 12);
    double weight = weight_of_mark(choice, mark);
    if (looks_like_names(name))
        offer(choice, name, weight, 12);
}

/* Running text: it ends in a full stop, and is no abbreviated name. */
static bool is_sentence(TfSlice text)
{
    return text.length > 24 && text.bytes[text.length - 1] == '.';
}

static void offer_marks(Choice *choice)
{
    for (size_t i = 0; i < choice->scan->authors.count; i++) {
        const FactMark *mark = &choice->scan->authors.items[i];
        bool whole = true;
        if ((mark->signs & SIGN_BYLINE) != 0) {
            offer_byline(choice, mark);
            continue;
        }
        TfSlice text = mark->value;
        if (text.bytes == NULL)
            text = fact_node_text(mark->node, 200, choice->scan->arena, &whole);
        size_t length;
        double weight = weight_of_mark(choice, mark) - 0.01 * (double)(i < 40 ? i : 40);
        if (whole && page_prefix_kinds(text, PAGE_BYLINE, &length) != 0)
            weight += 0.4;
        bool by_class = (mark->signs & SIGN_AUTHOR) == 0; /* which names boxes about authors too */
        if (whole && text.length > 0 && (!by_class || !is_sentence(text)))
            offer(choice, text, weight, MOST_NAME_WORDS);
    }
}

void fact_find_author(FactScan *scan, HtmlFacts *facts)
{
    Choice choice = {.scan = scan, .facts = facts, .best = {{NULL, 0}, 0.4}};
    for (size_t i = 0; facts->title_node != NULL && i < scan->headings.count; i++)
        if (scan->headings.items[i].node == facts->title_node)
            choice.title = &scan->headings.items[i];
    offer(&choice, scan->ld.author, scan->ld.rank >= 9 ? 3.3 : 2.2, 60);
    offer_metas(&choice);
    offer_marks(&choice);
    facts->author = choice.best.name;
    if (facts->author.bytes == NULL)
        facts->author = scan->page->options->author;
}
