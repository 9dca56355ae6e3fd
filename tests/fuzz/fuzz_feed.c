/* The feed reader on any bytes: it returns, and every document it gives has an id and an address or a text.
 */
#include "importers/archive/feed.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfArena arena;
    TfError error;
    FeedDocuments documents;
    FeedOrigin origin = {.name = "feed", .url = TF_SLICE("https://a.example/feed")};
    tf_arena_init(&arena, (size_t)256 << 20);
    TfSlice bytes = tf_slice_of((const char *)data, size);
    if (feed_read(bytes, &origin, &arena, &documents, &error) == TF_OK)
        for (size_t i = 0; i < documents.count; i++)
            if (documents.items[i].id.length == 0 ||
                (documents.items[i].url.length == 0 && documents.items[i].bytes.length == 0))
                abort();
    tf_arena_done(&arena);
    return 0;
}
