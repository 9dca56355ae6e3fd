/* What was said about one period, on the day it was said, and what was believed from day to day. The value
 * axis starts near the figures when they are close together, and then the subtitle says so. */
#include "plots/draw.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define HEIGHT        470.0
#define MOST_LABEL    40  /* characters */
#define LEAST_SPAN    0.3 /* years */
#define MOST_LABELLED 30

typedef enum ClaimsLayer {
    LAYER_BELIEFS = 0,     /* time lo80 median hi80; steps */
    LAYER_RANGES,          /* time low high */
    LAYER_DOUBTFUL_RANGES, /* time low high */
    LAYER_ARROWS,          /* time value rise */
    LAYER_DOUBTFUL_ARROWS, /* time value rise */
    LAYER_EXACT,           /* time value */
    LAYER_OPEN,            /* time value */
    LAYER_DOUBTFUL_EXACT,  /* time value */
    LAYER_DOUBTFUL_OPEN,   /* time value */
    LAYER_OFFICIAL,        /* time value */
    LAYER_COUNT
} ClaimsLayer;

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_BELIEFS] = {"beliefs.tsv", "time\tlo80\tmedian\thi80", 4},
    [LAYER_RANGES] = {"ranges.tsv", "time\tlow\thigh", 3},
    [LAYER_DOUBTFUL_RANGES] = {"doubtful_ranges.tsv", "time\tlow\thigh", 3},
    [LAYER_ARROWS] = {"arrows.tsv", "time\tvalue\trise", 3},
    [LAYER_DOUBTFUL_ARROWS] = {"doubtful_arrows.tsv", "time\tvalue\trise", 3},
    [LAYER_EXACT] = {"exact.tsv", "time\tvalue", 2},
    [LAYER_OPEN] = {"open.tsv", "time\tvalue", 2},
    [LAYER_DOUBTFUL_EXACT] = {"doubtful_exact.tsv", "time\tvalue", 2},
    [LAYER_DOUBTFUL_OPEN] = {"doubtful_open.tsv", "time\tvalue", 2},
    [LAYER_OFFICIAL] = {"official.tsv", "time\tvalue", 2},
};

/* --- what it takes --- */

static TfStatus check(const Claims *claims, TfError *error)
{
    if (claims->count + claims->belief_count == 0)
        return tf_fail(error, TF_BAD_INPUT, "nothing to draw: nothing was said about the period");
    TfStatus status = layout_check_count("claims", claims->count, CHART_MOST_POINTS, error);
    if (status == TF_OK)
        status = layout_check_count("beliefs", claims->belief_count, CHART_MOST_POINTS, error);
    for (size_t i = 0; status == TF_OK && i < claims->count; i++) {
        const ClaimMark *mark = &claims->marks[i];
        const double values[] = {mark->value, mark->low, mark->high};
        status = layout_check_day("claim", mark->said, error);
        if (status == TF_OK)
            status = layout_check_figures("claim", mark->said.year, values,
                                          mark->relation == TF_RANGE ? 3 : 1, error);
    }
    for (size_t i = 0; status == TF_OK && i < claims->belief_count; i++) {
        const ClaimBelief *belief = &claims->beliefs[i];
        const double values[] = {belief->lo80, belief->median, belief->hi80};
        status = layout_check_day("belief", belief->from, error);
        if (status == TF_OK)
            status = layout_check_figures("belief", belief->from.year, values, 3, error);
    }
    return status;
}

static int by_day(const void *a, const void *b)
{
    const ClaimMark *left = a;
    const ClaimMark *right = b;
    int order = tf_date_compare(left->said, right->said);
    if (order != 0)
        return order;
    return (left->value > right->value) - (left->value < right->value);
}

static int by_start(const void *a, const void *b)
{
    const ClaimBelief *left = a;
    const ClaimBelief *right = b;
    return tf_date_compare(left->from, right->from);
}

