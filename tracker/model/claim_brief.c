/* Claims as the store keeps them: what is not at its default, and a look whether that can be read again which
 * costs less than reading it. */
#include "tracker/model/claim_json.h"

#include <math.h>
#include <string.h>

/* ---- writing ---- */

static void write_text(JsonWriter *json, const char *key, TfSlice text)
{
    if (text.bytes != NULL)
        jsonw_string(json, key, text);
}

static void write_date(JsonWriter *json, const char *key, TfDate date)
{
    if (tf_date_is_set(date))
        jsonw_date(json, key, date);
}

static void write_number(JsonWriter *json, const char *key, bool has, TfDecimal number)
{
    if (has)
        jsonw_decimal(json, key, number);
}

/* `value` of an enumeration whose default is `usual`. */
static void write_word(JsonWriter *json, const char *key, const char *word, int value, int usual)
{
    if (value != usual)
        jsonw_text(json, key, word);
}

static void write_page(JsonWriter *json, const TfClaim *claim)
{
    write_text(json, "doc", claim->doc);
    write_text(json, "url", claim->url);
    write_text(json, "outlet", claim->outlet);
    write_text(json, "lang", claim->lang);
    write_date(json, "pub_date", claim->pub_date);
}

static void write_amount(JsonWriter *json, const TfClaim *claim)
{
    bool in_money = claim->currency[0] != '\0';
    write_number(json, "value", claim->has_value, claim->value);
    write_number(json, "value_hi", claim->has_value_hi, claim->value_hi);
    if (in_money)
        jsonw_text(json, "currency", claim->currency);
    write_word(json, "currency_basis", tf_basis_name(claim->currency_basis), (int)claim->currency_basis,
               in_money ? TF_BASIS_EXPLICIT : TF_BASIS_NONE);
    write_word(json, "relation", tf_relation_name(claim->relation), (int)claim->relation, TF_EQ);
    if (claim->record)
        jsonw_bool(json, "record", true);
    write_number(json, "growth_pct", claim->has_growth, claim->growth_pct);
    write_number(json, "growth_pct_hi", claim->has_growth_hi, claim->growth_pct_hi);
    write_text(json, "growth_base", claim->growth_base);
}

static void write_period(JsonWriter *json, const TfClaim *claim)
{
    const TfPeriod *period = &claim->period;
    write_date(json, "period_from", period->from);
    write_date(json, "period_to", period->to);
    write_word(json, "period_kind", tf_period_kind_name(period->kind), (int)period->kind,
               (int)tf_period_kind_of(period->from, period->to));
    write_word(json, "period_basis", tf_basis_name(period->basis), (int)period->basis, TF_BASIS_NONE);
    write_word(json, "status", tf_claim_status_name(claim->status), (int)claim->status, TF_ACTUAL);
    write_date(json, "deadline", claim->deadline);
}

/* To three digits, as the whole claim has it; most have no more, and need no rounding. */
static void write_confidence(JsonWriter *json, double confidence)
{
    double thousandths = confidence * 1000;
    if (confidence == 1)
        return;
    if (confidence >= 0.1 && confidence < 1 && round(thousandths) / 1000 == confidence)
        jsonw_decimal(json, "confidence", (TfDecimal){(int64_t)round(thousandths), -3});
    else
        jsonw_rounded(json, "confidence", confidence, 3);
}

static void write_rest(JsonWriter *json, const TfClaim *claim)
{
    write_text(json, "attribution", claim->attribution);
    if (claim->has_span) {
        jsonw_integer(json, "start", (int64_t)claim->span.start);
        jsonw_integer(json, "end", (int64_t)claim->span.end);
    }
    write_text(json, "value_text", claim->value_text);
    if (claim->mention_count > 0)
        claim_write_mentions(json, claim);
    if (claim->alternative_count > 0)
        claim_write_alternatives(json, claim);
    if (claim->tier != claim_usual_tier(claim))
        jsonw_integer(json, "tier", claim->tier);
    write_text(json, "rule", claim->rule);
    write_text(json, "entries", claim->entries);
    write_confidence(json, claim->confidence);
}

