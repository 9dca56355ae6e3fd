/* The tree of a page. libxml2 reads the markup and says through its SAX interface which elements begin and
 * end; their nodes are made here, in the page's arena: with the offset of each in the page, with limits on
 * nodes and depth, and without an allocation and a release for every node, name and value. */
#include "importers/html/html_internal.h"

#include <libxml/SAX2.h>
#include <libxml/parserInternals.h>
#include <stdint.h>
#include <string.h>

typedef struct Builder {
    TfArena *arena;
    size_t nodes;
    size_t too_deep; /* open elements that hang on none of their own */
    bool too_many;
    bool failed; /* memory is short */
    char *text;  /* all texts and values, each with a NUL behind it */
    size_t room; /* the page's length: nothing gets longer by reading it */
    size_t length;
    xmlNodePtr growing; /* the text whose NUL is the last byte of `text` */
} Builder;

static size_t offset_of(const xmlParserCtxt *context)
{
    return (size_t)context->input->consumed + (size_t)(context->input->cur - context->input->base);
}

static void set_offset(xmlNodePtr node, size_t offset)
{
    node->_private = (void *)(uintptr_t)offset; /* a number in the place of a pointer */
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

static void *take(xmlParserCtxt *context, size_t size)
{
    Builder *builder = context->_private;
    void *memory = tf_arena_alloc(builder->arena, size);
    if (memory == NULL) {
        builder->failed = true;
        xmlStopParser(context);
    }
    return memory;
}

/* Appends to the last text of `text`, or begins one; NULL when there is no room. */
static char *add_bytes(Builder *builder, bool grows, const xmlChar *bytes, size_t length)
{
    size_t at = grows ? builder->length - 1 : builder->length;
    if (length >= builder->room - at)
        return NULL;
    memcpy(builder->text + at, bytes, length);
    builder->text[at + length] = '\0';
    builder->length = at + length + 1;
    return builder->text + at;
}

static xmlNodePtr make_node(xmlParserCtxt *context, xmlElementType type, const xmlChar *name)
{
    xmlNodePtr node = take(context, sizeof *node);
    if (node == NULL)
        return NULL;
    node->type = type;
    node->name = name;
    node->doc = context->myDoc;
    return node;
}

static xmlNodePtr make_text(xmlParserCtxt *context, const xmlChar *bytes, size_t length)
{
    Builder *builder = context->_private;
    char *content = add_bytes(builder, false, bytes, length);
    xmlNodePtr node = content != NULL ? make_node(context, XML_TEXT_NODE, xmlStringText) : NULL;
    if (node != NULL)
        node->content = (xmlChar *)content;
    return node;
}

/* Where the next element hangs: what stands behind the end of the page hangs on its first element. */
static xmlNodePtr open_node(const xmlParserCtxt *context)
{
    if (context->node != NULL)
        return context->node;
    xmlNodePtr root = xmlDocGetRootElement(context->myDoc);
    return root != NULL ? root : (xmlNodePtr)context->myDoc;
}

static void hang(xmlNodePtr parent, xmlNodePtr node)
{
    node->parent = parent;
    node->prev = parent->last;
    if (parent->last != NULL)
        parent->last->next = node;
    else
        parent->children = node;
    parent->last = node;
}

static void add_attributes(xmlParserCtxt *context, xmlNodePtr node, const xmlChar **attributes)
{
    xmlAttrPtr last = NULL;
    for (size_t i = 0; attributes[i] != NULL && i < 2 * HTML_MOST_ATTRIBUTES; i += 2) {
        xmlAttrPtr attribute = take(context, sizeof *attribute);
        if (attribute == NULL)
            return;
        attribute->_private = context->_private; /* it is ours: see free_foreign */
        attribute->type = XML_ATTRIBUTE_NODE;
        attribute->name = attributes[i];
        attribute->parent = node;
        attribute->doc = context->myDoc;
        attribute->prev = last;
        if (attributes[i + 1] != NULL)
            attribute->children = attribute->last =
                make_text(context, attributes[i + 1], strlen((const char *)attributes[i + 1]));
        if (last != NULL)
            last->next = attribute;
        else
            node->properties = attribute;
        last = attribute;
    }
}

static size_t count_attributes(const xmlChar **attributes)
{
    size_t count = 0;
    while (attributes != NULL && attributes[2 * count] != NULL)
        count++;
    return count;
}

static void start_element(void *user, const xmlChar *name, const xmlChar **attributes)
{
    xmlParserCtxt *context = user;
    Builder *builder = context->_private;
    if (context->nodeNr >= HTML_MOST_DEPTH || builder->too_deep > 0) {
        builder->too_deep++;
        return;
    }
    if (context->myDoc == NULL || !count_nodes(context, builder, 1 + count_attributes(attributes) / 2))
        return;
    xmlNodePtr node = make_node(context, XML_ELEMENT_NODE, name);
    if (node == NULL)
        return;
    builder->growing = NULL;
    if (attributes != NULL)
        add_attributes(context, node, attributes);
    set_offset(node, offset_of(context));
    hang(open_node(context), node);
    if (nodePush(context, node) < 0)
        builder->failed = true;
}

static void end_element(void *user, const xmlChar *name)
{
    xmlParserCtxt *context = user;
    Builder *builder = context->_private;
    (void)name;
    if (builder->too_deep > 0)
        builder->too_deep--;
    else
        (void)nodePop(context);
}

static void add_text(void *user, const xmlChar *text, int length)
{
    xmlParserCtxt *context = user;
    Builder *builder = context->_private;
    if (context->node == NULL || length <= 0)
        return;
    bool grows = builder->growing != NULL && context->node->last == builder->growing;
    if (grows) {
        (void)add_bytes(builder, true, text, (size_t)length);
        return;
    }
    xmlNodePtr node = make_text(context, text, (size_t)length);
    if (node == NULL)
        return;
    size_t end = offset_of(context);
    set_offset(node, end >= (size_t)length ? end - (size_t)length : 0);
    hang(context->node, node);
    builder->growing = node;
    (void)count_nodes(context, builder, 1);
}

static void drop_text(void *user, const xmlChar *text, int length)
{
    (void)user;
    (void)text;
    (void)length;
}

static void set_handlers(xmlSAXHandler *sax)
{
    sax->startElement = start_element;
    sax->endElement = end_element;
    sax->characters = add_text;
    sax->cdataBlock = drop_text; /* of scripts and styles */
    sax->internalSubset = NULL;
    sax->comment = NULL;
    sax->processingInstruction = NULL;
}

static TfStatus judge(const xmlParserCtxt *context, const HtmlPage *page, const Builder *builder,
                      TfError *error)
{
    if (builder->too_many)
        return tf_fail(error, TF_LIMIT,
                       "has more than %zu elements and texts, a page that people read was needed",
                       HTML_MOST_NODES);
    if (builder->failed || context->errNo == XML_ERR_NO_MEMORY)
        return tf_fail_memory(error);
    if (page->doc == NULL || xmlDocGetRootElement(page->doc) == NULL)
        return tf_fail(error, TF_BAD_INPUT,
                       "holds nothing that reads as a web page, a page with text was needed");
    return TF_OK;
}

static TfStatus parse(xmlParserCtxt *context, HtmlPage *page, TfError *error)
{
    Builder builder = {.arena = page->arena, .room = page->source.length + 16};
    builder.text = tf_arena_room(page->arena, builder.room);
    if (builder.text == NULL)
        return tf_fail_memory(error);
    context->_private = &builder;
    (void)htmlCtxtUseOptions(context, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                          HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | HTML_PARSE_NODEFDTD);
    context->options |= XML_PARSE_HUGE; /* depth and length have limits of our own */
    (void)xmlSwitchEncoding(context, XML_CHAR_ENCODING_UTF8);
    set_handlers(context->sax);
    (void)htmlParseDocument(context);
    page->doc = context->myDoc;
    context->myDoc = NULL;
    if (page->doc != NULL && page->doc->dict == NULL) { /* the nodes' names are in it */
        page->doc->dict = context->dict;
        (void)xmlDictReference(context->dict);
    }
    return judge(context, page, &builder, error);
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

/* Attributes of a second <html> are hung on the first by libxml2 itself. */
static void free_foreign(xmlNodePtr node)
{
    for (xmlAttrPtr attribute = node->properties; attribute != NULL;) {
        xmlAttrPtr next = attribute->next;
        if (attribute->_private == NULL)
            xmlFreeProp(attribute);
        attribute = next;
    }
}

void html_free_tree(HtmlPage *page)
{
    if (page->doc == NULL)
        return;
    for (xmlNodePtr node = page->doc->children; node != NULL; node = node->next)
        if (node->type == XML_ELEMENT_NODE)
            free_foreign(node);
    page->doc->children = page->doc->last = NULL; /* the arena's */
    xmlFreeDoc(page->doc);
    page->doc = NULL;
}
