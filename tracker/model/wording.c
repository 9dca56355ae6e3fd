/* Words for claims and amounts. */
#include "tracker/model/wording.h"

#include <math.h>
#include <string.h>

/* Units from large to small; below a thousand thousand the number is written out. */
static const struct {
    double unit;
    const char *name;
} units[] = {{1e12, "tn"}, {1e9, "bn"}, {1e6, "mn"}};
#define UNIT_COUNT (sizeof units / sizeof units[0])

static const char *const relation_marks[] = {
    [TF_EQ] = "",        [TF_APPROX] = "~ ", [TF_ALMOST] = "< ",  [TF_GT] = "> ",
    [TF_GE] = "\u2265 ", [TF_LT] = "< ",     [TF_LE] = "\u2264 ", [TF_RANGE] = "",
};

/* "12400.5" to "12,400.5", in place; for numbers below a million, which have one place for a comma. */
static void group_thousands(char text[TF_FIXED_CHARS])
{
    size_t start = text[0] == '-';
    size_t whole = strspn(text + start, "0123456789");
    if (whole < 4 || whole > 6)
        return;
    char *behind = text + start + whole - 3;
    memmove(behind + 1, behind, strlen(behind) + 1);
    *behind = ',';
}

/* A number in its unit, at least `decimals` of them; 1 as the unit writes it out. */
static void write_in_unit(char text[TF_FIXED_CHARS], double value, double unit, int decimals)
{
    (void)tf_fixed_write(text, value / unit, decimals);
    if (unit < units[UNIT_COUNT - 1].unit)
        group_thousands(text);
}

/* The number alone: one decimal (none when it is written out), or as many as the statement gave, at most
 * three. */
static void write_number(char text[TF_FIXED_CHARS], double value, double unit)
{
    double scaled = value / unit;
    int decimals = unit > 1 ? 1 : 0;
    while (decimals < 3 && fabs(scaled * pow(10, decimals) - round(scaled * pow(10, decimals))) > 1e-6)
        decimals++;
    write_in_unit(text, value, unit, decimals);
}

static size_t unit_of(double value)
{
    size_t at = 0;
    while (at < UNIT_COUNT && fabs(value) < units[at].unit * 0.9995)
        at++;
    return at;
}

TfSlice tf_money_text(double value, const char *currency, TfArena *arena)
{
    char text[TF_FIXED_CHARS];
    size_t at = unit_of(value);
    const char *blank = currency[0] != '\0' ? " " : "";
    bool has_unit = at < UNIT_COUNT;
    write_in_unit(text, value, has_unit ? units[at].unit : 1, has_unit ? 1 : 0);
    return tf_arena_format(arena, "%s%s%s%s%s", text, has_unit ? " " : "", has_unit ? units[at].name : "",
                           blank, currency);
}

static TfSlice growth_text(const TfClaim *claim, TfArena *arena)
{
    char low[TF_NUMBER_CHARS];
    char high[TF_NUMBER_CHARS] = "";
    tf_decimal_write(low, claim->growth_pct);
    if (claim->has_growth_hi)
        tf_decimal_write(high, claim->growth_pct_hi);
    return tf_arena_format(arena, "%s%s%s%s%s%%", relation_marks[claim->relation],
                           claim->growth_pct.digits >= 0 ? "+" : "", low, high[0] != '\0' ? "\u2013" : "",
                           high);
}

TfSlice tf_claim_value_text(const TfClaim *claim, TfArena *arena)
{
    if (!claim->has_value)
        return growth_text(claim, arena);
    double low = tf_decimal_to_double(claim->value);
    double high = claim->has_value_hi ? tf_decimal_to_double(claim->value_hi) : low;
    size_t at = unit_of(high);
    double unit = at < UNIT_COUNT ? units[at].unit : 1;
    char low_text[TF_FIXED_CHARS];
    char high_text[TF_FIXED_CHARS] = "";
    write_number(low_text, low, unit);
    if (claim->has_value_hi)
        write_number(high_text, high, unit);
    return tf_arena_format(arena, "%s%s%s%s%s%s%s%s", relation_marks[claim->relation], low_text,
                           claim->has_value_hi ? "\u2013" : "", high_text, at < UNIT_COUNT ? " " : "",
                           at < UNIT_COUNT ? units[at].name : "", claim->currency[0] != '\0' ? " " : "",
                           claim->currency);
}

const char *tf_claim_sort_text(const TfClaim *claim)
{
    static const char *const bounds[] = {
        [TF_EQ] = "exact",       [TF_APPROX] = "about",   [TF_ALMOST] = "upper bound",
        [TF_GT] = "lower bound", [TF_GE] = "lower bound", [TF_LT] = "upper bound",
        [TF_LE] = "upper bound", [TF_RANGE] = "range",
    };
    if (claim->status == TF_TARGET || claim->status == TF_FORECAST || claim->status == TF_POTENTIAL)
        return tf_claim_status_name(claim->status);
    return claim->kind == TF_CLAIM_GROWTH ? "growth" : bounds[claim->relation];
}

/* "turnover", "exports of KZ to RU", "imports of KZ from RU", "balance of KZ with RU" */
static TfSlice measure_text(const TfClaim *claim, TfArena *arena)
{
    static const char *const links[] = {
        [TF_TURNOVER] = "", [TF_EXPORTS] = "to", [TF_IMPORTS] = "from", [TF_BALANCE] = "with"};
    char reporter[TF_PARTY_SHORT_CHARS];
    char partner[TF_PARTY_SHORT_CHARS];
    if (claim->measure == TF_TURNOVER)
        return tf_slice("turnover");
    return tf_arena_format(arena, "%s of %s %s %s", tf_measure_name(claim->measure),
                           tf_party_short(reporter, claim->reporter), links[claim->measure],
                           tf_party_short(partner, claim->partner));
}

TfSlice tf_claim_about_text(const TfClaim *claim, TfArena *arena)
{
    TfSlice measure = measure_text(claim, arena);
    bool is_goods = tf_slice_is(claim->scope, "goods");
    return tf_arena_format(arena, "%.*s%s%.*s%s%s%s%s", TF_SLICE_ARG(measure), is_goods ? "" : ", ",
                           is_goods ? 0 : (int)claim->scope.length, claim->scope.bytes,
                           claim->kind == TF_CLAIM_GROWTH ? ", growth" : "",
                           claim->status == TF_ACTUAL ? "" : ", ",
                           claim->status == TF_ACTUAL ? "" : tf_claim_status_name(claim->status),
                           claim->record ? ", stated as a record" : "");
}

TfSlice tf_claim_when_text(const TfClaim *claim, TfArena *arena)
{
    char text[TF_PERIOD_CHARS];
    bool outlook =
        claim->status == TF_TARGET || claim->status == TF_FORECAST || claim->status == TF_POTENTIAL;
    if (!outlook || (!tf_date_is_set(claim->deadline) && claim->period.kind != TF_PERIOD_NONE))
        return tf_arena_copy(arena, tf_slice(tf_period_text(text, claim->period)));
    if (!tf_date_is_set(claim->deadline))
        return tf_slice("no deadline");
    if (claim->deadline.month == 12)
        return tf_arena_format(arena, "by %d", claim->deadline.year);
    return tf_arena_format(arena, "by %s", tf_date_write_short(text, claim->deadline));
}
