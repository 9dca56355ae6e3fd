/* Periods as words of the schema, as SDMX keys and as text for people. */
#include "tracker/model/period.h"

#include <stdio.h>

static const char *const kind_names[] = {
    [TF_PERIOD_NONE] = "none",         [TF_PERIOD_YEAR] = "year",     [TF_PERIOD_HALF] = "half",
    [TF_PERIOD_QUARTER] = "quarter",   [TF_PERIOD_MONTH] = "month",   [TF_PERIOD_YTD] = "ytd",
    [TF_PERIOD_MONTHS] = "months",     [TF_PERIOD_FISCAL] = "fiscal", [TF_PERIOD_SPAN] = "span",
    [TF_PERIOD_YTD_OPEN] = "ytd_open", [TF_PERIOD_RATE] = "rate",
};
#define KIND_COUNT (sizeof kind_names / sizeof kind_names[0])

/* Words that older collections of claims use for the same thing. */
static const struct {
    const char *name;
    TfPeriodKind kind;
} kind_aliases[] = {{"unknown", TF_PERIOD_NONE}, {"open", TF_PERIOD_NONE}, {"annual_rate", TF_PERIOD_RATE}};

static const char *const basis_names[] = {
    [TF_BASIS_NONE] = "none",
    [TF_BASIS_EXPLICIT] = "explicit",
    [TF_BASIS_RELATIVE] = "relative",
    [TF_BASIS_INFERRED] = "inferred",
};
#define BASIS_COUNT (sizeof basis_names / sizeof basis_names[0])

const char *tf_period_kind_name(TfPeriodKind kind)
{
    return kind_names[kind];
}

bool tf_period_kind_read(TfSlice name, TfPeriodKind *kind)
{
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (tf_slice_is(name, kind_names[i])) {
            *kind = (TfPeriodKind)i;
            return true;
        }
    for (size_t i = 0; i < sizeof kind_aliases / sizeof kind_aliases[0]; i++)
        if (tf_slice_is(name, kind_aliases[i].name)) {
            *kind = kind_aliases[i].kind;
            return true;
        }
    return false;
}

const char *tf_basis_name(TfBasis basis)
{
    return basis_names[basis];
}

bool tf_basis_read(TfSlice name, TfBasis *basis)
{
    for (size_t i = 0; i < BASIS_COUNT; i++)
        if (tf_slice_is(name, basis_names[i])) {
            *basis = (TfBasis)i;
            return true;
        }
    return false;
}

/* Months from `from` to `to`, both included, when they start and end whole months; 0 otherwise. */
static int whole_months(TfDate from, TfDate to)
{
    if (!tf_date_is_set(from) || !tf_date_is_set(to) || from.day != 1 ||
        to.day != tf_days_in_month(to.year, to.month) || tf_date_compare(from, to) > 0)
        return 0;
    return tf_date_month_index(to) - tf_date_month_index(from) + 1;
}

TfPeriodKind tf_period_kind_of(TfDate from, TfDate to)
{
    int months = whole_months(from, to);
    if (months == 0)
        return tf_date_is_set(from) && !tf_date_is_set(to) ? TF_PERIOD_YTD_OPEN : TF_PERIOD_NONE;
    if (months > 12)
        return from.month == 1 && months % 12 == 0 ? TF_PERIOD_SPAN : TF_PERIOD_MONTHS;
    if (from.month == 1 && months == 12)
        return TF_PERIOD_YEAR;
    if (months == 6 && (from.month == 1 || from.month == 7))
        return TF_PERIOD_HALF;
    if (months == 3 && from.month % 3 == 1)
        return TF_PERIOD_QUARTER;
    if (months == 1)
        return TF_PERIOD_MONTH;
    return from.month == 1 ? TF_PERIOD_YTD : TF_PERIOD_MONTHS;
}

bool tf_period_is_whole_months(TfPeriod period)
{
    return whole_months(period.from, period.to) > 0;
}

