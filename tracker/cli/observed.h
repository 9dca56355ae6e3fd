/* Observations in the words that several commands share. Private to the commands. */
#ifndef TRACKER_CLI_OBSERVED_H
#define TRACKER_CLI_OBSERVED_H

#include "tracker/base/json_writer.h"
#include "tracker/tradefig.h"

/* "12 15 17": its claims. In the arena. */
TfSlice observed_ids_text(const TfObservation *item, TfArena *arena);
/* The member "value": low and high (null where it is a bound), unit, scale, text. */
void observed_write_value(JsonWriter *json, const TfObservation *item, TfArena *arena);

#endif
