/* Whose books a claim quotes, from the agency it names. README.md, "Sources". */
#include "tracker/series/source.h"

#include <stdio.h>

/* A longer one is no name but a page. */
enum { MOST_ATTRIBUTION = 1000 };

/* Stems of the words for agencies that count trade. A-Z count as a-z; other scripts stand here in both cases.
 * Case endings and joined words make the stem the safe part. */
static const TfSlice agency_stems[] = {
    TF_SLICE("statisti"), TF_SLICE("stat bureau"), TF_SLICE("stat office"), TF_SLICE("bureau of stat"),
    TF_SLICE("customs"),  TF_SLICE("census"),      TF_SLICE("eurostat"),    TF_SLICE("estadíst"),
    TF_SLICE("estatíst"), TF_SLICE("aduana"),      TF_SLICE("alfândega"),   TF_SLICE("dogan"),
    TF_SLICE("douane"),   TF_SLICE("zollbehörde"), TF_SLICE("zollamt"),     TF_SLICE("gümrük"),
    TF_SLICE("статист"),  TF_SLICE("Статист"),     TF_SLICE("росстат"),     TF_SLICE("Росстат"),
    TF_SLICE("тамож"),    TF_SLICE("Тамож"),       TF_SLICE("кеден"),       TF_SLICE("Кеден"),
    TF_SLICE("hải quan"), TF_SLICE("Hải quan"),    TF_SLICE("thống kê"),    TF_SLICE("Thống kê"),
    TF_SLICE("统计"),     TF_SLICE("統計"),        TF_SLICE("海关"),        TF_SLICE("海關"),
    TF_SLICE("税関"),     TF_SLICE("통계"),        TF_SLICE("관세"),        TF_SLICE("الجمارك"),
    TF_SLICE("الإحصاء"),
};

static bool holds_stem(TfSlice text, TfSlice stem)
{
    for (size_t at = 0; at + stem.length <= text.length; at++)
        if (tf_slice_equal_ascii_case(tf_slice_range(text, at, at + stem.length), stem))
            return true;
    return false;
}

static bool names_agency(TfSlice attribution)
{
    for (size_t i = 0; i < sizeof agency_stems / sizeof agency_stems[0]; i++)
        if (holds_stem(attribution, agency_stems[i]))
            return true;
    /* "KZ stat": the short form that notes of a collection use */
    return tf_slice_ends_with(attribution, " stat");
}

/* The code as a word of its own, in capitals: "KZ stat bureau". */
static bool holds_code(TfSlice text, TfSlice code)
{
    TfSlice rest = text;
    while (rest.bytes != NULL && code.length > 0) {
        TfSlice word = tf_slice_split(&rest, ' ');
        if (tf_slice_ends_with(word, "'s"))
            word.length -= 2;
        if (tf_slice_equal(word, code))
            return true;
    }
    return false;
}

/* Length of the longest name or code of the party that the attribution holds, 0 when it holds none. Names
 * count inside longer words too, which case endings make ("Kazakhstan's", "Казахстана"). */
static size_t named_length(TfParty party, const TfClaim *claim, TfArena *arena)
{
    char language[8] = "";
    char short_code[TF_PARTY_SHORT_CHARS];
    TfSlice text = claim->attribution;
    if (claim->lang.length > 0 && claim->lang.length < sizeof language)
        (void)snprintf(language, sizeof language, "%.*s", TF_SLICE_ARG(claim->lang));
    const TfSlice names[] = {tf_party_name(party, "en", arena), tf_party_name(party, language, arena)};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i].length > longest && names[i].length > 3 && holds_stem(text, names[i]))
            longest = names[i].length;
    if (longest == 0 && (holds_code(text, tf_slice(party.code)) ||
                         holds_code(text, tf_slice(tf_party_short(short_code, party)))))
        longest = 1;
    return longest;
}

/* The side that the attribution names by its name or code; code "" when it names both alike, or none. */
static TfParty named_side(const TfClaim *claim, TfPair pair, TfArena *arena)
{
    size_t a = named_length(pair.a, claim, arena);
    size_t b = named_length(pair.b, claim, arena);
    return a == b ? (TfParty){""} : a > b ? pair.a : pair.b;
}

static bool is_of_pair(TfParty party, TfPair pair)
{
    return tf_party_equal(party, pair.a) || tf_party_equal(party, pair.b);
}

/* Whose books: the first that is told of the speaker's party, the party named, the reporter of an agency's
 * figure, the reporter a person noted. */
static TfParty find_side(const TfClaimRecord *record, TfPair pair, bool is_agency, TfArena *arena)
{
    const TfClaim *claim = &record->claim;
    if (is_of_pair(record->speaker, pair))
        return record->speaker;
    TfParty side = named_side(claim, pair, arena);
    if (tf_party_is_set(side))
        return side;
    side = is_agency ? claim->reporter : tf_claim_noted_side(claim);
    return is_of_pair(side, pair) ? side : (TfParty){""};
}

TfStatus series_source(const TfClaimRecord *record, TfPair pair, TfArena *arena, TfObservation *observation,
                       TfError *error)
{
    TfSlice attribution = record->claim.attribution;
    bool is_told = attribution.length > 0 && attribution.length <= MOST_ATTRIBUTION;
    bool is_agency = is_told && names_agency(attribution);
    TfParty side = is_told ? find_side(record, pair, is_agency, arena) : (TfParty){""};
    observation->source = tf_slice("statements");
    if (!tf_party_is_set(side))
        return TF_OK;
    TfSlice name = tf_arena_format(arena, "%s:%s", is_agency ? "statistics" : "officials", side.code);
    if (name.bytes == NULL)
        return tf_fail_memory(error);
    observation->side = side;
    observation->source = name;
    return TF_OK;
}
