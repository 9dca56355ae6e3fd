/* Exports and imports of one side, year by year, and the balance between them. Exports are drawn upwards,
 * imports downwards, so that the balance, which may be on either side of zero, shares their axis. */
#include "plots/draw.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define HEIGHT     500.0
#define MOST_PART  16    /* characters of "Jan–Sep" */
#define MOST_LABEL 220.0 /* pixels of a name at the right */
#define MOST_COST  190.0 /* of a value that matters: over a bar or a line, never over another label */

typedef enum BalanceLayer {
    LAYER_EXPORTS = 0,  /* year base value half_width */
    LAYER_IMPORTS,      /* the same, below zero */
    LAYER_EXPORTS_OPEN, /* about, a bound, or part of a year: outlined */
    LAYER_IMPORTS_OPEN,
    LAYER_EXPORTS_ARROWS, /* year value rise */
    LAYER_IMPORTS_ARROWS,
    LAYER_BALANCE, /* year value; a row of NAN ends a piece */
    LAYER_BALANCE_GAPS,
    LAYER_BALANCE_ARROWS,
    LAYER_BALANCE_EXACT,
    LAYER_BALANCE_OPEN,
    LAYER_COUNT
} BalanceLayer;

static const LayoutTable layers[LAYER_COUNT] = {
    [LAYER_EXPORTS] = {"exports.tsv", "year\tbase\tvalue\thalf_width", 4},
    [LAYER_IMPORTS] = {"imports.tsv", "year\tbase\tvalue\thalf_width", 4},
    [LAYER_EXPORTS_OPEN] = {"exports_open.tsv", "year\tbase\tvalue\thalf_width", 4},
    [LAYER_IMPORTS_OPEN] = {"imports_open.tsv", "year\tbase\tvalue\thalf_width", 4},
    [LAYER_EXPORTS_ARROWS] = {"exports_arrows.tsv", "year\tvalue\trise", 3},
    [LAYER_IMPORTS_ARROWS] = {"imports_arrows.tsv", "year\tvalue\trise", 3},
    [LAYER_BALANCE] = {"balance.tsv", "year\tvalue", 2},
    [LAYER_BALANCE_GAPS] = {"balance_gaps.tsv", "year\tvalue", 2},
    [LAYER_BALANCE_ARROWS] = {"balance_arrows.tsv", "year\tvalue\trise", 3},
    [LAYER_BALANCE_EXACT] = {"balance_exact.tsv", "year\tvalue", 2},
    [LAYER_BALANCE_OPEN] = {"balance_open.tsv", "year\tvalue", 2},
};

/* --- what it takes --- */

static TfStatus check_figure(const char *what, int year, const ChartFigure *figure, bool is_signed,
                             TfError *error)
{
    if (isnan(figure->value))
        return TF_OK;
    const double values[] = {figure->value, figure->low, figure->high};
    if (!is_signed && figure->value < 0)
        return tf_fail(error, TF_BAD_INPUT, "the %s of %d are below zero", what, year);
    return layout_check_figures(what, year, values, figure->relation == TF_RANGE ? 3 : 1, error);
}

static bool is_empty(const BalanceYear *year)
{
    return isnan(year->exports.value) && isnan(year->imports.value) && isnan(year->balance.value);
}

static TfStatus check(const Balance *balance, TfError *error)
{
    size_t drawn = 0;
    TfStatus status = layout_check_count("years", balance->count, CHART_MOST_POINTS, error);
    for (size_t i = 0; status == TF_OK && i < balance->count; i++) {
        const BalanceYear *year = &balance->years[i];
        drawn += !is_empty(year);
        status = layout_check_year("balance", year->year, error);
        if (status == TF_OK)
            status = check_figure("exports", year->year, &year->exports, false, error);
        if (status == TF_OK)
            status = check_figure("imports", year->year, &year->imports, false, error);
        if (status == TF_OK)
            status = check_figure("balance", year->year, &year->balance, true, error);
    }
    if (status == TF_OK && drawn == 0)
        status = tf_fail(error, TF_BAD_INPUT, "nothing to draw: neither exports nor imports nor a balance");
    return status;
}

static int by_year(const void *a, const void *b)
{
    const BalanceYear *left = a;
    const BalanceYear *right = b;
    if (left->year != right->year)
        return left->year < right->year ? -1 : 1;
    return tf_slice_compare(left->part_label, right->part_label);
}

