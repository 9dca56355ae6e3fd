/* Balance, targets, odds, claims and pairs as rows for a terminal. */
#include "plots/screen.h"

#include <math.h>
#include <stdlib.h>

static TfSlice percent_words(Screen *screen, double share)
{
    return tf_arena_format(screen->layout->arena, "%d%%", (int)lround(100 * share));
}

static TfSlice odds_words(Screen *screen, double probability, TfSlice verdict)
{
    Layout *layout = screen->layout;
    if (isnan(probability))
        return verdict;
    TfSlice percent = layout_percent(layout, probability);
    return tf_arena_format(layout->arena, "%s%.*s%s", chart_term(layout->language, TERM_ODDS_BEFORE),
                           TF_SLICE_ARG(percent), chart_term(layout->language, TERM_ODDS_AFTER));
}

/* What there is of the parts, with ` · ` between them. */
static TfSlice joined(Screen *screen, TfSlice a, TfSlice b)
{
    const char *between = a.length > 0 && b.length > 0 ? " \u00B7 " : "";
    return tf_arena_format(screen->layout->arena, "%.*s%s%.*s", TF_SLICE_ARG(a), between, TF_SLICE_ARG(b));
}

static ScreenRow *day_row(Screen *screen, TfDate day)
{
    char text[TF_DATE_CHARS];
    return screen_row(screen, tf_slice(tf_date_write(text, day)));
}

/* ---- balance ---- */

static int by_balance_year(const void *left, const void *right)
{
    const BalanceYear *a = left;
    const BalanceYear *b = right;
    return (a->year > b->year) - (a->year < b->year);
}

static void add_side(Screen *screen, ScreenRow *row, const ChartFigure *figure, int sign, ScreenShape exact)
{
    if (isnan(figure->value))
        return;
    screen_add(screen, row, 0, sign * figure->value, exact);
    int direction = sign * layout_direction(figure->relation);
    if (direction != 0)
        screen_mark(screen, row, sign * figure->value, direction > 0 ? SHAPE_ABOVE : SHAPE_BELOW);
}

static TfSlice side_words(Screen *screen, TfSlice label, ChartTerm usual, const ChartFigure *figure)
{
    if (isnan(figure->value))
        return tf_slice("");
    if (label.length == 0)
        label = tf_slice(chart_term(screen->layout->language, usual));
    TfSlice value =
        layout_value_text(screen->layout, figure->relation, figure->value, figure->low, figure->high);
    return tf_arena_format(screen->layout->arena, "%.*s %.*s", TF_SLICE_ARG(label), TF_SLICE_ARG(value));
}

static void show_balance_year(Screen *screen, const Balance *chart, const BalanceYear *year)
{
    ScreenRow *row = screen_year_row(screen, year->year);
    add_side(screen, row, &year->exports, 1, SHAPE_EXACT);
    add_side(screen, row, &year->imports, -1, SHAPE_SECOND);
    screen_mark(screen, row, 0, SHAPE_ZERO);
    if (!isnan(year->balance.value)) {
        screen_mark(screen, row, year->balance.value, SHAPE_BALANCE);
        row->value = screen_words(screen, layout_value_text(screen->layout, year->balance.relation,
                                                            year->balance.value, year->balance.low,
                                                            year->balance.high));
    }
    TfSlice sides = joined(screen, side_words(screen, chart->exports_label, TERM_EXPORTS, &year->exports),
                           side_words(screen, chart->imports_label, TERM_IMPORTS, &year->imports));
    row->note = screen_words(screen, joined(screen, year->part_label, sides));
}

void show_balance(const Chart *chart, Screen *screen)
{
    const Balance *own = &chart->balance;
    ChartLanguage language = screen->layout->language;
    BalanceYear *years = tf_arena_alloc_array(screen->layout->arena, own->count, sizeof *years);
    if (years == NULL) {
        screen->layout->failed = true;
        return;
    }
    for (size_t i = 0; i < own->count; i++)
        years[i] = own->years[i];
    qsort(years, own->count, sizeof *years, by_balance_year);
    screen->legend[SHAPE_EXACT] =
        own->exports_label.length > 0 ? own->exports_label : tf_slice(chart_term(language, TERM_EXPORTS));
    screen->legend[SHAPE_SECOND] =
        own->imports_label.length > 0 ? own->imports_label : tf_slice(chart_term(language, TERM_IMPORTS));
    if (own->balance_label.length > 0)
        screen->legend[SHAPE_BALANCE] = own->balance_label;
    screen->legend[SHAPE_ABOVE] = screen->legend[SHAPE_BELOW] = tf_slice(chart_term(language, TERM_BOUND));
    for (size_t i = 0; i < own->count; i++)
        show_balance_year(screen, own, &years[i]);
}

