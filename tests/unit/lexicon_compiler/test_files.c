/* The lexicons of the repository are well kept, and a wrong line is refused with its file and line. */
#include "tests/support/support.h"

#include "importers/language/compiler/compiler.h"

#include <dirent.h>

/* ---- the repository's own files ---- */

/* Fields of a line apart by TAB; comment lines are none. */
static bool is_entry(TfSlice line)
{
    return tf_slice_trim(line).length > 0 && line.bytes[0] != '#';
}

static void check_file(const char *path)
{
    TfArena arena;
    tf_arena_init(&arena, 0);
    TfError error = {.status = TF_OK};
    TfSlice file;
    assert_ok(file_read(path, (size_t)8 << 20, &arena, &file, &error), &error);
    TfSlice before = {NULL, 0};
    while (file.bytes != NULL) {
        TfSlice line = tf_slice_split(&file, '\n');
        if (!is_entry(line))
            continue;
        TfSlice rest = line;
        TfSlice forms = tf_slice_split(&rest, '\t');
        if (before.bytes != NULL && tf_slice_compare(before, forms) > 0)
            print_error("%s: not sorted: '%.*s'\n", path, TF_SLICE_ARG(forms));
        assert_true(before.bytes == NULL || tf_slice_compare(before, forms) <= 0);
        before = forms;
    }
    Lexicon lexicon = {.arena = &arena};
    uint16_t index;
    assert_true(lexicon_language(&lexicon, tf_slice("any"), &index));
    assert_ok(lexicon_read_file(&lexicon, path, &error), &error);
    assert_ok(lexicon_sort(&lexicon, &error), &error);
    assert_true(lexicon.form_count + lexicon.common_count + lexicon.affix_count > 0);
    tf_arena_done(&arena);
}

static size_t check_folder(const char *folder)
{
    size_t count = 0;
    DIR *files = opendir(folder);
    assert_non_null(files);
    for (struct dirent *file = readdir(files); file != NULL; file = readdir(files)) {
        char path[1024];
        if (!tf_slice_ends_with(tf_slice(file->d_name), ".tsv"))
            continue;
        (void)snprintf(path, sizeof path, "%s/%s", folder, file->d_name);
        check_file(path);
        count++;
    }
    (void)closedir(files);
    return count;
}

static void every_lexicon_is_sorted_and_loads(void **state)
{
    (void)state;
    size_t count = 0;
    DIR *languages = opendir(TEST_SOURCE_DIR "/importers/lexicons");
    assert_non_null(languages);
    for (struct dirent *language = readdir(languages); language != NULL; language = readdir(languages)) {
        char folder[1024];
        (void)snprintf(folder, sizeof folder, "%s/%s", TEST_SOURCE_DIR "/importers/lexicons",
                       language->d_name);
        if (language->d_name[0] != '.' && strchr(language->d_name, '.') == NULL)
            count += check_folder(folder);
    }
    (void)closedir(languages);
    assert_true(count >= 16);
}

/* ---- wrong lines ---- */

static TfStatus read_as(const char *name, const char *content, TfError *error)
{
    char folder[1024];
    char path[2048];
    (void)snprintf(folder, sizeof folder, "%s/xx", scratch_folder());
    assert_ok(file_make_folder(folder, error), error);
    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_ok(file_write_whole(path, tf_slice(content), error), error);
    TfArena arena;
    tf_arena_init(&arena, 0);
    Lexicon lexicon = {.arena = &arena};
    uint16_t index;
    assert_true(lexicon_language(&lexicon, tf_slice("any"), &index));
    TfStatus status = lexicon_read_file(&lexicon, path, error);
    if (status == TF_OK)
        status = lexicon_sort(&lexicon, error);
    tf_arena_done(&arena);
    scratch_remove();
    return status;
}

