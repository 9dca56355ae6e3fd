/* Labels of targets: two lines near the diamond, never nearer to another one's, and with a leader when the
 * place is far. */
#include "plots/trajectory.h"

#include "plots/chart_text.h"

#include <math.h>
#include <stdlib.h>

#define LABEL_SIZE    12.5
#define SUBLABEL_SIZE 10.5
#define PITCH         17.0
#define MOST_LABEL    60   /* characters */
#define FAR           30.0 /* pixels from the diamond to its label that need a leader */
#define CLEAR         20.0 /* pixels from the diamond on which a leader may cross others */
#define STRANGE       80.0 /* cost of standing nearer to another diamond */

typedef struct Block {
    LayoutLabel lines[2];
    size_t count;
    double width, height;
} Block;

typedef struct Spot {
    const ChartTarget *target;
    double x, y;   /* of the diamond */
    double line_x; /* where its line starts; x when it has none */
} Spot;

typedef struct Spots {
    Spot *items;
    size_t count;
} Spots;

static Block make_block(TfSlice label, TfSlice sublabel)
{
    Block block = {
        .lines = {{.size = LABEL_SIZE, .is_bold = true, .text = label},
                  {.size = SUBLABEL_SIZE, .text = sublabel}},
        .count = sublabel.length > 0 ? 2 : 1,
    };
    for (size_t i = 0; i < block.count; i++)
        block.width = fmax(
            block.width, chart_text_width(block.lines[i].text, block.lines[i].size, block.lines[i].is_bold));
    block.height = LABEL_SIZE * 1.2 + (double)(block.count - 1) * PITCH;
    return block;
}

/* Above or below in growing distance: ending where the line starts or at the diamond, centred, or starting at
 * it; then beside the line and beside the diamond. */
#define DISTANCES 8
#define SHIFTS    4
#define PLACES    (DISTANCES * 2 * SHIFTS + 2)

static void list_places(const Block *block, const Spot *spot, PlaceBox boxes[PLACES])
{
    static const double distances[DISTANCES] = {10, 20, 32, 46, 64, 90, 118, 148};
    const double lefts[SHIFTS] = {spot->x + 8 - block->width, spot->line_x - block->width,
                                  spot->x - block->width / 2, spot->x - 8};
    size_t at = 0;
    for (size_t d = 0; d < DISTANCES; d++)
        for (int side = 0; side < 2; side++)
            for (size_t s = 0; s < SHIFTS; s++) {
                double top = side == 0 ? spot->y - distances[d] - block->height : spot->y + distances[d];
                boxes[at++] = (PlaceBox){lefts[s], top, lefts[s] + block->width, top + block->height};
            }
    double top = spot->y - block->height / 2;
    double left = spot->x + 12;
    boxes[at++] = (PlaceBox){left, top, left + block->width, top + block->height};
    left = spot->line_x - 8 - block->width;
    boxes[at++] = (PlaceBox){left, top, left + block->width, top + block->height};
}

/* From a point to the nearest point of a box, which is left in *x and *y. */
static double distance_to(const PlaceBox *box, double *x, double *y)
{
    double px = fmin(fmax(*x, box->left), box->right);
    double py = fmin(fmax(*y, box->top), box->bottom);
    double distance = hypot(px - *x, py - *y);
    *x = px;
    *y = py;
    return distance;
}

/* What a place costs beyond what it covers: the way to the diamond, and standing closer to another one. */
static double strangeness(const Spots *spots, const Spot *own, const PlaceBox *box)
{
    double x = own->x;
    double y = own->y;
    double distance = distance_to(box, &x, &y);
    double cost = distance * 0.35;
    for (size_t i = 0; i < spots->count; i++) {
        const Spot *other = &spots->items[i];
        x = other->x;
        y = other->y;
        if (other != own && (other->x != own->x || other->y != own->y) &&
            distance_to(box, &x, &y) <= distance)
            return cost + STRANGE;
    }
    return cost;
}

/* What the leader to a far place would cross: labels, bars and marks, but for the diamonds around its own. */
static double leader_cost(const Layout *layout, const Spot *spot, const PlaceBox *box)
{
    double x = spot->x;
    double y = spot->y;
    double distance = distance_to(box, &x, &y);
    if (distance < FAR)
        return 0;
    double start = CLEAR / distance;
    return place_line_cost(&layout->field, spot->x + (x - spot->x) * start, spot->y + (y - spot->y) * start,
                           x, y);
}

static void add_leader(Layout *layout, const Spot *spot, const PlaceBox *box)
{
    double x = spot->x;
    double y = spot->y;
    if (distance_to(box, &x, &y) < FAR)
        return;
    double year_width = layout_unit_width(layout);
    double value_height = (layout->bottom - layout->top) / (layout->y_high - layout->y_low);
    double year = layout->x_low + (spot->x - layout->left) / year_width;
    layout_add_row(
        layout, LAYER_LEADERS,
        (LayoutRow){{year, spot->target->value, (x - spot->x) / year_width, (spot->y - y) / value_height}});
    place_add_line(&layout->field, spot->x, spot->y, x, y, 60);
}

