/* Which attributes some part of the reader asks for: most of a page's are for its looks and its scripts, and
 * time and memory go into each that libxml2 reads. */
#include "importers/html/facts_internal.h"

#include <string.h>

/* A date has figures; they may be written as entities or in another script. */
static bool may_hold_figure(TfSlice value)
{
    for (size_t i = 0; i < value.length; i++)
        if ((value.bytes[i] >= '0' && value.bytes[i] <= '9') || value.bytes[i] == '&' ||
            (value.bytes[i] & 0x80) != 0)
            return true;
    return false;
}

static bool may_hide(TfSlice style)
{
    return tf_slice_find(style, 0, "display") != TF_NOWHERE ||
           tf_slice_find(style, 0, "visibility") != TF_NOWHERE ||
           memchr(style.bytes, '&', style.length) != NULL;
}

static bool is_named(TfSlice name, const char *wanted)
{
    return tf_slice_equal_ascii_case(name, tf_slice(wanted));
}

static bool has_capital(TfSlice name)
{
    for (size_t i = 0; i < name.length; i++)
        if (name.bytes[i] >= 'A' && name.bytes[i] <= 'Z')
            return true;
    return false;
}

/* Links: whether there is one counts, its address only where it may lead to an author's page or the first. */
static HtmlNeed need_of_href(TfSlice element, TfSlice value)
{
    if (!is_named(element, "a"))
        return is_named(element, "link") || is_named(element, "base") ? HTML_VALUE : HTML_UNREAD;
    return fact_is_home(value) || (fact_class_bits(value) & WORD_AUTHOR) != 0 ? HTML_VALUE : HTML_NAME;
}

/* "data-published"; libxml2 will write the name small, which may make other words of it. */
static HtmlNeed need_of_data(TfSlice name)
{
    return has_capital(name) || (fact_class_bits(name) & WORD_DATE) != 0 ? HTML_VALUE : HTML_UNREAD;
}

HtmlNeed html_need(TfSlice element, TfSlice name, TfSlice value)
{
    static const TfSlice always[] = {TF_SLICE("class"),     TF_SLICE("id"),          TF_SLICE("role"),
                                     TF_SLICE("rel"),       TF_SLICE("itemprop"),    TF_SLICE("property"),
                                     TF_SLICE("content"),   TF_SLICE("lang"),        TF_SLICE("datetime"),
                                     TF_SLICE("pubdate"),   TF_SLICE("aria-hidden"), TF_SLICE("hidden"),
                                     TF_SLICE("http-equiv")};
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++)
        if (name.length == always[i].length && (name.bytes[0] | 0x20) == always[i].bytes[0] &&
            tf_slice_equal_ascii_case(name, always[i]))
            return HTML_VALUE;
    if (is_named(name, "href"))
        return need_of_href(element, value);
    if (is_named(name, "style"))
        return may_hide(value) ? HTML_VALUE : HTML_UNREAD;
    if (is_named(name, "title"))
        return may_hold_figure(value) ? HTML_VALUE : HTML_UNREAD;
    if (is_named(name, "name"))
        return is_named(element, "meta") ? HTML_VALUE : HTML_UNREAD;
    return is_named(tf_slice_range(name, 0, 5), "data-") ? need_of_data(name) : HTML_UNREAD;
}
