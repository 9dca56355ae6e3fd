/* Checks a series, chooses how to project it, and makes ranges of the forecast. */
#include "tracker/projection/series_forecast.h"

#include "tracker/base/number.h"
#include "tracker/projection/series_spread.h"

#include <math.h>
#include <string.h>

#define MOST_VALUE 1e18
/* A positive series whose forecast falls below that share of its level is held there: a logarithm needs it.
 */
#define LEAST_FORECAST 1e-3

/* What the values have in common. */
typedef struct Character {
    bool is_positive;     /* > 0 */
    bool is_not_negative; /* >= 0 */
    bool is_constant;
} Character;

static TfStatus check_values(const TfOrdinary *series, Character *character, TfError *error)
{
    *character = (Character){true, true, true};
    for (size_t i = 0; i < series->count; i++) {
        double value = series->values[i];
        char text[TF_NUMBER_CHARS];
        tf_double_write(text, value);
        if (!isfinite(value) || fabs(value) > MOST_VALUE)
            return tf_fail(error, TF_BAD_INPUT, "value %zu is %s; a number up to 1e18 is needed", i + 1,
                           isnan(value)   ? "not a number"
                           : isinf(value) ? "infinite"
                                          : text);
        character->is_positive = character->is_positive && value > 0;
        character->is_not_negative = character->is_not_negative && value >= 0;
        character->is_constant = character->is_constant && value == series->values[0];
    }
    return TF_OK;
}

static TfStatus check(const TfOrdinary *series, size_t horizon, Character *character, TfError *error)
{
    int frequency = series->frequency;
    if (frequency != 1 && frequency != 4 && frequency != 12)
        return tf_fail(error, TF_BAD_INPUT,
                       "the frequency is %d; 1 (yearly), 4 (quarterly) or 12 (monthly) is "
                       "needed",
                       frequency);
    if (horizon < 1 || horizon > SERIES_MOST_YEARS * (size_t)frequency)
        return tf_fail(error, TF_BAD_INPUT, "%zu periods ahead; 1 to %d are possible", horizon,
                       SERIES_MOST_YEARS * frequency);
    if (series->count < 1)
        return tf_fail(error, TF_BAD_INPUT, "the series has no values");
    TfStatus status = check_values(series, character, error);
    if (status == TF_OK && series->count < SERIES_LEAST_VALUES && !character->is_positive)
        return tf_fail(error, TF_BAD_INPUT, "%zu value%s, not all above 0; at least %d are needed for those",
                       series->count, series->count == 1 ? "" : "s", SERIES_LEAST_VALUES);
    return status;
}

/* A range about the middle, on the logarithm or beside it. */
static TfFan fan_of(double middle, SeriesWidths widths, double level, Character character)
{
    const double half[3] = {widths.half50, widths.half80, widths.half95};
    double low[3];
    double high[3];
    for (size_t i = 0; i < 3; i++) {
        low[i] = character.is_positive ? middle * exp(-half[i]) : middle - half[i] * level;
        high[i] = character.is_positive ? middle * exp(half[i]) : middle + half[i] * level;
        if (character.is_not_negative && low[i] < 0)
            low[i] = 0;
    }
    return (TfFan){middle, low[0], high[0], low[1], high[1], low[2], high[2]};
}

/* The last value, as it is: for one to three values and for constant ones. */
static void stay(const TfOrdinary *series, size_t horizon, Character character, TfFan *fans)
{
    double last = series->values[series->count - 1];
    for (size_t i = 0; i < horizon; i++) {
        SeriesWidths widths = {0, 0, 0};
        if (!character.is_constant || series->count < SERIES_LEAST_VALUES)
            widths = series_walk_widths((size_t)series->frequency, i);
        fans[i] = fan_of(last, widths, fabs(last), character);
    }
}

static TfStatus project(SeriesWorkspace *workspace, const double *values, size_t count, size_t seasons,
                        size_t horizon, Character character, TfFan *fans, SeriesPool *pool, TfError *error)
{
    TfStatus status = series_pool(workspace, values, count, seasons, horizon, pool, error);
    if (status != TF_OK)
        return status;
    double level = series_level(values, count, seasons);
    double largest = 0;
    for (size_t i = 0; i < count; i++)
        largest = fmax(largest, fabs(values[i]));
    if (!(level > largest * 1e-6))
        level = largest * 1e-6; /* a series that ends in zeros */
    for (size_t i = 0; i < horizon; i++) {
        double middle = pool->forecast[i];
        if (character.is_positive)
            middle = fmax(middle, LEAST_FORECAST * level);
        else if (character.is_not_negative)
            middle = fmax(middle, 0);
        workspace->forecast[i] = middle;
        fans[i] = fan_of(middle, series_widths(pool, level, seasons, i), level, character);
        if (!isfinite(fans[i].hi95) || !isfinite(fans[i].lo95))
            return tf_fail(error, TF_NUMERIC, "the series has no finite range %zu periods ahead", i + 1);
    }
    return TF_OK;
}

TfStatus series_forecast(SeriesWorkspace *workspace, const TfOrdinary *series, size_t horizon, TfFan *fans,
                         TfOrdinaryMethod *method, TfError *error)
{
    Character character = {0};
    TfStatus status = check(series, horizon, &character, error);
    if (status != TF_OK)
        return status;
    size_t used = series->count < SERIES_MOST_USED ? series->count : SERIES_MOST_USED;
    memset(method, 0, sizeof *method);
    method->used = used;
    method->is_log = character.is_positive;
    if (character.is_constant && series->count >= SERIES_LEAST_VALUES)
        method->kind = TF_ORDINARY_CONSTANT;
    else if (series->count < SERIES_LEAST_VALUES)
        method->kind = TF_ORDINARY_WALK;
    if (method->kind != TF_ORDINARY_POOL) {
        stay(series, horizon, character, fans);
        return TF_OK;
    }
    SeriesPool pool;
    status = project(workspace, series->values + series->count - used, used, (size_t)series->frequency,
                     horizon, character, fans, &pool, error);
    if (status != TF_OK)
        return status;
    method->is_adjusted = pool.is_adjusted;
    if (pool.ets != NULL)
        ets_name(pool.best, method->smoothing);
    return TF_OK;
}

TfSlice series_method_text(const TfOrdinaryMethod *method, TfArena *arena)
{
    if (method->kind == TF_ORDINARY_CONSTANT)
        return tf_slice("the value all periods had; nothing in the series says how it may change");
    if (method->kind == TF_ORDINARY_WALK)
        return tf_slice(
            "fewer than 4 values: a random walk as volatile as the median trade flow (22% a year)");
    return tf_arena_format(arena,
                           "median of exponential smoothing%s%s%s, dynamic theta and theta%s%s; %zu values",
                           method->smoothing[0] != '\0' ? " (best " : "", method->smoothing,
                           method->smoothing[0] != '\0' ? ")" : "", method->is_log ? " on logarithms" : "",
                           method->is_adjusted ? ", seasonally adjusted" : "", method->used);
}
