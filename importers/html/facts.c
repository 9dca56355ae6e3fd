/* What a page says about itself. */
#include "importers/html/html_internal.h"

#define TITLE_BYTES 1024

static TfSlice content_of(xmlNodePtr node)
{
    if (html_is(node, "meta") && tf_slice_is(html_attribute(node, "property"), "og:title"))
        return html_attribute(node, "content");
    return (TfSlice){NULL, 0};
}

TfStatus html_find_facts(const HtmlPage *page, HtmlFacts *facts, TfError *error)
{
    *facts = (HtmlFacts){0};
    xmlNodePtr root = xmlDocGetRootElement(page->doc);
    TfSlice title = {NULL, 0};
    for (xmlNodePtr node = root; node != NULL && title.bytes == NULL; node = html_next(node, root))
        title = content_of(node);
    for (xmlNodePtr node = root; node != NULL && title.bytes == NULL; node = html_next(node, root))
        if (html_is(node, "title"))
            title = html_text(node, TITLE_BYTES, page->arena);
    if (title.bytes != NULL)
        facts->title = tf_arena_copy(page->arena, tf_slice_trim(title));
    return title.bytes != NULL && facts->title.bytes == NULL ? tf_fail_memory(error) : TF_OK;
}
