/* Claims as JSON, schema tradefig-claim/1: what `extract` prints, `import --format claims` reads and the
 * store keeps.
 */
#ifndef TRACKER_MODEL_CLAIM_JSON_H
#define TRACKER_MODEL_CLAIM_JSON_H

#include "tracker/base/json_writer.h"
#include "tracker/model/claim.h"

/* Writes one claim as one JSON object, all fields in the schema's order. `id` may be empty. */
void claim_write_json(JsonWriter *json, const char *key, const TfClaim *claim, TfSlice id);

/* Reads one JSON object.
 *
 * line    one object; unknown fields are ignored, missing ones take the schema's default
 * claim   out: its slices live in `arena`
 * Errors  TF_BAD_INPUT naming the field, what was found and what was needed; TF_NO_MEMORY */
TF_CHECKED TfStatus claim_read_json(TfSlice line, TfArena *arena, TfClaim *claim, TfError *error);

#endif
