/* The pages of the articles. */
#include "tracker/web/report_parts.h"

#include <stdlib.h>

static int by_article(const void *left, const void *right)
{
    const TfClaimRecord *a = *(const TfClaimRecord *const *)left;
    const TfClaimRecord *b = *(const TfClaimRecord *const *)right;
    int order = (a->article_id > b->article_id) - (a->article_id < b->article_id);
    return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static TfStatus write_article(Writer *writer, const TfArticleRow *row, const TfClaimRecord *const *claims,
                              size_t count, TfError *error)
{
    TfArticle article;
    tf_arena_reset(&writer->page);
    TfStatus status = tf_article(writer->tradefig, row->id, &writer->page, &article, error);
    if (status != TF_OK)
        return status;
    article_page(&article, row, claims, count, writer->options->ask.as_of, &writer->page, &writer->out);
    writer->report->articles++;
    return writer_put_page(
        writer, tf_arena_format(&writer->page, WEB_ARTICLES "%lld.html", (long long)row->id), error);
}

/* Both lists are by article. */
static TfStatus write_each_article(Writer *writer, const TfArticleRows *rows,
                                   const TfClaimRecord *const *claims, size_t count, TfError *error)
{
    TfStatus status = TF_OK;
    size_t row = 0;
    for (size_t first = 0; first < count && status == TF_OK;) {
        size_t end = first;
        while (end < count && claims[end]->article_id == claims[first]->article_id)
            end++;
        while (row < rows->count && rows->items[row].id < claims[first]->article_id)
            row++;
        if (row < rows->count && rows->items[row].id == claims[first]->article_id)
            status = write_article(writer, &rows->items[row], claims + first, end - first, error);
        first = end;
    }
    return status;
}

TfStatus report_write_articles(Writer *writer, TfError *error)
{
    TfArticleRows rows;
    TfClaimRows claims;
    TfClaimFilter filter = {.as_of = writer->options->ask.as_of};
    TfStatus status = tf_articles(writer->tradefig, &writer->kept, &rows, error);
    if (status == TF_OK)
        status = tf_claims(writer->tradefig, &filter, &writer->kept, &claims, error);
    if (status != TF_OK)
        return status;
    const TfClaimRecord **sorted = tf_arena_alloc_array(&writer->kept, claims.count, sizeof *sorted);
    if (sorted == NULL)
        return tf_fail_memory(error);
    size_t count = 0;
    for (size_t i = 0; i < claims.count; i++)
        if (report_is_about(writer, tf_claim_pair(&claims.items[i].claim)))
            sorted[count++] = &claims.items[i];
    qsort(sorted, count, sizeof *sorted, by_article);
    return write_each_article(writer, &rows, sorted, count, error);
}
