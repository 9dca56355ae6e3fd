/* The JSON Lines reader on any line: it returns, and what it returns has a text, an id and a body within the
 * text. */
#include "importers/readers/reader.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfArena arena;
    TfArticle article;
    TfError error;
    tf_arena_init(&arena, (size_t)256 << 20);
    TfSlice line = tf_slice_of((const char *)data, size);
    if (reader_read_jsonl(line, 1, NULL, &arena, &article, &error) == TF_OK) {
        size_t end = article.body[article.body_count - 1].end;
        if (article.text.length == 0 || article.id.length == 0 || end > article.text.length)
            abort();
    }
    tf_arena_done(&arena);
    return 0;
}
