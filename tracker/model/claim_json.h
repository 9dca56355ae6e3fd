/* Claims as JSON, schema tradefig-claim/1: what `extract` prints, `import --format claims` reads and the
 * store keeps.
 */
#ifndef TRACKER_MODEL_CLAIM_JSON_H
#define TRACKER_MODEL_CLAIM_JSON_H

#include "tracker/base/json_writer.h"
#include "tracker/model/claim.h"

/* Writes one claim as one JSON object, all fields in the schema's order. `id` may be empty. */
void claim_write_json(JsonWriter *json, const char *key, const TfClaim *claim, TfSlice id);

/* The same claim in fewer bytes: what is at its default is left out, so claim_read_json reads it the same. */
void claim_write_brief(JsonWriter *json, const TfClaim *claim);
/* True when claim_read_json surely takes what is written of the claim; false says that only reading it tells.
 */
bool claim_is_plain(const TfClaim *claim);

/* Parts both ways of writing share. The tier is the one that its parties, scope and kind give a claim. */
void claim_write_mentions(JsonWriter *json, const TfClaim *claim);
void claim_write_alternatives(JsonWriter *json, const TfClaim *claim);
int claim_usual_tier(const TfClaim *claim);

/* Reads one JSON object.
 *
 * line    one object; unknown fields are ignored, missing ones take the schema's default
 * claim   out: its slices live in `arena`
 * Errors  TF_BAD_INPUT naming the field, what was found and what was needed; TF_NO_MEMORY */
TF_CHECKED TfStatus claim_read_json(TfSlice line, TfArena *arena, TfClaim *claim, TfError *error);

#endif
