/* Any bytes as the words and figures of a chart, without gnuplot: the layout succeeds or says why not, no
 * word can leave its field of a table, cleaning twice changes nothing, and the finishing step ends on any
 * SVG. */
#include "plots/chart_text.h"
#include "plots/draw.h"
#include "plots/svg_finish.h"
#include "plots/tables.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MOST_FIGURES = 24 };

/* Each line of labels.tsv has six fields, and no field holds a quote or a control character. */
static void check_labels(TfSlice table)
{
    while (table.length > 0) {
        TfSlice line = tf_slice_split(&table, '\n');
        size_t tabs = 0;
        for (size_t i = 0; i < line.length; i++) {
            tabs += line.bytes[i] == '\t';
            if (line.bytes[i] == '"' || ((unsigned char)line.bytes[i] < 0x20 && line.bytes[i] != '\t'))
                abort();
        }
        if (tabs != 5)
            abort();
    }
}

static void check_cleaning(TfSlice words, TfArena *arena)
{
    TfSlice once = chart_text_clean(words, 200, arena);
    TfSlice twice = chart_text_clean(once, 201, arena);
    if (once.bytes == NULL || twice.bytes == NULL || !tf_slice_equal(once, twice))
        abort();
}

static void try_layout(TfSlice words, TfArena *arena)
{
    ChartPoint points[MOST_FIGURES];
    ChartTarget target = {.year = 2030, .value = 3, .stated_year = 2024.5, .label = words, .sublabel = words};
    size_t count = words.length < MOST_FIGURES ? words.length : MOST_FIGURES;
    for (size_t i = 0; i < count; i++) {
        unsigned char byte = (unsigned char)words.bytes[i];
        points[i] = (ChartPoint){.year = 1990 + byte % 40,
                                 .value = byte * 0.37 - 10,
                                 .relation = (TfRelation)(byte % 8),
                                 .is_other_source = byte % 5 == 0,
                                 .is_part_year = byte % 7 == 0,
                                 .part_label = words,
                                 .href = words,
                                 .evidence = words};
    }
    Chart chart = {
        .kind = CHART_TRAJECTORY,
        .words = {.id = words, .title = words, .subtitle = words, .footnote = words, .description = words},
        .trajectory = {.points = points, .point_count = count, .targets = &target, .target_count = 1}};
    Layout layout;
    TfError error = {.message = ""};
    GnuplotFile files[TABLES_MOST];
    if (layout_trajectory(&chart, arena, &layout, &error) != TF_OK)
        abort();
    if (tables_write(&layout, CHART_SVG, CHART_LIGHT, arena, files) < 3)
        abort();
    check_labels(files[1].bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    TfSlice words = {size > 0 ? (const char *)data : "", size};
    TfArena arena;
    tf_arena_init(&arena, 0);
    check_cleaning(words, &arena);
    try_layout(words, &arena);
    TextBuilder out;
    SvgFinish finish = {.id = words, .title = words, .description = words};
    text_init(&out, 1 << 24);
    TfStatus status = svg_finish(words, &finish, &out, NULL);
    if (status == TF_OK && tf_slice_find(text_slice(&out), 0, "<svg") == TF_NOWHERE)
        abort();
    text_done(&out);
    tf_arena_done(&arena);
    return 0;
}