/* The chart in order of days. */
static Claims sorted(Layout *layout, const Claims *claims)
{
    Claims result = *claims;
    ClaimMark *marks = tf_arena_alloc_array(layout->arena, claims->count, sizeof *marks);
    ClaimBelief *beliefs = tf_arena_alloc_array(layout->arena, claims->belief_count, sizeof *beliefs);
    result.marks = marks;
    result.beliefs = beliefs;
    if (marks == NULL || beliefs == NULL) {
        layout->failed = true;
        return result;
    }
    for (size_t i = 0; i < claims->count; i++)
        marks[i] = claims->marks[i];
    for (size_t i = 0; i < claims->belief_count; i++)
        beliefs[i] = claims->beliefs[i];
    qsort(marks, claims->count, sizeof *marks, by_day);
    qsort(beliefs, claims->belief_count, sizeof *beliefs, by_start);
    return result;
}

/* --- ranges --- */

static void set_times(Layout *layout, const Claims *claims)
{
    LayoutSpan times = LAYOUT_EMPTY_SPAN;
    if (claims->count > 0) {
        layout_include(&times, layout_time_of(claims->marks[0].said));
        layout_include(&times, layout_time_of(claims->marks[claims->count - 1].said));
    }
    if (claims->belief_count > 0) {
        layout_include(&times, layout_time_of(claims->beliefs[0].from));
        layout_include(&times, layout_time_of(claims->beliefs[claims->belief_count - 1].from));
    }
    if (tf_date_is_set(claims->until) && layout_time_of(claims->until) > times.high)
        times.high = layout_time_of(claims->until);
    double missing = fmax(0, LEAST_SPAN - (times.high - times.low));
    double span = times.high - times.low + missing;
    layout->x_low = times.low - missing / 2 - 0.04 * span;
    layout->x_high = times.high + missing / 2 + (claims->belief_count > 0 && missing == 0 ? 0 : 0.04 * span);
}

/* True when zero is not on the axis. A band that alone would press the claims together may leave the picture.
 */
static bool set_values(Layout *layout, const Claims *claims)
{
    LayoutSpan values = LAYOUT_EMPTY_SPAN;
    LayoutSpan band = LAYOUT_EMPTY_SPAN;
    for (size_t i = 0; i < claims->count; i++) {
        layout_include(&values, claims->marks[i].value);
        if (claims->marks[i].relation == TF_RANGE) {
            layout_include(&values, claims->marks[i].low);
            layout_include(&values, claims->marks[i].high);
        }
    }
    for (size_t i = 0; i < claims->belief_count; i++) {
        layout_include(&values, claims->beliefs[i].median);
        layout_include(&band, claims->beliefs[i].lo80);
        layout_include(&band, claims->beliefs[i].hi80);
    }
    double reach = fmax(values.high - values.low, 0.05 * fmax(fabs(values.high), fabs(values.low)));
    layout_include(&values, fmin(band.high, values.high + reach));
    layout_include(&values, fmax(band.low, values.low - reach));
    return layout_set_values_near(layout, values);
}

static void set_decimals(Layout *layout, const Claims *claims)
{
    double *values = tf_arena_alloc_array(layout->arena, claims->count, sizeof *values);
    for (size_t i = 0; values != NULL && i < claims->count; i++)
        values[i] = claims->marks[i].value;
    layout->failed = layout->failed || values == NULL;
    layout->decimals = values != NULL ? layout_decimals_for(values, claims->count) : 1;
}

/* --- layers --- */

