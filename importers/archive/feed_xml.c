/* RSS and Atom by libxml2's SAX parser: elements are looked up in one table, their text is kept, and no tree
 * is made. No entity of the document is ever expanded and nothing outside it is loaded. */
#include "importers/archive/feed_parts.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

/* libxml2 tests attributes of a tag against each other, so many of them are costly. */
#define MOST_ATTRIBUTES 100
/* libxml2 stops at 256. */
#define MOST_DEPTH 260

typedef enum Space { RSS, ATOM, DC, CONTENT, XHTML, OTHER } Space;

/* Where in a feed an element stands. */
typedef enum Place { NOWHERE, ROOT, FEED, ENTRY, AUTHOR, SOURCE, ELSEWHERE } Place;

typedef struct Row {
    Place parent;
    int space; /* of Space; -1 for any */
    const char *name;
    Place place; /* of its children */
    FeedField field;
} Row;

static const Row rows[] = {
    {NOWHERE, -1, "rss", ROOT, FEED_NOTHING},
    {NOWHERE, -1, "RDF", ROOT, FEED_NOTHING},
    {NOWHERE, -1, "feed", FEED, FEED_NOTHING},
    {NOWHERE, -1, "channel", FEED, FEED_NOTHING},
    {NOWHERE, ATOM, "entry", ENTRY, FEED_NOTHING},
    {ROOT, -1, "channel", FEED, FEED_NOTHING},
    {ROOT, -1, "item", ENTRY, FEED_NOTHING},
    {FEED, -1, "item", ENTRY, FEED_NOTHING},
    {FEED, -1, "entry", ENTRY, FEED_NOTHING},
    {FEED, RSS, "title", ELSEWHERE, FEED_TITLE},
    {FEED, ATOM, "title", ELSEWHERE, FEED_TITLE},
    {FEED, RSS, "link", ELSEWHERE, FEED_LINK},
    {FEED, ATOM, "link", ELSEWHERE, FEED_LINK},
    {FEED, RSS, "language", ELSEWHERE, FEED_LANG},
    {FEED, DC, "language", ELSEWHERE, FEED_LANG},
    {FEED, ATOM, "author", AUTHOR, FEED_NOTHING},
    {ENTRY, RSS, "title", ELSEWHERE, FEED_TITLE},
    {ENTRY, ATOM, "title", ELSEWHERE, FEED_TITLE},
    {ENTRY, DC, "title", ELSEWHERE, FEED_TITLE},
    {ENTRY, RSS, "link", ELSEWHERE, FEED_LINK},
    {ENTRY, ATOM, "link", ELSEWHERE, FEED_LINK},
    {ENTRY, OTHER, "origLink", ELSEWHERE, FEED_ORIGIN},
    {ENTRY, RSS, "guid", ELSEWHERE, FEED_ID},
    {ENTRY, ATOM, "id", ELSEWHERE, FEED_ID},
    {ENTRY, CONTENT, "encoded", ELSEWHERE, FEED_CONTENT},
    {ENTRY, ATOM, "content", ELSEWHERE, FEED_CONTENT},
    {ENTRY, XHTML, "body", ELSEWHERE, FEED_CONTENT},
    {ENTRY, XHTML, "div", ELSEWHERE, FEED_CONTENT},
    {ENTRY, RSS, "description", ELSEWHERE, FEED_SUMMARY},
    {ENTRY, DC, "description", ELSEWHERE, FEED_SUMMARY},
    {ENTRY, ATOM, "summary", ELSEWHERE, FEED_SUMMARY},
    {ENTRY, RSS, "pubDate", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, RSS, "pubdate", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, ATOM, "published", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, ATOM, "issued", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, DC, "date", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, DC, "issued", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, DC, "created", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, ATOM, "created", ELSEWHERE, FEED_PUBLISHED},
    {ENTRY, ATOM, "updated", ELSEWHERE, FEED_UPDATED},
    {ENTRY, ATOM, "modified", ELSEWHERE, FEED_UPDATED},
    {ENTRY, DC, "modified", ELSEWHERE, FEED_UPDATED},
    {ENTRY, DC, "creator", ELSEWHERE, FEED_AUTHOR},
    {ENTRY, RSS, "author", ELSEWHERE, FEED_AUTHOR},
    {ENTRY, ATOM, "author", AUTHOR, FEED_NOTHING},
    {AUTHOR, -1, "name", ELSEWHERE, FEED_AUTHOR},
    {ENTRY, RSS, "source", ELSEWHERE, FEED_OUTLET},
    {ENTRY, ATOM, "source", SOURCE, FEED_NOTHING},
    {SOURCE, -1, "title", ELSEWHERE, FEED_OUTLET},
    {ENTRY, DC, "language", ELSEWHERE, FEED_LANG},
};

