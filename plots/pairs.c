/* Several pairs side by side: yearly turnover of each as a share of its target. All have one scale of years
 * and of shares, so that shapes can be compared; a panel is the plot moved to its place. */
#include "plots/draw.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define MOST_COLUMNS 3
#define PANEL_HEIGHT 110.0
#define PANEL_PITCH  184.0 /* with its name above and its years below */
#define PANEL_GAP    26.0  /* between columns */
#define NAME_ROOM    48.0
#define NAME_LINE    15.0 /* of a second line of names, for which all panels have room when one needs it */
#define MOST_NAME    120  /* characters */
#define MOST_SHARE   1.4  /* what lies higher ends at the top, with an arrow */
#define MOST_YEARS   60   /* of a panel before its end; older ones are left out */

typedef enum PairsLayer {
    LAYER_AREAS = 0,    /* x foot value; a row of NAN ends one */
    LAYER_FEET,         /* x y width */
    LAYER_TARGET_LINES, /* x y width */
    LAYER_GAPS,         /* x y */
    LAYER_LINES,        /* x y; a row of NAN ends one */
    LAYER_ARROWS,       /* x y rise */
    LAYER_EXACT,        /* x y: the last year of each */
    LAYER_OPEN,         /* x y */
    LAYER_TARGETS,      /* x y */
    LAYER_COUNT
} PairsLayer;

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_AREAS] = {"areas.tsv", "x\tfoot\tvalue", 3},
    [LAYER_FEET] = {"feet.tsv", "x\ty\twidth", 3},
    [LAYER_TARGET_LINES] = {"target_lines.tsv", "x\ty\twidth", 3},
    [LAYER_GAPS] = {"gaps.tsv", "x\ty", 2},
    [LAYER_LINES] = {"lines.tsv", "x\ty", 2},
    [LAYER_ARROWS] = {"arrows.tsv", "x\ty\trise", 3},
    [LAYER_EXACT] = {"exact.tsv", "x\ty", 2},
    [LAYER_OPEN] = {"open.tsv", "x\ty", 2},
    [LAYER_TARGETS] = {"targets.tsv", "x\ty", 2},
};

/* Where a panel is and how it scales: x and y of the plot are pixels from its left and from its foot. */
typedef struct Panel {
    Layout *layout;
    const PairPanel *given;
    const PairYear *years; /* in order */
    size_t count;
    double left, foot, width;
    size_t name_lines;  /* at most, over all panels */
    double first, last; /* years, over all panels */
    double most_share;
    int decimals;
} Panel;

/* --- what it takes --- */

static TfStatus check_panel(const PairPanel *panel, size_t number, TfError *error)
{
    TfStatus status = layout_check_figures("target in panel", (int)number, &panel->target, 1, error);
    if (status == TF_OK && !(panel->target > 0))
        return tf_fail(error, TF_BAD_INPUT, "the target in panel %zu is not above zero", number);
    if (status == TF_OK && panel->deadline != 0)
        status = layout_check_year("deadline", panel->deadline, error);
    if (status == TF_OK && (panel->probability < 0 || panel->probability > 1))
        return tf_fail(error, TF_BAD_INPUT, "the probability in panel %zu is not within 0 to 1", number);
    if (status == TF_OK)
        status = layout_check_count("years of one pair", panel->count, CHART_MOST_POINTS, error);
    for (size_t i = 0; status == TF_OK && i < panel->count; i++) {
        status = layout_check_year("pair", panel->years[i].year, error);
        if (status == TF_OK)
            status = layout_check_figures("pair", panel->years[i].year, &panel->years[i].value, 1, error);
    }
    return status;
}

static TfStatus check(const Pairs *pairs, TfError *error)
{
    if (pairs->count == 0)
        return tf_fail(error, TF_BAD_INPUT, "nothing to draw: no pair with a target");
    TfStatus status = layout_check_count("pairs", pairs->count, CHART_MOST_PANELS, error);
    for (size_t i = 0; status == TF_OK && i < pairs->count; i++)
        status = check_panel(&pairs->panels[i], i + 1, error);
    return status;
}

