/* The word table: one hash of folded forms, filled from page_words.tsv and from ICU's date names. */
#include "importers/readers/page_words.h"

#include "importers/readers/character.h"
#include "tracker/base/tsv.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <threads.h>
#include <unicode/udat.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

extern const unsigned char embedded_page_words_tsv[];
extern const unsigned long embedded_page_words_tsv_length;

/* Languages whose month and weekday names are known; Arabic has three sets of months. A language whose names
 * say another month elsewhere is left out (Croatian "listopad" is October, in Polish November). */
static const char *const date_locales[] = {"en", "vi", "ru", "fr", "de", "es", "it",    "pt",    "tr",
                                           "kk", "ar", "id", "ja", "ko", "zh", "uk",    "uz",    "uz_Cyrl",
                                           "pl", "nl", "cs", "ro", "be", "bg", "ar_SY", "ar_MA", "en_AU",
                                           "az", "ky", "tg", "hu", "sv", "hi", "bn",    "ms"};

typedef struct WordEntry {
    char form[PAGE_FORM_BYTES];
    unsigned char length; /* 0: free */
    signed char month;    /* 1..12; 0 none; -1 two months begin so */
    signed char weekday;  /* 1 Sunday .. 7 Saturday; 0 none */
    bool whole_month;     /* the name itself, not a beginning of it */
    unsigned kinds;
} WordEntry;

#define TABLE_SLOTS 16384 /* at least twice the number of forms, which add_entry asserts */

static WordEntry *table;
static size_t table_count;
static once_flag table_once = ONCE_FLAG_INIT;

/* --- folding --- */

/* NFKC case folding; dotless i counts as i, since Turkish capitals lose the difference. */
static int32_t fold_units(const UChar *units, int32_t length, UChar *folded, int32_t capacity)
{
    UErrorCode code = U_ZERO_ERROR;
    const UNormalizer2 *folding = unorm2_getNFKCCasefoldInstance(&code);
    int32_t count = unorm2_normalize(folding, units, length, folded, capacity, &code);
    if (U_FAILURE(code))
        return 0;
    int32_t to = 0;
    for (int32_t i = 0; i < count; i++) {
        if (folded[i] == 0x0307)
            continue;
        UChar unit = folded[i] == 0x0131 ? 'i' : folded[i];
        unit = unit == 0x2019 || unit == 0x02BB || unit == 0x02BC || unit == 0x2018 ? '\'' : unit;
        bool blank = unit == ' ' || unit == '\t';
        if (!blank || (to > 0 && folded[to - 1] != ' '))
            folded[to++] = blank ? ' ' : unit;
    }
    return to;
}

/* Without what is not a letter at both ends. */
static TfSlice trim_to_letters(TfSlice text)
{
    size_t start = 0;
    size_t end = text.length;
    for (size_t next = start; next < end; start = next)
        if (character_is_letter(character_next(text, &next)))
            break;
    for (size_t before = end; before > start; end = before)
        if (character_is_letter(character_before(text, &before)))
            break;
    return tf_slice_range(text, start, end);
}

TfSlice page_fold(TfSlice text, char buffer[PAGE_FORM_BYTES])
{
    UChar units[PAGE_FORM_BYTES * 2];
    UChar folded[PAGE_FORM_BYTES * 3];
    TfSlice none = {buffer, 0};
    if (text.length == 0 || text.length >= PAGE_FORM_BYTES * 2)
        return none;
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    u_strFromUTF8WithSub(units, PAGE_FORM_BYTES * 2, &length, text.bytes, (int32_t)text.length, 0xFFFD, NULL,
                         &code);
    if (U_FAILURE(code))
        return none;
    length = fold_units(units, length, folded, PAGE_FORM_BYTES * 3);
    int32_t bytes = 0;
    u_strToUTF8(buffer, PAGE_FORM_BYTES, &bytes, folded, length, &code);
    return U_SUCCESS(code) ? trim_to_letters((TfSlice){buffer, (size_t)bytes}) : none;
}

/* --- the table --- */

static size_t slot_of(TfSlice form)
{
    size_t hash = 5381;
    for (size_t i = 0; i < form.length; i++)
        hash = hash * 33 ^ (unsigned char)form.bytes[i];
    return (hash ^ hash >> 15) % TABLE_SLOTS;
}