static void add_mark(Layout *layout, const ClaimMark *mark)
{
    double time = layout_time_of(mark->said);
    bool is_exact = mark->relation == TF_EQ;
    ClaimsLayer layer = mark->is_official   ? LAYER_OFFICIAL
                        : mark->is_doubtful ? (is_exact ? LAYER_DOUBTFUL_EXACT : LAYER_DOUBTFUL_OPEN)
                                            : (is_exact ? LAYER_EXACT : LAYER_OPEN);
    layout_add_row(layout, layer, (LayoutRow){{time, mark->value}});
    layout_add_arrow(layout, mark->is_doubtful ? LAYER_DOUBTFUL_ARROWS : LAYER_ARROWS, time, mark->value,
                     mark->relation, 1, LAYOUT_ARROW_PIXELS);
    if (mark->relation == TF_RANGE) {
        layout_add_row(layout, mark->is_doubtful ? LAYER_DOUBTFUL_RANGES : LAYER_RANGES,
                       (LayoutRow){{time, mark->low, mark->high}});
        layout_keep_off_line(layout, time, mark->low, time, mark->high, KEEP_OFF_LINE);
    }
    layout_keep_off_mark(layout, time, mark->value, 6);
    layout_add_link(layout, time, mark->value, 20, mark->href, mark->evidence);
}

static void add_beliefs(Layout *layout, const Claims *claims)
{
    for (size_t i = 0; i < claims->belief_count; i++) {
        const ClaimBelief *belief = &claims->beliefs[i];
        double from = layout_time_of(belief->from);
        double to =
            i + 1 < claims->belief_count ? layout_time_of(claims->beliefs[i + 1].from) : layout->x_high;
        layout_add_row(layout, LAYER_BELIEFS,
                       (LayoutRow){{from, belief->lo80, belief->median, belief->hi80}});
        layout_add_row(layout, LAYER_BELIEFS, (LayoutRow){{to, belief->lo80, belief->median, belief->hi80}});
        layout_keep_off_line(layout, from, belief->median, to, belief->median, KEEP_OFF_MEDIAN);
        if (i > 0)
            layout_keep_off_line(layout, from, claims->beliefs[i - 1].median, from, belief->median,
                                 KEEP_OFF_MEDIAN);
    }
}

/* --- labels --- */

static void last_belief_label(Layout *layout, const Claims *claims)
{
    if (claims->belief_count == 0)
        return;
    double median = claims->beliefs[claims->belief_count - 1].median;
    layout_put(layout,
               (LayoutLabel){.x = layout->right + 8,
                             .y = layout_y(layout, median),
                             .size = LAYOUT_VALUE_SIZE,
                             .is_bold = true,
                             .colour = COLOUR_SERIES,
                             .text = layout_number(layout, chart_term(layout->language, TERM_BELIEVED),
                                                   median, layout->decimals)});
}

/* "News agency B: 28.5", else the figure alone, else nothing. */
static void mark_label(Layout *layout, const ClaimMark *mark)
{
    static const LayoutOffset offsets[] = {
        {0, -16, ALIGN_CENTRE}, {0, 17, ALIGN_CENTRE},  {11, 0, ALIGN_LEFT},   {-11, 0, ALIGN_RIGHT},
        {8, -14, ALIGN_LEFT},   {-8, -14, ALIGN_RIGHT}, {8, 15, ALIGN_LEFT},   {-8, 15, ALIGN_RIGHT},
        {0, -32, ALIGN_CENTRE}, {0, 33, ALIGN_CENTRE},  {10, -28, ALIGN_LEFT}, {-10, -28, ALIGN_RIGHT},
    };
    LayoutLabel label = {.size = LAYOUT_SMALL_SIZE + 1,
                         .colour = mark->is_doubtful ? COLOUR_MUTED : COLOUR_INK};
    TfSlice value = layout_value_text(layout, mark->relation, mark->value, mark->low, mark->high);
    TfSlice name = chart_text_clean(mark->label, MOST_LABEL, layout->arena);
    double x = layout_x(layout, layout_time_of(mark->said));
    double y = layout_y(layout, mark->value);
    label.text = name.length > 0
                     ? tf_arena_format(layout->arena, "%.*s: %.*s", TF_SLICE_ARG(name), TF_SLICE_ARG(value))
                     : value;
    bool is_put = layout_put_near(layout, label, x, y, offsets, sizeof offsets / sizeof offsets[0], 45);
    label.text = value;
    if (!is_put && name.length > 0)
        (void)layout_put_near(layout, label, x, y, offsets, sizeof offsets / sizeof offsets[0], 45);
}

