/* Sitemaps by libxml2's push parser: a chunk goes in, the links it completes come out. */
#include "importers/archive/sitemap.h"
#include "importers/archive/feed_parts.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#define MOST_FIELD_BYTES 8192
/* libxml2 tests the attributes of a tag against each other. */
#define MOST_ATTRIBUTES 100
/* Longest entity that is looked for: "&#x10FFFF;" */
#define MOST_ENTITY_BYTES 12

typedef enum Field { LOC, TITLE, DAY, OUTLET, LANG, FIELDS } Field;

struct SitemapReader {
    const char *name;
    TfSlice url;
    xmlParserCtxtPtr parser;
    TextBuilder pending; /* bytes that wait for the next ones */
    TextBuilder mended;
    TextBuilder fields[FIELDS];
    int field; /* that is kept; FIELDS when none */
    int depth;
    size_t equals; /* signs within the tag under way */
    bool in_tag;
    bool is_xml;
    bool is_started;
    bool is_lost; /* memory is short */
    TfArena arena;
    Document *found;
    size_t capacity;
    size_t count;
    size_t taken;
    size_t number;
};

static bool has(TfSlice text, const char *needle)
{
    return tf_slice_find(text, 0, needle) != TF_NOWHERE;
}

bool sitemap_is_xml(TfSlice start)
{
    TfSlice head = tf_slice_range(start, 0, 4096);
    size_t at = tf_slice_starts_with(head, "\xEF\xBB\xBF") ? 3 : 0;
    head = tf_slice_trim(tf_slice_range(head, at, head.length));
    return tf_slice_starts_with(head, "<") && !has(head, "<html") &&
           (has(head, "<urlset") || has(head, "<sitemapindex"));
}

/* Two lines at least, and nothing but addresses. */
bool sitemap_is_lines(TfSlice start)
{
    TfSlice rest = tf_slice_range(start, 0, 4096);
    bool is_whole = rest.length == start.length;
    size_t lines = 0;
    while (rest.bytes != NULL) {
        TfSlice line = tf_slice_trim(tf_slice_split(&rest, '\n'));
        if (line.length == 0 || (rest.bytes == NULL && !is_whole))
            continue;
        if (!tf_slice_starts_with(line, "http://") && !tf_slice_starts_with(line, "https://"))
            return false;
        if (tf_slice_find_byte(line, 0, ' ') != TF_NOWHERE)
            return false;
        lines++;
    }
    return lines >= 2;
}

/* ---- links ---- */

static TfSlice line_of(SitemapReader *reader, Field field)
{
    TfSlice text = text_slice(&reader->fields[field]);
    TfSlice plain = text.length > 0 ? feed_plain(text, &reader->arena) : text;
    return plain.length > 0 ? plain : (TfSlice){NULL, 0};
}

/* "&amp;" that was escaped twice is one still. */
static TfSlice address(SitemapReader *reader)
{
    TextBuilder *loc = &reader->fields[LOC];
    for (size_t at = 0; (at = tf_slice_find(text_slice(loc), at, "&amp;")) != TF_NOWHERE; at++) {
        memmove(loc->bytes + at + 1, loc->bytes + at + 5, loc->length - at - 5 + 1);
        loc->length -= 4;
    }
    return feed_url(text_slice(loc), reader->url, &reader->arena);
}

static void add_link(SitemapReader *reader)
{
    TfSlice url = address(reader);
    TfSlice lang = line_of(reader, LANG);
    Document link = {.kind = DOCUMENT_LINK,
                     .url = url,
                     .title = line_of(reader, TITLE),
                     .outlet = line_of(reader, OUTLET),
                     .lang = tf_slice_range(lang, 0, 2),
                     .date = feed_date(text_slice(&reader->fields[DAY])),
                     .number = reader->number + 1};
    for (size_t i = 0; i < FIELDS; i++)
        text_clear(&reader->fields[i]);
    if (url.bytes == NULL)
        return;
    link.id = tf_arena_format(&reader->arena, "%s#%zu", reader->name, link.number);
    if (link.id.bytes == NULL || !tf_arena_grow(&reader->arena, &reader->found, &reader->capacity,
                                                reader->count, sizeof reader->found[0])) {
        reader->is_lost = true;
        return;
    }
    reader->number++;
    reader->found[reader->count++] = link;
}

