/* One walk over the tree: what the head says, and every place of the body that may tell a title, a day or a
 * name, with the zone it stands in. */
#include "importers/html/facts_internal.h"

#include "importers/readers/date_find.h"
#include "importers/readers/page_words.h"

#include <string.h>

/* A text that holds a date and little else is no longer. */
#define MOST_DATE_TEXT 160
/* A byline, and the texts between a heading and it. */
#define MOST_BYLINE  120
#define BYLINE_TEXTS 30

#define COUNT(list) (sizeof(list) / sizeof(list)[0])

/* --- marks --- */

typedef struct Walk {
    FactScan *scan;
    xmlNode *out;     /* outermost element that makes what is in it ZONE_OUT; NULL outside */
    xmlNode *article; /* the same for the other zones */
    xmlNode *header;
    xmlNode *link;
    xmlNode *dated; /* element whose text was taken as a date's: what is in it is not taken again */
    bool out_by_words;
    bool failed;
} Walk;

static unsigned zones_of(const Walk *walk)
{
    return (walk->out != NULL ? ZONE_OUT : 0U) | (walk->article != NULL ? ZONE_ARTICLE : 0U) |
           (walk->header != NULL ? ZONE_HEADER : 0U) | (walk->link != NULL ? ZONE_LINK : 0U);
}

static void add_mark(Walk *walk, FactMarks *marks, FactMark mark)
{
    if (marks->count >= FACT_MOST_MARKS)
        return;
    if (!tf_arena_grow(walk->scan->arena, &marks->items, &marks->capacity, marks->count,
                       sizeof *marks->items)) {
        walk->failed = true;
        return;
    }
    mark.order = walk->scan->texts;
    mark.bytes = walk->scan->bytes;
    mark.zones = (uint16_t)zones_of(walk);
    marks->items[marks->count++] = mark;
}

/* --- head --- */

static void take_meta(FactScan *scan, const xmlNode *node)
{
    static const char *const keys[] = {"property", "name", "itemprop", "http-equiv"};
    TfSlice value = tf_slice_trim(fact_attribute(node, "content"));
    for (size_t i = 0; value.length > 0 && i < COUNT(keys) && scan->meta_count < FACT_MOST_METAS; i++) {
        TfSlice key = tf_slice_trim(fact_attribute(node, keys[i]));
        if (key.length > 0)
            scan->metas[scan->meta_count++] = (FactMeta){key, value};
    }
}

static void take_link(FactScan *scan, const xmlNode *node)
{
    TfSlice href = tf_slice_trim(fact_attribute(node, "href"));
    if (scan->canonical.bytes == NULL && href.length > 0 &&
        fact_has_token(fact_attribute(node, "rel"), "canonical"))
        scan->canonical = href;
}

TfSlice fact_meta(const FactScan *scan, const char *key)
{
    TfSlice wanted = tf_slice(key);
    for (size_t i = 0; i < scan->meta_count; i++)
        if (scan->metas[i].key.length == wanted.length &&
            tf_slice_equal_ascii_case(scan->metas[i].key, wanted))
            return scan->metas[i].value;
    return (TfSlice){NULL, 0};
}

/* --- elements --- */

/* Signs of what an element is by itemprop and property, which may name several. */
static unsigned property_signs(const xmlNode *node)
{
    static const struct {
        const char *name;
        unsigned signs;
    } rows[] = {
        {"datePublished", SIGN_TIME | SIGN_PUBLISHED},
        {"dateCreated", SIGN_TIME},
        {"dateModified", SIGN_TIME | SIGN_UPDATED},
        {"pubdate", SIGN_TIME | SIGN_PUBLISHED},
        {"dc:date", SIGN_TIME},
        {"dc:issued", SIGN_TIME | SIGN_PUBLISHED},
        {"dc:created", SIGN_TIME},
        {"schema:datePublished", SIGN_TIME | SIGN_PUBLISHED},
        {"author", SIGN_AUTHOR},
        {"creator", SIGN_AUTHOR},
        {"schema:author", SIGN_AUTHOR},
        {"dc:creator", SIGN_AUTHOR},
    };
    static const char *const attributes[] = {"itemprop", "property"};
    unsigned signs = 0;
    for (size_t a = 0; a < COUNT(attributes); a++) {
        TfSlice rest = fact_attribute(node, attributes[a]);
        while (rest.bytes != NULL) {
            TfSlice word = tf_slice_split(&rest, ' ');
            for (size_t i = 0; i < COUNT(rows); i++)
                if (tf_slice_equal_ascii_case(word, tf_slice(rows[i].name)))
                    signs |= rows[i].signs;
        }
    }
    return signs;
}