/* In order of years, those without a figure left out; memory being short leaves `failed` behind. */
static Balance sorted(Layout *layout, const Balance *balance)
{
    Balance result = *balance;
    BalanceYear *years = tf_arena_alloc_array(layout->arena, balance->count, sizeof *years);
    result.years = years;
    result.count = 0;
    for (size_t i = 0; years != NULL && i < balance->count; i++)
        if (!is_empty(&balance->years[i]))
            years[result.count++] = balance->years[i];
    if (years != NULL)
        qsort(years, result.count, sizeof *years, by_year);
    layout->failed = layout->failed || years == NULL;
    return result;
}

static void set_ranges(Layout *layout, const Balance *balance)
{
    LayoutSpan values = {0, 0};
    for (size_t i = 0; i < balance->count; i++) {
        layout_include(&values, balance->years[i].exports.value);
        layout_include(&values, -balance->years[i].imports.value);
        layout_include(&values, balance->years[i].balance.value);
    }
    if (!(values.high > values.low))
        values.high = 1;
    layout_set_values(layout, values);
    layout->x_low = balance->years[0].year - 0.6;
    layout->x_high = balance->years[balance->count - 1].year + 0.6;
    double missing = 2.4 - (layout->x_high - layout->x_low);
    layout->x_low -= fmax(0, missing) / 2;
    layout->x_high += fmax(0, missing) / 2;
}

static void set_decimals(Layout *layout, const Balance *balance)
{
    double *values = tf_arena_alloc_array(layout->arena, balance->count, 3 * sizeof *values);
    for (size_t i = 0; values != NULL && i < balance->count; i++) {
        values[3 * i] = balance->years[i].exports.value;
        values[3 * i + 1] = balance->years[i].imports.value;
        values[3 * i + 2] = balance->years[i].balance.value;
    }
    layout->failed = layout->failed || values == NULL;
    layout->decimals = values != NULL ? layout_decimals_for(values, 3 * balance->count) : 0;
}

/* --- layers --- */

static double bar_half(const Layout *layout)
{
    return fmin(0.34, 30 / layout_unit_width(layout));
}

static bool is_about(const ChartFigure *figure, const BalanceYear *year)
{
    return figure->relation != TF_EQ || year->part_label.length > 0;
}

static void add_link(Layout *layout, int year, double value, const ChartFigure *figure)
{
    layout_add_link(layout, year, value, layout_unit_width(layout), figure->href, figure->evidence);
}

/* `sign` 1: exports, up; -1: imports, down. */
static void add_bar(Layout *layout, const BalanceYear *year, int sign)
{
    const ChartFigure *figure = sign > 0 ? &year->exports : &year->imports;
    if (isnan(figure->value))
        return;
    double half = bar_half(layout);
    double end = sign * figure->value;
    BalanceLayer filled = sign > 0 ? LAYER_EXPORTS : LAYER_IMPORTS;
    BalanceLayer open = sign > 0 ? LAYER_EXPORTS_OPEN : LAYER_IMPORTS_OPEN;
    layout_add_row(layout, is_about(figure, year) ? open : filled, (LayoutRow){{year->year, 0, end, half}});
    layout_add_arrow(layout, sign > 0 ? LAYER_EXPORTS_ARROWS : LAYER_IMPORTS_ARROWS, year->year, end,
                     figure->relation, sign, LAYOUT_ARROW_PIXELS * 0.8);
    double zero = layout_y(layout, 0);
    double tip = layout_y(layout, end);
    place_add_box(&layout->field,
                  (PlaceBox){layout_x(layout, year->year - half), fmin(zero, tip),
                             layout_x(layout, year->year + half), fmax(zero, tip)},
                  KEEP_OFF_STEM);
    add_link(layout, year->year, end, figure);
}

static void add_balance(Layout *layout, const BalanceYear *year, const BalanceYear *last)
{
    const ChartFigure *figure = &year->balance;
    if (last != NULL) {
        bool is_next = year->year - last->year == 1;
        BalanceLayer layer = is_next ? LAYER_BALANCE : LAYER_BALANCE_GAPS;
        layout_add_row(layout, layer, (LayoutRow){{last->year, last->balance.value}});
        layout_add_row(layout, layer, (LayoutRow){{year->year, figure->value}});
        layout_break(layout, layer);
        layout_keep_off_line(layout, last->year, last->balance.value, year->year, figure->value,
                             KEEP_OFF_LINE);
    }
    layout_add_row(layout, is_about(figure, year) ? LAYER_BALANCE_OPEN : LAYER_BALANCE_EXACT,
                   (LayoutRow){{year->year, figure->value}});
    layout_add_arrow(layout, LAYER_BALANCE_ARROWS, year->year, figure->value, figure->relation, 1,
                     LAYOUT_ARROW_PIXELS);
    layout_keep_off_mark(layout, year->year, figure->value, 6);
    add_link(layout, year->year, figure->value, figure);
}

