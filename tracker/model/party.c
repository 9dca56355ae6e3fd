/* Party codes and names. ISO codes and names in every language come from ICU; blocs and regions from two
 * small tables.
 */
#include "tracker/model/party.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

/* Groups of states. ICU names none of them the way trade news does, save the UN's numeric areas. */
static const struct {
    const char *code;
    const char *name_en;
    const char *name_ru;
    const char *name_vi;
} blocs[] = {
    {"EU", "European Union", "Евросоюз", "Liên minh châu Âu"},
    {"EAEU", "Eurasian Economic Union", "ЕАЭС", "Liên minh Kinh tế Á-Âu"},
    {"ASEAN", "ASEAN", "АСЕАН", "ASEAN"},
    {"MERCOSUR", "Mercosur", "МЕРКОСУР", "Mercosur"},
    {"GCC", "Gulf states", "Страны Залива", "Các nước vùng Vịnh"},
    {"CIS", "CIS", "СНГ", "SNG"},
    {"EAC", "East African Community", "Восточноафриканское сообщество", "Cộng đồng Đông Phi"},
    {"AFRICA", "Africa", "Африка", "Châu Phi"},
    {"ASIA", "Asia", "Азия", "Châu Á"},
    {"CASIA", "Central Asia", "Центральная Азия", "Trung Á"},
    {"BRI", "Belt and Road countries", "Страны Пояса и пути", "Các nước Vành đai và Con đường"},
    {"WORLD", "World", "Мир", "Thế giới"},
};
#define BLOC_COUNT (sizeof blocs / sizeof blocs[0])

/* Names people type that ICU has in no language. */
static const struct {
    const char *name;
    const char *code;
} typed_names[] = {{"uk", "GBR"},  {"usa", "USA"},    {"us", "USA"},
                   {"uae", "ARE"}, {"turkey", "TUR"}, {"xk", "XKX"}};

/* Languages in which a typed name is looked up. */
static const char *const name_languages[] = {"en", "ru", "vi", "de", "fr", "es", "it", "pt", "tr",
                                             "kk", "uk", "uz", "ar", "id", "zh", "ja", "ko"};
#define LANGUAGE_COUNT (sizeof name_languages / sizeof name_languages[0])
#define NAME_CHARS     128
#define MOST_GAPS      16 /* in a pair; the longest names of states have five words */

bool tf_party_is_set(TfParty party)
{
    return party.code[0] != '\0';
}

bool tf_party_is_whole(TfParty party)
{
    TfSlice code = tf_slice(party.code);
    return !tf_slice_is(code, "WORLD") && tf_slice_find_byte(code, 0, '-') == TF_NOWHERE;
}

bool tf_party_equal(TfParty x, TfParty y)
{
    return strcmp(x.code, y.code) == 0;
}

/* ICU's countries by their three letters, made once for the process: asking ICU each time goes through its
 * whole list. */
typedef struct Country {
    const char *alpha3;
    const char *alpha2;
} Country;

#define MOST_COUNTRIES 512
static Country known_countries[MOST_COUNTRIES];
static size_t country_count;
static pthread_once_t countries_once = PTHREAD_ONCE_INIT;

static int compare_countries(const void *left, const void *right)
{
    return strcmp(((const Country *)left)->alpha3, ((const Country *)right)->alpha3);
}

static void make_countries(void)
{
    const char *const *codes = uloc_getISOCountries();
    for (size_t i = 0; codes[i] != NULL && country_count < MOST_COUNTRIES; i++) {
        char locale[16];
        (void)snprintf(locale, sizeof locale, "und_%.2s", codes[i]);
        known_countries[country_count++] = (Country){uloc_getISO3Country(locale), codes[i]};
    }
    qsort(known_countries, country_count, sizeof *known_countries, compare_countries);
}

/* Two-letter code of an alpha-3 country code; NULL when there is none. */
static const char *alpha2_of(const char *alpha3)
{
    (void)pthread_once(&countries_once, make_countries);
    Country wanted = {alpha3, NULL};
    const Country *found = bsearch(&wanted, known_countries, country_count, sizeof wanted, compare_countries);
    return found != NULL ? found->alpha2 : NULL;
}

