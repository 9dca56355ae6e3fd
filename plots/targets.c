/* Several targets as bullets: what was reached, where the deadline year may end up, and the mark to be
 * reached, each as a share of its own target, so that large and small ones can be compared. */
#include "plots/draw.h"

#include "plots/chart_text.h"

#include <math.h>

#define ROW_HEIGHT 56.0
#define HEAD_ROOM  24.0 /* of the figures over the rows */
#define MOST_SHARE 2.5  /* what lies farther ends in an arrow */
#define NAME_ROOM  300.0
#define ODDS_ROOM  86.0
#define MOST_ODDS  150.0
#define END_ROOM   26.0 /* pixels that bars keep off the right side, for the arrows of those that go on */

typedef enum TargetsLayer {
    LAYER_GRID = 0,     /* share, from row, rows */
    LAYER_RANGES,       /* from share, to share, row */
    LAYER_REACHED,      /* from, to, row */
    LAYER_REACHED_OPEN, /* about, or a bound */
    LAYER_BOUNDS,       /* share, row, length */
    LAYER_MEDIANS,      /* share, row */
    LAYER_BEYOND,       /* share, row, length: it goes on past the picture */
    LAYER_TARGETS,      /* share, row */
    LAYER_COUNT
} TargetsLayer;

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_GRID] = {"grid.tsv", "share\trow\trows", 3},
    [LAYER_RANGES] = {"ranges.tsv", "from\tto\trow", 3},
    [LAYER_REACHED] = {"reached.tsv", "from\tto\trow", 3},
    [LAYER_REACHED_OPEN] = {"reached_open.tsv", "from\tto\trow", 3},
    [LAYER_BOUNDS] = {"bounds.tsv", "share\trow\tlength", 3},
    [LAYER_MEDIANS] = {"medians.tsv", "share\trow", 2},
    [LAYER_BEYOND] = {"beyond.tsv", "share\trow\tlength", 3},
    [LAYER_TARGETS] = {"targets.tsv", "share\trow", 2},
};

/* --- what it takes --- */

static bool has_range(const TargetRow *row)
{
    return !isnan(row->lo80) && !isnan(row->median) && !isnan(row->hi80);
}

static TfStatus check_row(const TargetRow *row, size_t number, TfError *error)
{
    const double values[] = {row->target, isnan(row->reached.value) ? 0 : row->reached.value,
                             has_range(row) ? row->lo80 : 0, has_range(row) ? row->median : 0,
                             has_range(row) ? row->hi80 : 0};
    TfStatus status =
        layout_check_figures("target in row", (int)number, values, sizeof values / sizeof values[0], error);
    if (status == TF_OK && !(row->target > 0))
        return tf_fail(error, TF_BAD_INPUT, "the target in row %zu is not above zero", number);
    if (status == TF_OK && (row->probability < 0 || row->probability > 1))
        return tf_fail(error, TF_BAD_INPUT, "the probability in row %zu is not within 0 to 1", number);
    return status;
}

static TfStatus check(const Targets *targets, TfError *error)
{
    if (targets->count == 0)
        return tf_fail(error, TF_BAD_INPUT, "nothing to draw: no target");
    TfStatus status = layout_check_count("targets", targets->count, CHART_MOST_TARGETS, error);
    for (size_t i = 0; status == TF_OK && i < targets->count; i++)
        status = check_row(&targets->rows[i], i + 1, error);
    return status;
}

/* --- ranges --- */

static void set_ranges(Layout *layout, const Targets *targets)
{
    LayoutSpan shares = {0, 1.15};
    for (size_t i = 0; i < targets->count; i++) {
        const TargetRow *row = &targets->rows[i];
        layout_include(&shares, row->reached.value / row->target);
        layout_include(&shares, row->hi80 / row->target);
        layout_include(&shares, row->lo80 / row->target);
    }
    layout->x_low = fmax(shares.low, -1);
    layout->x_high = fmin(shares.high, MOST_SHARE) * 1.06;
    layout->y_low = 0;
    layout->y_high = (double)targets->count;
    layout->y_step = 0;
}

/* The middle of a row, the first on top. */
static double row_at(const Targets *targets, size_t index)
{
    return (double)(targets->count - index) - 0.5;
}

static double pixels_wide(const Layout *layout, double pixels)
{
    return pixels / layout_unit_width(layout);
}

static double farthest(const Layout *layout)
{
    return layout->x_high - pixels_wide(layout, END_ROOM);
}

static double clamped(const Layout *layout, double share)
{
    return fmin(fmax(share, layout->x_low), farthest(layout));
}

