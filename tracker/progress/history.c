/* A target's history: of all articles, those that moved it. */
#include "tracker/progress/progress.h"

#include <math.h>

static const double small_move = 0.005;

static bool is_move(const ProgressMoment *moment, const ProgressMoment *before)
{
    if (before == NULL || moment->status != before->status ||
        isfinite(moment->p_target) != isfinite(before->p_target))
        return true;
    return isfinite(moment->p_target) && fabs(moment->p_target - before->p_target) >= small_move;
}

static TfStatus make_step(const ProgressMoment *moment, const ProgressMoment *before, size_t small_moves,
                          TfArena *arena, TfProgressStep *step, TfError *error)
{
    int64_t *ids = tf_arena_alloc_array(arena, moment->record_count, sizeof *ids);
    if (ids == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < moment->record_count; i++)
        ids[i] = moment->records[i].id;
    *step = (TfProgressStep){
        .date = moment->date,
        .p_before = before != NULL ? before->p_target : (double)NAN,
        .p_after = moment->p_target,
        .status = moment->status,
        .claim_ids = ids,
        .claim_count = moment->record_count,
        .small_moves = small_moves,
    };
    if (moment->record_count > 0) {
        step->article_id = moment->records[0].article_id;
        step->outlet = moment->records[0].claim.outlet;
        step->title = moment->records[0].article_title;
    }
    return TF_OK;
}

TfStatus progress_make_history(const ProgressMoment *moments, size_t count, TfArena *arena,
                               TfTargetHistory *history, TfError *error)
{
    TfProgressStep *steps = NULL;
    size_t capacity = 0;
    size_t made = 0;
    size_t small_moves = 0;
    const ProgressMoment *before = NULL;
    for (size_t i = 0; i < count; i++) {
        if (!moments[i].is_stated)
            continue;
        if (is_move(&moments[i], before)) {
            if (!tf_arena_grow(arena, &steps, &capacity, made, sizeof *steps))
                return tf_fail_memory(error);
            TfStatus status = make_step(&moments[i], before, small_moves, arena, &steps[made++], error);
            if (status != TF_OK)
                return status;
            small_moves = 0;
        } else if (moments[i].records != NULL) {
            small_moves++;
        }
        before = &moments[i];
    }
    history->steps = steps;
    history->step_count = made;
    history->small_moves = small_moves;
    return TF_OK;
}
