/* How a target stands: its word, and what kind of state that is. */
#include "tracker/model/target.h"

const char *tf_target_status_name(TfTargetStatus status)
{
    static const char *const names[] = {
        [TF_TARGET_OPEN] = "open",         [TF_TARGET_ON_PATH] = "on path",
        [TF_TARGET_UNCLEAR] = "unclear",   [TF_TARGET_OFF_PATH] = "off path",
        [TF_TARGET_MET] = "met",           [TF_TARGET_MISSED] = "missed",
        [TF_TARGET_REPLACED] = "replaced", [TF_TARGET_NOT_RATED] = "not rated",
    };
    return names[status];
}

bool tf_target_has_chance(TfTargetStatus status)
{
    return status == TF_TARGET_ON_PATH || status == TF_TARGET_UNCLEAR || status == TF_TARGET_OFF_PATH;
}

bool tf_target_is_judged(TfTargetStatus status)
{
    return status == TF_TARGET_MET || status == TF_TARGET_MISSED;
}