/* ---- XML ---- */

static void on_start(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int spaces,
                     const xmlChar **declared, int count, int defaulted, const xmlChar **attributes)
{
    /* pictures and videos have a "loc" of their own, but deeper */
    static const struct {
        int depth;
        const char *name;
        Field field;
    } rows[] = {{3, "loc", LOC},
                {4, "title", TITLE},
                {4, "publication_date", DAY},
                {5, "name", OUTLET},
                {5, "language", LANG}};
    SitemapReader *reader = user;
    (void)prefix, (void)uri, (void)spaces, (void)declared, (void)count, (void)defaulted, (void)attributes;
    reader->depth++;
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (rows[i].depth == reader->depth && strcmp((const char *)name, rows[i].name) == 0)
            reader->field = (int)rows[i].field;
}

static void on_end(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    SitemapReader *reader = user;
    (void)name, (void)prefix, (void)uri;
    reader->field = FIELDS;
    if (reader->depth == 2)
        add_link(reader);
    reader->depth--;
}

static void on_text(void *user, const xmlChar *bytes, int length)
{
    SitemapReader *reader = user;
    if (reader->field != FIELDS)
        text_add_slice(&reader->fields[reader->field], tf_slice_of((const char *)bytes, (size_t)length));
}

static void on_error(void *user, xmlErrorPtr error)
{
    (void)user, (void)error;
}

static TfStatus start_xml(SitemapReader *reader, TfError *error)
{
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_text,
                             .cdataBlock = on_text,
                             .serror = on_error};
    reader->parser = xmlCreatePushParserCtxt(&handler, reader, NULL, 0, NULL);
    if (reader->parser == NULL)
        return tf_fail_memory(error);
    (void)xmlCtxtUseOptions(reader->parser,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_RECOVER);
    return TF_OK;
}

/* Whether "&" at `at` begins an entity. */
static bool begins_entity(TfSlice text, size_t at)
{
    size_t end = tf_slice_find_byte(tf_slice_range(text, 0, at + MOST_ENTITY_BYTES), at, ';');
    TfSlice name = tf_slice_range(text, at + 1, end == TF_NOWHERE ? 0 : end);
    static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};
    for (size_t i = 0; i < 5; i++)
        if (tf_slice_is(name, names[i]))
            return true;
    return name.length > 1 && name.bytes[0] == '#';
}

/* Bytes that can be looked at now: an entity may go on in the next ones. */
static size_t safe_length(TfSlice text, bool is_last)
{
    size_t from = text.length > MOST_ENTITY_BYTES ? text.length - MOST_ENTITY_BYTES : 0;
    size_t at = is_last ? TF_NOWHERE : tf_slice_find_byte(text, from, '&');
    return at == TF_NOWHERE ? text.length : at;
}

/* Counts the attributes of the tag under way; false when they are too many. */
static bool tags_are_cheap(SitemapReader *reader, TfSlice text)
{
    for (size_t i = 0; i < text.length; i++) {
        char byte = text.bytes[i];
        if (byte == '<' || byte == '>') {
            reader->in_tag = byte == '<';
            reader->equals = 0;
        } else if (byte == '=' && reader->in_tag && ++reader->equals > MOST_ATTRIBUTES) {
            return false;
        }
    }
    return true;
}

/* Addresses often hold a bare "&". */
static void mend(SitemapReader *reader, TfSlice text)
{
    text_clear(&reader->mended);
    for (size_t at = 0; at < text.length;) {
        size_t next = tf_slice_find_byte(text, at, '&');
        size_t end = next == TF_NOWHERE ? text.length : next;
        text_add_slice(&reader->mended, tf_slice_range(text, at, end));
        if (next != TF_NOWHERE)
            text_add(&reader->mended, begins_entity(text, next) ? "&" : "&amp;");
        at = end + 1;
    }
}

