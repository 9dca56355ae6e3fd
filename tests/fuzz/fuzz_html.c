/* The reader of web pages on any bytes: it returns, its spans and places are in order and within text and
 * page. */
#include "importers/html/html.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check(const TfArticle *article, size_t size)
{
    size_t before = 0;
    require(article->text.length > 0 && article->body_count > 0 && article->id.length > 0);
    require(article->title.start <= article->title.end && article->title.end <= article->text.length);
    for (size_t i = 0; i < article->body_count; i++) {
        require(article->body[i].start >= before && article->body[i].end > article->body[i].start);
        before = article->body[i].end;
    }
    require(before <= article->text.length);
    for (size_t i = 0; i < article->place_count; i++)
        require(article->places[i].input < size && article->places[i].text == article->body[i].start);
    require(!tf_date_is_set(article->date) ||
            tf_date_is_valid(article->date.year, article->date.month, article->date.day));
    require(tf_date_is_set(article->date) == (article->date_basis != TF_DATE_UNKNOWN));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfArena arena;
    TfArticle article;
    TfError error;
    tf_arena_init(&arena, (size_t)256 << 20);
    TfSlice bytes = tf_slice_of((const char *)data, size);
    if (html_read(bytes, tf_slice("fuzz"), NULL, &arena, &article, &error) == TF_OK)
        check(&article, size);
    tf_arena_done(&arena);
    return 0;
}
