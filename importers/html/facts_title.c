/* The title: what the page shows as its heading, told from the name of the site that goes with it elsewhere.
 */
#include "importers/html/facts_internal.h"

#include "importers/readers/page_words.h"

#include <string.h>

/* --- cutting the site's name --- */

static const TfSlice separators[] = {
    TF_SLICE(" | "),
    TF_SLICE(" - "),
    TF_SLICE(" \xE2\x80\x93 "),
    TF_SLICE(" \xE2\x80\x94 "),
    TF_SLICE(" \xC2\xB7 "),
    TF_SLICE(" \xE2\x80\xA2 "),
    TF_SLICE(" \xC2\xBB "),
    TF_SLICE(" \xC2\xAB "),
    TF_SLICE(" :: "),
    TF_SLICE(" / "),
    TF_SLICE(" > "),
    TF_SLICE(" < "),
    TF_SLICE(" \xE2\x80\xBA "),
    TF_SLICE(" \xE2\x80\xB9 "),
    TF_SLICE("|"),
    TF_SLICE("_"),
    TF_SLICE("\xEF\xBD\x9C"),
    TF_SLICE("\xE4\xB8\xA8"),
    TF_SLICE(" -- "),
    TF_SLICE(" : "),
    TF_SLICE(": "),
    TF_SLICE(" \xE2\x88\x92 "),
    TF_SLICE(" ~ "),
    TF_SLICE(" \xE2\x97\x8F "),
    TF_SLICE(", "),
    TF_SLICE(" @ "),
    TF_SLICE("-"),
    TF_SLICE("\xE2\x80\x94"),
};
/* Rows from here on are only taken before a name that is surely the site's. */
#define SURE_SEPARATORS 20
/* A part between bars that may be a section's name. */
#define SHORT_PART 18

/* Its length, 0 when none stands there; *sure is set for marks that are seldom part of a title. */
static size_t separator_at(TfSlice title, size_t at, bool *sure)
{
    unsigned char first = (unsigned char)title.bytes[at];
    if (first < 0xE2 && strchr(" |_:,-", first) == NULL) /* most characters */
        return 0;
    for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
        if (tf_slice_equal(tf_slice_range(title, at, at + separators[i].length), separators[i]))
            return *sure = i < SURE_SEPARATORS, separators[i].length;
    return 0;
}

/* Cuts the site's name off the end, or the front, once. */
static bool cut_site(const FactScan *scan, const HtmlFacts *facts, TfSlice *title)
{
    for (size_t at = title->length; at-- > 1;) {
        bool sure = false;
        size_t width = separator_at(*title, at, &sure);
        TfSlice part =
            width > 0 ? tf_slice_trim(tf_slice_range(*title, at + width, title->length)) : (TfSlice){NULL, 0};
        if (part.length > 0 && part.length <= 80 && fact_is_site_name(scan, facts, part, sure)) {
            *title = tf_slice_trim(tf_slice_range(*title, 0, at));
            return true;
        }
    }
    for (size_t at = 1; at < title->length && at <= 60; at++) {
        bool sure = false;
        size_t width = separator_at(*title, at, &sure);
        TfSlice part = width > 0 ? tf_slice_trim(tf_slice_range(*title, 0, at)) : (TfSlice){NULL, 0};
        if (part.length > 0 && fact_is_site_name(scan, facts, part, sure) && at + width < title->length) {
            *title = tf_slice_trim(tf_slice_range(*title, at + width, title->length));
            return true;
        }
    }
    return false;
}

/* "Title: ..." */
static TfSlice strip_label(TfSlice title)
{
    size_t length;
    if (page_prefix_kinds(title, PAGE_TITLE, &length) == 0 || length >= title.length ||
        title.bytes[length] != ':')
        return title;
    return tf_slice_trim(tf_slice_range(title, length + 1, title.length));
}

/* No title has bars; what stands beside it, a short section before or anything behind, is none. */
static TfSlice part_between_bars(TfSlice title)
{
    TfSlice best = {NULL, 0};
    while (title.bytes != NULL) {
        size_t bar = tf_slice_find(title, 0, " | ");
        TfSlice part = tf_slice_trim(tf_slice_range(title, 0, bar == TF_NOWHERE ? title.length : bar));
        title = bar == TF_NOWHERE ? (TfSlice){NULL, 0} : tf_slice_range(title, bar + 3, title.length);
        if (best.bytes == NULL || (best.length < SHORT_PART && part.length > 2 * best.length))
            best = part;
    }
    return best;
}

static TfSlice without_site(const FactScan *scan, const HtmlFacts *facts, TfSlice title)
{
    TfSlice cut = title;
    for (int times = 0; times < 3 && cut_site(scan, facts, &cut); times++)
        continue;
    cut = part_between_bars(strip_label(cut));
    return cut.length > 0 && !fact_is_site_name(scan, facts, cut, false) ? cut : (TfSlice){NULL, 0};
}

/* --- candidates --- */

typedef struct Title {
    TfSlice text;
    TfSlice folded;
    const FactMark *heading; /* NULL: told in the head */
    size_t nth;              /* headings of its level before it */
    double score;
} Title;

#define MOST_TITLES 40

/* Shares of words, there and back, below which two titles are of two things. */
#define STRANGER 1.0

typedef struct Titles {
    Title items[MOST_TITLES];
    size_t count;
} Titles;

