/* Rows of a chart onto a terminal: strips of cells, figures in columns, words wrapped. */
#include "plots/screen.h"

#include <math.h>

#define LEAST_WIDTH 40
#define MOST_WIDTH  200
#define LEAST_STRIP 12
#define GAP         2 /* columns between label, strip, value and note */

/* SGR numbers of the eight colours that a terminal's theme sets, so that they suit light and dark. */
typedef enum ScreenInk {
    INK_PLAIN = 0,
    INK_BOLD = 1,
    INK_MUTED = 2,
    INK_TARGET = 35,
    INK_SERIES = 36
} ScreenInk;

static const struct {
    const char *sign;
    char ascii;
    ScreenInk ink;
    int term; /* in the legend; -1: not there */
} shapes[SHAPE_COUNT] = {
    [SHAPE_NONE] = {" ", ' ', INK_PLAIN, -1},
    [SHAPE_EXACT] = {"\u2588", '#', INK_SERIES, TERM_EXACT},
    [SHAPE_ABOUT] = {"\u2592", '=', INK_SERIES, TERM_ABOUT},
    [SHAPE_SECOND] = {"\u2584", '%', INK_MUTED, TERM_OTHER_SOURCE},
    [SHAPE_RANGE_95] = {"\u2504", '-', INK_SERIES, TERM_RANGE},
    [SHAPE_RANGE_80] = {"\u2591", '.', INK_SERIES, TERM_RANGE_80},
    [SHAPE_MEDIAN] = {"\u2593", '+', INK_SERIES, TERM_MEDIAN},
    [SHAPE_POINT] = {"\u25CF", '@', INK_SERIES, TERM_EXACT},
    [SHAPE_OPEN_POINT] = {"\u25CB", 'o', INK_SERIES, TERM_ABOUT},
    [SHAPE_DOUBTED] = {"\u00D7", 'x', INK_MUTED, TERM_DOUBTED},
    [SHAPE_BALANCE] = {"\u25CF", '@', INK_TARGET, TERM_BALANCE},
    [SHAPE_ABOVE] = {"\u25B8", '>', INK_SERIES, TERM_OR_MORE},
    [SHAPE_BELOW] = {"\u25C2", '<', INK_SERIES, TERM_OR_LESS},
    [SHAPE_LINE] = {"\u250A", '|', INK_TARGET, -1},
    [SHAPE_TARGET] = {"\u25C6", '*', INK_TARGET, TERM_TARGET},
    [SHAPE_ZERO] = {"\u2502", '|', INK_MUTED, -1},
};

/* Eighths of a cell, from the left. */
static const char *const eighths[] = {" ",      "\u258F", "\u258E", "\u258D",
                                      "\u258C", "\u258B", "\u258A", "\u2589"};

typedef struct Cell {
    ScreenShape shape;
    int eighth; /* of a bar's last cell; 0: all of it */
} Cell;

typedef struct Painter {
    const Screen *screen;
    TextBuilder *out;
    size_t label, strip, value, note; /* columns */
    double low, per_cell;
    Cell cells[MOST_WIDTH + 1];
    bool is_used[SHAPE_COUNT];
    ScreenInk ink; /* that the terminal is set to */
} Painter;

static void use_ink(Painter *painter, ScreenInk ink)
{
    if (!painter->screen->terminal->has_colour || ink == painter->ink)
        return;
    if (painter->ink != INK_PLAIN)
        text_add(painter->out, "\x1B[0m");
    if (ink != INK_PLAIN)
        text_addf(painter->out, "\x1B[%dm", (int)ink);
    painter->ink = ink;
}

static void add_blanks(Painter *painter, size_t count)
{
    for (size_t i = 0; i < count; i++)
        text_add_byte(painter->out, ' ');
}

/* ---- words ---- */

/* As much as fits; what is cut ends in an ellipsis. Returns the columns taken. */
static size_t add_words(Painter *painter, TfSlice words, size_t columns)
{
    size_t needed = screen_columns(words);
    if (needed <= columns) {
        text_add_slice(painter->out, words);
        return needed;
    }
    TfSlice kept = tf_slice_range(words, 0, screen_fitting(words, columns > 0 ? columns - 1 : 0));
    text_add_slice(painter->out, kept);
    text_add(painter->out, painter->screen->terminal->has_utf8 ? "\u2026" : "~");
    return screen_columns(kept) + 1;
}