static int by_year(const void *a, const void *b)
{
    const PairYear *left = a;
    const PairYear *right = b;
    if (left->year != right->year)
        return left->year < right->year ? -1 : 1;
    return (left->value > right->value) - (left->value < right->value);
}

static const PairYear *sorted(Layout *layout, const PairPanel *panel)
{
    PairYear *years = tf_arena_alloc_array(layout->arena, panel->count, sizeof *years);
    layout->failed = layout->failed || years == NULL;
    for (size_t i = 0; years != NULL && i < panel->count; i++)
        years[i] = panel->years[i];
    if (years != NULL)
        qsort(years, panel->count, sizeof *years, by_year);
    return years;
}

/* --- ranges --- */

static void include_panel(const PairPanel *panel, LayoutSpan *years, double *share)
{
    if (panel->deadline != 0)
        layout_include(years, panel->deadline);
    for (size_t i = 0; i < panel->count; i++) {
        layout_include(years, panel->years[i].year);
        *share = fmax(*share, panel->years[i].value / panel->target);
    }
}

static void set_scales(Panel *panel, const Pairs *pairs)
{
    LayoutSpan years = LAYOUT_EMPTY_SPAN;
    double share = 1.15;
    for (size_t i = 0; i < pairs->count; i++)
        include_panel(&pairs->panels[i], &years, &share);
    if (years.low > years.high)
        years = (LayoutSpan){2000, 2001};
    panel->first = fmax(years.low, years.high - MOST_YEARS) - 0.3;
    panel->last = years.high + 0.5;
    panel->most_share = fmin(share, MOST_SHARE) * 1.04;
}

static double x_of(const Panel *panel, double year)
{
    return panel->left + (year - panel->first) / (panel->last - panel->first) * panel->width;
}

static double y_of(const Panel *panel, double share)
{
    return panel->foot + fmin(fmax(share, 0), panel->most_share) / panel->most_share * PANEL_HEIGHT;
}

static double share_of(const Panel *panel, const PairYear *year)
{
    return year->value / panel->given->target;
}

/* --- layers --- */

/* Where the line from one year to the next is at the top of the panel, or the end itself when that is lower.
 */
static LayoutRow end_of(const Panel *panel, const PairYear *end, const PairYear *other)
{
    double share = share_of(panel, end);
    double beyond = share_of(panel, other);
    double x = x_of(panel, end->year);
    if (share > panel->most_share && beyond < panel->most_share)
        x += (x_of(panel, other->year) - x) * (share - panel->most_share) / (share - beyond);
    return (LayoutRow){{x, y_of(panel, share)}};
}

static void add_piece(const Panel *panel, const PairYear *from, const PairYear *to)
{
    Layout *layout = panel->layout;
    PairsLayer layer = to->year - from->year == 1 ? LAYER_LINES : LAYER_GAPS;
    const LayoutRow ends[] = {end_of(panel, from, to), end_of(panel, to, from)};
    const double edges[] = {x_of(panel, from->year), ends[0].cells[0], ends[1].cells[0],
                            x_of(panel, to->year)};
    for (size_t i = 0; i < 4; i++)
        layout_add_row(layout, LAYER_AREAS, (LayoutRow){{edges[i], panel->foot, ends[i / 2].cells[1]}});
    layout_break(layout, LAYER_AREAS);
    if (fmin(share_of(panel, from), share_of(panel, to)) > panel->most_share)
        return; /* the area alone goes on, at the top */
    layout_add_row(layout, layer, ends[0]);
    layout_add_row(layout, layer, ends[1]);
    layout_break(layout, layer);
    layout_keep_off_line(layout, ends[0].cells[0], ends[0].cells[1], ends[1].cells[0], ends[1].cells[1],
                         KEEP_OFF_LINE);
}

