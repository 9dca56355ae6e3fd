/* Ways through the tree of a page, and to the text in it. */
#include "importers/html/html_internal.h"

#include <string.h>

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
