/* Reading libxml2's tree without copies and without recursion. */
#include "importers/html/facts_internal.h"

#include "importers/readers/character.h"

#include <string.h>

TfSlice fact_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        if (attribute->name[0] == (unsigned char)name[0] &&
            strcmp((const char *)attribute->name, name) == 0) {
            const xmlNode *value = attribute->children;
            return value != NULL && value->content != NULL ? tf_slice((const char *)value->content)
                                                           : (TfSlice){NULL, 0};
        }
    return (TfSlice){NULL, 0};
}

bool fact_is(const xmlNode *node, const char *name)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && node->name[0] == (unsigned char)name[0] &&
           strcmp((const char *)node->name, name) == 0;
}

xmlNode *fact_next(const xmlNode *root, xmlNode *node, bool into)
{
    if (into && node->children != NULL && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != root && node->next == NULL)
        node = node->parent;
    return node == root ? NULL : node->next;
}

bool fact_is_below(const xmlNode *node, const xmlNode *ancestor)
{
    for (; node != NULL; node = node->parent)
        if (node == ancestor)
            return true;
    return false;
}

static bool is_unseen(const xmlNode *node)
{
    static const char *const names[] = {"script", "style", "noscript", "template", "svg", "button", "select"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (fact_is(node, names[i]))
            return true;
    return false;
}

/* Elements within a line: no blank stands between their text and the text before. */
static bool is_inline(const xmlNode *node)
{
    static const char *const names[] = {"a",    "b",    "i",   "em",  "strong", "u",
                                        "span", "font", "sup", "sub", "mark"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (fact_is(node, names[i]))
            return true;
    return false;
}

/* Nodes looked at for one text: pages of empty elements must not cost a walk over all of them a text. */
#define MOST_NODES 4000

typedef struct Gathered {
    char *bytes;
    size_t length;
    size_t most;
    bool blank;
    bool cut;
} Gathered;

static void gather(Gathered *to, TfSlice text)
{
    for (size_t at = 0; at < text.length && !to->cut;) {
        size_t start = at;
        UChar32 character = character_next(text, &at);
        if (character > ' ' && character < 0x7F && !to->blank && to->length + 2 <= to->most) {
            to->bytes[to->length++] = (char)character;
            continue;
        }
        if (character <= ' ' || character == 0xA0 || character == 0x200B || u_isUWhiteSpace(character)) {
            to->blank = true;
            continue;
        }
        if (to->length + (at - start) + 1 > to->most) {
            to->cut = true;
            return;
        }
        if (to->blank && to->length > 0)
            to->bytes[to->length++] = ' ';
        to->blank = false;
        memcpy(to->bytes + to->length, text.bytes + start, at - start);
        to->length += at - start;
    }
}

TfSlice fact_node_text(const xmlNode *node, size_t most, TfArena *arena, bool *whole)
{
    Gathered to = {.bytes = tf_arena_room(arena, most + 1), .most = most};
    xmlNode *at = node->type == XML_ELEMENT_NODE ? node->children : NULL;
    if (to.bytes == NULL)
        return (TfSlice){NULL, 0};
    if (node->type == XML_TEXT_NODE && node->content != NULL)
        gather(&to, tf_slice((const char *)node->content));
    for (size_t seen = 0; at != NULL && !to.cut; seen++) {
        to.cut = seen >= MOST_NODES;
        if (at->type == XML_TEXT_NODE && at->content != NULL)
            gather(&to, tf_slice((const char *)at->content));
        else if (at->type == XML_ELEMENT_NODE)
            to.blank |= !is_inline(at);
        at = fact_next(node, at, !is_unseen(at));
    }
    if (whole != NULL)
        *whole = !to.cut;
    return to.length > 0 ? tf_slice_of(to.bytes, to.length) : (TfSlice){NULL, 0};
}
