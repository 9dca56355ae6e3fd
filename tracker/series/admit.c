/* Which claims count, each refusal in words. README.md, "What counts", is the same list for readers. */
#include "tracker/series/admit.h"

#include "tracker/series/beside.h"
#include "tracker/series/rounding.h"
#include "tracker/series/source.h"

#include <stdarg.h>
#include <stdio.h>

enum { MONTHS_A_YEAR = 12 };
static const double least_usd = 1, most_usd = 1e16, most_growth = 1e4;

/* One claim on its way to an observation. */
typedef struct Admission {
    const TfAsk *ask;
    SeriesRates *rates;
    TfMeanRate mean; /* what the amount was converted with; currency "" when it was not */
    const TfClaim *claim;
    TfObservation *observation;
    TfArena *arena;
    TfSlice reason; /* why it is none */
    bool no_memory;
} Admission;

/* Notes the reason; always false, so that a check can end with it. */
static bool refuse(Admission *admission, const char *format, ...) TF_PRINTF_LIKE(2, 3);

static bool refuse(Admission *admission, const char *format, ...)
{
    char words[256];
    va_list arguments;
    va_start(arguments, format);
    (void)vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);
    admission->reason = tf_arena_copy(admission->arena, tf_slice(words));
    admission->no_memory = admission->reason.bytes == NULL;
    return false;
}

static bool refuse_number(Admission *admission, TfDecimal number, const char *words)
{
    char text[TF_NUMBER_CHARS];
    tf_decimal_write(text, number);
    return refuse(admission, "%s%s", text, words);
}

/* ---- what it is about ---- */

static bool admit_asked(Admission *admission, int64_t id)
{
    const TfAsk *ask = admission->ask;
    for (size_t i = 0; i < ask->without_count; i++)
        if (ask->without[i] == id)
            return refuse(admission, "left out as asked");
    return true;
}

static bool admit_scope(Admission *admission)
{
    TfSlice scope = admission->ask->scope;
    TfSlice stated = admission->claim->scope;
    if (scope.length == 0)
        scope = tf_slice("goods");
    if (tf_slice_equal(stated, scope))
        return true;
    if (stated.length > 60)
        stated.length = 60;
    if (tf_slice_is(scope, "goods"))
        return refuse(admission, "scope %.*s; only trade in all goods is added up", TF_SLICE_ARG(stated));
    return refuse(admission, "scope %.*s; %.*s was asked for", TF_SLICE_ARG(stated), TF_SLICE_ARG(scope));
}

static bool admit_subject(Admission *admission, TfSlice decision)
{
    static const char *const outlooks[] = {
        [TF_FORECAST] = "forecast", [TF_TARGET] = "target", [TF_POTENTIAL] = "potential"};
    const TfClaim *claim = admission->claim;
    if (tf_slice_is(decision, "rejected"))
        return refuse(admission, "rejected in review");
    if (claim->status != TF_ACTUAL && claim->status != TF_ESTIMATE)
        return refuse(admission, "a %s, not a figure", outlooks[claim->status]);
    if (claim->tier == 0)
        return refuse(admission, "marked to be ignored (tier 0)");
    if (!tf_party_is_whole(claim->reporter) || !tf_party_is_whole(claim->partner))
        return refuse(admission, "about a region or the world, not about two parties");
    if (claim->measure == TF_BALANCE && claim->kind == TF_CLAIM_GROWTH)
        return refuse(admission, "growth of a balance, which says nothing of the flows");
    return admit_scope(admission);
}

/* ---- when ---- */

static bool admit_date(Admission *admission, TfDate as_of)
{
    char published[TF_DATE_CHARS];
    char limit[TF_DATE_CHARS];
    TfDate date = admission->claim->pub_date;
    if (!tf_date_is_set(as_of) || tf_date_compare(date, as_of) <= 0)
        return true;
    return refuse(admission, "published %s, after %s", tf_date_write_short(published, date),
                  tf_date_write_short(limit, as_of));
}

