/* A pair's targets through time: how each stood after each article. */
#include "tracker/progress/progress.h"
#include "tracker/tradefig_known.h"

#include <math.h>
#include <stdlib.h>

/* Of more articles, the first are taken together: each costs a fit. */
enum { MOST_MOMENTS = 400 };

/* Articles in the order in which they came out, and where each ends in the claims. */
typedef struct Timeline {
    TfClaimRecord *records; /* by day, undated last, then by article and claim */
    size_t *ends;           /* of each moment: one behind its last claim */
    size_t *starts;
    size_t count;
} Timeline;

/* What a moment left behind, for telling whether the next differs from it. */
typedef struct Stand {
    TfArena arena;
    TfSeries series;
    TfProgressRows rows;
    bool is_made;
} Stand;

/* ---- the order of articles ---- */

static int compare_days(TfDate a, TfDate b)
{
    if (tf_date_is_set(a) != tf_date_is_set(b))
        return tf_date_is_set(a) ? -1 : 1;
    return tf_date_compare(a, b);
}

static int by_time(const void *left, const void *right)
{
    const TfClaimRecord *a = left;
    const TfClaimRecord *b = right;
    int order = compare_days(a->claim.pub_date, b->claim.pub_date);
    if (order == 0)
        order = (a->article_id > b->article_id) - (a->article_id < b->article_id);
    return order != 0 ? order : (a->id > b->id) - (a->id < b->id);
}

static bool is_same_article(const TfClaimRecord *a, const TfClaimRecord *b)
{
    return a->article_id == b->article_id && compare_days(a->claim.pub_date, b->claim.pub_date) == 0;
}

static TfStatus make_timeline(const TfClaimRows *rows, TfArena *arena, Timeline *timeline, TfError *error)
{
    timeline->records = tf_arena_alloc_array(arena, rows->count, sizeof *timeline->records);
    timeline->ends = tf_arena_alloc_array(arena, rows->count, sizeof *timeline->ends);
    timeline->starts = tf_arena_alloc_array(arena, rows->count, sizeof *timeline->starts);
    if (timeline->records == NULL || timeline->ends == NULL || timeline->starts == NULL)
        return tf_fail_memory(error);
    for (size_t i = 0; i < rows->count; i++)
        timeline->records[i] = rows->items[i];
    qsort(timeline->records, rows->count, sizeof *timeline->records, by_time);
    timeline->count = 0;
    for (size_t i = 0; i < rows->count; i++) {
        if (i == 0 || !is_same_article(&timeline->records[i - 1], &timeline->records[i]))
            timeline->starts[timeline->count++] = i;
        timeline->ends[timeline->count - 1] = i + 1;
    }
    return TF_OK;
}

/* ---- one moment ---- */

static bool is_same_observation(const TfObservation *a, const TfObservation *b)
{
    return a->from_month == b->from_month && a->to_month == b->to_month && a->is_growth == b->is_growth &&
           a->value_usd == b->value_usd && a->rounding == b->rounding && a->relation == b->relation &&
           a->flow == b->flow && tf_slice_equal(a->source, b->source) && tf_party_equal(a->side, b->side) &&
           a->conversion_sd == b->conversion_sd && a->is_derived == b->is_derived &&
           (a->doubt.bytes == NULL) == (b->doubt.bytes == NULL) && tf_date_compare(a->said, b->said) == 0 &&
           a->claim_count == b->claim_count && a->article_count == b->article_count;
}

static bool is_same_series(const TfSeries *a, const TfSeries *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++)
        same = is_same_observation(&a->items[i], &b->items[i]);
    return same;
}

/* Whether any of the claims states a target. */
static bool states_target(const TfClaimRecord *records, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (records[i].claim.status == TF_TARGET)
            return true;
    return false;
}

/* How the targets stood when the first `count` claims were known. An article that changes no observation and
 * states no target leaves them as they were: `now` then takes the rows of `before`. */
static TfStatus judge_moment(Tradefig *tradefig, const TfAsk *ask, const Timeline *timeline, size_t moment,
                             const Stand *before, Stand *now, bool *is_new, TfError *error)
{
    size_t start = moment == 0 ? 0 : timeline->starts[moment];
    size_t end = timeline->ends[moment];
    TfDate day = timeline->records[end - 1].claim.pub_date;
    TfAsk then = *ask;
    Known known = {.rows = {timeline->records, end}};
    if (tf_date_is_set(day))
        then.as_of = day;
    tf_arena_reset(&now->arena);
    TfStatus status = known_observe(tradefig, &then, &now->arena, &known, error);
    if (status != TF_OK)
        return status;
    now->series = known.series;
    *is_new = !before->is_made || states_target(timeline->records + start, end - start) ||
              !is_same_series(&before->series, &now->series);
    if (*is_new)
        status = known_judge_briefly(tradefig, &known, &then, &now->arena, &now->rows, error);
    now->is_made = status == TF_OK;
    return status;
}

