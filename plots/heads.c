/* The words around a chart: title, subtitle and footnote; they decide how much room the plot itself gets. */
#include "plots/layout.h"

#include "plots/chart_text.h"

#define MOST_TITLE    300
#define MOST_SUBTITLE 300
#define MOST_FOOTNOTE 600

/* The largest title that fits: one line, then smaller, then two lines. */
static const struct {
    double size;
    size_t lines;
} title_forms[] = {{19, 1}, {17, 1}, {17, 2}, {15, 2}};

typedef struct Head {
    TfSlice lines[2];
    size_t count;
    double size;
    bool is_bold;
    ChartColour colour;
} Head;

static void wrap(Layout *layout, Head *head, TfSlice text, size_t most_lines, bool *is_cut)
{
    head->count = chart_text_wrap(text, layout->width - 2 * LAYOUT_EDGE, head->size, head->is_bold,
                                  head->lines, most_lines, is_cut, layout->arena);
}

static Head title_head(Layout *layout, TfSlice title)
{
    Head head = {.is_bold = true, .colour = COLOUR_INK};
    TfSlice text = chart_text_clean(title, MOST_TITLE, layout->arena);
    bool is_cut = true;
    for (size_t i = 0; is_cut && i < sizeof title_forms / sizeof title_forms[0]; i++) {
        head.size = title_forms[i].size;
        wrap(layout, &head, text, title_forms[i].lines, &is_cut);
    }
    return head;
}

static Head small_head(Layout *layout, TfSlice words, size_t most, double size)
{
    Head head = {.size = size, .colour = COLOUR_MUTED};
    bool is_cut;
    wrap(layout, &head, chart_text_clean(words, most, layout->arena), 2, &is_cut);
    return head;
}

/* Returns the middle of the line below the last one. */
static double add_lines(Layout *layout, const Head *head, double y, double pitch)
{
    for (size_t i = 0; i < head->count; i++) {
        layout_add_label(layout, (LayoutLabel){.x = LAYOUT_EDGE,
                                               .y = y,
                                               .size = head->size,
                                               .is_bold = head->is_bold,
                                               .colour = head->colour,
                                               .text = head->lines[i]});
        y += pitch;
    }
    return y;
}

static TfSlice whole_footnote(const Layout *layout, const ChartWords *words)
{
    if (words->legend.length == 0)
        return words->footnote;
    return tf_arena_format(layout->arena, "%.*s %.*s", TF_SLICE_ARG(words->legend),
                           TF_SLICE_ARG(words->footnote));
}

void layout_heads(Layout *layout, const ChartWords *words)
{
    Head title = title_head(layout, words->title);
    Head subtitle = small_head(layout, words->subtitle, MOST_SUBTITLE, 13.5);
    Head footnote = small_head(layout, whole_footnote(layout, words), MOST_FOOTNOTE, 10.5);
    double below = add_lines(layout, &title, 27, 23);
    below = add_lines(layout, &subtitle, below + 2, 18);
    (void)add_lines(layout, &footnote, layout->height - 30, 16);
    layout->top = below + 8;
}
