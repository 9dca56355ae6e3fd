/* What a page says about itself: one walk collects what may tell something, then each fact is chosen from it.
 */
#include "importers/html/facts_internal.h"

TfStatus html_find_facts(const HtmlPage *page, HtmlFacts *facts, TfError *error)
{
    *facts = (HtmlFacts){.title = {NULL, 0}};
    FactScan *scan = tf_arena_alloc(page->arena, sizeof *scan);
    if (scan == NULL)
        return tf_fail_memory(error);
    scan->page = page;
    scan->arena = page->arena;
    TfStatus status = fact_scan(page, scan, error);
    TfSlice title = fact_meta(scan, "og:title");
    if (status == TF_OK)
        status = fact_read_ld(page, title.length > 0 ? title : scan->title, &scan->ld, error);
    if (status != TF_OK)
        return status;
    fact_find_site(scan, facts);
    fact_find_title(scan, facts);
    fact_find_date(scan, facts);
    fact_find_author(scan, facts);
    fact_find_outlet(scan, facts);
    return TF_OK;
}
