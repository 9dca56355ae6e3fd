/* Writing the tables. Numbers are the shortest that read back the same; words are clean already
 * (chart_text.h) and only a backslash needs care, which gnuplot reads as an escape. */
#include "plots/tables.h"

#include "tracker/base/number.h"
#include "tracker/base/text.h"

#include <math.h>

static void add_number(TextBuilder *out, double value)
{
    char text[TF_NUMBER_CHARS];
    tf_double_write(text, value);
    text_add(out, text);
}

static void add_named(TextBuilder *out, const char *name, double value)
{
    text_addf(out, "%s\t", name);
    add_number(out, value);
    text_add_byte(out, '\n');
}

static void add_row_counts(const Layout *layout, TextBuilder *out)
{
    for (LayoutLayer i = 0; i < LAYER_COUNT; i++) {
        TfSlice file = tf_slice(layout_layer_file(i));
        text_addf(out, "rows_%.*s\t%zu\n", (int)(file.length - 4), file.bytes, layout->layers[i].count);
    }
}

static void add_numbers(const Layout *layout, ChartFormat format, ChartTheme theme, TextBuilder *out)
{
    const struct {
        const char *name;
        double value;
    } rows[] = {
        {"terminal", (double)format},
        {"width", layout->width},
        {"height", layout->height},
        {"left", layout->left},
        {"right", layout->right},
        {"top", layout->top},
        {"bottom", layout->bottom},
        {"x_low", layout->x_low},
        {"x_high", layout->x_high},
        {"y_low", layout->y_low},
        {"y_high", layout->y_high},
        {"y_first", ceil(layout->y_low / layout->y_step - 1e-9) * layout->y_step},
        {"y_step", layout->y_step},
        {"labels", (double)layout->label_count},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        add_named(out, rows[i].name, rows[i].value);
    add_row_counts(layout, out);
    for (ChartColour i = 0; i < COLOUR_COUNT; i++)
        text_addf(out, "colour_%s\t%u\n", palette_name(i), (unsigned)palette_rgb(i, theme));
}

static void add_words(TextBuilder *out, TfSlice text)
{
    for (size_t i = 0; i < text.length; i++) {
        if (text.bytes[i] == '\\')
            text_add_byte(out, '\\');
        text_add_byte(out, text.bytes[i]);
    }
}

static double to_hundredth(double pixels)
{
    return round(pixels * 100) / 100;
}

static void add_labels(const Layout *layout, ChartTheme theme, TextBuilder *out)
{
    for (size_t i = 0; i < layout->label_count; i++) {
        const LayoutLabel *label = &layout->labels[i];
        add_number(out, to_hundredth(label->x));
        text_add_byte(out, '\t');
        add_number(out, to_hundredth(label->y));
        text_addf(out, "\t%d\t", (int)label->align);
        add_number(out, label->size);
        text_addf(out, "\t%d\t%u\t", label->is_bold, (unsigned)palette_rgb(label->colour, theme));
        add_words(out, label->text);
        text_add_byte(out, '\n');
    }
}

/* A row that starts with NAN is an empty line, which breaks a curve. */
static void add_layer(const Layout *layout, LayoutLayer layer, TextBuilder *out)
{
    text_addf(out, "# %s\n", layout_layer_columns(layer));
    const LayoutRows *rows = &layout->layers[layer];
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t k = 0; k < layout_layer_width(layer) && !isnan(rows->rows[i].cells[0]); k++) {
            if (k > 0)
                text_add_byte(out, '\t');
            add_number(out, rows->rows[i].cells[k]);
        }
        text_add_byte(out, '\n');
    }
}

static void add_zero_line(const Layout *layout, TextBuilder *out)
{
    add_number(out, layout->x_low);
    text_add(out, "\t0\n");
    add_number(out, layout->x_high);
    text_add(out, "\t0\n");
}

/* Moves what was written into the arena as the next file; false when memory is short. */
static bool keep(TextBuilder *out, const char *name, TfArena *arena, GnuplotFile *file)
{
    *file = (GnuplotFile){name, tf_arena_copy(arena, text_slice(out))};
    bool is_kept = !out->failed && file->bytes.bytes != NULL;
    text_clear(out);
    return is_kept;
}

size_t tables_write(const Layout *layout, ChartFormat format, ChartTheme theme, TfArena *arena,
                    GnuplotFile files[TABLES_MOST])
{
    TextBuilder out;
    text_init(&out, 0);
    size_t count = 0;
    add_numbers(layout, format, theme, &out);
    bool is_kept = keep(&out, "numbers.tsv", arena, &files[count++]);
    add_labels(layout, theme, &out);
    is_kept = keep(&out, "labels.tsv", arena, &files[count++]) && is_kept;
    add_zero_line(layout, &out);
    is_kept = keep(&out, "zero.tsv", arena, &files[count++]) && is_kept;
    for (LayoutLayer i = 0; i < LAYER_COUNT; i++) {
        if (layout->layers[i].count == 0)
            continue;
        add_layer(layout, i, &out);
        is_kept = keep(&out, layout_layer_file(i), arena, &files[count++]) && is_kept;
    }
    text_done(&out);
    return is_kept ? count : 0;
}
