/* Targets as JSON: the target with its statements, how it stands, and its history. */
#include "tracker/cli/fan.h"
#include "tracker/cli/target_output.h"

#include <math.h>

enum { DIGITS = 6 /* more would pretend */ };

static void print_percent(JsonWriter *json, const char *key, double fraction)
{
    if (isfinite(fraction))
        jsonw_double(json, key, round(fraction * 10000) / 100);
    else
        jsonw_null(json, key);
}

static void print_id(JsonWriter *json, const char *key, int64_t id)
{
    if (id != 0)
        jsonw_integer(json, key, id);
    else
        jsonw_null(json, key);
}

static void print_ids(JsonWriter *json, const char *key, const int64_t *ids, size_t count)
{
    jsonw_open_array(json, key);
    for (size_t i = 0; i < count; i++)
        jsonw_integer(json, NULL, ids[i]);
    jsonw_close_array(json);
}

static void print_party(JsonWriter *json, const char *key, TfParty party)
{
    if (tf_party_is_set(party))
        jsonw_text(json, key, party.code);
    else
        jsonw_null(json, key);
}

/* ---- the target ---- */

static void print_statements(JsonWriter *json, const TfTarget *target)
{
    jsonw_open_array(json, "statements");
    for (size_t i = 0; i < target->claim_count; i++) {
        const TfClaimRecord *record = target->statements[i];
        jsonw_open_object(json, NULL);
        jsonw_integer(json, "claim", record->id);
        jsonw_integer(json, "article", record->article_id);
        jsonw_date(json, "date", record->claim.pub_date);
        jsonw_string_or_null(json, "outlet", record->claim.outlet);
        jsonw_string_or_null(json, "speaker", record->claim.attribution);
        jsonw_string_or_null(json, "title", record->article_title);
        jsonw_string_or_null(json, "value_text", record->claim.value_text);
        jsonw_text(json, "relation", tf_relation_name(record->claim.relation));
        jsonw_string_or_null(json, "sentence", record->sentence);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
}

static void print_months(JsonWriter *json, const TfTarget *target)
{
    if (target->to_month == 0) {
        jsonw_null(json, "from");
        jsonw_null(json, "to");
        return;
    }
    jsonw_date(json, "from", tf_month_first_day(target->from_month));
    jsonw_date(json, "to", tf_month_last_day(target->to_month));
}

static void print_amount(JsonWriter *json, const TfTarget *target)
{
    if (target->is_growth)
        jsonw_null(json, "value");
    else
        jsonw_decimal(json, "value", target->money.value);
    if (target->has_value_hi)
        jsonw_decimal(json, "value_hi", target->value_hi);
    else
        jsonw_null(json, "value_hi");
    jsonw_text(json, "currency", target->money.currency);
    jsonw_rounded(json, "value_usd", target->value_usd, 12);
    jsonw_string_or_null(json, "conversion", target->conversion);
    print_percent(json, "growth_pct", target->is_growth ? target->growth : (double)NAN);
    print_id(json, "growth_year", target->growth_year);
}

void target_print_json(JsonWriter *json, const TfTarget *target)
{
    jsonw_open_object(json, "target");
    print_amount(json, target);
    jsonw_text(json, "relation", tf_relation_name(target->relation));
    jsonw_date(json, "deadline", target->deadline);
    print_months(json, target);
    jsonw_date(json, "stated", target->stated);
    jsonw_string_or_null(json, "stated_by", target->stated_by);
    print_party(json, "side", target->side);
    print_ids(json, "claims", target->claim_ids, target->claim_count);
    print_statements(json, target);
    if (target->link != TF_LINK_NONE)
        jsonw_text(json, "link", tf_target_link_name(target->link));
    else
        jsonw_null(json, "link");
    print_id(json, "next", target->next);
    jsonw_date(json, "next_stated", target->next_stated);
    print_id(json, "previous", target->previous);
    jsonw_close_object(json);
}

/* ---- how it stands ---- */

static void print_pace(JsonWriter *json, const TfPace *pace)
{
    if (pace->year == 0) {
        jsonw_null(json, "pace");
        return;
    }
    jsonw_open_object(json, "pace");
    jsonw_integer(json, "year", pace->year);
    jsonw_integer(json, "months", pace->months);
    jsonw_rounded(json, "done", pace->done_usd, DIGITS);
    jsonw_bool(json, "done_is_modelled", pace->is_modelled);
    print_percent(json, "normal_share_pct", pace->normal_share);
    jsonw_rounded(json, "pace", pace->pace_usd, DIGITS);
    jsonw_rounded(json, "goal", pace->goal_usd, DIGITS);
    jsonw_rounded(json, "needed_per_month", pace->needed_per_month_usd, DIGITS);
    jsonw_rounded(json, "last_year_per_month", pace->last_year_month_usd, DIGITS);
    print_percent(json, "needed_growth_pct", pace->needed_per_month_usd / pace->last_year_month_usd - 1);
    jsonw_close_object(json);
}

static void print_claims_used(JsonWriter *json, const TfProgress *item)
{
    jsonw_open_object(json, "claims");
    jsonw_integer(json, "count", (int64_t)item->claims_used);
    jsonw_integer(json, "sources", (int64_t)item->sources_used);
    jsonw_open_array(json, "ids");
    for (size_t i = 0; i < item->claims_used; i++)
        jsonw_integer(json, NULL, item->claim_ids[i]);
    jsonw_close_array(json);
    jsonw_close_object(json);
}

/* The observations that the projection used. */
static void print_series_used(JsonWriter *json, const TfSeries *series, const TfProgress *item)
{
    jsonw_open_array(json, "series");
    for (size_t i = 0; i < item->projection.residual_count; i++) {
        const TfResidual *residual = &item->projection.residuals[i];
        const TfObservation *used = &series->items[residual->observation];
        jsonw_open_object(json, NULL);
        jsonw_date(json, "from", tf_month_first_day(used->from_month));
        jsonw_date(json, "to", tf_month_last_day(used->to_month));
        jsonw_text(json, "measure", tf_measure_name(used->flow));
        jsonw_text(json, "relation", tf_relation_name(used->relation));
        jsonw_rounded(json, "value", used->is_growth ? (double)NAN : used->value_usd, 12);
        print_percent(json, "growth_pct", used->is_growth ? used->value_usd : (double)NAN);
        jsonw_string_or_null(json, "source", used->source);
        print_party(json, "side", used->side);
        jsonw_rounded(json, "sigmas", residual->sigmas, 3);
        print_ids(json, "claims", used->claim_ids, used->claim_count);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
}

static void print_history(JsonWriter *json, const TfTargetHistory *history)
{
    jsonw_open_array(json, "history");
    for (size_t i = 0; i < history->step_count; i++) {
        const TfProgressStep *step = &history->steps[i];
        jsonw_open_object(json, NULL);
        jsonw_date(json, "date", step->date);
        print_id(json, "article", step->article_id);
        jsonw_string_or_null(json, "outlet", step->outlet);
        jsonw_string_or_null(json, "title", step->title);
        jsonw_rounded(json, "p_before", step->p_before, DIGITS);
        jsonw_rounded(json, "p_after", step->p_after, DIGITS);
        print_percent(json, "points", step->p_after - step->p_before);
        jsonw_text(json, "status", tf_target_status_name(step->status));
        print_ids(json, "claims", step->claim_ids, step->claim_count);
        jsonw_integer(json, "small_moves_before", (int64_t)step->small_moves);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
    jsonw_integer(json, "small_moves_after", (int64_t)history->small_moves);
}

static void print_stand(JsonWriter *json, const TargetView *view)
{
    const TfProgress *item = view->item;
    jsonw_rounded(json, "p_target", item->p_target, DIGITS);
    jsonw_rounded(json, "p_target_drift_low", item->p_drift_low, DIGITS);
    jsonw_rounded(json, "p_target_drift_high", item->p_drift_high, DIGITS);
    jsonw_text(json, "status", tf_target_status_name(item->status));
    jsonw_text(json, "rule", tf_target_status_rule(item->status));
    jsonw_string_or_null(json, "reason", item->reason);
    print_party(json, "judged_by", item->judged_by);
    print_id(json, "base_year", item->base_year);
    jsonw_rounded(json, "base_value", item->base_year != 0 ? item->base_usd : (double)NAN, 12);
    print_percent(json, "needed_growth_pct", item->needed_growth);
    print_percent(json, "needed_growth_per_year_pct", item->needed_growth_per_year);
    print_pace(json, &item->pace);
}

void target_print_progress_json(const TargetView *view, TextBuilder *out)
{
    char pair[TF_PAIR_CHARS];
    const TfProgress *item = view->item;
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_text(&json, "pair", tf_pair_short(pair, item->target.pair));
    jsonw_text(&json, "measure", tf_measure_name(item->target.flow));
    jsonw_string_or_null(&json, "scope", view->series->scope);
    jsonw_date(&json, "as_of", view->as_of);
    target_print_json(&json, &item->target);
    print_stand(&json, view);
    fan_print_years(&json, &item->projection);
    jsonw_string_or_null(&json, "reference_source", item->projection.reference_source);
    print_claims_used(&json, item);
    print_series_used(&json, view->series, item);
    print_json_warnings(&json, view->series);
    if (view->history != NULL)
        print_history(&json, view->history);
    jsonw_close_object(&json);
    text_add(out, "\n");
}