static void a_wrong_line_is_named(void **state)
{
    (void)state;
    const struct {
        const char *name;
        const char *content;
        const char *message;
    } rows[] = {
        {"scale.tsv", "# c\nbillion\t1e\tx\n", "xx/scale.tsv:2: value '1e' is not a number"},
        {"scale.tsv", "billion\n",
         "xx/scale.tsv:1: one field found, a line is form|variant<TAB>value<TAB>source"},
        {"scale.tsv", "bn|\t1e9\tx\n", "xx/scale.tsv:1: form '' is empty, not UTF-8 or longer than 92 bytes"},
        {"scale.tsv", "=bn~\t1e9\tx\n", "xx/scale.tsv:1: form '=bn~' asks for its own case and for endings"},
        {"ending.tsv", "s\tplural\tx\n",
         "xx/ending.tsv:1: the second field is not on or last, with a case such as 'last from'"},
        {"scale.tsv", "bn\t1e9\tx\nBN\t1e8\tx\n", "xx/scale.tsv:2: form 'bn' is also in xx/scale.tsv:1"},
        {"currency.tsv", "dollar\tdollar\tx\n",
         "xx/currency.tsv:1: value 'dollar' is not a currency such as USD, USD/100 or KES,TZS"},
        {"currency.tsv", "cent\tUSD/7\tx\n",
         "xx/currency.tsv:1: value 'USD/7' is not a currency such as USD, USD/100 or KES,TZS"},
        {"relation.tsv", "over\tgt\tx\n",
         "xx/relation.tsv:1: value 'gt' is not a relation and a side, such as 'gt before'"},
        {"month.tsv", "May\t13\tx\n", "xx/month.tsv:1: value '13' is not a month, 1 to 12"},
        {"party.tsv", "Nowhere\tQQQ\tx\n",
         "xx/party.tsv:1: value 'QQQ' is not a party code such as KAZ, or a role word"},
        {"percent.tsv", "pct\t%\tx\n", "xx/percent.tsv:1: value '%' is not percent or points"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfError error = {.status = TF_OK};
        assert_int_equal(read_as(rows[i].name, rows[i].content, &error), TF_BAD_INPUT);
        assert_string_equal(error.message, rows[i].message);
    }
    TfError error = {.status = TF_OK};
    assert_int_equal(read_as("colour.tsv", "red\t1\tx\n", &error), TF_BAD_USAGE);
}

static void variants_that_fold_to_one_are_one(void **state)
{
    (void)state;
    TfError error = {.status = TF_OK};
    assert_ok(read_as("scale.tsv", "bn|BN|Bn\t1e9\tx\n", &error), &error);
    assert_ok(read_as("currency.tsv", "=US\tUSD\tx\nus\tUSD\tx\n", &error), &error);
}

static void hyphens_may_be_blanks(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Lexicon lexicon = {.arena = &arena};
    LexiconEntry entry = {LEX_PERIOD, tf_slice("x"), 0, tf_slice("en/period.tsv:1")};
    uint32_t index;
    TfError error;
    assert_true(lexicon_add_entry(&lexicon, &entry, &index));
    assert_ok(lexicon_add_form(&lexicon, index, tf_slice("year-on-year"), &error), &error);
    assert_int_equal(lexicon.form_count, 4);
    assert_ok(lexicon_add_form(&lexicon, index, tf_slice("=F-16"), &error), &error);
    assert_int_equal(lexicon.form_count, 5);
    tf_arena_done(&arena);
}

static void a_file_corrects_the_names_of_cldr(void **state)
{
    (void)state;
    TfArena arena;
    tf_arena_init(&arena, 0);
    Lexicon lexicon = {.arena = &arena};
    uint16_t english;
    uint32_t index;
    TfError error;
    assert_true(lexicon_language(&lexicon, tf_slice("any"), &english));
    assert_true(lexicon_language(&lexicon, tf_slice("en"), &english));
    LexiconEntry entry = {LEX_MONTH, tf_slice("5"), english, tf_slice("en/month.tsv:1")};
    assert_true(lexicon_add_entry(&lexicon, &entry, &index));
    assert_ok(lexicon_add_form(&lexicon, index, tf_slice("=May"), &error), &error);
    assert_ok(lexicon_add_cldr(&lexicon, &error), &error);
    assert_ok(lexicon_sort(&lexicon, &error), &error);
    size_t may = 0;
    size_t june = 0;
    for (size_t i = 0; i < lexicon.form_count; i++) {
        const LexiconForm *form = &lexicon.forms[i];
        bool is_month = lexicon.entries[form->entry].kind == LEX_MONTH;
        may += is_month && tf_slice_is(form->key, "may");
        june += is_month && tf_slice_is(form->key, "june");
    }
    assert_int_equal(may, 1);
    assert_int_equal(june, 1);
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_lexicon_is_sorted_and_loads), cmocka_unit_test(a_wrong_line_is_named),
        cmocka_unit_test(variants_that_fold_to_one_are_one), cmocka_unit_test(hyphens_may_be_blanks),
        cmocka_unit_test(a_file_corrects_the_names_of_cldr),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
