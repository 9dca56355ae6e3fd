/* The title: every wording that the page gives as one is a candidate, the places that carry it and what it
 * has in common with the others vote for it, and the wording with the most votes is taken. */
#include "importers/html/facts_internal.h"

#include <libxml/uri.h>
#include <math.h>
#include <string.h>

/* --- candidates --- */

/* What speaks for or against a wording; a vote is its share, 0 to 1, times the weight of the row. */
typedef enum Vote {
    VOTE_OG,        /* a place of the head carries it: og:title */
    VOTE_PAGE,      /* <title> */
    VOTE_META,      /* another meta, or the headline of JSON-LD */
    VOTE_GIVEN,     /* what the feed or archive called the page */
    VOTE_FIRST,     /* a heading carries it: level 1 */
    VOTE_SECOND,    /* level 2 */
    VOTE_LOWER,     /* any other */
    VOTE_OUT,       /* only in what is no part of an article */
    VOTE_ARTICLE,   /* in the article */
    VOTE_LATER,     /* headings of its level before it */
    VOTE_DEEP,      /* share of the page's text before the heading */
    VOTE_ONLY,      /* the page has no other of level 1 */
    VOTE_FOLLOWED,  /* running text before the next heading */
    VOTE_HOME,      /* the heading is a link to the site's first page */
    VOTE_SHOWN,     /* told in the head and shown as a heading */
    VOTE_LIKE_HEAD, /* words in common with the nearest of the head, both ways */
    VOTE_LIKE_HEADING,
    VOTE_PART,    /* the head tells a longer one that begins or ends so */
    VOTE_ADDRESS, /* words of the address that it has */
    VOTE_BACK,    /* its words that the address has */
    VOTE_ONE_WORD,
    VOTE_FEW_WORDS,
    VOTE_UNCUT, /* parts that were taken for the site's were left on */
    VOTES
} Vote;

typedef struct Title {
    TfSlice text;
    TfSlice folded;
    const FactMark *heading; /* the best that shows it; NULL: told in the head only */
    bool told;
    double votes[VOTES];
} Title;

#define MOST_TITLES   48
#define MOST_HEADINGS 60
/* Bytes of text that an article has before its next heading. */
#define MUCH_TEXT 1500

typedef struct Titles {
    const FactScan *scan;
    const HtmlFacts *facts;
    Title items[MOST_TITLES];
    size_t count;
    TfSlice address; /* words of the address, folded */
} Titles;

/* The wording, which may be there already; NULL when it is none. */
static Title *title_of(Titles *titles, TfSlice text)
{
    TfSlice folded = fact_fold(text, titles->scan->arena);
    if (folded.length == 0 || text.length > FACT_MOST_BYTES)
        return NULL;
    for (size_t i = 0; i < titles->count; i++)
        if (tf_slice_equal(titles->items[i].folded, folded))
            return &titles->items[i];
    if (titles->count >= MOST_TITLES)
        return NULL;
    titles->items[titles->count] = (Title){.text = text, .folded = folded};
    return &titles->items[titles->count++];
}

/* A title of the head, without the site's name and as it stands. */
static void add_told(Titles *titles, TfSlice text, Vote vote)
{
    TfSlice whole = fact_clean(text, titles->scan->arena);
    TfSlice cut = fact_without_site(titles->scan, titles->facts, whole);
    Title *title = title_of(titles, cut);
    if (title != NULL) {
        title->told = true;
        title->votes[vote] = 1;
    }
    bool is_cut = cut.length < whole.length;
    title = is_cut ? title_of(titles, whole) : NULL;
    if (title != NULL && !title->told)
        title->votes[VOTE_UNCUT] = 1;
}

static void add_head(Titles *titles)
{
    static const char *const keys[] = {"citation_title", "twitter:title", "parsely-title", "sailthru.title",
                                       "dc.title",       "dcterms.title", "headline",      "title"};
    const FactScan *scan = titles->scan;
    add_told(titles, fact_meta(scan, "og:title"), VOTE_OG);
    add_told(titles, scan->title, VOTE_PAGE);
    add_told(titles, scan->page->options->title, VOTE_GIVEN);
    if (scan->ld.rank >= 8)
        add_told(titles, scan->ld.headline, VOTE_META);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        add_told(titles, fact_meta(scan, keys[i]), VOTE_META);
}

static bool ends_or_begins(TfSlice whole, TfSlice part)
{
    if (part.length >= whole.length || part.length * 5 < whole.length * 2 || fact_count_words(part) < 3)
        return false;
    TfSlice front = tf_slice_range(whole, 0, part.length);
    TfSlice back = tf_slice_range(whole, whole.length - part.length, whole.length);
    return (tf_slice_equal(front, part) && whole.bytes[part.length] == ' ') ||
           (tf_slice_equal(back, part) && whole.bytes[whole.length - part.length - 1] == ' ');
}

