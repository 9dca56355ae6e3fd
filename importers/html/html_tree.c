/* libxml2's tree of a page, built through its SAX interface: with the offset of each node, without attributes
 * that nobody asks for, and with limits on nodes and depth. */
#include "importers/html/html_internal.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <string.h>

typedef struct Builder {
    size_t nodes;
    size_t too_deep; /* open elements that hang on none of their own */
    bool too_many;
} Builder;

/* Attributes that no part of the reader asks for; on... as well. */
static const char *const unread[] = {
    "alt",     "sizes",     "srcset",         "width",         "height",      "target",
    "loading", "decoding",  "tabindex",       "crossorigin",   "border",      "valign",
    "align",   "integrity", "referrerpolicy", "fetchpriority", "data-srcset", "data-src",
};

static bool is_unread(const char *name)
{
    if (name[0] == 'o' && name[1] == 'n')
        return true;
    for (size_t i = 0; i < sizeof unread / sizeof unread[0]; i++)
        if (name[0] == unread[i][0] && strcmp(name, unread[i]) == 0)
            return true;
    return false;
}

/* Fills `kept` from libxml2's list of names and values; returns how many. */
static size_t choose_attributes(const xmlChar **attributes, const xmlChar *kept[2 * HTML_MOST_ATTRIBUTES + 2])
{
    size_t count = 0;
    for (size_t i = 0; attributes != NULL && attributes[i] != NULL && count < 2 * HTML_MOST_ATTRIBUTES;
         i += 2)
        if (!is_unread((const char *)attributes[i])) {
            kept[count++] = attributes[i];
            kept[count++] = attributes[i + 1];
        }
    kept[count] = NULL;
    kept[count + 1] = NULL;
    return count / 2;
}

static size_t offset_of(const xmlParserCtxt *context)
{
    return (size_t)context->input->consumed + (size_t)(context->input->cur - context->input->base);
}

static void set_offset(xmlNodePtr node, size_t offset)
{
    node->_private = (char *)NULL + offset; /* a number in the place of a pointer */
}

static bool count_nodes(xmlParserCtxt *context, Builder *builder, size_t count)
{
    builder->nodes += count;
    if (builder->nodes <= HTML_MOST_NODES)
        return true;
    builder->too_many = true;
    xmlStopParser(context);
    return false;
}

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes)
{
    xmlParserCtxt *context = user;
    Builder *builder = context->_private;
    if (context->nodeNr >= HTML_MOST_DEPTH || builder->too_deep > 0) {
        builder->too_deep++;
        return;
    }
    const xmlChar *kept[2 * HTML_MOST_ATTRIBUTES + 2];
    size_t attribute_count = choose_attributes(attributes, kept);
    if (!count_nodes(context, builder, 1 + attribute_count / 4))
        return;
    xmlSAX2StartElement(context, name, kept[0] != NULL ? kept : NULL);
    if (context->node != NULL)
        set_offset(context->node, offset_of(context));
}

static void end_element(void *user, const xmlChar *name)
{
    xmlParserCtxt *context = user;
    Builder *builder = context->_private;
    if (builder->too_deep > 0)
        builder->too_deep--;
    else
        xmlSAX2EndElement(context, name);
}

static void add_text(void *user, const xmlChar *text, int length)
{
    xmlParserCtxt *context = user;
    xmlNodePtr before = context->node != NULL ? context->node->last : NULL;
    xmlSAX2Characters(context, text, length);
    xmlNodePtr last = context->node != NULL ? context->node->last : NULL;
    if (last == NULL || last == before || last->type != XML_TEXT_NODE)
        return;
    size_t end = offset_of(context);
    set_offset(last, end >= (size_t)length ? end - (size_t)length : 0);
    (void)count_nodes(context, context->_private, 1);
}

