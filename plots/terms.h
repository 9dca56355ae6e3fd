/* The words that charts bring themselves, in each language charts are drawn in. */
#ifndef PLOTS_TERMS_H
#define PLOTS_TERMS_H

#include "plots/kinds.h"

typedef enum ChartTerm {
    TERM_MEDIAN = 0,     /* before a figure */
    TERM_RANGE,          /* the outermost range of a fan */
    TERM_SOURCES_DIFFER, /* beside a stem */
    TERM_ODDS,           /* over probabilities */
    TERM_ODDS_BEFORE,    /* around one: "27% likely" */
    TERM_ODDS_AFTER,
    TERM_TARGET,         /* on a scale of shares */
    TERM_BELIEVED,       /* before a figure */
    TERM_OUTLOOK_BEFORE, /* around a year, before a figure: "2024 outlook: 27.5" */
    TERM_OUTLOOK_AFTER,
    TERM_EXPORTS,
    TERM_IMPORTS,
    TERM_BALANCE,
    TERM_AXIS_CUT, /* behind a subtitle */
    TERM_EXACT,    /* in legends; this and below */
    TERM_ABOUT,
    TERM_OR_MORE,
    TERM_OR_LESS,
    TERM_RANGE_80,
    TERM_OTHER_SOURCE,
    TERM_OTHER_YEARS,
    TERM_DOUBTED,
    TERM_REACHED,
    TERM_BOUND,
    TERM_EVIDENCE, /* the links over the points */
    TERM_COUNT
} ChartTerm;

/* "en", "ru", "vi"; false for others. */
const char *chart_language_code(ChartLanguage language);
bool chart_language_of(TfSlice code, ChartLanguage *language);

const char *chart_term(ChartLanguage language, ChartTerm term);
/* "Jan", "янв", "thg 1"; month 1..12. */
const char *chart_month(ChartLanguage language, int month);
/* The mark between whole units and decimals. */
char chart_decimal_mark(ChartLanguage language);

#endif