static int places(const Title *title)
{
    int sum = 0;
    for (Vote vote = VOTE_OG; vote <= VOTE_GIVEN; vote++)
        sum += title->votes[vote] > 0;
    return sum;
}

/* A heading that runs on into a standfirst, or has a line above it, holds a title that the head tells twice.
 */
static TfSlice cut_to_told(const Titles *titles, TfSlice text)
{
    TfSlice folded = fact_fold(text, titles->scan->arena);
    const Title *told = NULL;
    int times = 0;
    for (size_t i = 0; i < titles->count; i++) {
        const Title *other = &titles->items[i];
        if (!other->told || !ends_or_begins(folded, other->folded))
            continue;
        told = told == NULL || places(other) > places(told) ? other : told;
        times += places(other);
    }
    return times >= 2 ? told->text : text;
}

/* Bytes of text between a heading and the next. */
static size_t text_behind(const FactScan *scan, const FactMark *mark)
{
    size_t at = (size_t)(mark - scan->headings.items) + 1;
    uint32_t end = at < scan->headings.count ? scan->headings.items[at].bytes : scan->bytes;
    return end - mark->bytes;
}

static bool is_only_first(const FactScan *scan)
{
    size_t firsts = 0;
    for (size_t i = 0; i < scan->headings.count; i++)
        firsts += scan->headings.items[i].level == 1;
    return firsts == 1;
}

static bool leads_home(const Titles *titles, const xmlNode *link)
{
    TfSlice href = tf_slice_trim(fact_attribute(link, "href"));
    return fact_is_home(href) &&
           (fact_host(href).bytes == NULL ||
            tf_slice_equal_ascii_case(fact_domain_label(href), fact_domain_label(titles->facts->url)));
}

/* The site's name stands in a heading on many pages, and leads to its first page. */
static bool is_link_home(const Titles *titles, const xmlNode *heading)
{
    const xmlNode *inner = heading->children;
    while (inner != NULL && !fact_is(inner, "a"))
        inner = inner->type == XML_ELEMENT_NODE ? inner->children : inner->next;
    return (inner != NULL && leads_home(titles, inner)) ||
           (fact_is(heading->parent, "a") && leads_home(titles, heading->parent));
}

static void vote_heading(const Titles *titles, Title *title, const FactMark *mark, size_t before)
{
    const FactScan *scan = titles->scan;
    title->heading = mark;
    title->votes[mark->level == 1 ? VOTE_FIRST : mark->level == 2 ? VOTE_SECOND : VOTE_LOWER] = 1;
    title->votes[VOTE_OUT] = (mark->zones & ZONE_OUT) != 0;
    title->votes[VOTE_ARTICLE] = (mark->zones & ZONE_ARTICLE) != 0;
    title->votes[VOTE_LATER] = (double)(before < 5 ? before : 5) / 5;
    title->votes[VOTE_DEEP] = scan->bytes > 0 ? (double)mark->bytes / (double)scan->bytes : 0;
    title->votes[VOTE_ONLY] = mark->level == 1 && is_only_first(scan);
    title->votes[VOTE_HOME] = is_link_home(titles, mark->node);
    title->votes[VOTE_FOLLOWED] = fmin((double)text_behind(scan, mark) / MUCH_TEXT, 1);
}

/* Of several headings with the same words the one of the highest level counts, in an article if there is one.
 */
static bool is_better(const FactMark *mark, const FactMark *than)
{
    if (than == NULL)
        return true;
    unsigned out = mark->zones & ZONE_OUT;
    unsigned other = than->zones & ZONE_OUT;
    return out != other ? out == 0 : mark->level < than->level;
}

static void add_headings(Titles *titles)
{
    size_t same_level[7] = {0};
    const FactScan *scan = titles->scan;
    for (size_t i = 0; i < scan->headings.count && i < MOST_HEADINGS; i++) {
        const FactMark *mark = &scan->headings.items[i];
        bool whole;
        TfSlice text = fact_node_text(mark->node, FACT_MOST_BYTES, scan->arena, &whole);
        if (!whole || text.length == 0)
            continue;
        text = fact_clean(text, scan->arena);
        text = mark->level <= 2 ? fact_without_site(scan, titles->facts, text) : text;
        Title *title = title_of(titles, cut_to_told(titles, text));
        if (title == NULL)
            continue;
        if (is_better(mark, title->heading))
            vote_heading(titles, title, mark, same_level[mark->level]);
        if (tf_slice_equal(title->folded, fact_fold(text, scan->arena)))
            title->text = text; /* as it is shown */
        same_level[mark->level]++;
    }
}

/* --- what they have in common --- */

