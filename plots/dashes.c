/* Cutting lines into dashes of some pixels. A line's rows are its corners, with a break behind each piece; a
 * vector's are a place and the way from it. The pattern goes on around corners and starts anew after a break.
 */
#include "plots/dashes.h"

#include <math.h>
#include <string.h>

typedef struct Pattern {
    const char *file;
    double on, off; /* logical pixels */
} Pattern;

/* As in the scripts. The medians of fans are columns of them and stay solid. */
static const Pattern patterns[] = {
    {"balance_gaps.tsv", 3, 5}, {"earlier_gaps.tsv", 2.5, 4.5}, {"path.tsv", 9, 6},
    {"current_gaps.tsv", 3, 5}, {"gaps.tsv", 2.5, 4.5},         {"target_lines.tsv", 8, 5},
};

typedef struct Cutter {
    Layout *layout;
    LayoutRows *rows; /* of dashes */
    Pattern pattern;
    bool is_vector;
    bool is_wide; /* a vector with a rise */
    double at;    /* pixels into the pattern */
} Cutter;

static void add_row(Cutter *cutter, LayoutRow row)
{
    LayoutRows *rows = cutter->rows;
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity * 2 + 64;
        LayoutRow *more = tf_arena_alloc_array(cutter->layout->arena, capacity, sizeof *more);
        if (more == NULL) {
            cutter->layout->failed = true;
            return;
        }
        if (rows->count > 0)
            memcpy(more, rows->rows, rows->count * sizeof *more);
        rows->rows = more;
        rows->capacity = capacity;
    }
    rows->rows[rows->count++] = row;
}

static void add_dash(Cutter *cutter, double x0, double y0, double x1, double y1)
{
    if (cutter->is_vector) {
        add_row(cutter, (LayoutRow){{x0, y0, x1 - x0, cutter->is_wide ? y1 - y0 : 0}});
        return;
    }
    add_row(cutter, (LayoutRow){{x0, y0}});
    add_row(cutter, (LayoutRow){{x1, y1}});
    add_row(cutter, (LayoutRow){{(double)NAN}});
}

static double length_of(const Layout *layout, double x0, double y0, double x1, double y1)
{
    return hypot(layout_x(layout, x1) - layout_x(layout, x0), layout_y(layout, y1) - layout_y(layout, y0));
}

/* One straight piece; lines that leave the picture far are left whole, so that the rows stay few. */
static void cut(Cutter *cutter, double x0, double y0, double x1, double y1)
{
    const Pattern *pattern = &cutter->pattern;
    double length = length_of(cutter->layout, x0, y0, x1, y1);
    if (!(length > 0) || length > 4 * cutter->layout->width) {
        add_dash(cutter, x0, y0, x1, y1);
        return;
    }
    for (double done = 0; done < length;) {
        bool is_on = cutter->at < pattern->on;
        double left = (is_on ? pattern->on : pattern->on + pattern->off) - cutter->at;
        bool is_whole = done + left <= length;
        double end = is_whole ? done + left : length;
        if (is_on)
            add_dash(cutter, x0 + (x1 - x0) * done / length, y0 + (y1 - y0) * done / length,
                     x0 + (x1 - x0) * end / length, y0 + (y1 - y0) * end / length);
        if (is_whole)
            cutter->at = is_on ? pattern->on : 0;
        else
            cutter->at += length - done;
        done = end;
    }
}

static void cut_rows(Cutter *cutter, const LayoutRows *whole)
{
    for (size_t i = 0; i < whole->count; i++) {
        const double *cells = whole->rows[i].cells;
        if (cutter->is_vector) {
            cutter->at = 0;
            cut(cutter, cells[0], cells[1], cells[0] + cells[2], cells[1] + (cutter->is_wide ? cells[3] : 0));
        } else if (isnan(cells[0])) {
            cutter->at = 0;
        } else if (i + 1 < whole->count && !isnan(whole->rows[i + 1].cells[0])) {
            cut(cutter, cells[0], cells[1], whole->rows[i + 1].cells[0], whole->rows[i + 1].cells[1]);
        }
    }
}

void layout_cut_dashes(Layout *layout)
{
    for (size_t i = 0; i < layout->table_count; i++) {
        for (size_t k = 0; k < sizeof patterns / sizeof patterns[0]; k++) {
            if (strcmp(layout->tables[i].file, patterns[k].file) != 0 || layout->layers[i].count == 0)
                continue;
            LayoutRows dashes = {NULL, 0, 0};
            Cutter cutter = {.layout = layout,
                             .rows = &dashes,
                             .pattern = patterns[k],
                             .is_vector = layout->tables[i].width > 2,
                             .is_wide = layout->tables[i].width > 3};
            cut_rows(&cutter, &layout->layers[i]);
            layout->layers[i] = dashes;
        }
    }
}
