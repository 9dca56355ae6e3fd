/* Runs the parts of a page in order and fills the article with what they found and what the caller knew. */
#include "importers/readers/page.h"

/* Bytes at the head in which a title given beside the text is looked for. */
#define TITLE_WITHIN 4096

static const TfSlice unset = {NULL, 0};

/* Copies what is set; false when memory is short. */
static bool keep(TfArena *arena, TfSlice slice, TfSlice *kept)
{
    *kept = slice.bytes != NULL ? tf_arena_copy(arena, slice) : slice;
    return slice.bytes == NULL || kept->bytes != NULL;
}

/* Finds the given title as a line near the head. */
static bool find_title(const Page *page, TfSlice title, TfSpan *span)
{
    for (size_t line = 0; line < page->count && page->lines[line].start < TITLE_WITHIN; line++)
        if (tf_slice_equal(page_line(page, line), title)) {
            *span = (TfSpan){page->lines[line].start, page->lines[line].end};
            page->lines[line].out = page->count > 1;
            return true;
        }
    return false;
}

static void read_date_of_url(const ReaderOptions *options, PageFacts *facts)
{
    TfSlice url = options->url.bytes != NULL ? options->url : facts->url;
    if (!tf_date_is_set(facts->date) && reader_date_of_url(url, &facts->date))
        facts->date_basis = TF_DATE_URL;
}

/* One line is all body; with several, some must be left. */
static void keep_something(Page *page, PageFacts *facts)
{
    bool any = false;
    for (size_t line = 0; line < page->count; line++)
        any |= !page->lines[line].out;
    if (any)
        return;
    for (size_t line = 0; line < page->count; line++)
        page->lines[line].out = false;
    facts->title = (TfSpan){0, 0};
}

static void read_page(Page *page, const ReaderOptions *options, TfSlice title, PageFacts *facts)
{
    TfSpan given = {0, 0};
    title = tf_slice_trim(title);
    bool has_title = title.length > 0;
    bool in_text = has_title && find_title(page, title, &given);
    page_read_head(page, !has_title, facts);
    if (in_text)
        facts->title = given;
    page_read_tail(page, facts);
    read_date_of_url(options, facts);
    page_read_dateline(page, facts);
    keep_something(page, facts);
}

static void put_date(const ReaderOptions *options, const PageFacts *facts, TfArticle *article)
{
    bool given = tf_date_is_set(options->date);
    article->date = given ? options->date : facts->date;
    article->date_basis = given ? TF_DATE_GIVEN : facts->date_basis;
}

static TfStatus put_names(const ReaderOptions *options, PageFacts *facts, TfArena *arena, TfArticle *article,
                          TfError *error)
{
    if (options->outlet.bytes != NULL && !tf_slice_equal(options->outlet, facts->publisher))
        facts->outlet = options->outlet;
    if (options->url.bytes != NULL)
        facts->url = options->url;
    bool kept = keep(arena, facts->outlet, &article->outlet) &&
                keep(arena, facts->publisher, &article->publisher) &&
                keep(arena, facts->url, &article->url) && keep(arena, options->lang, &article->lang);
    return kept ? TF_OK : tf_fail_memory(error);
}

TfStatus reader_fill_article(const ReaderOptions *options, TfSlice title, TfArena *arena, TfArticle *article,
                             TfError *error)
{
    static const ReaderOptions nothing_known;
    options = options != NULL ? options : &nothing_known;
    Page page;
    PageFacts facts = {.outlet = unset};
    TfStatus status = page_split(article->text, arena, &page, error);
    if (status != TF_OK)
        return status;
    if (page.count == 0)
        return tf_fail(error, TF_BAD_INPUT, "holds only blanks, a text was needed");
    read_page(&page, options, title, &facts);
    article->title = facts.title;
    put_date(options, &facts, article);
    bool in_text = facts.title.end > facts.title.start;
    if (!keep(arena, !in_text && title.length > 0 ? title : unset, &article->headline))
        return tf_fail_memory(error);
    status = put_names(options, &facts, arena, article, error);
    if (status == TF_OK)
        status = page_make_body(&page, arena, &article->body, &article->body_count, error);
    return status;
}