static void add_title(const FactScan *scan, const HtmlFacts *facts, TfSlice text, const FactMark *heading,
                      double score, Titles *titles)
{
    TfSlice clean = without_site(scan, facts, fact_clean(text, scan->arena));
    TfSlice folded = fact_fold(clean, scan->arena);
    if (folded.length == 0 || clean.length > FACT_MOST_BYTES || titles->count >= MOST_TITLES)
        return;
    titles->items[titles->count++] = (Title){clean, folded, heading, 0, score};
}

static void add_told(const FactScan *scan, const HtmlFacts *facts, Titles *titles)
{
    static const struct {
        const char *key;
        double score;
    } rows[] = {
        {"og:title", 2.0},      {"citation_title", 2.5}, {"twitter:title", 1.0},
        {"parsely-title", 2.0}, {"sailthru.title", 1.5}, {"dc.title", 1.5},
        {"dcterms.title", 1.5}, {"title", 0.5},          {"headline", 2.0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        add_title(scan, facts, fact_meta(scan, rows[i].key), NULL, rows[i].score, titles);
    if (scan->ld.rank >= 8)
        add_title(scan, facts, scan->ld.headline, NULL, 1.8, titles);
    add_title(scan, facts, scan->title, NULL, 0.8, titles);
    add_title(scan, facts, scan->page->options->title, NULL, 3.0, titles);
}

static double heading_score(const FactMark *mark, size_t firsts_before)
{
    static const double levels[] = {0, 2.2, 1.0, 0.4, 0, 0, 0};
    double score = levels[mark->level];
    score -= (mark->zones & ZONE_OUT) != 0 ? 1.2 : 0;
    score -= (mark->zones & ZONE_HEADER) != 0 && (mark->zones & ZONE_ARTICLE) == 0 ? 0.3 : 0;
    score += (mark->zones & ZONE_ARTICLE) != 0 ? 0.3 : 0;
    return score - 0.15 * (double)(firsts_before < 5 ? firsts_before : 5);
}

static void add_headings(const FactScan *scan, const HtmlFacts *facts, Titles *titles)
{
    size_t same_level[7] = {0};
    for (size_t i = 0; i < scan->headings.count && i < 60; i++) {
        const FactMark *mark = &scan->headings.items[i];
        bool whole;
        TfSlice text = fact_node_text(mark->node, FACT_MOST_BYTES, scan->arena, &whole);
        size_t before = titles->count;
        if (whole && text.length > 0)
            add_title(scan, facts, text, mark, heading_score(mark, same_level[mark->level]), titles);
        if (titles->count > before)
            titles->items[before].nth = same_level[mark->level]++;
    }
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

/* A heading that runs on into a standfirst, or has a line above it, holds a title that the head tells twice.
 */
static void cut_to_told(const Titles *titles, Title *heading)
{
    const Title *told = NULL;
    size_t times = 0;
    for (size_t i = 0; i < titles->count; i++) {
        const Title *other = &titles->items[i];
        if (other->heading != NULL || !ends_or_begins(heading->folded, other->folded))
            continue;
        told = told == NULL || other->score > told->score ? other : told;
        times++;
    }
    if (times < 2)
        return;
    heading->text = told->text;
    heading->folded = told->folded;
}

/* A heading with few words of what the head calls the page is that of a part or of the site. */
static bool is_stranger(const Titles *titles, const Title *heading)
{
    double most = 0;
    size_t told = 0;
    for (size_t i = 0; i < titles->count; i++) {
        const Title *other = &titles->items[i];
        if (other->heading != NULL)
            continue;
        double there = fact_shared(heading->folded, other->folded);
        double back = fact_shared(other->folded, heading->folded);
        most = there + back > most ? there + back : most;
        told++;
    }
    return told > 0 && most < STRANGER;
}

/* What the others say of a title: the same words in the head are the surest sign of a heading. */
static double agreement(const Titles *titles, const Title *title)
{
    double sum = 0;
    for (size_t i = 0; i < titles->count; i++) {
        const Title *other = &titles->items[i];
        if (other == title || (other->heading != NULL && title->heading != NULL))
            continue;
        double weight = other->heading != NULL ? 1.0 : 0.6;
        if (tf_slice_equal(other->folded, title->folded))
            sum += weight;
        else if (fact_holds(other->folded, title->folded) && title->folded.length * 3 > other->folded.length)
            sum += weight * 0.6;
        else
            sum +=
                weight * 0.5 *
                (fact_shared(title->folded, other->folded) + fact_shared(other->folded, title->folded) - 1.0);
    }
    return sum;
}

void fact_find_title(FactScan *scan, HtmlFacts *facts)
{
    Titles titles = {.count = 0};
    const Title *best = NULL;
    double best_score = 0;
    add_told(scan, facts, &titles);
    add_headings(scan, facts, &titles);
    for (size_t i = 0; i < titles.count; i++) {
        Title *title = &titles.items[i];
        if (title->heading != NULL)
            cut_to_told(&titles, title);
        title->score += agreement(&titles, title);
        title->score -= title->heading != NULL && title->nth > 0 && is_stranger(&titles, title) ? 1.0 : 0;
        if (best == NULL || title->score > best_score) {
            best = title;
            best_score = title->score;
        }
    }
    if (best == NULL)
        return;
    facts->title = best->text;
    for (size_t i = 0; i < titles.count && facts->title_node == NULL; i++) /* the heading that shows it */
        if (titles.items[i].heading != NULL &&
            (&titles.items[i] == best || tf_slice_equal(titles.items[i].folded, best->folded)))
            facts->title_node = titles.items[i].heading->node;
}
