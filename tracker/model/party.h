/* Who trades: a state, a bloc or a region of a state, by code.
 *
 * Codes are ISO 3166 alpha-3 ("KAZ"), a bloc (EU EAEU ASEAN MERCOSUR GCC CIS EAC AFRICA ASIA CASIA BRI
 * WORLD), or a region as alpha-3, hyphen, region ("RUS-TA"). Names come from ICU in any language it knows. */
#ifndef TRACKER_MODEL_PARTY_H
#define TRACKER_MODEL_PARTY_H

#include "tracker/base/arena.h"

typedef struct TfParty {
    char code[16]; /* "" when unknown */
} TfParty;

typedef struct TfPair {
    TfParty a; /* a.code < b.code by bytes: trade between two parties has no order */
    TfParty b;
} TfPair;

TF_EXPORT bool tf_party_is_set(TfParty party);
TF_EXPORT bool tf_party_equal(TfParty x, TfParty y);
/* A state or a bloc: not a region ("RUS-TA") and not "WORLD", which are no side of a pair's books. */
TF_EXPORT bool tf_party_is_whole(TfParty party);
/* From a code as the claim schema writes it; false when it is not one we know. */
TF_EXPORT bool tf_party_from_code(TfSlice code, TfParty *party);
/* From what a person types: "KZ", "kaz", "Kazakhstan", "Казахстан", "EU". */
TF_EXPORT bool tf_party_read(TfSlice text, TfParty *party);

/* "Kazakhstan" in `language` (ISO 639-1, e.g. "en"); the code itself when there is no name. Lives in the
 * arena. */
TF_EXPORT TfSlice tf_party_name(TfParty party, const char *language, TfArena *arena);

/* A name of a party. */
typedef struct TfPartyName {
    TfParty party;
    TfSlice name;
} TfPartyName;

typedef struct TfPartyNames {
    const TfPartyName *items;
    size_t count;
} TfPartyNames;

/* The names of a pair in a language, long and short, and the names of others that hold one of them: "Nigeria"
 * and "Niger", "Papua New Guinea" and "Guinea". Names of fewer than four bytes are left out: they are codes.
 *
 * language  ISO 639-1; of blocs the English ones are listed
 * names     out: at most TF_MOST_PARTY_NAMES; lives in the arena
 * Errors    TF_NO_MEMORY */
enum { TF_MOST_PARTY_NAMES = 64 };
TF_EXPORT TF_CHECKED TfStatus tf_party_names(TfPair pair, const char *language, TfArena *arena,
                                             TfPartyNames *names, TfError *error);

/* "KZ": two letters where there are two, else the code. */
#define TF_PARTY_SHORT_CHARS 16
TF_EXPORT const char *tf_party_short(char text[TF_PARTY_SHORT_CHARS], TfParty party);

/* The currency it pays in today, ISO 4217 ("KZT"); "" when it has none of its own. Returns `currency`. */
TF_EXPORT const char *tf_party_currency(TfParty party, char currency[4]);

TF_EXPORT TfPair tf_pair(TfParty x, TfParty y);
TF_EXPORT bool tf_pair_equal(TfPair x, TfPair y);
/* "KZ-RU", "KAZ-RUS", "Kazakhstan Russia", "Казахстан-Россия", in either order.
 * Errors  TF_BAD_USAGE naming the part that is no party */
TF_EXPORT TF_CHECKED TfStatus tf_pair_read(TfSlice text, TfPair *pair, TfError *error);
/* "KZ-RU", by the two short codes. */
#define TF_PAIR_CHARS 32
TF_EXPORT const char *tf_pair_short(char text[TF_PAIR_CHARS], TfPair pair);
/* "Kazakhstan–Russia". Lives in the arena. */
TF_EXPORT TfSlice tf_pair_name(TfPair pair, const char *language, TfArena *arena);

#endif
