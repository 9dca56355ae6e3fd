/* The trajectory and the pace as rows for a terminal. */
#include "plots/screen.h"

#include <math.h>
#include <stdlib.h>

/* ---- trajectory ---- */

typedef enum EntrySort { ENTRY_MAIN = 0, ENTRY_PART, ENTRY_OTHER, ENTRY_FAN, ENTRY_TARGET } EntrySort;

/* Something of a year, in the order it stands in. */
typedef struct Entry {
    int year;
    EntrySort sort;
    size_t index; /* in its list */
} Entry;

static int by_place(const void *left, const void *right)
{
    const Entry *a = left;
    const Entry *b = right;
    if (a->year != b->year)
        return a->year < b->year ? -1 : 1;
    if (a->sort != b->sort)
        return a->sort < b->sort ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static EntrySort sort_of(const ChartPoint *point)
{
    return point->is_other_source ? ENTRY_OTHER : point->is_part_year ? ENTRY_PART : ENTRY_MAIN;
}

/* Points, projected years and deadlines by year; a target without a deadline is in no row of its own. */
static size_t order_entries(const Trajectory *chart, Entry *entries)
{
    size_t count = 0;
    for (size_t i = 0; i < chart->point_count; i++)
        entries[count++] = (Entry){chart->points[i].year, sort_of(&chart->points[i]), i};
    for (size_t i = 0; i < chart->fan_count; i++)
        entries[count++] = (Entry){chart->fan[i].year, ENTRY_FAN, i};
    for (size_t i = 0; i < chart->target_count; i++)
        if (chart->targets[i].year != 0)
            entries[count++] = (Entry){chart->targets[i].year, ENTRY_TARGET, i};
    qsort(entries, count, sizeof *entries, by_place);
    return count;
}

/* The lines of targets run from the year they were stated in to their deadline. */
static void add_target_lines(Screen *screen, ScreenRow *row, const Trajectory *chart, int year)
{
    for (size_t i = 0; i < chart->target_count; i++) {
        const ChartTarget *target = &chart->targets[i];
        if (year >= floor(target->stated_year) && (target->year == 0 || year <= target->year))
            screen_mark(screen, row, target->value, SHAPE_LINE);
    }
}

static void show_point(Screen *screen, ScreenRow *row, const ChartPoint *point)
{
    const char *note = point->is_other_source ? chart_term(screen->layout->language, TERM_OTHER_SOURCE) : "";
    screen_bar(screen, row, point->value, point->relation, point->low, point->high,
               point->is_other_source ? SHAPE_SECOND : SHAPE_EXACT);
    row->note = screen_words(screen, point->is_part_year ? point->part_label : tf_slice(note));
}

static void show_fan(Screen *screen, ScreenRow *row, const TfFan *fan)
{
    screen_add(screen, row, fan->lo95, fan->hi95, SHAPE_RANGE_95);
    screen_range(screen, row, fan->lo80, fan->median, fan->hi80);
    row->value =
        screen_words(screen, layout_number(screen->layout, "", fan->median, screen->layout->decimals));
    row->note = screen_range_words(screen, fan->lo80, fan->hi80);
}

/* In the last row of its year, or in one of its own. */
static void show_deadline(Screen *screen, const ChartTarget *target, ScreenRow *row)
{
    screen_mark(screen, row, target->value, SHAPE_TARGET);
    if (row->value.length == 0)
        row->value =
            screen_words(screen, layout_number(screen->layout, "", target->value, screen->layout->decimals));
}

static void show_entry(Screen *screen, const Trajectory *chart, const Entry *entry, bool is_first)
{
    if (entry->sort == ENTRY_TARGET && !is_first) {
        show_deadline(screen, &chart->targets[entry->index], &screen->rows[screen->count - 1]);
        return;
    }
    ScreenRow *row = is_first ? screen_year_row(screen, entry->year) : screen_row(screen, tf_slice(""));
    add_target_lines(screen, row, chart, entry->year);
    if (entry->sort == ENTRY_TARGET)
        show_deadline(screen, &chart->targets[entry->index], row);
    else if (entry->sort == ENTRY_FAN)
        show_fan(screen, row, &chart->fan[entry->index].fan);
    else
        show_point(screen, row, &chart->points[entry->index]);
}

/* "Target: $30bn by 2025, stated Nov 2024 · 34% likely" */
static void add_target_key(Screen *screen, const ChartTarget *target)
{
    TfSlice words = tf_arena_format(screen->layout->arena, "%.*s%s%.*s", TF_SLICE_ARG(target->label),
                                    target->sublabel.length > 0 ? ", " : "", TF_SLICE_ARG(target->sublabel));
    screen_key(screen, target->year == 0 ? SHAPE_LINE : SHAPE_TARGET, words);
}

void show_trajectory(const Chart *chart, Screen *screen)
{
    const Trajectory *own = &chart->trajectory;
    Entry *entries = tf_arena_alloc_array(
        screen->layout->arena, own->point_count + own->fan_count + own->target_count, sizeof *entries);
    if (entries == NULL) {
        screen->layout->failed = true;
        return;
    }
    size_t count = order_entries(own, entries);
    layout_include(&screen->scale, 0);
    for (size_t i = 0; i < count && !screen->layout->failed; i++)
        show_entry(screen, own, &entries[i], i == 0 || entries[i].year != entries[i - 1].year);
    for (size_t i = 0; i < own->target_count; i++)
        add_target_key(screen, &own->targets[i]);
}

/* ---- pace: a panel for each month that something is stated through, and for the whole year ---- */

#define MOST_EARLIER 6 /* the latest of the earlier years in one panel */

static int by_year(const void *left, const void *right)
{
    const PaceYear *const *a = left;
    const PaceYear *const *b = right;
    return ((*a)->year > (*b)->year) - ((*a)->year < (*b)->year);
}

static bool is_month(double a, double b)
{
    return fabs(a - b) < 0.02;
}

static const PacePoint *point_at(const PaceYear *year, double month)
{
    for (size_t i = 0; i < year->count; i++)
        if (is_month(year->points[i].month, month))
            return &year->points[i];
    return NULL;
}

static void show_pace_point(Screen *screen, int year, const PacePoint *point, ScreenShape shape,
                            double needed)
{
    ScreenRow *row = screen_year_row(screen, year);
    if (isfinite(needed))
        screen_mark(screen, row, needed, SHAPE_LINE);
    screen_bar(screen, row, point->value, point->relation, point->low, point->high, shape);
    if (isfinite(needed) && shape == SHAPE_EXACT)
        screen_mark(screen, row, needed, SHAPE_TARGET);
}

/* What the path asks for by then; NAN: nothing. */
static double needed_by(const Pace *pace, double month)
{
    for (size_t i = 0; i < pace->path_count; i++)
        if (is_month(pace->path[i].month, month))
            return pace->path[i].value;
    return (double)NAN;
}

static const PaceOutlook *outlook_at(const Pace *pace, double month)
{
    for (size_t i = 0; i < pace->outlook_count; i++)
        if (is_month(pace->outlook[i].month, month))
            return &pace->outlook[i];
    return NULL;
}

static void show_outlook(Screen *screen, int year, const PaceOutlook *outlook, double needed)
{
    ScreenRow *row = screen_year_row(screen, year);
    screen_range(screen, row, outlook->lo80, outlook->median, outlook->hi80);
    if (isfinite(needed))
        screen_mark(screen, row, needed, SHAPE_TARGET);
    row->value =
        screen_words(screen, layout_number(screen->layout, "", outlook->median, screen->layout->decimals));
    row->note = screen_range_words(screen, outlook->lo80, outlook->hi80);
}

/* "Jan–Sep", and behind it what is needed by then. */
static void add_month_heading(Screen *screen, double month, double needed)
{
    ChartLanguage language = screen->layout->language;
    int last = (int)fmin(fmax(ceil(month - 0.02), 1), 12);
    TfSlice months = tf_arena_format(screen->layout->arena, "%s%s%s", chart_month(language, 1),
                                     last > 1 ? "\u2013" : "", last > 1 ? chart_month(language, last) : "");
    if (isfinite(needed)) {
        TfSlice value = layout_number(screen->layout, "", needed, screen->layout->decimals);
        months = tf_arena_format(screen->layout->arena, "%.*s  \u25C6 %.*s", TF_SLICE_ARG(months),
                                 TF_SLICE_ARG(value));
    }
    screen_heading(screen, months);
}

static void show_month(const Pace *pace, const PaceYear **earlier, double month, Screen *screen)
{
    double needed = needed_by(pace, month);
    const PacePoint *current = point_at(&pace->current, month);
    const PaceOutlook *outlook = current == NULL ? outlook_at(pace, month) : NULL;
    add_month_heading(screen, month, needed);
    size_t first = pace->earlier_count > MOST_EARLIER ? pace->earlier_count - MOST_EARLIER : 0;
    for (size_t i = first; i < pace->earlier_count; i++) {
        const PacePoint *point = point_at(earlier[i], month);
        if (point != NULL)
            show_pace_point(screen, earlier[i]->year, point, SHAPE_SECOND, needed);
    }
    if (current != NULL)
        show_pace_point(screen, pace->current.year, current, SHAPE_EXACT, needed);
    if (outlook != NULL)
        show_outlook(screen, pace->current.year, outlook, needed);
}

/* The same month may be stated twice. */
static bool is_first_of_month(const PaceYear *year, size_t index)
{
    return point_at(year, year->points[index].month) == &year->points[index];
}

static int by_month(const void *left, const void *right)
{
    const PacePoint *a = left;
    const PacePoint *b = right;
    return (a->month > b->month) - (a->month < b->month);
}

void show_pace(const Chart *chart, Screen *screen)
{
    Pace pace = chart->pace;
    TfArena *arena = screen->layout->arena;
    const PaceYear **earlier = tf_arena_alloc_array(arena, pace.earlier_count, sizeof *earlier);
    PacePoint *points = tf_arena_alloc_array(arena, pace.current.count, sizeof *points);
    if (earlier == NULL || points == NULL) {
        screen->layout->failed = true;
        return;
    }
    for (size_t i = 0; i < pace.earlier_count; i++)
        earlier[i] = &pace.earlier[i];
    qsort(earlier, pace.earlier_count, sizeof *earlier, by_year);
    for (size_t i = 0; i < pace.current.count; i++)
        points[i] = pace.current.points[i];
    qsort(points, pace.current.count, sizeof *points, by_month);
    pace.current.points = points;
    layout_include(&screen->scale, 0);
    screen->legend[SHAPE_SECOND] = tf_slice(chart_term(screen->layout->language, TERM_OTHER_YEARS));
    screen->legend[SHAPE_TARGET] = pace.path_label;
    for (size_t i = 0; i < pace.current.count; i++)
        if (is_first_of_month(&pace.current, i))
            show_month(&pace, earlier, points[i].month, screen);
    if (point_at(&pace.current, 12) == NULL)
        show_month(&pace, earlier, 12, screen);
}
