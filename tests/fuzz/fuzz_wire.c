/* Any bytes as the answer of a worker process: refused in one line, or a result whose values are possible. */
#include "tracker/intake/wire.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_claim(const TfClaim *claim, size_t length)
{
    if (claim->span.start > claim->span.end || claim->span.end > length || !tf_claim_is_bounded(claim) ||
        !(claim->confidence >= 0 && claim->confidence <= 1))
        abort();
    for (size_t i = 0; i < claim->mention_count; i++)
        if (claim->mentions[i].end > length)
            abort();
}

/* What was taken once comes out the same a second time. */
static void check_round(const IntakeResult *result, TfSlice bytes)
{
    TextBuilder out;
    text_init(&out, 0);
    wire_put_result(&out, result);
    if (out.failed || out.length > bytes.length)
        abort();
    text_done(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfArena arena;
    IntakeResult result;
    Document document;
    TfError error = {.message = ""};
    TfSlice bytes = tf_slice_of((const char *)data, size);
    tf_arena_init(&arena, (size_t)64 << 20);
    TfStatus status = wire_get_result(bytes, &arena, &result, &error);
    if (status != TF_OK && (error.message[0] == '\0' || strchr(error.message, '\n') != NULL))
        abort();
    if (status == TF_OK && result.outcome == INTAKE_READ)
        for (size_t i = 0; i < result.claims.count; i++)
            check_claim(&result.claims.items[i], result.article.text.length);
    if (status == TF_OK)
        check_round(&result, bytes);
    if (wire_get_document(bytes, &document, &error) == TF_OK && document.id.length > size)
        abort();
    tf_arena_done(&arena);
    return 0;
}
