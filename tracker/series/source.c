/* Whose books a claim quotes, from the agency it names. README.md, "Sources". */
#include "tracker/series/source.h"

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

static bool is_of_pair(TfParty party, TfPair pair)
{
    return tf_party_equal(party, pair.a) || tf_party_equal(party, pair.b);
}

/* Whose books: the first that is told of the speaker's party, the party named, the reporter of an agency's
 * figure, the reporter a person noted. */
static TfStatus find_side(const TfClaimRecord *record, SeriesNames *names, bool is_agency, TfArena *arena,
                          TfParty *side, TfError *error)
{
    const TfClaim *claim = &record->claim;
    *side = record->speaker;
    if (is_of_pair(*side, names->pair))
        return TF_OK;
    TfStatus status = series_named(names, claim->attribution, claim->lang, arena, side, error);
    if (status != TF_OK || tf_party_is_set(*side))
        return status;
    TfParty noted = is_agency ? claim->reporter : tf_claim_noted_side(claim);
    *side = is_of_pair(noted, names->pair) ? noted : (TfParty){""};
    return TF_OK;
}

TfStatus series_source(const TfClaimRecord *record, SeriesNames *names, TfArena *arena,
                       TfObservation *observation, TfError *error)
{
    TfParty side = {""};
    TfSlice attribution = record->claim.attribution;
    bool is_told = attribution.length > 0 && attribution.length <= MOST_ATTRIBUTION;
    bool is_agency = is_told && names_agency(attribution);
    observation->source = tf_slice("statements");
    TfStatus status = is_told ? find_side(record, names, is_agency, arena, &side, error) : TF_OK;
    if (status != TF_OK)
        return status;
    if (!tf_party_is_set(side))
        return TF_OK;
    TfSlice name = tf_arena_format(arena, "%s:%s", is_agency ? "statistics" : "officials", side.code);
    if (name.bytes == NULL)
        return tf_fail_memory(error);
    observation->side = side;
    observation->source = name;
    return TF_OK;
}
