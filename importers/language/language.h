/* What we know of languages: phrases of the lexicons and names of CLDR, found in a text in one pass.
 *
 * The lexicons (importers/lexicons/<lang>/<kind>.tsv) and ICU's names are compiled at build time into one
 * automaton of constant tables. Forms are compared case-folded; a hit starts and ends at a word boundary in
 * scripts that have word boundaries. */
#ifndef IMPORTERS_LANGUAGE_LANGUAGE_H
#define IMPORTERS_LANGUAGE_LANGUAGE_H

#include "tracker/base/arena.h"

#include <stdint.h>

/* One kind a lexicon file; README.md of importers/lexicons says what the value of each means. */
typedef enum LexKind {
    LEX_NUMBER = 0, /* number.tsv: "twenty-eight", "half a", "dozen"          value: a number */
    LEX_SCALE,      /* scale.tsv: "billion", "bn", "crore"                    value: 1e9 */
    LEX_CURRENCY,   /* currency.tsv: "US$", "dollars", "rubles", "cents"      value: USD, or USD/100 */
    LEX_PERCENT,    /* percent.tsv: "%", "per cent", "percentage points"      value: percent, points */
    LEX_RELATION, /* relation.tsv: "more than", "almost"                    value: gt, almost before|after */
    LEX_MONTH,    /* month.tsv: "January", "Sept."                          value: 1..12 */
    LEX_PERIOD,   /* period.tsv: "last year", "first nine months", "H1"     value: a word of period rules */
    LEX_DEADLINE, /* deadline.tsv: "by", "before", "within"                 value: a word of period rules */
    LEX_PARTY,    /* party.tsv: demonyms, capitals, stand-ins, blocs        value: KAZ, or a role word */
    LEX_MEASURE,  /* measure.tsv: "trade turnover", "exports to"            value: turnover, exports ... */
    LEX_SCOPE,    /* scope.tsv: "goods and services", "non-oil"             value: goods_services ... */
    LEX_STATUS,   /* status.tsv: "aim to", "is expected to"                 value: target, forecast ... */
    LEX_GROWTH,   /* growth.tsv: "up", "doubled", "fold"                    value: up, down, x2 ... */
    LEX_RECORD,   /* record.tsv: "record", "all-time high"                  value: record */
    LEX_SPEECH,   /* speech.tsv: "said", "according to", "minister"         value: verb, agency, speaker */
    LEX_TRAP,     /* trap.tsv: "investment", "loan", "GDP", "capitalisation" value: what it is instead */
    LEX_KIND_COUNT
} LexKind;

typedef struct LexEntry {
    LexKind kind;
    const char *value;
    const char *lang;  /* "en"; "" for entries of every language (symbols, ISO codes) */
    const char *place; /* "en/scale.tsv:3", or "CLDR" */
} LexEntry;

/* What the ending of an inflected word says of it, in languages that say with a case what English says with a
 * small word: "Қытайдан" is "from China". */
typedef enum LexCase {
    LEX_CASE_NONE = 0,
    LEX_CASE_WITH,
    LEX_CASE_TO,
    LEX_CASE_FROM,
    LEX_CASE_IN,
    LEX_CASE_OF,
    LEX_CASE_PLACE, /* a place, where a small word asks: "в России" against "экспорт России" */
    LEX_CASE_COMPANY, /* with, where a small word asks: "з Китаєм" against "з Китаю", from China */
    LEX_CASE_COUNT
} LexCase;

/* Bytes [start, end) of the text match a form of the entry. A form with several meanings gives several hits.
 */
typedef struct LexHit {
    uint32_t start;
    uint32_t end; /* behind the ending of an inflected word */
    const LexEntry *entry;
    LexCase sense;  /* of its last ending */
    bool is_prefix; /* what touches it behind is a word, or a number, of its own */
} LexHit;

typedef struct LexHits {
    LexHit *items; /* by start, longest first */
    size_t count;
    size_t capacity;
} LexHits;

/* Finds every form of `lang` (and of no language) in `text`, in one pass.
 *
 * text    UTF-8, shorter than 4 GiB
 * lang    ISO 639-1; bytes NULL means all languages
 * hits    out: all matches, overlapping ones included; lives in the arena
 * Errors  TF_NO_MEMORY, TF_LIMIT */
TF_CHECKED TfStatus language_scan(TfSlice text, TfSlice lang, TfArena *arena, LexHits *hits, TfError *error);

/* The language of a text by its script and its most common words: "en", "ru", "vi" ...; bytes NULL when
 * unsure. */
TfSlice language_identify(TfSlice text);

/* The language of a paragraph of a page in `page`: another one only when its words say so plainly and there
 * are lexicons for it. */
TfSlice language_of_part(TfSlice text, TfSlice page);

/* Whether there are lexicons for it. */
bool language_is_known(TfSlice lang);

#endif