static void add_layers(Layout *layout, const Balance *balance)
{
    const BalanceYear *last = NULL;
    for (size_t i = 0; i < balance->count; i++) {
        const BalanceYear *year = &balance->years[i];
        add_bar(layout, year, 1);
        add_bar(layout, year, -1);
        if (isnan(year->balance.value))
            continue;
        bool is_part = year->part_label.length > 0; /* on no line of whole years */
        add_balance(layout, year, is_part ? NULL : last);
        last = is_part ? last : year;
    }
}

/* --- labels --- */

static TfSlice figure_text(Layout *layout, const ChartFigure *figure)
{
    return layout_value_text(layout, figure->relation, figure->value, figure->low, figure->high);
}

/* Over an export bar, under an import bar. */
static void bar_value(Layout *layout, const BalanceYear *year, int sign, double most)
{
    const ChartFigure *figure = sign > 0 ? &year->exports : &year->imports;
    if (isnan(figure->value))
        return;
    const LayoutOffset offsets[] = {{0, -11.0 * sign, ALIGN_CENTRE}, {0, -32.0 * sign, ALIGN_CENTRE}};
    LayoutLabel label = {
        .size = LAYOUT_SMALL_SIZE + 1, .colour = COLOUR_MUTED, .text = figure_text(layout, figure)};
    if (sign > 0)
        label.colour = COLOUR_SERIES;
    bool is_past_arrow = layout_direction(figure->relation) > 0;
    (void)layout_put_near(layout, label, layout_x(layout, year->year), layout_y(layout, sign * figure->value),
                          offsets + is_past_arrow, 1, most);
}

/* Beside its mark, where it may lie on a bar; a sign is part of it. */
static void balance_value(Layout *layout, const BalanceYear *year, double most)
{
    static const LayoutOffset offsets[] = {{0, -15, ALIGN_CENTRE},  {0, 15, ALIGN_CENTRE},
                                           {10, -12, ALIGN_LEFT},   {10, 12, ALIGN_LEFT},
                                           {-10, -12, ALIGN_RIGHT}, {-10, 12, ALIGN_RIGHT}};
    if (isnan(year->balance.value))
        return;
    LayoutLabel label = {.size = LAYOUT_VALUE_SIZE, .is_bold = true, .colour = COLOUR_INK};
    TfSlice text = figure_text(layout, &year->balance);
    label.text = year->balance.value > 0 && year->balance.relation == TF_EQ
                     ? tf_arena_format(layout->arena, "+%.*s", TF_SLICE_ARG(text))
                     : text;
    (void)layout_put_near(layout, label, layout_x(layout, year->year), layout_y(layout, year->balance.value),
                          offsets, sizeof offsets / sizeof offsets[0], most);
}

static void part_label(Layout *layout, const BalanceYear *year)
{
    if (year->part_label.length == 0)
        return;
    layout_put(layout, (LayoutLabel){.x = layout_x(layout, year->year),
                                     .y = layout->bottom + 31,
                                     .align = ALIGN_CENTRE,
                                     .size = LAYOUT_SMALL_SIZE,
                                     .colour = COLOUR_MUTED,
                                     .text = chart_text_clean(year->part_label, MOST_PART, layout->arena)});
}

static bool has_room_for_all(Layout *layout, const Balance *balance)
{
    double width = 0;
    for (size_t i = 0; i < balance->count; i++) {
        const ChartFigure *figures[] = {&balance->years[i].exports, &balance->years[i].imports};
        for (size_t k = 0; k < 2; k++)
            if (!isnan(figures[k]->value))
                width = fmax(width,
                             chart_text_width(figure_text(layout, figures[k]), LAYOUT_SMALL_SIZE + 1, false));
    }
    return width + 4 <= layout_unit_width(layout);
}

static void value_labels(Layout *layout, const Balance *balance)
{
    bool has_room = has_room_for_all(layout, balance);
    for (size_t i = balance->count; i-- > 0;) {
        const BalanceYear *year = &balance->years[i];
        bool is_end = i == 0 || i + 1 == balance->count;
        if (!has_room && !is_end)
            continue;
        bar_value(layout, year, 1, is_end ? MOST_COST : PLACE_TOO_DEAR);
        bar_value(layout, year, -1, is_end ? MOST_COST : PLACE_TOO_DEAR);
    }
    for (size_t i = balance->count; i-- > 0;)
        if (has_room || i == 0 || i + 1 == balance->count)
            balance_value(layout, &balance->years[i], MOST_COST);
}

