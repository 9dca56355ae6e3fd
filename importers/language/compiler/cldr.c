/* Names that ICU knows: currencies, countries, months and magnitudes, in the languages of a table. A form
 * that a TSV file also has is left to the file (lexicon_sort). */
#include "importers/language/compiler/compiler.h"

#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/unumberformatter.h>
#include <unicode/ures.h>
#include <unicode/ustring.h>

#define NAME_CHARS 160

/* Languages whose CLDR names are taken in, when importers/lexicons has a folder for them. */
static const char *const cldr_languages[] = {"ar", "az", "bn", "de", "en", "es", "fa", "fr",
                                             "id", "it", "ja", "kk", "ko", "ky", "pl", "pt",
                                             "ru", "tr", "uk", "ur", "uz", "vi", "zh", "zh_Hant"};

typedef struct Source {
    Lexicon *lexicon;
    const char *locale;
    uint16_t language;
} Source;

static TfStatus fail_icu(UErrorCode code, const char *what, TfError *error)
{
    return tf_fail(error, TF_BAD_INPUT, "CLDR: %s: %s", what, u_errorName(code));
}

static TfStatus add_entry(const Source *source, LexKind kind, const char *value, uint32_t *index,
                          TfError *error)
{
    LexiconEntry entry = {kind, tf_arena_copy(source->lexicon->arena, tf_slice(value)), source->language,
                          tf_slice("CLDR")};
    if (entry.value.bytes == NULL || !lexicon_add_entry(source->lexicon, &entry, index))
        return tf_fail_memory(error);
    return TF_OK;
}

/* A form of an entry, from ICU's UTF-16. Names too long for a form are left out. */
static TfStatus add_name(const Source *source, uint32_t entry, const UChar *name, int32_t length,
                         TfError *error)
{
    char bytes[NAME_CHARS];
    int32_t written = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strToUTF8(bytes, NAME_CHARS, &written, name, length, &code);
    if (U_FAILURE(code) || written == 0 || written > 80)
        return TF_OK;
    TfSlice text = tf_arena_copy(source->lexicon->arena, tf_slice_of(bytes, (size_t)written));
    if (text.bytes == NULL)
        return tf_fail_memory(error);
    return lexicon_add_form(source->lexicon, entry, text, error);
}

static TfStatus add_text(const Source *source, uint32_t entry, const char *text, TfError *error)
{
    TfSlice copy = tf_arena_copy(source->lexicon->arena, tf_slice(text));
    if (copy.bytes == NULL)
        return tf_fail_memory(error);
    return lexicon_add_form(source->lexicon, entry, copy, error);
}

/* Months: full and short names, as in a date and alone. */
static TfStatus add_months(const Source *source, TfError *error)
{
    static const UDateFormatSymbolType types[] = {UDAT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_SHORT_MONTHS,
                                                  UDAT_STANDALONE_SHORT_MONTHS};
    UErrorCode code = U_ZERO_ERROR;
    UDateFormat *format = udat_open(UDAT_NONE, UDAT_LONG, source->locale, NULL, 0, NULL, 0, &code);
    if (U_FAILURE(code))
        return fail_icu(code, "months", error);
    TfStatus status = TF_OK;
    for (int32_t month = 0; month < 12 && status == TF_OK; month++) {
        char value[8];
        uint32_t entry = 0;
        (void)snprintf(value, sizeof value, "%d", month + 1);
        status = add_entry(source, LEX_MONTH, value, &entry, error);
        for (size_t i = 0; i < sizeof types / sizeof types[0] && status == TF_OK; i++) {
            UChar name[NAME_CHARS];
            int32_t length = udat_getSymbols(format, types[i], month, name, NAME_CHARS, &code);
            if (U_SUCCESS(code))
                status = add_name(source, entry, name, length, error);
        }
    }
    udat_close(format);
    return status;
}

/* The words of a compact number without its digits: "2 billion" gives "billion" and the value of one. */
static TfStatus add_magnitude(const Source *source, UNumberFormatter *formatter, UFormattedNumber *result,
                              int count, int power, TfError *error)
{
    char number[32];
    UErrorCode code = U_ZERO_ERROR;
    (void)snprintf(number, sizeof number, "%de%d", count, power);
    unumf_formatDecimal(formatter, number, -1, result, &code);
    UChar text[NAME_CHARS];
    int32_t length = unumf_resultToString(result, text, NAME_CHARS, &code);
    if (U_FAILURE(code))
        return fail_icu(code, "magnitudes", error);
    int digits = 0;
    int32_t at = 0;
    while (at < length && text[at] >= '0' && text[at] <= '9')
        digits += at++ > 0;
    while (at < length && (text[at] == ' ' || text[at] == 0xA0))
        at++;
    if (at == 0 || at == length)
        return TF_OK;
    char value[16];
    uint32_t entry = 0;
    (void)snprintf(value, sizeof value, "1e%d", power - digits);
    TfStatus status = add_entry(source, LEX_SCALE, value, &entry, error);
    return status == TF_OK ? add_name(source, entry, text + at, length - at, error) : status;
}

