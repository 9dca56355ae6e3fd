/* The frame every kind of chart shares: scales, layers, labels, links. */
#include "plots/layout.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define WIDTH       800.0
#define BOTTOM_ROOM 76.0
#define RIGHT_ROOM  30.0
#define MOST_WORDS  200 /* characters of a label, before it is fitted */

void layout_start(Layout *layout, const Chart *chart, double height, const LayoutTable *tables,
                  size_t table_count, TfArena *arena)
{
    *layout = (Layout){.width = WIDTH,
                       .height = height,
                       .scale = 1,
                       .bottom = height - BOTTOM_ROOM,
                       .left = 46,
                       .right = WIDTH - RIGHT_ROOM,
                       .y_suffix = "",
                       .decimals = 1,
                       .language = chart->words.language,
                       .tables = tables,
                       .table_count = table_count,
                       .arena = arena,
                       .field = {.arena = arena}};
}

/* The footnote, which counts from the foot of the picture, goes with it. */
void layout_set_bottom(Layout *layout, double bottom)
{
    double more = bottom - layout->bottom;
    for (size_t i = 0; i < layout->label_count; i++)
        if (layout->labels[i].y > layout->height - BOTTOM_ROOM)
            layout->labels[i].y += more;
    layout->bottom += more;
    layout->height += more;
}

void layout_field(Layout *layout)
{
    layout->field.area = (PlaceBox){LAYOUT_EDGE, layout->top - 14, layout->width - 8, layout->bottom - 2};
}

TfStatus layout_end(const Layout *layout, TfError *error)
{
    return layout->failed || layout->field.failed ? tf_fail_memory(error) : TF_OK;
}

double layout_x(const Layout *layout, double x)
{
    return layout->left + (x - layout->x_low) * layout_unit_width(layout);
}

double layout_y(const Layout *layout, double value)
{
    return layout->bottom -
           (value - layout->y_low) / (layout->y_high - layout->y_low) * (layout->bottom - layout->top);
}

double layout_unit_width(const Layout *layout)
{
    return (layout->right - layout->left) / (layout->x_high - layout->x_low);
}

double layout_rise(const Layout *layout, double pixels)
{
    return pixels * (layout->y_high - layout->y_low) / (layout->bottom - layout->top);
}

int layout_direction(TfRelation relation)
{
    static const int directions[] = {
        [TF_ALMOST] = -1, [TF_GT] = 1, [TF_GE] = 1, [TF_LT] = -1, [TF_LE] = -1, [TF_RANGE] = 0,
    };
    return directions[relation];
}

/* --- layers, links, obstacles --- */

void layout_add_row(Layout *layout, size_t layer, LayoutRow row)
{
    LayoutRows *rows = &layout->layers[layer];
    if (!tf_arena_grow(layout->arena, &rows->rows, &rows->capacity, rows->count, sizeof *rows->rows)) {
        layout->failed = true;
        return;
    }
    rows->rows[rows->count++] = row;
}

void layout_break(Layout *layout, size_t layer)
{
    layout_add_row(layout, layer, (LayoutRow){{(double)NAN, (double)NAN}});
}

void layout_add_label(Layout *layout, LayoutLabel label)
{
    if (label.text.length == 0)
        return;
    if (!tf_arena_grow(layout->arena, &layout->labels, &layout->label_capacity, layout->label_count,
                       sizeof *layout->labels)) {
        layout->failed = true;
        return;
    }
    layout->labels[layout->label_count++] = label;
}

void layout_add_link(Layout *layout, double x, double value, double spacing, TfSlice href, TfSlice evidence)
{
    if (href.length == 0)
        return;
    if (!tf_arena_grow(layout->arena, &layout->links, &layout->link_capacity, layout->link_count,
                       sizeof *layout->links)) {
        layout->failed = true;
        return;
    }
    double radius = fmin(12, fmax(4, spacing * 0.6));
    layout->links[layout->link_count++] =
        (LayoutLink){layout_x(layout, x), layout_y(layout, value), radius, href, evidence};
}

void layout_add_arrow(Layout *layout, size_t layer, double x, double value, TfRelation relation, int sign,
                      double rise)
{
    double length = layout_direction(relation) * sign * layout_rise(layout, rise);
    if (length == 0)
        return;
    layout_add_row(layout, layer, (LayoutRow){{x, value, length}});
    layout_keep_off_line(layout, x, value, x, value + length, KEEP_OFF_LINE);
}

void layout_keep_off_mark(Layout *layout, double x, double value, double half)
{
    double at = layout_x(layout, x);
    double y = layout_y(layout, value);
    place_add_box(&layout->field, (PlaceBox){at - half, y - half, at + half, y + half}, KEEP_OFF_MARKER);
}

void layout_keep_off_line(Layout *layout, double x0, double value0, double x1, double value1, double weight)
{
    place_add_line(&layout->field, layout_x(layout, x0), layout_y(layout, value0), layout_x(layout, x1),
                   layout_y(layout, value1), weight);
}

/* --- labels --- */

PlaceBox layout_label_box(const LayoutLabel *label)
{
    double width = chart_text_width(label->text, label->size, label->is_bold);
    double left = label->x - width * (label->align == ALIGN_LEFT     ? 0
                                      : label->align == ALIGN_CENTRE ? 0.5
                                                                     : 1);
    double half = label->size * 0.6;
    return (PlaceBox){left, label->y - half, left + width, label->y + half};
}