/* ---- all moments ---- */

/* The row of the same target: one whose first statement is among its statements. */
static const TfProgress *find_target(const TfProgressRows *rows, const TfTarget *target)
{
    for (size_t i = 0; i < rows->count; i++)
        for (size_t c = 0; c < target->claim_count; c++)
            if (rows->items[i].target.claim_ids[0] == target->claim_ids[c])
                return &rows->items[i];
    return NULL;
}

static ProgressMoment moment_of(const TfProgress *stood, const Timeline *timeline, size_t moment)
{
    size_t start = timeline->starts[moment];
    ProgressMoment made = {
        .date = timeline->records[start].claim.pub_date,
        .records = timeline->records + start,
        .record_count = timeline->ends[moment] - start,
    };
    if (stood != NULL) {
        made.is_stated = true;
        made.status = stood->status;
        made.p_target = stood->p_target;
    }
    return made;
}

/* The last moment is the answer itself: time may have passed since the last article. */
static ProgressMoment last_moment(const TfProgress *now, TfDate as_of)
{
    return (ProgressMoment){
        .is_stated = true, .status = now->status, .p_target = now->p_target, .date = as_of};
}

/* moments[target * width + moment] of all moments but the last. */
static TfStatus judge_moments(Tradefig *tradefig, const TfAsk *ask, const Timeline *timeline, size_t first,
                              const TfProgressRows *targets, ProgressMoment *moments, size_t width,
                              TfError *error)
{
    Stand stands[2] = {{.is_made = false}, {.is_made = false}};
    TfStatus status = TF_OK;
    size_t last = 0;
    tf_arena_init(&stands[0].arena, 0);
    tf_arena_init(&stands[1].arena, 0);
    for (size_t m = first; m < timeline->count && status == TF_OK; m++) {
        bool is_new = false;
        status = judge_moment(tradefig, ask, timeline, m, &stands[last], &stands[1 - last], &is_new, error);
        if (status == TF_OK && is_new)
            last = 1 - last;
        for (size_t t = 0; t < targets->count && status == TF_OK; t++) {
            ProgressMoment *moment = &moments[t * width + (m - first)];
            *moment = moment_of(find_target(&stands[last].rows, &targets->items[t].target), timeline, m);
            if (m == first && first > 0) /* the work of many articles */
                moment->records = NULL, moment->record_count = 0;
        }
    }
    tf_arena_done(&stands[0].arena);
    tf_arena_done(&stands[1].arena);
    return status;
}

static TfStatus make_histories(Tradefig *tradefig, const TfAsk *ask, const Timeline *timeline,
                               const TfProgressRows *targets, TfArena *arena, TfTargetHistory *histories,
                               TfError *error)
{
    size_t first = timeline->count > MOST_MOMENTS ? timeline->count - MOST_MOMENTS : 0;
    size_t width = timeline->count - first + 1;
    ProgressMoment *moments = tf_arena_alloc_array(arena, targets->count * width, sizeof *moments);
    if (moments == NULL)
        return tf_fail_memory(error);
    TfStatus status = targets->count > 0
                          ? judge_moments(tradefig, ask, timeline, first, targets, moments, width, error)
                          : TF_OK;
    for (size_t t = 0; t < targets->count && status == TF_OK; t++) {
        histories[t].now = targets->items[t];
        moments[t * width + width - 1] = last_moment(&targets->items[t], ask->as_of);
        status = progress_make_history(moments + t * width, width, arena, &histories[t], error);
    }
    return status;
}

TfStatus tf_progress_history(Tradefig *tradefig, const TfAsk *ask, TfArena *arena, TfHistoryRows *rows,
                             TfError *error)
{
    Known known = {.rows = {NULL, 0}};
    Timeline timeline = {.records = NULL};
    TfProgressRows now = {.items = NULL};
    TfStatus status = known_look_up(tradefig, ask, arena, &known, error);
    if (status == TF_OK)
        status = known_judge(tradefig, &known, ask, arena, &now, error);
    if (status == TF_OK)
        status = make_timeline(&known.rows, arena, &timeline, error);
    if (status != TF_OK)
        return status;
    TfTargetHistory *histories = tf_arena_alloc_array(arena, now.count, sizeof *histories);
    if (histories == NULL)
        return tf_fail_memory(error);
    status = make_histories(tradefig, ask, &timeline, &now, arena, histories, error);
    if (status == TF_OK)
        *rows = (TfHistoryRows){histories, now.count, known.series};
    return status;
}
