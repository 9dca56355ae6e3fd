/* Claims to JSON and back. Reading goes field by field through tables, so that a message names the field. */
#include "tracker/model/claim_json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

static void write_amount(JsonWriter *json, const TfClaim *claim)
{
    if (claim->has_value)
        jsonw_decimal(json, "value", claim->value);
    else
        jsonw_null(json, "value");
    if (claim->has_value_hi)
        jsonw_decimal(json, "value_hi", claim->value_hi);
    else
        jsonw_null(json, "value_hi");
    jsonw_string_or_null(json, "currency",
                         claim->currency[0] != '\0' ? tf_slice(claim->currency) : (TfSlice){NULL, 0});
    jsonw_text(json, "currency_basis", tf_basis_name(claim->currency_basis));
    jsonw_text(json, "relation", tf_relation_name(claim->relation));
    jsonw_bool(json, "record", claim->record);
}

static void write_period(JsonWriter *json, const TfClaim *claim)
{
    jsonw_date(json, "period_from", claim->period.from);
    jsonw_date(json, "period_to", claim->period.to);
    jsonw_text(json, "period_kind", tf_period_kind_name(claim->period.kind));
    jsonw_text(json, "period_basis", tf_basis_name(claim->period.basis));
    jsonw_text(json, "status", tf_claim_status_name(claim->status));
    jsonw_date(json, "deadline", claim->deadline);
}

static void write_growth(JsonWriter *json, const TfClaim *claim)
{
    if (claim->has_growth)
        jsonw_decimal(json, "growth_pct", claim->growth_pct);
    else
        jsonw_null(json, "growth_pct");
    if (claim->has_growth_hi)
        jsonw_decimal(json, "growth_pct_hi", claim->growth_pct_hi);
    else
        jsonw_null(json, "growth_pct_hi");
    jsonw_string_or_null(json, "growth_base", claim->growth_base);
    jsonw_string_or_null(json, "attribution", claim->attribution);
}

void claim_write_mentions(JsonWriter *json, const TfClaim *claim)
{
    jsonw_open_array(json, "mentions");
    for (size_t i = 0; i < claim->mention_count; i++) {
        jsonw_open_array(json, NULL);
        jsonw_integer(json, NULL, (int64_t)claim->mentions[i].start);
        jsonw_integer(json, NULL, (int64_t)claim->mentions[i].end);
        jsonw_close_array(json);
    }
    jsonw_close_array(json);
}

void claim_write_alternatives(JsonWriter *json, const TfClaim *claim)
{
    jsonw_open_array(json, "alts");
    for (size_t i = 0; i < claim->alternative_count; i++) {
        const TfAlternative *alternative = &claim->alternatives[i];
        jsonw_open_object(json, NULL);
        jsonw_decimal(json, "value", alternative->money.value);
        jsonw_text(json, "currency", alternative->money.currency);
        jsonw_integer(json, "start", (int64_t)alternative->span.start);
        jsonw_integer(json, "end", (int64_t)alternative->span.end);
        jsonw_string(json, "text", alternative->text);
        jsonw_close_object(json);
    }
    jsonw_close_array(json);
}

static void write_place(JsonWriter *json, const TfClaim *claim)
{
    if (claim->has_span) {
        jsonw_integer(json, "start", (int64_t)claim->span.start);
        jsonw_integer(json, "end", (int64_t)claim->span.end);
    } else {
        jsonw_null(json, "start");
        jsonw_null(json, "end");
    }
    jsonw_string_or_null(json, "value_text", claim->value_text);
    claim_write_mentions(json, claim);
    claim_write_alternatives(json, claim);
    jsonw_integer(json, "tier", claim->tier);
}

void claim_write_json(JsonWriter *json, const char *key, const TfClaim *claim, TfSlice id)
{
    jsonw_open_object(json, key);
    jsonw_text(json, "schema", "tradefig-claim/1");
    if (id.length > 0)
        jsonw_string(json, "id", id);
    jsonw_string_or_null(json, "doc", claim->doc);
    jsonw_string_or_null(json, "url", claim->url);
    jsonw_string_or_null(json, "outlet", claim->outlet);
    jsonw_string_or_null(json, "lang", claim->lang);
    jsonw_date(json, "pub_date", claim->pub_date);
    jsonw_text(json, "kind", tf_claim_kind_name(claim->kind));
    jsonw_text(json, "reporter", claim->reporter.code);
    jsonw_text(json, "partner", claim->partner.code);
    jsonw_text(json, "measure", tf_measure_name(claim->measure));
    jsonw_string(json, "scope", claim->scope);
    write_amount(json, claim);
    write_period(json, claim);
    write_growth(json, claim);
    write_place(json, claim);
    jsonw_string_or_null(json, "rule", claim->rule);
    jsonw_string_or_null(json, "entries", claim->entries);
    jsonw_rounded(json, "confidence", claim->confidence, 3);
    jsonw_close_object(json);
}