static TfStatus add_magnitudes(const Source *source, TfError *error)
{
    static const UChar skeleton[] = u"compact-long precision-integer/@@@* latin";
    UErrorCode code = U_ZERO_ERROR;
    UNumberFormatter *formatter = unumf_openForSkeletonAndLocale(skeleton, -1, source->locale, &code);
    UFormattedNumber *result = unumf_openResult(&code);
    TfStatus status = U_SUCCESS(code) ? TF_OK : fail_icu(code, "compact numbers", error);
    static const int counts[] = {1, 2, 5};
    for (int power = 3; power <= 14 && status == TF_OK; power++)
        for (size_t i = 0; i < sizeof counts / sizeof counts[0] && status == TF_OK; i++)
            status = add_magnitude(source, formatter, result, counts[i], power, error);
    unumf_closeResult(result);
    unumf_close(formatter);
    return status;
}

/* Long names of a currency, one and many: "Kazakhstani tenge", "US dollars". */
static TfStatus add_currency_names(const Source *source, const UChar *iso, uint32_t entry, TfError *error)
{
    static const char *const counts[] = {"one", "few", "many", "other"};
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    const UChar *name = ucurr_getName(iso, source->locale, UCURR_LONG_NAME, NULL, &length, &code);
    if (U_FAILURE(code) || code == U_USING_DEFAULT_WARNING)
        return TF_OK;
    TfStatus status = add_name(source, entry, name, length, error);
    for (size_t i = 0; i < sizeof counts / sizeof counts[0] && status == TF_OK; i++) {
        code = U_ZERO_ERROR;
        name = ucurr_getPluralName(iso, source->locale, NULL, counts[i], &length, &code);
        if (U_SUCCESS(code))
            status = add_name(source, entry, name, length, error);
    }
    return status;
}

static TfStatus add_currencies(const Source *source, TfError *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UEnumeration *codes = ucurr_openISOCurrencies(UCURR_COMMON, &code);
    TfStatus status = U_SUCCESS(code) ? TF_OK : fail_icu(code, "currencies", error);
    const char *iso;
    int32_t length;
    while (status == TF_OK && (iso = uenum_next(codes, &length, &code)) != NULL) {
        UChar wide[4];
        uint32_t entry = 0;
        u_charsToUChars(iso, wide, 4);
        status = add_entry(source, LEX_CURRENCY, iso, &entry, error);
        if (status == TF_OK)
            status = add_currency_names(source, wide, entry, error);
    }
    uenum_close(codes);
    return status;
}

/* The ISO code in capitals, the code with a million in front ("30 MUSD"), and a symbol that is not in ASCII.
 */
static TfStatus add_code(const Source *source, const char *iso, TfError *error)
{
    char text[16];
    uint32_t entry = 0;
    TfStatus status = add_entry(source, LEX_CURRENCY, iso, &entry, error);
    (void)snprintf(text, sizeof text, "=%s", iso);
    if (status == TF_OK)
        status = add_text(source, entry, text, error);
    UChar wide[4];
    u_charsToUChars(iso, wide, 4);
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    const UChar *symbol = ucurr_getName(wide, "en", UCURR_NARROW_SYMBOL_NAME, NULL, &length, &code);
    if (status == TF_OK && U_SUCCESS(code) && length > 0 && symbol[0] > 0x7F)
        status = add_name(source, entry, symbol, length, error);
    return status;
}

static TfStatus add_codes(Lexicon *lexicon, TfError *error)
{
    Source source = {lexicon, "en", 0};
    UErrorCode code = U_ZERO_ERROR;
    UEnumeration *codes = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &code);
    TfStatus status = U_SUCCESS(code) ? TF_OK : fail_icu(code, "currency codes", error);
    const char *iso;
    int32_t length;
    while (status == TF_OK && (iso = uenum_next(codes, &length, &code)) != NULL)
        status = add_code(&source, iso, error);
    uenum_close(codes);
    return status;
}

/* A country's name, and the name without its bracket: "Myanmar (Burma)" gives both parts. Short names in
 * capitals
 * ("US") keep their case. */