/* Words of the address: the longest part between slashes, its hyphens blanks. */
static TfSlice words_of_address(const Titles *titles)
{
    TfArena *arena = titles->scan->arena;
    TfSlice host = fact_host(titles->facts->url);
    TfSlice rest = titles->facts->url;
    TfSlice best = {NULL, 0};
    if (host.bytes == NULL)
        return best;
    rest = tf_slice_range(rest, (size_t)(host.bytes + host.length - rest.bytes), rest.length);
    rest = tf_slice_range(rest, 0, tf_slice_find_byte(rest, 0, '?'));
    while (rest.bytes != NULL) {
        TfSlice part = tf_slice_split(&rest, '/');
        best = part.length >= best.length ? part : best;
    }
    TfSlice copy = tf_arena_copy(arena, best);
    char *plain = copy.bytes != NULL ? xmlURIUnescapeString(copy.bytes, 0, NULL) : NULL;
    if (plain != NULL)
        copy = tf_arena_copy(arena, tf_slice(plain));
    xmlFree(plain);
    return fact_fold(copy, arena);
}

static double likeness(TfSlice a, TfSlice b)
{
    return (fact_shared(a, b) + fact_shared(b, a)) / 2;
}

static void compare_titles(Titles *titles, Title *title)
{
    for (size_t i = 0; i < titles->count; i++) {
        const Title *other = &titles->items[i];
        if (other == title || (!other->told && !title->told))
            continue;
        double like = likeness(title->folded, other->folded);
        Vote vote = other->told ? VOTE_LIKE_HEAD : VOTE_LIKE_HEADING;
        bool counts = other->told || other->heading != NULL;
        if (counts && like > title->votes[vote])
            title->votes[vote] = like;
        if (other->told && ends_or_begins(other->folded, title->folded))
            title->votes[VOTE_PART] = 1;
    }
}

static void vote_words(const Titles *titles, Title *title)
{
    size_t words = fact_count_words(title->folded);
    bool runs_on = (unsigned char)title->folded.bytes[0] >= 0xE3;
    title->votes[VOTE_SHOWN] = title->told && title->heading != NULL;
    title->votes[VOTE_ONE_WORD] = words == 1 && !runs_on;
    title->votes[VOTE_FEW_WORDS] = words > 1 && words < 4 && !runs_on;
    if (title->told && title->heading != NULL)
        title->votes[VOTE_LIKE_HEAD] = title->votes[VOTE_LIKE_HEADING] = 1;
    if (title->told)
        title->votes[VOTE_UNCUT] = 0;
    title->votes[VOTE_ADDRESS] = fact_shared(titles->address, title->folded);
    title->votes[VOTE_BACK] = fact_shared(title->folded, titles->address);
}

/* --- choosing --- */

/* Fitted by logistic regression over the candidates of each page (L2) on 633 pages with a known title; that
 * of a title given from outside is set by hand. */
static const double weights[VOTES] = {
    [VOTE_OG] = 0.56,           [VOTE_PAGE] = 1.19,       [VOTE_META] = 0.38,    [VOTE_GIVEN] = 2.00,
    [VOTE_FIRST] = 1.48,        [VOTE_SECOND] = -0.47,    [VOTE_LOWER] = -1.44,  [VOTE_OUT] = -0.30,
    [VOTE_ARTICLE] = 0.38,      [VOTE_LATER] = -1.06,     [VOTE_DEEP] = -0.89,   [VOTE_ONLY] = 0.91,
    [VOTE_FOLLOWED] = 0.83,     [VOTE_HOME] = -0.67,      [VOTE_SHOWN] = 0.64,   [VOTE_LIKE_HEAD] = 0.86,
    [VOTE_LIKE_HEADING] = 0.88, [VOTE_PART] = 1.27,       [VOTE_ADDRESS] = 0.85, [VOTE_BACK] = 0.77,
    [VOTE_ONE_WORD] = -1.21,    [VOTE_FEW_WORDS] = -1.12, [VOTE_UNCUT] = -0.32,
};

static double sum_of(const Title *title)
{
    double sum = 0;
    for (size_t vote = 0; vote < VOTES; vote++)
        sum += weights[vote] * title->votes[vote];
    return sum;
}

void fact_find_title(FactScan *scan, HtmlFacts *facts)
{
    Titles *titles = tf_arena_alloc(scan->arena, sizeof *titles);
    const Title *best = NULL;
    double most = 0;
    if (titles == NULL)
        return;
    titles->scan = scan;
    titles->facts = facts;
    titles->address = words_of_address(titles);
    add_head(titles);
    add_headings(titles);
    for (size_t i = 0; i < titles->count; i++) {
        Title *title = &titles->items[i];
        compare_titles(titles, title);
        vote_words(titles, title);
        double sum = sum_of(title);
        if (best == NULL || sum > most) {
            best = title;
            most = sum;
        }
    }
    if (best == NULL)
        return;
    facts->title = best->text;
    facts->title_node = best->heading != NULL ? best->heading->node : NULL;
}
