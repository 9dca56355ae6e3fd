/* The day of publication: everything on the page that gives a day is a candidate with a weight, days that
 * several places give gain, and the heaviest is taken. The weights were set on half of 674 labelled pages;
 * see README.md. */
#include "importers/html/facts_internal.h"

#include "importers/readers/date_find.h"
#include "importers/readers/page_words.h"

#include <string.h>

typedef struct Day {
    TfDate date;
    double weight;
    TfDateBasis basis;
    int place;    /* what gave it: agreeing places count once each */
    bool changed; /* the day of a change */
} Day;

#define MOST_DAYS 400
/* Bytes of a text that only says what the day beside it is. */
#define MOST_LABEL 60

typedef struct Days {
    const FactScan *scan;
    const HtmlFacts *facts;
    Day items[MOST_DAYS];
    size_t count;
    TfDate latest; /* nothing was published later */
    bool month_first;
    const FactMark *title; /* NULL when no heading shows it */
} Days;

enum { PLACE_META, PLACE_LD, PLACE_TIME, PLACE_TEXT, PLACE_URL, PLACE_SCRIPT, PLACE_TITLE };

/* --- reading a value --- */

static bool all_figures(TfSlice text)
{
    for (size_t i = 0; i < text.length; i++)
        if (text.bytes[i] < '0' || text.bytes[i] > '9')
            return false;
    return text.length > 0;
}

static int number_of(TfSlice figures)
{
    int value = 0;
    for (size_t i = 0; i < figures.length && i < 8; i++)
        value = value * 10 + (figures.bytes[i] - '0');
    return value;
}

static bool day_of_figures(TfSlice text, TfDate *date)
{
    int year = number_of(tf_slice_range(text, 0, 4));
    int month = number_of(tf_slice_range(text, 4, 6));
    int day = number_of(tf_slice_range(text, 6, 8));
    if (text.length == 10 || text.length == 13) { /* seconds or milliseconds since 1970 */
        int64_t seconds = (int64_t)number_of(tf_slice_range(text, 0, 8)) * 100;
        *date = tf_date_from_days((int32_t)(seconds / 86400));
        return date->year >= 1990;
    }
    if ((text.length != 8 && text.length != 12 && text.length != 14) || !tf_date_is_valid(year, month, day))
        return false;
    *date = (TfDate){(int16_t)year, (int8_t)month, (int8_t)day};
    return true;
}

/* A day as machines write it, in the time zone it is written in; else as people do. */
static bool read_value(TfSlice value, ReaderDate *found)
{
    value = tf_slice_trim(value);
    *found = (ReaderDate){.start = 0, .end = value.length};
    if (all_figures(value))
        return day_of_figures(value, &found->date);
    if (tf_date_read(tf_slice_range(value, 0, 10), &found->date))
        return true;
    return reader_date_find(value, 0, false, found);
}

static bool is_possible(const Days *days, TfDate date)
{
    return date.year >= 1990 && tf_date_compare(date, days->latest) <= 0;
}

static void add_day(Days *days, TfDate date, double weight, TfDateBasis basis, int place, bool changed)
{
    if (!is_possible(days, date) || days->count >= MOST_DAYS)
        return;
    days->items[days->count++] = (Day){date, weight, basis, place, changed};
}

/* Figures that can be read both ways count as both, the page's usual way first. */
static void add_found(Days *days, const ReaderDate *found, double weight, TfDateBasis basis, int place,
                      bool changed)
{
    TfDate other = {found->date.year, found->date.day, found->date.month};
    bool swap = found->unsure && days->month_first;
    add_day(days, swap ? other : found->date, weight, basis, place, changed);
    if (found->unsure)
        add_day(days, swap ? found->date : other, weight - 1.5, basis, place, changed);
}

/* --- what the head says --- */