double layout_label_width(const LayoutLabel *label)
{
    return chart_text_width(label->text, label->size, label->is_bold);
}

TfSlice layout_fitted(Layout *layout, TfSlice words, double width, double size, bool is_bold)
{
    TfSlice line = {NULL, 0};
    bool is_cut;
    (void)chart_text_wrap(chart_text_clean(words, MOST_WORDS, layout->arena), width, size, is_bold, &line, 1,
                          &is_cut, layout->arena);
    return line;
}

void layout_put(Layout *layout, LayoutLabel label)
{
    layout_add_label(layout, label);
    if (label.text.length > 0)
        place_add_box(&layout->field, layout_label_box(&label), KEEP_OFF_LABEL);
}

bool layout_put_near(Layout *layout, LayoutLabel label, double x, double y, const LayoutOffset *offsets,
                     size_t count, double most)
{
    PlaceBox boxes[LAYOUT_MOST_OFFSETS];
    LayoutLabel tries[LAYOUT_MOST_OFFSETS];
    for (size_t i = 0; i < count; i++) {
        tries[i] = label;
        tries[i].x = x + offsets[i].dx;
        tries[i].y = y + offsets[i].dy;
        tries[i].align = offsets[i].align;
        boxes[i] = layout_label_box(&tries[i]);
    }
    double cost;
    size_t best = place_best(&layout->field, boxes, count, &cost);
    if (cost > most)
        return false;
    layout_put(layout, tries[best]);
    return true;
}

static int from_above(const void *a, const void *b)
{
    const LayoutLabel *left = a;
    const LayoutLabel *right = b;
    if (left->y != right->y)
        return left->y < right->y ? -1 : 1;
    return tf_slice_compare(left->text, right->text);
}

/* Down from the top, then up from the bottom: each keeps as near to its own height as the others let it. */
void layout_put_column(Layout *layout, LayoutLabel *labels, size_t count, double pitch)
{
    double top = layout->top;
    double bottom = layout->bottom - 6;
    size_t room = (size_t)fmax(1, floor((bottom - top) / pitch) + 1);
    count = count < room ? count : room;
    if (count == 0)
        return;
    qsort(labels, count, sizeof *labels, from_above);
    for (size_t i = 0; i < count; i++)
        labels[i].y = fmax(labels[i].y, i == 0 ? top : labels[i - 1].y + pitch);
    for (size_t i = count; i-- > 0;)
        labels[i].y = fmin(labels[i].y, i + 1 == count ? bottom : labels[i + 1].y - pitch);
    for (size_t i = 0; i < count; i++)
        layout_put(layout, labels[i]);
}

/* A figure that is not zero does not read as zero, down to a millionth; below that it is the noise of sums.
 */
static int decimals_to_see(double value, int decimals)
{
    for (int more = decimals; more <= 6; more++)
        if (fabs(value) * pow(10, more) >= 0.5)
            return more;
    return decimals;
}

/* Digits are printed as whole numbers, so that the locale of the process has no say. */
TfSlice layout_number(Layout *layout, const char *mark, double value, int decimals)
{
    char text[TF_NUMBER_CHARS];
    const char *minus = value < 0 ? "\xE2\x88\x92" : "";
    long long scale = 1;
    decimals = decimals_to_see(value, decimals);
    for (int i = 0; i < decimals; i++)
        scale *= 10;
    if (fabs(value) >= 1e15) {
        tf_double_write(text, fabs(value));
        return tf_arena_format(layout->arena, "%s%s%s", mark, minus, text);
    }
    long long units = llround(fabs(value) * (double)scale);
    if (units == 0)
        minus = "";
    if (decimals == 0)
        return tf_arena_format(layout->arena, "%s%s%lld", mark, minus, units);
    return tf_arena_format(layout->arena, "%s%s%lld%c%0*lld", mark, minus, units / scale,
                           chart_decimal_mark(layout->language), decimals, units % scale);
}

static const char *const marks[] = {
    [TF_EQ] = "",
    [TF_APPROX] = "~\xC2\xA0",
    [TF_ALMOST] = "<\xC2\xA0",
    [TF_GT] = ">\xC2\xA0",
    [TF_GE] = "\xE2\x89\xA5\xC2\xA0",
    [TF_LT] = "<\xC2\xA0",
    [TF_LE] = "\xE2\x89\xA4\xC2\xA0",
    [TF_RANGE] = "",
};

/* "> 20.0", and for a range "5.0–6.0". */
TfSlice layout_value_text(Layout *layout, TfRelation relation, double value, double low, double high)
{
    if (relation != TF_RANGE || !(low < high))
        return layout_number(layout, marks[relation], value, layout->decimals);
    TfSlice from = layout_number(layout, "", low, layout->decimals);
    TfSlice to = layout_number(layout, "", high, layout->decimals);
    return tf_arena_format(layout->arena, "%.*s\xE2\x80\x93%.*s", TF_SLICE_ARG(from), TF_SLICE_ARG(to));
}

TfSlice layout_percent(Layout *layout, double share)
{
    char text[TF_CHANCE_CHARS];
    return tf_arena_copy(layout->arena, tf_slice(tf_chance_text(text, share)));
}