static TfStatus push_xml(SitemapReader *reader, TfSlice text, bool is_last, TfError *error)
{
    if (!tags_are_cheap(reader, text))
        return tf_fail(error, TF_LIMIT, "a tag has more than %d attributes, which no sitemap needs",
                       MOST_ATTRIBUTES);
    mend(reader, text);
    TfSlice mended = text_slice(&reader->mended);
    (void)xmlParseChunk(reader->parser, mended.bytes, (int)mended.length, is_last);
    if (is_last && reader->parser->wellFormed == 0)
        return tf_fail(error, TF_BAD_INPUT, "the sitemap is cut off or not well-formed behind %zu addresses",
                       reader->number);
    return TF_OK;
}

/* ---- lines of addresses ---- */

static void push_lines(SitemapReader *reader, TfSlice text)
{
    while (text.length > 0) {
        TfSlice line = tf_slice_trim(tf_slice_split(&text, '\n'));
        if (line.length == 0)
            continue;
        text_add_slice(&reader->fields[LOC], line);
        add_link(reader);
    }
}

/* ---- the reader ---- */

TfStatus sitemap_open(const char *name, TfSlice url, SitemapReader **reader, TfError *error)
{
    SitemapReader *opened = calloc(1, sizeof *opened);
    if (opened == NULL)
        return tf_fail_memory(error);
    opened->name = name;
    opened->url = url;
    opened->field = FIELDS;
    text_init(&opened->pending, 0);
    text_init(&opened->mended, 0);
    for (size_t i = 0; i < FIELDS; i++)
        text_init(&opened->fields[i], MOST_FIELD_BYTES);
    tf_arena_init(&opened->arena, 0);
    *reader = opened;
    return TF_OK;
}

void sitemap_close(SitemapReader *reader)
{
    if (reader == NULL)
        return;
    if (reader->parser != NULL && reader->parser->myDoc != NULL)
        xmlFreeDoc(reader->parser->myDoc);
    xmlFreeParserCtxt(reader->parser);
    for (size_t i = 0; i < FIELDS; i++)
        text_done(&reader->fields[i]);
    text_done(&reader->pending);
    text_done(&reader->mended);
    tf_arena_done(&reader->arena);
    free(reader);
}

static TfStatus start(SitemapReader *reader, TfError *error)
{
    TfSlice text = tf_slice_trim(text_slice(&reader->pending));
    reader->is_started = true;
    reader->is_xml = !sitemap_is_lines(text) && !tf_slice_starts_with(text, "http");
    return reader->is_xml ? start_xml(reader, error) : TF_OK;
}

static void drop_pending(SitemapReader *reader, size_t count)
{
    TextBuilder *pending = &reader->pending;
    if (count < pending->length)
        memmove(pending->bytes, pending->bytes + count, pending->length - count);
    pending->length -= count;
}

TfStatus sitemap_push(SitemapReader *reader, TfSlice bytes, bool is_last, TfError *error)
{
    TfStatus status = TF_OK;
    tf_arena_reset(&reader->arena);
    reader->found = NULL;
    reader->count = reader->capacity = reader->taken = 0;
    text_add_slice(&reader->pending, bytes);
    if (!reader->is_started)
        status = start(reader, error);
    if (status != TF_OK)
        return status;
    TfSlice text = text_slice(&reader->pending);
    size_t length = text.length;
    if (reader->is_xml)
        length = safe_length(text, is_last);
    while (!reader->is_xml && !is_last && length > 0 && text.bytes[length - 1] != '\n')
        length--;
    text = tf_slice_range(text, 0, length);
    if (reader->is_xml)
        status = push_xml(reader, text, is_last, error);
    else
        push_lines(reader, text);
    drop_pending(reader, length);
    return reader->is_lost || reader->pending.failed ? tf_fail_memory(error) : status;
}

bool sitemap_take(SitemapReader *reader, Document *document)
{
    if (reader->taken >= reader->count)
        return false;
    *document = reader->found[reader->taken++];
    return true;
}