/* ---- reading ---- */

#define MENTIONS     "a list of pairs [start, end] of byte offsets"
#define ALTERNATIVES "a list of objects with a value and a currency"
#define MOST_OFFSET  2147483647.0 /* no article comes near it */

typedef struct Reading {
    const json_t *object;
    TfArena *arena;
    TfError *error;
    TfStatus status; /* the first failure; later readers then do nothing */
} Reading;

static const json_t *field(const Reading *reading, const char *name)
{
    const json_t *value = json_object_get(reading->object, name);
    return json_is_null(value) ? NULL : value;
}

static void refuse(Reading *reading, const char *name, const char *needed)
{
    if (reading->status != TF_OK)
        return;
    const json_t *value = json_object_get(reading->object, name);
    char *found =
        value != NULL ? json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15)) : NULL;
    reading->status = tf_fail(reading->error, TF_BAD_INPUT, "field '%s' is %.80s, needed: %s", name,
                              found != NULL ? found : "missing", needed);
    free(found);
}

static TfSlice read_text(Reading *reading, const char *name)
{
    const json_t *value = field(reading, name);
    TfSlice none = {NULL, 0};
    if (value == NULL)
        return none;
    if (!json_is_string(value)) {
        refuse(reading, name, "text");
        return none;
    }
    TfSlice copy =
        tf_arena_copy(reading->arena, tf_slice_of(json_string_value(value), json_string_length(value)));
    if (copy.bytes == NULL && reading->status == TF_OK)
        reading->status = tf_fail_memory(reading->error);
    return copy;
}

static bool read_decimal(Reading *reading, const char *name, TfDecimal *decimal)
{
    const json_t *value = field(reading, name);
    if (value == NULL)
        return false;
    if (!json_is_number(value)) {
        refuse(reading, name, "a number");
        return false;
    }
    if (json_is_integer(value) && json_integer_value(value) == INT64_MIN) { /* it has no opposite */
        refuse(reading, name, "a number from -9223372036854775807");
        return false;
    }
    *decimal = json_is_integer(value) ? tf_decimal_normal((TfDecimal){json_integer_value(value), 0})
                                      : tf_decimal_from_double(json_real_value(value));
    return true;
}

static TfDate read_date(Reading *reading, const char *name)
{
    TfDate date = {0, 0, 0};
    TfSlice text = read_text(reading, name);
    if (text.length > 0 && !tf_date_read(text, &date))
        refuse(reading, name, "a date like 2024-11-27");
    return date;
}

static TfParty read_party(Reading *reading, const char *name)
{
    TfParty party = {""};
    TfSlice text = read_text(reading, name);
    if (!tf_party_from_code(text, &party))
        refuse(reading, name, "an ISO 3166 alpha-3 code (KAZ), a bloc (EU) or a region (RUS-TA)");
    return party;
}

static void read_currency_code(Reading *reading, char currency[4])
{
    TfSlice text = read_text(reading, "currency");
    if (text.length == 0)
        return;
    bool good = text.length == 3;
    for (size_t i = 0; i < text.length; i++)
        good = good && text.bytes[i] >= 'A' && text.bytes[i] <= 'Z';
    if (good)
        memcpy(currency, text.bytes, 3);
    else
        refuse(reading, "currency", "an ISO 4217 code (USD)");
}

static size_t read_offset(Reading *reading, const json_t *value, const char *name)
{
    double offset = json_number_value(value);
    if (!json_is_number(value) || offset < 0 || offset > MOST_OFFSET || offset != floor(offset)) {
        refuse(reading, name, "byte offsets, whole numbers from 0 to 2147483647");
        return 0;
    }
    return (size_t)offset;
}

static void read_place(Reading *reading, TfClaim *claim)
{
    const json_t *start = field(reading, "start");
    const json_t *end = field(reading, "end");
    if (start != NULL && end != NULL) {
        claim->has_span = true;
        claim->span.start = read_offset(reading, start, "start");
        claim->span.end = read_offset(reading, end, "end");
        if (claim->span.end < claim->span.start)
            refuse(reading, "end", "an offset not before 'start'");
    }
    claim->value_text = read_text(reading, "value_text");
}

/* Items of a list; 0 when the field is missing. Refuses what is no list. */
static size_t count_items(Reading *reading, const char *name, const char *needed)
{
    const json_t *list = field(reading, name);
    if (list != NULL && !json_is_array(list))
        refuse(reading, name, needed);
    return json_array_size(list);
}

