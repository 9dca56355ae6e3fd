/* Amounts, days, periods and targets as phrases in the chart's language. */
#include "tracker/report/pair_layout.h"

#include "plots/terms.h"
#include "tracker/base/number.h"
#include "tracker/base/text.h"

#include <math.h>

TfSlice pair_plain(const PairLayout *layout, Word word)
{
    return pair_say(layout, word, .numbers = {0});
}

TfSlice pair_year(const PairLayout *layout, int year)
{
    return tf_arena_format(layout->arena, "%d", year);
}

TfSlice pair_number(const PairLayout *layout, double value, int decimals)
{
    return words_number(layout->words, layout->arena, value, decimals);
}

static bool says(double value, int decimals)
{
    double scale = pow(10, decimals);
    return fabs(round(value * scale) / scale - value) <= 0.005 * fabs(value);
}

/* One decimal, and up to three where a rounded figure would be another one; what is not zero never reads so
 * down to a millionth. */
TfSlice pair_figure(const PairLayout *layout, double value)
{
    int decimals = 1;
    while (decimals < 3 && !says(value, decimals))
        decimals++;
    while (decimals < 6 && value != 0 && fabs(value) * pow(10, decimals) < 0.5)
        decimals++;
    return pair_number(layout, value, decimals);
}

TfSlice pair_day(const PairLayout *layout, TfDate day)
{
    return words_day(layout->words, layout->arena, WORD_DAY, day);
}

TfSlice pair_chance(const PairLayout *layout, double chance)
{
    char text[TF_CHANCE_CHARS];
    return tf_arena_copy(layout->arena, tf_slice(tf_chance_text(text, chance)));
}

TfSlice pair_name_words(const PairLayout *layout)
{
    return tf_pair_name(layout->series->pair, words_code(layout->words), layout->arena);
}

TfSlice pair_party_name(const PairLayout *layout, TfParty party)
{
    return tf_party_name(party, words_code(layout->words), layout->arena);
}

TfSlice pair_joined(const PairLayout *layout, const TfSlice *parts, size_t count)
{
    TfSlice joined = tf_slice("");
    for (size_t i = 0; i < count; i++) {
        if (parts[i].bytes == NULL || joined.bytes == NULL)
            return (TfSlice){NULL, 0};
        if (parts[i].length > 0)
            joined = tf_arena_format(layout->arena, "%.*s%s%.*s", TF_SLICE_ARG(joined),
                                     joined.length > 0 ? " " : "", TF_SLICE_ARG(parts[i]));
    }
    return joined;
}

/* An abbreviation at the end has one already: "30 млрд долл." */
TfSlice pair_stopped(const PairLayout *layout, TfSlice text)
{
    if (text.bytes == NULL || tf_slice_ends_with(text, "."))
        return text;
    return tf_arena_format(layout->arena, "%.*s.", TF_SLICE_ARG(text));
}

/* ---- amounts ---- */

/* Units from large to small, below which a number is written out. */
static const struct {
    double unit;
    const char *key;
} units[] = {{1e12, "tn"}, {1e9, "bn"}, {1e6, "mn"}, {1, "none"}};
enum { UNITS = sizeof units / sizeof units[0] };

static size_t unit_of(double value)
{
    size_t at = 0;
    while (at + 1 < UNITS && fabs(value) < units[at].unit * 0.9995)
        at++;
    return at;
}

/* "$30bn", "$7.5bn"; what is less than one of the unit is said in its own, for "$0bn" would be no target:
 * "$2mn". */
TfSlice pair_short_money(const PairLayout *layout, double scaled)
{
    PairLayout own = *layout;
    double value = scaled * layout->unit;
    if (value != 0 && fabs(scaled) < 0.9995)
        pair_choose_unit(&own, fabs(value));
    double amount = value / own.unit;
    bool is_whole = fabs(amount - round(amount)) < 0.05;
    TfSlice number = pair_number(layout, amount, is_whole ? 0 : 1);
    return pair_say(layout, WORD_MONEY, .texts = {number, tf_slice(own.unit_key)});
}