/* An arrow where the figure is a bound, or where it leaves the panel. */
static void add_end(const Panel *panel, const PairYear *year)
{
    Layout *layout = panel->layout;
    double x = x_of(panel, year->year);
    double y = y_of(panel, share_of(panel, year));
    bool is_beyond = share_of(panel, year) > panel->most_share;
    int direction = is_beyond ? 1 : layout_direction(year->relation);
    layout_add_row(layout, year->relation == TF_EQ ? LAYER_EXACT : LAYER_OPEN, (LayoutRow){{x, y}});
    if (direction != 0)
        layout_add_row(layout, LAYER_ARROWS, (LayoutRow){{x, y, direction * 14}});
    layout_keep_off_mark(layout, x, y, 5);
}

static void add_line(const Panel *panel)
{
    const PairYear *last = NULL;
    for (size_t i = 0; i < panel->count; i++) {
        const PairYear *year = &panel->years[i];
        if (year->year < panel->first || (last != NULL && last->year == year->year))
            continue;
        if (last != NULL)
            add_piece(panel, last, year);
        last = year;
    }
    if (last != NULL)
        add_end(panel, last);
}

static void add_target(const Panel *panel)
{
    Layout *layout = panel->layout;
    const PairPanel *given = panel->given;
    double end = given->deadline != 0 ? x_of(panel, given->deadline) : panel->left + panel->width;
    double y = y_of(panel, 1);
    layout_add_row(layout, LAYER_FEET, (LayoutRow){{panel->left, panel->foot, panel->width}});
    layout_add_row(layout, LAYER_TARGET_LINES, (LayoutRow){{panel->left, y, end - panel->left}});
    layout_keep_off_line(layout, panel->left, y, end, y, KEEP_OFF_STEM);
    if (given->deadline != 0) {
        layout_add_row(layout, LAYER_TARGETS, (LayoutRow){{end, y}});
        layout_keep_off_mark(layout, end, y, 6);
    }
    layout_add_link(layout, end, y, 20, given->href, given->evidence);
}

/* --- labels --- */

static void put(const Panel *panel, double x, double above, LayoutLabel label)
{
    label.x = layout_x(panel->layout, x);
    label.y = layout_y(panel->layout, panel->foot) - above;
    layout_put(panel->layout, label);
}

/* "27% likely", or the verdict. */
static TfSlice odds_text(const Panel *panel)
{
    Layout *layout = panel->layout;
    if (isnan(panel->given->probability))
        return layout_fitted(layout, panel->given->verdict, panel->width / 3, LAYOUT_SMALL_SIZE, true);
    TfSlice percent = layout_percent(layout, panel->given->probability);
    return tf_arena_format(layout->arena, "%s%.*s%s", chart_term(layout->language, TERM_ODDS_BEFORE),
                           TF_SLICE_ARG(percent), chart_term(layout->language, TERM_ODDS_AFTER));
}

static LayoutLabel odds_label(const Panel *panel)
{
    bool is_good = panel->given->probability >= 0.5;
    return (LayoutLabel){.size = LAYOUT_SMALL_SIZE,
                         .is_bold = is_good,
                         .align = ALIGN_RIGHT,
                         .colour = is_good ? COLOUR_GOOD : COLOUR_MUTED,
                         .text = odds_text(panel)};
}

typedef struct PanelName {
    TfSlice lines[2];
    size_t count;
    double size;
    bool is_cut;
} PanelName;

static bool breaks_a_word(TfSlice text, const PanelName *name)
{
    size_t end = name->lines[0].length;
    return name->count > 1 && end < text.length && text.bytes[end] != ' ';
}

/* Beside the odds on one line, or smaller, or on two. */
static PanelName panel_name(const Panel *panel)
{
    static const struct {
        double size;
        size_t lines;
    } forms[] = {{LAYOUT_VALUE_SIZE, 1}, {11.5, 1}, {10.5, 1}, {LAYOUT_VALUE_SIZE, 2}, {11, 2}, {10, 2}};
    Layout *layout = panel->layout;
    LayoutLabel odds = odds_label(panel);
    double room = panel->width - layout_label_width(&odds) - 8;
    TfSlice text = chart_text_clean(panel->given->name, MOST_NAME, layout->arena);
    PanelName name = {.is_cut = true};
    for (size_t i = 0; name.is_cut && i < sizeof forms / sizeof forms[0]; i++) {
        name.size = forms[i].size;
        name.count = chart_text_wrap(text, room, name.size, true, name.lines, forms[i].lines, &name.is_cut,
                                     layout->arena);
        name.is_cut = name.is_cut || breaks_a_word(text, &name);
    }
    return name;
}