/* Spaces by a part of their address, which holds for all their versions, else by the usual prefix of one that
 * was never declared. */
static Space space_of(const char *prefix, const char *uri)
{
    static const struct {
        const char *part;
        Space space;
    } uris[] =
        {
            {"purl.org/dc/", DC},       {"modules/content", CONTENT}, {"Atom", ATOM},
            {"purl.org/atom", ATOM},    {"1999/xhtml", XHTML},        {"purl.org/rss/1.0/", RSS},
            {"backend.userland", RSS},  {"blogs.law.harvard", RSS},   {"netscape.com", RSS},
            {"cyber.law.harvard", RSS},
        },
      prefixes[] = {{"dc", DC}, {"dcterms", DC}, {"content", CONTENT}, {"atom", ATOM}, {"xhtml", XHTML}};
    for (size_t i = 0; uri != NULL && i < sizeof uris / sizeof uris[0]; i++)
        if (strstr(uri, uris[i].part) != NULL)
            return uris[i].space == RSS && strstr(uri, "modules/") != NULL ? OTHER : uris[i].space;
    for (size_t i = 0; prefix != NULL && uri == NULL && i < sizeof prefixes / sizeof prefixes[0]; i++)
        if (strcmp(prefix, prefixes[i].part) == 0)
            return prefixes[i].space;
    return prefix == NULL ? RSS : OTHER;
}

typedef struct Parse {
    TfArena *arena;
    FeedEntries *entries;
    xmlParserCtxtPtr parser;
    size_t depth;
    Place places[MOST_DEPTH];
    size_t entry_depth; /* 0 outside an entry */
    FeedField field;    /* that is kept, FEED_NOTHING when none */
    size_t field_depth;
    bool is_markup; /* tags within are the text's own, so its characters are escaped */
    bool is_base64_or_file;
    TextBuilder text;
    TfStatus status;
} Parse;

static void stop(Parse *parse, TfStatus status)
{
    if (parse->status == TF_OK)
        parse->status = status;
    xmlStopParser(parse->parser);
}

static FeedEntry *current(Parse *parse)
{
    FeedEntries *entries = parse->entries;
    return &entries->items[parse->entry_depth > 0 ? entries->count - 1 : 0];
}

static void open_entry(Parse *parse)
{
    FeedEntries *entries = parse->entries;
    if (entries->count > FEED_MOST_ENTRIES) {
        stop(parse, TF_LIMIT);
    } else if (!tf_arena_grow(parse->arena, &entries->items, &entries->capacity, entries->count,
                              sizeof entries->items[0])) {
        stop(parse, TF_NO_MEMORY);
    } else {
        entries->items[entries->count++] = (FeedEntry){.fields = {{NULL, 0}}};
        parse->entry_depth = parse->depth;
    }
}

/* The value of an attribute; bytes NULL when there is none. `attributes` are five pointers each. */
static TfSlice attribute(const xmlChar **attributes, int count, const char *prefix, const char *name)
{
    for (int i = 0; i < count; i++) {
        const xmlChar **one = attributes + (size_t)i * 5;
        bool same_prefix = prefix == NULL || (one[1] != NULL && strcmp((const char *)one[1], prefix) == 0);
        if (same_prefix && strcmp((const char *)one[0], name) == 0)
            return tf_slice_of((const char *)one[3], (size_t)(one[4] - one[3]));
    }
    return (TfSlice){NULL, 0};
}

/* First ones stay, but for content and summaries, of which the longest does, and authors, who are joined. */
static void set_field(Parse *parse, FeedField field, TfSlice value)
{
    TfSlice *slot = &current(parse)->fields[field];
    value = tf_slice_trim(value);
    bool longer = (field == FEED_CONTENT || field == FEED_SUMMARY) && value.length > slot->length;
    if (value.length == 0 || (slot->bytes != NULL && field != FEED_AUTHOR && !longer))
        return;
    if (field == FEED_AUTHOR && slot->bytes != NULL) {
        if (slot->length + value.length < 500 && !tf_slice_equal(*slot, value))
            *slot = tf_arena_format(parse->arena, "%.*s, %.*s", TF_SLICE_ARG(*slot), TF_SLICE_ARG(value));
    } else {
        *slot = tf_arena_copy(parse->arena, value);
    }
    if (slot->bytes == NULL)
        stop(parse, TF_NO_MEMORY);
}

