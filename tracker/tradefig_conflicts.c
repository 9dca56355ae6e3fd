/* Who says what about the same months, with what the projection makes of it. */
#include "tracker/series/conflicts.h"
#include "tracker/tradefig_known.h"

/* The residuals of the projection; none where there is nothing to project from. */
static TfStatus weigh(Tradefig *tradefig, const Known *known, TfArena *arena, TfProjection *projection,
                      TfError *error)
{
    TfError reason;
    TfStatus status = known_project(tradefig, known, 0, arena, projection, &reason);
    if (status == TF_NO_MEMORY) {
        if (error != NULL)
            *error = reason;
        return status;
    }
    if (status != TF_OK)
        projection->residual_count = 0;
    return TF_OK;
}

TfStatus tf_conflicts(Tradefig *tradefig, const TfAsk *ask, bool all, TfArena *arena, TfConflicts *conflicts,
                      TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    TfProjection projection = {.residual_count = 0};
    TfStatus status = known_look_up(tradefig, ask, arena, &known, error);
    if (status == TF_OK)
        status = weigh(tradefig, &known, arena, &projection, error);
    if (status != TF_OK)
        return status;
    return series_conflicts(known.rows.items, known.rows.count, &known.series, projection.residuals,
                            projection.residual_count, all, arena, conflicts, error);
}
