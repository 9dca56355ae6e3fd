/* What a period phrase means: days, from the publication day, the fiscal year of a country, and what was
 * spoken of before. Pure date arithmetic. */
#include "importers/extract/period.h"

#include <string.h>

/* Countries whose fiscal year does not begin in January. */
static const struct {
    char country[4];
    int month;
} fiscal_years[] = {
    {"IND", 4}, {"JPN", 4}, {"GBR", 4}, {"CAN", 4}, {"ZAF", 4}, {"SGP", 4}, {"NZL", 4},  {"MMR", 4},
    {"HKG", 4}, {"BWA", 4}, {"PAK", 7}, {"KEN", 7}, {"UGA", 7}, {"BGD", 7}, {"EGY", 7},  {"TZA", 7},
    {"RWA", 7}, {"AUS", 7}, {"ETH", 7}, {"NPL", 7}, {"BTN", 7}, {"MUS", 7}, {"USA", 10}, {"THA", 10},
};

int period_fiscal_month(TfParty party)
{
    for (size_t i = 0; i < sizeof fiscal_years / sizeof fiscal_years[0]; i++)
        if (strcmp(fiscal_years[i].country, party.code) == 0)
            return fiscal_years[i].month;
    return 1;
}

static TfPeriod of_months(int first, int last, TfBasis basis)
{
    TfPeriod period = {tf_month_first_day(first), tf_month_last_day(last), TF_PERIOD_NONE, basis};
    period.kind = tf_period_kind_of(period.from, period.to);
    return period;
}

TfPeriod period_year(int year, TfBasis basis)
{
    return of_months(tf_month_index(year, 1), tf_month_index(year, 12), basis);
}

static TfDate earlier(TfDate date, int years)
{
    if (!tf_date_is_set(date) || date.year - years < 1)
        return date;
    bool is_month_end = date.day == tf_days_in_month(date.year, date.month);
    date.year = (int16_t)(date.year - years);
    if (is_month_end || date.day > tf_days_in_month(date.year, date.month))
        date.day = (int8_t)tf_days_in_month(date.year, date.month);
    return date;
}

TfPeriod period_years_earlier(TfPeriod period, int years)
{
    period.from = earlier(period.from, years);
    period.to = earlier(period.to, years);
    return period;
}

/* Index of the last month that was over by publication; days of grace for a report on the last day. */
static int last_full_month(TfDate published)
{
    return tf_date_month_index(published) -
           (published.day < tf_days_in_month(published.year, published.month));
}

/* First calendar year of a fiscal year that the phrase names. */
static int fiscal_start(const PeriodPhrase *phrase, const PeriodContext *context)
{
    int month = context->fiscal_month;
    if (phrase->year_kind == YEAR_FISCAL)
        return phrase->is_short_fiscal && month > 1 ? phrase->year - 1 : phrase->year;
    int current = context->published.year - (context->published.month < month);
    return current + phrase->year;
}

/* The year a phrase names, 0 when it names none that can be known. */
static int year_of(const PeriodPhrase *phrase, const PeriodContext *context)
{
    bool dated = tf_date_is_set(context->published);
    switch (phrase->year_kind) {
    case YEAR_DIGITS:
        return phrase->year;
    case YEAR_BACK:
        return dated ? context->published.year + phrase->year : 0;
    case YEAR_FISCAL:
        return fiscal_start(phrase, context);
    case YEAR_FISCAL_BACK:
        return dated ? fiscal_start(phrase, context) : 0;
    case YEAR_SAME:
        if (context->anchor_year > 0)
            return context->anchor_year;
        if (context->last_year > 0)
            return context->last_year;
        return context->frame.to.year;
    case YEAR_FRAME:
        if (context->anchor_year > 0)
            return context->anchor_year;
        return tf_date_is_set(context->frame.to) ? context->frame.to.year : context->frame.from.year;
    default:
        return 0;
    }
}