/* "This year already more than 20": a bound on the months that were over when it was said. */
static bool admit_open_period(Admission *admission)
{
    const TfClaim *claim = admission->claim;
    TfDate from = claim->period.from;
    if (claim->kind == TF_CLAIM_GROWTH)
        return refuse(admission, "growth over a period without an end");
    if (claim->relation == TF_LT || claim->relation == TF_LE || claim->relation == TF_ALMOST)
        return refuse(admission, "an upper bound on a period without an end");
    if (!tf_date_is_set(claim->pub_date))
        return refuse(admission, "a period without an end, on a page without a date");
    if (from.month != 1 || from.day != 1 || claim->pub_date.year != from.year)
        return refuse(admission, "a period without an end that did not begin with the year of publication");
    if (claim->pub_date.month == 1)
        return refuse(admission, "a period without an end, published before a month of it was over");
    admission->observation->from_month = tf_date_month_index(from);
    admission->observation->to_month = tf_date_month_index(claim->pub_date) - 1;
    admission->observation->relation = TF_GT;
    return true;
}

static bool admit_closed_period(Admission *admission, TfDate as_of)
{
    const TfClaim *claim = admission->claim;
    char text[TF_PERIOD_CHARS];
    char published[TF_DATE_CHARS];
    if (!tf_period_is_whole_months(claim->period))
        return refuse(admission, "%s is not a run of whole months", tf_period_text(text, claim->period));
    int from = tf_date_month_index(claim->period.from);
    int to = tf_date_month_index(claim->period.to);
    if (to - from >= MONTHS_A_YEAR)
        return refuse(admission, "%s is more than a year: a total and a yearly figure are not told apart",
                      tf_period_text(text, claim->period));
    if (tf_date_is_set(claim->pub_date) && to > tf_date_month_index(claim->pub_date))
        return refuse(admission, "published %s, before %s was over",
                      tf_date_write_short(published, claim->pub_date), tf_period_text(text, claim->period));
    if (!tf_date_is_set(claim->pub_date) && tf_date_is_set(as_of) && to > tf_date_month_index(as_of))
        return refuse(admission, "on a page without a date, before %s was over",
                      tf_period_text(text, claim->period));
    admission->observation->from_month = from;
    admission->observation->to_month = to;
    return true;
}

static bool admit_period(Admission *admission, TfDate as_of)
{
    TfPeriod period = admission->claim->period;
    if (period.kind == TF_PERIOD_RATE)
        return refuse(admission, "a rate a year, without saying which year");
    if (!tf_date_is_set(period.from))
        return refuse(admission, "no period is named");
    return tf_date_is_set(period.to) ? admit_closed_period(admission, as_of) : admit_open_period(admission);
}

/* ---- how much ---- */

/* One amount of a claim: its own, or its second one in another currency. */
typedef struct Amount {
    TfDecimal low;
    bool has_high;
    TfDecimal high;
    TfSlice quoted;
} Amount;

/* Looks for the rate of a currency for the observation's months. */
static bool look_for_rate(Admission *admission, const char *currency)
{
    if (series_rate(admission->rates, currency, admission->arena, admission->observation, &admission->mean,
                    NULL) != TF_OK)
        admission->no_memory = true;
    return !admission->no_memory && admission->mean.usd > 0;
}

static bool refuse_without_rate(Admission *admission, const TfMeanRate *mean)
{
    series_tally(admission->rates, mean);
    return refuse(admission, "%.*s", TF_SLICE_ARG(mean->how));
}

static bool find_rate(Admission *admission, const char *currency)
{
    return look_for_rate(admission, currency) ||
           (!admission->no_memory && refuse_without_rate(admission, &admission->mean));
}