/* Region codes are alpha-3, hyphen, one to eight letters or digits: RUS-TA. */
static bool is_region_code(const char *code)
{
    const char *hyphen = strchr(code, '-');
    if (hyphen == NULL || hyphen - code != 3)
        return false;
    size_t tail = strlen(hyphen + 1);
    char country[4] = {code[0], code[1], code[2], '\0'};
    return tail >= 1 && tail <= 8 && strspn(hyphen + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == tail &&
           alpha2_of(country) != NULL;
}

bool tf_party_from_code(TfSlice code, TfParty *party)
{
    TfParty result = {""};
    if (code.length == 0 || code.length >= sizeof result.code ||
        memchr(code.bytes, '\0', code.length) != NULL)
        return false;
    memcpy(result.code, code.bytes, code.length);
    bool known = is_region_code(result.code) || (code.length == 3 && alpha2_of(result.code) != NULL) ||
                 strcmp(result.code, "XKX") == 0;
    for (size_t i = 0; i < BLOC_COUNT && !known; i++)
        known = strcmp(blocs[i].code, result.code) == 0;
    if (known)
        *party = result;
    return known;
}

/* Case-folded UTF-16 copy of `text`; length, or -1 when it is too long or not UTF-8. */
static int32_t folded(TfSlice text, UChar *out)
{
    UChar wide[NAME_CHARS];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    if (text.length >= NAME_CHARS)
        return -1;
    u_strFromUTF8(wide, NAME_CHARS, &length, text.bytes, (int32_t)text.length, &code);
    length = u_strFoldCase(out, NAME_CHARS, wide, length, U_FOLD_CASE_DEFAULT, &code);
    return U_SUCCESS(code) ? length : -1;
}

/* Names of countries in `language`; NULL when ICU fails. Opening costs as much as a hundred names, so whoever
 * asks for many opens once. End with uldn_close. */
static ULocaleDisplayNames *open_names(const char *language, bool short_form)
{
    UErrorCode code = U_ZERO_ERROR;
    UDisplayContext contexts[] = {short_form ? UDISPCTX_LENGTH_SHORT : UDISPCTX_LENGTH_FULL,
                                  UDISPCTX_NO_SUBSTITUTE};
    ULocaleDisplayNames *names = uldn_openForContext(language, contexts, 2, &code);
    if (U_SUCCESS(code))
        return names;
    uldn_close(names);
    return NULL;
}

/* Name of a two-letter country, UTF-16; 0 when ICU only knows its code. */
static int32_t country_name(const ULocaleDisplayNames *names, const char *alpha2, UChar *out)
{
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = names != NULL ? uldn_regionDisplayName(names, alpha2, out, NAME_CHARS, &code) : 0;
    return U_SUCCESS(code) ? length : 0;
}

/* Two letters of the country that has the case-folded name `wanted` in one language; NULL when there is none.
 */
static const char *country_in(const ULocaleDisplayNames *names, const UChar *wanted, int32_t wanted_length)
{
    const char *const *countries = uloc_getISOCountries();
    for (size_t i = 0; countries[i] != NULL; i++) {
        UChar name[NAME_CHARS];
        UChar fold[NAME_CHARS];
        UErrorCode code = U_ZERO_ERROR;
        int32_t length = country_name(names, countries[i], name);
        length = u_strFoldCase(fold, NAME_CHARS, name, length, U_FOLD_CASE_DEFAULT, &code);
        if (U_SUCCESS(code) && length == wanted_length && u_memcmp(fold, wanted, length) == 0)
            return countries[i];
    }
    return NULL;
}

/* Two letters from any language's name of the country, long or short; NULL when no language has it. */
static const char *country_by_name(TfSlice text)
{
    UChar wanted[NAME_CHARS];
    int32_t length = folded(text, wanted);
    const char *found = NULL;
    for (size_t i = 0; length > 0 && found == NULL && i < 2 * LANGUAGE_COUNT; i++) {
        ULocaleDisplayNames *names = open_names(name_languages[i / 2], i % 2 == 1);
        found = country_in(names, wanted, length);
        uldn_close(names);
    }
    return found;
}

static bool set_from_alpha2(const char *alpha2, TfParty *party)
{
    char locale[16];
    (void)snprintf(locale, sizeof locale, "und_%.2s", alpha2);
    const char *alpha3 = uloc_getISO3Country(locale);
    return alpha3[0] != '\0' && tf_party_from_code(tf_slice(alpha3), party);
}

bool tf_party_read(TfSlice text, TfParty *party)
{
    text = tf_slice_trim(text);
    if (text.length == 0 || text.length >= NAME_CHARS)
        return false;
    char upper[NAME_CHARS] = "";
    for (size_t i = 0; i < text.length; i++)
        upper[i] = text.bytes[i] >= 'a' && text.bytes[i] <= 'z' ? (char)(text.bytes[i] - 32) : text.bytes[i];
    if (tf_party_from_code(tf_slice(upper), party))
        return true;
    for (size_t i = 0; i < sizeof typed_names / sizeof typed_names[0]; i++)
        if (tf_slice_equal_ascii_case(text, tf_slice(typed_names[i].name)))
            return tf_party_from_code(tf_slice(typed_names[i].code), party);
    for (size_t i = 0; i < BLOC_COUNT; i++)
        if (tf_slice_equal_ascii_case(text, tf_slice(blocs[i].name_en)))
            return tf_party_from_code(tf_slice(blocs[i].code), party);
    if (text.length == 2 && set_from_alpha2(upper, party))
        return true;
    const char *alpha2 = country_by_name(text);
    return alpha2 != NULL && set_from_alpha2(alpha2, party);
}

/* The same as UTF-8 in `utf8`; empty when there is none. */
static TfSlice country_name_utf8(const ULocaleDisplayNames *names, const char *alpha2,
                                 char utf8[4 * NAME_CHARS])
{
    UChar name[NAME_CHARS];
    UErrorCode code = U_ZERO_ERROR;
    int32_t size = 0;
    int32_t length = country_name(names, alpha2, name);
    u_strToUTF8(utf8, 4 * NAME_CHARS, &size, name, length, &code);
    return tf_slice_of(utf8, U_SUCCESS(code) ? (size_t)size : 0);
}

/* In English where the language has none. */
static const char *bloc_name(size_t bloc, const char *language)
{
    if (strcmp(language, "ru") == 0)
        return blocs[bloc].name_ru;
    return strcmp(language, "vi") == 0 ? blocs[bloc].name_vi : blocs[bloc].name_en;
}

TfSlice tf_party_name(TfParty party, const char *language, TfArena *arena)
{
    for (size_t i = 0; i < BLOC_COUNT; i++)
        if (strcmp(blocs[i].code, party.code) == 0)
            return tf_slice(bloc_name(i, language));
    const char *alpha2 = strlen(party.code) == 3 ? alpha2_of(party.code) : NULL;
    char utf8[4 * NAME_CHARS];
    ULocaleDisplayNames *names = alpha2 != NULL ? open_names(language, true) : NULL;
    TfSlice name = country_name_utf8(names, alpha2, utf8);
    uldn_close(names);
    return tf_arena_copy(arena, name.length > 0 ? name : tf_slice(party.code));
}

/* ---- names that hold others ---- */

enum { LEAST_NAME_BYTES = 4 };

typedef struct NameList {
    TfPartyName *items;
    size_t count;
    TfPair pair;
    TfSlice own[4]; /* the names of the pair: whoever's name holds none of them is not listed */
    TfArena *arena;
    bool no_memory;
} NameList;

static bool holds_name(TfSlice name, TfSlice part)
{
    for (size_t at = 0; part.length >= LEAST_NAME_BYTES && at + part.length <= name.length; at++)
        if (tf_slice_equal_ascii_case(tf_slice_range(name, at, at + part.length), part))
            return true;
    return false;
}

static void list_name(NameList *list, TfParty party, TfSlice name)
{
    bool holds = tf_party_equal(party, list->pair.a) || tf_party_equal(party, list->pair.b);
    for (size_t i = 0; i < 4 && !holds; i++)
        holds = holds_name(name, list->own[i]);
    if (!holds || name.length < LEAST_NAME_BYTES || list->count == TF_MOST_PARTY_NAMES)
        return;
    TfSlice copy = tf_arena_copy(list->arena, name);
    list->no_memory = list->no_memory || copy.bytes == NULL;
    list->items[list->count++] = (TfPartyName){party, copy};
}

/* Of all countries in one language, long or short. */
static void list_countries(NameList *list, const ULocaleDisplayNames *names)
{
    const char *const *codes = uloc_getISOCountries();
    for (size_t i = 0; codes[i] != NULL; i++) {
        char utf8[4 * NAME_CHARS];
        TfParty party;
        TfSlice name = country_name_utf8(names, codes[i], utf8);
        if (set_from_alpha2(codes[i], &party))
            list_name(list, party, name);
    }
}

/* What ICU does not name: groups of states, and what people type. */
static void list_groups_and_typed(NameList *list)
{
    TfParty party;
    for (size_t i = 0; i < BLOC_COUNT && !list->no_memory; i++)
        if (tf_party_from_code(tf_slice(blocs[i].code), &party))
            list_name(list, party, tf_slice(blocs[i].name_en));
    for (size_t i = 0; i < sizeof typed_names / sizeof typed_names[0] && !list->no_memory; i++)
        if (tf_party_from_code(tf_slice(typed_names[i].code), &party))
            list_name(list, party, tf_slice(typed_names[i].name));
}

static TfSlice full_name(TfParty party, const ULocaleDisplayNames *names, TfArena *arena)
{
    char utf8[4 * NAME_CHARS];
    const char *alpha2 = strlen(party.code) == 3 ? alpha2_of(party.code) : NULL;
    return alpha2 != NULL ? tf_arena_copy(arena, country_name_utf8(names, alpha2, utf8)) : tf_slice("");
}

TfStatus tf_party_names(TfPair pair, const char *language, TfArena *arena, TfPartyNames *names,
                        TfError *error)
{
    NameList list = {.pair = pair, .arena = arena};
    ULocaleDisplayNames *full = open_names(language, false);
    ULocaleDisplayNames *brief = open_names(language, true);
    list.items = tf_arena_alloc_array(arena, TF_MOST_PARTY_NAMES, sizeof *list.items);
    list.own[0] = tf_party_name(pair.a, language, arena);
    list.own[1] = tf_party_name(pair.b, language, arena);
    list.own[2] = full_name(pair.a, full, arena);
    list.own[3] = full_name(pair.b, full, arena);
    list.no_memory = list.items == NULL;
    for (size_t i = 0; i < 4; i++)
        list.no_memory = list.no_memory || list.own[i].bytes == NULL;
    list_groups_and_typed(&list);
    if (!list.no_memory)
        list_countries(&list, full);
    if (!list.no_memory)
        list_countries(&list, brief);
    uldn_close(full);
    uldn_close(brief);
    *names = (TfPartyNames){list.items, list.count};
    return list.no_memory ? tf_fail_memory(error) : TF_OK;
}

const char *tf_party_short(char text[TF_PARTY_SHORT_CHARS], TfParty party)
{
    const char *alpha2 = strlen(party.code) == 3 ? alpha2_of(party.code) : NULL;
    (void)snprintf(text, TF_PARTY_SHORT_CHARS, "%s", alpha2 != NULL ? alpha2 : party.code);
    return text;
}

const char *tf_party_currency(TfParty party, char currency[4])
{
    UChar code[4] = {0};
    char locale[16];
    UErrorCode failure = U_ZERO_ERROR;
    const char *alpha2 = alpha2_of(party.code);
    currency[0] = '\0';
    if (tf_slice_is(tf_slice(party.code), "EU"))
        (void)snprintf(currency, 4, "EUR");
    if (alpha2 == NULL)
        return currency;
    (void)snprintf(locale, sizeof locale, "und_%.2s", alpha2);
    int32_t length = ucurr_forLocale(locale, code, 4, &failure);
    if (U_SUCCESS(failure) && length == 3)
        u_austrncpy(currency, code, 4);
    currency[3] = '\0';
    return currency;
}

TfPair tf_pair(TfParty x, TfParty y)
{
    return strcmp(x.code, y.code) <= 0 ? (TfPair){x, y} : (TfPair){y, x};
}

bool tf_pair_equal(TfPair x, TfPair y)
{
    return tf_party_equal(x.a, y.a) && tf_party_equal(x.b, y.b);
}

/* Length of a separator between two parties at `at`: any run of hyphens, en dashes, slashes, commas and
 * blanks, so that "KZ - RU" has one; 0 when there is none. */
static size_t separator_at(TfSlice text, size_t at)
{
    size_t end = at;
    while (end < text.length) {
        if (strchr("-/ ,", text.bytes[end]) != NULL && text.bytes[end] != '\0')
            end += 1;
        else if (tf_slice_starts_with(tf_slice_range(text, end, text.length), "\u2013"))
            end += 3;
        else
            break;
    }
    return end - at;
}

static TfStatus fail_pair(TfSlice text, TfSlice unknown, TfError *error)
{
    if (unknown.bytes != NULL)
        return tf_fail(error, TF_BAD_USAGE, "'%.*s' in '%.*s' is no country or bloc; a pair reads KZ-RU",
                       TF_SLICE_ARG(unknown), TF_SLICE_ARG(text));
    return tf_fail(error, TF_BAD_USAGE, "'%.*s' is no pair of countries; a pair reads KZ-RU",
                   TF_SLICE_ARG(text));
}

TfStatus tf_pair_read(TfSlice text, TfPair *pair, TfError *error)
{
    text = tf_slice_trim(text);
    TfParty left;
    TfParty right;
    TfSlice unknown = {NULL, 0};
    size_t width;
    int gaps = 0;
    for (size_t at = 1; at < text.length && gaps<MOST_GAPS; at += width> 0 ? width : 1) {
        width = separator_at(text, at);
        if (width == 0)
            continue;
        gaps++;
        TfSlice head = tf_slice_range(text, 0, at);
        TfSlice tail = tf_slice_range(text, at + width, text.length);
        bool good_left = tf_party_read(head, &left);
        if (!good_left && unknown.bytes != NULL)
            continue; /* looking up a name that no language has takes a while, and nothing new would be said
                       */
        bool good_right = tf_party_read(tail, &right);
        if (good_left && good_right && tf_party_equal(left, right))
            return tf_fail(error, TF_BAD_USAGE, "'%.*s' names one country twice; a pair needs two",
                           TF_SLICE_ARG(text));
        if (good_left && good_right) {
            *pair = tf_pair(left, right);
            return TF_OK;
        }
        if (good_left != good_right && unknown.bytes == NULL)
            unknown = good_left ? tail : head;
    }
    return fail_pair(text, unknown, error);
}

const char *tf_pair_short(char text[TF_PAIR_CHARS], TfPair pair)
{
    char a[TF_PARTY_SHORT_CHARS];
    char b[TF_PARTY_SHORT_CHARS];
    (void)snprintf(text, TF_PAIR_CHARS, "%s-%s", tf_party_short(a, pair.a), tf_party_short(b, pair.b));
    return text;
}

TfSlice tf_pair_name(TfPair pair, const char *language, TfArena *arena)
{
    TfSlice a = tf_party_name(pair.a, language, arena);
    TfSlice b = tf_party_name(pair.b, language, arena);
    return tf_arena_format(arena, "%.*s\u2013%.*s", TF_SLICE_ARG(a), TF_SLICE_ARG(b));
}
