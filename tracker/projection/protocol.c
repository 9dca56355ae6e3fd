/* JSON in, JSON out: cases of claims and a target as lines of text. Fields are described in README.md,
 * "Protocol". */
#include "tracker/projection/protocol.h"

#include "tracker/base/date.h"
#include "tracker/base/json_writer.h"

#include <jansson.h>

#include <stdio.h>

/* ANSWER_DIGITS: what the mode search makes sure of; beyond them a C library that rounds exp otherwise may
 * differ */
enum { MOST_LINE_BYTES = 4 << 20, MOST_PROTOCOL_CLAIMS = 4000, ANSWER_DIGITS = 6 };
#define ARENA_LIMIT ((size_t)16 << 20)

typedef struct ProtocolCase {
    TfSlice id;
    TfObservation *claims;
    size_t claim_count;
    ClaimWindow target;
    double target_value;
} ProtocolCase;

/* Where a value was looked for: "claims[3]" or "target". */
typedef struct Place {
    const json_t *object;
    char name[32];
} Place;

static const struct {
    const char *sign;
    TfRelation relation;
} relation_signs[] = {{"=", TF_EQ},  {"~", TF_APPROX}, {">", TF_GT},
                      {">=", TF_GE}, {"<", TF_LT},     {"<=", TF_LE}};