static void add_escaped(TextBuilder *text, TfSlice value)
{
    for (size_t i = 0; i < value.length; i++) {
        char byte = value.bytes[i];
        if (byte == '<' || byte == '&' || byte == '"')
            text_add(text, byte == '<' ? "&lt;" : byte == '&' ? "&amp;" : "&quot;");
        else
            text_add_byte(text, byte);
    }
}

/* A tag within a field that is kept: the text has markup of its own. */
static void keep_tag(Parse *parse, const char *name, const xmlChar **attributes, int count)
{
    text_addf(&parse->text, "<%s", name);
    for (int i = 0; i < count; i++) {
        const xmlChar **one = attributes + (size_t)i * 5;
        text_addf(&parse->text, " %s=\"", (const char *)one[0]);
        add_escaped(&parse->text, tf_slice_of((const char *)one[3], (size_t)(one[4] - one[3])));
        text_add_byte(&parse->text, '"');
    }
    text_add_byte(&parse->text, '>');
}

static bool is_alternate(TfSlice rel)
{
    return rel.length == 0 || tf_slice_equal_ascii_case(rel, tf_slice("alternate"));
}

/* Atom's links have their address in an attribute; one of several alternates should be a page. */
static void take_link(Parse *parse, const xmlChar **attributes, int count)
{
    TfSlice href = attribute(attributes, count, NULL, "href");
    TfSlice type = attribute(attributes, count, NULL, "type");
    bool is_page = type.length == 0 || tf_slice_find(type, 0, "html") != TF_NOWHERE;
    if (href.length > 0 && is_page && is_alternate(attribute(attributes, count, NULL, "rel")))
        set_field(parse, FEED_LINK, href);
}

static void take_attributes(Parse *parse, const Row *row, const xmlChar **attributes, int count)
{
    TfSlice base = attribute(attributes, count, "xml", "base");
    TfSlice lang = attribute(attributes, count, "xml", "lang");
    bool holds = row->place == ROOT || row->place == FEED || row->place == ENTRY;
    if (holds && base.length > 0)
        set_field(parse, FEED_BASE, base);
    if (holds && lang.length > 0)
        set_field(parse, FEED_LANG, lang);
    if (row->field == FEED_LINK)
        take_link(parse, attributes, count);
}

static void begin_field(Parse *parse, const Row *row, const xmlChar **attributes, int count)
{
    TfSlice type = attribute(attributes, count, NULL, "type");
    parse->field = row->field;
    parse->field_depth = parse->depth;
    parse->is_markup = tf_slice_find(type, 0, "xhtml") != TF_NOWHERE ||
                       tf_slice_is(attribute(attributes, count, NULL, "mode"), "xml");
    parse->is_base64_or_file = tf_slice_is(attribute(attributes, count, NULL, "mode"), "base64") ||
                               tf_slice_starts_with(type, "image/") || tf_slice_starts_with(type, "audio/") ||
                               tf_slice_starts_with(type, "video/");
    if (row->field == FEED_ID && tf_slice_is(attribute(attributes, count, NULL, "isPermaLink"), "false"))
        parse->is_base64_or_file = true;
    text_clear(&parse->text);
    if (parse->is_markup && row->space == XHTML)
        parse->is_markup = true;
}

static const Row *find_row(Place parent, Space space, const char *name)
{
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].parent == parent && (rows[i].space == -1 || rows[i].space == (int)space) &&
            strcmp(rows[i].name, name) == 0)
            return &rows[i];
    return NULL;
}

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **attributes)
{
    Parse *parse = user;
    Place parent = parse->depth > 0 && parse->depth <= MOST_DEPTH ? parse->places[parse->depth - 1] : NOWHERE;
    (void)spaces, (void)declared, (void)defaulted;
    parse->depth++;
    if (parse->depth > MOST_DEPTH)
        return;
    if (parse->field != FEED_NOTHING) {
        keep_tag(parse, (const char *)name, attributes, count);
        return;
    }
    const Row *row = find_row(parent, space_of((const char *)prefix, (const char *)uri), (const char *)name);
    parse->places[parse->depth - 1] = row != NULL ? row->place : ELSEWHERE;
    if (row == NULL)
        return;
    if (row->place == ENTRY)
        open_entry(parse);
    if (parse->status != TF_OK)
        return;
    take_attributes(parse, row, attributes, count);
    if (row->field != FEED_NOTHING)
        begin_field(parse, row, attributes, count);
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    Parse *parse = user;
    (void)prefix, (void)uri;
    if (parse->depth == 0)
        return;
    if (parse->field != FEED_NOTHING && parse->depth == parse->field_depth) {
        if (!parse->is_base64_or_file && parse->text.length > 0)
            set_field(parse, parse->field, text_slice(&parse->text));
        parse->field = FEED_NOTHING;
    } else if (parse->field != FEED_NOTHING) {
        text_addf(&parse->text, "</%s>", (const char *)name);
    }
    if (parse->depth == parse->entry_depth)
        parse->entry_depth = 0;
    parse->depth--;
}