static TfStatus parse(xmlParserCtxt *context, HtmlPage *page, TfError *error)
{
    Builder builder = {0};
    context->_private = &builder;
    (void)htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                          HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
    context->options |= XML_PARSE_HUGE; /* depth and length have limits of our own */
    (void)xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    context->sax->startElement = start_element;
    context->sax->endElement = end_element;
    context->sax->characters = add_text;
    (void)htmlParseDocument(context);
    page->doc = context->myDoc;
    context->myDoc = NULL;
    if (builder.too_many)
        return tf_fail(error, TF_LIMIT,
                       "has more than %zu elements and texts, a page that people read was needed",
                       HTML_MOST_NODES);
    if (context->errNo == XML_ERR_NO_MEMORY)
        return tf_fail_memory(error);
    if (page->doc == NULL || xmlDocGetRootElement(page->doc) == NULL)
        return tf_fail(error, TF_BAD_INPUT,
                       "holds nothing that reads as a web page, a page with text was needed");
    return TF_OK;
}

TfStatus html_make_tree(HtmlPage *page, TfError *error)
{
    page->doc = NULL;
    if (page->source.length == 0)
        return tf_fail(error, TF_BAD_INPUT,
                       "holds nothing but scripts and comments, a page with text was needed");
    xmlParserCtxt *context = htmlCreateMemoryParserCtxt(page->source.bytes, (int)page->source.length);
    if (context == NULL)
        return tf_fail_memory(error);
    TfStatus status = parse(context, page, error);
    if (status != TF_OK)
        html_free_tree(page);
    htmlFreeParserCtxt(context);
    return status;
}

void html_free_tree(HtmlPage *page)
{
    if (page->doc != NULL)
        xmlFreeDoc(page->doc);
    page->doc = NULL;
}

xmlNodePtr html_skip(xmlNodePtr node, xmlNodePtr root)
{
    while (node != root && node->next == NULL)
        node = node->parent;
    return node != root ? node->next : NULL;
}

xmlNodePtr html_next(xmlNodePtr node, xmlNodePtr root)
{
    if (node->type == XML_ELEMENT_NODE && node->children != NULL)
        return node->children;
    return html_skip(node, root);
}

bool html_is(xmlNodePtr node, const char *element)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, element) == 0;
}

TfSlice html_attribute(xmlNodePtr node, const char *name)
{
    for (xmlAttrPtr attribute = node->type == XML_ELEMENT_NODE ? node->properties : NULL; attribute != NULL;
         attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0) {
            xmlNodePtr value = attribute->children;
            return tf_slice(value != NULL && value->content != NULL ? (const char *)value->content : "");
        }
    return (TfSlice){NULL, 0};
}

static bool is_blank(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* Appends with single blanks, as far as there is room. */
static size_t add_squeezed(const char *text, char *to, size_t length, size_t most)
{
    for (; *text != '\0' && length < most; text++)
        if (!is_blank(*text))
            to[length++] = *text;
        else if (length > 0 && to[length - 1] != ' ')
            to[length++] = ' ';
    return length;
}

/* Without a character that was cut at the end. */
static size_t whole_characters(const char *text, size_t length)
{
    size_t start = length;
    while (start > 0 && length - start < 4 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start > 0 && tf_utf8_sequence(text + start - 1, length - start + 1) == 0)
        return start - 1;
    return length;
}

TfSlice html_text(xmlNodePtr node, size_t most, TfArena *arena)
{
    char *to = tf_arena_room(arena, most + 1);
    if (to == NULL)
        return (TfSlice){NULL, 0};
    size_t length = 0;
    for (xmlNodePtr at = node; at != NULL && length < most; at = html_next(at, node)) {
        if (at->type == XML_TEXT_NODE && at->content != NULL)
            length = add_squeezed((const char *)at->content, to, length, most);
        else if (at != node && html_is(at, "br"))
            length = add_squeezed(" ", to, length, most);
    }
    if (length == most)
        length = whole_characters(to, length);
    return tf_slice_trim(tf_slice_of(to, length));
}