/* The attribute that holds an element's day: content, datetime, title, data-... */
static TfSlice date_value(const xmlNode *node)
{
    static const char *const names[] = {"datetime", "content", "pubdate", "title"};
    for (size_t i = 0; i < COUNT(names); i++) {
        TfSlice value = fact_attribute(node, names[i]);
        if (reader_has_figure(value))
            return value;
    }
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        TfSlice name = tf_slice((const char *)attribute->name);
        TfSlice value = fact_attribute(node, (const char *)attribute->name);
        if (tf_slice_starts_with(name, "data-") && value.length >= 8 && value.length <= 60 &&
            (fact_class_bits(name) & WORD_DATE) != 0 && reader_has_figure(value))
            return value;
    }
    return (TfSlice){NULL, 0};
}

static bool has_date_attribute(const xmlNode *node)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        TfSlice name = tf_slice((const char *)attribute->name);
        if (tf_slice_starts_with(name, "data-") && (fact_class_bits(name) & WORD_DATE) != 0 &&
            attribute->children != NULL && attribute->children->content != NULL &&
            strlen((const char *)attribute->children->content) >= 8)
            return true;
    }
    return false;
}

static void look_for_date(Walk *walk, xmlNode *node, unsigned words, unsigned signs)
{
    bool by_name =
        fact_is(node, "time") || (fact_is(node, "abbr") && reader_has_figure(fact_attribute(node, "title")));
    if ((signs & SIGN_TIME) == 0 && !by_name && !has_date_attribute(node))
        return;
    if ((words & WORD_UPDATED) != 0)
        signs |= SIGN_UPDATED;
    if ((words & WORD_PUBLISHED) != 0 ||
        (fact_is(node, "time") && fact_attribute(node, "pubdate").bytes != NULL))
        signs |= SIGN_PUBLISHED;
    if ((words & WORD_DATE) != 0)
        signs |= SIGN_DATE_CLASS;
    add_mark(walk, &walk->scan->dates,
             (FactMark){.node = node, .value = date_value(node), .signs = (uint16_t)(signs | SIGN_TIME)});
}

static void look_for_author(Walk *walk, xmlNode *node, unsigned words, unsigned signs)
{
    if (fact_has_token(fact_attribute(node, "rel"), "author"))
        signs |= SIGN_AUTHOR;
    bool is_link = fact_is(node, "a") && (fact_class_bits(fact_attribute(node, "href")) & WORD_AUTHOR) != 0;
    if ((words & WORD_AUTHOR) != 0 || is_link)
        signs |= SIGN_AUTHOR_CLASS;
    if ((signs & (SIGN_AUTHOR | SIGN_AUTHOR_CLASS)) == 0)
        return;
    TfSlice value = fact_is(node, "meta") ? fact_attribute(node, "content") : (TfSlice){NULL, 0};
    add_mark(walk, &walk->scan->authors, (FactMark){.node = node, .value = value, .signs = (uint16_t)signs});
}

/* What an element opens: zones end where it ends. */
static void open_zones(Walk *walk, xmlNode *node, unsigned words, unsigned id_words)
{
    bool by_name =
        fact_is(node, "nav") || fact_is(node, "footer") || fact_is(node, "aside") || fact_is(node, "form");
    bool is_page = fact_is(node, "body") || fact_is(node, "html");
    bool by_words = !is_page && !by_name && walk->out == NULL && (words & WORD_OUT) != 0;
    if (walk->out == NULL && (by_name || by_words)) {
        walk->out = node;
        walk->out_by_words = by_words || fact_is(node, "form"); /* some pages are one form */
    }
    if (walk->article == NULL && (fact_is(node, "article") || fact_is(node, "main") ||
                                  fact_has_token(fact_attribute(node, "itemprop"), "articlebody")))
        walk->article = node;
    if (walk->header == NULL && !is_page && (fact_is(node, "header") || (id_words & WORD_HEADER) != 0))
        walk->header = node;
    if (walk->link == NULL && fact_is(node, "a"))
        walk->link = node;
}