/* ---- targets ---- */

#define MOST_SHARE 2.0 /* of a target; what lies higher is cut off, its figure stays */

static double cut_share(double share)
{
    return fmin(fmax(share, 0), MOST_SHARE);
}

static void add_share(Screen *screen, ScreenRow *row, double share, TfRelation relation)
{
    bool is_cut = share > MOST_SHARE;
    screen_bar(screen, row, cut_share(share), relation == TF_RANGE ? TF_APPROX : relation, 0, 0, SHAPE_EXACT);
    if (is_cut)
        screen_mark(screen, row, MOST_SHARE, SHAPE_ABOVE);
    TfSlice percent = percent_words(screen, share);
    static const char *const bounds[] = {
        [TF_EQ] = "",       [TF_APPROX] = "~", [TF_ALMOST] = "<",  [TF_GT] = ">",
        [TF_GE] = "\u2265", [TF_LT] = "<",     [TF_LE] = "\u2264", [TF_RANGE] = "~"};
    row->value = screen_words(
        screen, tf_arena_format(screen->layout->arena, "%s%.*s", bounds[relation], TF_SLICE_ARG(percent)));
}

static void show_target_range(Screen *screen, const TargetRow *given)
{
    ScreenRow *row = screen_row(screen, tf_slice(""));
    double median = given->median / given->target;
    screen_add(screen, row, cut_share(given->lo80 / given->target), cut_share(given->hi80 / given->target),
               SHAPE_RANGE_80);
    screen_mark(screen, row, cut_share(median), median > MOST_SHARE ? SHAPE_ABOVE : SHAPE_MEDIAN);
    screen_mark(screen, row, 1, SHAPE_TARGET);
    row->value = screen_words(screen, percent_words(screen, median));
    TfSlice low = percent_words(screen, given->lo80 / given->target);
    TfSlice high = percent_words(screen, given->hi80 / given->target);
    row->note = screen_words(screen, tf_arena_format(screen->layout->arena, "(%.*s\u2013%.*s)",
                                                     TF_SLICE_ARG(low), TF_SLICE_ARG(high)));
}

static void show_target(Screen *screen, const TargetRow *given)
{
    screen_heading(screen, joined(screen, joined(screen, given->name, given->goal),
                                  odds_words(screen, given->probability, given->verdict)));
    if (!isnan(given->reached.value)) {
        ScreenRow *row = screen_row(screen, tf_slice(""));
        add_share(screen, row, given->reached.value / given->target, given->reached.relation);
        screen_mark(screen, row, 1, SHAPE_TARGET);
        row->note = screen_words(screen, given->reached_label);
    }
    if (!isnan(given->median) && !isnan(given->lo80) && !isnan(given->hi80))
        show_target_range(screen, given);
}

void show_targets(const Chart *chart, Screen *screen)
{
    layout_include(&screen->scale, 0);
    layout_include(&screen->scale, 1);
    screen->legend[SHAPE_EXACT] = tf_slice(chart_term(screen->layout->language, TERM_REACHED));
    for (size_t i = 0; i < chart->targets.count; i++)
        show_target(screen, &chart->targets.rows[i]);
}

/* ---- odds ---- */

