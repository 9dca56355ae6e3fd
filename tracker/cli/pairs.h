/* What a command answers: the pair that its arguments name, or every pair in turn. */
#ifndef TRACKER_CLI_PAIRS_H
#define TRACKER_CLI_PAIRS_H

#include "tracker/cli/common.h"

/* Answers for the pair in `ask`. TF_NOT_FOUND: nothing is known of it on that day. */
typedef TfStatus (*PairAnswer)(void *state, Tradefig *tradefig, const TfAsk *ask);

/* Reads pair and options, opens the database and answers; pairs that are not known on that day are passed
 * over where none was named.
 *
 * ask  out: as it was read; without a pair, its pair says nothing
 * Errors  those of read_ask, open_database and of `answer` */
TF_CHECKED TfStatus answer_pairs(const Context *context, PairAnswer answer, void *state, TfAsk *ask);

/* "no target is stated for KZ-RU": nothing was found of the pair that was named, or of any. */
TfStatus fail_not_found(const Context *context, const char *what, const TfAsk *ask);

#endif