static const char *type_name(const json_t *value)
{
    static const char *const names[] = {
        [JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a string",
        [JSON_INTEGER] = "a number", [JSON_REAL] = "a number",  [JSON_TRUE] = "true",
        [JSON_FALSE] = "false",      [JSON_NULL] = "null",
    };
    return value == NULL ? "missing" : names[json_typeof(value)];
}

static TfStatus fail_field(const Place *place, const char *field, const char *needed, TfError *error)
{
    return tf_fail(error, TF_BAD_INPUT, "%s: \"%s\" is %s; %s is needed", place->name, field,
                   type_name(json_object_get(place->object, field)), needed);
}

/* A string field; `fallback` (may be NULL: required) stands for a missing one. */
static TfStatus read_string(const Place *place, const char *field, const char *fallback, TfSlice *text,
                            TfError *error)
{
    const json_t *value = json_object_get(place->object, field);
    if (value == NULL && fallback != NULL) {
        *text = tf_slice(fallback);
        return TF_OK;
    }
    if (!json_is_string(value))
        return fail_field(place, field, "a string", error);
    *text = tf_slice_of(json_string_value(value), json_string_length(value));
    return TF_OK;
}

static TfStatus read_number(const Place *place, const char *field, double *number, TfError *error)
{
    const json_t *value = json_object_get(place->object, field);
    if (!json_is_number(value))
        return fail_field(place, field, "a number", error);
    *number = json_number_value(value);
    return TF_OK;
}

/* "2023-01" */
static TfStatus read_month(const Place *place, const char *field, int *month_index, TfError *error)
{
    TfSlice text = {NULL, 0};
    TfStatus status = read_string(place, field, NULL, &text, error);
    if (status != TF_OK)
        return status;
    char day[12] = {0};
    TfDate date = {0, 0, 0};
    if (text.length == 7)
        (void)snprintf(day, sizeof day, "%.7s-01", text.bytes);
    if (!tf_date_read(tf_slice(day), &date))
        return tf_fail(error, TF_BAD_INPUT, "%s: \"%s\" is '%.*s'; a month like 2023-01 is needed",
                       place->name, field, (int)(text.length < 20 ? text.length : 20), text.bytes);
    *month_index = tf_date_month_index(date);
    return TF_OK;
}

static TfStatus fail_word(const Place *place, const char *field, TfSlice word, const char *needed,
                          TfError *error)
{
    return tf_fail(error, TF_BAD_INPUT, "%s: \"%s\" is '%.*s'; %s is needed", place->name, field,
                   (int)(word.length < 20 ? word.length : 20), word.bytes, needed);
}

static TfStatus read_flow(const Place *place, TfMeasure *flow, TfError *error)
{
    TfSlice word = {NULL, 0};
    TfStatus status = read_string(place, "flow", "turnover", &word, error);
    if (status != TF_OK)
        return status;
    if (!tf_measure_read(word, flow) || *flow == TF_BALANCE)
        return fail_word(place, "flow", word, "turnover, exports or imports", error);
    return TF_OK;
}

static TfStatus read_kind(const Place *place, bool *is_growth, TfError *error)
{
    TfSlice word = {NULL, 0};
    TfClaimKind kind = TF_CLAIM_LEVEL;
    TfStatus status = read_string(place, "kind", "level", &word, error);
    if (status != TF_OK)
        return status;
    if (!tf_claim_kind_read(word, &kind))
        return fail_word(place, "kind", word, "level or growth", error);
    *is_growth = kind == TF_CLAIM_GROWTH;
    return TF_OK;
}

static TfStatus read_relation(const Place *place, TfRelation *relation, TfError *error)
{
    TfSlice word = {NULL, 0};
    TfStatus status = read_string(place, "relation", NULL, &word, error);
    if (status != TF_OK)
        return status;
    for (size_t i = 0; i < sizeof relation_signs / sizeof relation_signs[0]; i++)
        if (tf_slice_is(word, relation_signs[i].sign)) {
            *relation = relation_signs[i].relation;
            return TF_OK;
        }
    return fail_word(place, "relation", word, "one of = ~ > >= < <=", error);
}

static TfStatus read_claim(const Place *place, TfObservation *claim, TfError *error)
{
    TfStatus status = TF_OK;
    if (!json_is_object(place->object))
        return tf_fail(error, TF_BAD_INPUT, "%s is %s; an object is needed", place->name,
                       type_name(place->object));
    if (status == TF_OK)
        status = read_month(place, "from", &claim->from_month, error);
    if (status == TF_OK)
        status = read_month(place, "to", &claim->to_month, error);
    if (status == TF_OK)
        status = read_number(place, "value", &claim->value_usd, error);
    if (status == TF_OK)
        status = read_number(place, "rounding", &claim->rounding, error);
    if (status == TF_OK)
        status = read_relation(place, &claim->relation, error);
    if (status == TF_OK)
        status = read_kind(place, &claim->is_growth, error);
    if (status == TF_OK)
        status = read_flow(place, &claim->flow, error);
    if (status == TF_OK)
        status = read_string(place, "source", "A", &claim->source, error);
    return status;
}

static TfStatus read_claims(const json_t *root, TfArena *arena, ProtocolCase *problem, TfError *error)
{
    const json_t *claims = json_object_get(root, "claims");
    if (!json_is_array(claims))
        return tf_fail(error, TF_BAD_INPUT, "\"claims\" is %s; an array is needed", type_name(claims));
    size_t count = json_array_size(claims);
    if (count > MOST_PROTOCOL_CLAIMS)
        return tf_fail(error, TF_BAD_INPUT, "%zu claims; at most %d are possible", count,
                       MOST_PROTOCOL_CLAIMS);
    problem->claims = tf_arena_alloc_array(arena, count, sizeof *problem->claims);
    if (problem->claims == NULL)
        return tf_fail_memory(error);
    problem->claim_count = count;
    for (size_t i = 0; i < count; i++) {
        Place place = {.object = json_array_get(claims, i)};
        (void)snprintf(place.name, sizeof place.name, "claims[%zu]", i);
        TfStatus status = read_claim(&place, &problem->claims[i], error);
        if (status != TF_OK)
            return status;
    }
    return TF_OK;
}

static TfStatus read_target(const json_t *root, ProtocolCase *problem, TfError *error)
{
    Place place = {.object = json_object_get(root, "target"), .name = "target"};
    if (!json_is_object(place.object))
        return tf_fail(error, TF_BAD_INPUT, "\"target\" is %s; an object is needed", type_name(place.object));
    TfStatus status = read_month(&place, "from", &problem->target.from_month, error);
    if (status == TF_OK)
        status = read_month(&place, "to", &problem->target.to_month, error);
    if (status == TF_OK)
        status = read_number(&place, "value", &problem->target_value, error);
    if (status == TF_OK)
        status = read_flow(&place, &problem->target.flow, error);
    if (status == TF_OK && !(problem->target_value > 0)) {
        char found[TF_NUMBER_CHARS];
        tf_double_write(found, problem->target_value);
        status = tf_fail(error, TF_BAD_INPUT, "target: \"value\" is %s; more than 0 is needed", found);
    }
    return status;
}

static TfStatus read_case(const json_t *root, TfArena *arena, ProtocolCase *problem, TfError *error)
{
    Place place = {.object = root, .name = "case"};
    if (!json_is_object(root))
        return tf_fail(error, TF_BAD_INPUT, "the line is %s; a JSON object is needed", type_name(root));
    TfStatus status = read_string(&place, "id", NULL, &problem->id, error);
    if (status == TF_OK)
        status = read_claims(root, arena, problem, error);
    if (status == TF_OK)
        status = read_target(root, problem, error);
    return status;
}

static void write_answer(const ProtocolCase *problem, const ClaimForecast *forecast, double volatility,
                         TextBuilder *out)
{
    static const struct {
        const char *name;
        double probability;
    } quantiles[] = {{"0.025", .025}, {"0.05", .05}, {"0.1", .1},   {"0.25", .25},  {"0.5", .5},
                     {"0.75", .75},   {"0.9", .9},   {"0.95", .95}, {"0.975", .975}};
    JsonWriter json;
    jsonw_start(&json, out);
    jsonw_open_object(&json, NULL);
    jsonw_string(&json, "id", problem->id);
    jsonw_rounded(&json, "mean", claim_forecast_mean(forecast), ANSWER_DIGITS);
    jsonw_open_object(&json, "quantiles");
    for (size_t i = 0; i < sizeof quantiles / sizeof quantiles[0]; i++)
        jsonw_rounded(&json, quantiles[i].name, claim_forecast_quantile(forecast, quantiles[i].probability),
                      ANSWER_DIGITS);
    jsonw_close_object(&json);
    jsonw_rounded(&json, "p_target", claim_forecast_chance(forecast, problem->target_value), ANSWER_DIGITS);
    jsonw_rounded(&json, "s", volatility, ANSWER_DIGITS);
    jsonw_close_object(&json);
    text_add_byte(out, '\n');
}

TfStatus protocol_answer_with(ClaimWorkspace *workspace, const ClaimModelOptions *options, TfSlice line,
                              TextBuilder *out, TfError *error)
{
    json_t *root = NULL;
    json_error_t found;
    TfArena arena;
    ProtocolCase problem = {.claims = NULL};
    ClaimForecast forecast;
    TfProjection projection;
    TfStatus status;
    tf_arena_init(&arena, ARENA_LIMIT);
    if (line.length > MOST_LINE_BYTES) {
        status = tf_fail(error, TF_BAD_INPUT, "the line has %zu bytes; at most %d are possible", line.length,
                         MOST_LINE_BYTES);
        goto cleanup;
    }
    root = json_loadb(line.bytes, line.length, JSON_REJECT_DUPLICATES, &found);
    if (root == NULL) {
        status = tf_fail_at(error, TF_BAD_INPUT, NULL, (size_t)found.position, "not JSON: %s", found.text);
        goto cleanup;
    }
    status = read_case(root, &arena, &problem, error);
    if (status == TF_OK)
        status = claim_model_fit(workspace, problem.claims, problem.claim_count, &problem.target, 1, options,
                                 &arena, &forecast, &projection, error);
    if (status != TF_OK)
        goto cleanup;
    write_answer(&problem, &forecast, projection.volatility, out);
    status = text_check(out, error);
cleanup:
    json_decref(root);
    tf_arena_done(&arena);
    return status;
}

TfStatus protocol_answer(ClaimWorkspace *workspace, TfSlice line, TextBuilder *out, TfError *error)
{
    ClaimModelOptions options = claim_model_defaults();
    options.history_years = 0; /* whoever states a case chooses its claims */
    return protocol_answer_with(workspace, &options, line, out, error);
}
