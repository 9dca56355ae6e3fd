/* tradefig progress: how the stated targets of one pair, or of all, stand. */
#include "tracker/cli/pairs.h"
#include "tracker/cli/target_output.h"

#include <math.h>

/* ---- tables ---- */

static void add_row(Table *table, const TfProgress *item, TfArena *arena)
{
    char text[TF_PAIR_CHARS];
    const TfTarget *target = &item->target;
    table_add(table, tf_arena_copy(arena, tf_slice(tf_pair_short(text, target->pair))));
    table_add(table, tf_slice(tf_measure_name(target->flow)));
    bool has_value = !target->is_growth;
    table_add(table, number_cell(has_value ? tf_decimal_to_double(target->money.value) : (double)NAN, arena));
    table_add(table, tf_arena_copy(arena, tf_slice(target->money.currency)));
    table_add(table, date_cell(target->deadline, arena));
    table_add(table, date_cell(target->stated, arena));
    table_add(table, target_chance_cell(item->p_target, arena));
    table_add(table, number_cell(round(item->needed_growth * 1e4) / 100, arena));
    table_add(table, tf_slice(tf_target_status_name(item->status)));
    bool has_pace = item->pace.year != 0;
    table_add(table, outlook_cell(has_pace ? item->pace.pace_usd : (double)NAN, arena));
    table_add(table, outlook_cell(has_pace ? item->pace.needed_per_month_usd : (double)NAN, arena));
    table_add(table, number_cell((double)target->claim_ids[0], arena));
}

/* One row a step. */
static void add_history_rows(Table *table, const TfTargetHistory *history, TfArena *arena)
{
    char pair[TF_PAIR_CHARS];
    const TfTarget *target = &history->now.target;
    TfSlice name = tf_arena_copy(arena, tf_slice(tf_pair_short(pair, target->pair)));
    for (size_t i = 0; i < history->step_count; i++) {
        const TfProgressStep *step = &history->steps[i];
        table_add(table, name);
        table_add(table, number_cell((double)target->claim_ids[0], arena));
        table_add(table, tf_target_text(target, arena));
        table_add(table, date_cell(step->date, arena));
        table_add(table, target_chance_cell(step->p_before, arena));
        table_add(table, target_chance_cell(step->p_after, arena));
        table_add(table, tf_slice(tf_target_status_name(step->status)));
        table_add(table, number_cell(step->article_id != 0 ? (double)step->article_id : (double)NAN, arena));
        table_add(table, target_ids_text(step->claim_ids, step->claim_count, arena));
        table_add(table, step->outlet);
        table_add(table, step->title);
        table_add(table, number_cell((double)step->small_moves, arena));
    }
}

static void start_table(Table *table, bool history, TfArena *arena)
{
    static const char *const stands[] = {"pair",
                                         "measure",
                                         "target",
                                         "currency",
                                         "deadline",
                                         "stated",
                                         "p_target",
                                         "needed_growth_pct",
                                         "status",
                                         "pace_usd",
                                         "needed_per_month_usd",
                                         "claim"};
    static const char *const steps[] = {"pair",     "claim",   "target", "date",
                                        "p_before", "p_after", "status", "article",
                                        "claims",   "outlet",  "title",  "small_moves_before"};
    if (history)
        table_init(table, arena, steps, 12, "lrllrrlrlllr");
    else
        table_init(table, arena, stands, 12, "llrlllrrlrrr");
}

/* ---- running ---- */

typedef struct Answers {
    const Context *context;
    OutputFormat format;
    double least; /* of --fail-below, 0 without it */
    Table table;  /* for CSV and Markdown: one for all pairs */
    bool any;
    bool below;
} Answers;

static bool falls_below(const TfProgress *item, double least)
{
    return item->status == TF_TARGET_MISSED || (tf_target_has_chance(item->status) && item->p_target < least);
}

static void print_answer(Answers *answers, const TargetView *view)
{
    const Context *context = answers->context;
    if (answers->format == FORMAT_JSON || answers->format == FORMAT_JSONL) {
        target_print_progress_json(view, context->out);
    } else if (answers->format == FORMAT_TEXT) {
        text_add(context->out, answers->any ? "\n" : "");
        target_print_text(view, context->arena, context->out);
    } else if (view->history != NULL) {
        add_history_rows(&answers->table, view->history, context->arena);
    } else {
        add_row(&answers->table, view->item, context->arena);
    }
    answers->any = true;
    answers->below =
        answers->below || (context->options->fail_below != NULL && falls_below(view->item, answers->least));
}

/* The targets of a pair, with their histories when they are asked for. */
static TfStatus look_up(const Answers *answers, Tradefig *tradefig, const TfAsk *ask, TfProgressRows *rows,
                        TfHistoryRows *history)
{
    const Context *context = answers->context;
    if (!context->options->history)
        return tf_progress(tradefig, ask, context->arena, rows, context->error);
    TfStatus status = tf_progress_history(tradefig, ask, context->arena, history, context->error);
    if (status != TF_OK)
        return status;
    TfProgress *items = tf_arena_alloc_array(context->arena, history->count, sizeof *items);
    if (items == NULL)
        return tf_fail_memory(context->error);
    for (size_t i = 0; i < history->count; i++)
        items[i] = history->items[i].now;
    *rows = (TfProgressRows){items, history->count, history->series};
    return TF_OK;
}

static TfStatus answer_pair(void *state, Tradefig *tradefig, const TfAsk *ask)
{
    Answers *answers = state;
    const Context *context = answers->context;
    TfProgressRows rows = {.items = NULL};
    TfHistoryRows history = {.items = NULL};
    TfStatus status = look_up(answers, tradefig, ask, &rows, &history);
    for (size_t i = 0; status == TF_OK && i < rows.count; i++) {
        TargetView view = {.series = &rows.series,
                           .item = &rows.items[i],
                           .all = rows.items,
                           .all_count = rows.count,
                           .history = history.items != NULL ? &history.items[i] : NULL,
                           .as_of = ask->as_of};
        print_answer(answers, &view);
    }
    if (status == TF_OK && rows.count > 0)
        print_warnings(context->options, &rows.series);
    return status;
}

static TfStatus answer(Answers *answers)
{
    const Context *context = answers->context;
    TfAsk ask;
    TfStatus status = answer_pairs(context, answer_pair, answers, &ask);
    if (status == TF_OK && !answers->any)
        return fail_not_found(context, "no target is stated", &ask);
    if (status == TF_OK && (answers->format == FORMAT_CSV || answers->format == FORMAT_MARKDOWN))
        table_print(&answers->table, answers->format, context->out);
    return status;
}

int cmd_progress(const Context *context)
{
    Answers answers = {.context = context, .format = output_format(context->options)};
    start_table(&answers.table, context->options->history, context->arena);
    if (context->options->fail_below != NULL)
        (void)tf_double_read(tf_slice(context->options->fail_below), &answers.least);
    TfStatus status = answer(&answers);
    if (status != TF_OK)
        return exit_code_of(status);
    if (answers.below)
        remark(context->options, "tradefig: a target's chance is below %s\n", context->options->fail_below);
    return answers.below ? EXIT_CHECK : EXIT_DONE;
}