/* The claim's amount in US dollars: its own, or the one it gives in brackets. */
static bool find_dollars(const TfClaim *claim, Amount *amount)
{
    if (tf_slice_is(tf_slice(claim->currency), "USD")) {
        *amount = (Amount){claim->value, claim->has_value_hi, claim->value_hi, claim->value_text};
        return true;
    }
    for (size_t i = 0; i < claim->alternative_count; i++) {
        const TfAlternative *other = &claim->alternatives[i];
        if (tf_slice_is(tf_slice(other->money.currency), "USD")) {
            *amount = (Amount){.low = other->money.value, .quoted = other->text};
            return true;
        }
    }
    return false;
}

/* An amount that can be converted: the claim's own, else one in brackets, which the page converted itself at
 * the rate of some day. */
static bool find_convertible(Admission *admission, Amount *amount)
{
    const TfClaim *claim = admission->claim;
    *amount = (Amount){claim->value, claim->has_value_hi, claim->value_hi, claim->value_text};
    if (look_for_rate(admission, claim->currency))
        return true;
    TfMeanRate missing = admission->mean;
    for (size_t i = 0; i < claim->alternative_count && !admission->no_memory; i++) {
        const TfAlternative *other = &claim->alternatives[i];
        *amount = (Amount){.low = other->money.value, .quoted = other->text};
        if (other->money.currency[0] != '\0' && look_for_rate(admission, other->money.currency))
            return true;
    }
    return !admission->no_memory && refuse_without_rate(admission, &missing);
}

static TfDecimal magnitude(TfDecimal number)
{
    return number.digits < 0 ? tf_decimal_negate(number) : number;
}

/* A deficit "of 2 to 1 billion" as the range 1 to 2: whose deficit it is, sign_balance says. */
static Amount without_sign(Amount amount)
{
    TfDecimal low = magnitude(amount.low);
    TfDecimal high = magnitude(amount.high);
    bool is_turned = amount.has_high && tf_decimal_compare(low, high) > 0;
    return (Amount){is_turned ? high : low, amount.has_high, is_turned ? low : high, amount.quoted};
}

/* A range is one interval: its middle, rounded to its width. */
static void set_amount(TfObservation *observation, double low, double high, double rounding)
{
    bool is_range = observation->relation == TF_RANGE && high > low;
    observation->value_usd = is_range ? (low + high) / 2 : low;
    observation->rounding = is_range ? high - low : rounding;
    if (observation->relation == TF_RANGE && !is_range)
        observation->relation = TF_EQ;
}

static bool admit_level(Admission *admission)
{
    const TfClaim *claim = admission->claim;
    Amount amount;
    double usd = 1;
    if (!claim->has_value)
        return refuse(admission, "no amount is named");
    (void)snprintf(admission->observation->currency, sizeof admission->observation->currency, "USD");
    if (!find_dollars(claim, &amount)) {
        if (claim->currency[0] == '\0')
            return refuse(admission, "no currency is named");
        if (!find_convertible(admission, &amount))
            return false;
        usd = admission->mean.usd;
    }
    if (claim->measure == TF_BALANCE)
        amount = without_sign(amount);
    double low = usd * tf_decimal_to_double(amount.low);
    double high = amount.has_high ? usd * tf_decimal_to_double(amount.high) : low;
    if (!(low >= least_usd && low <= most_usd && high <= most_usd))
        return refuse_number(admission, low < least_usd || !amount.has_high ? amount.low : amount.high,
                             " is no amount of trade: 1 to 1e16 US dollars is");
    set_amount(admission->observation, low, high, usd * series_money_rounding(amount.low, amount.quoted));
    return true;
}

/* Growth of amounts in another currency: that in dollars is more or less by what the currency gained. */
static bool convert_growth(Admission *admission, double *low, double *high, double *rounding)
{
    const char *currency = admission->claim->currency;
    if (currency[0] == '\0' || tf_slice_is(tf_slice(currency), "USD"))
        return true;
    if (!find_rate(admission, currency))
        return false;
    *low = (1 + *low) * admission->mean.usd - 1;
    *high = (1 + *high) * admission->mean.usd - 1;
    *rounding *= admission->mean.usd;
    return true;
}