static TfBasis basis_of(const PeriodPhrase *phrase)
{
    if (phrase->year_kind == YEAR_DIGITS || phrase->year_kind == YEAR_FISCAL ||
        phrase->year_kind == YEAR_SAME)
        return TF_BASIS_EXPLICIT;
    return TF_BASIS_RELATIVE;
}

/* A run of months: in the year named, else the latest such run that was over by publication. */
static TfPeriod resolve_months(const PeriodPhrase *phrase, const PeriodContext *context)
{
    TfPeriod none = {.kind = TF_PERIOD_NONE};
    int wraps = phrase->month_to < phrase->month_from ? 12 : 0;
    int year = year_of(phrase, context);
    bool is_fiscal = phrase->year_kind == YEAR_FISCAL || phrase->year_kind == YEAR_FISCAL_BACK;
    bool counts = phrase->count > 0; /* "first six months", "Q3", and no names */
    if (phrase->year_to > 0)
        return of_months(tf_month_index(phrase->year, phrase->month_from),
                         tf_month_index(phrase->year_to, phrase->month_to), TF_BASIS_EXPLICIT);
    if (is_fiscal && context->fiscal_month > 1 && year > 0) {
        int start = tf_month_index(year, context->fiscal_month);
        if (counts)
            return of_months(start + phrase->month_from - 1, start + phrase->month_to - 1, basis_of(phrase));
        int first =
            tf_month_index(year, phrase->month_from) + (phrase->month_from < context->fiscal_month ? 12 : 0);
        return of_months(first, first + phrase->month_to + wraps - phrase->month_from, basis_of(phrase));
    }
    if (year == 0 && (phrase->year_kind != YEAR_NONE || !tf_date_is_set(context->published)))
        return none;
    if (year == 0) {
        int over = phrase->is_deadline ? tf_date_month_index(context->published)
                                       : last_full_month(context->published);
        year = context->published.year;
        while (tf_month_index(year, phrase->month_to) + wraps > over && year > context->published.year - 2)
            year--;
    }
    return of_months(tf_month_index(year, phrase->month_from), tf_month_index(year, phrase->month_to) + wraps,
                     basis_of(phrase));
}

/* "nine months to September 2024": `count` months that end there. */
static TfPeriod resolve_trail(const PeriodPhrase *phrase, const PeriodContext *context)
{
    PeriodPhrase last = *phrase;
    last.month_from = last.month_to;
    last.count = 0;
    TfPeriod period = resolve_months(&last, context);
    if (!tf_date_is_set(period.to))
        return period;
    int end = tf_date_month_index(period.to);
    return of_months(end - phrase->count + 1, end, period.basis);
}

static TfPeriod resolve_year(const PeriodPhrase *phrase, const PeriodContext *context)
{
    int year = year_of(phrase, context);
    if (year <= 0)
        return (TfPeriod){.kind = TF_PERIOD_NONE};
    if (phrase->year_to > 0) {
        TfPeriod span =
            of_months(tf_month_index(year, 1), tf_month_index(phrase->year_to, 12), basis_of(phrase));
        span.kind = TF_PERIOD_SPAN;
        return span;
    }
    bool is_fiscal = phrase->year_kind == YEAR_FISCAL || phrase->year_kind == YEAR_FISCAL_BACK;
    if (!is_fiscal)
        return period_year(year, basis_of(phrase));
    if (context->fiscal_month == 1 && phrase->year_kind == YEAR_FISCAL && !phrase->is_short_fiscal &&
        !phrase->is_start_named)
        year++; /* a pair of years without a fiscal year of that form: the later one */
    int start = tf_month_index(year, context->fiscal_month);
    TfPeriod period = of_months(start, start + 11, basis_of(phrase));
    period.kind = context->fiscal_month == 1 ? TF_PERIOD_YEAR : TF_PERIOD_FISCAL;
    return period;
}

