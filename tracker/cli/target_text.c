/* Targets as text: the block that progress prints of each. */
#include "tracker/cli/fan.h"
#include "tracker/cli/target_output.h"

#include <math.h>
#include <stdio.h>

TfSlice target_ids_text(const int64_t *ids, size_t count, TfArena *arena)
{
    TextBuilder text;
    text_init(&text, 0);
    for (size_t i = 0; i < count; i++)
        text_addf(&text, "%s%lld", i > 0 ? " " : "", (long long)ids[i]);
    TfSlice copy = tf_arena_copy(arena, text_slice(&text));
    text_done(&text);
    return copy;
}

TfSlice target_chance_cell(double chance, TfArena *arena)
{
    return number_cell(round(chance * 1e4) / 1e4, arena);
}

TfSlice target_next_text(const TfTarget *target, const TfProgress *all, size_t count, TfArena *arena)
{
    static const char *const words[] = {
        [TF_LINK_NONE] = "",
        [TF_LINK_REVISED] = "revised on",
        [TF_LINK_STAGE] = "a further stage was stated on",
        [TF_LINK_OPENED] = "said again without a deadline on",
    };
    char day[TF_DATE_CHARS];
    for (size_t i = 0; i < count; i++) {
        if (target->next == 0 || all[i].target.claim_ids[0] != target->next)
            continue;
        TfSlice next = tf_target_text(&all[i].target, arena);
        return tf_arena_format(arena, "%s %s: %.*s", words[target->link],
                               tf_date_write_short(day, target->next_stated), TF_SLICE_ARG(next));
    }
    return tf_slice("");
}

/* ---- figures ---- */

/* The longest part of `year` that is stated, counted from January; NULL when none is. */
static const TfObservation *longest_part(const TfSeries *series, TfMeasure flow, int year)
{
    const TfObservation *longest = NULL;
    for (size_t i = 0; i < series->count; i++) {
        const TfObservation *item = &series->items[i];
        if (tf_observation_is_level(item, flow) && tf_observation_is_part_year(item) &&
            tf_observation_year(item) == year && (longest == NULL || item->to_month > longest->to_month))
            longest = item;
    }
    return longest;
}

/* "usually 74.5% of a year: pace 27.0 bn USD" */
static void print_pace(const TfPace *pace, TfArena *arena, TextBuilder *out)
{
    TfSlice whole = tf_money_text(pace->pace_usd, "USD", arena);
    text_addf(out, "usually %.1f%% of a year: pace %s%.*s", 100 * pace->normal_share,
              pace->is_modelled ? "about " : "", TF_SLICE_ARG(whole));
}

static void print_part(const TfObservation *item, const TfPace *pace, TfArena *arena, TextBuilder *out)
{
    char period[TF_PERIOD_CHARS];
    TfPeriod months = {tf_month_first_day(item->from_month), tf_month_last_day(item->to_month), TF_PERIOD_YTD,
                       TF_BASIS_EXPLICIT};
    TfClaim claim = tf_claim_default();
    claim.has_value = true;
    claim.value = tf_decimal_from_double(item->value_usd);
    claim.relation = item->relation;
    (void)snprintf(claim.currency, sizeof claim.currency, "USD");
    TfSlice value = tf_claim_value_text(&claim, arena);
    size_t columns = display_width(tf_slice(tf_period_text(period, months)));
    text_addf(out, "  %s%*s ", period, columns < 13 ? (int)(13 - columns) : 0, "");
    bool is_running = pace->year == tf_observation_year(item) && pace->months == item->to_month % 12 + 1;
    text_addf(out, is_running ? "%-13.*s " : "%.*s", TF_SLICE_ARG(value));
    if (is_running)
        print_pace(pace, arena, out);
    text_add(out, "\n");
}

/* What is stated about the years that bear on the target: the base year, and parts of the years since. */
static void print_figures(const TfSeries *series, const TfProgress *item, TfArena *arena, TextBuilder *out)
{
    const TfTarget *target = &item->target;
    int last_year = tf_date_is_set(target->deadline) ? target->to_month / 12 : series->as_of.year;
    if (item->base_year == 0)
        return;
    TfSlice base = tf_money_text(item->base_usd, "USD", arena);
    text_addf(out, "  %-13d %-13.*s %.0f%% of the target\n", item->base_year, TF_SLICE_ARG(base),
              100 * item->base_usd / target->value_usd);
    for (int year = item->base_year + 1; year <= last_year; year++) {
        const TfObservation *part = longest_part(series, target->flow, year);
        if (part != NULL)
            print_part(part, &item->pace, arena, out);
    }
}