static void on_text(void *user, const xmlChar *bytes, int length)
{
    Parse *parse = user;
    TfSlice text = tf_slice_of((const char *)bytes, (size_t)length);
    if (parse->field == FEED_NOTHING)
        return;
    if (parse->is_markup)
        add_escaped(&parse->text, text);
    else
        text_add_slice(&parse->text, text);
}

/* HTML's names, which feeds use without declaring them. The document's own entities are none, so there is
 * nothing to expand and no bomb. */
static xmlEntityPtr on_entity(void *user, const xmlChar *name)
{
    static _Thread_local xmlEntity entity;
    static _Thread_local xmlChar content[8];
    unsigned value = feed_entity(tf_slice((const char *)name));
    (void)user;
    if (value == 0 || value > 0x10FFFF)
        return NULL;
    int length = xmlCopyCharMultiByte(content, (int)value);
    content[length] = '\0';
    entity = (xmlEntity){.type = XML_ENTITY_DECL,
                         .name = name,
                         .content = content,
                         .orig = content,
                         .length = length,
                         .etype = XML_INTERNAL_PREDEFINED_ENTITY};
    return &entity;
}

static void on_error(void *user, xmlErrorPtr error)
{
    (void)user, (void)error;
}

/* Whether a tag has more attributes than any page means. */
static bool has_costly_tag(TfSlice xml)
{
    for (size_t at = 0; (at = tf_slice_find_byte(xml, at, '<')) != TF_NOWHERE; at++) {
        size_t equals = 0;
        for (size_t i = at + 1; i < xml.length && xml.bytes[i] != '>' && xml.bytes[i] != '<'; i++) {
            equals += xml.bytes[i] == '=';
            if (equals > MOST_ATTRIBUTES) {
                if (tf_slice_starts_with(tf_slice_range(xml, at, at + 4), "<!")) /* CDATA, comments */
                    break;
                return true;
            }
        }
    }
    return false;
}

static TfStatus fail(TfStatus status, TfError *error)
{
    if (status == TF_LIMIT)
        return tf_fail(error, TF_LIMIT, "more than %zu entries or %d MB of text in one, which no feed needs",
                       FEED_MOST_ENTRIES, (int)(FEED_MOST_BYTES >> 20));
    return status == TF_NO_MEMORY ? tf_fail_memory(error) : status;
}

static TfStatus run(Parse *parse, TfSlice utf8, bool *is_whole, TfError *error)
{
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(utf8.bytes, (int)utf8.length);
    if (parser == NULL)
        return tf_fail_memory(error);
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .startElementNs = on_start,
                                   .endElementNs = on_end,
                                   .characters = on_text,
                                   .cdataBlock = on_text,
                                   .getEntity = on_entity,
                                   .serror = on_error};
    parser->userData = parse;
    parse->parser = parser;
    (void)xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    (void)xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    (void)xmlParseDocument(parser);
    *is_whole = parser->wellFormed != 0;
    if (parser->myDoc != NULL)
        xmlFreeDoc(parser->myDoc);
    parser->myDoc = NULL;
    xmlFreeParserCtxt(parser);
    if (parse->status == TF_OK && parse->text.failed)
        parse->status = parse->text.out_of_memory ? TF_NO_MEMORY : TF_LIMIT;
    return fail(parse->status, error);
}

TfStatus feed_parse_xml(TfSlice utf8, TfArena *arena, FeedEntries *entries, bool *is_whole, TfError *error)
{
    Parse parse = {.arena = arena, .entries = entries, .field = FEED_NOTHING};
    if (has_costly_tag(utf8))
        return tf_fail(error, TF_LIMIT, "a tag has more than %d attributes, which no feed needs",
                       MOST_ATTRIBUTES);
    *entries = (FeedEntries){NULL, 0, 0};
    open_entry(&parse); /* the feed itself */
    if (parse.status != TF_OK)
        return fail(parse.status, error);
    parse.entry_depth = 0;
    text_init(&parse.text, FEED_MOST_BYTES * 2);
    TfStatus status = run(&parse, utf8, is_whole, error);
    text_done(&parse.text);
    return status;
}