TfSlice pair_unit_words(const PairLayout *layout)
{
    return pair_say(layout, WORD_UNIT, .texts = {tf_slice(layout->unit_key)});
}

static TfSlice amount_in(const PairLayout *layout, TfSlice number, size_t unit, const char *currency)
{
    TfSlice money = tf_slice(currency[0] != '\0' ? currency : "none");
    return pair_say(layout, WORD_AMOUNT, .texts = {number, tf_slice(units[unit].key), money});
}

/* "30.0 bn USD" */
static TfSlice rounded_amount(const PairLayout *layout, double value, const char *currency)
{
    size_t unit = unit_of(value);
    TfSlice number = pair_number(layout, value / units[unit].unit, units[unit].unit > 1 ? 1 : 0);
    return amount_in(layout, number, unit, currency);
}

/* One decimal (none when it is written out), or as many as the statement gave, at most three. */
static TfSlice stated_number(const PairLayout *layout, double value, double unit)
{
    double scaled = value / unit;
    int decimals = unit > 1 ? 1 : 0;
    while (decimals < 3 && fabs(scaled * pow(10, decimals) - round(scaled * pow(10, decimals))) > 1e-6)
        decimals++;
    return pair_number(layout, scaled, decimals);
}

static TfSlice span(const PairLayout *layout, TfSlice low, TfSlice high)
{
    if (low.bytes == NULL || high.bytes == NULL)
        return (TfSlice){NULL, 0};
    return tf_arena_format(layout->arena, "%.*s\u2013%.*s", TF_SLICE_ARG(low), TF_SLICE_ARG(high));
}

static TfSlice percent_number(const PairLayout *layout, TfDecimal percent)
{
    TfDecimal normal = tf_decimal_normal(percent);
    return pair_number(layout, tf_decimal_to_double(normal), normal.exponent < 0 ? -normal.exponent : 0);
}

/* "+10%", "+5–6%" */
static TfSlice growth_words(const PairLayout *layout, const TfClaim *claim)
{
    TfSlice number = percent_number(layout, claim->growth_pct);
    if (claim->has_growth_hi)
        number = span(layout, number, percent_number(layout, claim->growth_pct_hi));
    if (number.bytes == NULL)
        return number;
    number = tf_arena_format(layout->arena, "%s%.*s", claim->growth_pct.digits >= 0 ? "+" : "",
                             TF_SLICE_ARG(number));
    return pair_say(layout, WORD_GROWTH, .texts = {tf_slice(tf_relation_name(claim->relation)), number});
}

TfSlice pair_amount_words(const PairLayout *layout, const TfClaim *claim)
{
    if (!claim->has_value)
        return growth_words(layout, claim);
    double low = tf_decimal_to_double(claim->value);
    double high = claim->has_value_hi ? tf_decimal_to_double(claim->value_hi) : low;
    size_t unit = unit_of(high);
    TfSlice number = stated_number(layout, low, units[unit].unit);
    if (claim->has_value_hi)
        number = span(layout, number, stated_number(layout, high, units[unit].unit));
    TfSlice amount = amount_in(layout, number, unit, claim->currency);
    return pair_say(layout, WORD_BOUND, .texts = {tf_slice(tf_relation_name(claim->relation)), amount});
}

/* ---- periods ---- */

TfSlice pair_months_label(const PairLayout *layout, int first, int last)
{
    ChartLanguage language = words_language(layout->words);
    return pair_say(layout, WORD_MONTHS_LABEL,
                    .texts = {tf_slice(first == last ? "one" : "several"),
                              tf_slice(chart_month(language, first)), tf_slice(chart_month(language, last)),
                              pair_year(layout, first), pair_year(layout, last)});
}

static TfSlice month_words(const PairLayout *layout, Word pattern, TfDate day)
{
    return words_day(layout->words, layout->arena, pattern, day);
}

/* "Apr–Sep 2024", "Apr 2023–Mar 2024"; from January on "Jan–Sep 2024", for which there may be a set phrase.
 */