static void read_mentions(Reading *reading, TfClaim *claim)
{
    const json_t *list = field(reading, "mentions");
    size_t count = count_items(reading, "mentions", MENTIONS);
    if (count == 0)
        return;
    TfSpan *spans = tf_arena_alloc_array(reading->arena, count, sizeof *spans);
    if (spans == NULL) {
        reading->status = tf_fail_memory(reading->error);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const json_t *pair = json_array_get(list, i);
        if (json_array_size(pair) != 2)
            refuse(reading, "mentions", MENTIONS);
        spans[i].start = read_offset(reading, json_array_get(pair, 0), "mentions");
        spans[i].end = read_offset(reading, json_array_get(pair, 1), "mentions");
        if (spans[i].end < spans[i].start)
            refuse(reading, "mentions", MENTIONS);
    }
    claim->mentions = spans;
    claim->mention_count = count;
}

/* Errors name the field of the alternative. */
static void read_alternative(Reading *reading, const json_t *object, TfAlternative *alternative)
{
    Reading inner = {object, reading->arena, reading->error, TF_OK};
    if (reading->status != TF_OK)
        return;
    read_currency_code(&inner, alternative->money.currency);
    if (!read_decimal(&inner, "value", &alternative->money.value))
        refuse(reading, "alts", ALTERNATIVES);
    alternative->text = read_text(&inner, "text");
    if (field(&inner, "start") != NULL && field(&inner, "end") != NULL) {
        alternative->span.start = read_offset(&inner, field(&inner, "start"), "start");
        alternative->span.end = read_offset(&inner, field(&inner, "end"), "end");
    }
    if (reading->status == TF_OK)
        reading->status = inner.status;
}

static void read_alternatives(Reading *reading, TfClaim *claim)
{
    const json_t *list = field(reading, "alts");
    size_t count = count_items(reading, "alts", ALTERNATIVES);
    if (count == 0)
        return;
    TfAlternative *alternatives = tf_arena_alloc_array(reading->arena, count, sizeof *alternatives);
    if (alternatives == NULL) {
        reading->status = tf_fail_memory(reading->error);
        return;
    }
    for (size_t i = 0; i < count; i++)
        read_alternative(reading, json_array_get(list, i), &alternatives[i]);
    claim->alternatives = alternatives;
    claim->alternative_count = count;
}

/* A claim without its tier has the one that its parties, scope and kind give it. */
int claim_usual_tier(const TfClaim *claim)
{
    bool second = claim->kind == TF_CLAIM_GROWTH || tf_slice_starts_with(claim->scope, "sector") ||
                  strcmp(claim->reporter.code, "WORLD") == 0 || strcmp(claim->partner.code, "WORLD") == 0 ||
                  strchr(claim->reporter.code, '-') != NULL || strchr(claim->partner.code, '-') != NULL;
    return second ? 2 : 1;
}

static void read_tier(Reading *reading, TfClaim *claim)
{
    TfDecimal number;
    claim->tier = claim_usual_tier(claim);
    if (!read_decimal(reading, "tier", &number))
        return;
    if (number.exponent == 0 && number.digits >= 0 && number.digits <= 2) /* normal, so whole numbers only */
        claim->tier = (int)number.digits;
    else
        refuse(reading, "tier", "0, 1 or 2");
}

/* Reads a word of one enumeration; a missing field keeps the default. */
#define READ_WORD(reading, name, function, target, words)                                                    \
    do {                                                                                                     \
        TfSlice word_ = read_text(reading, name);                                                            \
        if (word_.bytes != NULL && !function(word_, target))                                                 \
            refuse(reading, name, words);                                                                    \
    } while (0)

static void read_words(Reading *reading, TfClaim *claim)
{
    READ_WORD(reading, "kind", tf_claim_kind_read, &claim->kind, "level or growth");
    READ_WORD(reading, "measure", tf_measure_read, &claim->measure, "turnover, exports, imports or balance");
    READ_WORD(reading, "relation", tf_relation_read, &claim->relation,
              "eq, approx, almost, gt, ge, lt, le or range");
    READ_WORD(reading, "status", tf_claim_status_read, &claim->status,
              "actual, estimate, forecast, target or potential");
    if (claim->currency[0] != '\0')
        claim->currency_basis = TF_BASIS_EXPLICIT; /* until the field says otherwise */
    READ_WORD(reading, "currency_basis", tf_basis_read, &claim->currency_basis,
              "explicit, relative, inferred or none");
    READ_WORD(reading, "period_basis", tf_basis_read, &claim->period.basis,
              "explicit, relative, inferred or none");
}

