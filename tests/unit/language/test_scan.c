/* Phrases are found where they stand, with their case and boundaries, and nowhere else. */
#define _DEFAULT_SOURCE /* fts */
#include "tests/support/support.h"

#include "importers/language/language.h"

#include "tracker/base/text.h"
#include <fts.h>

/* The hits of one kind as "form=value form=value". */
static const char *hits_of(const char *text, const char *lang, LexKind kind)
{
    static char line[1024];
    TfArena arena;
    tf_arena_init(&arena, 0);
    LexHits hits;
    TfError error;
    assert_ok(language_scan(tf_slice(text), tf_slice(lang), &arena, &hits, &error), &error);
    TextBuilder out;
    text_init(&out, sizeof line - 1);
    for (size_t i = 0; i < hits.count; i++) {
        const LexHit *hit = &hits.items[i];
        assert_true(hit->start < hit->end && hit->end <= strlen(text));
        if (hit->entry->kind == kind)
            text_addf(&out, "%s%.*s=%s", out.length > 0 ? " " : "", (int)(hit->end - hit->start),
                      text + hit->start, hit->entry->value);
    }
    TfSlice found = text_slice(&out);
    memcpy(line, found.bytes, found.length);
    line[found.length] = '\0';
    text_done(&out);
    tf_arena_done(&arena);
    return line;
}

typedef struct Row {
    const char *text;
    LexKind kind;
    const char *hits;
} Row;

static void check_rows(const Row *rows, size_t count)
{
    for (size_t i = 0; i < count; i++)
        assert_string_equal(hits_of(rows[i].text, "en", rows[i].kind), rows[i].hits);
}

