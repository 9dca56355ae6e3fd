/* How targets carry on one another: which replaces which, and what became of each. */
#include "tracker/progress/progress.h"

#include <math.h>
#include <string.h>

/* Amounts of two targets: <0, 0, >0; false when they cannot be compared. */
static bool compare_amounts(const TfTarget *a, const TfTarget *b, int *order)
{
    if (!a->is_growth && !b->is_growth && strcmp(a->money.currency, b->money.currency) == 0) {
        *order = tf_decimal_compare(a->money.value, b->money.value);
        return true;
    }
    *order = (a->value_usd > b->value_usd) - (a->value_usd < b->value_usd);
    return isfinite(a->value_usd) && isfinite(b->value_usd);
}

static bool replaces(const TfTarget *newer, const TfTarget *target)
{
    int amounts;
    if (newer == target || newer->flow != target->flow ||
        tf_date_compare(newer->stated, target->stated) <= 0 || !compare_amounts(newer, target, &amounts))
        return false;
    if (!tf_date_is_set(target->deadline))
        return amounts != 0 || tf_date_is_set(newer->deadline);
    if (!tf_date_is_set(newer->deadline) || tf_date_compare(target->deadline, newer->stated) < 0)
        return false;
    int order = tf_date_compare(newer->deadline, target->deadline);
    if (order == 0)
        return amounts != 0;
    return order > 0 ? amounts <= 0 : amounts >= 0;
}

const TfTarget *progress_newer_target(const TfTargetList *targets, const TfTarget *target)
{
    const TfTarget *newest = NULL;
    for (size_t i = 0; i < targets->count; i++) {
        const TfTarget *other = &targets->items[i];
        if (replaces(other, target) && (newest == NULL || tf_date_compare(other->stated, newest->stated) > 0))
            newest = other;
    }
    return newest;
}

/* How `newer`, which does not replace the target, goes on from it. */
static TfTargetLink goes_on(const TfTarget *newer, const TfTarget *target)
{
    int amounts;
    if (newer->flow != target->flow || !tf_date_is_set(target->deadline) ||
        tf_date_compare(newer->stated, target->stated) <= 0 || !compare_amounts(newer, target, &amounts))
        return TF_LINK_NONE;
    if (!tf_date_is_set(newer->deadline))
        return amounts >= 0 ? TF_LINK_OPENED : TF_LINK_NONE;
    return tf_date_compare(newer->deadline, target->deadline) > 0 && amounts > 0 ? TF_LINK_STAGE
                                                                                 : TF_LINK_NONE;
}

/* The target that goes on from this one: the one that replaces it, else the first said of those that do not.
 */
static TfTarget *find_next(const TfTargetList *targets, TfTarget *target)
{
    TfTarget *next = NULL;
    const TfTarget *newer = progress_newer_target(targets, target);
    if (newer != NULL) {
        target->link = TF_LINK_REVISED;
        return &targets->items[newer - targets->items];
    }
    for (size_t i = 0; i < targets->count; i++) {
        TfTarget *other = &targets->items[i];
        TfTargetLink link = goes_on(other, target);
        if (link != TF_LINK_NONE && (next == NULL || tf_date_compare(other->stated, next->stated) < 0)) {
            next = other;
            target->link = link;
        }
    }
    return next;
}

void progress_link_targets(TfTargetList *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        targets->items[i].previous = 0;
    for (size_t i = 0; i < targets->count; i++) {
        TfTarget *target = &targets->items[i];
        target->link = TF_LINK_NONE;
        TfTarget *next = find_next(targets, target);
        target->next = next != NULL ? next->claim_ids[0] : 0;
        target->next_stated = next != NULL ? next->stated : (TfDate){0, 0, 0};
    }
    /* of several that lead to one, the one said last was in force */
    for (size_t i = 0; i < targets->count; i++) {
        TfTarget *target = &targets->items[i];
        TfDate latest = {0, 0, 0};
        for (size_t j = 0; j < targets->count; j++) {
            const TfTarget *other = &targets->items[j];
            if (other->next == target->claim_ids[0] && tf_date_compare(other->stated, latest) >= 0) {
                latest = other->stated;
                target->previous = other->claim_ids[0];
            }
        }
    }
}
