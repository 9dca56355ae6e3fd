/* Any bytes as an input: whatever they are taken for, the source ends, and each document lies within what it
 * says. */
#include "importers/archive/source.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static volatile char sum;
    SourceOptions options = {.most_bytes = (size_t)1 << 20};
    Source *source = NULL;
    TfSlice none = {NULL, 0};
    if (source_open_bytes(tf_slice_of((const char *)data, size), "fuzz", none, (TfDate){0}, &options, &source,
                          NULL) != TF_OK)
        return 0;
    for (size_t steps = 0;; steps++) {
        Document document;
        TfStatus status = source_next(source, &document, NULL);
        if (status == TF_OK && document.kind == DOCUMENT_NONE)
            break;
        if (steps > size + 16) /* each step takes something */
            abort();
        for (size_t i = 0; i < document.bytes.length; i++)
            sum = (char)(sum + document.bytes.bytes[i]);
    }
    source_close(source);
    return 0;
}