/* The months spoken of before, in the year the phrase names or in their own. */
static TfPeriod resolve_same(const PeriodPhrase *phrase, const PeriodContext *context)
{
    TfPeriod period = context->frame;
    if (!tf_date_is_set(period.from) && !tf_date_is_set(period.to))
        return (TfPeriod){.kind = TF_PERIOD_NONE};
    int year = phrase->year_kind == YEAR_NONE ? 0 : year_of(phrase, context);
    if (year > 0 && tf_date_is_set(period.to)) {
        period = period_years_earlier(period, period.to.year - year);
        period.basis = basis_of(phrase);
    } else {
        period.basis = TF_BASIS_INFERRED;
    }
    return period;
}

static TfPeriod resolve_ahead(const PeriodPhrase *phrase, const PeriodContext *context)
{
    int base = context->anchor_year > 0 ? context->anchor_year : context->published.year;
    if (base == 0)
        return (TfPeriod){.kind = TF_PERIOD_NONE};
    return period_year(base + phrase->count,
                       context->anchor_year > 0 ? TF_BASIS_EXPLICIT : TF_BASIS_RELATIVE);
}

static TfPeriod resolve_past(const PeriodPhrase *phrase, const PeriodContext *context)
{
    int end = last_full_month(context->published);
    if (phrase->count == 3 && phrase->part == PART_PAST && phrase->month_to == 0)
        end -= (end + 1) % 3 == 0 ? 0 : (end + 1) % 3;
    int first = end - phrase->count + 1;
    /* "in the past seven months" of September: January to July, when that is what a page counts in */
    bool year_to_date =
        phrase->count > 1 && phrase->count >= context->published.month - 3 && phrase->count < 12;
    int january = tf_month_index(context->published.year, 1);
    if (year_to_date && january + phrase->count - 1 <= end)
        return of_months(january, january + phrase->count - 1, TF_BASIS_RELATIVE);
    return of_months(first, end, TF_BASIS_RELATIVE);
}

/* "so far this year": from January on, its end not said. */
static TfPeriod resolve_since_start(const PeriodContext *context)
{
    TfPeriod period = {.kind = TF_PERIOD_YTD_OPEN, .basis = TF_BASIS_RELATIVE};
    period.from = tf_date_first_of_month(context->published.year, 1);
    return period;
}

TfPeriod period_years_back(int last, int count)
{
    TfPeriod period =
        of_months(tf_month_index(last - count + 1, 1), tf_month_index(last, 12), TF_BASIS_RELATIVE);
    period.kind = TF_PERIOD_SPAN;
    return period;
}

TfPeriod period_resolve(const PeriodPhrase *phrase, const PeriodContext *context)
{
    TfPeriod none = {.kind = TF_PERIOD_NONE};
    bool dated = tf_date_is_set(context->published);
    switch (phrase->part) {
    case PART_YEAR:
        return resolve_year(phrase, context);
    case PART_MONTHS:
        return resolve_months(phrase, context);
    case PART_TRAIL:
        return resolve_trail(phrase, context);
    case PART_PAST:
        return dated ? resolve_past(phrase, context) : none;
    case PART_SAME:
        return resolve_same(phrase, context);
    case PART_AGO: {
        if (phrase->count < 0 && context->last_year > 0)
            return period_year(context->last_year - phrase->count, TF_BASIS_INFERRED);
        TfPeriod period = period_years_earlier(context->frame, phrase->count);
        period.basis = TF_BASIS_RELATIVE;
        if (tf_date_is_set(period.from))
            return period;
        return dated ? period_year(context->published.year - phrase->count, TF_BASIS_RELATIVE) : none;
    }
    case PART_SINCE_START:
        return dated ? resolve_since_start(context) : none;
    case PART_RATE:
        return (TfPeriod){.kind = TF_PERIOD_RATE, .basis = TF_BASIS_EXPLICIT};
    case PART_AHEAD:
        return resolve_ahead(phrase, context);
    case PART_ROW:
        return dated ? period_years_back(context->published.year - 1, phrase->count) : none;
    case PART_DECADE:
        return dated ? period_year((context->published.year + 9) / 10 * 10, TF_BASIS_RELATIVE) : none;
    default:
        return none;
    }
}
