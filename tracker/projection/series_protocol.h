/* The JSON Lines protocol of ordinary series: one series in, one forecast out. See the README of this folder.
 */
#ifndef TRACKER_PROJECTION_SERIES_PROTOCOL_H
#define TRACKER_PROJECTION_SERIES_PROTOCOL_H

#include "tracker/base/text.h"
#include "tracker/projection/series_forecast.h"

/* Answers one line {"id","freq","h","values":[...]} with one line {"id","mean","lo50","hi50","lo80","hi80",
 * "lo95","hi95"}, LF included. The numbers have 7 digits.
 * Errors  TF_BAD_INPUT naming the field; TF_NUMERIC; TF_NO_MEMORY */
TF_CHECKED TfStatus series_protocol_answer(SeriesWorkspace *workspace, TfSlice line, TextBuilder *out,
                                           TfError *error);

#endif