static TfStatus add_country_name(const Source *source, uint32_t entry, const UChar *name, int32_t length,
                                 TfError *error)
{
    UChar exact[NAME_CHARS] = u"=";
    bool capitals = length <= 3 && u_isupper(name[0]) && (length < 2 || u_isupper(name[length - 1]));
    if (capitals && length > 1) {
        u_memcpy(exact + 1, name, length);
        return add_name(source, entry, exact, length + 1, error);
    }
    const UChar *open = u_memchr(name, '(', length);
    if (open == NULL || open == name)
        return add_name(source, entry, name, length, error);
    int32_t head = (int32_t)(open - name);
    int32_t end = name[length - 1] == ')' ? length - 1 : length;
    TfStatus status = add_name(source, entry, open + 1, end - head - 1, error);
    while (head > 0 && name[head - 1] == ' ')
        head--;
    return status == TF_OK ? add_name(source, entry, name, head, error) : status;
}

static TfStatus add_country(const Source *source, ULocaleDisplayNames *const names[2],
                            const UResourceBundle *variants, const char *alpha2, TfError *error)
{
    char locale[16];
    (void)snprintf(locale, sizeof locale, "und_%s", alpha2);
    const char *alpha3 = uloc_getISO3Country(locale);
    if (alpha3 == NULL || strlen(alpha3) != 3)
        return TF_OK;
    uint32_t entry = 0;
    TfStatus status = add_entry(source, LEX_PARTY, alpha3, &entry, error);
    for (int i = 0; i < 2 && status == TF_OK; i++) {
        UChar name[NAME_CHARS];
        UErrorCode code = U_ZERO_ERROR;
        int32_t length = uldn_regionDisplayName(names[i], alpha2, name, NAME_CHARS, &code);
        if (U_SUCCESS(code) && length > 0)
            status = add_country_name(source, entry, name, length, error);
    }
    UErrorCode code = U_ZERO_ERROR;
    int32_t length = 0;
    const UChar *name = variants != NULL ? ures_getStringByKey(variants, alpha2, &length, &code) : NULL;
    if (status == TF_OK && U_SUCCESS(code) && length > 0)
        status = add_country_name(source, entry, name, length, error);
    return status;
}

static TfStatus add_countries(const Source *source, TfError *error)
{
    UErrorCode code = U_ZERO_ERROR;
    UDisplayContext contexts[2][2] = {{UDISPCTX_LENGTH_FULL, UDISPCTX_NO_SUBSTITUTE},
                                      {UDISPCTX_LENGTH_SHORT, UDISPCTX_NO_SUBSTITUTE}};
    ULocaleDisplayNames *names[2] = {uldn_openForContext(source->locale, contexts[0], 2, &code),
                                     uldn_openForContext(source->locale, contexts[1], 2, &code)};
    TfStatus status = U_SUCCESS(code) ? TF_OK : fail_icu(code, "countries", error);
    UErrorCode missing = U_ZERO_ERROR; /* many languages have no variant names */
    UResourceBundle *bundle = ures_open(U_ICUDATA_NAME "-region", source->locale, &missing);
    UResourceBundle *variants = ures_getByKey(bundle, "Countries%variant", NULL, &missing);
    if (U_FAILURE(missing)) {
        ures_close(variants);
        variants = NULL;
    }
    const char *const *countries = uloc_getISOCountries();
    for (size_t i = 0; countries[i] != NULL && status == TF_OK; i++)
        status = add_country(source, names, variants, countries[i], error);
    ures_close(variants);
    ures_close(bundle);
    uldn_close(names[0]);
    uldn_close(names[1]);
    return status;
}

static bool has_folder(const Lexicon *lexicon, const char *language, uint16_t *index)
{
    for (size_t i = 1; i < lexicon->language_count; i++) {
        TfSlice folder = lexicon->languages[i];
        TfSlice locale = tf_slice(language); /* zh_Hant is of the folder zh */
        if (tf_slice_equal(folder, tf_slice_split(&locale, '_'))) {
            *index = (uint16_t)i;
            return true;
        }
    }
    return false;
}

TfStatus lexicon_add_cldr(Lexicon *lexicon, TfError *error)
{
    static TfStatus (*const parts[])(const Source *, TfError *) = {add_months, add_magnitudes, add_currencies,
                                                                   add_countries};
    TfStatus status = add_codes(lexicon, error);
    for (size_t i = 0; i < sizeof cldr_languages / sizeof cldr_languages[0]; i++) {
        Source source = {lexicon, cldr_languages[i], 0};
        if (!has_folder(lexicon, source.locale, &source.language))
            continue;
        for (size_t part = 0; part < sizeof parts / sizeof parts[0] && status == TF_OK; part++)
            status = parts[part](&source, error);
    }
    return status;
}
