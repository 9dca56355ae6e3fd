/* What the value column of each kind may hold. */
#include "importers/language/compiler/compiler.h"

#include "tracker/base/number.h"
#include "tracker/model/claim.h"

#include <string.h>

static TfSlice first_word(TfSlice value)
{
    return tf_slice_split(&value, ' ');
}

static TfSlice second_word(TfSlice value)
{
    (void)tf_slice_split(&value, ' ');
    return value.bytes != NULL ? value : tf_slice("");
}

static bool is_word(TfSlice value)
{
    return value.length > 0;
}

static bool is_number(TfSlice value)
{
    TfDecimal decimal;
    TfSlice word = first_word(value);
    return tf_slice_is(word, "and") || tf_slice_is(word, "minus") || tf_decimal_read(word, &decimal);
}

static bool is_scale(TfSlice value)
{
    TfDecimal decimal;
    return tf_decimal_read(first_word(value), &decimal) && decimal.digits > 0;
}

/* "/100", "*1e6": a part is a power of ten. */
static bool is_factor(char sign, TfSlice number)
{
    TfDecimal factor;
    if ((sign != '/' && sign != '*') || !tf_decimal_read(number, &factor))
        return false;
    return sign == '*' || tf_decimal_normal(factor).digits == 1;
}

/* "USD", "USD/100", "USD*1e6", "KES,TZS,UGX", then flags; or a joint. */
static bool is_currency(TfSlice value)
{
    TfSlice word = first_word(value);
    if (tf_slice_is(value, "joint"))
        return true;
    while (word.bytes != NULL) {
        TfSlice code = tf_slice_split(&word, ',');
        if (code.length < 3)
            return false;
        for (size_t i = 0; i < 3; i++)
            if (code.bytes[i] < 'A' || code.bytes[i] > 'Z')
                return false;
        if (code.length > 3 && !is_factor(code.bytes[3], tf_slice_range(code, 4, code.length)))
            return false;
    }
    return true;
}

static bool is_percent(TfSlice value)
{
    return tf_slice_is(first_word(value), "percent") || tf_slice_is(first_word(value), "points");
}

static bool is_relation(TfSlice value)
{
    static const char *const others[] = {"between", "to", "from", "or", "skip"};
    TfRelation relation;
    TfSlice word = first_word(value);
    bool known = tf_relation_read(word, &relation);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        known = known || tf_slice_is(word, others[i]);
    TfSlice side = second_word(value);
    return known && (tf_slice_is(side, "before") || tf_slice_is(side, "after") || tf_slice_is(side, "both") ||
                     tf_slice_is(side, "far"));
}

static bool is_month(TfSlice value)
{
    int64_t month;
    return tf_integer_read(first_word(value), &month) && month >= 1 && month <= 12;
}

/* A party code, or a role word of the extractor in small letters. */
static bool is_party(TfSlice value)
{
    TfParty party;
    if (value.length > 0 && value.bytes[0] >= 'a' && value.bytes[0] <= 'z')
        return true;
    return tf_party_from_code(first_word(value), &party);
}

static const struct {
    bool (*good)(TfSlice value);
    const char *needed;
} checks[LEX_KIND_COUNT] = {
    [LEX_NUMBER] = {is_number, "a number"},
    [LEX_SCALE] = {is_scale, "a number"},
    [LEX_CURRENCY] = {is_currency, "a currency such as USD, USD/100 or KES,TZS"},
    [LEX_PERCENT] = {is_percent, "percent or points"},
    [LEX_RELATION] = {is_relation, "a relation and a side, such as 'gt before'"},
    [LEX_MONTH] = {is_month, "a month, 1 to 12"},
    [LEX_PARTY] = {is_party, "a party code such as KAZ, or a role word"},
};

bool lexicon_value_is_good(LexKind kind, TfSlice value, const char **needed)
{
    *needed = checks[kind].needed != NULL ? checks[kind].needed : "a word";
    return checks[kind].good != NULL ? checks[kind].good(value) : is_word(value);
}