/* Names of the three, at the right: each at the middle of what it names in its last year. */
static void names(Layout *layout, const Balance *balance)
{
    const BalanceYear *last[3] = {NULL, NULL, NULL};
    for (size_t i = 0; i < balance->count; i++) {
        const BalanceYear *year = &balance->years[i];
        last[0] = isnan(year->exports.value) ? last[0] : year;
        last[1] = isnan(year->imports.value) ? last[1] : year;
        last[2] = isnan(year->balance.value) ? last[2] : year;
    }
    const struct {
        TfSlice text;
        ChartTerm usual;
        ChartColour colour;
        double value;
    } rows[] = {
        {balance->balance_label, TERM_BALANCE, COLOUR_INK,
         last[2] != NULL ? last[2]->balance.value : (double)NAN},
        {balance->exports_label, TERM_EXPORTS, COLOUR_SERIES,
         last[0] != NULL ? last[0]->exports.value / 2 : (double)NAN},
        {balance->imports_label, TERM_IMPORTS, COLOUR_MUTED,
         last[1] != NULL ? -last[1]->imports.value / 2 : (double)NAN},
    };
    LayoutLabel labels[3];
    size_t count = 0;
    for (size_t i = 0; i < 3; i++) {
        if (isnan(rows[i].value))
            continue;
        TfSlice text =
            rows[i].text.length > 0 ? rows[i].text : tf_slice(chart_term(layout->language, rows[i].usual));
        labels[count++] =
            (LayoutLabel){.x = layout->right + 4,
                          .y = layout_y(layout, rows[i].value),
                          .size = LAYOUT_VALUE_SIZE,
                          .is_bold = true,
                          .colour = rows[i].colour,
                          .text = layout_fitted(layout, text, MOST_LABEL, LAYOUT_VALUE_SIZE, true)};
    }
    layout_put_column(layout, labels, count, 16);
}

static double name_room(Layout *layout, const Balance *balance)
{
    const TfSlice texts[] = {balance->exports_label,
                             balance->imports_label,
                             balance->balance_label,
                             tf_slice(chart_term(layout->language, TERM_IMPORTS)),
                             tf_slice(chart_term(layout->language, TERM_EXPORTS)),
                             tf_slice(chart_term(layout->language, TERM_BALANCE))};
    double room = 0;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        room =
            fmax(room, chart_text_width(layout_fitted(layout, texts[i], MOST_LABEL, LAYOUT_VALUE_SIZE, true),
                                        LAYOUT_VALUE_SIZE, true));
    return room + 4 + 8;
}

TfStatus layout_balance(const Chart *chart, TfArena *arena, Layout *layout, TfError *error)
{
    LAYOUT_START(layout, chart, HEIGHT, layers, arena);
    TfStatus status = check(&chart->balance, error);
    if (status != TF_OK)
        return status;
    Balance balance = sorted(layout, &chart->balance);
    if (layout->failed)
        return tf_fail_memory(error);
    set_ranges(layout, &balance);
    set_decimals(layout, &balance);
    layout_heads(layout, &chart->words);
    layout->left = fmax(46, LAYOUT_EDGE + layout_value_tick_room(layout) + 8);
    layout->right = layout->width - name_room(layout, &balance);
    layout_field(layout);
    layout_value_ticks(layout);
    layout_year_ticks(layout);
    add_layers(layout, &balance);
    for (size_t i = 0; i < balance.count; i++)
        part_label(layout, &balance.years[i]);
    names(layout, &balance);
    value_labels(layout, &balance);
    return layout_end(layout, error);
}

/* --- the numbers --- */

static void add_figure_data(ChartData *data, const char *measure, const BalanceYear *year,
                            const ChartFigure *figure)
{
    if (isnan(figure->value))
        return;
    data_open_row(data, "years");
    data_integer(data, "year", year->year);
    data_slice(data, "part", year->part_label);
    data_text(data, "measure", measure);
    data_figure(data, figure->value, figure->relation, figure->low, figure->high);
    data_evidence(data, figure->href, figure->evidence);
    data_close_row(data);
}

void data_balance(const Chart *chart, ChartData *data)
{
    data_open_list(data, "years");
    for (size_t i = 0; i < chart->balance.count; i++) {
        const BalanceYear *year = &chart->balance.years[i];
        add_figure_data(data, "exports", year, &year->exports);
        add_figure_data(data, "imports", year, &year->imports);
        add_figure_data(data, "balance", year, &year->balance);
    }
    data_close_list(data);
}
