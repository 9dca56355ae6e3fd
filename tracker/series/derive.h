/* What two claims about the same months say together: the third of exports, imports and turnover. Private to
 * this folder. */
#ifndef TRACKER_SERIES_DERIVE_H
#define TRACKER_SERIES_DERIVE_H

#include "tracker/model/series.h"

/* Uses the balances up: each either splits a turnover, or gives the flow that is missing, or is left out.
 *
 * items     in/out: by first and last month; balances (pair.a's view, signed) among them. Out: in the arena,
 *           without balances, with what was derived, in no order
 * left_out  room for the claims of all balances
 * Errors    TF_NO_MEMORY */
TF_CHECKED TfStatus series_derive(TfObservation **items, size_t *count, TfLeftOut *left_out,
                                  size_t *left_out_count, TfArena *arena, TfError *error);

#endif
