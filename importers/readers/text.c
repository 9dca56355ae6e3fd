/* The plain-text reader: decode, then read the page. */
#include "importers/readers/charset.h"
#include "importers/readers/page.h"

TfStatus reader_read_text(TfSlice bytes, TfSlice id, const ReaderOptions *options, TfArena *arena,
                          TfArticle *article, TfError *error)
{
    if (bytes.length > READER_MOST_BYTES)
        return tf_fail(error, TF_LIMIT, "has %zu MB, an article of at most %zu MB was needed",
                       bytes.length >> 20, READER_MOST_BYTES >> 20);
    ReaderDecoded decoded;
    TfStatus status = reader_decode(bytes, arena, &decoded, error);
    if (status != TF_OK)
        return status;
    TfArticle read = {.text = decoded.text, .encoding = decoded.encoding, .bad_bytes = decoded.bad_bytes};
    read.id = tf_arena_copy(arena, id);
    if (read.id.bytes == NULL)
        return tf_fail_memory(error);
    status = reader_fill_article(options, (TfSlice){NULL, 0}, arena, &read, error);
    if (status == TF_OK)
        *article = read;
    return status;
}