static void add_heads(const Panel *panel)
{
    Layout *layout = panel->layout;
    PanelName name = panel_name(panel);
    for (size_t i = 0; i < name.count; i++)
        put(panel, panel->left, PANEL_HEIGHT + 34 + NAME_LINE * (double)(name.count - 1 - i),
            (LayoutLabel){.size = name.size, .is_bold = true, .colour = COLOUR_INK, .text = name.lines[i]});
    put(panel, panel->left + panel->width, PANEL_HEIGHT + 34, odds_label(panel));
    put(panel, panel->left, PANEL_HEIGHT + 17,
        (LayoutLabel){.size = LAYOUT_SMALL_SIZE,
                      .colour = COLOUR_TARGET,
                      .text =
                          layout_fitted(layout, panel->given->goal, panel->width, LAYOUT_SMALL_SIZE, false)});
}

static void add_last_value(const Panel *panel)
{
    static const LayoutOffset offsets[] = {
        {8, 0, ALIGN_LEFT},   {6, 13, ALIGN_LEFT},    {0, 15, ALIGN_CENTRE},  {-6, 13, ALIGN_RIGHT},
        {6, -12, ALIGN_LEFT}, {-6, -12, ALIGN_RIGHT}, {0, -14, ALIGN_CENTRE}, {0, 28, ALIGN_CENTRE}};
    Layout *layout = panel->layout;
    if (panel->count == 0)
        return;
    const PairYear *last = &panel->years[panel->count - 1];
    layout->decimals = layout_decimals_for(&last->value, 1);
    LayoutLabel label = {.size = LAYOUT_SMALL_SIZE + 1,
                         .is_bold = true,
                         .colour = COLOUR_SERIES,
                         .text = layout_value_text(layout, last->relation, last->value, 0, 0)};
    (void)layout_put_near(layout, label, layout_x(layout, x_of(panel, last->year)),
                          layout_y(layout, y_of(panel, share_of(panel, last))), offsets,
                          sizeof offsets / sizeof offsets[0], 400);
}

/* The first and the last stated year and the deadline; a figure that would touch the one before is left out.
 */
static void add_years(const Panel *panel)
{
    Layout *layout = panel->layout;
    int years[3];
    size_t count = 0;
    if (panel->count > 0) {
        const PairYear *first = panel->years;
        while (first->year < panel->first && first + 1 < panel->years + panel->count)
            first++;
        years[count++] = panel->years[panel->count - 1].year;
        if (first->year != years[0])
            years[count++] = first->year;
    }
    if (panel->given->deadline != 0)
        years[count++] = panel->given->deadline;
    for (size_t i = 0; i < count; i++) {
        LayoutLabel label = {.x = layout_x(layout, x_of(panel, years[i])),
                             .y = layout_y(layout, panel->foot) + 13,
                             .align = ALIGN_CENTRE,
                             .size = LAYOUT_SMALL_SIZE,
                             .colour = COLOUR_MUTED,
                             .text = tf_arena_format(layout->arena, "%d", years[i])};
        if (place_label_cost(&layout->field, layout_label_box(&label)) < PLACE_TOO_DEAR)
            layout_put(layout, label);
    }
}

static void add_panel(Panel *panel)
{
    add_target(panel);
    add_line(panel);
    add_heads(panel);
    add_last_value(panel);
    add_years(panel);
}

/* x and y of the plot are pixels, y upwards from the foot of the lowest row. */
static void set_ranges(Layout *layout, double names, double pitch, size_t rows)
{
    layout_set_bottom(layout, layout->top + names + pitch * (double)(rows - 1) + PANEL_HEIGHT);
    layout->x_low = 0;
    layout->x_high = layout->right - layout->left;
    layout->y_low = 0;
    layout->y_high = layout->bottom - layout->top;
    layout->y_step = 0;
    layout_field(layout);
    layout->field.area = (PlaceBox){4, layout->top, layout->width - 4, layout->bottom + 24};
}