/* Bytes of the first line: up to the last blank that fits, or as much as does. */
static size_t line_end(TfSlice words, size_t columns)
{
    size_t end = screen_fitting(words, columns);
    if (end >= words.length)
        return words.length;
    for (size_t at = end; at > 0; at--)
        if (words.bytes[at] == ' ')
            return at;
    return end > 0 ? end : words.length;
}

static void add_wrapped(Painter *painter, TfSlice words, ScreenInk ink)
{
    TfSlice rest = tf_slice_trim(words);
    while (rest.length > 0) {
        size_t end = line_end(rest, painter->screen->terminal->width);
        use_ink(painter, ink);
        text_add_slice(painter->out, tf_slice_trim(tf_slice_range(rest, 0, end)));
        use_ink(painter, INK_PLAIN);
        text_add(painter->out, "\n");
        rest = tf_slice_trim(tf_slice_range(rest, end, rest.length));
    }
}

static void add_sign(Painter *painter, ScreenShape shape)
{
    use_ink(painter, shapes[shape].ink);
    if (painter->screen->terminal->has_utf8)
        text_add(painter->out, shapes[shape].sign);
    else
        text_add_byte(painter->out, shapes[shape].ascii);
}

/* ---- a strip ---- */

/* The cell of a value, within the strip; the one behind the last is for marks at the very end. */
static size_t cell_of(const Painter *painter, double value)
{
    double at = floor((value - painter->low) / painter->per_cell + 1e-9);
    return (size_t)fmin(fmax(at, 0), (double)painter->strip);
}

static void paint_span(Painter *painter, const ScreenItem *item)
{
    double low = fmin(item->from, item->to);
    double high = fmax(item->from, item->to);
    double end = fmin((high - painter->low) / painter->per_cell, (double)painter->strip);
    size_t first = cell_of(painter, low);
    size_t last = (size_t)fmax(floor(end + 1e-9), 0);
    int eighth = (int)lround(8 * (end - (double)last));
    if (eighth == 8) {
        last++;
        eighth = 0;
    }
    for (size_t i = first; i < last && i < painter->strip; i++)
        painter->cells[i] = (Cell){item->shape, 0};
    if (first < last && eighth == 0)
        return;
    bool is_fine = item->shape == SHAPE_EXACT && painter->screen->terminal->has_utf8;
    if (is_fine && last <= painter->strip)
        painter->cells[last] = (Cell){item->shape, eighth > 0 ? eighth : 1};
    else if ((eighth >= 4 || first >= last) && last < painter->strip)
        painter->cells[last] = (Cell){item->shape, 0};
}

static void paint_item(Painter *painter, const ScreenItem *item)
{
    if (item->from < item->to || item->to < item->from) /* not a point */
        paint_span(painter, item);
    else if (item->shape >= SHAPE_MEDIAN)
        painter->cells[cell_of(painter, item->from)] = (Cell){item->shape, 0};
}

static void add_cell(Painter *painter, Cell cell)
{
    if (cell.shape == SHAPE_NONE) {
        text_add_byte(painter->out, ' ');
        return;
    }
    painter->is_used[cell.shape] = true;
    if (cell.eighth == 0) {
        add_sign(painter, cell.shape);
        return;
    }
    use_ink(painter, shapes[cell.shape].ink);
    text_add(painter->out, eighths[cell.eighth]);
}

static void add_strip(Painter *painter, const ScreenRow *row)
{
    for (size_t i = 0; i <= painter->strip; i++)
        painter->cells[i] = (Cell){SHAPE_NONE, 0};
    for (size_t i = 0; i < row->count; i++)
        paint_item(painter, &row->items[i]);
    for (size_t i = 0; i <= painter->strip; i++)
        add_cell(painter, painter->cells[i]);
    use_ink(painter, INK_PLAIN);
}

static void add_row(Painter *painter, const ScreenRow *row)
{
    if (row->is_heading) {
        if (row > painter->screen->rows)
            text_add(painter->out, "\n");
        add_wrapped(painter, row->label, INK_BOLD);
        return;
    }
    size_t used = add_words(painter, row->label, painter->label);
    add_blanks(painter, painter->label - used + GAP);
    add_strip(painter, row);
    size_t value = screen_columns(row->value);
    add_blanks(painter, GAP + (painter->value > value ? painter->value - value : 0));
    text_add_slice(painter->out, row->value);
    if (row->note.length > 0 && painter->note > 0) {
        add_blanks(painter, GAP);
        use_ink(painter, INK_MUTED);
        (void)add_words(painter, row->note, painter->note);
        use_ink(painter, INK_PLAIN);
    }
    text_add(painter->out, "\n");
}

