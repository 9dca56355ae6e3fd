/* The pages of the articles. */
#include "tracker/web/report_parts.h"

#include <stdlib.h>
#include <string.h>

static int by_article(const void *left, const void *right)
{
    const TfClaimRecord *a = *(const TfClaimRecord *const *)left;
    const TfClaimRecord *b = *(const TfClaimRecord *const *)right;
    int order = (a->article_id > b->article_id) - (a->article_id < b->article_id);
    return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

typedef struct Articles {
    Writer *writer;
    Manifest *now;
    TextBuilder scratch;
} Articles;

/* What the page of an article is made of and by: its text never changes, all else of it is hashed. */
static TfStatus find_key(Articles *articles, const TfArticleRow *row, const TfClaimRecord *const *claims,
                         size_t count, char key[DIGEST_CHARS], TfError *error)
{
    const Writer *writer = articles->writer;
    struct sha256_ctx digest;
    TfStatus status = TF_OK;
    sha256_init(&digest);
    digest_text(&digest, tf_slice(writer->program));
    digest_date(&digest, writer->options->ask.as_of);
    digest_integer(&digest, row->id);
    digest_text(&digest, row->doc);
    digest_text(&digest, row->title);
    digest_text(&digest, row->outlet);
    digest_text(&digest, row->lang);
    digest_date(&digest, row->date);
    digest_text(&digest, row->imported_at);
    digest_integer(&digest, (int64_t)row->claim_count);
    digest_text(&digest, row->first_url);
    digest_integer(&digest, row->copy_of);
    for (size_t i = 0; i < count && status == TF_OK; i++)
        status = digest_record(&digest, claims[i], &articles->scratch, error);
    digest_end(&digest, key);
    if (writer->program[0] == '\0')
        key[0] = '\0';
    return status;
}

static TfStatus make_article(Writer *writer, const TfArticleRow *row, const TfClaimRecord *const *claims,
                             size_t count, TfSlice name, ArticleEntry *entry, TfError *error)
{
    TfArticle article;
    TfStatus status = tf_article(writer->tradefig, row->id, &writer->page, &article, error);
    if (status != TF_OK)
        return status;
    article_page(&article, row, claims, count, writer->options->ask.as_of, &writer->page, &writer->out);
    entry->size = text_slice(&writer->out).length;
    return writer_put_page(writer, name, error);
}

static TfStatus write_article(Articles *articles, const TfArticleRow *row, const TfClaimRecord *const *claims,
                              size_t count, TfError *error)
{
    Writer *writer = articles->writer;
    const ArticleEntry *old = manifest_article(writer->old, row->id);
    ArticleEntry *entry = &articles->now->articles[articles->now->article_count];
    tf_arena_reset(&writer->page);
    TfSlice name = tf_arena_format(&writer->page, WEB_ARTICLES "%lld.html", (long long)row->id);
    TfStatus status = name.bytes != NULL ? find_key(articles, row, claims, count, entry->key, error)
                                         : tf_fail_memory(error);
    if (status != TF_OK)
        return status;
    entry->id = row->id;
    if (old != NULL && entry->key[0] != '\0' && strcmp(old->key, entry->key) == 0 &&
        writer_has(writer, name, old->size))
        entry->size = old->size;
    else
        status = make_article(writer, row, claims, count, name, entry, error);
    articles->now->article_count += status == TF_OK;
    return status;
}

/* Both lists are by article. */
static TfStatus write_each_article(Articles *articles, const TfArticleRows *rows,
                                   const TfClaimRecord *const *claims, size_t count, TfError *error)
{
    TfStatus status = TF_OK;
    size_t row = 0;
    for (size_t first = 0; first < count && status == TF_OK && !report_is_interrupted();) {
        size_t end = first;
        while (end < count && claims[end]->article_id == claims[first]->article_id)
            end++;
        while (row < rows->count && rows->items[row].id < claims[first]->article_id)
            row++;
        if (row < rows->count && rows->items[row].id == claims[first]->article_id)
            status = write_article(articles, &rows->items[row], claims + first, end - first, error);
        first = end;
    }
    return status;
}

/* The claims of the pairs that the report is about, by article. */
static TfStatus find_claims(Writer *writer, const TfClaimRecord ***sorted, size_t *count, TfError *error)
{
    TfClaimRows claims;
    TfClaimFilter filter = {.as_of = writer->options->ask.as_of};
    TfStatus status = tf_claims(writer->tradefig, &filter, &writer->kept, &claims, error);
    if (status != TF_OK)
        return status;
    *sorted = tf_arena_alloc_array(&writer->kept, claims.count, sizeof **sorted);
    if (*sorted == NULL)
        return tf_fail_memory(error);
    *count = 0;
    for (size_t i = 0; i < claims.count; i++)
        if (report_is_about(writer, tf_claim_pair(&claims.items[i].claim)))
            (*sorted)[(*count)++] = &claims.items[i];
    qsort(*sorted, *count, sizeof **sorted, by_article);
    return TF_OK;
}

TfStatus report_write_articles(Writer *writer, Manifest *now, TfError *error)
{
    TfArticleRows rows = {NULL, 0};
    const TfClaimRecord **claims = NULL;
    size_t count = 0;
    Articles articles = {.writer = writer, .now = now};
    TfStatus status = tf_articles(writer->tradefig, &writer->kept, &rows, error);
    if (status == TF_OK)
        status = find_claims(writer, &claims, &count, error);
    if (status != TF_OK)
        return status;
    now->articles = tf_arena_alloc_array(&writer->kept, rows.count, sizeof *now->articles);
    if (now->articles == NULL)
        return tf_fail_memory(error);
    text_init(&articles.scratch, 0);
    status = write_each_article(&articles, &rows, claims, count, error);
    text_done(&articles.scratch);
    return status;
}