static void finds_words_of_any_case(void **state)
{
    (void)state;
    const Row rows[] = {
        {"28 billion", LEX_SCALE, "billion=1e9"},
        {"28 BILLION and 3 Trillion", LEX_SCALE, "BILLION=1e9 Trillion=1e12"},
        {"in \xEF\xBC\xB5\xEF\xBC\xB3\xEF\xBC\x84 5", LEX_CURRENCY,
         "\xEF\xBC\xB5\xEF\xBC\xB3\xEF\xBC\x84=USD sign \xEF\xBC\x84=USD sign bare"},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void a_stem_takes_the_endings_of_its_language_and_no_others(void **state)
{
    (void)state;
    const struct {
        const char *lang;
        const char *text;
        LexKind kind;
        const char *hits;
    } rows[] = {
        {"ru", "товарооборотом", LEX_MEASURE, "товарооборотом=turnover"},
        {"ru", "торгового оборота", LEX_MEASURE, "торгового оборота=turnover оборота=turnover weak"},
        {"ru", "товарооборотъъъ", LEX_MEASURE, ""},
        {"kk", "Қазақстанмен", LEX_PARTY, "Қазақстанмен=KAZ home"},
        {"tr", "Rusya'yla", LEX_PARTY, "Rusya'yla=RUS Rusya=RUS"},
        {"tr", "Rusyaçık", LEX_PARTY, ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        assert_string_equal(hits_of(rows[i].text, rows[i].lang, rows[i].kind), rows[i].hits);
}

/* What the last ending says of a party: "Қытайдан" is "from China". */
static void an_ending_says_its_case(void **state)
{
    (void)state;
    const struct {
        const char *lang;
        const char *text;
        LexCase sense;
    } rows[] = {{"kk", "Қытайдан", LEX_CASE_FROM},
                {"kk", "Қытайға", LEX_CASE_TO},
                {"tr", "Çin'den", LEX_CASE_FROM},
                {"tr", "Çin", LEX_CASE_NONE}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfArena arena;
        LexHits hits;
        TfError error;
        LexCase sense = LEX_CASE_NONE;
        tf_arena_init(&arena, 0);
        assert_ok(language_scan(tf_slice(rows[i].text), tf_slice(rows[i].lang), &arena, &hits, &error),
                  &error);
        for (size_t k = hits.count; k > 0; k--) /* the longest comes first */
            if (hits.items[k - 1].entry->kind == LEX_PARTY && hits.items[k - 1].start == 0)
                sense = hits.items[k - 1].sense;
        assert_int_equal(sense, rows[i].sense);
        tf_arena_done(&arena);
    }
}

static void takes_prefixes_off_a_word(void **state)
{
    (void)state;
    assert_string_equal(hits_of("والصادرات", "ar", LEX_MEASURE), "صادرات=exports");
    assert_string_equal(hits_of("وبالصين", "ar", LEX_PARTY), "و=join ب=at in الصين=CHN");
    /* a word that is a form as a whole has no prefix: Washington begins with the letter of "and" */
    assert_string_equal(hits_of("واشنطن", "ar", LEX_PARTY), "واشنطن=USA capital");
    assert_string_equal(hits_of("الو", "ar", LEX_PARTY), "");
}

static void reads_arabic_letters_that_stand_for_one_another(void **state)
{
    (void)state;
    assert_string_equal(hits_of("أمريكا امريكا", "ar", LEX_PARTY), "أمريكا=USA امريكا=USA");
    assert_string_equal(hits_of("المائه", "ar", LEX_NUMBER), "مائه=100");
    /* vowel marks are written or not, also in the first syllable and behind the last letter */
    assert_string_equal(hits_of("عُمان", "ar", LEX_PARTY), "عُمان=OMN capital weak");
    assert_string_equal(hits_of("دولارًا دولاراً", "ar", LEX_CURRENCY), "دولارًا=USD دولاراً=USD");
}

static void keeps_the_case_of_codes(void **state)
{
    (void)state;
    const Row rows[] = {
        {"All 17 of them", LEX_CURRENCY, ""},
        {"KZT 500", LEX_CURRENCY, "KZT=KZT"},
        {"told us so", LEX_PARTY, ""},
        {"30 MUSD", LEX_CURRENCY, "MUSD=USD*1e6 sign"},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void a_letter_and_a_digit_touch_in_amounts(void **state)
{
    (void)state;
    const Row rows[] = {
        {"US$28bn", LEX_SCALE, "bn=1e9"},
        {"US$28bn", LEX_CURRENCY, "US$=USD sign $=USD sign bare"},
        {"USD133.3 billion", LEX_CURRENCY, "USD=USD sign"},
        {"115USD", LEX_CURRENCY, "USD=USD sign"},
        {"bn2", LEX_SCALE, "bn=1e9"},
        {"bnx", LEX_SCALE, ""},
        {"turbillion", LEX_SCALE, ""},
        {"KUSDX", LEX_CURRENCY, ""},
        {"over5", LEX_RELATION, ""},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void a_blank_is_any_blank_and_a_hyphen_may_be_one(void **state)
{
    (void)state;
    const Row rows[] = {
        {"more than 5", LEX_RELATION, "more than=gt before"},
        {"more  \xC2\xA0than 5", LEX_RELATION, "more  \xC2\xA0than=gt before"},
        {"more\nthan 5", LEX_RELATION, "more\nthan=gt before"},
        {"more\n\nthan 5", LEX_RELATION, ""},
        {"twenty-eight", LEX_NUMBER, "twenty-eight=28 twenty=20 eight=8"},
        {"twenty eight", LEX_NUMBER, "twenty eight=28 twenty=20 eight=8"},
        {"twenty\xE2\x80\x93"
         "eight",
         LEX_NUMBER,
         "twenty\xE2\x80\x93"
         "eight=28 twenty=20 eight=8"},
        {"twentyeight", LEX_NUMBER, ""},
        {"more - than", LEX_RELATION, ""},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void countries_currencies_and_months_come_from_cldr(void **state)
{
    (void)state;
    const Row rows[] = {
        {"Kazakhstan", LEX_PARTY, "Kazakhstan=KAZ"},
        {"Vietnam\xE2\x80\x99s", LEX_PARTY, "Vietnam=VNM"},
        {"5 Danish kroner", LEX_CURRENCY, "Danish kroner=DKK kroner=NOK,DKK"},
        {"9 Mongolian tugriks", LEX_CURRENCY, "Mongolian tugriks=MNT tugriks=MNT"},
        {"100 \xE2\x82\xBE", LEX_CURRENCY, "\xE2\x82\xBE=GEL"},
        {"in november", LEX_MONTH, "november=11"},
    };
    check_rows(rows, sizeof rows / sizeof rows[0]);
}

static void other_languages_see_signs_only(void **state)
{
    (void)state;
    assert_string_equal(hits_of("28 billion $", "xx", LEX_SCALE), "");
    assert_string_equal(hits_of("28 billion $", "xx", LEX_CURRENCY), "$=USD sign bare");
    assert_true(language_is_known(tf_slice("en")));
    assert_false(language_is_known(tf_slice("xx")));
    assert_false(language_is_known((TfSlice){NULL, 0}));
}

static void odd_bytes_do_no_harm(void **state)
{
    (void)state;
    const char bytes[] = "\xFF\xC3 billion\0billion \xE2\x82";
    TfArena arena;
    tf_arena_init(&arena, 0);
    LexHits hits;
    TfError error;
    assert_ok(language_scan(tf_slice_of(bytes, sizeof bytes - 1), tf_slice("en"), &arena, &hits, &error),
              &error);
    assert_int_equal(hits.count, 2);
    assert_int_equal(hits.items[0].start, 3);
    assert_ok(language_scan(tf_slice(""), (TfSlice){NULL, 0}, &arena, &hits, &error), &error);
    assert_int_equal(hits.count, 0);
    tf_arena_done(&arena);
}

static void says_when_memory_is_short(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 64);
    LexHits hits;
    TfError error;
    assert_int_equal(language_scan(tf_slice("one billion"), tf_slice("en"), &arena, &hits, &error),
                     TF_NO_MEMORY);
    tf_arena_done(&arena);
}

static void refuses_a_text_that_is_too_long(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    LexHits hits;
    TfError error;
    assert_int_equal(language_scan(tf_slice_of("", UINT32_MAX), tf_slice("en"), &arena, &hits, &error),
                     TF_LIMIT);
    assert_string_equal(error.message, "a text of 4294967295 bytes is too long to scan, 4 GiB is the limit");
    tf_arena_done(&arena);
}

/* A scan for one language looks only where a form of it may begin; one for all languages looks everywhere. */
static size_t missing_in(TfSlice text, const char *lang, TfArena *arena)
{
    LexHits all;
    LexHits own;
    TfError error;
    size_t missing = 0;
    size_t next = 0;
    assert_ok(language_scan(text, (TfSlice){NULL, 0}, arena, &all, &error), &error);
    assert_ok(language_scan(text, tf_slice(lang), arena, &own, &error), &error);
    for (size_t i = 0; i < all.count; i++) {
        const LexHit *hit = &all.items[i];
        bool spoken = hit->entry->lang[0] == '\0' || strcmp(hit->entry->lang, lang) == 0;
        while (next < own.count && own.items[next].start < hit->start)
            next++;
        bool found = !spoken;
        for (size_t k = next; k < own.count && own.items[k].start == hit->start && !found; k++)
            found = own.items[k].entry == hit->entry;
        if (!found)
            print_error("%s: '%.*s' of %s is missing\n", lang, (int)(hit->end - hit->start),
                        text.bytes + hit->start, hit->entry->place);
        missing += !found;
    }
    return missing;
}

static void misses_no_form_of_its_language(void **state)
{
    (void)state;
    char corpus[] = TEST_SOURCE_DIR "/tests/corpus";
    char cases[] = TEST_SOURCE_DIR "/tests/cases/en";
    char *roots[] = {corpus, cases, NULL};
    size_t missing = 0;
    FTS *tree = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, NULL);
    assert_non_null(tree);
    for (FTSENT *entry; (entry = fts_read(tree)) != NULL;) {
        TfArena arena;
        TfSlice text;
        TfError error;
        if (entry->fts_info != FTS_F || !tf_slice_ends_with(tf_slice(entry->fts_name), ".txt"))
            continue;
        tf_arena_init(&arena, 0);
        assert_ok(file_read(entry->fts_path, 4 << 20, &arena, &text, &error), &error);
        TfSlice lang = language_identify(text);
        if (lang.bytes != NULL && language_is_known(lang))
            missing += missing_in(text, tf_arena_copy(&arena, lang).bytes, &arena);
        tf_arena_done(&arena);
    }
    (void)fts_close(tree);
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(misses_no_form_of_its_language),
        cmocka_unit_test(finds_words_of_any_case),
        cmocka_unit_test(keeps_the_case_of_codes),
        cmocka_unit_test(a_letter_and_a_digit_touch_in_amounts),
        cmocka_unit_test(a_blank_is_any_blank_and_a_hyphen_may_be_one),
        cmocka_unit_test(countries_currencies_and_months_come_from_cldr),
        cmocka_unit_test(other_languages_see_signs_only),
        cmocka_unit_test(a_stem_takes_the_endings_of_its_language_and_no_others),
        cmocka_unit_test(an_ending_says_its_case),
        cmocka_unit_test(takes_prefixes_off_a_word),
        cmocka_unit_test(reads_arabic_letters_that_stand_for_one_another),
        cmocka_unit_test(odd_bytes_do_no_harm),
        cmocka_unit_test(says_when_memory_is_short),
        cmocka_unit_test(refuses_a_text_that_is_too_long),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
