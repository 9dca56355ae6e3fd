/* The plain-text reader on any bytes: it returns, and its spans are in order and within the text. */
#include "importers/readers/reader.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool holds)
{
    if (!holds)
        abort();
}

static void check(const TfArticle *article)
{
    size_t before = 0;
    require(article->text.length > 0 && article->body_count > 0 && article->id.length > 0);
    require(article->title.start <= article->title.end && article->title.end <= article->text.length);
    for (size_t i = 0; i < article->body_count; i++) {
        require(article->body[i].start >= before && article->body[i].end > article->body[i].start);
        before = article->body[i].end;
    }
    require(before <= article->text.length);
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
    if (reader_read_text(bytes, tf_slice("fuzz"), NULL, &arena, &article, &error) == TF_OK)
        check(&article);
    tf_arena_done(&arena);
    return 0;
}
