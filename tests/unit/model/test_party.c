/* Pairs as people type them. */
#include "tests/support/support.h"

#include "tracker/model/party.h"

static void reads_pairs_in_any_form_and_order(void **state)
{
    (void)state;
    const char *const forms[] = {"KZ-RU",
                                 "ru-kz",
                                 "KAZ-RUS",
                                 "Kazakhstan Russia",
                                 "Казахстан-Россия",
                                 "Kazakhstan\u2013Russia",
                                 "Russland/Kasachstan",
                                 "KZ -- RU",
                                 "KZ \u2013 RU",
                                 "kazakhstan, RUSSIA",
                                 "哈萨克斯坦-俄罗斯"};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        TfPair pair;
        TfError error;
        char text[TF_PAIR_CHARS];
        assert_ok(tf_pair_read(tf_slice(forms[i]), &pair, &error), &error);
        assert_string_equal(tf_pair_short(text, pair), "KZ-RU");
    }
}

static void reads_names_of_several_words_and_blocs(void **state)
{
    (void)state;
    const struct {
        const char *form;
        const char *a;
        const char *b;
    } rows[] = {
        {"United States-China", "CHN", "USA"},
        {"South Korea Vietnam", "KOR", "VNM"},
        {"EU-China", "CHN", "EU"},
        {"RUS-TA KAZ", "KAZ", "RUS-TA"},
        {"UK India", "GBR", "IND"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        TfPair pair;
        TfError error;
        assert_ok(tf_pair_read(tf_slice(rows[i].form), &pair, &error), &error);
        assert_string_equal(pair.a.code, rows[i].a);
        assert_string_equal(pair.b.code, rows[i].b);
    }
}

static void says_which_part_is_no_party(void **state)
{
    (void)state;
    const char *const wrong[] = {"",
                                 "KZ",
                                 "KZ-",
                                 "KZ-XQ",
                                 "KZ-KZ",
                                 "Atlantis-Russia",
                                 "Russia - Atlantis",
                                 "a b c d e f g h i j k l m n o p q r s t u v w"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        TfPair pair;
        TfError error;
        assert_int_equal(tf_pair_read(tf_slice(wrong[i]), &pair, &error), TF_BAD_USAGE);
        assert_non_null(strstr(error.message, wrong[i]));
    }
}

static void names_the_part_without_its_blanks(void **state)
{
    (void)state;
    TfPair pair;
    TfError error;
    assert_int_equal(tf_pair_read(tf_slice("Russia - Atlantis"), &pair, &error), TF_BAD_USAGE);
    assert_non_null(strstr(error.message, "'Atlantis' in 'Russia - Atlantis' is no country"));
}

static void names_pairs_in_the_readers_language(void **state)
{
    (void)state;
    TfArena arena;
    TfPair pair;
    TfError error;
    tf_arena_init(&arena, 0);
    assert_ok(tf_pair_read(tf_slice("KZ-RU"), &pair, &error), &error);
    assert_slice(tf_pair_name(pair, "en", &arena), "Kazakhstan\u2013Russia");
    assert_slice(tf_pair_name(pair, "ru", &arena), "Казахстан\u2013Россия");
    assert_ok(tf_pair_read(tf_slice("EU-VN"), &pair, &error), &error);
    assert_slice(tf_pair_name(pair, "en", &arena), "European Union\u2013Vietnam");
    assert_slice(tf_pair_name(pair, "ru", &arena), "Евросоюз\u2013Вьетнам");
    assert_slice(tf_pair_name(pair, "vi", &arena), "Liên minh châu Âu\u2013Việt Nam");
    assert_slice(tf_pair_name(pair, "de", &arena),
                 "European Union\u2013Vietnam"); /* blocs have no German name */
    tf_arena_done(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_pairs_in_any_form_and_order),
        cmocka_unit_test(reads_names_of_several_words_and_blocs),
        cmocka_unit_test(says_which_part_is_no_party),
        cmocka_unit_test(names_the_part_without_its_blanks),
        cmocka_unit_test(names_pairs_in_the_readers_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