void claim_write_brief(JsonWriter *json, const TfClaim *claim)
{
    jsonw_open_object(json, NULL);
    write_page(json, claim);
    write_word(json, "kind", tf_claim_kind_name(claim->kind), (int)claim->kind, TF_CLAIM_LEVEL);
    jsonw_text(json, "reporter", claim->reporter.code);
    jsonw_text(json, "partner", claim->partner.code);
    write_word(json, "measure", tf_measure_name(claim->measure), (int)claim->measure, TF_TURNOVER);
    if (claim->scope.length > 0 && !tf_slice_is(claim->scope, "goods"))
        jsonw_string(json, "scope", claim->scope);
    write_amount(json, claim);
    write_period(json, claim);
    write_rest(json, claim);
    jsonw_close_object(json);
}

/* ---- whether it can be read again ---- */

/* Far below the bounds of the reader, so that rounding on the way cannot cross them. */
#define COMMON_AMOUNT 9e18
#define COMMON_GROWTH 9e8
#define MOST_OFFSET   2147483647

static bool is_common(bool has, TfDecimal number, double bound)
{
    return !has || fabs(tf_decimal_to_double(number)) < bound;
}

static bool is_span(TfSpan span)
{
    return span.start <= span.end && span.end <= MOST_OFFSET;
}

static bool is_day(TfDate date)
{
    return !tf_date_is_set(date) || tf_date_is_valid(date.year, date.month, date.day);
}

static bool is_currency(const char currency[4])
{
    for (int i = 0; i < 3; i++)
        if (currency[i] < 'A' || currency[i] > 'Z')
            return i == 0 && currency[0] == '\0';
    return currency[3] == '\0';
}

static bool is_party(TfParty party)
{
    TfParty known;
    return tf_party_from_code(tf_slice(party.code), &known);
}

static bool has_plain_amounts(const TfClaim *claim)
{
    if (!(claim->kind == TF_CLAIM_GROWTH ? claim->has_growth : claim->has_value))
        return false;
    if (claim->has_value_hi &&
        !(claim->has_value && tf_decimal_to_double(claim->value) < tf_decimal_to_double(claim->value_hi)))
        return false;
    return is_common(claim->has_value, claim->value, COMMON_AMOUNT) &&
           is_common(claim->has_value_hi, claim->value_hi, COMMON_AMOUNT) &&
           is_common(claim->has_growth, claim->growth_pct, COMMON_GROWTH) &&
           is_common(claim->has_growth_hi, claim->growth_pct_hi, COMMON_GROWTH) &&
           is_currency(claim->currency);
}

static bool has_plain_days(const TfClaim *claim)
{
    const TfPeriod *period = &claim->period;
    bool turned = tf_date_is_set(period->from) && tf_date_is_set(period->to) &&
                  tf_date_compare(period->from, period->to) > 0;
    return !turned && is_day(period->from) && is_day(period->to) && is_day(claim->deadline) &&
           is_day(claim->pub_date);
}

static bool has_plain_places(const TfClaim *claim)
{
    bool plain = !claim->has_span || is_span(claim->span);
    for (size_t i = 0; i < claim->mention_count; i++)
        plain = plain && is_span(claim->mentions[i]);
    for (size_t i = 0; i < claim->alternative_count; i++) {
        const TfAlternative *other = &claim->alternatives[i];
        plain = plain && is_span(other->span) && is_currency(other->money.currency) &&
                is_common(true, other->money.value, COMMON_AMOUNT);
    }
    return plain;
}

bool claim_is_plain(const TfClaim *claim)
{
    return claim->confidence >= 0 && claim->confidence <= 1 && claim->tier >= 0 && claim->tier <= 2 &&
           !tf_party_equal(claim->reporter, claim->partner) && has_plain_amounts(claim) &&
           has_plain_days(claim) && has_plain_places(claim) && is_party(claim->reporter) &&
           is_party(claim->partner);
}
