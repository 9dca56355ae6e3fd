/* Any bytes as a case of the projection protocol: an answer with finite numbers in the right order, or an
 * error of one line. */
#include "tracker/projection/protocol.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The number after "0.5": in the answer; aborts when it is not one. */
static double quantile(TfSlice answer, const char *name)
{
    size_t at = tf_slice_find(answer, 0, name);
    if (at == TF_NOWHERE)
        abort();
    return strtod(answer.bytes + at + strlen(name), NULL);
}

static void check_answer(TfSlice answer)
{
    double low = quantile(answer, "\"0.025\":");
    double middle = quantile(answer, "\"0.5\":");
    double high = quantile(answer, "\"0.975\":");
    double chance = quantile(answer, "\"p_target\":");
    if (!(low > 0 && low <= middle && middle <= high && chance >= 0 && chance <= 1))
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static ClaimWorkspace *workspace;
    TextBuilder out;
    TfError error = {.message = ""};
    if (workspace == NULL)
        workspace = claim_workspace_alloc(16, 120);
    if (workspace == NULL)
        return 0;
    text_init(&out, 1 << 20);
    TfStatus status = protocol_answer(workspace, tf_slice_of((const char *)data, size), &out, &error);
    if (status == TF_OK)
        check_answer(text_slice(&out));
    else if (error.message[0] == '\0' || strchr(error.message, '\n') != NULL)
        abort();
    text_done(&out);
    return 0;
}
