/* The JSON Lines protocol of claim projections: one case in, one answer out. See the README of this folder.
 */
#ifndef TRACKER_PROJECTION_PROTOCOL_H
#define TRACKER_PROJECTION_PROTOCOL_H

#include "tracker/base/text.h"
#include "tracker/projection/claim_model.h"

/* Answers one line {"id","asof","unit","claims":[...],"target":{...}} with one line
 * {"id","mean","quantiles","p_target", "s"}, LF included.
 *
 * Errors  TF_BAD_INPUT naming the field; TF_NUMERIC; TF_NO_MEMORY */
TF_CHECKED TfStatus protocol_answer(ClaimWorkspace *workspace, TfSlice line, TextBuilder *out,
                                    TfError *error);
/* The same by a model of the caller's; protocol_answer uses claim_model_defaults on all claims. */
TF_CHECKED TfStatus protocol_answer_with(ClaimWorkspace *workspace, const ClaimModelOptions *options,
                                         TfSlice line, TextBuilder *out, TfError *error);

#endif
