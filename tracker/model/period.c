/* Periods as words of the schema, as SDMX keys and as text for people. */
#include "tracker/model/period.h"

#include "tracker/base/number.h"

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

/* `digits` digits at the front of *rest, which moves behind them. */
static bool take_number(TfSlice *rest, size_t digits, int *number)
{
    int64_t value = 0;
    TfSlice part = tf_slice_range(*rest, 0, digits);
    if (part.length != digits || part.bytes[0] < '0' || part.bytes[0] > '9' || !tf_integer_read(part, &value))
        return false;
    *number = (int)value;
    *rest = tf_slice_range(*rest, digits, rest->length);
    return true;
}

static bool take_mark(TfSlice *rest, const char *mark)
{
    if (!tf_slice_starts_with(*rest, mark))
        return false;
    *rest = tf_slice_range(*rest, tf_slice(mark).length, rest->length);
    return true;
}

/* "2024", "2024-05", "2024-Q3", "2024-H1" at the front of *rest, as its first and last month. */
static bool take_months(TfSlice *rest, int *first, int *last)
{
    int year = 0;
    int part = 0;
    if (!take_number(rest, 4, &year) || year < 1)
        return false;
    int months = 12;
    if (take_mark(rest, "-Q"))
        months = 3;
    else if (take_mark(rest, "-H"))
        months = 6;
    else if (take_mark(rest, "-"))
        months = 1;
    if (months == 12)
        part = 1;
    else if (!take_number(rest, months == 1 ? 2 : 1, &part) || part < 1 || part > 12 / months)
        return false;
    *first = tf_month_index(year, 1) + (part - 1) * months;
    *last = *first + months - 1;
    return true;
}

/* "-01/P9M" behind a month: from its first day, so many months. */
static bool take_length(TfSlice *rest, int first, int *last)
{
    int64_t months = 0;
    TfSlice number = tf_slice_range(*rest, 0, rest->length > 0 ? rest->length - 1 : 0);
    if (!tf_slice_ends_with(*rest, "M") || number.length > 4 || number.length == 0 || number.bytes[0] < '1' ||
        number.bytes[0] > '9' || !tf_integer_read(number, &months))
        return false;
    *rest = tf_slice("");
    *last = first + (int)months - 1;
    return true;
}

bool tf_period_read(TfSlice text, TfPeriod *period)
{
    int first = 0;
    int last = 0;
    int unused = 0;
    if (!take_months(&text, &first, &last))
        return false;
    if (take_mark(&text, "-01/P") && !take_length(&text, first, &last))
        return false;
    if (take_mark(&text, "..") && !take_months(&text, &unused, &last))
        return false;
    if (text.length > 0 || last < first || last - first >= 1200 || last > tf_month_index(9999, 12))
        return false;
    TfDate from = tf_month_first_day(first);
    TfDate to = tf_month_last_day(last);
    *period = (TfPeriod){from, to, tf_period_kind_of(from, to), TF_BASIS_EXPLICIT};
    return true;
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
