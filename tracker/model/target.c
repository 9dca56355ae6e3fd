/* How a target stands: its word, and what kind of state that is. */
#include "tracker/model/target.h"

#include "tracker/model/wording.h"

#include <math.h>
#include <stdio.h>

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

const char *tf_target_status_rule(TfTargetStatus status)
{
    static const char *const rules[] = {
        [TF_TARGET_OPEN] = "it has no deadline and no year since it was said has reached it",
        [TF_TARGET_ON_PATH] = "the chance of reaching it is 2 in 3 or more",
        [TF_TARGET_UNCLEAR] = "the chance of reaching it lies between 1 in 3 and 2 in 3",
        [TF_TARGET_OFF_PATH] = "the chance of reaching it is below 1 in 3",
        [TF_TARGET_MET] = "a whole figure of the side it is judged by reaches it",
        [TF_TARGET_MISSED] = "a whole figure of the side it is judged by is there and does not reach it",
        [TF_TARGET_REPLACED] = "a later statement cannot be a further stage of the same rise",
        [TF_TARGET_NOT_RATED] = "it cannot be measured, or nothing can be projected up to its deadline",
    };
    return rules[status];
}

const char *tf_chance_text(char text[TF_CHANCE_CHARS], double chance)
{
    int percent = (int)lrint(100 * fmin(fmax(chance, 0), 1)); /* halves to even, as all figures are rounded */
    if (percent < 1 || percent > 99)
        (void)snprintf(text, TF_CHANCE_CHARS, "%s", percent < 1 ? "<1%" : ">99%");
    else
        (void)snprintf(text, TF_CHANCE_CHARS, "%d%%", percent);
    return text;
}

const char *tf_target_link_name(TfTargetLink link)
{
    static const char *const names[] = {[TF_LINK_NONE] = "",
                                        [TF_LINK_REVISED] = "revised",
                                        [TF_LINK_STAGE] = "stage",
                                        [TF_LINK_OPENED] = "opened"};
    return names[link];
}

bool tf_target_has_chance(TfTargetStatus status)
{
    return status == TF_TARGET_ON_PATH || status == TF_TARGET_UNCLEAR || status == TF_TARGET_OFF_PATH;
}

bool tf_target_is_judged(TfTargetStatus status)
{
    return status == TF_TARGET_MET || status == TF_TARGET_MISSED;
}

/* "+50% on 2023", and what that comes to, when it is known. */
static TfSlice growth_goal(const TfTarget *target, TfArena *arena)
{
    char percent[TF_FIXED_CHARS];
    (void)tf_fixed_write(percent, 100 * target->growth, fabs(fmod(100 * target->growth, 1)) < 0.05 ? 0 : 1);
    const char *sign = target->growth > 0 ? "+" : "";
    if (target->growth_year == 0)
        return tf_arena_format(arena, "%s%s%%", sign, percent);
    return tf_arena_format(arena, "%s%s%% on %d", sign, percent, target->growth_year);
}

static TfSlice amount_goal(const TfTarget *target, TfArena *arena)
{
    TfClaim claim = tf_claim_default();
    if (!target->has_value_hi)
        return tf_money_text(tf_decimal_to_double(target->money.value), target->money.currency, arena);
    claim.has_value = claim.has_value_hi = true;
    claim.value = target->money.value;
    claim.value_hi = target->value_hi;
    claim.relation = TF_RANGE;
    (void)snprintf(claim.currency, sizeof claim.currency, "%s", target->money.currency);
    return tf_claim_value_text(&claim, arena);
}

TfSlice tf_target_text(const TfTarget *target, TfArena *arena)
{
    char day[TF_DATE_CHARS] = "";
    TfDate deadline = target->deadline;
    TfSlice dollars = {"", 0};
    TfSlice goal = target->is_growth ? growth_goal(target, arena) : amount_goal(target, arena);
    bool says_dollars = isfinite(target->value_usd) && !tf_slice_is(tf_slice(target->money.currency), "USD");
    if (says_dollars)
        dollars = tf_money_text(target->value_usd, "USD", arena);
    if (tf_date_is_set(deadline) && deadline.month == 12 && deadline.day == 31)
        (void)snprintf(day, sizeof day, "%d", deadline.year);
    else if (tf_date_is_set(deadline))
        (void)tf_date_write_short(day, deadline);
    return tf_arena_format(arena, "%.*s%s%s%s%.*s%s", TF_SLICE_ARG(goal), day[0] != '\0' ? " by " : "", day,
                           says_dollars ? (target->is_approximate ? " (about " : " (") : "",
                           TF_SLICE_ARG(dollars), says_dollars ? ")" : "");
}