static void print_outlook(const TfProgress *item, TfArena *arena, TextBuilder *out)
{
    for (size_t i = 0; i < item->projection.year_count; i++) {
        const TfProjectedYear *year = &item->projection.years[i];
        const TfFan *fan = &year->total_usd;
        TfSlice median = tf_money_text(fan->median, "USD", arena);
        TfSlice range = fan_range_text(fan->lo80, fan->hi80, fan->median, arena);
        text_addf(out, "  %-13d %-13.*s 80%% range %.*s\n", year->year, TF_SLICE_ARG(median),
                  TF_SLICE_ARG(range));
    }
}

/* ---- what is needed ---- */

static const char *rest_of_year(char text[TF_PERIOD_CHARS], const TfPace *pace)
{
    TfDate from = tf_date_first_of_month(pace->year, pace->months + 1);
    TfDate to = tf_date_last_of_month(pace->year, 12);
    return tf_period_text(text, (TfPeriod){from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT});
}

/* "Oct–Dec 2024  2.9 bn USD a month needed for 29.0 bn USD in 2024, +18% on the same months of 2023" */
static void print_rest(const TfProgress *item, TfArena *arena, TextBuilder *out)
{
    char months[TF_PERIOD_CHARS];
    const TfPace *pace = &item->pace;
    if (pace->year == 0 || !isfinite(pace->needed_per_month_usd))
        return;
    size_t columns = display_width(tf_slice(rest_of_year(months, pace)));
    TfSlice goal = tf_money_text(pace->goal_usd, "USD", arena);
    TfSlice needed = tf_money_text(pace->needed_per_month_usd, "USD", arena);
    text_addf(out, "  %s%*s ", months, columns < 13 ? (int)(13 - columns) : 0, "");
    if (pace->needed_per_month_usd > 0)
        text_addf(out, "%.*s a month needed for %.*s in %d, %+.0f%% on the same months of %d\n",
                  TF_SLICE_ARG(needed), TF_SLICE_ARG(goal), pace->year,
                  100 * (pace->needed_per_month_usd / pace->last_year_month_usd - 1), pace->year - 1);
    else
        text_addf(out, "nothing more is needed for %.*s in %d\n", TF_SLICE_ARG(goal), pace->year);
}

/* What growth the target still asks for. */
static void print_needed(const TfProgress *item, TextBuilder *out)
{
    if (item->base_year == 0 || !isfinite(item->needed_growth))
        return;
    text_addf(out, "  needed        %+.1f%% over %d", 100 * item->needed_growth, item->base_year);
    if (isfinite(item->needed_growth_per_year) && item->target.deadline.year > item->base_year + 1)
        text_addf(out, ", %+.1f%% a year", 100 * item->needed_growth_per_year);
    text_add(out, "\n");
}

/* ---- the verdict ---- */

/* Chances that differ by less are printed alike: near 0 and 1 their last digits have no order. */
static const double least_step = 0.005;

static void print_chance(const TfProgress *item, TextBuilder *out)
{
    if (!isfinite(item->p_target))
        return;
    char chance[TF_CHANCE_CHARS];
    char lower[TF_CHANCE_CHARS];
    char higher[TF_CHANCE_CHARS];
    text_addf(out, "  chance        %s", tf_chance_text(chance, item->p_target));
    bool is_ordered =
        item->p_drift_low <= item->p_target + least_step && item->p_target <= item->p_drift_high + least_step;
    if (!is_ordered)
        text_add(out, "  (the figures contradict each other: it depends on which are believed)");
    else if (isfinite(item->p_drift_low) && isfinite(item->p_drift_high))
        text_addf(out, "  (%s to %s if the drift is 3 points lower or higher)",
                  tf_chance_text(lower, item->p_drift_low), tf_chance_text(higher, item->p_drift_high));
    text_add(out, "\n");
}

static void print_verdict(const TargetView *view, TfArena *arena, TextBuilder *out)
{
    const TfProgress *item = view->item;
    text_addf(out, "  status        %s: %.*s\n", tf_target_status_name(item->status),
              TF_SLICE_ARG(item->reason));
    TfSlice next = target_next_text(&item->target, view->all, view->all_count, arena);
    if (next.length > 0 && item->status != TF_TARGET_REPLACED)
        text_addf(out, "  then          %.*s\n", TF_SLICE_ARG(next));
    if (item->claims_used > 0)
        text_addf(out, "  based on      %zu claim%s, %zu source%s%s\n", item->claims_used,
                  item->claims_used == 1 ? "" : "s", item->sources_used, item->sources_used == 1 ? "" : "s",
                  item->sources_used == 1 ? ": one more independent source would narrow the range most" : "");
}