static bool is_beyond(const Layout *layout, double share)
{
    return share > farthest(layout);
}

/* --- layers --- */

static void add_beyond(Layout *layout, double share, double at)
{
    if (is_beyond(layout, share))
        layout_add_row(layout, LAYER_BEYOND,
                       (LayoutRow){{farthest(layout) + pixels_wide(layout, 2), at, pixels_wide(layout, 20)}});
}

static void add_reached(Layout *layout, const TargetRow *row, double at)
{
    if (isnan(row->reached.value))
        return;
    double share = row->reached.value / row->target;
    double end = clamped(layout, share);
    layout_add_row(layout, row->reached.relation == TF_EQ ? LAYER_REACHED : LAYER_REACHED_OPEN,
                   (LayoutRow){{0, end, at}});
    int direction = layout_direction(row->reached.relation);
    if (direction != 0)
        layout_add_row(layout, LAYER_BOUNDS, (LayoutRow){{end, at, direction * pixels_wide(layout, 18)}});
    add_beyond(layout, share, at);
    layout_add_link(layout, end, at, 20, row->reached.href, row->reached.evidence);
}

static void add_row(Layout *layout, const TargetRow *row, double at)
{
    if (has_range(row)) {
        layout_add_row(layout, LAYER_RANGES,
                       (LayoutRow){{clamped(layout, row->lo80 / row->target),
                                    clamped(layout, row->hi80 / row->target), at}});
        if (!is_beyond(layout, row->median / row->target))
            layout_add_row(layout, LAYER_MEDIANS,
                           (LayoutRow){{clamped(layout, row->median / row->target), at}});
        add_beyond(layout, row->hi80 / row->target, at);
    }
    add_reached(layout, row, at);
    layout_add_row(layout, LAYER_TARGETS, (LayoutRow){{1, at}});
    layout_add_link(layout, 1, at, 20, row->href, row->evidence);
}

/* Shares along the foot: the target itself in words. */
static void add_scale(Layout *layout, const Targets *targets)
{
    double step = layout_nice_step(layout->x_high - layout->x_low, 8);
    step = fmax(step, 0.25);
    int first = (int)ceil(layout->x_low / step - 1e-9);
    int last = (int)floor(layout->x_high / step + 1e-9);
    for (int i = first; i <= last; i++) {
        double share = i * step;
        layout_add_row(layout, LAYER_GRID, (LayoutRow){{share, 0, (double)targets->count}});
        bool is_target = fabs(share - 1) < 1e-9;
        layout_x_tick(layout, share,
                      is_target ? tf_slice(chart_term(layout->language, TERM_TARGET))
                                : tf_arena_format(layout->arena, "%d%%", (int)lround(share * 100)));
    }
}

/* --- labels --- */

static void add_names(Layout *layout, const TargetRow *row, double at)
{
    double room = layout->left - LAYOUT_EDGE - 14;
    double y = layout_y(layout, at);
    const LayoutLabel name = {.x = layout->left - 14,
                              .y = y - 8,
                              .align = ALIGN_RIGHT,
                              .size = LAYOUT_VALUE_SIZE,
                              .is_bold = true,
                              .colour = COLOUR_INK,
                              .text = layout_fitted(layout, row->name, room, LAYOUT_VALUE_SIZE, true)};
    layout_put(layout, name);
    TfSlice goal = row->goal;
    if (row->reached_label.length > 0)
        goal = tf_arena_format(layout->arena, "%.*s%s%.*s", TF_SLICE_ARG(row->goal),
                               row->goal.length > 0 ? " \xC2\xB7 " : "", TF_SLICE_ARG(row->reached_label));
    const LayoutLabel words = {.x = layout->left - 14,
                               .y = y + 9,
                               .align = ALIGN_RIGHT,
                               .size = LAYOUT_SMALL_SIZE,
                               .colour = COLOUR_MUTED,
                               .text = layout_fitted(layout, goal, room, LAYOUT_SMALL_SIZE, false)};
    layout_put(layout, words);
}