/* Where the edge of the 80% band (of column `cell`) is at `x` between two rows of the fan, in pixels. */
static double band_edge(const Layout *layout, const LayoutRow *rows, size_t cell, double x)
{
    double from = layout_x(layout, rows[0].cells[0]);
    double to = layout_x(layout, rows[1].cells[0]);
    double share = to > from ? (x - from) / (to - from) : 0;
    return layout_y(layout, rows[0].cells[cell] + share * (rows[1].cells[cell] - rows[0].cells[cell]));
}

/* Whether a box lies on the 80% band of the fan, where the target's colour cannot be read. */
static bool is_on_band(const Layout *layout, const PlaceBox *box)
{
    enum { LO80 = 2, HI80 = 6 };
    const LayoutRows *fan = &layout->layers[LAYER_FAN];
    for (size_t i = 1; i < fan->count; i++) {
        const LayoutRow *rows = &fan->rows[i - 1];
        double left = fmax(box->left, layout_x(layout, rows[0].cells[0]));
        double right = fmin(box->right, layout_x(layout, rows[1].cells[0]));
        if (left > right)
            continue;
        double top = fmin(band_edge(layout, rows, HI80, left), band_edge(layout, rows, HI80, right));
        double bottom = fmax(band_edge(layout, rows, LO80, left), band_edge(layout, rows, LO80, right));
        if (box->top < bottom && box->bottom > top)
            return true;
    }
    return false;
}

static void put_block(Layout *layout, Block *block, const Spot *spot, PlaceBox box)
{
    ChartColour colour = is_on_band(layout, &box) ? COLOUR_INK : COLOUR_TARGET;
    bool is_left = box.right <= spot->x + 9;
    bool is_right = box.left >= spot->x - 9;
    for (size_t i = 0; i < block->count; i++) {
        LayoutLabel *line = &block->lines[i];
        line->align = is_left ? ALIGN_RIGHT : is_right ? ALIGN_LEFT : ALIGN_CENTRE;
        line->x = is_left ? box.right : is_right ? box.left : (box.left + box.right) / 2;
        line->y = box.top + LABEL_SIZE * 0.6 + (double)i * PITCH;
        line->colour = colour;
        layout_add_label(layout, *line);
    }
    add_leader(layout, spot, &box);
    place_add_box(&layout->field, box, 200);
}

static bool try_block(Layout *layout, const Spots *spots, const Spot *spot, Block block, double most)
{
    PlaceBox boxes[PLACES];
    list_places(&block, spot, boxes);
    size_t best = 0;
    double least = HUGE_VAL;
    double covered = 0;
    for (size_t i = 0; i < PLACES; i++) {
        double price = place_label_cost(&layout->field, boxes[i]);
        double cost = price + leader_cost(layout, spot, &boxes[i]) + strangeness(spots, spot, &boxes[i]) +
                      (double)(i % SHIFTS) * 0.5;
        if (cost >= least)
            continue;
        least = cost;
        covered = price;
        best = i;
    }
    if (covered > most)
        return false;
    put_block(layout, &block, spot, boxes[best]);
    return true;
}

/* The whole label, or without its second line, or at least the figure. */
static void label_spot(Layout *layout, const Spots *spots, const Spot *spot)
{
    TfSlice label = chart_text_clean(spot->target->label, MOST_LABEL, layout->arena);
    TfSlice sublabel = chart_text_clean(spot->target->sublabel, MOST_LABEL, layout->arena);
    TfSlice none = {NULL, 0};
    if (label.length > 0 && try_block(layout, spots, spot, make_block(label, sublabel), PLACE_TOO_DEAR))
        return;
    if (label.length > 0 && try_block(layout, spots, spot, make_block(label, none), PLACE_TOO_DEAR))
        return;
    TfSlice figure = layout_number(layout, "", spot->target->value, layout->decimals);
    (void)try_block(layout, spots, spot, make_block(figure, none), HUGE_VAL);
}

static int from_above(const void *a, const void *b)
{
    const Spot *left = a;
    const Spot *right = b;
    if (left->y != right->y)
        return left->y < right->y ? -1 : 1;
    return left->target < right->target ? -1 : left->target > right->target; /* as given */
}

/* From the highest down, since the room above a lower one is the room below a higher one. */
void trajectory_target_labels(Layout *layout, const Trajectory *chart)
{
    Spots spots = {tf_arena_alloc_array(layout->arena, chart->target_count, sizeof *spots.items),
                   chart->target_count};
    if (spots.items == NULL) {
        layout->failed = true;
        return;
    }
    for (size_t i = 0; i < spots.count; i++) {
        const ChartTarget *target = &chart->targets[i];
        Spot *spot = &spots.items[i];
        spot->target = target;
        spot->x = layout_x(layout, target->year > 0 ? target->year : layout->x_high);
        spot->y = layout_y(layout, target->value);
        bool has_line = isfinite(target->stated_year) && target->stated_year >= layout->x_low;
        spot->line_x = has_line ? fmin(spot->x, layout_x(layout, target->stated_year)) : spot->x;
    }
    qsort(spots.items, spots.count, sizeof *spots.items, from_above);
    for (size_t i = 0; i < spots.count; i++)
        label_spot(layout, &spots, &spots.items[i]);
}