/* ---- the whole ---- */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* Values are never cut; labels and notes give way to a strip that can be read. */
static void set_columns(Painter *painter, size_t width)
{
    for (size_t i = 0; i < painter->screen->count; i++) {
        const ScreenRow *row = &painter->screen->rows[i];
        if (row->is_heading)
            continue;
        painter->label = most(painter->label, screen_columns(row->label));
        painter->value = most(painter->value, screen_columns(row->value));
        painter->note = most(painter->note, screen_columns(row->note));
    }
    painter->label = least(painter->label, width / 4);
    size_t taken = painter->label + painter->value + 2 * GAP + 1;
    size_t strip = most(LEAST_STRIP, width / 3);
    size_t room = width > taken + strip ? width - taken - strip : 0;
    if (painter->note > 0)
        painter->note = room > GAP + 4 ? least(painter->note, room - GAP) : 0;
    if (painter->note > 0)
        taken += GAP + painter->note;
    painter->strip = width > taken + LEAST_STRIP ? width - taken : LEAST_STRIP;
}

static void set_scale(Painter *painter)
{
    LayoutSpan span = painter->screen->scale;
    if (!(span.low <= span.high))
        span = (LayoutSpan){0, 1};
    /* Only a 95% range may leave the picture, when it alone would press the rest together. */
    double high = fmax(span.high, fmin(painter->screen->widest, span.high + 0.25 * (span.high - span.low)));
    painter->low = span.low;
    painter->per_cell = high > span.low ? (high - span.low) / (double)painter->strip : 1;
}

static TfSlice legend_words(Painter *painter, ScreenShape shape)
{
    const Screen *screen = painter->screen;
    if (screen->legend[shape].bytes != NULL)
        return screen->legend[shape];
    return tf_slice_trim(tf_slice(chart_term(screen->layout->language, (ChartTerm)shapes[shape].term)));
}

/* "█ exact  ▒ about", of what was painted, wrapped between entries. */
static void add_legend(Painter *painter, Screen *screen)
{
    size_t used = 0;
    for (ScreenShape shape = 0; shape < SHAPE_COUNT; shape++) {
        if (!painter->is_used[shape] || shapes[shape].term < 0)
            continue;
        TfSlice words = screen_words(screen, legend_words(painter, shape));
        size_t needed = screen_columns(words) + 2;
        if (used > 0 && used + GAP + needed > screen->terminal->width) {
            text_add(painter->out, "\n");
            used = 0;
        }
        if (used > 0)
            add_blanks(painter, GAP);
        add_sign(painter, shape);
        use_ink(painter, INK_PLAIN);
        text_add_byte(painter->out, ' ');
        text_add_slice(painter->out, words);
        used += needed + (used > 0 ? GAP : 0);
    }
    if (used > 0)
        text_add(painter->out, "\n");
}

static void add_keys(Painter *painter, const Screen *screen)
{
    for (size_t i = 0; i < screen->key_count; i++) {
        add_sign(painter, screen->keys[i].shape);
        use_ink(painter, INK_PLAIN);
        text_add_byte(painter->out, ' ');
        (void)add_words(painter, screen->keys[i].words, screen->terminal->width - 2);
        text_add(painter->out, "\n");
    }
}

void screen_paint(Screen *screen, const ChartWords *words, TextBuilder *out)
{
    ChartTerminal terminal = *screen->terminal;
    terminal.width = terminal.width < LEAST_WIDTH ? LEAST_WIDTH : least(terminal.width, MOST_WIDTH);
    screen->terminal = &terminal;
    Painter painter = {.screen = screen, .out = out};
    set_columns(&painter, terminal.width);
    set_scale(&painter);
    add_wrapped(&painter, screen_words(screen, words->title), INK_BOLD);
    add_wrapped(&painter, screen_words(screen, screen->subtitle), INK_MUTED);
    text_add(out, "\n");
    for (size_t i = 0; i < screen->count; i++)
        add_row(&painter, &screen->rows[i]);
    text_add(out, "\n");
    add_keys(&painter, screen);
    add_legend(&painter, screen);
    add_wrapped(&painter, screen_words(screen, words->footnote), INK_MUTED);
}