static TfSlice months_words(const PairLayout *layout, TfDate from, TfDate to)
{
    bool is_one_year = from.year == to.year;
    if (is_one_year && from.month == 1)
        return pair_say(layout, WORD_PERIOD_PART, .numbers = {to.month},
                        .texts = {pair_months_label(layout, 1, to.month), pair_year(layout, to.year)});
    return pair_say(layout, WORD_PERIOD_MONTHS,
                    .texts = {month_words(layout, is_one_year ? WORD_MONTH_OF_YEAR : WORD_MONTH, from),
                              month_words(layout, WORD_MONTH, to)});
}

/* "2–27 Feb 2023", "1 Jan–15 Sep 2024", "2 Feb 2023–5 Mar 2024": days that are no whole months. */
static TfSlice days_words(const PairLayout *layout, TfDate from, TfDate to)
{
    TfSlice first;
    if (from.year != to.year)
        first = pair_day(layout, from);
    else if (from.month != to.month)
        first = month_words(layout, WORD_DAY_OF_YEAR, from);
    else
        first = pair_year(layout, from.day);
    return pair_say(layout, WORD_PERIOD_MONTHS, .texts = {first, pair_day(layout, to)});
}

/* Of whole months. */
static TfSlice closed_period_words(const PairLayout *layout, TfDate from, TfDate to)
{
    TfSlice year = pair_year(layout, from.year);
    switch (tf_period_kind_of(from, to)) {
    case TF_PERIOD_YEAR:
        return pair_say(layout, WORD_PERIOD_YEAR, .texts = {year});
    case TF_PERIOD_SPAN:
        return pair_say(layout, WORD_PERIOD_YEARS, .texts = {year, pair_year(layout, to.year)});
    case TF_PERIOD_QUARTER:
        return pair_say(layout, WORD_PERIOD_QUARTER,
                        .texts = {pair_year(layout, (from.month + 2) / 3), year});
    case TF_PERIOD_MONTH:
        return month_words(layout, WORD_MONTH, from);
    default:
        return months_words(layout, from, to);
    }
}

static TfSlice period_words(const PairLayout *layout, TfPeriod period)
{
    bool has_start = tf_date_is_set(period.from);
    bool has_end = tf_date_is_set(period.to);
    if (!has_start && !has_end)
        return pair_plain(layout, period.kind == TF_PERIOD_RATE ? WORD_PERIOD_RATE : WORD_PERIOD_NONE);
    if (!has_end)
        return pair_say(layout, WORD_PERIOD_SINCE,
                        .texts = {month_words(layout, WORD_MONTH_SINCE, period.from)});
    if (!has_start)
        return pair_say(layout, WORD_PERIOD_UNTIL, .texts = {month_words(layout, WORD_MONTH, period.to)});
    return tf_period_is_whole_months(period) ? closed_period_words(layout, period.from, period.to)
                                             : days_words(layout, period.from, period.to);
}

TfSlice pair_when_words(const PairLayout *layout, const TfClaim *claim)
{
    bool is_outlook =
        claim->status == TF_TARGET || claim->status == TF_FORECAST || claim->status == TF_POTENTIAL;
    bool has_deadline = tf_date_is_set(claim->deadline);
    if (!is_outlook || (!has_deadline && claim->period.kind != TF_PERIOD_NONE))
        return period_words(layout, claim->period);
    if (!has_deadline)
        return pair_plain(layout, WORD_PERIOD_OPEN);
    bool is_year = claim->deadline.month == 12;
    return pair_say(
        layout, WORD_PERIOD_BY,
        .texts = {tf_slice(is_year ? "year" : "day"),
                  is_year ? pair_year(layout, claim->deadline.year) : pair_day(layout, claim->deadline)});
}

/* ---- targets ---- */

static bool is_years_end(TfDate day)
{
    return tf_date_is_set(day) && day.month == 12 && day.day == 31;
}