static void read_period(Reading *reading, TfClaim *claim)
{
    claim->period.from = read_date(reading, "period_from");
    claim->period.to = read_date(reading, "period_to");
    claim->deadline = read_date(reading, "deadline");
    claim->period.kind = tf_period_kind_of(claim->period.from, claim->period.to);
    READ_WORD(reading, "period_kind", tf_period_kind_read, &claim->period.kind,
              "year, half, quarter, month, ytd, months, fiscal, span, ytd_open, rate or none");
    if (tf_date_is_set(claim->period.from) && tf_date_is_set(claim->period.to) &&
        tf_date_compare(claim->period.from, claim->period.to) > 0)
        refuse(reading, "period_to", "a day not before 'period_from'");
}

static void read_amount(Reading *reading, TfClaim *claim)
{
    claim->has_value = read_decimal(reading, "value", &claim->value);
    claim->has_value_hi = read_decimal(reading, "value_hi", &claim->value_hi);
    claim->has_growth = read_decimal(reading, "growth_pct", &claim->growth_pct);
    claim->has_growth_hi = read_decimal(reading, "growth_pct_hi", &claim->growth_pct_hi);
    const json_t *record = field(reading, "record");
    if (record != NULL && !json_is_boolean(record))
        refuse(reading, "record", "true or false");
    claim->record = json_is_true(record);
    if (claim->kind == TF_CLAIM_LEVEL && !claim->has_value)
        refuse(reading, "value", "a number in whole units (level claims have one)");
    if (claim->kind == TF_CLAIM_GROWTH && !claim->has_growth)
        refuse(reading, "growth_pct", "a number (growth claims have one)");
    if (!tf_claim_is_bounded(claim))
        refuse(reading, claim->has_value ? "value" : "growth_pct",
               "an amount below 10^21, growth below 10^9 per cent");
    if (claim->has_value_hi && claim->measure != TF_BALANCE &&
        tf_decimal_compare(claim->value_hi, claim->value) < 0)
        refuse(reading, "value_hi", "an amount not below 'value'");
}

static void read_rest(Reading *reading, TfClaim *claim)
{
    TfSlice scope = read_text(reading, "scope");
    if (scope.length > 0)
        claim->scope = scope;
    claim->growth_base = read_text(reading, "growth_base");
    claim->attribution = read_text(reading, "attribution");
    claim->doc = read_text(reading, "doc");
    claim->url = read_text(reading, "url");
    claim->outlet = read_text(reading, "outlet");
    claim->lang = read_text(reading, "lang");
    claim->pub_date = read_date(reading, "pub_date");
    claim->rule = read_text(reading, "rule");
    claim->entries = read_text(reading, "entries");
    claim->confidence = 1;
    TfDecimal number;
    if (read_decimal(reading, "confidence", &number)) {
        claim->confidence = tf_decimal_to_double(number);
        if (!(claim->confidence >= 0 && claim->confidence <= 1))
            refuse(reading, "confidence", "a number from 0 to 1");
    }
    read_tier(reading, claim);
}

/* jansson's whole numbers end at 2^63; an amount past that is read as a double, which then goes for every
 * number of the object. */
static json_t *load_object(TfSlice line, json_error_t *fault)
{
    const size_t flags = JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL;
    json_t *root = json_loadb(line.bytes, line.length, flags, fault);
    if (root == NULL && json_error_code(fault) == json_error_numeric_overflow)
        root = json_loadb(line.bytes, line.length, flags | JSON_DECODE_INT_AS_REAL, fault);
    return root;
}

/* The claim is of the schema we know, and between two parties. */
static void check_identity(Reading *reading, const TfClaim *claim)
{
    TfSlice schema = read_text(reading, "schema");
    if (schema.length > 0 && !tf_slice_is(schema, "tradefig-claim/1"))
        refuse(reading, "schema", "tradefig-claim/1");
    if (tf_party_equal(claim->reporter, claim->partner))
        refuse(reading, "partner", "another party than 'reporter'");
}

TfStatus claim_read_json(TfSlice line, TfArena *arena, TfClaim *claim, TfError *error)
{
    json_error_t fault;
    json_t *root = load_object(line, &fault);
    if (root == NULL)
        return tf_fail(error, TF_BAD_INPUT, "not JSON at byte %d: %s", fault.position, fault.text);
    Reading reading = {root, arena, error, TF_OK};
    TfClaim result = tf_claim_default();
    if (!json_is_object(root))
        reading.status = tf_fail(error, TF_BAD_INPUT, "a claim is one JSON object, found something else");
    if (reading.status == TF_OK) {
        read_currency_code(&reading, result.currency);
        read_words(&reading, &result);
        result.reporter = read_party(&reading, "reporter");
        result.partner = read_party(&reading, "partner");
        check_identity(&reading, &result);
        read_period(&reading, &result);
        read_amount(&reading, &result);
        read_place(&reading, &result);
        read_mentions(&reading, &result);
        read_alternatives(&reading, &result);
        read_rest(&reading, &result);
    }
    json_decref(root);
    if (reading.status == TF_OK)
        *claim = result;
    return reading.status;
}