static void close_zones(Walk *walk, const xmlNode *node)
{
    xmlNode **const zones[] = {&walk->out, &walk->article, &walk->header, &walk->link, &walk->dated};
    for (size_t i = 0; i < COUNT(zones); i++)
        if (*zones[i] == node)
            *zones[i] = NULL;
}

static unsigned heading_level(const xmlNode *node)
{
    const char *name = (const char *)node->name;
    return name[0] == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0' ? (unsigned)(name[1] - '0')
                                                                                 : 0;
}

static void enter_element(Walk *walk, xmlNode *node)
{
    unsigned id_words = fact_class_bits(fact_attribute(node, "id"));
    unsigned words = fact_class_bits(fact_attribute(node, "class")) | id_words;
    unsigned level = heading_level(node);
    open_zones(walk, node, words, id_words);
    if (level > 0)
        add_mark(walk, &walk->scan->headings, (FactMark){.node = node, .level = (uint8_t)level});
    if (level == 1 && walk->out_by_words) /* a whole page may be called "widget" */
        walk->out = NULL;
    if (fact_is(node, "meta"))
        take_meta(walk->scan, node);
    else if (fact_is(node, "link"))
        take_link(walk->scan, node);
    else if (fact_is(node, "title") && walk->scan->title.bytes == NULL)
        walk->scan->title =
            fact_clean(fact_node_text(node, FACT_MOST_BYTES, walk->scan->arena, NULL), walk->scan->arena);
    else if (fact_is(node, "base") && walk->scan->base.bytes == NULL)
        walk->scan->base = fact_attribute(node, "href");
    else if (fact_is(node, "html"))
        walk->scan->lang = fact_attribute(node, "lang");
    if (node->properties == NULL && !fact_is(node, "time"))
        return;
    unsigned signs = property_signs(node);
    look_for_date(walk, node, words, signs);
    look_for_author(walk, node, words, signs);
}

/* --- texts --- */

/* The largest element around a text that holds little more: a date may be spread over several. */
static xmlNode *little_around(Walk *walk, xmlNode *node)
{
    xmlNode *around = node;
    for (int up = 0; up < 4; up++) {
        bool whole;
        xmlNode *parent = around->parent;
        if (parent == NULL || parent->type != XML_ELEMENT_NODE || fact_is(parent, "body") ||
            heading_level(parent) > 0)
            break;
        (void)fact_node_text(parent, MOST_DATE_TEXT, walk->scan->arena, &whole);
        if (!whole)
            break;
        around = parent;
    }
    return around;
}

static unsigned class_signs(const xmlNode *node)
{
    unsigned signs = 0;
    for (int up = 0; up < 3 && node != NULL && !fact_is(node, "body"); up++, node = node->parent) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        unsigned words =
            fact_class_bits(fact_attribute(node, "class")) | fact_class_bits(fact_attribute(node, "id"));
        signs |= (words & WORD_DATE) != 0 ? SIGN_DATE_CLASS : 0U;
        signs |= (words & WORD_PUBLISHED) != 0 ? SIGN_PUBLISHED : 0U;
        signs |= (words & WORD_UPDATED) != 0 ? SIGN_UPDATED : 0U;
    }
    return signs;
}