/* The entry of `form`, or the free slot where it would go. */
static WordEntry *find_entry(TfSlice form)
{
    size_t slot = slot_of(form);
    while (table[slot].length > 0 && !tf_slice_equal((TfSlice){table[slot].form, table[slot].length}, form))
        slot = (slot + 1) % TABLE_SLOTS;
    return &table[slot];
}

static WordEntry *add_entry(TfSlice form)
{
    WordEntry *entry = find_entry(form);
    if (entry->length == 0) {
        table_count++;
        assert(table_count <= TABLE_SLOTS / 2);
        memcpy(entry->form, form.bytes, form.length);
        entry->length = (unsigned char)form.length;
    }
    return entry;
}

static unsigned kind_of_name(TfSlice name)
{
    static const char *const names[] = {"end",    "noise",     "label",   "legal",    "source", "title",
                                        "byline", "published", "updated", "particle", "zone",   "comments"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (tf_slice_is(name, names[i]))
            return 1U << i;
    return 0;
}

static void add_page_words(void)
{
    TsvReader reader;
    tsv_open(&reader, tf_slice_of((const char *)embedded_page_words_tsv, embedded_page_words_tsv_length));
    while (tsv_next(&reader)) {
        unsigned kind = kind_of_name(tsv_field(&reader, 1));
        TfSlice forms = tsv_field(&reader, 0);
        while (forms.bytes != NULL) {
            char buffer[PAGE_FORM_BYTES];
            TfSlice form = page_fold(tf_slice_split(&forms, '|'), buffer);
            if (form.length > 0)
                add_entry(form)->kinds |= kind;
        }
    }
}

static void add_month(TfSlice form, int month, bool whole)
{
    WordEntry *entry = add_entry(form);
    if (entry->month == month) {
        entry->whole_month |= whole;
    } else if (entry->month == 0 || (whole && !entry->whole_month)) {
        entry->month = (signed char)month;
        entry->whole_month = whole;
    } else if (!whole && !entry->whole_month) {
        entry->month = -1;
    }
}

/* Shortened names of three letters and more: agencies write "сен", style books "Sept". */
static void add_month_beginnings(TfSlice form, int month)
{
    int letters = 0;
    for (size_t at = 0; at < form.length; letters++) {
        if (letters >= 3)
            add_month(tf_slice_range(form, 0, at), month, false);
        (void)character_next(form, &at);
    }
}

/* Folds a name of ICU into `buffer`; empty when it is spelled with digits ("tháng 11"), which the grammar
 * reads. */
static TfSlice fold_name(const UDateFormat *format, UDateFormatSymbolType type, int32_t index, char *buffer)
{
    UChar name[64];
    char bytes[PAGE_FORM_BYTES];
    int32_t length = 0;
    UErrorCode code = U_ZERO_ERROR;
    int32_t count = udat_getSymbols(format, type, index, name, 64, &code);
    for (int32_t i = 0; i < count && U_SUCCESS(code); i++)
        if (u_charDigitValue(name[i]) >= 0)
            return (TfSlice){buffer, 0};
    u_strToUTF8(bytes, PAGE_FORM_BYTES, &length, name, count, &code);
    return U_SUCCESS(code) ? page_fold((TfSlice){bytes, (size_t)length}, buffer) : (TfSlice){buffer, 0};
}

static void add_months(const UDateFormat *format)
{
    static const UDateFormatSymbolType types[] = {UDAT_MONTHS, UDAT_STANDALONE_MONTHS, UDAT_SHORT_MONTHS,
                                                  UDAT_STANDALONE_SHORT_MONTHS};
    for (size_t type = 0; type < 4; type++)
        for (int month = 1; month <= 12; month++) {
            char buffer[PAGE_FORM_BYTES];
            TfSlice form = fold_name(format, types[type], month - 1, buffer);
            if (form.length == 0)
                continue;
            add_month(form, month, true);
            if (type < 2)
                add_month_beginnings(form, month);
        }
}

static void add_weekdays(const UDateFormat *format)
{
    static const UDateFormatSymbolType types[] = {UDAT_WEEKDAYS, UDAT_STANDALONE_WEEKDAYS,
                                                  UDAT_SHORT_WEEKDAYS};
    for (size_t type = 0; type < 3; type++)
        for (int day = 1; day <= 7; day++) {
            char buffer[PAGE_FORM_BYTES];
            TfSlice form = fold_name(format, types[type], day, buffer);
            if (form.length > 1)
                add_entry(form)->weekday = (signed char)day;
        }
}

static void build_table(void)
{
    table = calloc(TABLE_SLOTS, sizeof *table);
    if (table == NULL)
        return;
    add_page_words();
    for (size_t i = 0; i < sizeof date_locales / sizeof date_locales[0]; i++) {
        static const UChar pattern = 'y'; /* any: only the names are wanted */
        UErrorCode code = U_ZERO_ERROR;
        char locale[32];
        (void)snprintf(locale, sizeof locale, "%s@calendar=gregorian", date_locales[i]);
        UDateFormat *format = udat_open(UDAT_PATTERN, UDAT_PATTERN, locale, NULL, 0, &pattern, 1, &code);
        if (U_FAILURE(code))
            continue;
        add_months(format);
        add_weekdays(format);
        udat_close(format);
    }
}

static const WordEntry *look_up(TfSlice folded)
{
    call_once(&table_once, build_table);
    if (table == NULL || folded.length == 0 || folded.length >= PAGE_FORM_BYTES)
        return NULL;
    const WordEntry *entry = find_entry(folded);
    return entry->length > 0 ? entry : NULL;
}

TfStatus page_words_ready(TfError *error)
{
    call_once(&table_once, build_table);
    return table != NULL ? TF_OK : tf_fail_memory(error);
}

unsigned page_word_kinds(TfSlice folded)
{
    const WordEntry *entry = look_up(folded);
    return entry != NULL ? entry->kinds : 0;
}

int page_month(TfSlice folded)
{
    const WordEntry *entry = look_up(folded);
    return entry != NULL && entry->month > 0 ? entry->month : 0;
}

int page_weekday(TfSlice folded)
{
    const WordEntry *entry = look_up(folded);
    return entry != NULL ? entry->weekday - 1 : -1;
}

/* --- beginnings and ends of a line --- */

#define MOST_WORDS 4

/* The kinds of bytes [start, end) and their number, when one of them is wanted; else what was found before.
 */
static unsigned kinds_of_part(TfSlice text, size_t start, size_t end, unsigned wanted, unsigned before,
                              size_t *length)
{
    char buffer[PAGE_FORM_BYTES];
    unsigned kinds = page_word_kinds(page_fold(tf_slice_range(text, start, end), buffer));
    if ((kinds & wanted) == 0)
        return before;
    *length = end - start;
    return kinds;
}

unsigned page_prefix_kinds(TfSlice text, unsigned wanted, size_t *length)
{
    unsigned found = 0;
    int words = 0;
    bool in_word = false;
    size_t end = 0;
    for (size_t at = 0; end < text.length && end < PAGE_FORM_BYTES && words < MOST_WORDS; end = at) {
        bool letter = character_is_letter(character_next(text, &at));
        if (in_word && !letter) {
            words++;
            found = kinds_of_part(text, 0, end, wanted, found, length);
        }
        in_word = letter;
    }
    if (in_word && end == text.length && words < MOST_WORDS)
        found = kinds_of_part(text, 0, end, wanted, found, length);
    return found;
}

unsigned page_suffix_kinds(TfSlice text, unsigned wanted, size_t *length)
{
    unsigned found = 0;
    int words = 0;
    bool in_word = false;
    size_t start = text.length;
    for (size_t at = start; start > 0 && text.length - start < PAGE_FORM_BYTES && words < MOST_WORDS;
         start = at) {
        bool letter = character_is_letter(character_before(text, &at));
        if (in_word && !letter) {
            words++;
            found = kinds_of_part(text, start, text.length, wanted, found, length);
        }
        in_word = letter;
    }
    if (in_word && start == 0 && words < MOST_WORDS)
        found = kinds_of_part(text, 0, text.length, wanted, found, length);
    return found;
}
