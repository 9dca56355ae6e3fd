/* page_words_compiler OUT.c page_words.tsv: the words of the table and ICU's names of months and weekdays as
 * C tables, so that the program that links them has nothing to do at its start. */
#include "importers/readers/page_words_table.h"

#include "importers/readers/character.h"
#include "tracker/base/file.h"
#include "tracker/base/text.h"
#include "tracker/base/tsv.h"

#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/ustring.h>

/* Languages whose month and weekday names are known; Arabic has three sets of months. A language whose names
 * say another month elsewhere is left out (Croatian "listopad" is October, in Polish November). */
static const char *const date_locales[] = {"en", "vi", "ru", "fr", "de", "es", "it",    "pt",    "tr",
                                           "kk", "ar", "id", "ja", "ko", "zh", "uk",    "uz",    "uz_Cyrl",
                                           "pl", "nl", "cs", "ro", "be", "bg", "ar_SY", "ar_MA", "en_AU",
                                           "az", "ky", "tg", "hu", "sv", "hi", "bn",    "ms"};

/* At least twice the number of forms. */
#define MOST_FORMS  8192
#define TABLE_SLOTS (2u * MOST_FORMS)

typedef struct WordEntry {
    char form[PAGE_FORM_BYTES];
    unsigned char length;
    signed char month;   /* 1..12; 0 none; -1 two months begin so */
    signed char weekday; /* 1 Sunday .. 7 Saturday; 0 none */
    bool whole_month;    /* the name itself, not a beginning of it */
    bool starts_name;    /* first word of a month's or weekday's name of several words */
    unsigned kinds;
    int era; /* the year before the first of an era of this name; 0: none */
} WordEntry;

static WordEntry entries[MOST_FORMS]; /* [0] is not used */
static size_t entry_count = 1;
static uint16_t slots[TABLE_SLOTS];

/* The entry of `form`, made when there is none. */
static WordEntry *add_entry(TfSlice form)
{
    size_t slot = page_words_hash(form) % TABLE_SLOTS;
    for (; slots[slot] != 0; slot = (slot + 1) % TABLE_SLOTS) {
        WordEntry *entry = &entries[slots[slot]];
        if (tf_slice_equal(tf_slice_of(entry->form, entry->length), form))
            return entry;
    }
    if (entry_count + 1 == MOST_FORMS)
        return &entries[0]; /* said at the end */
    slots[slot] = (uint16_t)entry_count;
    WordEntry *entry = &entries[entry_count++];
    memcpy(entry->form, form.bytes, form.length);
    entry->length = (unsigned char)form.length;
    return entry;
}

/* Notes the words that a name of several begins with: "tháng" and "tháng mười" of "tháng mười hai". */
static void note_first_words(TfSlice form)
{
    for (size_t at = 0; at < form.length;) {
        size_t end = at;
        if (!character_is_letter(character_next(form, &at)) && end > 0)
            add_entry(tf_slice_range(form, 0, end))->starts_name = true;
    }
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

static void add_month(TfSlice form, int month, bool whole)
{
    WordEntry *entry = add_entry(form);
    note_first_words(form);
    if (entry->month == month) {
        entry->whole_month |= whole;
    } else if (entry->month == 0 || (whole && !entry->whole_month)) {
        entry->month = (signed char)month;
        entry->whole_month = whole;
    } else if (!whole && !entry->whole_month) {
        entry->month = -1;
    }
}

/* The number of a kind such as "month 2" or "era 2018", 0 of any other. */
static int number_of_kind(TfSlice kind, const char *name)
{
    if (!tf_slice_starts_with(kind, name))
        return 0;
    int number = 0;
    for (size_t i = strlen(name); i < kind.length; i++)
        number = number * 10 + (kind.bytes[i] - '0');
    return number;
}

static void add_page_word(TfSlice form, TfSlice kind)
{
    int month = number_of_kind(kind, "month ");
    int era = number_of_kind(kind, "era ");
    if (form.length == 0)
        return;
    if (month > 0)
        add_month(form, month, true);
    else if (era > 0)
        add_entry(form)->era = era;
    else
        add_entry(form)->kinds |= kind_of_name(kind);
}

static void add_page_words(TfSlice file)
{
    TsvReader reader;
    tsv_open(&reader, file);
    while (tsv_next(&reader)) {
        TfSlice kind = tsv_field(&reader, 1);
        TfSlice forms = tsv_field(&reader, 0);
        while (forms.bytes != NULL) {
            char buffer[PAGE_FORM_BYTES];
            add_page_word(page_fold(tf_slice_split(&forms, '|'), buffer), kind);
        }
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
            if (form.length <= 1)
                continue;
            add_entry(form)->weekday = (signed char)day;
            note_first_words(form);
        }
}

static void add_names(void)
{
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

static void emit_text(TextBuilder *out, const WordEntry *entry)
{
    for (size_t i = 0; i < entry->length; i++)
        text_addf(out, "%u,", (unsigned)(unsigned char)entry->form[i]);
    text_add(out, "\n");
}

static void emit(TextBuilder *out)
{
    size_t text = 0;
    text_add(out, "/* Written by page_words_compiler from page_words.tsv and ICU's names. */\n"
                  "#include \"importers/readers/page_words_table.h\"\n\n"
                  "const unsigned char page_words_text[] = {\n");
    for (size_t i = 1; i < entry_count; i++)
        emit_text(out, &entries[i]);
    text_add(out, "0};\nconst PageWord page_words_entries[] = {\n{0, 0, 0, 0, 0, 0, 0},\n");
    for (size_t i = 1; i < entry_count; i++) {
        const WordEntry *entry = &entries[i];
        text_addf(out, "{%zu, %u, %d, %u, %d, %d, %d},\n", text, entry->kinds, entry->era,
                  (unsigned)entry->length, entry->month, entry->weekday, entry->starts_name);
        text += entry->length;
    }
    text_addf(out, "};\nconst size_t page_words_mask = %u;\nconst uint16_t page_words_slots[] = {\n",
              TABLE_SLOTS - 1);
    for (size_t i = 0; i < TABLE_SLOTS; i++)
        text_addf(out, "%u,%s", slots[i], i % 32 == 31 ? "\n" : "");
    text_add(out, "};\n");
}

int main(int argc, char **argv)
{
    TfArena arena;
    TextBuilder out;
    TfSlice file;
    TfError error = {.status = TF_OK};
    if (argc != 3) {
        (void)fprintf(stderr, "usage: %s OUT.c page_words.tsv\n", argv[0]);
        return 2;
    }
    tf_arena_init(&arena, 0);
    text_init(&out, 0);
    TfStatus status = file_read(argv[2], (size_t)1 << 20, &arena, &file, &error);
    if (status == TF_OK) {
        add_page_words(file);
        add_names();
        emit(&out);
        status = entry_count + 1 < MOST_FORMS
                     ? text_check(&out, &error)
                     : tf_fail(&error, TF_LIMIT, "more than %d forms: make MOST_FORMS larger", MOST_FORMS);
    }
    if (status == TF_OK)
        status = file_write_whole(argv[1], text_slice(&out), &error);
    if (status != TF_OK)
        (void)fprintf(stderr, "page words: %s\n", error.message);
    text_done(&out);
    tf_arena_done(&arena);
    return status == TF_OK ? 0 : 1;
}
