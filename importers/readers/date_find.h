/* Dates as pages write them, in figures or with a month's name in any language of page_words.c. */
#ifndef IMPORTERS_READERS_DATE_FIND_H
#define IMPORTERS_READERS_DATE_FIND_H

#include "tracker/base/date.h"

typedef struct ReaderDate {
    TfDate date;  /* year 0 when none is written */
    size_t start; /* bytes [start, end) of the text that was searched */
    size_t end;
    bool figures; /* no word in it: "27/11/2024" */
    bool unsure;  /* figures that could be month first, and nothing beside them decides */
} ReaderDate;

/* Bytes of a text that are searched; a date line or dateline is shorter. */
#define READER_DATE_BYTES 400

/* Finds the first date at or after byte `from` of `text`.
 *
 * Figures go day, month, year, or year, month, day. Month, day, year is read when the second number is no
 * month, when a weekday in `text` fits only so, or when a time zone of the United States follows.
 * without_year  accept "November 27" and "27/11" too */
bool reader_date_find(TfSlice text, size_t from, bool without_year, ReaderDate *found);

/* Whether there is any figure: a text without has no date. */
bool reader_has_figure(TfSlice text);

/* Whether days written in figures in `text` have the month first: some can be read only so, none only the
 * other way. */
bool reader_dates_have_month_first(TfSlice text);

/* The day in a web address: ".../2024/11/27/...", "...-20241127.html"; false when there is none. */
bool reader_date_of_url(TfSlice url, TfDate *date);

#endif