/* Of many only the official ones, the newest, the highest and the lowest are worth a label. */
static bool is_worth_label(const Claims *claims, size_t index)
{
    const ClaimMark *mark = &claims->marks[index];
    if (claims->count <= MOST_LABELLED || mark->is_official || index + 1 == claims->count)
        return true;
    bool is_highest = true;
    bool is_lowest = true;
    for (size_t i = 0; i < claims->count; i++) {
        is_highest = is_highest && claims->marks[i].value <= mark->value;
        is_lowest = is_lowest && claims->marks[i].value >= mark->value;
    }
    return is_highest || is_lowest;
}

/* Official figures, then the rest from the newest back. */
static void mark_labels(Layout *layout, const Claims *claims)
{
    for (int is_official = 1; is_official >= 0; is_official--)
        for (size_t i = claims->count; i-- > 0;)
            if (claims->marks[i].is_official == (bool)is_official && is_worth_label(claims, i))
                mark_label(layout, &claims->marks[i]);
}

/* The subtitle says that the axis starts elsewhere. */
static ChartWords words_for(Layout *layout, const ChartWords *words, bool is_cut)
{
    ChartWords result = *words;
    if (is_cut)
        result.subtitle = tf_arena_format(layout->arena, "%.*s%s", TF_SLICE_ARG(words->subtitle),
                                          chart_term(layout->language, TERM_AXIS_CUT));
    return result;
}

TfStatus layout_claims(const Chart *chart, TfArena *arena, Layout *layout, TfError *error)
{
    LAYOUT_START(layout, chart, HEIGHT, layers, arena);
    TfStatus status = check(&chart->claims, error);
    if (status != TF_OK)
        return status;
    Claims claims = sorted(layout, &chart->claims);
    if (layout->failed)
        return tf_fail_memory(error);
    set_times(layout, &claims);
    set_decimals(layout, &claims);
    bool is_cut = set_values(layout, &claims);
    ChartWords words = words_for(layout, &chart->words, is_cut);
    layout_heads(layout, &words);
    layout->left = fmax(46, LAYOUT_EDGE + layout_value_tick_room(layout) + 8);
    if (claims.belief_count > 0)
        layout->right = layout->width - 124;
    layout_field(layout);
    layout_value_ticks(layout);
    layout_time_ticks(layout);
    add_beliefs(layout, &claims);
    for (size_t i = 0; i < claims.count; i++)
        add_mark(layout, &claims.marks[i]);
    last_belief_label(layout, &claims);
    mark_labels(layout, &claims);
    return layout_end(layout, error);
}

/* --- the numbers --- */

void data_claims(const Chart *chart, ChartData *data)
{
    data_open_list(data, "claims");
    for (size_t i = 0; i < chart->claims.count; i++) {
        const ClaimMark *mark = &chart->claims.marks[i];
        data_open_row(data, "claims");
        data_day(data, "day", mark->said);
        data_figure(data, mark->value, mark->relation, mark->low, mark->high);
        data_bool(data, "official", mark->is_official);
        data_bool(data, "doubtful", mark->is_doubtful);
        data_slice(data, "label", mark->label);
        data_evidence(data, mark->href, mark->evidence);
        data_close_row(data);
    }
    data_close_list(data);
    data_open_list(data, "beliefs");
    for (size_t i = 0; i < chart->claims.belief_count; i++) {
        const ClaimBelief *belief = &chart->claims.beliefs[i];
        data_open_row(data, "beliefs");
        data_day(data, "day", belief->from);
        data_double(data, "lo80", belief->lo80);
        data_double(data, "median", belief->median);
        data_double(data, "hi80", belief->hi80);
        data_close_row(data);
    }
    data_close_list(data);
}
