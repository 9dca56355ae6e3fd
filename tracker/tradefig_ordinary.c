/* Ordinary series: from a table to its projection. */
#include "tracker/base/size.h"
#include "tracker/projection/series_forecast.h"
#include "tracker/projection/series_table.h"
#include "tracker/tradefig.h"

TfStatus tf_read_series(TfSlice text, int frequency, TfArena *arena, TfOrdinary *series, TfError *error)
{
    return series_table_read(text, frequency, arena, series, error);
}

TfStatus tf_project_series(const TfOrdinary *series, size_t horizon, TfArena *arena,
                           TfOrdinaryProjection *projection, TfError *error)
{
    static const size_t usual[] = {[1] = 5, [4] = 8, [12] = 12};
    bool known = series->frequency == 1 || series->frequency == 4 || series->frequency == 12;
    size_t count = horizon != 0 ? horizon : known ? usual[series->frequency] : 1;
    if (count > SERIES_MOST_YEARS * 12)
        return tf_fail(error, TF_BAD_INPUT, "%zu periods ahead; %d are the most", count,
                       SERIES_MOST_YEARS * 12);
    TfFan *fans = tf_arena_alloc_array(arena, count, sizeof *fans);
    SeriesWorkspace *workspace = series_workspace_alloc();
    TfOrdinaryProjection made = {.fans = fans, .count = count};
    TfStatus status = fans == NULL || workspace == NULL ? tf_fail_memory(error) : TF_OK;
    if (status == TF_OK)
        status = series_forecast(workspace, series, count, fans, &made.method, error);
    if (status == TF_OK) {
        made.method_text = series_method_text(&made.method, arena);
        *projection = made;
    }
    series_workspace_free(workspace);
    return status;
}