static void add_metas(Days *days)
{
    static const struct {
        const char *key;
        double weight;
        bool changed;
    } rows[] = {
        {"article:published_time", 5.0, false},
        {"datePublished", 4.6, false},
        {"og:published_time", 4.6, false},
        {"og:article:published_time", 4.6, false},
        {"rnews:datePublished", 4.6, false},
        {"article:published", 4.6, false},
        {"article:post_date", 4.6, false},
        {"article_date_original", 4.6, false},
        {"OriginalPublicationDate", 4.6, false},
        {"original-publish-date", 4.6, false},
        {"cXenseParse:recs:publishtime", 4.6, false},
        {"cXenseParse:publishtime", 4.6, false},
        {"sailthru.date", 4.4, false},
        {"parsely-pub-date", 4.6, false},
        {"parsely-date", 4.4, false},
        {"publish_date", 4.4, false},
        {"publish-date", 4.4, false},
        {"published_date", 4.4, false},
        {"publication_date", 4.4, false},
        {"publicationdate", 4.4, false},
        {"published-date", 4.4, false},
        {"published_time", 4.4, false},
        {"publishdate", 4.4, false},
        {"pubdate", 4.4, false},
        {"pub_date", 4.4, false},
        {"pdate", 4.2, false},
        {"date_published", 4.4, false},
        {"date.published", 4.4, false},
        {"shareaholic:article_published_time", 4.4, false},
        {"bt:pubdate", 4.4, false},
        {"article.published", 4.4, false},
        {"article.created", 4.2, false},
        {"article:create_date", 4.2, false},
        {"blogger:published", 4.4, false},
        {"citation_publication_date", 4.0, false},
        {"citation_online_date", 4.2, false},
        {"citation_date", 4.0, false},
        {"dc.date.issued", 4.2, false},
        {"dcterms.issued", 4.2, false},
        {"dc.date.published", 4.2, false},
        {"dcterms.date", 3.6, false},
        {"dc.date.created", 4.0, false},
        {"dcterms.created", 4.0, false},
        {"dc.created", 3.8, false},
        {"dc.date", 3.6, false},
        {"dc.issued", 4.0, false},
        {"DC.DatePublished", 4.2, false},
        {"dateCreated", 3.6, false},
        {"prism.publicationDate", 4.2, false},
        {"ptime", 3.8, false},
        {"displaydate", 3.8, false},
        {"timestamp", 3.0, false},
        {"date", 3.6, false},
        {"doc_date", 3.6, false},
        {"created", 3.4, false},
        {"release_date", 3.6, false},
        {"creation_date", 3.6, false},
        {"twt-published-at", 4.0, false},
        {"last-modified", 0.6, true},
        {"og:updated_time", 0.8, true},
        {"article:modified_time", 0.9, true},
        {"dateModified", 0.9, true},
        {"dcterms.modified", 0.8, true},
        {"lastmod", 0.7, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        ReaderDate found;
        TfSlice value = fact_meta(days->scan, rows[i].key);
        if (value.length > 0 && read_value(value, &found))
            add_found(days, &found, rows[i].weight, TF_DATE_META, PLACE_META, rows[i].changed);
    }
}

static void add_ld(Days *days)
{
    ReaderDate found;
    const FactLd *ld = &days->scan->ld;
    if (ld->published.length > 0 && read_value(ld->published, &found))
        add_found(days, &found,
                  ld->rank >= 9   ? 4.9
                  : ld->rank >= 5 ? 4.0
                                  : 2.6,
                  TF_DATE_META, PLACE_LD, false);
    if (ld->modified.length > 0 && read_value(ld->modified, &found))
        add_found(days, &found, 0.9, TF_DATE_META, PLACE_LD, true);
}

/* Bytes of marks between a name and its value, as JSON has them, escaped or not: `": "`, `\":\"`,
 * "&quot;:&quot;". */
static size_t marks_at(TfSlice text, size_t at)
{
    static const TfSlice entity = TF_SLICE("&quot;");
    size_t from = at;
    while (at < text.length && at - from < 24) {
        if (strchr("\"\\: ", text.bytes[at]) != NULL)
            at++;
        else if (tf_slice_equal(tf_slice_range(text, at, at + entity.length), entity))
            at += entity.length;
        else
            break;
    }
    return at - from;
}

/* Data of scripts: a site built in the browser keeps its article there. */
static void add_script(Days *days)
{
    static const char *const names[] = {"datePublished", "publishedAt",    "published_at",
                                        "publishDate",   "published_time", "publishedDate"};
    TfSlice page = days->scan->page->decoded;
    for (size_t i = 0; days->count == 0 && i < sizeof names / sizeof names[0]; i++) {
        ReaderDate found;
        size_t at = tf_slice_find(page, 0, names[i]);
        if (at == TF_NOWHERE)
            continue;
        at += strlen(names[i]);
        size_t marks = marks_at(page, at);
        if (marks >= 3 && read_value(tf_slice_range(page, at + marks, at + marks + 30), &found))
            add_found(days, &found, 1.4, TF_DATE_META, PLACE_SCRIPT, false);
    }
}

/* --- what the page shows --- */

/* How likely the place of a mark is that of the article's day. */
static double weight_of_place(const Days *days, const FactMark *mark)
{
    double weight = 0;
    weight -= (mark->zones & ZONE_OUT) != 0 ? 1.6 : 0;
    weight += (mark->zones & ZONE_ARTICLE) != 0 ? 0.3 : 0;
    weight -= (mark->zones & ZONE_LINK) != 0 ? 0.3 : 0;
    weight += (mark->signs & SIGN_DATE_CLASS) != 0 ? 0.7 : 0;
    weight += (mark->signs & SIGN_PUBLISHED) != 0 ? 0.9 : 0;
    if (days->title == NULL)
        return weight + (mark->bytes < 1500 ? 0.3 : 0);
    int behind = (int)mark->order - (int)days->title->order;
    if (behind >= 0 && behind <= 14)
        weight += 1.3 - 0.05 * behind;
    else if (behind < 0 && behind >= -8)
        weight += (mark->zones & ZONE_HEADER) != 0 && (days->title->zones & ZONE_HEADER) == 0 ? -0.6 : 0.8;
    else if (behind < 0)
        weight -= 0.9;
    else
        weight -= behind > 60 ? 0.5 : 0.1;
    return weight;
}

/* What words before a day in its text say: +1 of publication, -1 of a change, 0 nothing. */
static int said_before(TfSlice before)
{
    size_t length;
    while (before.length > 0 && strchr(" :.,|-\xC2\xA0", before.bytes[before.length - 1]) != NULL)
        before.length--;
    for (int words = 0; words < 4 && before.length > 0; words++) {
        unsigned kinds = page_suffix_kinds(before, PAGE_UPDATED | PAGE_PUBLISHED, &length);
        if ((kinds & PAGE_UPDATED) != 0)
            return -1;
        if ((kinds & PAGE_PUBLISHED) != 0 && length > 3)
            return 1;
        size_t blank = before.length;
        while (blank > 0 && before.bytes[blank - 1] != ' ')
            blank--;
        before = tf_slice_trim(tf_slice_range(before, 0, blank));
    }
    return 0;
}

static void add_text(Days *days, const FactMark *mark)
{
    ReaderDate found;
    TfSlice text = fact_node_text(mark->node, 300, days->scan->arena, NULL);
    size_t from = 0;
    for (int dates = 0; dates < 4 && reader_date_find(text, from, false, &found); dates++) {
        double weight = 1.2 + weight_of_place(days, mark);
        int said = said_before(tf_slice_range(text, from, found.start));
        bool changed = said < 0 || ((mark->signs & SIGN_UPDATED) != 0 &&
                                    (mark->signs & SIGN_PUBLISHED) == 0 && said == 0);
        weight += said > 0 ? 1.0 : 0;
        weight -= changed ? 1.6 : 0;
        weight -= text.length > 90 ? 0.7 : text.length > 60 ? 0.3 : 0;
        weight -= 0.2 * dates;
        weight -= tf_slice_starts_with(text, "\xC2\xA9") || tf_slice_starts_with(text, "Copyright") ? 2.5 : 0;
        add_found(days, &found, weight, TF_DATE_PAGE, PLACE_TEXT, changed);
        from = found.end;
    }
}

/* What the text right before an element says of its day: "Updated" in an element of its own. */
static int said_beside(const Days *days, const xmlNode *node)
{
    for (int up = 0; up < 2 && node != NULL; up++, node = node->parent)
        for (const xmlNode *before = node->prev; before != NULL; before = before->prev) {
            bool whole;
            TfSlice text = fact_node_text(before, MOST_LABEL, days->scan->arena, &whole);
            if (text.length > 0)
                return whole ? said_before(text) : 0;
        }
    return 0;
}

static void add_time(Days *days, const FactMark *mark)
{
    ReaderDate found;
    TfSlice value = mark->value;
    if (value.bytes == NULL || !read_value(value, &found)) {
        value = fact_node_text(mark->node, 120, days->scan->arena, NULL);
        if (!reader_date_find(value, 0, false, &found))
            return;
    }
    int said = said_beside(days, mark->node);
    bool changed =
        said < 0 || (said == 0 && (mark->signs & SIGN_UPDATED) != 0 && (mark->signs & SIGN_PUBLISHED) == 0);
    double weight = 2.2 + weight_of_place(days, mark) - (changed ? 2.0 : 0);
    weight -= said < 0 && (mark->signs & SIGN_PUBLISHED) != 0 ? 0.9 : 0; /* its class says what is not so */
    add_found(days, &found, weight, TF_DATE_PAGE, PLACE_TIME, changed);
}

static void add_marks(Days *days)
{
    for (size_t i = 0; i < days->scan->dates.count; i++) {
        const FactMark *mark = &days->scan->dates.items[i];
        if ((mark->signs & SIGN_TIME) != 0)
            add_time(days, mark);
        else
            add_text(days, mark);
    }
}

static void add_url(Days *days)
{
    TfDate date;
    const TfSlice urls[] = {days->facts->url, days->scan->page->options->url,
                            fact_meta(days->scan, "og:url")};
    for (size_t i = 0; i < sizeof urls / sizeof urls[0]; i++)
        if (urls[i].length > 0 && reader_date_of_url(urls[i], &date)) {
            add_day(days, date, 3.6, TF_DATE_URL, PLACE_URL, false);
            return;
        }
}

/* --- choosing --- */

static bool is_american(const Days *days)
{
    static const char *const lands[] = {"com", "org", "net", "gov", "edu", "us", "mil", "info", "news"};
    const FactScan *scan = days->scan;
    TfSlice host = fact_host(days->facts->url);
    TfSlice end = host;
    while (tf_slice_find_byte(end, 0, '.') != TF_NOWHERE)
        (void)tf_slice_split(&end, '.');
    bool land = host.length == 0;
    for (size_t i = 0; i < sizeof lands / sizeof lands[0]; i++)
        land |= tf_slice_is(end, lands[i]);
    return land && (tf_slice_equal_ascii_case(scan->lang, tf_slice("en-us")) ||
                    tf_slice_equal_ascii_case(fact_meta(scan, "og:locale"), tf_slice("en_us")) ||
                    tf_slice_is(end, "gov") || tf_slice_is(end, "us"));
}

static bool shows_month_first(const Days *days)
{
    for (size_t i = 0; i < days->scan->dates.count && i < 100; i++) {
        const FactMark *mark = &days->scan->dates.items[i];
        if (reader_dates_have_month_first(fact_node_text(mark->node, 120, days->scan->arena, NULL)))
            return true;
    }
    return false;
}

/* An address has the day of the site's own land; a stamp in universal time may be a day off. */
static bool is_beside(const Day *url, const Day *other)
{
    int32_t apart = tf_date_to_days(url->date) - tf_date_to_days(other->date);
    return url->place == PLACE_URL && (apart == 1 || apart == -1) && !other->changed && other->weight >= 3.5;
}

/* What other places say of the same day; each kind of place counts once. */
static double support(const Days *days, const Day *day)
{
    double sum = 0;
    unsigned seen = 1U << day->place;
    for (size_t i = 0; i < days->count; i++) {
        const Day *other = &days->items[i];
        if (is_beside(day, other) && (seen & 1U << other->place) == 0) {
            seen |= 1U << other->place;
            sum += 1.5;
            continue;
        }
        if (tf_date_compare(other->date, day->date) != 0 || (seen & 1U << other->place) != 0 ||
            other->weight < 0.8)
            continue;
        seen |= 1U << other->place;
        sum += other->changed ? 0.2 : 0.7;
    }
    return sum;
}

static const FactMark *mark_of_title(const FactScan *scan, const HtmlFacts *facts)
{
    for (size_t i = 0; facts->title_node != NULL && i < scan->headings.count; i++)
        if (scan->headings.items[i].node == facts->title_node)
            return &scan->headings.items[i];
    return NULL;
}

void fact_find_date(FactScan *scan, HtmlFacts *facts)
{
    Days *days = tf_arena_alloc(scan->arena, sizeof *days);
    if (days == NULL)
        return;
    days->scan = scan;
    days->facts = facts;
    days->title = mark_of_title(scan, facts);
    days->latest =
        tf_date_is_set(scan->page->options->fetched) ? scan->page->options->fetched : tf_date_today();
    days->month_first = is_american(days) || shows_month_first(days);
    add_metas(days);
    add_ld(days);
    add_url(days);
    add_marks(days);
    add_script(days);
    double best = 0.0; /* below, a day is more likely any other than the article's */
    for (size_t i = 0; i < days->count; i++) {
        double weight = days->items[i].weight + support(days, &days->items[i]);
        if (weight > best) {
            best = weight;
            facts->date = days->items[i].date;
            facts->date_basis = days->items[i].basis;
        }
    }
}
