/* Whose books a claim quotes, from the agency it names. README.md, "Sources". */
#include "tracker/series/source.h"

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

/* A party's name among the words; short words must be codes in capitals, since "in" and "de" are codes too.
 */
static bool reads_as_party(TfSlice word, TfParty *party)
{
    if (tf_slice_ends_with(word, "'s"))
        word.length -= 2;
    if (word.length < 2 || word.length > 40)
        return false;
    for (size_t i = 0; word.length == 2 && i < 2; i++)
        if (word.bytes[i] < 'A' || word.bytes[i] > 'Z')
            return false;
    return tf_party_read(word, party);
}

/* The side whose agency it is: the one the attribution names, else the reporter. */
static TfParty agency_side(const TfClaim *claim, TfPair pair)
{
    TfSlice rest = claim->attribution;
    while (rest.bytes != NULL) {
        TfParty party;
        TfSlice word = tf_slice_split(&rest, ' ');
        if (reads_as_party(word, &party) && (tf_party_equal(party, pair.a) || tf_party_equal(party, pair.b)))
            return party;
    }
    return claim->reporter;
}

TfStatus series_source(const TfClaim *claim, TfPair pair, TfArena *arena, TfSlice *source, TfError *error)
{
    if (claim->attribution.bytes == NULL || !names_agency(tf_slice_range(claim->attribution, 0, 400))) {
        *source = tf_slice("statements");
        return TF_OK;
    }
    TfSlice name = tf_arena_format(arena, "statistics:%s", agency_side(claim, pair).code);
    if (name.bytes == NULL)
        return tf_fail_memory(error);
    *source = name;
    return TF_OK;
}