/* ---- history ---- */

/* A figure that has decided it makes the chance 0 or 1. */
static TfSlice percent_text(double chance, TfTargetStatus status, TfArena *arena)
{
    char text[TF_CHANCE_CHARS];
    if (!isfinite(chance))
        return tf_slice("");
    if (tf_target_is_judged(status))
        return tf_arena_format(arena, "%.0f%%", 100 * chance);
    return tf_arena_copy(arena, tf_slice(tf_chance_text(text, chance)));
}

static void add_step(Table *table, const TfProgressStep *step, TfArena *arena)
{
    char day[TF_DATE_CHARS];
    double points = 100 * (step->p_after - step->p_before);
    table_add(table, tf_arena_copy(arena, tf_slice(tf_date_write_short(day, step->date))));
    table_add(table, percent_text(step->p_after, step->status, arena));
    table_add(table, isfinite(points) ? tf_arena_format(arena, "%+.1f", points) : tf_slice(""));
    table_add(table, tf_slice(tf_target_status_name(step->status)));
    table_add(table, step->article_id != 0 ? tf_arena_format(arena, "%lld", (long long)step->article_id)
                                           : tf_slice(""));
    table_add(table, target_ids_text(step->claim_ids, step->claim_count, arena));
    table_add(table, step->outlet);
    table_add(table, step->article_id != 0 ? step->title : tf_slice("(time passed)"));
}

static void print_history(const TfTargetHistory *history, TfArena *arena, TextBuilder *out)
{
    static const char *const headings[] = {"DATE",    "CHANCE", "POINTS", "STATUS",
                                           "ARTICLE", "CLAIMS", "OUTLET", "TITLE"};
    Table table;
    size_t small = history->small_moves;
    if (history->step_count == 0)
        return;
    table_init(&table, arena, headings, 8, "lrrlrlll");
    for (size_t i = 0; i < history->step_count; i++) {
        add_step(&table, &history->steps[i], arena);
        small += history->steps[i].small_moves;
    }
    table_print(&table, FORMAT_TEXT, out);
    if (small > 0)
        text_addf(out, "%zu more article%s moved it by less than half a point%s\n", small,
                  small == 1 ? "" : "s", small == 1 ? "" : " each");
}

/* ---- the block ---- */

/* "(said 10 Apr 2025, Nurtleu; 6 times, last on 20 Nov 2025)" */
static void print_heading(const TargetView *view, TfArena *arena, TextBuilder *out)
{
    char day[TF_DATE_CHARS];
    const TfTarget *target = &view->item->target;
    TfSlice pair = tf_pair_name(target->pair, "en", arena);
    TfSlice goal = tf_target_text(target, arena);
    text_addf(out, "%.*s: %.*s", TF_SLICE_ARG(pair), TF_SLICE_ARG(goal));
    if (target->flow != TF_TURNOVER)
        text_addf(out, ", %s", tf_measure_name(target->flow));
    text_addf(out, " (said %s", tf_date_write_short(day, target->stated));
    if (target->stated_by.length > 0)
        text_add(out, ", ");
    text_add_shown(out, target->stated_by);
    TfDate last = target->statements[target->claim_count - 1]->claim.pub_date;
    if (target->claim_count > 1)
        text_addf(out, "; %zu times", target->claim_count);
    if (target->claim_count > 1 && tf_date_compare(last, target->stated) > 0)
        text_addf(out, ", last on %s", tf_date_write_short(day, last));
    text_addf(out, "), as of %s\n", tf_date_write_short(day, view->as_of));
}

void target_print_text(const TargetView *view, TfArena *arena, TextBuilder *out)
{
    const TfProgress *item = view->item;
    bool is_settled = tf_target_is_judged(item->status) || item->status == TF_TARGET_REPLACED;
    print_heading(view, arena, out);
    if (isfinite(item->target.value_usd) && item->status != TF_TARGET_REPLACED)
        print_figures(view->series, item, arena, out);
    if (!is_settled) {
        print_rest(item, arena, out);
        print_outlook(item, arena, out);
        print_needed(item, out);
        print_chance(item, out);
    }
    print_verdict(view, arena, out);
    TfSlice approximate = approximate_text(view->series, arena);
    if (approximate.bytes != NULL)
        text_addf(out, "  with          %.*s\n", TF_SLICE_ARG(approximate));
    if (view->history != NULL)
        print_history(view->history, arena, out);
}