static int by_step_day(const void *left, const void *right)
{
    const OddsStep *const *a = left;
    const OddsStep *const *b = right;
    int order = tf_date_compare((*a)->day, (*b)->day);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

void show_odds(const Chart *chart, Screen *screen)
{
    const Odds *own = &chart->odds;
    const OddsStep **steps = tf_arena_alloc_array(screen->layout->arena, own->count, sizeof *steps);
    if (steps == NULL) {
        screen->layout->failed = true;
        return;
    }
    for (size_t i = 0; i < own->count; i++)
        steps[i] = &own->steps[i];
    qsort(steps, own->count, sizeof *steps, by_step_day);
    layout_include(&screen->scale, 0);
    layout_include(&screen->scale, 1);
    screen->legend[SHAPE_EXACT] = tf_slice(chart_term(screen->layout->language, TERM_ODDS));
    for (size_t i = 0; i < own->count; i++) {
        ScreenRow *row = day_row(screen, steps[i]->day);
        screen_add(screen, row, 0, steps[i]->probability, SHAPE_EXACT);
        row->value = screen_words(screen, layout_percent(screen->layout, steps[i]->probability));
        row->note = screen_words(screen, steps[i]->note);
    }
}

/* ---- claims ---- */

static int by_mark_day(const void *left, const void *right)
{
    const ClaimMark *const *a = left;
    const ClaimMark *const *b = right;
    int order = tf_date_compare((*a)->said, (*b)->said);
    return order != 0 ? order : (*a > *b) - (*a < *b);
}

/* What was believed on a day; NULL: nothing yet. */
static const ClaimBelief *belief_on(const Claims *claims, TfDate day)
{
    const ClaimBelief *found = NULL;
    for (size_t i = 0; i < claims->belief_count; i++) {
        const ClaimBelief *belief = &claims->beliefs[i];
        if (tf_date_compare(belief->from, day) <= 0 &&
            (found == NULL || tf_date_compare(belief->from, found->from) >= 0))
            found = belief;
    }
    return found;
}

static void show_mark(Screen *screen, const Claims *claims, const ClaimMark *mark)
{
    ScreenRow *row = day_row(screen, mark->said);
    const ClaimBelief *belief = belief_on(claims, mark->said);
    if (belief != NULL)
        screen_add(screen, row, belief->lo80, belief->hi80, SHAPE_RANGE_80);
    screen_point(screen, row, mark->value, mark->relation, mark->low, mark->high, mark->is_doubtful);
    row->note = screen_words(screen, mark->label);
}

/* What is believed in the end: a range in words, too. */
static void show_last_belief(Screen *screen, const Claims *claims)
{
    const ClaimBelief *last = belief_on(claims, claims->until);
    if (last == NULL)
        return;
    ScreenRow *row = day_row(screen, claims->until);
    screen_range(screen, row, last->lo80, last->median, last->hi80);
    row->value =
        screen_words(screen, layout_number(screen->layout, "", last->median, screen->layout->decimals));
    row->note = screen_range_words(screen, last->lo80, last->hi80);
}

void show_claims(const Chart *chart, Screen *screen)
{
    const Claims *own = &chart->claims;
    Layout *layout = screen->layout;
    const ClaimMark **marks = tf_arena_alloc_array(layout->arena, own->count, sizeof *marks);
    if (marks == NULL) {
        layout->failed = true;
        return;
    }
    for (size_t i = 0; i < own->count; i++)
        marks[i] = &own->marks[i];
    qsort(marks, own->count, sizeof *marks, by_mark_day);
    /* The scale is that of the picture, which need not start at zero. */
    layout_include(&screen->scale, layout->y_low);
    if (layout->y_low > 0)
        screen->subtitle = tf_arena_format(layout->arena, "%.*s%s", TF_SLICE_ARG(screen->subtitle),
                                           chart_term(layout->language, TERM_AXIS_CUT));
    for (size_t i = 0; i < own->count; i++)
        show_mark(screen, own, marks[i]);
    show_last_belief(screen, own);
}

/* ---- pairs ---- */

static int by_pair_year(const void *left, const void *right)
{
    const PairYear *a = left;
    const PairYear *b = right;
    return (a->year > b->year) - (a->year < b->year);
}

static void show_panel(Screen *screen, const PairPanel *panel)
{
    PairYear *years = tf_arena_alloc_array(screen->layout->arena, panel->count, sizeof *years);
    if (years == NULL) {
        screen->layout->failed = true;
        return;
    }
    for (size_t i = 0; i < panel->count; i++)
        years[i] = panel->years[i];
    qsort(years, panel->count, sizeof *years, by_pair_year);
    screen_heading(screen, joined(screen, joined(screen, panel->name, panel->goal),
                                  odds_words(screen, panel->probability, panel->verdict)));
    double *values = tf_arena_alloc_array(screen->layout->arena, panel->count, sizeof *values);
    for (size_t i = 0; values != NULL && i < panel->count; i++)
        values[i] = years[i].value;
    screen->layout->decimals = values != NULL ? layout_decimals_for(values, panel->count) : 1;
    for (size_t i = 0; i < panel->count; i++) {
        ScreenRow *row = screen_year_row(screen, years[i].year);
        add_share(screen, row, years[i].value / panel->target, years[i].relation);
        row->note = screen_words(screen, layout_value_text(screen->layout, years[i].relation, years[i].value,
                                                           years[i].value, years[i].value));
        screen_mark(screen, row, 1, years[i].year == panel->deadline ? SHAPE_TARGET : SHAPE_LINE);
    }
}

void show_pairs(const Chart *chart, Screen *screen)
{
    layout_include(&screen->scale, 0);
    layout_include(&screen->scale, 1);
    for (size_t i = 0; i < chart->pairs.count; i++)
        show_panel(screen, &chart->pairs.panels[i]);
}