/* "By Ann Lee", "Von" before a link: a text that begins with a byline's word, near a heading. */
static void look_for_byline(Walk *walk, xmlNode *node, TfSlice text)
{
    size_t length;
    const FactMarks *headings = &walk->scan->headings;
    if (text.length > MOST_BYLINE || headings->count == 0 || walk->scan->authors.count >= FACT_MOST_MARKS ||
        walk->scan->texts - headings->items[headings->count - 1].order > BYLINE_TEXTS ||
        page_prefix_kinds(text, PAGE_BYLINE, &length) == 0)
        return;
    add_mark(walk, &walk->scan->authors,
             (FactMark){.node = little_around(walk, node), .value = text, .signs = SIGN_BYLINE});
}

/* Bytes of a colon of any script at `at`. */
static size_t colon_at(TfSlice text, size_t at)
{
    if (text.bytes[at] == ':')
        return 1;
    return text.bytes[at] == '\xEF' &&
                   tf_slice_starts_with(tf_slice_range(text, at, text.length), "\xEF\xBC\x9A")
               ? 3
               : 0;
}

/* "Source: Agency", also within a line of several parts; the name may stand in the next element. */
static void look_for_source(Walk *walk, xmlNode *node, TfSlice text)
{
    if (text.length > MOST_BYLINE || walk->scan->sources.count >= FACT_MOST_MARKS)
        return;
    for (size_t at = 1; at < text.length; at++) {
        size_t length = 0;
        if (colon_at(text, at) == 0 ||
            page_suffix_kinds(tf_slice_range(text, 0, at), PAGE_SOURCE, &length) == 0)
            continue;
        add_mark(walk, &walk->scan->sources,
                 (FactMark){.node = little_around(walk, node),
                            .value = tf_slice_range(text, at - length, text.length)});
        return;
    }
}

/* The first paragraph behind a heading may begin with a dateline. */
static void look_for_agency(Walk *walk, xmlNode *node, TfSlice text)
{
    FactScan *scan = walk->scan;
    if (scan->agency.node != NULL || walk->out != NULL || scan->headings.count == 0)
        return;
    TfSlice agency = fact_dateline_agency(text);
    if (agency.length > 0)
        scan->agency = (FactMark){.node = node, .value = agency, .order = scan->texts, .bytes = scan->bytes};
}

static void enter_text(Walk *walk, xmlNode *node)
{
    TfSlice text = tf_slice_trim(tf_slice((const char *)node->content));
    if (text.length == 0)
        return;
    if (walk->dated == NULL && walk->scan->dates.count < FACT_MOST_MARKS && text.length <= MOST_DATE_TEXT &&
        reader_has_figure(text)) {
        xmlNode *around = little_around(walk, node);
        walk->dated = around != node ? around : NULL;
        add_mark(walk, &walk->scan->dates,
                 (FactMark){.node = around, .signs = (uint16_t)(SIGN_TEXT | class_signs(around))});
    }
    look_for_byline(walk, node, text);
    look_for_source(walk, node, text);
    look_for_agency(walk, node, text);
    walk->scan->texts++;
    walk->scan->bytes += (uint32_t)(text.length < UINT32_MAX - walk->scan->bytes ? text.length : 0);
}

static bool is_closed(const xmlNode *node)
{
    static const char *const names[] = {"script", "style",  "noscript", "template",
                                        "svg",    "iframe", "select",   "object"};
    for (size_t i = 0; i < COUNT(names); i++)
        if (fact_is(node, names[i]))
            return true;
    return false;
}

TfStatus fact_scan(const HtmlPage *page, FactScan *scan, TfError *error)
{
    Walk walk = {.scan = scan};
    xmlNode *root = xmlDocGetRootElement(page->doc);
    xmlNode *node = root;
    while (node != NULL && !walk.failed) {
        bool is_element = node->type == XML_ELEMENT_NODE;
        bool into = is_element && !is_closed(node);
        if (into)
            enter_element(&walk, node);
        else if (node->type == XML_TEXT_NODE && node->content != NULL)
            enter_text(&walk, node);
        if (into && node->children != NULL) {
            node = node->children;
            continue;
        }
        close_zones(&walk, node);
        while (node != root && node->next == NULL) {
            node = node->parent;
            close_zones(&walk, node);
        }
        node = node == root ? NULL : node->next;
    }
    return walk.failed ? tf_fail_memory(error) : TF_OK;
}