/* "+50% on 2023" */
static TfSlice growth_goal(const PairLayout *layout, const TfTarget *target)
{
    double percent = 100 * target->growth;
    TfSlice number = pair_number(layout, percent, fabs(fmod(percent, 1)) < 0.05 ? 0 : 1);
    if (number.bytes == NULL)
        return number;
    number = tf_arena_format(layout->arena, "%s%.*s", percent > 0 ? "+" : "", TF_SLICE_ARG(number));
    TfSlice base = target->growth_year != 0 ? pair_year(layout, target->growth_year) : tf_slice("none");
    return pair_say(layout, WORD_TARGET_GROWTH, .texts = {number, base});
}

/* "30.0–35.0 bn USD" */
static TfSlice amount_goal(const PairLayout *layout, const TfTarget *target)
{
    double low = tf_decimal_to_double(target->money.value);
    if (!target->has_value_hi)
        return rounded_amount(layout, low, target->money.currency);
    double high = tf_decimal_to_double(target->value_hi);
    size_t unit = unit_of(high);
    TfSlice numbers = span(layout, stated_number(layout, low, units[unit].unit),
                           stated_number(layout, high, units[unit].unit));
    return amount_in(layout, numbers, unit, target->money.currency);
}

/* "30.0–35.0 bn USD by 30 Jun 2026", "+50% on 2023 by 2030 (about 42.0 bn USD)" */
static TfSlice whole_target(const PairLayout *layout, const TfTarget *target)
{
    const char *term = "none";
    const char *conversion = "none";
    TfSlice deadline = tf_slice("");
    TfSlice dollars = tf_slice("");
    if (tf_date_is_set(target->deadline)) {
        term = is_years_end(target->deadline) ? "year" : "day";
        deadline = is_years_end(target->deadline) ? pair_year(layout, target->deadline.year)
                                                  : pair_day(layout, target->deadline);
    }
    if (isfinite(target->value_usd) && !tf_slice_is(tf_slice(target->money.currency), "USD")) {
        conversion = target->is_approximate ? "about" : "exact";
        dollars = rounded_amount(layout, target->value_usd, "USD");
    }
    TfSlice goal = target->is_growth ? growth_goal(layout, target) : amount_goal(layout, target);
    return pair_say(layout, WORD_TARGET_FULL,
                    .texts = {goal, tf_slice(term), deadline, tf_slice(conversion), dollars});
}

TfSlice pair_target_words(const PairLayout *layout, const TfTarget *target)
{
    if (target->is_growth || target->has_value_hi || !is_years_end(target->deadline))
        return whole_target(layout, target);
    TfSlice money = pair_short_money(layout, target->value_usd / layout->unit);
    return pair_say(layout, WORD_TARGET_SHORT, .texts = {money, pair_year(layout, target->deadline.year)});
}

TfSlice pair_status_words(const PairLayout *layout, TfTargetStatus status)
{
    static const char *const keys[] = {
        [TF_TARGET_OPEN] = "open",         [TF_TARGET_ON_PATH] = "on_path",
        [TF_TARGET_UNCLEAR] = "unclear",   [TF_TARGET_OFF_PATH] = "off_path",
        [TF_TARGET_MET] = "met",           [TF_TARGET_MISSED] = "missed",
        [TF_TARGET_REPLACED] = "replaced", [TF_TARGET_NOT_RATED] = "not_rated",
    };
    return pair_say(layout, WORD_STATUS, .texts = {tf_slice(keys[status])});
}

/* ---- evidence ---- */

TfSlice pair_evidence_text(const PairLayout *layout, const TfClaimRecord *record)
{
    if (record == NULL)
        return tf_slice("");
    TfSlice outlet = record->claim.outlet.length > 0 ? record->claim.outlet : record->claim.doc;
    return pair_say(
        layout, WORD_EVIDENCE,
        .texts = {pair_when_words(layout, &record->claim), pair_amount_words(layout, &record->claim),
                  outlet.bytes != NULL ? outlet : tf_slice(""), pair_day(layout, record->claim.pub_date),
                  tf_slice(record->shown_at.length > 0 ? "here" : "elsewhere")});
}
