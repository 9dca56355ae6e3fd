/* One pair or all of them. */
#include "tracker/cli/pairs.h"

static TfStatus answer_every_pair(const Context *context, Tradefig *tradefig, const TfAsk *ask,
                                  PairAnswer answer, void *state)
{
    TfPairRows pairs = {NULL, 0};
    TfStatus status = tf_pairs(tradefig, context->arena, &pairs, context->error);
    for (size_t i = 0; i < pairs.count && status == TF_OK; i++) {
        TfAsk one = *ask;
        one.pair = pairs.items[i].pair;
        status = answer(state, tradefig, &one);
        if (status == TF_NOT_FOUND) {
            context->error->status = TF_OK;
            status = TF_OK;
        }
    }
    return status;
}

TfStatus answer_pairs(const Context *context, PairAnswer answer, void *state, TfAsk *ask)
{
    Tradefig *tradefig = NULL;
    bool is_one = context->argument_count > 0;
    TfStatus status = is_one ? read_ask(context, 0, ask) : read_ask_options(context, ask);
    if (status == TF_OK)
        status = open_database(context, false, &tradefig);
    if (status == TF_OK)
        status =
            is_one ? answer(state, tradefig, ask) : answer_every_pair(context, tradefig, ask, answer, state);
    tf_close(tradefig);
    return status;
}

TfStatus fail_not_found(const Context *context, const char *what, const TfAsk *ask)
{
    char name[TF_PAIR_CHARS];
    bool is_one = context->argument_count > 0;
    return tf_fail(context->error, TF_NOT_FOUND, "%s%s%s", what, is_one ? " for " : "",
                   is_one ? tf_pair_short(name, ask->pair) : "");
}
