/* The outlet whose report it is: an agency or paper that a page names as its source, else the site. */
#include "importers/html/facts_internal.h"

#include "importers/readers/date_find.h"
#include "importers/readers/page_words.h"

#include <string.h>

#define MOST_OUTLET_BYTES 80
#define MOST_OUTLET_WORDS 7
/* Texts between the title and a line that names the source. */
#define SOURCE_TEXTS 25

/* "Agency Author: A. Lee": another label follows. */
static TfSlice cut_next_label(TfSlice text)
{
    size_t colon = tf_slice_find_byte(text, 0, ':');
    size_t wide = tf_slice_find(text, 0, "\xEF\xBC\x9A");
    size_t at = colon < wide ? colon : wide;
    if (at == TF_NOWHERE)
        return text;
    while (at > 0 && text.bytes[at - 1] != ' ')
        at--;
    return tf_slice_range(text, 0, at);
}

/* What stands behind "Source:"; the line may go on with a day, an author, a count of readers. */
static TfSlice name_behind(const FactScan *scan, TfSlice text)
{
    static const char *const ends[] = {" | ", " \xC2\xB7 ", " \xE2\x80\xA2 ", "  ", " / ",
                                       ",",   " (",         "\xE3\x80\x80"};
    size_t length;
    ReaderDate date;
    text = fact_clean(text, scan->arena);
    if (page_prefix_kinds(text, PAGE_SOURCE, &length) == 0)
        return (TfSlice){NULL, 0};
    text = tf_slice_trim(tf_slice_range(text, length, text.length));
    while (text.length > 0 && (text.bytes[0] == ':' || text.bytes[0] == ' '))
        text = tf_slice_range(text, 1, text.length);
    if (tf_slice_starts_with(text, "\xEF\xBC\x9A"))
        text = tf_slice_trim(tf_slice_range(text, 3, text.length));
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
        size_t at = tf_slice_find(text, 0, ends[i]);
        if (at != TF_NOWHERE)
            text = tf_slice_range(text, 0, at);
    }
    if (reader_date_find(text, 0, false, &date))
        text = tf_slice_range(text, 0, date.start);
    text = tf_slice_trim(cut_next_label(text));
    while (text.length > 0 && strchr("([\"'", text.bytes[0]) != NULL)
        text = tf_slice_range(text, 1, text.length);
    while (text.length > 0 && strchr(")]\"'.", text.bytes[text.length - 1]) != NULL)
        text.length--;
    return tf_slice_trim(text);
}

static bool is_name(const FactScan *scan, TfSlice name)
{
    return name.length >= 2 && name.length <= MOST_OUTLET_BYTES &&
           tf_slice_find(name, 0, "://") == TF_NOWHERE && !tf_slice_starts_with(name, "www.") &&
           fact_count_words(fact_fold(name, scan->arena)) <= MOST_OUTLET_WORDS &&
           fact_fold(name, scan->arena).length > 0;
}

/* Pictures have sources of their own. */
static bool is_in_picture(const xmlNode *node)
{
    for (; node != NULL; node = node->parent)
        if (fact_is(node, "figure") || fact_is(node, "figcaption"))
            return true;
    return false;
}

static uint32_t order_of_title(const FactScan *scan, const HtmlFacts *facts)
{
    uint32_t order = 0;
    for (size_t i = 0; i < scan->headings.count; i++)
        if (scan->headings.items[i].node == facts->title_node)
            order = scan->headings.items[i].order;
    return order;
}

/* A line that names the source stands near the title or behind most of the text. */
static TfSlice named_source(const FactScan *scan, const HtmlFacts *facts)
{
    uint32_t title = order_of_title(scan, facts);
    for (size_t i = 0; i < scan->sources.count; i++) {
        const FactMark *mark = &scan->sources.items[i];
        bool is_near = mark->order >= title && mark->order <= title + SOURCE_TEXTS;
        if ((mark->zones & ZONE_OUT) != 0 || (!is_near && mark->bytes < scan->bytes / 3) ||
            is_in_picture(mark->node))
            continue;
        TfSlice around = fact_node_text(mark->node, 300, scan->arena, NULL);
        TfSlice label = tf_arena_copy(scan->arena, fact_clean(mark->value, scan->arena));
        size_t at = label.bytes != NULL ? tf_slice_find(around, 0, label.bytes) : TF_NOWHERE;
        TfSlice name =
            name_behind(scan, at != TF_NOWHERE ? tf_slice_range(around, at, around.length) : mark->value);
        if (is_name(scan, name))
            return name;
    }
    return (TfSlice){NULL, 0};
}

/* "MOSCOW (Agency) -" begins the report. */
static TfSlice agency_of(const FactScan *scan, const HtmlFacts *facts)
{
    uint32_t title = order_of_title(scan, facts);
    bool behind = scan->agency.order >= title && scan->agency.order <= title + SOURCE_TEXTS;
    return behind ? scan->agency.value : (TfSlice){NULL, 0};
}

static TfSlice original_of(const FactScan *scan, const HtmlFacts *facts)
{
    const TfSlice told[] = {fact_meta(scan, "original-source"),
                            fact_meta(scan, "article:source"),
                            fact_meta(scan, "syndication-source"),
                            fact_meta(scan, "dc.source"),
                            named_source(scan, facts),
                            agency_of(scan, facts),
                            scan->ld.source};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) {
        TfSlice name = fact_clean(told[i], scan->arena);
        if (is_name(scan, name) && !fact_is_site_name(scan, facts, name, true))
            return name;
    }
    return (TfSlice){NULL, 0};
}

void fact_find_outlet(FactScan *scan, HtmlFacts *facts)
{
    TfSlice site = facts->publisher;
    if (site.length == 0) { /* its domain is better than nothing */
        site = fact_host(facts->url);
        if (tf_slice_starts_with(site, "www."))
            site = tf_slice_range(site, 4, site.length);
    }
    TfSlice original = original_of(scan, facts);
    if (scan->page->options->outlet.length > 0)
        original = scan->page->options->outlet;
    bool is_other = original.length > 0 && !tf_slice_equal(original, site);
    facts->outlet = original.length > 0 ? original : site;
    facts->publisher = is_other ? site : (TfSlice){NULL, 0};
    if (facts->outlet.length == 0)
        facts->outlet = (TfSlice){NULL, 0};
}
