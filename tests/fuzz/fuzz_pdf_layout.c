/* Lines of printed pages on any bytes: what comes out is no longer than what went in, a few blanks apart. */
#include "importers/readers/pdf.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfError error;
    TextBuilder text;
    text_init(&text, (size_t)64 << 20);
    TfSlice pages = tf_slice_of((const char *)data, size);
    if (pdf_join_lines(pages, &text, &error) == TF_OK && text.length > 2 * size)
        abort();
    text_done(&text);
    return 0;
}
