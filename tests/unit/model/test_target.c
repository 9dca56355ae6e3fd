/* How a target stands, in words. */
#include "tests/support/support.h"

#include "tracker/model/target.h"

static void every_status_has_its_own_word(void **state)
{
    (void)state;
    static const char *const words[] = {"open", "on path", "unclear",  "off path",
                                        "met",  "missed",  "replaced", "not rated"};
    for (int i = TF_TARGET_OPEN; i <= TF_TARGET_NOT_RATED; i++)
        assert_string_equal(tf_target_status_name((TfTargetStatus)i), words[i]);
}

static void an_open_chance_is_never_nothing_or_certain(void **state)
{
    (void)state;
    static const struct {
        double chance;
        const char *text;
    } rows[] = {{0, "<1%"},     {0.004, "<1%"}, {0.006, "1%"},  {0.1, "10%"},    {0.345, "34%"},
                {0.355, "36%"}, {0.99, "99%"},  {0.994, "99%"}, {0.996, ">99%"}, {1, ">99%"}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[TF_CHANCE_CHARS];
        assert_string_equal(tf_chance_text(text, rows[i].chance), rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_chance_is_never_nothing_or_certain),
        cmocka_unit_test(every_status_has_its_own_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
