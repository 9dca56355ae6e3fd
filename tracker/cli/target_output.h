/* Targets in print: what progress and targets share. */
#ifndef TRACKER_CLI_TARGET_OUTPUT_H
#define TRACKER_CLI_TARGET_OUTPUT_H

#include "tracker/cli/common.h"

/* What is shown of one target. */
typedef struct TargetView {
    const TfSeries *series;
    const TfProgress *item;
    const TfProgress *all; /* the targets of the pair, to name the next one by */
    size_t all_count;
    const TfTargetHistory *history; /* NULL: not asked for */
    TfDate as_of;
} TargetView;

/* The object of one target, with a newline behind it. README.md has its members. */
void target_print_progress_json(const TargetView *view, TextBuilder *out);
/* "target":{...}, with its statements and its links. */
void target_print_json(JsonWriter *json, const TfTarget *target);
/* The block of one target. */
void target_print_text(const TargetView *view, TfArena *arena, TextBuilder *out);

/* "revised on 5 Jan 2024: 30.0 bn USD by 2030", "a further stage was stated on ...", "said again without a
 * deadline on ..."; empty when no target carries it on. In the arena. */
TfSlice target_next_text(const TfTarget *target, const TfProgress *all, size_t count, TfArena *arena);
/* "3,14,17". In the arena. */
TfSlice target_ids_text(const int64_t *ids, size_t count, TfArena *arena);
/* A chance for a spreadsheet, four decimals; empty when there is none. */
TfSlice target_chance_cell(double chance, TfArena *arena);

#endif
