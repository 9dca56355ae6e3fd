/* The probability of reaching a target over time: a step on each day that an article moved it. */
#include "plots/draw.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define HEIGHT     400.0
#define MOST_NOTE  40   /* characters */
#define RIGHT_ROOM 76.0 /* of the figure that holds now */
#define LEAST_SPAN 0.3  /* years */

typedef enum OddsLayer {
    LAYER_STEPS = 0, /* time percent */
    LAYER_LEADERS,   /* time percent rise: from a dot to its note */
    LAYER_DOTS,      /* time percent */
    LAYER_COUNT
} OddsLayer;

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_STEPS] = {"steps.tsv", "time\tpercent", 2},
    [LAYER_LEADERS] = {"leaders.tsv", "time\tpercent\trise", 3},
    [LAYER_DOTS] = {"dots.tsv", "time\tpercent", 2},
};

static TfStatus check(const Odds *odds, TfError *error)
{
    if (odds->count == 0)
        return tf_fail(error, TF_BAD_INPUT, "nothing to draw: no day has a probability");
    TfStatus status = layout_check_count("steps", odds->count, CHART_MOST_POINTS, error);
    for (size_t i = 0; status == TF_OK && i < odds->count; i++) {
        const OddsStep *step = &odds->steps[i];
        status = layout_check_day("step", step->day, error);
        if (status == TF_OK && !(step->probability >= 0 && step->probability <= 1))
            status = tf_fail(error, TF_BAD_INPUT, "a probability of %d is not within 0 to 1", step->day.year);
    }
    return status;
}

typedef struct Step {
    const OddsStep *given;
    double time, percent;
} Step;

static int by_day(const void *a, const void *b)
{
    const Step *left = a;
    const Step *right = b;
    if (left->time != right->time)
        return left->time < right->time ? -1 : 1;
    return left->given < right->given ? -1 : left->given > right->given; /* as given within a day */
}

static Step *sorted(Layout *layout, const Odds *odds)
{
    Step *steps = tf_arena_alloc_array(layout->arena, odds->count, sizeof *steps);
    for (size_t i = 0; steps != NULL && i < odds->count; i++)
        steps[i] =
            (Step){&odds->steps[i], layout_time_of(odds->steps[i].day), 100 * odds->steps[i].probability};
    if (steps != NULL)
        qsort(steps, odds->count, sizeof *steps, by_day);
    layout->failed = layout->failed || steps == NULL;
    return steps;
}

static void set_ranges(Layout *layout, const Step *steps, size_t count, TfDate until)
{
    double last = steps[count - 1].time;
    if (tf_date_is_set(until))
        last = fmax(last, layout_time_of(until));
    double missing = fmax(0, LEAST_SPAN - (last - steps[0].time));
    double span = last - steps[0].time + missing;
    layout->x_low = steps[0].time - missing - 0.03 * span;
    layout->x_high = last;
    layout->y_low = 0;
    layout->y_high = 104; /* a line at 100 stays whole */
    layout->y_step = 25;
    layout->y_suffix = "%";
}

static void add_steps(Layout *layout, const Step *steps, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double end = i + 1 < count ? steps[i + 1].time : layout->x_high;
        layout_add_row(layout, LAYER_STEPS, (LayoutRow){{steps[i].time, steps[i].percent}});
        layout_add_row(layout, LAYER_STEPS, (LayoutRow){{end, steps[i].percent}});
        layout_keep_off_line(layout, steps[i].time, steps[i].percent, end, steps[i].percent, KEEP_OFF_LINE);
        if (i + 1 < count)
            layout_keep_off_line(layout, end, steps[i].percent, end, steps[i + 1].percent, KEEP_OFF_LINE);
        double spacing = i > 0 ? (steps[i].time - steps[i - 1].time) * layout_unit_width(layout) : 20;
        layout_add_row(layout, LAYER_DOTS, (LayoutRow){{steps[i].time, steps[i].percent}});
        layout_keep_off_mark(layout, steps[i].time, steps[i].percent, 5);
        layout_add_link(layout, steps[i].time, steps[i].percent, spacing, steps[i].given->href,
                        steps[i].given->evidence);
    }
}

/* What holds now, at the end of the line. */
static void last_label(Layout *layout, const Step *last)
{
    layout_put(layout, (LayoutLabel){.x = layout->right + 10,
                                     .y = fmin(fmax(layout_y(layout, last->percent), layout->top + 6),
                                               layout->bottom - 10),
                                     .size = 19,
                                     .is_bold = true,
                                     .colour = COLOUR_SERIES,
                                     .text = layout_percent(layout, last->percent / 100)});
}

#define FAR 26.0 /* pixels from a dot to its note that need a thin line */

#define LATER_IS_WORSE 1.5

static void place_note(LayoutLabel *label, double x, double y, const LayoutOffset *place)
{
    label->x = x + place->dx;
    label->y = y + place->dy;
    label->align = place->align;
}