const char *tf_period_key(char text[TF_PERIOD_CHARS], TfPeriod period)
{
    int months = whole_months(period.from, period.to);
    int year = period.from.year;
    TfPeriodKind kind = tf_period_kind_of(period.from, period.to);
    if (months == 0)
        text[0] = '\0';
    else if (kind == TF_PERIOD_YEAR)
        (void)snprintf(text, TF_PERIOD_CHARS, "%04d", year);
    else if (kind == TF_PERIOD_QUARTER)
        (void)snprintf(text, TF_PERIOD_CHARS, "%04d-Q%d", year, (period.from.month + 2) / 3);
    else if (kind == TF_PERIOD_MONTH)
        (void)snprintf(text, TF_PERIOD_CHARS, "%04d-%02d", year, period.from.month);
    else
        (void)snprintf(text, TF_PERIOD_CHARS, "%04d-%02d-01/P%dM", year, period.from.month, months);
    return text;
}

/* "Jan–Sep 2024", or "Apr 2023–Mar 2024" when two years meet. */
static void write_months(char text[TF_PERIOD_CHARS], TfDate from, TfDate to)
{
    if (from.year == to.year)
        (void)snprintf(text, TF_PERIOD_CHARS, "%s\u2013%s %d", tf_month_short_name(from.month),
                       tf_month_short_name(to.month), to.year);
    else
        (void)snprintf(text, TF_PERIOD_CHARS, "%s %d\u2013%s %d", tf_month_short_name(from.month), from.year,
                       tf_month_short_name(to.month), to.year);
}

/* "2–27 Feb 2023", "1 Jan–15 Sep 2024", "2 Feb 2023–5 Mar 2024": for days that are no whole months. */
static void write_days(char text[TF_PERIOD_CHARS], TfDate from, TfDate to)
{
    char first[TF_DATE_CHARS];
    char last[TF_DATE_CHARS];
    (void)tf_date_write_short(last, to);
    if (from.year != to.year)
        (void)tf_date_write_short(first, from);
    else if (from.month != to.month)
        (void)snprintf(first, sizeof first, "%d %s", from.day, tf_month_short_name(from.month));
    else
        (void)snprintf(first, sizeof first, "%d", from.day);
    (void)snprintf(text, TF_PERIOD_CHARS, "%.15s\u2013%.15s", first, last);
}

const char *tf_period_text(char text[TF_PERIOD_CHARS], TfPeriod period)
{
    TfDate from = period.from;
    TfDate to = period.to;
    if (!tf_date_is_set(from) && !tf_date_is_set(to)) {
        (void)snprintf(text, TF_PERIOD_CHARS, "%s", period.kind == TF_PERIOD_RATE ? "a year" : "\u2013");
        return text;
    }
    if (!tf_date_is_set(to)) {
        (void)snprintf(text, TF_PERIOD_CHARS, "since %s %d", tf_month_short_name(from.month), from.year);
        return text;
    }
    if (!tf_date_is_set(from)) {
        (void)snprintf(text, TF_PERIOD_CHARS, "until %s %d", tf_month_short_name(to.month), to.year);
        return text;
    }
    if (whole_months(from, to) == 0) {
        write_days(text, from, to);
        return text;
    }
    switch (tf_period_kind_of(from, to)) {
    case TF_PERIOD_YEAR:
        (void)snprintf(text, TF_PERIOD_CHARS, "%d", from.year);
        break;
    case TF_PERIOD_SPAN:
        (void)snprintf(text, TF_PERIOD_CHARS, "%d\u2013%d", from.year, to.year);
        break;
    case TF_PERIOD_QUARTER:
        (void)snprintf(text, TF_PERIOD_CHARS, "Q%d %d", (from.month + 2) / 3, from.year);
        break;
    case TF_PERIOD_MONTH:
        (void)snprintf(text, TF_PERIOD_CHARS, "%s %d", tf_month_short_name(from.month), from.year);
        break;
    default:
        write_months(text, from, to);
    }
    return text;
}
