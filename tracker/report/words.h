/* The sentences of charts, a file of patterns for each language: words/en.txt, ru.txt, vi.txt. A sentence is
 * one pattern, since order and case of words differ: "{pair} trade came to {money} in {year}". */
#ifndef TRACKER_REPORT_WORDS_H
#define TRACKER_REPORT_WORDS_H

#include "plots/kinds.h"
#include "tracker/base/arena.h"

/* What can be said. word_table.c has the key of each in the files, and what it is given. */
typedef enum Word {
    WORD_DAY = 0, /* patterns of days, as ICU has them: "d MMM y" */
    WORD_DAY_OF_YEAR,
    WORD_MONTH,
    WORD_MONTH_SINCE, /* as it stands in "since November 2024" */
    WORD_MONTH_OF_YEAR,
    WORD_DAY_NONE,
    WORD_MONEY, /* amounts; this and below */
    WORD_UNIT,
    WORD_AMOUNT,
    WORD_BOUND,
    WORD_GROWTH,
    WORD_PERIOD_YEAR, /* periods */
    WORD_PERIOD_YEARS,
    WORD_PERIOD_QUARTER,
    WORD_PERIOD_PART,
    WORD_PERIOD_MONTHS,
    WORD_PERIOD_SINCE,
    WORD_PERIOD_UNTIL,
    WORD_PERIOD_RATE,
    WORD_PERIOD_NONE,
    WORD_PERIOD_BY,
    WORD_PERIOD_OPEN,
    WORD_MONTHS_LABEL,
    WORD_STATUS, /* targets */
    WORD_FLOW,
    WORD_TARGET_SHORT,
    WORD_TARGET_FULL,
    WORD_TARGET_GROWTH,
    WORD_TARGET_LABEL,
    WORD_TARGET_CHANCE,
    WORD_TARGET_STATUS,
    WORD_EVIDENCE,
    WORD_EVIDENCE_STEP,
    WORD_SOURCE, /* footnotes */
    WORD_SOURCE_PAIRS,
    WORD_AS_OF,
    WORD_NOT_DRAWN,
    WORD_CONVERTED,
    WORD_TITLE_TARGET, /* the trajectory */
    WORD_TITLE_OVERDUE,
    WORD_TITLE_FIGURE,
    WORD_TITLE_RANGE,
    WORD_TITLE_STATED,
    WORD_SUBTITLE,
    WORD_SUBTITLE_PROJECTED,
    WORD_LEGEND_BOUND,
    WORD_LEGEND_BANDS,
    WORD_TELL_LINE,
    WORD_TELL_YEAR,
    WORD_TELL_PART,
    WORD_TELL_FIGURE,
    WORD_TELL_RANGE,
    WORD_TELL_PROJECTION,
    WORD_TELL_TARGET,
    WORD_ODDS_TITLE, /* the other kinds */
    WORD_ODDS_MOVED,
    WORD_ODDS_SUBTITLE,
    WORD_ODDS_LEGEND,
    WORD_TARGETS_TITLE,
    WORD_TARGETS_SUBTITLE,
    WORD_TARGETS_REACHED,
    WORD_TARGETS_LEGEND,
    WORD_BALANCE_TITLE,
    WORD_BALANCE_FLOW,
    WORD_BALANCE_STATED,
    WORD_BALANCE_SUBTITLE,
    WORD_BALANCE_LEGEND,
    WORD_PACE_TITLE,
    WORD_PACE_PATH,
    WORD_PACE_PATH_AFTER,
    WORD_PACE_NEEDED,
    WORD_PACE_SUBTITLE,
    WORD_PACE_SUBTITLE_OLD,
    WORD_PACE_LEGEND,
    WORD_PACE_LEGEND_PATH,
    WORD_CLAIMS_TITLE,
    WORD_CLAIMS_AGREE,
    WORD_CLAIMS_DIFFER,
    WORD_CLAIMS_SUBTITLE,
    WORD_CLAIMS_LEGEND,
    WORD_CLAIMS_BELIEFS,
    WORD_PAIRS_TITLE,
    WORD_PAIRS_SUBTITLE,
    WORD_PAIRS_FIGURES,
    WORD_PAIRS_TELL,
    WORD_COUNT
} Word;

enum { WORDS_MOST_TEXTS = 6, WORDS_MOST_NUMBERS = 2, WORDS_MOST_ARGUMENTS = 8 };

typedef enum WordForm { WORD_IS_SENTENCE = 0, WORD_IS_DAY } WordForm;
#define WORDS_OF_DAYS WORD_DAY_NONE /* those are the first */

/* A key of the files, and the names of what its pattern may hold: numbers decide about plural forms
 * ({claims, plural, one {# claim} other {# claims}}), texts are put in ({pair}) or choose ({unit, select,
 * ...}). */
typedef struct WordRow {
    const char *key;
    const char *numbers[WORDS_MOST_NUMBERS];
    const char *texts[WORDS_MOST_TEXTS];
    WordForm form;
} WordRow;
extern const WordRow word_rows[WORD_COUNT];

/* In the order of the row. */
typedef struct WordValues {
    TfSlice texts[WORDS_MOST_TEXTS];
    double numbers[WORDS_MOST_NUMBERS];
} WordValues;
#define WITH(...) (&(const WordValues){__VA_ARGS__})

/* A language, with the patterns that were used so far ready: opening one costs more than using it. Belongs to
 * one thread. */
typedef struct Words Words;

/* Errors  TF_NO_MEMORY; TF_BAD_INPUT naming the file's line, as of words_read */
TF_CHECKED TfStatus words_open(ChartLanguage language, Words **words, TfError *error);
/* The same of any file of patterns, which has to stay.
 * file    lines "key = pattern"; empty ones and those that begin with "#" are skipped
 * Errors  TF_BAD_INPUT a key that is unknown, twice or missing, a pattern that does not read; TF_NO_MEMORY */
TF_CHECKED TfStatus words_read(TfSlice file, const char *name, ChartLanguage language, Words **words,
                               TfError *error);
/* NULL is allowed. */
void words_close(Words *words);
/* Reads every pattern, which else happens when it is first used. Errors  TF_BAD_INPUT naming the line */
TF_CHECKED TfStatus words_check(Words *words, TfError *error);

ChartLanguage words_language(const Words *words);
/* "en": whose names parties get. */
const char *words_code(const Words *words);

/* The sentence in the arena; bytes NULL when memory is short, or when one of the texts is. */
TfSlice words_say(Words *words, TfArena *arena, Word word, const WordValues *values);
/* "1,234.5", "1 234,5": digits as tf_fixed_write rounds, in the style of the language. */
TfSlice words_number(Words *words, TfArena *arena, double value, int decimals);
/* A day by one of the patterns of days, "27 Nov 2024"; WORD_DAY_NONE for no date. */
TfSlice words_day(Words *words, TfArena *arena, Word pattern, TfDate day);

#endif
