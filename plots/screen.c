/* Rows of a chart for a terminal, put together. */
#include "plots/screen.h"

#include <math.h>
#include <stdio.h>

ScreenRow *screen_row(Screen *screen, TfSlice label)
{
    ScreenRow *row = &screen->spare;
    if (tf_arena_grow(screen->layout->arena, &screen->rows, &screen->capacity, screen->count,
                      sizeof *screen->rows))
        row = &screen->rows[screen->count++];
    else
        screen->layout->failed = true;
    *row = (ScreenRow){.label = screen_words(screen, label), .value = {"", 0}, .note = {"", 0}};
    return row;
}

ScreenRow *screen_year_row(Screen *screen, int year)
{
    char text[16];
    (void)snprintf(text, sizeof text, "%d", year);
    return screen_row(screen, tf_slice(text));
}

void screen_heading(Screen *screen, TfSlice words)
{
    screen_row(screen, words)->is_heading = true;
}

void screen_add(Screen *screen, ScreenRow *row, double from, double to, ScreenShape shape)
{
    if (shape == SHAPE_RANGE_95) {
        screen->widest = fmax(screen->widest, to);
        layout_include(&screen->scale, from);
    } else {
        layout_include(&screen->scale, from);
        layout_include(&screen->scale, to);
    }
    if (row->count == SCREEN_MOST_ITEMS)
        return;
    if (tf_arena_grow(screen->layout->arena, &row->items, &row->capacity, row->count, sizeof *row->items))
        row->items[row->count++] = (ScreenItem){from, to, shape};
    else
        screen->layout->failed = true;
}

void screen_mark(Screen *screen, ScreenRow *row, double at, ScreenShape shape)
{
    screen_add(screen, row, at, at, shape);
}

static void add_bound(Screen *screen, ScreenRow *row, double value, TfRelation relation)
{
    int direction = layout_direction(relation);
    if (direction != 0)
        screen_mark(screen, row, value, direction > 0 ? SHAPE_ABOVE : SHAPE_BELOW);
}

static void add_value(Screen *screen, ScreenRow *row, double value, TfRelation relation, double low,
                      double high)
{
    row->value = screen_words(screen, layout_value_text(screen->layout, relation, value, low, high));
}

void screen_bar(Screen *screen, ScreenRow *row, double value, TfRelation relation, double low, double high,
                ScreenShape exact)
{
    bool is_certain = relation == TF_EQ || layout_direction(relation) > 0;
    bool is_range = relation == TF_RANGE && low < high;
    if (is_range)
        screen_add(screen, row, 0, low, exact);
    screen_add(screen, row, is_range ? low : 0, is_range ? high : value, is_certain ? exact : SHAPE_ABOUT);
    add_bound(screen, row, value, relation);
    add_value(screen, row, value, relation, low, high);
}

void screen_point(Screen *screen, ScreenRow *row, double value, TfRelation relation, double low, double high,
                  bool is_doubted)
{
    if (relation == TF_RANGE && low < high)
        screen_add(screen, row, low, high, SHAPE_ABOUT);
    if (layout_direction(relation) == 0)
        screen_mark(screen, row, value,
                    is_doubted          ? SHAPE_DOUBTED
                    : relation == TF_EQ ? SHAPE_POINT
                                        : SHAPE_OPEN_POINT);
    add_bound(screen, row, value, relation);
    add_value(screen, row, value, relation, low, high);
}

void screen_range(Screen *screen, ScreenRow *row, double lo80, double median, double hi80)
{
    screen_add(screen, row, lo80, hi80, SHAPE_RANGE_80);
    screen_mark(screen, row, median, SHAPE_MEDIAN);
}

TfSlice screen_range_words(Screen *screen, double low, double high)
{
    TfSlice range = layout_value_text(screen->layout, TF_RANGE, (low + high) / 2, low, high);
    return screen_words(screen, tf_arena_format(screen->layout->arena, "(%.*s)", TF_SLICE_ARG(range)));
}

void screen_key(Screen *screen, ScreenShape shape, TfSlice words)
{
    if (tf_arena_grow(screen->layout->arena, &screen->keys, &screen->key_capacity, screen->key_count,
                      sizeof *screen->keys))
        screen->keys[screen->key_count++] = (ScreenKey){shape, screen_words(screen, words)};
    else
        screen->layout->failed = true;
}