static bool admit_growth(Admission *admission)
{
    const TfClaim *claim = admission->claim;
    if (!claim->has_growth)
        return refuse(admission, "no rate of growth is named");
    if (claim->growth_base.bytes == NULL)
        return refuse(admission, "growth without saying against what");
    if (!series_is_yoy(claim))
        return refuse(admission, "growth that is not against the same months a year before");
    double low = tf_decimal_to_double(claim->growth_pct) / 100;
    double high = claim->has_growth_hi ? tf_decimal_to_double(claim->growth_pct_hi) / 100 : low;
    if (!(low >= -1 && low <= most_growth && high <= most_growth))
        return refuse_number(admission,
                             low < -1 || !claim->has_growth_hi ? claim->growth_pct : claim->growth_pct_hi,
                             "% is no rate of growth: trade cannot fall by more than 100%");
    double rounding = series_percent_rounding(claim->growth_pct) / 100;
    admission->observation->is_growth = true;
    if (!convert_growth(admission, &low, &high, &rounding))
        return false;
    set_amount(admission->observation, low, high, rounding);
    return true;
}

/* ---- whose books ---- */

static bool admit_side(Admission *admission)
{
    TfParty side = admission->ask->only_side;
    if (side.code[0] == '\0' || tf_party_equal(admission->observation->side, side))
        return true;
    if (admission->observation->side.code[0] == '\0')
        return refuse(admission, "nobody tells whose books it is from; %s was asked for", side.code);
    return refuse(admission, "from the books of %s; %s was asked for", admission->observation->side.code,
                  side.code);
}

/* ---- balances ---- */

/* The balance as pair.a sees it: above 0 where it sells more than it buys. */
static void sign_balance(const TfClaim *claim, TfPair pair, TfObservation *observation)
{
    bool is_deficit = claim->value.digits < 0;
    if (is_deficit == tf_party_equal(claim->reporter, pair.a))
        observation->value_usd = -observation->value_usd;
}

/* ---- the whole ---- */

/* All but whose books it is from. */
static bool admit_figure(Admission *admission, const TfClaimRecord *record)
{
    const TfClaim *claim = &record->claim;
    TfDate as_of = admission->ask->as_of;
    *admission->observation = (TfObservation){
        .relation = claim->relation,
        .flow = tf_claim_flow(claim),
        .said = claim->pub_date,
        .article_count = 1,
    };
    return admit_asked(admission, record->id) && admit_date(admission, as_of) &&
           admit_subject(admission, record->decision) && admit_period(admission, as_of) &&
           (claim->kind == TF_CLAIM_GROWTH ? admit_growth(admission) : admit_level(admission));
}

TfStatus series_admit(const TfClaimRecord *record, const TfAsk *ask, SeriesRates *rates, SeriesNames *names,
                      TfArena *arena, TfObservation *observation, TfSlice *reason, TfError *error)
{
    const TfClaim *claim = &record->claim;
    Admission admission = {
        .ask = ask, .rates = rates, .claim = claim, .observation = observation, .arena = arena};
    if (admit_figure(&admission, record)) {
        TfStatus status = series_source(record, names, arena, observation, error);
        if (status != TF_OK)
            return status;
        if (claim->measure == TF_BALANCE)
            sign_balance(claim, ask->pair, observation);
        if (admit_side(&admission) && admission.mean.currency[0] != '\0')
            series_tally(rates, &admission.mean);
    }
    if (admission.no_memory)
        return tf_fail_memory(error);
    *reason = admission.reason;
    return TF_OK;
}

TfStatus series_look_for_rates(const TfClaimRecord *record, SeriesRates *rates, TfArena *arena,
                               TfError *error)
{
    const TfAsk ask = {.scope = record->claim.scope};
    TfObservation observation;
    Admission admission = {
        .ask = &ask, .rates = rates, .claim = &record->claim, .observation = &observation, .arena = arena};
    (void)admit_figure(&admission, record);
    return admission.no_memory ? tf_fail_memory(error) : TF_OK;
}
