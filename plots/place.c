/* The label placer: a list of obstacles and the cost of a rectangle among them. */
#include "plots/place.h"

#include <math.h>

#define GAP            2.0    /* pixels of air around a label */
#define OUTSIDE        1000.0 /* leaving the area is worse than covering anything */
#define LATER_IS_WORSE 2.0

static void add(PlaceField *field, PlaceObstacle obstacle)
{
    if (!tf_arena_grow(field->arena, &field->obstacles, &field->capacity, field->count,
                       sizeof *field->obstacles)) {
        field->failed = true;
        return;
    }
    field->obstacles[field->count++] = obstacle;
}

void place_add_box(PlaceField *field, PlaceBox box, double weight)
{
    add(field, (PlaceObstacle){.box = box, .weight = weight});
}

void place_add_line(PlaceField *field, double x0, double y0, double x1, double y1, double weight)
{
    add(field, (PlaceObstacle){.box = {x0, y0, x1, y1}, .weight = weight, .is_line = true});
}

static bool boxes_touch(const PlaceBox *a, const PlaceBox *b)
{
    return a->left < b->right && b->left < a->right && a->top < b->bottom && b->top < a->bottom;
}

/* Narrows [*from, *to], the part of a line inside a box, by one side of it (Liang and Barsky). */
static bool clip(double direction, double distance, double *from, double *to)
{
    if (direction == 0)
        return distance >= 0;
    double at = distance / direction;
    if (direction < 0 && at > *from)
        *from = at;
    if (direction > 0 && at < *to)
        *to = at;
    return *from <= *to;
}

static bool line_touches(const PlaceBox *line, const PlaceBox *box)
{
    double dx = line->right - line->left;
    double dy = line->bottom - line->top;
    double from = 0;
    double to = 1;
    return clip(-dx, line->left - box->left, &from, &to) && clip(dx, box->right - line->left, &from, &to) &&
           clip(-dy, line->top - box->top, &from, &to) && clip(dy, box->bottom - line->top, &from, &to);
}

static double outside(const PlaceBox *area, const PlaceBox *box)
{
    double beyond = fmax(area->left - box->left, 0) + fmax(box->right - area->right, 0) +
                    fmax(area->top - box->top, 0) + fmax(box->bottom - area->bottom, 0);
    return beyond > 0 ? OUTSIDE + beyond : 0;
}

double place_label_cost(const PlaceField *field, PlaceBox box)
{
    double cost = outside(&field->area, &box);
    PlaceBox wide = {box.left - GAP, box.top - GAP, box.right + GAP, box.bottom + GAP};
    for (size_t i = 0; i < field->count; i++) {
        const PlaceObstacle *obstacle = &field->obstacles[i];
        bool touches =
            obstacle->is_line ? line_touches(&obstacle->box, &wide) : boxes_touch(&obstacle->box, &wide);
        if (touches)
            cost += obstacle->weight;
    }
    return cost;
}

double place_line_cost(const PlaceField *field, double x0, double y0, double x1, double y1)
{
    PlaceBox line = {x0, y0, x1, y1};
    double cost = 0;
    for (size_t i = 0; i < field->count; i++)
        if (!field->obstacles[i].is_line && line_touches(&line, &field->obstacles[i].box))
            cost += field->obstacles[i].weight;
    return cost;
}

size_t place_best(const PlaceField *field, const PlaceBox *boxes, size_t count, double *cost)
{
    size_t best = 0;
    double least = HUGE_VAL;
    for (size_t i = 0; i < count; i++) {
        double price = place_label_cost(field, boxes[i]);
        if (price + (double)i * LATER_IS_WORSE < least) {
            least = price + (double)i * LATER_IS_WORSE;
            best = i;
            *cost = price;
        }
    }
    return best;
}
