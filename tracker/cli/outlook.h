/* What tradefig project tells beside the years: the chances of reaching a value, and months. */
#ifndef TRACKER_CLI_OUTLOOK_H
#define TRACKER_CLI_OUTLOOK_H

#include "tracker/base/json_writer.h"
#include "tracker/cli/common.h"

/* "30bn", "500 mn", "3e10", "1.2 trillion"; 10,000 dollars or more. */
bool outlook_read_amount(TfSlice text, double *value);
/* --to, --measure, --reach and --months. */
TfProjectOptions outlook_options(const Options *options);

/* "turnover", or with whose it is: "exports of Kazakhstan to Russia". */
TfSlice outlook_measure_text(TfPair pair, TfMeasure measure, TfArena *arena);
void outlook_print_text(const TfPairProjection *answer, TfArena *arena, TextBuilder *out);
void outlook_print_json(const TfPairProjection *answer, JsonWriter *json);

#endif