static void add_odds(Layout *layout, const TargetRow *row, double at)
{
    double y = layout_y(layout, at);
    double x = layout->right + 8;
    double room = layout->width - 8 - x;
    bool has_odds = !isnan(row->probability);
    TfSlice verdict = layout_fitted(layout, row->verdict, room, LAYOUT_SMALL_SIZE, false);
    if (has_odds)
        layout_put(layout, (LayoutLabel){.x = x,
                                         .y = verdict.length > 0 ? y - 7 : y,
                                         .size = 19,
                                         .is_bold = true,
                                         .colour = row->probability >= 0.5 ? COLOUR_GOOD : COLOUR_INK,
                                         .text = layout_percent(layout, row->probability)});
    layout_put(layout, (LayoutLabel){.x = x,
                                     .y = has_odds ? y + 12 : y,
                                     .size = has_odds ? LAYOUT_SMALL_SIZE : LAYOUT_VALUE_SIZE,
                                     .is_bold = !has_odds,
                                     .colour = has_odds ? COLOUR_MUTED : COLOUR_INK,
                                     .text = verdict});
}

static bool any_odds(const Targets *targets)
{
    for (size_t i = 0; i < targets->count; i++)
        if (!isnan(targets->rows[i].probability))
            return true;
    return false;
}

/* Room for the names: what the longest takes, within reason. */
static double name_room(Layout *layout, const Targets *targets)
{
    double room = 80;
    for (size_t i = 0; i < targets->count; i++) {
        const TargetRow *row = &targets->rows[i];
        TfSlice name = layout_fitted(layout, row->name, NAME_ROOM, LAYOUT_VALUE_SIZE, true);
        room = fmax(room, chart_text_width(name, LAYOUT_VALUE_SIZE, true));
        room = fmax(room, chart_text_width(row->goal, LAYOUT_SMALL_SIZE, false) +
                              chart_text_width(row->reached_label, LAYOUT_SMALL_SIZE, false) + 14);
    }
    return fmin(room, NAME_ROOM) + LAYOUT_EDGE + 14;
}

/* Room for the probabilities and verdicts. */
static double odds_room(Layout *layout, const Targets *targets)
{
    double room = ODDS_ROOM;
    for (size_t i = 0; i < targets->count; i++) {
        const TargetRow *row = &targets->rows[i];
        bool is_alone = isnan(row->probability);
        TfSlice verdict = layout_fitted(layout, row->verdict, MOST_ODDS, LAYOUT_VALUE_SIZE, true);
        double size = is_alone ? LAYOUT_VALUE_SIZE : LAYOUT_SMALL_SIZE;
        room = fmax(room, chart_text_width(verdict, size, is_alone) + 18);
    }
    return fmin(room, MOST_ODDS);
}

TfStatus layout_targets(const Chart *chart, TfArena *arena, Layout *layout, TfError *error)
{
    const Targets *targets = &chart->targets;
    TfStatus status = check(targets, error);
    if (status != TF_OK)
        return status;
    LAYOUT_START(layout, chart, 500, layers, arena);
    set_ranges(layout, targets);
    layout_heads(layout, &chart->words);
    layout->top += HEAD_ROOM;
    layout_set_bottom(layout, layout->top + ROW_HEIGHT * (double)targets->count);
    layout->left = name_room(layout, targets);
    layout->right = layout->width - odds_room(layout, targets);
    layout_field(layout);
    add_scale(layout, targets);
    for (size_t i = 0; i < targets->count; i++) {
        double at = row_at(targets, i);
        add_row(layout, &targets->rows[i], at);
        add_names(layout, &targets->rows[i], at);
        add_odds(layout, &targets->rows[i], at);
    }
    if (any_odds(targets))
        layout_put(layout, (LayoutLabel){.x = layout->right + 8,
                                         .y = layout->top - 10,
                                         .size = LAYOUT_SMALL_SIZE,
                                         .colour = COLOUR_MUTED,
                                         .text = tf_slice(chart_term(layout->language, TERM_ODDS))});
    return layout_end(layout, error);
}

/* --- the numbers --- */

void data_targets(const Chart *chart, ChartData *data)
{
    data_open_list(data, "targets");
    for (size_t i = 0; i < chart->targets.count; i++) {
        const TargetRow *row = &chart->targets.rows[i];
        data_open_row(data, "targets");
        data_slice(data, "name", row->name);
        data_slice(data, "goal", row->goal);
        data_double(data, "target", row->target);
        data_double(data, "reached", row->reached.value);
        data_text(data, "reached_relation", tf_relation_name(row->reached.relation));
        data_slice(data, "reached_label", row->reached_label);
        data_slice(data, "reached_href", row->reached.href);
        data_slice(data, "reached_evidence", row->reached.evidence);
        data_double(data, "lo80", row->lo80);
        data_double(data, "median", row->median);
        data_double(data, "hi80", row->hi80);
        data_double(data, "probability", row->probability);
        data_slice(data, "verdict", row->verdict);
        data_evidence(data, row->href, row->evidence);
        data_close_row(data);
    }
    data_close_list(data);
}