/* What a note covers, itself and by its line; it stays beside the figures at the left and the last one. */
static double note_cost(const Layout *layout, const LayoutLabel *label, double x, double y)
{
    PlaceBox box = layout_label_box(label);
    double cost = place_label_cost(&layout->field, box);
    double near = label->y > y ? 8 : -8;
    if (box.left < layout->left || box.right > layout->right + 6)
        cost += KEEP_OFF_LABEL;
    if (fabs(label->y - y) >= FAR)
        cost += place_line_cost(&layout->field, x, y + near, x, label->y - near);
    return cost;
}

static void add_leader(Layout *layout, const Step *step, double dy)
{
    if (fabs(dy) < FAR)
        return;
    double rise = -layout_rise(layout, dy > 0 ? dy - 8 : dy + 8);
    layout_add_row(layout, LAYER_LEADERS, (LayoutRow){{step->time, step->percent, rise}});
    layout_keep_off_line(layout, step->time, step->percent, step->time, step->percent + rise, KEEP_OFF_LINE);
}

/* Over or under its dot; far ones get a thin line to it. One that finds no room is left out. */
static void note_label(Layout *layout, const Step *step)
{
    static const LayoutOffset places[] = {
        {0, -17, ALIGN_CENTRE}, {0, 18, ALIGN_CENTRE}, {-5, -17, ALIGN_LEFT},  {5, -17, ALIGN_RIGHT},
        {-5, 18, ALIGN_LEFT},   {5, 18, ALIGN_RIGHT},  {0, -34, ALIGN_CENTRE}, {0, 35, ALIGN_CENTRE},
        {-5, -34, ALIGN_LEFT},  {5, -34, ALIGN_RIGHT}, {-5, 35, ALIGN_LEFT},   {5, 35, ALIGN_RIGHT},
        {0, -54, ALIGN_CENTRE}, {0, 56, ALIGN_CENTRE}, {-5, -54, ALIGN_LEFT},  {5, -54, ALIGN_RIGHT},
        {-5, 56, ALIGN_LEFT},   {5, 56, ALIGN_RIGHT},  {0, -76, ALIGN_CENTRE}, {0, 78, ALIGN_CENTRE},
    };
    LayoutLabel label = {.size = LAYOUT_SMALL_SIZE,
                         .colour = COLOUR_MUTED,
                         .text = chart_text_clean(step->given->note, MOST_NOTE, layout->arena)};
    if (label.text.length == 0)
        return;
    double x = layout_x(layout, step->time);
    double y = layout_y(layout, step->percent);
    const LayoutOffset *best = NULL;
    double least = PLACE_TOO_DEAR;
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        place_note(&label, x, y, &places[i]);
        double cost = note_cost(layout, &label, x, y) + LATER_IS_WORSE * (double)i;
        if (cost >= least)
            continue;
        least = cost;
        best = &places[i];
    }
    if (best == NULL)
        return;
    place_note(&label, x, y, best);
    layout_put(layout, label);
    add_leader(layout, step, best->dy);
}

/* Those that moved it most are placed first. */
static void note_labels(Layout *layout, const Step *steps, size_t count)
{
    bool *is_done = tf_arena_alloc_array(layout->arena, count, sizeof *is_done);
    for (size_t round = 0; is_done != NULL && round < count; round++) {
        size_t best = TF_NOWHERE;
        double most = -1;
        for (size_t i = 0; i < count; i++) {
            double move = i > 0 ? fabs(steps[i].percent - steps[i - 1].percent) : 0;
            if (is_done[i] || steps[i].given->note.length == 0 || move <= most)
                continue;
            most = move;
            best = i;
        }
        if (best == TF_NOWHERE)
            break;
        is_done[best] = true;
        note_label(layout, &steps[best]);
    }
    layout->failed = layout->failed || is_done == NULL;
}

TfStatus layout_odds(const Chart *chart, TfArena *arena, Layout *layout, TfError *error)
{
    const Odds *odds = &chart->odds;
    LAYOUT_START(layout, chart, HEIGHT, layers, arena);
    TfStatus status = check(odds, error);
    Step *steps = status == TF_OK ? sorted(layout, odds) : NULL;
    if (steps == NULL)
        return status != TF_OK ? status : tf_fail_memory(error);
    set_ranges(layout, steps, odds->count, odds->until);
    layout_heads(layout, &chart->words);
    layout->left = fmax(46, LAYOUT_EDGE + layout_value_tick_room(layout) + 8);
    layout->right = layout->width - RIGHT_ROOM;
    layout_field(layout);
    layout_value_ticks(layout);
    layout_time_ticks(layout);
    add_steps(layout, steps, odds->count);
    last_label(layout, &steps[odds->count - 1]);
    note_labels(layout, steps, odds->count);
    return layout_end(layout, error);
}

void data_odds(const Chart *chart, ChartData *data)
{
    data_open_list(data, "steps");
    for (size_t i = 0; i < chart->odds.count; i++) {
        const OddsStep *step = &chart->odds.steps[i];
        data_open_row(data, "steps");
        data_day(data, "day", step->day);
        data_double(data, "probability", step->probability);
        data_slice(data, "note", step->note);
        data_evidence(data, step->href, step->evidence);
        data_close_row(data);
    }
    data_close_list(data);
}
