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
    for (size_t i = 0; i < layout->table_count; i++) {
        TfSlice file = tf_slice(layout->tables[i].file);
        text_addf(out, "rows_%.*s\t%zu\n", (int)(file.length - 4), file.bytes, layout->layers[i].count);
    }
}

static size_t labels_aligned(const Layout *layout, LabelAlign align)
{
    size_t count = 0;
    for (size_t i = 0; i < layout->label_count; i++)
        count += layout->labels[i].align == align;
    return count;
}

/* A multiple of the step, so that no rounding turns 0 into 1e-17. */
static double first_tick(const Layout *layout)
{
    return layout->y_step > 0 ? ceil(layout->y_low / layout->y_step - 1e-9) * layout->y_step : 0;
}

static double last_tick(const Layout *layout)
{
    return layout->y_step > 0 ? floor(layout->y_high / layout->y_step + 1e-9) * layout->y_step : 0;
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
        {"scale", layout->scale},
        {"left", layout->left},
        {"right", layout->right},
        {"top", layout->top},
        {"bottom", layout->bottom},
        {"x_low", layout->x_low},
        {"x_high", layout->x_high},
        {"y_low", layout->y_low},
        {"y_high", layout->y_high},
        {"y_first", first_tick(layout)},
        {"y_step", layout->y_step},
        {"y_last", last_tick(layout)},
        {"labels_left", (double)labels_aligned(layout, ALIGN_LEFT)},
        {"labels_centre", (double)labels_aligned(layout, ALIGN_CENTRE)},
        {"labels_right", (double)labels_aligned(layout, ALIGN_RIGHT)},
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

static void add_label(const LayoutLabel *label, ChartTheme theme, TextBuilder *out)
{
    add_number(out, to_hundredth(label->x));
    text_add_byte(out, '\t');
    add_number(out, to_hundredth(label->y));
    text_add_byte(out, '\t');
    add_number(out, label->size);
    text_addf(out, "\t%d\t%u\t", label->is_bold, (unsigned)palette_rgb(label->colour, theme));
    add_words(out, label->text);
    text_add_byte(out, '\n');
}

/* By alignment, which in gnuplot is a word of the script. */
static void add_labels(const Layout *layout, ChartTheme theme, TextBuilder *out)
{
    for (LabelAlign align = ALIGN_LEFT; align <= ALIGN_RIGHT; align++)
        for (size_t i = 0; i < layout->label_count; i++)
            if (layout->labels[i].align == align)
                add_label(&layout->labels[i], theme, out);
}

/* A row that starts with NAN is an empty line, which breaks a curve. */
static void add_layer(const Layout *layout, size_t layer, TextBuilder *out)
{
    text_addf(out, "# %s\n", layout->tables[layer].columns);
    const LayoutRows *rows = &layout->layers[layer];
    for (size_t i = 0; i < rows->count; i++) {
        for (size_t k = 0; k < layout->tables[layer].width && !isnan(rows->rows[i].cells[0]); k++) {
            if (k > 0)
                text_add_byte(out, '\t');
            add_number(out, rows->rows[i].cells[k]);
        }
        text_add_byte(out, '\n');
    }
}

/* Zero, or the end of the axis that is nearest to it. */
static void add_zero_line(const Layout *layout, TextBuilder *out)
{
    double zero = fmin(fmax(layout->y_low, 0), layout->y_high);
    const double ends[] = {layout->x_low, layout->x_high};
    for (size_t i = 0; i < 2; i++) {
        add_number(out, ends[i]);
        text_add_byte(out, '\t');
        add_number(out, zero);
        text_add_byte(out, '\n');
    }
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
    for (size_t i = 0; i < layout->table_count; i++) {
        if (layout->layers[i].count == 0)
            continue;
        add_layer(layout, i, &out);
        is_kept = keep(&out, layout->tables[i].file, arena, &files[count++]) && is_kept;
    }
    text_done(&out);
    return is_kept ? count : 0;
}
