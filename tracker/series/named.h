/* Which party of a pair a few words name. Private to this folder. */
#ifndef TRACKER_SERIES_NAMED_H
#define TRACKER_SERIES_NAMED_H

#include "tracker/model/party.h"

/* Languages whose names are looked up for one series; claims in others are searched for English names. */
enum { SERIES_MOST_LANGUAGES = 16 };

/* The names of a pair, looked up once for a language. */
typedef struct SeriesNames {
    TfPair pair;
    struct {
        char language[8];
        TfPartyNames names;
    } items[SERIES_MOST_LANGUAGES];
    size_t count;
} SeriesNames;

/* The one party of the pair that the text names in English or in `language`, else by its code in capitals;
 * code "" when it names both, or neither. A name begins a word and may go on in it ("Kazakhstan's",
 * "Казахстана") unless it goes on like another party's name: Niger is not in "Nigeria", Oman not in
 * "Romanian", Sudan not in "South Sudan".
 *
 * names   of the pair, more is noted in them; what they hold lives in the arena
 * Errors  TF_NO_MEMORY */
TF_CHECKED TfStatus series_named(SeriesNames *names, TfSlice text, TfSlice language, TfArena *arena,
                                 TfParty *named, TfError *error);

#endif
