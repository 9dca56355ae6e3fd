/* Reading period phrases: a walk over the tokens of a sentence, and the patterns that are tried on it.
 * Private to period_find.c and its helpers. */
#ifndef IMPORTERS_EXTRACT_PERIOD_WALK_H
#define IMPORTERS_EXTRACT_PERIOD_WALK_H

#include "importers/extract/period.h"
#include "importers/extract/period_token.h"

/* A place in the tokens while a pattern is tried. Joints ("of", "in", "the") are passed over. */
typedef struct Walk {
    const PeriodTokens *tokens;
    size_t at;
    size_t begin;     /* the first token, which may stand apart from what is before it */
    bool after_ahead; /* the phrase before was "in two years": "in four" is of the same kind */
} Walk;

/* Stands for "nothing follows here". */
extern const PeriodToken walk_no_token;

/* The next token that is no joint, if nothing but joints lie between; walk_no_token when there is none. */
const PeriodToken *walk_peek(Walk *walk);
/* The same, and the walk goes past it. */
const PeriodToken *walk_take(Walk *walk);
bool walk_is_role(const PeriodToken *token, MarkRole role);

/* The year at the end of a phrase, if there is one. */
void walk_read_tail(Walk *walk, PeriodPhrase *phrase);
/* "to August", "ended March 2024" behind a count of months or a year. */
bool walk_read_trail(Walk *walk, PeriodPhrase *phrase);

/* period_months.c: the patterns made of months. Each reads one kind of phrase from where the walk is, and
 * moves it behind; false, with nothing changed but the phrase, when it does not fit. */
void walk_end_of_year(PeriodPhrase *phrase);
bool walk_read_months(Walk *walk, PeriodPhrase *phrase);
bool walk_read_as_of(Walk *walk, PeriodPhrase *phrase);
bool walk_read_named_months(Walk *walk, PeriodPhrase *phrase);
bool walk_read_part(Walk *walk, PeriodPhrase *phrase);

/* period_pattern.c: tries the patterns where the walk is; the first that fits gives the phrase. */
bool walk_read_phrase(Walk *walk, PeriodPhrase *phrase);
/* A deadline mark that says it all: "by the end of the year", "soon". */
bool walk_read_deadline_word(const PeriodToken *token, PeriodPhrase *phrase);

#endif