/* Sets the width of panels; returns whether all names fit. */
static bool set_columns(Panel *panel, const Pairs *pairs, size_t columns)
{
    double width = panel->layout->right - panel->layout->left - 2 * 8;
    panel->width = (width - PANEL_GAP * (double)(columns - 1)) / (double)columns;
    panel->name_lines = 1;
    bool fit = true;
    for (size_t i = 0; i < pairs->count; i++) {
        panel->given = &pairs->panels[i];
        PanelName name = panel_name(panel);
        panel->name_lines = name.count > panel->name_lines ? name.count : panel->name_lines;
        fit = fit && !name.is_cut;
    }
    return fit;
}

/* As many panels side by side as names leave room for; few ones are as wide as the picture lets them be. */
static size_t choose_columns(Panel *panel, const Pairs *pairs)
{
    size_t columns = pairs->count == 4 ? 2 : pairs->count < MOST_COLUMNS ? pairs->count : MOST_COLUMNS;
    if (!set_columns(panel, pairs, columns) && columns > 2)
        (void)set_columns(panel, pairs, columns = 2);
    return columns;
}

TfStatus layout_pairs(const Chart *chart, TfArena *arena, Layout *layout, TfError *error)
{
    const Pairs *pairs = &chart->pairs;
    TfStatus status = check(pairs, error);
    if (status != TF_OK)
        return status;
    LAYOUT_START(layout, chart, 500, layers, arena);
    layout_heads(layout, &chart->words);
    layout->left = 8;
    layout->right = layout->width - 8;
    Panel panel = {.layout = layout};
    size_t columns = choose_columns(&panel, pairs);
    double names = NAME_ROOM + NAME_LINE * (double)(panel.name_lines - 1);
    double pitch = PANEL_PITCH + NAME_LINE * (double)(panel.name_lines - 1);
    set_ranges(layout, names, pitch, (pairs->count + columns - 1) / columns);
    set_scales(&panel, pairs);
    for (size_t i = 0; i < pairs->count; i++) {
        panel.given = &pairs->panels[i];
        panel.years = sorted(layout, panel.given);
        panel.count = panel.years != NULL ? panel.given->count : 0;
        panel.left = 8 + (double)(i % columns) * (panel.width + PANEL_GAP);
        panel.foot = layout->y_high - names - PANEL_HEIGHT - (double)(i / columns) * pitch;
        add_panel(&panel);
    }
    return layout_end(layout, error);
}

/* --- the numbers --- */

void data_pairs(const Chart *chart, ChartData *data)
{
    data_open_list(data, "pairs");
    for (size_t i = 0; i < chart->pairs.count; i++) {
        const PairPanel *panel = &chart->pairs.panels[i];
        data_open_row(data, "pairs");
        data_slice(data, "name", panel->name);
        data_slice(data, "goal", panel->goal);
        data_double(data, "target", panel->target);
        data_integer(data, "deadline", panel->deadline);
        data_double(data, "probability", panel->probability);
        data_slice(data, "verdict", panel->verdict);
        data_evidence(data, panel->href, panel->evidence);
        data_close_row(data);
    }
    data_close_list(data);
    data_open_list(data, "years");
    for (size_t i = 0; i < chart->pairs.count; i++) {
        const PairPanel *panel = &chart->pairs.panels[i];
        for (size_t k = 0; k < panel->count; k++) {
            data_open_row(data, "years");
            data_slice(data, "name", panel->name);
            data_integer(data, "year", panel->years[k].year);
            data_double(data, "value", panel->years[k].value);
            data_double(data, "share", panel->years[k].value / panel->target);
            data_text(data, "relation", tf_relation_name(panel->years[k].relation));
            data_close_row(data);
        }
    }
    data_close_list(data);
}
